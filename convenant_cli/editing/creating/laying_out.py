"""A new record as text: in the order of its model, laid out as the other records are."""

import textwrap
from collections.abc import Mapping
from typing import Any

from convenant_cli.editing.layout import ordered
from convenant_cli.editing.written import WIDTH, field
from convenant_cli.findings import Path
from convenant_cli.records.model.record import Record
from convenant_cli.records.model.shapes import Shape


def laid_out(
    kind: type[Record], name: str, data: Mapping[str, Any], notes: Mapping[Path, str] | None = None, remark: str = ""
) -> bytes:
    """Return the file of a record that holds ``data``, text and lists and mappings of text.

    A field with None gets an empty line, to be filled in. ``notes``: comments above the items of lists, by the way to
    them; ``remark``: a comment at the top. The first line names the schema, as in every record.
    """
    up = "../" * name.count("/")
    out = f"# yaml-language-server: $schema={up}schemas/{kind.soort}.schema.json\n"
    out += _comment(remark, 0)
    for key, value in ordered(Shape(model=kind), data).items():
        out += _field(key, value, 0, {way[1:]: text for way, text in (notes or {}).items() if way[0] == key})
    return out.encode()


def _field(key: str, value: Any, column: int, notes: Mapping[Path, str]) -> str:
    """Return a field as lines; the items of a list of blocks each with a line for every field, as people read them."""
    pad = " " * column
    if not value or not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        return field(key, value, column)
    out = f"{pad}{key}:\n"
    for number, one in enumerate(value):
        inside = "".join(_field(name, inner, column + 4, {}) for name, inner in one.items())
        out += f"{_comment(notes.get((number,), ''), column + 2)}{pad}  - {inside[column + 4 :]}"
    return out


def _comment(text: str, column: int) -> str:
    pad = " " * column
    lines = textwrap.wrap(" ".join(text.split()), WIDTH - column - 2, break_long_words=False)
    return "".join(f"{pad}# {line}\n" for line in lines)
