"""The Application: everything that is registered, in order."""

import time
from dataclasses import dataclass
from datetime import time as clock_time
from datetime import timedelta
from pathlib import Path

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest

from bot import logs
from bot.assistant import Assistant
from bot.channels.clock import BERLIN
from bot.channels.telegram import (
    answers,
    buttons,
    chart,
    daily_fact,
    editors,
    feedback,
    gap_review,
    groups,
    inline,
    personal_data,
    private_chat,
    quiz,
    settings_menu,
    subscribing,
    uploads,
)
from bot.channels.telegram.addressing import ADDRESSED, COMMAND_FOR_US, EDITED_BY_PERSON, FROM_PERSON
from bot.channels.telegram.commands import COMMANDS
from bot.channels.telegram.context import BotApplication, BotContext, Desk
from bot.channels.telegram.editorial import Editorial, FromEditor
from bot.channels.telegram.errors import on_error
from bot.channels.telegram.network import Network
from bot.channels.telegram.outgoing import Outgoing
from bot.channels.telegram.quota import quota
from bot.channels.telegram.slots import Slots
from bot.editing.history import History
from bot.editing.live import Live
from bot.journal.journal import Journal
from bot.knowledge.files import Contents
from bot.settings import Settings

AT_ONCE = 96
"""Updates under way at once. With 60 ms a call, as with Telegram, python -m tests.benchmarks.load gave 197
answers a second with 32, 257 with 64, 339 with 96: each keeps its place until it is struck off, and the more
there are, the more share a transaction."""

MORE_CALLS = 8
"""Connections for what is no answer: the wait for updates, facts of the day, second charts, the menu."""

BEFORE_OTHERS = -1
"""PTB's group of handlers that come before those that answer."""

FORGET_EVERY = 60.0
"""Seconds between two looks for what is to be forgotten."""

FORGET_ROWS_EVERY = 6 * 3600.0
"""The same for the database, where days count."""

SUMMARY_TIME = clock_time(9, tzinfo=BERLIN)
MONDAY = 1
"""As PTB counts days: Sunday is 0."""

ID = "[a-z0-9_]{1,40}"
"""Of a topic, a gap, a figure or a source, in the data of a button."""


@dataclass(frozen=True, slots=True)
class Home:
    """The knowledge folder, and its files as they were when the assistant was made of them."""

    folder: Path
    contents: Contents


def build_application(
    settings: Settings, assistant: Assistant, home: Home | None = None, request: BaseRequest | None = None
) -> BotApplication:
    """The whole bot, ready to run; ``request`` replaces the network, for tests.

    With a ``home`` the bot follows its files, and editors can change them.
    """
    logs.quieten()
    desk, slots = _desk(settings, assistant, home), Slots(AT_ONCE)
    network = request or Network(AT_ONCE + MORE_CALLS, settings.bot_api_base_url)
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
        .rate_limiter(Outgoing(slots, desk.metrics, settings.messages_per_second))
        .request(network)
        .get_updates_request(network)
        .updater(None)  # polling.py and webhook.py keep updates before Telegram is told
    )
    application: BotApplication = builder.build()
    application.bot_data[Desk] = desk
    application.bot_data[Slots] = slots
    _register(application)
    return application


def _desk(settings: Settings, assistant: Assistant, home: Home | None) -> Desk:
    desk = Desk(assistant, Journal.of(settings))

    def swap(new: Assistant, found: Contents) -> None:
        desk.assistant = new
        desk.metrics.knows(found.files, len(new.knowledge.topics), time.time())

    if home is not None:
        swap(assistant, home.contents)
        live = Live(home.folder, home.contents, swap, History(settings.data_dir / "history"))
        desk.editorial = Editorial.of(settings, live)
    else:
        desk.editorial = Editorial.of(settings, None)
    desk.health.knowledge_loaded = True
    desk.questions_kept = timedelta(days=settings.questions_days) if settings.questions_kept else None
    return desk


def _register(application: BotApplication) -> None:
    """All handlers. The order matters: the first that fits an update takes it."""
    application.add_handler(TypeHandler(Update, quota), BEFORE_OTHERS)
    _register_editors(application)
    _register_commands(application)
    _register_questions(application)
    _register_buttons(application)
    application.add_handler(InlineQueryHandler(inline.inline_query))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, groups.migrated))
    application.add_handler(ChatMemberHandler(groups.membership, ChatMemberHandler.MY_CHAT_MEMBER))
    _register_jobs(application)
    application.add_error_handler(on_error)


def _register_editors(application: BotApplication) -> None:
    """For editors only; what they do not let through goes on to the handlers for everybody."""
    from_editor = FROM_PERSON & FromEditor(application.bot_data[Desk].editorial)
    for command, handler in editors.COMMAND_HANDLERS.items():
        application.add_handler(CommandHandler(command, handler, from_editor))
    application.add_handler(MessageHandler(from_editor & filters.Document.ALL, uploads.document))
    # Buttons check themselves who pressed them.
    application.add_handler(CallbackQueryHandler(uploads.decide, uploads.PATTERN))
    application.add_handler(CallbackQueryHandler(gap_review.press, gap_review.PATTERN))


def _register_commands(application: BotApplication) -> None:
    """In private chats and groups alike."""
    for command in COMMANDS:
        handler = private_chat.COMMAND_HANDLERS[command.name]
        application.add_handler(CommandHandler(command.names, handler, FROM_PERSON))
    application.add_handler(MessageHandler(FROM_PERSON & COMMAND_FOR_US, private_chat.unknown_command))


def _register_questions(application: BotApplication) -> None:
    """In a private chat everything, in a group only what is meant for the bot."""
    private, all_groups = filters.ChatType.PRIVATE, filters.ChatType.GROUPS
    words = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND
    asked = private | (all_groups & ADDRESSED)
    application.add_handler(MessageHandler(FROM_PERSON & words & asked, private_chat.question))
    application.add_handler(MessageHandler(FROM_PERSON & private, private_chat.not_text))
    application.add_handler(MessageHandler(EDITED_BY_PERSON, answers.edited))


def _register_buttons(application: BotApplication) -> None:
    """The last one takes data that no button of today carries."""
    for pattern, button in (
        (rf"t:{ID}\Z", buttons.topic_button),
        (rf"c:{ID}\Z", buttons.choice_button),
        (rf"q:{ID}(,{ID})*\Z", buttons.source_button),
        (rf"g:{ID}\Z", chart.chart_button),
        (r"z\Z", quiz.quiz_button),
        (subscribing.HOUR_PATTERN, subscribing.hour_button),
        (rf"v:[ud]:{ID}\Z", feedback.vote),
        (r"n\Z", feedback.not_meant),
        (personal_data.PATTERN, personal_data.decide),
        (r"e:(quick_facts|daily_fact|quiz):[01]\Z", settings_menu.setting_button),
        (r"b:[0-9a-f]{12}:[0-9]{1,3}\Z", buttons.area_button),
        (r"b\Z", buttons.areas_button),
        (r"", buttons.unknown_button),
    ):
        application.add_handler(CallbackQueryHandler(button, pattern))


def _register_jobs(application: BotApplication) -> None:
    """What is remembered is really dropped in time, also when nobody writes. The daily fact."""
    if application.job_queue is not None:
        application.job_queue.run_repeating(_forget, FORGET_EVERY, name="forget")
        application.job_queue.run_repeating(_forget_old_rows, FORGET_ROWS_EVERY, name="forget rows")
        application.job_queue.run_repeating(
            daily_fact.send_daily_facts, daily_fact.LOOK_EVERY, name="daily facts"
        )
        if application.bot_data[Desk].editorial.weekly:
            application.job_queue.run_daily(
                gap_review.send_summary, SUMMARY_TIME, days=(MONDAY,), name="weekly summary"
            )


async def _forget(context: BotContext) -> None:
    context.desk.conversations.forget_old()
    context.desk.recent.forget_old()
    context.desk.editorial.uploads.forget_old()
    await context.desk.journal.tidy()


async def _forget_old_rows(context: BotContext) -> None:
    await context.desk.journal.forget_old(context.desk.clock().date())
