"""Large files in shapes that once took minutes to read, to check, to compare and to show.

They are a quarter of what a file can be at most, and at that limit in a thorough run.

Nothing here is timed: the guard is far above what each takes, and only there against a hang.
"""

import re
from collections.abc import Callable, Iterator

import pytest

from convenant_cli.changes.comparing import compare
from convenant_cli.changes.sides import from_source
from convenant_cli.changes.wijziging import Kant
from convenant_cli.checks.checking import check_source
from convenant_cli.documents.page.redline import redline
from convenant_cli.documents.page.tree import parse as parse_tree
from convenant_cli.documents.page.tree import walk
from convenant_cli.sources.sources import Source
from convenant_cli.sources.yamlfile import MAX_BYTES, parse
from tests.conftest import PEILDATUM, TESTS, read_folder
from tests.grondig import times
from tests.guard import guard

NAME = "data/jaarplan/2026/acties/ouderavond.yaml"
#: A quarter of the limit, or all of it.
PART = times(4, 1)
MANY = 5000 // PART
SECONDS = times(15, 60)
BASE = read_folder(TESTS / "checks" / "controles/_basis")
ACTIE = BASE[NAME].decode()


def fill(line: str | Callable[[int], str], room: int = MAX_BYTES // PART - 4000) -> str:
    """Return a line so often that it fills a file."""
    if isinstance(line, str):
        return line * ((room - 1) // len(line.encode()))

    def lines() -> Iterator[str]:
        left, number = room, 0
        while left > 0:
            text = line(number)
            left -= len(text.encode())
            number += 1
            if left > 0:
                yield text

    return "".join(lines())


#: A shape, and the least number of findings that it gives.
READ = {
    "tabs on one line": ("titel: x" + fill("\t"), 1),
    "tabs on many lines": ("titel: |\n" + fill(" \tx\n"), 10),
    "characters that may not be": ("titel: " + fill("\x7f"), 1),
    "bytes that are no UTF-8": ("titel: " + fill("é"), 1),
    "one field over and over": (ACTIE + fill("titel: x\n"), MANY),
    "fields that do not exist": (ACTIE + fill(lambda n: f"veld{n}: x\n"), MANY),
    "fields with almost the right name": (ACTIE + fill(lambda n: f"voortgan{n}: x\n"), MANY),
    "a list under almost the right name": (ACTIE + "voortgang2:\n" + fill("  - x\n"), 1),
    "messages with a wrong day": (ACTIE + "voortgang:\n" + fill("  - {datum: 1-1-2026, tekst: x}\n"), MANY),
    "references to nothing": (
        ACTIE.replace("[politie]", "[" + fill(lambda n: f"onbekend-{n}, ") + "politie]"),
        MANY,
    ),
    "one reference over and over": (ACTIE.replace("[politie]", "[" + fill("politie, ") + "politie]"), MANY),
    "anchors": ("a: [" + fill("*a, ") + "]\n", 10),
    "labels": ("a: [" + fill("!x a, ") + "]\n", MANY),
    "fields of more than a word": (fill("? [a]\n: b\n"), MANY),
    "lists in lists": (fill("- "), 1),
    "brackets": (fill("["), 1),
    "documents": (fill("---\na: 1\n"), 1),
    "lines with a percent sign": (fill("%x\n") + "---\na: 1\n", 1),
    "a text that does not end": ('a: "' + fill("x\n "), 1),
    "a name that does not end": (fill("k") + ": 1\n", 1),
    "nothing but comments": (fill("# x\n"), 1),
}


@pytest.mark.parametrize("shape", READ)
def test_whatever_is_in_a_file_it_is_read_and_told(shape: str) -> None:
    text, least = READ[shape]
    raw = text.encode("latin-1" if "UTF-8" in shape else "utf-8")
    assert len(raw) <= MAX_BYTES
    with guard(SECONDS):
        report = check_source(Source("voorbeeld", {**BASE, NAME: raw}), PEILDATUM)
    lines = raw.count(b"\n") + 1
    assert len([finding for finding in report.findings if finding.position.file == NAME]) >= least
    assert all(1 <= finding.position.line <= lines for finding in report.findings)


def test_of_tabs_on_one_line_the_first_is_named_and_the_next_line_is_another() -> None:
    problems = parse(b"a: x\ty\tz\nb: 1\r\n\t\tc: 2\n").problems
    tabs = [(problem.span.line, problem.span.column) for problem in problems if problem.rule == "yaml-tab"]
    assert tabs == [(1, 5), (3, 1)]


def test_of_tabs_on_many_lines_ten_are_named() -> None:
    problems = parse(b"a: |\n" + b" x\t\ty\n" * 30).problems
    assert [problem.span.line for problem in problems] == list(range(2, 12))


def _different(letter: str) -> str:
    return fill(lambda n: f"{letter}{n} ")


#: What the action has beside its other fields at either moment.
COMPARED = {
    "a text of few words": (f"omschrijving: {fill('de het ')}\n", f"omschrijving: {fill('het een de ')}\n"),
    "a text of other words": (f"omschrijving: {_different('a')}\n", f"omschrijving: {_different('b')}\n"),
    "a text of which every second word is another": (
        f"omschrijving: {fill(lambda n: f'de a{n} ')}\n",
        f"omschrijving: {fill(lambda n: f'de b{n} ')}\n",
    ),
    "messages": (
        "voortgang:\n" + fill(lambda n: f"  - {{datum: 2026-05-02, tekst: a{n} b c}}\n"),
        "voortgang:\n" + fill(lambda n: f"  - {{datum: 2026-05-02, tekst: d{n} b e}}\n"),
    ),
    "parties": (
        f"partners: [{fill(lambda n: f'a{n}, ')}a]\n",
        f"partners: [{fill(lambda n: f'b{n}, ')}b]\n",
    ),
}


@pytest.mark.parametrize("shape", COMPARED)
def test_whatever_changed_is_compared(shape: str) -> None:
    sides = []
    for label, text in zip(("oud", "nieuw"), COMPARED[shape], strict=True):
        field = text.partition(":")[0]
        raw = (re.sub(rf"^{field}:.*\n", "", ACTIE, flags=re.M) + text).encode()
        assert len(raw) <= MAX_BYTES
        sides.append(from_source(Source(label, {**BASE, NAME: raw}), Kant(label)))
    with guard(SECONDS):
        (group,) = compare(sides[0], sides[1], PEILDATUM, oordelen=False).groepen
    (change,) = group.wijzigingen
    assert change.velden


@pytest.mark.parametrize("tag", ["p", "li"])
def test_a_long_document_with_only_other_paragraphs_is_marked(tag: str) -> None:
    around = ("<ul>", "</ul>") if tag == "li" else ("", "")
    old, new = (
        around[0] + "".join(f"<{tag}>{letter}{n} {letter}{n + 1}</{tag}>" for n in range(MANY)) + around[1]
        for letter in "ab"
    )
    with guard(SECONDS):
        tree = redline(parse_tree(old), parse_tree(new))
    assert sum(one.tag == "ins" for one in walk(tree)) == sum(one.tag == "del" for one in walk(tree)) == MANY
