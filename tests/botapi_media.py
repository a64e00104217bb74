"""The part of the Bot API server that takes photos and polls, as strict as Telegram."""

import re
import struct
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from tests.telegram_html import HtmlError, parse

if TYPE_CHECKING:
    from tests.botapi import BotApi, Call

Json = dict[str, Any]

CAPTION, QUESTION, OPTION, EXPLANATION = 1024, 300, 100, 200

CHAT_ACTIONS = {"typing", "upload_photo", "upload_document"}


def photo(api: "BotApi", call: "Call") -> Json:
    """What sendPhoto answers; uploads are kept, so that their file_id can be sent again."""
    call.text, call.entities = _formatted(call, "caption", "parse_mode")
    if len(call.text.encode("utf-16-le")) // 2 > CAPTION:
        raise _refused("message caption is too long")
    given = str(call.params.get("photo", ""))
    if "photo" in call.files or given.startswith("attach://"):
        content = call.files.get("photo") or call.files[given.removeprefix("attach://")]
        width, height = _size(content)
        if width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise _refused("PHOTO_INVALID_DIMENSIONS")
        file_id = f"photo-{len(api.photos) + 1}"
        api.photos[file_id] = content
    elif given in api.photos:
        file_id = given
        width, height = _size(api.photos[file_id])
    else:
        raise _refused("wrong file identifier/HTTP URL specified")
    sizes = [
        {"file_id": name, "file_unique_id": f"u-{name}", "width": width // part, "height": height // part}
        for name, part in ((f"{file_id}-small", 4), (file_id, 1))
    ]
    return {"photo": sizes, "caption": call.text}


def document(call: "Call") -> Json:
    """What sendDocument answers; the upload is in ``call.files``."""
    given = str(call.params.get("document", ""))
    content = call.files.get("document") or call.files.get(given.removeprefix("attach://"))
    if not content:
        raise _refused("file must be non-empty")
    number = f"sent-{len(content)}"
    return {"document": {"file_id": number, "file_unique_id": number, "file_size": len(content)}}


def file(api: "BotApi", call: "Call") -> Json:
    """What getFile answers."""
    file_id = call.params["file_id"]
    if file_id not in api.documents:
        raise _refused("wrong file_id or the file is temporarily unavailable")
    return {"file_id": file_id, "file_unique_id": f"u-{file_id}", "file_path": f"documents/{file_id}"}


def download(api: "BotApi", path: str) -> bytes | None:
    """The content of a file, if the path is one that getFile names."""
    match = re.fullmatch(r"/file/bot([^/]+)/documents/(\S+)", unquote(path))
    return api.documents.get(match[2]) if match and match[1] == api.token else None


def poll(call: "Call") -> Json:
    """What sendPoll answers; the old correct_option_id is refused."""
    params = call.params
    question, entities = _formatted(call, "question", "question_parse_mode")
    if any(entity.type != "custom_emoji" for entity in entities):
        raise _refused("question has unsupported entities")
    _within(question, QUESTION, "question")
    options = [option["text"] for option in params["options"]]
    for option in options:
        _within(option, OPTION, "option")
    if not 2 <= len(set(options)) <= 12 or len(set(options)) != len(options):
        raise _refused("poll options must be 2-12 and unique")
    explanation, call.entities = _formatted(call, "explanation", "explanation_parse_mode")
    if len(explanation) > EXPLANATION or explanation.count("\n") > 2:
        raise _refused("explanation is too long")
    right = params.get("correct_option_ids")
    if params.get("type") != "quiz" or not right or not all(0 <= place < len(options) for place in right):
        raise _refused("quiz without a correct option")
    call.text = explanation
    shown = [{"text": option, "voter_count": 0, "persistent_id": str(n)} for n, option in enumerate(options)]
    return {
        "poll": {
            "id": "1",
            "question": question,
            "options": shown,
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": params.get("is_anonymous", True),
            "type": "quiz",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
    }


def chat_action(call: "Call") -> bool:
    """What sendChatAction answers."""
    if call.params.get("action") not in CHAT_ACTIONS:
        raise _refused("wrong parameter action in request")
    return True


def _formatted(call: "Call", name: str, mode: str) -> tuple[str, list[Any]]:
    text = call.params.get(name, "")
    if call.params.get(mode) != "HTML":
        return text, []
    try:
        return parse(text)
    except HtmlError as error:
        raise _refused(f"can't parse entities: {error}") from None


def _within(text: str, most: int, what: str) -> None:
    if not 1 <= len(text) <= most or not re.search(r"\S", text):
        raise _refused(f"poll {what} must be 1-{most} characters")


def _size(png: bytes) -> tuple[int, int]:
    if png[:8] != b"\x89PNG\r\n\x1a\n":
        raise _refused("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def _refused(why: str) -> Exception:
    from tests.botapi import ApiError

    return ApiError(400, f"Bad Request: {why}")
