"""Another value for a field, a new item in a list, a field that goes: the lines it takes change, and no others.

Nothing is dumped again. The text is cut into the lines of its fields and items (``merging.tree``), the asked part gets
other lines, and the result is read back: when it does not hold exactly what was asked, nothing is changed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from convenant_cli.changes.merging.tree import TextPart, read
from convenant_cli.editing.written import Value, field, inline, item, scalar
from convenant_cli.findings import ConvenantError, Path
from convenant_cli.sources.textfile import LINE_END
from convenant_cli.sources.yamlfile import parse

_BOM = "\ufeff"

#: The names of the fields of a mapping in the order in which a record has them, by the way to the mapping.
Order = Callable[[Path], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Edit:
    """What changes: ``put`` another value, ``append`` an item to a list, or ``remove`` a field or an item."""

    kind: Literal["put", "append", "remove"]
    path: Path
    value: Value = ""


class _UnusualError(Exception):
    """The text is written in a way that this program does not edit."""


def edited(raw: bytes, edits: Sequence[Edit], order: Order) -> bytes:
    """Return a file with some edits, one after the other; all other lines stay as they are.

    A new field comes behind those that go before it in ``order``. A list or mapping that becomes empty goes with its
    field. Raises ConvenantError when the file cannot be read, or is written in a way that cannot be edited.
    """
    for edit in edits:
        raw = _edited(raw, edit, order)
    return raw


def set_fields(raw: bytes, values: Mapping[str, str], order: Sequence[str]) -> bytes:
    """Return a file with other values for fields at its top. Raises ConvenantError as ``edited`` does."""
    names = sorted(values, key=lambda name: order.index(name) if name in order else len(order))
    return edited(raw, [Edit("put", (name,), values[name]) for name in names], lambda _: order)


def _edited(raw: bytes, edit: Edit, order: Order) -> bytes:
    before = parse(raw)
    if before.problems or not isinstance(before.data, dict):
        raise ConvenantError("het bestand is niet te lezen; 'convenant validate' zegt waarom")
    edit = _with_its_block(before.data, edit)
    text = raw.decode("utf-8")
    lines = LINE_END.sub("\n", text.removeprefix(_BOM))
    ends = lines.endswith("\n")
    head, body, tail = _without_marks(lines if ends else f"{lines}\n")
    tree = read(body)
    name = ".".join(map(str, edit.path))
    try:
        if tree is None:
            raise _UnusualError
        wanted = _expected(before.data, edit)
        new = head + _at(tree, edit, edit.path, (), order).text + tail
    except _UnusualError:
        new, wanted = "", None
    new = new if ends else new.removesuffix("\n")
    end = next((one for one in ("\r\n", "\n", "\r") if one in text), "\n")
    new = new.replace("\n", end)
    result = ((_BOM if text.startswith(_BOM) else "") + new).encode()
    after = parse(result)
    if wanted is None or after.problems or after.data != wanted:
        raise ConvenantError(f"het veld '{name}' is in deze schrijfwijze niet vanzelf te wijzigen; doe het met de hand")
    return result


def _with_its_block(data: Any, edit: Edit) -> Edit:
    """Return an edit of a field in a block that is not there yet as one that brings the block."""
    here = data
    for at, step in enumerate(edit.path[:-1]):
        there = isinstance(here, list) or (isinstance(here, dict) and here.get(step) is not None)
        if there or edit.kind == "remove":
            here = here[step] if there else None
            continue
        rest = edit.path[at + 1 :]
        if not all(isinstance(one, str) for one in (step, *rest)):
            return edit
        value: Value = [edit.value] if edit.kind == "append" else edit.value
        for name in reversed(rest):
            value = {str(name): value}
        return Edit("put", edit.path[: at + 1], value)
    return edit


def _without_marks(text: str) -> tuple[str, str, str]:
    """Split off the lines with which YAML can begin and end a document."""
    head = "---\n" if text.startswith("---\n") else ""
    tail = "...\n" if text.endswith("\n...\n") else ""
    return head, text[len(head) : len(text) - len(tail)], tail


# --- what the data becomes ----------------------------------------------------------------------------------------


def _expected(data: Any, edit: Edit) -> Any:
    """Return the data that the file must hold afterwards."""
    return _changed(data, edit, edit.path)


def _changed(data: Any, edit: Edit, way: Path) -> Any:
    step, *rest = way
    known = (isinstance(data, dict) and step in data) or (isinstance(data, list) and isinstance(step, int))
    if rest:
        if not known or not isinstance(data[step], dict | list):
            raise _UnusualError
        new = _changed(data[step], edit, tuple(rest))
        return _with(data, step, new) if new else _without(data, step)
    if edit.kind == "remove":
        if not known:
            raise _UnusualError
        return _without(data, step)
    if edit.kind == "append":
        old = data.get(step) if isinstance(data, dict) else None
        return _with(data, step, [*(old or ()), _plain(edit.value)])
    return _with(data, step, _plain(edit.value))


def _with(data: Any, step: Any, value: Any) -> Any:
    if isinstance(data, dict):
        return {**data, step: value}
    return [*data[:step], value, *data[step + 1 :]]


def _without(data: Any, step: Any) -> Any:
    if isinstance(data, dict):
        return {key: one for key, one in data.items() if key != step}
    return [one for number, one in enumerate(data) if number != step]


def _plain(value: Value) -> Any:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value]


# --- what the text becomes ----------------------------------------------------------------------------------------


def _at(part: TextPart, edit: Edit, way: Path, here: Path, order: Order) -> TextPart:
    """Return a part of which something inside is edited."""
    step, rest = way[0], way[1:]
    number = _number(part, step)
    if rest:
        if number is None:
            raise _UnusualError
        child = part.parts[number]
        if child.kind == "leaf":
            new = _inside_leaf(part, child, edit, rest)
            return _replaced(part, number, new) if new else _dropped(part, number)
        new = _at(child, edit, rest, (*here, step), order)
        return _replaced(part, number, new) if new.parts else _dropped(part, number)
    if edit.kind == "remove":
        if number is None:
            raise _UnusualError
        return _dropped(part, number)
    if edit.kind == "append" and number is not None and part.parts[number].value is not None:
        return _replaced(part, number, _appended(part, part.parts[number], edit.value))
    value: Value = [edit.value] if edit.kind == "append" else edit.value
    if number is not None:
        return _replaced(part, number, _rewritten(part, part.parts[number], value))
    if part.kind != "map" or not isinstance(step, str):
        raise _UnusualError
    return _inserted(part, step, value, order(here))


def _number(part: TextPart, step: str | int) -> int | None:
    """Return which of its parts a step leads to; None when it is not there."""
    if part.kind == "seq":
        return step if isinstance(step, int) and step < len(part.parts) else None
    return next((number for number, one in enumerate(part.parts) if one.key == step), None)


def _replaced(part: TextPart, number: int, new: TextPart) -> TextPart:
    return replace(part, parts=(*part.parts[:number], new, *part.parts[number + 1 :]))


def _dropped(part: TextPart, number: int) -> TextPart:
    return replace(part, parts=(*part.parts[:number], *part.parts[number + 1 :]))


def _rewritten(parent: TextPart, old: TextPart, value: Value) -> TextPart:
    """Return a field or item with another value: in the same quotes, with the comment behind it in its column."""
    if isinstance(value, str) and "\n" not in value and old.kind == "leaf" and isinstance(old.value, str | None):
        line = _on_its_line(old, value, parent.flow)
        if line is not None:
            return replace(old, value=value, head=line)
    if parent.flow:
        return replace(old, kind="leaf", flow=False, parts=(), tail="", head=_between(old.key, value))
    column = parent.column
    head = field(old.key, value, column) if parent.kind == "map" else item(value, column)
    return TextPart(old.key, value, old.lead, head)


def _on_its_line(old: TextPart, value: str, flow: bool) -> str | None:
    """Return the line of a value that stands on one line, with another value; None when it does not."""
    parsed = parse(old.head.encode(), track=True)
    data = parsed.data
    if old.head.count("\n") > 1 or parsed.problems:
        return None
    if old.value is None:
        if not isinstance(data, dict):
            return None
        key = parsed.locate((old.key,), key=True)
        rest = old.head[key.end_column - 1 :].lstrip(" ").removeprefix(":").lstrip(" ")
        bare = next((rest[len(null) :] for null in ("null", "Null", "NULL", "~") if rest.startswith(null)), rest)
        return f"{old.head[: key.end_column - 1]}: {scalar(value, flow=flow)}{' ' if bare[:1] == '#' else ''}{bare}"
    if isinstance(data, str):  # an item between brackets
        return scalar(value, old.head[:1] if old.head[:1] in ("'", '"') else "", flow=True)
    if not isinstance(data, dict | list) or len(data) != 1:
        return None
    span = parsed.locate((old.key if isinstance(data, dict) else 0,))
    shown, tail = old.head[span.column - 1 : span.end_column - 1], old.head[span.end_column - 1 :]
    written = scalar(value, shown[:1] if shown[:1] in ("'", '"') else "", flow)
    gap = len(tail) - len(tail.lstrip(" "))
    if gap and tail.lstrip(" ").startswith("#"):
        tail = " " * max(1, len(shown) + gap - len(written)) + tail.lstrip(" ")
    return old.head[: span.column - 1] + written + tail


def _between(key: str, value: Value) -> str:
    return f"{key}: {inline(value)}" if key else inline(value)


def _inserted(part: TextPart, key: str, value: Value, order: Sequence[str]) -> TextPart:
    """Return a mapping with a new field, behind the last one that goes before it."""
    before = set(order[: order.index(key)]) if key in order else {one.key for one in part.parts}
    at = max((number for number, one in enumerate(part.parts, 1) if one.key in before), default=0)
    head = _between(key, value) if part.flow else field(key, value, part.column)
    new = TextPart(key, value, "", head)
    parts = [*part.parts]
    if at == 0 and not part.flow and parts:  # what stands above the first field belongs to that field
        new = replace(new, lead="")
    parts.insert(at, new)
    return replace(part, parts=tuple(parts))


def _appended(parent: TextPart, old: TextPart, value: Value) -> TextPart:
    """Return a list with one more item, written like the last one."""
    if old.kind == "leaf":
        if not isinstance(old.value, list):
            raise _UnusualError
        return _behind_the_last(old, value) or _rewritten(parent, old, [*old.value, value])
    if old.kind != "seq":
        raise _UnusualError
    if not old.parts:  # '[]' says that nothing is there; what comes is laid out as anything new
        return _rewritten(parent, old, [value])
    if old.flow:
        return replace(old, parts=(*old.parts, TextPart("", value, "", inline(value))))
    last = old.parts[-1]
    head = item(value, old.column)
    if isinstance(value, Mapping) and last.kind == "map" and not last.flow:
        inside = "".join(field(name, one, old.column + 2) for name, one in value.items())
        head = f"{' ' * old.column}- {inside[old.column + 2 :]}"
    apart = len(old.parts) > 1 and last.lead.strip("\n") == "" != last.lead
    return replace(old, parts=(*old.parts, TextPart("", value, last.lead if apart else "", head)))


def _inside_leaf(parent: TextPart, leaf: TextPart, edit: Edit, way: Path) -> TextPart | None:
    """Return a value between brackets over several lines with something inside edited; None when nothing is left."""
    if edit.kind == "put" and isinstance(edit.value, str) and (new := _in_its_place(leaf, way, edit.value)):
        return new
    data = _changed(leaf.value, edit, way)
    return _rewritten(parent, leaf, data) if data else None


def _in_its_place(leaf: TextPart, way: Path, value: str) -> TextPart | None:
    """Return a value between brackets with another text in the place of one; None when that one is on no one line."""
    parsed = parse(leaf.head.encode(), track=True)
    step = leaf.key if isinstance(parsed.data, dict) else 0
    if parsed.problems or not isinstance(parsed.data, dict | list):
        return None
    span = parsed.locate((step, *way))
    lines = leaf.head.splitlines(keepends=True)
    line = lines[span.line - 1]
    shown = line[span.column - 1 : span.end_column - 1]
    if span.end_line != span.line or shown[:1] in "[{|>":
        return None
    written = scalar(value, shown[:1] if shown[:1] in ("'", '"') else "", flow=True)
    lines[span.line - 1] = line[: span.column - 1] + written + line[span.end_column - 1 :]
    new = "".join(lines)
    wanted = _changed(parsed.data, Edit("put", (), value), (step, *way))
    return replace(leaf, head=new) if parse(new.encode()).data == wanted else None  # the old text went on below


def _behind_the_last(leaf: TextPart, value: Value) -> TextPart | None:
    """Return a list between brackets over several lines, with one more item behind the last."""
    parsed = parse(leaf.head.encode(), track=True)
    if parsed.problems or not isinstance(parsed.data, dict) or not leaf.value:
        return None
    span = parsed.locate((leaf.key, len(leaf.value) - 1))
    lines = leaf.head.splitlines(keepends=True)
    line = lines[span.end_line - 1]
    lines[span.end_line - 1] = f"{line[: span.end_column - 1]}, {inline(value)}{line[span.end_column - 1 :]}"
    return replace(leaf, head="".join(lines))
