"""A file in the dossier's ``templates/`` that is named almost like one that is read, and that nothing reads."""

import difflib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import why

_ALIKE = 0.8  # how much a name is like another one that was meant
_HIDDEN = ("~$", ".", "._")  # what Word and systems leave beside a file
#: Where such a file is looked for: the folder itself, and one that people make for the files of a house style.
_FOLDERS = ("", "huisstijl")


class Meant(NamedTuple):
    """How a file of a style or logo may be called, the first best, and what one that was meant for it may end in."""

    names: tuple[str, ...]
    endings: tuple[str, ...]


STYLE = Meant(("document.typ",), (".typ", ".typst"))
LOGO = Meant(("logo.svg", "logo.png"), (".svg", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff"))
WORD = Meant(("huisstijl.docx", "huisstijl.dotx"), (".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot", ".rtf"))
ODF = Meant(("huisstijl.odt", "huisstijl.ott"), (".odt", ".ott", ".fodt"))


def unused_styles(own: Path) -> Iterator[str]:
    """Yield a sentence for each style or logo that nothing reads, and of which no rightly named one is there.

    Raises ConvenantError for a folder that cannot be read.
    """
    there = {name.lower() for name in _files(own)}
    for meant in (STYLE, LOGO, WORD, ODF):
        if there.isdisjoint(meant.names) and (said := _misnamed(own, meant)):
            yield said


def refuse_misnamed(own: Path, meant: Meant) -> None:
    """Raise ConvenantError for a file that was probably meant to be this style or logo, of which none is there."""
    if said := _misnamed(own, meant):
        raise ConvenantError(said)


def _misnamed(own: Path, meant: Meant) -> str:
    """Return a sentence on the first file that is named almost right; any other file is left alone."""
    stem_meant = Path(meant.names[0]).stem
    right = {Path(name).suffix: name for name in meant.names}
    for folder in _FOLDERS:
        for name in _files(own / folder):
            # An editor, or a Windows that hides endings, puts one more behind it: document.typ.txt.
            path = Path(name.lower().removesuffix(".txt"))
            stem, last = path.stem, path.suffix
            ratio = difflib.SequenceMatcher(None, stem, stem_meant).ratio()
            like = folder == stem_meant or stem_meant in stem or ratio >= _ALIKE
            if last not in meant.endings or not like or name.startswith(_HIDDEN):
                continue
            name_it = right.get(last, meant.names[0])
            remedy = f"sla het op als {own.name}/{name_it}" if folder or last not in right else f"noem het {name_it}"
            return f"{own / folder / name}: dit bestand wordt zo niet gebruikt; {remedy}, of haal het weg"
    return ""


def _files(folder: Path) -> list[str]:
    """Return the names of the files in a folder, in order; none when it is not there."""
    try:
        return sorted(entry.name for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise ConvenantError(f"{folder} is niet te lezen{why(error)}; vraag om leesrecht op de map") from error
