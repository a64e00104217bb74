"""A document that an editor sent, as new contents of the folder; only plain knowledge files are taken."""

import io
import re
import stat
import zipfile
import zlib
from collections import Counter
from pathlib import PurePosixPath

from bot.editing.writing import EditError
from bot.knowledge.document import SIZE_LIMIT
from bot.knowledge.files import SUFFIX, Contents

MOST_BYTES = 1_000_000
"""Largest document."""

MOST_FILES = 500
MOST_UNPACKED = 20_000_000
"""Most that a zip may hold, so that a small one does not fill the memory."""

_PART = re.compile(r"[^\W_][\w.\- ]{0,79}", re.UNICODE)
"""One part of a path: begins with a letter or digit, so that it is neither hidden nor leads upwards."""

TOO_BIG = "Das Dokument ist zu groß: Möglich ist höchstens 1 MB."
NO_KNOWLEDGE = f"Bitte senden Sie eine Wissensdatei ({SUFFIX}) oder eine Zip-Datei mit Wissensdateien."
BROKEN_ZIP = "Diese Zip-Datei lässt sich nicht lesen."
ZIP_TOO_BIG = "Diese Zip-Datei ist ausgepackt zu groß."


def with_document(base: Contents, name: str, raw: bytes) -> Contents:
    """The folder with the document's files in it; EditError says what is wrong. Nothing is removed."""
    if len(raw) > MOST_BYTES:
        raise EditError(TOO_BIG)
    match PurePosixPath(name).suffix.lower():
        case ".yaml":
            sent = {_place(base, name): raw}
        case ".zip":
            sent = _unpacked(raw)
        case _:
            raise EditError(NO_KNOWLEDGE)
    unreadable = tuple(problem for problem in base.unreadable if problem.file not in sent)
    files = {**base.files, **sent}
    return Contents(base.name, dict(sorted(files.items())), unreadable, base.remarks if base.files else ())


def _place(base: Contents, name: str) -> str:
    """Where a single file belongs: in place of the one with its name, else at the top."""
    _check_path(name)
    if "/" in name:
        raise EditError(_wrong(name))
    same = [path for path in base.files if PurePosixPath(path).name == name]
    if len(same) > 1:
        raise EditError(
            f"„{name}“ gibt es mehrfach ({', '.join(same)}). "
            "Bitte senden Sie die Datei mit ihrem Ordner als Zip."
        )
    return same[0] if same else name


def _unpacked(raw: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _files(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise EditError(BROKEN_ZIP) from None


def _files(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not _is_folder(entry)]
    if len(archive.infolist()) > MOST_FILES:
        raise EditError(f"Diese Zip-Datei enthält zu viele Dateien: Möglich sind {MOST_FILES}.")
    if not entries:
        raise EditError(NO_KNOWLEDGE)
    names = Counter(entry.filename.casefold() for entry in entries)
    if twice := next((entry.filename for entry in entries if names[entry.filename.casefold()] > 1), None):
        raise EditError(f"„{_shown(twice)}“ steht zweimal in der Zip-Datei.")
    files: dict[str, bytes] = {}
    room = MOST_UNPACKED
    for entry in entries:
        _check(entry)
        with archive.open(entry) as stream:
            content = stream.read(SIZE_LIMIT + 1)  # whatever size the entry claims
        room -= len(content)
        if len(content) > SIZE_LIMIT or room < 0:
            raise EditError(ZIP_TOO_BIG)
        files[entry.filename] = content
    return files


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    """Plain folders are passed over; one with a path that leads out is still refused as a path."""
    folder = entry.filename.endswith("/")  # not is_dir(): that fails if the name is empty
    if folder:
        _check_path(entry.filename.rstrip("/"), folder=True)
    return folder


def _check(entry: zipfile.ZipInfo) -> None:
    _check_path(entry.filename)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise EditError(BROKEN_ZIP)  # other ways of packing can ask for any amount of memory
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise EditError(f"„{entry.filename}“ ist ein Verweis oder keine gewöhnliche Datei.")
    if entry.flag_bits & 0x1:
        raise EditError("Diese Zip-Datei ist verschlüsselt.")
    if entry.file_size > SIZE_LIMIT:
        raise EditError(ZIP_TOO_BIG)


def _check_path(name: str, folder: bool = False) -> None:
    parts = name.split("/")
    proper = all(_PART.fullmatch(part) and not part.endswith((".", " ")) for part in parts)
    if not proper or len(parts) > 4 or not (folder or name.endswith(SUFFIX)):
        raise EditError(_wrong(name))


def _wrong(name: str) -> str:
    return (
        f"„{_shown(name)}“ ist hier nicht erlaubt: nur Dateien, die auf „{SUFFIX}“ enden, "
        "auch in Unterordnern."
    )


def _shown(name: str) -> str:
    """As much of a name as a message has room for."""
    return "".join(c if c.isprintable() else "�" for c in name[:60])
