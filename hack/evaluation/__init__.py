"""How a section judges the proposals of a call: criteria, evaluators, each on their own and then together, and the decisions."""
