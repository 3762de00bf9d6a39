"""A line of Markdown: every kind of piece beside every other, in every place; and what a comment may not do.

An independent parser reads the Markdown back. It reads links that nobody marked as GitHub does.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from convenant_cli.documents import kinds
from convenant_cli.documents.document import Composed
from convenant_cli.documents.page import filters
from convenant_cli.documents.page.prose import pieces
from convenant_cli.documents.page.tree import parse
from convenant_cli.documents.writers.markdown import write
from tests.alle_documenten import made, one_of_each
from tests.grondig import spread, times

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
#: Signs that mean something beside another piece.
SIGNS = [*"![](){}\\`*_~<>&#+-.:^|=/@$%'\"", "1.", "1)", "a", "é", "–", "“", "&amp", "#42;", "!!", "\\\\", "**", " "]
SHAPES = ("{0}{2}{1}", "{2}{0}{1}", "{0}{1}{2}", "{0}**vet**{1}", "{0}**{1}**a", "a**{1}{0}**{1}", "{0}{1}a")
LINK = "[Halt](https://halt.example/a_(b)?c=1&copy=2)"
PLACES = {
    "paragraph": "<p>{}</p>", "item": "<ul><li>{}</li></ul>", "number": "<ol><li>{}</li></ol>",
    "cell": "<table><thead><tr><th>k</th></tr></thead><tbody><tr><td>{}</td></tr></tbody></table>",
    "heading": "<h2>{}</h2>", "term": "<dl><dt>{}</dt><dd>x</dd></dl>", "quote": "<blockquote><p>{}</p></blockquote>",
    "broken": "<p>x<br>{}</p>", "changed": "<p>a<ins>{}</ins><del>b</del></p>", "strong": "<p><strong>{}</strong></p>",
}  # fmt: skip
_SAFE = re.compile(r"</?(?:strong|em|del)>")


def written(html: str, posted: bool = False) -> str:
    document = Composed(kinds.Kop("Titel"), kinds.Moment(date(2026, 11, 21), "", ""), parse(html))
    return write(document, posted=posted).decode().removeprefix("# Titel\n\n")


def read_back(tokens: list[Token]) -> Iterator[str]:
    """Yield the texts of Markdown, and its links as ``⟦address⟧``; refuse what none of us meant."""
    for token in tokens:
        assert token.type not in ("image", "html_block", "fence", "code_block", "footnote_ref"), token
        if token.type == "html_inline":
            assert _SAFE.fullmatch(token.content), token.content
        elif token.type == "link_open":
            yield f"⟦{unquote(str(token.attrs['href']))}⟧"
        elif token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        if token.type == "inline":
            yield from read_back(token.children or [])


def text_of(markdown: str) -> str:
    return " ".join("".join(read_back(_PARSER.parse(markdown))).split())


def expected(text: str) -> str:
    shown = [f"⟦{unquote(one.address)}⟧{one.text}" if one.look == "koppeling" else one.text for one in pieces(text)]
    return " ".join("".join(shown).split())


def check(text: str, places: Iterable[str] = PLACES) -> None:
    for place in places:
        markdown = written(PLACES[place].format(filters.sentence(text)))
        said = text_of(markdown)
        term = "{} x" if expected(text).endswith((".", "!", "?")) else "{}: x"  # a question has its own end
        around = {"cell": "k{}", "term": term, "broken": "x {}", "changed": "a{}b"}.get(place, "{}")
        wanted = " ".join(around.format(expected(text)).split())
        if place == "changed":  # between what went and what came stands a space, as between two words
            said, wanted = "".join(said.split()), "".join(wanted.split())
        assert said == wanted, (place, markdown)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_piece_beside_any_other_stays_what_it_is(sign: str) -> None:
    # Every pair in a paragraph, and every sign in each shape at each other place.
    places = itertools.cycle([*PLACES][1:])
    for shape, other in spread(itertools.product(SHAPES, SIGNS), 96):
        text = shape.format(sign, other, LINK)
        if text.strip():
            check(text, ("paragraph", next(places)))


@given(st.lists(st.sampled_from([*SIGNS, LINK, "**vet**", "https://a.example/x_(y)", "mailto:a@b.example", "woord"]),
                min_size=1, max_size=6).map("".join).filter(lambda text: bool(text.strip())))  # fmt: skip
@settings(max_examples=times(20, 150))
def test_any_row_of_pieces_stays_what_it_is(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        # The elements of a template are no wall between the texts in them.
        ("<p>&lt;<span>b&gt;x</span></p>", "\\<b>x"),
        ("<p>&amp;<span>amp;</span></p>", "\\&amp;"),
        ("<p>Kom!<a href=\"https://a.example\">Hier</a></p>", "Kom\\![Hier](<https://a.example>)"),
        ("<p>noot^<a href=\"https://a.example\">Hier</a>{x}</p>", "noot\\^[Hier](<https://a.example>)\\{x}"),
        ("<p><a href=\"https://a.example\">a]b</a></p>", "[a\\]b](<https://a.example>)"),
        ("<p><a href=\"mailto:a@b.example\\\">x</a></p>", "[x](<mailto:a@b.example\\\\>)"),
        ("<p><a href=\"https://a.example/?x&amp;copy;\">x</a></p>", "[x](<https://a.example/?x\\&copy;>)"),
        ("<table><tbody><tr><td><a href=\"https://a.example/a|b\">x</a></td></tr></tbody></table>",
         "| [x](<https://a.example/a%7Cb>) |\n| --- |"),
        ("<table><tbody><tr><td><code>a|b</code></td></tr></tbody></table>", "| `a\\|b` |\n| --- |"),
        ("<p>school<ins>.</ins><del>,</del> en</p>", "school. ~~,~~ en"),
        # What came and what went are two words, and no mark is left to read where a sign stands at its edge.
        ("<p>Op <del>1 mei</del><ins>2 mei</ins>.</p>", "Op ~~1 mei~~ **2 mei**."),
        ("<p>Vitaal<ins>, De Brug</ins> en Halt</p>", "Vitaal, **De Brug** en Halt"),
        ("<p>Vitaal<del>, De Brug</del> en Halt</p>", "Vitaal ~~, De Brug~~ en Halt"),
        ("<p>3.1<del>, 4.1</del>, 5.1</p>", "3.1 ~~, 4.1~~, 5.1"),
        ("<p><ins>Overleg, 18 maart (</ins>gepland<ins>)</ins></p>", "**Overleg, 18 maart** (gepland)"),
        ("<p>x<ins> </ins>y</p>", "x y"),
        ("<p>https://a.example/a*b www.a.example/_x</p>", "https\\://a.example/a\\*b www\\.a.example/\\_x"),
        ("<p>https://a.example/a_b</p>", "https://a.example/a_b"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_piece_counts(html: str, markdown: str) -> None:
    assert written(html).strip() == markdown


def test_in_a_document_with_marks_bold_says_that_something_came_and_nothing_else() -> None:
    tree = parse(
        '<p><ins><strong>Scope</strong>: nieuw.</ins> <strong>Halt</strong>: <span class="te-laat">oud</span>.</p>'
    )
    moment = kinds.Moment(date(2026, 11, 21), "", "")
    marked = write(Composed(kinds.Kop("Titel", "Onder"), moment, tree, eerder=kinds.Kop("Titel", "Onder"))).decode()
    assert marked == "# Titel\n\nOnder\n\n**Scope: nieuw.** Halt: oud.\n"
    assert "**Halt**: **oud**" in write(Composed(kinds.Kop("Titel"), moment, tree)).decode()


def test_two_lists_behind_each_other_stay_two_and_a_table_says_what_it_is() -> None:
    terms = "<dl><dt>Voor wie</dt><dd>Halt</dd></dl>"
    made = written(f"<ul><li>Een.</li></ul>{terms}<p>x</p>{terms}<ul><li>Twee.</li></ul>")
    assert made == "- Een.\n\n* Voor wie: Halt\n\nx\n\n- Voor wie: Halt\n\n* Twee.\n"
    assert [token.type for token in _PARSER.parse(made)].count("bullet_list_open") == 4
    table = "<table><caption>{}</caption><thead><tr><th>Thema</th><th>Aanbod</th></tr></thead><tbody>{}</tbody></table>"
    rows = (
        "<tr><td>Sexting</td><td><ul><li>Les</li><li>Spreekuur</li></ul></td></tr><tr><td>Pesten</td><td>Les</td></tr>"
    )
    assert written(table.format("Per thema", rows)) == (
        "Per thema:\n\n- Sexting:\n  - Les\n  - Spreekuur\n- Pesten: Les\n"
    )
    assert written(table.format("Een taak: bel", "")).startswith("Een taak: bel.\n\n| Thema | Aanbod |")


# --- a comment ----------------------------------------------------------------------------------------------------

CALLS = [
    "@alle-scholen", "@all", "@everyone", "@molendam/jeugd", "@all,", "(@all)", "@a.b", "@<1234>", "@ all",
    "a@b.example",
    "#12", "#1", "!4", "&5", "$6", "~bug", '~"twee woorden"', '%"Fase 1"', "%12", "^alert#7", "molendam/dossier#7",
    "molendam/dossier!8", "GH-2", "gh-3", "JIRA-44", "a1b2c3d", "molendam/dossier@a1b2c3d", "0123456789abcdef", ":x:",
    ":+1:", ":100:", "www.kwaad.example", "https://kwaad.example/a", "http://kwaad.example", "ftp://kwaad.example",
    "mailto:a@b.example", "[[wiki]]", "[vulnerability:1]", "[TOC]", "[[_TOC_]]", "{+erbij+}", "[-weg-]",
    "git://x.example", "@all@all", "x@ally",     "https://github.com/molendam/dossier/issues/7",
]  # fmt: skip
#: What these services look for in the text of a comment outside code, by their own manuals.
HOSTS = re.compile(
    r"""@[A-Za-z0-9_<"]  # people, on all; a mailbox becomes a link
    |(?<![\w&])[#!&$%~]\d  # issues, merge requests, epics, snippets, milestones, labels
    |[~%]["A-Za-z]|\^alert
    |(?i:\bGH-\d)|\b[A-Z][A-Z0-9]+-\d
    |\b[0-9a-f]{7,40}\b
    |:[a-z0-9_+-]+:
    |\bwww\.\w|\w://\w|mailto:
    |\[\[|\[_?TOC|\[vulnerability:|\{\+|\[-
    |^/[a-z]""",
    re.VERBOSE | re.MULTILINE,
)


def outside_code(tokens: list[Token]) -> Iterator[str]:
    """Yield the texts of each block that a service looks in."""
    for token in tokens:
        assert token.type != "link_open", "a comment links nothing"
        if token.type == "inline":
            yield "".join("¦" if one.type == "code_inline" else one.content for one in token.children or [])
            yield from outside_code(token.children or [])


def comment(html: str) -> str:
    return written(html, posted=True)


@pytest.mark.parametrize("around", ["{}", "Vraag {} nu.", "a {}, {} b", "({})", "**{}**", "- {}", "{}{}"])
def test_a_comment_calls_nobody_and_shows_the_same_words(around: str) -> None:
    wrong = []
    for call, (place, html) in itertools.product(CALLS, PLACES.items()):
        text = around.replace("{}", call)
        markdown = comment(html.format(filters.sentence(text)))
        found = [match[0] for said in outside_code(_PARSER.parse(markdown)) for match in HOSTS.finditer(said)]
        shown = text_of(markdown).replace("\u200b", "")
        bare = text.replace("**", "") if around == "**{}**" else text
        if found or " ".join(bare.replace("mailto:a@", "a@").split()) not in shown.replace("mailto:a@", "a@"):
            wrong.append(f"{call}, {place}: {markdown} calls {found}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("order", ["/close", "/assign @x", "/merge", "/label ~a", "/approve"])
def test_no_line_of_a_comment_is_an_order(order: str) -> None:
    for html in (
        "<p>{}</p>",
        "<p>x<br>{}</p>",
        "<ul><li><p>x</p><p>{}</p></li></ul>",
        "<blockquote><p>{}</p></blockquote>",
    ):
        markdown = comment(html.format(Markup.escape(order)))
        assert not re.search(r"^[\s>]*/", markdown, re.MULTILINE)
        assert "/" in text_of(markdown)


def test_a_link_in_a_comment_is_told_and_not_made() -> None:
    html = filters.sentence("Zie [Halt @all](https://halt.example/a) of https://plein.example of mailto:a@b.example.")
    assert comment(f"<p>{html}</p>") == (
        "Zie Halt `@all` (`https://halt.example/a`) of `https://plein.example` of `a@b.example`.\n"
    )


@pytest.mark.parametrize(
    "text",
    ["Zorg & Veiligheid", "2026-06-30", "artikel 7.1 (of 7.2)", "10 < 20 > 5", "50% van € 5", "12:30 uur", "Q&A",
     "5 ~ 6",      "ja/nee", "C# en F", "Let op! Morgen", "een school/wijk", "E-mail: zie de gids"],
)  # fmt: skip
def test_ordinary_words_are_no_code_in_a_comment(text: str) -> None:
    assert "`" not in comment(f"<p>{Markup.escape(text)}</p>")


def test_lines_of_a_cell_go_on_as_sentences() -> None:
    cell = "<table><thead><tr><th>k</th></tr></thead><tbody><tr><td>{}</td></tr></tbody></table>"
    for inside, shown in {
        "Een zin.<br>Nog een.": "Een zin. Nog een.",
        "<p>Een zin!</p><p>Nog een?</p><p>Slot</p>": "Een zin! Nog een? Slot",
        "een stuk<br>een stuk": "een stuk; een stuk",
        "‘Zo is het.’<br><strong>Vet.</strong><br>x": "‘Zo is het.’ **Vet.** x",
        "Bel:<br>Halt": "Bel: Halt",
    }.items():
        assert written(cell.format(inside)).splitlines()[2] == f"| {shown} |"


def test_an_address_that_is_its_own_text_stands_there_once() -> None:
    for text, address, shown in (
        ("a.b@halt.example", "mailto:a.b@halt.example", "<a.b@halt.example>"),
        ("https://halt.example/a_(b)", "https://halt.example/a_(b)", "<https://halt.example/a_(b)>"),
        ("mail ons", "mailto:a@halt.example", "[mail ons](<mailto:a@halt.example>)"),
        ("halt.example", "https://halt.example", "[halt.example](<https://halt.example>)"),
    ):
        assert written(f'<p><a href="{address}">{text}</a></p>').strip() == shown


def _table(*rows: str) -> str:
    head = "<thead><tr><th>Nr</th><th>Wat</th><th>Wie</th></tr></thead>"
    return f"<table>{head}<tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"


def test_a_table_that_does_not_read_as_rows_is_a_list() -> None:
    long = "Een lange zin over wat er staat. " * 10
    assert written(_table("<td>1</td><td>kort</td><td>Halt</td>")).startswith("| Nr | Wat | Wie |")
    assert written(_table(f"<td>1</td><td>{long}</td><td>a<br>b</td>", "<td>2</td><td>kort</td><td>–</td>")) == (
        f"- Nr: 1\n  - Wat: {long.strip()}\n  - Wie:\n    - a\n    - b\n- Nr: 2; Wat: kort; Wie: –\n"
    )
    lists = _table("<td>1</td><td><ul><li>a</li><li>b</li></ul></td><td><ul><li>Halt</li></ul></td>")
    assert written(lists) == "- Nr: 1\n  - Wat:\n    - a\n    - b\n  - Wie: Halt\n"


def test_no_row_of_a_shipped_document_is_too_long_to_read() -> None:
    for soort in one_of_each():
        lines = made(soort, ".md").decode().splitlines()
        assert [line for line in lines if line.startswith("|") and len(line) > 300] == [], soort
        assert [line for line in lines if re.search(r"[.!?]; ", line) and line.startswith("|")] == [], soort
