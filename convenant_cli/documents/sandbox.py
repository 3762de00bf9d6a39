"""What a template may reach: a list of what it may, and nothing else. No method of a library, no file."""

from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cached_property
from types import ModuleType
from typing import Any

from jinja2 import Undefined
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from convenant_cli.dossier import Dossier
from convenant_cli.sources import Source

_ON_TEXT = frozenset(
    ("capitalize", "casefold", "count", "endswith", "find", "isalpha", "isdecimal", "isdigit", "islower", "isupper")
) | frozenset(
    ("join", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rpartition", "rsplit")
) | frozenset(("rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper"))  # fmt: skip
_ON_DAYS = frozenset(("year", "month", "day", "hour", "minute", "second", "isoformat", "weekday", "isoweekday"))
_ON_LISTS = frozenset(("count", "index"))
_ON_SETS = frozenset(("intersection", "issubset", "issuperset", "union", "difference", "isdisjoint"))

#: The methods and attributes of plain values that a template may use. A subclass of these is not plain.
_PLAIN: dict[type, frozenset[str]] = {
    str: _ON_TEXT,
    Markup: _ON_TEXT,
    dict: frozenset(("get", "items", "keys", "values")),
    list: _ON_LISTS,
    tuple: _ON_LISTS,
    frozenset: _ON_SETS,
    date: _ON_DAYS,
    time: _ON_DAYS,
    **dict.fromkeys((int, float, Decimal, bool, type(None)), frozenset()),
}
_LOOP = frozenset(
    ("changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem", "previtem")
) | frozenset(("revindex", "revindex0"))  # fmt: skip
_INDEXED = (str, Markup, dict, list, tuple)
_OURS = "convenant_cli."


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja whose templates reach plain values, and the fields and properties of our own classes; nothing else."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may have an attribute, from what kind of thing it is of."""
        if attr.startswith("_") or _holds_more(value):
            return False
        kind = type(obj)
        if kind in _PLAIN:
            return attr in _PLAIN[kind]
        if kind is LoopContext:
            return attr in _LOOP
        if kind is BlockReference:
            return attr == "super"
        return kind in (TemplateModule, TemplateReference, Namespace) or _ours(kind, attr)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what stands behind a dot."""
        return self._allowed(obj, attribute, super().getattr(obj, attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return what stands between brackets."""
        if isinstance(obj, Undefined):
            return super().getitem(obj, argument)
        if type(obj) not in _INDEXED:
            return self.getattr(obj, argument) if isinstance(argument, str) else self.undefined(obj=obj, name=argument)
        return self._allowed(obj, argument, super().getitem(obj, argument))

    def _allowed(self, obj: Any, name: Any, value: Any) -> Any:
        if _holds_more(value):
            return self.undefined(f"'{name}' is geen gegeven voor een sjabloon", obj=obj, name=name, exc=SecurityError)
        return value


def _holds_more(value: Any) -> bool:
    """Tell whether a value is more than data: a dossier, a place on disk, a module."""
    return isinstance(value, Dossier | Source | ModuleType) or hasattr(value, "__fspath__")


def _ours(kind: type, attr: str) -> bool:
    """Tell whether one of our own classes declares an attribute, as a field or a property; a method never."""
    if issubclass(kind, Dossier | Source) or not kind.__module__.startswith(_OURS):
        return False
    if issubclass(kind, Enum):
        return attr in ("name", "value")
    if attr in getattr(kind, "model_fields", ()) or attr in getattr(kind, "__dataclass_fields__", ()):
        return True
    ours = (vars(one) for one in kind.__mro__ if one.__module__.startswith(_OURS))
    return any(isinstance(own.get(attr), property | cached_property) for own in ours)
