"""Where files come from: the working tree, a revision or the index of git. To the rest these are names and bytes.

git is reached through :mod:`convenant_cli.gitrepo`, so that everything that needs none works without it.
"""

import os
import stat
import tempfile
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from convenant_cli.findings import ConvenantError
from convenant_cli.gitrepo import (
    Entry,
    git_error,
    list_index,
    list_tree,
    open_repository,
    own_folder,
    read_blobs,
    resolve,
)
from convenant_cli.glyphs import visible

if TYPE_CHECKING:
    from convenant_cli.gitrepo import Repo

MARKER = "data/convenant.yaml"
PRIVATE = "prive/personen.yaml"
_PRIVATE_FOLDER = "prive"
_TEMPLATES = "templates"
_IGNORED = frozenset(("Thumbs.db", "desktop.ini"))
_SYMLINK, _SUBMODULE = "120000", "160000"
_LINK_MESSAGE = "dit is een koppeling (symlink); zet het bestand zelf op deze plaats"
_SPECIAL_MESSAGE = "dit is geen gewoon bestand; zet er een gewoon bestand voor in de plaats"


@dataclass(frozen=True)
class Source:
    """Names and bytes of the record files, with forward slashes and relative to the dossier, sorted by name."""

    label: str
    files: dict[str, bytes]
    strangers: tuple[str, ...] = ()
    """Files under ``data/`` that are no YAML, or that an editor left behind."""
    refused: tuple[tuple[str, str], ...] = ()
    """Files that cannot be read, each with a Dutch sentence why."""
    exposed: tuple[str, ...] = ()
    """Files under ``prive/`` that git holds, and must not."""
    root: Path | None = field(default=None, compare=False)
    """The folder of the dossier on disk, when there is one."""
    commit: str = field(default="", compare=False)
    """The commit that was read; empty for the working tree and the index."""


def literal(files: Mapping[str, str | bytes]) -> Source:
    """Return a source with files given as text, for tests and examples."""
    return Source("voorbeeld", {name: text.encode() if isinstance(text, str) else text for name, text in files.items()})


def find_root(start: Path) -> Path:
    """Return the folder of the dossier that holds ``start``: the nearest one upward with data/convenant.yaml.

    Raises ConvenantError when there is none.
    """
    try:
        if not start.is_dir():
            raise ConvenantError(f"de map {start} bestaat niet; geef met -C de map van een dossier")
        start = start.resolve()
        for folder in (start, *start.parents):
            if (folder / MARKER).is_file():
                return folder
        bare = own_folder(start)
    except PermissionError as error:
        raise ConvenantError(f"u mag {error.filename} niet lezen; vraag om leesrecht op de map") from error
    if bare is not None:
        raise ConvenantError(
            f"{bare} is een repository zonder werkmap (bare); maak er een kloon van met 'git clone' en werk daar"
        )
    raise ConvenantError(
        f"geen dossier gevonden in {start} of hoger; ga naar een map met {MARKER}, of wijs er een aan met -C MAP"
    )


# --- working tree -------------------------------------------------------------------------------------------------


def worktree(root: Path, known: Container[str] = ()) -> Source:
    """Read the records as they are on disk. ``root`` is the folder that holds ``data/``.

    ``known``: names of records that need not be read, because the caller knows what they hold.
    """
    files: dict[str, bytes] = {}
    strangers: list[str] = []
    refused: list[tuple[str, str]] = []
    names = [*_walk(root, "data", refused)]
    if os.path.lexists(root / PRIVATE):
        names.append(PRIVATE)
    for name in sorted(names):
        if name in known:
            continue
        path = root / name
        try:
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                refused.append((name, _LINK_MESSAGE))
            elif not _is_record(name):
                strangers.append(name)
            elif stat.S_ISREG(mode):
                files[name] = path.read_bytes()
            else:  # reading a pipe would wait forever
                refused.append((name, _SPECIAL_MESSAGE))
        except OSError as error:
            refused.append((name, f"het bestand is niet te lezen ({error.strerror})"))
    return Source("werkmap", files, tuple(strangers), tuple(refused), root=root)


@contextmanager
def own_templates(root: Path, rev: str | None) -> Iterator[Path]:
    """Give the folder with the dossier's own templates and house style: on disk, or as they were in a revision.

    The folder need not exist. Raises ConvenantError when the revision does not.
    """
    if rev is None:
        yield root / _TEMPLATES
        return
    repo, prefix = open_repository(root)
    entries = list_tree(repo, resolve(repo, rev), f"{prefix}{_TEMPLATES}")
    entries = [entry for entry in entries if entry.mode not in (_SYMLINK, _SUBMODULE)]
    with tempfile.TemporaryDirectory() as folder:
        for entry, content in zip(entries, read_blobs(repo, [entry.sha for entry in entries]), strict=True):
            path = Path(folder) / entry.name.removeprefix(prefix)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield Path(folder) / _TEMPLATES


def with_address_book(source: Source) -> Source:
    """Add the private address book on disk, when there is one, to a source; a revision never holds it."""
    path = source.root / PRIVATE if source.root else None
    if path is None or not path.is_file():
        return source
    return replace(source, files={**source.files, PRIVATE: path.read_bytes()})


def _walk(root: Path, folder: str, refused: list[tuple[str, str]]) -> Iterable[str]:
    try:
        entries = list(os.scandir(root / folder))
    except OSError as error:
        refused.append((folder, f"de map is niet te lezen ({error.strerror})"))
        return
    for entry in entries:
        name = f"{folder}/{entry.name}"
        try:
            is_folder = entry.is_dir(follow_symlinks=False)
        except OSError:
            is_folder = False  # told when it is read as a file
        if is_folder and not _hidden(entry.name):
            yield from _walk(root, name, refused)
        elif not is_folder and not _ignored(entry.name):
            yield name


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name.endswith("~") or name in _IGNORED


def _ignored(name: str) -> bool:
    """Tell whether a file says nothing; what looks like a record that was hidden or kept as a copy is not ignored."""
    return _hidden(name) and (name.startswith("~$") or not name.lower().endswith((".yaml", ".yml", ".yaml~", ".yml~")))


def _is_record(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) and not _hidden(name.rsplit("/", 1)[-1])


# --- git ----------------------------------------------------------------------------------------------------------


def revision(root: Path, rev: str) -> Source:
    """Read the records as they are in a revision: a branch, tag or commit. Raises ConvenantError."""
    repo, prefix = open_repository(root)
    commit = resolve(repo, rev)
    return replace(_read(repo, list_revision(repo, prefix, commit, f"revisie {rev}"), root), commit=commit)


def index(root: Path) -> Source:
    """Read the records as they are staged for the next commit. Raises ConvenantError."""
    repo, prefix = open_repository(root)
    return _read(repo, list_staged(repo, prefix), root)


@dataclass(frozen=True)
class Listing:
    """What git holds of a dossier: a :class:`Source` of which nothing has been read."""

    label: str
    ids: dict[str, str]
    """The id of the content of every record file, by name."""
    strangers: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    exposed: tuple[str, ...] = ()


def list_revision(repo: "Repo", prefix: str, commit: str, label: str) -> Listing:
    """List the records of a commit. Raises ConvenantError when it holds no dossier at that place."""
    entries = list_tree(repo, commit, f"{prefix}data", f"{prefix}{_PRIVATE_FOLDER}")
    absent = f"in {label} staat geen dossier ({MARKER} ontbreekt); kies een revisie waarin het dossier al bestond"
    return _sort_out(entries, prefix, label, absent)


def list_staged(repo: "Repo", prefix: str) -> Listing:
    """List the records that are staged. Raises ConvenantError when there are none, or at a merge conflict."""
    entries = list_index(repo, f"{prefix}data", f"{prefix}{_PRIVATE_FOLDER}")
    if conflict := next((visible(entry.name) for entry in entries if entry.stage != "0"), None):
        raise ConvenantError(f"{conflict} heeft een conflict; los dat eerst op en zet het bestand klaar met 'git add'")
    absent = f"er staat geen dossier klaar in git ({MARKER} ontbreekt); zet de bestanden klaar met 'git add'"
    return _sort_out(entries, prefix, "klaargezet", absent)


def list_known(repo: "Repo", prefix: str, differing: Container[str]) -> Listing:
    """List the records of the index that are on disk as they were staged. ``differing``: what git found changed."""
    entries = list_index(repo, f"{prefix}data")
    same = [entry for entry in entries if entry.stage == "0" and entry.name not in differing]
    return _sort_out(same, prefix, "werkmap")


def _sort_out(entries: Iterable[Entry], prefix: str, label: str, absent: str = "") -> Listing:
    """Tell records from the rest. Raises ConvenantError with the sentence ``absent`` when there is nothing in data/."""
    ids: dict[str, str] = {}
    strangers: list[str] = []
    refused: list[tuple[str, str]] = []
    exposed: list[str] = []
    found = False
    hidden: dict[str, bool] = {}
    for mode, sha, full_name, _ in entries:
        name = full_name.removeprefix(prefix)
        if name.split("/")[0] == _PRIVATE_FOLDER:
            exposed.append(name)
            if name != PRIVATE:
                continue
        else:
            found = True
        folder, _, last = name.rpartition("/")
        if folder not in hidden:  # asked once a folder: a dossier can have many files
            hidden[folder] = any(map(_hidden, folder.split("/")))
        if hidden[folder] or _ignored(last):
            continue
        if mode in (_SYMLINK, _SUBMODULE):
            message = _LINK_MESSAGE if mode == _SYMLINK else "dit is een andere repository (submodule), geen record"
            refused.append((name, message))
        elif _is_record(name):
            ids[name] = sha
        else:
            strangers.append(name)
    if absent and not found:
        raise ConvenantError(absent)
    return Listing(label, dict(sorted(ids.items())), tuple(sorted(strangers)), tuple(refused), tuple(sorted(exposed)))


def _read(repo: "Repo", listing: Listing, root: Path) -> Source:
    blobs = read_blobs(repo, list(listing.ids.values()))
    files = dict(zip(listing.ids, blobs, strict=True))
    return Source(listing.label, files, listing.strangers, listing.refused, listing.exposed, root)


def describe_revision(root: Path, rev: str | None = None) -> str:
    """Return in words which revision a document is made from, for its colophon.

    Why there is none is said; uncommitted changes under the dossier's folders are said as well.
    """
    try:
        repo, prefix = open_repository(root)
        commit = repo.git.rev_parse(
            "--short=10", "--verify", "--quiet", "--end-of-options", f"{rev or 'HEAD'}^{{commit}}"
        )
    except ConvenantError as error:
        if isinstance(error.__cause__, ImportError):
            return "onbekend: git is niet gevonden"
        if isinstance(error.__cause__, git_error()):
            return "onbekend: git weigert de map van het dossier te lezen"
        return "geen (het dossier staat niet in git)"
    except git_error():
        return "geen (er is nog geen commit)"
    if rev is None and repo.git.status("--porcelain", "--", f":(top,literal){prefix}data"):
        return f"{commit}, met wijzigingen die nog niet zijn vastgelegd"
    return str(commit)
