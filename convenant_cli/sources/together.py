"""Writing several files of a dossier as one: all of them, or none, also when the run is killed in between.

Files that change together are first written down whole in one file, the note. That it stands there is the moment at
which the change is made: a run that is killed before it leaves the old files, and one that is killed after it is
finished by the next run, file by file. What somebody changed in the meantime stays as it is.
"""

import base64
import json
import os
import re
import time
from binascii import Error as NotBase64
from collections.abc import Mapping
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import LARGEST_PICTURE, LinkError, RefusedError, opened_folder, read
from convenant_cli.sources.writing import alone, replace_file, why, write_new

#: Where the note stands. What is private is never written outside the private folder, which git ignores.
NOTES = (".convenant-bezig", "prive/.convenant-bezig")
#: What a note may name. It can have come with a clone, and then leads to records of that clone and to nothing else.
_RECORD = re.compile(r"data/(?:[^/\\:.][^/\\:]*/)*[^/\\:.][^/\\:]*\.ya?ml|prive/personen\.yaml")
_TRIES = 20
_PAUSE = 0.1  # seconds; writing a dossier takes a fraction of their sum


class _Step(NamedTuple):
    """What becomes of one file: from the fingerprint that it has to the bytes it gets; None when it is not there."""

    name: str
    old: str | None
    new: bytes | None


def write_together(root: Path, files: Mapping[str, bytes | None], before: Mapping[str, bytes | None]) -> None:
    """Write and remove files of the dossier; when that cannot be done for one, all of them are as they were.

    ``files``: what each becomes, None for one that goes. ``before``: what each held when that was worked out; None for
    one that was not there. Raises ConvenantError as ``replace_file`` does, also when a file holds anything else by now.
    """
    if len(files) < 2:
        for name, raw in files.items():
            _put(root, name, before.get(name), raw)
        return
    with alone(root):
        for name in files:
            held = _read(root, name)
            if held is not None and before.get(name) is None:
                raise ConvenantError(f"{root / name} bestaat al en blijft zoals het is; kies een andere naam")
            if held != before.get(name):
                raise _changed(root / name)
        note = NOTES[any(name.startswith("prive/") for name in files)]
        steps = [_Step(name, _fingerprint(before.get(name)), raw) for name, raw in files.items()]
        replace_file(root / note, _noted(steps), root)
        try:
            for name, raw in files.items():
                _put(root, name, before.get(name), raw)
        except BaseException:  # also of who presses Ctrl-C in between, or right after a file got its name
            for name in reversed(list(files)):
                if _read(root, name) == files[name]:
                    _put(root, name, files[name], before.get(name))
            _unlink(root, note)
            raise
        _unlink(root, note)


def unfinished(root: Path) -> list[str]:
    """Return the notes of runs that were cut off while they wrote, or that write now."""
    return [note for note in NOTES if os.path.lexists(root / note)]


def finish(root: Path) -> list[str]:
    """Finish what a run that was cut off was writing; return the files that differ from what it wanted all the same.

    Raises ConvenantError when a file cannot be written, when a note is not one of ours, and when another run is at it.
    """
    busy = ConvenantError("")
    for _ in range(_TRIES):
        with ExitStack() as held:
            try:
                held.enter_context(alone(root))
            except ConvenantError as error:
                busy = error
            else:
                return [name for note in unfinished(root) for name in _finish(root, note)]
        time.sleep(_PAUSE)
        if not unfinished(root):
            return []  # the other run has finished its own work
    raise busy


def _finish(root: Path, note: str) -> list[str]:
    others = []
    for step in _steps(root, note):
        now = _read(root, step.name)
        if now == step.new:
            continue
        if _fingerprint(now) == step.old:
            _put(root, step.name, now, step.new)
        else:
            others.append(step.name)  # somebody mended it by hand
    _unlink(root, note)
    return others


def _noted(steps: list[_Step]) -> bytes:
    lines = [
        {"name": one.name, "old": one.old, "new": None if one.new is None else base64.b64encode(one.new).decode()}
        for one in steps
    ]
    return f"{json.dumps(lines, indent=0)}\n".encode()


def _steps(root: Path, note: str) -> list[_Step]:
    raw = read(root, note, LARGEST_PICTURE)
    try:
        steps = [
            _Step(one["name"], one["old"], None if one["new"] is None else base64.b64decode(one["new"], validate=True))
            for one in json.loads(b"[]" if raw is None else raw)
        ]
        if not all(_RECORD.fullmatch(one.name) for one in steps):
            raise ValueError(note)
    except (ValueError, TypeError, KeyError, NotBase64) as error:
        raise ConvenantError(f"{root / note} is geen aantekening van convenant; haal het weg") from error
    return steps


def _fingerprint(raw: bytes | None) -> str | None:
    return None if raw is None else sha256(raw).hexdigest()


def _read(root: Path, name: str) -> bytes | None:
    """Return what a file holds; None when it is not there. Raises ConvenantError for what is not to be written."""
    try:
        return read(root, name)
    except RefusedError as error:
        raise ConvenantError(f"{error.path} wordt niet geschreven: {error.reason}") from error


def _put(root: Path, name: str, old: bytes | None, new: bytes | None) -> None:
    """Bring one file from what it holds to what it becomes. Raises ConvenantError when it holds anything else."""
    if new is None:
        if old is not None:
            _remove(root, name, old)
    elif old is None:
        write_new(root / name, new, root)
    else:
        replace_file(root / name, new, root, expected=old)


def _remove(root: Path, name: str, expected: bytes) -> None:
    """Remove a file that holds what is expected, and the folders that are empty then."""
    if _read(root, name) != expected:
        raise _changed(root / name)
    _unlink(root, name)
    for parent in (root / name).parents:
        try:
            if parent == root:
                return
            parent.rmdir()
        except OSError:  # it holds something else
            return


def _unlink(root: Path, name: str) -> None:
    *below, last = name.split("/")
    try:
        with opened_folder(root, below) as folder:
            os.unlink(folder.of(last), dir_fd=folder.descriptor)
    except LinkError as error:
        raise ConvenantError(f"{root / name} blijft staan: {error.path} is een koppeling (symlink)") from error
    except OSError as error:
        remedy = "sluit het in andere programma's, of vraag om schrijfrecht"
        raise ConvenantError(f"{root / name} is niet weg te halen{why(error)}; {remedy}") from error


def _changed(path: Path) -> ConvenantError:
    return ConvenantError(f"{path} is intussen gewijzigd en blijft zoals het is; begin opnieuw")
