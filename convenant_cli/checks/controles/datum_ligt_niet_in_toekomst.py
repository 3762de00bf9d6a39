"""Een datum van iets dat al is gebeurd, ligt niet in de toekomst.

Waarom: wat nog moet gebeuren, telt dan mee alsof het al is gebeurd. Vaak is het een verkeerd jaar.
Herstel: verbeter de datum, of haal haar weg zolang het nog niet is gebeurd.
"""

from collections.abc import Iterator
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.op_dag import later_facts, ouder
from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import lange_datum

severity = Severity.WAARSCHUWING


def check(dossier: Dossier, peildatum: date) -> Iterator[Melding]:
    later = sorted(later_facts(dossier, peildatum), key=lambda found: (found[2], found[0].name))
    if sentence := ouder(dossier, peildatum):
        # Once, instead of once a record: it is the reference date that is old, and no date that is wrong.
        yield Melding(later[0][0], sentence)
        return
    for place, name, day in later:
        yield Melding(place, f"'{name}' zegt wanneer iets is gebeurd, maar {lange_datum(day)} moet nog komen")
