"""Een datum van iets dat al is gebeurd, ligt niet in de toekomst.

Waarom: wat nog moet gebeuren, telt dan mee alsof het al is gebeurd. Vaak is het een verkeerd jaar.
Herstel: verbeter de datum, of haal haar weg zolang het nog niet is gebeurd.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from convenant_cli.dossier import Dossier
from convenant_cli.findings import Melding, Path, Severity
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Actie, Bijeenkomst, Convenant, Evaluatie, Jaarplan, Verklaring
from convenant_cli.records.actie import Voortgang
from convenant_cli.records.bijeenkomst import Actiepunt, Verslag
from convenant_cli.records.convenant import (
    Instemming,
    Interpretatie,
    NadereAfspraak,
    Ontheffing,
    Wetsverwijzing,
    Wijzigingsbesluit,
)
from convenant_cli.records.jaarplan import Bekendgemaakt, Participatie, Raadpleging, Vraagstuk, Wijziging
from convenant_cli.records.partner import (
    Aanbod,
    Aanspreekpunt,
    Bekendmaking,
    Contact,
    Deling,
    Document,
    Levering,
    Ondertekening,
)
from convenant_cli.records.record import Onderdeel
from convenant_cli.records.verklaring import Bewijs

severity = Severity.WAARSCHUWING

#: The dates that tell what has happened. Every other date tells what is meant to happen.
_GEBEURD: dict[type[Onderdeel], tuple[str, ...]] = {
    Convenant: ("ondertekend_op",),
    Interpretatie: ("besloten_op",),
    Ontheffing: ("verleend_op",),
    Wijzigingsbesluit: ("datum",),
    Instemming: ("datum",),
    NadereAfspraak: ("datum",),
    Wetsverwijzing: ("gecontroleerd_op",),
    Ondertekening: ("datum",),
    Contact: ("bevestigd_op",),
    Aanspreekpunt: ("bevestigd_op",),
    Aanbod: ("afgestemd_op", "bevestigd_op"),
    Document: ("vastgesteld_op",),
    Bekendmaking: ("datum",),
    Deling: ("datum",),
    Levering: ("datum",),
    Jaarplan: ("vastgesteld_op",),
    Raadpleging: ("datum",),
    Participatie: ("datum",),
    Vraagstuk: ("datum",),
    Bekendgemaakt: ("datum",),
    Wijziging: ("datum",),
    Actie: ("afgerond_op",),
    Voortgang: ("datum",),
    Bijeenkomst: ("uitnodiging_verzonden_op",),
    Actiepunt: ("afgerond_op",),
    Verslag: ("vastgesteld_op",),
    Verklaring: ("afgelegd_op",),
    Bewijs: ("datum",),
    Evaluatie: ("datum",),
}


def check(dossier: Dossier, peildatum: date) -> Iterator[Melding]:
    for record in dossier.records:
        for path, part in _parts(record, ()):
            for name in _GEBEURD.get(type(part), ()):
                day: date | None = getattr(part, name)
                if day and day > peildatum:
                    message = f"'{name}' zegt wanneer iets is gebeurd, maar {lange_datum(day)} moet nog komen"
                    yield Melding(record.at(*path, name), message)


def _parts(value: Any, path: Path) -> Iterator[tuple[Path, Onderdeel]]:
    """Yield every mapping of a record that has fields of its own, with the way to it."""
    if isinstance(value, Onderdeel):
        yield path, value
        for name in type(value).model_fields:
            yield from _parts(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _parts(item, (*path, index))
