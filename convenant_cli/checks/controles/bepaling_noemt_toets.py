"""Elke bepaling zegt hoe zij wordt getoetst, of waarom dat niet kan.

Waarom: een bepaling die stil wordt overgeslagen, lijkt in orde terwijl niemand heeft gekeken.
Herstel: kies een familie die bij de soort toets past (`convenant explain toets:SOORT` noemt ze), en noem onder
`gebonden` wie iets moet doen. Een bepaling die niet te toetsen is, krijgt de soort `niet-toetsbaar` met een reden.
"""

from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Path, Severity
from convenant_cli.judging.toetsen import toetssoort
from convenant_cli.records import Bepaling, Hoofdstuk
from convenant_cli.text.sentences import opsomming

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
    at = {"familie": path, "toets": path}
    for versie in bepaling.versies:
        if versie.path:  # what an earlier version does not say, it has from the one that followed
            earlier = bepaling.eerdere_versies[int(versie.path[1])]
            at |= {name: (*path, *versie.path) for name in at if getattr(earlier, name) is not None}
        familie, soort = versie.bepaling.familie, versie.bepaling.toets.soort
        kind = toetssoort(soort)
        if kind is None or familie in (fitting := kind.families()):
            continue
        message = f"de familie is '{familie}', maar de soort toets is '{soort}'"
        named = opsomming([f"'{one}'" for one in fitting], "of")
        hint = f"gebruik de familie {named}, of een andere soort toets"
        too_much = familie == "automatisch" and kind.familie == "relatie"
        if too_much:
            message = f"de familie 'automatisch' zegt meer dan de toets '{soort}' kan zien"
        yield Melding(
            hoofdstuk.at(*at["familie"], "familie"),
            message,
            hint=hint,
            severity=Severity.WAARSCHUWING if too_much else Severity.FOUT,
            related=((hoofdstuk.at(*at["toets"], "toets", "soort"), "hier staat de soort toets"),),
        )


def _check_bound(hoofdstuk: Hoofdstuk, path: Path, bepaling: Bepaling) -> Iterator[Melding]:
    if bepaling.gebonden or bepaling.familie == "geen-verplichting":
        return
    if bepaling.familie not in _OVER_HET_GEHEEL or bepaling.aard not in ("verklaring", "bevoegdheid"):
        message = (
            f"bepaling '{bepaling.id}' bindt niemand, maar heeft aard '{bepaling.aard}' en familie '{bepaling.familie}'"
        )
        yield Melding(hoofdstuk.at(*path, "gebonden"), message, severity=Severity.WAARSCHUWING)
