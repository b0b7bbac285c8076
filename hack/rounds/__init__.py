"""Rounds (割り当て案): who evaluates which proposal, and which coordinator looks after which working group, worked out for all at once."""
