"""Een tekst gaat niet verloren achter een hekje.

Waarom: na een spatie en een hekje begint in YAML een opmerking, dus van 'Actie #3' blijft alleen 'Actie' over.
Herstel: zet de hele tekst tussen aanhalingstekens. Is het een opmerking, zet dan een spatie achter het hekje.
"""

import re
from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.records.model.texts import texts
from convenant_cli.sources.textfile import text_of

severity = Severity.WAARSCHUWING

#: Soon found out of a text that has none of it.
_SIGN = re.compile(r" #[^\s#]")
_SUSPECT = re.compile(r"\S +#[^\s#]")
_LOST = re.compile(r" +(#[^\s#].*)")


def check(dossier: Dossier) -> Iterator[Melding]:
    for file in dossier.files.values():
        record = file.record
        # Bytes tell sooner than text that there is none; with zeros in them a character has more than one.
        if record is None or (b" #" not in file.raw and b"\0" not in file.raw):
            continue
        text = text_of(file.raw)
        if not _SIGN.search(text) or not _SUSPECT.search(text):
            continue
        lines = dossier.lines(record.name)
        for path, _ in texts(record):
            # Of a text of more lines only the first is a place, and nothing stands behind it: those are not looked at.
            at = dossier.locate(record.at(*path))
            line = lines[at.end_line - 1]
            lost = _LOST.match(line, at.end_column - 1)
            # What is quoted ends where its author closed it.
            if lost and line[at.column - 1] not in "'\"":
                yield Melding(record.at(*path), f"van deze tekst telt '{lost[1].rstrip()}' niet mee")
