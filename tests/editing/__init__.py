"""Tests of bot.editing."""
