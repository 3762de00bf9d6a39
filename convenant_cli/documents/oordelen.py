"""What pages about the oordelen show: states with their parties, what asks for attention, the page of each party."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from convenant_cli.documents.kinds import Moment
from convenant_cli.documents.words import Words
from convenant_cli.dossier import Dossier
from convenant_cli.oordelen import UITLEG, Oordeel, Uitkomst
from convenant_cli.overzicht import SAMEN, Overzicht, Punt, Rij
from convenant_cli.records import Bepaling

_NOT_ON_A_PAGE = frozenset((Uitkomst.NIET_TOETSBAAR, Uitkomst.GEEN_VERPLICHTING))
_MANY = 4  # from here on, all parties of a clause are not named one by one


@dataclass(frozen=True, slots=True)
class Stand:
    """A state, in which period, and of whom it is said; of nobody when nothing is owed."""

    oordeel: Oordeel
    periode: str
    wie: str


@dataclass(frozen=True, slots=True)
class Regel:
    """What is said of one clause on the page of a party: an oordeel for each period or unit."""

    bepaling: Bepaling
    oordelen: tuple[Oordeel, ...]


@dataclass(frozen=True, slots=True)
class Partijblad:
    """The page of a party, or of all together."""

    id: str
    naam: str
    regels: tuple[Regel, ...]
    aandacht: int
    """How many points ask for attention."""
    niet_toetsbaar: int


def page(every: Overzicht, moment: Moment) -> Mapping[str, Any]:
    """Return what the templates of a page about the oordelen show."""
    words = Words(every.dossier)
    return {
        "moment": moment,
        "convenant": every.dossier.convenant,
        "overzicht": every,
        "uitleg": _explained(every),
        "standen": lambda rij: standen(rij, words),
        "plaats": lambda punt: where(every.dossier, punt),
        "filters": words.filters() | {"soort_oordeel": _look},
    }


def _look(oordeel: Oordeel) -> str:
    """Return how a state looks; the word beside it says what it is."""
    return "aandacht" if oordeel.aandacht else "goed" if oordeel.uitkomst is Uitkomst.GOED else "rustig"


def _explained(every: Overzicht) -> list[tuple[str, str, str]]:
    """Return symbols, word and meaning of every state that occurs."""
    symbols: dict[str, list[str]] = {}
    for symbol, states in every.telling:
        for state, _ in states:
            symbols.setdefault(state, []).append(symbol)
    return [(" ".join(own), state, UITLEG[state]) for state, own in symbols.items()]


def standen(rij: Rij, words: Words) -> list[Stand]:
    """Return the states of a clause, each with the parties of which it is said."""
    grouped: dict[tuple[str, str, bool], list[Oordeel]] = {}
    for oordeel in (*rij.samen, *(oordeel for cell in rij.cellen.values() for oordeel in cell)):
        together = oordeel.partner is None
        grouped.setdefault((oordeel.staat, oordeel.periode, together), []).append(oordeel)
    found = [
        Stand(group[0], period, _together(group[0]) if together else _names(group, rij, words))
        for (_, period, together), group in grouped.items()
    ]
    return sorted(found, key=lambda stand: (not stand.oordeel.aandacht, stand.oordeel.uitkomst is Uitkomst.NOG_NIET))


def _together(oordeel: Oordeel) -> str:
    return "" if oordeel.uitkomst is Uitkomst.GEEN_VERPLICHTING else SAMEN[0].lower() + SAMEN[1:]


def _names(oordelen: Collection[Oordeel], rij: Rij, words: Words) -> str:
    if len(rij.cellen) >= _MANY and {oordeel.partner for oordeel in oordelen} == set(rij.cellen):
        return f"alle {len(rij.cellen)} partijen"
    names = (words.school(oordeel.eenheid or oordeel.partner or "") for oordeel in oordelen)
    return ", ".join(sorted(dict.fromkeys(names), key=str.casefold))


def where(dossier: Dossier, punt: Punt) -> str:
    """Return the place where a point is mended, as ``file:line``; empty when there is none."""
    if punt.bij is None:
        return ""
    position = dossier.locate(punt.bij)
    return f"{position.file}:{position.line}"


def party_pages(every: Overzicht) -> list[Partijblad]:
    """Return the page of all together, then of each party. What cannot be tested is only counted there."""
    owners = [
        (None, "samen", SAMEN),
        *((partner.id, f"partij-{partner.id}", partner.naam) for partner in every.partners),
    ]
    pages = []
    for owner, anchor, name in owners:
        own = [oordeel for oordeel in every.oordelen if oordeel.partner == owner]
        said: dict[str, list[Oordeel]] = {}
        for oordeel in own:
            if oordeel.uitkomst not in _NOT_ON_A_PAGE:
                said.setdefault(oordeel.bepaling, []).append(oordeel)
        lines = tuple(Regel(every.dossier.bepalingen[clause], tuple(group)) for clause, group in said.items())
        points = sum(point.eerste.partner == owner for point in every.punten)
        untestable = len({oordeel.bepaling for oordeel in own if oordeel.uitkomst is Uitkomst.NIET_TOETSBAAR})
        if lines or untestable:
            pages.append(Partijblad(anchor, name, lines, points, untestable))
    return pages
