"""What must be remembered over a restart, in one database; docs/DATENSCHUTZ.md lists every field."""
