"""How fast it is, how well it matches, and whether it loses anything when it is killed."""
