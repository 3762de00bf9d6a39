"""A party that leaves does in time what it still owes."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import at_keeper, keeper_name
from convenant_cli.judging.delen.later import later
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Partner
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.velden import JaNee
from convenant_cli.text.sentences import aangehaald, opsomming


class UittredingToets(Toets):
    """Een partij die vertrekt, doet op tijd wat zij dan nog moet doen.

    Waarom: een vertrek maakt niet ongedaan wat een partij toezegde. De andere partijen moeten weten wat er nog komt.
    Herstel: zet onder `afwikkelingen` in data/convenant.yaml wat de partij nog moet doen en tot wanneer, en vul
    `gedaan_op` in als het er is.
    """

    familie: ClassVar[Familie] = "automatisch"

    soort: Literal["uittreding"]
    afwikkeling: JaNee = Field(
        False, description="Ja als bij elk vertrek moet vastliggen wat de partij nog moet doen, ook als dat weinig is."
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        open_ = zaak.bepaling.gezamenlijk or not zaak.bepaling.gebonden
        parties = (
            zaak.dossier.partners.values() if open_ else {who.partner.id: who.partner for who in zaak.bound}.values()
        )
        gone = [oordeel for partner in parties if (oordeel := self._party(zaak, partner))]
        yield from gone
        if not gone:
            for who in zaak.ieder_of_samen():
                yield zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, "er vertrekt geen partij")

    def _party(self, zaak: Zaak, partner: Partner) -> Oordeel | None:
        """Judge a party that leaves or left; None for one of which nothing of that kind is known."""
        who, convenant, day = Gebondene(partner), zaak.dossier.agreed, zaak.peildatum
        owed = [(number, one) for number, one in enumerate(convenant.afwikkelingen) if one.partner == partner.id]
        leaves = partner.lid_tot
        if leaves is None and not owed:
            return None
        going = (
            f"{partner.in_zin} {'doet' if leaves and day < leaves else 'deed'} mee tot {lange_datum(leaves)}"
            if leaves
            else ""
        )
        going = going or f"{partner.in_zin} vertrekt"
        if not owed:
            at = partner.at("lid_tot")
            if not self.afwikkeling:
                text = f"{going}; in het dossier staat niets wat zij dan nog moet doen"
                return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, text, rust_op=(at,))
            text = f"{going}, en wat zij dan nog moet doen, ligt niet vast"
            if leaves and day < leaves:
                return zaak.oordeel(Uitkomst.NOG_NIET, who, text, rust_op=(at,))
            nu = "de partijen leggen vast wat zij nog moet doen"
            return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, rust_op=(at,), bij=at, nu=nu, doet=())
        places = tuple(convenant.at("afwikkelingen", number) for number, _ in owed)
        pending = [(number, one) for number, one in owed if one.gedaan_op is None]
        late = [(number, one) for number, one in pending if one.uiterlijk < day]
        told = opsomming([f"{aangehaald(one.in_zin)} ({one.stand})" for _, one in (late or pending or owed)])
        if late:
            nu = f"{partner.in_zin} meldt {at_keeper(zaak.dossier, partner)} of dit is gedaan"
            at = convenant.at("afwikkelingen", late[0][0], "uiterlijk")
            outcome = Uitkomst.ONTBREEKT if len(late) == len(owed) else Uitkomst.ONVOLLEDIG
            text = f"{going}; nog niet gedaan: {told}"
            return zaak.oordeel(outcome, who, text, rust_op=places, bij=at, door_tijd=True, nu=nu)
        if pending:
            return zaak.oordeel(Uitkomst.NOG_NIET, who, f"{going}; nog te doen: {told}", rust_op=places)
        after = [(done, number) for number, one in owed if (done := one.gedaan_op) and done > one.uiterlijk]
        if not after:
            text = f"{going}, en deed wat zij nog moest doen: {told}"
            return zaak.oordeel(Uitkomst.GOED, who, text, rust_op=places)
        came, number = max(after)
        last, at = convenant.afwikkelingen[number], convenant.at("afwikkelingen", number, "gedaan_op")
        text = f"{going}, en deed wat zij nog moest doen; {aangehaald(last.in_zin)} is {last.stand}"
        nu = f"{keeper_name(zaak.dossier)} vraagt een partij die vertrekt eerder naar wat zij nog moet doen"
        return later(zaak, who, text, came, last.uiterlijk, rust_op=places, bij=at, nu=nu, doet=zaak.keeper)
