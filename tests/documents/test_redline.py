"""Changes in a document: taking the marks away gives the old text or the new one, and readers see whole words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant_cli.documents.page.redline import redline
from convenant_cli.documents.page.tree import Element, Node, inline, parse, walk
from tests.grondig import times


def shown(node: Node) -> str:
    """Return a tree as text with its marks: ``{+in+}`` and ``[-uit-]``."""
    if isinstance(node, str):
        return node
    inside = "".join(map(shown, node.children))
    if node.tag in ("ins", "del"):
        return f"{{+{inside}+}}" if node.tag == "ins" else f"[-{inside}-]"
    return f"<{node.tag}>{inside}</{node.tag}>" if node.tag in ("strong", "td", "li", "p", "h2") else inside


def marked(old: str, new: str) -> str:
    return shown(redline(parse(old), parse(new)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<p>Klaar op 30-06-2026.</p>", "<p>Klaar op 15-09-2026.</p>", "<p>Klaar op [-30-06-2026-]{+15-09-2026+}.</p>"),
        ("<p>Een twee drie.</p>", "<p>Een drie.</p>", "<p>Een[- twee-] drie.</p>"),
        ("<p>Gelijk.</p>", "<p>Gelijk.</p>", "<p>Gelijk.</p>"),
        ("<p>In <strong>de zaal</strong>.</p>", "<p>In <strong>de grote zaal</strong>.</p>",
         "<p>In <strong>de</strong>{+<strong> grote</strong>+}<strong> zaal</strong>.</p>"),
        ("<p>Blijft.</p>", "<p>Blijft.</p><p>Nieuw.</p>", "<p>Blijft.</p><p>{+Nieuw.+}</p>"),
        ("<p>Blijft.</p><p>Weg.</p>", "<p>Blijft.</p>", "<p>Blijft.</p><p>[-Weg.-]</p>"),
        ("<p>Heel iets anders.</p>", "<p>Nieuwe woorden hier.</p>",
         "<p>[-Heel iets anders.-]</p><p>{+Nieuwe woorden hier.+}</p>"),
        ("<ul><li>Een.</li><li>Twee.</li></ul>", "<ul><li>Twee.</li></ul>", "<li>[-Een.-]</li><li>Twee.</li>"),
        ("<table><tbody><tr><td>1.1</td><td>loopt</td></tr><tr><td>1.2</td><td>x</td></tr></tbody></table>",
         "<table><tbody><tr><td>1.1</td><td>afgerond</td></tr><tr><td>1.3</td><td>y</td></tr></tbody></table>",
         "<td>1.1</td><td>[-loopt-]{+afgerond+}</td><td>[-1.2-]</td><td>[-x-]</td><td>{+1.3+}</td><td>{+y+}</td>"),
        # A table that got a column is another table.
        ("<table><tbody><tr><td>1.1</td></tr></tbody></table>",
         "<table><tbody><tr><td>1.1</td><td>x</td></tr></tbody></table>",
         "<td>[-1.1-]</td><td>{+1.1+}</td><td>{+x+}</td>"),
        # A part keeps its place by the name of its heading, an action by its number.
        ('<div aria-labelledby="t"><p>Een.</p></div>', '<div aria-labelledby="t"><p>Twee.</p><p>Een.</p></div>',
         "<p>{+Twee.+}</p><p>Een.</p>"),
        ("<div><h4>1.1 Oude naam</h4><p>x y z</p></div>", "<div><h4>1.1 Nieuwe naam</h4><p>x y z</p></div>",
         "1.1 [-Oude-]{+Nieuwe+} naam<p>x y z</p>"),
        # Words are laid beside words, whatever signs stand between them.
        ("<p>1.2, 2.1, 3.1</p>", "<p>2.1, 2.3, 3.1</p>", "<p>[-1.2, -]2.1{+, 2.3+}, 3.1</p>"),
        ("<p>Vitaal en Participe doen mee</p>", "<p>Vitaal, De Brug en Participe doen mee</p>",
         "<p>Vitaal{+, De Brug+} en Participe doen mee</p>"),
        # Of rows that begin alike, the one that reads like it is the one that changed.
        ("<table><tbody><tr><td>mei</td><td>Halt geeft drie lessen</td></tr>"
         "<tr><td>mei</td><td>De politie loopt een ronde</td></tr></tbody></table>",
         "<table><tbody><tr><td>mei</td><td>De politie loopt twee ronden</td></tr></tbody></table>",
         "<td>[-mei-]</td><td>[-Halt geeft drie lessen-]</td>"
         "<td>mei</td><td>De politie loopt [-een ronde-]{+twee ronden+}</td>"),
        # One item comes in between: those that follow get the next number and another time, and stay what they were.
        ("<table><tbody><tr><td>3</td><td>14.15</td><td>Acties</td></tr><tr><td>4</td><td>14.40</td><td>Terugblik</td></tr>"
         "<tr><td>5</td><td>15.10</td><td>Naleving</td></tr></tbody></table>",
         "<table><tbody><tr><td>3</td><td>14.15</td><td>Vuurwerk</td></tr><tr><td>4</td><td>14.20</td><td>Acties</td></tr>"
         "<tr><td>5</td><td>14.45</td><td>Terugblik</td></tr><tr><td>6</td><td>15.10</td><td>Naleving</td></tr></tbody></table>",
         "<td>{+3+}</td><td>{+14.15+}</td><td>{+Vuurwerk+}</td><td>[-3-]{+4+}</td><td>[-14.15-]{+14.20+}</td><td>Acties</td>"
         "<td>[-4-]{+5+}</td><td>[-14.40-]{+14.45+}</td><td>Terugblik</td><td>[-5-]{+6+}</td><td>15.10</td><td>Naleving</td>"),
        ('<h2 id="punt-4">4. Terugblik</h2><p>a b c</p>',
         '<h2 id="punt-4">4. Vuurwerk</h2><p>x y z</p><h2 id="punt-5">5. Terugblik</h2><p>a b c</p>',
         "<h2>{+4. Vuurwerk+}</h2><p>{+x y z+}</p><h2>[-4-]{+5+}. Terugblik</h2><p>a b c</p>"),
        # Rows of which nothing but numbers is said are what their number says.
        ("<table><tbody><tr><td>1.1</td><td>12</td></tr><tr><td>1.2</td><td>7</td></tr></tbody></table>",
         "<table><tbody><tr><td>1.2</td><td>8</td></tr></tbody></table>",
         "<td>[-1.1-]</td><td>[-12-]</td><td>1.2</td><td>[-7-]{+8+}</td>"),
        # A sign between two changed words belongs to the change.
        ("<p>a, b en c d</p>", "<p>x, y en c d</p>", "<p>[-a, b-]{+x, y+} en c d</p>"),
    ],
)  # fmt: skip
def test_a_change_is_marked_by_whole_words(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


def test_a_place_that_is_gone_is_no_target_any_more() -> None:
    tree = redline(parse('<h2 id="a">Oud</h2><p>x</p>'), parse('<h2 id="b">Nieuw</h2><p>x</p>'))
    assert [one.attrs.get("id") for one in walk(tree) if one.tag == "h2"] == [None, "b"]


_THEME = '<section aria-labelledby="t-{0}"><h2 id="t-{0}">Thema {0}</h2><p>{1}</p></section>'


def test_parts_of_which_the_first_changed_are_not_marked_whole() -> None:
    old, new = (
        f"<div>{_THEME.format(1, text)}{_THEME.format(2, 'Blijft.')}</div>" for text in ("Dit is oud.", "Dit is nieuw.")
    )
    assert marked(old, new) == "<h2>Thema 1</h2><p>Dit is [-oud-]{+nieuw+}.</p><h2>Thema 2</h2><p>Blijft.</p>"


def test_what_went_names_no_part_of_the_page_also_when_it_came_back_elsewhere() -> None:
    table = '<div role="region" tabindex="0" aria-labelledby="n"><table><caption id="n">Wie</caption></table></div>'
    first, second = _THEME.format(1, "Een."), _THEME.format(2, "Twee.")
    tree = redline(parse(f"{first}{second}{table}"), parse(f"{table}{second}{first}"))
    for name in ("id", "aria-labelledby"):
        found = [one.attrs[name] for one in walk(tree) if name in one.attrs]
        assert sorted(found) == ["n", "t-1", "t-2"]
    regions = [one.attrs for one in walk(tree) if one.attrs.get("role") == "region"]
    assert [one.get("aria-label", one.get("aria-labelledby")) for one in regions] == ["n", "Vervallen: Wie"]


def test_a_chart_stays_a_chart_and_the_colophon_is_not_compared() -> None:
    old = '<p class="grafiek"><img src="#g" alt="a"></p><section class="colofon"><p>Revisie 1.</p></section>'
    new = '<p class="grafiek"><img src="#g" alt="b"></p><section class="colofon"><p>Revisie 2.</p></section>'
    tree = redline(parse(old), parse(new))
    assert [one.attrs["alt"] for one in walk(tree) if one.tag == "img"] == ["b"]
    assert not any(one.tag in ("ins", "del") for one in walk(tree))


def without(element: Element, mark: str) -> Element:
    """Return a tree as it was or became: one kind of mark with its text left out, the other without its marks."""
    children: list[Node] = []
    for child in element.children:
        if isinstance(child, str):
            children.append(child)
        elif child.tag in ("ins", "del"):
            children += [] if child.tag == mark else without(child, mark).children
        else:
            children.append(without(child, mark))
    return Element(element.tag, element.attrs, children)


def lines(element: Element) -> list[str]:
    """Return the texts of the blocks that hold one, in order, without white space."""
    holders = [one for one in walk(element) if one.tag in ("p", "li", "td", "h2")]
    found = ["".join("".join(map(_plain, inline(one.children))).split()) for one in holders]
    return [text for text in found if text]


def _plain(node: Node) -> str:
    return node if isinstance(node, str) else "".join(map(_plain, node.children))


WORDS = st.lists(
    st.sampled_from(["de", "zaal", "1.1", "30-06-2026", "<strong>vet</strong>", "x,", "y.", "é"]),
    min_size=1,
    max_size=7,
)
LINE = WORDS.map(" ".join)
BLOCK = st.one_of(
    LINE.map("<p>{}</p>".format),
    LINE.map("<h2>{}</h2>".format),
    st.lists(LINE.map("<li>{}</li>".format), min_size=1, max_size=4).map(lambda items: f"<ul>{''.join(items)}</ul>"),
    st.lists(st.tuples(LINE, LINE), min_size=1, max_size=4).map(
        lambda rows: (
            "<table><tbody>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows) + "</tbody></table>"
        )
    ),
)
PAGE = st.lists(BLOCK, max_size=5).map("".join)


@given(old=PAGE, new=PAGE)
@settings(max_examples=times(40, 400))
def test_without_its_marks_a_document_is_the_old_or_the_new_one(old: str, new: str) -> None:
    both = redline(parse(old), parse(new))
    assert lines(without(both, "del")) == lines(parse(new))
    assert lines(without(both, "ins")) == lines(parse(old))


@given(page=PAGE)
@settings(max_examples=times(20, 50))
def test_a_document_does_not_differ_from_itself(page: str) -> None:
    assert not any(one.tag in ("ins", "del") for one in walk(redline(parse(page), parse(page))))
