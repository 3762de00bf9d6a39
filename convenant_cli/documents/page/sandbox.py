"""What a template may reach: a list of what it may, and nothing else. No method of a library, nothing very large."""

import re
from collections.abc import Callable, Iterator
from datetime import date, time
from functools import partial, wraps
from types import BuiltinMethodType, MethodType
from typing import Any

from jinja2 import Undefined, pass_eval_context
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import do_format
from jinja2.nodes import EvalContext
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from convenant_cli.documents.page.data import Shown

_ON_TEXT = frozenset(
    ("capitalize", "casefold", "count", "endswith", "find", "isalpha", "isdecimal", "isdigit", "islower", "isupper")
) | frozenset(
    ("join", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rpartition", "rsplit")
) | frozenset(("rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper"))  # fmt: skip
_ON_DAYS = frozenset(("year", "month", "day", "hour", "minute", "second", "isoformat", "weekday", "isoweekday"))
_ON_LISTS = frozenset(("count", "index"))
_ON_SETS = frozenset(("intersection", "issubset", "issuperset", "union", "difference", "isdisjoint"))
_IN_LOOPS = frozenset(
    ("changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem", "previtem")
) | frozenset(("revindex", "revindex0"))  # fmt: skip

#: The methods and attributes that a template may use, by exactly what they are of.
_METHODS: dict[type, frozenset[str]] = {
    str: _ON_TEXT,
    Markup: _ON_TEXT,
    dict: frozenset(("get", "items", "keys", "values")),
    list: _ON_LISTS,
    tuple: _ON_LISTS,
    frozenset: _ON_SETS,
    date: _ON_DAYS,
    time: _ON_DAYS,
    LoopContext: _IN_LOOPS,
    BlockReference: frozenset(("super",)),
}
_WITH_FIELDS = (Shown, TemplateModule, TemplateReference, Namespace)
_INDEXED = (str, Markup, dict, list, tuple)
#: What Jinja offers to templates and a document needs; the others make text of any length. And what it does not need:
#: how an object is made, and what is different every time.
_GLOBALS = ("range", "dict", "namespace")
_NOT_OFFERED = ("pprint", "random")
_CALLED = (Macro, LoopContext, BlockReference, MethodType, BuiltinMethodType, partial)

#: Letters, or things in a list, that one step of a template may make; far more than any document has.
MOST = 1_000_000
_WIDEST = 1_000
_BITS = 10_000
#: The filters of Jinja with which something becomes as wide or as much as is asked.
_WIDE = ("batch", "center", "format", "indent", "round", "slice", "wordwrap")
_WIDTH = re.compile(r"%(?:\([^)]*\))?[-+ #0]*(\*|\d+)?(?:\.(\*|\d+))?")


class TooLargeError(SecurityError):
    """One step of a template would make more than any document holds."""


class NoTextError(SecurityError):
    """A template shows something that is no text, as when a list is still to be made."""


@pass_eval_context  # so that Jinja asks when the template is filled in; of what is fixed it makes a text before it asks
def shown(context: EvalContext, value: Any) -> Any:
    """Return what a template shows. Raises NoTextError for what would say how Python holds it, and where."""
    if isinstance(value, list | tuple | frozenset | dict):
        for one in (*value, *value.values()) if isinstance(value, dict) else value:
            shown(context, one)
    elif isinstance(value, Iterator | LoopContext | TemplateReference | Namespace) or (
        callable(value) and not isinstance(value, Undefined)
    ):
        raise NoTextError(type(value).__name__)
    return value


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja whose templates reach plain values and the fields of views, and make nothing very large."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.globals = {name: self.globals[name] for name in _GLOBALS}
        for name in _NOT_OFFERED:
            del self.filters[name]
        self._offered = tuple(self.globals.values())
        for name in _WIDE:
            self.filters[name] = _checked(self.filters[name])

    def is_safe_attribute(self, obj: Any, attr: str, _value: Any) -> bool:
        """Tell whether a template may have an attribute, from what kind of thing it is of."""
        kind = type(obj)
        if attr.startswith("_"):
            return False
        if kind in _METHODS:
            return attr in _METHODS[kind]
        return kind in _WITH_FIELDS

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether a template may call something: what it could reach has been looked at already."""
        return type(obj) in _CALLED or any(obj is offered for offered in self._offered)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return what stands between brackets: a part of a plain value, or what a dot gives."""
        if isinstance(obj, Undefined) or type(obj) in _INDEXED:
            return super().getitem(obj, argument)
        return self.getattr(obj, argument) if isinstance(argument, str) else self.undefined(obj=obj, name=argument)

    def wrap_str_format(self, value: Any) -> None:
        """Offer no ``format`` of texts: ``%`` does the same, and is looked at."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Do what an operator says, unless that makes something very large. Raises TooLargeError."""
        if operator == "+" and _sized(left) and _sized(right):
            _most(len(left) + len(right))
        elif operator == "*":
            _most_of_product(left, right)
        elif operator == "**":
            _most_of_power(left, right)
        elif operator == "%" and isinstance(left, str):
            _most_of_format(left)
        return super().call_binop(context, operator, left, right)


def _most(count: int, most: int = MOST) -> None:
    if count > most:
        raise TooLargeError(f"meer dan {most}")


def _sized(value: Any) -> bool:
    return isinstance(value, str | list | tuple)


def _most_of_product(left: Any, right: Any) -> None:
    for one, other in ((left, right), (right, left)):
        if _sized(one) and isinstance(other, int):
            _most(len(one) * other)
    if isinstance(left, int) and isinstance(right, int):
        _most(left.bit_length() + right.bit_length(), _BITS)


def _most_of_power(left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int):
        _most(left.bit_length() * abs(right), _BITS)


def _most_of_format(text: Any) -> None:
    for found in _WIDTH.finditer(str(text)):
        for width in found.groups():
            if width and (width == "*" or len(width) > len(str(_WIDEST)) or int(width) > _WIDEST):
                raise TooLargeError(f"de breedte {width} in '{found[0]}'")


def _checked(real: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that looks first how wide it would make something."""

    @wraps(real)
    def filter(*args: Any, **kwargs: Any) -> Any:
        for one in (*args[1:], *kwargs.values()):
            if isinstance(one, int):
                _most(abs(one), _WIDEST)
        if real is do_format:
            _most_of_format(args[0])
        return real(*args, **kwargs)

    return filter
