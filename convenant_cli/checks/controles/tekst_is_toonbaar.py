"""Elk teken in een tekst is te tonen in een document.

Waarom: een emoji of bijzonder teken wordt in Word een leeg vakje, en een PDF kan er niet mee worden
gemaakt.
Herstel: vervang het teken door gewone letters of leestekens. Letters met accenten mogen gewoon.
"""

from collections.abc import Iterator

from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.findings import Melding, Place
from convenant_cli.records import Convenant, Record
from convenant_cli.records.model.texts import texts
from convenant_cli.sources.textfile import text_of
from convenant_cli.text.glyphs import unshowable, why_unshowable


def check_one(record: Record, file: RecordFile) -> Iterator[Melding]:
    # A text can hold no other character than its file, unless it is written as an escape such as \\u2603.
    if not (file.raw.translate(None, _PLAIN) and _may_be_wrong(text_of(file.raw))):
        return
    for place, text in _texts(record):
        if why := why_unshowable(text):
            yield Melding(place, why)


#: What nearly all of most files is made of: the characters of ASCII that can be seen, but for the sign of an escape.
_PLAIN = bytes({*range(0x20, 0x7F), *b"\n"} - {*b"\\"})


def _may_be_wrong(source: str) -> bool:
    return "\\" in source or bool(unshowable(source))


def _texts(record: Record) -> Iterator[tuple[Place, str]]:
    for path, text in texts(record):
        yield record.at(*path), text
    if isinstance(record, Convenant):
        for name in record.afkortingen:
            yield record.at_key("afkortingen", name), name
