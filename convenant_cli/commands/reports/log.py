"""The history of a record as text, newest first, or as data for JSON. Pure."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from convenant_cli.changes.history.log import Log, Value, ValueChange, show
from convenant_cli.commands.reports.view import wrapped
from convenant_cli.kalender import GEEN_DAG, lange_datum
from convenant_cli.sources.git.commits import Commit
from convenant_cli.text.glyphs import visible

_CUT = 3  # lines of a value; all of it is in the file


def as_text(log: Log, title: str, file: str, width: int, field: str = "", skip: int = 0) -> Iterator[str]:
    """Yield what each commit wrote that still stands; of one field every value it has had.

    ``skip`` leaves out the first steps of the way to each field: those that the title says already.
    """
    yield visible(f"{field} van {title}" if field else title)
    yield visible(file)
    for name in log.names:
        yield visible(f"heette eerder: {name}")
    for commit, changes in groupby(log.changes, key=lambda change: change.commit):
        yield ""
        yield from wrapped(width, "", visible(_head(commit)), "  ")
        for change in changes:
            yield from _lines(change, ".".join(change.way[skip:]) or ".".join(change.way), width, bool(field))
    if log.shallow:
        text = (
            "Let op: deze kloon is ondiep. Wat hierboven 'op of voor' een dag staat, kan ouder zijn; haal de hele "
            "geschiedenis op met 'git fetch --unshallow'."
        )
        yield ""
        yield from wrapped(width, "", text)


def _head(commit: Commit | None) -> str:
    if commit is None:
        return "nog niet vastgelegd"
    day = lange_datum(date.fromisoformat(commit.day)) if commit.day else GEEN_DAG
    return f"{'op of voor ' if commit.edge else ''}{day}, {commit.who} ({commit.sha[:10]}: {commit.subject})"


def _lines(change: ValueChange, label: str, width: int, every: bool) -> Iterator[str]:
    if change.value is None:
        yield visible(f"  {label} weggehaald, was: {_shown(change.was)}")
        return
    was = f" (was: {_shown(change.was)})" if every and change.was is not None else ""
    lines = wrapped(width, "  ", visible(f"{label}: {_shown(change.value)}{was}"), "    ")
    if every or len(lines) <= _CUT:
        yield from lines
    else:
        yield from lines[: _CUT - 1]
        yield lines[_CUT - 1][: width - 2] + " …"


def _shown(value: Value | None) -> str:
    return " ".join(show(value or "").split())


def as_data(log: Log, soort: str, id: str, file: str) -> dict[str, Any]:
    """Return the same as plain data."""
    return {
        "version": 1,
        "soort": soort,
        "id": id,
        "file": file,
        "earlier_names": list(log.names),
        "shallow": log.shallow,
        "changes": [_data(change) for change in log.changes],
    }


def _data(change: ValueChange) -> dict[str, Any]:
    commit = change.commit
    return {
        "veld": ".".join(change.way),
        "waarde": _plain(change.value),
        "was": _plain(change.was),
        "commit": commit and commit.sha,
        "door": commit and commit.who,
        "datum": (commit and commit.day) or None,
        "titel": commit and commit.subject,
        "of_eerder": bool(commit and commit.edge),
    }


def _plain(value: Value | None) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value
