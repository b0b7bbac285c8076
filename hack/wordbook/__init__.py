"""用語集: the city's own words and synonyms, written by coordinators and released as editions to the matcher and the search at once."""
