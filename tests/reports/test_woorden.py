"""One word for one thing in what people read: the list in docs/woorden.md, and none of the words that would compete."""

import re
from collections.abc import Callable

import pytest

from convenant_cli.cli import COMMANDS
from convenant_cli.judging.toetsen import toetsen
from convenant_cli.reports.manual import all_manuals
from tests.conftest import ROOT, Outcome

WORDS = (ROOT / "docs" / "woorden.md").read_text(encoding="utf-8")
#: What a reader would take for a controle, a melding, a toets, an oordeel or a stand by another name.
OTHERS = re.compile(
    r"\b(bevinding|constatering|verificatie|validatie|overtreding|schending|score|issue|check|testresultaat)(en|s)?\b"
)


def test_the_list_tells_every_word_once() -> None:
    words = re.findall(r"^\| (\w+) \|", WORDS, re.MULTILINE)[1:]
    assert len(words) == len(set(words))
    assert {"controle", "melding", "toets", "oordeel", "stand"} <= set(words)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_uses_no_other_word(command: str, convenant: Callable[..., Outcome]) -> None:
    shown = re.sub(r"convenant check|'check'|--check", "", convenant(command, "--help").out.casefold())
    assert not OTHERS.search(shown)


def test_manuals_use_no_other_word() -> None:
    texts = [
        *(" ".join((one.titel, one.waarom, one.herstel)) for one in all_manuals().values()),
        *(kind.__doc__ or "" for kind in toetsen().values()),
    ]
    assert [text for text in texts if OTHERS.search(text.casefold().replace("convenant check", ""))] == []
