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

from convenant_cli.documents.writers.office.zipped import unpack
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.programs import run
from convenant_cli.sources.writing import why

_API = [1, 23]
#: How long pandoc may take: a start behind a scanner, and then many times what a slow laptop needs for its work.
_START_SECONDS = 30.0
_BYTES_A_SECOND = 50_000
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
    given = json.dumps(tree).encode()
    seconds = _START_SECONDS + len(given) / _BYTES_A_SECOND
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
            done = run(command, given, seconds)
        except subprocess.TimeoutExpired as error:
            raise ConvenantError(f"pandoc gaf in {seconds:.0f} seconden geen antwoord; {_WAYS_OUT}") from error
        except OSError as error:
            message = (
                f"pandoc mag of kan hier niet starten: {program}{why(error)}; vraag uw beheerder om "
                f"een pandoc die wel mag en zet het pad in de omgevingsvariabele CONVENANT_PANDOC, of {_WAYS_OUT}"
            )
            raise ConvenantError(message) from error
    if done.code:
        said = " ".join(done.said.split())[:300] or f"exitcode {done.code}"
        raise ConvenantError(f"pandoc kon het document niet maken ({said}); {_WAYS_OUT}")
    try:
        return unpack(done.made)
    except zipfile.BadZipFile as error:
        message = f"wat {program} maakte is geen {to}-bestand; is dat wel pandoc? Kijk naar CONVENANT_PANDOC, of"
        raise ConvenantError(f"{message} {_WAYS_OUT}") from error


def find() -> Path:
    """Return the pandoc to run: of ``CONVENANT_PANDOC``, or the one that came with the package pypandoc_binary.

    Never one that happens to be on the machine: another version writes other bytes. Raises ConvenantError.
    """
    if named := os.environ.get("CONVENANT_PANDOC"):
        # A path that starts in the current folder would let a folder from elsewhere choose what runs.
        if not Path(named).is_absolute():
            raise ConvenantError(
                f"CONVENANT_PANDOC noemt {named}; schrijf het hele pad van het programma, of {_WAYS_OUT}"
            )
        if not Path(named).is_file():
            what = "maar dat is geen bestand" if os.path.lexists(named) else "maar dat bestand is er niet"
            raise ConvenantError(f"CONVENANT_PANDOC noemt {named}, {what}; verbeter het pad, of {_WAYS_OUT}")
        return Path(named)
    package = importlib.util.find_spec("pypandoc")
    for home in (package.submodule_search_locations or ()) if package else ():
        for name in ("pandoc", "pandoc.exe"):
            if (path := Path(home, "files", name)).is_file():
                return path
    raise ConvenantError(
        "voor Word (.docx) en ODF (.odt) is pandoc nodig: installeer het erbij met 'pip install pypandoc_binary'; "
        "kies anders .html of .md: die vormen hebben niets extra nodig"
    )
