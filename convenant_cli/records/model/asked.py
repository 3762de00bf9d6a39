"""What a record asks at a place: which fields, what a value must name, and how a part is written."""

import re
import types
from typing import Annotated, Any, Union, get_args, get_origin

from convenant_cli.findings import Path
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.model.shapes import shapes


def model_at(kind: type[Onderdeel], path: Path) -> type[Onderdeel] | None:
    """Return the model that describes the mapping at a path, or None when that is not a mapping with fields."""
    here: Any = kind
    for step in path:
        here = _strip(here)
        if isinstance(here, type) and issubclass(here, Onderdeel):
            field = here.model_fields.get(str(step))
            here = field.annotation if field else None
        elif get_origin(here) in (tuple, dict):
            here = get_args(here)[1 if get_origin(here) is dict else 0]
        else:
            return None
    here = _strip(here)
    return here if isinstance(here, type) and issubclass(here, Onderdeel) else None


def _strip(annotation: Any) -> Any:
    """Take Annotated, None and the words of a union off a type, leaving what can hold fields."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, types.UnionType):
            options = [_strip(option) for option in get_args(annotation)]
            holders = [option for option in options if get_origin(option) in (tuple, dict) or _is_model(option)]
            annotation = holders[0] if holders else None
        else:
            return annotation


def _is_model(option: Any) -> bool:
    return isinstance(option, type) and issubclass(option, Onderdeel)


def below(model: type[Onderdeel] | None, name: str) -> str:
    """Return where a field belongs that a part of the record has; an empty text when no part has it, or several."""
    owners = []
    for field, shape in shapes(model).items() if model else ():
        part = shape.item.model if shape.item else shape.model
        if part and name in part.model_fields:
            owners.append((field, shape.many))
    if len(owners) != 1:
        return ""
    field, many = owners[0]
    return (
        f"het hoort bij een van de delen van '{field}'"
        if many
        else f"het hoort onder '{field}': zet het daar onder, 2 spaties naar rechts"
    )


def points(kind: type[Onderdeel], path: Path) -> tuple[str, ...]:
    """Return the kinds of thing that a field, or a part of a list in it, must name."""
    inside = isinstance(path[-1], int)
    model = model_at(kind, path[: -2 if inside else -1])
    shape = shapes(model).get(str(path[-2 if inside else -1])) if model else None
    shape = shape.item if shape and inside else shape
    return shape.verwijst.soorten if shape and shape.verwijst else ()


def example(part: type[Onderdeel], typed: str) -> str:
    """Return how a part is written, with what was typed in the first field of its kind and a word in the others."""
    known = shapes(part)
    asked = [name for name, field in part.model_fields.items() if field.is_required()]
    texts = [name for name in asked if known[name].text] or asked[:1]
    filled = {name: known[name].words[0] if known[name].choice else "…" for name in asked}
    if texts:
        filled[texts[0]] = f'"{typed}"' if re.search(r"[:#,\[\]{}\"']", typed) else typed
    return "{" + ", ".join(f"{name}: {value}" for name, value in filled.items()) + "}"
