"""What an oordeel quotes of a record, or names by its title, stands between ‘ and ’; what one types between ' and '."""

import re

import pytest

from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.sources.sources import worktree
from tests.conftest import PEILDATUM, ROOT
from tests.test_profielen import EVERY, profile

_QUOTED = re.compile(r"‘[^‘’]*’")
_STRAIGHT = re.compile(r"(?<![^\W\d])'[^']+'(?!\w)")


@pytest.mark.parametrize("name", ["", *EVERY])
def test_titles_and_quotations_have_the_same_signs_everywhere(name: str) -> None:
    said = [
        text
        for oordeel in judge(profile(name) if name else load(worktree(ROOT))[0], PEILDATUM)
        for text in (oordeel.toelichting, oordeel.nu)
    ]
    left = [_QUOTED.sub("", text) for text in said]
    assert any(text != rest for text, rest in zip(said, left, strict=True))
    assert [text for text in left if _STRAIGHT.search(text) or set("‘’“”") & set(text)] == []
