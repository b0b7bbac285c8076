"""Who is who: people, organisations, bureaus and sections; joining, signing in, being invited."""
