"""Een actie die open staat, is nog niet over haar einddatum heen.

Waarom: een actie die te laat is, vraagt een besluit: afronden, uitstellen of laten vervallen.
Herstel: werk de status bij, of spreek een nieuwe einddatum af en leg dat vast in het plan.
"""

from collections.abc import Iterator
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.voortgang import te_laat
from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import lange_datum

severity = Severity.WAARSCHUWING
toetsen = ("acties", "mijlpaal")


def check(dossier: Dossier, peildatum: date) -> Iterator[Melding]:
    for actie in dossier.acties.values():
        if te_laat(dossier, actie, peildatum):
            due = lange_datum(actie.gereed)
            message = f"actie {actie.nummer} zou klaar zijn op {due}, maar de status is '{actie.status}'"
            yield Melding(actie.at("gereed"), message)
