"""What we ask of those who work in a group."""
