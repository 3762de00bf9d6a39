"""What became of a record that is no longer there: its present name, or the commit in which it went."""

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from convenant_cli.records import KINDS
from convenant_cli.sources.git.repo import Repo, open_repository


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that is no longer there under its name."""

    was: str
    """What it was called: ``soort:naam``; of one that went the last name it had."""
    now: str | None
    """What it is called now: ``soort:naam``; None when it went."""
    commit: str
    """The commit in which the name went."""
    in_words: str
    """That commit for a reader."""


def gone(root: Path, asked: str, present: Container[str], rev: str | None = None) -> Gone | None:
    """Return what became of the record that had a name; None when git does not know.

    ``asked`` is a file, an id, ``soort:id`` or the last part of an id. ``present`` are the files that are there at
    ``rev``. Of several the one that has the name as a whole counts, and of those the last one that went.
    """
    from convenant_cli.sources.git.commits import head, renames_in
    from convenant_cli.sources.git.moments import commit_in_words

    repo, prefix = open_repository(root)
    start = head(repo, rev)
    went = went_in(repo, start, prefix) if start else {}
    named = [(fit, name) for name in went if name not in present and (fit := _fits(name, asked))]
    if not named:
        return None
    _, name = max(named, key=lambda one: one[0])  # the first of the best, so the newest
    last = name
    seen: set[str] = set()
    while last in went and last not in seen:
        seen.add(last)
        after = dict(renames_in(repo, [went[last]])).get(f"{prefix}{last}", "")
        new = after.removeprefix(prefix) if after.startswith(prefix) else ""
        if _known(new) is None:  # taken away, or put where no record is
            return Gone(_title(last), None, went[last], commit_in_words(repo, went[last]))
        if new in present:
            return Gone(_title(name), _title(new), went[name], commit_in_words(repo, went[name]))
        last = new
    return None  # the last name went in a merge, or on disk only


def went_in(repo: Repo, start: str, prefix: str) -> dict[str, str]:
    """Return in which commit every file of the dossier went for the last time, the newest first."""
    said = repo.text(
        "log", "--no-renames", "--diff-filter=D", "--name-only", "--date-order", "--format=tformat:%x00%H", start,
        "--", f"{prefix}data",
    )  # fmt: skip
    out: dict[str, str] = {}
    for block in said.split("\0")[1:]:
        commit, *names = block.split("\n")
        for name in names:
            if name.startswith(prefix) and name:
                out.setdefault(name.removeprefix(prefix), commit)
    return out


def _known(name: str) -> tuple[str, str] | None:
    """Return the kind and the id that belong to the place of a file."""
    return next(((kind.soort, id) for kind in KINDS if (id := kind.match(name)) is not None), None)


def _fits(name: str, asked: str) -> int:
    """Return how well a file has a name: 2 as a whole, 1 in the last part of its id, 0 not at all."""
    known = _known(name)
    if known is None:
        return 0
    kind, id = known
    soort, _, wanted = asked.replace("\\", "/").rpartition(":")
    if wanted == name:
        return 2
    if soort not in ("", kind):
        return 0
    return 2 if wanted == id else int(wanted == id.rsplit("/", 1)[-1])


def _title(name: str) -> str:
    known = _known(name)
    return ":".join(known) if known else name
