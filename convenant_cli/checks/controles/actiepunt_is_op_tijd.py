"""Een actiepunt dat open staat, is nog niet over zijn einddatum heen.

Waarom: een afspraak uit een bijeenkomst die blijft liggen, komt vaak pas een jaar later weer ter sprake.
Herstel: vraag de eigenaar hoe het staat. Werk de status bij, of spreek een nieuwe einddatum af.
"""

from collections.abc import Iterator
from datetime import date

from convenant_cli.dossier.aanbod import keeper_name, office
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import lange_datum

severity = Severity.WAARSCHUWING


def check(dossier: Dossier, peildatum: date) -> Iterator[Melding]:
    for bijeenkomst in dossier.bijeenkomsten.values():
        for number, punt in enumerate(bijeenkomst.actiepunten):
            if punt.te_laat(peildatum):
                owner = office(dossier, punt.eigenaar)
                who = owner.in_zin if owner else f"'{punt.eigenaar}'" if punt.eigenaar else keeper_name(dossier)
                message = (
                    f"actiepunt {punt.nummer} van {who} zou klaar zijn op {lange_datum(punt.gereed)}, "
                    "maar staat nog open"
                )
                yield Melding(bijeenkomst.at("actiepunten", number, "gereed"), message)
