"""What we ask of those who hand a case in, sort it, talk about it, and bring it to an end."""
