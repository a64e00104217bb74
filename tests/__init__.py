"""Tests mirror bot/; what they share lies here."""
