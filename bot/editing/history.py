"""The last edits made through the bot, each with the files as they were before and after it."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from bot.editing.writing import EditError, changed
from bot.knowledge.files import Contents

KEPT = 20
"""Edits that can be undone."""

BEFORE, AFTER = "vorher/", "nachher/"


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: what it was, and the files that it changed."""

    what: str
    before: dict[str, bytes | None]
    after: dict[str, bytes | None]

    def undone(self, now: Contents) -> Contents:
        """The files without this edit; EditError if somebody changed them since."""
        for name, content in self.after.items():
            if now.files.get(name) != content:
                raise EditError(
                    f"{name} wurde seitdem auch an anderer Stelle geändert. "
                    "Damit nichts verloren geht, bleibt alles, wie es ist."
                )
        files = {name: content for name, content in now.files.items() if name not in self.before}
        files |= {name: content for name, content in self.before.items() if content is not None}
        return Contents(now.name, files, now.unreadable, now.remarks)


class History:
    """Edits as zip files in a folder, the oldest dropped."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __len__(self) -> int:
        return len(self._files())

    def keep(self, what: str, before: Contents, after: Contents) -> None:
        """Keep an edit; EditError if there is no place for it."""
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.comment = what.encode()[:1000]
            for prefix, files in ((BEFORE, changed(after, before)), (AFTER, changed(before, after))):
                for name, content in files.items():
                    if content is not None:
                        archive.writestr(prefix + name, content)
        kept = self._files()
        number = int(kept[-1].stem) + 1 if kept else 1
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self._folder / f"{number:08}.zip").write_bytes(raw.getvalue())
            for old in self._files()[:-KEPT]:
                old.unlink()
        except OSError as error:
            raise EditError(
                f"Der bisherige Stand lässt sich nicht aufheben ({error.strerror}); "
                "deshalb bleibt alles, wie es ist."
            ) from None

    def last(self) -> Edit | None:
        """The newest edit that is left."""
        files = self._files()
        if not files:
            return None
        with zipfile.ZipFile(files[-1]) as archive:
            found = {name: archive.read(name) for name in archive.namelist()}
            what = archive.comment.decode("utf-8", "replace")
        names = sorted({name.partition("/")[2] for name in found})
        return Edit(
            what,
            {name: found.get(BEFORE + name) for name in names},
            {name: found.get(AFTER + name) for name in names},
        )

    def drop_last(self) -> None:
        """Forget the newest edit: it is undone, or was never made."""
        for file in self._files()[-1:]:
            file.unlink()

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("[0-9]*.zip")) if self._folder.is_dir() else []
