"""The one place where text leaves for a screen or a log, and what no text of others may do there.

A terminal obeys control characters, and the log of a pipeline obeys lines such as ``##vso[task.setvariable]`` and
``::add-mask::``. What records, file names and arguments hold is shown and never obeyed.
"""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

import typer

from convenant_cli.text.busy import SIGN
from convenant_cli.text.glyphs import visible

#: What Azure Pipelines, TeamCity and GitHub obey wherever it stands in a line.
_ANYWHERE = re.compile(r"#(?=#[A-Za-z]*\[)")
#: What GitHub and Forgejo obey at the start of a line.
_AT_START = re.compile(r"^([^\S\n]*):(?=:[^\n]*::)", re.MULTILINE)
#: A style in a line for a terminal. Nobody who wrote a record could know this word.
_KEY = os.urandom(8).hex()
_STYLED = re.compile(f"\x1b{_KEY}([^\x1b]*)\x1b(.*?)\x1b{_KEY}\x1b", re.DOTALL)


#: Who listens to what is said: whether on stderr, and what.
_listeners: list[Callable[[bool, str | bytes], None]] = []


@contextmanager
def heard(listener: Callable[[bool, str | bytes], None]) -> Iterator[None]:
    """Let somebody hear all that is said, as it was written."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def _tell(err: bool, shown: str | bytes) -> None:
    for listener in _listeners:
        listener(err, shown)


class _Heard:
    """The stream of a console that a listener hears as well."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        _tell(False, text)
        return int(self._stream.write(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class Command(str):
    """A line that a CI system must obey. Who makes one gives all that it repeats to ``harmless`` first."""

    __slots__ = ()


def harmless(text: str) -> str:
    """Return a text as a screen or a log may have it: all its characters seen, and nothing in it obeyed."""
    shown = "\n".join(map(visible, text.replace("\r\n", "\n").split("\n")))
    return _AT_START.sub(r"\1: ", _ANYWHERE.sub("# ", shown))


def harmless_html(html: str) -> str:
    """Return a web page with the same text, of which a log obeys nothing."""
    shown = "\n".join(map(visible, html.split("\n")))
    return _AT_START.sub(r"\1&#58;", _ANYWHERE.sub("&#35;", shown))


def as_json(data: Any) -> str:
    """Return data as JSON with the same content, of which a terminal or a log obeys nothing."""
    import json

    written = json.dumps(data, ensure_ascii=False, indent=2)
    # Outside its texts JSON has no number signs, and no character but printable ones and line ends.
    escaped = _ANYWHERE.sub(r"\\u0023", written)
    if escaped.isascii() and escaped.replace("\n", "").isprintable():
        return escaped
    return "".join(c if c == "\n" or visible(c) == c else _unit(c) for c in escaped)


def _unit(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def say(text: str, err: bool = False, end: str = "\n") -> None:
    """Print a text, of one line or more."""
    SIGN.end()
    shown = (text if isinstance(text, Command) else harmless(text)) + end
    _tell(err, shown)
    typer.echo(shown, err=err, nl=False)


def print_lines(lines: Iterable[str], err: bool = False) -> None:
    """Print plain lines, for a pipe or a file."""
    for line in lines:
        say(line, err)


def print_bytes(content: bytes) -> None:
    """Print what names its own encoding, whatever the console uses, and holds nothing that is obeyed."""
    SIGN.end()
    _tell(False, content)
    typer.echo(content, nl=False)


def is_terminal() -> bool:
    """Tell whether a person reads along."""
    return sys.stdout.isatty()


def page_width(columns: int | None = None) -> int:
    """Return how wide to write for a screen: on a very narrow one, words that wrap beat words that are cut."""
    return max(20, min(columns or shutil.get_terminal_size().columns, 120))


def print_on_terminal(lines: Callable[[int, Callable[[str, str], str]], Iterable[str]]) -> None:
    """Print lines on a terminal. ``lines`` gets the width and a function that adds a style.

    rich decides whether this terminal shows colours (NO_COLOR, TERM=dumb, an old Windows console).
    """
    from rich.console import Console
    from rich.text import Text

    # An old console of Windows gets its colours in another way than by what is written.
    console = Console(highlight=False, file=cast(IO[str], _Heard(sys.stdout)) if _listeners else None)
    # Where colours are not wanted, marks in the text must tell what a colour would.
    styled = console.color_system and not console.no_color

    def paint(style: str, text: str) -> str:
        return f"\x1b{_KEY}{style}\x1b{text}\x1b{_KEY}\x1b" if styled else text

    for line in lines(page_width(console.width), paint):
        pieces = _STYLED.split(line)
        shown = Text()
        for plain, style, painted in zip(pieces[::3], [*pieces[1::3], ""], [*pieces[2::3], ""], strict=True):
            shown.append(harmless(plain))
            shown.append(harmless(painted), style or None)
        SIGN.end()  # not before: what comes may take a while to be found
        console.print(shown, soft_wrap=True)
