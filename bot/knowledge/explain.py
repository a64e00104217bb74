"""pydantic's complaints about an entry as German sentences."""

from collections.abc import Collection
from typing import Any

from pydantic_core import ErrorDetails

from bot.knowledge.document import Path
from bot.knowledge.nearest import proposal
from bot.knowledge.problems import quoted

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def explain(error: ErrorDetails, path: Path, known: Collection[str]) -> str:
    """What is wrong at ``path``, which leads down to the complaint; ``known`` are the keys possible there."""
    return _explain(error["type"], error["input"], error.get("ctx", {}), path, known)


def bad_id(name: str) -> str:
    """Why ``name`` cannot be an id, with one that can."""
    message = f"{quoted(name)} ist kein Name: erlaubt sind a–z, Ziffern und „_“, höchstens 40 Zeichen."
    proper = "_".join(
        "".join(c if c.isascii() and c.isalnum() else " " for c in name.lower().translate(_UMLAUTS)).split()
    )
    return f"{message} Vorschlag: {quoted(proper[:40])}." if proper else message


def _explain(kind: str, given: object, context: dict[str, Any], path: Path, known: Collection[str]) -> str:
    it = _subject(path)
    match kind:
        case _ if "wert" in path[:-1]:
            return "„wert“ ist eine Zahl oder ein Text wie „über 40“ oder „21 bis 30“."
        case "missing":
            return f"Bei {_subject(path[:-1])} fehlt {it}."
        case "extra_forbidden":
            return f"{it} ist hier nicht vorgesehen.{proposal(str(path[-1]), known)}"
        case _ if given is None:
            return f"Zu {it} fehlt der Inhalt."
        case "value_error":
            return str(context["error"])
        case "string_type":
            return (
                f"Bei {it} ist ein einzelner Text gemeint. "
                "Enthält er „: “ oder beginnt er mit „{“ oder „[“, gehört er in Anführungszeichen."
            )
        case "string_too_short":
            return f"{it} ist leer."
        case "string_too_long":
            return (
                f"{it} hat {len(str(given).strip())} Zeichen; höchstens {context['max_length']} sind möglich."
            )
        case "string_pattern_mismatch" if path[-1] == "adresse":
            return f"{it} muss mit http:// oder https:// beginnen und darf kein Leerzeichen enthalten."
        case "string_pattern_mismatch":
            return bad_id(str(given))
        case "tuple_type":
            return f"Bei {it} ist eine Liste gemeint: jeder Eintrag in eigener Zeile nach „- “."
        case "too_long":
            count, most = context["actual_length"], context["max_length"]
            return f"{it} hat {count} Einträge; höchstens {most} sind möglich."
        case "too_short":
            least = context["min_length"]
            return f"{it} braucht wenigstens {least} Einträge, jeden in eigener Zeile nach „- “."
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return f"{it} muss eine ganze Zahl sein."
        case "greater_than_equal":
            return f"{it} muss mindestens {context['ge']} sein."
        case "bool_parsing" | "bool_type":
            return f"{it} ist „ja“ oder „nein“."
        case "model_type" | "dict_type" | "mapping_type":
            return f"Bei {it} sind Angaben der Form „name: Inhalt“ gemeint."
        case _:
            return f"{it} ist so nicht möglich."


def _subject(path: Path) -> str:
    """How a sentence names the thing at ``path``."""
    last = path[-1]
    return quoted(last) if isinstance(last, str) else f"Eintrag {last + 1} in {_subject(path[:-1])}"
