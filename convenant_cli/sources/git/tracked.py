"""The other files that git holds beside the records: read me, templates, notes. Read when something asks for them.

What git holds on disk is read from its index itself, so that looking costs nothing; an index of another form is left to
git. Without a repository there are none.
"""

import os
import stat
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from convenant_cli.sources.diskfile import RefusedError, read_named
from convenant_cli.sources.git.call import NoGitError
from convenant_cli.sources.git.contents import list_index, list_tree, read_blobs
from convenant_cli.sources.git.repo import git_folders, open_repository, top_of

#: A larger file is not read: nobody types so much.
MAX_BYTES = 2 * 1024 * 1024
#: Bytes of all of them together: they are held while they are searched. And how many git gives at once.
MAX_TOGETHER, _AT_ONCE = 128 * 1024 * 1024, 50
_MAX_INDEX = 64 * 1024 * 1024
_BINARY_LOOK = 8000
_REGULAR = ("100644", "100755")
NO_TEXT = frozenset(
    (
        ".7z", ".avi", ".bmp", ".bz2", ".class", ".dll", ".doc", ".docx", ".dotx", ".eot", ".exe", ".gif", ".gz",
        ".ico", ".jar", ".jpeg", ".jpg", ".mov", ".mp3", ".mp4", ".odp", ".ods", ".odt", ".ott", ".otf", ".pdf",
        ".png", ".ppt", ".pptx", ".so", ".tar", ".tif", ".tiff", ".ttf", ".wav", ".webp", ".whl", ".woff", ".woff2",
        ".xls", ".xlsx", ".xz", ".zip",
    )
)  # fmt: skip
_PRIVATE = "prive/"  # in any capitals: on Windows and on a Mac they are one folder


def other_texts(
    root: Path | None, rev: str | None, known: Container[str], skipped: tuple[str, ...] = ()
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the files that git holds in the folder of a dossier and that are no records, by name.

    Of what is no text, or not read, the content is empty: its name can tell enough. And the names of those that are too
    large to read, or too much beside the others. ``rev`` is a commit, empty for what is staged, and None for what is on
    disk; ``known`` are the records, ``skipped`` folders and files that need not be read. Raises ConvenantError when git
    refuses.
    """
    if root is None or top_of(root) is None:
        return {}, ()
    if rev is not None:
        return _from_git(root, rev, known, skipped)
    return _from_disk(root, known, skipped)


def exposed_on_disk(root: Path) -> tuple[str, ...]:
    """Return the files under ``prive/`` that git holds, as its index says. Raises ConvenantError when git refuses."""
    return tuple(name for name in _names(root) if name.lower().startswith(_PRIVATE))


def may_be_read(root: Path) -> list[str]:
    """Return the files that ``other_texts`` looks at on disk. Raises ConvenantError when git refuses."""
    names = filter(_may_be_text, _wanted(_names(root), (), ()))
    return sorted(name for name in names if not name.startswith("data/"))


def held_by_git(root: Path, names: Iterable[str]) -> list[str]:
    """Return which files git holds, as its index says. Raises ConvenantError when git refuses."""
    held = set(_names(root))
    return [name for name in names if name in held]


def is_skipped(name: str, skipped: tuple[str, ...]) -> bool:
    """Tell whether a file is one that need not be read, or stands in such a folder."""
    return name in skipped or name.startswith(tuple(f"{folder}/" for folder in skipped))


def _wanted(names: Iterable[str], known: Container[str], skipped: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if name in known or name.lower().startswith(_PRIVATE) or is_skipped(name, skipped):
            continue
        yield name


def _may_be_text(name: str) -> bool:
    return Path(name).suffix.lower() not in NO_TEXT


def _from_git(
    root: Path, rev: str, known: Container[str], skipped: tuple[str, ...]
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    repo, prefix = open_repository(root)
    entries = list_tree(repo, rev) if rev else list_index(repo)
    inside = {
        entry.name.removeprefix(prefix): entry
        for entry in entries
        if entry.name.startswith(prefix) and entry.mode in _REGULAR and entry.stage == "0"
    }
    names = sorted(_wanted(inside, known, skipped))
    found = dict.fromkeys(names, b"")
    texts = [name for name in names if _may_be_text(name)]
    large, left = [], MAX_TOGETHER
    for at in range(0, len(texts), _AT_ONCE):
        some = texts[at : at + _AT_ONCE]
        for name, raw in zip(some, read_blobs(repo, [inside[name].sha for name in some]), strict=True):
            if is_text(raw) and len(raw) > min(MAX_BYTES, left):
                large.append(name)
            elif is_text(raw):
                found[name], left = raw, left - len(raw)
    return found, tuple(large)


def _from_disk(root: Path, known: Container[str], skipped: tuple[str, ...]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    found: dict[str, bytes] = {}
    large, left = [], MAX_TOGETHER
    for name in sorted(_wanted(_names(root), known, skipped)):
        path = root / name
        if not _may_be_text(name):
            found[name] = b""  # nothing of it is looked at
            continue
        try:
            if not stat.S_ISREG(path.lstat().st_mode) or not path.resolve().is_relative_to(root.resolve()):
                continue
            found[name] = b""
            with path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)  # no more of what is too large
            if is_text(raw) and len(raw) > min(MAX_BYTES, left):
                large.append(name)
            elif is_text(raw):
                found[name], left = raw, left - len(raw)
        except OSError:
            continue  # removed or unreadable here; git still has it, and the next commit is searched from there
    return found, tuple(large)


def is_text(raw: bytes) -> bool:
    """Tell whether bytes are text, as git does: without a zero byte at the start, or in UTF-16."""
    return b"\0" not in raw[:_BINARY_LOOK] or raw[:2] in (b"\xff\xfe", b"\xfe\xff")


# --- the index of git ---------------------------------------------------------------------------------------------


def _names(root: Path) -> list[str]:
    """Return the names that git holds under a folder, from that folder."""
    top = top_of(root)
    if top is None:
        return []
    prefix = "" if top == root else f"{root.relative_to(top).as_posix()}/"
    names = _read_index(top)
    if names is None:
        try:
            repo, prefix = open_repository(root)
        except NoGitError:
            return []  # nobody can tell
        names = [entry.name for entry in list_index(repo) if entry.mode in _REGULAR]
    return [name.removeprefix(prefix) for name in names if name.startswith(prefix)]


_HEADER, _FIXED, _LONG = 12, 62, 0x4000
_MODE_AT, _FLAGS_AT, _TYPE_REGULAR = 24, 60, 0o100000


def _read_index(top: Path) -> list[str] | None:
    """Return the names in the index, of regular files; None when it has a form that only git reads.

    Version 2 and 3 hold whole names. Version 4, an index in parts, one with folders and one with long ids are git's.
    Raises ConvenantError when the repository is one of another folder.
    """
    try:
        raw = read_named(git_folders(top).own / "index", _MAX_INDEX)
    except RefusedError:
        return None
    if raw is None:
        return []
    if raw[:4] != b"DIRC" or int.from_bytes(raw[4:8], "big") not in (2, 3):
        return None
    names: list[str] = []
    at = _HEADER
    for _ in range(int.from_bytes(raw[8:12], "big")):
        flags = int.from_bytes(raw[at + _FLAGS_AT : at + _FIXED], "big")
        start = at + _FIXED + (2 if flags & _LONG else 0)
        end = raw.find(b"\0", start)
        if end < 0 or (flags & 0xFFF) not in (end - start, 0xFFF):
            return None  # ids of another length, or not an index at all
        if int.from_bytes(raw[at + _MODE_AT : at + _MODE_AT + 4], "big") & 0o170000 == _TYPE_REGULAR:
            names.append(os.fsdecode(raw[start:end]))
        at += (end - at + 8) // 8 * 8
    return None if raw[at : at + 4] in (b"link", b"sdir") else names
