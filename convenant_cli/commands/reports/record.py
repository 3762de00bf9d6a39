"""One record, or one thing inside a record, for people: its fields, and who refers to it."""

import textwrap
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any, NamedTuple

from pydantic import BaseModel

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.meant import kind_meant, meant, thing_at
from convenant_cli.findings import Path, Place
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Partner
from convenant_cli.records.model.record import Onderdeel, Persoonlijk, Record, Verwijst, marked
from convenant_cli.records.model.verwijzingen import Reference


class Found(NamedTuple):
    """A thing with a name: its kind, id, where it is defined, and its content."""

    soort: str
    id: str
    place: Place
    value: Any


def find(dossier: Dossier, name: str) -> list[Found]:
    """Return the things that a name can mean: a file, an id, ``soort:id``, a number, or what people call it."""
    normal = name.replace("\\", "/")
    if normal in dossier.files:
        file = dossier.files[normal]
        return [_found(dossier, file.kind.soort, file.id, Place(normal))]
    soort, _, id = name.rpartition(":")
    soort = kind_meant(soort)
    matches = [
        _found(dossier, kind, key, place)
        for kind, ids in dossier.defined.items()
        for key, place in ids.items()
        if kind == (soort or kind) and key == id
    ]
    matches = matches or [
        _found(dossier, kind, key, place)
        for kind, ids in dossier.defined.items()
        for key, place in ids.items()
        if kind == (soort or kind) and key.rsplit("/", 1)[-1] == id
    ]
    matches = matches or [
        _found(dossier, "bepaling", key, dossier.defined["bepaling"][key])
        for key, clause in dossier.bepalingen.items()
        if soort in ("", "bepaling") and clause.nummer == id
    ]
    spoken = meant(dossier, id if soort else name, (soort,) if soort else ())
    return matches or [_found(dossier, kind, key, dossier.defined[kind][key]) for kind, key in spoken]


def _found(dossier: Dossier, soort: str, id: str, place: Place) -> Found:
    return Found(soort, id, place, thing_at(dossier, place))


def as_text(dossier: Dossier, found: Found, where: Callable[[Place], str], width: int = 100) -> Iterator[str]:
    """Yield the fields of a thing, with the names of what it refers to, then who refers to it."""
    yield f"{found.soort} {found.id}"
    yield where(found.place)
    yield ""
    if found.value is None:
        yield "Dit bestand is niet te lezen; 'convenant validate' zegt waarom."
    else:
        yield from _fields(found.value, _names(dossier, found.value), width)
    if isinstance(found.value, Partner) and not found.value.zinsnaam:
        yield ""
        yield f"Zo staat zij in een zin: '{found.value.in_zin} doet mee'. Hoort dat anders, vul dan 'zinsnaam' in."
    references = dossier.referrers(found.soort, found.id)
    yield ""
    if not references:
        yield "Niemand verwijst hiernaar."
        return
    yield f"Wie verwijst hiernaar ({len(references)}):"
    for reference in references:
        yield f"  {where(reference.place)}  {_way(reference)}"


def as_data(dossier: Dossier, found: Found, where: Callable[[Place], tuple[int, int]]) -> dict[str, Any]:
    """Return the same as plain data, for JSON. Personal fields are left out."""
    line, column = where(found.place)
    return {
        "version": 1,
        "soort": found.soort,
        "id": found.id,
        "file": found.place.name,
        "line": line,
        "column": column,
        "velden": _data(found.value),
        "verwezen_door": [
            {
                "soort": reference.record.soort,
                "id": reference.record.id,
                "veld": _way(reference),
                "file": reference.place.name,
                "line": where(reference.place)[0],
                "column": where(reference.place)[1],
            }
            for reference in dossier.referrers(found.soort, found.id)
        ],
    }


def _way(reference: Reference) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in reference.place.path)


def _names(dossier: Dossier, value: Any) -> dict[Path, str]:
    """Return, for each field that refers to something with a name, that name."""
    if not isinstance(value, Onderdeel):
        return {}
    names: dict[Path, str] = {}
    for path, mark, id in marked(value, Verwijst):
        for soort in mark.soorten:
            place = dossier.defined.get(soort, {}).get(id)
            if place is not None:
                named = _found(dossier, soort, id, place).value
                name = next((text for field in ("naam", "titel") if (text := getattr(named, field, None))), "")
                if name:
                    names[path] = name
                break
    return names


def _fields(value: Any, names: dict[Path, str], width: int, path: Path = (), indent: str = "") -> Iterator[str]:
    for key, item in _items(value):
        here = (*path, key)
        label = f"{indent}- " if isinstance(key, int) else f"{indent}{key}: "
        deeper = indent + "  "
        if isinstance(item, BaseModel | dict | tuple):
            lines = _fields(item, names, width, here, deeper)
            if isinstance(key, int):
                yield label + next(lines, "").lstrip()
            else:
                yield label.rstrip()
            yield from lines
        else:
            text = _text(item) + (f" ({names[here]})" if here in names else "")
            first, *rest = text.split("\n")
            yield from textwrap.wrap(label + first, width, subsequent_indent=deeper) or [label.rstrip()]
            for paragraph in rest:
                yield from textwrap.wrap(paragraph, width, initial_indent=deeper, subsequent_indent=deeper)


def _items(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, BaseModel):
        personal = (
            {path[0] for path, _, _ in marked(value, Persoonlijk) if len(path) == 1}
            if isinstance(value, Onderdeel)
            else set()
        )
        extra = value.__pydantic_extra__ or {}
        pairs: list[tuple[Any, Any]] = [
            *((name, getattr(value, name)) for name in type(value).model_fields if name not in personal),
            *extra.items(),
        ]
    elif isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, tuple | list):
        pairs = list(enumerate(value))
    else:
        pairs = [("naam", value)]
    for key, item in pairs:
        if item is not None and item not in ((), {}, []):
            yield key, tuple(item) if isinstance(item, list) else item


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return lange_datum(value)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _data(value: Any) -> Any:
    if isinstance(value, BaseModel | dict):
        return {str(key): _data(item) for key, item in _items(value)}
    if isinstance(value, tuple | list):
        return [_data(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, bool | int | None) else _text(value)


def kind_of(found: Found) -> str:
    """Return how to ask for exactly this thing."""
    return f"{found.soort}:{found.id}"


def is_record(found: Found) -> bool:
    """Tell whether the thing is a file of its own."""
    return isinstance(found.value, Record) or not found.place.path
