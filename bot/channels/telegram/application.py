"""The Application: everything that is registered, in order, and the run until SIGTERM."""

import logging

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import InvalidToken
from telegram.ext import (
    AIORateLimiter,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    Defaults,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from bot import logs
from bot.assistant import Assistant
from bot.channels.conversations import Conversations
from bot.channels.telegram import private_chat
from bot.channels.telegram.addressing import ADDRESSED, COMMAND_FOR_US, FROM_PERSON
from bot.channels.telegram.commands import COMMANDS
from bot.channels.telegram.context import BotApplication, BotContext, Desk
from bot.channels.telegram.errors import on_error
from bot.channels.telegram.profile import publish
from bot.settings import Settings, SettingsError

_log = logging.getLogger(__name__)

ALLOWED_UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY)
"""Only what is handled below: Telegram sends nothing else."""

CONCURRENT_UPDATES = 32
"""Answers under way at once, as measured: fewer wait for the network, more cost CPU and are slower."""

RETRIES = 3
"""How often a call is repeated after a 429; AIORateLimiter's own default is never."""

FORGET_EVERY = 60.0
"""Seconds between two looks for conversations that are to be forgotten."""


def build_application(
    settings: Settings, assistant: Assistant, request: BaseRequest | None = None
) -> BotApplication:
    """The whole bot, ready to run. ``request`` replaces the network, for tests."""
    logs.quieten()
    builder = (
        ApplicationBuilder()
        .token(settings.token())
        .base_url(settings.bot_url)
        .base_file_url(settings.file_url)
        .context_types(ContextTypes(context=BotContext))
        .defaults(
            Defaults(
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                allow_sending_without_reply=True,  # the question may have been deleted meanwhile
            )
        )
        .rate_limiter(AIORateLimiter(max_retries=RETRIES))
        .concurrent_updates(CONCURRENT_UPDATES)
        .post_init(publish)
    )
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    else:
        builder = builder.connection_pool_size(CONCURRENT_UPDATES + 8)
    application: BotApplication = builder.build()
    application.bot_data[Desk] = Desk(assistant, Conversations())
    _register(application)
    return application


def run(settings: Settings, assistant: Assistant) -> None:
    """Answer until SIGTERM or Ctrl-C; what is being answered then is finished first."""
    logs.configure(settings)
    application = build_application(settings, assistant)
    _log.info("polling %s", settings.bot_api_base_url)
    try:
        application.run_polling(allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1)
    except InvalidToken:
        raise SettingsError(
            "BOT_TOKEN wird von Telegram abgelehnt: Bitte vergleichen Sie ihn mit dem, den @BotFather nennt."
        ) from None
    _log.info("stopped")


def _register(application: BotApplication) -> None:
    """All handlers. The order matters: the first that fits an update takes it."""
    private, groups = filters.ChatType.PRIVATE, filters.ChatType.GROUPS

    # Commands, in private chats and groups alike.
    for command in COMMANDS:
        handler = private_chat.COMMAND_HANDLERS[command.name]
        application.add_handler(CommandHandler(command.names, handler, FROM_PERSON))
    application.add_handler(MessageHandler(FROM_PERSON & COMMAND_FOR_US, private_chat.unknown_command))

    # Questions: in a private chat everything, in a group only what is meant for the bot.
    words = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND
    asked = private | (groups & ADDRESSED)
    application.add_handler(MessageHandler(FROM_PERSON & words & asked, private_chat.question))
    application.add_handler(MessageHandler(FROM_PERSON & private, private_chat.not_text))

    # Buttons; the last one takes data that no button of today carries.
    for pattern, button in (
        (r"t:[a-z0-9_]{1,40}\Z", private_chat.topic_button),
        (r"b:[0-9a-f]{12}:[0-9]{1,3}\Z", private_chat.area_button),
        (r"b\Z", private_chat.areas_button),
        (r"", private_chat.unknown_button),
    ):
        application.add_handler(CallbackQueryHandler(button, pattern))

    # What is remembered is really dropped in time, also when nobody writes.
    if application.job_queue is not None:
        application.job_queue.run_repeating(_forget, FORGET_EVERY)

    # Everything that went wrong above.
    application.add_error_handler(on_error)


async def _forget(context: BotContext) -> None:
    context.desk.conversations.forget_old()
