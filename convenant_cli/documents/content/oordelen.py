"""What pages about the oordelen show: states with their parties, what asks for attention, the page of each party."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from convenant_cli.documents.kinds import STAND_OP, Kop, Moment, with_looking_back, with_sample
from convenant_cli.documents.page.data import as_data
from convenant_cli.documents.page.discretion import private_values
from convenant_cli.documents.words import Words, subtitle
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.partijen import issuer
from convenant_cli.judging.oordelen import NIETS_TE_TOETSEN, UITLEG, Oordeel, Uitkomst
from convenant_cli.judging.overzicht import SAMEN, Bepalingrij, Overzicht, Punt, sprekendste
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bepaling
from convenant_cli.text.volgorde import volgorde

_MANY = 4  # from here on, all parties of a clause are not named one by one


@dataclass(frozen=True, slots=True)
class Oordeelstand:
    """A state, in which period, and of whom it is said; of nobody when nothing is owed."""

    oordeel: Oordeel
    periode: str
    wie: str


@dataclass(frozen=True, slots=True)
class Partijstand:
    """What is said of clauses on the page of a party: an oordeel for each period or unit, with what to do now."""

    bepalingen: tuple[Bepaling, ...]
    """One, or more of which just the same is said."""
    oordelen: tuple[Oordeel, ...]
    nu: tuple[str, ...]
    """What to do about each of the oordelen; empty when nothing, or when it stands at the next one."""


@dataclass(frozen=True, slots=True)
class Partijblad:
    """The page of a party, or of all together."""

    id: str
    naam: str
    regels: tuple[Partijstand, ...]
    aandacht: int
    """How many points on this page ask for attention."""
    ook: tuple[tuple[str, str, tuple[str, ...]], ...]
    """What this party has to do and stands on the page of others: the id of that page, its name, and the clauses."""
    niet_toetsbaar: int


def page(every: Overzicht, moment: Moment) -> Mapping[str, Any]:
    """Return what the template of a page about the oordelen shows, as data."""
    told = with_looking_back(with_sample(shown(every, moment), every.dossier.agreed), every.dossier, moment)
    return as_data(told, {} if moment.intern else private_values(every.dossier))


def shown(every: Overzicht, moment: Moment) -> dict[str, Any]:
    """Return what every page about the oordelen shows."""
    words = Words(every.dossier)
    about = ((STAND_OP, lange_datum(every.peildatum)),)
    rows = [rij for deel in every.delen for rij in deel.rijen]
    return {
        "kop": Kop("Stand van de afspraken", subtitle(every.dossier.agreed), about, auteur=issuer(every.dossier)),
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


def standen(rij: Bepalingrij, words: Words) -> list[Oordeelstand]:
    """Return the states of a clause, each with the parties of which it is said."""
    # By outcome and word: what records show is not what a party declares.
    grouped: dict[tuple[Uitkomst, str, str, bool], list[Oordeel]] = {}
    for oordeel in (*rij.samen, *(oordeel for cell in rij.cellen.values() for oordeel in cell)):
        together = oordeel.partner is None
        grouped.setdefault((oordeel.uitkomst, oordeel.staat, oordeel.periode, together), []).append(oordeel)
    found = [
        Oordeelstand(sprekendste(group), period, _together(group[0]) if together else _names(group, rij, words))
        for (*_, period, together), group in grouped.items()
    ]
    return sorted(found, key=lambda stand: (not stand.oordeel.aandacht, stand.oordeel.uitkomst is Uitkomst.NOG_NIET))


def _together(oordeel: Oordeel) -> str:
    return "" if oordeel.uitkomst is Uitkomst.GEEN_VERPLICHTING else SAMEN[0].lower() + SAMEN[1:]


def _names(oordelen: Collection[Oordeel], rij: Bepalingrij, words: Words) -> str:
    periods = {oordeel.periode for oordeel in oordelen}
    whole = [oordeel for cell in rij.cellen.values() for oordeel in cell if oordeel.periode in periods]
    # A party of which one school has this state and another has not, does not make it that of all.
    everybody = {oordeel.partner for oordeel in oordelen} == set(rij.cellen) and len(whole) == len(oordelen)
    if len(rij.cellen) >= _MANY and everybody:
        return f"alle {len(rij.cellen)} partijen"
    names = (words.unit(oordeel.eenheid or oordeel.partner or "") for oordeel in oordelen)
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
        lines = tuple(_lines(every, said))
        here = [point for point in every.punten if not set(point.oordelen).isdisjoint(own)]
        untestable = len({oordeel.bepaling for oordeel in own if oordeel.uitkomst is Uitkomst.NIET_TOETSBAAR})
        if lines or untestable:
            also = tuple(_elsewhere(every, owner, here, owners))
            pages.append(Partijblad(anchor, name, lines, len(here), also, untestable))
    return pages


def _elsewhere(
    every: Overzicht, owner: str | None, here: Collection[Punt], owners: Sequence[tuple[str | None, str, str]]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield, by page of others, what a party has to do, by clause; each at the first page that has it."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for point in every.open_voor(owner) if owner else ():
        if point not in here:
            where = {oordeel.partner for oordeel in point.oordelen}
            page = next((anchor, name) for id, anchor, name in owners if id in where)
            found.setdefault(page, {})[point.in_zin] = None
    for (anchor, name), clauses in found.items():
        yield anchor, name, tuple(clauses)


def _lines(every: Overzicht, said: Mapping[str, list[Oordeel]]) -> Iterator[Partijstand]:
    """Yield the lines of a page: what is the same of several clauses is said once, at the first of them."""
    points = {oordeel: point for point in every.punten for oordeel in point.oordelen}
    alike: dict[tuple[object, ...], list[str]] = {}
    for clause, group in said.items():
        key = tuple((one.uitkomst, one.staat, one.periode, one.toelichting, points.get(one) is None) for one in group)
        alike.setdefault(key, []).append(clause)
    for clauses in alike.values():
        known = tuple(every.dossier.bepalingen[clause] for clause in clauses)
        # What is said of each of the clauses stands in the same order.
        together = zip(*(said[clause] for clause in clauses), strict=True)
        now = ["; ".join(_to_do(alike_ones, points)) for alike_ones in together]
        later = [*now[1:], ""]
        last = tuple(own if own != next_one else "" for own, next_one in zip(now, later, strict=True))
        yield Partijstand(known, tuple(said[clauses[0]]), last)


def _to_do(oordelen: Iterable[Oordeel], points: Mapping[Oordeel, Punt]) -> Iterable[str]:
    """Return what to do about some oordelen, each once."""
    return dict.fromkeys(
        now for one in oordelen if (point := points.get(one)) and (now := point.nu if one in point.gezegd else one.nu)
    )
