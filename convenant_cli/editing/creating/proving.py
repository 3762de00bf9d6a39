"""New files, tried in the dossier before they are written: what is there already stays, and nothing breaks."""

from collections.abc import Mapping
from datetime import date

from convenant_cli.checks.since import way_at
from convenant_cli.dossier.reading import load
from convenant_cli.editing.trial import Proef, refusal, tried
from convenant_cli.findings import ConvenantError, Finding
from convenant_cli.sources.sources import Source
from convenant_cli.sources.yamlfile import tracked

#: The check that what was signed changes only with a decision, or as a correction.
SIGNED = "ondertekende-tekst-wijzigt-met-besluit"
_DECIDED_LATER = (SIGNED, "bepalingversie-rust-op-besluit")


def refuse_taken(source: Source, name: str) -> None:
    """Raise ConvenantError when there is a file with a name already, also one in another spelling of capitals."""
    for other in source.files:
        if other.casefold() == name.casefold():
            raise ConvenantError(f"{other} bestaat al en blijft zoals het is; kies een andere naam")


def proven(
    source: Source, files: Mapping[str, bytes], peildatum: date, own: str, decided: str = "", clause: bool = False
) -> Proef:
    """Return what files would do to the dossier. Raises ConvenantError when that would be a new fault.

    Only of a new ``clause`` the decision or correction that names it can come after it.
    """
    proof = tried(source, files, peildatum)
    for fault in proof.fouten:
        if clause and fault.rule in _DECIDED_LATER:
            continue
        if fault.rule == "vastgesteld-plan-wijzigt-met-besluit" and not decided:
            raise ConvenantError(
                f"{fault.message.split(', maar')[0]}, maar het plan is al vastgesteld; noem het besluit met --besluit"
            )
        more = ""
        if fault.rule in load(source)[0].bepalingen:  # nobody sees from the sentence which field a clause is about
            more = f"; 'convenant explain {fault.rule}' zegt wat nodig is"
        raise ConvenantError(_refusal(fault, files, own) + more)
    return proof


def _refusal(fault: Finding, files: Mapping[str, bytes], own: str) -> str:
    """Return why it cannot be, with the field: the file is not there yet, so nobody can look at its line."""
    said = refusal(fault, own)
    raw = files.get(fault.position.file)
    way = way_at(tracked(raw), fault.position.line, fault.position.column) if raw else ()
    name = ".".join(str(step + 1) if isinstance(step, int) else step for step in way)
    return said if not name or f"'{name}'" in said else said.replace("dit kan niet: ", f"dit kan niet ({name}): ", 1)
