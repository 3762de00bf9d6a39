"""The files of a dossier's own ``templates/``: read as text or bytes, and never anything but a plain file in it."""

import difflib
import re
import stat
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from convenant_cli.documents.page.filters import HEETTE
from convenant_cli.documents.page.rendering import Templates
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import is_link, read_placed, require_folder, why
from convenant_cli.sources.resources import shipped
from convenant_cli.sources.textfile import POINTER_MESSAGE, is_lfs_pointer

_LARGEST = 512 * 1024
_LARGEST_TOGETHER = 8 * 1024 * 1024
_MOST = 1_000  # files
_SHELL = re.compile(r"\{%[-+]?\s*extends\b")
_FILTER = re.compile(rf"\|\s*({'|'.join(HEETTE)})\b")
_BEGIN = "haal het weg, of begin met een kopie van {}"
_TOLD = ".md.j2"  # of these a command says itself that they are not read
_ENDINGS = ("j2", "html", "html.j2", "jinja", "jinja2", "html.jinja", "html.jinja2", "htm")
_ALIKE = 0.8  # how much a name is like another one that was meant


def templates_of(own: Path | None) -> Templates:
    """Return the templates of a dossier, which go before the shipped ones.

    Those that are equal to the shipped ones are not its own. Raises ConvenantError when the folder cannot be read.
    """
    texts, refused, bare = dict(_shipped()), dict[str, str](), dict[str, str]()
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
            if name in _shipped() and not text.strip():
                refused[name] = f"sjabloon {path}:1: dit bestand is leeg; {_BEGIN.format(_shipped()[name][0])}"
            elif name in _shipped() and _SHELL.search(_shipped()[name][1]) and not _SHELL.search(text):
                need = "hier ontbreekt {% extends schil %}, en dan is er geen document omheen"
                bare[name] = f"sjabloon {path}:1: {need}; {_BEGIN.format(_shipped()[name][0])}"
            texts[name] = (str(path), text)
            size += len(text)
        if size > _LARGEST_TOGETHER:
            raise ConvenantError(f"in {own} staat te veel tekst; haal weg wat er niet bij hoort")
        differs = differs or name in _shipped()
    refused |= _misnamed(texts)
    return Templates(texts, refused, bare, str(own)) if differs or refused else Templates(_shipped())


def old_names(own: Path | None) -> Iterator[str]:
    """Yield, for a dossier's own templates, which filters have another name now; the old one is still understood."""
    templates = templates_of(own)
    for place, text in templates.texts.values() if templates.own else ():
        lines = enumerate(text.splitlines(), 1) if place.startswith(templates.own) else ()
        for number, line in lines:
            for old in dict.fromkeys(_FILTER.findall(line)):
                yield f"sjabloon {place}:{number}: het filter '{old}' heet nu '{HEETTE[old]}'"


def _misnamed(texts: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return, for a shipped template that a file of the dossier is named almost like, that nothing uses that file."""
    found: dict[str, str] = {}
    own = {name: place for name, (place, text) in texts.items() if _shipped().get(name) != (place, text)}
    for name, place in own.items():
        used = (
            name in _shipped() or "/" in name or name.endswith(_TOLD) or any(name in text for _, text in texts.values())
        )
        stem, _, ending = name.lower().partition(".")
        alike = f"{stem}.html.j2" if ending in _ENDINGS else name.lower()
        meant = [] if used else difflib.get_close_matches(alike, _shipped(), 1, _ALIKE)
        if meant and meant[0] not in own:
            found[meant[0]] = f"{place}: geen document gebruikt een sjabloon met deze naam; noem het {meant[0]}"
    return found


def read_plain(path: Path, largest: int) -> bytes:
    """Return the content of a file of the dossier.

    Raises ConvenantError for a link, a device or another thing that is no plain file, for a file that is larger, for
    what Git LFS left in the place of the file, and when it cannot be read.
    """
    content = read_placed(path, path.parent, largest)
    if content is None:
        raise ConvenantError(f"{path} is er niet meer; probeer het opnieuw")
    if is_lfs_pointer(content):
        raise ConvenantError(f"{path}: {POINTER_MESSAGE}")
    return content


def _files(own: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file of a folder with its name in it; what is behind a link is not looked at."""
    require_folder(own.parent, own.name)
    if not own.is_dir():
        return
    try:
        todo, count = [own], 0
        while todo:
            for path in sorted(todo.pop().iterdir()):
                count += 1
                if count > _MOST:
                    raise ConvenantError(f"in {own} staan meer dan {_MOST} bestanden; haal weg wat er niet bij hoort")
                status = path.lstat()
                if stat.S_ISDIR(status.st_mode) and not is_link(status):
                    todo.append(path)
                else:
                    yield path.relative_to(own).as_posix(), path
    except OSError as error:
        raise ConvenantError(f"{error.filename or own} is niet te lezen{why(error)}") from error


@cache
def _shipped() -> dict[str, tuple[str, str]]:
    folder = shipped("templates")
    return {path.name: (str(path), path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.j2"))}
