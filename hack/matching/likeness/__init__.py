"""How alike two texts are, and why: texts in, numbers and words out; no database, no web."""
