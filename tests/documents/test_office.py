"""Word and ODF: what was typed arrives, what a reader of the file needs is there, and every house style works.

Needs the typst of ``convenant[documenten]``; without it these tests are skipped, or fail with
``CONVENANT_EIS_BROWSER=1``.
"""

import hashlib
import importlib.util
import io
import os
import re
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from convenant_cli.documents.document import Composed
from convenant_cli.documents.kinds import Kop, Moment
from convenant_cli.documents.page.charts import Grafiek
from convenant_cli.documents.page.tree import parse, table_of
from convenant_cli.documents.writers.fitting import columns, holds, width
from convenant_cli.documents.writers.office import docx, odt
from convenant_cli.documents.writers.office.builder import Builder
from convenant_cli.documents.writers.office.docx_style import DOCUMENT, completed
from convenant_cli.documents.writers.office.huisstijl import filled, house_style, standard
from convenant_cli.documents.writers.office.lines import Lines
from convenant_cli.documents.writers.office.pieces import Block, Grid, Para, Piece, Text, Together
from convenant_cli.documents.writers.office.zipped import pack, unpack
from convenant_cli.documents.writers.office.zipped import parse as read_part
from convenant_cli.findings import ConvenantError
from tests.alle_documenten import Soort, made, one_of_each
from tests.conftest import ROOT, Run
from tests.grondig import times
from tests.odf import settled
from tests.pages import pages
from tests.word_package import R, W, check_docx

if importlib.util.find_spec("typst") is None:
    if os.environ.get("CONVENANT_EIS_BROWSER") == "1":
        pytest.fail("typst ontbreekt, en CONVENANT_EIS_BROWSER=1 eist het", pytrace=False)
    pytest.skip("typst ontbreekt (het hoort bij de extra documenten)", allow_module_level=True)

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
MOMENT = Moment(date(2026, 11, 21), "0123456789", "convenant 0.1.0")
SUFFIXES = (".docx", ".odt")
WRITERS = {".docx": docx.write, ".odt": odt.write}
CHART = Grafiek(
    "stand",
    "Stand",
    "Vier acties zijn af.",
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60" width="300" height="60">'
    '<rect width="120" height="40" fill="#154273"/><text x="10" y="55" font-size="12">Vier</text></svg>',
    300,
    60,
)
BODY = """
<nav><h2>Inhoud</h2><ol><li><a href="#een">Een</a></li></ol></nav>
<section><h2 id="een">Een</h2><p>Zie <a href="#twee">twee</a>, <a href="https://www.example.nl/?a=1&amp;b=2">daar</a>,
<a href="mailto:post@gemeente.example">hier</a> en <a href="#tabel">de tabel</a>.</p>
<img src="#stand" alt="Vier acties zijn af."></section>
<section class="blad"><h2 id="twee">Twee</h2><h3>Twee een</h3>
<div class="tabel breed"><table><caption id="tabel">Acties</caption><thead>
<tr><th>Nr</th><th>Actie</th><th>Stand</th></tr></thead>
<tbody><tr><td class="nr">1.1</td><td>Ouderavond</td><td><span class="status status-loopt">► loopt</span></td></tr>
<tr><td class="nr">1.2</td><td>Lessen</td><td class="bezig">start</td></tr></tbody></table></div>
<div class="actie"><h4 id="actie">1.1 Ouderavond</h4><p>Een avond.</p><ul><li>los punt</li></ul>
<dl><dt>Trekker</dt><dd>Halt</dd><dt>Wie doet wat</dt><dd><ul><li>Halt: leidt</li>
<li>Scope: ontvangt</li></ul></dd></dl></div>
<p>Dit is <ins data-auteur="Gemeente" data-datum="2026-11-01">nieuw</ins> en <del>oud</del>.</p>
<ol start="3"><li>drie</li></ol></section>
"""


def document(html: str, *, charts: tuple[Grafiek, ...] = (), own: Path | None = None, **head: Any) -> Composed:
    kop = Kop(**{"titel": "Jaarplan 2026", "auteur": "Gemeente Voorbeeld", **head})
    return Composed(kop, MOMENT, parse(html), {chart.id: chart for chart in charts}, own)


@cache
def example(suffix: str) -> dict[str, bytes]:
    """Return the parts of a document with everything in it: a title page, a chart, a table, changes, a frame."""
    facts: dict[str, Any] = {
        "ondertitel": "Convenant",
        "gegevens": (("Periode", "2026"),),
        "versie": "0.2",
        "status": "concept",
    }
    made = document(BODY, charts=(CHART,), voorbehoud="nog niet vastgesteld.", omslag=True, **facts)
    return unpack(WRITERS[suffix](made))


def words(root: ET.Element) -> Iterator[str]:
    """Yield the text of each paragraph, of Word or ODF, as a reader sees it."""
    special = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}softHyphen": "\u00ad", f"{W}noBreakHyphen": "\u2011"}
    special |= {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}

    def inside(element: ET.Element) -> Iterator[str]:
        if element.tag in special:
            yield special[element.tag]
        elif element.tag == f"{TEXT}s":
            yield " " * int(element.get(f"{TEXT}c", "1"))
        elif element.tag in (f"{W}t", f"{W}delText") or not element.tag.startswith((W, SVG)):
            yield element.text or ""
        for child in element:
            if child.tag not in (f"{W}pPr", f"{W}rPr"):
                yield from inside(child)
            if not element.tag.startswith(W):
                yield child.tail or ""

    for element in root.iter():
        if element.tag in (f"{W}p", f"{TEXT}p", f"{TEXT}h"):
            yield "".join(inside(element))


def body(parts: dict[str, bytes]) -> ET.Element:
    return ET.fromstring(parts.get("word/document.xml") or parts["content.xml"])


# --- what was typed -----------------------------------------------------------------------------------------------

HOSTILE = [
    "= x", "/ x", "#import", "<script>alert(1)</script>", "a | b", "{{titel}}", "&amp;", "]]>", "<w:p/>", "“a”", "'",
    '"', "\u00a0", "\u00ad", "\\n", "```", "- x", "1. x", "[x](y)", "<!--", "$x$", "%%", "*x*", "_x_", "~", "^", "é",
    "ĳ", "\u2011",
]  # fmt: skip
typed = st.lists(
    st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8),
    min_size=1,
    max_size=5,
).map(" ".join)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=times(4, 10), phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(texts=st.lists(typed, min_size=30, max_size=60))
def test_any_text_arrives_as_it_was_typed(suffix: str, texts: list[str]) -> None:
    shapes = [
        "<h2>{}</h2>",
        "<p>{}</p>",
        "<ul><li>{}</li></ul>",
        "<table><caption>x</caption><tbody><tr><td>{}</td></tr></tbody></table>",
        "<dl><dt>{}</dt><dd>x</dd></dl>",
        "<dl><dt>x</dt><dd>{}</dd></dl>",
        '<p><a href="https://www.example.nl/">{}</a></p>',
        '<div class="actie"><p><strong>{}</strong></p></div>',
        "<table><caption>{}</caption><thead><tr><th>x</th></tr></thead></table>",
    ]
    html = "".join(shapes[at % len(shapes)].format(escape(text)) for at, text in enumerate(texts))
    found = list(words(body(unpack(WRITERS[suffix](document(html, titel=texts[0]))))))
    assert found[0] == texts[0]
    lines = [part for line in found[1:] for part in line.split("\t") if part not in ("x", "")]
    assert lines == [text for text in texts if text != "x"]


def test_a_placeholder_in_the_text_stays_and_in_the_header_does_not() -> None:
    made = document("<p>{{titel}} {{versie}}</p>", titel="{{status}}", versie="{{titel}}", status="<b>&")
    for suffix, part in ((".docx", "word/header1.xml"), (".odt", "styles.xml")):
        parts = unpack(WRITERS[suffix](made))
        assert list(words(body(parts)))[-1] == "{{titel}} {{versie}}"
        assert "{{status}}\tversie {{titel}} · <b>&" in list(words(ET.fromstring(parts[part])))


def test_a_placeholder_may_be_cut_over_runs_and_an_unknown_part_disappears() -> None:
    known = {"titel": "Plan", "versie": "", "status": "concept", "datum": "1 mei"}
    assert filled(["{", "{tit", "el}} x", "\t", "{{ datum }}"], known) == ["Plan", "", " x", "\t", "1 mei"]
    assert "".join(filled(["{{titel}}", "\t", "versie {{ver", "sie}} · {{status}}"], known)) == "Plan\tconcept"
    assert "".join(filled(["versie {{versie}} · {{status}}"], {**known, "status": ""})) == ""
    assert "".join(filled(["{{onbekend}} {{titel}}"], known)) == "{{onbekend}} Plan"


# --- what a reader of the file needs ------------------------------------------------------------------------------


def test_word_has_real_headings_header_rows_and_links_that_lead_somewhere() -> None:
    root = body(example(".docx"))
    levels = [
        (style.get(f"{W}val"), text)
        for paragraph, text in zip(root.iter(f"{W}p"), words(root), strict=True)
        for style in paragraph.iter(f"{W}pStyle")
        if str(style.get(f"{W}val")).startswith(("Heading", "Title"))
    ]
    assert levels == [
        ("Title", "Jaarplan 2026"), ("Heading1", "Een"), ("Heading1", "Twee"), ("Heading2", "Twee een"),
        ("Heading3", "1.1 Ouderavond"),
    ]  # fmt: skip
    rows = list(root.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    marks = {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}
    anchors = [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
    assert len(anchors) == 4, "three in the table of contents, one in the text"
    assert set(anchors) <= marks
    relations = ET.fromstring(example(".docx")["word/_rels/document.xml.rels"])
    outside = {one.get("Target") for one in relations if one.get("TargetMode") == "External"}
    assert outside == {"https://www.example.nl/?a=1&b=2", "mailto:post@gemeente.example"}


def test_odf_has_real_headings_header_rows_and_links_that_lead_somewhere() -> None:
    root = body(example(".odt"))
    headings = [(h.get(f"{TEXT}outline-level"), "".join(h.itertext())) for h in root.iter(f"{TEXT}h")]
    assert headings == [("1", "Een"), ("1", "Twee"), ("2", "Twee een"), ("3", "1.1 Ouderavond")]
    assert len(list(root.iter(f"{TABLE}table-header-rows"))) == 1
    marks = {mark.get(f"{TEXT}name") for mark in root.iter(f"{TEXT}bookmark-start")}
    targets = [str(link.get(f"{XLINK}href")) for link in root.iter(f"{TEXT}a")]
    inside = [target[1:] for target in targets if target.startswith("#")]
    assert len(inside) == 4, "three in the table of contents, one in the text"
    assert set(inside) <= marks
    assert [target for target in targets if not target.startswith("#")] == [
        "https://www.example.nl/?a=1&b=2",
        "mailto:post@gemeente.example",
    ]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_file_says_what_it_is_and_in_which_language(suffix: str) -> None:
    parts = example(suffix)
    properties = ET.fromstring(parts.get("docProps/core.xml") or parts["meta.xml"])
    said = {element.tag.rpartition("}")[2]: element.text for element in properties.iter()}
    assert said["title"] == "Jaarplan 2026"
    assert said["creator"] == "Gemeente Voorbeeld"
    assert said["subject"] == "Convenant"
    assert said["language"] == "nl-NL"
    assert str(said.get("created") or said["creation-date"]).startswith("2026-11-21T00:00:00")
    styles = parts.get("word/styles.xml") or parts["styles.xml"]
    languages = set(re.findall(rb'w:lang [^>]*w:val="([^"]+)"|fo:language="([^"]+)"', styles))
    assert languages <= {(b"nl-NL", b""), (b"", b"nl"), (b"", b"none")}
    assert languages & {(b"nl-NL", b""), (b"", b"nl")}


def test_a_chart_has_its_words_and_in_word_its_drawing() -> None:
    parts = example(".docx")
    drawing = next(body(parts).iter(f"{W}drawing"))
    described = [element.get("descr") for element in drawing.iter() if element.get("descr") is not None]
    assert described == ["Vier acties zijn af."] * 2
    relations = {one.get("Id"): one.get("Target") for one in ET.fromstring(parts["word/_rels/document.xml.rels"])}
    shown = [relations[element.get(f"{R}embed")] for element in drawing.iter() if element.get(f"{R}embed")]
    assert [PurePosixPath(str(name)).suffix for name in shown] == [".png", ".svg"]
    png, svg = (parts[f"word/{name}"] for name in shown)
    assert struct.unpack(">II", png[16:24]) == (600, 120), "twice the pixels of the drawing"
    assert svg.decode() == CHART.svg
    assert [one.text for one in body(example(".odt")).iter(f"{SVG}desc")] == ["Vier acties zijn af."]


def test_a_chart_wider_than_a_page_has_twice_the_pixels_of_what_is_shown() -> None:
    wide = replace(CHART, breedte=720, hoogte=180)
    for suffix, folder in ((".docx", "word/media/"), (".odt", "Pictures/")):
        file = unpack(WRITERS[suffix](document('<p><img src="#stand" alt=""></p>', charts=(wide,))))
        png = next(data for name, data in file.items() if name.startswith(folder) and name.endswith(".png"))
        assert struct.unpack(">II", png[16:24]) == (1200, 300)


def test_inserted_and_deleted_text_are_tracked_changes() -> None:
    root = body(example(".docx"))
    changes = [(change.tag, change.get(f"{W}author"), change.get(f"{W}date")) for change in root.iter()
               if change.tag in (f"{W}ins", f"{W}del")]  # fmt: skip
    assert changes == [
        (f"{W}ins", "Gemeente", "2026-11-01T00:00:00Z"),
        (f"{W}del", "Gemeente Voorbeeld", "2026-11-21T00:00:00Z"),
    ]
    assert "Dit is nieuw en oud." in list(words(root))
    marked = body(example(".odt"))
    assert ("Dit is nieuw en .",) in settled(marked, "del")
    assert ("Dit is  en oud.",) in settled(marked, "ins")


def test_a_frame_keeps_terms_and_points_in_their_column() -> None:
    for suffix in SUFFIXES:
        lines = list(words(body(example(suffix))))
        at = lines.index("1.1 Ouderavond")
        assert lines[at + 1 : at + 3] == ["Een avond.", "los punt"]
        assert [re.sub("\t+", "\t", line) for line in lines[at + 3 : at + 7]] == [
            "Trekker\tHalt", "Wie doet wat", "Halt: leidt", "Scope: ontvangt",
        ]  # fmt: skip
    for paragraph in body(example(".docx")).iter(f"{W}p"):
        if "".join(paragraph.itertext()).strip() == "Halt: leidt":
            level, indent = paragraph.find(f"{W}pPr/{W}numPr"), paragraph.find(f"{W}pPr/{W}ind")
            assert level is not None
            assert indent is not None
            assert indent.get(f"{W}left") == "566", "behind the border of the frame"
    lists = [made.get(f"{TEXT}style-name") for made in body(example(".odt")).iter(f"{TEXT}list")]
    assert "Kader_20_opsomming" in lists


def test_a_new_page_starts_with_its_heading_and_no_empty_paragraph() -> None:
    root = body(example(".docx"))
    starts = [
        text for paragraph, text in zip(root.iter(f"{W}p"), words(root), strict=True)
        if paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]  # fmt: skip
    assert starts == ["Een", "Twee"], "the contents are short, and stand below the title"
    content = body(example(".odt"))
    breaks = {style.get(f"{STYLE}name") for style in content.iter(f"{STYLE}style") if "page" in str(
        [value for child in style for value in child.attrib.values()])}  # fmt: skip
    named = [element for element in content.iter() if element.get(f"{TEXT}style-name") in breaks]
    assert ["".join(element.itertext()) for element in named] == starts


def test_a_wide_table_fits_and_no_word_in_a_column_is_cut() -> None:
    row = "".join(f"<td>kolom{at}</td>" for at in range(14))
    html = f"<table><thead><tr>{row.replace('td', 'th')}</tr></thead><tbody><tr>{row}</tr></tbody></table>"
    parts = unpack(docx.write(document(html)))
    grid = [int(str(column.get(f"{W}w"))) for column in body(parts).iter(f"{W}gridCol")]
    assert sum(grid) == pytest.approx(9412, abs=14), "what stands between the margins of A4"
    assert b'w:val="Tabeltekstsmal"' in parts["word/document.xml"]
    table = "<table><tbody><tr><td>{}</td><td>verantwoordelijkheid</td></tr></tbody></table>".format("woord " * 200)
    shares = columns(table_of(parse(table).elements[0]))
    assert sum(shares) == pytest.approx(1)
    assert shares[1] * 104 > len("verantwoordelijkheid")
    tall = unpack(docx.write(document(f"<table><tbody><tr><td>{'woord ' * 400}</td></tr></tbody></table>")))
    assert b"cantSplit" not in tall["word/document.xml"], "a row that may be longer than a page can break"


def test_an_old_and_a_new_address_take_no_more_room_than_the_longest() -> None:
    def widths(first: str) -> list[str]:
        heads, row = "<th>Een</th><th>Twee</th><th>Drie</th>", f"<td>{first}</td><td>post@school.example</td><td>x</td>"
        html = f"<table><thead><tr>{heads}</tr></thead><tbody><tr>{row}</tr></tbody></table>"
        return [one.get(f"{W}w", "") for one in body(unpack(docx.write(document(html)))).iter(f"{W}gridCol")]

    old, new = "vroeger@gemeente.example", "convenant-nu@gemeente.example"
    beside = widths(f"{old} {new}")
    assert widths(f"<del>{old}</del><ins>{new}</ins>") == beside
    assert widths(old + new) != beside


def test_a_column_of_what_somebody_types_is_wider_as_its_letters_are() -> None:
    row = "<tr><td>Bij een nieuw plan</td><td>{}</td><td>maakt het jaarplan</td></tr>"
    said = "convenant render jaarplan 2027"
    plain, typed = (
        columns(table_of(parse(f"<table><tbody>{row.format(cell)}</tbody></table>").elements[0]))
        for cell in (said, f"<code>{said}</code>")
    )
    assert typed[1] / typed[0] == pytest.approx(1.25 * plain[1] / plain[0])
    looks = ET.fromstring(standard(".odt")["styles.xml"])
    code = next(one for one in looks.iter(f"{STYLE}style") if one.get(f"{STYLE}name") == "Source_20_Text")
    assert "85%" in code[0].attrib.values(), "letters that are all as wide look larger"


def test_a_column_gives_another_the_room_that_it_does_not_use() -> None:
    rows = [*[("Opening en mededelingen, en vaststellen van de agenda", "informeren", "–")] * 5]
    rows.append(("Open actiepunten", "bespreken", "Verslag van de jaarlijkse bijeenkomst van 13 november 2025, " * 4))
    html = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    shares = columns(table_of(parse(f"<table><tbody>{html}</tbody></table>").elements[0]))
    assert sum(shares) == pytest.approx(1)
    assert shares[0] * 16.6 / 2.54 * 72 - 8.5 > width(rows[0][0]) * 9, "five rows of one line, for one that is longer"


def test_two_columns_of_addresses_beside_each_other_hold_each_address_whole() -> None:
    texts = ["Rijnstroom", "convenant@scalacoenecoop.example", "schoolpedagogen@kwadraad.example", "30-09-2026"]
    head = "".join(f"<th>{word}</th>" for word in ("Partij", "Contact", "Vervanger", "Bevestigd"))
    row = "".join(f"<td>{text}</td>" for text in texts)
    table = f"<table><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>"
    shares = columns(table_of(parse(table).elements[0]))
    assert sum(shares) == pytest.approx(1)
    room = 16.6 / 2.54 * 72  # points between the margins, of letters of 9 points and cells with 0.3 cm beside them
    assert all(share * room - 8.5 > width(text) * 9 for share, text in zip(shares, texts, strict=True))


def test_the_settings_of_an_odf_file_are_read_and_room_between_paragraphs_does_not_add_up() -> None:
    settings = standard(".odt")["settings.xml"]
    spaces = dict(space for _, space in ET.iterparse(io.BytesIO(settings), events=("start-ns",)))
    config = f"{{{spaces['config']}}}"
    root = ET.fromstring(settings)
    # Without the namespace behind it, a name such as 'ooo:configuration-settings' is passed over in silence.
    names = {one.get(f"{config}name", "").partition(":")[0] for one in root.iter(f"{config}config-item-set")}
    assert names == {"ooo"}
    assert spaces["ooo"] == "http://openoffice.org/2004/office"
    said = {one.get(f"{config}name"): one.text for one in root.iter(f"{config}config-item")}
    assert said["AddParaTableSpacing"] == "false"
    framed = '<div class="actie"><dl><dt>Doel</dt><dd>Rust</dd></dl></div>'
    made = unpack(odt.write(document(framed)))["content.xml"].decode()
    assert re.search(r"Doel(</text:span>)?<text:tab ?/>(<text:span[^>]*>)?Rust", made), "one tab is enough then"


def test_what_ends_the_columns_stands_at_the_end_of_them() -> None:
    items = "".join(f"<li>afspraak {number}</li>" for number in range(12))
    html = f'<div class="kaarten"><h2>Een</h2><ul>{items}</ul></div><div class="colofon"><p>Zo gemaakt.</p></div>'
    content = unpack(odt.write(document(html)))["content.xml"].decode()
    inside, _, outside = content.partition("</text:section>")
    assert "afspraak 0" in inside
    assert "afspraak 11" in inside, "under both columns it would be read before the second"
    assert "Zo gemaakt." in inside
    assert "<text:p" not in outside
    styles = dict(re.findall(r'style:name="(Blad\d+)"[^>]*style:parent-style-name="(\w+)"', content))
    last = re.search(r'text:style-name="(\w+)"[^>]*>afspraak 11<', inside)
    assert last is not None
    assert styles.get(last[1], last[1]) == "Kolomopsomming"


def test_points_in_columns_are_as_small_as_the_text_around_them() -> None:
    html = '<div class="kaarten"><h2>Een</h2><ul class="punten"><li>een afspraak</li></ul></div><p>Na.</p>'
    wide = '<ul class="punten"><li>een afspraak</li></ul>'
    for shown, style in ((html, "Kolomopsomming ruim"), (wide, "Opsomming ruim")):
        text = unpack(docx.write(document(shown)))["word/document.xml"].decode()
        assert re.search(rf'<w:pStyle w:val="{style.replace(" ", "")}" ?/>(?:(?!</w:p>).)*een afspraak', text), style
        text = unpack(odt.write(document(shown)))["content.xml"].decode()
        assert f'text:style-name="{style.replace(" ", "_20_")}">een afspraak' in text


@pytest.mark.programmas
def test_a_heading_before_columns_starts_a_page_when_they_do(tmp_path: Path) -> None:
    """In a Word file LibreOffice lets a heading stand alone when the columns behind it start a page."""
    cards = "".join(f'<div class="actie"><h4>Kaart</h4><p>{"woord " * 60}</p></div>' for _ in range(4))
    end = f'<h2>Hierna kolommen</h2><p>Een zin.</p><div class="kaarten">{cards}</div><p>Na.</p>'
    files = {f"{by}.docx": docx.write(document("<p>regel</p>" * by + end)) for by in range(29, 36)}
    for name, found in pages(files, tmp_path).items():
        page = next(one for one in found if "Hierna kolommen" in one)
        assert "Kaart" in page, name


def looks(parts: dict[str, bytes]) -> list[tuple[str, set[str]]]:
    """Return each paragraph of Word or ODF with the names of what its style of its own says."""
    root = body(parts)
    if "word/document.xml" in parts:
        said = [{one.tag.rpartition("}")[2] for one in p.iterfind(f"{W}pPr/*")} for p in root.iter(f"{W}p")]
        return [*zip(words(root), said, strict=True)]
    styles = {one.get(f"{STYLE}name"): {name.rpartition("}")[2] for child in one for name in child.attrib}
              for one in root.iter(f"{STYLE}style")}  # fmt: skip
    texts = (one for one in root.iter() if one.tag in (f"{TEXT}p", f"{TEXT}h"))
    return [
        (text, styles.get(one.get(f"{TEXT}style-name"), set())) for one, text in zip(texts, words(root), strict=True)
    ]


@pytest.mark.parametrize(("suffix", "keep"), [(".docx", "keepNext"), (".odt", "keep-with-next")])
def test_a_short_block_stays_together_with_the_heading_and_the_words_above_it(suffix: str, keep: str) -> None:
    long = f'<div class="actie"><h3>Lang</h3>{"<p>Regel.</p>" * 40}</div>'
    terms = f'<div class="actie"><h3>Woorden</h3><dl>{"<dt>Woord</dt><dd>uitleg</dd>" * 40}</dl></div>'
    short = '<div class="actie"><h3>Kort</h3><p>Een.</p><ul><li>twee</li></ul><p>Drie.</p></div>'
    parts = unpack(WRITERS[suffix](document(f"<h2>Kop</h2><p>Intro.</p>{short}<p>Los.</p><h2>Eind</h2>{long}{terms}")))
    kept = [text for text, said in looks(parts) if keep in said]
    shown = ["Kop", "Intro.", "Kort", "Een.", "twee", "Lang", *["Regel."] * 2, "Woorden", *["Woord\tuitleg"] * 2]
    assert kept == shown, "a long block is held by its first line or two of its terms, and its last line by one more"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_small_table_stays_whole_and_a_long_one_may_break(suffix: str) -> None:
    def table(rows: int) -> str:
        head, inside = "<thead><tr><th>x</th><th>y</th></tr></thead>", "<tr><td>a</td><td>b</td></tr>" * rows
        return f"<table><caption>Tabel</caption>{head}<tbody>{inside}</tbody></table>"

    parts = unpack(WRITERS[suffix](document(f"{table(12)}<p>Los.{' Lang.' * 60}</p>{table(13)}")))
    root = body(parts)
    if suffix == ".odt":
        whole = [one.get(f"{STYLE}may-break-between-rows") for one in root.iter(f"{STYLE}table-properties")]
        assert whole == ["false", None]
        kept = [text for text, said in looks(parts) if text in ("a", "b") and "keep-with-next" in said]
        assert kept == ["a", "b"] * 6, "the first row of a table, and of the last three all but the last"
        assert b'"TableRowKeep" config:type="boolean">true' in parts["settings.xml"], "or LibreOffice keeps no rows"
        return
    rows = [[p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")] for row in root.iter(f"{W}tr")]
    assert rows[:13] == [[True, True]] * 12 + [[False, False]], "the last row lets go"
    more = [all(row) for row in rows[13:]]
    assert more == [False, True, *[False] * (len(more) - 5), True, True, False], "the first two, and the last three"
    behind = next(said for text, said in looks(parts) if text.startswith("Los."))
    assert "spacing" in behind, "room between a table and the text behind it"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_term_longer_than_its_column_has_a_line_of_its_own(suffix: str) -> None:
    terms = "<dt>Vroegsignalering en preventie</dt><dd>OM</dd><dt>Vervanger</dt><dd>Halt</dd><dt>Leeg</dt>"
    facts = (("Vastgesteld en gepubliceerd door", "het bestuur"), ("Periode", "2026"))
    lines = list(words(body(unpack(WRITERS[suffix](document(f"<dl>{terms}</dl>", gegevens=facts))))))
    assert lines == [
        "Jaarplan 2026", "Vastgesteld en gepubliceerd door", "\thet bestuur", "Periode\t2026",
        "Vroegsignalering en preventie", "\tOM", "Vervanger\tHalt", "Leeg",
    ]  # fmt: skip


def test_where_a_short_document_comes_from_is_small_print() -> None:
    html = '<p>x</p><section class="colofon"><p class="klein">Peildatum.</p></section>'
    used = [style.get(f"{W}val") for style in body(unpack(docx.write(document(html)))).iter(f"{W}pStyle")]
    assert used[-1] == "Klein"
    last = list(body(unpack(odt.write(document(html)))).iter(f"{TEXT}p"))[-1]
    assert last.get(f"{TEXT}style-name") == "Klein"


# --- a package that opens -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_a_package_is_compressed_but_for_what_is_read_in_place(suffix: str) -> None:
    data = made(Soort("jaarplan", "2026"), suffix)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        ways = {info.filename: info.compress_type for info in packed.infolist()}
        whole = sum(info.file_size for info in packed.infolist())
    assert {name for name, way in ways.items() if way == zipfile.ZIP_STORED} == {"mimetype"} & ways.keys()
    assert set(ways.values()) <= {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}, "every reader knows these two"
    assert len(data) < 0.6 * whole


def check_odt(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        first = packed.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        parts = {name: packed.read(name) for name in packed.namelist()}
    space = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path"
    listed = {str(one.get(space)) for one in ET.fromstring(parts["META-INF/manifest.xml"])} - {"/"}
    assert listed == parts.keys() - {"mimetype", "META-INF/manifest.xml"}
    content, styles = body(parts), ET.fromstring(parts["styles.xml"])
    known = {one.get(f"{STYLE}name") for one in (*content.iter(), *styles.iter())}
    assert {one.get(f"{TEXT}style-name") for one in content.iter()} - known - {None} == set()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_package_is_whole(suffix: str) -> None:
    parts = example(suffix)
    check_docx(parts) if suffix == ".docx" else check_odt(pack(parts))


@pytest.mark.parametrize("soort", one_of_each(), ids=str)
def test_every_document_opens_in_word(soort: Soort) -> None:
    check_docx(unpack(made(soort, ".docx")))


def test_the_bytes_do_not_depend_on_the_machine(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib; from tests.documents.test_office import *\n"
        "for s in SUFFIXES: print(hashlib.sha256(pack(example(s))).hexdigest())"
    )
    around = {**os.environ, "TZ": "Asia/Tokyo", "LC_ALL": "C", "HOME": str(tmp_path), "PYTHONHASHSEED": "7"}
    there = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=around, capture_output=True, check=True)
    assert there.stdout.decode().split() == [hashlib.sha256(pack(example(suffix))).hexdigest() for suffix in SUFFIXES]


def test_the_bytes_of_a_part_do_not_depend_on_what_was_written_before() -> None:
    """Also not on the prefixes that a house style of somebody else has for what a part does not declare."""
    part = read_part(b'<w:a xmlns:w="urn:een" xmlns:ns3="urn:twee" ns3:b=""><w:c/></w:a>')
    ET.SubElement(part.root, "{urn:drie}d", {"{urn:vier}e": ""})
    before = part.data()
    read_part(b'<q:a xmlns:q="urn:een" xmlns:r="urn:twee" xmlns:asvg="urn:drie" xmlns:w="urn:vier"/>').data()
    assert part.data() == before
    again = read_part(before).root
    assert [(one.tag, one.attrib) for one in again.iter()] == [(one.tag, one.attrib) for one in part.root.iter()]


# --- house styles -------------------------------------------------------------------------------------------------


def dutch_word(folder: Path) -> Path:
    """Write a house style as a Dutch Word makes it: other ids, few styles, no headers, a table of its own."""
    parts = standard(".docx")
    styles = parts["word/styles.xml"].decode()
    kept = re.findall(r"  <w:style .*?</w:style>\n", styles, re.DOTALL)
    names = ("Normal", "Title", "heading 1", "heading 2", "Normal Table", "Default Paragraph Font", "No List", "Kader")
    own = "".join(style for style in kept if any(f'<w:name w:val="{name}"/>' in style for name in names))
    for id, dutch in (("Normal", "Standaard"), ("Title", "Titel"), ("Heading1", "Kop1"), ("Heading2", "Kop2")):
        own = re.sub(rf'(w:styleId|w:basedOn w:val|w:next w:val)="{id}"', rf'\1="{dutch}"', own)
    own = own.replace('w:val="Subtitle"', 'w:val="Standaard"').replace('w:val="BodyText"', 'w:val="Standaard"')
    # Another style has the id that the shipped one would get.
    own += '  <w:style w:type="paragraph" w:styleId="Gegeven"><w:name w:val="Iets anders"/></w:style>\n'
    parts["word/styles.xml"] = (styles[: styles.index("  <w:style ")] + own + "</w:styles>").encode()
    document_xml = parts["word/document.xml"].decode()
    body_xml = re.sub(r"<w:(?:header|footer)Reference[^>]*>", "", document_xml)
    body_xml = re.sub(r"<w:body>.*?<w:sectPr>", "<w:body><w:sectPr>", body_xml, flags=re.DOTALL)
    parts["word/document.xml"] = body_xml.encode()
    relations = parts["word/_rels/document.xml.rels"].decode()
    parts["word/_rels/document.xml.rels"] = re.sub(
        r"  <Relationship [^>]*(?:header|footer)[^>]*>\n", "", relations
    ).encode()
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = re.sub(r"  <Override [^>]*(?:header|footer)\d[^>]*>\n", "", types).encode()
    settings_xml = parts["word/settings.xml"].decode()
    parts["word/settings.xml"] = settings_xml.replace(
        "  <w:characterSpacingControl", "  <w:evenAndOddHeaders/>\n  <w:characterSpacingControl"
    ).encode()
    for name in ("word/header1.xml", "word/header2.xml", "word/footer1.xml"):
        del parts[name]
    path = folder / "huisstijl.docx"
    path.write_bytes(pack(parts))
    return path


def test_a_house_style_of_a_dutch_word_works_and_says_concept_on_every_page(tmp_path: Path) -> None:
    facts = (("Periode", "2026"),)
    made = document(BODY, charts=(CHART,), gegevens=facts, voorbehoud="nog niet vastgesteld.", omslag=True)
    parts = unpack(docx.write(made, dutch_word(tmp_path)))
    check_docx(parts)
    used = {style.get(f"{W}val") for style in body(parts).iter(f"{W}pStyle")}
    assert {"Titel", "Kop1", "Kop2", "Heading3", "GegevenConvenant", "Kader"} <= used
    styles = {one.get(f"{W}styleId"): one for one in ET.fromstring(parts["word/styles.xml"]).iter(f"{W}style")}
    based = styles["GegevenConvenant"].find(f"{W}basedOn")
    assert based is not None
    assert based.get(f"{W}val") == "Standaard"
    section = next(body(parts).iter(f"{W}sectPr"))
    headers = {one.get(f"{W}type"): one.get(f"{R}id") for one in section.iter(f"{W}headerReference")}
    assert headers.keys() == {"default", "first", "even"}
    relations = {one.get("Id"): one.get("Target") for one in ET.fromstring(parts["word/_rels/document.xml.rels"])}
    for id in headers.values():
        assert "CONCEPT" in list(words(ET.fromstring(parts[f"word/{relations[id]}"])))


KOLOMMEN = '<h2>Een</h2><p>x</p><section class="kaarten"><h2>Kaart</h2><p>x</p></section>' * 2 + "<h2>Slot</h2><p>x</p>"


@pytest.mark.parametrize("first", ["", '<w:type w:val="nextPage"/>', '<w:type w:val="oddPage"/>'])
@pytest.mark.parametrize("bare", [False, True], ids=["own headers", "no headers"])
def test_columns_go_on_with_the_headers_of_the_house_style(first: str, bare: bool, tmp_path: Path) -> None:
    """Whatever it says of how a section starts, where its numbers start, and of headers."""
    own = dutch_word(tmp_path)
    parts = unpack(own.read_bytes()) if bare else standard(".docx")
    page = parts[DOCUMENT].replace(b"<w:pgSz", f"{first}<w:pgSz".encode(), 1)
    parts[DOCUMENT] = re.sub(rb"(<w:pgMar [^>]*/>)", rb'\1<w:pgNumType w:start="1"/>', page, count=1)
    own.write_bytes(pack(parts))
    written = unpack(docx.write(document(KOLOMMEN, voorbehoud="nog niet vastgesteld.", omslag=True), own))
    check_docx(written)
    sections = list(body(written).iter(f"{W}sectPr"))
    assert len(sections) == 5
    assert all(one.find(f"{W}headerReference") is None for one in sections[1:]), "those of the first go on"
    assert [one.findall(f"{W}type")[0].get(f"{W}val") for one in sections[1:]] == ["continuous"] * 4
    starts = [numbers.get(f"{W}start") for one in sections for numbers in one.iter(f"{W}pgNumType")]
    assert starts == ["1", None, None, None, None], "pages are numbered through"
    for name in (one for one in written if "header" in one):
        assert "CONCEPT" in list(words(ET.fromstring(written[name]))), name


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_marks_stand_on_every_page_of_a_draft_and_on_none_of_a_final_text(suffix: str) -> None:
    heads = [name for name in example(suffix) if "header" in name or name == "styles.xml"]
    assert heads
    for name in heads:
        assert "CONCEPT" in list(words(ET.fromstring(example(suffix)[name])))
    final = unpack(WRITERS[suffix](document("<p>x</p>")))
    assert not any(b"CONCEPT" in final[name] for name in heads)


def test_a_word_house_style_of_styles_alone_is_enough(tmp_path: Path) -> None:
    """Also where the numbering of Word ends in something else, and a document for review has settings to write in."""
    parts = standard(".docx")
    lists = parts["word/numbering.xml"].replace(b"</w:numbering>", b'<w:numIdMacAtCleanup w:val="1"/></w:numbering>')
    bare = {name: data for name, data in parts.items() if name not in ("word/settings.xml", "word/numbering.xml")}
    for name, style in (("los", bare), ("anders", parts | {"word/numbering.xml": lists})):
        (tmp_path / f"{name}.docx").write_bytes(pack(style))
        written = unpack(docx.write(replace(document(BODY, charts=(CHART,)), kenmerk="k"), tmp_path / f"{name}.docx"))
        check_docx(written)
        assert b"<w:trackRevisions" in written["word/settings.xml"]
        kinds = [one.tag.removeprefix(W) for one in ET.fromstring(written["word/numbering.xml"])]
        order = ("abstractNum", "num", "numIdMacAtCleanup")
        assert kinds == sorted(kinds, key=order.index), "as the schema of Word wants it"


def test_an_odf_house_style_without_header_gets_one_for_the_marks(tmp_path: Path) -> None:
    parts = standard(".odt")
    areas = rb"<style:(header|footer)((?:-first)?)>.*?</style:\1\2>|<style:header-style>.*?</style:header-style>"
    bare = re.sub(areas, b"", parts["styles.xml"], flags=re.DOTALL)
    bare = re.sub(rb'    <style:style style:name="(Kader|Title|Gegeven)".*?</style:style>\n', b"", bare)
    path = tmp_path / "huisstijl.odt"
    path.write_bytes(pack({**parts, "styles.xml": bare}))
    made = odt.write(document(BODY, charts=(CHART,), voorbehoud="nog niet."), path)
    check_odt(made)
    styles = ET.fromstring(unpack(made)["styles.xml"])
    headers = list(styles.iter(f"{STYLE}header"))
    assert [list(words(header)) for header in headers] == [["CONCEPT"]]
    assert all(list(layout.iter(f"{STYLE}header-style")) for layout in styles.iter(f"{STYLE}page-layout"))


def test_the_house_style_of_the_dossier_goes_before_the_shipped_one(tmp_path: Path) -> None:
    parts = standard(".docx")
    mine = parts["word/header1.xml"].replace(b"versie {{versie}}", b"{{ver</w:t></w:r><w:r><w:t>sie}} van ons huis")
    (tmp_path / "huisstijl.docx").write_bytes(pack({**parts, "word/header1.xml": mine}))
    made = unpack(docx.write(document("<p>x</p>", own=tmp_path, versie="2", status="vastgesteld")))
    assert list(words(ET.fromstring(made["word/header1.xml"]))) == ["Jaarplan 2026\t2 van ons huis · vastgesteld"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"geen zip", "geen gaaf .docx-bestand"),
        (pack({"word/document.xml": b"<a>", "word/styles.xml": b"<a/>"}), "geen gaaf .docx-bestand"),
        (pack({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "geen gaaf .docx-bestand"),
        (pack(standard(".odt")), "alleen de naam eindigt zo"),
    ],
    ids=["no zip", "broken xml", "doctype", "odf"],
)
def test_a_file_that_is_no_house_style_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "huisstijl.docx"
    path.write_bytes(content)
    with pytest.raises(ConvenantError, match=re.escape(told)):
        docx.write(document("<p>x</p>"), path)
    with pytest.raises(ConvenantError, match="is niet te lezen"):
        docx.write(document("<p>x</p>"), tmp_path / "weg.docx")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_shipped_house_style_can_be_written_and_used(suffix: str, tmp_path: Path, convenant: Run) -> None:
    path = tmp_path / f"huisstijl{suffix}"
    assert convenant("huisstijl", path).code == 0
    made = document(BODY, charts=(CHART,))
    assert WRITERS[suffix](made, path) == WRITERS[suffix](made)
    again = convenant("huisstijl", path)
    assert (again.code, "bestaat al" in again.err) == (2, True)
    assert convenant("huisstijl", tmp_path / "huisstijl.pdf").code == 2


def test_a_chart_that_is_not_there_is_told() -> None:
    with pytest.raises(ConvenantError, match="grafiek die er niet is: '#weg'"):
        docx.write(document('<p><img src="#weg" alt="x"></p>'))


@pytest.mark.parametrize(("suffix", "keep"), [(".docx", "keepNext"), (".odt", "keep-with-next")])
def test_a_sentence_stands_with_the_last_rows_of_its_table_and_words_with_what_they_begin(
    suffix: str, keep: str
) -> None:
    rows = "".join(f"<tr><td>rij {number}</td></tr>" for number in range(20))
    tall = f"<tr><td>rij 20 {'woord ' * 60}</td></tr>"
    head = "<thead><tr><th>Kop</th></tr></thead>"
    tables = [f"<table>{head}<tbody>{inside}</tbody></table><p>Erbij.</p>" for inside in (rows, rows + tall)]
    points = f"<ul>{'<li>punt</li>' * 3}</ul>"
    words = f"<h3>Partij</h3><p>Twee punten.</p>{points}<h2>Deel</h2><p>Vooraf.</p><h3>Eerste</h3>"
    parts = unpack(WRITERS[suffix](document(f"{tables[0]}<h2>Twee</h2>{tables[1]}{words}<p>Los.</p><p>Eind.</p>")))
    kept = [text[:6] for text, said in looks(parts) if keep in said and not text.startswith("Kop")]
    short, long = ["rij 0", "rij 17", "rij 18", "rij 19"], ["rij 0", "rij 19", "rij 20"]
    assert kept == [*short, *long, "Twee p", "Vooraf", "Los."], "fewer rows when the last are tall"


def test_a_table_of_which_the_words_do_not_fit_has_smaller_letters_and_a_wide_term_a_line_of_its_own() -> None:
    words = ("Nr", "Onderwerp", "Inbrenger", "samenwerkingsverband", "contactpersonenoverleg", "vervolgafspraken")
    cells = "".join(f"<td>{word}</td>" for word in words)
    read = table_of(parse(f"<table><tbody><tr>{cells}</tr></tbody></table>").elements[0])
    assert holds(read)
    assert not holds(read, 0.8 * 104)
    html = f"<table><tbody><tr>{cells}</tr></tbody></table><dl><dt>Volgende bijeenkomst</dt><dd>mei</dd></dl>"
    for wide, style, term in ((1.0, "Tabeltekst", "Volgende bijeenkomst\tmei"), (1.25, "Tabeltekst smal", "\tmei")):
        blocks = Builder(Lines(document(html), {}, 16.6), 104 / wide, wide).build()
        paras = list(_paras(blocks))
        assert {para.style for para in paras if para.style.startswith("Tabel")} == {style}
        assert any(_typed(para) == term for para in paras), wide


def _paras(blocks: Iterable[Block]) -> Iterator[Para]:
    for block in blocks:
        if isinstance(block, Para):
            yield block
        elif isinstance(block, Grid):
            yield from _paras(inside for row in block.rows for cell in row for inside in cell)
        elif isinstance(block, Together):
            yield from _paras(block.blocks)


def _typed(para: Para) -> str:
    """Return the text of a paragraph."""

    def said(line: Iterable[Piece]) -> Iterator[str]:
        for piece in line:
            yield from [piece.text] if isinstance(piece, Text) else said(getattr(piece, "pieces", ()))

    return "".join(said(para.pieces))


@pytest.mark.parametrize(("suffix", "starts"), [(".docx", "pageBreakBefore"), (".odt", "break-before")])
@pytest.mark.parametrize(
    ("parts", "pieces", "listed", "own_page"),
    [
        pytest.param(24, 1, 48, False, id="all of them"),
        pytest.param(24, 2, 24, False, id="only parts, as their pieces do not fit"),
        pytest.param(6, 12, 78, True, id="too few parts to tell much by themselves"),
        pytest.param(70, 0, 70, True, id="too many parts"),
    ],
)
def test_contents_stand_below_the_title_in_a_way_in_which_they_fit(
    suffix: str, starts: str, parts: int, pieces: int, listed: int, own_page: bool
) -> None:
    inside = "".join(f"<h3>Stuk {number}</h3>" for number in range(pieces))
    made_of = document("".join(f"<h2>Deel {number}</h2>{inside}" for number in range(parts)))
    kop = replace(made_of.kop, omslag=True, gegevens=(("Stand op", "30 juni 2026"),))
    found = unpack(WRITERS[suffix](replace(made_of, kop=kop)))
    assert next(starts in said for text, said in looks(found) if text == "Inhoud") is own_page
    body = next(found[name] for name in ("word/document.xml", "content.xml") if name in found).decode()
    assert len(re.findall(r"PAGEREF kop|text:bookmark-ref[^>]*kop", body)) == listed
    depth = re.search(r'TOC \\o "1-(\d)"|table-of-content-source text:outline-level="(\d)"', body)
    assert depth is not None
    assert next(filter(None, depth.groups())) == ("1" if listed == parts and pieces else "2"), "also when it is updated"


@pytest.mark.programmas
def test_rows_that_stand_together_go_to_the_next_page_together_where_pages_are_counted(tmp_path: Path) -> None:
    """Counted row by row, a table that starts a page seemed to start at the end of the one before."""
    tall = "<br>".join(["regel"] * 9)
    table = f"<table><thead><tr><th>Kop</th></tr></thead><tbody><tr><td>een</td></tr><tr><td>{tall}</td></tr>"
    table += "".join(f"<tr><td>rij {number}</td></tr>" for number in range(12)) + "</tbody></table>"
    style = completed(house_style(".docx", None, None), standard(".docx"))
    told, files = {}, {}
    for before in range(14, 46, 4):
        made_of = document(f"{'<p>regel</p>' * before}<h2>De tabel</h2>{table}{'<p>Daarna.</p>' * 20}")
        told[f"{before}.docx"] = docx._made(made_of, style, as_shipped=True).layout.places["kop1"]
        files[f"{before}.docx"] = docx.write(made_of)
    shown = {
        name: next(at for at, page in enumerate(found, 1) if "De tabel" in page)
        for name, found in pages(files, tmp_path).items()
    }
    assert shown == told
    assert set(told.values()) == {1, 2}
