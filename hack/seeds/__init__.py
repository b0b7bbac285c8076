"""What companies and universities can do: the catalogue of seeds."""
