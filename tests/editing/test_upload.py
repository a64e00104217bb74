"""Documents of editors: what is taken, where it goes, and everything that is refused."""

import io
import stat
import zipfile

import pytest

from bot.editing import upload
from bot.editing.upload import BROKEN_ZIP, MOST_BYTES, MOST_FILES, NO_KNOWLEDGE, TOO_BIG, ZIP_TOO_BIG
from bot.editing.upload import with_document as sent
from bot.editing.writing import EditError
from bot.knowledge.files import Contents
from bot.knowledge.problems import Place

BASE = Contents("wissen", {"a/quelle.yaml": b"alt", "themen.yaml": b"alt"})


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], packing: int = zipfile.ZIP_STORED) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", packing) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return raw.getvalue()


def entry(name: str, mode: int) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.create_system, made.external_attr = 3, mode << 16
    return made


def test_a_file_takes_the_place_of_the_one_with_its_name() -> None:
    assert sent(BASE, "quelle.yaml", b"neu").files == {"a/quelle.yaml": b"neu", "themen.yaml": b"alt"}


def test_a_new_file_goes_to_the_top_and_nothing_is_removed() -> None:
    assert sent(BASE, "Grüße 2.yaml", b"neu").files == {**BASE.files, "Grüße 2.yaml": b"neu"}


def test_a_zip_may_hold_files_in_folders() -> None:
    made = sent(BASE, "x.ZIP", zipped(("a/", b""), ("a/quelle.yaml", b"neu"), ("b/c.yaml", b"c")))
    assert made.files == {"a/quelle.yaml": b"neu", "b/c.yaml": b"c", "themen.yaml": b"alt"}


def test_what_is_sent_may_mend_an_unreadable_file_and_an_empty_folder() -> None:
    broken = Contents("w", {}, (Place("themen.yaml").error("x"),), ())
    assert sent(broken, "themen.yaml", b"neu").unreadable == ()
    empty = Contents("w", {}, (), (Place("w").error("leer"),))
    assert sent(empty, "themen.yaml", b"neu").remarks == ()


def refused(name: str, raw: bytes) -> str:
    with pytest.raises(EditError) as caught:
        sent(BASE, name, raw)
    return caught.value.message


def test_a_name_that_is_there_twice_is_not_guessed() -> None:
    base = Contents("w", {"a/x.yaml": b"", "b/x.yaml": b""})
    with pytest.raises(EditError, match=r"mehrfach \(a/x.yaml, b/x.yaml\)"):
        sent(base, "x.yaml", b"")


@pytest.mark.parametrize("name", ["liste.xlsx", "themen", "schema.json", "", "themen.yaml.exe"])
def test_other_kinds_of_files(name: str) -> None:
    assert refused(name, b"x") == NO_KNOWLEDGE


@pytest.mark.parametrize(
    "name",
    [
        "../themen.yaml",
        "/etc/themen.yaml",
        "..\\themen.yaml",
        "C:\\themen.yaml",
        "C:/themen.yaml",
        "a/../../themen.yaml",
        "a//b.yaml",
        "./themen.yaml",
        ".themen.yaml",
        "a/.git/themen.yaml",
        "~themen.yaml",
        "#themen.yaml",
        "a /themen.yaml",
        "a/b/c/d/e.yaml",
        "LIESMICH.md",
        "themen.sh",
        "__MACOSX/themen.yaml",
        "zeile\numbruch.yaml",
    ],
)
def test_other_paths_in_a_zip(name: str) -> None:
    raw = zipped(("gut.yaml", b"x"), (name, b"x"))
    assert "ist hier nicht erlaubt" in refused("x.zip", raw)
    assert "\n" not in refused("x.zip", raw)


@pytest.mark.parametrize("name", ["a/themen.yaml", "../themen.yaml", ".yaml", ".themen.yaml"])
def test_other_paths_as_a_file_name(name: str) -> None:
    assert refused(name, b"x")


def test_a_document_over_a_megabyte() -> None:
    assert refused("themen.yaml", b"x" * (MOST_BYTES + 1)) == TOO_BIG
    assert refused("x.zip", b"x" * (MOST_BYTES + 1)) == TOO_BIG
    assert sent(BASE, "themen.yaml", b"x" * MOST_BYTES)


@pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFIFO | 0o644, stat.S_IFCHR | 0o644])
def test_links_and_other_special_files(mode: int) -> None:
    raw = zipped((entry("themen.yaml", mode), b"/etc/passwd"))
    assert refused("x.zip", raw) == "„themen.yaml“ ist ein Verweis oder keine gewöhnliche Datei."


def test_one_big_bomb_and_many_small_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(("themen.yaml", b"\0" * 50_000_000), packing=zipfile.ZIP_DEFLATED)
    assert len(bomb) < MOST_BYTES
    assert refused("x.zip", bomb) == ZIP_TOO_BIG
    monkeypatch.setattr(upload, "MOST_UNPACKED", 5_000)
    many = zipped(*((f"t{n}.yaml", b"\0" * 1_000) for n in range(6)), packing=zipfile.ZIP_DEFLATED)
    assert refused("x.zip", many) == ZIP_TOO_BIG


def test_a_bomb_that_lies_about_its_size() -> None:
    raw = bytearray(zipped(("themen.yaml", b"\0" * 5_000_000), packing=zipfile.ZIP_DEFLATED))
    at = raw.index(b"PK\x01\x02") + 24
    assert int.from_bytes(raw[at : at + 4], "little") == 5_000_000
    raw[at : at + 4] = (1_000).to_bytes(4, "little")
    assert refused("x.zip", bytes(raw)) in (BROKEN_ZIP, ZIP_TOO_BIG)


def test_a_zip_full_of_names() -> None:
    raw = zipped(*((f"t{n}.yaml", b"") for n in range(MOST_FILES + 1)))
    assert "zu viele Dateien" in refused("x.zip", raw)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [("a.yaml", "a.yaml"), ("a.yaml", "A.yaml")])
def test_a_name_twice_in_a_zip(names: tuple[str, str]) -> None:
    assert "steht zweimal" in refused("x.zip", zipped(*((name, b"x") for name in names)))


def test_zips_without_use() -> None:
    assert refused("x.zip", b"kein Zip") == BROKEN_ZIP
    assert refused("x.zip", zipped(("themen.yaml", b"x" * 100))[:60]) == BROKEN_ZIP
    assert refused("x.zip", zipped()) == NO_KNOWLEDGE
    assert refused("x.zip", zipped(("ordner/", b""))) == NO_KNOWLEDGE
    locked = bytearray(zipped(("themen.yaml", b"x")))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert refused("x.zip", bytes(locked)) == "Diese Zip-Datei ist verschlüsselt."
