"""Every bound party, or every unit of a kind, has a contact person."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import at_keeper, unit_kind
from convenant_cli.dossier.gebondenen import binds_on
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import Duur, lange_datum
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.velden import DuurVeld
from convenant_cli.records.model.verwijzingen import NaarEenheidsoort
from convenant_cli.text.sentences import inside, none_found

#: For who leaves within this time a contact is not worth the asking: others have their mail and their papers by then.
_TOO_SHORT = timedelta(weeks=6)


class ContactpersoonToets(Toets):
    """Elke gebonden partij heeft een vaste contactpersoon.

    Waarom: de andere partijen weten dan wie hun eerste aanspreekpunt is.
    Herstel: vul onder `contactpersoon` een functie en een functioneel e-mailadres in.
    """

    familie: ClassVar[Familie] = "automatisch"

    soort: Literal["contactpersoon"]
    per_eenheid: NaarEenheidsoort | None = Field(
        None, description="Een contactpersoon voor elke eenheid van deze soort, in plaats van een per partij."
    )
    bevestigd_binnen: DuurVeld | None = Field(
        None,
        description="Hoe lang geleden de partij dit hoogstens heeft bevestigd, zoals '12 maanden'. Bevestigde zij "
        "nog niets, dan telt de dag waarop zij of dit contact begon.",
    )
    waarschuw_voor: DuurVeld = Field(
        Duur(30, "dag"), description="Hoe lang voor het einde van een contact de waarschuwing komt."
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        for who in holders(zaak, self.per_eenheid):
            if isinstance(who, Oordeel):
                yield who
            else:
                found = contact_oordeel(zaak, who, "contactpersoon", self.bevestigd_binnen, self.waarschuw_voor)
                yield while_it_stays(zaak, who, found)


def holders(zaak: Zaak, soort: str | None) -> Iterator[Gebondene | Oordeel]:
    """Yield every bound member, or every unit of a kind of it that takes part; an oordeel when it has none."""
    for who in zaak.gebonden:
        if soort is None:
            yield who
            continue
        units = [Gebondene(who.partner, unit) for unit in who.partner.eenheden if unit.soort == soort]
        members = [unit for unit in units if zaak.peildatum in unit.tijdvak]
        yield from members
        if not units:  # what nobody listed is not to be passed over
            kind = unit_kind(zaak.dossier, soort)
            text = f"van {who.naam} {none_found(inside(kind.naam))}"
            nu = f"{who.naam} geeft door om welke {kind.meervoud} het gaat"
            yield zaak.oordeel(Uitkomst.ONTBREEKT, who, text, bij=who.partner.at("eenheden"), nu=nu)
        elif not members:
            text = f"{who.naam} heeft nu geen {inside(unit_kind(zaak.dossier, soort).naam)}"
            yield zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, text)


def contact_oordeel(
    zaak: Zaak, who: Gebondene, soort: Literal["contactpersoon", "vervanger"], binnen: Duur | None, vooraf: Duur
) -> Oordeel:
    """Judge one contact: it is there, in office on the reference date, not about to end, and confirmed in time."""
    contact, place = zaak.contact(who, soort)
    if contact is None:
        text = f"van {who.naam} is geen {soort} gevonden"
        return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, bij=place, nu=give_up(zaak, who, f"een {soort}"))
    day, rests_on, leaves = zaak.peildatum, (place,), Gebondene(who.partner, who.eenheid).tijdvak.tot
    if contact.van and contact.van > day:
        text = f"de {soort} van {who.naam} begint pas op {lange_datum(contact.van)}"
        nu = give_up(zaak, who, f"een {soort}", " voor de tijd tot die dag")
        return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, rust_op=rests_on, bij=place, door_tijd=True, nu=nu)
    if contact.tot and contact.tot <= day:
        text = f"de {soort} van {who.naam} was dat tot {lange_datum(contact.tot)}"
        nu = give_up(zaak, who, f"een nieuwe {soort}")
        return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, rust_op=rests_on, bij=place, door_tijd=True, nu=nu)
    # Who leaves by then needs no other one after that day.
    if contact.tot and vooraf.voor(contact.tot) <= day and contact.tot < leaves:
        text = f"de {soort} van {who.naam} is dat nog tot {lange_datum(contact.tot)}"
        nu = give_up(zaak, who, f"een nieuwe {soort}", " voor die dag")
        return zaak.oordeel(Uitkomst.VERLOOPT, who, text, rust_op=rests_on, bij=place, door_tijd=True, nu=nu)
    # Who gave a contact, said that it was right that day.
    given = contact.bevestigd_op or max(contact.van or date.min, zaak.eigen_tijd(who).van)
    if binnen is not None and binnen.verstreken(given, day):
        text = f"de {soort} van {who.naam} is nog niet bevestigd"
        if contact.bevestigd_op:
            text = f"de {soort} van {who.naam} is op {lange_datum(contact.bevestigd_op)} voor het laatst bevestigd"
            text += f"; dat is langer dan {binnen} geleden"
        unit = f" van {who.eenheid.naam}" if who.eenheid else ""
        nu = confirm(zaak, who, f"de {soort}{unit} nog klopt")
        found = zaak.oordeel(Uitkomst.VEROUDERD, who, text, rust_op=rests_on, bij=place, door_tijd=True, nu=nu)
        return replace(found, eigen_woord=True)
    return zaak.oordeel(Uitkomst.GOED, who, f"{who.naam} heeft een {soort}: {contact.functie}", rust_op=rests_on)


def give_up(zaak: Zaak, who: Gebondene, what: str, when: str = "") -> str:
    """Say that a party reports something to the keeper of the dossier; for a unit its party does so."""
    unit = f" voor {who.eenheid.naam}" if who.eenheid and who.eenheid.naam != who.partner.naam else ""
    return f"{who.partner.in_zin} geeft{when} {what}{unit} op {at_keeper(zaak.dossier, who.partner)}"


def confirm(zaak: Zaak, who: Gebondene, what: str) -> str:
    """Say that a party tells the keeper whether ``what`` is still so."""
    return f"{who.partner.in_zin} bevestigt {at_keeper(zaak.dossier, who.partner)} of {what}"


def while_it_stays(zaak: Zaak, who: Gebondene, oordeel: Oordeel) -> Oordeel:
    """Return an oordeel on how to reach somebody; of who leaves within weeks that nothing is asked any more.

    Nobody would use it by then, unless something follows from the leaving: then it must still be reached.
    """
    leaves = Gebondene(who.partner, who.eenheid).tijdvak.tot
    owed = any(one.partner == who.partner.id and not one.gedaan_op for one in zaak.convenant.afwikkelingen)
    stays = leaves > zaak.peildatum + _TOO_SHORT or owed or binds_on(zaak.dossier, who.partner)
    if stays or not oordeel.aandacht:
        return oordeel
    text = f"{oordeel.toelichting}; {who.naam} doet mee tot {lange_datum(leaves)}, dus dat hoeft niet meer"
    return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, text, rust_op=oordeel.rust_op)
