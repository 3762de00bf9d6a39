"""How a reader knows a part of a record: the fields that say which one it is, its noun, and the words for a field.

Everything follows from the types of the records, but for the spelling of a few names.
"""

import re
from functools import cache
from typing import Any

from convenant_cli.findings import Path
from convenant_cli.records import KINDS, Bepaling
from convenant_cli.records.model.identity import identities
from convenant_cli.records.model.record import Onderdeel, Record, defines
from convenant_cli.records.model.shapes import Shape, shapes

#: Names of fields that a reader knows by other words, or spells with a mark that a name cannot hold.
_SPELLED = {
    "email": "e-mail",
    "themas": "thema's",
    "lid_van": "doet mee vanaf",
    "lid_tot": "doet mee tot",
}


@cache
def label_fields(model: type[Onderdeel]) -> tuple[str, ...]:
    """Return the fields by which a reader knows a part of a list: its name, or what it points to and its day."""
    known = shapes(model)
    named = [name for name, shape in known.items() if shape.definieert]
    if named:
        return (next((name for name in ("naam", "titel", "wat", "partner") if name in known), named[0]),)
    first = identities(model)[0] if identities(model) else ()
    kept = tuple(name for name in first if not known[name].text)
    points = tuple(name for name in kept if not known[name].day)
    required = tuple(name for name in points if model.model_fields[name].is_required())
    if required:
        return (*required, *(name for name in points if name not in required), *(n for n in kept if known[n].day))
    return kept or first


@cache
def goes_by_text(model: type[Onderdeel]) -> bool:
    """Tell whether only its words identify a part, so that a part with nearly the same words is the same."""
    known = shapes(model)
    return not any(
        known[name].verwijst or known[name].definieert or known[name].name for way in identities(model) for name in way
    )


@cache
def noun(model: type[Onderdeel]) -> str:
    """Return the Dutch noun of a part, from the name of its model: ``nadere afspraak``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()


@cache
def is_neuter(soort: str) -> bool:
    """Tell whether a Dutch sentence says 'het' of a kind of record, or of a kind of thing inside one."""
    records = any(kind.onzijdig for kind in KINDS if kind.soort == soort)
    return records or any(mark.onzijdig for kind in KINDS for mark in defines(kind) if mark.soort == soort)


def words(name: str) -> str:
    """Return the name of a field as words: ``bevestigd op``."""
    return _SPELLED.get(name) or name.replace("_", " ").replace("-", " ")


@cache
def definers(kind: type[Onderdeel]) -> frozenset[str]:
    """Return the kinds of thing that a model defines and that have a name a reader knows."""
    found: set[str] = set()
    for shape in shapes(kind).values():
        if (mark := shape.definieert) and (shape.many or name_field(kind)):
            found.add(mark.soort)
        inner = shape.item.model if shape.item else shape.model
        if inner:
            found |= definers(inner)
    return frozenset(found)


@cache
def name_field(model: type[Onderdeel]) -> str:
    """Return the field that holds the name of a thing as a reader knows it; empty when there is none."""
    known = shapes(model)
    return next((name for name in ("naam", "titel", "tekst") if name in known and known[name].text == "kort"), "")


def holder(record: Record, path: Path) -> Any:
    """Return the thing that a name field belongs to: its mapping, or the value at a key that is a name."""
    value: Any = record
    last: Any = record
    for step in path:
        last = value
        value = last[step] if isinstance(last, dict | tuple) else getattr(last, str(step))  # type: ignore[index]
    return value if isinstance(last, dict) else last


def thing_name(thing: Any) -> str:
    """Return the name of a thing inside a record; empty when readers know it by its id."""
    if isinstance(thing, Bepaling):
        return thing.voluit
    if isinstance(thing, str):
        return thing
    model: type[Onderdeel] = type(thing)
    field = name_field(model)
    return str(getattr(thing, field) or "") if field else ""


def named_at(record: Record, path: Path) -> str:
    """Return how a reader knows what is named at a place: a record, or a thing inside it."""
    return thing_name(holder(record, path)) if path else record.verwijsnaam


def block(shape: Shape) -> str:
    """Return in a few words how a field is written that holds fields of its own, one block or many."""
    if shape.named:
        return "blokken, elk onder een eigen naam"
    return "lijst van blokken" if shape.many else "blok met velden"
