"""Een nieuw dossier zegt na drie maanden dat het convenant er helemaal in staat.

Waarom: pas daarna is de tekst bewaakt, en kan niemand er ongemerkt iets aan veranderen.
Herstel: kijk na of alles klopt met wat is getekend, en geef `convenant set convenant overgenomen=ja`.
"""

from collections.abc import Iterator
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import Duur

severity = Severity.WAARSCHUWING

_OVERNEMEN = Duur(3, "maand")


def check(dossier: Dossier, peildatum: date) -> Iterator[Melding]:
    convenant = dossier.agreed
    if convenant.overgenomen:
        return
    if convenant.dossier_vanaf is None or peildatum > _OVERNEMEN.na(convenant.dossier_vanaf):
        message = f"de tekst van {convenant.zinsnaam} is nog niet bewaakt"
        hint = "klopt alles met wat is getekend, geef dan: convenant set convenant overgenomen=ja"
        yield Melding(convenant.at("overgenomen"), message, hint)
