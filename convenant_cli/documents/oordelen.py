"""What pages about the oordelen show: states with their parties, what asks for attention, the page of each party."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from convenant_cli.documents.data import as_data
from convenant_cli.documents.discretion import private_values
from convenant_cli.documents.kinds import Kop, Moment, with_sample
from convenant_cli.documents.words import Words, issuer, subtitle
from convenant_cli.dossier import Dossier
from convenant_cli.kalender import lange_datum
from convenant_cli.oordelen import EIGEN_ANTWOORD, NIETS_TE_TOETSEN, UITLEG, Oordeel, Uitkomst, in_letters, opsomming
from convenant_cli.overzicht import SAMEN, Overzicht, Punt, Rij, sprekendste
from convenant_cli.records import Bepaling
from convenant_cli.volgorde import volgorde

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


@dataclass(frozen=True, slots=True)
class Lijst:
    """The first of a list, and how many more there are."""

    naam: str
    regels: tuple[str, ...]
    meer: int


@dataclass(frozen=True, slots=True)
class Kort:
    """The report in half a page."""

    goed: tuple[str, ...]
    samen: Lijst
    """What the parties discuss together."""
    partijen: tuple[Lijst, ...]
    """Who delivers what."""


def page(every: Overzicht, moment: Moment) -> Mapping[str, Any]:
    """Return what the template of a page about the oordelen shows, as data."""
    told = with_sample(shown(every, moment), every.dossier.convenant)
    return as_data(told, {} if moment.intern else private_values(every.dossier))


def shown(every: Overzicht, moment: Moment) -> dict[str, Any]:
    """Return what every page about the oordelen shows."""
    words = Words(every.dossier)
    about = (("Stand op", lange_datum(every.peildatum)),)
    rows = [rij for deel in every.delen for rij in deel.rijen]
    return {
        "kop": Kop("Stand van de afspraken", subtitle(every.dossier.convenant), about, auteur=issuer(every.dossier)),
        "moment": moment,
        "convenant": every.dossier.convenant,
        "overzicht": every,
        "uitleg": _explained(every),
        "functies": {
            "standen": {rij.bepaling.id: standen(rij, words) for rij in rows},
            "plaats": {punt.eerste: where(every.dossier, punt) for punt in (*every.punten, *every.rustend)},
        },
        "woorden": words.tables(),
    }


def _explained(every: Overzicht) -> list[tuple[str, str, str]]:
    """Return symbols, word and meaning of every state that occurs."""
    symbols: dict[str, list[str]] = {}
    for symbol, states in every.telling:
        for state, _ in states:
            symbols.setdefault(state, []).append(symbol)
    return [(" ".join(own), state, UITLEG[state]) for state, own in symbols.items()]


def standen(rij: Rij, words: Words) -> list[Stand]:
    """Return the states of a clause, each with the parties of which it is said."""
    grouped: dict[tuple[Uitkomst, str, bool], list[Oordeel]] = {}
    for oordeel in (*rij.samen, *(oordeel for cell in rij.cellen.values() for oordeel in cell)):
        together = oordeel.partner is None
        grouped.setdefault((oordeel.uitkomst, oordeel.periode, together), []).append(oordeel)
    found = [
        Stand(sprekendste(group), period, _together(group[0]) if together else _names(group, rij, words))
        for (_, period, together), group in grouped.items()
    ]
    return sorted(found, key=lambda stand: (not stand.oordeel.aandacht, stand.oordeel.uitkomst is Uitkomst.NOG_NIET))


def _together(oordeel: Oordeel) -> str:
    return "" if oordeel.uitkomst is Uitkomst.GEEN_VERPLICHTING else SAMEN[0].lower() + SAMEN[1:]


def _names(oordelen: Collection[Oordeel], rij: Rij, words: Words) -> str:
    if len(rij.cellen) >= _MANY and {oordeel.partner for oordeel in oordelen} == set(rij.cellen):
        return f"alle {len(rij.cellen)} partijen"
    names = (words.school(oordeel.eenheid or oordeel.partner or "") for oordeel in oordelen)
    return ", ".join(sorted(dict.fromkeys(names), key=volgorde))


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
            if oordeel.uitkomst not in NIETS_TE_TOETSEN:
                said.setdefault(oordeel.bepaling, []).append(oordeel)
        lines = tuple(Regel(every.dossier.bepalingen[clause], tuple(group)) for clause, group in said.items())
        points = sum(point.eerste.partner == owner for point in every.punten)
        untestable = len({oordeel.bepaling for oordeel in own if oordeel.uitkomst is Uitkomst.NIET_TOETSBAAR})
        if lines or untestable:
            pages.append(Partijblad(anchor, name, lines, points, untestable))
    return pages


# --- in short -----------------------------------------------------------------------------------------------------

_MOST_TOGETHER = 5
_MOST_OF_A_PARTY = 3


def in_short(every: Overzicht) -> Kort:
    """Return what goes well, what to discuss together, and what each party can do first."""
    shared = _shared_answers(every)
    return Kort(
        goed=tuple(_going_well(every)),
        samen=_first("", [*shared.values(), *_lines(every, None)], _MOST_TOGETHER),
        partijen=tuple(
            _first(partner.kort, lines, _MOST_OF_A_PARTY)
            for partner in every.partners
            if (lines := _lines(every, partner.id, shared))
        ),
    )


def _going_well(every: Overzicht) -> Iterator[str]:
    """Yield sentences that count the good, by what it proves."""
    good = [oordeel for oordeel in every.oordelen if oordeel.uitkomst is Uitkomst.GOED]
    stated = [oordeel for oordeel in good if oordeel.rust_op_soort.startswith("verklaring")]
    proven = sum(oordeel.rust_op_soort == "verklaring-met-bewijs" for oordeel in stated)
    limits = [oordeel for oordeel in every.oordelen if oordeel.familie == "grens"]
    clean = sum(oordeel.familie == "grens" for oordeel in good)
    found = len(good) - len(stated) - clean
    if found:
        yield f"{_times(found).capitalize()} is in het dossier gevonden wat een afspraak vraagt."
    if stated:
        with_proof = f", waarvan {_times(proven)} met bewijs" if proven else ""
        yield f"{_times(len(stated)).capitalize()} verklaart een partij dat het lukt{with_proof}."
    if limits and clean == len(limits):
        yield "In het dossier is niets gevonden dat er niet in mag staan."


def _times(count: int) -> str:
    return f"{in_letters(count)} keer"


def _shared_answers(every: Overzicht) -> dict[str, str]:
    """Return by clause what more than one party says does not quite succeed; most parties first."""
    honest: dict[str, set[str]] = {}
    for oordeel in every.vraagt_aandacht:
        if oordeel.partner and oordeel.uitkomst in EIGEN_ANTWOORD:
            honest.setdefault(oordeel.bepaling, set()).add(oordeel.partner)
    clauses = [clause for clause in every.dossier.bepalingen.values() if len(honest.get(clause.id, ())) > 1]
    clauses.sort(key=lambda clause: -len(honest[clause.id]))
    found = {}
    for clause in clauses:
        names = [partner.in_zin for partner in every.partners if partner.id in honest[clause.id]]
        found[clause.id] = f"{clause.voluit}: {opsomming(names)} zeggen dat dit deels of nog niet lukt"
    return found


def _lines(every: Overzicht, owner: str | None, told: Collection[str] = ()) -> list[str]:
    """Return what a party (for None all together) can do next, or else what was found; what it answered comes last.

    ``told``: clauses of which the answers are told elsewhere.
    """
    found: dict[str, str] = {}
    answers: dict[str, str] = {}
    for point in every.punten:
        if point.eerste.partner != owner:
            continue
        line = point.nu or point.eerste.toelichting
        # 'Deze vraag' says nothing without the clause it is about; a list of clauses would say too much.
        about = f"{line} ({point.afspraak})" if len(point.bepalingen) == 1 else line
        if point.eerste.uitkomst not in EIGEN_ANTWOORD:
            found.setdefault(line, about)
        elif not {clause.id for clause in point.bepalingen} <= set(told):
            answers.setdefault(about, about)
    return [*found.values(), *answers.values()]


def _first(name: str, lines: Sequence[str], most: int) -> Lijst:
    return Lijst(name, tuple(lines[:most]), max(len(lines) - most, 0))
