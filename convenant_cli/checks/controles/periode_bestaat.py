"""Elke periode is er een die iedereen kent, of een eigen periode van het convenant.

Waarom: van een periode die niet bestaat, weet niemand over welke dagen het gaat.
Herstel: verbeter het woord of het jaar, of zet de periode in data/convenant.yaml onder `perioden`.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from convenant_cli.dossier.kader import Kader
from convenant_cli.findings import Melding, Path
from convenant_cli.kalender import RITMES, Periode
from convenant_cli.records import Convenant
from convenant_cli.records.model.holding import holding
from convenant_cli.records.model.record import Onderdeel, Record
from convenant_cli.text.sentences import suggest


def check_one(record: Record, kader: Kader) -> Iterator[Melding]:
    if isinstance(record, Convenant):
        yield from _own(record)
    if convenant := kader.convenant:
        for path, periode in _periods(record, ()):
            if periode.soort == "eigen" and kader.tijdvak(periode) is None:
                yield _missing(convenant, record, path, periode)


def _own(convenant: Convenant) -> Iterator[Melding]:
    for name in convenant.perioden:
        if name in RITMES:
            yield Melding(convenant.at_key("perioden", name), f"'{name}' is al een periode; kies een ander woord")


def _periods(value: Any, path: Path) -> Iterator[tuple[Path, Periode]]:
    if isinstance(value, Periode):
        yield path, value
    elif isinstance(value, Onderdeel):
        for name in holding(type(value), Periode):
            yield from _periods(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _periods(item, (*path, index))


def _missing(convenant: Convenant, record: Record, path: Path, periode: Periode) -> Melding:
    own = convenant.eigen_ritme(periode.ritme)
    if own is None:
        near = suggest(periode.ritme, [*RITMES, *convenant.perioden])
        message = f"'{periode.ritme}' is geen periode die hier bestaat"
        message += f"; bedoelde u '{near} {periode.tekst.split()[1]}'?" if near else ""
        known = "schrijf bijvoorbeeld 'kalenderjaar 2026', 'schooljaar 2026-2027', '2e kwartaal 2026' of "
        known += "'2026-01-01 t/m 2026-12-31', of zet de eigen periode onder 'perioden' in data/convenant.yaml"
        return Melding(record.at(*path), message, known)
    first = own.naam_van(own.met(date(int(periode.tekst.split()[1][:4]), 12, 31)))
    message = f"er is geen '{periode}'; bedoelde u '{first}'?"
    return Melding(
        record.at(*path), message, related=((convenant.at("perioden", own.naam), "hier staat de eigen periode"),)
    )
