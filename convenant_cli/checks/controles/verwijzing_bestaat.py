"""Elke verwijzing wijst naar iets dat bestaat, van de goede soort.

Waarom: een actie van een partij die niet bestaat, heeft niemand die haar uitvoert.
Herstel: verbeter de naam, of maak eerst het record waarnaar het veld verwijst.
"""

from collections.abc import Iterator

from convenant_cli.checks.absent import dangling
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding
from convenant_cli.records.model.verwijzingen import Reference
from convenant_cli.sources.sources import MARKER
from convenant_cli.text.sentences import MEANT, suggest

_COMPARED = 500_000  # names to compare before we stop looking for what was meant: it is not told of thousands


def check(dossier: Dossier) -> Iterator[Melding]:
    names: dict[tuple[tuple[str, ...], str], list[str]] = {}
    compared = 0
    for reference in dangling(dossier):
        soorten = reference.mark.soorten
        file = dossier.files[reference.place.name]
        if file.unclear and dossier.locate(reference.place) in file.unclear:
            continue  # told as a value that names nothing
        if not dossier.may_define(soorten, reference.key):
            owner = reference.key.removesuffix(reference.value)
            if (soorten, owner) not in names:
                names[soorten, owner] = _known(dossier, soorten, owner)
            known = names[soorten, owner] if compared < _COMPARED else []
            compared += len(known)
            message = _message(dossier, reference, known)
            yield Melding(reference.place, message, "" if MEANT in message else _add(dossier, soorten))


def _add(dossier: Dossier, soorten: tuple[str, ...]) -> str:
    """Return how a thing of a kind comes to be; empty when that depends."""
    if len(soorten) != 1:
        return ""
    # A role, a theme or a kind of meeting stands in the record of the agreement itself.
    for place in dossier.defined.get(soorten[0], {}).values():
        if place.name == MARKER and len(place.path) > 1:
            from convenant_cli.records.model.labels import is_neuter

            new = "een nieuw" if is_neuter(soorten[0]) else "een nieuwe"
            return f"verbeter de naam, of voeg {new} {soorten[0]} toe onder '{place.path[0]}' in {MARKER}"
        break
    return ""


def _known(dossier: Dossier, soorten: tuple[str, ...], owner: str) -> list[str]:
    """Return the names that a reference can have."""
    every = (key for soort in soorten for key in dossier.defined.get(soort, ()))
    return [key.removeprefix(owner) for key in every if key.startswith(owner)]


def _message(dossier: Dossier, reference: Reference, known: list[str]) -> str:
    soorten, value = reference.mark.soorten, reference.value
    if len(soorten) == 1:
        from convenant_cli.records.model.labels import is_neuter

        article = "het" if is_neuter(soorten[0]) else "de"
        message = f"{article} {soorten[0]} '{value}' bestaat niet"
    else:
        message = f"'{value}' is geen bekende {', '.join(soorten[:-1])} of {soorten[-1]}"
    if near := _near(reference, known):
        return f"{message}{MEANT}'{near}'?"
    other = next((soort for soort, ids in dossier.defined.items() if value in ids and soort not in soorten), "")
    return f"{message}; '{value}' is wel een {other}" if other else message


def _near(reference: Reference, known: list[str]) -> str:
    """Return the id that was probably meant: the same name under another record, or one that looks like it."""
    same_tail = [key for key in known if key.endswith(f"/{reference.value}")]
    return same_tail[0] if len(same_tail) == 1 else suggest(reference.value, [*known, *reference.mark.ook])
