"""The ids of a dossier on disk without a record being built: for who presses Tab and waits.

Where they stand is told by ``ids.json``, which ``scripts/generate.py`` makes from the models. What a file has too much,
or wrong, is not looked at. Needs little: no model and no git.
"""

import json
import os
import re
import stat
from collections.abc import Iterator
from typing import Any

from convenant_cli.sources.earlier import Earlier, earlier

_PLACES = os.path.join(os.path.dirname(__file__), "ids.json")
_LARGEST = 256 * 1024
"""Bytes: a larger record is not read by any command."""


def ids(root: str) -> dict[str, list[str]]:
    """Return every id that can be pointed to, by its kind: of each record, and of what records give a name.

    ``root``: the folder of the dossier. The private address book is not looked at.
    """
    with open(_PLACES, encoding="utf-8") as file:
        kinds = [
            (soort, re.compile(re.escape(place).replace(r"\{\}", "([^/]+)")), inside)
            for soort, place, inside in json.load(file)
        ]
    found: dict[str, list[str]] = {}
    known = earlier("data", root)
    for name in sorted(_names(root, "data")):
        for soort, place, inside in kinds:
            if match := place.fullmatch(name):
                id = "/".join(match.groups()) or soort
                found.setdefault(soort, []).append(id)
                data = _data(root, name, known) if inside else None
                for below, owner, way in inside:
                    start = f"{id}/" if owner == "record" else f"{id.split('/')[0]}/" if owner else ""
                    for value in _values(data, way):
                        found.setdefault(below, []).append(f"{start}{value}")
                break
    known.keep()
    return found


def _names(root: str, folder: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(os.path.join(root, folder)))
    except OSError:  # what cannot be read has nothing to offer
        return
    for entry in entries:
        if not entry.name.startswith("."):
            name = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _names(root, name)
            else:
                yield name


def _data(root: str, name: str, known: Earlier) -> Any:
    raw = _raw(os.path.join(root, name))
    data = known.get(name, raw)
    if data is None:
        from convenant_cli.sources.yamlfile import parse

        parsed = parse(raw)
        data = parsed.data
        if not parsed.problems:
            known.add(name, raw, lambda: data)
    return data


def _raw(path: str) -> bytes:
    """Return what a plain file holds; nothing for what is no file, too large, or not to be read."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            return file.read() if stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST else b""
    except OSError:
        return b""


def _values(data: Any, way: list[str]) -> Iterator[str]:
    """Yield the names at the end of a way: a text, or each key of a mapping."""
    if isinstance(data, list):
        for one in data:
            yield from _values(one, way)
    elif way:
        if isinstance(data, dict):
            yield from _values(data.get(way[0]), way[1:])
    elif isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from data
