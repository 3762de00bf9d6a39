"""The oordelen as people read them: by chapter and party, and first what asks for attention. Knows no output."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Place
from convenant_cli.judging.kept import judge_or_recall
from convenant_cli.judging.oordelen import (
    EIGEN_ANTWOORD,
    NIETS_TE_TOETSEN,
    SYMBOLEN,
    Oordeel,
    Uitkomst,
    join_repeats,
)
from convenant_cli.records import Bepaling, Hoofdstuk, Partner
from convenant_cli.records.bepaling import in_zin
from convenant_cli.text.sentences import capital, opsomming
from convenant_cli.text.volgorde import volgorde

SAMEN = "De partijen samen"

#: Of several oordelen on the same clause and party (periods, units), a table cell shows the one that comes first here.
_FIRST = (
    Uitkomst.ONTBREEKT,
    Uitkomst.ONTKEND,
    Uitkomst.VERSCHILT,
    Uitkomst.ONVOLLEDIG,
    Uitkomst.TE_LAAT,
    Uitkomst.AFGEMELD,
    Uitkomst.BUITEN,
    Uitkomst.VEROUDERD,
    Uitkomst.DEELS,
    Uitkomst.VERLOOPT,
    Uitkomst.VERLENGT,
    Uitkomst.LATER,
    Uitkomst.GOED,
    Uitkomst.NOG_NIET,
    Uitkomst.NIET_TOETSBAAR,
    Uitkomst.VOORWAARDELIJK,
    Uitkomst.GEEN_VERPLICHTING,
    Uitkomst.NIET_VAN_TOEPASSING,
)

_TITLED = 2  # clauses of one point of which the titles are told


_Gezegd: TypeAlias = tuple[str | None, Place | None, str, str]
"""Whose it is, at which place, what is said of it, and why it rests."""


@dataclass(frozen=True, slots=True)
class Keuze:
    """What a reader asks for. An empty choice means everything."""

    partners: Collection[str] = ()
    bepalingen: Collection[str] = ()
    rollen: Collection[str] = ()
    hoofdstukken: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Bepalingrij:
    """A clause with its oordelen: those on all parties together, and those on each party by id."""

    bepaling: Bepaling
    samen: tuple[Oordeel, ...]
    cellen: Mapping[str, tuple[Oordeel, ...]]

    @property
    def alle(self) -> list[Oordeel]:
        """All of them, those on all parties first."""
        return [*self.samen, *(oordeel for cell in self.cellen.values() for oordeel in cell)]

    @property
    def niets_te_toetsen(self) -> Oordeel | None:
        """One of the oordelen, when all say that there is nothing to test; whom it does not concern, says nothing."""
        own = [oordeel for oordeel in self.alle if oordeel.uitkomst is not Uitkomst.NIET_VAN_TOEPASSING]
        return own[0] if own and all(oordeel.uitkomst in NIETS_TE_TOETSEN for oordeel in own) else None


@dataclass(frozen=True, slots=True)
class Deel:
    """A chapter with the clauses that have oordelen."""

    hoofdstuk: Hoofdstuk
    rijen: tuple[Bepalingrij, ...]

    @property
    def titel(self) -> str:
        """The chapter as a heading; text before the first chapter has no number."""
        head, title = self.hoofdstuk.kop, self.hoofdstuk.titel
        return title if head == title else f"{capital(head)}: {title}"


@dataclass(frozen=True, slots=True)
class Punt:
    """One thing that asks for attention: what is said once at one place, with every clause it is about."""

    oordelen: tuple[Oordeel, ...]
    bepalingen: tuple[Bepaling, ...]
    ontheffing: str
    """Why it rests, when a waiver covers it."""

    @property
    def eerste(self) -> Oordeel:
        """The oordeel that stands for all."""
        return self.oordelen[0]

    @property
    def gezegd(self) -> tuple[Oordeel, ...]:
        """The oordelen of which the sentence is told: the others say no more than that."""
        return tuple(one for one in self.oordelen if one.toelichting == self.eerste.toelichting)

    @property
    def partner(self) -> str | None:
        """The party whose point it is; None of all together, and of what another has to do for several."""
        ids = {oordeel.partner for oordeel in self.oordelen}
        return self.eerste.partner if len(ids) == 1 else None

    @property
    def bij(self) -> Place | None:
        """Where to mend it."""
        return self.eerste.bij

    @property
    def nu(self) -> str:
        """What who can do next; empty when nothing is said of it, and when it rests."""
        if self.ontheffing:
            return ""
        return "; ".join(dict.fromkeys(oordeel.nu for oordeel in self.gezegd if oordeel.nu))

    @property
    def afspraak(self) -> str:
        """The clauses in words: number and title of each of a few, or the numbers of many."""
        if len(self.bepalingen) <= _TITLED:
            return "; ".join(clause.voluit for clause in self.bepalingen)
        return opsomming([clause.aanduiding or clause.titel for clause in self.bepalingen])

    @property
    def in_zin(self) -> str:
        """The clauses inside a sentence: number and title of one, or the numbers of several."""
        return in_zin(self.bepalingen)


@dataclass(frozen=True)
class Overzicht:
    """The oordelen of a dossier on a day, as far as the reader asked for them."""

    dossier: Dossier
    peildatum: date
    oordelen: tuple[Oordeel, ...]

    @cached_property
    def partners(self) -> tuple[Partner, ...]:
        """The parties with an oordeel, by short name."""
        ids = {oordeel.partner for oordeel in self.oordelen}
        found = [partner for partner in self.dossier.partners.values() if partner.id in ids]
        return tuple(sorted(found, key=lambda partner: (volgorde(partner.kort), partner.id)))

    @cached_property
    def delen(self) -> tuple[Deel, ...]:
        """The chapters in the order of the agreement."""
        rows: dict[str, list[Oordeel]] = {}
        for oordeel in self.oordelen:
            rows.setdefault(oordeel.bepaling, []).append(oordeel)
        chapters = sorted(self.dossier.hoofdstukken.values(), key=lambda chapter: chapter.orde)
        parts = [
            Deel(chapter, tuple(_row(clause, rows[clause.id]) for clause in chapter.bepalingen if clause.id in rows))
            for chapter in chapters
        ]
        return tuple(part for part in parts if part.rijen)

    @cached_property
    def _attention(self) -> tuple[Punt, ...]:
        waivers = self.dossier.agreed.ontheffingen_op(self.peildatum)
        grouped: dict[_Gezegd, list[Oordeel]] = {}
        for oordeel in self.oordelen:
            if oordeel.aandacht or oordeel.rust:
                waiver = waivers.get((oordeel.bepaling, oordeel.bij.name)) if oordeel.bij else None
                why = oordeel.rust or (waiver.in_woorden if waiver else "")
                # What another has to do, such as recording who came to a meeting, is one thing for all it is about.
                owner = None if oordeel.doet and oordeel.partner not in oordeel.doet else oordeel.partner
                grouped.setdefault((owner, oordeel.bij, oordeel.toelichting, why), []).append(oordeel)
        for key in list(grouped):
            # Who has to do it for all is one of them.
            if key[0] is not None and (shared := (None, *key[1:])) in grouped:
                grouped[shared] += grouped.pop(key)
        join_repeats(grouped, lambda key: (key[0], key[3]))
        clauses = self.dossier.bepalingen
        return tuple(
            Punt(tuple(group), tuple(clauses[id] for id in dict.fromkeys(o.bepaling for o in group)), why)
            for (_, _, _, why), group in grouped.items()
        )

    @property
    def punten(self) -> tuple[Punt, ...]:
        """What asks for attention, in the order of the agreement."""
        return tuple(point for point in self._attention if not point.ontheffing)

    @property
    def rustend(self) -> tuple[Punt, ...]:
        """What rests for the time of a waiver."""
        return tuple(point for point in self._attention if point.ontheffing)

    def open_voor(self, partner: str) -> tuple[Punt, ...]:
        """Return what is open for a party: the points that are its own, and those in which it has to act.

        The one answer to that question: who writes a page, a reminder or a list of parties asks it here.
        """
        return tuple(
            point
            for point in self.punten
            if any(partner in (oordeel.partner, *oordeel.doet) for oordeel in point.oordelen)
        )

    @property
    def per_partij(self) -> list[tuple[str, tuple[Punt, ...]]]:
        """What asks for attention by name: all parties together first, then each party."""
        groups: list[tuple[str | None, str]] = [
            (None, SAMEN),
            *((partner.id, partner.kort) for partner in self.partners),
        ]
        found = [(name, tuple(p for p in self.punten if p.partner == id)) for id, name in groups]
        return [(name, points) for name, points in found if points]

    @cached_property
    def vraagt_aandacht(self) -> frozenset[Oordeel]:
        """The oordelen that ask for attention and do not rest."""
        return frozenset(oordeel for point in self.punten for oordeel in point.oordelen)

    @cached_property
    def ontheffing(self) -> dict[Oordeel, str]:
        """Why an oordeel rests, for those that do."""
        return {oordeel: point.ontheffing for point in self.rustend for oordeel in point.oordelen}

    @property
    def telling(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """How often each state occurs, by symbol: ``("●", [("verklaard", 94), …])``; the most frequent state first."""
        counts = Counter((oordeel.symbool, oordeel.staat) for oordeel in self.oordelen)
        return [
            (symbol, found)
            for symbol in dict.fromkeys(SYMBOLEN.values())
            if (found := [(state, number) for (own, state), number in counts.most_common() if own == symbol])
        ]

    @property
    def niet_toetsbaar(self) -> list[tuple[Bepaling, str]]:
        """The clauses that no program can test, with the reason."""
        reasons: dict[str, str] = {}
        for oordeel in self.oordelen:
            if oordeel.uitkomst is Uitkomst.NIET_TOETSBAAR:
                reasons.setdefault(oordeel.bepaling, oordeel.toelichting)
        return [(self.dossier.bepalingen[id], reason) for id, reason in reasons.items()]


def overzicht(dossier: Dossier, peildatum: date, keuze: Keuze | None = None) -> Overzicht:
    """Judge a dossier and keep what the reader asked for."""
    asked = keuze or Keuze()
    chapter_of = {
        clause.id: chapter.hoofdstuk for chapter in dossier.hoofdstukken.values() for clause in chapter.bepalingen
    }
    only = None
    if (
        asked.bepalingen or asked.hoofdstukken
    ):  # what nobody asked for need not be judged: a limit has all texts searched
        only = frozenset(
            id
            for id, chapter in chapter_of.items()
            if (not asked.bepalingen or id in asked.bepalingen)
            and (not asked.hoofdstukken or chapter in asked.hoofdstukken)
        )
    with_role = {partner.id for partner in dossier.partners.values() if set(asked.rollen) & set(partner.rollen)}
    kept = [
        oordeel
        for oordeel in judge_or_recall(dossier, peildatum, only)
        if (not asked.partners or oordeel.partner in asked.partners or concerns(oordeel, asked.partners))
        and (not asked.rollen or oordeel.partner in with_role)
    ]
    return Overzicht(dossier, peildatum, tuple(kept))


def concerns(oordeel: Oordeel, partners: Collection[str]) -> bool:
    """Tell whether an oordeel on all together is about one of these parties: it tells about it, or it can act."""
    if oordeel.partner is not None:
        return False
    about = {*oordeel.betreft, *oordeel.doet}
    return bool(about & set(partners)) and (oordeel.aandacht or bool(oordeel.rust) or _asked(oordeel))


def _asked(oordeel: Oordeel) -> bool:
    """Tell whether it is a question to all together that still waits for an answer, also when it asks nothing else."""
    return oordeel.familie.startswith("verklaring") and oordeel.uitkomst is not Uitkomst.NIET_VAN_TOEPASSING


def gezegd(oordeel: Oordeel) -> str:
    """Return what is said after the symbol: the state with its explanation, or only the answer of a party."""
    if oordeel.uitkomst in EIGEN_ANTWOORD:
        return oordeel.toelichting
    return f"{oordeel.staat} – {oordeel.toelichting}"


def sprekendste(oordelen: Collection[Oordeel]) -> Oordeel:
    """Return the oordeel that says most about a cell with several: the one that asks most for attention."""
    return min(oordelen, key=lambda oordeel: (not oordeel.aandacht, _FIRST.index(oordeel.uitkomst)))


def _row(bepaling: Bepaling, oordelen: list[Oordeel]) -> Bepalingrij:
    cells: dict[str, list[Oordeel]] = {}
    for oordeel in oordelen:
        if oordeel.partner is not None:
            cells.setdefault(oordeel.partner, []).append(oordeel)
    together = tuple(oordeel for oordeel in oordelen if oordeel.partner is None)
    return Bepalingrij(bepaling, together, {id: tuple(cell) for id, cell in cells.items()})
