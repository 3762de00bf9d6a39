"""Whatever text a record holds, a document shows exactly that text at its place, and no markup comes of it.

A document is made twice: from plain words, and from arbitrary text. Read by an independent parser, the two have the
same elements, and the words of the first stand where the texts of the second do.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from convenant_cli.documents import kinds
from convenant_cli.documents.document import Composed
from convenant_cli.documents.formats import make
from convenant_cli.documents.page import filters
from convenant_cli.documents.page.filters import has_list
from convenant_cli.documents.page.prose import Block, Piece, blocks, in_a_row, pieces
from convenant_cli.documents.page.tree import parse
from convenant_cli.documents.writers.markdown import escape, write
from convenant_cli.text.volgorde import volgorde
from tests.conftest import whole
from tests.grondig import times
from tests.guard import guard

Shape = list[tuple[str, str]]

_COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_WORD = re.compile(r"Zq(\d+)x")


def word(index: int) -> str:
    """Return a plain word that stands for a text."""
    return f"Zq{index}x"


def flat(text: str) -> str:
    return " ".join(text.split())


# --- reading documents back ---------------------------------------------------------------------------------------


def merged(pieces: Iterator[tuple[str, str]]) -> Shape:
    """Join neighbouring texts, so that a text is one piece however a parser cut it."""
    out: Shape = []
    for kind, value in pieces:
        if kind == "text" and out and out[-1][0] == "text":
            out[-1] = ("text", out[-1][1] + value)
        else:
            out.append((kind, value))
    return [(kind, flat(value) if kind == "text" else value) for kind, value in out if kind != "text" or flat(value)]


def markdown_shape(text: str) -> Shape:
    """Return the elements and texts of Markdown, as CommonMark with tables and strikethrough reads it."""
    return merged(_pieces(_COMMONMARK.parse(text)))


def _pieces(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    for token in tokens:
        if token.type == "inline":
            yield from _pieces(token.children or [])
        elif token.type == "text":
            yield "text", token.content
        elif token.type == "softbreak":
            yield "text", " "
        else:
            yield token.type, f"{token.tag} {token.attrs} {token.content}"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("start", flat(" ".join([tag, *(f"{name}={value}" for name, value in attrs)]))))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("end", tag))

    def handle_data(self, data: str) -> None:
        self.found.append(("text", data))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        self.found.append(("instruction", data))


def html_shape(text: str) -> Shape:
    """Return the elements with their attributes, and the texts, of HTML; a chart shows only the start of a name."""
    reader = _Reader()
    reader.feed(re.sub(r"<svg .*?</svg>", "", text, flags=re.DOTALL))
    reader.close()
    return merged(iter(reader.found))


def filled(shape: Shape, texts: Mapping[int, str]) -> Shape:
    """Put the texts in the place of the words that stand for them."""
    return [(kind, _WORD.sub(lambda match: flat(texts[int(match[1])]), value)) for kind, value in shape]


# --- arbitrary text -----------------------------------------------------------------------------------------------

PARTS = [
    "\\", "\\\\", "`", "``", "```", "*", "**", "***", "_", "__", "[", "]", "[]", "(", ")", "<", ">", "#", "##", "+",
    "-", "--", "---", ".", "!", "|", "||", "~", "~~", "$", "$$", "=", "==", ":", ":-:", ";", "&", "&amp;", "&#42;",
    "&#x3c;", "&copy;", "&nbsp;", "1.", "1)", "12.", "0.", "'", '"', "{{ plan }}", "{% raw %}", "{# x #}", "}}",
    "<script>alert(1)</script>", "</p>", "</title>", "</style>", "<!--", "-->", "<b", "<br>", "<https://a.nl>",
    "<a@b.nl>", "https://a.nl", "[a](b)", "![a](b)", "[a]: b", "[^1]", ":smile:", "/ x", "= x", "#import", "#let",
    "- [ ]", "@a", "a", "b_c", "é", "1", "2026", " ", "  ", "\u00a0", "*a*", "_a_", "`a`", "a_", "_a", "x^2^", "\\*",
    "a|b", "| --- |", "-- -", "_ _ _", "~~x~~", "$x$", "trailing #",
    "<?php", "<![CDATA[", "%", "on", "\U0001f600", "e\u0301", "\u0600",
]  # fmt: skip

CHARACTERS = st.characters(
    min_codepoint=32, exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"), exclude_characters="\ufffc\ufffd"
)


def shown(text: str) -> bool:
    return bool(text.strip())


MARKS = [
    "- ", "* ", "1. ", "2. ", "2) ", "  - ", "", "\n", "> ", "    ", "# ", "– ", "a. ", "b. ", "c) ", "  3. ", "  4. ",
         "    - ", "• ", "o ", "  a. ", "  b. "]  # fmt: skip
LINES = (
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map("".join)
    | st.lists(st.sampled_from(PARTS), min_size=2, max_size=4).map(" ".join)
    | st.text(CHARACTERS, min_size=1, max_size=12)
).filter(shown)
LONG = st.lists(LINES, min_size=1, max_size=4).map("\n".join) | st.lists(
    st.sampled_from(MARKS).flatmap(lambda mark: LINES.map(lambda line: mark + line)),
    min_size=1,
    max_size=5,
).map("\n".join)


# --- single values ------------------------------------------------------------------------------------------------

#: Every kind of place that a template has for a text.
PLACES = """\
# {}

#### 1.1 {}

{}

Bij “{}”, en {}; {}.

**{}, {}**

> {}

- {}
- Status: {}. {}
- **{}**: {}
- {} ({}): {}

1. {}
2. {}

* {}

| Nr | {} |
| --- | --- |
| {} | {}: {} |
| 1 {}; 2 {} | – |
"""
COUNT = PLACES.count("{}")


def everywhere(text: str) -> str:
    return PLACES.format(*[text] * COUNT)


@cache
def places() -> Shape:
    return markdown_shape(everywhere(word(0)))


def generated(count: int) -> list[str]:
    """Return texts that are the same in every run: each part, each pair of short parts, and many longer rows."""
    short = [part for part in PARTS if len(part) <= 2]
    dice = random.Random(2026)
    rows = ["".join(dice.choices(PARTS, k=dice.randint(2, 6))) for _ in range(count)]
    pairs = [first + space + second for first in short for second in short for space in ("", " ")]
    return [text for text in [*PARTS, *dice.sample(pairs, count), *rows] if flat(text)]


def test_an_escaped_text_is_shown_exactly_wherever_it_stands() -> None:
    texts = generated(times(400, 1000))
    assert len(texts) > 800
    for text in texts:
        assert markdown_shape(everywhere(escape(text))) == filled(places(), {0: text}), repr(text)


@given(text=LINES)
@settings(max_examples=times(30, 300))
def test_any_text_is_shown_exactly_wherever_it_stands(text: str) -> None:
    assert markdown_shape(everywhere(escape(text))) == filled(places(), {0: text})


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        # Not in CommonMark, but markup on the platforms where people read these files.
        ("$x$", r"\$x\$"),
        ("~~x~~", r"\~\~x\~\~"),
        ("een :smile: twee", r"een \:smile: twee"),
        ("- [x] klaar", r"\- \[x] klaar"),
        ("a | b", r"a \| b"),
        # Only where it stands.
        ("# Kop", r"\# Kop"),
        ("C# en F#", r"C# en F\#"),
        ("1. Eerst", r"1\. Eerst"),
        ("=====", r"\====="),
        ("> citaat", r"\> citaat"),
        ("-- -", r"\-- -"),
        ("##", r"\##"),
        ("een\n  twee", "een twee"),
    ],
)
def test_markup_is_escaped_where_it_would_count(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize(
    "text",
    ["Zorg & Veiligheid", "2026-06-30", "artikel 7.1 (of 7.2)", "snake_case", "10 < 20 > 5", "50%", "+31 172", "-5",
     "actie 2.10", "#online", "vraag?", "ja/nee", "{naam}", "2026 was goed. 3. Daarna", "a - b = c", "“zo”",
     "12:30 uur"],
)  # fmt: skip
def test_ordinary_text_stays_as_it_is_in_a_diff(text: str) -> None:
    assert escape(text) == text


# --- long texts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eén alinea.", [("alinea", "Eén alinea.")]),
        ("Door de schrijver\nafgebroken.", [("alinea", "Door de schrijver afgebroken.")]),
        ("  Een.  \n\n  Twee.\n", [("alinea", "Een."), ("alinea", "Twee.")]),
        ("Een.\n \n\n\nTwee.", [("alinea", "Een."), ("alinea", "Twee.")]),
        ("- a\n- b", [("lijst", "a", "b")]),
        ("* a\n• b", [("lijst", "a", "b")]),
        ("- a\n  gaat door\n- b", [("lijst", "a gaat door", "b")]),
        ("Met:\n- a\n- b", [("alinea", "Met:"), ("lijst", "a", "b")]),
        ("Met:\n\n\n- a", [("alinea", "Met:"), ("lijst", "a")]),
        ("1. a\n2. b", [("nummers", "a", "b")]),
        ("1) a\n2) b", [("nummers", "a", "b")]),
        ("- a\n1. b\n2. c\n- d", [("lijst", "a"), ("nummers", "b", "c"), ("lijst", "d")]),
        # A list goes on past an empty line; a new count is a new list.
        ("- a\n\n- b", [("lijst", "a", "b")]),
        ("1. a\n\n2. b\n\n3. c", [("nummers", "a", "b", "c")]),
        ("1. a\n\n1. b", [("nummers", "a"), ("nummers", "b")]),
        ("- a\n\nTekst.\n\n- b", [("lijst", "a"), ("alinea", "Tekst."), ("lijst", "b")]),
        # A number or a dash that is part of the sentence.
        ("Dit was zo in\n2026. Daarna niet.", [("alinea", "Dit was zo in 2026. Daarna niet.")]),
        ("2. Tweede", [("alinea", "2. Tweede")]),
        ("1. a\n\nTekst\n2. b", [("nummers", "a"), ("alinea", "Tekst 2. b")]),
        ("1. a\n3. b", [("nummers", "a 3. b")]),
        ("-5 graden", [("alinea", "-5 graden")]),
        ("---", [("alinea", "---")]),
        ("1.5 uur", [("alinea", "1.5 uur")]),
        # As it comes out of Word, or out of a printed agreement.
        ("– bellen\n– mailen", [("lijst", "bellen", "mailen")]),
        ("- a\n\n– b\n– c", [("lijst", "a"), ("lijst", "b", "c")]),
        ("▪ a\n▪ b", [("lijst", "a", "b")]),
        ("Met:\n– a\n– b", [("alinea", "Met:"), ("lijst", "a", "b")]),
        ("het plein\n– ooit weiland – is leeg", [("alinea", "het plein – ooit weiland – is leeg")]),
        ("a. plein\nb. straat", [("letters", "plein", "straat")]),
        ("a) plein\n\nb) straat", [("letters", "plein", "straat")]),
        ("Zie\na. Daarna niet.", [("alinea", "Zie a. Daarna niet.")]),
        ("3. derde\n4. vierde", [("nummers", "derde", "vierde")]),
        ("1. a\n\nTussendoor.\n\n2. b", [("nummers", "a"), ("alinea", "Tussendoor."), ("nummers", "b")]),
        ("1. a\n- x\n- y\n2. b", [("nummers", "a"), ("lijst", "x", "y"), ("nummers", "b")]),
        ("(i) plein\n(ii) straat", [("alinea", "(i) plein"), ("alinea", "(ii) straat")]),
        ("1.1 plein\n  en meer\n1.2 straat", [("alinea", "1.1 plein en meer"), ("alinea", "1.2 straat")]),
        ("A. plein\nB. straat", [("alinea", "A. plein"), ("alinea", "B. straat")]),
        ("o ja, dat ook\no nee", [("alinea", "o ja, dat ook o nee")]),
        # Nothing else is markup.
        ("# Kop", [("alinea", "# Kop")]),
        ("> citaat\n    code", [("alinea", "> citaat code")]),
        ("| a |\n| --- |", [("alinea", "| a | | --- |")]),
        ("  \n ", []),
    ],
)
def test_a_long_text_is_paragraphs_and_lists(text: str, expected: list[tuple[str, ...]]) -> None:
    assert [(block.kind, *block.texts) for block in blocks(text)] == expected


def every_text(found: Iterable[Block]) -> Iterator[str]:
    for block in found:
        for text, below in zip(block.texts, block.below or [()] * len(block.texts), strict=True):
            yield text
            yield from every_text(below)


@given(text=LONG)
def test_no_word_of_a_long_text_is_lost(text: str) -> None:
    kept = "".join(every_text(blocks(text))).split()
    left = iter(text)
    assert all(character in left for character in "".join(kept)), "every character is in the text, in this order"
    dropped = Counter("".join(text.split())) - Counter("".join(kept))
    assert all(character in "-*•.)–oabc" or character.isdecimal() for character in dropped), "only marks of items go"


def expected_markdown(found: Iterable[Block]) -> Shape:
    return merged(iter(_expected(found)))


def _expected(found: Iterable[Block]) -> Iterator[tuple[str, str]]:
    for block in found:
        tag = {"alinea": "p", "lijst": "ul", "nummers": "ol", "letters": "ul"}[block.kind]
        if tag == "p":
            yield from [("p", ""), ("text", block.texts[0]), ("/p", "")]
            continue
        yield tag, f"{{'start': {block.first}}}" if tag == "ol" and block.first != 1 else ""
        for number, text in enumerate(block.texts):
            sign = f"{chr(0x60 + block.first + number)}. " if block.kind == "letters" else ""
            yield from [("li", ""), ("text", sign + text)]
            yield from _expected(block.below[number] if block.below else ())
            yield "/li", ""
        yield f"/{tag}", ""


def tags_of_markdown(text: str) -> Shape:
    """Return the visible elements of Markdown by tag: the paragraphs in a list are hidden."""

    def visible(tokens: list[Token]) -> Iterator[tuple[str, str]]:
        inside = 0
        for token in tokens:
            inside += token.nesting * (token.tag == "li")
            if token.type == "inline":
                yield from _pieces(token.children or [])
            elif not (inside and token.tag == "p"):
                yield ("/" if token.nesting < 0 else "") + token.tag, f"{token.attrs or ''}"

    return merged(visible(_COMMONMARK.parse(text)))


def unmarked(text: str) -> str:
    """Return a text without the little markup that long texts have."""
    return re.sub(r"\*+", "*", text.replace("https://", "http://"))


def prose(text: str, behind: str = "") -> str:
    """Return a long text as Markdown, as the only content of a document."""
    moment = kinds.Moment(date(2026, 11, 21), "", "")
    html = filters.prose(text) + Markup(behind)
    return write(Composed(kinds.Kop("Titel"), moment, parse(html))).decode().removeprefix("# Titel\n\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kom **echt** op tijd.", [("gewoon", "Kom "), ("vet", "echt"), ("gewoon", " op tijd.")]),
        ("**a** en **b c**", [("vet", "a"), ("gewoon", " en "), ("vet", "b c")]),
        ("[Halt](https://halt.example)", [("koppeling", "Halt", "https://halt.example")]),
        ("[mail](mailto:a@b.example)", [("koppeling", "mail", "mailto:a@b.example")]),
        ("Zie https://a.example/b?c=d&e#f.", [
            ("gewoon", "Zie "), ("koppeling", "https://a.example/b?c=d&e#f", "https://a.example/b?c=d&e#f"),
            ("gewoon", "."),
        ]),
        ("mailto:a@b.example!", [("koppeling", "a@b.example", "mailto:a@b.example"), ("gewoon", "!")]),
        # Everything else is text.
        ("2 ** 3 ** 4", [("gewoon", "2 ** 3 ** 4")]),
        ("** a **", [("gewoon", "** a **")]),
        ("***a***", [("gewoon", "***a***")]),
        ("*a* _b_ `c`", [("gewoon", "*a* _b_ `c`")]),
        ("[x](http://a.example)", [("gewoon", "[x](http://a.example)")]),
        ("[x](javascript:alert(1))", [("gewoon", "[x](javascript:alert(1))")]),
        ("[x](//a.example)", [("gewoon", "[x](//a.example)")]),
        ("[ ](https://a.example)", [("gewoon", "[ ]("), ("koppeling", "https://a.example", "https://a.example"),
                                    ("gewoon", ")")]),
        ("ahttps://a.example", [("gewoon", "ahttps://a.example")]),
        ("https://", [("gewoon", "https://")]),
    ],
)  # fmt: skip
def test_bold_words_and_safe_links_are_the_only_markup(text: str, expected: list[tuple[str, ...]]) -> None:
    assert pieces(text) == [Piece(*piece) for piece in expected]  # type: ignore[arg-type]


def test_bold_words_and_links_reach_every_format() -> None:
    text = "Kom **echt** op tijd, [zie Halt](https://halt.example/a_b)."
    html = '<p>Kom <strong>echt</strong> op tijd, <a href="https://halt.example/a_b">zie Halt</a>.</p>'
    assert filters.prose(text) == html
    assert prose(text) == "Kom **echt** op tijd, [zie Halt](<https://halt.example/a_b>).\n"


@given(text=LONG.map(unmarked))
def test_a_long_text_as_markdown_has_its_blocks_and_no_other(text: str) -> None:
    assert tags_of_markdown(prose(text)) == expected_markdown(blocks(text))


def test_a_list_of_a_text_does_not_run_on_into_another_list() -> None:
    beside_the_template = [Block("lijst", ("a",)), Block("lijst", ("b",))]
    assert tags_of_markdown(prose("- a", "<ul><li>b</li></ul>")) == expected_markdown(beside_the_template)
    three_counts = [Block("nummers", ("a", "b")), Block("nummers", ("c",)), Block("nummers", ("d",))]
    assert tags_of_markdown(prose("1. a\n2. b\n\n1. c\n\n1. d")) == expected_markdown(three_counts)


_ITEMS = "Met:\n- school\n  - onder\n    a. p\n    b. q\n  - boven\n- gemeente\n\n3. derde\n   – x\n   – y\n4. vierde"
_NESTED = [
    Block("alinea", ("Met:",)),
    Block("lijst", ("school", "gemeente"), 1, (
        (Block("lijst", ("onder", "boven"), 1, ((Block("letters", ("p", "q")),), ())),), ()
    )),
    Block("nummers", ("derde", "vierde"), 3, ((Block("lijst", ("x", "y")),), ())),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_ITEMS, _NESTED),
        ("• a\no b\n▪ c\n• d", [
            Block("lijst", ("a", "d"), 1, ((Block("lijst", ("b",), 1, ((Block("lijst", ("c",)),),)),), ()))
        ]),
        ("  - a\n  - b\n- c", [Block("lijst", ("a", "b", "c"))]),
        ("1. a\n  a. x\n  b. y\n2. b", [Block("nummers", ("a", "b"), 1, ((Block("letters", ("x", "y")),), ()))]),
        ("- a\n   door\n  - b\n    door\n- c", [
            Block("lijst", ("a door", "c"), 1, ((Block("lijst", ("b door",)),), ()))
        ]),
        ("- a\n  3. x\n  4. y", [Block("lijst", ("a",), 1, ((Block("nummers", ("x", "y"), 3),),))]),
    ],
)  # fmt: skip
def test_a_list_has_levels_and_its_first_number(text: str, expected: list[Block]) -> None:
    assert blocks(text) == expected
    assert tags_of_markdown(prose(text)) == expected_markdown(expected)


def test_the_levels_of_a_list_reach_the_tree() -> None:
    assert filters.prose("- a\n  3. x\n  4. y") == '<ul><li>a<ol start="3"><li>x</li><li>y</li></ol></li></ul>'
    assert filters.prose("b) x\nc) y") == '<ol type="a" start="2"><li>x</li><li>y</li></ol>'


#: Texts that made a reader of markup try the same again and again, or go too deep.
PUMPED: dict[str, tuple[str, ...]] = {
    "bracket": ("[", "a"), "brackets": ("", "[a"), "closed": ("", "[a]("), "bold": ("", "**a"), "asterisks": ("", "*"),
    "addresses": ("", "https://"), "open": ("", "https://a("), "deep": ("https://a", "("),
    "nested": ("https://a", "(a(b)"), "points": ("https://a", "."), "mail": ("", "mailto:("), "lines": ("", "a\n"),
    "items": ("", "- a\n"), "numbers": ("", "1. a\n"), "hashes": ("", "#", "x"), "tildes": ("", "~"),
    "colons": ("", ":a"), "words": ("", "a"), "at": ("", "@"), "slashes": ("", "a/"), "amps": ("", "&a"),
    "www": ("", "www."), "schemes": ("", "a://"), "links": ("", "[a](https://a.example)"), "digits": ("", "1"),
    "marks": ("", "**a** "), "levels": ("", ""),
}  # fmt: skip
#: A quarter of what a record can hold at most, or all.
PUMPED_TO = times(60_000, 300_000)
LEVELS = "".join(" " * depth + "- a\n" for depth in range(times(300, 700)))


@pytest.mark.parametrize("name", PUMPED)
def test_no_text_takes_long(name: str) -> None:
    """Each of these took minutes, or would have, where time grows with the square of the length."""
    start, unit, *end = PUMPED[name]
    text = start + unit * (PUMPED_TO // len(unit)) + "".join(end) if unit else LEVELS
    with guard(PUMPED_TO // 2000):  # more than twenty times what each takes
        html = filters.prose(text)
        document = Composed(kinds.Kop("Titel"), kinds.Moment(date(2026, 11, 21), "", ""), parse(html))
        assert len(write(document)) > 100
        assert len(write(document, posted=True)) > 100


# --- whole documents ----------------------------------------------------------------------------------------------

#: The texts of the records below, by where they may hold more than one line.
SHORT = {
    "convenant.titel", "convenant.gemeente", "thema.naam", "groep.naam", "afkorting", "betekenis", "afkorting2",
    "bepaling.titel", "bepaling.onderdeel", "bepaling.anders",
    "halt.naam", "school.naam", "eenheid.naam", "aanbod.titel", "bijeenkomst.titel", "evaluatie.titel", "toelichting",
    "plan.titel", "plan.versie", "raad.functie", "deelname.vorm", "doel.tekst",
    "actie.titel", "actie2.titel", "actie.inzet", "actie.doelgroep", "indicator.omschrijving", "indicator.eenheid",
    "actie.middelen", "vorig.titel", "vorig.indicator",
}  # fmt: skip
NAMES = {"halt.kort", "school.kort"}
INLINE = {
    "bepaling.tekst", "deelname.opbrengst", "vraagstuk.vraag", "wijziging.omschrijving", "actie.status_reden",
    "actie.voortgang", "actie2.geen_indicator",
}  # fmt: skip
PROSE = {"plan.samenvatting", "plan.aanleiding", "plan.monitoring", "thema.aanleiding", "actie.omschrijving"}


def clause(id: str, soort: str, **fields: str) -> dict[str, Any]:
    return {
        "id": id, "nummer_zekerheid": "onzeker", "gebonden": ["alle"], "aard": "inspanning", "familie": "relatie",
        "toets": {"soort": soort}, "nummer": "1.1", **fields,
    }  # fmt: skip


def action(nummer: str, year: str, **fields: Any) -> dict[str, Any]:
    return {
        "nummer": nummer, "thema": "thema", "doel": "doel", "trekker": "halt", "start": f"{year}-01-01",
        "gereed": f"{year}-06-30", **fields,
    }  # fmt: skip


def plan(year: str, **fields: Any) -> dict[str, Any]:
    return {"periode": f"kalenderjaar {year}", "status": "concept", "opdrachtgever": "school", **fields}


def theme(aanleiding: str, doel: str) -> dict[str, Any]:
    return {"thema": "thema", "nummer": "1", "aanleiding": aanleiding, "doelen": [{"id": "doel", "tekst": doel}]}


def partner(naam: str, kort: str, **fields: Any) -> dict[str, Any]:
    return {
        "naam": naam, "korte_naam": kort, "rollen": ["rol"], "lid_van": "2024-01-01", "ondertekening": "onbekend",
        **fields,
    }  # fmt: skip


def records(text: Mapping[str, str]) -> dict[str, Any]:
    """Return a dossier with a text in every field that the year plan shows."""
    return {
        "data/convenant.yaml": {
            "titel": text["convenant.titel"], "gemeente": text["convenant.gemeente"], "beheerder": "halt",
            "ondertekend_op": "2024-01-01",
            "looptijd": {"ingang": "2024-01-01", "eerste_termijn": "3 jaar", "verlenging": "geen"},
            "rollen": {"rol": {"naam": "Rol"}}, "themas": {"thema": {"naam": text["thema.naam"]}},
            "doelgroepen": {"groep": {"naam": text["groep.naam"]}}, "bijeenkomstsoorten": {"soort": {"naam": "Soort"}},
            "afkortingen": {text["afkorting"]: text["betekenis"], "ZZ": text["afkorting2"]},
        },
        "data/bepalingen/1.yaml": {"hoofdstuk": "1", "titel": "Hoofdstuk", "bepalingen": [
            clause("plan", "jaarplan", titel="Plan", tekst=text["bepaling.tekst"]),
            clause("actie", "acties", titel=text["bepaling.titel"], tekst="Tekst.",
                   onderdeel=text["bepaling.onderdeel"], nummer_anders=text["bepaling.anders"]),
        ]},
        "data/partners/halt.yaml": partner(text["halt.naam"], text["halt.kort"], aanbod=[
            {"id": "les", "titel": text["aanbod.titel"], "doelgroep": "allen", "vorm": "advies"},
        ]),
        "data/partners/school.yaml": partner(text["school.naam"], text["school.kort"], eenheden=[
            {"id": "noord", "naam": text["eenheid.naam"], "soort": "locatie"},
            # A plan explains the abbreviations that a reader can meet in it, also in the name of a school.
            {"id": "kort", "naam": text["afkorting"], "soort": "team"},
            {"id": "zz", "naam": "ZZ", "soort": "team"},
        ]),
        "data/bijeenkomsten/2026-03-01-soort.yaml": {
            "titel": text["bijeenkomst.titel"], "bijeenkomstsoort": "soort", "status": "gehouden",
            "datum": "2026-03-01", "aanvang": "10:00", "plaats": "hier", "organisator": "halt", "genodigd": ["alle"],
            "agenda": [{"titel": "Opening", "doel": "bespreken"}],
        },
        "data/evaluaties/2025/vorig.yaml": {
            "titel": text["evaluatie.titel"], "actie": "2025/vorig", "datum": "2025-07-01", "opgesteld_door": ["halt"],
            "waardering": "gehaald", "conclusies": ["Goed."],
            "vervolg": {"keuze": "aanpassen", "toelichting": text["toelichting"]},
        },
        "data/evaluaties/2026/actie.yaml": {
            "titel": text["evaluatie.titel"], "actie": "2026/actie", "datum": "2026-07-01", "opgesteld_door": ["halt"],
            "waardering": "deels-gehaald", "conclusies": ["Goed."], "vervolg": {"keuze": "stoppen"},
        },
        "data/jaarplan/2025/jaarplan.yaml": plan(
            "2025", titel="Plan", versie="1", samenvatting="Samen.", themas=[theme("Aanleiding.", "Doel.")]),
        "data/jaarplan/2025/acties/vorig.yaml": action("1.1", "2025", titel=text["vorig.titel"], status="afgerond",
            indicator={"omschrijving": text["vorig.indicator"], "streefwaarde": "10", "resultaat": "7.5"}),
        "data/jaarplan/2026/jaarplan.yaml": plan(
            "2026", titel=text["plan.titel"], versie=text["plan.versie"], samenvatting=text["plan.samenvatting"],
            aanleiding=text["plan.aanleiding"], monitoring=text["plan.monitoring"], vastgesteld_op="2026-03-01",
            vastgesteld_in="2026-03-01-soort", vastgesteld_met="b2026-1", opgesteld_met=["halt", "school"],
            geraadpleegd=[{"functie": text["raad.functie"], "partner": "school", "datum": "2025-10-01"}],
            participatie=[{"groep": "groep", "vorm": text["deelname.vorm"], "datum": "2025-10-02",
                           "waar": "school/noord", "opbrengst": text["deelname.opbrengst"]}],
            vraagstukken=[{"id": "vraag", "van": "school/noord", "thema": "thema", "datum": "2025-10-03",
                           "vraag": text["vraagstuk.vraag"]}],
            wijzigingen=[{"datum": "2026-04-01", "omschrijving": text["wijziging.omschrijving"], "besluit": "b1"}],
            themas=[theme(text["thema.aanleiding"], text["doel.tekst"])]),
        "data/jaarplan/2026/acties/actie.yaml": action("1.1", "2026", titel=text["actie.titel"], status="uitgesteld",
            partners=["school"], voor=["school/noord", "school", "school/kort", "school/zz"], bepalingen=["actie"],
            omschrijving=text["actie.omschrijving"], inzet=[{"partner": "school", "inzet": text["actie.inzet"]}],
            doelgroep=text["actie.doelgroep"], status_reden=text["actie.status_reden"], middelen=text["actie.middelen"],
            aanbod=["halt/les"], vervolg_op="2025/vorig",
            voortgang=[{"datum": "2026-05-01", "tekst": text["actie.voortgang"]}],
            indicator={"omschrijving": text["indicator.omschrijving"], "eenheid": text["indicator.eenheid"],
                       "nulmeting": "0", "streefwaarde": "10", "resultaat": "7.5"}),
        "data/jaarplan/2026/acties/actie2.yaml": action("1.2", "2026", titel=text["actie2.titel"], status="loopt",
            partners=["school"], geen_indicator_omdat=text["actie2.geen_indicator"]),
    }  # fmt: skip


def made(text: Mapping[str, str], suffix: str, shape: Callable[[str], Shape]) -> Shape:
    """Make the year plan of a dossier with these texts, and read it back."""
    # JSON is YAML with every text between quotes: nothing is lost on the way in.
    files = {name: json.dumps(record, ensure_ascii=False) for name, record in records(text).items()}
    dossier = whole(files)
    moment = kinds.Moment(date(2026, 11, 21), "0123456789", "convenant")
    return shape(make(f".{suffix}", "jaarplan.html.j2", kinds.context("jaarplan", dossier, "2026", moment)).decode())


def words_for(texts: Mapping[str, str]) -> tuple[dict[str, str], dict[int, str]]:
    """Return plain words in the place of texts, with as many blocks as a long text has; and what each stands for."""
    plain: dict[str, str] = {}
    meaning: dict[int, str] = {}

    def stand_in(text: str) -> str:
        meaning[len(meaning)] = text
        return word(len(meaning) - 1)

    def typed(found: Iterable[Block], indent: str = "") -> Iterator[str]:
        marks = {"alinea": "", "lijst": "- ", "nummers": "{}. ", "letters": "{}. "}
        before, other = "", False
        for block in found:
            yield ""
            other, before = block.kind == before and not other, block.kind
            below = block.below or [()] * len(block.texts)
            for number, (item, under) in enumerate(zip(block.texts, below, strict=True), block.first):
                sign = chr(0x60 + number) if block.kind == "letters" else number
                yield (
                    indent
                    + ("* " if other and block.kind == "lijst" else marks[block.kind].format(sign))
                    + stand_in(item)
                )
                yield from typed(under, indent + "  ")

    for name, text in texts.items():
        if name in PROSE:
            plain[name] = "\n".join(typed(blocks(text.strip())))
        else:
            # Inside a line the items of a list follow each other.
            plain[name] = stand_in(in_a_row(text) if has_list(text) else text)
    return plain, meaning


def stands_in(text: str) -> bool:
    """Tell whether plain words can have the same blocks: a count may rest on lines that stand deeper elsewhere."""

    def shape(found: Iterable[Block]) -> list[Any]:
        return [(one.kind, one.first, len(one.texts), [*map(shape, one.below)]) for one in found]

    (name, *_) = PROSE
    return shape(blocks(text.strip())) == shape(blocks(words_for({name: text})[0][name]))


@st.composite
def all_texts(draw: st.DrawFn) -> dict[str, str]:
    texts = {name: draw(LINES) for name in sorted(SHORT)}
    texts |= {name: draw(LINES.filter(lambda line: len(line.strip()) <= 16)) for name in sorted(NAMES)}
    texts |= {name: draw(LONG.filter(shown).map(unmarked)) for name in sorted(INLINE)}
    texts |= {name: draw(LONG.filter(shown).map(unmarked).filter(stands_in)) for name in sorted(PROSE)}
    # Five things follow from the text itself: a part of one letter stands against its number, a unit that the
    # indicator names already is left out, as is a gemeente that the title names, parties are sorted by name, and a
    # clause with a list is quoted with a real list (test_evaluatie_document shows that one).
    texts["bepaling.tekst"] = draw(LONG.filter(shown).map(unmarked).filter(lambda text: not filters.has_list(text)))
    if len(texts["bepaling.onderdeel"].strip()) == 1:
        texts["bepaling.onderdeel"] += "."
    if texts["indicator.eenheid"].strip() in (*texts["indicator.omschrijving"], "%") or (
        texts["indicator.eenheid"].strip() in texts["indicator.omschrijving"]
    ):
        texts["indicator.eenheid"] += texts["indicator.omschrijving"] + "e"
    if flat(texts["convenant.gemeente"]).casefold() in flat(texts["convenant.titel"]).casefold():
        texts["convenant.gemeente"] += texts["convenant.titel"] + "e"
    texts["halt.naam"], texts["school.naam"] = sorted(
        (texts["halt.naam"].strip(), texts["school.naam"].strip()), key=volgorde
    )
    if texts["afkorting"].strip() == "ZZ":
        texts["afkorting"] = "Z"
    return texts


@pytest.mark.parametrize(("suffix", "shape"), [("md", markdown_shape), ("html", html_shape)], ids=["md", "html"])
def test_every_text_is_in_the_document(suffix: str, shape: Callable[[str], Shape]) -> None:
    texts = dict.fromkeys(sorted(SHORT | NAMES | INLINE | PROSE), "tekst")
    plain, meaning = words_for(texts)
    whole = " ".join(value for _, value in made(plain, suffix, shape))
    missing = {name for index, name in enumerate(texts) if word(index) not in whole}
    assert missing == set()
    assert len(meaning) == len(texts)


@pytest.mark.parametrize(("suffix", "shape"), [("md", markdown_shape), ("html", html_shape)], ids=["md", "html"])
@given(texts=all_texts())
@settings(
    max_examples=times(6, 45),
    phases=(Phase.generate,),  # to make a failing dossier smaller takes minutes, and the first difference says enough
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)  # fmt: skip
def test_a_document_shows_every_text_exactly_and_nothing_comes_of_it(
    suffix: str, shape: Callable[[str], Shape], texts: dict[str, str]
) -> None:
    plain, meaning = words_for(texts)
    assert made(texts, suffix, shape) == filled(made(plain, suffix, shape), meaning)
