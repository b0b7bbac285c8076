"""People of both sides working it out: working groups, their members and meetings."""
