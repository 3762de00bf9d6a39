"""git, through GitPython: opening the repository that holds a folder, naming a revision, reading many blobs at once.

GitPython is imported when it is asked for something, so that everything else works without git on the machine.
"""

import os
import re
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import DATUM_PATTERN, korte_datum

if TYPE_CHECKING:
    from git import Repo as Repo  # others name the type too


def git_error() -> type[Exception]:
    """Return the error that git's refusals raise; a function, because importing it imports git."""
    from git.exc import GitCommandError

    return GitCommandError


def open_repository(root: Path) -> "tuple[Repo, str]":
    """Return the repository that holds a folder, and the folder's name inside it with a slash behind it.

    Raises ConvenantError when there is no git, or no repository.
    """
    repo = repository_of(root)
    try:
        top = Path(repo.git.rev_parse("--show-toplevel")).resolve()
    except git_error() as error:
        raise _refused(root, error) from error
    inside = root.resolve().relative_to(top).as_posix()
    return repo, "" if inside == "." else f"{inside}/"


def repository_of(folder: Path) -> "Repo":
    """Return the repository that holds a folder, also one without files on disk (bare).

    Raises ConvenantError when there is no git, or no repository, or git refuses it.
    """
    try:
        import git
    except ImportError as error:
        raise ConvenantError(
            "git is niet gevonden; installeer git. Zonder git werkt alles wat alleen de bestanden op schijf leest"
        ) from error
    try:
        repo = git.Repo(folder, search_parent_directories=True)
        repo.git.rev_parse("--is-bare-repository")
    except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
        raise ConvenantError(
            f"{folder} staat niet in een git-repository; een revisie lezen kan alleen daar. Maak er een met 'git init'"
        ) from error
    except git.GitCommandError as error:
        raise _refused(folder, error) from error
    return repo


def top_of(folder: Path) -> Path | None:
    """Return the nearest folder upward that holds ``.git``; None when there is none. Asks no git."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)


def own_folder(folder: Path) -> Path | None:
    """Return the folder of git itself that a folder is, or lies in: a bare repository, or ``.git``. Asks no git.

    A working tree may stand inside one.
    """
    for one in (folder, *folder.parents):
        if (one / ".git").exists():
            return None
        if (one / "HEAD").is_file() and (one / "objects").is_dir() and (one / "refs").is_dir():
            return one
    return None


def _refused(folder: Path, error: Exception) -> ConvenantError:
    said = str(getattr(error, "stderr", error))
    if "dubious ownership" in said:
        place = re.search(r"safe\.directory (\S.*?)'?\s*$", said)
        remedy = f'git config --global --add safe.directory "{place[1] if place else folder}"'
        return ConvenantError(
            f"git leest {folder} niet, omdat de map van een andere gebruiker is; vertrouwt u haar, geef dan: {remedy}"
        )
    why = next((line.partition("fatal:")[2] for line in said.splitlines() if "fatal:" in line), said).strip(" '")
    return ConvenantError(f"git weigert {folder} te lezen: {why}")


def resolve(repo: "Repo", rev: str) -> str:
    """Return the full name of the commit that a branch, tag or commit names. Raises ConvenantError."""
    if commit := commit_of(repo, rev):
        return commit
    raise ConvenantError(f"revisie '{rev}' bestaat niet in deze repository; {_remedy(repo, rev)}")


def commit_of(repo: "Repo", rev: str) -> str:
    """Return the full name of the commit that a branch, tag or commit names; empty when there is none."""
    try:
        return str(repo.git.rev_parse("--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}"))
    except git_error():
        return ""


UNSHALLOW = "deze kloon is ondiep; haal de hele geschiedenis op met 'git fetch --unshallow'"
#: A date as the sentences write it, and as git does not read it.
_DUTCH_DATE = re.compile(r"(@\{)?(?P<day>[0-9]{1,2})-(?P<month>[0-9]{1,2})-(?P<year>[0-9]{4})\}?")


def _remedy(repo: "Repo", rev: str) -> str:
    """Return what somebody can do whose revision is not there."""
    if is_shallow(repo):
        return UNSHALLOW
    if match := _DUTCH_DATE.fullmatch(rev):
        return f"schrijf een datum als jaar-maand-dag: {match['year']}-{match['month']:0>2}-{match['day']:0>2}"
    if not commit_of(repo, "HEAD"):
        return "er is nog geen commit; leg het dossier eerst vast met 'git commit'"
    return "kijk met 'git log' of 'git tag' welke er zijn"


#: ``@{2026-01-01}`` or ``main@{2026-01-01}``: how a branch stood at the end of a day.
_ON_DAY = re.compile(r"(?P<branch>[^@{}]*)@\{(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\}")


def resolve_moment(repo: "Repo", asked: str) -> str:
    """Return the commit that a branch, tag, commit or date names. Raises ConvenantError.

    A date (``@{2026-01-01}``, ``main@{2026-01-01}``, or ``2026-01-01`` when nothing else has that name) is the newest
    commit of that day or earlier on the branch itself, by the date of the commit and not by what this clone has seen.
    """
    match = _ON_DAY.fullmatch(asked)
    bare = re.fullmatch(DATUM_PATTERN, asked) and not commit_of(repo, asked)
    if not (match or bare):
        return resolve(repo, asked)
    text = match["day"] if match else asked
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        message = f"'{text}' is geen bestaande datum; schrijf jaar-maand-dag, zoals @{{2026-06-30}}"
        raise ConvenantError(message) from error
    tip = resolve(repo, (match["branch"] if match else "") or "HEAD")
    found = str(repo.git.rev_list("-1", "--first-parent", f"--before={day}T23:59:59", tip))
    if found:
        return found
    oldest = commit_day(repo, str(repo.git.rev_list("--first-parent", tip)).splitlines()[-1])
    first = f"kies een datum vanaf {korte_datum(oldest)}: die dag is de eerste commit"
    remedy = UNSHALLOW if is_shallow(repo) else first
    raise ConvenantError(f"op {korte_datum(day)} is er in deze repository nog geen commit; {remedy}")


def is_shallow(repo: "Repo") -> bool:
    """Tell whether the clone lacks a part of the history."""
    return bool(repo.git.rev_parse("--is-shallow-repository") == "true")


def commit_day(repo: "Repo", commit: str) -> date:
    """Return the day of a commit, where it was made."""
    return date.fromisoformat(repo.git.log("-1", "--format=%cs", commit))


def merge_base(repo: "Repo", one: str, other: str) -> str:
    """Return the commit where two lines of history parted. Raises ConvenantError when it is not there."""
    try:
        return str(repo.git.merge_base(one, other)).splitlines()[0]
    except git_error() as error:
        remedy = UNSHALLOW if is_shallow(repo) else "vergelijk ze zonder de drie punten"
        raise ConvenantError(f"{one[:10]} en {other[:10]} hebben geen gezamenlijke commit; {remedy}") from error


class Entry(NamedTuple):
    """A file as git lists it: mode, id of its content, name from the top of the repository."""

    mode: str
    sha: str
    name: str
    stage: str = "0"
    """Not ``0`` in the index while a merge has left a conflict."""


def list_tree(repo: "Repo", commit: str, *folders: str) -> list[Entry]:
    """Return the files of a commit under some folders, all of them without any; their content is not read."""
    listing: bytes = repo.git.ls_tree(
        "-r", "-z", "--full-tree", commit, "--", *folders, stdout_as_string=False, strip_newline_in_stdout=False
    )
    entries = []
    for line in listing.split(b"\0")[:-1]:
        meta, name = line.split(b"\t", 1)
        mode, _kind, sha = meta.decode().split()
        entries.append(Entry(mode, sha, os.fsdecode(name)))
    return entries


def list_index(repo: "Repo", *folders: str) -> list[Entry]:
    """Return the files of the index under some folders, with a conflict as more than one entry."""
    listing: bytes = repo.git.ls_files(
        "-s", "-z", "--full-name", "--", *(f":(top,literal){folder}" for folder in folders),
        stdout_as_string=False, strip_newline_in_stdout=False,
    )  # fmt: skip
    entries = []
    for line in listing.split(b"\0")[:-1]:
        meta, name = line.split(b"\t", 1)
        mode, sha, stage = meta.decode().split()
        entries.append(Entry(mode, sha, os.fsdecode(name), stage))
    return entries


def differs_on_disk(repo: "Repo", *folders: str) -> set[str]:
    """Return the tracked files that git would call changed on disk since they were staged. Writes nothing."""
    listing: bytes = repo.git.status(
        "--porcelain", "-z", "--no-renames", "--untracked-files=no", "--ignore-submodules=all", "--",
        *(f":(top,literal){folder}" for folder in folders),
        stdout_as_string=False, strip_newline_in_stdout=False, env={"GIT_OPTIONAL_LOCKS": "0"},
    )  # fmt: skip
    return {os.fsdecode(line[3:]) for line in listing.split(b"\0")[:-1] if line[1:2] != b" "}


def read_blob(repo: "Repo", sha: str) -> bytes:
    """Read one blob, through a git process that stays for the next. Raises ConvenantError when it is not there."""
    try:
        return bytes(repo.git.get_object_data(sha)[3])
    except ValueError as error:
        raise _incomplete(sha) from error


def read_blobs(repo: "Repo", shas: list[str]) -> list[bytes]:
    """Read many blobs through one git process. Raises ConvenantError when one is not there."""
    blobs = []
    for sha, found in zip(shas, read_objects(repo, [sha.encode() for sha in shas]), strict=True):
        if found is None:
            raise _incomplete(sha)
        blobs.append(found[1])
    return blobs


def _incomplete(sha: str) -> ConvenantError:
    return ConvenantError(f"git kan {sha[:10]} niet lezen; deze kloon is niet compleet, haal hem opnieuw op")


_OBJECT = re.compile(rb"[0-9a-f]+ (\w+) (\d+)")


def read_objects(repo: "Repo", names: list[bytes]) -> list[tuple[bytes, bytes] | None]:
    """Read many objects through one git process, each with its kind; None for a name that git does not know."""
    if not names:
        return []
    with tempfile.TemporaryFile() as request:
        request.write(b"".join(name + b"\n" for name in names))
        request.seek(0)
        answer: bytes = repo.git.cat_file(
            "--batch", "--buffer", istream=request, stdout_as_string=False, strip_newline_in_stdout=False
        )
    out: list[tuple[bytes, bytes] | None] = []
    at = 0
    for _ in names:
        end = answer.index(b"\n", at)
        header = _OBJECT.fullmatch(answer, at, end)
        at = end + 1
        if header is None:  # "… missing"
            out.append(None)
            continue
        size = int(header[2])
        out.append((header[1], answer[at : at + size]))
        at += size + 1
    return out


def create_repository(folder: Path) -> bool:
    """Make a repository in a folder, as the user's git does it; False when there is no git. Raises ConvenantError."""
    try:
        from git import Git, GitCommandError
    except ImportError:
        return False
    try:
        Git(folder).init()
    except GitCommandError as error:
        raise ConvenantError(f"git kan in {folder} geen repository maken: {error.stderr.strip()}") from error
    return True
