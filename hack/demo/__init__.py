"""Demo data: the city's real needs, and invented people, played through the platform's own deeds."""
