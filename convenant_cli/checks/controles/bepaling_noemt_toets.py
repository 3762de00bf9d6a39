"""Elke bepaling zegt hoe zij wordt getoetst, of waarom dat niet kan.

Waarom: een bepaling die stil wordt overgeslagen, lijkt in orde terwijl niemand heeft gekeken.
Herstel: laat de familie en de soort toets bij elkaar passen, en noem onder `gebonden` wie iets moet doen. Een
bepaling die niet te toetsen is, krijgt de soort `niet-toetsbaar` met een reden.
"""

from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Path, Severity
from convenant_cli.records import Bepaling, Hoofdstuk

_GELIJK = frozenset(("geen-verplichting", "niet-toetsbaar", "grens"))
_OVER_HET_GEHEEL = frozenset(("automatisch", "relatie"))


def check(dossier: Dossier) -> Iterator[Melding]:
    for hoofdstuk in dossier.hoofdstukken.values():
        if not dossier.files[hoofdstuk.name].whole:
            continue
        for index, bepaling in enumerate(hoofdstuk.bepalingen):
            path: Path = ("bepalingen", index)
            yield from _check_family(hoofdstuk, path, bepaling)
            yield from _check_bound(hoofdstuk, path, bepaling)


def _check_family(hoofdstuk: Hoofdstuk, path: Path, bepaling: Bepaling) -> Iterator[Melding]:
    familie, soort = bepaling.familie, bepaling.toets.soort
    if familie != soort and (familie in _GELIJK or soort in _GELIJK):
        message = f"de familie is '{familie}', maar de soort toets is '{soort}'"
        word = soort if soort in _GELIJK else familie
        yield Melding(
            hoofdstuk.at(*path, "familie"),
            message,
            hint=f"gebruik '{word}' op beide plaatsen, of op geen van beide",
            related=((hoofdstuk.at(*path, "toets", "soort"), "hier staat de soort toets"),),
        )


def _check_bound(hoofdstuk: Hoofdstuk, path: Path, bepaling: Bepaling) -> Iterator[Melding]:
    if bepaling.gebonden or bepaling.familie == "geen-verplichting":
        return
    if bepaling.familie not in _OVER_HET_GEHEEL or bepaling.aard not in ("verklaring", "bevoegdheid"):
        message = (
            f"bepaling '{bepaling.id}' bindt niemand, maar heeft aard '{bepaling.aard}' en familie '{bepaling.familie}'"
        )
        yield Melding(hoofdstuk.at(*path, "gebonden"), message, severity=Severity.WAARSCHUWING)
