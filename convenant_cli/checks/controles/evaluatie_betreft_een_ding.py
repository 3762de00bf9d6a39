"""Een evaluatie gaat over precies één ding: een actie, een plan, een document of het convenant.

Waarom: anders is niet duidelijk waarover de waardering en de conclusies gaan.
Herstel: vul één van de vier velden in. Maak van een evaluatie over twee dingen twee bestanden.
"""

from collections.abc import Iterator

from convenant_cli.findings import Melding
from convenant_cli.records import Evaluatie


def check_one(evaluatie: Evaluatie) -> Iterator[Melding]:
    filled = [name for name in ("actie", "jaarplan", "document", "convenant") if getattr(evaluatie, name)]
    if not filled:
        hint = "vul 'actie', 'jaarplan' of 'document' in, of schrijf 'convenant: ja'"
        yield Melding(evaluatie.at(), "er staat niet wat er is geëvalueerd", hint)
    for name in filled[1:]:
        message = f"de evaluatie gaat al over '{filled[0]}', maar '{name}' is ook ingevuld"
        related = ((evaluatie.at_key(filled[0]), "hier staat de eerste"),)
        yield Melding(evaluatie.at_key(name), message, related=related)
