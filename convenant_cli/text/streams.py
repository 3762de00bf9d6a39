"""How the streams of a run are set, before anything is said; and saying once more what was said safely before."""

from __future__ import annotations

import io
import sys

TYPE_CHECKING = False  # what typing says as well; loading that takes longer than a short answer
if TYPE_CHECKING:
    from collections.abc import Iterable


def set_streams() -> None:
    """Let no character end a run that a console cannot show. A file or a program gets UTF-8, whatever the system does.

    That is what editors and other programs read, also where the system has an older habit.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def say_plain(said: Iterable[tuple[bool, str | bytes]]) -> bool:
    """Print what is known to be safe, each whether on stderr; tell whether it could be printed.

    Who works it out anew meets the same and tells it.
    """
    if sys.stdout is None or sys.stderr is None:
        return False
    set_streams()
    try:
        for on_stderr, text in said:
            stream = sys.stderr if on_stderr else sys.stdout
            if isinstance(text, bytes):
                stream.buffer.write(text)
            else:
                stream.write(text)
            stream.flush()
    except OSError:
        return False
    return True
