"""Wat een begin en een einde heeft, eindigt niet voordat het begint.

Waarom: met een omgedraaide datum klopt geen enkele berekening: niet de termijn, niet de agenda, niet de
naleving.
Herstel: kijk welke van de twee niet klopt. Vaak is het een verkeerd jaar.
"""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from convenant_cli.findings import Melding, Path, Severity
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Record
from convenant_cli.records.model.record import Na, marked


def check_one(record: Record) -> Iterator[Melding]:
    for path, mark, einde in marked(record, Na):
        begin = getattr(_at(record, path[:-1]), mark.veld)
        if begin is not None and isinstance(einde, date | time):
            yield from _check_pair(record, path, mark, begin, einde)


def _at(record: Record, path: Path) -> Any:
    part: Any = record
    for step in path:
        part = getattr(part, step) if isinstance(step, str) else part[step]
    return part


def _check_pair(record: Record, path: Path, mark: Na, begin: Any, einde: Any) -> Iterator[Melding]:
    name = path[-1]
    if einde < begin:
        message = f"'{name}' is {_words(einde)} en ligt voor '{mark.veld}' ({_words(begin)})"
    elif einde == begin and not mark.gelijk:
        message = f"'{name}' is gelijk aan '{mark.veld}' ({_words(begin)}), maar moet later zijn"
    else:
        return
    related = ((record.at(*path[:-1], mark.veld), "hier staat het begin"),)
    hint = f"verbeter '{name}' of '{mark.veld}'{'; vaak klopt het jaar niet' if isinstance(einde, date) else ''}"
    yield Melding(record.at(*path), message, hint, related, Severity.WAARSCHUWING if mark.zacht else None)


def _words(moment: date | time) -> str:
    return lange_datum(moment) if isinstance(moment, date) else f"{moment:%H:%M}"
