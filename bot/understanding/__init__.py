"""German text in, one decision out: pure and synchronous, no network, no clock, no Telegram."""
