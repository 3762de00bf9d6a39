"""What is due, and on which day: the last one for what a clause asks each period, or once on a day that it names."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.verklaringsperioden import in_sentence
from convenant_cli.judging.aflopend import Signaal
from convenant_cli.judging.delen.jaardag import laatste_dag
from convenant_cli.judging.judging import Verloop, clauses, verloop
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.overzicht import Overzicht
from convenant_cli.judging.teksten import Clause
from convenant_cli.judging.toetsen.document import DocumentToets
from convenant_cli.judging.toetsen.evaluatie import EvaluatieToets
from convenant_cli.judging.toetsen.jaarplan import JaarplanToets
from convenant_cli.judging.toetsen.mijlpaal import MijlpaalToets
from convenant_cli.judging.toetsen.orgaan import OrgaanToets
from convenant_cli.judging.toetsen.publicatie import PublicatieToets
from convenant_cli.judging.toetsen.verklaring import VerklaringToets
from convenant_cli.kalender import Duur, EigenRitme, Ritme, Tijdvak, tijdvak_met, tijdvaknaam
from convenant_cli.records import Bepaling, Jaarplan, Partner
from convenant_cli.records.model.jaardag import Jaardag, elk_jaar, op_een_dag
from convenant_cli.text.sentences import aangehaald, aside, opsomming

#: The kinds of tests on something that is to be there each period, by a last day that follows from the clause alone.
#: A year plan has days of its own (``_to_adopt``), and who takes part in a meeting follows the meeting. What names a
#: day of the year has that one, of whatever kind it is.
_EACH = ("aanbod", "bijeenkomst", "evaluatie", "nalevingsrapport", "orgaan", "publicatie", "verklaring")
_MISSING = (Uitkomst.ONTBREEKT, Uitkomst.ONVOLLEDIG)
#: Of how many clauses a sentence names which they are.
FEW = 2


@dataclass(frozen=True, slots=True)
class Terugkerend:
    """What a clause asks over or in a period, when it has not come yet."""

    dag: date
    """The last day on which it is in time."""
    bepaling: Bepaling
    periode: str
    """The name of the period, such as ``1e halfjaar 2027``; empty for what is asked once."""
    wat: str
    """What it is, as sentences go on: a statement by its period, anything else by its clause and period."""
    partners: tuple[Partner, ...]
    """Whose it is; empty for all together."""

    @property
    def gevraagd(self) -> str:
        """What is asked, after 'de laatste dag voor': a clause by its title is nothing that can be done."""
        if self.bepaling.toets.soort == "verklaring":
            return self.wat
        about = f" ({self.periode})" if self.periode else ""
        if not self.bepaling.artikel:
            return f"{aangehaald(self.bepaling.titel)}{about}"
        return f"wat {self.bepaling.artikel} vraagt: {self.bepaling.titel}{about}"


def ritme_van(dossier: Dossier, clause: Clause) -> str | None:
    """Return the name of the rhythm of a toets, also the one that it has when the clause names none; None without."""
    toets = clause.toets
    if isinstance(toets, OrgaanToets):
        body = dossier.organen.get(toets.orgaan)
        return body.vergadert.per if toets.vergadert and body and body.vergadert else None
    if isinstance(toets, EvaluatieToets) and (toets.van in ("jaarplan", "actie") or toets.binnen_voor_verlenging):
        return None  # after each plan or action, or before a renewal
    if isinstance(toets, DocumentToets) and not elk_jaar(toets.uiterlijk):
        return None  # it is there once
    per = None if getattr(toets, "eenmalig", False) else getattr(toets, "per", None)
    return str(per) if per else None


def vaste_dag(clause: Clause) -> date | None:
    """Return the one last day that a clause names; None when it names none, or only hopes for it.

    An action has a day of its own.
    """
    toets = clause.toets
    if isinstance(toets, MijlpaalToets):
        return None if toets.ambitie or toets.actie else toets.streefdatum
    return op_een_dag(toets.uiterlijk) if isinstance(toets, DocumentToets) else None


def _jaardag(clause: Clause) -> Jaardag | None:
    """Return the day of the year that a clause names; None without one."""
    return elk_jaar(getattr(clause.toets, "uiterlijk", None))


def verversing(clause: Clause) -> Duur | None:
    """Return how old what a clause asks may get before it must be renewed; None when it may get any age."""
    return clause.toets.hoogstens_oud if isinstance(clause.toets, DocumentToets | PublicatieToets) else None


def terugkomend(dossier: Dossier, peildatum: date, coming: Tijdvak) -> list[Terugkerend]:
    """Return what is due on a day in the coming time and is not there on the reference date, in order of those days.

    The dossier is judged on that day as if nothing had changed: what is still to come then, has that day as its last.
    What rests by a deviation is not asked, so it has none.
    A statement over a period that runs or is over is not among them: the signals of statements tell of it.
    """
    course, found = verloop(dossier), list[Terugkerend]()
    stated: dict[str | None, list[Bepaling]] = {}  # what is answered in the same statement
    for clause in clauses(dossier)[0]:
        if isinstance(clause.toets, VerklaringToets):
            stated.setdefault(ritme_van(dossier, clause), []).append(clause.bepaling)
    every = [(clause, due) for clause in clauses(dossier)[0] for due in _due(dossier, clause, peildatum, coming)]
    plans = set[tuple[str, date]]()  # more clauses ask for the same plan: one with a number says it best
    every.sort(key=lambda one: (one[1][0], not one[0].bepaling.artikel and isinstance(one[0].toets, JaarplanToets)))
    for clause, (on, name, last) in every:
        if isinstance(clause.toets, JaarplanToets):
            if (name, last) in plans:
                continue
            plans.add((name, last))
        own = _open(course, clause, name, on)
        due = min((one.uiterlijk for one in own if one.uiterlijk), default=last)
        whose = dict.fromkeys(one.partner for one in own if one.partner)
        if own and due in coming:
            partners = tuple(dossier.partners[id] for id in whose)
            what = _what(dossier, clause.bepaling, name, stated)
            found.append(Terugkerend(due, clause.bepaling, name, what, partners))
    found += _before_leaving(dossier, coming, stated)
    return sorted(found, key=lambda one: one.dag)


def _open(course: Verloop, clause: Clause, period: str, day: date) -> list[Oordeel]:
    """Return the oordelen of a day that say that what a clause asks over a period can still come, and does not rest."""
    every = course.op(clause, day)
    return [one for one in every if one.periode == period and one.uitkomst is Uitkomst.NOG_NIET and not one.rust]


def gemist(dossier: Dossier, oordelen: Collection[Oordeel], past: Tijdvak) -> list[Terugkerend]:
    """Return what was due on a day in a time that is over, is not there, and asks for attention; oldest first.

    Of statements and of plans that nobody adopted the signals tell.
    """
    whose: dict[tuple[str, str], set[str]] = {}
    for one in oordelen:
        # What came and lacks something, such as who was there, is told with the clauses: its day was kept.
        if one.aandacht and one.uitkomst in _MISSING and (one.uitkomst is Uitkomst.ONTBREEKT or one.door_tijd):
            whose.setdefault((one.bepaling, one.periode), set()).add(one.partner or "")
    found = []
    for clause in clauses(dossier)[0]:
        if isinstance(clause.toets, VerklaringToets | JaarplanToets):
            continue
        for _, period, last in _due(dossier, clause, past.tot, past):
            key, what = (clause.bepaling.id, period), _what(dossier, clause.bepaling, period, {})
            partners = tuple(one for id, one in dossier.partners.items() if id in whose.get(key, ()))
            if key in whose:
                found.append(Terugkerend(last, clause.bepaling, period, what, partners))
    return sorted(found, key=lambda one: one.dag)


def plannen_te_laat(every: Overzicht) -> Iterator[Signaal]:
    """Yield each plan that should have been adopted before the day of an overview, on its last day; once, though more
    clauses ask for it.
    """
    dossier, told = every.dossier, set[tuple[date, str]]()
    toetsen = {clause.bepaling.id: clause.toets for clause in clauses(dossier)[0]}
    for one in every.oordelen:
        toets = toetsen[one.bepaling]
        # What lacks in a plan that was adopted, was not made so by the passing of time.
        late = one.door_tijd and one.uitkomst in _MISSING and one in every.vraagt_aandacht
        if not (late and one.bij and isinstance(toets, JaarplanToets)):
            continue
        plan = dossier.files[one.bij.name].record
        days = dossier.tijdvak(plan.periode) if isinstance(plan, Jaarplan) else _asked(every, toets, one.periode)
        begins = max(toets.vanaf or date.min, dossier.agreed.looptijd.ingang)
        last = days and toets.until(days, begins if toets.eenmalig else max(days.van, begins))
        text = one.kort or one.toelichting
        if last and last < every.peildatum and (last, text) not in told:
            told.add((last, text))
            yield Signaal(last, text, one.bij)


def _asked(every: Overzicht, toets: JaarplanToets, name: str) -> Tijdvak | None:
    """Return the days of a period of which a clause asks a plan around the day of an overview, by its name."""
    rhythm, start = every.dossier.ritme(str(toets.per)), every.dossier.agreed.looptijd.ingang
    if rhythm is None:
        return None
    now = tijdvak_met(rhythm, every.peildatum, start)
    # The one that runs, the one before it, and the next one: a plan may be due ahead of its period.
    around = (tijdvak_met(rhythm, day, start) for day in (now.van, now.van - timedelta(days=1), now.tot))
    return next((days for days in around if tijdvaknaam(rhythm, days) == name), None)


def _before_leaving(
    dossier: Dossier, coming: Tijdvak, stated: Mapping[str | None, list[Bepaling]]
) -> Iterator[Terugkerend]:
    """Yield what a party that leaves within a period can do only as long as it takes part: on its own last day."""
    course, start = verloop(dossier), dossier.agreed.looptijd.ingang
    rhythmic = [(clause, rhythm) for clause in clauses(dossier)[0] if (rhythm := _rhythm(dossier, clause))]
    for partner in dossier.partners.values():
        gone = partner.lid_tot
        if gone is None or (last := gone - timedelta(days=1)) not in coming:
            continue
        for clause, rhythm in rhythmic:
            days = tijdvak_met(rhythm, last, start)
            if days.laatste <= last:
                continue
            name = tijdvaknaam(rhythm, days)
            then, after = ({one.partner for one in _open(course, clause, name, day)} for day in (last, gone))
            if partner.id in then - after:
                what = _what(dossier, clause.bepaling, name, stated)
                yield Terugkerend(last, clause.bepaling, name, what, (partner,))


def waarover(bepalingen: Collection[Bepaling], *, genummerd: bool = True) -> str:
    """Return which clauses a statement is about, with or without their numbers; empty when they are many."""
    named = [clause.in_zin if genummerd else aangehaald(clause.titel) for clause in bepalingen]
    return opsomming(named) if len(named) <= FEW else ""


def _what(dossier: Dossier, clause: Bepaling, period: str, stated: Mapping[str | None, list[Bepaling]]) -> str:
    if clause.toets.soort == "verklaring":
        together = next(group for group in stated.values() if clause in group)
        return f"de verklaring over {in_sentence(dossier, period)}{aside(waarover(together))}"
    return f"{clause.in_zin} ({period})" if period else clause.in_zin


def _rhythm(dossier: Dossier, clause: Clause) -> Ritme | EigenRitme | None:
    """Return how often what a clause asks comes back; None when it does not."""
    comes = clause.bepaling.toets.soort in _EACH or _jaardag(clause)
    named = ritme_van(dossier, clause) if comes else None
    return dossier.ritme(named) if named else None


def _due(dossier: Dossier, clause: Clause, peildatum: date, coming: Tijdvak) -> Iterator[tuple[date, str, date]]:
    """Yield what a clause asks by a day in the coming time: the day to judge it, its period, and that last day."""
    once = vaste_dag(clause)
    if once and once in coming:
        yield once, "", once
    yield from ((last, plan, last) for plan, last in _plans(dossier, clause) if last in coming)
    yield from ((last, name, last) for name, last in _to_adopt(dossier, clause, coming))
    rhythm = _rhythm(dossier, clause)
    for days, last in _periods(dossier, clause, rhythm, coming) if rhythm else ():
        assert rhythm is not None
        asked = last
        if isinstance(clause.toets, VerklaringToets):
            asked = days.van  # from then on the signals of statements tell of it
            if last < days.van:
                asked = tijdvak_met(rhythm, days.van - timedelta(days=1), dossier.agreed.looptijd.ingang).van
            if asked <= peildatum:
                continue
        yield asked, tijdvaknaam(rhythm, days), last


def _plans(dossier: Dossier, clause: Clause) -> Iterator[tuple[str, date]]:
    """Yield each plan that a clause has evaluated by a day of the year, with that day."""
    toets = clause.toets
    if isinstance(toets, EvaluatieToets) and toets.van == "jaarplan" and toets.uiterlijk:
        for plan in dossier.jaarplannen.values():
            if days := dossier.tijdvak(plan.periode):
                yield plan.id, toets.uiterlijk.bij(days)


def _to_adopt(dossier: Dossier, clause: Clause, coming: Tijdvak) -> Iterator[tuple[str, date]]:
    """Yield each period of which a clause asks a plan by a day in the coming time, with that day.

    Not of a draft whose period is still to begin: who looks ahead is told of that day, and that it is no plan yet.
    """
    toets = clause.toets
    rhythm = dossier.ritme(str(toets.per)) if isinstance(toets, JaarplanToets) and not toets.eenmalig else None
    if rhythm is None or not isinstance(toets, JaarplanToets) or toets.vastgesteld_binnen is None:
        return
    plans = () if toets.eigen else dossier.jaarplannen.values()
    begun = [days for plan in plans if (days := dossier.tijdvak(plan.periode))]
    days = tijdvak_met(rhythm, toets.vastgesteld_binnen.voor(coming.van), dossier.agreed.looptijd.ingang)
    while (last := toets.vastgesteld_binnen.na(days.van)) < coming.tot:
        drafted = days.van >= coming.van and any(days.overlapt(one) for one in begun)
        if last in coming and not drafted:
            yield tijdvaknaam(rhythm, days), last
        days = tijdvak_met(rhythm, days.tot, dossier.agreed.looptijd.ingang)


def _periods(
    dossier: Dossier, clause: Clause, rhythm: Ritme | EigenRitme, coming: Tijdvak
) -> Iterator[tuple[Tijdvak, date]]:
    """Yield the periods of which the last day lies in the coming time, with that day."""
    term: Duur | Jaardag | None = _jaardag(clause)
    if term is None and isinstance(clause.toets, PublicatieToets | VerklaringToets):
        term = clause.toets.binnen
    start = dossier.agreed.looptijd.ingang
    days = tijdvak_met(rhythm, term.voor(coming.van) if isinstance(term, Duur) else coming.van, start)
    if isinstance(term, Jaardag):
        days = tijdvak_met(rhythm, days.van - timedelta(days=1), start)
    while (last := laatste_dag(days, term)) < coming.tot:
        if last in coming:
            yield days, last
        days = tijdvak_met(rhythm, days.tot, start)
