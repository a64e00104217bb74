"""Keyed hashes in place of ids: without the key, trying all ids does not tell whose row it is."""

import hashlib
import hmac

from bot.journal.tables import PSEUDONYM_LENGTH


class Pseudonyms:
    """Makes the hashes. The key is derived from the bot's token, which is never in the database."""

    def __init__(self, secret: str) -> None:
        self._key = hmac.digest(secret.encode(), b"kmu-bot journal", hashlib.sha256)

    def of(self, purpose: str, number: int) -> str:
        """The hash of an id for one purpose; two purposes cannot be linked with each other."""
        said = f"{purpose}\0{number}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key, said, hashlib.sha256).hexdigest()[:PSEUDONYM_LENGTH]
