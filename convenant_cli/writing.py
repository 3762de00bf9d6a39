"""Writing files: all or nothing. A reader never sees half a file, and an interrupted run leaves the old one."""

import os
import tempfile
from pathlib import Path

from convenant_cli.findings import ConvenantError


def write_atomic(path: Path, content: bytes) -> None:
    """Write a file in one step. Raises ConvenantError when the folder or the file cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise ConvenantError(f"{path} is niet te schrijven ({error.strerror}); kies een andere plaats") from error
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        # mkstemp makes files that only the owner can read; a document is for others as well.
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise ConvenantError(
            f"{path} is niet te schrijven ({error.strerror}); sluit het bestand in andere programma's"
        ) from error
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
