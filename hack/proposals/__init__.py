"""What is proposed: an idea or a solution for a need, drawn from a seed or new."""
