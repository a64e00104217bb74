"""Tests of bot.understanding, one module each."""
