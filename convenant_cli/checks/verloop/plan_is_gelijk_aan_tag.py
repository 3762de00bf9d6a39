"""Een vastgesteld plan is gelijk aan zijn tag, op wat een besluit wijzigde na.

Waarom: de tag is de tekst die de partijen vaststelden. Wat daarna zonder besluit veranderde, staat niet vast.
Herstel: zet de oude waarde terug, of noem het besluit in een wijziging van het plan. Geef het plan daarna een nieuwe
versie met een nieuwe tag.
"""

from collections.abc import Iterator

from convenant_cli.checks.verloop import Tags
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.overgang import Ongegrond, Overgang
from convenant_cli.findings import ConvenantError, Melding
from convenant_cli.records import Jaarplan
from convenant_cli.sources.git.log import plan_tag


def check(dossier: Dossier, tags: Tags) -> Iterator[Melding]:
    for plan in dossier.jaarplannen.values():
        tag = plan_tag(plan.id, plan.versie)
        if plan.status != "vastgesteld" or tag not in tags.namen:
            continue
        try:
            found = _deviations(tags, tag, dossier, plan)
        except ConvenantError as error:
            yield Melding(plan.at("versie"), f"of {plan.naam} gelijk is aan tag '{tag}', is niet te zien: {error}")
            continue
        for afwijking in found:
            message = f"{afwijking.wat} sinds tag '{tag}', en geen nieuwe wijziging noemt een besluit"
            hint = "zet onder 'wijzigingen' een nieuwe wijziging met het besluit, of zet de oude waarde terug"
            yield Melding(afwijking.place, message, hint)


def _deviations(tags: Tags, tag: str, now: Dossier, plan: Jaarplan) -> list[Ongegrond]:
    """Return how a plan differs from its tag; nothing without git. Raises ConvenantError when nobody can tell."""
    found: list[Ongegrond] = []
    # The folder of the plan mostly suffices. Whether a difference is only another name, the whole dossier tells.
    for folder in (f"data/jaarplan/{plan.id}", ""):
        then = tags.lees(tag, folder)
        if then is None:
            return []
        if plan.id not in then.jaarplannen:
            raise ConvenantError(
                f"in de tag staat {plan.name} niet, of niet als leesbaar bestand; zet de tag op de commit waarin het "
                "plan is vastgesteld"
            )
        found = [afwijking for afwijking in Overgang(then, now).afwijkingen() if afwijking.plan.id == plan.id]
        if not found:
            break
    return found
