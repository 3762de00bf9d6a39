"""How the streams of a run are set, before anything is said."""

import io
import sys


def set_streams() -> None:
    """Let no character end a run that a console cannot show. A file or a program gets UTF-8, whatever the system does.

    That is what editors and other programs read, also where the system has an older habit.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
