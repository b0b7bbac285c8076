"""What we ask of a proposal, and of those who write it, hand it in, look after it and look for it."""
