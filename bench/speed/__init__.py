"""How fast the best partners are found: ours beside what others offer, each in a process of its own."""
