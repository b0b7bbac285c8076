"""Finding by words: what a question means, the papers that answer it, and who may read them."""
