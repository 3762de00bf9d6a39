"""A repository: opening the one that holds a folder, naming a revision, and reading what it holds.

git is asked through :mod:`convenant_cli.gitcall`. What git could not give is never taken for what was not there.
"""

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from convenant_cli.findings import ConvenantError
from convenant_cli.gitcall import MOST, Answer, NoGitError, call, refusal
from convenant_cli.glyphs import visible
from convenant_cli.kalender import DATUM_PATTERN, bedoelde_dag, korte_datum

UNSHALLOW = "deze kloon is ondiep; haal de hele geschiedenis op met 'git fetch --unshallow'"
_DATA = "data"
#: Only a repository that was recognised as bare, by its files, may be used as one.
_BARE = ("-c", "safe.bareRepository=all")


@dataclass(frozen=True, slots=True)
class Repo:
    """A repository on this machine."""

    top: Path
    """The folder that the working tree starts in; of a repository without one the repository itself."""
    bare: bool = False
    """Whether it has no files on disk."""
    hashing: str = "sha1"
    """How it names contents."""

    def ask(self, *args: str, given: bytes = b"", most: int = MOST) -> Answer:
        """Ask git something, whatever it answers. Raises ConvenantError when it cannot be asked."""
        return call(self.top, args, given, _BARE if self.bare else (), most)

    def raw(self, *args: str, given: bytes = b"", most: int = MOST) -> bytes:
        """Return what git answers. Raises GitError when it refuses, or has more than ``most`` bytes to say."""
        answer = self.ask(*args, given=given, most=most)
        if answer.code:
            raise refusal(self.top, answer.said)
        return answer.out

    def text(self, *args: str) -> str:
        """Return what git answers as text, without the end of the last line. Raises GitError when it refuses."""
        return self.raw(*args).decode("utf-8", "surrogateescape").removesuffix("\n")

    def id_of(self, content: bytes) -> str:
        """Return how git would name a content, as it is: no filter and no other line ends."""
        return hashlib.new(self.hashing, b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def open_repository(root: Path) -> tuple[Repo, str]:
    """Return the repository that holds the folder of a dossier, and the folder's name inside it with a slash behind it.

    Raises ConvenantError when there is no git or no repository, or when the records are kept in another one.
    """
    repo = repository_of(root)
    if repo.bare:
        raise ConvenantError(f"{root} ligt in een repository zonder werkmap (bare); werk in een kloon daarvan")
    if os.path.lexists(root / _DATA / ".git") and (root / _DATA).resolve() != repo.top:
        raise elsewhere(f"{root / _DATA} is een eigen repository (submodule)")
    inside = root.resolve().relative_to(repo.top).as_posix()
    return repo, "" if inside == "." else f"{inside}/"


def elsewhere(what: str) -> ConvenantError:
    """Return the refusal of a dossier of which git keeps the records in another place. ``what`` says where."""
    return ConvenantError(
        f"{what}, en git houdt de records hier dus niet zelf bij; maak het dossier in die repository zelf, of neem de "
        "bestanden op in deze repository"
    )


def repository_of(folder: Path) -> Repo:
    """Return the repository that holds a folder, also one without files on disk (bare).

    Raises ConvenantError when there is no git, or no repository, or git refuses it.
    """
    folder = folder.resolve()
    top = top_of(folder)
    own = own_folder(folder) if top is None else None
    if top is None and own is None:
        call(folder, ("version",))  # without git that is what to say
        raise ConvenantError(
            f"{folder} staat niet in een git-repository; een revisie lezen kan alleen daar. Maak er een met 'git init'"
        )
    if top is None:
        assert own is not None
        found = Repo(own, bare=True)
        return Repo(own, True, found.text("rev-parse", "--show-object-format"))
    mark = (top / ".git").lstat().st_mode
    if not (stat.S_ISDIR(mark) or stat.S_ISREG(mark)):
        raise ConvenantError(f"{top / '.git'} is geen map en geen gewoon bestand; git kan deze repository niet lezen")
    found = Repo(top)
    said = found.text("rev-parse", "--show-object-format", "--is-inside-work-tree", "--show-toplevel").split("\n", 2)
    # The settings of a repository can name another working tree than the one that it was found in.
    if len(said) < 3 or not top.samefile(said[2]):
        raise ConvenantError(f"de repository in {top} zegt dat haar werkmap ergens anders is; gebruik de werkmap zelf")
    return Repo(top, hashing=said[0])


def top_of(folder: Path) -> Path | None:
    """Return the nearest folder upward that holds ``.git``; None when there is none. Asks no git."""
    return next((one for one in (folder, *folder.parents) if os.path.lexists(one / ".git")), None)


def own_folder(folder: Path) -> Path | None:
    """Return the folder of git itself that a folder is, or lies in: a bare repository, or ``.git``. Asks no git.

    A working tree may stand inside one.
    """
    for one in (folder, *folder.parents):
        if os.path.lexists(one / ".git"):
            return None
        if (one / "HEAD").is_file() and (one / "objects").is_dir() and (one / "refs").is_dir():
            return one
    return None


# --- revisions ----------------------------------------------------------------------------------------------------


def resolve(repo: Repo, rev: str) -> str:
    """Return the full name of the commit that a branch, tag or commit names. Raises ConvenantError."""
    if commit := commit_of(repo, rev):
        return commit
    raise ConvenantError(f"revisie '{visible(rev)}' bestaat niet in deze repository; {_remedy(repo, rev)}")


def commit_of(repo: Repo, rev: str) -> str:
    """Return the full name of the commit that a branch, tag or commit names; empty when there is none.

    Raises ConvenantError when git cannot look.
    """
    if "\0" in rev or "\n" in rev:
        return ""
    answer = repo.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    if answer.code and answer.said and "needed a single revision" not in answer.said.lower():
        _refuse_damage(repo, answer.said)
    return answer.out.decode().strip() if not answer.code else ""


def _refuse_damage(repo: Repo, said: str) -> None:
    """Raise ConvenantError when git could not look, and did not just find nothing."""
    harmless = ("unknown revision", "ambiguous", "not a valid", "expected commit type", "bad revision", "log for ")
    small = said.lower()
    if not any(word in small for word in harmless):
        raise refusal(repo.top, said)


def _remedy(repo: Repo, rev: str) -> str:
    """Return what somebody can do whose revision is not there."""
    if re.fullmatch(r"0{40}|0{64}", rev):
        return "er is nog geen eerder moment, zoals bij een nieuwe tak; laat de optie weg, of noem de hoofdtak"
    bare = re.sub(r"^@\{(.*)\}$", r"\1", rev)
    if (day := bedoelde_dag(bare)) and not re.fullmatch(DATUM_PATTERN, bare):
        return f"schrijf een datum als jaar-maand-dag: {day}"
    if not commit_of(repo, "HEAD"):
        return "er is nog geen commit; leg het dossier eerst vast met 'git commit'"
    remote = repo.text("for-each-ref", "--format=%(refname:lstrip=2)", "refs/remotes").splitlines()
    if near := next((ref for ref in remote if ref.partition("/")[2] == rev), None):
        return f"bedoelde u '{near}'?"
    if is_shallow(repo):
        return UNSHALLOW
    return "kijk met 'git log' of 'git tag' welke er zijn"


#: ``@{2026-01-01}`` or ``main@{2026-01-01}``: how a branch stood at the end of a day.
_ON_DAY = re.compile(r"(?P<branch>[^@{}]*)@\{(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\}")


def resolve_moment(repo: Repo, asked: str) -> str:
    """Return the commit that a branch, tag, commit or date names. Raises ConvenantError.

    A date (``@{2026-01-01}``, ``main@{2026-01-01}``, or ``2026-01-01`` when nothing else has that name) is the newest
    commit of that day or earlier on the branch itself. The day of a commit is the day that it shows, where it was made:
    the same on every machine.
    """
    text = day_of(repo, asked)
    if text is None:
        return resolve(repo, asked)
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        message = f"'{text}' is geen bestaande datum; schrijf jaar-maand-dag, zoals @{{2026-06-30}}"
        raise ConvenantError(message) from error
    match = _ON_DAY.fullmatch(asked)
    tip = resolve(repo, (match["branch"] if match else "") or "HEAD")
    line = repo.text("log", "--first-parent", "--format=%H %cs", tip).splitlines()
    for commit, shown in (one.split(" ") for one in line):
        if date.fromisoformat(shown) <= day:
            return commit
    oldest = date.fromisoformat(line[-1].split(" ")[1])
    first = f"kies een datum vanaf {korte_datum(oldest)}: die dag is de eerste commit"
    remedy = UNSHALLOW if is_shallow(repo) else first
    raise ConvenantError(f"op {korte_datum(day)} is er in deze repository nog geen commit; {remedy}")


def day_of(repo: Repo, asked: str) -> str | None:
    """Return the day that a moment names, as it was typed; None when it names a branch, tag or commit."""
    if match := _ON_DAY.fullmatch(asked):
        return match["day"]
    return asked if re.fullmatch(DATUM_PATTERN, asked) and not commit_of(repo, asked) else None


def is_shallow(repo: Repo) -> bool:
    """Tell whether the clone lacks a part of the history."""
    return repo.text("rev-parse", "--is-shallow-repository") == "true"


def commit_day(repo: Repo, commit: str) -> date:
    """Return the day of a commit, where it was made."""
    return date.fromisoformat(repo.text("log", "-1", "--format=%cs", commit))


def merge_base(repo: Repo, one: str, other: str) -> str:
    """Return the commit where two lines of history parted. Raises ConvenantError when it is not there."""
    answer = repo.ask("merge-base", one, other)
    if answer.code == 1:
        remedy = UNSHALLOW if is_shallow(repo) else "vergelijk ze zonder de drie punten"
        raise ConvenantError(f"{one[:10]} en {other[:10]} hebben geen gezamenlijke commit; {remedy}")
    if answer.code:
        raise refusal(repo.top, answer.said)
    return answer.out.decode().splitlines()[0]


def create_repository(folder: Path) -> bool:
    """Make a repository in a folder, as the user's git does it; False when there is no git. Raises ConvenantError."""
    try:
        answer = call(folder, ("init", "--quiet"))
    except NoGitError:
        return False
    if answer.code:
        raise ConvenantError(f"git kan in {folder} geen repository maken: {answer.said.strip()}")
    return True
