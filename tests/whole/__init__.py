"""What is said of every page, path, template, letter and permission at once."""
