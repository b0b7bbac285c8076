"""The coordinator's board over all paths: whose turn, since when, what is late."""
