"""Pandoc: found beside this program, run without access to files or the network, its refusals told in Dutch."""

import importlib.util
import json
import os
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from convenant_cli.documents.writers.zipped import unpack
from convenant_cli.findings import ConvenantError
from convenant_cli.writing import why

_API = [1, 23]
_TIMEOUT = 600  # seconds; a plan with a thousand actions takes a few
_WAYS_OUT = "kies anders .pdf, .html of .md: die vormen hebben pandoc niet nodig"


def convert(blocks: Sequence[Any], to: str, reference: bytes) -> dict[str, bytes]:
    """Return the parts of the ``docx`` or ``odt`` that pandoc makes of blocks of its own tree, in a house style.

    Raises ConvenantError when pandoc is missing, may not run, or refuses.
    """
    program = find()
    tree = {
        "pandoc-api-version": _API,
        "meta": {"lang": {"t": "MetaString", "c": "nl-NL"}},
        "blocks": blocks,
    }
    with tempfile.TemporaryDirectory() as scratch:
        styled, empty = Path(scratch, f"huisstijl.{to}"), Path(scratch, "leeg")
        styled.write_bytes(reference)
        empty.mkdir()
        command = [
            str(program), "--from=json", f"--to={to}", "--sandbox", f"--data-dir={empty}", "--standalone",
            "--wrap=none", "--syntax-highlighting=none", "--fail-if-warnings", f"--reference-doc={styled}",
            "--output=-",
        ]  # fmt: skip
        try:
            done = subprocess.run(  # noqa: S603  # the program is ours or the user's own choice, the rest is fixed
                command, input=json.dumps(tree).encode(), capture_output=True, timeout=_TIMEOUT, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise ConvenantError(f"pandoc was na {_TIMEOUT // 60} minuten nog niet klaar; {_WAYS_OUT}") from error
        except OSError as error:
            message = (
                f"pandoc mag of kan hier niet starten: {program}{why(error)}; vraag uw beheerder om "
                f"een pandoc die wel mag en zet het pad in de omgevingsvariabele CONVENANT_PANDOC, of {_WAYS_OUT}"
            )
            raise ConvenantError(message) from error
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())[:300] or f"exitcode {done.returncode}"
        raise ConvenantError(f"pandoc kon het document niet maken ({said}); {_WAYS_OUT}")
    try:
        return unpack(done.stdout)
    except zipfile.BadZipFile as error:
        message = f"wat {program} maakte is geen {to}-bestand; is dat wel pandoc? Kijk naar CONVENANT_PANDOC, of"
        raise ConvenantError(f"{message} {_WAYS_OUT}") from error


def find() -> Path:
    """Return the pandoc to run: of ``CONVENANT_PANDOC``, or the one that came with the package pypandoc_binary.

    Never one that happens to be on the machine: another version writes other bytes. Raises ConvenantError.
    """
    if named := os.environ.get("CONVENANT_PANDOC"):
        if not Path(named).is_file():
            raise ConvenantError(f"CONVENANT_PANDOC noemt {named}, maar dat bestand is er niet")
        return Path(named)
    package = importlib.util.find_spec("pypandoc")
    for home in (package.submodule_search_locations or ()) if package else ():
        for name in ("pandoc", "pandoc.exe"):
            if (path := Path(home, "files", name)).is_file():
                return path
    raise ConvenantError(
        'voor Word (.docx) en ODF (.odt) is pandoc nodig: installeer het met pip install "convenant[documenten]"; '
        "kies anders .html of .md: die vormen hebben niets extra nodig"
    )
