"""De status van een bijeenkomst klopt met wat erover is vastgelegd.

Waarom: een besluit of verslag telt pas mee als de bijeenkomst echt is geweest.
Herstel: maak de status gehouden als de bijeenkomst is geweest, en vul in wie er was. Haal anders weg wat er
nog niet kan staan.
"""

from collections.abc import Iterator

from convenant_cli.findings import Melding
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bijeenkomst
from convenant_cli.text.sentences import aangehaald

#: What a meeting leaves behind; none of it exists while the meeting is still to come.
_OPBRENGST = ("aanwezig", "afgemeld", "besluiten", "actiepunten", "nalevingsrapport", "verslag")

_GEWEEST = "is de bijeenkomst geweest, zet dan eerst status op gehouden, en bij aanwezig wie er was"


def check_one(bijeenkomst: Bijeenkomst) -> Iterator[Melding]:
    yield from _check_status(bijeenkomst)
    yield from _check_verslag(bijeenkomst)


def _check_status(bijeenkomst: Bijeenkomst) -> Iterator[Melding]:
    status = bijeenkomst.status
    related = ((bijeenkomst.at("status"), "hier staat de status"),)
    if status == "gepland":
        for name in _OPBRENGST:
            if getattr(bijeenkomst, name):
                message = f"'{name}' is al ingevuld, maar de status is 'gepland'"
                yield Melding(bijeenkomst.at_key(name), message, _GEWEEST, related)
        for number, punt in enumerate(bijeenkomst.agenda):
            if punt.conclusie is not None:
                message = f"het agendapunt {aangehaald(punt.titel)} heeft al een conclusie, maar de status is 'gepland'"
                yield Melding(bijeenkomst.at_key("agenda", number, "conclusie"), message, _GEWEEST, related)
    elif status == "gehouden" and not bijeenkomst.aanwezig:
        yield Melding(bijeenkomst.at("status"), "de status is 'gehouden', maar er staat niet wie er was")
    elif status == "vervallen" and bijeenkomst.besluiten:
        message = "een vervallen bijeenkomst heeft geen besluiten"
        yield Melding(bijeenkomst.at_key("besluiten"), message, related=related)


def _check_verslag(bijeenkomst: Bijeenkomst) -> Iterator[Melding]:
    verslag = bijeenkomst.verslag
    if verslag is None:
        return
    if verslag.status == "vastgesteld" and verslag.vastgesteld_op is None:
        message = "het verslag is vastgesteld, maar 'vastgesteld_op' ontbreekt"
        yield Melding(bijeenkomst.at("verslag", "status"), message)
    if verslag.status == "concept" and verslag.vastgesteld_op is not None:
        message = "het verslag is nog een concept, maar 'vastgesteld_op' is ingevuld"
        yield Melding(bijeenkomst.at_key("verslag", "vastgesteld_op"), message)
    if verslag.vastgesteld_op and verslag.vastgesteld_op < bijeenkomst.datum:
        message = (
            f"het verslag is vastgesteld op {lange_datum(verslag.vastgesteld_op)}, "
            f"maar de bijeenkomst is pas op {lange_datum(bijeenkomst.datum)}"
        )
        related = ((bijeenkomst.at("datum"), "hier staat de datum van de bijeenkomst"),)
        yield Melding(bijeenkomst.at("verslag", "vastgesteld_op"), message, related=related)
