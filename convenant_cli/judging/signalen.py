"""What the keeper of a dossier should know on a Monday: what is late, comes or ends, and who still owes an answer."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from convenant_cli.dossier.aanbod import office_in_short
from convenant_cli.dossier.bijeenkomsten import next_meeting
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.looptijd import Stand
from convenant_cli.dossier.voortgang import rust, te_laat
from convenant_cli.judging.afgeweken import Afgeweken, afgeweken
from convenant_cli.judging.aflopend import Signaal, ending
from convenant_cli.judging.judging import looptijd_stand
from convenant_cli.judging.oordelen import Uitkomst
from convenant_cli.judging.overzicht import Overzicht
from convenant_cli.judging.partijwissel import bij_of_na
from convenant_cli.judging.terugkerend import Terugkerend, plannen_te_laat, terugkomend, waarover
from convenant_cli.judging.veroudering import aging, first_days, known_age, te_oud
from convenant_cli.judging.vertrek import Vertrek, vertrek
from convenant_cli.judging.voor_vaststellen import NogTeDoen, nog_te_doen
from convenant_cli.kalender import Tijdvak, lange_datum, tijdvakken
from convenant_cli.records import Bepaling, Bijeenkomst, Jaarplan, Partner
from convenant_cli.records.actie import Actiestatus
from convenant_cli.text.volgorde import volgorde

VOORUIT = 90  # days

_STATUSES: tuple[Actiestatus, ...] = ("afgerond", "loopt", "gepland", "uitgesteld", "vervallen")


@dataclass(frozen=True, slots=True)
class Verklaringsstand:
    """Of one party and period: how many questions are open, of how many."""

    periode: str
    partner: Partner
    open: int
    gevraagd: int
    uiterlijk: date
    """The first day on which one of the open questions is due."""
    waarover: str
    """About which clauses the statement is; empty when they are many."""
    titels: str
    """The same without their numbers, for who does not work with those."""


@dataclass(frozen=True, slots=True)
class Kwartaalstand:
    """Of the actions that would be finished in a quarter: how many, and how many are."""

    naam: str
    gepland: int
    afgerond: int


@dataclass(frozen=True, slots=True)
class Planstand:
    """A running year plan: its actions by status, and by quarter."""

    plan: Jaarplan
    acties: dict[Actiestatus, int]
    kwartalen: tuple[Kwartaalstand, ...]


@dataclass(frozen=True)
class Signalen:
    """Everything for one screen."""

    overzicht: Overzicht
    stand: Stand | None
    bijeenkomst: Bijeenkomst | None
    onbeschreven: Bijeenkomst | None
    """The last meeting whose day has passed and of which nobody recorded yet whether it was held."""
    te_laat: tuple[Signaal, ...]
    verloopt: tuple[Signaal, ...]
    te_oud: tuple[Signaal, ...]  # what gets older than a clause allows
    vertrek: tuple[Signaal, ...]
    """What parties that leave still have to do in time, however far away."""
    verklaringen: tuple[Verklaringsstand, ...]
    """The oldest period first."""
    plannen: tuple[Planstand, ...]
    """Every plan that runs: that of all parties, and those of one party or about one subject."""

    @property
    def gevraagd(self) -> bool:
        """Whether any party owes an answer, or gave one."""
        return bool(self.verklaringen or self.overzicht.dossier.verklaringen)

    # Few who look at the signals show these, and some judge the dossier once more.

    @cached_property
    def partijvertrek(self) -> tuple[Vertrek, ...]:
        """Who leaves, and who left."""
        return tuple(vertrek(self.overzicht))

    @cached_property
    def afwijkingen(self) -> tuple[Afgeweken, ...]:
        """What the parties agreed to do otherwise."""
        return tuple(afgeweken(self.overzicht))

    @cached_property
    def straks_verouderd(self) -> tuple[tuple[Bepaling, tuple[Partner, ...]], ...]:
        """The clauses on which what parties have will be too old by the end of the look ahead, with those parties."""
        every, until = self.overzicht, self.overzicht.peildatum + timedelta(days=VOORUIT)
        return tuple(aging(every, until, self.verloopt, known_age(every)))

    @cached_property
    def straks_vanaf(self) -> dict[str, tuple[date, tuple[Partner, ...]]]:
        """On which day what is told there begins to be too old, and at whom, by clause."""
        return first_days(self.overzicht, self.straks_verouderd, self.overzicht.peildatum + timedelta(days=VOORUIT))

    @cached_property
    def terugkomend(self) -> tuple[Terugkerend, ...]:
        """What comes back within the look ahead."""
        day = self.overzicht.peildatum
        return tuple(terugkomend(self.overzicht.dossier, day, Tijdvak(day, day + timedelta(days=VOORUIT))))

    @cached_property
    def voor_vaststellen(self) -> tuple[tuple[Jaarplan, tuple[NogTeDoen, ...]], ...]:
        """Of each draft what its adoption will ask; without those of which it asks nothing."""
        dossier, day = self.overzicht.dossier, self.overzicht.peildatum
        plans = dossier.jaarplannen.values()
        return tuple((plan, asked) for plan in plans if (asked := nog_te_doen(dossier, plan, day)))


def with_status(count: int, status: str) -> str:
    """Say how many actions have a status: ``1 loopt``, ``8 lopen``, ``3 gepland``."""
    return f"{count} {'lopen' if status == 'loopt' and count != 1 else status}"


def signalen(every: Overzicht) -> Signalen:
    """Gather the signals of a dossier on the day of its overview."""
    dossier, day = every.dossier, every.peildatum
    coming = Tijdvak(day, day + timedelta(days=VOORUIT))
    past = [m for m in dossier.bijeenkomsten.values() if m.status == "gepland" and m.datum < day]
    return Signalen(
        overzicht=every,
        stand=looptijd_stand(dossier, day),
        bijeenkomst=next_meeting(dossier, day),
        onbeschreven=max(past, key=lambda meeting: (meeting.datum, meeting.id), default=None),
        te_laat=tuple(sorted((*_late(dossier, day), *plannen_te_laat(every)), key=_order)),
        verloopt=tuple(sorted(ending(dossier, coming), key=_order)),
        te_oud=tuple(sorted(te_oud(every, coming), key=_order)),
        vertrek=tuple(sorted((signal for signal in owed(dossier) if signal.dag >= day), key=_order)),
        verklaringen=tuple(_statements(every)),
        plannen=tuple(_plans(dossier, day)),
    )


def _order(signal: Signaal) -> tuple[date, str]:
    return signal.dag, volgorde(signal.tekst)


# --- what is late, what ends --------------------------------------------------------------------------------------


def _late(dossier: Dossier, day: date) -> Iterator[Signaal]:
    for action in dossier.acties.values():
        if te_laat(dossier, action, day):
            waiver = rust(dossier, action, day)
            rest = f"; rust tot {lange_datum(waiver.tot)}" if waiver else ""
            text = f"actie {action.nummer} {action.titel} ({office_in_short(dossier, action.trekker)}){rest}"
            yield Signaal(action.gereed, text, action.at("gereed"))
    for meeting in dossier.bijeenkomsten.values():
        for number, point in enumerate(meeting.actiepunten):
            if point.te_laat(day):
                text = f"actiepunt {point.nummer} ({office_in_short(dossier, point.eigenaar)}): {point.tekst}"
                yield Signaal(point.gereed, " ".join(text.split()), meeting.at("actiepunten", number, "gereed"))
        if meeting.status == "gepland" and meeting.datum < day:
            yield Signaal(meeting.datum, f"{meeting.titel} heet nog ‘gepland’", meeting.at("status"))
    yield from (signal for signal in owed(dossier) if signal.dag < day)


def owed(dossier: Dossier) -> Iterator[Signaal]:
    """Yield what parties that leave still have to do, each on its last day."""
    for number, one in enumerate(dossier.agreed.afwikkelingen):
        if one.gedaan_op is None:
            text = f"{office_in_short(dossier, one.partner)} doet {bij_of_na(dossier, one)} nog: {one.in_zin}"
            yield Signaal(one.uiterlijk, text, dossier.agreed.at("afwikkelingen", number, "uiterlijk"))


# --- statements and the running plan ------------------------------------------------------------------------------


def _statements(every: Overzicht) -> Iterator[Verklaringsstand]:
    """Yield, by period and party, the questions of a yearly statement that have no answer."""
    clauses = every.dossier.bepalingen
    asked: Counter[tuple[str, str]] = Counter()
    missing: Counter[tuple[str, str]] = Counter()
    due: dict[tuple[str, str], date] = {}
    about: dict[str, dict[str, Bepaling]] = {}
    for oordeel in every.oordelen:
        if oordeel.partner is None or clauses[oordeel.bepaling].toets.soort != "verklaring" or not oordeel.periode:
            continue
        key = (oordeel.periode, oordeel.partner)
        about.setdefault(oordeel.periode, {})[oordeel.bepaling] = clauses[oordeel.bepaling]
        asked[key] += oordeel.uitkomst is not Uitkomst.NIET_VAN_TOEPASSING
        # There is no answer, and it can still come or is asked for.
        waits = oordeel.uitkomst is Uitkomst.NOG_NIET or (oordeel.uitkomst is Uitkomst.ONTBREEKT and oordeel.aandacht)
        if oordeel.uiterlijk is not None and waits and oordeel not in every.ontheffing:
            missing[key] += 1
            due[key] = min(due.get(key, date.max), oordeel.uiterlijk)
    names = {partner.id: number for number, partner in enumerate(every.partners)}
    first: dict[str, date] = {}
    for (period, _), day in due.items():
        first[period] = min(first.get(period, date.max), day)
    for period, partner in sorted(missing, key=lambda key: (first[key[0]], key[0], names[key[1]])):
        if count := missing[period, partner]:
            own = every.dossier.partners[partner], count, asked[period, partner], due[period, partner]
            clauses_of = about[period].values()
            yield Verklaringsstand(period, *own, waarover(clauses_of), waarover(clauses_of, genummerd=False))


def _plans(dossier: Dossier, day: date) -> Iterator[Planstand]:
    for _, plan in sorted(dossier.jaarplannen.items()):
        if (stretch := dossier.tijdvak(plan.periode)) and day in stretch:
            yield _plan(dossier, plan, stretch)


def _plan(dossier: Dossier, plan: Jaarplan, stretch: Tijdvak) -> Planstand:
    actions = dossier.acties_van(plan.id)
    counts = Counter(action.status for action in actions)
    wanted = [action for action in actions if action.status != "vervallen"]
    years = stretch.van.year != stretch.laatste.year
    quarters = []
    for quarter in tijdvakken("kwartaal", stretch):
        due = [action for action in wanted if action.gereed in quarter]
        name = f"{(quarter.van.month + 2) // 3}e kwartaal" + (f" {quarter.van.year}" if years else "")
        quarters.append(Kwartaalstand(name, len(due), sum(action.status == "afgerond" for action in due)))
    return Planstand(plan, {status: counts[status] for status in _STATUSES if counts[status]}, tuple(quarters))
