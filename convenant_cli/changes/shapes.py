"""What the models say of each field, for a comparison: text or a choice, what it points to, what names a part.

Everything follows from the types of the records; nothing here names a field.
"""

import re
import types
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from convenant_cli.records.record import Definieert, Merk, Onderdeel, Persoonlijk, Verwijst
from convenant_cli.records.velden import Alineas, Id, KorteNaam, Tekst

_SHORT = tuple(get_args(kind)[1] for kind in (Tekst, KorteNaam))
_LONG = get_args(Alineas)[1]
_NAME = get_args(Id)[1]


#: Names of fields that a reader spells with a mark that a name cannot hold.
_SPELLED = {"email": "e-mail", "themas": "thema's"}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field holds."""

    marks: tuple[Merk, ...] = ()
    text: Literal["", "kort", "lang"] = ""
    """Whether it is text that somebody wrote, and whether of one line."""
    choice: bool = False
    """Whether it is one of a fixed list of words."""
    name: bool = False
    """Whether it is a slug, such as an id."""
    day: bool = False
    item: "Shape | None" = None
    """What each part of a list or mapping holds."""
    many: bool = False
    model: type[Onderdeel] | None = None

    @property
    def verwijst(self) -> Verwijst | None:
        """To what the value points."""
        return next((mark for mark in self.marks if isinstance(mark, Verwijst)), None)

    @property
    def definieert(self) -> Definieert | None:
        """What the value names."""
        return next((mark for mark in self.marks if isinstance(mark, Definieert)), None)

    @property
    def persoonlijk(self) -> bool:
        """Whether the value is about a person."""
        return any(isinstance(mark, Persoonlijk) for mark in self.marks)


ANYTHING = Shape()


@cache
def shapes(model: type[Onderdeel]) -> dict[str, Shape]:
    """Return what every field of a model holds, in the order of the model."""
    return {name: _shape(field.annotation, tuple(field.metadata)) for name, field in model.model_fields.items()}


def _shape(annotation: Any, metadata: tuple[Any, ...] = ()) -> Shape:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(args[0], (*args[1:], *metadata))
    marks = tuple(mark for mark in metadata if isinstance(mark, Merk))
    if origin in (Union, types.UnionType):
        found = [_shape(arg, metadata) for arg in args if arg is not type(None)]
        return found[0]  # of an alternative (a signature, or the word 'onbekend') the first says most
    if origin in (tuple, dict):
        return Shape(marks, item=_shape(args[0] if origin is tuple else args[1]), many=True)
    if isinstance(annotation, type) and issubclass(annotation, Onderdeel):
        return Shape(marks, model=annotation)
    text: Literal["", "kort", "lang"] = ""
    if any(own is kind for own in metadata for kind in _SHORT):
        text = "kort"
    elif any(own is _LONG for own in metadata):
        text = "lang"
    return Shape(
        marks,
        text=text,
        choice=origin is Literal,
        name=any(own is _NAME for own in metadata),
        day=annotation is date,
    )


# --- what identifies a part of a list -----------------------------------------------------------------------------


@cache
def identities(model: type[Onderdeel]) -> tuple[tuple[str, ...], ...]:
    """Return the sets of fields that tell the parts of a list apart, the most precise first.

    A part with a name of its own (``Definieert``) goes by that name. Another goes by what it points to, then by its
    day, then by its first text; a part that must point to something never goes by its day or text alone.
    """
    required = {name for name, field in model.model_fields.items() if field.is_required()}
    named: list[str] = []
    points: list[str] = []
    may_point: list[str] = []
    days: list[str] = []
    texts: list[str] = []
    for name, shape in shapes(model).items():
        if shape.many:
            continue
        if shape.definieert:
            named.append(name)
        elif name in required and (shape.verwijst or shape.name):
            points.append(name)
        elif shape.verwijst:
            may_point.append(name)
        elif name in required and shape.day:
            days.append(name)
        elif name in required and shape.text and not texts:
            texts.append(name)
    if named:
        found = [named, texts]
    elif points:
        found = [
            points + may_point + days + texts,
            points + may_point + days,
            points + may_point,
            points + texts,
            points,
        ]
    else:
        found = [days + texts, texts, days]
    return tuple(dict.fromkeys(tuple(fields) for fields in found if fields))


@cache
def label_fields(model: type[Onderdeel]) -> tuple[str, ...]:
    """Return the fields by which a reader knows a part of a list: its name, or what it points to and its day."""
    known = shapes(model)
    named = [name for name, shape in known.items() if shape.definieert]
    if named:
        return (next((name for name in ("naam", "titel") if name in known), named[0]),)
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


def words(name: str) -> str:
    """Return the name of a field as words: ``bevestigd op``."""
    return _SPELLED.get(name) or name.replace("_", " ").replace("-", " ")


@cache
def definers(kind: type[Onderdeel]) -> frozenset[str]:
    """Return the kinds of thing that a model defines and that have a name a reader knows."""
    found: set[str] = set()
    for shape in shapes(kind).values():
        if (mark := shape.definieert) and (shape.many or _has_name(kind)):
            found.add(mark.soort)
        inner = shape.item.model if shape.item else shape.model
        if inner:
            found |= definers(inner)
    return frozenset(found)


def _has_name(model: type[Onderdeel]) -> bool:
    return bool(name_field(model))


@cache
def name_field(model: type[Onderdeel]) -> str:
    """Return the field that holds the name of a thing as a reader knows it; empty when there is none."""
    known = shapes(model)
    return next((name for name in ("naam", "titel", "tekst") if name in known and known[name].text == "kort"), "")
