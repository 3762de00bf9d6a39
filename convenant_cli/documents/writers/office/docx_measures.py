"""The measures of a Word house style from elsewhere, as whole numbers: what others count with."""

import re
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.docx_style import W, w
from convenant_cli.documents.writers.office.vetting import DamagedError, StyleError

_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)?")
_LONGEST_MEASURE = 12  # signs
_HALF_POINT = 10  # twips
_TWIPS = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}
_LONGEST_SIDE = 31_680  # twips: the largest page that Word knows
_LEAST_ROOM = 1_440
#: What is counted with, by the element it stands in: sizes of letters, room, indents, lines around, places of tabs.
_COUNTED = {
    **dict.fromkeys((w("sz"), w("szCs")), (w("val"),)),
    w("spacing"): tuple(map(w, ("before", "after", "line"))),
    w("ind"): tuple(map(w, ("left", "right", "start", "end", "hanging", "firstLine"))),
    w("tab"): (w("pos"),),
    **dict.fromkeys(map(w, ("top", "left", "bottom", "right", "start", "end")), tuple(map(w, ("sz", "space", "w")))),
}


def count(sheet: ET.Element) -> None:
    """Put the measures of styles as Word writes them. Raises DamagedError for what is no measure."""
    for element in sheet.iter():
        for key in _COUNTED.get(element.tag, ()):
            value = element.get(key)
            if value is not None:
                element.set(key, _whole(value, _HALF_POINT if key == w("val") else 1))


def measure(section: ET.Element) -> None:
    """Put the measures of a page in twips, which is what others count with. Raises StyleError without room for text."""
    for child in section:
        if child.tag in (w("pgSz"), w("pgMar")):
            for key, value in child.attrib.items():
                if key not in (w("orient"), w("code")) and key.startswith(f"{{{W}}}"):
                    child.attrib[key] = str(_twips(value))
    size, margin = section.find(w("pgSz")), section.find(w("pgMar"))
    width = int(size.get(w("w"), "11906")) if size is not None else 11906
    sides = sum(int(margin.get(w(side), "0")) for side in ("left", "right", "gutter")) if margin is not None else 0
    if width - sides < _LEAST_ROOM or width > _LONGEST_SIDE:
        raise StyleError("de bladzijde laat geen ruimte voor tekst; kijk naar het papier en de marges")


def _twips(value: str) -> int:
    match = _LENGTH.fullmatch(value.strip())
    if match is None:
        raise StyleError(f"'{value[:20]}' is geen maat van een bladzijde; stel papier en marges opnieuw in")
    twips = float(match[1]) * _TWIPS.get(match[2] or "", 1.0)
    if abs(twips) > _LONGEST_SIDE:
        raise StyleError(f"'{value[:20]}' is te groot voor een bladzijde; stel papier en marges opnieuw in")
    return round(twips)


def _whole(value: str, twips: int) -> str:
    """Return a measure as Word writes it: a whole number of so many twips. Raises DamagedError when it is none."""
    match = _LENGTH.fullmatch(value.strip()) if len(value) <= _LONGEST_MEASURE else None
    if match is None:
        raise DamagedError("number")
    return str(round(float(match[1]) * _TWIPS.get(match[2] or "", twips) / twips))
