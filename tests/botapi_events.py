"""What else can happen in Telegram than a message and a pressed button: events of the Bot API server."""

import re
import time
from collections import Counter
from typing import Any

from tests.botapi_wire import entities

Json = dict[str, Any]

_MEMBER = """
    can_change_info can_invite_users can_pin_messages can_send_messages can_send_polls can_send_other_messages
    can_add_web_page_previews can_manage_topics can_send_audios can_send_documents can_send_photos
    can_send_videos can_send_video_notes can_send_voice_notes can_react_to_messages can_edit_tag
"""
_ADMIN = """
    can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members
    can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories
"""
RIGHTS: dict[str, Json] = {
    "administrator": dict.fromkeys(_ADMIN.split(), False),
    "creator": {"is_anonymous": False},
    "restricted": {"is_member": True, "until_date": 0} | dict.fromkeys(_MEMBER.split(), False),
    "kicked": {"until_date": 0},
}
"""What Telegram says beside the status of a member."""


class Events:
    """The part of the server that lets people do things."""

    chats: dict[int, Json]
    """By id: chats that somebody wrote in or added the bot to."""
    documents: dict[str, bytes]
    """By file_id."""
    upgraded: dict[int, int]
    """The ids of supergroups, by their id before."""
    queries: set[str]
    _ids: Counter[str]

    def edit(self, message: Json, text: str) -> None:
        """A person edits a message."""
        message.update(text=text, entities=entities(text), edit_date=1_790_000_001)
        self._push("edited_message", dict(message))

    def send_document(self, name: str, content: bytes, chat: Json, user: Json, **more: Any) -> Json:
        """A person sends a file; ``file_size`` in ``more`` is what Telegram says of it, if not the truth."""
        file_id = f"document-{len(self.documents) + 1}"
        self.documents[file_id] = content
        size = more.pop("file_size", len(content))
        document = {
            "file_id": file_id,
            "file_unique_id": f"u-{file_id}",
            "file_name": name,
            "file_size": size,
        }
        message: Json = self._message(chat, user, document=document, **more)
        self._push("message", message)
        return message

    def type_inline(self, query: str, user: Json, offset: str = "") -> None:
        """A person types something behind the bot's name."""
        number = str(self._next("query"))
        self.queries.add(number)
        self._push("inline_query", {"id": number, "from": user, "query": query, "offset": offset})

    def change_membership(self, bot: Json, chat: Json, user: Json, change: str, **more: Any) -> None:
        """Somebody adds the bot to a chat, removes or blocks it: "left member", "member kicked" …"""
        self.chats[chat["id"]] = chat
        old, new = (
            {"user": bot, "status": status} | RIGHTS.get(status, {}) | more for status in change.split()
        )
        told = {"chat": chat, "from": user, "date": int(time.time())}
        self._push("my_chat_member", told | {"old_chat_member": old, "new_chat_member": new})

    def upgrade(self, group: Json, supergroup: Json, user: Json) -> None:
        """A group becomes a supergroup; both chats tell of it."""
        self.upgraded[group["id"]] = supergroup["id"]
        self._push("message", self._message(group, user, migrate_to_chat_id=supergroup["id"]))
        self._push("message", self._message(supergroup, user, migrate_from_chat_id=group["id"]))

    def _next(self, what: str) -> int:
        raise NotImplementedError

    def _message(self, chat: Json, user: Json, **more: Any) -> Json:
        raise NotImplementedError

    def _push(self, kind: str, content: Json) -> None:
        raise NotImplementedError


def wrong_with_inline(params: Json) -> str:
    """What Telegram would say against an answer to an inline query, its texts and buttons aside."""
    results = params["results"]
    if len(results) > 50:
        return "RESULTS_TOO_MUCH"
    if len({result["id"] for result in results}) < len(results):
        return "RESULT_ID_DUPLICATE"
    if any(not 1 <= len(result["id"].encode()) <= 64 for result in results):
        return "RESULT_ID_INVALID"
    if any(not result["title"].strip() for result in results):
        return "title can't be empty"
    button = params.get("button")
    if button and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", button["start_parameter"]):
        return "START_PARAM_INVALID"
    return ""
