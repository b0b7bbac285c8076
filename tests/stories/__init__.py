"""Journeys over HTTP, from the first page to the last."""
