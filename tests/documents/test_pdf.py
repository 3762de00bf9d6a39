"""The PDF: accessible and archivable, safe against any text, the same bytes everywhere, and readable as a page.

What the two judges of ``pdf_checks`` prove, and what they do not, stands there. That they can find a fault is proven
below, by breaking a good PDF.
"""

import dataclasses
import hashlib
import io
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant_cli.documents.document import Composed, require_order
from convenant_cli.documents.kinds import Kop, Moment
from convenant_cli.documents.page.charts import Grafiek
from convenant_cli.documents.page.tree import Element, parse
from convenant_cli.documents.writers.pdf import write
from convenant_cli.documents.writers.typst_source import FUNCTIONS, typst_source
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.resources import shipped
from convenant_cli.text.glyphs import RANGES
from tests import alle_documenten
from tests.conftest import ROOT
from tests.grondig import times
from tests.pdf_checks import Tag, faults, nonconformities, page_texts, require, tags

MOMENT = Moment(date(2026, 3, 1), "abc", "convenant 0.1.0")
STYLE = (shipped("templates") / "document.typ").read_text(encoding="utf-8")
_JUST_TOO_MANY = 44  # short paragraphs: a few more than stand on one page
LOREM = "De partijen spreken af wat zij samen doen en leggen dat vast. "


@pytest.fixture(autouse=True, scope="module")
def _typst() -> None:
    require("typst")


def document(
    html: str, eigen: Path | None = None, grafieken: Mapping[str, Grafiek] | None = None, **kop: Any
) -> Composed:
    return Composed(Kop(**{"titel": "Proef", **kop}), MOMENT, parse(html), grafieken or {}, eigen)


def made(html: str, **kop: Any) -> Tag:
    return tags(write(document(html, **kop)))


def table(head: list[str], rows: list[list[str]]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    heads = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    return f"<table><caption>Tabel</caption><thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table>"


def own_style(folder: Path, old: str, new: str) -> Path:
    assert old in STYLE
    (folder / "document.typ").write_text(STYLE.replace(old, new, 1), encoding="utf-8")
    return folder


# --- the shipped documents ----------------------------------------------------------------------------------------

#: Every document, of the last or (for a meeting that was held, and a plan that is adopted) the last but one.
SHIPPED = [
    *alle_documenten.one_of_each(),
    alle_documenten.Soort("jaarplan", "2026"),
    alle_documenten.Soort("verslag", "2025-11-13-jaarlijkse-bijeenkomst"),
]


@pytest.fixture(scope="module", params=SHIPPED, ids=str)
def shipped_pdf(request: pytest.FixtureRequest) -> tuple[bytes, Kop]:
    soort = request.param
    return alle_documenten.made(soort, ".pdf"), alle_documenten.gathered(soort)["kop"]


def test_a_shipped_document_is_accessible_and_archivable(shipped_pdf: tuple[bytes, Kop]) -> None:
    pdf, kop = shipped_pdf
    assert nonconformities(pdf) == []
    assert faults(pdf, kop.titel) == []


def leaves(tag: Tag) -> list[tuple[Tag, str, int]]:
    """Return every piece of text with its own tag and its page."""
    found = []
    pages = iter(tag.own_pages)
    for child in tag.children:
        found += [(tag, child, next(pages))] if isinstance(child, str) else leaves(child)
    return found


def test_no_heading_stands_at_the_foot_of_a_page_and_no_row_breaks(shipped_pdf: tuple[bytes, Kop]) -> None:
    tree = tags(shipped_pdf[0])
    pieces = leaves(tree)
    alone = [
        text
        for (tag, text, page), (_, _, next_page) in pairwise(pieces)
        if re.fullmatch("H[1-6]", tag.role) and next_page != page
    ]
    assert alone == []
    assert [row.text for row in tree.all("TR") if len(row.pages) > 1] == []
    captions = [
        table for table in tree.all("Table") for caption in table.all("Caption") if table.pages[0] not in caption.pages
    ]
    assert captions == []


# --- that the judges judge ----------------------------------------------------------------------------------------


def drop(name: str, of: Callable[[Any], Any]) -> Callable[[Any], None]:
    def damage(opened: Any) -> None:
        del of(opened)[name]

    return damage


def first_of(role: str) -> Callable[[Any], Any]:
    def found(opened: Any) -> Any:
        import pikepdf

        dictionaries = (object for object in opened.objects if isinstance(object, pikepdf.Dictionary))
        return next(object for object in dictionaries if object.get("/S") == f"/{role}")

    return found


def font_of(opened: Any) -> Any:
    return next(iter(opened.pages[0].Resources.Font.values()))


def forget_ua(opened: Any) -> None:
    opened.Root.Metadata.write(opened.Root.Metadata.read_bytes().replace(b"pdfuaid:part>1<", b"pdfuaid:part>7<"))


def skip_level(opened: Any) -> None:
    import pikepdf

    first_of("H2")(opened).S = pikepdf.Name.H4


DAMAGE = {
    "tags": drop("/MarkInfo", lambda pdf: pdf.Root),
    "language": drop("/Lang", lambda pdf: pdf.Root),
    "title": drop("/ViewerPreferences", lambda pdf: pdf.Root),
    "font file": drop("/FontFile2", lambda pdf: font_of(pdf).DescendantFonts[0].FontDescriptor),
    "font table": drop("/ToUnicode", font_of),
    "link": drop("/Contents", lambda pdf: next(page.Annots[0] for page in pdf.pages if "/Annots" in page)),
    "picture": drop("/Alt", first_of("Figure")),
    "metadata": forget_ua,
    "headings": skip_level,
}
RICH = (
    '<h2 id="een">Een</h2><h3>Onder</h3><p><a href="https://voorbeeld.example/">weg</a></p>'
    + table(["A", "B"], [["1", "2"]])
    + '<p><img src="#g" alt="Een balk van drie"></p>'
)
CHART = Grafiek(
    "g", "Balk", "Een balk van drie",
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" width="90" height="30">'
    '<rect width="80" height="20" fill="#154273"/><text x="2" y="28" font-family="Liberation Sans" font-size="8">drie'
    "</text></svg>", 90, 30,
)  # fmt: skip


@pytest.fixture(scope="module")
def rich_pdf() -> bytes:
    return write(document(RICH, grafieken={"g": CHART}))


def test_the_example_to_be_damaged_is_good(rich_pdf: bytes) -> None:
    assert nonconformities(rich_pdf) == []
    assert faults(rich_pdf, "Proef") == []


@pytest.mark.parametrize("what", DAMAGE)
def test_the_validator_finds_damage(what: str, rich_pdf: bytes) -> None:
    require("pikepdf")
    import pikepdf

    damaged = io.BytesIO()
    with pikepdf.open(io.BytesIO(rich_pdf)) as opened:
        DAMAGE[what](opened)
        opened.save(damaged, static_id=True)
    assert nonconformities(damaged.getvalue())


# --- the page -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("omslag", [True, False])
def test_every_page_says_that_it_is_a_concept_and_internal(omslag: bool) -> None:
    draft = document("<h2>Een</h2>" + f"<p>{LOREM * 20}</p>" * 12, voorbehoud="nog niet vastgesteld.", omslag=omslag)
    pages = page_texts(write(dataclasses.replace(draft, moment=dataclasses.replace(MOMENT, intern=True))))
    assert len(pages) >= 3
    assert all("CONCEPT" in page and "INTERN" in page for page in pages)
    assert "nog niet vastgesteld." in pages[0]
    # The pages of a final text say neither.
    final = page_texts(write(document("<h2>Een</h2><p>tekst</p>", omslag=omslag)))
    assert not any("CONCEPT" in page or "INTERN" in page for page in final)


def test_the_head_and_foot_of_a_page_tell_which_document_and_page_this_is() -> None:
    pages = page_texts(
        write(document(f"<h2>Een</h2><p>{LOREM * 200}</p>", titel="Verslag", versie="1.2", status="concept"))
    )
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"pagina {number} van {len(pages)}" in page
        assert "1 maart 2026" in page
        assert number == 1 or "Verslag · versie 1.2 · concept" in page


def test_a_cover_has_a_title_and_what_to_know_first_and_the_contents() -> None:
    html = "<nav><h2>Inhoud</h2></nav><h2>Een</h2><p>a</p><h3>Twee</h3><p>b</p><h4>Drie</h4><p>c</p>"
    tree = made(html, omslag=True, ondertitel="Onder", gegevens=(("Periode", "2026"),), versie="1.0", auteur="Gemeente")
    cover = "".join(text for _, text, page in leaves(tree) if page == 1)
    assert cover.startswith("ProefOnderPeriode2026Versie1.0Inhoud")
    contents = next(tree.all("TOC"))
    assert [re.sub(r"\W+\d+$", "", item.text) for item in contents.all("TOCI")] == ["Een", "Twee"]
    assert [heading.text for heading in tree.all("H1", "H2", "H3")] == ["Inhoud", "Een", "Twee", "Drie"]


@pytest.mark.parametrize(("parts", "below"), [(5, 0), (9, 1), (15, 2)])
def test_the_room_that_is_left_for_the_contents_is_about_what_they_take(tmp_path: Path, parts: int, below: int) -> None:
    listing = "<nav><h2>Inhoud van de webpagina</h2></nav>"
    texts = "".join(f"<h2>Deel {at}</h2>{'<h3>Onderdeel</h3>' * below}" for at in range(parts))
    tested = document(f"{listing}{'<p>regel</p>' * 60}{texts}", omslag=True)
    style = own_style(tmp_path, "query(heading).len() == 0", "true")
    listed, left = (page_texts(write(one)) for one in (tested, dataclasses.replace(tested, eigen=style)))
    assert "Inhoud" in listed[0]
    assert "Inhoud" not in left[0]
    assert abs(listed[0].count("regel") - left[0].count("regel")) <= 1


def test_a_table_repeats_its_head_and_breaks_only_a_row_longer_than_a_page() -> None:
    long = LOREM * 250
    rows = [[str(number), LOREM * 3] for number in range(40)]
    pdf = write(document("<h2>Een</h2>" + table(["Nummer", "Tekst"], [*rows, ["lang", long], ["na", "kort"]])))
    body = [row for part in tags(pdf).all("TBody") for row in part.tags]
    broken = [row for row in body if len(row.pages) > 1]
    assert [row.tags[0].text for row in broken] == ["lang"]
    assert len(broken[0].pages) >= 3
    assert plain(broken[0].tags[1].text) == long.strip()
    assert ["NummerTekst" in page for page in page_texts(pdf)] == [True] * max(broken[0].pages)


def test_a_last_page_with_hardly_anything_is_spared_by_setting_the_lines_closer(tmp_path: Path) -> None:
    def shown(paragraphs: int, eigen: Path | None = None) -> int:
        html = f"{'<p>regel</p>' * paragraphs}<section class='colofon'><p>Gemaakt.</p></section>"
        return len(page_texts(write(document(html, eigen))))

    (silent := tmp_path / "zwijgt").mkdir()
    own_style(silent, "it + einde()", "it")
    assert shown(_JUST_TOO_MANY, silent) == 2
    assert shown(_JUST_TOO_MANY) == 1
    half = _JUST_TOO_MANY + 20
    assert shown(half) == 2
    assert write(document("<p>regel</p>" * half)) == write(document("<p>regel</p>" * half, silent))


def test_what_a_style_is_asked_is_told_so_that_typst_forgets_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typst gets inputs in any order: with two it now and then laid out everything anew that it had laid out before."""
    typst = pytest.importorskip("typst")
    inputs: list[Mapping[str, str]] = []
    files: list[Mapping[str, bytes]] = []

    def listened(real: Callable[..., Any]) -> Callable[..., Any]:
        def told(given: Mapping[str, bytes], *rest: Any, **named: Any) -> Any:
            files.append(given)
            inputs.append(named["sys_inputs"])
            return real(given, *rest, **named)

        return told

    for name in ("query", "compile_with_warnings"):
        monkeypatch.setattr(typst, name, listened(getattr(typst, name)))
    colofon = "<section class='colofon'><p>Gemaakt.</p></section>"
    write(document(f"{'<p>regel</p>' * _JUST_TOO_MANY}{colofon}"))
    assert inputs == [{"kop": inputs[0]["kop"]}] * 3
    asked = [{name: raw for name, raw in one.items() if raw != files[0][name]} for one in files]
    assert asked == [{}, {"dicht.json": b'"ja"'}, {"dicht.json": b'"ja"'}]


@pytest.mark.parametrize(("count", "whole"), [(36, True), (90, False)])
def test_a_mail_that_fits_on_a_page_stands_on_one_and_a_longer_one_loses_nothing(count: int, whole: bool) -> None:
    mail = f"<section class='mail'><h2>Aan</h2><p>{'<br>'.join(['regel'] * count)}</p></section>"
    found = [page.count("regel") for page in page_texts(write(document(f"{'<p>voor</p>' * 12}{mail}")))]
    assert sum(found) == count
    assert (found == [0, count]) == whole


@pytest.mark.parametrize("before", range(20, 40, 4))
def test_the_last_rows_of_a_table_and_the_last_terms_of_a_list_are_not_alone_on_a_page(before: int) -> None:
    rows = [[str(at), LOREM] for at in range(20)]
    tree = made(f"<h2>Een</h2>{'<p>regel</p>' * before}{table(['Nr', 'Tekst'], rows)}<p>na</p>")
    assert len({page for row in list(tree.all("TR"))[-3:] for page in row.pages}) == 1
    terms = "".join(f"<dt>woord {at}</dt><dd>{LOREM * 2}</dd>" for at in range(12))
    tree = made(f"<h2>Een</h2>{'<p>regel</p>' * before}<div class='actie'><h3>Actie</h3><dl>{terms}</dl></div>")
    assert len({page for item in list(tree.all("LI"))[-2:] for page in item.pages}) == 1
    assert [plain(item.text).split(LOREM[:5])[0] for item in tree.all("LI")] == [f"woord {at}" for at in range(12)]


def plain(text: str) -> str:
    """Return text as it was typed: a hyphen that a line end made is not part of it."""
    return " ".join(re.sub("\N{SOFT HYPHEN}", "", text).split())


@pytest.mark.parametrize("columns", [1, 2, 5, 8])
def test_a_narrow_and_a_wide_table_hold_all_their_cells(columns: int) -> None:
    head = [f"Kolom {at}" for at in range(columns)]
    row = [f"samenwerkingsovereenkomst{at} en meer" for at in range(columns)]
    tree = made("<h2>Een</h2>" + table(head, [row] * 3))
    assert [plain(cell.text) for cell in tree.all("TH")] == head
    assert [plain(cell.text) for cell in tree.all("TD")] == row * 3


def test_a_word_that_its_column_holds_is_not_cut() -> None:
    names = ["Scala/Coenecoop", "voorzitter van het samenwerkingsverband", "vervolgopleidingen", "leerplichtambtenaar"]
    rows = [[f"Handelingsprotocol {name} {at}", name, LOREM] for name in names for at in range(6)]
    tree = made("<h2>Een</h2>" + table(["Wat", "Van wie", "Waar"], rows))
    assert [cell.text for cell in tree.all("TD") if "\N{SOFT HYPHEN}" in cell.text] == []


def test_a_table_too_wide_for_an_upright_page_goes_on_its_side_with_its_heading() -> None:
    require("pikepdf")
    import pikepdf

    words = ["Verantwoordelijke", "Samenwerkingspartner", "Onderwijsinstelling", "Leerplichtambtenaar"] * 2
    pdf = write(document("<h2>Een</h2><p>tekst</p><h3>Breed</h3>" + table(words, [words]) + "<p>na</p>"))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert [float(page.MediaBox[2]) > float(page.MediaBox[3]) for page in opened.pages] == [False, True, False]
    assert page_texts(pdf)[1].count("Breed") == 1


def test_terms_read_in_order_and_parts_of_an_action_stay_together() -> None:
    html = "<dl><dt>Trekker</dt><dd>Halt</dd><dt>Wie</dt><dd><ul><li>een</li><li>twee</li></ul></dd></dl>"
    tree = made(f"<h2>Een</h2><p>{LOREM * 55}</p><div class='actie'><h3>Actie</h3><p>{LOREM * 4}</p>{html}</div>")
    terms = next(tree.all("L"))
    assert "|".join(text for _, text, _ in leaves(terms)) in (
        "Trekker|Halt|Wie|•|een|•|twee",
        "Trekker|Halt|Wie|–|een|–|twee",
    )
    action = next(heading for heading in tree.all("H2"))
    assert terms.pages == action.pages


def test_the_word_on_what_is_marked_has_no_page_of_its_own() -> None:
    first, second = (f"<section class='blad'><h2>{name}</h2><p>tekst</p></section>" for name in ("Een", "Twee"))
    html = f"<p class='legenda'>Gemarkeerd is wat wijzigde.</p><nav><h2>Inhoud</h2></nav>{first}{second}"
    shown = page_texts(write(document(html)))
    assert [("Gemarkeerd" in page, "Een" in page, "Twee" in page) for page in shown] == [
        (True, True, False),
        (False, False, True),
    ]


@pytest.mark.parametrize("before", range(36, 42))
def test_the_heading_of_a_card_with_its_state_is_not_the_foot_of_a_page(before: int) -> None:
    above = "".join(f"<p>regel {at}</p>" for at in range(before))
    text = "tekst " * 200
    shown = page_texts(write(document(f"{above}<div class='actie'><h2>Kop</h2><p>loopt</p><p>{text}</p></div>")))
    (page,) = (one for one in shown if "Kop" in one and "loopt" in one)
    assert "tekst" in page


@pytest.mark.parametrize("kind", ["ul", "ol"])
@pytest.mark.parametrize("before", [48, 49])
def test_a_short_list_stays_on_one_page(kind: str, before: int) -> None:
    items = "".join(f"<li>punt {at}</li>" for at in range(3))
    tree = made(f"<h2>Een</h2><p>{'<br>'.join(['regel'] * before)}</p><{kind}>{items}</{kind}><p>na</p>")
    assert len(next(tree.all("L")).pages) == 1


def test_a_link_inside_the_document_needs_a_target() -> None:
    html = '<h2 id="een">Een</h2><p id="p"><a href="#een">raak</a> <a href="#weg">mis</a> <a href="#p">p</a></p>'
    assert [link.text for link in made(html).all("Link")] == ["raak", "p"]


def test_an_id_becomes_a_label_only_when_it_is_a_plain_name() -> None:
    tree = Element("document", {}, [Element("h2", {"id": 'x")#panic("'}, ["Een"])])
    tree.children.append(Element("p", {}, [Element("a", {"href": '#x")#panic("'}, ["mis"])]))
    assert "panic" not in typst_source(tree, {})
    assert [link.text for link in made('<h2 id="a.b">Een</h2><p><a href="#a.b">mis</a></p>').all("Link")] == []


def test_changes_keep_their_words_and_are_told_apart_without_colour() -> None:
    tree = made("<h2>Een</h2><p>blijft <del>weg</del> <ins>erbij</ins></p>")
    marked = {
        tag.text: tag.attrs["/TextDecorationType"] for tag in tree.all("Span") if "/TextDecorationType" in tag.attrs
    }
    assert marked == {"weg": "/LineThrough", "erbij": "/Underline"}
    assert "blijft weg erbij" in tree.text


def test_a_picture_has_its_text_alternative(rich_pdf: bytes) -> None:
    assert [figure.attrs["/Alt"] for figure in tags(rich_pdf).all("Figure")] == ["Een balk van drie"]


def test_the_colours_of_words_have_enough_contrast() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    named = dict(re.findall(r'#let (\w+) = rgb\("#(\w{6})"\)', STYLE))
    behind = re.findall(r'if "bezig" in klassen \{ rgb\("#(\w{6})"\)', STYLE)
    words = {
        *re.findall(r'fill: rgb\("#(\w{6})"\)', STYLE),
        *(named[name] for name in re.findall(r"fill: (\w+)[,)]", STYLE)),
    }
    assert len(words) >= 7
    assert len(behind) == 1
    for paper in ("ffffff", *behind):
        assert all((luminance(paper) + 0.05) / (luminance(word) + 0.05) >= 4.5 for word in words)


# --- any text -----------------------------------------------------------------------------------------------------

HOSTILE = [
    "= kop", "/ term: x", "- lijst", "1. een", '#import "@preview/x:1.0.0": *', "#panic()", '"); #panic("', "\\", '\\"',
    "$x$", "@verwijzing", "<label>", "`code`", "*vet* _schuin_", "// weg", "/* weg */", "--- ...", "[ ]", "'a' \"b\"",
    "~", "{{ x }}", "</script>", "\N{NO-BREAK SPACE}x", "\\u{41}", "e\N{COMBINING ACUTE ACCENT}", "fi fl", "https://x.example",
]  # fmt: skip
#: Everything the font has but two kinds of letters, which the page does show well: those that run from right to left
#: stand in a PDF in the order of the page, and an accent that makes no single character with its letter (in NFC) is
#: read twice by programs, because Typst 0.15 gives both signs the text of the pair.
SHOWABLE = [
    character
    for character in (chr(point) for first, last in RANGES for point in range(first, last + 1))
    if unicodedata.bidirectional(character) != "R" and not unicodedata.category(character).startswith("M")
]
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.sampled_from("#$*_`<>@=-+/\\\"'[](){}~|&;:,.! abc1"), min_size=1, max_size=12),
    st.text(st.sampled_from(SHOWABLE), min_size=1, max_size=8),
).filter(lambda text: text.strip(" ") and text.strip() == text)
WIDE = ('paper: "a4"', "width: 5000mm, height: 500mm")


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a style with a page so wide that no line breaks, so that texts come back exactly."""
    return own_style(tmp_path_factory.mktemp("eigen"), *WIDE)


def tree_of(texts: list[str]) -> Element:
    def element(tag: str, *children: "Element | str", **attrs: str) -> Element:
        return Element(tag, attrs, list(children))

    h, p, li, dt, dd, td, th, cap, bold, link = texts
    grid = element(
        "table",
        element("caption", cap),
        element("thead", element("tr", element("th", th), element("th", "B"))),
        element("tbody", element("tr", element("td", td), element("td", "b"))),
    )
    line = element("p", "x", element("strong", bold), "y", element("a", link, href="https://voorbeeld.example/"), "z")
    terms = element("dl", element("dt", dt), element("dd", dd))
    return element("document", element("h2", h), element("p", p), element("ul", element("li", li)), terms, grid, line)


@settings(max_examples=times(10, 40))
@given(st.lists(TEXTS, min_size=10, max_size=10))
def test_any_text_arrives_exactly_as_typed(wide: Path, texts: list[str]) -> None:
    texts = [re.sub(" +", " ", text) for text in texts]
    h, p, li, dt, dd, td, th, cap, bold, link = texts
    tree = tags(write(Composed(Kop("Proef"), MOMENT, tree_of(texts), {}, wide)))
    assert [tag.text for tag in tree.all("H1")] == [h]
    assert [tag.text for tag in tree.all("P")] == [p, li, f"x{bold}y{link}z"]
    assert [tag.text for tag in tree.all("LBody")] == [li, dt + dd]
    assert [tag.text for tag in tree.all("TH", "TD")] == [th, "B", td, "b"]
    assert [tag.text for tag in tree.all("Caption")] == [cap]
    assert [tag.text for tag in tree.all("Link")] == [link]
    assert [tag.text for tag in tree.all("Strong")] == [bold]


_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')


@given(
    st.lists(
        st.text(st.sampled_from([chr(a) for run in RANGES for a in range(run[0], run[1] + 1)]), max_size=30), min_size=1
    )
)
def test_no_text_stands_outside_a_literal(texts: list[str]) -> None:
    def outside(words: list[str]) -> str:
        tree = Element("document", {}, [Element("h2", {}, ["k"]), *(Element("p", {}, [f"x{word}x"]) for word in words)])
        source = typst_source(tree, {})
        assert _LITERAL.sub("", source).count('"') == 0
        return _LITERAL.sub('""', source).replace('#""#box()', "")

    assert outside(texts) == outside(["x"] * len(texts))


def test_the_head_is_data_and_not_markup() -> None:
    for text in HOSTILE:
        tree = made("<h2>Een</h2>", titel=text, ondertitel=text, gegevens=((text, text),), auteur=text, status=text)
        assert tree.text.replace("\N{SOFT HYPHEN}", "").startswith(text + text + text + text)


# --- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "kop"),
    [
        ("<h2>Een</h2><p>hier staat een ✅ midden in</p>", {}),
        ("<h2>Een</h2><table><tbody><tr><td>hier staat een ✅ midden in</td></tr></tbody></table>", {}),
        ("<h2>Een</h2>", {"titel": "hier staat een ✅ midden in"}),
        ("<h2>Een</h2>", {"gegevens": (("A", "hier staat een ✅ midden in"),)}),
    ],
)
def test_a_character_that_the_font_lacks_is_named_with_the_words_around_it(html: str, kop: dict[str, Any]) -> None:
    with pytest.raises(ConvenantError, match=r"'✅' \(U\+2705\).*'hier staat een □ midden in'"):
        write(document(html, **kop))


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\x07", "\ue000"])
def test_a_character_that_cannot_be_seen_is_refused_by_its_number(character: str) -> None:
    with pytest.raises(ConvenantError, match=rf"U\+{ord(character):04X} kan niet in een PDF") as refused:
        write(Composed(Kop("Proef"), MOMENT, Element("document", {}, [Element("p", {}, [f"a{character}b"])])))
    assert character not in str(refused.value)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<h2>Een</h2><h4>Te diep</h4>", r"'Te diep' heeft niveau 3 en staat na een kop van niveau 1; .*<h3>"),
        ("<h3>Te diep</h3>", r"'Te diep' heeft niveau 2 en staat na het begin; .*<h2>"),
    ],
)
def test_a_heading_that_skips_a_level_is_named(html: str, said: str) -> None:
    with pytest.raises(ConvenantError, match=said):
        require_order(parse(html))


def test_a_chart_that_is_not_there_is_named() -> None:
    with pytest.raises(ConvenantError, match="grafiek die er niet is: '#weg'"):
        write(document('<h2>Een</h2><p><img src="#weg" alt="x"></p>'))


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ("#let x = )", r"document\.typ:2: Typst kan deze regel niet uitvoeren"),
        ('#let x = read("/etc/passwd")', r"document\.typ:2: Typst kan deze regel niet uitvoeren.*not found"),
        ('#import "@preview/cetz:0.3.0": canvas', r"document\.typ:2: een opmaak mag geen pakket.*niets opgehaald"),
        ('#include "ander.typ"', r"document\.typ:2: een opmaak mag geen pakket"),
        ('#let x = eval("1"); #let y = "@preview/cetz:0.3.0"', r"document\.typ:2: een opmaak mag geen pakket"),
        ('#let x = eval("1")', r"document\.typ:2: een opmaak mag geen pakket"),
        ('#let p = "\\u{40}preview/cetz:0.3.0"; #import p: canvas', r"document\.typ:2: een opmaak mag geen pakket"),
        ('#let x = "//"; #import "@preview/cetz:0.3.0": canvas', r"document\.typ:2: een opmaak mag geen pakket"),
    ],
)
def test_a_mistake_in_an_own_style_is_told_with_its_line(added: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "document.typ").write_text(f"// Eigen opmaak, zonder import.\n{added}\n{STYLE}", encoding="utf-8")
    with pytest.raises(ConvenantError, match=said) as refused:
        write(document("<h2>Een</h2>", tmp_path))
    assert str(tmp_path / "document.typ") in str(refused.value)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_own_style_that_lacks_a_function_is_told_which(name: str, tmp_path: Path) -> None:
    with pytest.raises(ConvenantError, match=f"ontbreekt '#let {name}'; begin met een kopie van"):
        write(document("<h2>Een</h2>", own_style(tmp_path, f"#let {name}(", f"#let andere_{name}(")))


def test_a_warning_of_an_own_style_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConvenantError, match=r"document\.typ:\d+: .*unknown font family: comic"):
        write(document("<h2>Een</h2>", own_style(tmp_path, '"Liberation Sans", fallback', '"Comic", fallback')))


def test_an_own_style_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "document.typ").write_bytes(b"// caf\xe9\n")
    with pytest.raises(ConvenantError, match="geen UTF-8"):
        write(document("<h2>Een</h2>", tmp_path))


def test_an_own_style_is_used_and_an_own_logo_shown_with_a_description(tmp_path: Path) -> None:
    own_style(tmp_path, "[pagina ", "[blad ")
    (tmp_path / "logo.svg").write_text(CHART.svg, encoding="utf-8")
    pdf = write(document("<h2>Een</h2>", tmp_path, auteur="Gemeente Voorbeeld"))
    assert "blad 1 van 1" in page_texts(pdf)[0]
    assert [figure.attrs["/Alt"] for figure in tags(pdf).all("Figure")] == ["Logo van Gemeente Voorbeeld"]
    assert nonconformities(pdf) == []


def test_a_logo_and_a_chart_stand_in_one_document(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(CHART.svg, encoding="utf-8")
    pdf = write(document(RICH, tmp_path, grafieken={"g": CHART}, auteur="Gemeente Voorbeeld", omslag=True))
    shown = [figure.attrs["/Alt"] for figure in tags(pdf).all("Figure")]
    assert shown == ["Logo van Gemeente Voorbeeld", "Een balk van drie"]
    assert nonconformities(pdf) == []


@pytest.mark.parametrize("name", ["logo.svg", "logo.png"])
def test_a_logo_that_is_no_picture_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"geen plaatje")
    with pytest.raises(ConvenantError, match=rf"{name} is geen plaatje"):
        write(document("<h2>Een</h2>", tmp_path))


def test_without_typst_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ConvenantError, match="pip install typst"):
        write(document("<h2>Een</h2>"))


# --- the same everywhere, and fast --------------------------------------------------------------------------------

_MAKE = """
import hashlib, sys
from tests.documents.test_pdf import CHART, RICH, document
from convenant_cli.documents.writers.pdf import write
print(hashlib.sha256(write(document(RICH, grafieken={"g": CHART}, omslag=True))).hexdigest())
"""


@pytest.mark.programmas
def test_the_bytes_are_the_same_in_another_process_zone_locale_home_and_folder(tmp_path: Path) -> None:
    here = hashlib.sha256(write(document(RICH, grafieken={"g": CHART}, omslag=True))).hexdigest()
    other = {
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
        "PYTHONHASHSEED": "7",
        "TMPDIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", _MAKE],
        env={**os.environ, **other, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == here
