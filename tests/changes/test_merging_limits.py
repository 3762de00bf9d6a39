"""Merging large files in shapes that once took minutes: a quarter of the limit, or at it in a thorough run.

The guard is far above what each takes, and far below what it took.
"""

from collections.abc import Callable

import pytest

from convenant_cli.changes.merging import Look, merge
from convenant_cli.sources.yamlfile import MAX_BYTES, parse
from tests.grondig import times
from tests.guard import guard

SHRINK = times(4, 1)
SECONDS = times(8, 60)

LOOK = Look(("HEAD", "tak"))
Versions = tuple[str, str, str]


def _lead(line: str) -> Versions:
    count = MAX_BYTES // len(line) // SHRINK - 100

    def made(*comments: tuple[int, str]) -> str:
        lines = [line] * count
        for at, comment in reversed(comments):
            lines.insert(count * at // 10, f"# {comment}\n")
        return f"a: 1\n{''.join(lines)}b: 2\n"

    return made(), made((2, "ons"), (4, "ook ons")), made((7, "hun"), (9, "ook hun"))


def _block() -> Versions:
    line = "  gelijk\n"
    count = MAX_BYTES // len(line) // SHRINK - 100

    def made(at: int, text: str) -> str:
        return "tekst: |\n" + line * at + text + line * (count - at)

    return made(0, ""), made(count // 4, "  ons\n"), made(count // 2, "  hun\n")


def _list(count: int, *kinds: Callable[[int], str]) -> Versions:
    one, two, three = ("lijst:\n" + "".join(f"  - {kind(at)}\n" for at in range(count // SHRINK)) for kind in kinds)
    return one, two, three


def _fields(count: int, *kinds: Callable[[int], str]) -> Versions:
    one, two, three = ("".join(f"v{at}: {kind(at)}\n" for at in range(count // SHRINK)) for kind in kinds)
    return one, two, three


def _three(made: Callable[[int], str], *which: int) -> Versions:
    one, two, three = map(made, which)
    return one, two, three


def _moved(step: int) -> str:
    prime = times(5_003, 20_011)
    return "lijst:\n" + "".join(f"  - a{number * step % prime}\n" for number in range(1, prime))


def _nested() -> Versions:
    def made(value: str, comments: str) -> str:
        return "".join(f"{'  ' * depth}k:\n" for depth in range(30)) + f"{'  ' * 30}z: {value}\n{comments}"

    return (
        made("1", "# c\n" * (20_000 // SHRINK)),
        made("2", "# c\n" * (20_000 // SHRINK)),
        made("1", "# c\n" * (9_000 // SHRINK) + "# d\n" + "# c\n" * (11_000 // SHRINK)),
    )


WORDS = 120_000 // SHRINK
#: Whether it is clean and merged as a record, and the three versions.
SHAPES: dict[str, tuple[bool, Versions]] = {
    "blank lines": (True, _lead("\n")),
    "equal comments": (True, _lead("# gelijk\n")),
    "equal lines of a text": (True, _block()),
    "values, each changed by one side": (
        True,
        _list(
            20_000, lambda n: f"a{n}", lambda n: f"b{n}" if n % 2 else f"a{n}", lambda n: f"a{n}" if n % 2 else f"c{n}"
        ),
    ),
    "values, all changed by both": (True, _list(8_000, lambda n: f"a{n}", lambda n: f"b{n}", lambda n: f"c{n}")),
    "equal values": (
        True,
        _list(30_000, lambda _: "a", lambda n: "b" if n == 9 else "a", lambda n: "c" if n == 25_000 // SHRINK else "a"),
    ),
    "blocks, another field changed by each": (
        True,
        _list(
            2_000,
            lambda n: f"a: x{n}\n    b: y{n}\n    c: z{n}",
            lambda n: f"a: p{n}\n    b: y{n}\n    c: z{n}",
            lambda n: f"a: x{n}\n    b: q{n}\n    c: z{n}",
        ),
    ),
    "blocks, all changed by both": (
        False,
        _list(3_000, lambda n: f"a: x{n}\n    b: s", lambda n: f"a: y{n}\n    b: s", lambda n: f"a: z{n}\n    b: t"),
    ),
    "blocks with a name, the same field changed by both": (
        False,
        _list(3_000, lambda n: f"id: i{n}\n    t: x", lambda n: f"id: i{n}\n    t: y", lambda n: f"id: i{n}\n    t: z"),
    ),
    "fields": (True, _fields(15_000, lambda _: "1", lambda n: str(1 + n % 2), lambda n: str(1 + 3 * (1 - n % 2)))),
    "comments below blocks in blocks": (True, _nested()),
    "one long line": (
        False,
        ("t: " + "a " * WORDS + "\n", "t: " + "b " * WORDS + "\n", "t: " + "c " * WORDS + "\n"),
    ),
    "dashes in a text": (False, _three(lambda n: f"t: |\n  {'- ' * WORDS}{n}\n", 1, 2, 3)),
    "a list of which each side moved everything": (False, _three(_moved, 1, 7, 11)),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_at_the_limit_is_merged_in_time(shape: str) -> None:
    clean, versions = SHAPES[shape]
    base, ours, theirs = (version.encode() for version in versions)
    assert max(map(len, (base, ours, theirs))) <= MAX_BYTES
    with guard(SECONDS):
        done = merge(base, ours, theirs, LOOK)
    assert (done.conflicts == 0) is clean
    if clean:
        assert done.by_record
        assert not parse(done.content).problems


def test_what_is_larger_than_a_record_may_be_is_merged_as_text() -> None:
    line, count = b"- gelijk\n", 1024 * 1024 // 9

    def made(at: int, text: bytes) -> bytes:
        return line * at + text + line * (count - at)

    with guard(60):
        done = merge(made(0, b""), made(9000, b"- ons\n"), made(90_000, b"- hun\n"), LOOK)
    assert (done.conflicts, done.by_record) == (0, False)
    assert done.content.count(b"\n") == count + 2
