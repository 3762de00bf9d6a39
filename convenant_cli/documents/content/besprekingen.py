"""What the report for the meeting tells: what all talk about, what the keeper finds out, and what each party does."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from convenant_cli.documents.content.gewicht import gewicht
from convenant_cli.documents.words import Words
from convenant_cli.dossier.aanbod import keeper
from convenant_cli.dossier.verklaringsperioden import in_sentence
from convenant_cli.judging.oordelen import EIGEN_ANTWOORD, Oordeel, Uitkomst, samen_gezegd
from convenant_cli.judging.overzicht import SAMEN, Overzicht, Punt, gezegd
from convenant_cli.records import Bepaling
from convenant_cli.text.sentences import capital, inside, opsomming

_MOST = 8  # points under one heading; the annex has the others
#: Of how many parties the same is said once.
_ALIKE = 8
#: Under which heading stands what the keeper of the dossier finds out for others.
BEHEER = "beheer"


@dataclass(frozen=True, slots=True)
class Gedeeld:
    """A clause of which the same is said of several parties, told once."""

    bepaling: Bepaling
    oordelen: tuple[Oordeel, ...]
    zinnen: tuple[str, ...]
    """One for each thing that is told; most often one for all."""
    nu: str = ""
    """What who can do next; empty when it is for those who talk."""


@dataclass(frozen=True, slots=True)
class Elders:
    """A point that stands under another heading, and concerns this party as well."""

    afspraak: str
    id: str
    """The heading to go to; empty when the point stands in the annex only."""
    kop: str


@dataclass(frozen=True, slots=True)
class Bespreking:
    """What all together, or one party, have to talk about or to do."""

    id: str
    naam: str
    gedeeld: tuple[Gedeeld, ...]
    punten: tuple[Punt, ...]
    bijlage: tuple[Punt, ...]
    """The points that stand in the annex only."""
    ook: tuple[Elders, ...] = ()
    in_zin: str = ""
    """How a sentence that points here names the heading: its whole name would be most of that sentence."""

    @property
    def eigen(self) -> bool:
        """Whether anything stands under this heading itself."""
        return bool(self.gedeeld or self.punten)


def besprekingen(every: Overzicht) -> list[Bespreking]:
    """Return what all together talk about, what the keeper of the dossier finds out, then what each party does.

    Each point stands once, with who has to act: a party that looks under its own name finds all that is asked of it.
    What stands elsewhere and concerns it too is pointed at, also of a party without a point of its own. Who has nothing
    to do is left out.
    """
    shared = [*_answers_of_more(every), *_alike(every)]
    told = {oordeel for gedeeld in shared for oordeel in gedeeld.oordelen}
    owned: dict[str | None, list[Punt]] = {}
    for point in every.punten:
        if not set(point.oordelen) <= told:
            owned.setdefault(_who_acts(point, every), []).append(point)
    kept_by, party = keeper(every.dossier), every.dossier.partners.get(every.dossier.agreed.beheerder or "")
    its = party.id if party else ""
    names = {one.id: one.in_zin for one in every.partners}
    merged, single, owned[its] = _of_keeper(owned.get(BEHEER, ()), owned.get(its, ()), names)
    together, rest = _over_periods(owned.get(None, ()))
    shared += together
    found = [Bespreking("samen", SAMEN, tuple(shared), *_first(rest, _MOST - len(shared)), in_zin=inside(SAMEN))]
    if kept_by:
        who = "dat" if kept_by.in_zin.startswith("het ") else "die"
        name = f"{capital(kept_by.in_zin)}, {who} het dossier bijhoudt"
        points = _first(single, _MOST - len(merged))
        found.append(Bespreking(BEHEER, name, tuple(merged), *points, in_zin=kept_by.in_zin))
    for partner in every.partners:
        own, rest = _over_periods(owned.get(partner.id, ()))
        points = _first(rest, _MOST - len(own))
        found.append(Bespreking(f"partij-{partner.id}", partner.naam, tuple(own), *points, in_zin=partner.in_zin))
    found = _under_one_heading(found, its)
    found = [replace(one, ook=tuple(dict.fromkeys(_elsewhere(one, found, its)))) for one in found]
    return [one for one in found if one.eigen or one.ook]


def heaviest(found: Iterable[Bespreking], every: Overzicht, most: int) -> list[Elders]:
    """Return what weighs most of all that is told, with where it stands; nothing when there is hardly more."""
    told = [
        (gewicht(oordelen, every.dossier.bepalingen), Elders(name, one.id, one.in_zin))
        for one in found
        for name, oordelen in (
            *((shared.bepaling.in_zin, shared.oordelen) for shared in one.gedeeld),
            *((point.in_zin, point.oordelen) for point in one.punten),
        )
    ]
    order = sorted(told, key=lambda pair: pair[0])  # the first told of what weighs the same
    return [one for _, one in order[:most]] if len(order) > 2 * most else []


def _under_one_heading(found: Sequence[Bespreking], its: str) -> list[Bespreking]:
    """Put what the keeper does as a party under the heading of what it finds out: it looks for its name once."""
    office = next((one for one in found if one.id == BEHEER and one.eigen), None)
    own = next((one for one in found if one.id == f"partij-{its}"), None)
    if office is None or own is None or not (own.eigen or any(_elsewhere(own, found, its))):
        return list(found)
    name = f"{own.naam},{office.naam.rpartition(',')[2]}"
    points, annex = (*office.punten, *own.punten), (*office.bijlage, *own.bijlage)
    joined = Bespreking(own.id, name, (*office.gedeeld, *own.gedeeld), points, annex, in_zin=own.in_zin)
    return [joined if one is office else one for one in found if one is not own]


def elders(every: Overzicht, told: Collection[Oordeel], besides: int = 0, voor: str = "") -> str:
    """Say of what asks for attention where the rest stands; empty when none is left.

    How much that is, it does not say: pages tell of other points, and count clauses or points, so that a reader would
    find as many numbers as pages.

    ``told``: the oordelen of which a document itself told. ``besides``: how many other sentences the report has.
    ``voor``: whose these are, when that is not everybody, such as ``voor de genodigden``.
    """

    def left(stands: Iterable[Iterable[Oordeel]]) -> bool:
        return any(not set(oordelen) <= set(told) for oordelen in stands)

    found = besprekingen(every)
    report = besides or left(oordelen for one in found for oordelen in _stands(one))
    annex = left(point.oordelen for one in found for point in one.bijlage)
    if not report and not annex:
        return ""
    where = "het nalevingsrapport" if report else "de bijlage bij het nalevingsrapport"
    also = " en in de bijlage daarvan" if report and annex else ""
    return f"Wat {f'{voor} ' if voor else ''}nog meer aandacht vraagt, staat in {where}{also}."


def _stands(one: Bespreking) -> list[tuple[Oordeel, ...]]:
    return [*(shared.oordelen for shared in one.gedeeld), *(point.oordelen for point in one.punten)]


def _who_acts(point: Punt, every: Overzicht) -> str | None:
    """Return under whose name a point stands: of the keeper's work for others ``BEHEER``, and None of all together."""
    acting = {id for oordeel in point.oordelen for id in oordeel.doet}
    if all(oordeel.beheer for oordeel in point.oordelen):
        return BEHEER
    its = every.dossier.agreed.beheerder
    about = {id for oordeel in point.oordelen for id in (*oordeel.betreft, *filter(None, (oordeel.partner,)))}
    if acting == {its} and about != {its}:
        return BEHEER
    if point.partner is None and len(acting) == 1 and acting <= {partner.id for partner in every.partners}:
        return next(iter(acting))
    return point.partner


def _of_keeper(
    points: Sequence[Punt], own: Sequence[Punt], names: Mapping[str, str]
) -> tuple[list[Gedeeld], list[Punt], list[Punt]]:
    """Return what the keeper finds out for several parties, said once; what it finds out for one; and its own points.

    What it finds out of itself in the same way goes along, and is no point of its own.
    """
    kinds = {(point.bepalingen, point.nu) for point in points}
    along = [point for point in own if (point.bepalingen, point.nu) in kinds]
    grouped: dict[tuple[object, ...], list[Punt]] = {}
    for point in (*along, *points):
        grouped.setdefault((point.bepalingen, point.nu, point.eerste.staat), []).append(point)
    merged, single = [], []
    for group in grouped.values():
        if len(group) == 1 or len(group[0].bepalingen) > 1:
            single += group
            continue
        oordelen = tuple(oordeel for point in group for oordeel in point.oordelen)
        said = samen_gezegd((names.get(point.partner or "", ""), point.eerste) for point in group)
        merged.append(Gedeeld(group[0].bepalingen[0], oordelen, tuple(map(_told, said)), group[0].nu))
    return merged, single, [point for point in own if point not in along]


def _over_periods(points: Sequence[Punt]) -> tuple[list[Gedeeld], list[Punt]]:
    """Return what is asked over more than one period of the same clause, said once, and the other points.

    Each quarter apart would fill the page, and leave no room for what weighs more.
    """
    grouped: dict[tuple[Bepaling, ...], list[Punt]] = {}
    for point in points:
        if len(point.bepalingen) == 1 and point.eerste.periode:
            grouped.setdefault(point.bepalingen, []).append(point)
    merged = []
    for (clause,), group in grouped.items():
        if len({point.eerste.periode for point in group}) > 1:
            said = _once([(_told(point.eerste), point.eerste.periode) for point in group])
            doing = "; ".join(_once([(point.nu, point.eerste.periode) for point in group if point.nu]))
            oordelen = tuple(oordeel for point in group for oordeel in point.oordelen)
            merged.append(Gedeeld(clause, oordelen, tuple(said), doing))
    told = {oordeel for one in merged for oordeel in one.oordelen}
    return merged, [point for point in points if point.eerste not in told]


def _told(oordeel: Oordeel) -> str:
    return f"{oordeel.symbool} {gezegd(oordeel)}"


def _once(said: Iterable[tuple[str, str]]) -> list[str]:
    """Return sentences with their period, of which those that differ in their period only are one."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for sentence, period in said:
        named = f"het {period}" if f"het {period}" in sentence else period
        alike.setdefault(tuple(sentence.split(named)), []).append(named)
    return [opsomming([*dict.fromkeys(periods)]).join(parts) for parts, periods in alike.items()]


def _elsewhere(own: Bespreking, every: Collection[Bespreking], keeper: str) -> Iterator[Elders]:
    """Yield what stands under another heading and is open for this party, or is to be done by it as well."""
    party = own.id.removeprefix("partij-")
    if party == own.id:
        return
    for other in every:
        if other.id == own.id or (other.id == BEHEER and party == keeper):
            continue
        for shared in other.gedeeld:
            if any(party in (oordeel.partner, *oordeel.doet) for oordeel in shared.oordelen):
                yield Elders(shared.bepaling.in_zin, other.id, other.in_zin)
        for point in (*other.punten, *other.bijlage):
            if any(party in (oordeel.partner, *oordeel.doet) for oordeel in point.oordelen):
                yield Elders(point.in_zin, other.id if point in other.punten else "", other.in_zin)


def _first(own: Sequence[Punt], most: int) -> tuple[tuple[Punt, ...], tuple[Punt, ...]]:
    """Return the first of some points, and the others.

    What is late comes first, and what was found to lack before what a party itself answered.
    """

    def order(point: Punt) -> tuple[bool, bool]:
        outcome = point.eerste.uitkomst
        return outcome is not Uitkomst.TE_LAAT, outcome in EIGEN_ANTWOORD

    points = sorted(own, key=order)
    most = max(most, 1)
    return tuple(points[:most]), tuple(points[most:])


def _answers_of_more(every: Overzicht) -> list[Gedeeld]:
    """Return the clauses of which more than one party says that it does not quite succeed; most parties first."""
    honest: dict[str, list[Oordeel]] = {}
    for oordeel in every.oordelen:
        if oordeel in every.vraagt_aandacht and oordeel.partner and oordeel.uitkomst in EIGEN_ANTWOORD:
            honest.setdefault(oordeel.bepaling, []).append(oordeel)
    found = []
    for clause in every.dossier.bepalingen.values():
        oordelen = honest.get(clause.id, [])
        names = [partner.in_zin for partner in every.partners if partner.id in {one.partner for one in oordelen}]
        if len(names) > 1:
            sentence = f"{opsomming(names)} zeggen dat dit deels of nog niet lukt."
            found.append(Gedeeld(clause, tuple(oordelen), (capital(sentence),)))
    return sorted(found, key=lambda one: -len(one.oordelen))


def _alike(every: Overzicht) -> Iterator[Gedeeld]:
    """Yield what is the same for many parties: one sentence says it, and not a section for each of them."""
    same: dict[tuple[str, str, str], list[Oordeel]] = {}
    for oordeel in every.oordelen:
        if oordeel in every.vraagt_aandacht and oordeel.partner and oordeel.uitkomst not in EIGEN_ANTWOORD:
            same.setdefault((oordeel.bepaling, oordeel.staat, oordeel.periode), []).append(oordeel)
    words = Words(every.dossier)
    for (clause, state, period), oordelen in same.items():
        concerned = {one.partner for one in oordelen}
        parties = [partner.id for partner in every.partners if partner.id in concerned]
        if len(parties) >= _ALIKE:
            over = f" over {in_sentence(every.dossier, period)}" if period else ""
            names = opsomming([words.party(id) for id in parties])
            sentence = f"{oordelen[0].symbool} {state}{over} bij {len(parties)} partijen: {names}."
            yield Gedeeld(every.dossier.bepalingen[clause], tuple(oordelen), (sentence,))
