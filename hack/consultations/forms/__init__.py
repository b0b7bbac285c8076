"""What we ask of those who open a consultation, are asked in it, and write about a check."""
