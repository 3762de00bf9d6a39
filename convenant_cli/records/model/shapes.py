"""What the models say of each field: text or a choice, one value or many, what it names and what it points to.

Everything follows from the types of the records; nothing here names a field.
"""

import types
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from convenant_cli.kalender import Periode
from convenant_cli.records.model.record import Definieert, Merk, Onderdeel, Persoonlijk, Verwijst
from convenant_cli.records.model.velden import Alineas, Id, KorteNaam, Tekst, Vorm

_SHORT = tuple(get_args(kind)[1] for kind in (Tekst, KorteNaam))
_LONG = get_args(Alineas)[1]
_NAME = get_args(Id)[1]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field holds."""

    marks: tuple[Merk, ...] = ()
    text: Literal["", "kort", "lang"] = ""
    """Whether it is text that somebody wrote, and whether of one line."""
    choice: bool = False
    """Whether it is one of a fixed list of words."""
    words: tuple[str, ...] = ()
    """The words of that list; also those that may stand in the place of a mapping, such as 'onbekend'."""
    yes_no: bool = False
    name: bool = False
    """Whether it is a slug, such as an id."""
    day: bool = False
    period: bool = False
    number: bool = False
    item: "Shape | None" = None
    """What each part of a list or mapping holds."""
    many: bool = False
    named: bool = False
    """Whether each of many parts stands under a name of its own (a mapping), and not behind a dash (a list)."""
    zin: str = ""
    """How the value is written, as the sentence for a wrong one says it."""
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
        # Of an alternative (a signature, or the word 'onbekend') the first says most.
        return replace(found[0], words=tuple(word for one in found for word in one.words))
    if origin in (tuple, dict):
        return Shape(marks, item=_shape(args[0] if origin is tuple else args[1]), many=True, named=origin is dict)
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
        words=args if origin is Literal else (),
        yes_no=annotation is bool,
        name=any(own is _NAME for own in metadata),
        day=annotation is date,
        period=annotation is Periode,
        zin=next((own.zin for own in metadata if isinstance(own, Vorm)), ""),
        number=annotation in (int, Decimal),
    )


def fault(model: type[Onderdeel], name: str, value: Any) -> str:
    """Return what is wrong with the value of a field, as typed in a record; empty when nothing is."""
    try:
        _adapter(model, name).validate_python(value)
    except ValidationError as error:
        return str(error.errors()[0]["msg"])
    return ""


@cache
def _adapter(model: type[Onderdeel], name: str) -> TypeAdapter[Any]:
    field = model.model_fields[name]
    whole: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    return TypeAdapter(whole)
