"""A file in the dossier's ``templates/`` that is named almost like one that is read, and that nothing reads."""

import difflib
import os
from collections.abc import Collection, Sequence
from pathlib import Path

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import why

_ALIKE = 0.8  # how much a name is like another one that was meant
_HIDDEN = ("~$", ".", "._")  # what Word and systems leave beside a file
#: Where such a file is looked for: the folder itself, and one that people make for the files of a house style.
_FOLDERS = ("", "huisstijl")


def refuse_misnamed(own: Path, wanted: Sequence[str], endings: Collection[str]) -> None:
    """Raise ConvenantError for a file that was probably meant to be one of ``wanted``, of which none is there.

    ``endings`` are those that such a file may have, right or by mistake, with their dot; any other file is left alone.
    """
    meant = Path(wanted[0]).stem
    right = {Path(name).suffix: name for name in wanted}
    for folder in _FOLDERS:
        for name in _files(own / folder):
            # An editor, or a Windows that hides endings, puts one more behind it: document.typ.txt.
            path = Path(name.lower().removesuffix(".txt"))
            stem, last = path.stem, path.suffix
            like = folder == meant or meant in stem or difflib.SequenceMatcher(None, stem, meant).ratio() >= _ALIKE
            if last not in endings or not like or name.startswith(_HIDDEN):
                continue
            name_it = right.get(last, wanted[0])
            remedy = f"sla het op als {own.name}/{name_it}" if folder or last not in right else f"noem het {name_it}"
            place = own / folder / name
            raise ConvenantError(f"{place}: dit bestand wordt zo niet gebruikt; {remedy}, of haal het weg")


def _files(folder: Path) -> list[str]:
    """Return the names of the files in a folder, in order; none when it is not there."""
    try:
        return sorted(entry.name for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise ConvenantError(f"{folder} is niet te lezen{why(error)}; vraag om leesrecht op de map") from error
