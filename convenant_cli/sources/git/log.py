"""git over time: where two lines of work part, which commits are cut off, what a file held then, and tags."""

import os
import re
from pathlib import Path

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import read, why
from convenant_cli.sources.git.call import in_words
from convenant_cli.sources.git.moments import resolve_moment, shared_commit
from convenant_cli.sources.git.repo import UNSHALLOW, Repo, git_folders, is_shallow, top_of

_LARGEST = 64_000_000  # bytes of a file in which git keeps names; half a million of them


def boundary(repo: Repo) -> frozenset[str]:
    """Return the commits whose parents this clone does not hold; none in a whole clone."""
    return frozenset(os.fsdecode(read(git_folders(repo.top).common, "shallow", _LARGEST) or b"").split())


def parting(repo: Repo, base: str, commit: str) -> str:
    """Return the last commit that a base and a line of work share; the base itself when the work was built on it.

    ``base`` is a branch, tag, commit or date. Raises ConvenantError when it does not exist or they share nothing.
    """
    first = resolve_moment(repo, base)
    shared = shared_commit(repo, first, commit)
    if shared is None:
        hint = UNSHALLOW if is_shallow(repo) else "kies een revisie uit dezelfde geschiedenis"
        raise ConvenantError(f"'{base}' en de huidige stand hebben geen gemeenschappelijk begin; {hint}")
    return shared


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
    if not repo.ask("symbolic-ref", "--quiet", f"refs/tags/{name}").code:  # git would write what it leads to
        raise ConvenantError(
            f"git kan de tag '{name}' niet zetten: die naam verwijst naar een andere; haal haar weg met "
            f"'git symbolic-ref --delete refs/tags/{name}'"
        )
    answer = repo.ask("tag", "-a", "--no-sign", name, "-m", message, "HEAD")
    if answer.code:
        reason = in_words(answer.said)
        if "email" in answer.said:
            reason = "zet eerst met 'git config user.name' en 'git config user.email' wie u bent"
        raise ConvenantError(f"git kan de tag '{name}' niet zetten: {reason}")


def wants_signatures(repo: Repo) -> bool:
    """Tell whether the settings of the user, and not those of the repository, ask for a signature under a tag.

    No tag is signed here: that runs a program, and a repository can say which.
    """
    wanted: dict[str, str] = {}
    for scope in ("--system", "--global"):
        said = repo.ask(
            "config", scope, "--includes", "--type=bool", "--get-regexp", r"^tag\.(gpgsign|forcesignannotated)$"
        )
        wanted |= dict(line.split(" ", 1) for line in said.out.decode("utf-8", "replace").splitlines())
    return "true" in wanted.values()


# --- tags, without git --------------------------------------------------------------------------------------------


def in_repository(root: Path) -> bool:
    """Tell whether a folder is part of a repository. Raises ConvenantError when that is one of another folder."""
    top = top_of(root)
    return top is not None and git_folders(top) is not None


def tag_names(root: Path) -> frozenset[str] | None:
    """Return the names of the tags in the repository that holds a folder, from its files: git itself is not asked.

    None when nobody can tell: there is no repository, its clone is shallow (and so came without tags), or it keeps
    its references in another way. Raises ConvenantError when the files are there and cannot be read: then no tag may
    count as one that is not there.
    """
    top = top_of(root)
    if top is None:
        return None
    common = git_folders(top).common
    if (common / "shallow").exists() or (common / "reftable").exists():
        return None
    tags, names = common / "refs" / "tags", set()
    for folder, _, files in os.walk(tags, onerror=_refuse_unreadable):
        names |= {Path(folder, name).relative_to(tags).as_posix() for name in files}
    packed = (read(common, _PACKED, _LARGEST) or b"").splitlines()
    if not all(map(_PACKED_LINE.fullmatch, packed)):
        raise ConvenantError(f"{common / _PACKED} is beschadigd, dus welke tags er zijn is niet te zien; kloon opnieuw")
    start = b"refs/tags/"
    refs = (line.partition(b" ")[2] for line in packed if not line.startswith(b"#"))
    return frozenset(names | {os.fsdecode(ref.removeprefix(start)) for ref in refs if ref.startswith(start)})


_PACKED = "packed-refs"
_PACKED_LINE = re.compile(rb"#.*|\^?[0-9a-f]{40,64}|[0-9a-f]{40,64} .+|")


def _refuse_unreadable(error: OSError) -> None:
    """Raise ConvenantError for a folder of tags that cannot be read; one that is not there holds none."""
    if not isinstance(error, FileNotFoundError):
        raise ConvenantError(f"{error.filename} is niet te lezen{why(error)}; vraag de eigenaar om rechten") from error
