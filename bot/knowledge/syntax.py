"""What a YAML parser complains about, as a German sentence that says what to do."""

import re

from ruamel.yaml.error import MarkedYAMLError

_SENTENCES: tuple[tuple[str, str, bool], ...] = (
    (
        r"found character '\\t'",
        "Hier steht ein Tabulator; bitte mit Leerzeichen einrücken, zwei je Stufe.",
        False,
    ),
    (
        r"found character .([@`%|>]). that cannot",
        "Ein Text, der mit „{0}“ beginnt, gehört in Anführungszeichen.",
        False,
    ),
    (
        r"mapping values are not allowed",
        "Hier passt kein Doppelpunkt: Ein Text mit „: “ gehört in Anführungszeichen; sonst stimmt "
        "die Einrückung nicht, oder in der Zeile davor fehlt „: “ nach dem Namen.",
        False,
    ),
    (
        r"sequence entries are not allowed",
        "Hier passt kein Listeneintrag „- “; bitte in eine eigene Zeile schreiben und die Einrückung prüfen.",
        False,
    ),
    (
        r"found unexpected (end of stream|document separator)",
        "Das Anführungszeichen, das hier beginnt, wird nirgends geschlossen.",
        True,
    ),
    (
        r"could not find expected ':'",
        "Hier fehlt nach dem Namen ein Doppelpunkt mit Leerzeichen, oder die Zeile ist falsch eingerückt.",
        True,
    ),
    (
        r"expected <block end>, but found '(<scalar>|\{|\[|<anchor>|<alias>|<tag>)'",
        "Hier geht es nach einem abgeschlossenen Text weiter: Ein Text, der Anführungszeichen enthält "
        "oder mit „{{“ oder „[“ beginnt, gehört ganz in Anführungszeichen, innen dann „ “.",
        False,
    ),
    (
        r"expected <block end>",
        "Diese Zeile passt nicht zu den Zeilen davor; bitte Einrückung und Anführungszeichen prüfen.",
        False,
    ),
    (
        r"expected ',' or",
        "Die Klammer, die hier beginnt, wird nicht richtig geschlossen. "
        "Beginnt ein Text mit „{{“ oder „[“, gehört er in Anführungszeichen.",
        True,
    ),
    (
        r"expected alphabetic or numeric character",
        "Ein Text, der mit „&“, „*“ oder „%“ beginnt, gehört in Anführungszeichen.",
        False,
    ),
    (
        r"found unknown escape character|expected escape sequence",
        "Zwischen geraden Anführungszeichen hat „\\“ eine besondere Bedeutung; bitte „\\\\“ schreiben.",
        False,
    ),
)
"""Pattern of ruamel's complaint, the sentence, and whether to show where the construct began."""


def explain(error: MarkedYAMLError, text: str) -> tuple[int, int, str]:
    """Line, column (from 1) and a German sentence for a parser's complaint about ``text``."""
    complaint = str(error.problem or error.context or "")
    sentence, at_beginning = (
        "Die Datei ist ab hier kein lesbares YAML; bitte die Zeile und die davor prüfen.",
        False,
    )
    for pattern, candidate, beginning in _SENTENCES:
        if match := re.search(pattern, complaint):
            sentence, at_beginning = candidate.format(*match.groups()), beginning
            break
    mark = (at_beginning and error.context_mark) or error.problem_mark or error.context_mark
    if mark is None:
        return 1, 1, sentence
    lines = text.count("\n") + 1
    if mark.line >= lines:
        return lines, 1, sentence
    return mark.line + 1, mark.column + 1, sentence
