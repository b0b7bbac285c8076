"""The co-creation matching platform: a city's needs, companies' and universities' seeds, and the way from one to the other."""
