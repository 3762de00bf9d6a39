"""A merge of lines as git does it, and how git was told to show a conflict."""

import tempfile
from pathlib import Path

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.git.call import call, in_words

_MOST_CONFLICTS = 127  # what git says above it is a fault and no number
_CONFLICT_STYLES = ("merge", "diff3", "zdiff3")


def merge_text(
    base: bytes, ours: bytes, theirs: bytes, labels: tuple[str, str], marker_size: int, style: str
) -> tuple[bytes, int]:
    """Merge three versions of a text as git does, and return the text and the number of conflicts.

    ``style`` is a ``merge.conflictStyle``. What git takes for a binary file stays as ours, with one conflict. Raises
    ConvenantError without git.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, raw in (("ours", ours), ("base", base), ("theirs", theirs)):
            Path(folder, name).write_bytes(raw)
        names = [f"-L{name}" for name in (labels[0], "basis", labels[1])]
        how = [] if style == _CONFLICT_STYLES[0] else [f"--{style}"]
        command = ["merge-file", "-p", *how, f"--marker-size={marker_size}", *names, "ours", "base", "theirs"]
        # git reads its settings inside a repository only, and there the setting goes before no option.
        answer = call(Path(folder), command, where=("-c", f"merge.conflictStyle={_CONFLICT_STYLES[0]}"))
    if answer.code > _MOST_CONFLICTS:
        if "binary" in answer.said:
            return ours, 1
        raise ConvenantError(f"git kan het bestand niet samenvoegen: {in_words(answer.said)}")
    return answer.out, answer.code


def conflict_style(folder: Path) -> str:
    """Return how git shows a conflict there (``merge.conflictStyle``); ``merge`` without that setting or git."""
    try:
        style = call(folder, ("config", "--get", "merge.conflictStyle")).out.decode().strip()
    except ConvenantError:
        return _CONFLICT_STYLES[0]
    return style if style in _CONFLICT_STYLES else _CONFLICT_STYLES[0]
