"""What is about a person, left out of what is shown: of a line of a file, and of a sentence about the address book."""

import re
from functools import lru_cache

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.vondsten import PRIVATE, vondsten
from convenant_cli.findings import Place
from convenant_cli.records import Personen
from convenant_cli.records.model.record import Persoonlijk, marked
from convenant_cli.records.personen import Persoon
from convenant_cli.text.folding import fold

#: The words of the form that the address book is: everything else in it may be about a person.
_FORM = frozenset((*Personen.model_fields, *Persoon.model_fields, "contactpersoon", "vervanger", "aanspreekpunt"))
_ALPHANUMERIC = re.compile(r"[^\W_]+")


def masked_line(dossier: Dossier, name: str, number: int) -> str:
    """Return a line of a file for an excerpt, with a dot for every character of what was found in it."""
    lines = dossier.lines(name)
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    if name == PRIVATE:
        return _ALPHANUMERIC.sub(lambda match: match[0] if match[0] in _FORM else "•" * len(match[0]), line)
    for place in _secret_places(dossier).get(name, ()):
        position = dossier.locate(place)
        if position.line <= number <= position.end_line:
            start = position.column - 1 if number == position.line else 0
            end = position.end_column - 1 if number == position.end_line else len(line)
            line = line[:start] + "•" * (end - start) + line[end:]
    return line


def masked_private(dossier: Dossier, sentence: str) -> str:
    """Return a sentence about the address book without the words that stand in it, but for those of its form."""
    known = {fold(word) for word in (*_FORM, *dossier.partners)}
    typed = {fold(word) for word in _ALPHANUMERIC.findall(dossier.text(PRIVATE))} - known
    return _ALPHANUMERIC.sub(lambda match: "•••" if fold(match[0]) in typed else match[0], sentence)


@lru_cache(maxsize=4)
def _secret_places(dossier: Dossier) -> dict[str, list[Place]]:
    places: dict[str, list[Place]] = {}
    for hit in vondsten(dossier):
        if hit.place.path or hit.place.stretch:
            places.setdefault(hit.place.name, []).append(hit.place)
    for record in dossier.records:
        for path, _, _ in marked(record, Persoonlijk):
            places.setdefault(record.name, []).append(record.at(*path))
    return places
