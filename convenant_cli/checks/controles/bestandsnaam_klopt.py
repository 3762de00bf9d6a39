"""De naam en de map van een bestand passen bij wat erin staat.

Waarom: de naam is hoe mensen een bestand zoeken en hoe andere bestanden ernaar verwijzen.
Herstel: hernoem of verplaats het bestand, of verbeter wat erin staat.
"""

import re
from collections.abc import Iterator

from convenant_cli.dossier.kader import Kader
from convenant_cli.dossier.verklaringsperioden import no_period
from convenant_cli.findings import Melding
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bijeenkomst, Evaluatie, Hoofdstuk, Verklaring
from convenant_cli.text.sentences import suggest


def check_one(record: Bijeenkomst | Verklaring | Evaluatie | Hoofdstuk, kader: Kader) -> Iterator[Melding]:
    if isinstance(record, Bijeenkomst):
        yield from _check_bijeenkomst(record)
    elif isinstance(record, Verklaring):
        yield from _check_verklaring(kader, record)
    elif isinstance(record, Evaluatie):
        yield from _check_evaluatie(kader, record)
    else:
        yield from _check_hoofdstuk(record)


def _check_bijeenkomst(bijeenkomst: Bijeenkomst) -> Iterator[Melding]:
    start = f"{bijeenkomst.datum.isoformat()}-"
    if bijeenkomst.id.startswith(start):
        return
    words = re.sub(r"^[0-9]{4}(-?[0-9]{2}){0,2}(-|$)", "", bijeenkomst.id) or bijeenkomst.bijeenkomstsoort
    message = (
        f"de datum is {lange_datum(bijeenkomst.datum)}, maar de bestandsnaam begint niet met '{start}'; "
        f"bedoelde u '{start}{words}.yaml'?"
    )
    yield Melding(bijeenkomst.at("datum"), message)


def _check_verklaring(kader: Kader, verklaring: Verklaring) -> Iterator[Melding]:
    partners = kader.defined.get("partner", {})
    if verklaring.partner not in partners:
        near = suggest(verklaring.partner, partners)
        meant = f"; bedoelde u '{near}.yaml'?" if near else ""
        yield Melding(verklaring.at(), f"de bestandsnaam '{verklaring.partner}' is geen partner{meant}")
    if kader.jaarperiode(verklaring.jaar) is None:
        yield Melding(verklaring.at(), f"de map {no_period(kader, verklaring.jaar)}")


def _check_evaluatie(kader: Kader, evaluatie: Evaluatie) -> Iterator[Melding]:
    folder, _, name = evaluatie.id.partition("/")
    for field, value, subject in (
        ("actie", evaluatie.actie, "een actie uit het plan"),
        ("jaarplan", evaluatie.jaarplan, "het plan"),
    ):
        plan = (value or folder).split("/")[0]
        if plan != folder and value in kader.defined.get(field, ()):
            message = (
                f"deze evaluatie gaat over {subject} {plan}, maar staat in de map {folder}; "
                f"bedoelde u '{Evaluatie.place(f'{plan}/{name}')}'?"
            )
            yield Melding(evaluatie.at(field), message)


def _check_hoofdstuk(hoofdstuk: Hoofdstuk) -> Iterator[Melding]:
    number, _, words = hoofdstuk.id.partition("-")
    meant = hoofdstuk.hoofdstuk.split(".")[0]
    if number.isdecimal() and meant.isdecimal() and int(number) != int(meant):
        file = f"{meant}-{words}.yaml" if words else f"{meant}.yaml"
        message = f"dit is hoofdstuk {meant}, maar de bestandsnaam begint met {number}; bedoelde u '{file}'?"
        yield Melding(hoofdstuk.at("hoofdstuk"), message)
