"""git, through GitPython: opening the repository that holds a folder, naming a revision, reading many blobs at once.

GitPython is imported when it is asked for something, so that everything else works without git on the machine.
"""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from convenant_cli.findings import ConvenantError

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
    try:
        import git
    except ImportError as error:
        raise ConvenantError(
            "git is niet gevonden; installeer git, of lees de werkmap zonder --rev of --staged"
        ) from error
    try:
        repo = git.Repo(root, search_parent_directories=True)
        top = Path(repo.git.rev_parse("--show-toplevel")).resolve()
    except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
        raise ConvenantError(
            f"{root} staat niet in een git-repository; een revisie lezen kan alleen daar. Maak er een met 'git init'"
        ) from error
    except git.GitCommandError as error:
        raise ConvenantError(f"git weigert {root} te lezen: {error.stderr.strip()}") from error
    inside = root.resolve().relative_to(top).as_posix()
    return repo, "" if inside == "." else f"{inside}/"


def resolve(repo: "Repo", rev: str) -> str:
    """Return the full name of the commit that a branch, tag or commit names. Raises ConvenantError."""
    try:
        return str(repo.git.rev_parse("--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}"))
    except git_error() as error:
        shallow = repo.git.rev_parse("--is-shallow-repository") == "true"
        hint = (
            "deze kloon is ondiep; haal de hele geschiedenis op met 'git fetch --unshallow'"
            if shallow
            else "kijk met 'git log' of 'git tag' welke er zijn"
        )
        raise ConvenantError(f"revisie '{rev}' bestaat niet in deze repository; {hint}") from error


def read_blobs(repo: "Repo", shas: list[str]) -> list[bytes]:
    """Read many blobs through one git process. Raises ConvenantError when one is not there."""
    if not shas:
        return []
    with tempfile.TemporaryFile() as request:
        request.write("".join(f"{sha}\n" for sha in shas).encode())
        request.seek(0)
        answer: bytes = repo.git.cat_file(
            "--batch", "--buffer", istream=request, stdout_as_string=False, strip_newline_in_stdout=False
        )
    blobs = []
    at = 0
    for sha in shas:
        end = answer.index(b"\n", at)
        header = answer[at:end].split()
        if len(header) != 3:
            raise ConvenantError(f"git kan {sha[:10]} niet lezen; deze kloon is niet compleet, haal hem opnieuw op")
        size = int(header[2])
        blobs.append(answer[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return blobs
