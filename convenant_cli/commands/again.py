"""A question that was asked before, about a dossier in which nothing changed: the same answer, without reading it all.

The question is the command with all that is around it: the folder, the day, the environment, the screen. What can be
asked again stands in a list; everything else is worked out as always. Needs little: typer and the records are loaded
when there is no answer.
"""

from __future__ import annotations

import os

from convenant_cli.commands.clock import day
from convenant_cli.sources.cache import SETTING, Cache, opened
from convenant_cli.sources.fingerprint import Fingerprint, NoPictureError
from convenant_cli.sources.picture import picture, picture_of, tool
from convenant_cli.sources.reread import forget
from convenant_cli.text.streams import say_plain

TYPE_CHECKING = False  # what typing says as well; loading that takes longer than the answer
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Said = Sequence[tuple[bool, str | bytes]]
    """What was printed: whether on stderr, and what."""

_MARKER = os.path.join("data", "convenant.yaml")
#: What can be asked again, with its options: those with a value, and those without one.
_COMMANDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "validate": (("--format", "--peildatum"), ("--strict",)),
    "check": (("--peildatum", "--hoofdstuk", "--partner", "--bepaling", "--rol"), ()),
    "status": (("--format", "--peildatum"), ()),
    "find": (("--soort", "--voor", "--format", "--peildatum"), ("--alles",)),
}
_WITH_WORDS = ("find",)
_SIZE = 8
"""In how many bytes the size of a part is told."""
_HELP = ("--help", "-h", "--version")
#: What says nothing of the answer and changes from run to run.
_PASSING = frozenset(("_", "OLDPWD", "PWD", "SHLVL", SETTING))
#: What git tells a hook: then it is about another index, or about contents that are nowhere yet.
_OF_A_HOOK = ("GIT_DIR", "GIT_INDEX", "GIT_OBJECT", "GIT_ALTERNATE", "GIT_QUARANTINE", "GIT_WORK", "GIT_COMMON")


class Question:
    """Something that is asked about a dossier, or about the tool itself when there is no ``root``."""

    def __init__(self, cache: Cache, asked: object, root: str | None, environment: Mapping[str, str]) -> None:
        forget()
        self._cache, self._root, self._environment = cache, root, dict(environment)
        around = sorted(item for item in environment.items() if item[0] not in _PASSING)
        self._asked = repr((tool(), asked, around, [_screen(stream) for stream in (1, 2)])).encode()
        self._day = day()
        self._before: Fingerprint | None = None
        self._seen: tuple[Fingerprint, tuple[str, ...], Fingerprint] | None = None

    def answer(self) -> list[bytes] | None:
        """Return what was kept; None when this was not asked before, or when anything is not as it was."""
        try:
            before = self._before = self._picture()
            names = self._read(b"names", before.content)
            if names is None:
                return None
            beside = picture_of(self._root or "", map(os.fsdecode, names))
            return self._read(b"answer", before.content + beside.content)
        except NoPictureError:
            return None

    def look(self, others: Callable[[str], Iterable[str]]) -> None:
        """See how everything is before the answer is worked out. ``others``: what may be read beside the records."""
        try:
            before = self._before or self._picture()
            names = tuple(others(self._root)) if self._root else ()
            self._seen = before, names, picture_of(self._root or "", names)
        except (NoPictureError, OSError):
            self._seen = None

    def keep(self, answer: Iterable[bytes]) -> None:
        """Keep an answer, when nothing changed while it was worked out."""
        if self._seen is None or self._day != day():
            return
        before, names, beside = self._seen
        try:
            after, beside_after = self._picture(), picture_of(self._root or "", names)
        except NoPictureError:
            return
        same = (before.content, before.stamps, beside.content, beside.stamps)
        if same == (after.content, after.stamps, beside_after.content, beside_after.stamps):
            self._write(b"names", before.content, map(os.fsencode, names))
            self._write(b"answer", before.content + beside.content, answer)

    def _picture(self) -> Fingerprint:
        return Fingerprint() if self._root is None else picture(self._root, self._environment)

    def _of(self, what: bytes, seen: bytes) -> bytes:
        return b"%s %s %s %s" % (what, self._day.encode(), seen, self._asked)

    def _write(self, what: bytes, seen: bytes, parts: Iterable[bytes]) -> None:
        """Keep parts, each behind its size."""
        self._cache.write(self._of(what, seen), b"".join(len(part).to_bytes(_SIZE, "big") + part for part in parts))

    def _read(self, what: bytes, seen: bytes) -> list[bytes] | None:
        raw = self._cache.read(self._of(what, seen))
        if raw is None:
            return None
        parts, at = [], 0
        while at < len(raw):
            start = at + _SIZE
            at = start + int.from_bytes(raw[at:start], "big")
            parts.append(raw[start:at])
        return parts


def question(args: Sequence[str], environment: Mapping[str, str]) -> Question | None:
    """Return what is asked on the command line, when that can be asked again."""
    about = _about(list(args))
    return None if about is None else _question(("run", *args), about, environment)


def completed(words: Sequence[str], incomplete: str, environment: Mapping[str, str]) -> Question | None:
    """Return what a shell asks: what can stand behind some words. Only the sort of the word that is typed counts."""
    if "=" in incomplete:  # values, which depend on more than that
        return None
    start = words[1] if len(words) > 1 and words[0] == "-C" else "."
    around = {name: value for name, value in environment.items() if not name.startswith(("COMP_", "_"))}
    sort = incomplete.startswith("-"), ":" in incomplete
    return _question(("complete", *words, sort), start, around)


def _question(asked: tuple[object, ...], about: str, environment: Mapping[str, str]) -> Question | None:
    if any(name.startswith(_OF_A_HOOK) for name in environment):
        return None
    cache = opened(environment)
    if cache is None:
        return None
    try:
        here = os.getcwd()
        root = root_of(about) if about else None
    except OSError:
        return None
    if about and root is None:
        return None
    return Question(cache, (*asked, here), root, environment)


def _about(args: list[str]) -> str | None:
    """Return where the dossier is looked for, empty for a question about the tool; None for what is not kept."""
    *before, last = args or [""]
    if last in _HELP and len(before) < 2 and not any(one.startswith("-") for one in before):
        return ""
    start = "."
    if args[:1] == ["-C"] and len(args) > 2:
        start, args = args[1], args[2:]
    if not args or args[0] not in _COMMANDS:
        return None
    command, *rest = args
    with_value, alone = _COMMANDS[command]
    while rest:
        one = rest.pop(0)
        if one in with_value and rest:
            rest.pop(0)
        elif not (
            one in alone
            or one.startswith(tuple(f"{name}=" for name in with_value))
            or (command in _WITH_WORDS and not one.startswith("-"))
        ):
            return None
    return start


def root_of(start: str) -> str | None:
    """Return the folder of the dossier that holds a folder, as ``find_root`` does."""
    folder = os.path.realpath(start)
    while os.path.isdir(folder):
        if os.path.isfile(os.path.join(folder, _MARKER)):
            return folder
        if (above := os.path.dirname(folder)) == folder:
            return None
        folder = above
    return None


def _screen(stream: int) -> object:
    """Return what of a stream shapes what is written on it: whether it is a screen, and how wide."""
    if not os.isatty(stream):
        return None
    return tuple(os.get_terminal_size(stream))


def as_kept(code: int, said: Said) -> list[bytes]:
    """Return how a run ended and what it said, as it is kept."""
    parts = [b"%d" % code]
    for on_stderr, text in said:
        raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        parts += [b"%d%d" % (on_stderr, isinstance(text, bytes)), raw]
    return parts


def say_again(kept: list[bytes] | None) -> int | None:
    """Print what a run said before, and return how it ended; None when it could not be printed."""
    if kept is None:
        return None
    said = (
        (how[:1] == b"1", raw if how[1:] == b"1" else raw.decode("utf-8", "surrogatepass"))
        for how, raw in zip(kept[1::2], kept[2::2], strict=True)
    )
    return int(kept[0]) if say_plain(said) else None
