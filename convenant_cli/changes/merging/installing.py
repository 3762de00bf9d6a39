"""Telling a clone that git merges records with ``convenant``: two settings of git, and a line in ``.gitattributes``.

The setting is a command line that git gives to a shell, also on Windows, where git brings its own. It names the Python
that runs now by its full path, because a graphical program for git has no virtual environment and often another PATH.
When that Python is gone, or ends with anything but "merged" or "conflict", the same line hands the file to
``git merge-file``: git takes every other exit code for a conflict, and would leave one side without a trace.
"""

import re
import shlex
import sys
from pathlib import Path

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import read
from convenant_cli.sources.git.repo import Repo, open_repository
from convenant_cli.sources.writing import replace_file, write_new

_FILE = ".gitattributes"
ATTRIBUTES = "/data/**/*.yaml merge=convenant"
_SECTION = "merge.convenant"
_NAME = "records van een convenant, per veld samengevoegd"
_OURS = re.compile(r"^[^#\s]\S*[ \t](.*[ \t])?merge=convenant([ \t]|$)")


def driver(python: str) -> str:
    """Return the command for ``merge.convenant.driver``, with the full path of a Python that has ``convenant``."""
    program = shlex.quote(Path(python).as_posix())
    # -P: git runs this at the top of the working tree, where a file git.py must not be taken for a module of ours.
    ours = f"{program} -P -m convenant_cli merge-driver --tekens %L --onze %X --hunne %Y -- %O %A %B %P"
    text = "git merge-file --marker-size=%L -L HEAD -L basis -L 'andere kant' %A %O %B"
    return f"{ours}; uit=$?; test $uit -le 1 && exit $uit; {text}"


def install(root: Path) -> list[str]:
    """Set it up for the clone that holds a dossier. Returns in sentences what was done; doing it twice is harmless.

    Raises ConvenantError without git or a repository, or when something cannot be written.
    """
    repo, _ = open_repository(root)
    said = []
    command = driver(sys.executable)
    if (_get_config(repo, f"{_SECTION}.driver"), _get_config(repo, f"{_SECTION}.name")) == (command, _NAME):
        said.append("git kende convenant al in deze kloon.")
    else:
        _set_config(repo, f"{_SECTION}.name", _NAME)
        _set_config(repo, f"{_SECTION}.driver", command)
        said.append(f"git voegt in deze kloon samen met convenant ({_SECTION} in de instellingen van git).")
    path = root / _FILE
    text = _text(root)
    if any(_OURS.match(line) for line in text.splitlines()):
        said.append(f"{path} noemt de bestanden al.")
    else:
        end = "\r\n" if "\r\n" in text else "\n"
        start = text if not text or text.endswith("\n") else text + end
        _write(path, text, f"{start}{ATTRIBUTES}{end}")
        said.append(f"{path}: de regel '{ATTRIBUTES}' staat er nu in; leg het bestand vast in git.")
    return said


def remove(root: Path) -> list[str]:
    """Undo ``install``. Returns in sentences what was done. Raises ConvenantError as ``install`` does."""
    repo, _ = open_repository(root)
    said = []
    if _get_config(repo, f"{_SECTION}.driver") is None and _get_config(repo, f"{_SECTION}.name") is None:
        said.append("git kende convenant niet in deze kloon.")
    else:
        _drop_config(repo, _SECTION)
        said.append("git voegt in deze kloon weer samen als gewone tekst.")
    path = root / _FILE
    before = _text(root)
    lines = before.splitlines(keepends=True)
    kept = [line for line in lines if line.strip() != ATTRIBUTES]
    if kept == lines:
        said.append(f"{path} blijft zoals het is.")
    elif "".join(kept).strip():
        _write(path, before, "".join(kept))
        said.append(f"{path}: de regel '{ATTRIBUTES}' is weg. Dat geldt na het vastleggen voor iedereen.")
    else:
        path.unlink()
        said.append(f"{path} is weg: er stond niets anders in. Dat geldt na het vastleggen voor iedereen.")
    return said


def _text(root: Path) -> str:
    """Return the text of the file as it is on disk; empty when there is none. Raises ConvenantError."""
    try:
        return (read(root, _FILE) or b"").decode()
    except UnicodeDecodeError as error:
        raise ConvenantError(
            f"{root / _FILE} is niet te lezen; sla het op als UTF-8, of zet er zelf '{ATTRIBUTES}' in"
        ) from error


def _write(path: Path, old: str, new: str) -> None:
    """Write the file unless somebody changed it meanwhile. Raises ConvenantError."""
    if path.exists():
        replace_file(path, new.encode(), path.parent, expected=old.encode())
    else:
        write_new(path, new.encode(), path.parent)


def _get_config(repo: Repo, name: str) -> str | None:
    """Return a setting of this clone; None when it has none."""
    answer = repo.ask("config", "--local", "--get", name)
    return None if answer.code else answer.out.decode().removesuffix("\n")


def _set_config(repo: Repo, name: str, value: str) -> None:
    """Write a setting of this clone. Raises ConvenantError when git cannot."""
    if repo.ask("config", "--local", name, value).code:
        raise ConvenantError(f"git kan {name} niet schrijven; kijk of .git/config te wijzigen is")


def _drop_config(repo: Repo, section: str) -> None:
    """Take a section out of the settings of this clone. Raises ConvenantError when git cannot."""
    if repo.ask("config", "--local", "--remove-section", section).code:
        raise ConvenantError(f"git kan {section} niet weghalen; kijk of .git/config te wijzigen is")
