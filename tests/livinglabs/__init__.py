"""The register of labs, what is held in them, and what residents say."""
