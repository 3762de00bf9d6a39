"""A contact person, or a function for a task, can be reached."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import at_keeper, holder_name, includes, unit_kind
from convenant_cli.findings import Place
from convenant_cli.judging.delen.per_aanbod import few
from convenant_cli.judging.delen.per_eenheid import BinnenGemeente, EenhedenVan, EigenEenheden, asked_units
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.toetsen.contactpersoon import confirm, contact_oordeel, give_up, while_it_stays
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import Duur, lange_datum
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.velden import DuurVeld, Id
from convenant_cli.records.model.verwijzingen import NaarEenheidsoort
from convenant_cli.records.partner import Aanspreekpunt
from convenant_cli.text.sentences import opsomming

#: A contact that ends soon can still be reached: the contactpersoon toets warns of that.
_NEVER = Duur(0, "dag")


class BereikbaarToets(Toets):
    """De contactpersoon, of het aanspreekpunt voor een taak, is te bereiken.

    Waarom: een aanspreekpunt zonder adres of nummer helpt niemand.
    Herstel: vul bij de contactpersoon of onder `aanspreekpunten` een functionele postbus of een algemeen nummer in.
    """

    familie: ClassVar[Familie] = "automatisch"

    soort: Literal["bereikbaar"]
    wie: Literal["contactpersoon", "vervanger"] = Field(
        "contactpersoon", description="Wie bereikbaar is, als er geen taak is genoemd."
    )
    taak: Id | None = Field(
        None, description="De taak waarvoor de partij een aanspreekpunt heeft, zoals in haar lijst `aanspreekpunten`."
    )
    per_eenheid: NaarEenheidsoort | None = Field(
        None,
        description="De soort eenheid waarvoor dit apart geldt: voor elke eenheid daarvan is er een aanspreekpunt. "
        "Bij een aanspreekpunt staat onder `voor` voor wie het er is. Alleen samen met een taak.",
    )
    eenheden_van: EenhedenVan = ()
    eigen_eenheden: EigenEenheden = False
    binnen_gemeente: BinnenGemeente = False
    bevestigd_binnen: DuurVeld | None = Field(
        None,
        description="Hoe lang geleden de partij dit hoogstens heeft bevestigd, zoals '12 maanden'. Bevestigde zij "
        "nog niets, dan telt de dag waarop zij of dit contact begon.",
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        for who in zaak.ieder_of_samen():
            if who is None:
                yield self._together(zaak)
            else:
                yield while_it_stays(zaak, who, self._single(zaak, who))

    def _together(self, zaak: Zaak) -> Oordeel:
        """Judge a duty of all together: it is enough when one party can be reached."""
        each = [self._single(zaak, who) for who in sorted(zaak.gebonden, key=lambda who: who.partner.id)]
        good = [oordeel for oordeel in each if oordeel.uitkomst is Uitkomst.GOED]
        if good:
            rests_on = tuple(place for oordeel in good for place in oordeel.rust_op)
            return zaak.oordeel(
                Uitkomst.GOED, None, "; ".join(oordeel.toelichting for oordeel in good), rust_op=rests_on
            )
        if there := [oordeel for oordeel in each if oordeel.uitkomst is not Uitkomst.ONTBREEKT]:
            # What was there is not absent: one that nobody confirmed for long comes before one without an address.
            best = min(there, key=lambda oordeel: oordeel.uitkomst is not Uitkomst.VEROUDERD)
            return replace(best, partner=None, eenheid=None)
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
        point_for = f"aanspreekpunt {self._about(taak)}"
        if not here:
            text = f"van {who.naam} is geen {point_for} gevonden"
            nu = give_up(zaak, who, f"een {point_for}")
            return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, bij=who.partner.at("aanspreekpunten"), nu=nu)
        places = tuple(place for place, _ in here)
        with_way = [(place, point) for place, point in here if point.email or point.telefoon or point.webpagina]
        lacking = [(place, point) for place, point in here if (place, point) not in with_way]
        if lacking and self._uncovered(zaak, who, with_way) != self._uncovered(zaak, who, here):
            place, point = lacking[0]
            text = f"van {self._named(who, taak, [point])} is geen adres of nummer gevonden"
            nu = give_up(zaak, who, "een functionele postbus of een algemeen nummer")
            return zaak.oordeel(Uitkomst.ONVOLLEDIG, who, text, rust_op=places, bij=place, nu=nu)
        if gone := [holder_name(zaak.dossier, id) for id in self._uncovered(zaak, who, here)]:
            text = f"van {who.naam} is geen aanspreekpunt gevonden ({_words(taak)}) voor {opsomming(gone)}"
            nu = give_up(zaak, who, f"een aanspreekpunt ({_words(taak)}) voor {opsomming(gone)}")
            return zaak.oordeel(
                Uitkomst.ONVOLLEDIG, who, text, rust_op=places, bij=who.partner.at("aanspreekpunten"), nu=nu
            )
        fresh = [pair for pair in with_way if not self._too_old(zaak, who, pair[1])]
        if self._uncovered(zaak, who, fresh):
            return self._old(zaak, who, [pair for pair in with_way if pair not in fresh], taak)
        if self.per_eenheid:
            within = zaak.convenant.gebied if self.binnen_gemeente else ""
            where = f" in {within}" if within else ""
            units = unit_kind(zaak.dossier, self.per_eenheid).meervoud
            text = f"{who.naam} heeft voor alle {units}{where} een aanspreekpunt ({_words(taak)})"
            return zaak.oordeel(Uitkomst.GOED, who, text, rust_op=places)
        functions = opsomming(list(dict.fromkeys(point.functie for _, point in fresh)))
        text = f"{who.naam} is voor {_words(taak)} bereikbaar: {functions}"
        return zaak.oordeel(Uitkomst.GOED, who, text, rust_op=places)

    def _uncovered(self, zaak: Zaak, who: Gebondene, points: Sequence[tuple[Place, Aanspreekpunt]]) -> list[str]:
        """Return the units that none of these is for; when no units are asked, an empty name if there is none."""
        if not self.per_eenheid:
            return [] if points else [""]
        units = asked_units(zaak, self, zaak.peildatum, who.partner)
        return [id for id in units if not any(includes(zaak.dossier, point.voor, id) for _, point in points)]

    def _too_old(self, zaak: Zaak, who: Gebondene, point: Aanspreekpunt) -> bool:
        given = point.bevestigd_op or zaak.eigen_tijd(who).van  # as of a contact: who joined, gave it
        return self.bevestigd_binnen is not None and self.bevestigd_binnen.verstreken(given, zaak.peildatum)

    def _old(self, zaak: Zaak, who: Gebondene, old: Sequence[tuple[Place, Aanspreekpunt]], taak: str) -> Oordeel:
        """Judge that nobody confirmed for long that these are still so: all of them."""
        days = [point.bevestigd_op for _, point in old if point.bevestigd_op]
        many, name = len(old) > 1, self._named(who, taak, [point for _, point in old])
        text = f"{name} {'zijn' if many else 'is'} nog niet bevestigd"
        if days:
            text = f"{name} {'zijn' if many else 'is'} op {lange_datum(max(days))} voor het laatst bevestigd"
            text += f"; dat is langer dan {self.bevestigd_binnen} geleden"
        what = f"{'de aanspreekpunten' if many else 'het aanspreekpunt'} {self._about(taak)} nog "
        what += "kloppen" if many else "klopt"
        nu = confirm(zaak, who, what)
        places = tuple(place for place, _ in old)
        found = zaak.oordeel(Uitkomst.VEROUDERD, who, text, rust_op=places, bij=places[0], door_tijd=True, nu=nu)
        return replace(found, eigen_woord=True)

    def _named(self, who: Gebondene, taak: str, points: Sequence[Aanspreekpunt]) -> str:
        """Name contact points by their functions; that of one for units says for which it is."""
        noun = "de aanspreekpunten" if len(points) > 1 else "het aanspreekpunt"
        about = "" if self.per_eenheid else f" voor {_words(taak)}"
        functions = opsomming(few(list(dict.fromkeys(point.functie for point in points))))
        return f"{noun} van {who.naam}{about} ({functions})"

    def _about(self, taak: str) -> str:
        """Say for what, as it follows a noun: a task for units names who it is, another what it is about."""
        return f"({_words(taak)})" if self.per_eenheid else f"voor {_words(taak)}"


def _words(id: str) -> str:
    """Return an id as words: ``inzet en samenwerking``."""
    return id.replace("-", " ")
