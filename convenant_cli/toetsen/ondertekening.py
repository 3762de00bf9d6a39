"""Every bound party signed; on request, every party also stands in the list of parties."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from convenant_cli.kalender import lange_datum
from convenant_cli.oordelen import Oordeel, Uitkomst
from convenant_cli.records.velden import DuurVeld, JaNee
from convenant_cli.toetsen import Toets
from convenant_cli.zaak import ALLE, Gebondene, Zaak


class Ondertekening(Toets):
    """Elke gebonden partij heeft het convenant ondertekend.

    Waarom: met haar handtekening zegt een partij toe dat zij de afspraken naar vermogen uitvoert.
    Herstel: zoek de ondertekening op in het getekende stuk en noem onder `ondertekening` de datum en de functie.
    """

    soort: Literal["ondertekening"]
    genoemd_in_aanhef: JaNee = Field(
        False,
        description="Ja als elke partij ook in de lijst van partijen van het convenant staat. Een partij die later "
        "meedoet, hoeft daar niet in te staan.",
    )
    ondertekend_binnen: DuurVeld | None = Field(
        None, description="Hoe lang een partij na haar eerste dag nog kan ondertekenen, zoals '3 maanden'."
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        members = zaak.gebonden
        if not zaak.bepaling.gebonden:  # a clause that binds nobody, such as the list of parties, is about everybody
            members = tuple(Gebondene(partner) for partner in zaak.partners_met((ALLE,), zaak.peildatum))
        for who in members:
            yield self._list(zaak, who) or self._signature(zaak, who)

    def _list(self, zaak: Zaak, who: Gebondene) -> Oordeel | None:
        """Judge whether a party stands in the list of parties; None when it does, or need not."""
        partner = who.partner
        if not self.genoemd_in_aanhef or partner.genoemd_in_aanhef or partner.lid_van > zaak.ingang:
            return None
        if partner.genoemd_in_aanhef is None:
            text = f"van {partner.kort} is niet vastgelegd of zij in de lijst van partijen staat"
            return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, bij=partner.at())
        place = partner.at("genoemd_in_aanhef")
        text = f"{partner.kort} doet mee, maar is in de lijst van partijen niet gevonden"
        return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, rust_op=(place,), bij=place)

    def _signature(self, zaak: Zaak, who: Gebondene) -> Oordeel:
        partner, day, place = who.partner, zaak.peildatum, who.partner.at("ondertekening")
        signature = partner.ondertekening
        signed_on = None if isinstance(signature, str) else signature.datum
        if signed_on is not None and signed_on <= day:
            text = f"{partner.kort} ondertekende op {lange_datum(signed_on)}"
            return zaak.oordeel(Uitkomst.GOED, who, text, rust_op=(place,))
        until = self.ondertekend_binnen.na(partner.lid_van) if self.ondertekend_binnen else None
        if until is not None and day <= until:
            text = f"{partner.kort} kan nog ondertekenen tot en met {lange_datum(until)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, rust_op=(place,))
        could = f"; dat kon tot en met {lange_datum(until)}" if until else ""
        if signed_on is not None:
            text = f"{partner.kort} doet al mee, maar ondertekent pas op {lange_datum(signed_on)}{could}"
        else:
            text = f"de ondertekening van {partner.kort} is nog niet gevonden{could or '; kijk het getekende stuk na'}"
        return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, rust_op=(place,), bij=place, door_tijd=until is not None)
