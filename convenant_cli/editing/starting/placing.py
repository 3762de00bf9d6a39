"""The files of a new dossier put in place: each whole, none over somebody else's, and a start cut off is done again.

A note beside the files says which ones a start writes. It is the first thing written and the last one removed, so what
stands there after a start that was cut off is known as ours, and never taken for the user's.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import LARGEST_PICTURE, RefusedError, is_link, read
from convenant_cli.sources.writing import replace_file, why, write_new

_NOTE = ".convenant-init"
_NO_NOTE = "dit is geen aantekening van 'convenant init'; haal het weg"


@dataclass(frozen=True, slots=True)
class Start:
    """A start of a dossier in ``root``, in the repository or folder ``top``."""

    root: Path
    top: Path
    noted: dict[str, set[str]] = field(default_factory=dict)
    """What an earlier start that was cut off wrote: from the name below ``top`` to fingerprints of the content."""
    cut_off: bool = False

    def is_ours(self, path: Path) -> bool:
        """Tell whether a file is what the earlier start wrote, as it wrote it."""
        name = path.relative_to(self.top).as_posix()
        try:
            content = read(self.top, name, LARGEST_PICTURE) if name in self.noted else None
        except RefusedError:
            return False
        return content is not None and sha256(content).hexdigest() in self.noted[name]

    def put(self, files: Mapping[Path, bytes]) -> tuple[list[Path], list[Path]]:
        """Write the files that are not there, in their order; return those, and the ones that were there already.

        What an earlier start wrote gives way, also where this one has no such file. Raises ConvenantError, and then
        the next start goes on.
        """
        kept = [path for path in files if self._stands(path) and not self.is_ours(path)]
        written = [path for path in files if path not in kept]
        gone = [path for name in self.noted if (path := self.top / name) not in files and self.is_ours(path)]
        noted = {name: set(prints) for name, prints in self.noted.items()}
        for path in written:
            noted.setdefault(path.relative_to(self.top).as_posix(), set()).add(sha256(files[path]).hexdigest())
        note = {name: sorted(prints) for name, prints in sorted(noted.items())}
        replace_file(self.root / _NOTE, f"{json.dumps(note, indent=1)}\n".encode(), self.top)
        try:
            for path in gone:
                path.unlink()
        except OSError as error:
            raise ConvenantError(f"{error.filename} is niet weg te halen{why(error)}; haal het zelf weg") from error
        for path in written:
            if self.is_ours(path):
                replace_file(path, files[path], self.top)
            else:
                write_new(path, files[path], self.top)
        return written, kept

    def finish(self) -> None:
        """Remove the note: the dossier stands, and so does all around it. Raises ConvenantError."""
        try:
            (self.root / _NOTE).unlink(missing_ok=True)
        except OSError as error:
            message = f"{self.root / _NOTE} is niet weg te halen{why(error)}; haal het zelf weg, het dossier is klaar"
            raise ConvenantError(message) from error

    def _stands(self, path: Path) -> bool:
        """Tell whether a file has its place already. Raises ConvenantError when something else is in the way."""
        for parent in path.parents:
            if parent == self.top:
                break
            if os.path.lexists(parent) and (is_link(parent.lstat()) or not parent.is_dir()):
                what = "een koppeling (symlink)" if is_link(parent.lstat()) else "geen map"
                message = f"{parent} is {what}, en daar moeten bestanden van het dossier in; hernoem het eerst"
                raise ConvenantError(message)
        return os.path.lexists(path)


def start(root: Path, top: Path) -> Start:
    """Return a start in a folder, which knows of one that was cut off there. Raises RefusedError for a wrong note."""
    raw = read(root, _NOTE)
    if raw is None:
        return Start(root, top)
    try:
        noted = {str(name): {str(one) for one in prints} for name, prints in json.loads(raw).items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise RefusedError(root / _NOTE, _NO_NOTE) from error
    for name in noted:  # a note that came with a clone must not reach what lies elsewhere
        path = top / name
        if path == top or ".." in path.parts or not path.is_relative_to(top):
            raise RefusedError(root / _NOTE, _NO_NOTE)
    return Start(root, top, noted, cut_off=True)
