"""The run from start to SIGTERM: waits for database and network, takes updates in, stops in ten seconds."""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial

from telegram import Update
from telegram.error import InvalidToken, TelegramError

from bot import logs
from bot.assistant import Assistant
from bot.channels import health, systemd
from bot.channels.telegram import reload
from bot.channels.telegram.application import Home, build_application
from bot.channels.telegram.context import BotApplication, Desk
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.pauses import growing
from bot.channels.telegram.polling import poll
from bot.channels.telegram.profile import publish
from bot.channels.telegram.slots import Slots
from bot.channels.telegram.webhook import CONNECTIONS, delivered, secret
from bot.journal.postgresql import Unreachable
from bot.settings import Settings, SettingsError

_log = logging.getLogger(__name__)

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)
"""Only what is handled: Telegram sends nothing else."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds between two tries to reach database or Telegram at the start."""

LOOK_EVERY = 45.0
"""Seconds between two looks at whether Telegram can be reached, where it delivers by itself."""

FINISHING = 6.0
"""Seconds that answers under way are given at the end; the whole stop takes less than ten."""

JOBS_FINISHING = 1.0
"""The same for jobs, facts of the day for one."""

TOKEN_REFUSED = (
    "BOT_TOKEN wird von Telegram abgelehnt: Bitte vergleichen Sie ihn mit dem, den @BotFather nennt."  # noqa: S105
)


def run(settings: Settings, assistant: Assistant, home: Home | None = None) -> None:
    """Answer until SIGTERM or Ctrl-C. SettingsError if a setting is wrong, the token included."""
    logs.configure(settings, secret(settings))
    # Fonts that matplotlib found; a container's home cannot be written to.
    os.environ.setdefault("MPLCONFIGDIR", str(settings.data_dir / "matplotlib"))
    asyncio.run(_until_stopped(settings, assistant, home))
    _log.info("stopped")


async def _until_stopped(settings: Settings, assistant: Assistant, home: Home | None) -> None:
    async def until_it_fails() -> None:
        async with serving(build_application(settings, assistant, home=home), settings) as taking_in:
            await taking_in

    work = asyncio.create_task(until_it_fails())
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, work.cancel)
    with suppress(asyncio.CancelledError):
        await work


@asynccontextmanager
async def serving(
    application: BotApplication, settings: Settings, publishing: bool = True
) -> AsyncIterator["asyncio.Task[None]"]:
    """The bot at work during the body; the task that is yielded fails if it cannot go on."""
    desk: Desk = application.bot_data[Desk]
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(health.listening(settings.health_port, desk.health, desk.metrics))
        stack.push_async_callback(_ended, asyncio.create_task(systemd.watchdog()))
        await _reached("the database", desk.journal.open, Unreachable)
        stack.push_async_callback(desk.journal.close)
        desk.health.journal_open = True
        systemd.ready("Wissen geladen, Datenbank offen")  # Telegram may be out of reach for long
        stack.push_async_callback(application.bot.request.shutdown)  # PTB's own shutdown needs a full start
        stack.push_async_callback(application.shutdown)
        await _reached("Telegram", application.initialize, TelegramError)
        desk.in_contact()
        await application.start()
        stack.push_async_callback(_stopped, application)
        stack.push_async_callback(_ended, asyncio.create_task(reload.follow(application)))
        if publishing:
            stack.push_async_callback(_ended, asyncio.create_task(publish(application)))
        slots: Slots = application.bot_data[Slots]
        intake = Intake(application, slots)
        desk.metrics.watch(
            waiting=lambda: max(0, intake.waiting - slots.taken),
            working=lambda: slots.taken,
            backlog=lambda: intake.backlog,
            last_contact=lambda: desk.health.last_contact,
        )
        stack.push_async_callback(intake.stop, FINISHING)
        await intake.start()
        taking_in = asyncio.create_task(_take_in(application, settings, intake))
        stack.push_async_callback(_ended, taking_in)
        _log.info("answering; updates by %s", "webhook" if settings.webhook_url else "polling")
        try:
            yield taking_in
        finally:
            desk.health.stopping = True
            systemd.stopping()


async def _take_in(application: BotApplication, settings: Settings, intake: Intake) -> None:
    """Have updates come, one way or the other, until cancelled."""
    bot = application.bot
    if settings.webhook_url:
        async with delivered(application, settings, intake):
            await _reached(
                "Telegram",
                partial(
                    bot.set_webhook,
                    settings.webhook_url,
                    allowed_updates=ALLOWED_UPDATES,
                    max_connections=CONNECTIONS,
                    secret_token=secret(settings),
                ),
                TelegramError,
            )
            while True:  # nothing comes when nobody writes: this shows whether anything could
                await asyncio.sleep(LOOK_EVERY)
                await _look(application)
    await _reached("Telegram", bot.delete_webhook, TelegramError)  # with one set, nothing can be fetched
    try:
        await poll(application, intake, ALLOWED_UPDATES)
    except InvalidToken:
        raise SettingsError(TOKEN_REFUSED) from None


async def _look(application: BotApplication) -> None:
    """Ask Telegram for something; SettingsError if the token is not accepted any more."""
    try:
        await application.bot.get_webhook_info()
    except InvalidToken:
        raise SettingsError(TOKEN_REFUSED) from None
    except Exception as error:  # no contact, or garbage that PTB stumbles over
        _log.warning("no contact with Telegram: %s", type(error).__name__)
    else:
        application.bot_data[Desk].in_contact()


async def _reached(what: str, action: Callable[[], Awaitable[object]], away: type[Exception]) -> None:
    """Try until it succeeds, with growing pauses; InvalidToken is final."""
    for pause in growing(FIRST_PAUSE, LONGEST_PAUSE):
        try:
            await action()
            return
        except InvalidToken:
            raise SettingsError(TOKEN_REFUSED) from None
        except away as error:
            _log.warning("no contact with %s yet: %s", what, type(error).__name__)
        await asyncio.sleep(pause)


async def _stopped(application: BotApplication) -> None:
    """Stop; PTB would wait for its jobs as long as they take."""
    if application.job_queue is not None:
        with suppress(TimeoutError):
            async with asyncio.timeout(JOBS_FINISHING):
                await application.job_queue.stop()
    await application.stop()


async def _ended(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await task
