"""Telling people: a letter for each occasion, written with the deed and posted afterwards."""
