"""Files of a folder that comes from elsewhere, read with care: ordinary files only, of a bounded size, and no link.

A clone can hold links, and a folder can hold pipes and devices. A link shows a file of this machine as if it belonged
to the folder, and reading a pipe or a device may never end.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, TypeVar

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.reread import noted

_T = TypeVar("_T")
_REASONS = {
    errno.EACCES: "geen rechten",
    errno.EPERM: "geen rechten",
    errno.ENOSPC: "geen ruimte",
    errno.EDQUOT: "geen ruimte",
    errno.EFBIG: "geen ruimte",
    errno.EROFS: "alleen lezen",
    errno.EISDIR: "het is een map",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "de koppeling loopt rond",
    errno.ENOEXEC: "het is geen programma",
}
LINK_MESSAGE = "dit is een koppeling (symlink); zet het bestand zelf op deze plaats"
SPECIAL_MESSAGE = "dit is geen gewoon bestand; zet er een gewoon bestand voor in de plaats"
LARGEST_TEXT = 4_000_000  # bytes; the largest text that anybody keeps by hand is a hundredth of it
LARGEST_PICTURE = 20_000_000

#: Whether folders can be opened and held, so that nobody can put a link in the path between looking and reading.
_HELD = os.open in os.supports_dir_fd and os.stat in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_FILE = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)


class RefusedError(ConvenantError):
    """Something on disk that may not be used, or cannot; ``reason`` says why without naming it."""

    def __init__(self, path: Path | str, reason: str) -> None:
        self.path = Path(path)
        super().__init__(f"{self.path} is niet te lezen: {reason}")
        self.reason = reason


class LinkError(RefusedError):
    """A link where a file or folder itself is due."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, LINK_MESSAGE)


class Folder(NamedTuple):
    """A folder that was reached without passing a link: held open where the system can do that, else by its path."""

    path: str
    descriptor: int | None = None

    def of(self, name: str) -> str:
        """Return what to give to the system, together with ``dir_fd=descriptor``, for a file in this folder."""
        return os.path.join(self.path, name) if self.descriptor is None else name  # noqa: PTH118

    def status(self, name: str) -> os.stat_result:
        """Return what is known of a file in this folder, and never of what a link leads to. Raises OSError."""
        return os.stat(self.of(name), dir_fd=self.descriptor, follow_symlinks=False)


def why(error: BaseException) -> str:
    """Return the reason of the system in Dutch, between brackets; empty when it has no Dutch name here."""
    reason = _REASONS.get(error.errno or 0) if isinstance(error, OSError) else None
    return f" ({reason})" if reason else ""


def read(root: Path, name: str, largest: int = LARGEST_TEXT) -> bytes | None:
    """Return what a file below a folder holds; None when it is not there.

    ``name`` is relative to ``root``, with forward slashes. Raises RefusedError when it, or a folder on the way to it,
    is a link; when it is no ordinary file; when it has more than ``largest`` bytes; and when it may not be read.
    """
    ((_, content),) = read_all(root, [name], largest)
    if isinstance(content, RefusedError):
        raise content
    return content


def read_all(
    root: Path, names: Iterable[str], largest: int = LARGEST_TEXT
) -> Iterator[tuple[str, bytes | RefusedError | None]]:
    """Yield many files below a folder by name, each as ``read`` does it; why one is not read comes in its place.

    A folder is opened once for the names that follow each other.
    """
    for above, members in groupby(names, lambda name: name.rpartition("/")[0]):
        with ExitStack() as held:
            opened = opened_folder(root, above.split("/") if above else ())
            folder = _settled(root / above, partial(held.enter_context, opened))
            for name in members:
                if isinstance(folder, Folder):
                    last, path = name.rpartition("/")[2], f"{root}/{name}"  # a Path only for who is told of a fault
                    yield name, _settled(path, partial(_read, folder, last, path, largest))
                else:
                    yield name, folder


def read_named(path: Path, largest: int = LARGEST_TEXT) -> bytes | None:
    """Return what a file holds that the user named; None when it is not there. Here a link is followed.

    Raises RefusedError as ``read`` does for all else.
    """
    real = _settled(path, path.resolve)
    content = (
        _settled(path, partial(_read, Folder(str(real.parent)), real.name, path, largest))
        if isinstance(real, Path)
        else real
    )
    if isinstance(content, RefusedError):
        raise content
    return content


def require_folder(root: Path, name: str) -> None:
    """Raise RefusedError when a folder below another one is there and is a link, or may not be read."""

    def look() -> None:
        with opened_folder(root, name.split("/")) as folder:
            os.listdir(folder.path if folder.descriptor is None else folder.descriptor)  # noqa: PTH208
            folder.status(".")

    outcome = _settled(root / name, look)
    if isinstance(outcome, RefusedError):
        raise outcome


def place(path: Path, root: Path | None) -> tuple[Path, str]:
    """Return from which folder on a path may pass no link, and the name of the file below it.

    Inside the dossier (``root``), also by a link from outside, that is the dossier itself. Elsewhere the user named the
    path, and it is the folder that a link leads to. Raises OSError or RuntimeError for links that lead nowhere.
    """
    full = Path(os.path.abspath(path))  # noqa: PTH100  # resolve() would follow a link inside the dossier
    if root is not None:
        root = root.resolve()
        for parent in reversed(full.parents):
            inside = parent.resolve()
            if inside.is_relative_to(root):
                return root, (inside.relative_to(root) / full.relative_to(parent)).as_posix()
    real = full.resolve()
    return real.parent, real.name


def read_placed(path: Path, root: Path | None, largest: int = LARGEST_TEXT) -> bytes | None:
    """Return what a file holds, read as ``read`` does when it lies in the dossier, and else as ``read_named``."""
    where = _settled(path, partial(place, path, root))
    if isinstance(where, RefusedError):
        raise where
    return read(*where, largest) if where else None


def _settled(path: Path | str, act: Callable[[], _T]) -> _T | RefusedError | None:
    """Do something with a path; return why it cannot be done instead of raising it, and None when nothing is there."""
    try:
        return act()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a name with U+0000 can be no file's
        return None
    except RefusedError as error:
        return error
    except PermissionError:
        return RefusedError(path, "u hebt er geen leesrecht op; vraag om leesrecht op het bestand en de mappen erboven")
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        said = why(error) or f" ({error})"
        return RefusedError(path, f"het systeem weigert het{said}; zet er een ander bestand voor in de plaats")


def _read(folder: Folder, name: str, path: Path | str, largest: int) -> bytes:
    """Return what a file in an opened folder holds; ``path`` names it in messages. Raises RefusedError, OSError."""
    status = folder.status(name)
    _require_plain(status, path)  # before it is opened: that alone does something to some devices
    if (raw := noted(status)) is not None and len(raw) <= largest:
        return raw
    descriptor = os.open(folder.of(name), _FILE, dir_fd=folder.descriptor)
    try:
        status = os.fstat(descriptor)
        _require_plain(status, path)
        parts, left = [], largest + 1
        while left and (part := os.read(descriptor, min(left, status.st_size + 1))):
            parts.append(part)
            left -= len(part)
    finally:
        os.close(descriptor)
    if not left:
        size = f"{largest // 1_000_000} MB" if largest >= 1_000_000 else f"{largest // 1024} kB"
        raise RefusedError(path, f"het bestand is groter dan {size}; maak het kleiner, of kijk of het het goede is")
    return b"".join(parts)


def _require_plain(status: os.stat_result, path: Path | str) -> None:
    """Raise RefusedError unless something is an ordinary file: no link, folder, pipe, socket or device."""
    if is_link(status):
        raise LinkError(path)
    if not stat.S_ISREG(status.st_mode):
        raise RefusedError(path, SPECIAL_MESSAGE)


def is_link(status: os.stat_result) -> bool:
    """Tell whether a file or folder leads elsewhere: a link, or a junction of Windows."""
    junction = getattr(status, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)
    return stat.S_ISLNK(status.st_mode) or junction


@contextmanager
def opened_folder(root: Path, below: Sequence[str], make: bool = False) -> Iterator[Folder]:
    """Give a folder below another one, reached without passing a link. ``make``: make the ones that are not there.

    Raises RefusedError for a link and for a name that leads out of the folder, and OSError as the system does.
    """
    folder, path = Folder(str(root), os.open(root, _FOLDER) if _HELD else None), root
    try:
        for name in below:
            path /= name
            if name in ("", ".", ".."):
                raise RefusedError(path, "deze naam leidt uit de map")
            if make:
                with suppress(FileExistsError):
                    os.mkdir(folder.of(name), dir_fd=folder.descriptor)
            if is_link(folder.status(name)):
                raise LinkError(path)
            if folder.descriptor is None:
                folder = Folder(str(path))
                continue
            descriptor = os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=folder.descriptor)
            os.close(folder.descriptor)
            folder = Folder(str(path), descriptor)
        yield folder
    finally:
        if folder.descriptor is not None:
            os.close(folder.descriptor)
