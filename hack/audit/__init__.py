"""The trail of what happened, for those who look whether all was right: read, never changed."""
