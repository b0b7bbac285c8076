"""How we are doing, in counts: how well the suggestions of matching serve, who takes part, and what was published."""
