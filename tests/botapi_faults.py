"""What goes wrong with the Bot API server on demand: refusals, garbage, cut connections, silence."""

import asyncio

from tests.botapi_wire import ApiError, Call


class Garbled(Exception):
    """An answer that no Bot API server gives: any bytes, with a status and more lines of the head."""

    def __init__(self, payload: bytes, code: int, head: str) -> None:
        super().__init__("garbled")
        self.payload, self.code, self.head = payload, code, head


class Stalled(Exception):
    """No answer, and the connection stays open."""


class Faults:
    """The part of the server that fails."""

    _faults: dict[str, list[Exception]]
    """By method: what its next calls are answered with."""
    _held: dict[int, asyncio.Event]
    """By chat."""
    _refused: dict[int, ApiError]
    """By chat."""

    def fail(
        self, method: str, code: int, description: str = "", times: int = 1, **parameters: object
    ) -> None:
        """Let the next calls of a method fail, e.g. ``fail("sendMessage", 429, retry_after=1)``."""
        self._faults[method] += [
            ApiError(code, description or f"Error {code}", **parameters) for _ in range(times)
        ]

    def garble(self, method: str, payload: bytes, code: int = 200, head: str = "") -> None:
        """Answer the next call of a method with these bytes; ``head`` has lines that end with CR LF."""
        self._faults[method].append(Garbled(payload, code, head))

    def cut(self, method: str) -> None:
        """Take the next call of a method, and close the connection."""
        self._faults[method].append(ConnectionResetError())

    def stall(self, method: str) -> None:
        """Never answer the next call of a method."""
        self._faults[method].append(Stalled())

    def hold(self, chat: int) -> asyncio.Event:
        """Answer no call for a chat until the event is set."""
        return self._held.setdefault(chat, asyncio.Event())

    def refuse(self, chat: int, code: int, **parameters: object) -> None:
        """Refuse every call for a chat from now on, e.g. ``refuse(1001, 429, retry_after=60)``."""
        self._refused[chat] = ApiError(code, f"Error {code}", **parameters)

    def forgive(self, chat: int) -> None:
        """No longer."""
        del self._refused[chat]

    async def _go_wrong(self, call: Call) -> None:
        if self._faults[call.method]:
            fault = self._faults[call.method].pop(0)
            if isinstance(fault, Stalled):
                await asyncio.Event().wait()
            raise fault
        chat = call.params.get("chat_id")
        if chat in self._held:
            await self._held[chat].wait()
        if chat in self._refused:
            raise self._refused[chat]
