"""Edits of a record that keep comments, quotes, order and line ends: only the asked values change.

Nothing is dumped again. The place of a value comes from the parser, the text around it stays as it is, and the result
is read back to see that nothing else changed.
"""

import re
from collections.abc import Mapping, Sequence

from convenant_cli.findings import ConvenantError
from convenant_cli.textfile import Span
from convenant_cli.yamlfile import NULLS, Parsed, parse

_PLAIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z_./-]*( [0-9A-Za-z_./-]+)*")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_BOM = "\ufeff"


def set_fields(raw: bytes, values: Mapping[str, str], order: Sequence[str]) -> bytes:
    """Return a file with other values for fields at its top.

    A field that is there keeps its place, its quotes and the comment behind it. A new one comes behind the fields
    that go before it in ``order``. Raises ConvenantError when the file is written in a way that cannot be edited.
    """
    parsed = parse(raw, track=True)
    if parsed.problems or not isinstance(parsed.data, dict):
        raise ConvenantError("het bestand is niet te lezen; 'convenant validate' zegt waarom")
    text = raw.decode("utf-8")
    lines = [line for line in _LINE.findall(text.removeprefix(_BOM)) if line]
    present = [name for name in values if parsed.data.get(name) is not None]
    for name in present:
        _replace(lines, parsed.locate((name,)), values[name])
    missing = [name for name in order if name in values and name not in present]
    inserts: dict[int, list[str]] = {}
    for name in missing:
        if name in parsed.data:  # the key stands there without a value
            _fill(lines, parsed.locate((name,), key=True), values[name])
        else:
            inserts.setdefault(_behind(lines, parsed, name, order), []).append(f"{name}: {_written(values[name])}")
    end = next((line[len(line.rstrip("\r\n")) :] for line in lines if line.endswith(("\n", "\r"))), "\n")
    for at in sorted(inserts, reverse=True):
        if at and not lines[at - 1].endswith(("\n", "\r")):
            lines[at - 1] += end
        lines[at:at] = [line + end for line in inserts[at]]
    changed = (_BOM if text.startswith(_BOM) else "") + "".join(lines)
    result = changed.encode("utf-8")
    after = parse(result)
    if after.problems or after.data != {**parsed.data, **values}:
        raise ConvenantError(
            f"de velden {', '.join(values)} zijn in deze schrijfwijze niet vanzelf te wijzigen; wijzig ze met de hand"
        )
    return result


def _replace(lines: list[str], span: Span, new: str) -> None:
    """Put a value in the place of another, in the same quotes, and keep a comment behind it in its column."""
    number = span.line - 1
    line = lines[number]
    head, shown, tail = (
        line[: span.column - 1],
        line[span.column - 1 : span.end_column - 1],
        line[span.end_column - 1 :],
    )
    if span.end_line != span.line or shown[:1] in "|>[{":
        return  # over several lines; reading back tells that nothing changed
    written = _written(new, shown[:1] if shown[:1] in ("'", '"') else "")
    gap = re.match(r"( +)(?=#)", tail)
    if gap:
        width = max(1, len(shown) + len(gap[1]) - len(written))
        tail = " " * width + tail[len(gap[1]) :]
    lines[number] = head + written + tail


def _fill(lines: list[str], span: Span, new: str) -> None:
    """Put a value behind a key that has none."""
    number = span.line - 1
    line = lines[number]
    match = re.match(r" *:[ ]*(~|null|Null|NULL)?", line[span.end_column - 1 :])
    if match:
        rest = line[span.end_column - 1 + match.end() :]
        space = " " if rest.startswith("#") else ""
        lines[number] = f"{line[: span.end_column - 1]}: {_written(new)}{space}{rest}"


def _written(value: str, quote: str = "") -> str:
    """Return a value as YAML: as plain text where that means the same, else between quotes."""
    if quote == '"':
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    plain = not quote and value not in NULLS and _PLAIN.fullmatch(value)
    return value if plain else "'" + value.replace("'", "''") + "'"


def _behind(lines: list[str], parsed: Parsed, name: str, order: Sequence[str]) -> int:
    """Return before which line a new field comes: behind the last field that goes before it, with all its lines."""
    before = order[: order.index(name)]
    keys = list(parsed.data)
    anchor = max((keys.index(key) for key in before if key in keys), default=-1)
    if anchor + 1 == len(keys):
        return _last(lines)
    at = parsed.locate((keys[anchor + 1],), key=True).line - 1
    first = parsed.locate((keys[anchor],), key=True).line if anchor >= 0 else 0
    while at > first and lines[at - 1].lstrip()[:1] in ("", "#"):
        at -= 1  # what stands above the next field belongs to it
    return at


def _last(lines: list[str]) -> int:
    """Return where the record ends: before blank lines, and before a mark that ends the document."""
    at = len(lines)
    while at and (not lines[at - 1].strip() or lines[at - 1].startswith("...")):
        at -= 1
    return at
