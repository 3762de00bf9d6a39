"""Een partij die vertrekt, laat niets achter dat doorloopt.

Waarom: een actie zonder trekker ligt stil, en niemand merkt het. Op de dag dat het vertrek bekend is, kan iemand het
nog overnemen.
Herstel: spreek af wie het overneemt en zet die partij erbij, of laat de actie of het actiepunt vervallen. Bij een
vastgesteld plan hoort daar een besluit bij.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.organen import leidt
from convenant_cli.findings import Melding, Place, Severity
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Actie, Partner
from convenant_cli.text.sentences import aangehaald, opsomming

severity = Severity.WAARSCHUWING


@dataclass
class _Achtergelaten:
    """What a party or unit would leave behind, as parts of a sentence, and where the heaviest of it stands."""

    trekt: list[str] = field(default_factory=list)
    doet_mee: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    places: list[tuple[Place, str]] = field(default_factory=list)

    @property
    def zin(self) -> str:
        parts = [
            f"trekt dan nog {_actions(self.trekt)}" if self.trekt else "",
            f"doet dan nog mee aan {_actions(self.doet_mee)}" if self.doet_mee else "",
            *self.rest,
        ]
        return opsomming([part for part in parts if part])


def check(dossier: Dossier, peildatum: date) -> Iterator[Melding]:
    for partner in dossier.partners.values():
        if partner.lid_tot:
            left = _Achtergelaten()
            for actie in _running(dossier, partner.lid_tot, peildatum):
                _action(left, actie, partner)
            for what, place, said in _other(dossier, partner, partner.lid_tot, peildatum):
                left.rest.append(what)
                left.places.append((place, said))
            yield from _told(left, partner.in_zin, partner.lid_tot, partner.at("lid_tot"))
        for number, unit in enumerate(partner.eenheden):
            if unit.lid_tot:
                left = _Achtergelaten()
                for actie in _running(dossier, unit.lid_tot, peildatum):
                    if f"{partner.id}/{unit.id}" in actie.voor:
                        left.doet_mee.append(_name(actie))
                yield from _told(left, unit.naam, unit.lid_tot, partner.at("eenheden", number, "lid_tot"))


def _told(left: _Achtergelaten, name: str, day: date, place: Place) -> Iterator[Melding]:
    if left.zin:
        message = f"{name} doet mee tot {lange_datum(day)}, maar {left.zin}"
        yield Melding(place, message, "spreek af wie het overneemt, of laat het vervallen", tuple(left.places))


def _running(dossier: Dossier, left: date, peildatum: date) -> Iterator[Actie]:
    """Yield the actions that go on after a day, or that should have been done by then and are not.

    What only begins later is told by partner-is-actief.
    """
    for actie in (actie for plan in dossier.jaarplannen for actie in dossier.acties_van(plan)):
        if actie.open and actie.start < left and (actie.gereed >= left or peildatum >= left):
            yield actie


def _action(left: _Achtergelaten, actie: Actie, partner: Partner) -> None:
    helps = (*actie.partners, *(one.partner for one in actie.inzet), *(id.split("/")[0] for id in actie.aanbod))
    if actie.trekker == partner.id:
        left.trekt.append(_name(actie))
        left.places.append((actie.at("trekker"), "hier staat de trekker"))
    elif partner.id in (*helps, *(id.split("/")[0] for id in actie.voor)):
        left.doet_mee.append(_name(actie))


def _other(dossier: Dossier, partner: Partner, day: date, peildatum: date) -> Iterator[tuple[str, Place, str]]:
    """Yield what else a party leaves behind: as part of a sentence, where it stands, and what stands there."""
    for meeting in dossier.bijeenkomsten.values():
        for number, point in enumerate(meeting.actiepunten):
            # What is due later is told by partner-is-actief.
            if point.eigenaar == partner.id and point.te_laat(day) and day <= peildatum:
                place = meeting.at("actiepunten", number, "eigenaar")
                yield f"heeft nog actiepunt {point.nummer}", place, "hier staat de eigenaar"
    for plan in dossier.jaarplannen.values():
        days = dossier.tijdvak(plan.periode)
        if plan.opdrachtgever == partner.id and plan.status != "afgesloten" and days and days.tot > day:
            place = plan.at("opdrachtgever")
            yield f"is opdrachtgever van {plan.naam}", place, "hier staat de opdrachtgever"
    for body, task, does in leidt(dossier, partner.id, day):
        yield does, body.at(task), f"hier staat de {task}"
    yield from _agreed(dossier, partner, day)


def _agreed(dossier: Dossier, partner: Partner, day: date) -> Iterator[tuple[str, Place, str]]:
    for giver in dossier.partners.values():
        for number, task in enumerate(giver.opdrachten):
            days = dossier.tijdvak(task.periode)
            if days and days.van < day < days.tot and partner.id in (giver.id, task.partner):
                what = f"{'geeft' if giver is partner else 'heeft'} dan nog de opdracht {aangehaald(task.titel)}"
                yield what, giver.at("opdrachten", number), "hier staat de opdracht"
    convenant = dossier.agreed
    for number, agreed in enumerate(convenant.nadere_afspraken):
        if partner.id in agreed.partijen and agreed.datum < day < (agreed.geldig_tot or date.max):
            what = f"heeft dan nog de nadere afspraak {aangehaald(agreed.onderwerp)}"
            yield what, convenant.at("nadere_afspraken", number), "hier staat de nadere afspraak"
    if convenant.beheerder == partner.id:
        yield "houdt het dossier bij", convenant.at("beheerder"), "hier staat wie het dossier bijhoudt"


def _name(actie: Actie) -> str:
    return f"{actie.nummer} ({actie.titel})"


def _actions(names: list[str]) -> str:
    return f"{'actie' if len(names) == 1 else 'de acties'} {opsomming(names)}"
