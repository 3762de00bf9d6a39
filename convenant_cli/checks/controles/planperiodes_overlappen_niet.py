"""Twee plannen van dezelfden en over hetzelfde gelden nooit op dezelfde dag.

Waarom: bij twee plannen voor dezelfde dag is niet duidelijk welk plan telt, en tellen acties dubbel.
Herstel: verbeter de periode, of voeg de twee plannen samen. Zijn het echt twee plannen, noem dan bij `eigenaar` van wie
het ene is, of bij `onderwerp` waarover het gaat.
"""

from collections.abc import Iterator
from itertools import combinations

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding


def check(dossier: Dossier) -> Iterator[Melding]:
    plans = [(tijdvak, plan) for plan in dossier.jaarplannen.values() if (tijdvak := dossier.tijdvak(plan.periode))]
    plans.sort(key=lambda pair: pair[0])
    for (vroeger, first), (tijdvak, second) in combinations(plans, 2):
        if first.reeks == second.reeks and tijdvak.overlapt(vroeger):
            message = f"dit plan loopt van {tijdvak}, maar dan geldt ook {first.naam}"
            related = ((first.at("periode"), f"{first.naam} loopt van {vroeger}"),)
            yield Melding(second.at("periode"), message, related=related)
