"""The files of a working group: for those inside alone, as its minutes are."""
