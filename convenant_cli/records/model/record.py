"""What every record is: frozen, strict about its fields, found at a place; and the marks that link records.

A field that points to another record says so in its type (``Verwijst``), a field that names a thing others
can point to says so too (``Definieert``), and a field about a person is marked (``Persoonlijk``). References,
back references, completion and privacy all follow from these three. A date says whether it tells what has happened
(``Gebeurd``), and a value after which other value it lies (``Na``). A party that must take part in the agreement when
it does what a record says has ``deelname.DoetMee``.
"""

import re
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, PrivateAttr
from pydantic_core import CoreSchema

from convenant_cli.findings import Path, Place
from convenant_cli.records.model.benaming import Namen, Thuis
from convenant_cli.text.sentences import capital

#: In a schema in the making: the field names the thing without the record that holds it. Not in the finished schema.
BINNEN = "x-binnen"


@dataclass(frozen=True, slots=True)
class Verwijst:
    """The value is the id of a thing of one of these kinds.

    ``binnen``: the id counts within the enclosing record's first path part (a doel within its jaarplan).
    ``ook``: words that are allowed beside the ids, such as ``alle``.
    """

    soorten: tuple[str, ...]
    binnen: bool = False
    ook: tuple[str, ...] = ()

    def full(self, record: str, value: str) -> str:
        """Return the id of what a field of a record with this id names."""
        return f"{record.split('/')[0]}/{value}" if self.binnen else value

    def written(self, id: str) -> str:
        """Return how such a field writes an id."""
        return id.partition("/")[2] if self.binnen else id

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        json = handler(schema)
        json["x-verwijst-naar"] = list(self.soorten)
        if self.binnen:
            json[BINNEN] = True
        return json


@dataclass(frozen=True, slots=True)
class Definieert:
    """The value (or each key of the mapping) names a thing that other fields can point to.

    ``binnen``: the id is prefixed with the id of the record (``record``) or its first path part (``map``).
    """

    soort: str
    binnen: Literal["", "record", "map"] = ""
    onzijdig: bool = field(default=False, compare=False)
    """Whether a Dutch sentence says 'het' of it."""

    def owner(self, record: str) -> str:
        """Return with what the id of a name begins that a record with this id gives; empty when with nothing."""
        return record if self.binnen == "record" else record.split("/")[0] if self.binnen else ""

    def full(self, record: str, value: str) -> str:
        """Return the id by which others point to a name that a record with this id gives."""
        return f"{self.owner(record)}/{value}" if self.binnen else value


@dataclass(frozen=True, slots=True)
class Persoonlijk:
    """The value says something about a person: never in public output, never in tracked files unless chosen."""


@dataclass(frozen=True, slots=True)
class Gebeurd:
    """The date tells what has happened; every other date tells what is meant to happen."""


@dataclass(frozen=True, slots=True)
class Na:
    """The value lies after that of another field of the same mapping.

    ``gelijk``: both may be the same. ``zacht``: an earlier one is rare enough to ask about, but no fault.
    """

    veld: str
    gelijk: bool = False
    zacht: bool = False


@dataclass(frozen=True, slots=True)
class Heette:
    """The name that the field had before: who still writes that one is told the new one."""

    naam: str


Merk = Verwijst | Definieert | Persoonlijk
_M = TypeVar("_M")


class Onderdeel(BaseModel):
    """A mapping inside a record. Unknown fields are refused; values do not change after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Record(Onderdeel):
    """One YAML file. The file's place says what it is and gives its id; no field repeats it."""

    soort: ClassVar[str]
    """The Dutch noun of this kind, as readers see it."""

    patroon: ClassVar[str]
    """Where its files are: ``data/partners/{}.yaml``. The parts at ``{}``, joined by ``/``, are the id."""

    onzijdig: ClassVar[bool] = False
    """Whether a Dutch sentence says 'het' of it."""

    _id: str = PrivateAttr(default="")
    _name: str = PrivateAttr(default="")

    @property
    def id(self) -> str:
        """The id, from the file name."""
        return self._told("_id")

    @property
    def name(self) -> str:
        """The file, relative to the dossier, with forward slashes."""
        return self._told("_name")

    def _told(self, what: str) -> str:
        # Asked some hundred thousand times in one report; as a private attribute each would cost ten times as much.
        private = self.__pydantic_private__
        told: str = private[what] if private else ""
        return told

    @property
    def verwijsnaam(self) -> str:
        """How others refer to it: ``Politie``, ``2.3 Ouderavond``; its title or name, else its id."""
        return str(getattr(self, "titel", "") or getattr(self, "naam", "") or self.id)

    def zinsbegin(self, _namen: Namen, /) -> str:
        """Return how a sentence about it begins; the only one of its kind goes by its kind."""
        return self.verwijsnaam if "{}" in self.patroon else capital(self.soort)

    @property
    def ondertitel(self) -> str:
        """Its title, where the start of a sentence about it does not say that; empty otherwise."""
        return ""

    def thuis(self, _namen: Namen, /) -> Thuis:
        """Return where a reader looks for what changed in it: with itself, or with what it belongs to."""
        return Thuis(self.soort, self.id, self.verwijsnaam, (self.id,))

    def at(self, *path: str | int) -> Place:
        """Name a field of this record, for a check: ``record.at("voortgang", 2, "datum")``."""
        return Place(self._told("_name"), path)

    def at_key(self, *path: str | int) -> Place:
        """Name the key of a field, for a check that blames the key and not its value."""
        return Place(self._told("_name"), path, "key")

    def identify(self, id: str, name: str) -> None:
        """Set the id and the file name; the reader does this once, right after validation."""
        self._id = id
        self._name = name

    @classmethod
    def match(cls, name: str) -> str | None:
        """Return the id when a file name is a place of this kind, else None."""
        match = _pattern(cls.patroon).fullmatch(name)
        return "/".join(match.groups()) or cls.soort if match else None

    @classmethod
    def place(cls, id: str) -> str:
        """Return the file name that belongs to an id."""
        return cls.patroon.format(*id.split("/"))


@cache
def _pattern(patroon: str) -> re.Pattern[str]:
    return re.compile(re.escape(patroon).replace(r"\{\}", "([^/]+)"))


@cache
def defines(model: type[Onderdeel]) -> frozenset[Definieert]:
    """Return the marks of everything that records of a kind can define, from their types alone."""
    found: set[Definieert] = set()
    for info in model.model_fields.values():
        _collect(info.annotation, tuple(info.metadata), found)
    return frozenset(found)


def _collect(annotation: Any, metadata: tuple[Any, ...], found: set[Definieert]) -> None:
    found.update(mark for mark in metadata if isinstance(mark, Definieert))
    if get_origin(annotation) is Annotated:
        inner, *extra = get_args(annotation)
        _collect(inner, tuple(extra), found)
    elif isinstance(annotation, type) and issubclass(annotation, Onderdeel):
        found |= defines(annotation)
    else:
        for arg in get_args(annotation):
            _collect(arg, (), found)


# --- walking the marks --------------------------------------------------------------------------------------------

_Found = list[tuple[Path, Any, Any]]
#: Puts in a list what it finds below a value: of a large dossier all parts are walked, several times.
_Step = Callable[[Any, Path, _Found], None]


def marked(record: Onderdeel, kind: type[_M]) -> list[tuple[Path, _M, Any]]:
    """Return ``(path, mark, value)`` for every field of a record that carries a mark of this kind and is filled in.

    For a mapping whose keys are names (``rollen``), every key comes as its own value.
    """
    found: _Found = []
    _walk_model(record, (), found, kind)
    return found


def _walk_model(model: Onderdeel, path: Path, found: _Found, kind: Any) -> None:
    for name, step in _steps(type(model), kind):
        value = getattr(model, name)
        if value is not None:
            step(value, (*path, name), found)


@cache
def _steps(model: type[Onderdeel], kind: Any) -> tuple[tuple[str, _Step], ...]:
    found = []
    for name, info in model.model_fields.items():
        step = _step(kind, info.annotation, tuple(info.metadata))
        if step is not None:
            found.append((name, step))
    return tuple(found)


def _step(kind: Any, annotation: Any, metadata: tuple[Any, ...] = ()) -> _Step | None:
    """Return how to walk a type to the marks of a kind, or None when nothing in it has one."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *extra = get_args(annotation)
        return _step(kind, inner, (*extra, *metadata))
    marks = [mark for mark in metadata if isinstance(mark, kind)]
    if origin in (Union, types.UnionType):
        steps = [step for arg in get_args(annotation) if (step := _step(kind, arg, metadata))]
        return _first_that_fits(steps) if steps else None
    if origin is tuple:
        item = _step(kind, get_args(annotation)[0])
        return _each_item(item) if item else None
    if origin is dict:
        item = _step(kind, get_args(annotation)[1])
        return _each_entry(item, marks) if item or marks else None
    if isinstance(annotation, type) and issubclass(annotation, Onderdeel):
        return _each_field(kind) if _steps(annotation, kind) else None
    if not marks:
        return None
    return _itself(marks, annotation if isinstance(annotation, type) else object)  # of a union this may be another type


def _itself(marks: list[Any], fits: type) -> _Step:
    if len(marks) == 1:
        mark = marks[0]

        def one(value: Any, path: Path, found: _Found) -> None:
            if isinstance(value, fits):
                found.append((path, mark, value))

        return one

    def each(value: Any, path: Path, found: _Found) -> None:
        if isinstance(value, fits):
            found.extend((path, mark, value) for mark in marks)

    return each


def _each_field(kind: Any) -> _Step:
    def walk(value: Any, path: Path, found: _Found) -> None:
        if isinstance(value, Onderdeel):
            _walk_model(value, path, found, kind)

    return walk


def _first_that_fits(steps: list[_Step]) -> _Step:
    def walk(value: Any, path: Path, found: _Found) -> None:
        for step in steps:
            step(value, path, found)

    return walk if len(steps) > 1 else steps[0]


def _each_item(item: _Step) -> _Step:
    def walk(values: Any, path: Path, found: _Found) -> None:
        for index, value in enumerate(values):
            item(value, (*path, index), found)

    return walk


def _each_entry(item: _Step | None, marks: list[Any]) -> _Step:
    def walk(values: Any, path: Path, found: _Found) -> None:
        for key, value in values.items():
            found.extend(((*path, key), mark, key) for mark in marks)
            if item:
                item(value, (*path, key), found)

    return walk
