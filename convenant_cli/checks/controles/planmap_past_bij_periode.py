"""De map van een jaarplan heet naar de periode van het plan.

Waarom: wie het plan van 2026 zoekt, kijkt in de map 2026. Ook verwijzingen zoals 2026/ouderavond lezen dan
vanzelf.
Herstel: verbeter de periode, of geef de map de naam van het jaar: 2026, of 2026-2027 bij een schooljaar. Bij een
plan met een eigenaar of onderwerp komt dat erachter: 2026-noorderschool.
"""

from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.faults import slug
from convenant_cli.findings import Melding
from convenant_cli.kalender import Periode


def check(dossier: Dossier) -> Iterator[Melding]:
    for plan in dossier.jaarplannen.values():
        year = _year(plan.periode)
        if plan.periode.soort in ("kalenderjaar", "convenantjaar", "schooljaar", "eigen"):
            fits = plan.id == year or (plan.reeks != ("", "") and plan.id.startswith(f"{year}-"))
        else:
            fits = year in plan.id.split("-")
        if not fits:
            wanted = year if plan.reeks == ("", "") else f"{year}-{slug(plan.eigenaar or plan.onderwerp or '')}"
            message = f"de map heet '{plan.id}', maar de periode is '{plan.periode}'; bedoelde u de map '{wanted}'?"
            yield Melding(plan.at("periode"), message)


def _year(periode: Periode) -> str:
    """Return the year as a folder is named: 2026, or 2026-2027 for a school year."""
    return str(periode)[:4] if periode.soort == "datums" else str(periode).split()[-1]
