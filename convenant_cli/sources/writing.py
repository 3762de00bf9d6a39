"""Writing files: all or nothing. A reader never sees half a file, and an interrupted run leaves the old one.

What belongs to the dossier is written through no link: one that came with a clone would lead the bytes to any file of
whoever runs this. Outside the dossier a link is followed, because there the user named it.
"""

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import Folder, LinkError, RefusedError, is_link, opened_folder, place, read
from convenant_cli.sources.diskfile import why as why  # others name it from here too

_RECORDS = frozenset((".yaml", ".yml"))
_OWN_FOLDERS = ("data", "prive")
_TEMPORARY = ".convenant-"
_LEFT_BEHIND = re.compile(r"\.convenant-([0-9a-f]{16}|[0-9a-z_]{8})")
_OLD = 600.0  # seconds; a write takes a fraction of one


def refuse_unwritable(path: Path, root: Path | None = None) -> None:
    """Raise ConvenantError when it is clear beforehand that a file cannot be written, or may not be.

    ``root``: the folder of the dossier, in which no link is followed.
    """
    if _RECORDS & {path.suffix.lower(), _real(path).suffix.lower()}:
        raise ConvenantError(f"{path} wordt niet overschreven: een bestand op .yaml of .yml is van het dossier zelf")
    try:
        if path.is_dir():
            raise ConvenantError(f"{path} is niet te schrijven: het is een map; noem een bestand")
        folder = next((folder for folder in path.absolute().parents if folder.exists()), None)
        if folder is None or not folder.is_dir() or os.access(folder, os.W_OK | os.X_OK):
            reason = "" if folder is None or folder.is_dir() else f" ({folder} is geen map)"
        else:
            reason = " (geen rechten)"
    except OSError as error:
        reason = why(error)
    if reason:
        raise ConvenantError(f"{path} is niet te schrijven{reason}; kies een andere plaats")
    if root is not None:
        _refuse_link(path, root)


def _refuse_link(path: Path, root: Path) -> None:
    """Raise ConvenantError when the path of a file inside the dossier passes a link."""
    base, name = place(path, root)
    step = base
    for part in name.split("/"):
        step /= part
        with suppress(OSError):  # what is not there yet is no link
            if is_link(step.lstat()):
                raise ConvenantError(_passes_link(path, step))


def _passes_link(path: Path, link: Path) -> str:
    what = "het" if link.name == path.name else str(link)
    return f"{path} wordt niet geschreven: {what} is een koppeling (symlink) in het dossier; haal die eerst weg"


def refuse_inside(path: Path, root: Path) -> None:
    """Raise ConvenantError when a file for a reader would come among the files of the dossier itself."""
    for folder in _OWN_FOLDERS:
        if _real(path).is_relative_to(_real(root / folder)):
            raise ConvenantError(f"{path} ligt in de map {folder}/ van het dossier; kies een andere plaats")


def _real(path: Path) -> Path:
    """Return the place where a link leads to; the path itself when that cannot be known."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def write_atomic(path: Path, content: bytes, root: Path | None = None, *, new: bool = False) -> None:
    """Write a file for a reader in one step; never a record. ``root``: the dossier; ``new``: it may not be there yet.

    Raises ConvenantError when the folder or file cannot be written, and inside the dossier when a link leads there.
    """
    refuse_unwritable(path, root)
    replace_file(path, content, root, new=new)


def replace_file(
    path: Path, content: bytes, root: Path | None = None, *, expected: bytes | None = None, new: bool = False
) -> None:
    """Write a file in one step, whatever it is. Raises ConvenantError as ``write_atomic`` does.

    ``expected``: what the file held when the new content was made. Holds it anything else by now, nothing is written,
    so that of two who change a file at once one is told.
    """
    remedy = "kies een andere plaats"
    try:
        base, name = place(path, root)
        *below, last = name.split("/")
        if not below and (base / last).exists() and not ((base / last).is_file() or (base / last).is_dir()):
            path.write_bytes(content)  # a pipe or a device that the user named has no other file to take its place
            return
        base.mkdir(parents=True, exist_ok=True)
        with opened_folder(base, below, make=True) as folder:
            mode = _mode(folder, last, path)
            with _temporary(folder, content, mode) as temporary:
                if new:
                    _put_new(folder, temporary, last)
                    return
                with _alone(folder) if expected is not None else _anyhow():
                    if expected is not None and read(base, name) != expected:
                        raise ConvenantError(f"{path} is intussen gewijzigd en blijft zoals het is; begin opnieuw")
                    _rename(folder, temporary, last)
    except LinkError as error:
        raise ConvenantError(_passes_link(path, error.path)) from error
    except RefusedError as error:
        raise ConvenantError(f"{path} wordt niet geschreven: {error.reason}") from error
    except FileExistsError as error:
        raise ConvenantError(f"{path} bestaat al en blijft zoals het is; kies een andere naam") from error
    except (OSError, RuntimeError) as error:
        # Windows refuses to replace a file that a program such as Word has open.
        if isinstance(error, PermissionError) and path.exists():
            remedy = "sluit het bestand in andere programma's, of vraag om schrijfrecht"
        raise ConvenantError(f"{path} is niet te schrijven{why(error)}; {remedy}") from error


def _mode(folder: Folder, name: str, path: Path) -> int | None:
    """Return the rights of a file that will be replaced; None when it is new. Raises RefusedError for another thing."""
    try:
        status = folder.status(name)
    except FileNotFoundError:
        return None
    if is_link(status):
        raise LinkError(path)
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not stat.S_ISREG(status.st_mode):
        raise RefusedError(path, "hier staat iets anders dan een gewoon bestand; haal het eerst weg")
    return stat.S_IMODE(status.st_mode)


@contextmanager
def _temporary(folder: Folder, content: bytes, mode: int | None) -> Iterator[str]:
    """Give the name of a file in a folder that holds the content, also after the machine stops; it goes when left."""
    name = f"{_TEMPORARY}{secrets.token_hex(8)}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(folder.of(name), flags, 0o666, dir_fd=folder.descriptor)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(descriptor)
            _sweep(folder, os.fstat(descriptor).st_mtime)
        if mode is not None:
            os.chmod(folder.of(name), mode, dir_fd=folder.descriptor)
        yield name
    finally:
        with suppress(OSError):  # mostly it has become the file itself
            os.unlink(folder.of(name), dir_fd=folder.descriptor)


def _sweep(folder: Folder, now: float) -> None:
    """Remove what runs that were killed left behind. ``now``: by the clock of the disk, maybe of another machine."""
    with suppress(OSError):  # a folder that cannot be listed can be written all the same
        for name in os.listdir(folder.path if folder.descriptor is None else folder.descriptor):  # noqa: PTH208
            if _LEFT_BEHIND.fullmatch(name):
                status = folder.status(name)
                if stat.S_ISREG(status.st_mode) and now - status.st_mtime > _OLD:
                    os.unlink(folder.of(name), dir_fd=folder.descriptor)


def _rename(folder: Folder, temporary: str, name: str) -> None:
    at = folder.descriptor
    os.replace(folder.of(temporary), folder.of(name), src_dir_fd=at, dst_dir_fd=at)
    _keep(folder)


def _put_new(folder: Folder, temporary: str, name: str) -> None:
    """Give the temporary file its name unless something has that name. Raises FileExistsError then."""
    at = folder.descriptor
    if os.name == "nt":
        os.rename(folder.of(temporary), folder.of(name))  # noqa: PTH104  # refuses to replace, there
        return
    try:
        os.link(folder.of(temporary), folder.of(name), src_dir_fd=at, dst_dir_fd=at)
    except FileExistsError:
        raise
    except OSError:  # a disk that has no links, such as a memory stick
        with suppress(FileNotFoundError):
            folder.status(name)
            raise FileExistsError(errno.EEXIST, "") from None
        _rename(folder, temporary, name)
    _keep(folder)


def _keep(folder: Folder) -> None:
    """Let a new name outlive a machine that stops. Not every system can, and then the file is there all the same."""
    if folder.descriptor is not None:
        with suppress(OSError):
            os.fsync(folder.descriptor)


@contextmanager
def _anyhow() -> Iterator[None]:
    yield


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Keep other runs out of a folder, which is made when it is not there. Raises ConvenantError when one is at it."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        with opened_folder(root, ()) as folder, _alone(folder):
            yield
    except OSError as error:
        raise ConvenantError(f"{root} is niet te schrijven{why(error)}; kies een andere plaats") from error


@contextmanager
def _alone(folder: Folder) -> Iterator[None]:
    """Keep other runs out of a folder while one compares and writes. Raises ConvenantError when another is at it."""
    busy = ConvenantError("een andere convenant schrijft op dit moment in dezelfde map; probeer het zo opnieuw")
    if folder.descriptor is not None:
        import fcntl

        try:
            fcntl.flock(folder.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)  # closing the folder lets go
        except BlockingIOError:
            raise busy from None
        except OSError:
            pass  # a disk that knows no locks: comparing still finds whoever was earlier
        yield
        return
    lock = folder.of(f"{_TEMPORARY}lock")
    temporary = getattr(os, "O_TEMPORARY", 0)  # Windows removes it, also when this run is killed
    try:
        descriptor = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_RDWR | temporary)
    except (FileExistsError, PermissionError):
        raise busy from None
    try:
        yield
    finally:
        os.close(descriptor)
        if not temporary:
            Path(lock).unlink()


def write_new(path: Path, content: bytes, root: Path) -> None:
    """Write a file of the dossier that is not there yet, in one step. Raises ConvenantError, also when it is there."""
    replace_file(path, content, root, new=True)
