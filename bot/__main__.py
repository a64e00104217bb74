"""``python -m bot`` is the same as ``kmu-bot``."""

from bot.cli import main

main()
