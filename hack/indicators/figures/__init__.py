"""Numbers that were published: what a document says, as of when, and where it stands."""
