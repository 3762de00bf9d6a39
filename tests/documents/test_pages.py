"""The pages that readers see: nothing of the content is lost there, in Word, ODF and PDF."""

import copy
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import canonicalize
from zipfile import ZipFile

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.document import Composed, compose
from convenant_cli.documents.formats import make
from convenant_cli.documents.page.tree import Element, Node, parse, table_of, walk
from convenant_cli.documents.writers import pdf
from convenant_cli.documents.writers.balancing import ASKED, IN_COLUMN, End, Ends, balanced
from convenant_cli.documents.writers.ending import ended
from convenant_cli.documents.writers.fitting import columns, letters, lines
from convenant_cli.documents.writers.office import docx, docx_plain, odt, odt_style
from convenant_cli.documents.writers.office.docx_numbers import laid_out
from convenant_cli.documents.writers.office.huisstijl import house_style, standard
from convenant_cli.documents.writers.office.odt_measures import as_word
from convenant_cli.documents.writers.office.room import room
from convenant_cli.documents.writers.office.vetting import unpack_bounded
from convenant_cli.documents.writers.office.zipped import pack
from convenant_cli.documents.writers.office.zipped import parse as office_xml
from convenant_cli.documents.writers.typst_source import typst_source
from convenant_cli.dossier.reading import load
from convenant_cli.sources.sources import literal
from tests.alle_documenten import MOMENT, Soort, composed, every, gathered, made, one_of_each
from tests.conftest import ROOT, TESTS, overlay, read_folder, whole
from tests.grondig import GRONDIG, spread
from tests.pages import pages
from tests.pdf_checks import page_texts
from tests.test_profielen import EVERY, profile

pytestmark = pytest.mark.programmas

PLAN = Soort("jaarplan", "2026")
_LINE = 11.8  # points of a line of text


def _moved(whole: Composed, by: int) -> Composed:
    """Return a part of a year plan in which the table of the year before stands lower on a page by some lines."""
    parts = whole.inhoud.elements
    at = next(number for number, part in enumerate(parts) if part.text.startswith("Terugblik op"))
    before = [Element("p", {"class": "klein"} if number % 3 == 0 else {}, ["regel"]) for number in range(by)]
    shown: list[Node] = [Element("h2", {}, ["Begin"]), *before, *copy.deepcopy(parts[at - 3 : at + 2])]
    return replace(whole, inhoud=Element("document", {}, shown), kop=replace(whole.kop, omslag=False))


def _rows(document: Composed) -> Iterator[str]:
    for table in (one for one in walk(document.inhoud) if one.tag == "tbody"):
        for row in table.elements:
            yield row.elements[-1].text.split()[-1]


def test_no_row_of_a_table_is_lost_wherever_it_stands_on_a_page(tmp_path: Path) -> None:
    whole = composed(PLAN)
    # Where rows were held together by their lines, those in the middle were lost, and in ODF only.
    moved = {by: _moved(whole, by) for by in sorted({18, *spread(range(12, 44, 2), 3)})}
    written = {
        f"{by:02}-{suffix[1:]}{suffix}": (writer, document)
        for by, document in moved.items()
        for suffix, writer in ((".docx", docx), (".odt", odt))
    }
    documents = {name: document for name, (_, document) in written.items()}
    read = pages({name: writer.write(document) for name, (writer, document) in written.items()}, tmp_path)
    for name, document in documents.items():
        text = "".join("".join(read[name]).split())
        shown = text[text.index("Terugblikop2025") :]
        section = next(one for one in document.inhoud.elements if one.text.startswith("Terugblik op"))
        lost = [row for row in _rows(replace(document, inhoud=section)) if row not in shown]
        assert lost == [], name
        first = next(one for one in walk(section) if one.tag == "tbody").elements[0].elements[1].text.split()[0]
        assert first in shown[: shown.index("Thema1")], name
        on_pages = "\f".join(read[name]).split("Terugblik op 2025")[-1].split("Thema 1")[0].split("\f")
        for page in on_pages:
            if "Resultaat:" in page or "Uitkomst" in page:
                assert "Uitkomst" in page, (name, "the head comes back on each page")
                assert page.count("Resultaat:") > 1, (name, "neither a row nor the head stands alone")


def test_no_word_of_a_document_is_lost_on_its_pages(tmp_path: Path) -> None:
    """In LibreOffice a table of the plan showed its head only: the words were in the file, and on no page."""
    soorten = [PLAN, *(one for one in one_of_each() if one.name in ("evaluatie", "overdracht"))]
    files = {f"{soort}{suffix}": made(soort, suffix) for soort in soorten for suffix in (".docx", ".odt")}
    read = pages(files, tmp_path)
    for soort in soorten:
        held = [one.text for one in composed(soort).inhoud.elements if one.tag != "nav"]
        meant = Counter(re.findall(r"[^\W\d_]{3,}", " ".join(held)))
        assert meant.total() > 500
        for suffix in (".docx", ".odt"):
            shown = Counter(re.findall(r"[^\W\d_]{3,}", "".join(read[f"{soort}{suffix}"])))
            assert meant - shown == Counter(), (soort, suffix)


def test_the_summary_for_those_who_govern_is_one_page_however_much_there_is_to_say(tmp_path: Path) -> None:
    soort = Soort("bestuurssamenvatting", "")
    files = read_folder(ROOT / "data")
    for name, raw in files.items():
        if name.startswith("bepalingen/"):
            text = raw.decode()
            chapter = re.sub(
                r"(?m)^titel: (.*)", r"titel: De lange naam van het hoofdstuk dat gaat over \1", text, count=1
            )
            files[name] = chapter.encode()
    crowded = kinds.context(
        soort.name, load(literal({f"data/{name}": raw for name, raw in files.items()}))[0], "", MOMENT
    )
    assert len(crowded["niet_getoond"]) > len(gathered(soort)["niet_getoond"])
    made_of = {"gewoon": gathered(soort), "vol": crowded}
    documents = {
        f"{name}-{suffix[1:]}{suffix}": make(suffix, "bestuurssamenvatting.html.j2", context)
        for name, context in made_of.items()
        for suffix in (".docx", ".odt", ".pdf")
    }
    for suffix in (".docx", ".odt"):
        style = tmp_path / f"huisstijl{suffix}"
        style.write_bytes(_house_style(suffix, high=True))
        there = room(suffix, style, None)
        assert there.breed < 1
        assert there.hoog < 1
        less = kinds.context(soort.name, load(overlay(ROOT))[0], "", replace(MOMENT, ruimte=there))
        assert len(less["niet_getoond"]) > len(gathered(soort)["niet_getoond"])
        documents[f"eigen-{suffix[1:]}{suffix}"] = make(suffix, "bestuurssamenvatting.html.j2", less, huisstijl=style)
    read = pages(documents, tmp_path)
    assert {name: len(found) for name, found in read.items()} == dict.fromkeys(documents, 1)
    assert all("aandacht" in found[0] for found in read.values())


@pytest.mark.parametrize("own", ["opmaak", "logo"])
def test_the_summary_is_one_page_of_a_pdf_in_an_own_style_and_below_a_logo(own: str, tmp_path: Path) -> None:
    if own == "logo":
        (tmp_path / "logo.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" width="70" height="18"><rect width="70" height="18"/></svg>'
        )
    else:
        style = (ROOT / "templates" / "document.typ").read_text(encoding="utf-8")
        for old, new in (("x: 22mm", "x: 28mm"), ("{ 9.5pt } else { 10pt }", "{ 10.5pt } else { 11pt }")):
            assert style.count(old) == 1
            style = style.replace(old, new)
        (tmp_path / "document.typ").write_text(style, encoding="utf-8")
    there = room(".pdf", None, tmp_path)
    assert there.hoog < 1
    assert (there.breed < 1) == (own == "opmaak")
    soort = Soort("bestuurssamenvatting", "")
    context = kinds.context(soort.name, load(overlay(ROOT))[0], "", replace(MOMENT, ruimte=there))
    found = {
        name: len(page_texts(make(".pdf", "bestuurssamenvatting.html.j2", shown, tmp_path)))
        for name, shown in (("as in our style", gathered(soort)), ("as fits", context))
    }
    assert found == {"as in our style": 2, "as fits": 1}


def test_each_format_of_one_name_is_read_by_itself(tmp_path: Path) -> None:
    plan = composed(PLAN)
    writers = {".docx": docx.write, ".odt": odt.write, ".pdf": pdf.write}
    files = {
        f"x{suffix}": write(replace(plan, inhoud=parse(f"<p>uit{suffix[1:]}</p>"), kop=replace(plan.kop, omslag=False)))
        for suffix, write in writers.items()
    }
    read = pages(files, tmp_path)
    assert {name: re.findall(r"\buit\w+", " ".join(found)) for name, found in read.items()} == {
        f"x{suffix}": [f"uit{suffix[1:]}"] for suffix in writers
    }


@pytest.mark.parametrize("wide", [False, True], ids=["ours", "own"])
def test_the_contents_tell_the_page_of_each_part(wide: bool, tmp_path: Path) -> None:
    """Nobody updates them, and in an own style with wide letters they are right as well."""
    kinds_of = [soort for soort in every() if composed(soort).kop.omslag]
    assert len(kinds_of) > 4
    files = {
        f"{soort}{suffix}": _in_wide(soort, suffix, tmp_path) if wide else made(soort, suffix)
        for soort in kinds_of
        for suffix in (".docx", ".odt")
    }
    for name, found in pages(files, tmp_path).items():
        told = _told(found)
        assert len(told) > 11, name
        assert _wrong(told, found) == [], name
        assert re.search(r"(?m)^ *Inhoud$", found[0]), (name, "below the title, and no page that is half white")


def _told(found: list[str]) -> dict[str, str]:
    """Return the headings in the contents of a document, with the pages that stand there."""
    first = next(at for at, page in enumerate(found) if re.search(r"(?m)^ *Inhoud$", page))
    return dict(re.findall(r"(?m)^ *(\S.*?)\.{3,} *(\d+)$", "".join(found[first : first + 2])))


def _wrong(told: Mapping[str, str], found: list[str]) -> list[tuple[str, str]]:
    wrong = []
    for title, number in told.items():
        # In a column a long heading takes two lines, between those of the other column.
        start = re.escape(" ".join(title.split()[:3]))
        if not re.search(start, " ".join(found[int(number) - 1].split())):
            wrong.append((title, number))
    return wrong


def _lowered(soort: Soort, at: int, by: int) -> bytes:
    """Return a document in Word of which everything from some part on stands some lines lower."""
    whole = composed(soort)
    parts = whole.inhoud.elements
    lines = [Element("p", {}, ["regel"]) for _ in range(by)]
    return docx.write(replace(whole, inhoud=Element("document", {}, [*parts[:at], *lines, *parts[at:]])))


#: Documents, with the parts before which lines are put, and how many: those at which a page was counted wrongly. A
#: thorough run takes up to twelve. Not of the annex: where columns end in the middle of it is known to two lines.
_LOWERED = [
    (Soort("jaarplan", "2025"), (2, 4, 6), (4, 7, 11)),
    (Soort("jaarplan", "2027"), (3, 6, 8), (1, 12)),
    # An item ends at the foot of a page, and what is over between its lines runs over it.
    (Soort("jaarplan", "2026"), (2, 5, 7), (2,)),
    (Soort("evaluatie", "2025"), (3, 5), ()),
    (Soort("partnergids", ""), (4, 6), ()),
]


@pytest.mark.parametrize(("soort", "parts", "few"), [one for one in _LOWERED if GRONDIG or one[2]], ids=str)
def test_the_contents_tell_the_page_of_each_part_wherever_it_falls(
    soort: Soort, parts: tuple[int, ...], few: tuple[int, ...], tmp_path: Path
) -> None:
    """A table that went on over a page just before its last rows was a row shorter there than its head made it."""
    tried = [(at, by) for at in parts for by in range(13)] if GRONDIG else [(parts[1], by) for by in few]
    files = {f"{at}-{by}.docx": _lowered(soort, at, by) for at, by in tried}
    wrong = {name: _wrong(_told(found), found) for name, found in pages(files, tmp_path).items()}
    assert {name: found for name, found in wrong.items() if found} == {}


#: Fonts of offices, with the one that is as wide and stands in for it where it is not there.
_OF_OFFICES = {"Calibri": "Carlito", "Times New Roman": "Liberation Serif"}


@pytest.mark.parametrize("font", _OF_OFFICES)
def test_the_contents_tell_the_page_of_each_part_in_a_font_of_offices(font: str, tmp_path: Path) -> None:
    """Their letters are narrower than those of Arial, so that nearly every line ends elsewhere."""
    shown = subprocess.run(["fc-match", "-f", "%{family}", font], capture_output=True, text=True, check=True).stdout
    if shown.split(",")[0] not in (font, _OF_OFFICES[font]):
        pytest.skip(f"LibreOffice sets {font} in {shown} here, of which the letters are as wide as in neither")
    files = {f"plan{suffix}": _in_wide(PLAN, suffix, tmp_path, font) for suffix in (".docx", ".odt")}
    files["thema.docx"] = _in_style(PLAN, _of_theme(font), tmp_path / "thema.docx")
    for name, found in pages(files, tmp_path).items():
        told = _told(found)
        assert len(told) > 10, name
        assert _wrong(told, found) == [], name


def _of_theme(font: str) -> bytes:
    """Return a Word style that names its font as one of the theme, as templates of Word do."""
    with ZipFile(BytesIO(_wide(".docx"))) as held:
        parts = {name: held.read(name) for name in held.namelist()}
    said = re.compile(rb'w:ascii="DejaVu Sans" w:hAnsi="DejaVu Sans"')
    parts["word/styles.xml"] = said.sub(
        b'w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"', parts["word/styles.xml"]
    )
    drawn = "http://schemas.openxmlformats.org/drawingml/2006/main"
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind, face in (("major", "Courier New"), ("minor", font))
    )
    theme = f'<a:theme xmlns:a="{drawn}" name="t"><a:themeElements><a:fontScheme name="t">{fonts}</a:fontScheme>'
    parts["word/theme/theme1.xml"] = f"{theme}</a:themeElements></a:theme>".encode()
    kind = "application/vnd.openxmlformats-officedocument.theme+xml"
    told = f'<Override PartName="/word/theme/theme1.xml" ContentType="{kind}"/></Types>'.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", told)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    related = f'<Relationship Id="rIdT" Type="{relation}" Target="theme/theme1.xml"/></Relationships>'.encode()
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", related)
    return pack(parts)


def test_the_numbers_of_the_contents_are_in_the_file_and_word_asks_nothing() -> None:
    with ZipFile(BytesIO(made(PLAN, ".docx"))) as parts:
        body, settings = parts.read("word/document.xml").decode(), parts.read("word/settings.xml")
    asked = re.findall(r" PAGEREF (\S+) ", body)
    numbers = re.findall(r" PAGEREF \S+ .*?<w:t>([^<]*)</w:t>", body)
    assert len(asked) > 14
    assert len(numbers) == len(asked)
    assert all(number.isdigit() for number in numbers)
    assert all(f'w:name="{place}"' in body for place in asked)
    assert b"updateFields" not in settings
    assert "w:dirty" not in body, "Word asks before it updates"


_CARDS = "".join(
    f"<h3>Kaart {number}</h3>{'<p>Zo staat het hier in kleine letters, meer dan een regel van de kolom.</p>' * 7}"
    for number in range(14)
)
_PAIRS = f"<p>{'Yuverta Ashram Vaste Tovenaar Wapen Alphen aan den Rijn Avond Yperen Terugblik. ' * 6}</p>"


@pytest.mark.parametrize("what", ["columns", "letters that stand close"])
def test_how_far_a_text_reaches_is_counted_as_libreoffice_sets_it(what: str, tmp_path: Path) -> None:
    plan = composed(PLAN)
    shown = parse(f'<p>Kort.</p><div class="kaarten">{_CARDS}</div>' if what == "columns" else _PAIRS * 9)
    shown = Element("document", {}, [*shown.elements, Element("p", {}, ["Slot."])])
    document = replace(plan, inhoud=shown, kop=replace(plan.kop, omslag=False), grafieken={})
    file = docx.write(document)
    found = pages({"x.docx": file}, tmp_path)["x.docx"]
    layout = laid_out(unpack_bounded(file), office_xml(unpack_bounded(file)["word/document.xml"]).root)
    read = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "x.docx.pdf", "-"], check=True, capture_output=True, timeout=60
    )
    last = re.findall(r'yMin="([\d.]+)"[^>]*>Slot\.<', read.stdout.decode())
    assert layout.pages == len(found) > 1
    assert abs(layout.down - _LINE - float(last[-1])) < 26, "two lines of text"


@pytest.mark.parametrize("soort", [PLAN, Soort("partnergids", ""), Soort("herinneringen", "")], ids=str)
def test_what_is_known_to_be_so_high_falls_as_its_text_does(soort: Soort, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of most paragraphs and rows Typst gets how high they are; where no line is counted it sets all their text."""
    document, style = composed(soort), standard(".docx")
    parts = unpack_bounded(docx.write(document))
    root = office_xml(parts["word/document.xml"]).root
    known, paged = laid_out(parts, root), docx.paging(document, style, as_shipped=True)
    monkeypatch.setattr(docx_plain, "line_count", lambda *_: None)
    as_text = laid_out(parts, root)
    assert (known.places, known.pages) == (as_text.places, as_text.pages)
    assert known.pages > 1
    assert known.down == pytest.approx(as_text.down, abs=0.01)
    assert paged == docx.paging(document, style, as_shipped=True)


def test_a_text_of_libreoffice_stands_where_word_has_it(tmp_path: Path) -> None:
    """Only a text in Word is laid out before it is written, and what starts a page of the other is told by it."""
    for soort in (Soort("jaarplan", "2027"), Soort("evaluatie", "2026"), Soort("herinneringen", "")):
        files = {f"x{suffix}": made(soort, suffix) for suffix in (".docx", ".odt")}
        read = pages(files, tmp_path)
        assert len(read["x.docx"]) == len(read["x.odt"]), soort
        word, ours = (_words((tmp_path / f"{name}.pdf").read_bytes(), tmp_path) for name in files)
        for at, (there, here) in enumerate(zip(word, ours, strict=True), 1):
            starts, found = (
                [(low, text) for left, low, text in page if left < 63 and 62 < low < 780 and "..." not in text]
                for page in (there, here)
            )
            assert [text for _, text in found] == [text for _, text in starts], (soort, at)
            off = [round(low - other) for (low, _), (other, _) in zip(found, starts, strict=True)]
            assert max(map(abs, off), default=0) < 7, (soort, at, off)


#: Documents whose last page held less than five lines, with their formats.
_ENDS = {
    Soort("evaluatie", "2026"): (".docx", ".odt"),
    Soort("verslag", "2026-03-19-contactpersonenoverleg"): (".odt",),
    Soort("partnergids", ""): (".pdf",),
}


@cache
def _many_parties() -> Mapping[str, Any]:
    """Return what a guide shows of the shipped dossier with forty more schools, numbered from 1."""
    files = {f"data/{name}": raw for name, raw in read_folder(ROOT / "data").items()}
    school = files["data/partners/yuverta.yaml"].decode()
    for number in range(1, 41):
        text = re.sub(r"(?m)^(naam|korte_naam): .*", rf"\1: Noordschool {number}", school)
        text = text.replace("yuverta", f"noord-{number}").replace("id: Noordschool", "id: noord")
        files[f"data/partners/noord-{number}.yaml"] = text.encode()
    dossier = whole(files)
    return kinds.context("partnergids", dossier, "", MOMENT)


def test_a_guide_of_fifty_three_parties_shows_each_once_in_the_order_of_people(tmp_path: Path) -> None:
    files = {
        f"{suffix}.{suffix}": make(f".{suffix}", "partnergids.html.j2", _many_parties())
        for suffix in ("docx", "odt", "pdf")
    }
    for suffix, found in pages(files, tmp_path).items():
        text = "\n".join(found)
        table = text[text.index("Zo bereikt u een partij") : text.rindex("Aanbod per thema")]
        rows = re.findall(r"(?m)^ *Noordschool (\d+) ", table)
        assert rows == [str(number) for number in range(1, 41)], suffix
        addresses = re.findall(r"convenant-alphen@noord-(\d+)\.example", table)
        assert addresses == rows, suffix
        headings = re.findall(r"(?m)^ *Noordschool (\d+)$", text[text.rindex("Aanbod per thema") :])
        assert headings == rows, suffix
        if not suffix.endswith("pdf"):
            assert sum("....." in page for page in found) == 1, (suffix, "the contents do not run over by a line")


def _of_profile(profile: str, kind: str) -> Mapping[str, Any]:
    dossier = whole(overlay(TESTS / "profielen" / profile))
    return kinds.context(kind, dossier, "", MOMENT)


def test_no_last_page_is_almost_empty(tmp_path: Path) -> None:
    files = {
        f"{soort}-{suffix[1:]}{suffix}": made(soort, suffix) for soort, suffixes in _ENDS.items() for suffix in suffixes
    }
    files["kort.odt"] = make(".odt", "partnergids.html.j2", _of_profile("zorggebouwen", "partnergids"))
    # Of one that ended in columns all of which was held together LibreOffice made a last page without a word.
    columns = _of_profile("schoolgebouwen", "nalevingsbijlage")
    files["kolommen.docx"] = make(".docx", "nalevingsbijlage.html.j2", columns)
    for name, found in pages(files, tmp_path).items():
        last = [line for line in found[-1].splitlines() if line.strip()]
        own = last[1:-1]  # without its header and footer
        assert len(found) == 1 or len(own) >= 5, (name, last)


#: Documents that are set a little closer, with how many pages they had without.
_CLOSER = {
    Soort("naleving", ""): 7,
    Soort("partnergids", ""): 9,
    Soort("verslag", "2025-11-13-jaarlijkse-bijeenkomst"): 3,
    Soort("presentielijst", "2026-12-10-jaarlijkse-bijeenkomst"): 2,
}


def test_no_page_holds_just_a_few_rows_before_a_part_that_starts_another(tmp_path: Path) -> None:
    context = _of_profile("twee-partijen", "nalevingsbijlage")
    files = {
        f"bijlage-{suffix[1:]}{suffix}": make(suffix, "nalevingsbijlage.html.j2", context)
        for suffix in (".docx", ".odt")
    }
    for name, found in pages(files, tmp_path).items():
        assert len(found) == 4, name  # the contents stand below the title, and five had one with three rows
        assert [at for at, page in enumerate(found, 1) if page.count("\n") < 25] == [], name
        told = dict(re.findall(r"(?m)^ *(\S.*?)\.{3,} *(\d+)$", found[0]))
        assert len(told) > 8, name
        for title, number in told.items():
            assert re.search(re.escape(title[:12]), found[int(number) - 1]), (name, title)


def test_a_document_is_set_closer_when_that_spares_its_almost_empty_last_page(tmp_path: Path) -> None:
    files = {f"{soort}{suffix}": made(soort, suffix) for soort in _CLOSER for suffix in (".docx", ".odt")}
    before = {str(soort): count for soort, count in _CLOSER.items()}
    for name, found in pages(files, tmp_path).items():
        assert len(found) < before[name.partition(".")[0]], name
        assert found[-1].count("\n") > 10, name


def _wide(suffix: str, font: str = "DejaVu Sans") -> bytes:
    """Return a house style of one's own, with wide letters or those of another font, and wide edges."""
    parts = standard(suffix)
    edges = {
        ".docx": (rb'(w:(?:left|right))="1247"', rb'\1="1984"'),
        ".odt": (rb'(margin-(?:left|right))="2\.2cm"', rb'\1="3.5cm"'),
    }
    for name in ("word/styles.xml", "word/document.xml", "styles.xml"):
        if name in parts:
            wide = re.sub(rb"Liberation Sans|Arial", font.encode(), parts[name])
            parts[name] = re.sub(*edges[suffix], wide)
    return pack(parts)


def _in_wide(soort: Soort, suffix: str, folder: Path, font: str = "DejaVu Sans") -> bytes:
    return _in_style(soort, _wide(suffix, font), folder / f"huisstijl{suffix}")


def _in_style(soort: Soort, content: bytes, style: Path) -> bytes:
    """Return a document in a house style, that is written to a file first."""
    style.write_bytes(content)
    return make(style.suffix, f"{soort.name}.html.j2", gathered(soort), huisstijl=style)


def test_contents_stand_below_the_title_when_the_last_page_is_full_as_well() -> None:
    """Set closer they fit there, which spares their page and more; that the last page is full is no reason not to."""
    plan = composed(PLAN)
    style = house_style(".docx", None, None)
    seen = set()
    for by in (0, 25):
        more = [Element("p", {}, ["regel"]) for _ in range(by)]
        longer = replace(plan, inhoud=Element("document", {}, [*copy.deepcopy(plan.inhoud.children), *more]))
        closer, listing, _ = docx.paging(longer, style, as_shipped=True)
        assert not listing.apart, by
        seen.add(closer > 0)
    assert seen == {True}


def test_the_words_of_a_part_may_stand_at_the_foot_of_a_column(tmp_path: Path) -> None:
    """Kept with the first frame below them, they left a quarter of a column white."""
    plan = composed(PLAN)
    card = f'<div class="actie"><h3>Actie</h3><p>loopt</p><p>{"links " * 60}</p></div>'
    files: dict[str, bytes] = {}
    for by in range(0, 16, 3):
        before = "<p>links</p>" * by
        html = f'<div class="kaarten"><h2>Een</h2>{before}{card * 3}<h2>Twee</h2><p>{"links " * 40}</p>{card * 9}</div>'
        document = replace(plan, inhoud=parse(html), kop=replace(plan.kop, omslag=False))
        files |= {f"{by}{suffix}": write(document) for suffix, write in ((".docx", docx.write), (".odt", odt.write))}
    pages(files, tmp_path)
    for name in files:
        page = _words((tmp_path / f"{name}.pdf").read_bytes(), tmp_path)[0]
        left = [low for at, low, word in page if word == "links" and at < 290]
        assert 780 - max(left) < 70, (name, "some lines are left free at most")


@pytest.mark.parametrize("wide", [False, True], ids=["ours", "own"])
def test_a_mail_runs_over_only_where_much_of_a_page_would_stay_white(wide: bool, tmp_path: Path) -> None:
    """Somebody copies it out, so that it parts as little as can be: neither its opening nor its close stands alone."""
    soort = Soort("herinneringen", "")
    mails = [one for one in walk(composed(soort).inhoud) if "mail" in one.classes]
    short = [said[1] for mail in mails if (said := re.search(r"Aan: (\S+\.example)", mail.text))]
    assert len(short) > 8
    files = {
        f"{soort.name}-{suffix[1:]}{suffix}": _in_wide(soort, suffix, tmp_path) if wide else made(soort, suffix)
        for suffix in (".docx", ".odt")
    }
    for name, found in pages(files, tmp_path).items():
        over = 0
        for address in short:
            page = next(page for page in found if f"Aan: {address}" in page)
            heading, rest = page.split(f"Aan: {address}")
            assert len(heading.splitlines()) > 2, (name, address, "its heading stands above it")
            if "Met vriendelijke groet" not in rest:
                over += 1
                assert rest.count("•") > 0, (name, address, "a part of what is told stands with its opening")
                close = found[found.index(page) + 1].partition("Met vriendelijke groet")[0]
                assert "•" in close, (name, address, "and with its close")
        assert over <= len(short) // 3, (name, over)
        for words in _words((tmp_path / f"{name}.pdf").read_bytes(), tmp_path)[:-1]:
            lowest = max(low for _, low, _ in words if low < 780)
            assert (780 - lowest) / (780 - 70) < 0.37, (name, lowest)


#: Documents with many tables, lists and columns.
_LONG = (Soort("overdracht", ""), Soort("partnergids", ""), Soort("nalevingsbijlage", ""))


def _pairs(holder: Element) -> Iterator[tuple[list[Element], int]]:
    """Yield the blocks of each part of a text, with the place of each that another one follows."""
    for part in walk(holder):
        if part.tag in ("document", "section", "div"):
            yield from ((part.elements, at) for at in range(len(part.elements) - 1))


def _starts(block: Element) -> str:
    line = takewhile(lambda node: not (isinstance(node, Element) and node.tag == "br"), block.children)
    return "".join("".join(node if isinstance(node, str) else node.text for node in line).split())[:12]


_TOGETHER = {
    "words before a list of one item": "<p>begin{by}:</p><ul><li>eind{by}.</li></ul>",
    "three lines that end a part, and the last of the list above them": (
        f"<ul><li>een</li><li>twee</li><li>begin{{by}}.</li></ul><p>Zie ook {'elders ' * 36}eind{{by}}.</p>"
    ),
}


@pytest.mark.parametrize("end", _TOGETHER.values(), ids=_TOGETHER)
def test_what_ends_a_part_stands_together(tmp_path: Path, end: str) -> None:
    counts, line = range(20, 60), "<p>regel</p>"
    parts = (f'<section class="blad"><h2>A</h2>{line * by}{end.format(by=by)}</section>' for by in counts)
    plan = composed(PLAN)
    document = replace(plan, inhoud=parse("".join(parts)), kop=replace(plan.kop, omslag=False))
    for name, found in pages({"a.docx": docx.write(document), "a.odt": odt.write(document)}, tmp_path).items():
        assert len(found) > len(counts), name
        apart = [by for by in counts if not any(f"begin{by}" in page and f"eind{by}." in page for page in found)]
        assert apart == [], name


def test_words_before_a_list_and_a_sentence_behind_a_table_stand_with_them(tmp_path: Path) -> None:
    files = {f"{soort}-{suffix[1:]}{suffix}": made(soort, suffix) for soort in _LONG for suffix in (".docx", ".odt")}
    read = pages(files, tmp_path)
    seen = set()
    for soort in _LONG:
        pairs = list(_pairs(composed(soort).inhoud))
        for name, found in ((name, found) for name, found in read.items() if name.startswith(f"{soort}-")):
            told = ["".join(page.split()) for page in found]
            for held, at in pairs:
                block, behind = held[at : at + 2]
                if "tabel" in block.classes and behind.tag == "p":
                    rows = next(one for one in walk(block) if one.tag == "tbody").elements
                    cell = rows[-1].elements[0]
                    line = takewhile(lambda one: getattr(one, "tag", "") != "br", cell.children)
                    before, after = _starts(Element("td", {}, [*line])), _starts(behind)
                elif at and (held[at - 1].tag, block.tag, behind.tag) == ("h3", "p", "ul"):
                    before, after = _starts(held[at - 1]), _starts(behind.elements[0])
                else:
                    continue
                seen.add((soort, behind.tag))
                assert any(before in page and after in page for page in told), (name, before, after)
    assert {tag for _, tag in seen} == {"p", "ul"}


def test_a_frame_runs_over_only_where_much_of_a_page_would_stay_white(tmp_path: Path) -> None:
    files: dict[str, bytes] = {}
    seen = set()
    for soort in (Soort("evaluatie", "2025"), Soort("evaluatie", "2026")):
        files |= {f"{soort}{suffix}": made(soort, suffix) for suffix in (".docx", ".odt")}
    for name, found in pages(files, tmp_path).items():
        _, kind, year = re.split(r"(evaluatie)-", name.rpartition(".")[0])
        frames = [one for one in walk(composed(Soort(kind, year)).inhoud) if "actie" in one.classes]
        told = ["".join(page.split()) for page in found]
        for frame in frames:
            held = ["".join(one.text.split())[:30] for one in walk(frame) if one.tag in ("h3", "dd", "li")]
            start = next(at for at, page in enumerate(told) if all(text in page for text in held[:3]))
            if whole := held[-1] in told[start]:
                continue
            seen.add((name, whole))
            # Beginning and end are no lone line: its heading has two terms, and its last term the one before.
            assert all(text in told[start + 1] for text in (held[-1], held[-2])), (name, held)
        full = max(page.count("\n") for page in found)
        short = [at for at, page in enumerate(found[1:-1], 1) if page.count("\n") < full * 0.7]
        assert short == [], (name, [page.count("\n") for page in found])
    assert seen, "one frame at least runs over"


def test_an_own_style_too_is_set_closer_but_keeps_its_edges(tmp_path: Path) -> None:
    soort = Soort("agenda", "2026-12-10-jaarlijkse-bijeenkomst")
    files = {f"{soort.name}-{suffix[1:]}{suffix}": _in_wide(soort, suffix, tmp_path) for suffix in (".docx", ".odt")}
    for name, found in pages(files, tmp_path).items():
        assert len(found) == 3, (name, "four without, of which the last holds some rows")
        assert found[-1].count("\n") > 40, name
    with ZipFile(BytesIO(files["agenda-docx.docx"])) as word, ZipFile(BytesIO(_wide(".docx"))) as ours:
        edges = [re.findall(rb'\w+="\d+"', _margins(file.read("word/document.xml"))) for file in (word, ours)]
    assert edges[0] == edges[1] != []


def test_most_addresses_of_a_list_of_contacts_are_whole_in_an_own_wide_style(tmp_path: Path) -> None:
    """A column for the day on which each was confirmed left them so little room that one in two was cut."""
    soort = Soort("overdracht", "")
    (contacts,) = [one for one in _tables(composed(soort).inhoud) if "Contactpersoon" in one.text]
    known = set(
        re.findall(r"[\w.-]+@[\w.-]+?\.example", " ".join(one.text for one in walk(contacts) if one.tag == "a"))
    )
    files = {"ours.docx": made(soort, ".docx"), "own.docx": _in_wide(soort, ".docx", tmp_path)}
    found = {name: " ".join(" ".join(read).split()) for name, read in pages(files, tmp_path).items()}
    assert len(known) > 20
    assert [
        one for one in known if one not in found["ours.docx"] and "-" not in one
    ] == []  # behind a hyphen a line ends
    assert len([one for one in known if one not in found["own.docx"]]) < 0.4 * len(known)


def test_no_day_of_a_plan_is_cut_in_an_own_wide_style(tmp_path: Path) -> None:
    """Word and LibreOffice end a line behind a hyphen, and what would hold it there is another sign when copied."""
    plan = Soort("jaarplan", "2027")
    files = {f"{plan}{suffix}": _in_wide(plan, suffix, tmp_path) for suffix in (".docx", ".odt")}
    for name, found in pages(files, tmp_path).items():
        text = "\n".join(found)
        assert re.search(r"\(\d{1,2}[-\s](?:jun|dec|\d{1,2})\)", text), name
        assert re.findall(r"\(\d{1,2}-?(?:\s*$|\s{2,}).*", text, re.M) == [], name


def test_no_last_page_in_an_own_wide_style_is_almost_empty(tmp_path: Path) -> None:
    files: dict[str, bytes] = {}
    for soort in one_of_each():
        if soort.name not in ("bestuurssamenvatting", "presentielijst"):  # one page, and a list for others on purpose
            files |= {f"{soort}{suffix}": _in_wide(soort, suffix, tmp_path) for suffix in (".docx", ".odt")}
    files |= {f"eerder{suffix}": _in_wide(_EARLIER, suffix, tmp_path) for suffix in (".docx", ".odt")}
    for name, found in pages(files, tmp_path).items():
        assert len(found) == 1 or found[-1].count("\n") > 25, name


#: An agenda of which the list of who is invited ran over to a page of its own.
_EARLIER = Soort("agenda", "2025-11-13-jaarlijkse-bijeenkomst")


def test_a_table_in_an_own_wide_style_can_be_read(tmp_path: Path) -> None:
    """Its letters are of eight points or more, a sign stands beside its word, and a text has the room that is left."""
    soorten = [Soort("agenda", "2026-12-10-jaarlijkse-bijeenkomst"), Soort("evaluatie", "2026")]
    files = {f"{soort}{suffix}": _in_wide(soort, suffix, tmp_path) for soort in soorten for suffix in (".docx", ".odt")}
    for name, content in files.items():
        with ZipFile(BytesIO(content)) as parts:
            text = parts.read("word/document.xml" if name.endswith("docx") else "content.xml").decode()
        assert re.findall(r'"Tabeltekst(?:_20_)?smal"', text) == [], name
    for name, found in pages(files, tmp_path).items():
        signed = [line for page in found for line in page.splitlines() if "●" in line]
        assert len(signed) > 0, name
        assert [line for line in signed if re.search(r"●\s*$|●\s{2,}", line)] == [], name
    whole = composed(soorten[0]).inhoud
    (points,) = [one for one in map(table_of, _tables(whole)) if "Actiepunt" in [cell.text for cell in one.head[0]]]
    room = letters("DejaVu Sans", 9, 14)
    assert columns(points, room, "DejaVu Sans")[1] > 0.36
    assert columns(points, room)[1] < 0.33, "when each letter counts as a wide one"


def _tables(whole: Element) -> list[Element]:
    return [one for one in walk(whole) if one.tag == "table"]


def _margins(document: bytes) -> bytes:
    return document.partition(b"<w:pgMar ")[2].partition(b">")[0]


def test_a_font_of_an_odf_style_is_the_one_that_its_name_stands_for() -> None:
    own = dict(standard(".odt"))
    declared = own["styles.xml"].replace(b'"Liberation Sans"', b'"Letter1"')
    own["styles.xml"] = re.sub(rb"family=\"'Liberation Sans'[^\"]*", b"family=\"'Calibri'", declared)
    assert odt_style.table_font(standard(".odt")) == ("Liberation Sans", 9.0)
    assert odt_style.table_font(own) == ("Calibri", 9.0)


def test_an_own_odf_style_is_measured_as_word_measures_the_same_style() -> None:
    """The same change of the shipped style in both formats gives the same paper, edges, sizes and room."""
    own = dict(standard(".odt"))
    own["styles.xml"] = own["styles.xml"].replace(b'fo:font-size="10pt"', b'fo:font-size="12pt"', 1)
    ours = standard(".docx")
    same = as_word(standard(".odt"), standard(".odt"), ours)
    for name in ("word/document.xml", "word/styles.xml"):
        assert canonicalize(same[name]) == canonicalize(ours[name]), "what is the same stays the same"
    sizes = re.compile(rb'w:sz w:val="24"')
    larger = as_word(own, standard(".odt"), ours)
    assert len(sizes.findall(larger["word/styles.xml"])) > len(sizes.findall(ours["word/styles.xml"]))
    wide = unpack_bounded(_wide(".odt"))
    made_wide = as_word(wide, standard(".odt"), ours)
    assert b'w:left="1984"' in made_wide["word/document.xml"]
    assert b'w:ascii="DejaVu Sans"' in made_wide["word/styles.xml"]


def test_no_line_that_ends_a_part_and_no_words_above_a_table_stand_alone(tmp_path: Path) -> None:
    plan = composed(PLAN)
    files = {}
    for by in range(22, 40):
        rows = "<p>regel</p>" * by
        row = "<tr><td>cel</td><td>waarde</td></tr>"
        table = f'<div class="tabel"><table><thead>{row}</thead><tbody>{row * 14}</tbody></table></div>'
        ends = f"<h2>Een</h2><ul><li>punt</li><li>punt</li></ul><p>Zie ook elders.</p><h2>Rij</h2><p>Kort.</p>{table}"
        html = f"{rows}{ends}<h2>Twee</h2>{'<p>verder</p>' * 20}"
        document = replace(plan, inhoud=parse(html), kop=replace(plan.kop, omslag=False), grafieken={})
        for suffix, writer in ((".docx", docx), (".odt", odt)):
            files[f"{by}-{suffix[1:]}{suffix}"] = writer.write(document)
    for name, found in pages(files, tmp_path).items():
        page = next(page for page in found if "Zie ook elders." in page)
        assert "punt" in page.partition("Zie ook")[0], name
        assert "cel" in next(page for page in found if "Kort." in page).partition("Kort.")[2], name


def test_how_a_document_was_made_stands_on_no_page_of_its_own(tmp_path: Path) -> None:
    plan = composed(PLAN)
    files = {}
    for suffix, writer in ((".docx", docx), (".odt", odt)):
        style = tmp_path / f"eigen{suffix}"
        style.write_bytes(_house_style(suffix))
        for by in range(6, 18):
            rows = "<tr><td>cel</td><td>waarde</td></tr>" * 14
            table = f'<div class="tabel"><table><tbody>{rows}</tbody></table></div>'
            html = f'{"<p>regel</p>" * by}{table}<p class="klein colofon">Zo gemaakt.</p>'
            document = replace(plan, inhoud=parse(html), kop=replace(plan.kop, omslag=False), grafieken={})
            files[f"{by}-{suffix[1:]}{suffix}"] = writer.write(document, style)
    for name, found in pages(files, tmp_path).items():
        assert "cel" in found[-1], name
        assert "Zo gemaakt." in found[-1], name


def test_a_word_file_that_ends_in_columns_has_a_line_behind_them() -> None:
    with ZipFile(BytesIO(made(PLAN, ".docx"))) as parts:
        body = parts.read("word/document.xml").decode()
    ends = [piece for piece in body.split("<w:p>") if "<w:sectPr>" in piece]
    assert 'w:num="2"' in ends[-2], "it ends in columns"
    assert "<w:t" not in ends[-1].partition("<w:sectPr>")[0]
    assert 'w:num="2"' not in ends[-1], "so that a full last page is not followed by an empty one"


def test_what_ends_a_document_is_moved_and_never_lost() -> None:
    for soort in _ENDS:
        tree = composed(soort).inhoud
        for apart in ((), ("kaarten",)):
            assert ended(tree, apart).text.split() == tree.text.split(), soort
    tree = compose("partnergids.html.j2", _of_profile("zorggebouwen", "partnergids")).inhoud
    assert ended(tree).text.split() == tree.text.split()
    assert ended(tree).elements[-1].text.count("Doet mee") == 1, "with the party before it"


def _house_style(suffix: str, *, high: bool = False) -> bytes:
    """Return the shipped style with a wide font and other margins, as somebody changes it in Word or LibreOffice.

    ``high``: also with wide margins above and below.
    """
    parts = dict(standard(suffix))
    changes = {
        ".docx": (
            ("word/styles.xml", 'w:ascii="Arial" w:hAnsi="Arial"', 'w:ascii="DejaVu Sans" w:hAnsi="DejaVu Sans"'),
            ("word/document.xml", 'w:right="1247"', 'w:right="1800"'),
            ("word/document.xml", 'w:left="1247"', 'w:left="1800"'),
        ),
        ".odt": (
            ("styles.xml", "Liberation Sans", "DejaVu Sans"),
            (
                "styles.xml",
                'fo:margin-left="2.2cm" fo:margin-right="2.2cm"',
                'fo:margin-left="3.2cm" fo:margin-right="3.2cm"',
            ),
        ),
    }
    more = {
        ".docx": (
            ("word/document.xml", 'w:top="1361"', 'w:top="1984"'),
            ("word/document.xml", 'w:bottom="1247"', 'w:bottom="1984"'),
        ),
        ".odt": (
            (
                "styles.xml",
                'fo:margin-top="1.2cm" fo:margin-bottom="1.1cm"',
                'fo:margin-top="2.4cm" fo:margin-bottom="2.4cm"',
            ),
        ),
    }
    for name, old, new in (*changes[suffix], *(more[suffix] if high else ())):
        assert old in parts[name].decode()
        parts[name] = parts[name].decode().replace(old, new).encode()
    return pack(parts)


def test_a_word_file_keeps_the_paper_of_its_house_style_in_each_part_of_the_text(tmp_path: Path) -> None:
    parts = dict(standard(".docx"))
    text = parts["word/document.xml"].decode()
    assert 'w:w="11906" w:h="16838"' in text
    parts["word/document.xml"] = text.replace('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"').encode()
    style = tmp_path / "letter.docx"
    style.write_bytes(pack(parts))
    with ZipFile(BytesIO(docx.write(composed(PLAN), style))) as made_of:
        body = made_of.read("word/document.xml").decode()
    assert len(re.findall("<w:sectPr>", body)) > 2, "with columns"
    assert set(re.findall(r"<w:pgSz [^>]*>", body)) == {'<w:pgSz w:w="12240" w:h="15840" />'}
    widths = [
        sum(map(int, re.findall(r'gridCol w:w="(\d+)"', grid)))
        for grid in re.findall("<w:tblGrid>.*?</w:tblGrid>", body)
    ]
    assert all(abs(width - (12240 - 2 * 1247)) < 10 for width in widths), widths


def test_a_wide_font_other_margins_and_a_long_word_cut_no_other_word_and_no_footer(tmp_path: Path) -> None:
    long = "Verantwoordelijkheidsverdelingsovereenkomstvoorbereidingscom"
    many = ", ".join(f"Partij {number}" for number in range(40))
    rows = "".join(
        f'<tr><td class="nr">A2025-{number}</td><td>{what}</td><td>Gemeente</td><td class="datum">12-12-2026</td>'
        f"<td>{who}</td></tr>"
        for number, (what, who) in enumerate([(long, "Halt"), ("Gewone tekst van een regel", many), ("Iets", "Halt")])
    )
    heads = "".join(f"<th>{head}</th>" for head in ("Nr", "Onderwerp", "Partij", "Gereed", "Partijen"))
    html = f"<h2>Een</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table><p>Slot.</p>"
    plan = composed(PLAN)
    document = replace(plan, inhoud=parse(html), kop=replace(plan.kop, omslag=False), grafieken={})
    files = {}
    for suffix, write in ((".docx", docx.write), (".odt", odt.write)):
        style = tmp_path / f"huisstijl{suffix}"
        style.write_bytes(_house_style(suffix))
        files[f"eigen-{suffix[1:]}{suffix}"] = write(document, style)
    for name, found in pages(files, tmp_path).items():
        words = " ".join(found).split()
        assert words.count("Gemeente") >= 3, name
        assert {"A2025-0", "A2025-1", "A2025-2", "12-12-2026", "Onderwerp", "Partijen"} <= set(words), name
        assert len([word for word in words if re.fullmatch(r"\d\d?,?", word)]) >= 40, name
        for page in found:
            assert re.search(rf"Pagina \d+ van {len(found)}\b", page), name


def test_a_chart_stays_between_the_margins_of_the_house_style(tmp_path: Path) -> None:
    plan = composed(PLAN)
    for suffix, write in ((".docx", docx.write), (".odt", odt.write)):
        style = tmp_path / f"huisstijl{suffix}"
        style.write_bytes(_house_style(suffix))
        with ZipFile(BytesIO(write(plan, style))) as parts:
            if suffix == ".docx":
                found = re.findall(r'<wp:extent cx="(\d+)"', parts.read("word/document.xml").decode())
                wide = [int(size) / 360000 for size in found]
            else:
                found = re.findall(r'<draw:frame svg:width="([\d.]+)cm"', parts.read("content.xml").decode())
                wide = [float(size) for size in found]
        assert len(wide) == 2
        assert max(wide) <= 14.66, suffix


def test_lists_of_a_plan_are_real_lists_and_no_typed_bullets() -> None:
    with ZipFile(BytesIO(made(PLAN, ".docx"))) as word, ZipFile(BytesIO(made(PLAN, ".odt"))) as odf:
        body, content = word.read("word/document.xml").decode(), odf.read("content.xml").decode()
    assert body.count("<w:numPr>") > 60
    assert content.count("<text:list-item>") > 60
    # A dash that is all there is in a cell says that nothing stands there.
    for typed in (r"<w:t[^>]*>\s*[•·–-]\s*</w:t>(?!</w:r></w:p></w:tc>)", r"<w:tab ?/><w:t[^>]*>[•·]"):
        assert re.findall(typed, body) == []
    assert re.findall(r"<text:tab ?/>\s*[•·]\s*<text:tab", content) == []


def test_an_address_in_running_text_is_not_cut(tmp_path: Path) -> None:
    guide = Soort("partnergids", "")
    tree = composed(guide).inhoud
    tables = [table for element in tree.elements for table in walk(element) if table.tag == "table"]
    in_cells = {id(link) for table in tables for link in walk(table)}
    running = [
        element.text
        for top in tree.elements
        for element in walk(top)
        if element.attrs.get("href", "").startswith("mailto:") and id(element) not in in_cells
    ]
    assert len(running) > 10
    files = {f"{suffix[1:]}{suffix}": made(guide, suffix) for suffix in (".pdf", ".docx", ".odt")}
    for suffix, found in pages(files, tmp_path).items():
        text = "\n".join(found)
        cut = {address for address in running if text.count(address) < running.count(address)}
        assert not cut, (suffix, cut)


def test_who_is_who_shows_each_address_whole_in_an_own_wide_style(tmp_path: Path) -> None:
    """A column for when each was confirmed took the room: most addresses were cut, some before their last letter."""
    handover = Soort("overdracht", "")
    links = [one for top in composed(handover).inhoud.elements for one in walk(top) if one.tag == "a"]
    addresses = [one.text for one in links if one.attrs["href"].startswith("mailto:")]
    assert len(addresses) > 20
    files = {f"wie{suffix}": _in_wide(handover, suffix, tmp_path) for suffix in (".docx", ".odt")}
    for name, found in pages(files, tmp_path).items():
        text = "\n".join(found)
        # What stands behind a hyphen may stand on the next line.
        assert [one for one in addresses if one.rpartition("-")[2] not in text] == [], name


def test_a_number_and_an_address_that_fit_their_column_are_not_cut_in_a_pdf(tmp_path: Path) -> None:
    mail = "een.postbus@gemeente.example"
    link = f'<a href="mailto:{mail}">{mail}</a>, 0172 000'
    for extra in spread(range(1, 13), 4):
        long = f"<td>{'woord ' * (30 + extra)}</td>"
        rows = "".join(f"<tr><td>{'w' * at}</td><td>{link} {100 + at}</td>{long}</tr>" for at in range(12))
        tree = parse(
            f"<table><thead><tr><th>Kop</th><th>Kop</th><th>Kop</th></tr></thead><tbody>{rows}</tbody></table>"
        )
        document = replace(composed(Soort("herinneringen", "")), inhoud=tree)
        text = "".join(pages({f"cel-{extra}.pdf": pdf.write(document)}, tmp_path)[f"cel-{extra}.pdf"])
        assert text.count(mail) == 12
        assert len(re.findall(r"0172 000 1\d\d", text)) == 12


def _first_mail(page: str) -> int:
    """Return of how many lines the mail is with which a page begins; 0 when it begins with none."""
    lines = [line for line in page.splitlines() if line.strip()]
    starts = [at for at, line in enumerate(lines) if line.strip().startswith("Aan: ")]
    if not starts or starts[0] > 2:  # below the head of the page and the name of the party
        return 0
    return (starts[1] - 1 if len(starts) > 1 else len(lines)) - (starts[0] - 1)


def test_no_page_but_the_first_and_the_last_is_half_empty(tmp_path: Path) -> None:
    for soort in one_of_each():
        found = pages({f"{soort}.pdf": made(soort, ".pdf")}, tmp_path)[f"{soort}.pdf"]
        lines = [len([line for line in page.splitlines() if line.strip()]) for page in found]
        short = [at for at, count in enumerate(lines[1:-1], 1) if count < 25]
        # A mail that fits on a page stands on one, so what is left of the page before it may be too little for it.
        short = [at for at in short if _first_mail(found[at + 1]) <= max(lines) - lines[at]]
        assert short == [], (str(soort), lines)
        own = re.split(r"Peildatum:|\n.*pagina \d", found[-1])[0]  # without how it was made, and the footer
        assert len(found) == 1 or len([line for line in own.splitlines()[1:] if line.strip()]) >= 5, (str(soort), own)


def test_a_heading_after_terms_keeps_its_distance(tmp_path: Path) -> None:
    guide = composed(Soort("partnergids", ""))
    for many in (2, 8, 20):
        terms = "".join(f"<dt>Woord</dt><dd>{at}</dd>" for at in range(many))
        html = f'<div class="actie"><h2>Een</h2><dl>{terms}</dl><h3>Daarna</h3><p>na</p></div>'
        place = tmp_path / f"{many}.pdf"
        pages(
            {place.name: pdf.write(replace(guide, inhoud=parse(html), kop=replace(guide.kop, omslag=False)))}, tmp_path
        )
        read = subprocess.run(["pdftotext", "-bbox", place, "-"], check=True, capture_output=True, timeout=60)
        words = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(\w+)<', read.stdout.decode())
        lowest = max(float(low) for _, low, word in words if word == "Woord")
        assert next(float(high) for high, _, word in words if word == "Daarna") > lowest + 3, many


def test_no_word_of_a_table_stands_outside_its_page_in_an_own_style(tmp_path: Path) -> None:
    """With wider letters and margins than the shipped style has."""
    style = (ROOT / "templates" / "document.typ").read_text(encoding="utf-8")
    for old, new in (
        ('set text(font: "Liberation Sans"', 'set text(tracking: 0.1em, font: "Liberation Sans"'),
        ("x: 22mm", "x: 32mm"),
    ):
        assert style.count(old) == 1
        style = style.replace(old, new)
    (tmp_path / "eigen").mkdir()
    (tmp_path / "eigen" / "document.typ").write_text(style, encoding="utf-8")
    words = ("bespreken", "Gemeente", "contactpersonenoverleg", "samenwerkingsafspraken", "leerplichtambtenaar")
    cells = "".join(f"<td>{word}</td>" for word in words)
    html = f"<table><thead><tr>{cells.replace('td>', 'th>')}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"
    guide = composed(Soort("partnergids", ""))
    document = replace(guide, inhoud=parse(html), kop=replace(guide.kop, omslag=False), eigen=tmp_path / "eigen")
    (tmp_path / "a.pdf").write_bytes(pdf.write(document))
    read = subprocess.run(["pdftotext", "-bbox", tmp_path / "a.pdf", "-"], check=True, capture_output=True, timeout=60)
    found = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"', read.stdout.decode())
    right = (210 - 32) / 25.4 * 72
    assert len(found) > 8
    assert [end for _, end in found if float(end) > right + 0.1] == []


def test_an_item_of_a_few_lines_stands_on_one_page_of_a_pdf(tmp_path: Path) -> None:
    """Of what a party is asked, what was found and what it does next: neither is read without the other."""
    split = []
    for soort in (Soort("naleving", ""), Soort("partnergids", "")):
        found = pages({f"{soort}.pdf": made(soort, ".pdf")}, tmp_path)[f"{soort}.pdf"]
        items = [one for one in walk(composed(soort).inhoud) if one.tag == "li"]
        short = ["".join(one.text.split()) for one in items if 3 <= lines(one, 90) <= 12]
        assert len(short) > 15
        told = ["".join(page.split()) for page in found]
        split += [
            text
            for text in short
            if any(text[:30] in page for page in told)
            and not any(text[:30] in page and text[-15:] in page for page in told)
        ]
    assert split == []


def test_a_sentence_that_leads_to_what_is_below_it_is_never_the_last_of_a_page(tmp_path: Path) -> None:
    plan = compose("jaarplan.html.j2", gathered(PLAN))
    files: dict[str, bytes] = {}
    writers = {".pdf": pdf.write, ".docx": docx.write, ".odt": odt.write}
    for by in range(22, 36):
        html = f"{'<p>regel</p>' * by}<h2>Kop</h2><p>Zo staat het daar:</p><p>{'Lange zin van de tekst. ' * 11}</p>"
        html += "<p>Nog iets.</p>" * 3  # or it would be a last line, which stands with what is before it
        document = replace(plan, inhoud=parse(html), kop=replace(plan.kop, omslag=False), grafieken={})
        files |= {f"{by}{suffix}": write(document) for suffix, write in writers.items()}
    for name, found in pages(files, tmp_path).items():
        page = next(page for page in found if "Zo staat het daar:" in page)
        assert "Lange zin" in page.partition("Zo staat het daar:")[2], name


def test_the_heading_of_a_part_in_columns_keeps_its_distance(tmp_path: Path) -> None:
    plan = compose("jaarplan.html.j2", gathered(PLAN))
    html = (
        '<div class="kaarten verdeeld"><section><h2>Een</h2><p>Voor</p></section>'
        "<section><h2>Daarna</h2><p>kort</p>" + "<p>lang</p>" * 12 + "</section></div>"
    )
    document = replace(plan, inhoud=parse(html), kop=replace(plan.kop, omslag=False))
    (tmp_path / "a.pdf").write_bytes(pdf.write(document))
    read = subprocess.run(["pdftotext", "-bbox", tmp_path / "a.pdf", "-"], check=True, capture_output=True, timeout=60)
    found = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(\w+)<', read.stdout.decode())
    low = next(float(low) for _, low, word in found if word == "Voor")
    assert next(float(high) for high, _, word in found if word == "Daarna") > low + 8


def test_a_column_of_few_long_texts_is_no_strip_of_one_word_a_line() -> None:
    whole = compose("jaarplan.html.j2", gathered(Soort("jaarplan", "2027"))).inhoud
    tables = [table_of(one) for one in walk(whole) if one.tag == "table"]
    (before,) = [one for one in tables if one.caption is not None and "vorige plan" in one.caption.text]
    longest = max(len(row[-1].text) for row in before.rows)
    assert longest > 80
    assert [row for row in before.rows if "–" in row[-1].text] == [], "no column of dashes"
    assert columns(before, 98)[-1] * 98 > longest / 5, "five lines, and not eleven"
    whole = compose("overdracht.html.j2", gathered(Soort("overdracht", ""))).inhoud
    tables = [table_of(one) for one in walk(whole) if one.tag == "table"]
    (rests,) = [one for one in tables if one.caption is not None and "rusten" in one.caption.text]
    assert max(len(row[0].text) for row in rests.rows) > 60
    assert columns(rests)[0] * 104 > 18, "long words leave no room for a second one: seven lines at 15 letters"


def test_no_line_of_a_title_page_is_one_lone_word(tmp_path: Path) -> None:
    found = pages({"gids.pdf": made(Soort("partnergids", ""), ".pdf")}, tmp_path)["gids.pdf"][0]
    below = found[found.index("Convenant preventie") :].split("\n\n")[0].splitlines()
    assert len(below) == 2
    assert min(len(line.split()) for line in below) > 3


def test_what_stands_together_keeps_its_distance_from_what_is_before_it() -> None:
    closing = ended(
        parse("<h2>Een</h2><p>a</p><h3>Twee</h3>" + "<p>b</p>" * 5 + '<section class="colofon"><p>c</p></section>')
    )
    assert '("slot", "begint-kop-2", )' in typst_source(closing, {})
    assert '("mail", "begint-kop-1", )' in typst_source(parse('<section class="mail"><h2>Aan</h2></section>'), {})


def _words(raw: bytes, folder: Path) -> list[list[tuple[float, float, str]]]:
    """Return of each page of a PDF where each word begins and how far down it ends, in points."""
    (folder / "a.pdf").write_bytes(raw)
    read = subprocess.run(["pdftotext", "-bbox", folder / "a.pdf", "-"], check=True, capture_output=True, timeout=60)
    word = r'xMin="([\d.]+)" yMin="[\d.]+" xMax="[\d.]+" yMax="([\d.]+)">([^<]+)<'
    return [
        [(float(left), float(low), text) for left, low, text in re.findall(word, page)]
        for page in read.stdout.decode().split("</page>")[:-1]
    ]


@pytest.mark.parametrize("cards", range(26, 44, 3))
def test_columns_over_pages_end_beside_each_other_and_above_what_is_below(cards: int, tmp_path: Path) -> None:
    plan = compose("jaarplan.html.j2", gathered(PLAN))
    card = f'<div class="actie"><h3>Actie</h3><p>{"links " * 60}</p></div>'
    html = f'<div class="kaarten"><h2>Een</h2>{card * cards}<p>links</p></div><h2>Erna</h2><p>onder</p>'
    document = replace(plan, inhoud=parse(html), kop=replace(plan.kop, omslag=False), grafieken={})
    found = _words(pdf.write(document), tmp_path)
    assert sum(text == "links" for page in found for *_, text in page) == cards * 60 + 1
    last = max(at for at, page in enumerate(found) if any(text == "links" for *_, text in page))
    ends = {left > 300: low for left, low, text in found[last] if text == "links"}
    assert set(ends) == {False, True}, "both columns hold something"
    below = [low for _, low, text in found[last] if text == "Erna"]
    assert not below or max(ends.values()) < below[0] - 10
    if below:
        assert abs(ends[True] - ends[False]) < 200


def test_a_last_page_of_a_few_rows_of_a_pdf_is_spared() -> None:
    """By lines that are a little closer, or letters that are a little smaller: no page for what fits before it."""
    agenda = Soort("agenda", "2026-12-10-jaarlijkse-bijeenkomst")
    for soort, most in (
        (Soort("naleving", ""), 6),
        (Soort("nalevingsbijlage", ""), 20),
        (Soort("overdracht", ""), 8),
        (agenda, 2),
    ):
        found = page_texts(made(soort, ".pdf"))
        assert len(found) <= most, soort
        assert len(found[-1]) > 1500, soort


@pytest.mark.parametrize(
    ("name", "kind", "most"),
    [
        ("regioverband", "nalevingsbijlage", 8),
        ("schoolgebouwen", "nalevingsbijlage", 4),
        ("schoolgebouwen", "jaarplan", 2),
        ("toezichthouders", "naleving", 1),
    ],
)
def test_a_last_page_of_a_pdf_that_holds_a_few_lines_is_spared_or_filled(
    name: str, kind: str, most: int, tmp_path: Path
) -> None:
    """In an annex it held eight lines behind seven full pages, and in a plan a third of a page of three."""
    dossier = profile(name)
    which = max(kinds.choices(kind, dossier) or [""])
    path = tmp_path / "a.pdf"
    path.write_bytes(make(".pdf", f"{kind}.html.j2", kinds.context(kind, dossier, which, MOMENT)))
    low = _lowest(path)
    assert len(low) <= most
    assert low[-1] > 450


def _overlapping(pdf: Path) -> list[tuple[str, str]]:
    """Return words of a PDF that stand over each other."""
    read = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True).stdout.decode()
    found = []
    for page in read.split("<page ")[1:]:
        boxes = re.findall(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', page)
        words = sorted(
            (float(top), float(foot), float(left), float(right), text) for left, top, right, foot, text in boxes
        )
        for at, one in enumerate(words):
            for other in words[at + 1 :]:
                if other[0] >= one[1]:
                    break
                high, wide = min(one[1], other[1]) - other[0], min(one[3], other[3]) - max(one[2], other[2])
                found += [(one[4], other[4])] if high > (one[1] - one[0]) / 2 and wide > 1 else []
    return found


def test_no_text_of_a_pdf_stands_over_another(tmp_path: Path) -> None:
    over = tmp_path / "over.pdf"
    tree = parse("<p>Een</p>")
    plan = composed(PLAN)
    pages({over.name: pdf.write(replace(plan, inhoud=tree, kop=replace(plan.kop, omslag=False)))}, tmp_path)
    assert _overlapping(over) == []
    for soort in every():
        pages({f"{soort}.pdf": made(soort, ".pdf")}, tmp_path)
        assert _overlapping(tmp_path / f"{soort}.pdf") == [], soort


def test_a_line_that_ends_a_part_does_not_start_a_page_alone(tmp_path: Path) -> None:
    """Of the minutes the documents of a point stood above the next point."""
    soorten = [soort for soort in every() if soort.name == "verslag"]
    files = {f"{soort}{suffix}": made(soort, suffix) for soort in soorten for suffix in (".docx", ".odt", ".pdf")}
    for name, found in pages(files, tmp_path).items():
        for page in found[1:]:
            own = [line.strip() for line in page.splitlines() if line.strip()][1:]  # below the head of the page
            assert not own[0].startswith(("Stuk:", "Stukken:")), (name, own[:3])


def test_a_year_does_not_stand_alone_below_its_title(tmp_path: Path) -> None:
    soorten = [soort for soort in every() if soort.name in ("uitnodiging", "verslag", "agenda")]
    files = {f"{soort}{suffix}": made(soort, suffix) for soort in soorten for suffix in (".docx", ".odt", ".pdf")}
    for name, found in pages(files, tmp_path).items():
        above = found[0].split("Convenant preventie")[0]
        assert re.search(r"\d{4}", above), name
        assert not re.search(r"(?m)^ *\d{4}$", above), (name, above)


def test_an_old_agenda_names_its_guests_in_a_sentence(tmp_path: Path) -> None:
    """Who came for each party is not known any more: a table of dashes, or a list that ran over, said no more."""
    old = [soort for soort in every() if soort.name == "agenda" and soort.which[:4] in ("2024", "2025")]
    files = {f"{soort}{suffix}": made(soort, suffix) for soort in old for suffix in (".docx", ".odt", ".pdf")}
    for name, found in pages(files, tmp_path).items():
        text = " ".join("".join(found).split())
        assert "Uitgenodigd waren de gemeente, HECHT" in text, name
        assert len(found) == (1 if "2024" in name else 2), name


def test_columns_that_are_too_short_for_their_text_are_not_taken() -> None:
    """There the rest of a text stands over itself: on one line with another, or in the first column again."""
    lone = [(62.0, 100.0), (62.0, 255.0)]

    def ends(texts: list[tuple[float, float]], below: int) -> Ends:
        told = [End(IN_COLUMN, 2, *one) for one in texts] + [End("in-kolommen", 2, *texts[-1])]
        begin = [End("pagina", 1, 62, 60), End("kolommen 730pt", 2, 62, 90)]
        return Ends([*begin, *told, End("onder-kolommen", 2, 62, below), End("", 2, 62, below + 15)])

    def chosen(*texts: tuple[float, float]) -> Mapping[str, str]:
        return balanced({}, ends(lone, 273), lambda _: ends(list(texts), 200))

    assert chosen((62, 100), (308, 150)) != {}
    assert chosen((62, 100), (308, 195)) == {}, "so low it stands below its column"
    assert chosen((62, 100), (308, 150), (308, 150), (308, 180)) == {}
    assert chosen((62, 100), (308, 150), (62, 150), (308, 160)) == {}


def test_columns_are_as_high_as_half_of_their_text_on_the_last_page_and_all_of_it_on_those_before() -> None:
    """Told by where the text was set, so that nothing is measured: with the least to spare as all of it fits here."""

    def asked(first: int, *ends: tuple[int, float, float]) -> float:
        told = [End(IN_COLUMN, *one) for one in ends]
        begin = [End("pagina", 1, 62, 60), End("kolommen 700pt", first, 62, 360)]
        page = max(one.page for one in told)
        after = [End("in-kolommen", page, 308, 100), End("onder-kolommen", page, 62, 500), End("", page, 62, 520)]
        now = Ends([*begin, *told, End("in-kolommen", *ends[-1]), *after[1:]])
        fitting = Ends([*begin, End(IN_COLUMN, page, 308, 100), *after])
        (height,) = json.loads(balanced({}, now, lambda _: fitting)[ASKED])
        return float(height) - 10

    assert asked(1, (1, 62, 500), (1, 62, 600)) == 120
    assert asked(1, (1, 62, 700), (1, 308, 400)) == (400 + 40) / 2
    assert asked(1, (1, 62, 700), (3, 62, 160)) == 400 + 700 + 50
    assert asked(1, (1, 62, 700), (2, 62, 700), (2, 308, 160)) == 400 + (700 + 100) / 2


def test_no_words_of_a_plan_stand_over_each_other_in_a_pdf(tmp_path: Path) -> None:
    """In short columns, of which one held a card that stays whole, the last lines did."""
    dossiers = {name: profile(name) for name in EVERY}
    plans = [(name, which) for name in EVERY for which in kinds.choices("jaarplan", dossiers[name]) or ()]
    assert len(plans) > 3
    for name, which in plans:
        context = kinds.context("jaarplan", dossiers[name], which, MOMENT)
        (tmp_path / "a.pdf").write_bytes(make(".pdf", "jaarplan.html.j2", context))
        assert _overlapping(tmp_path / "a.pdf") == [], (name, which)


@pytest.mark.parametrize("above", range(25, 28))
def test_cards_that_begin_at_the_foot_of_a_page_stand_over_nothing(above: int, tmp_path: Path) -> None:
    """With hardly any room left Typst set a card over itself and over the foot."""
    card = "".join(f"<p>Regel {at}.</p>" for at in range(5))
    cards = f'<div class="kaarten"><div class="actie"><h3>Eerste</h3>{card}</div><p>Erna.</p></div>'
    plan = composed(PLAN)
    path = tmp_path / "a.pdf"
    text = parse("<h2>Deel</h2>" + "<p>Tekst.</p>" * above + cards)
    path.write_bytes(pdf.write(replace(plan, inhoud=text, kop=replace(plan.kop, omslag=False))))
    assert _overlapping(path) == []
    assert ["Regel" in page for page in page_texts(path.read_bytes())] == [False, True]


def test_the_text_begins_below_short_contents_and_long_ones_have_a_page() -> None:
    plan = compose("jaarplan.html.j2", gathered(PLAN))
    short, long = (
        replace(plan, inhoud=parse("".join(f"<h2>Deel {at}</h2><p>Tekst {at}.</p>" for at in range(parts))))
        for parts in (9, 30)
    )
    first = page_texts(pdf.write(short))[0]
    assert "Tekst 1." in first[first.index("Inhoud") :]
    title, contents = page_texts(pdf.write(long))[:2]
    assert "Inhoud" not in title
    assert contents.count("Deel ") >= 30
    assert "Tekst 0." not in contents


@pytest.mark.parametrize("name", EVERY)
def test_the_agenda_of_few_parties_has_no_page_for_who_is_invited(name: str) -> None:
    dossier = profile(name)
    context = kinds.context("agenda", dossier, max(dossier.bijeenkomsten), MOMENT)
    assert 1 < len(context["genodigden"]) <= 6
    found = [re.sub(r"[\W_]", "", page) for page in page_texts(make(".pdf", "agenda.html.j2", context))]
    assert len(found) == 1 or len(found[-1]) > 700
    assert [
        one.partner.naam for one in context["genodigden"] if re.sub(r"\W", "", one.partner.naam) not in found[0]
    ] == []


def lowered(html: str, lines: Iterable[int], words: str, tmp_path: Path) -> tuple[list[list[str]], list[str]]:
    """Set a text in a PDF below so many lines each; return its pages, and the page on which words stand.

    Some stand on the first page and some on the next, or the lines do not try anything.
    """
    plan = compose("jaarplan.html.j2", gathered(PLAN))
    files = {}
    for by in lines:
        inhoud = parse("<p>regel</p>" * by + html)
        document = replace(plan, inhoud=inhoud, kop=replace(plan.kop, omslag=False), grafieken={})
        files[f"{by}.pdf"] = pdf.write(document)
    found = [*pages(files, tmp_path).values()]
    starts = [next(page for page in read if words in page) for read in found]
    assert len({start == read[0] for start, read in zip(starts, found, strict=True)}) == 2
    return found, starts


def test_the_words_below_a_heading_stand_with_the_list_that_they_are_about(tmp_path: Path) -> None:
    items = "".join(f"<li>Punt {at}. {'Lange zin van de tekst. ' * 5}</li>" for at in range(9))
    html = f"<h2>Kop</h2><p>De partijen bespreken hier samen.</p><ul>{items}</ul>"
    _, starts = lowered(html, range(24, 36), "bespreken hier", tmp_path)
    assert [page for page in starts if "Kop" not in page or "Punt 0" not in page] == []


def test_the_sign_of_a_state_stands_on_one_line_with_its_word(tmp_path: Path) -> None:
    (found,) = pages({"bijlage.pdf": made(Soort("nalevingsbijlage", ""), ".pdf")}, tmp_path).values()
    signed = [line for page in found for line in page.splitlines() if "●" in line]
    assert len(signed) > 100
    assert [line for line in signed if re.search(r"●(\s{2,}|$)", line)] == []


@pytest.mark.parametrize("behind", ["table", "columns"])
def test_the_words_below_a_heading_stand_with_the_table_or_columns_that_they_are_about(
    behind: str, tmp_path: Path
) -> None:
    """A table stands in a box of its own, in which a web page lets it scroll."""
    rows = "".join(f"<tr><td>Rij {at}.</td><td>{'Lange zin van de tekst. ' * 5}</td></tr>" for at in range(9))
    said = "Lange zin. " * 40
    cards = "".join(f'<section class="actie"><h3>Rij {at}.</h3><p>{said}</p></section>' for at in range(9))
    shown = {
        "table": f'<div class="tabel"><table><tbody>{rows}</tbody></table></div>',
        "columns": f'<div class="kaarten">{cards}</div>',
    }
    html = f"<h2>Kop</h2><p>De partijen bespreken hier samen.</p>{shown[behind]}"
    _, starts = lowered(html, range(22, 34), "bespreken hier", tmp_path)
    assert [page for page in starts if "Kop" not in page or "Rij 0" not in page] == []


@pytest.mark.parametrize("long", [False, True], ids=["short rows", "a long row"])
def test_the_head_of_a_table_does_not_end_a_page_of_a_pdf_with_one_row(long: bool, tmp_path: Path) -> None:
    texts = ["Lange zin van de tekst. " * (60 if long and at == 6 else 5) for at in range(9)]
    rows = "".join(f"<tr><td>Rij {at}.</td><td>{text}</td></tr>" for at, text in enumerate(texts))
    head = "<thead><tr><th>Wie</th><th>Wat</th></tr></thead>"
    html = f"<h2>Kop</h2><table>{head}<tbody>{rows}</tbody></table>"
    found, starts = lowered(html, range(24, 36), "Rij 0.", tmp_path)
    assert [page for page in starts if "Kop" not in page or "Rij 1." not in page] == []
    assert [read for read in found if "".join(read).count("Rij 0.") != 1] == []


@pytest.mark.parametrize("name", ["", *EVERY])
def test_a_mail_of_a_pdf_runs_over_only_where_a_third_of_a_page_would_stay_white(name: str, tmp_path: Path) -> None:
    soort = Soort("herinneringen", "")
    context = kinds.context(soort.name, profile(name), "", MOMENT) if name else gathered(soort)
    tree = compose("herinneringen.html.j2", context).inhoud
    mails = [one for one in walk(tree) if "mail" in one.classes and "Aan: " in one.text]
    path = tmp_path / "mails.pdf"
    path.write_bytes(make(".pdf", "herinneringen.html.j2", context))
    found = pages({path.name: path.read_bytes()}, tmp_path)[path.name]
    for page, low in zip(found[:-1], _lowest(path), strict=False):
        assert low > 0.93 * 842 - 0.36 * 720, (name, page.splitlines()[-3:])  # above the footer, and a third
    for page in found[1:]:
        if mails and "Met vriendelijke groet" in page:
            before = page.split("Met vriendelijke groet")[0]
            assert len([line for line in before.splitlines() if line.strip()]) > 2, (name, before)


def _lowest(path: Path) -> list[float]:
    """Return how far down the text above the footer reaches, of each page of a PDF, in points."""
    command = ["pdftotext", "-bbox", str(path), "-"]
    shown = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    boxes = (re.findall(r'yMax="([\d.]+)"', page) for page in shown.split("<page ")[1:])
    return [max(low for low in map(float, ends) if low < 790) for ends in boxes]


def test_a_short_guide_begins_below_its_contents(tmp_path: Path) -> None:
    """Who does which task is a sheet to hang up; of a few parties the title page was two thirds white."""
    guides = {name: kinds.context("partnergids", profile(name), "", MOMENT) for name in EVERY}
    assert any(context["taken"] or context["themas"] for context in guides.values())
    files = {f"{name}.pdf": make(".pdf", "partnergids.html.j2", context) for name, context in guides.items()}
    for name, found in pages(files, tmp_path).items():
        assert "Zo bereikt u een partij" in found[0], name
    sheet = pages({"gids.pdf": made(Soort("partnergids", ""), ".pdf")}, tmp_path)["gids.pdf"]
    assert " ".join(sheet[1].split()).startswith("Partnergids Wie bel ik waarvoor"), "it keeps a page of its own"


def test_a_line_that_ends_a_part_stands_with_the_last_item_of_a_long_list_in_a_pdf(tmp_path: Path) -> None:
    plan = compose("jaarplan.html.j2", gathered(PLAN))
    items = "".join(f"<li>Punt {at}. {'Lange zin van de tekst. ' * 9}</li>" for at in range(8))
    files = {}
    for by in range(6, 18):
        html = f"{'<p>regel</p>' * by}<h2>Kop</h2><ul>{items}</ul><p>Zie ook de bijlage.</p><h2>Verder</h2><p>Meer.</p>"
        document = replace(plan, inhoud=parse(html), kop=replace(plan.kop, omslag=False), grafieken={})
        files[f"{by}.pdf"] = pdf.write(document)
    found = pages(files, tmp_path)
    ends = {name: next(page for page in read if "Zie ook" in page) for name, read in found.items()}
    assert len({page == found[name][0] for name, page in ends.items()}) == 2, "some on the first page, some on the next"
    assert [name for name, page in ends.items() if "Punt 7." not in page] == []


def test_the_line_beside_a_frame_runs_on_beside_its_lists(tmp_path: Path) -> None:
    """It stands where the first line of a paragraph begins: with the mark of a list elsewhere it jumps and breaks."""
    plan = composed(PLAN)
    lists = "<ul><li>een</li><li>twee</li></ul><p>tussen</p><ol><li>drie</li><li>vier</li></ol>"
    frame = f'<div class="actie"><h3>Actie</h3><p>eerst</p>{lists}<p>laatst</p></div>'
    files: dict[str, bytes] = {}
    for look, html in (("kader", frame), ("kaart", f'<div class="kaarten">{frame}</div>')):
        document = replace(plan, inhoud=parse(html), kop=replace(plan.kop, omslag=False))
        files |= {f"{look}{suffix}": write(document) for suffix, write in ((".docx", docx.write), (".odt", odt.write))}
    pages(files, tmp_path)
    for name in files:
        page = _words((tmp_path / f"{name}.pdf").read_bytes(), tmp_path)[0]
        begun = [left for left, _, word in page if word in ("eerst", "•", "tussen", "1.", "2.", "laatst")]
        assert len(begun) == 7, (name, page)
        assert max(begun) - min(begun) < 0.3, (name, begun)


@pytest.mark.parametrize("wide", [False, True], ids=["ours", "own wide style"])
def test_an_attendance_list_has_room_to_write_a_function(wide: bool, tmp_path: Path) -> None:
    """The line to write on was two centimetres, of which most functions need more."""
    soort = next(one for one in every() if one.name == "presentielijst")
    files = {
        f"lijst-{suffix[1:]}{suffix}": _in_wide(soort, suffix, tmp_path) if wide else made(soort, suffix)
        for suffix in ((".docx", ".odt") if wide else (".docx", ".odt", ".pdf"))
    }
    guests = len(gathered(soort)["genodigden"])
    for name, found in pages(files, tmp_path).items():
        assert len(found) <= 1 + wide, name
        path = tmp_path / (name if name.endswith(".pdf") else f"{name}.pdf")
        read = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True, timeout=60)
        ruled = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">…+<', read.stdout.decode())
        wide_of = [float(right) - float(left) for left, right in ruled]
        assert sum(long > 75 for long in wide_of) > guests, (name, wide_of)
