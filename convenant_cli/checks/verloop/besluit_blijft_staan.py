"""Een besluit van een gehouden bijeenkomst blijft staan, woord voor woord.

Waarom: partijen besloten het zo. Wie het achteraf anders opschrijft, verandert wat zij afspraken.
Herstel: zet de tekst van het besluit terug. Een ander besluit neemt een volgende bijeenkomst, met een nieuw nummer.
"""

from collections.abc import Iterator

from convenant_cli.dossier.overgang import Overgang
from convenant_cli.findings import Melding, Severity
from convenant_cli.records import Bijeenkomst

_BACK = "zet de oude tekst terug; een ander besluit krijgt een nieuw nummer in een volgende bijeenkomst"
_LATER = "zet het besluit bij de bijeenkomst die het nam, of zet de status van het verslag niet te vroeg op vastgesteld"


def check(overgang: Overgang) -> Iterator[Melding]:
    for old, new in overgang.samen(Bijeenkomst):
        if old.status == "gehouden":
            yield from _decisions(old, new)


def _decisions(old: Bijeenkomst, new: Bijeenkomst) -> Iterator[Melding]:
    now = {decision.nummer: number for number, decision in enumerate(new.besluiten)}
    before = {decision.nummer for decision in old.besluiten}
    for decision in old.besluiten:
        if decision.nummer not in now:
            yield Melding(new.at_key("besluiten"), f"besluit {decision.nummer} is verdwenen", _BACK)
            continue
        number = now[decision.nummer]
        if _words(decision.tekst) != _words(new.besluiten[number].tekst):
            message = f"de tekst van besluit {decision.nummer} is gewijzigd na de bijeenkomst"
            yield Melding(new.at("besluiten", number, "tekst"), message, _BACK)
    if old.verslag and old.verslag.status == "vastgesteld":
        for number, decision in enumerate(new.besluiten):
            if decision.nummer not in before:
                message = f"besluit {decision.nummer} is toegevoegd nadat het verslag was vastgesteld"
                yield Melding(new.at("besluiten", number, "nummer"), message, _LATER, severity=Severity.WAARSCHUWING)


def _words(text: str) -> list[str]:
    """Return a text without its layout: other lines are no other words."""
    return text.split()
