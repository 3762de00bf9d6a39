"""A contact person, or a function for a task, can be reached."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import at_keeper, includes, school_name
from convenant_cli.findings import Place
from convenant_cli.judging.delen.scholen import asked_schools
from convenant_cli.judging.oordelen import Oordeel, Uitkomst, opsomming
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.toetsen.contactpersoon import contact_oordeel, give_up
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import Duur, lange_datum
from convenant_cli.records.model.velden import DuurVeld, Id, JaNee
from convenant_cli.records.model.verwijzingen import NaarRol
from convenant_cli.records.partner import Aanspreekpunt

#: A contact that ends soon can still be reached: the contactpersoon toets warns of that.
_NEVER = Duur(0, "dag")


class Bereikbaar(Toets):
    """De contactpersoon, of het aanspreekpunt voor een taak, is te bereiken.

    Waarom: een aanspreekpunt zonder adres of nummer helpt niemand.
    Herstel: vul bij de contactpersoon of onder `aanspreekpunten` een functionele postbus of een algemeen nummer in.
    """

    soort: Literal["bereikbaar"]
    wie: Literal["contactpersoon", "vervanger"] = Field(
        "contactpersoon", description="Wie bereikbaar is, als er geen taak is genoemd."
    )
    taak: Id | None = Field(
        None, description="De taak waarvoor de partij een aanspreekpunt heeft, zoals in haar lijst `aanspreekpunten`."
    )
    scholen_van: tuple[NaarRol, ...] = Field(
        (),
        description="De rollen van de partijen met scholen: voor elk van hun scholen is er een aanspreekpunt. Bij een "
        "aanspreekpunt staat onder `voor` voor wie het er is. Alleen samen met een taak.",
    )
    binnen_gemeente: JaNee = Field(
        False, description="Ja als alleen de scholen meetellen die in de gemeente van het convenant liggen."
    )
    bevestigd_binnen: DuurVeld | None = Field(
        None, description="Hoe lang geleden de partij dit hoogstens heeft bevestigd, zoals '12 maanden'."
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        for who in zaak.ieder_of_samen():
            if who is None:
                yield self._together(zaak)
            else:
                yield self._single(zaak, who)

    def _together(self, zaak: Zaak) -> Oordeel:
        """Judge a duty of all together: it is enough when one party can be reached."""
        each = [self._single(zaak, who) for who in sorted(zaak.gebonden, key=lambda who: who.partner.id)]
        good = [oordeel for oordeel in each if oordeel.uitkomst is Uitkomst.GOED]
        if good:
            rests_on = tuple(place for oordeel in good for place in oordeel.rust_op)
            return zaak.oordeel(
                Uitkomst.GOED, None, "; ".join(oordeel.toelichting for oordeel in good), rust_op=rests_on
            )
        point = f"aanspreekpunt voor {_words(self.taak)}" if self.taak else f"{self.wie} die te bereiken is"
        text = f"van geen van de partijen is een {point} gevonden"
        nu = f"een van de partijen meldt {at_keeper(zaak.dossier)} hoe zij te bereiken is"
        return zaak.oordeel(Uitkomst.ONTBREEKT, None, text, bij=zaak.place, nu=nu)

    def _single(self, zaak: Zaak, who: Gebondene) -> Oordeel:
        return self._contact(zaak, who) if self.taak is None else self._task(zaak, who, self.taak)

    def _contact(self, zaak: Zaak, who: Gebondene) -> Oordeel:
        oordeel = contact_oordeel(zaak, who, self.wie, self.bevestigd_binnen, _NEVER)
        contact, place = zaak.contact(who, self.wie)
        if contact is None or oordeel.uitkomst is not Uitkomst.GOED:
            return oordeel
        ways = {"e-mail": contact.email, "telefoon": contact.telefoon or contact.telefoon_direct}
        if not any(ways.values()):
            text = f"van de {self.wie} van {who.naam} is geen e-mailadres en geen telefoonnummer gevonden"
            nu = give_up(zaak, who, "een functionele postbus of een algemeen nummer")
            return zaak.oordeel(Uitkomst.ONVOLLEDIG, who, text, rust_op=(place,), bij=place, nu=nu)
        found = opsomming([name for name, value in ways.items() if value])
        text = f"de {self.wie} van {who.naam} is bereikbaar via {found}"
        return zaak.oordeel(Uitkomst.GOED, who, text, rust_op=(place,))

    def _task(self, zaak: Zaak, who: Gebondene, taak: str) -> Oordeel:
        here = [
            (who.partner.at("aanspreekpunten", number), point)
            for number, point in enumerate(who.partner.aanspreekpunten)
            if point.taak == taak
        ]
        if not here:
            text = f"van {who.naam} is geen aanspreekpunt voor {_words(taak)} gevonden"
            nu = give_up(zaak, who, f"een aanspreekpunt voor {_words(taak)}")
            return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, bij=who.partner.at("aanspreekpunten"), nu=nu)
        places = tuple(place for place, _ in here)
        for place, point in here:
            if not (point.email or point.telefoon or point.webpagina):
                text = f"van het aanspreekpunt van {who.naam} voor {_words(taak)} ({point.functie})"
                text += " is geen adres of nummer gevonden"
                nu = give_up(zaak, who, "een functionele postbus of een algemeen nummer")
                return zaak.oordeel(Uitkomst.ONVOLLEDIG, who, text, rust_op=places, bij=place, nu=nu)
        if gone := [
            school_name(zaak.dossier, id)
            for id in self._schools(zaak)
            if not any(includes(zaak.dossier, point.voor, id) for _, point in here)
        ]:
            text = f"van {who.naam} is geen aanspreekpunt gevonden ({_words(taak)}) voor {opsomming(gone)}"
            nu = give_up(zaak, who, f"een aanspreekpunt ({_words(taak)}) voor {opsomming(gone)}")
            return zaak.oordeel(
                Uitkomst.ONVOLLEDIG, who, text, rust_op=places, bij=who.partner.at("aanspreekpunten"), nu=nu
            )
        for place, point in here:
            if old := self._old(zaak, who, place, point):
                return old
        if self.scholen_van:
            where = " in de gemeente" if self.binnen_gemeente else ""
            text = f"{who.naam} heeft voor elke school{where} een aanspreekpunt ({_words(taak)})"
            return zaak.oordeel(Uitkomst.GOED, who, text, rust_op=places)
        functions = opsomming(list(dict.fromkeys(point.functie for _, point in here)))
        text = f"{who.naam} is voor {_words(taak)} bereikbaar: {functions}"
        return zaak.oordeel(Uitkomst.GOED, who, text, rust_op=places)

    def _schools(self, zaak: Zaak) -> list[str]:
        if not self.scholen_van:
            return []
        return asked_schools(zaak, zaak.peildatum, (), self.binnen_gemeente, self.scholen_van)

    def _old(self, zaak: Zaak, who: Gebondene, place: Place, point: Aanspreekpunt) -> Oordeel | None:
        if self.bevestigd_binnen is None:
            return None
        name = f"het aanspreekpunt van {who.naam} voor {_words(point.taak)} ({point.functie})"
        at = at_keeper(zaak.dossier, who.partner)
        nu = f"{who.partner.in_zin} bevestigt {at} of het aanspreekpunt voor {_words(point.taak)} nog klopt"
        if point.bevestigd_op is None:
            text = f"{name} is nog niet bevestigd"
            return zaak.oordeel(Uitkomst.VEROUDERD, who, text, rust_op=(place,), bij=place, nu=nu)
        if point.bevestigd_op < self.bevestigd_binnen.voor(zaak.peildatum):
            text = f"{name} is op {lange_datum(point.bevestigd_op)} voor het laatst bevestigd"
            text += f"; dat is langer dan {self.bevestigd_binnen} geleden"
            return zaak.oordeel(Uitkomst.VEROUDERD, who, text, rust_op=(place,), bij=place, door_tijd=True, nu=nu)
        return None


def _words(id: str) -> str:
    """Return an id as words: ``inzet en samenwerking``."""
    return id.replace("-", " ")
