"""Tests of the platform; each folder tests the chapter of its name, `whole/` says things of all at once."""
