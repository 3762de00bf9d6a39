"""A merge of lines as git does it, and how git was told to show a conflict. Beside ``gitrepo`` a home of GitPython."""

import tempfile
from pathlib import Path

from convenant_cli.findings import ConvenantError

_MOST_CONFLICTS = 127  # what git says above it is a fault and no number
_CONFLICT_STYLES = ("merge", "diff3", "zdiff3")


def merge_text(
    base: bytes, ours: bytes, theirs: bytes, labels: tuple[str, str], marker_size: int, style: str
) -> tuple[bytes, int]:
    """Merge three versions of a text as git does, and return the text and the number of conflicts.

    ``style`` is a ``merge.conflictStyle``. What git takes for a binary file stays as ours, with one conflict. Raises
    ConvenantError without git.
    """
    try:
        import git
    except ImportError as error:
        raise ConvenantError("git is niet gevonden; installeer git om bestanden samen te voegen") from error
    with tempfile.TemporaryDirectory() as folder:
        versions = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for version, raw in zip(versions, (ours, base, theirs), strict=True):
            version.write_bytes(raw)
        names = [f"-L{name}" for name in (labels[0], "basis", labels[1])]
        # git reads its settings inside a repository only, and there the setting goes before no option.
        shown = [] if style == _CONFLICT_STYLES[0] else [f"--{style}"]
        command = ["git", "-c", f"merge.conflictStyle={_CONFLICT_STYLES[0]}", "merge-file", "-p", *shown]
        command += [f"--marker-size={marker_size}", *names, *map(str, versions)]
        code, merged, said = git.Git().execute(
            command,
            with_extended_output=True,
            with_exceptions=False,
            stdout_as_string=False,
            strip_newline_in_stdout=False,
        )
    if code > _MOST_CONFLICTS:
        if "binary" in str(said):
            return ours, 1
        raise ConvenantError(f"git kan het bestand niet samenvoegen: {said}")
    return bytes(merged), code


def conflict_style() -> str:
    """Return how git shows a conflict here (``merge.conflictStyle``); ``merge`` without that setting or without git."""
    try:
        import git
    except ImportError:
        return _CONFLICT_STYLES[0]
    try:
        style = str(git.Git().config("--get", "merge.conflictStyle"))
    except git.GitCommandError:
        style = ""
    return style if style in _CONFLICT_STYLES else _CONFLICT_STYLES[0]
