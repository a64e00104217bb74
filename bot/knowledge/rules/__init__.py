"""The rules that all files together must keep; each takes a Reading and yields problems."""
