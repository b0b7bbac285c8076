"""Which need and which seed belong together, and why."""
