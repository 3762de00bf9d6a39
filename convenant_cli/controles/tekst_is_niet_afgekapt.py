"""Een tekst gaat niet verloren achter een hekje.

Waarom: na een spatie en een hekje begint in YAML een opmerking, dus van 'Actie #3' blijft alleen 'Actie' over.
Herstel: zet de hele tekst tussen aanhalingstekens. Is het een opmerking, zet dan een spatie achter het hekje.
"""

import re
from collections.abc import Iterator

from convenant_cli.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.records.record import texts

severity = Severity.WAARSCHUWING

_SUSPECT = re.compile(r"\S +#[^\s#]")


def check(dossier: Dossier) -> Iterator[Melding]:
    for record in dossier.records:
        source = dossier.text(record.name)
        if not _SUSPECT.search(source):
            continue
        for path, text in texts(record):
            lost = re.search(rf"(?:: |- |, ){re.escape(text)} +(#[^\s#].*)", source)
            if lost:
                yield Melding(record.at(*path), f"van deze tekst telt '{lost[1].rstrip()}' niet mee")
