"""The files of the site put in a folder: all of them or none, and never in the place of what somebody else put there.

A list of the files with their fingerprints goes with them. What is on that list, and still is as it says, was made
here and may be replaced; anything else is somebody's.
"""

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import is_link, require_folder
from convenant_cli.sources.writing import alone, refuse_inside, refuse_unwritable, why

#: The list, in the form of ``sha256sum``: it can be checked with ``sha256sum --check``.
NOTE = "bestanden.sha256"
_LARGEST = 64 * 1024 * 1024  # bytes of a file that is compared


def place(folder: Path, files: Mapping[str, bytes], root: Path) -> bool:
    """Make a folder hold the files and nothing else; tell whether it changed. ``root``: the dossier.

    Raises ConvenantError when the folder holds anything that was not made here, or cannot be written; then it is as it
    was.
    """
    refuse_unwritable(folder / "index.html", root)
    refuse_inside(folder / "index.html", root)
    full = Path(os.path.abspath(folder))  # noqa: PTH100  # a link in the dossier was refused; elsewhere it was named
    if full.is_symlink():
        full = full.resolve()
    if root.resolve().is_relative_to(full.resolve()):
        raise ConvenantError(f"in {folder} staat het dossier zelf; noem een map alleen voor de website, zoals public/")
    listed = {**files, NOTE: _note(files)}
    try:
        held = _held(full, folder)
    except OSError as error:
        raise ConvenantError(f"{folder} is niet te lezen{why(error)}; kies een andere map") from error
    if held == {name: sha256(content).hexdigest() for name, content in listed.items()}:
        return False
    with alone(full.parent):
        _swap(full, folder, listed)
    return True


def _note(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())).encode()


def _held(full: Path, folder: Path) -> dict[str, str]:
    """Return what a folder holds, by name with its fingerprint. Raises ConvenantError for what was not made here."""
    if not os.path.lexists(full):
        return {}
    require_folder(full.parent, full.name)
    if not full.is_dir():
        raise ConvenantError(f"{folder} is een bestand; noem een map")
    note = full / NOTE
    known: dict[str, str] = {}
    found: dict[str, str] = {}
    if note.is_file() and not note.is_symlink() and note.stat().st_size <= _LARGEST:
        raw = note.read_bytes()
        lines = (line.partition("  ") for line in raw.decode(errors="replace").splitlines())
        known = {name: print for print, _, name in lines}
        found[NOTE] = known[NOTE] = sha256(raw).hexdigest()
    for name, path in _walk(full):
        status = path.lstat()
        plain = not is_link(status) and path.is_file() and status.st_size <= _LARGEST
        if name != NOTE:
            found[name] = sha256(path.read_bytes()).hexdigest() if plain and name in known else ""
        if not plain or known.get(name) != found[name]:
            what = "is daarna veranderd" if name in known else "is niet door 'convenant site' gemaakt"
            raise ConvenantError(
                f"{folder / name} {what}; de website komt in een map waarin verder niets staat. Kies een andere map, "
                "of haal dit eerst weg"
            )
    return found


def _walk(full: Path) -> Iterator[tuple[str, Path]]:
    """Yield everything in a folder but plain folders, by name; what is behind a link is not looked at."""
    for parent, folders, names in os.walk(full):
        here = Path(parent)
        links = [name for name in folders if is_link((here / name).lstat())]
        for name in sorted([*names, *links]):
            yield (here / name).relative_to(full).as_posix(), here / name


def _swap(full: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder beside the old one, and let it take its place."""
    fresh, old = (full.parent / f".convenant-site-{secrets.token_hex(8)}" for _ in range(2))
    try:
        for name, content in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        there = os.path.lexists(full)
        if there:
            full.rename(old)
        try:
            fresh.rename(full)
        except BaseException:
            if there:
                old.rename(full)
            raise
    except OSError as error:
        remedy = "sluit wat er in andere programma's van open is, of kies een andere map"
        raise ConvenantError(f"{folder} is niet te schrijven{why(error)}; {remedy}") from error
    finally:
        for left in (fresh, old):
            with suppress(OSError):  # the site stands; what cannot be removed here hinders nothing
                shutil.rmtree(left)
