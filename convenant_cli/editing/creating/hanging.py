"""What hangs on a party or one of its units from a day on: what somebody must take over, and what else to know."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import binds_on, lengthened
from convenant_cli.dossier.organen import leidt, zetels
from convenant_cli.dossier.voortgang import goes_on
from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records import Actie, Bijeenkomst, Convenant, Partner
from convenant_cli.records.model.record import Record
from convenant_cli.text.sentences import capital, opsomming
from convenant_cli.text.volgorde import numeric

#: What can become of a thing when no party takes it over, and what that means.
UITKOMSTEN = {
    "vervalt": "dat vervalt",
    "eruit": "dat gaat door zonder haar",
    "blijft": "dat blijft zo; 'convenant validate' vraagt er nog om",
}
Rol = Literal["beheerder", "opdrachtgever", "trekker", "deelnemer", "actiepunt", "organisator", "genodigde", "opdracht"]

_WORDS: dict[Rol, tuple[str, ...]] = {
    "beheerder": (),  # a dossier without a keeper has no gemeente to ask
    "opdrachtgever": ("blijft",),
    "trekker": ("vervalt", "blijft"),
    "deelnemer": ("eruit", "blijft"),
    "actiepunt": ("vervalt", "blijft"),
    "organisator": (),
    "genodigde": ("eruit",),
    "opdracht": ("blijft",),
}
_USUAL: dict[Rol, str] = {"deelnemer": "eruit", "genodigde": "eruit", "opdracht": "blijft"}


@dataclass(frozen=True, slots=True)
class Draad:
    """One thing that hangs on a party: a role of it in a record, from the day on which it leaves."""

    naam: str
    """How somebody names it: ``2.1``, ``a2026-3``, ``2026-12-10``."""
    rol: Rol
    record: Record
    zin: str
    nummer: int = -1
    """Of an action point or an assignment: which of the record."""
    ook: tuple[str, ...] = ()
    """Other names for it."""
    blijft: bool = True
    """Whether it can stay as it is for now: not when it only begins, or is due, after the party has left."""

    @property
    def tot(self) -> date:
        """The last day of it."""
        if isinstance(self.record, Actie):
            return self.record.gereed
        points = self.record.actiepunten if isinstance(self.record, Bijeenkomst) else ()
        return points[self.nummer].gereed if self.rol == "actiepunt" else date.max

    @property
    def woorden(self) -> tuple[str, ...]:
        """What can become of it beside that a party takes it over."""
        return tuple(word for word in _WORDS[self.rol] if self.blijft or word != "blijft")

    @property
    def gewoon(self) -> str:
        """What becomes of it when nobody says; empty when somebody must."""
        return _USUAL.get(self.rol, "")


@dataclass(frozen=True, slots=True)
class Wie:
    """The party that goes, or one unit of it."""

    partner: Partner
    eenheid: str = ""

    @property
    def id(self) -> str:
        """How others point to it."""
        return f"{self.partner.id}/{self.eenheid}" if self.eenheid else self.partner.id

    @property
    def naam(self) -> str:
        """How sentences name it."""
        return next((one.naam for one in self.partner.eenheden if one.id == self.eenheid), self.partner.in_zin)

    def is_het(self, value: str) -> bool:
        """Tell whether a reference is to the party itself, to one of its units, or to one of its offers."""
        return value == self.id or value.startswith(f"{self.id}/")


def draden(dossier: Dossier, wie: Wie, dag: date, peildatum: date) -> list[Draad]:
    """Return what somebody must take over, or what must go on without it, in the order in which people ask it."""
    found: list[Draad] = []
    convenant = dossier.agreed
    if convenant.beheerder == wie.id:
        found.append(Draad("beheerder", "beheerder", convenant, "houdt het dossier bij"))
    for plan in dossier.jaarplannen.values():
        days = dossier.tijdvak(plan.periode)
        if plan.opdrachtgever == wie.id and plan.status != "afgesloten" and days and days.tot > dag:
            found.append(Draad(f"jaarplan-{plan.id}", "opdrachtgever", plan, f"is opdrachtgever van {plan.naam}"))
    actions = sorted(dossier.acties.values(), key=lambda one: (one.jaarplan, numeric(one.nummer)))
    found += [thread for one in actions if goes_on(one, dag, peildatum) for thread in _action(dossier, one, wie, dag)]
    for meeting in dossier.bijeenkomsten.values():
        found += _meeting(meeting, wie, dag, peildatum)
    found += _assignments(dossier, wie, dag)
    return found


def _action(dossier: Dossier, action: Actie, wie: Wie, dag: date) -> Iterator[Draad]:
    same = [one for one in dossier.acties.values() if one.nummer == action.nummer and one.open]
    name = action.nummer if len(same) == 1 else f"{action.jaarplan}/{action.nummer}"
    also = (action.id, f"{action.jaarplan}/{action.nummer}", action.id.split("/")[1])
    title = f"actie {action.nummer} van {action.jaarplan}, {action.titel}"
    if action.trekker == wie.id:
        yield Draad(name, "trekker", action, f"trekt {title}", ook=also, blijft=action.start < dag)
    elif any(map(wie.is_het, joined(action))):
        yield Draad(name, "deelnemer", action, f"doet mee aan {title}", ook=also, blijft=action.start < dag)


def joined(action: Actie) -> tuple[str, ...]:
    """Return every reference by which parties and units take part in an action, beside its lead."""
    return (*action.partners, *action.voor, *(one.partner for one in action.inzet), *action.aanbod)


def _meeting(meeting: Bijeenkomst, wie: Wie, dag: date, peildatum: date) -> Iterator[Draad]:
    title = f"{meeting.titel} van {lange_datum(meeting.datum)}"
    if meeting.status == "gepland" and meeting.datum >= dag:
        if meeting.organisator == wie.id:
            yield Draad(meeting.id, "organisator", meeting, f"organiseert {title}", ook=(str(meeting.datum),))
        elif any(map(wie.is_het, invited(meeting))):
            yield Draad(meeting.id, "genodigde", meeting, f"is genodigd voor {title}", ook=(str(meeting.datum),))
    for number, point in enumerate(meeting.actiepunten):
        if point.eigenaar == wie.id and point.status == "open" and (point.gereed >= dag or peildatum >= dag):
            text = " ".join(point.tekst.split())
            said = f"heeft actiepunt {point.nummer}: {text}"
            yield Draad(point.nummer, "actiepunt", meeting, said, number, blijft=point.gereed < dag)


def invited(meeting: Bijeenkomst) -> tuple[str, ...]:
    """Return every party that a meeting names, beside who organises it."""
    chair = (meeting.voorzitter.partner,) if meeting.voorzitter else ()
    bring = tuple(one.inbrenger for one in meeting.agenda if one.inbrenger)
    there = (*(one.partner for one in meeting.aanwezig), *(one.partner for one in meeting.afgemeld))
    return (*meeting.genodigd, *chair, *bring, *there)


def _assignments(dossier: Dossier, wie: Wie, dag: date) -> Iterator[Draad]:
    for giver in dossier.partners.values():
        for number, task in enumerate(giver.opdrachten):
            days = dossier.tijdvak(task.periode)
            if days and days.tot > dag and wie.id in (giver.id, task.partner):
                does = "geeft" if giver.id == wie.id else "heeft"
                # Only who has it can be another one: what is given stands in the record of who gives it.
                said = f"{does} de opdracht '{task.titel}' ({task.periode})"
                if does == "heeft":
                    yield Draad(f"opdracht-{giver.id}-{number + 1}", "opdracht", giver, said, number)


# --- what else to know -------------------------------------------------------------------------------------------


def what_hangs(dossier: Dossier, threads: Iterable[Draad], wie: Wie, dag: date) -> list[str]:
    """Return in lines what hangs on who goes, and what else to know."""
    head = f"Wat er aan {wie.naam} hangt vanaf {lange_datum(dag)}:"
    return [head, *(f"  {one.zin}" for one in threads), *(f"  {one}" for one in wetenswaardig(dossier, wie, dag))]


def wetenswaardig(dossier: Dossier, wie: Wie, dag: date) -> list[str]:
    """Return what else hangs on it, in sentences: nothing of this changes."""
    partner, said = wie.partner, []
    if not wie.eenheid:
        contacts = [name for name in ("contactpersoon", "vervanger") if getattr(partner, name)]
        points = dict.fromkeys(one.taak for one in partner.aanspreekpunten)
        if contacts or points:
            said.append(f"Bereikbaar: {opsomming([*contacts, *points])}. Na die dag staan zij niet meer in de stukken.")
        if units := [one.naam for one in partner.eenheden if one.lid_tot is None or one.lid_tot > dag]:
            said.append(f"Eenheden: {opsomming(units)}.")
        said += _offers(partner)
        if papers := [one.titel for one in partner.documenten if one.geldig_tot is None or one.geldig_tot > dag]:
            said.append(f"Documenten: {opsomming(papers)}.")
        if tasks := [
            one.titel for one in partner.opdrachten if (days := dossier.tijdvak(one.periode)) and days.tot > dag
        ]:
            said.append(f"Geeft nog opdrachten: {opsomming(tasks)}. Spreek af wie dat voortzet.")
        said += _roles(dossier, partner, dag)
        said += [f"{capital(does)}. Wijs een ander aan." for *_, does in leidt(dossier, partner.id, dag)]
        said += [
            f"Lid van {body.in_zin} ({seat.functie}): dat houdt dan op."
            for body, seat in zetels(dossier, partner.id, dag)
        ]
        said += _bound_on(dossier, partner, dag)
    said += _elsewhere(dossier, wie)
    said += _agreed(dossier.agreed, wie, dag)
    if dossier.personen and not wie.eenheid and any(one.partner == partner.id for one in dossier.personen.personen):
        said.append("In prive/personen.yaml staan nog personen bij deze partij; haal hen daar weg als zij weg is.")
    return said


def _offers(partner: Partner) -> Iterator[str]:
    if partner.aanbod:
        count = "1 aanbod" if len(partner.aanbod) == 1 else f"{len(partner.aanbod)} keer aanbod"
        names = [one.titel for one in partner.aanbod]
        shown = opsomming(names) if len(names) <= 4 else f"{', '.join(names[:3])} en nog {len(names) - 3}"
        yield f"{capital(count)} houdt op: {shown}."


def _bound_on(dossier: Dossier, partner: Partner, dag: date) -> Iterator[str]:
    """Yield until when clauses still bind a party that stops on a day."""
    for clause in binds_on(dossier, partner):
        if clause.vervalt_op is not None and clause.vervalt_op <= dag:
            continue
        until = lengthened(Tijdvak(date.min, dag), clause.bindt_na).tot
        how = "altijd" if until == date.max else f"tot {lange_datum(until)}"
        yield f"Gebonden blijft zij {how} aan: {clause.titel}."


def _roles(dossier: Dossier, partner: Partner, dag: date) -> Iterator[str]:
    """Yield which roles nobody has any more, with how many clauses bind them."""
    after = Tijdvak(dag, date.max)
    others = [one for one in dossier.partners.values() if one is not partner and one.actief_in(after)]
    for role in partner.rollen:
        if any(role in one.rollen for one in others):
            continue
        bound = [one for one in dossier.bepalingen.values() if set(one.gebonden) == {role}]
        known = dossier.agreed.rollen.get(role)
        name = known.naam if known else role
        count = "1 afspraak bindt" if len(bound) == 1 else f"{len(bound)} afspraken binden"
        yield f"De rol '{name}' heeft dan geen partij meer" + (f"; {count} dan niemand." if bound else ".")


def _elsewhere(dossier: Dossier, wie: Wie) -> Iterator[str]:
    """Yield where other parties name it as who their offers and contact points are for."""
    named = {
        f"{other.kort} ({what})"
        for other in dossier.partners.values()
        if other is not wie.partner
        for what, lists in (
            ("aanbod", [one.voor for one in other.aanbod]),
            ("aanspreekpunt", [one.voor for one in other.aanspreekpunten]),
        )
        if any(wie.is_het(value) for values in lists for value in values)
    }
    if named:
        yield f"Staat nog onder 'voor' bij {opsomming(sorted(named))}."


def _agreed(convenant: Convenant, wie: Wie, dag: date) -> Iterator[str]:
    for agreed in convenant.nadere_afspraken:
        if wie.id in agreed.partijen and (agreed.geldig_tot or date.max) > dag:
            yield f"Heeft nog de nadere afspraak '{agreed.onderwerp}'. Die loopt door zolang zij niet eindigt."
