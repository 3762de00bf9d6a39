"""What can be to mend at one offer, for the toets on offers: its money, its way on, its alignment, its confirmation."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from convenant_cli.dossier.aanbod import Offer, at_keeper, holder_name, role_name, same_unit
from convenant_cli.dossier.peildag import langs
from convenant_cli.findings import Place
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.delen.tekort import Tekort
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import Duur, Tijdvak, lange_datum
from convenant_cli.records import Actie, Partner
from convenant_cli.text.sentences import aangehaald, opsomming

_ERNST = (Uitkomst.ONTBREEKT, Uitkomst.ONVOLLEDIG, Uitkomst.VEROUDERD, Uitkomst.VERLOOPT)
#: How many of a long list a sentence names.
SHOWN = 3


class Aanbodstand(NamedTuple):
    """What one party (or all together) has to show, in a period or on the reference date."""

    naam: str
    partner: Partner | None
    """The party; None for all together."""
    nu: str
    """Who can do something about it, and where."""
    place: Place
    on: date
    """The day to judge: the reference date, or the last day of a period that is over."""
    period: Beoordelingsperiode | None
    fitting: list[Offer]
    """The offers that the clause is about."""
    counting: list[Offer]
    """Those of them that are known to be there in the period."""
    actions: list[Actie]

    @property
    def doet(self) -> tuple[Partner, ...]:
        """Who can mend what is missing; empty when all together can."""
        return (self.partner,) if self.partner else ()

    @property
    def days(self) -> Tijdvak:
        """The days that count for how often something took place: the period as far as it goes, or the last year."""
        until = self.on + timedelta(days=1)
        return Tijdvak(self.period.tijdvak.van if self.period else langs(self.on, Duur(12, "maand").voor), until)

    @property
    def open(self) -> bool:
        """Whether what is missing can still come."""
        return self.period is not None and not self.period.voorbij


def funding(zaak: Zaak, offer: Offer, on: date, bronnen: tuple[str, ...], vooraf: Duur) -> Tekort | None:
    """Tell what is to mend about the money: its end is not known, or comes soon."""
    money = offer.record.financiering
    if not money or not _asked(money.bron, bronnen):
        return None
    text = f"de financiering ({money.bron}) van {offer.naam}"
    if money.tot is None:
        text, nu = f"bij {text} is geen einddatum gevonden", "tot wanneer dit geld er is"
        return Tekort(offer.at("financiering"), text, f"{reports(zaak, offer.partner)} {nu}", (offer.partner,))
    if money.tot <= on or vooraf.voor(money.tot) > on or money.tot >= (offer.partner.lid_tot or date.max):
        return None
    text += f" loopt nog tot {lange_datum(money.tot)}"
    nu = f"{reports(zaak, offer.partner)} of het aanbod daarna doorgaat"
    return Tekort(
        offer.at("financiering", "tot"), text, nu, (offer.partner,), uitkomst=Uitkomst.VERLOOPT, door_tijd=True
    )


def ending(
    zaak: Zaak, found: list[Offer], on: date, bronnen: tuple[str, ...], vooraf: Duur
) -> Iterator[tuple[Offer, Tekort]]:
    """Yield the offers of which the money ends soon: that matters when there is not enough without them."""
    for offer in found:
        money = funding(zaak, offer, on, bronnen, vooraf)
        if money and money.uitkomst is Uitkomst.VERLOOPT:
            yield offer, money


def outdated(zaak: Zaak, offer: Offer, on: date, bronnen: tuple[str, ...], binnen: Duur | None) -> Tekort | None:
    """Tell why an offer does not count any more: its money ended, or it was confirmed too long ago."""
    money, since = offer.record.financiering, offer.record.bevestigd_op
    if money and money.tot and money.tot <= on and _asked(money.bron, bronnen) and not (since and since >= money.tot):
        text = f"de financiering ({money.bron}) van {offer.naam} liep tot {lange_datum(money.tot)}"
        text += " en daarna is het aanbod niet bevestigd"
        return Tekort(
            offer.at("bevestigd_op"),
            text,
            still(zaak, offer),
            (offer.partner,),
            uitkomst=Uitkomst.VEROUDERD,
            door_tijd=True,
        )
    return confirmed(zaak, offer, on, binnen) if binnen else None


def _asked(bron: str, bronnen: tuple[str, ...]) -> bool:
    """Tell whether money comes from one of these sources."""
    return any(re.search(rf"\b{re.escape(one)}\b", bron, re.I) for one in bronnen)


def step_up(zaak: Zaak, offer: Offer) -> Tekort | None:
    """Tell that nothing says who helps on."""
    if offer.record.opschaling_naar:
        return None
    text = f"bij {aangehaald(offer.record.titel)} staat nog niet wie verder helpt als dit aanbod niet genoeg is"
    return Tekort(offer.at(), text, f"{reports(zaak, offer.partner)} wie dat is", (offer.partner,))


def aligned(zaak: Zaak, offer: Offer, on: date, rollen: tuple[str, ...]) -> Tekort | None:
    """Tell with which parties of these roles an offer for them is not aligned."""
    parties = {partner.id for partner in zaak.partners_met(rollen, on)} - {offer.partner.id}
    done = offer.record.afgestemd_met
    asked = [id for id in offer.record.voor if id.split("/")[0] in parties]
    gone = [
        holder_name(zaak.dossier, id) for id in asked if not any(same_unit(zaak.dossier, id, other) for other in done)
    ]
    if parties and not asked and not any(id.split("/")[0] in parties for id in done):
        # The offer is for everybody: then it is enough that one of them had a say.
        gone = [role_name(zaak.dossier, id) for id in rollen]
    if not gone:
        return None
    text = f"bij {offer.naam} is geen afstemming met {opsomming(gone)} gevonden"
    nu = f"{reports(zaak, offer.partner)} met wie dit aanbod is afgestemd, en wanneer"
    return Tekort(offer.at("afgestemd_met"), text, nu, (offer.partner,))


def confirmed(zaak: Zaak, offer: Offer, on: date, binnen: Duur) -> Tekort | None:
    """Tell that nobody confirmed in time that the offer is still there."""
    day = offer.record.bevestigd_op
    if day and not binnen.verstreken(day, on):
        return None
    if day is None:
        return Tekort(
            offer.at(),
            f"{offer.naam} is nog niet bevestigd",
            still(zaak, offer),
            (offer.partner,),
            uitkomst=Uitkomst.VEROUDERD,
        )
    text = f"{offer.naam} is op {lange_datum(day)} voor het laatst bevestigd"
    text += f", langer dan {binnen} geleden"
    return Tekort(
        offer.at("bevestigd_op"),
        text,
        still(zaak, offer),
        (offer.partner,),
        uitkomst=Uitkomst.VEROUDERD,
        door_tijd=True,
        bevestigd=day,
    )


def once(zaak: Zaak, old: list[tuple[Offer, Tekort]], binnen: Duur | None) -> list[Tekort]:
    """Return what is wrong with offers; of those of one party, last confirmed on the same day, told once."""
    groups: dict[tuple[str, date | int], list[tuple[Offer, Tekort]]] = {}
    for number, (offer, tekort) in enumerate(old):
        groups.setdefault((offer.partner.id, tekort.bevestigd or number), []).append((offer, tekort))
    return [_together(zaak, group, binnen) if len(group) > 1 else group[0][1] for group in groups.values()]


def _together(zaak: Zaak, group: list[tuple[Offer, Tekort]], binnen: Duur | None) -> Tekort:
    first, partner = group[0][1], group[0][0].partner
    titles = opsomming(few([aangehaald(offer.record.titel) for offer, _ in group]))
    text = f"{titles} van {partner.in_zin} zijn op {lange_datum(first.bevestigd or date.max)} voor het laatst bevestigd"
    nu = f"{partner.in_zin} bevestigt {at_keeper(zaak.dossier, partner)} of {titles} er nog zijn"
    return first._replace(tekst=f"{text}, langer dan {binnen} geleden", nu=nu)


def reports(zaak: Zaak, partner: Partner) -> str:
    """Say that a party reports something to the keeper of the dossier, as the start of a sentence."""
    return f"{partner.in_zin} meldt {at_keeper(zaak.dossier, partner)}"


def still(zaak: Zaak, offer: Offer) -> str:
    """Say that a party confirms that an offer is still there."""
    title = aangehaald(offer.record.titel)
    return f"{offer.partner.in_zin} bevestigt {at_keeper(zaak.dossier, offer.partner)} of {title} er nog is"


def judged(
    zaak: Zaak, who: Gebondene | None, wrong: Sequence[Tekort], period: str, rests_on: tuple[Place, ...]
) -> Oordeel:
    """Judge all that is to mend, the gravest first: that is what is done about it now."""
    wrong = sorted(wrong, key=lambda tekort: _ERNST.index(tekort.uitkomst))
    return zaak.oordeel(
        wrong[0].uitkomst,
        who,
        "; ".join(few([tekort.tekst for tekort in wrong])),
        periode=period,
        rust_op=rests_on,
        bij=wrong[0].bij,
        door_tijd=all(tekort.door_tijd for tekort in wrong),
        ambitie=all(tekort.voorgoed for tekort in wrong),
        nu="" if wrong[0].voorgoed else wrong[0].nu,
        doet=wrong[0].doet,
        betreft=[partner for tekort in wrong for partner in tekort.doet],
    )


def few(items: list[str]) -> list[str]:
    """Return a long list as its first items and how many more there are."""
    return items if len(items) <= SHOWN + 1 else [*items[:SHOWN], f"nog {len(items) - SHOWN}"]


def unnamed(stand: Aanbodstand, elk_van: Sequence[str]) -> str:
    """Return the offers that the clause names and that are not there; of one that is gone only its id is known."""
    there = {f"{offer.partner.id}/{offer.record.id}" for offer in stand.counting}
    return opsomming([aangehaald(id.split("/")[1].replace("-", " ")) for id in elk_van if id not in there])


def whose(zaak: Zaak, stand: Aanbodstand, short: list[str]) -> tuple[str, tuple[Partner, ...]]:
    """Return who of all together reports about units, and who that is: the bound parties that they belong to."""
    bound = {who.partner.id for who in zaak.leden(stand.on)}
    ids = sorted(
        {unit.split("/")[0] for unit in short} & (bound if zaak.bepaling.gebonden else {*zaak.dossier.partners})
    )
    own = zaak.nog_mee(zaak.partijen(*ids))
    if not own or len(own) > SHOWN:
        return stand.nu, tuple(own)
    if len(own) == 1:
        return reports(zaak, own[0]), tuple(own)
    return f"{opsomming([one.in_zin for one in own])} melden {at_keeper(zaak.dossier)}", tuple(own)
