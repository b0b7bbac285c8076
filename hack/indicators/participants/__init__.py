"""Who takes part: one definition, one way of counting, and how the count stands to the aims of the city's strategy."""
