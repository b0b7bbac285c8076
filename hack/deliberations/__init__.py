"""Deliberations (付議): a case of the front is laid before the city's body for open innovation, which says how to go on."""
