"""Writing files: all or nothing. A reader never sees half a file, and an interrupted run leaves the old one."""

import errno
import os
import tempfile
from pathlib import Path

from convenant_cli.findings import ConvenantError

_REASONS = {
    errno.EACCES: "geen rechten",
    errno.EPERM: "geen rechten",
    errno.ENOSPC: "geen ruimte",
    errno.EDQUOT: "geen ruimte",
    errno.EROFS: "alleen lezen",
    errno.EISDIR: "het is een map",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "de koppeling loopt rond",
    errno.ENOEXEC: "het is geen programma",
}

_RECORDS = frozenset((".yaml", ".yml"))
_OWN_FOLDERS = ("data", "prive")


def why(error: BaseException) -> str:
    """Return the reason of the system in Dutch, between brackets; empty when it has no Dutch name here."""
    reason = _REASONS.get(error.errno or 0) if isinstance(error, OSError) else None
    return f" ({reason})" if reason else ""


def refuse_unwritable(path: Path) -> None:
    """Raise ConvenantError when it is clear beforehand that a file cannot be written, or may not be."""
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


def write_atomic(path: Path, content: bytes) -> None:
    """Write a file in one step; never a record. Raises ConvenantError when the folder or file cannot be written."""
    refuse_unwritable(path)
    replace_file(path, content)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file in one step, whatever it is. Raises ConvenantError when the folder or file cannot be written."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device has no other file to take its place
            path.write_bytes(content)
            return
        target = path.resolve()  # a link stays a link
        target.parent.mkdir(parents=True, exist_ok=True)
        # mkstemp makes files that only the owner can read; a document is for others as well.
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".convenant-")
    except (OSError, RuntimeError) as error:
        raise ConvenantError(f"{path} is niet te schrijven{why(error)}; kies een andere plaats") from error
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        # Windows refuses to replace a file that a program such as Word has open.
        busy = isinstance(error, PermissionError)
        remedy = "sluit het bestand in andere programma's" if busy else "kies een andere plaats"
        raise ConvenantError(f"{path} is niet te schrijven{why(error)}; {remedy}") from error
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; never overwrites. Raises ConvenantError, and then leaves nothing behind."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("xb")
    except (OSError, RuntimeError) as error:
        raise ConvenantError(f"{path} is niet te schrijven{why(error)}; kies een andere plaats") from error
    try:
        with stream:
            stream.write(content)
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise ConvenantError(f"{path} is niet te schrijven{why(error)}; kies een andere plaats") from error
        raise
