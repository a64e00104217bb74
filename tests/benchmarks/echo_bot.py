"""python-telegram-bot alone: repeats each text. What the load test compares the bot with.

``python -m tests.benchmarks.echo_bot [UPDATES AT ONCE]``
"""

import logging
import os
import sys

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

AT_ONCE = 32


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it back."""
    if update.effective_message is not None:
        await update.effective_message.reply_text(update.effective_message.text or "")


def main() -> None:
    """Answer until SIGTERM."""
    logging.basicConfig(level=logging.WARNING)
    at_once = int(sys.argv[1]) if len(sys.argv) > 1 else AT_ONCE
    builder = (
        ApplicationBuilder()
        .token(os.environ["BOT_TOKEN"])
        .base_url(f"{os.environ['BOT_API_BASE_URL']}/bot")
        .concurrent_updates(at_once)
        .connection_pool_size(at_once + 8)
    )
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(allowed_updates=[Update.MESSAGE])


if __name__ == "__main__":
    main()
