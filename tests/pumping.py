"""Strings that make a pattern work: for every long repeat, what leads there and then what it repeats, over and over.

Run as a program it pumps every pattern of the search for personal data: ``python -m tests.pumping 100000``.
"""

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from convenant_cli import privacy
from convenant_cli.privacy.beside import ByFirstWord, ByLastWord
from convenant_cli.privacy.later import Later
from tests.guard import guard

_LONG = 8


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every pattern that the search holds, with its name."""
    for info in pkgutil.iter_modules(privacy.__path__):
        module = importlib.import_module(f"{privacy.__name__}.{info.name}")
        for name, value in sorted(vars(module).items()):
            if isinstance(value, (ByFirstWord, ByLastWord)):
                for words, rest in value.ways:
                    if isinstance(rest, Later):
                        yield f"{info.name}.{name}, beside {words[0]}", rest.compiled
            elif isinstance(value, Later):
                yield f"{info.name}.{name}", value.compiled
                for gate in (value.holds, value.opens, *(small for small, _ in (*value.tells, *value.starts))):
                    if gate:
                        yield f"{info.name}.{name}, at first sight", re.compile(gate, value.flags)
            elif isinstance(value, re.Pattern):
                yield f"{info.name}.{name}", value


def pumped(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    """Yield a string of about ``size`` characters for every long repeat, and one that repeats the whole pattern."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    for lead, body in _repeats(list(tree), ""):
        unit = body or "a"
        yield lead + unit * (size // len(unit))
    whole = _sample(list(tree)) or "a"
    for unit in (whole, whole[:-1] or whole, whole + " "):
        yield unit * (size // len(unit))


def _repeats(items: list[Any], lead: str) -> Iterator[tuple[str, str]]:
    for op, value in items:
        if op in (c.MAX_REPEAT, c.MIN_REPEAT):
            _, most, body = value
            if most is c.MAXREPEAT or most >= _LONG:
                yield lead, _sample(list(body))
            yield from _repeats(list(body), lead)
        elif op is c.SUBPATTERN:
            yield from _repeats(list(value[3]), lead)
        elif op is c.BRANCH:
            for branch in value[1]:
                yield from _repeats(list(branch), lead)
        lead += _sample([(op, value)])


def _sample(items: list[Any]) -> str:
    """Return a text that a part of a pattern takes; looks around are left out."""
    out = ""
    for op, value in items:
        if op is c.LITERAL:
            out += chr(value)
        elif op in (c.NOT_LITERAL, c.ANY):
            out += "x"
        elif op is c.IN:
            out += _member(value)
        elif op in (c.MAX_REPEAT, c.MIN_REPEAT):
            least, most, body = value
            out += _sample(list(body)) * max(least, 1 if most else 0)
        elif op is c.SUBPATTERN:
            out += _sample(list(value[3]))
        elif op is c.BRANCH:
            out += _sample(list(value[1][0]))
    return out


_CATEGORIES = {c.CATEGORY_DIGIT: "1", c.CATEGORY_WORD: "a", c.CATEGORY_SPACE: " ", c.CATEGORY_NOT_SPACE: "a"}


def _member(items: list[Any]) -> str:
    if items[0][0] is c.NEGATE:
        return next((letter for letter in "xX7 -" if not _takes(items[1:], letter)), "x")
    op, value = items[0]
    if op is c.LITERAL:
        return chr(value)
    if op is c.RANGE:
        return chr(value[0])
    return _CATEGORIES.get(value, "-")


def _takes(items: list[Any], letter: str) -> bool:
    for op, value in items:
        if op is c.LITERAL and chr(value) == letter:
            return True
        if op is c.RANGE and value[0] <= ord(letter) <= value[1]:
            return True
        if op is c.CATEGORY:
            digit, word, space = letter.isdigit(), letter.isalnum(), letter.isspace()
            if {
                c.CATEGORY_DIGIT: digit,
                c.CATEGORY_WORD: word,
                c.CATEGORY_SPACE: space,
                c.CATEGORY_NOT_WORD: not word,
            }.get(value):
                return True
    return False


def main(size: int) -> int:
    """Pump every pattern and return how many strings were read."""
    count = 0
    for _, pattern in patterns():
        for text in pumped(pattern, size):
            with guard(size // 5000):  # fifty times what each takes
                for _ in pattern.finditer(text):
                    pass
            count += 1
    return count


if __name__ == "__main__":
    sys.stdout.write(f"{main(int(sys.argv[1]))}\n")
