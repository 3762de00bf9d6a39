"""Every bound party, or every unit of a kind, has a deputy for its contact person."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.findings import Place
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.toetsen.contactpersoon import contact_oordeel, give_up, holders, while_it_stays
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import Duur
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.velden import DuurVeld, JaNee
from convenant_cli.records.model.verwijzingen import NaarEenheidsoort


class VervangerToets(Toets):
    """Elke gebonden partij heeft een vervanger voor haar contactpersoon.

    Waarom: zonder vervanger is een partij niet bereikbaar als de contactpersoon er niet is.
    Herstel: vul onder `vervanger` een functie en een functioneel e-mailadres in, een andere dan die van de
    contactpersoon.
    """

    familie: ClassVar[Familie] = "automatisch"

    soort: Literal["vervanger"]
    per_eenheid: NaarEenheidsoort | None = Field(
        None, description="Een vervanger voor elke eenheid van deze soort, in plaats van een per partij."
    )
    bevestigd_binnen: DuurVeld | None = Field(
        None,
        description="Hoe lang geleden de partij dit hoogstens heeft bevestigd, zoals '12 maanden'. Bevestigde zij "
        "nog niets, dan telt de dag waarop zij of dit contact begon.",
    )
    waarschuw_voor: DuurVeld = Field(
        Duur(30, "dag"), description="Hoe lang voor het einde van een vervanger de waarschuwing komt."
    )
    ander_dan_contactpersoon: JaNee = Field(
        False, description="Ja als de vervanger een andere functie en een andere postbus heeft dan de contactpersoon."
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        for who in holders(zaak, self.per_eenheid):
            if isinstance(who, Oordeel):
                yield who
                continue
            oordeel = contact_oordeel(zaak, who, "vervanger", self.bevestigd_binnen, self.waarschuw_voor)
            if self.ander_dan_contactpersoon and oordeel.uitkomst is not Uitkomst.ONTBREEKT:
                oordeel = _same_as_contact(zaak, who) or oordeel
            yield while_it_stays(zaak, who, oordeel)


def _same_as_contact(zaak: Zaak, who: Gebondene) -> Oordeel | None:
    deputy, place = zaak.contact(who, "vervanger")
    contact, contact_place = zaak.contact(who, "contactpersoon")
    if deputy is None or contact is None:
        return None
    for field, noun in (("functie", "functie"), ("email", "postbus")):
        ours, theirs = getattr(deputy, field), getattr(contact, field)
        if ours and theirs and ours.casefold() == theirs.casefold():
            text = f"de vervanger van {who.naam} heeft dezelfde {noun} als de contactpersoon: {ours}"
            at, other = (Place(holder.name, (*holder.path, field)) for holder in (place, contact_place))
            nu = give_up(zaak, who, f"een vervanger met een andere {noun}")
            return zaak.oordeel(Uitkomst.ONVOLLEDIG, who, text, rust_op=(at, other), bij=at, nu=nu)
    return None
