"""Agreements (連携協定) of the city with companies, universities and others: a public register, and what came of each."""
