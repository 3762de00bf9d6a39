"""Een evaluatie komt na de start van wat zij evalueert, en steunt niet op zichzelf.

Waarom: wat nog niet is begonnen, valt niet te evalueren.
Herstel: verbeter de datum of de verwijzing.
"""

from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding
from convenant_cli.kalender import lange_datum


def check(dossier: Dossier) -> Iterator[Melding]:
    for evaluatie in dossier.evaluaties.values():
        day = lange_datum(evaluatie.datum)
        actie = dossier.acties.get(evaluatie.actie or "")
        if actie and evaluatie.datum < actie.start:
            message = f"de evaluatie is van {day}, maar actie {actie.nummer} begint op {lange_datum(actie.start)}"
            related = ((actie.at("start"), "hier begint de actie"),)
            yield Melding(evaluatie.at("datum"), message, related=related)
        plan = dossier.jaarplannen.get(evaluatie.jaarplan or "")
        tijdvak = plan and dossier.tijdvak(plan.periode)
        if plan and tijdvak and evaluatie.datum < tijdvak.van:
            message = f"de evaluatie is van {day}, maar het plan begint op {lange_datum(tijdvak.van)}"
            related = ((plan.at("periode"), f"het plan loopt van {tijdvak}"),)
            yield Melding(evaluatie.at("datum"), message, related=related)
        for number, used in enumerate(evaluatie.gebruikt):
            if used == evaluatie.id:
                yield Melding(evaluatie.at("gebruikt", number), f"'{used}' is deze evaluatie zelf")
