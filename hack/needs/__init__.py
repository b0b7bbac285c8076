"""What bureaus ask for: the need, and its call."""
