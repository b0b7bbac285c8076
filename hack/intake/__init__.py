"""共創フロント: the one counter for everything that answers no need, from one form with many doors to what came of it."""
