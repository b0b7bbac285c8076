"""What organisations ask about a call, and what the city answers: in private to ask, for everybody to read."""
