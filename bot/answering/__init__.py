"""Decisions and knowledge in, replies out: text with cited figures, pure and free of markup."""
