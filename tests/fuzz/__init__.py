"""Hostile input at every entry: the same checks with hypothesis (part of the tests) and with atheris."""
