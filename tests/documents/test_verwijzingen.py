"""Where a document sends its reader to a heading of another document, that heading is there."""

import re
from pathlib import Path

import pytest

from tests.alle_documenten import Soort, made
from tests.conftest import ROOT

#: How a sentence names a document, and which document that is.
NAMED = {"de bijlage bij het nalevingsrapport": "nalevingsbijlage"}
#: Each place where a document names a heading by its words: ``in de bijlage bij het nalevingsrapport, onder ‘X’``.
POINTS = re.compile(r"in ([\w ]+), (?:onder|bij) ‘([^’{]+)’")
TEMPLATES = sorted(
    path for path in (ROOT / "templates").glob("*.j2") if POINTS.search(path.read_text(encoding="utf-8"))
)


def test_some_template_names_a_heading() -> None:
    assert TEMPLATES, "else this finds nothing"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_the_heading_is_in_the_document_that_is_named(template: Path) -> None:
    for where, heading in POINTS.findall(template.read_text(encoding="utf-8")):
        assert where in NAMED, f"{template.name} names a document that is not known here: {where}"
        text = made(Soort(NAMED[where], ""), ".md").decode()
        assert re.search(rf"(?m)^#+ {re.escape(heading)}$", text), f"{template.name}: no '{heading}' in {NAMED[where]}"
