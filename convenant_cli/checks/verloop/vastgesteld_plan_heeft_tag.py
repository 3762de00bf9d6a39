"""Een vastgesteld jaarplan heeft een tag in git.

Waarom: met de tag is altijd terug te vinden welke tekst de partijen hebben vastgesteld.
Herstel: leg het plan vast en zet de tag: `git tag -a jaarplan-2026-v1.0`, met jaar en versie van uw plan. Het kan ook
met `convenant vaststellen JAAR --in BIJEENKOMST --tag`.
"""

from collections.abc import Iterator

from convenant_cli.checks.verloop import Tags
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.sources.git.log import plan_tag

severity = Severity.WAARSCHUWING


def check(dossier: Dossier, tags: Tags) -> Iterator[Melding]:
    for plan in dossier.jaarplannen.values():
        tag = plan_tag(plan.id, plan.versie)
        if plan.status == "vastgesteld" and tag not in tags.namen and dossier.files[plan.name].whole:
            message = f"jaarplan {plan.id} is vastgesteld, maar de tag '{tag}' is er niet"
            yield Melding(plan.at("versie"), message, hint=f"zet haar met 'git tag -a {tag}' als het plan vastligt")
