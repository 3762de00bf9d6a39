"""The files of a dossier's own ``templates/``: read as text or bytes, and never anything but a plain file in it."""

import os
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from convenant_cli.documents.rendering import Templates
from convenant_cli.findings import ConvenantError
from convenant_cli.resources import shipped
from convenant_cli.writing import why

_LARGEST = 512 * 1024
_LARGEST_TOGETHER = 8 * 1024 * 1024
_MOST = 1_000  # files


def templates_of(own: Path | None) -> Templates:
    """Return the templates of a dossier, which go before the shipped ones.

    Those that are equal to the shipped ones are not its own. Raises ConvenantError when the folder cannot be read.
    """
    texts, refused = dict(_shipped()), {}
    differs, size = False, 0
    for name, path in _files(own) if own is not None else ():
        try:
            text = read_plain(path, _LARGEST).decode().replace("\r\n", "\n")
        except ConvenantError as error:
            refused[name] = str(error)
        except UnicodeDecodeError:
            refused[name] = f"{path} is geen UTF-8; sla het op als UTF-8"
        else:
            if name in texts and texts[name][1] == text:
                continue
            texts[name] = (str(path), text)
            size += len(text)
        if size > _LARGEST_TOGETHER:
            raise ConvenantError(f"in {own} staat te veel tekst; haal weg wat er niet bij hoort")
        differs = differs or name in _shipped()
    return Templates(texts, refused, str(own)) if differs else Templates(_shipped())


def read_plain(path: Path, largest: int) -> bytes:
    """Return the content of a file of the dossier.

    Raises ConvenantError for a link, a device or another thing that is no plain file, for a file that is larger, and
    when it cannot be read.
    """
    try:
        if is_link(path):
            raise ConvenantError(f"{path} is een koppeling naar iets anders; zet het bestand zelf in {path.parent}")
        # A pipe that nobody writes to would wait for ever; a link that was made just now is not followed.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123  # of a file that is open already
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise ConvenantError(f"{path} is geen gewoon bestand; haal het weg uit {path.parent}")
            content = file.read(largest + 1) if found.st_size <= largest else b""
    except OSError as error:
        raise ConvenantError(f"{path} is niet te lezen{why(error)}") from error
    if found.st_size > largest or len(content) > largest:
        raise ConvenantError(f"{path} is groter dan {largest // 1024} kB; maak het kleiner")
    return content


def is_link(path: Path) -> bool:
    """Tell whether a path is a link, or on Windows a junction. Raises OSError."""
    found = path.lstat()
    tag = getattr(found, "st_reparse_tag", 0)  # that of a file in OneDrive is another one
    links = (getattr(stat, "IO_REPARSE_TAG_SYMLINK", -1), getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1))
    return stat.S_ISLNK(found.st_mode) or tag in links


def _files(own: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file of a folder with its name in it; what is behind a link is not looked at."""
    try:
        if not own.exists() and not own.is_symlink():
            return
        if is_link(own):
            raise ConvenantError(f"{own} is een koppeling naar iets anders; zet de map zelf in {own.parent}")
        todo, count = [own], 0
        while todo:
            for path in sorted(todo.pop().iterdir()):
                count += 1
                if count > _MOST:
                    raise ConvenantError(f"in {own} staan meer dan {_MOST} bestanden; haal weg wat er niet bij hoort")
                if path.is_dir() and not is_link(path):
                    todo.append(path)
                else:
                    yield path.relative_to(own).as_posix(), path
    except OSError as error:
        raise ConvenantError(f"{error.filename or own} is niet te lezen{why(error)}") from error


@cache
def _shipped() -> dict[str, tuple[str, str]]:
    folder = shipped("templates")
    return {path.name: (str(path), path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.j2"))}
