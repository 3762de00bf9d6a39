"""Een vastgesteld jaarplan is gelijk aan zijn tag, op wat een besluit wijzigde na.

Waarom: de tag is de tekst die de partijen vaststelden. Wat daarna zonder besluit veranderde, staat niet vast.
Herstel: zet de oude waarde terug, of noem het besluit in een wijziging van het plan. Geef het plan daarna een nieuwe
versie met een nieuwe tag.
"""

from collections.abc import Iterator

from convenant_cli.dossier import Dossier
from convenant_cli.findings import Melding
from convenant_cli.gitlog import plan_tag
from convenant_cli.overgang import Afwijking, Overgang
from convenant_cli.verloop import Tags


def check(dossier: Dossier, tags: Tags) -> Iterator[Melding]:
    for plan in dossier.jaarplannen.values():
        tag = plan_tag(plan.id, plan.versie)
        if plan.status != "vastgesteld" or tag not in tags.namen:
            continue
        # The folder of the plan mostly suffices. Whether a difference is only another name, the whole dossier tells.
        for folder in (f"data/jaarplan/{plan.id}", ""):
            found = _deviations(tags.lees(tag, folder), dossier, plan.id)
            if not found:
                break
        for afwijking in found:
            message = f"{afwijking.wat} sinds tag '{tag}', en geen nieuwe wijziging noemt een besluit"
            hint = "zet onder 'wijzigingen' een nieuwe wijziging met het besluit, of zet de oude waarde terug"
            yield Melding(afwijking.place, message, hint)


def _deviations(then: Dossier | None, now: Dossier, plan: str) -> list[Afwijking]:
    found = Overgang(then, now).afwijkingen() if then else ()
    return [afwijking for afwijking in found if afwijking.plan.id == plan]
