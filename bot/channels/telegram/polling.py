"""Fetching updates: the next request, at which Telegram deletes what it gave, waits until that is kept."""

import asyncio
import json
import logging
from typing import Any
from urllib.parse import urlencode

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot import logs
from bot.channels.telegram.context import BotApplication, Desk
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.network import GARBAGE
from bot.channels.telegram.outgoing import put_off
from bot.channels.telegram.pauses import growing

_log = logging.getLogger(__name__)

LONG_POLL = 10
"""Seconds that Telegram waits for something to come before it answers with nothing."""

MARGIN = 5.0
"""Seconds more until the network counts as broken."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds after a failure, and at most after several."""


async def poll(application: BotApplication, intake: Intake, allowed: tuple[str, ...]) -> None:
    """Fetch until cancelled; InvalidToken if Telegram does not accept the token any more."""
    desk: Desk = application.bot_data[Desk]
    offset, pauses = 0, growing(FIRST_PAUSE, LONGEST_PAUSE)
    while True:
        pause = None
        await intake.room()
        query = {"timeout": LONG_POLL, "offset": offset, "allowed_updates": json.dumps(allowed)}
        try:
            updates = await _fetch(
                application.bot.request, f"{application.bot.base_url}/getUpdates?{urlencode(query)}"
            )
            desk.in_contact()
            desk.metrics.called("getUpdates")
            if updates:
                await intake.receive(updates)
                offset = 1 + max(n for update in updates if type(n := update.get("update_id")) is int)
            pauses = growing(FIRST_PAUSE, LONGEST_PAUSE)
            continue
        except InvalidToken:
            raise
        except RetryAfter as error:
            _log.warning("getUpdates: put off (429)")
            desk.metrics.called("getUpdates", error)
            pause = put_off(error)
        except Conflict as error:
            desk.metrics.called("getUpdates", error)
            desk.health.conflict = True
            _log.error("another process fetches updates with the same token (409): one of them must stop")
        except (TelegramError, ValueError) as error:
            desk.metrics.called("getUpdates", error)
            _log.warning("no contact with Telegram: %s", type(error).__name__)
        except Exception as error:  # a database that takes nothing: Telegram keeps it meanwhile
            _log.error("updates could not be taken in: %s", logs.brief(error))
        await asyncio.sleep(next(pauses) if pause is None else pause)


async def _fetch(request: BaseRequest, url: str) -> list[dict[str, Any]]:
    """The updates as Telegram wrote them. One that PTB cannot read must not hold up the others."""
    answer = json.loads(await request.retrieve(url, read_timeout=LONG_POLL + MARGIN))
    updates = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(updates, list) or not all(isinstance(update, dict) for update in updates):
        raise TelegramError(GARBAGE)
    return updates
