"""Sheets for parties as files: one with everything, or one for each party, in the form that its name asks."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.exchange import blad_csv, blad_ods, blad_xlsx, tabellen
from convenant_cli.exchange.zending import Zending, zending
from convenant_cli.findings import ConvenantError

_WRITERS: Mapping[str, Callable[[Zending], bytes]] = {
    ".xlsx": blad_xlsx.write,
    ".ods": blad_ods.write,
    ".csv": blad_csv.write,
}
SUFFIXES = tuple(_WRITERS)


def blad(
    dossier: Dossier, naam: str, welk: str | None, partners: Sequence[str], dag: date, revisie: str, suffix: str
) -> bytes:
    """Return one sheet with the rows of some parties, or of all when none is named. Raises ConvenantError."""
    kind = tabellen.soort(naam)
    return _WRITERS[suffix](zending(dossier, kind, welk, frozenset(partners), dag, revisie))


def per_partij(
    dossier: Dossier, naam: str, welk: str | None, partners: Sequence[str], dag: date, revisie: str
) -> dict[str, bytes]:
    """Return a workbook for each party that has rows, by the name of its file. Raises ConvenantError for none."""
    kind = tabellen.soort(naam)
    found = {}
    for partner in partners:
        if kind.gekozen(dossier, welk, frozenset((partner,)), dag):
            found[f"{naam}-{partner}.xlsx"] = blad(dossier, naam, welk, [partner], dag, revisie, ".xlsx")
    if not found:
        raise ConvenantError(f"er zijn geen rijen voor {naam}; kies iets anders, of andere partijen")
    return found
