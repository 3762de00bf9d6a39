"""Every party that joined later declared so, with the consent that the agreement asks, and is bound from then on."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from convenant_cli.dossier.aanbod import at_keeper
from convenant_cli.judging.oordelen import ELK, Oordeel, Uitkomst
from convenant_cli.judging.partijwissel import late_instemming, later_toegetreden, toetreding_van, zonder_instemming
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Partner
from convenant_cli.records.bepaling import Familie
from convenant_cli.text.sentences import opsomming


class ToetredingToets(Toets):
    """Elke partij die later ging meedoen, verklaarde dat, en wie dat moet stemde ermee in.

    Waarom: met haar verklaring aanvaardt een partij de afspraken, en met hun instemming de andere partijen haar.
    Herstel: zet de verklaring met de instemming onder `toetredingen` in data/convenant.yaml.
    """

    familie: ClassVar[Familie] = "automatisch"

    soort: Literal["toetreding"]

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        joined = [one for one in later_toegetreden(zaak.dossier) if self._concerns(zaak, one)]
        for partner in joined:
            yield self._party(zaak, partner)
        if not joined:
            for who in zaak.ieder_of_samen():
                yield zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, "er is nog geen partij toegetreden")

    @staticmethod
    def _concerns(zaak: Zaak, partner: Partner) -> bool:
        """Tell whether the clause is about a party: it is bound, or the clause is for all together."""
        open_ = zaak.bepaling.gezamenlijk or not zaak.bepaling.gebonden
        return open_ or any(who.partner is partner for who in zaak.bound)

    @staticmethod
    def _party(zaak: Zaak, partner: Partner) -> Oordeel:
        who, name, convenant = Gebondene(partner), partner.in_zin, zaak.dossier.agreed
        found = toetreding_van(convenant, partner)
        ahead = zaak.peildatum < partner.lid_van
        if found is None:
            day = lange_datum(partner.lid_van)
            text = f"{name} doet mee vanaf {day}, en een verklaring van toetreding is niet gevonden"
            if ahead:
                return zaak.oordeel(
                    Uitkomst.NOG_NIET, who, f"{text}; die kan nog komen", rust_op=(partner.at("lid_van"),)
                )
            nu = f"{name} meldt {at_keeper(zaak.dossier, partner)} wanneer en hoe zij toetrad"
            return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, bij=partner.at("lid_van"), nu=nu)
        number, one = found
        place = convenant.at("toetredingen", number)
        text = f"{name} verklaarde op {lange_datum(one.datum)} toe te treden ({one.vorm})"
        bound = f"gebonden vanaf {lange_datum(one.ingang)}"
        if silent := zonder_instemming(zaak.dossier, one, zaak.peildatum):
            names = opsomming([other.in_zin for other in silent])
            text += f"; de instemming van {names} is niet gevonden"
            if zaak.peildatum < one.ingang:
                text += f"; die kan nog komen tot {lange_datum(one.ingang)}"
                return zaak.oordeel(Uitkomst.NOG_NIET, who, text, rust_op=(place,))
            does, alone = (names, silent[0]) if len(silent) == 1 else (ELK, None)
            nu = f"{does} meldt {at_keeper(zaak.dossier, alone)} of de instemming er is"
            return zaak.oordeel(
                Uitkomst.ONVOLLEDIG,
                who,
                text,
                rust_op=(place,),
                bij=convenant.at("toetredingen", number, "instemming"),
                # One that binds at once never had a time in which consent could still come.
                door_tijd=one.ingang > one.datum,
                doet=silent,
                betreft=silent,
                nu=nu,
            )
        agreed = ", en wie moest instemmen stemde in" if convenant.toetreding_instemming else ""
        late = late_instemming(zaak.dossier, one.instemming, one.ingang, zaak.dossier.partners)
        return zaak.oordeel(Uitkomst.GOED, who, f"{text}{agreed}; {bound}{late}", rust_op=(place,))
