"""A change of an adopted year plan, as the plan must show it: the decision it rests on, and a new version."""

from collections.abc import Container

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.editing.fields import Edit
from convenant_cli.findings import ConvenantError
from convenant_cli.records import Bijeenkomst, Jaarplan
from convenant_cli.sources.git.log import plan_tag
from convenant_cli.text.sentences import remedy


def decision(
    dossier: Dossier, plan: Jaarplan, number: str, actions: tuple[str, ...], what: str, tags: Container[str]
) -> list[Edit]:
    """Return what changes in an adopted plan when a decision changes some of it.

    ``what`` says what changed; ``tags``: the tags of the repository. A version with a tag gets a higher number, so that
    the tag keeps what it named. Raises ConvenantError when there is no such decision.
    """
    held = _held(dossier, number)
    entry = {
        "datum": held.datum.isoformat(),
        "omschrijving": what,
        "besluit": number,
        **({"acties": list(actions)} if actions else {}),
    }
    edits = [Edit("append", ("wijzigingen",), entry)]
    if plan_tag(plan.id, plan.versie) in tags and (version := _next(plan.versie)):
        edits.insert(0, Edit("put", ("versie",), version))
    return edits


def _held(dossier: Dossier, number: str) -> Bijeenkomst:
    for meeting in dossier.bijeenkomsten.values():
        if any(one.nummer == number for one in meeting.besluiten):
            return meeting
    known = [one.nummer for meeting in dossier.bijeenkomsten.values() for one in meeting.besluiten]
    raise ConvenantError(f"besluit '{number}' bestaat niet in dit dossier; {remedy(number, known)}")


def _next(version: str) -> str:
    """Return the version after a change: ``1.0`` becomes ``1.1``; empty when it does not end in a number."""
    head, point, last = version.rpartition(".")
    return f"{head}{point}{int(last) + 1}" if last.isdecimal() and head else ""
