"""Support by the secretariat's specialists (Y-Tech): asked for by a section, taken on, written down, and finished."""
