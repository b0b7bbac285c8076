"""Places where residents take part: living labs, 共創ラボ and open labs; what is held there, and what residents say."""
