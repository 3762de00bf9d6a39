"""Where files come from: the working tree, a revision or the index of git. To the rest these are names and bytes.

git is reached through :mod:`convenant_cli.sources.git.repo`, so that everything that needs none works without it.
"""

import os
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product
from pathlib import Path
from unicodedata import normalize

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import LINK_MESSAGE, is_link, read, read_all, why
from convenant_cli.sources.git.call import GitError, NoGitError
from convenant_cli.sources.git.contents import (
    SUBMODULE,
    SYMLINK,
    Entry,
    differs_on_disk,
    list_index,
    list_tree,
    read_blobs,
    refuse_elsewhere,
)
from convenant_cli.sources.git.moments import day_of, resolve_moment
from convenant_cli.sources.git.repo import Repo, commit_of, git_folders, open_repository, own_folder, top_of
from convenant_cli.text.glyphs import visible

MARKER = "data/convenant.yaml"
PRIVATE = "prive/personen.yaml"
_PRIVATE_FOLDER = "prive"
#: How git may spell it: on Windows and on a Mac each of these is that same folder.
_PRIVATE_FOLDERS = tuple(map("".join, product(*zip(_PRIVATE_FOLDER, _PRIVATE_FOLDER.upper(), strict=True))))
_IGNORED = frozenset(("Thumbs.db", "desktop.ini"))


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
    dag: date | None = None
    """The day of which the records were asked, when they were asked by a day."""
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


def dossier_around(path: Path) -> Path | None:
    """Return the folder of the dossier that a file lies in by its path, also one that is not there yet; else None.

    The outermost, so that a link in it cannot lead to one that lies elsewhere.
    """
    full = Path(os.path.abspath(path))  # noqa: PTH100  # resolve() would follow a link inside the dossier
    return next((folder for folder in reversed(full.parents) if os.path.lexists(folder / MARKER)), None)


# --- working tree -------------------------------------------------------------------------------------------------


def worktree(root: Path, known: Container[str] = ()) -> Source:
    """Read the records as they are on disk. ``root`` is the folder that holds ``data/``.

    ``known``: names of records that need not be read, because the caller knows what they hold.
    """
    files: dict[str, bytes] = {}
    refused: list[tuple[str, str]] = []
    names = [*_walk(root, "data", refused)]
    if os.path.lexists(root / PRIVATE):
        names.append(PRIVATE)
    strangers = sorted(name for name in names if not _is_record(name))
    asked = sorted(name for name in names if _is_record(name) and name not in known)
    for name, content in read_all(root, asked):
        if isinstance(content, bytes):
            files[name] = content
        elif content is not None:  # None: removed a moment ago
            refused.append((name, content.reason))
    return Source("werkmap", files, tuple(strangers), tuple(sorted(refused)), root=root)


def with_address_book(source: Source) -> Source:
    """Add the private address book on disk, when there is one, to a source; a revision never holds it.

    Raises RefusedError when it is there and cannot be read.
    """
    content = read(source.root, PRIVATE) if source.root else None
    return source if content is None else replace(source, files={**source.files, PRIVATE: content})


def _walk(root: Path, folder: str, refused: list[tuple[str, str]]) -> Iterable[str]:
    try:
        if is_link((root / folder).lstat()):
            refused.append((folder, LINK_MESSAGE))
            return
        entries = list(os.scandir(root / folder))
    except OSError as error:
        refused.append((folder, f"de map is niet te lezen{why(error)}"))
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
            if entry.is_symlink():
                refused.append((name, LINK_MESSAGE))
            else:
                yield name


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name.endswith("~") or name in _IGNORED


def _ignored(name: str) -> bool:
    """Tell whether a file says nothing; what looks like a record that was hidden or kept as a copy is not ignored."""
    return _hidden(name) and (name.startswith("~$") or not name.lower().endswith((".yaml", ".yml", ".yaml~", ".yml~")))


def _is_record(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) and not _hidden(name.rsplit("/", 1)[-1])


# --- git ----------------------------------------------------------------------------------------------------------


def revision(root: Path, rev: str, folder: str = "") -> Source:
    """Read the records as they are in a revision: a branch, tag or commit, or as they were at the end of a day.

    ``folder``: read only what is in that folder of the dossier. Raises ConvenantError.
    """
    repo, prefix = open_repository(root)
    commit = resolve_moment(repo, rev)
    listing = list_revision(repo, prefix, commit, f"revisie {rev}")
    if folder:
        listing = replace(listing, ids={name: id for name, id in listing.ids.items() if name.startswith(f"{folder}/")})
    source = _read(repo, listing, root)
    day = day_of(repo, rev)
    return replace(source, commit=commit, dag=date.fromisoformat(day) if day else None)


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


def list_revision(repo: Repo, prefix: str, commit: str, label: str) -> Listing:
    """List the records of a commit. Raises ConvenantError when it holds no dossier at that place."""
    entries = list_tree(repo, commit, f"{prefix}data", *(prefix + name for name in _PRIVATE_FOLDERS))
    absent = f"in {label} staat geen dossier ({MARKER} ontbreekt); kies een revisie waarin het dossier al bestond"
    return _sort_out(entries, prefix, label, absent)


def list_staged(repo: Repo, prefix: str) -> Listing:
    """List the records that are staged. Raises ConvenantError when there are none, or at a merge conflict."""
    entries = list_index(repo, f"{prefix}data", *(prefix + name for name in _PRIVATE_FOLDERS))
    if conflict := next((visible(entry.name) for entry in entries if entry.stage != "0"), None):
        raise ConvenantError(f"{conflict} heeft een conflict; los dat eerst op en zet het bestand klaar met 'git add'")
    absent = f"er staat geen dossier klaar in git ({MARKER} ontbreekt); zet de bestanden klaar met 'git add'"
    return _sort_out(entries, prefix, "klaargezet", absent)


def list_known(repo: Repo, prefix: str, differing: Container[str]) -> Listing:
    """List the records of the index that are on disk as they were staged. ``differing``: what git found changed."""
    entries = list_index(repo, f"{prefix}data")
    same = [entry for entry in entries if entry.stage == "0" and entry.name not in differing]
    return _sort_out(same, prefix, "werkmap")


def _sort_out(entries: Iterable[Entry], prefix: str, label: str, absent: str = "") -> Listing:
    """Tell records from the rest. Raises ConvenantError with the sentence ``absent`` when there is nothing in data/."""
    entries = list(entries)
    refuse_elsewhere(entries, prefix, label)
    ids: dict[str, str] = {}
    strangers: list[str] = []
    refused: list[tuple[str, str]] = []
    exposed: list[str] = []
    found = False
    hidden: dict[str, bool] = {}
    for mode, sha, full_name, _ in entries:
        name = full_name.removeprefix(prefix)
        if name.split("/")[0] in _PRIVATE_FOLDERS:
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
        if mode in (SYMLINK, SUBMODULE):
            message = LINK_MESSAGE if mode == SYMLINK else "dit is een andere repository (submodule), geen record"
            refused.append((name, message))
        elif _is_record(name):
            ids[name] = sha
        else:
            strangers.append(name)
    if absent and not found:
        raise ConvenantError(absent)
    return Listing(label, dict(sorted(ids.items())), tuple(sorted(strangers)), tuple(refused), tuple(sorted(exposed)))


def _read(repo: Repo, listing: Listing, root: Path) -> Source:
    blobs = read_blobs(repo, list(listing.ids.values()))
    files = dict(zip(listing.ids, blobs, strict=True))
    return Source(listing.label, files, listing.strangers, listing.refused, listing.exposed, root)


def is_clean(repo: Repo, root: Path, prefix: str, name: str = "data") -> bool:
    """Tell whether all that is read of a folder or file of the dossier is in the last commit as it is on disk.

    Also what git was told to ignore: it would be in a document, and in no commit.
    """
    full, head = f"{prefix}{name}", commit_of(repo, "HEAD")
    committed = {entry[:3] for entry in list_tree(repo, head, full)} if head else set()
    if committed != {entry[:3] for entry in list_index(repo, full)} or differs_on_disk(repo, full):
        return False
    on_disk = _walk(root, name, []) if (root / name).is_dir() else [name]
    # On some systems a name comes back from disk in another spelling of the same letters.
    known = {normalize("NFC", path) for _, _, path in committed}
    return all(normalize("NFC", f"{prefix}{one}") in known for one in on_disk)


def describe_revision(root: Path, rev: str | None = None) -> str:
    """Return in words which revision a document is made from, for its colophon.

    Why there is none is said; uncommitted changes under the dossier's folders are said as well. Raises ConvenantError
    when there is a repository that is one of another folder.
    """
    if (top := top_of(root)) is not None:
        git_folders(top)
    try:
        repo, prefix = open_repository(root)
        commit = resolve_moment(repo, rev) if rev else commit_of(repo, "HEAD")
        if not commit:
            return "geen (er is nog geen commit)"
        if rev is None and not is_clean(repo, root, prefix):
            return f"{commit[:10]}, met wijzigingen die nog niet zijn vastgelegd"
    except NoGitError:
        return "onbekend: git is niet gevonden"
    except GitError:
        return "onbekend: git weigert de map van het dossier te lezen"
    except ConvenantError:
        return "geen (het dossier staat niet in git)"
    return commit[:10]
