"""Een partij doet mee aan het convenant op het moment dat zij iets doet of moet doen.

Waarom: van een partij die nog niet of niet meer meedoet, kan niemand iets vragen.
Herstel: verbeter de datum of de partij. Doet de partij wel mee, verbeter dan `lid_van` of `lid_tot` bij de
partij.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import binds_on, lengthened
from convenant_cli.findings import Melding, Path, Place
from convenant_cli.kalender import Nawerking, Tijdvak, add_months, lange_datum
from convenant_cli.records import Actie, Bijeenkomst, Evaluatie, Jaarplan, Orgaan, Partner, Verklaring


class _Vraag(NamedTuple):
    """Something that a party does or must do."""

    place: Place
    wie: str
    """A party, or one of its units."""
    wanneer: tuple[Tijdvak, ...]
    """It is enough to take part on a day of one of these."""
    moment: str
    """The same in words."""
    na: Nawerking | None = None
    """How long it is still asked of who has stopped."""


class _Lid(NamedTuple):
    """The stretch in which a party or a unit takes part, and where the record says so."""

    id: str
    van: date | None
    tot: date | None
    path: Path


def check(dossier: Dossier) -> Iterator[Melding]:
    for vraag in _vragen(dossier):
        partner = dossier.partners.get(vraag.wie.split("/")[0])
        if partner is None:
            continue
        for lid in _leden(partner, vraag.wie):
            if melding := _check_lid(partner, lid, vraag):
                yield melding
                break


def _check_lid(partner: Partner, lid: _Lid, vraag: _Vraag) -> Melding | None:
    van, tot = lid.van or date.min, lid.tot or date.max
    bound = lengthened(Tijdvak(van, max(van, tot)), vraag.na).tot
    if any(van < tijdvak.tot and tijdvak.van < bound for tijdvak in vraag.wanneer):
        return None
    if all(van >= tijdvak.tot for tijdvak in vraag.wanneer):
        message = f"'{lid.id}' doet pas mee vanaf {lange_datum(van)}, maar {vraag.moment}"
        related = (partner.at(*lid.path, "lid_van"), "hier staat vanaf wanneer")
    else:
        longer = f" en is hieraan gebonden tot {lange_datum(bound)}" if bound > tot else ""
        message = f"'{lid.id}' doet mee tot {lange_datum(tot)}{longer}, maar {vraag.moment}"
        related = (partner.at(*lid.path, "lid_tot"), "hier staat tot wanneer")
    return Melding(vraag.place, message, related=(related,))


def _leden(partner: Partner, wie: str) -> Iterator[_Lid]:
    yield _Lid(partner.id, partner.lid_van, partner.lid_tot, ())
    for number, unit in enumerate(partner.eenheden):
        if f"{partner.id}/{unit.id}" == wie:
            yield _Lid(wie, unit.lid_van, unit.lid_tot, ("eenheden", number))


def _vragen(dossier: Dossier) -> Iterator[_Vraag]:
    for actie in dossier.acties.values():
        if actie.status != "vervallen":
            yield from _van_actie(actie)
    for bijeenkomst in dossier.bijeenkomsten.values():
        if bijeenkomst.status != "vervallen":
            yield from _van_bijeenkomst(bijeenkomst)
            yield from _van_actiepunten(bijeenkomst)
    for orgaan in dossier.organen.values():
        yield from _van_orgaan(orgaan)
    for plan in dossier.jaarplannen.values():
        yield from _van_jaarplan(dossier, plan)
    for verklaring in dossier.verklaringen.values():
        yield from _van_verklaring(dossier, verklaring)
    for evaluatie in dossier.evaluaties.values():
        yield from _van_evaluatie(dossier, evaluatie)


def _van_actie(actie: Actie) -> Iterator[_Vraag]:
    wanneer = (_looptijd(actie),)
    moment = f"actie {actie.nummer} loopt van {lange_datum(actie.start)} tot en met {lange_datum(actie.gereed)}"
    yield _Vraag(actie.at("trekker"), actie.trekker, wanneer, moment)
    for number, partner in enumerate(actie.partners):
        yield _Vraag(actie.at("partners", number), partner, wanneer, moment)
    for number, school in enumerate(actie.scholen):
        yield _Vraag(actie.at("scholen", number), school, wanneer, moment)


def _van_bijeenkomst(bijeenkomst: Bijeenkomst) -> Iterator[_Vraag]:
    wanneer = (_dag(bijeenkomst.datum),)
    moment = f"de bijeenkomst is op {lange_datum(bijeenkomst.datum)}"
    named: list[tuple[Path, str | None]] = [(("organisator",), bijeenkomst.organisator)]
    if bijeenkomst.voorzitter:
        named.append((("voorzitter", "partner"), bijeenkomst.voorzitter.partner))
    named += [(("genodigd", number), guest) for number, guest in enumerate(bijeenkomst.genodigd)]
    named += [(("agenda", number, "inbrenger"), item.inbrenger) for number, item in enumerate(bijeenkomst.agenda)]
    named += [(("aanwezig", number, "partner"), item.partner) for number, item in enumerate(bijeenkomst.aanwezig)]
    named += [(("afgemeld", number, "partner"), item.partner) for number, item in enumerate(bijeenkomst.afgemeld)]
    for path, partner in named:
        if partner:
            yield _Vraag(bijeenkomst.at(*path), partner, wanneer, moment)


def _van_actiepunten(bijeenkomst: Bijeenkomst) -> Iterator[_Vraag]:
    for number, punt in enumerate(bijeenkomst.actiepunten):
        if punt.status != "vervallen":
            days = [punt.gereed, punt.afgerond_op] if punt.afgerond_op else [punt.gereed]
            moment = f"actiepunt {punt.nummer} hoort klaar te zijn op {lange_datum(punt.gereed)}"
            place = bijeenkomst.at("actiepunten", number, "eigenaar")
            yield _Vraag(place, punt.eigenaar, tuple(_dag(day) for day in days), moment)


def _van_orgaan(orgaan: Orgaan) -> Iterator[_Vraag]:
    """Yield the members: who has left is a member until that day, and needs a 'tot' only when it is another one."""
    for number, lid in enumerate(orgaan.leden):
        van = max(lid.van or date.min, orgaan.ingesteld_op or date.min)
        tot = min(lid.tot or date.max, orgaan.opgeheven_op or date.max)
        moment = f"'{lid.partner}' is lid van {orgaan.in_zin}"
        moment += f" vanaf {lange_datum(van)}" if van > date.min else ""
        moment += f" tot {lange_datum(tot)}" if tot < date.max else ""
        if van < tot:
            yield _Vraag(orgaan.at("leden", number, "partner"), lid.partner, (Tijdvak(van, tot),), moment)


def _van_jaarplan(dossier: Dossier, plan: Jaarplan) -> Iterator[_Vraag]:
    tijdvak = dossier.tijdvak(plan.periode)
    if tijdvak is None:
        return
    # A plan without a date of adoption is still being written, in the year before it starts.
    written = _dag(plan.vastgesteld_op) if plan.vastgesteld_op else Tijdvak(add_months(tijdvak.van, -12), tijdvak.van)
    if plan.eigenaar:
        yield _Vraag(plan.at("eigenaar"), plan.eigenaar, (tijdvak,), f"het plan is voor {plan.periode}")
    for number, partner in enumerate(plan.opgesteld_met):
        yield _Vraag(plan.at("opgesteld_met", number), partner, (written, tijdvak), f"het plan is voor {plan.periode}")


def _van_verklaring(dossier: Dossier, verklaring: Verklaring) -> Iterator[_Vraag]:
    periode = dossier.jaarperiode(verklaring.jaar)
    tijdvak = dossier.tijdvak(periode) if periode else None
    if tijdvak is None:
        return
    moment = f"de verklaring gaat over {periode}"
    when = (tijdvak, *([_dag(verklaring.afgelegd_op)] if verklaring.afgelegd_op else []))
    partner = dossier.partners.get(verklaring.partner)
    after = {clause.id: clause.bindt_na for clause in binds_on(dossier, partner)} if partner else {}
    asked = [(number, after.get(answer.bepaling)) for number, answer in enumerate(verklaring.antwoorden)]
    if any(na for _, na in asked):
        for number, na in asked:
            yield _Vraag(verklaring.at("antwoorden", number, "bepaling"), verklaring.partner, when, moment, na)
    else:
        yield _Vraag(verklaring.at(), verklaring.partner, when, moment)


def _van_evaluatie(dossier: Dossier, evaluatie: Evaluatie) -> Iterator[_Vraag]:
    wanneer = [_dag(evaluatie.datum)]
    # Whoever took part may look back on it, also after leaving.
    if actie := dossier.acties.get(evaluatie.actie or ""):
        wanneer.append(_looptijd(actie))
    if (plan := dossier.jaarplannen.get(evaluatie.jaarplan or "")) and (tijdvak := dossier.tijdvak(plan.periode)):
        wanneer.append(tijdvak)
    moment = f"de evaluatie is van {lange_datum(evaluatie.datum)}"
    for number, partner in enumerate(evaluatie.opgesteld_door):
        yield _Vraag(evaluatie.at("opgesteld_door", number), partner, tuple(wanneer), moment)


def _looptijd(actie: Actie) -> Tijdvak:
    first, last = sorted((actie.start, actie.gereed))
    return Tijdvak(first, last + timedelta(days=1))


def _dag(day: date) -> Tijdvak:
    return Tijdvak(day, day + timedelta(days=1))
