"""Een tekst gaat niet verloren achter een hekje.

Waarom: na een spatie en een hekje begint in YAML een opmerking, dus van 'Actie #3' blijft alleen 'Actie' over.
Herstel: zet de hele tekst tussen aanhalingstekens. Is het een opmerking, zet dan een spatie achter het hekje.
"""

import re
from collections.abc import Iterator

from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.findings import Melding, Severity
from convenant_cli.records import Record
from convenant_cli.records.model.texts import texts
from convenant_cli.sources.textfile import lines_of, text_of
from convenant_cli.sources.yamlfile import tracked

severity = Severity.WAARSCHUWING

#: Soon found out of a text that has none of it.
_SIGN = re.compile(r" #[^\s#]")
_SUSPECT = re.compile(r"\S +#[^\s#]")
_LOST = re.compile(r" +(#[^\s#].*)")


def check_one(record: Record, file: RecordFile) -> Iterator[Melding]:
    # Bytes tell sooner than text that there is none; with zeros in them a character has more than one.
    if b" #" not in file.raw and b"\0" not in file.raw:
        return
    text = text_of(file.raw)
    if not _SIGN.search(text) or not _SUSPECT.search(text):
        return
    lines, parsed = lines_of(file.raw), file.mended or tracked(file.raw)
    for path, _ in texts(record):
        # Of a text of more lines only the first is a place, and nothing stands behind it: those are not looked at.
        _, column, end_line, end_column = parsed.locate(path)
        line = lines[end_line - 1]
        lost = _LOST.match(line, end_column - 1)
        # What is quoted ends where its author closed it.
        if lost and line[column - 1] not in "'\"":
            yield Melding(record.at(*path), f"van deze tekst telt '{lost[1].rstrip()}' niet mee")
