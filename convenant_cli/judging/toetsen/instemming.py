"""Every decision to change, renew or end the agreement has the consent of the parties of that day."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import at_keeper
from convenant_cli.dossier.gebondenen import ALLE
from convenant_cli.judging.oordelen import ELK, Oordeel, Uitkomst
from convenant_cli.judging.partijwissel import late_instemming
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Convenant
from convenant_cli.records.model.verwijzingen import NaarRolOfAlle
from convenant_cli.records.wijziging import Wijzigingsbesluit
from convenant_cli.text.naamwoord import Naamwoord
from convenant_cli.text.sentences import inside, opsomming


def _without(soort: str, het: Naamwoord) -> str:
    """Say what a decision does not do as long as a party has not consented."""
    return {
        "verlenging": f"; tot die er is, verlengt het besluit {het} niet",
        "beeindiging": f"; tot die er is, {het.vorm('eindigt', 'eindigen')} {het} er niet door",
    }.get(soort, "")


class InstemmingToets(Toets):
    """Met elk wijzigingsbesluit stemden alle partijen van dat moment in.

    Waarom: een convenant tussen gelijke partijen verandert alleen als zij het daarover eens zijn.
    Herstel: vraag de partij om instemming en zet die onder `instemming` bij het besluit, met datum en functie.
    """

    soort: Literal["instemming"]
    van: NaarRolOfAlle = Field(ALLE, description="Wie instemt: partijen met deze rol, of 'alle'.")

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        convenant = zaak.dossier.agreed
        decisions = [
            (number, besluit)
            for number, besluit in enumerate(convenant.wijzigingsbesluiten)
            if besluit.datum <= zaak.peildatum
        ]
        if not decisions:
            for who in zaak.ieder_of_samen():
                text = (
                    f"er is nog geen besluit genomen om {convenant.zinsnaam} te wijzigen, te verlengen of te beëindigen"
                )
                yield zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, text)
            return
        for number, besluit in sorted(decisions, key=lambda pair: (pair[1].datum, pair[1].id)):
            needed = {partner.id for partner in zaak.partners_met((self.van,), besluit.datum)}
            if zaak.bepaling.gezamenlijk or not zaak.bepaling.gebonden:
                yield self._decision(zaak, None, convenant, number, besluit, needed)
                continue
            for who in zaak.leden(besluit.datum):
                if who.partner.id in needed:
                    yield self._decision(zaak, who, convenant, number, besluit, {who.partner.id})

    def _decision(
        self,
        zaak: Zaak,
        who: Gebondene | None,
        convenant: Convenant,
        number: int,
        besluit: Wijzigingsbesluit,
        needed: set[str],
    ) -> Oordeel:
        place = convenant.at("wijzigingsbesluiten", number)
        given = {one.partner for one in besluit.instemming}
        silent = [partner for id, partner in zaak.dossier.partners.items() if id in needed - given]
        open_ = [partner.in_zin for partner in silent]
        decision = besluit.naam
        period = lange_datum(besluit.datum)
        if not open_:
            role = zaak.dossier.agreed.rollen.get(self.van)
            of_role = "" if who or self.van == ALLE else f" ({inside(role.naam if role else self.van)})"
            text = f"{who.naam if who else 'elke partij van dat moment'}{of_role} stemde in met {decision}"
            text += late_instemming(zaak.dossier, besluit.instemming, besluit.ingang, needed)
            return zaak.oordeel(Uitkomst.GOED, who, text, periode=period, rust_op=(place,))
        text = f"met {decision} is de instemming van {opsomming(open_)} niet gevonden"
        text += _without(besluit.soort, convenant.zinsnaam)
        renews = besluit.soort == "verlenging"
        if not renews and zaak.peildatum < besluit.ingang:
            text += f"; dat kan nog tot {lange_datum(besluit.ingang)}, als het besluit ingaat"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=period, rust_op=(place,))
        return zaak.oordeel(
            Uitkomst.ONVOLLEDIG if needed & given else Uitkomst.ONTBREEKT,
            who,
            text,
            periode=period,
            rust_op=(place,),
            bij=convenant.at("wijzigingsbesluiten", number, "instemming"),
            # A decision that works at once never had a time in which consent could still come.
            door_tijd=besluit.ingang > besluit.datum and not renews,
            doet=silent,
            betreft=silent,
            nu=f"{open_[0] if len(open_) == 1 else ELK} meldt "
            f"{at_keeper(zaak.dossier, silent[0] if len(silent) == 1 else None)} of de instemming er is",
        )
