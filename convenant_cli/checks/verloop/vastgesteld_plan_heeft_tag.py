"""Een vastgesteld plan heeft een tag in git.

Waarom: met de tag is altijd terug te vinden welke tekst de partijen hebben vastgesteld.
Herstel: leg het plan vast met `git commit` en geef dan `convenant vaststellen JAAR --tag`. Dat zet de tag die bij jaar
en versie van uw plan hoort, zoals jaarplan-2026-v1.0.
"""

from collections.abc import Iterator

from convenant_cli.checks.verloop import Tags
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.sources.git.log import plan_tag
from convenant_cli.text.opdracht import quoted

severity = Severity.WAARSCHUWING


def check(dossier: Dossier, tags: Tags) -> Iterator[Melding]:
    for plan in dossier.jaarplannen.values():
        tag = plan_tag(plan.id, plan.versie)
        if plan.status == "vastgesteld" and tag not in tags.namen and dossier.files[plan.name].whole:
            message = f"{plan.naam} is vastgesteld, maar de tag '{tag}' is er niet"
            hint = f"geef, als het plan vastligt: convenant vaststellen {quoted(plan.id)} --tag"
            yield Melding(plan.at("versie"), message, hint)
