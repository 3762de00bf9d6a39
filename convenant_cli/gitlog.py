"""git over time: where two lines of work part, which commits are cut off, what a file held then, and tags."""

import re
from pathlib import Path

from convenant_cli.findings import ConvenantError
from convenant_cli.gitcall import refusal
from convenant_cli.gitread import list_tree, read_paths
from convenant_cli.gitrepo import (
    UNSHALLOW,
    Repo,
    commit_day,
    is_shallow,
    open_repository,
    resolve,
    resolve_moment,
    top_of,
)
from convenant_cli.kalender import lange_datum


def boundary(repo: Repo) -> frozenset[str]:
    """Return the commits whose parents this clone does not hold; none in a whole clone."""
    file = repo.top / repo.text("rev-parse", "--git-path", "shallow")
    return frozenset(file.read_text(encoding="ascii").split()) if file.is_file() else frozenset()


def parting(repo: Repo, base: str, commit: str) -> str:
    """Return the last commit that a base and a line of work share; the base itself when the work was built on it.

    ``base`` is a branch, tag, commit or date. Raises ConvenantError when it does not exist or they share nothing.
    """
    first = resolve_moment(repo, base)
    answer = repo.ask("merge-base", first, commit)
    if answer.code == 1:
        hint = UNSHALLOW if is_shallow(repo) else "kies een revisie uit dezelfde geschiedenis"
        raise ConvenantError(f"'{base}' en de huidige stand hebben geen gemeenschappelijk begin; {hint}")
    if answer.code:
        raise refusal(repo.top, answer.said)
    return answer.out.decode().splitlines()[0]


def commit_in_words(repo: Repo, commit: str) -> str:
    """Return a commit for a reader: ``748e90e6a0 van 22 september 2025``."""
    return f"{commit[:10]} van {lange_datum(commit_day(repo, commit))}"


def files_at(root: Path, rev: str, folder: str) -> dict[str, bytes]:
    """Return the files of one folder of the dossier in a revision, by name in the dossier. Raises ConvenantError."""
    repo, prefix = open_repository(root)
    commit = resolve(repo, rev)
    listed = (entry.name for entry in list_tree(repo, commit, f"{prefix}{folder}"))
    names = [name for name in listed if name.endswith(".yaml") and "\n" not in name]
    found = zip(names, read_paths(repo, [(commit, name) for name in names]), strict=True)
    return {name.removeprefix(prefix): raw for name, raw in found if raw is not None}


def plan_tag(plan: str, version: str) -> str:
    """Return the name of the tag for a version of a year plan: ``jaarplan-2026-v1.0``."""
    return f"jaarplan-{plan}-v{re.sub(r'[^0-9A-Za-z.]+', '-', version).strip('-.')}"


def all_tags(repo: Repo) -> frozenset[str]:
    """Return the names of all tags, as git tells them."""
    return frozenset(repo.text("for-each-ref", "--format=%(refname:lstrip=2)", "refs/tags").splitlines())


def make_tag(repo: Repo, name: str, message: str) -> None:
    """Put an annotated tag on the commit that is checked out, without a signature and without a hook.

    Raises ConvenantError with what git says.
    """
    answer = repo.ask("tag", "-a", "--no-sign", name, "-m", message, "HEAD")
    if answer.code:
        said = [line for line in answer.said.splitlines() if "fatal:" in line or "error:" in line]
        why = said[-1].strip(" '") if said else "git zegt niet waarom"
        remedy = "zet eerst met 'git config user.name' en 'git config user.email' wie u bent" if "email" in why else ""
        raise ConvenantError(f"git kan de tag '{name}' niet zetten: {remedy or why}")


# --- tags, without git --------------------------------------------------------------------------------------------


def in_repository(root: Path) -> bool:
    """Tell whether a folder is part of a repository."""
    return _common_folder(root) is not None


def tag_names(root: Path) -> frozenset[str] | None:
    """Return the names of the tags in the repository that holds a folder, from its files: git itself is not asked.

    None when nobody can tell: there is no repository, its clone is shallow (and so came without tags), or it keeps
    its references in another way.
    """
    common = _common_folder(root)
    if common is None or (common / "shallow").exists() or (common / "reftable").exists():
        return None
    names = set()
    try:
        tags = common / "refs" / "tags"
        names = {path.relative_to(tags).as_posix() for path in tags.rglob("*") if path.is_file()}
        packed = (common / "packed-refs").read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        packed = ""
    except OSError:
        return None
    return frozenset(names | set(re.findall(r"^[0-9a-f]+ refs/tags/(.+)$", packed, re.MULTILINE)))


def _common_folder(root: Path) -> Path | None:
    """Return the folder where a repository keeps its references, also for a worktree or a submodule."""
    try:
        top = top_of(root)
        if top is None:
            return None
        mark = top / ".git"
        if mark.is_dir():
            return mark
        if not mark.is_file():  # reading a pipe would wait for ever
            return None
        own = mark.parent / mark.read_text(encoding="utf-8").strip().removeprefix("gitdir: ")
        pointer = own / "commondir"
        common = own / pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else own
    except (OSError, UnicodeDecodeError):
        return None
    return common if common.is_dir() else None
