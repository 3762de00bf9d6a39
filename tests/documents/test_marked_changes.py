"""``--sinds`` with changes that nobody thought of: parts, rows, items and words of each document that come and go."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest

from convenant_cli.documents.document import Composed, since
from convenant_cli.documents.page.tree import Element, Node, as_html, parse, walk
from convenant_cli.documents.writers import markdown
from convenant_cli.documents.writers.ending import KAARTEN, SLOT, ended
from convenant_cli.documents.writers.office import docx, odt
from convenant_cli.documents.writers.office.builder import Builder
from convenant_cli.documents.writers.office.lines import Lines
from convenant_cli.documents.writers.office.pieces import Text
from convenant_cli.documents.writers.pdf import write as pdf
from convenant_cli.documents.writers.typst_source import typst_source
from tests.alle_documenten import Soort, composed, one_of_each
from tests.documents.test_redline import lines, without
from tests.grondig import GRONDIG, times
from tests.odf import contents, root_of, settled

#: The documents of which the ODF file is looked into as well; a thorough run does so with all. The two longest take as
#: much as all others: the year plan is made as a file below, and the tables of the annex are those of its report.
_AS_ODF = [one for one in one_of_each() if GRONDIG or one.name not in ("jaarplan", "nalevingsbijlage")]
_WHOLE = ("p", "li", "tr", "h3", "h4", "section", "div", "dd", "table", "ul")
_NEW = "<p>Nieuwe alinea.</p><ul><li>Nieuw punt</li></ul><table><tbody><tr><td>Nieuwe cel</td></tr></tbody></table>"


def _changed(tree: Element, chance: Random) -> Element:
    """Return a tree of which parts went, came, moved, or read otherwise; every table stays even."""
    made: list[Node] = []
    for child in tree.children:
        if isinstance(child, Element) and "colofon" in child.classes:
            made.append(child)  # of the document as it is now
            continue
        if isinstance(child, str):
            made.append(child.replace(" de ", " een ") if chance.random() < 0.1 else child)
            continue
        dice, last = chance.random(), len([one for one in tree.elements if one.tag == child.tag]) == 1
        if child.tag in _WHOLE and dice < 0.04 and not last:
            continue
        one = _changed(child, chance)
        made.append(one)
        if child.tag in ("p", "li", "tr") and 0.04 <= dice < 0.07:
            made.append(Element(child.tag, dict(child.attrs), [*one.children]))
        if child.tag == "p" and tree.tag in ("section", "div") and 0.07 <= dice < 0.1:
            made += parse(_NEW).children
    return replace(tree, children=made)


def _texts(node: Any) -> Iterator[str]:
    """Yield the texts in blocks, in their order."""
    if isinstance(node, Text):
        yield node.text
    elif isinstance(node, list | tuple):
        for one in node:
            yield from _texts(one)


def _bare(texts: Iterator[str] | list[str]) -> str:
    return "".join("".join(texts).split())


def _plain(tree: Element) -> Element:
    return parse(as_html(tree))


@pytest.mark.parametrize("soort", one_of_each(), ids=str)
def test_whatever_changes_is_marked_and_nothing_of_it_is_lost(soort: Soort) -> None:
    then = composed(soort)
    then = replace(then, grafieken={}, inhoud=_bare_of_charts(then.inhoud))
    for seed in range(times(1, 20)):
        now = replace(then, inhoud=_plain(_changed(then.inhoud, Random(f"{soort} {seed}"))))
        both = since(now, then, "gisteren")
        own = both.inhoud.children[1:]  # behind what is said of the moment; where it has many headings, of them too
        body = replace(both.inhoud, children=own[1:] if _names_places(own[0]) else own)
        assert lines(without(body, "del")) == lines(now.inhoud), seed
        assert lines(without(body, "ins")) == lines(then.inhoud), seed
        # Every writer shows the same: what stands in the marked tree, and all of it.
        typst_source(ended(both.inhoud, ("kaarten",)), {})
        assert markdown.write(both)
        made = Builder(Lines(replace(both, kop=replace(both.kop, omslag=False)), {}, 16.6), 104).build()
        shown = _bare(list(_texts(made)))
        for one in walk(ended(body)):
            if one.tag in ("p", "td", "th", "h2", "h3"):
                assert _bare([one.text]) in shown, one.text
        if seed == 0 and soort in _AS_ODF:
            _require_odf_like(both, then, now)


def _names_places(first: Node) -> bool:
    return isinstance(first, Element) and first.text.startswith("Er zijn wijzigingen bij: ")


def _require_odf_like(marked: Composed, then: Composed, now: Composed) -> None:
    """Require that LibreOffice has the document of now when all changes are accepted, that of then when none is."""
    tracked = root_of(odt.write(marked))
    for gone, plain in (("del", now), ("ins", then)):
        as_made = root_of(odt.write(plain))
        assert _told(settled(tracked, gone)) == _told(settled(as_made, "")), gone
        if plain is now:
            assert contents(tracked) == contents(as_made)


def _told(lines: list[tuple[str, ...]]) -> list[str]:
    """Return the words behind the head. A term that changed apart from what is said of it has a line of its own."""
    found = [word for line in lines for cell in line for word in cell.split()]
    return found[: len(found) - 1 - found[::-1].index("Peildatum:")] if "Peildatum:" in found else found


def _bare_of_charts(tree: Element) -> Element:
    """Return a tree without charts and the contents of the web page, which the writers make themselves."""
    kept = [
        one if isinstance(one, str) else _bare_of_charts(one)
        for one in tree.children
        if isinstance(one, str) or ("grafiek" not in one.classes and one.tag != "nav")
    ]
    return replace(tree, children=kept)


def test_such_a_document_is_a_file_in_every_format() -> None:
    soort = Soort("jaarplan", "2026")
    then = composed(soort)
    now = replace(then, inhoud=_plain(_changed(then.inhoud, Random(7))))
    both: Composed = since(now, then, "gisteren")
    word = ZipFile(BytesIO(docx.write(both))).read("word/document.xml").decode()
    columns = sum(KAARTEN in one.classes and SLOT not in one.classes for one in walk(both.inhoud))
    assert word.count("<w:cols ") == columns >= 2
    assert "<w:del " in word
    text = ZipFile(BytesIO(odt.write(both))).read("content.xml").decode()
    assert text.count("<text:section ") == columns
    assert pdf(both).startswith(b"%PDF")
