"""For which ages something is, from the words in which its party says for whom it is. Pure.

Only ages and years of school that stand there count; what names none is for every age.
"""

import re
from dataclasses import dataclass

#: The age at which the first year of each begins, and the last age of a year.
_CLASSES = {"klas": 12, "groep": 4}
_UNTIL = r"(?:\s*(?:-|–|tot en met|t/m)\s*(\d{1,2}))?"
_YEARS = re.compile(rf"(\d{{1,2}}){_UNTIL}\s+jaar(?:\s+en\s+(ouder|jonger))?", re.IGNORECASE)
_FROM_TO = re.compile(r"\b(vanaf|tot)\s+(\d{1,2})\s+jaar", re.IGNORECASE)
_CLASS = re.compile(rf"\b(klas|groep)(?:sen|en)?\s+(\d){_UNTIL}((?:\s*(?:,|en|of)\s*\d\b)*)", re.IGNORECASE)
_OLDEST = 99


@dataclass(frozen=True, slots=True)
class Leeftijd:
    """A group of ages to choose from: a name for the address of its page, a name for people, and the ages."""

    id: str
    naam: str
    van: int
    tot_en_met: int

    def holds(self, ages: tuple[int, int] | None) -> bool:
        """Tell whether something for these ages (None: every age) is for this group as well."""
        return ages is None or (ages[0] <= self.tot_en_met and self.van <= ages[1])


LEEFTIJDEN = (
    Leeftijd("tot-12", "Jonger dan 12 jaar", 0, 11),
    Leeftijd("12-tot-en-met-15", "12 tot en met 15 jaar", 12, 15),
    Leeftijd("16-en-ouder", "16 jaar en ouder", 16, _OLDEST),
)


def ages(text: str) -> tuple[int, int] | None:
    """Return the youngest and the oldest that a text names, in years or in classes of a school; None for no age."""
    found = [*_years(text), *_classes(text)]
    return (min(low for low, _ in found), max(high for _, high in found)) if found else None


def _years(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _FROM_TO.finditer(text):
        age = int(match[2])
        found.append((age, _OLDEST) if match[1].lower() == "vanaf" else (0, age - 1))
    for match in _YEARS.finditer(_FROM_TO.sub("", text)):
        low, high = int(match[1]), int(match[2] or match[1])
        found.append((0 if match[3] == "jonger" else low, _OLDEST if match[3] == "ouder" else high))
    return found


def _classes(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _CLASS.finditer(text):
        first = _CLASSES[match[1].lower()]
        named = [int(match[2]), int(match[3] or match[2]), *map(int, re.findall(r"\d", match[4]))]
        found.append((first + min(named) - 1, first + max(named)))
    return found
