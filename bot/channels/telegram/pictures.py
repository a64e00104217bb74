"""Charts as Telegram wants them: drawn once, off the event loop, and sent again by file_id."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable

from bot.answering.reply import Chart

MOST_DRAWN = 16
"""Pictures kept until they are sent for the first time (and if Telegram forgets one): about 2 MB."""

MOST_SENT = 1_000
"""File ids kept; a file id is the same for every chat."""


def _draw(chart: Chart) -> bytes:
    from bot.channels.chart_image import draw  # loads matplotlib, which most runs never need

    return draw(chart)


class Pictures:
    """The pictures of charts by content: a changed figure makes another picture."""

    def __init__(self, draw: Callable[[Chart], bytes] = _draw) -> None:
        self._draw = draw
        self._drawing = asyncio.Lock()  # matplotlib is not made for two threads at once
        self._drawn: OrderedDict[str, bytes] = OrderedDict()
        self._sent: OrderedDict[str, str] = OrderedDict()

    def ready(self, chart: Chart) -> bool:
        """Whether nothing has to be drawn."""
        return _key(chart) in self._sent or _key(chart) in self._drawn

    async def get(self, chart: Chart) -> str | bytes:
        """The file id if it was sent before, else the PNG."""
        key = _key(chart)
        async with self._drawing:  # who asks for the same chart meanwhile finds it drawn
            if key not in self._sent and key not in self._drawn:
                self._drawn[key] = await asyncio.to_thread(self._draw, chart)
                _bound(self._drawn, MOST_DRAWN)
            return self._sent.get(key) or self._drawn[key]

    def was_sent(self, chart: Chart, file_id: str) -> None:
        """Keep what Telegram calls the picture from now on."""
        self._sent[_key(chart)] = file_id
        self._drawn.pop(_key(chart), None)
        _bound(self._sent, MOST_SENT)

    def forget(self, chart: Chart) -> None:
        """Telegram does not know the file id any more."""
        self._sent.pop(_key(chart), None)


def _key(chart: Chart) -> str:
    return hashlib.sha256(repr(chart).encode("utf-8", "surrogatepass")).hexdigest()


def _bound(kept: "OrderedDict[str, bytes] | OrderedDict[str, str]", most: int) -> None:
    while len(kept) > most:
        kept.popitem(last=False)
