"""Tests of the front page and of people's own pages."""
