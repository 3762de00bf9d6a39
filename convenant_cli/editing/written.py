"""A value as the YAML of a record: plain where that means the same, between quotes where it does not."""

import re
import textwrap
from collections.abc import Mapping, Sequence

from convenant_cli.sources.yamlfile import NULLS

#: What a field can hold, as it is typed; None for one that is still to be filled in.
Value = str | Sequence["Value"] | Mapping[str, "Value"] | None

WIDTH = 100
#: A text that starts with a letter or figure and in which no sign means something to YAML.
_PLAIN = re.compile(r"[^\W_](?:[^:#\n]|:(?=\S)|(?<=\S)#)*")
_MEANS_MORE_BETWEEN_BRACKETS = re.compile(r"[,\[\]{}]|:(?=[,\[\]{}])")


def scalar(value: str, quote: str = "", flow: bool = False) -> str:
    """Return a text on one line. ``quote``: the quotes that stood there; ``flow``: it comes between brackets."""
    if quote == '"':
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    plain = not quote and value not in NULLS and _PLAIN.fullmatch(value) and value == value.strip()
    if plain and not value.endswith(":") and not (flow and _MEANS_MORE_BETWEEN_BRACKETS.search(value)):
        return value
    return "'" + value.replace("'", "''") + "'"


def inline(value: Value) -> str:
    """Return a value on one line: ``{partner: dijkschool, inzet: [zaal, koffie]}``."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {inline(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(inline(one) for one in value) + "]"


def field(key: str, value: Value, column: int) -> str:
    """Return a field as whole lines, indented by ``column``: a long text folded, a list of words between brackets."""
    pad = " " * column
    if value is None:
        return f"{pad}{key}:\n"
    if isinstance(value, str):
        return _text(f"{pad}{key}:", value, column)
    if isinstance(value, Mapping):
        return f"{pad}{key}:\n" + "".join(field(name, one, column + 2) for name, one in value.items())
    if all(isinstance(one, str) for one in value):
        line = f"{pad}{key}: {inline(value)}\n"
        if len(line) <= WIDTH + 1:
            return line
    return f"{pad}{key}:\n" + "".join(item(one, column + 2) for one in value)


def item(value: Value, column: int) -> str:
    """Return an item of a list as whole lines, with its dash at ``column``."""
    pad = " " * column
    if isinstance(value, str):
        return _text(f"{pad}-", value, column)
    if not isinstance(value, Mapping):
        return f"{pad}- {inline(value)}\n"
    line = f"{pad}- {inline(value)}\n"
    if len(line) <= WIDTH + 1 and all(isinstance(one, str) for one in value.values()):
        return line
    inside = "".join(field(name, one, column + 2) for name, one in value.items())
    return f"{pad}- {inside[column + 2 :]}"


def _text(head: str, value: str, column: int) -> str:
    pad = " " * (column + 2)
    if "\n" in value:
        lines = "".join(f"{pad}{line}".rstrip() + "\n" for line in value.split("\n"))
        return f"{head} |-\n{lines}"
    line = f"{head} {scalar(value)}\n"
    if len(line) <= WIDTH + 1 or re.search(r"  |^\s|\s$", value):
        return line
    folded = textwrap.wrap(value, WIDTH - len(pad), break_long_words=False, break_on_hyphens=False)
    return f"{head} >-\n" + "".join(f"{pad}{line}\n" for line in folded)
