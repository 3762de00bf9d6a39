"""What of a dossier is not safe in git yet: files that differ from the last commit, commits that are only here."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from convenant_cli.sources.git.call import NoGitError
from convenant_cli.sources.git.contents import differs_on_disk, list_index, list_tree
from convenant_cli.sources.git.log import in_repository
from convenant_cli.sources.git.repo import commit_of, open_repository


@dataclass(frozen=True, slots=True)
class Openstaand:
    """What is only on this machine."""

    bestanden: tuple[str, ...]
    """The files of the dossier that are not in the last commit as they are on disk."""
    commits: int | None
    """How many commits the followed branch of the server lacks; None when the branch follows none."""


def openstaand(root: Path, names: Iterable[str]) -> Openstaand | None:
    """Return what is not committed and not pushed; None outside a repository, or without git.

    ``names``: the files on disk.
    """
    if not in_repository(root):
        return None
    try:
        repo, prefix = open_repository(root)
        head = commit_of(repo, "HEAD")
    except NoGitError:  # the screen does not need it: without the program nobody can tell
        return None
    folder = f"{prefix}data"
    committed = {entry.name: entry.sha for entry in list_tree(repo, head, folder)} if head else {}
    staged = {entry.name: entry.sha for entry in list_index(repo, folder)}
    differing = {name for name in committed.keys() | staged.keys() if committed.get(name) != staged.get(name)}
    differing |= differs_on_disk(repo, folder)
    differing |= {f"{prefix}{name}" for name in names if name.startswith("data/")} - staged.keys()
    ahead = repo.ask("rev-list", "--count", "@{upstream}..HEAD", "--")
    count = None if ahead.code else int(ahead.out)
    return Openstaand(tuple(sorted(name.removeprefix(prefix) for name in differing)), count)


def never_committed(root: Path, name: str) -> bool:
    """Tell whether a file of the dossier is in no commit that leads to this one; no when nobody can tell.

    Such a file is still being filled in: nothing was laid down that could be changed.
    """
    if not in_repository(root):
        return False
    try:
        repo, prefix = open_repository(root)
        head = commit_of(repo, "HEAD")
    except NoGitError:
        return False
    return not head or f"{prefix}{name}" not in {entry.name for entry in list_tree(repo, head, f"{prefix}data")}
