"""What reading a folder gave: the knowledge as far as it goes, where everything stands, what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.knowledge.document import Path
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Place, Problem


@dataclass(frozen=True)
class Reading:
    """One state of a knowledge folder."""

    knowledge: Knowledge
    places: Mapping[Path, Place]
    """Where each key and list entry stands, by German keys, e.g. ``("themen", "strategie", "fragen", 0)``."""
    problems: tuple[Problem, ...]
    """What the files themselves have wrong; ``check`` adds what does not fit together."""
    unread: tuple[str, ...] = ()
    """Files of which nothing could be read: ids may be missing for this reason alone."""

    def place(self, *path: str | int) -> Place:
        """Where ``path`` stands, or the innermost part of it that was written."""
        for length in range(len(path), 0, -1):
            if found := self.places.get(path[:length]):
                return found
        return self.places.get((), Place("."))

    def ids(self, section: str) -> frozenset[str]:
        """Every id written in a section, even of a broken entry; figures of distributions included."""
        return self._ids.get(section, frozenset())

    def figure_path(self, figure: str) -> Path:
        """Where a figure is written: alone or as an option of a distribution."""
        distribution = self.knowledge.distribution_of(figure)
        if distribution is None:
            return ("kennzahlen", figure)
        return ("verteilungen", distribution, "kennzahlen", figure)

    @cached_property
    def _ids(self) -> dict[str, frozenset[str]]:
        ids: dict[str, set[str]] = {}
        for path in self.places:
            match path:
                case (str(section), str(key)):
                    ids.setdefault(section, set()).add(key)
                case ("verteilungen", _, "kennzahlen", str(key)):
                    ids.setdefault("kennzahlen", set()).add(key)
                case _:
                    pass
        return {section: frozenset(keys) for section, keys in ids.items()}
