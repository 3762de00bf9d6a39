"""The commits that touched a file, under all the names it has had, and what stood in it at each of them."""

import os
from dataclasses import dataclass

from convenant_cli.kalender import getoonde_dag
from convenant_cli.sources.git.contents import list_tree, read_blobs, read_paths
from convenant_cli.sources.git.log import boundary
from convenant_cli.sources.git.moments import resolve_moment
from convenant_cli.sources.git.repo import Repo, commit_of
from convenant_cli.text.sequences import ratio

_FORMAT = "--format=tformat:%H%x00%P%x00%aN%x00%as%x00%s"
_FIELDS = 5
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: who wrote it, on which day (of the author), and what the first line says."""

    sha: str
    parents: tuple[str, ...]
    """The nearest earlier commits that touched the same files."""
    who: str
    day: str
    """Empty when it is no day of our calendar."""
    subject: str
    edge: bool = False
    """Whether a shallow clone ends here, so that what stands in it may be older."""


def head(repo: Repo, rev: str | None) -> str:
    """Return the commit of a moment, or what is checked out; empty when there is none yet. Raises ConvenantError."""
    return commit_of(repo, "HEAD") if rev is None else resolve_moment(repo, rev)


@dataclass(frozen=True, slots=True)
class Lineage:
    """A file through time."""

    names: list[str]
    """Every name it has had from the top of the repository, the present one first."""
    commits: list[Commit]
    """The commits that touched it under any of them, the newest first."""
    raws: dict[str, bytes | None]
    """What stood in it at each of them; None where it was not there."""


def lineage(repo: Repo, start: str, path: str) -> Lineage:
    """Return the history of a file up to a commit. ``path`` starts at the top of the repository.

    Where the file came, git is asked whether it came from another name; if so the search goes on with that name too.
    """
    names = [path]
    asked: set[str] = set()
    while True:
        commits = commits_of(repo, start, names)
        raws = _contents(repo, commits, names)
        came = [
            commit.sha
            for commit in commits
            if raws[commit.sha] is not None
            and all(raws.get(parent) is None for parent in commit.parents)
            and not (commit.edge or commit.sha in asked)
        ]
        asked.update(came)
        earlier = {old for old, new in renames_in(repo, came) if new in names} - set(names)
        if not earlier:
            return Lineage(names, commits, raws)
        names += sorted(earlier)


def main_line(commits: list[Commit]) -> list[Commit]:
    """Return the first parents from the newest commit down, oldest first: what the branch itself showed."""
    by_sha = {commit.sha: commit for commit in commits}
    line = []
    here = commits[0] if commits else None
    while here:
        line.append(here)
        here = by_sha.get(here.parents[0]) if here.parents else None
    return line[::-1]


def renamed_on_disk(repo: Repo, start: str, path: str, now: bytes) -> str | None:
    """Return which file of a commit has the name ``path`` on disk: one of that folder that is gone, and most alike.

    As git does when it is committed, more than half of the lines must be the same.
    """
    folder, _, _ = path.rpartition("/")
    gone = [entry for entry in list_tree(repo, start, folder) if not (repo.top / entry.name).exists()]
    lines = now.splitlines()
    best, found = _ALIKE, None
    for entry, raw in zip(gone, read_blobs(repo, [entry.sha for entry in gone]), strict=True):
        share = ratio(raw.splitlines(), lines)
        if share > best:
            best, found = share, entry.name
    return found


def renames_in(repo: Repo, commits: list[str]) -> list[tuple[str, str]]:
    """Return the old and new name of every file that got another name in one of these commits."""
    if not commits:
        return []
    said = repo.raw(
        "diff-tree", "--stdin", "-r", "-M", "-l1000", "--diff-filter=R", "--name-status", "--no-commit-id", "-z",
        given="".join(f"{commit}\n" for commit in commits).encode(),
    )  # fmt: skip
    parts = os.fsdecode(said).split("\0")
    return list(zip(parts[1::3], parts[2::3], strict=False))


def commits_of(repo: Repo, commits: str, paths: list[str]) -> list[Commit]:
    """Return the commits that touched one of these files or folders: the newest first, and no child after its parent.

    Both sides of a merge are there, and the merge when they differ. ``commits`` is a commit or a range.
    """
    said = repo.raw(
        "log", "--full-history", "--simplify-merges", "--date-order", "-z", "--no-notes", _FORMAT, commits,
        "--", *dict.fromkeys(paths),
    )  # fmt: skip
    parts = said.decode("utf-8", "replace").split("\0")
    edges = boundary(repo)
    return [
        Commit(sha, tuple(parents.split()), who, day if getoonde_dag(day) else "", subject, sha in edges)
        for sha, parents, who, day, subject in (
            parts[at : at + _FIELDS] for at in range(0, len(parts) - _FIELDS + 1, _FIELDS)
        )
    ]


def _contents(repo: Repo, commits: list[Commit], names: list[str]) -> dict[str, bytes | None]:
    """Return what stood in a file at every commit, under the name it had there; None where it was not there.

    The walk goes from a commit to its parents: a parent has the same name, or another of ``names`` that is there and
    that the commit does not have.
    """
    wanted = [(commit.sha, name) for commit in commits for name in names]
    found = dict(zip(wanted, read_paths(repo, wanted), strict=True))
    at: dict[str, str] = {}
    for commit in commits:
        here = at.setdefault(commit.sha, names[0])
        for parent in commit.parents:
            if parent not in at:
                at[parent] = _name_in(parent, commit.sha, here, names, found)
    return {commit.sha: found[commit.sha, at[commit.sha]] for commit in commits}


def _name_in(parent: str, child: str, here: str, names: list[str], found: dict[tuple[str, str], bytes | None]) -> str:
    if found.get((parent, here)) is not None:
        return here
    moved = (name for name in names if found.get((parent, name)) is not None and found.get((child, name)) is None)
    return next(moved, here)
