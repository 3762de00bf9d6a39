"""Another spelling for values and keys of a record, each on its own place; nothing else of the text changes."""

from collections.abc import Mapping
from typing import Any

from convenant_cli.editing.written import scalar
from convenant_cli.findings import ConvenantError, Path
from convenant_cli.sources.textfile import LineStarts
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.sequences import spliced

_BOM = "\ufeff"


def respelled(raw: bytes, values: Mapping[Path, str], keys: Mapping[Path, str] | None = None) -> bytes:
    """Return a file with other words for some values (by the way to them) and some keys, in the quotes they had.

    Raises ConvenantError when one is written in a way that cannot be changed so.
    """
    parsed = parse(raw, track=True)
    if parsed.problems:
        raise ConvenantError("het bestand is niet te lezen; 'convenant validate' zegt waarom")
    text = raw.decode("utf-8")
    body = text.removeprefix(_BOM)
    lines = LineStarts(body)
    asked = [(parsed.locate(way), new) for way, new in values.items()]
    asked += [(parsed.locate(way, key=True), new) for way, new in (keys or {}).items()]
    changes = []
    for span, new in asked:
        start, end = lines.stretch(span)
        quote = body[start : start + 1]
        changes.append((start, end, scalar(new, quote if quote in ("'", '"') else "", flow=True)))
    result = (text[: len(text) - len(body)] + spliced(body, changes)).encode()
    wanted = parsed.data
    for way, new in values.items():
        wanted = _put(wanted, way, new)
    for way, new in sorted((keys or {}).items(), key=lambda one: -len(one[0])):
        wanted = _named(wanted, way, new)
    after = parse(result)
    if after.problems or after.data != wanted:
        words = ", ".join(".".join(map(str, way)) for way in (*values, *(keys or {})))
        raise ConvenantError(f"'{words}' is in deze schrijfwijze niet vanzelf te wijzigen; doe het met de hand")
    return result


def _put(data: Any, way: Path, value: str) -> Any:
    if not way:
        return value
    step, rest = way[0], way[1:]
    if isinstance(data, dict):
        return {key: _put(one, rest, value) if key == step else one for key, one in data.items()}
    return [_put(one, rest, value) if number == step else one for number, one in enumerate(data)]


def _named(data: Any, way: Path, name: str) -> Any:
    step, rest = way[0], way[1:]
    if isinstance(data, dict):
        if rest:
            return {key: _named(one, rest, name) if key == step else one for key, one in data.items()}
        return {name if key == step else key: one for key, one in data.items()}
    return [_named(one, rest, name) if number == step else one for number, one in enumerate(data)]
