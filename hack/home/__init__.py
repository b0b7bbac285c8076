"""The front page, and for each role what waits for it: the one place that shows a bit of everything."""
