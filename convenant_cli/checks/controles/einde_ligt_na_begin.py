"""Wat een begin en een einde heeft, eindigt niet voordat het begint.

Waarom: met een omgedraaide datum klopt geen enkele berekening: niet de termijn, niet de agenda, niet de
naleving.
Herstel: kijk welke van de twee niet klopt. Vaak is het een verkeerd jaar.
"""

from collections.abc import Iterator
from datetime import date, time
from typing import Any, NamedTuple

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Path, Severity
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Actie, Bijeenkomst, Convenant, Orgaan, Partner, Record


class _Paar(NamedTuple):
    kind: type[Record]
    onderdeel: str
    """The way to the mapping that holds both fields, with dots; lists are walked."""
    begin: str
    einde: str
    gelijk: bool = False
    """Whether begin and end may be the same."""
    severity: Severity | None = None


_PAREN = (
    _Paar(Actie, "", "start", "gereed", gelijk=True),
    _Paar(Actie, "", "start", "afgerond_op", gelijk=True),
    _Paar(Bijeenkomst, "", "aanvang", "einde"),
    _Paar(Partner, "", "lid_van", "lid_tot"),
    _Paar(Partner, "contactpersoon", "van", "tot"),
    _Paar(Partner, "vervanger", "van", "tot"),
    _Paar(Partner, "eenheden", "lid_van", "lid_tot"),
    _Paar(Partner, "eenheden.contactpersoon", "van", "tot"),
    _Paar(Partner, "eenheden.vervanger", "van", "tot"),
    _Paar(Partner, "documenten", "vastgesteld_op", "geldig_tot"),
    _Paar(Partner, "documenten", "vastgesteld_op", "herzien_voor"),
    _Paar(Orgaan, "", "ingesteld_op", "opgeheven_op"),
    _Paar(Orgaan, "leden", "van", "tot"),
    _Paar(Convenant, "looptijd", "ingang", "eerste_termijn", gelijk=True),
    # A decision may work back in time, but that is rare enough to ask about.
    _Paar(Convenant, "wijzigingsbesluiten", "datum", "ingang", gelijk=True, severity=Severity.WAARSCHUWING),
    _Paar(Convenant, "wijzigingsbesluiten", "ingang", "nieuwe_einddatum", gelijk=True),
    _Paar(Convenant, "nadere_afspraken", "datum", "geldig_tot"),
    _Paar(Convenant, "afwijkingen", "van", "tot"),
    _Paar(Convenant, "ontheffingen", "verleend_op", "tot"),
)


def check(dossier: Dossier) -> Iterator[Melding]:
    for paar in _PAREN:
        for record in dossier.all(paar.kind).values():
            for part, path in _parts(record, (), paar.onderdeel.split(".") if paar.onderdeel else []):
                yield from _check_pair(paar, record, part, path)


def _check_pair(paar: _Paar, record: Record, part: Any, path: Path) -> Iterator[Melding]:
    begin, einde = getattr(part, paar.begin), getattr(part, paar.einde)
    if begin is None or not isinstance(einde, date | time):
        return
    if einde < begin:
        message = f"'{paar.einde}' is {_words(einde)} en ligt voor '{paar.begin}' ({_words(begin)})"
    elif einde == begin and not paar.gelijk:
        message = f"'{paar.einde}' is gelijk aan '{paar.begin}' ({_words(begin)}), maar moet later zijn"
    else:
        return
    related = ((record.at(*path, paar.begin), "hier staat het begin"),)
    hint = f"verbeter '{paar.einde}' of '{paar.begin}'{'; vaak klopt het jaar niet' if isinstance(einde, date) else ''}"
    yield Melding(record.at(*path, paar.einde), message, hint, related, paar.severity)


def _parts(value: Any, path: Path, steps: list[str]) -> Iterator[tuple[Any, Path]]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _parts(item, (*path, index), steps)
    elif value is not None and steps:
        yield from _parts(getattr(value, steps[0]), (*path, steps[0]), steps[1:])
    elif value is not None:
        yield value, path


def _words(moment: date | time) -> str:
    return lange_datum(moment) if isinstance(moment, date) else f"{moment:%H:%M}"
