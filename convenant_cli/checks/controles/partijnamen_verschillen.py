"""Elke partij heeft een naam die zij met geen andere deelt.

Waarom: in een verslag, een brief of een tabel staat alleen de naam. Bij twee gelijke namen weet niemand wie er is
bedoeld, en bij een naam waarmee een andere begint, leest men er zo overheen.
Herstel: geef een van de twee een naam of korte naam die haar onderscheidt, zoals met de plaats erbij.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Place, Severity
from convenant_cli.kalender import Tijdvak
from convenant_cli.records import Partner
from convenant_cli.text.folding import spaced

_FIELDS = ("naam", "korte_naam", "zinsnaam")
_ARTICLE = re.compile(r"^(de|het) (?=.)")


class _Naam(NamedTuple):
    """A name of a party: the words to compare, as it is typed, and its place."""

    partner: Partner
    woorden: str
    getypt: str
    place: Place


def check(dossier: Dossier) -> Iterator[Melding]:
    names = [name for partner in dossier.partners.values() for name in _names(partner)]
    known: dict[str, list[_Naam]] = {}
    for name in names:
        known.setdefault(name.woorden, []).append(name)
    order = {id: number for number, id in enumerate(dossier.partners)}
    told: set[tuple[str, str]] = set()
    for name in names:
        for other in known[name.woorden]:
            pair = (other.partner.id, name.partner.id)
            if order[pair[0]] < order[pair[1]] and pair not in told and _together(other, name):
                told.add(pair)
                message = f"'{name.getypt}' is al de naam van partij '{other.partner.id}'"
                yield _melding(name, other, message, "geef een van de twee een andere naam")
    for name in names:
        words = name.woorden.split()
        for other in (one for end in range(1, len(words)) for one in known.get(" ".join(words[:end]), ())):
            pair = (other.partner.id, name.partner.id)
            if other.partner is not name.partner and not told & {pair, pair[::-1]} and _together(other, name):
                told.add(pair)
                message = f"'{name.getypt}' begint met de naam van partij '{other.partner.id}' ('{other.getypt}')"
                hint = "geef een van de twee een (korte) naam die haar onderscheidt"
                yield _melding(name, other, message, hint, Severity.WAARSCHUWING)


def _names(partner: Partner) -> Iterator[_Naam]:
    for field in _FIELDS:
        if typed := getattr(partner, field):
            yield _Naam(partner, _ARTICLE.sub("", spaced(typed)), typed, partner.at(field))


def _together(one: _Naam, other: _Naam) -> bool:
    """Tell whether both take part on some day: who left and came back has two records, one after the other."""
    return one.partner.actief_in(Tijdvak(other.partner.lid_van, other.partner.lid_tot or date.max))


def _melding(name: _Naam, other: _Naam, message: str, hint: str, severity: Severity | None = None) -> Melding:
    return Melding(name.place, message, hint, ((other.place, "hier staat de andere partij"),), severity)
