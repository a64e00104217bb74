"""What is taken out of a text before it is written, and what stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.journal.masking import LONGEST, mask, unmasked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Bitte an erika.muster+x@firma-gmbh.de antworten", "Bitte an [E-Mail] antworten"),
        ("erika (at) firma.de oder erika at firma punkt de", "[E-Mail] oder [E-Mail]"),
        ("ERIKA＠FIRMA．DE", "[E-Mail]"),
        ("er\u200bika@fir\u00adma.de", "[E-Mail]"),
        ("ruf mich an: 0171 2345678", "ruf mich an: [Nummer]"),
        ("Tel. +49 (0)30 / 123-456-78, danke", "Tel. [Nummer], danke"),
        ("0043/1/5139999", "[Nummer]"),
        ("١٢٣٤٥٦٧٨", "[Nummer]"),
        ("Kunde 12345 fragt", "Kunde [Nummer] fragt"),
        ("Konto DE89 3704 0044 0532 0130 00", "Konto [Nummer]"),
        ("was meint @Erika_Muster dazu?", "was meint [Name] dazu?"),
        ("(@erika)", "([Name])"),
        ("siehe https://erika-muster.de/ich?x=1 und www.erika.de", "siehe [Link] und [Link]"),
        ("t.me/erika_muster", "[Link]"),
        ("Haben 60 % eine Strategie, oder 21 bis 30?", "Haben 60 % eine Strategie, oder 21 bis 30?"),
        ("Wie war es 2019 und 2023?", "Wie war es 2019 und 2023?"),
        ("0171 2345678@erika", "[Nummer][Name]"),
        ("Zeile\neins\tzwei", "Zeile eins zwei"),
        ("", ""),
    ],
)
def test_what_is_masked_and_what_is_not(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_people_whom_telegram_names_are_masked() -> None:
    assert mask("Was sagt Erika Muster, was Erika?", ["Erika", "Erika Muster"]) == (
        "Was sagt [Name], was [Name]?"
    )


def test_a_long_text_is_cut_after_it_was_masked() -> None:
    kept = mask("wort " * 70 + "erika@firma.de")
    assert len(kept) <= LONGEST
    assert kept.endswith("…")
    assert "@" not in mask("x" * 280 + " " + "erika@firma.de " * 20)


def test_what_was_taken_out_can_be_left_out() -> None:
    assert unmasked("Fragt [Name] nach [Nummer] Euro?") == "Fragt nach Euro?"


@given(st.text())
def test_any_text_can_be_masked_and_masking_twice_changes_nothing(text: str) -> None:
    once = mask(text)
    assert mask(once) == once
    assert len(once) <= LONGEST


@given(st.text(), st.from_regex(r"[a-z]{2,8}\.[a-z]{2,8}@[a-z]{2,8}\.de", fullmatch=True), st.text())
def test_no_address_is_left_whatever_stands_around_it(before: str, address: str, after: str) -> None:
    assert address not in mask(f"{before} {address} {after}")


@given(st.from_regex(r"[0-9]{5,20}", fullmatch=True))
def test_no_long_number_is_left(number: str) -> None:
    assert number not in mask(f"Nummer {number}!")
