"""What we ask of those who want data, of the desk and the sections that answer, and of those who keep the catalogue."""
