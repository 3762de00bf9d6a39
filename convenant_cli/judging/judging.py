"""Judges every clause of a dossier: clauses and records in, oordelen out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from pydantic import ValidationError

from convenant_cli.dossier.besluiten import stand_van
from convenant_cli.dossier.content import Content, WithTexts, differing
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.looptijd import Stand
from convenant_cli.dossier.op_dag import PLANNED, OpDag, op_dag, recorded
from convenant_cli.dossier.peildag import Gehouden, Peildag
from convenant_cli.findings import ConvenantError, Melding, Path, Place
from convenant_cli.judging.delen.afwijkingen import with_deviations
from convenant_cli.judging.een_tekst import judge_text
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets, toetssoort
from convenant_cli.judging.zaak import ALTIJD, Zaak
from convenant_cli.kalender import RITMES, Tijdvak, lange_datum
from convenant_cli.records import Actie, Bepaling, Convenant, Evaluatie, Hoofdstuk, Jaarplan, Record
from convenant_cli.records.bepaling import Versie
from convenant_cli.records.model.record import Verwijst, marked
from convenant_cli.records.model.verwijzingen import Reference
from convenant_cli.text.sentences import remedy

#: Kinds of records that say nothing of the agreement, its clauses and its term, of parties, of what rests, and of what
#: is stated: a clause is judged by them only when it asks the dossier for them.
ALLEEN_GEVRAAGD: frozenset[type[Record]] = frozenset((Actie, Evaluatie, Jaarplan))


def samen(differs: frozenset[type[Record]]) -> frozenset[type[Record]]:
    """Return the kinds of records in which something differs, with those that are known by them."""
    return differs | PLANNED if differs & PLANNED else differs


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, where it stands, and the test it names."""

    bepaling: Bepaling
    place: Place
    toets: Toets
    tijdvak: Tijdvak = ALTIJD
    """The days on which it reads like this."""
    eerder: "tuple[Clause, ...]" = ()
    """The clause as it read before, the newest first."""

    @property
    def leest_bestanden(self) -> bool:
        """Whether one of its tests looks into the text files beside the records."""
        return any(one.toets.leest_bestanden for one in (self, *self.eerder))


@lru_cache(maxsize=2)
def clauses(dossier: Dossier) -> tuple[tuple[Clause, ...], tuple[Melding, ...]]:
    """Return every clause with its test, in the order of the agreement, and the mistakes in their parameters."""
    found: list[Clause] = []
    mistakes: list[Melding] = []
    places = {
        bepaling.id: (chapter, number)
        for chapter in dossier.hoofdstukken.values()
        for number, bepaling in enumerate(chapter.bepalingen)
    }
    for bepaling in dossier.bepalingen.values():
        chapter, number = places[bepaling.id]
        told = len(mistakes)
        versions = [_clause(dossier, chapter, number, versie, mistakes) for versie in bepaling.versies]
        known = [clause for clause in versions if clause is not None]
        if len(mistakes) == told and known:
            found.append(replace(known[0], eerder=tuple(known[1:])))
    return tuple(found), tuple(mistakes)


def _clause(
    dossier: Dossier, chapter: Hoofdstuk, number: int, versie: Versie, mistakes: list[Melding]
) -> Clause | None:
    """Return one version of a clause with its test; None when that cannot be, with why among the mistakes."""
    opgave = versie.bepaling.toets
    kind = toetssoort(opgave.soort)
    if kind is None:
        return None  # the reader has reported the kind that does not exist
    data = {"soort": opgave.soort, **opgave.gegevens}
    way = ("bepalingen", number, *versie.path, "toets")
    try:
        toets = kind.model_validate(data)
    except ValidationError as error:
        from convenant_cli.dossier.faults import describe

        found = describe(kind, data, error.errors(include_url=False))
        mistakes += (fault.at_field(chapter, way) for fault in found)
        return None
    if toets.mist:
        message = f"de toets '{opgave.soort}' heeft niets om te toetsen"
        hint = f"noem {toets.mist}; is er niets te toetsen, kies dan niet-toetsbaar met een reden"
        mistakes.append(Melding(chapter.at(*way, "soort"), message, hint))
        return None
    if toets.strijdig:
        mistakes.append(Melding(chapter.at(*way, "soort"), toets.strijdig))
        return None
    rhythms = [(path, one) for path, mark, one in marked(toets, Verwijst) if mark.soorten == ("periode",)]
    if unknown := [(path, one) for path, one in rhythms if dossier.ritme(one) is None]:
        mistakes += (_no_rhythm(dossier, chapter, (*way, *path), one) for path, one in unknown)
        return None
    return Clause(versie.bepaling, chapter.at("bepalingen", number, *versie.path), toets, versie.tijdvak)


def _no_rhythm(dossier: Dossier, chapter: Hoofdstuk, way: Path, name: str) -> Melding:
    """Say that nobody knows a rhythm: without its periods there is nothing to judge."""
    own = dossier.agreed.perioden
    known = (*RITMES, *own)
    meant = remedy(name, known)
    return Melding(chapter.at(*way), f"'{name}' kan niet bij '{way[-1]}'; {meant}")


def named_in_tests(dossier: Dossier) -> Iterator[Reference]:
    """Yield every field of the tests of clauses that points to something."""
    for newest in clauses(dossier)[0]:
        for clause in (newest, *newest.eerder):
            chapter = dossier.files[clause.place.name].record
            for path, mark, value in marked(clause.toets, Verwijst):
                if chapter is not None and value not in mark.ook:
                    yield Reference(chapter, (*clause.place.path, "toets", *path), mark, value, value)


def looptijd_stand(dossier: Dossier, peildatum: date) -> Stand | None:
    """Return how the term of the agreement stands; None when its record could not be read."""
    convenant = dossier.convenant
    if convenant is None:
        return None
    return stand_van(convenant, dossier.partners.values(), dossier.bepalingen.values(), peildatum)


def obstacle(dossier: Dossier) -> str:
    """Return why the obligations cannot be judged, as a clause of a sentence; empty when they can.

    A dossier that could not be read whole is not judged: half a record would be a false accusation.
    """
    unread = [file.name for file in dossier.files.values() if not file.whole]
    stand_ins = {file.name for file in dossier.files.values() if not file.raw}
    broken = list(dict.fromkeys((*(name for name, _ in dossier.source.refused), *unread)))
    present = {*dossier.source.files, *(name for name, _ in dossier.source.refused)}
    if gone := next((name for name in unread if name in stand_ins and name not in present), ""):
        return f"{gone} ontbreekt"
    if len(broken) > 1:
        others = "een ander bestand" if len(broken) == 2 else f"{len(broken) - 1} andere bestanden"
        return f"{broken[0]} en {others} zijn niet helemaal te lezen"
    if broken:
        return f"{broken[0]} is niet helemaal te lezen"
    return "" if dossier.convenant else f"{Convenant.patroon} ontbreekt"


def require_whole(dossier: Dossier) -> Convenant:
    """Return the agreement of a dossier that can be judged whole. Raises ConvenantError when it cannot."""
    remedy = "dus de afspraken zijn niet getoetst; 'convenant validate' zegt wat er aan de hand is"
    if why_not := obstacle(dossier):
        raise ConvenantError(f"{why_not}, {remedy}")
    for mistake in clauses(dossier)[1]:
        line = dossier.locate(mistake.place).line
        raise ConvenantError(f"{mistake.place.name}:{line}: {mistake.message}, {remedy}")
    return dossier.agreed


def judge(
    dossier: Dossier, peildatum: date, only: frozenset[str] | None = None, *, naast: Dossier | None = None
) -> list[Oordeel]:
    """Return every oordeel: by clause in the order of the agreement, then by party, then by period.

    ``only``: the ids of the clauses to judge; None judges all. ``naast``: nearly the same dossier, of which those on
    clauses that look at nothing that differs were judged already. Returns nothing when there is an :func:`obstacle`.
    """
    course = verloop(dossier)
    if naast is not None:
        course.take(verloop(naast))
    asked = (clause for clause in clauses(dossier)[0] if only is None or clause.bepaling.id in only)
    return [oordeel for clause in asked for oordeel in course.op(clause, peildatum)]


def verloop(dossier: Dossier) -> "Verloop":
    """Return the oordelen of a dossier in the course of time."""
    limits = any(clause.leest_bestanden for clause in clauses(dossier)[0])
    return _verloop(WithTexts(dossier) if limits else Content(dossier))


@lru_cache(maxsize=8)
def _verloop(content: Content) -> "Verloop":
    """Keep them for who changes something, and has it tried, checked and compared: each reads the same files."""
    return Verloop(content.dossier)


#: The oordelen on a clause, and the kinds of records that were asked for to judge it.
Gezien = tuple[tuple[Oordeel, ...], frozenset[type[Record]]]


class Verloop:
    """The oordelen of a dossier in the course of time: a clause is judged once for all days on which nothing changes.

    A page asks for its own day, and for days ahead what is still to come on them: only what changes up to then is
    judged again, on a day after the change.
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier, self._whole = dossier, not obstacle(dossier)
        self._terms = Gehouden[Stand]()
        self._clauses: dict[str, Gehouden[Gezien]] = {}

    def op(self, clause: Clause, day: date) -> tuple[Oordeel, ...]:
        """Return the oordelen on a clause on a day; nothing when there is an :func:`obstacle`."""
        if not self._whole:
            return ()
        own = self._clauses.setdefault(clause.bepaling.id, Gehouden())
        return own.op(day, lambda day: self._seen(clause, day))[0]

    def gezien(self, clause: Clause, day: date) -> tuple[Tijdvak, Gezien] | None:
        """Return what is known of a clause on a day, and on which other days; None when it was not judged."""
        kept = self._clauses.get(clause.bepaling.id)
        return kept.bekend(day) if kept else None

    def geef(self, bepaling: str, days: Tijdvak, seen: Gezien) -> None:
        """Take in what is known of a clause on some days."""
        self._clauses.setdefault(bepaling, Gehouden()).houd(days, seen)

    def take(self, other: "Verloop") -> None:
        """Take the oordelen of nearly the same dossier on clauses that looked at no kind of record that differs."""
        here, there = self._dossier, other._dossier
        differs = samen(frozenset(file.kind for file in (*differing(here, there), *differing(there, here))))
        if not differs <= ALLEEN_GEVRAAGD:
            return
        for clause in clauses(self._dossier)[0]:
            kept = None if clause.leest_bestanden else other._clauses.get(clause.bepaling.id)
            if kept:
                own = kept.waarvoor(lambda seen: differs.isdisjoint(seen[1]))
                self._clauses.setdefault(clause.bepaling.id, own)

    def _seen(self, clause: Clause, day: Peildag) -> Gezien:
        """Judge a clause, and note what it looked at."""
        asked = self._looked_at(clause, day).asked
        asked.clear()
        return tuple(self._judged(clause, day)), frozenset(asked)

    def _looked_at(self, clause: Clause, day: Peildag) -> Dossier:
        """Return the dossier in which a clause is judged."""
        # A limit is about what stands in the files, whatever day it tells of.
        limit = clause.bepaling.familie == "grens"
        return recorded(self._dossier) if limit else op_dag(self._dossier, day).dossier

    def _judged(self, clause: Clause, day: Peildag) -> Iterator[Oordeel]:
        dossier = self._dossier
        agreed, parties, texts = dossier.agreed, dossier.partners.values(), dossier.bepalingen.values()
        term = self._terms.op(day, lambda day: replace(stand_van(agreed, parties, texts, day), peildatum=day.los))
        known = op_dag(dossier, day)
        zaak = Zaak(self._looked_at(clause, day), clause.bepaling, clause.place, day, term.in_werking, clause.tijdvak)
        versions = clause.eerder or day not in clause.tijdvak
        every = _judge_versions(zaak, clause, term) if versions else judge_text(zaak, clause.toets, term)
        for oordeel in with_deviations(zaak, every):
            yield _standing(oordeel, known)


def _judge_versions(zaak: Zaak, clause: Clause, term: Stand) -> Iterator[Oordeel]:
    """Judge each period by the text of that period, and what has no period by the text of the reference date."""
    texts = (clause, *clause.eerder)
    now = next((text for text in texts if zaak.peildatum in text.tijdvak), None)
    found: list[Oordeel] = []
    if now is None:
        found += _not_in_force(zaak, clause)
    for text in sorted(texts, key=lambda text: text is not now):
        own = replace(zaak, bepaling=text.bepaling, place=text.place, geldig=text.tijdvak)
        every = judge_text(own, text.toets, term)
        if text is now:
            found += every
            continue
        told = {oordeel.periode for oordeel in found}
        found += (
            replace(oordeel, toelichting=f"{oordeel.toelichting}; {_by_text(text)}")
            for oordeel in every
            if oordeel.periode and oordeel.periode not in told
        )
    # Who has an oordeel on a period needs no row that there is nothing to judge.
    judged = {(oordeel.partner, oordeel.eenheid) for oordeel in found if oordeel.periode}
    for oordeel in found:
        idle = oordeel.uitkomst is Uitkomst.NIET_VAN_TOEPASSING and not oordeel.periode
        if not idle or (oordeel.partner, oordeel.eenheid) not in judged:
            yield oordeel


def _not_in_force(zaak: Zaak, clause: Clause) -> Iterator[Oordeel]:
    """Yield for everybody that a clause has come to an end, or that it is still to come."""
    gone = zaak.peildatum >= clause.tijdvak.tot
    when = f"gold tot {lange_datum(clause.tijdvak.tot)}" if gone else f"geldt vanaf {lange_datum(clause.tijdvak.van)}"
    outcome = Uitkomst.NIET_VAN_TOEPASSING if gone else Uitkomst.NOG_NIET
    for who in (None,) if zaak.bepaling.gezamenlijk else zaak.bound or (None,):
        yield zaak.oordeel(outcome, who, f"deze bepaling {when}")


def _by_text(clause: Clause) -> str:
    """Say by which text an oordeel is, when that is not the text of the reference date."""
    if clause.tijdvak.tot == date.max:
        return f"volgens de tekst vanaf {lange_datum(clause.tijdvak.van)}"
    return f"volgens de tekst die gold tot {lange_datum(clause.tijdvak.tot)}"


def _standing(oordeel: Oordeel, known: OpDag) -> Oordeel:
    """Let an oordeel point at the records as they are."""
    if oordeel.familie == "grens":
        return oordeel
    bij = known.plaats(oordeel.bij) if oordeel.bij else None
    rust_op = tuple(map(known.plaats, oordeel.rust_op))
    same = bij == oordeel.bij and rust_op == oordeel.rust_op
    return oordeel if same else replace(oordeel, rust_op=rust_op, bij=bij)
