"""Lists that go out as tables, and tables that come in as drafts: Excel and CSV."""
