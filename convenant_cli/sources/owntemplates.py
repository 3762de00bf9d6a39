"""A dossier's own templates and house style: on disk, or as they were in a revision."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import require_folder
from convenant_cli.sources.git.contents import SUBMODULE, SYMLINK, kept_by_lfs, list_tree, read_blobs
from convenant_cli.sources.git.moments import resolve_moment
from convenant_cli.sources.git.repo import open_repository
from convenant_cli.text.glyphs import visible

_TEMPLATES = "templates"
#: A part of the name of a template: no '..', nothing that a system gives a meaning (a drive, a stream, a device). One
#: other name, which each unpacked Word file has.
_PLAIN_PART = re.compile(
    r"(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[\w][\w .-]*(?<![ .])|\[Content_Types\]\.xml", re.IGNORECASE
)


@contextmanager
def own_templates(root: Path, rev: str | None) -> Iterator[Path]:
    """Give the folder with the dossier's own templates and house style: on disk, or as they were in a revision.

    The folder need not exist. A name that git gives is never a way on disk: a fetched branch can hold ``..``. Only a
    name made of plain parts is written, below a folder of our own. Raises ConvenantError when the revision does not
    exist or holds another name, a link or another repository, and for a folder that is a link or may not be read.
    """
    if rev is None:
        require_folder(root, _TEMPLATES)
        yield root / _TEMPLATES
        return
    repo, prefix = open_repository(root)
    entries = list_tree(repo, resolve_moment(repo, rev), f"{prefix}{_TEMPLATES}")
    entries = [entry for entry in entries if not re.search(r"/\.[^./]", entry.name)]  # what is hidden is no template
    for entry in entries:
        if entry.mode in (SYMLINK, SUBMODULE):
            kind = "koppeling (symlink)" if entry.mode == SYMLINK else "andere repository (submodule)"
            raise ConvenantError(
                f"in revisie {visible(rev)} is {visible(entry.name)} een {kind}; zet het bestand zelf op deze "
                "plaats en leg het vast met 'git commit'"
            )
        if not all(map(_PLAIN_PART.fullmatch, entry.name.removeprefix(prefix).split("/"))):
            raise ConvenantError(
                f"revisie {rev} heeft in {_TEMPLATES}/ een bestand met een naam die niet mag: {visible(entry.name)}; "
                "vertrouw deze revisie niet, of geef het bestand een gewone naam"
            )
    contents = read_blobs(repo, [entry.sha for entry in entries])
    with tempfile.TemporaryDirectory() as folder:
        for entry, content in zip(entries, contents, strict=True):
            path = Path(folder) / entry.name.removeprefix(prefix)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(kept_by_lfs(repo, content) or content)
        try:
            yield Path(folder) / _TEMPLATES
        except ConvenantError as error:  # whoever reads it knows the file in the repository, and not our copy
            said = str(error).replace(f"{folder}{os.sep}", "").replace(folder, "")
            raise ConvenantError(f"{said} (in revisie {rev})" if said != str(error) else said) from error
