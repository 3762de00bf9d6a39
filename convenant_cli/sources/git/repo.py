"""A repository: opening the one that holds a folder, where git keeps it, and asking it something.

git is asked through :mod:`~convenant_cli.sources.git.call`. What git could not give is never taken for what was not
there.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import is_link, read, why
from convenant_cli.sources.git.call import MOST, Answer, NoGitError, call, refusal
from convenant_cli.text.glyphs import visible
from convenant_cli.text.opdracht import quoted

UNSHALLOW = "deze kloon is ondiep; haal de hele geschiedenis op met 'git fetch --unshallow'"
_DATA, _MARK = "data", ".git"
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
    meant: Mapping[str, str] = field(default_factory=dict)
    """What of the environment of a hook is meant for this repository."""

    def ask(self, *args: str, given: bytes = b"", most: int = MOST) -> Answer:
        """Ask git something, whatever it answers. Raises ConvenantError when it cannot be asked."""
        return call(self.top, args, given, _BARE if self.bare else (), most, self.meant)

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
    if os.path.lexists(root / _DATA / _MARK) and (root / _DATA).resolve() != repo.top:
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
        _require_own(own, own)
        found = Repo(own, bare=True)
        hashing = _hashing(found.text("rev-parse", "--show-object-format"))
        return replace(found, hashing=hashing, meant=_meant(own, GitFolders(own, own)))
    folders = git_folders(top)
    found = Repo(top)
    said = found.text("rev-parse", "--show-object-format", "--is-inside-work-tree", "--show-toplevel").split("\n", 2)
    # The settings of a repository can name another working tree than the one that it was found in.
    if len(said) < 3 or not _same(top, Path(said[2])):
        raise ConvenantError(f"de repository in {top} zegt dat haar werkmap ergens anders is; gebruik de werkmap zelf")
    return Repo(top, hashing=_hashing(said[0]), meant=_meant(top, folders))


def _hashing(said: str) -> str:
    """Return how a repository names contents. Raises NoGitError when git only gives back what it was asked."""
    if said.startswith("--"):  # it is older than the question, and would find no revision either
        raise NoGitError("de git op deze computer is te oud; installeer git 2.25 of nieuwer")
    return said


def top_of(folder: Path) -> Path | None:
    """Return the nearest folder upward that holds ``.git``; None when there is none. Asks no git."""
    return next((one for one in (folder, *folder.parents) if os.path.lexists(one / _MARK)), None)


def own_folder(folder: Path) -> Path | None:
    """Return the folder of git itself that a folder is, or lies in: a bare repository, or ``.git``. Asks no git.

    A working tree may stand inside one.
    """
    for one in (folder, *folder.parents):
        if os.path.lexists(one / _MARK):
            return None
        if (one / "HEAD").is_file() and (one / "objects").is_dir() and (one / "refs").is_dir():
            return one
    return None


# --- the folder of git itself, without asking git -----------------------------------------------------------------


class GitFolders(NamedTuple):
    """Where git keeps what belongs to a working tree."""

    own: Path
    """What is of this working tree alone: what is checked out, the index."""
    common: Path
    """What it shares with the other working trees: settings, branches, tags, contents."""


#: What git writes when it is asked to, or what is read here: a link would lead that to another place.
_PLACES = ("config", "config.worktree", "logs", "objects", "packed-refs", "refs", "reftable", "shallow")
#: What only git reads, and for which it would wait or fill the memory when it is no file.
_READ = (
    *("HEAD", "index", "info/attributes", "info/exclude", "info/grafts", "info/sparse-checkout"),
    *("objects/info/alternates", "objects/info/commit-graph", "objects/pack/multi-pack-index"),
)
#: A setting in the file that git keeps them in.
_WORKTREE = re.compile(r'^\s*worktree\s*=\s*"?(.*?)"?\s*$', re.MULTILINE | re.IGNORECASE)
_POINTER = "gitdir: "


def git_folders(top: Path) -> GitFolders:
    """Return where git keeps what belongs to a working tree, which starts in the folder ``top`` with its ``.git``.

    A file ``.git`` names another folder, and anybody can write one that names the repository of somebody else. It
    counts only when that repository names this folder as well. Raises ConvenantError when it does not, and for what git
    would write through a link, or would wait for.
    """
    mark = top / _MARK
    try:
        status = mark.lstat()
        if is_link(status) or not (stat.S_ISDIR(status.st_mode) or stat.S_ISREG(status.st_mode)):
            raise ConvenantError(f"{mark} is geen map en geen gewoon bestand; git kan deze repository niet lezen")
        own = mark if stat.S_ISDIR(status.st_mode) else top / _line(top, _MARK, _POINTER)
        if not own.is_dir():
            raise ConvenantError(
                f"{mark} wijst naar {visible(str(own))}, en daar is geen map; zet die terug, of haal dat bestand weg "
                "en kloon opnieuw"
            )
        common = own
        if own != mark and os.path.lexists(own / "commondir"):
            common = own / _line(own, "commondir")
            remedy = f"hebt u de map verplaatst, geef dan in de repository zelf: git worktree repair {quoted(str(top))}"
            belongs = _same(own.parent, common / "worktrees") and _same(own / _line(own, "gitdir"), mark)
        else:
            named = list(_worktrees_named(own))
            belongs = own == mark or any(_same(own / one, top) for one in named)
            config = f"git config --file {quoted(str(own / 'config'))} core.worktree {quoted(str(top))}"
            remedy = f"is het uw eigen repository, geef dan: {config}"
            if named or own.name == _MARK:  # it has another working tree, and would lose that
                remedy = "wilt u hier die repository gebruiken, maak dan een werkmap met 'git worktree add'"
        if not belongs:
            raise ConvenantError(
                f"{mark} wijst naar {visible(str(common.resolve()))}, en die repository is niet van deze map: zij "
                f"wijst niet terug; haal dat bestand weg of kloon opnieuw; {visible(remedy)}"
            )
        _require_own(own, common)
    except OSError as error:
        raise ConvenantError(
            f"{mark} is niet te lezen{why(error)}; vraag de eigenaar om rechten, of kloon opnieuw"
        ) from error
    return GitFolders(own, common)


def _line(folder: Path, name: str, start: str = "") -> str:
    """Return what a file of git of one line names. Raises ConvenantError when it names nothing."""
    text = os.fsdecode(read(folder, name) or b"").rstrip("\r\n")
    if not text.startswith(start) or not text.removeprefix(start) or "\0" in text:
        raise ConvenantError(f"{folder / name} is beschadigd: het wijst geen map van git aan; kloon opnieuw")
    return text.removeprefix(start)


def _worktrees_named(own: Path) -> Iterator[str]:
    """Yield the working trees that the settings of a repository name."""
    for name in ("config", "config.worktree"):
        for value in _WORKTREE.findall(os.fsdecode(read(own, name) or b"")):
            if "\0" not in value:
                yield re.sub(r"\\(.)", r"\1", value)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _require_own(own: Path, common: Path) -> None:
    """Raise ConvenantError when a folder of git has something else where git keeps files and folders of its own."""
    if os.path.lexists(common / "commondir"):
        where = common / "commondir"
        raise ConvenantError(f"{where} legt de tags in een andere repository; haal dat bestand weg of kloon opnieuw")
    for folder in dict.fromkeys((own, common)):
        for path in (folder / name for name in _PLACES):
            if os.path.lexists(path):
                _require_plain(path, path.lstat())
        for path in (folder / name for name in _READ):
            if path.exists():  # a link to a file that is read and never written harms nobody
                _require_plain(path, path.stat())
        _require_plain_inside(folder / "objects", deep=False)
        for name in ("logs", "refs", "reftable"):
            _require_plain_inside(folder / name)


def _require_plain_inside(folder: Path, deep: bool = True) -> None:
    todo = [str(folder)]
    while todo:
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(todo.pop()) as entries:
            for entry in entries:
                _require_plain(Path(entry.path), entry.stat(follow_symlinks=False))
                if deep and entry.is_dir(follow_symlinks=False):
                    todo.append(entry.path)


def _require_plain(path: Path, status: os.stat_result) -> None:
    if is_link(status) or not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        raise ConvenantError(
            f"{visible(str(path))} is geen bestand of map van git zelf maar iets anders, zoals een koppeling (symlink) "
            "of een pijp; vertrouw deze repository niet, of kloon opnieuw"
        )


def _meant(top: Path, folders: GitFolders) -> dict[str, str]:
    """Return what of the environment that git gives a hook is meant for a repository, and not for another one.

    ``git commit -a`` hands its hook another index than that of the repository, and a push the contents that it brought
    but that nobody may use yet. A hook can also ask another repository something.
    """
    found = {}
    if name := os.environ.get("GIT_INDEX_FILE", ""):
        path = (top / name).absolute()
        here = _same(path.parent, folders.own) or (own_folder(path.parent) is None and _is_here(top))
        if here and path.is_file():
            found["GIT_INDEX_FILE"] = str(path)
    names = ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")
    new, objects, _ = brought = [os.environ.get(name, "") for name in names]
    if new and new == objects and _same(Path(new).absolute().parent, folders.common / "objects"):
        found |= {name: str(Path(value).absolute()) for name, value in zip(names, brought, strict=True) if value}
    return found


def _is_here(top: Path) -> bool:
    """Tell whether the current folder is in this working tree."""
    try:
        return top_of(Path.cwd()) == top
    except OSError:  # it was removed
        return False


# --- one question -----------------------------------------------------------------------------------------------


def commit_of(repo: Repo, rev: str) -> str:
    """Return the full name of the commit that a branch, tag or commit names; empty when there is none.

    Raises ConvenantError when git cannot look.
    """
    if "\0" in rev or "\n" in rev:
        return ""
    answer = repo.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    if answer.code and answer.said and "needed a single revision" not in answer.said.lower():
        _refuse_damage(repo, answer.said)
    said = answer.out.decode().strip()
    return said if not answer.code and re.fullmatch(r"[0-9a-f]+", said) else ""  # of '^HEAD' git says '^' and a commit


def _refuse_damage(repo: Repo, said: str) -> None:
    """Raise ConvenantError when git could not look, and did not just find nothing."""
    harmless = ("unknown revision", "ambiguous", "not a valid", "dereferences to", "bad revision", "log for ")
    no_branch = (
        "no upstream",
        "upstream branch",
        "not point to a branch",
        "no such branch",
        "push destination",
        "for pushing",
    )
    small = said.lower()
    if not any(word in small for word in (*harmless, *no_branch)):
        raise refusal(repo.top, said)


def is_shallow(repo: Repo) -> bool:
    """Tell whether the clone lacks a part of the history."""
    return repo.text("rev-parse", "--is-shallow-repository") == "true"
