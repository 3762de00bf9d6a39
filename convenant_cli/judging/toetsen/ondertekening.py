"""Every bound party signed; or, on request, every party stands in the list of parties."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import at_keeper, keeper_name
from convenant_cli.dossier.gebondenen import ALLE
from convenant_cli.judging.delen.later import later
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import lange_datum
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.velden import DuurVeld, JaNee
from convenant_cli.records.partner import Ondertekening as Signature
from convenant_cli.text.sentences import van_elk


class OndertekeningToets(Toets):
    """Elke gebonden partij heeft het convenant ondertekend, of staat in de lijst van partijen.

    Waarom: met haar handtekening zegt een partij toe dat zij de afspraken uitvoert.
    Herstel: zoek de ondertekening op in het getekende stuk en noem onder `ondertekening` de datum en de functie.
    """

    familie: ClassVar[Familie] = "automatisch"

    soort: Literal["ondertekening"]
    genoemd_in_aanhef: JaNee = Field(
        False,
        description="Ja als de toets niet naar de ondertekening kijkt, maar naar de lijst van partijen van het "
        "convenant. Een partij die later meedoet, hoeft daar niet in te staan.",
    )
    mandaat: JaNee = Field(
        False, description="Ja als ook vastligt waarop de bevoegdheid rust van wie tekende, van uiterlijk die dag."
    )
    ondertekend_binnen: DuurVeld | None = Field(
        None, description="Hoe lang een partij na haar eerste dag nog kan ondertekenen, zoals '3 maanden'."
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        members = zaak.gebonden
        if not zaak.bepaling.gebonden:  # a clause that binds nobody, such as the list of parties, is about everybody
            members = tuple(Gebondene(partner) for partner in zaak.partners_met((ALLE,), zaak.peildatum))
        for who in members:
            yield self._list(zaak, who) if self.genoemd_in_aanhef else self._signature(zaak, who)

    @staticmethod
    def _list(zaak: Zaak, who: Gebondene) -> Oordeel:
        """Judge whether a party stands in the list of parties."""
        partner, name = who.partner, who.partner.in_zin
        place = partner.at("genoemd_in_aanhef")
        if partner.genoemd_in_aanhef:
            text = f"{name} staat in de lijst van partijen, met naam of als lid van een groep"
            return zaak.oordeel(Uitkomst.GOED, who, text, rust_op=(place,))
        if partner.lid_van > zaak.ingang:
            text = (
                f"{name} doet mee sinds {lange_datum(partner.lid_van)} en hoeft niet in de lijst van partijen te staan"
            )
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, text, rust_op=(partner.at("lid_van"),))
        if partner.genoemd_in_aanhef is None:
            text = f"van {name} is niet vastgelegd of die partij in de lijst van partijen staat"
            nu = f"{keeper_name(zaak.dossier)} kijkt na of {name} in de lijst van partijen staat"
            return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, bij=partner.at(), nu=nu, doet=zaak.keeper)
        text = f"{name} doet mee, maar staat niet in de lijst van partijen"
        nu = f"de partijen leggen vast of {name} partij is"
        return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, rust_op=(place,), bij=place, nu=nu, doet=())

    def _signature(self, zaak: Zaak, who: Gebondene) -> Oordeel:
        partner, day, place = who.partner, zaak.peildatum, who.partner.at("ondertekening")
        signature = partner.ondertekening
        until = self.ondertekend_binnen.na(partner.lid_van) if self.ondertekend_binnen else None
        if not isinstance(signature, str):
            made = self._mandate(zaak, who, signature)
            if until is None or signature.datum <= until or made.uitkomst is not Uitkomst.GOED:
                return made
            nu = f"{keeper_name(zaak.dossier)} vraagt een nieuwe partij om op tijd te ondertekenen"
            at = partner.at("ondertekening", "datum")
            text, rests = made.toelichting, made.rust_op
            return later(zaak, who, text, signature.datum, until, rust_op=rests, bij=at, nu=nu, doet=zaak.keeper)
        if until is not None and day <= until:
            text = f"{partner.in_zin} kan nog ondertekenen tot en met {lange_datum(until)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, rust_op=(place,))
        could = f"; dat kon tot en met {lange_datum(until)}" if until else ""
        lacks = f"is geen ondertekening gevonden{could}"
        nu = f"{keeper_name(zaak.dossier)} kijkt het ondertekende stuk na"
        found = zaak.oordeel(
            Uitkomst.ONTBREEKT,
            who,
            van_elk([partner.in_zin], lacks),
            rust_op=(place,),
            bij=place,
            door_tijd=until is not None,
            nu=nu,
            doet=zaak.keeper,
        )
        return replace(found, gemis=lacks)

    def _mandate(self, zaak: Zaak, who: Gebondene, signature: Signature) -> Oordeel:
        """Judge a signature, and on what the power of who signed rests when that is asked."""
        partner, place, mandate = who.partner, who.partner.at("ondertekening"), signature.mandaat
        text = f"{partner.in_zin} ondertekende op {lange_datum(signature.datum)}"
        text += f" namens {signature.namens}" if signature.namens else ""
        if not self.mandaat:
            return zaak.oordeel(Uitkomst.GOED, who, text, rust_op=(place,))
        nu = f"{partner.in_zin} meldt {at_keeper(zaak.dossier, partner)} op welk besluit de ondertekening rust"
        if mandate is None:
            text += "; waarop de bevoegdheid van wie tekende rust, is niet gevonden"
            return zaak.oordeel(Uitkomst.ONVOLLEDIG, who, text, rust_op=(place,), bij=place, nu=nu)
        at = partner.at("ondertekening", "mandaat")
        if mandate.datum > signature.datum:
            text += f", maar het besluit daarover is van {lange_datum(mandate.datum)}"
            return zaak.oordeel(Uitkomst.ONVOLLEDIG, who, text, rust_op=(place, at), bij=at, nu=nu)
        return zaak.oordeel(Uitkomst.GOED, who, f"{text}, bevoegd volgens: {mandate.in_woorden}", rust_op=(place, at))
