"""De berichten over de voortgang staan op volgorde, en geen bericht is van voor de start.

Waarom: wie het laatste nieuws zoekt, kijkt onderaan. Documenten nemen de volgorde over.
Herstel: zet het oudste bericht bovenaan, of verbeter de datum.
"""

from collections.abc import Iterator
from itertools import pairwise

from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Actie

severity = Severity.WAARSCHUWING


def check_one(actie: Actie) -> Iterator[Melding]:
    for index, (previous, bericht) in enumerate(pairwise(actie.voortgang), start=1):
        if bericht.datum < previous.datum:
            message = f"het bericht van {lange_datum(bericht.datum)} staat na een later bericht"
            related = ((actie.at("voortgang", index - 1, "datum"), "dit bericht staat ervoor"),)
            yield Melding(actie.at("voortgang", index, "datum"), message, related=related)
    for index, bericht in enumerate(actie.voortgang):
        if bericht.datum < actie.start:
            message = (
                f"het bericht is van {lange_datum(bericht.datum)}, maar actie {actie.nummer} was nog niet begonnen"
            )
            related = ((actie.at("start"), "hier staat de start"),)
            yield Melding(actie.at("voortgang", index, "datum"), message, related=related)
