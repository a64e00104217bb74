"""Tests of the Telegram channel, over real HTTP."""
