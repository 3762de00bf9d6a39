"""What a template sees: values, lists, mappings, and views that have fields and nothing else.

Nothing here holds a dossier, a source or a place on disk, or has a method of a library: what a template gets can be
handed to another process, and there is nothing in it with which a program can do something.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache, cached_property
from typing import Any, NoReturn, TypeVar

from markupsafe import Markup

from convenant_cli.findings import ConvenantError

#: What is a value by itself. A subclass is not: it could hold more.
PLAIN = (str, int, float, bool, type(None), Decimal, date, datetime, time, Markup)
_T = TypeVar("_T")
_OURS = "convenant_cli."
_DOSSIER = "convenant_cli.dossier.dossier"


class Shown:
    """The fields and properties of a record or another thing of ours, as they were when the document was made."""

    _place = ""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text

    __repr__ = __str__


def place_of(view: Shown) -> str:
    """Return of which record or part of one this is a view; empty in a document that does not say what it shows."""
    return view._place  # a template must not see it


class Persoonsgegeven:
    """In the place of a value about a person, in a document for everybody: whoever would use it is told where it is."""

    def __init__(self, place: str) -> None:
        self._place = place

    def _refuse(self, *_: Any) -> NoReturn:
        raise ConvenantError(would_show(self._place))

    __str__ = __repr__ = __bool__ = __len__ = __iter__ = __eq__ = __hash__ = __html__ = __format__ = _refuse
    __add__ = __radd__ = __mul__ = __mod__ = __lt__ = __gt__ = __contains__ = __getitem__ = _refuse


def would_show(place: str) -> str:
    """Return the sentence that refuses a document with a value about a person; its place is named, not the value."""
    return (
        f"het document zou een gegeven van een persoon tonen ({place}); haal dat uit het dossier of het sjabloon, "
        "of maak het document met --intern als het binnen de partijen blijft"
    )


def as_data(
    context: Mapping[str, Any], private: Mapping[str, str] | None = None, places: Mapping[int, str] | None = None
) -> dict[str, Any]:
    """Return what a template sees of what was gathered for it.

    ``private``: the values of fields about persons that the document may not show, with the place of each. ``places``:
    of which record each is, by identity, for a document that says what it shows. Raises TypeError for what is no data,
    which is a mistake of ours.
    """
    every = _Views(private or {}, places or {})
    return {name: every.of(value) for name, value in context.items()}


def back(kind: type[_T], view: Shown) -> _T:
    """Return one of our own dataclasses, all of whose fields are data, from its view."""
    return kind(**{field.name: getattr(view, field.name) for field in fields(kind)})  # type: ignore[arg-type]


class _Views:
    """Makes a view of everything once, so that what was one thing stays one."""

    def __init__(self, private: Mapping[str, str], places: Mapping[int, str]) -> None:
        self._private, self._places = private, places
        self._made: dict[int, tuple[Any, Any]] = {}  # with what it was made from: its id must not be used again

    def of(self, value: Any) -> Any:
        """Return a value as data."""
        if type(value) in PLAIN or isinstance(value, Shown | Persoonsgegeven):
            return value
        if id(value) not in self._made:
            self._made[id(value)] = (value, self._new(value))
        return self._made[id(value)][1]

    def _new(self, value: Any) -> Any:
        if isinstance(value, Enum):
            return self.of(value.value)
        if isinstance(value, str | int):
            return str(value) if isinstance(value, str) else int(value)
        if isinstance(value, Mapping):
            return {self.of(key): self.of(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.of(one) for one in value]
        if isinstance(value, tuple):
            return tuple(self.of(one) for one in value)
        if isinstance(value, Set):
            return frozenset(self.of(one) for one in value)
        return self._view(value)

    def _view(self, value: Any) -> Shown:
        kind: Any = type(value)
        if not kind.__module__.startswith(_OURS) or _is_dossier(kind):
            raise TypeError(f"{kind.__module__}.{kind.__qualname__} is not for a template")
        view = Shown(str(value) if _has_words(kind) else f"<{kind.__name__.lower()}>")
        view._place = self._places.get(id(value), "")
        self._made[id(value)] = (value, view)
        own, computed = _attributes(kind)
        kept_back = _kept_back(kind)
        for name in own:
            field = None if name in kept_back else getattr(value, name)
            if _is_dossier(type(field)):
                continue  # of an overview only what it says is for a template
            hidden = self._private.get(field) if isinstance(field, str) and _is_record(kind) else None
            setattr(view, name, self.of(field) if hidden is None else Persoonsgegeven(hidden))
        for name in computed:
            setattr(view, name, self.of(getattr(value, name)))
        return view


@cache
def _attributes(kind: type) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the fields that a class of ours declares, and of its properties."""
    if _is_record(kind):
        declared: Iterable[str] = kind.model_fields  # type: ignore[attr-defined]
    elif is_dataclass(kind):
        declared = (field.name for field in fields(kind))
    else:
        raise TypeError(f"{kind.__qualname__} has no fields that a template can see")
    computed = {
        name
        for one in kind.__mro__
        if one.__module__.startswith(_OURS)
        for name, own in vars(one).items()
        if isinstance(own, property | cached_property)
    }
    return tuple(name for name in declared if name[0] != "_"), tuple(sorted(n for n in computed if n[0] != "_"))


def _kept_back(kind: type) -> frozenset[str]:
    """Return the fields of a record that a template for everybody does not get."""
    if not _is_record(kind):
        return frozenset()
    from convenant_cli.records.model.holding import for_one_reader  # who fills a template in apart, knows no records

    return for_one_reader(kind)


def _is_dossier(kind: type) -> bool:
    """Tell whether a class is that of a dossier, also of one as it was known on a day."""
    return any(one.__module__ == _DOSSIER for one in kind.__mro__)


def _is_record(kind: type) -> bool:
    return hasattr(kind, "model_fields")


def _has_words(kind: type) -> bool:
    """Tell whether a class of ours says itself how it reads, such as a period."""
    return any("__str__" in vars(one) for one in kind.__mro__ if one.__module__.startswith(_OURS))
