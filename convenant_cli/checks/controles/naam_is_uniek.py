"""Twee dingen van dezelfde soort hebben nooit dezelfde naam.

Waarom: andere bestanden verwijzen met die naam. Bij twee gelijke namen is niet duidelijk welke is bedoeld.
Herstel: geef het nieuwste een andere naam. Wijzig de oudste niet: daar wordt misschien al naar verwezen.
"""

from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding


def check(dossier: Dossier) -> Iterator[Melding]:
    for soort, key, place in dossier.definitions:
        first = dossier.defined[soort][key]
        if first != place:
            from convenant_cli.records.model.labels import is_neuter

            word = "het nummer" if place.path[-1] == "nummer" else "de naam"
            other = "een ander" if is_neuter(soort) else "een andere"
            message = f"{word} '{key.rsplit('/', 1)[-1]}' is al van {other} {soort}"
            new = "ander nummer" if place.path[-1] == "nummer" else "andere naam"
            hint = f"geef {'dit' if is_neuter(soort) else 'deze'} {soort} een {new}"
            yield Melding(place, message, hint, related=((first, "hier staat het voor het eerst"),))
