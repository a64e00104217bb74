"""Zip files that nobody with good intentions makes."""

import io
import stat
import warnings
import zipfile
from collections.abc import Iterable

MODES = (0, stat.S_IFREG | 0o644, stat.S_IFLNK | 0o777, stat.S_IFDIR | 0o755, stat.S_IFIFO | 0o600)


def zipped(*entries: tuple[str, bytes, int], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of names, contents and Unix modes; names may be twice, lead anywhere, or be links."""
    raw = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(raw, "w", packing) as archive:
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, content, mode in _writable(entries):
            made = zipfile.ZipInfo(name)
            made.create_system, made.external_attr, made.compress_type = 3, mode << 16, packing
            archive.writestr(made, content)
    return raw.getvalue()


def _writable(entries: Iterable[tuple[str, bytes, int]]) -> Iterable[tuple[str, bytes, int]]:
    for name, content, mode in entries:
        encoded = name.encode("utf-8", "replace")[:65_000]
        yield encoded.decode("utf-8", "ignore"), content, mode
