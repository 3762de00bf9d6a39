"""A waiver on a text in which nobody stands: what follows from the fingerprint in its finding."""

from convenant_cli.checks.discreet import PERSONAL
from convenant_cli.dossier.vondsten import vondsten
from convenant_cli.editing.creating.draft import Ontwerp
from convenant_cli.findings import ConvenantError
from convenant_cli.text.opdracht import quoted
from convenant_cli.text.sentences import opsomming


def check_that_rests(draft: Ontwerp) -> str | None:
    """Return the check whose findings have a fingerprint, when one is given."""
    return PERSONAL if draft.data.get("vingerafdruk") else None


def file_that_rests(draft: Ontwerp) -> str | None:
    """Return the file with the text of this fingerprint, which is typed from its finding. Raises ConvenantError."""
    mark = draft.data.get("vingerafdruk")
    if not mark:
        return None
    rest = {one.bestand for one in draft.dossier.agreed.ontheffingen if one.vingerafdruk == mark}
    files = [one.place.name for one in vondsten(draft.dossier) if one.text_id == mark]
    if not files:
        raise ConvenantError(
            f"bij vingerafdruk '{mark}' hoort geen melding; is de tekst er nog niet, noem dan ook bestand=…"
        )
    return next((name for name in files if name not in rest), files[0])


def what_rests(draft: Ontwerp) -> list[tuple[str, str]]:
    """Return all that a waiver on a text lets rest: beside what somebody meant there may be a number in that text."""
    file, mark = str(draft.data.get("bestand")), draft.data.get("vingerafdruk")
    if not mark:
        return []
    there = (hit for hit in vondsten(draft.dossier) if (hit.place.name, hit.text_id) == (file, mark))
    found = list(dict.fromkeys(hit.naam for hit in there))
    return [(f"convenant validate {quoted(file)}", f"toont wat nu rust: {opsomming(found)}")] if found else []
