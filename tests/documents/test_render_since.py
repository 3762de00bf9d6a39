"""Documents about what changed: the list of changes in every format, and any document with its changes marked."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.document import Composed, marked_page, since
from convenant_cli.documents.formats import SUFFIXES, make_each
from convenant_cli.documents.kinds import Kop, Moment
from convenant_cli.documents.page.changed import changed_places
from convenant_cli.documents.page.charts import Grafiek
from convenant_cli.documents.page.data import as_data
from convenant_cli.documents.page.redline import redline
from convenant_cli.documents.page.tree import Element, parse
from convenant_cli.documents.writers import pdf
from convenant_cli.documents.writers.office import docx, odt
from convenant_cli.documents.writers.office.odt_changes import CHANGE
from convenant_cli.documents.writers.office.odt_style import TEXT
from convenant_cli.dossier.reading import load
from convenant_cli.sources.sources import literal
from tests import odf
from tests.conftest import ROOT, Run, read_folder
from tests.grondig import GRONDIG
from tests.pdf_checks import faults, nonconformities, page_texts
from tests.verhaal import begun, git

SINCE = ("--sinds", "jaarplan-2026-v1.0", "--peildatum", "2026-11-01")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(xml: ElementTree.Element, left_out: str) -> list[str]:
    """Return the paragraphs of a Word document after all changes are rejected (``ins``) or accepted (``del``)."""
    out = []
    for paragraph in xml.iter(f"{W}p"):
        text = ""
        gone = {id(run) for mark in paragraph.iter(f"{W}{left_out}") for run in mark.iter()}
        for run in paragraph.iter():
            if run.tag in (f"{W}t", f"{W}delText") and id(run) not in gone:
                text += run.text or ""
        if text.strip():
            out.append("".join(text.split()))
    return out


def test_word_shows_insertions_and_deletions_as_tracked_changes(shared: Path, tmp_path: Path, convenant: Run) -> None:
    made = tmp_path / "nu.docx"
    assert convenant("-C", shared, "render", "jaarplan", "2026", *SINCE, "--naar", made).code == 0
    xml = ElementTree.fromstring(ZipFile(BytesIO(made.read_bytes())).read("word/document.xml"))
    marks = [one for kind in ("ins", "del") for one in xml.iter(f"{W}{kind}")]
    assert {one.attrib[f"{W}author"] for one in marks} == {"Gemeente"}
    assert {one.attrib[f"{W}date"] for one in marks} == {"2026-11-01T00:00:00Z"}
    numbers = [one.attrib[f"{W}id"] for one in marks]
    assert len(numbers) == len(set(numbers)) > 20

    plain, then = tmp_path / "gewoon.docx", tmp_path / "toen.docx"
    day = ("--peildatum", "2026-11-01")
    assert convenant("-C", shared, "render", "jaarplan", "2026", *day, "--naar", plain).code == 0
    assert convenant(
        "-C", shared, "render", "jaarplan", "2026", *day, "--rev", "jaarplan-2026-v1.0", "--naar", then
    ).code == 0  # fmt: skip
    for path, left_out in ((plain, "del"), (then, "ins")):
        wanted = words(ElementTree.fromstring(ZipFile(path).read("word/document.xml")), "geen")
        shown = words(xml, left_out)
        # The head, the table of contents, the colophon and the legend are of the document as it is now.
        end = next(number for number, line in enumerate(wanted) if line.startswith(("Colofon", "Peildatum")))
        body = wanted[wanted.index("Samenvatting") : end]
        start = shown.index("Samenvatting")
        assert [line for line in body if line not in shown[start:]] == []


def settled(root: ElementTree.Element, gone: str) -> list[tuple[str, ...]]:
    """Return the paragraphs and rows of a document as Word leaves them after every change is accepted or rejected.

    ``gone`` is ``del`` to accept and ``ins`` to reject. A paragraph whose end is gone runs on into the next one; at the
    end of a cell, and before a table, it cannot.
    """

    def text(paragraph: ElementTree.Element) -> str:
        left_out = {id(run) for mark in paragraph.iter(f"{W}{gone}") for run in mark.iter()}
        special = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}drawing": "[grafiek]"}
        runs = (run for run in paragraph.iter() if id(run) not in left_out)
        kinds = (f"{W}t", f"{W}delText", *special)
        in_properties = {id(one) for one in paragraph.iterfind(f"{W}pPr//")}
        return "".join(
            special.get(run.tag) or run.text or "" for run in runs if run.tag in kinds and id(run) not in in_properties
        )

    def flow(holder: ElementTree.Element) -> list[tuple[str, ...]]:
        out: list[tuple[str, ...]] = []
        carried: str | None = None
        for block in holder:
            if block.tag == f"{W}tbl":
                if carried:
                    out.append((carried,))
                carried = None
                for row in block.iter(f"{W}tr"):
                    cells = ("\n".join(line for one in flow(cell) for line in one) for cell in row.iter(f"{W}tc"))
                    if row.find(f"{W}trPr/{W}{gone}") is None:
                        out.append(tuple(cells))
            elif block.tag == f"{W}p":
                line = (carried or "") + text(block)
                ends = block.find(f"{W}pPr/{W}rPr/{W}{gone}") is None
                carried = None if ends else line
                if ends:
                    out.append((line,))
        return out if carried is None else [*out, (carried,)]

    body = root.find(f"{W}body")
    return flow(root if body is None else body)


def content(lines: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the lines between the table of contents and the colophon."""
    start = next(number for number, line in enumerate(lines) if line == ("Samenvatting",))
    end = next(number for number, line in enumerate(lines) if line[0].startswith("Peildatum: "))
    return [tuple(re.sub(r" +", " ", cell).strip() for cell in line) for line in lines[start:end]]


def test_accepting_or_rejecting_everything_leaves_the_document_of_now_or_then(
    shared: Path, tmp_path: Path, convenant: Run
) -> None:
    def xml(*args: str) -> ElementTree.Element:
        made = tmp_path / "plan.docx"
        made.unlink(missing_ok=True)
        arguments = ("render", "jaarplan", "2026", "--peildatum", "2026-11-01", *args, "--naar", made)
        assert convenant("-C", shared, *arguments).code == 0
        return ElementTree.fromstring(ZipFile(made).read("word/document.xml"))

    marked = xml("--sinds", "jaarplan-2026-v1.0")
    assert marked.find(f".//{W}trPr/{W}ins") is not None
    assert marked.find(f".//{W}pPr/{W}rPr/{W}del") is not None
    dates = {one.get(f"{W}date") for kind in ("ins", "del") for one in marked.iter(f"{W}{kind}")}
    assert dates == {"2026-11-01T00:00:00Z"}
    for gone, plain in (("del", xml()), ("ins", xml("--rev", "jaarplan-2026-v1.0"))):
        assert content(settled(marked, gone)) == content(settled(plain, "geen"))


HARD = [
    # A cell keeps its last paragraph; a link is no part of a change; what is gone takes its table along.
    ("<table><tbody><tr><td>1</td><td><p>blijft</p><p>oud hier</p></td></tr></tbody></table>",
     "<table><tbody><tr><td>1</td><td><p>blijft</p><p>iets heel nieuws</p><p>nog meer</p></td></tr></tbody></table>"),
    ("<table><tbody><tr><td>1</td><td><ul><li>een</li><li>twee</li></ul></td></tr></tbody></table>",
     "<table><tbody><tr><td>1</td><td><ul><li>een</li></ul></td></tr></tbody></table>"),
    ('<p>Eerst</p><p>Zie <a href="https://www.example.nl/">daar ginds</a>.</p>', "<p>Eerst</p>"),
    ("<p>Voor</p><ul><li>een</li></ul>", "<p>Voor</p><ol><li>regel<br>twee</li><li>drie</li></ol>"),
    ("<table><caption>Oud</caption><tbody><tr><td>x</td><td></td></tr></tbody></table>", "<p>Niets meer.</p>"),
    ("<dl><dt>Trekker</dt><dd>Halt</dd></dl>",
     "<dl><dt>Trekker</dt><dd>Halt</dd><dt>Wie doet wat</dt><dd><ul><li>Halt</li><li>Politie</li></ul></dd></dl>"),
    ('<div class="actie"><h3>Weg</h3><p>tekst</p></div><h2>Kop</h2>', "<h2>Kop</h2>"),
]  # fmt: skip


def test_a_paragraph_list_or_row_that_came_or_went_leaves_nothing_behind() -> None:
    old, new = ("".join(f"<p>begin {at}</p>{pair[side]}" for at, pair in enumerate(HARD)) for side in (0, 1))

    def written(tree: Element) -> ElementTree.Element:
        made = Composed(Kop(titel="Plan", auteur="Gemeente"), Moment(date(2026, 11, 1), "0123", "convenant"), tree)
        return ElementTree.fromstring(ZipFile(BytesIO(docx.write(made))).read("word/document.xml"))

    marked = written(redline(parse(old), parse(new)))
    changes = [one for kind in ("ins", "del") for one in marked.iter(f"{W}{kind}")]
    assert not [link for one in changes for link in one.iter(f"{W}hyperlink")], "Word knows no link in a change"
    for gone, tree in (("del", parse(new)), ("ins", parse(old))):
        assert settled(marked, gone) == settled(written(tree), "geen")


def test_in_odf_too_nothing_is_left_behind() -> None:
    old, new = ("".join(f"<p>begin {at}</p>{pair[side]}" for at, pair in enumerate(HARD)) for side in (0, 1))

    def written(tree: Element) -> ElementTree.Element:
        return odf.root_of(odt.write(Composed(Kop("Plan"), Moment(date(2026, 11, 1), "0123", "convenant"), tree)))

    marked = written(redline(parse(old), parse(new)))
    for gone, tree in (("del", parse(new)), ("ins", parse(old))):
        assert odf.settled(marked, gone) == odf.settled(written(tree), "")
    kinds = [one[0].tag.partition("}")[2] for one in next(marked.iter(f"{{{TEXT}}}tracked-changes"))]
    assert kinds.count("insertion") > 5 < kinds.count("deletion")
    assert not list(marked.iter(CHANGE))
    assert not list(written(parse(new)).iter(f"{{{TEXT}}}tracked-changes"))


def test_libreoffice_shows_what_went_in_its_own_style_with_the_spaces_around_it() -> None:
    """Of several deletions at one place it shows all but the first in the style of what follows."""
    gone = "<h3>Weg</h3><ul><li>een</li><li>twee</li></ul><p>drie</p>"
    old = f"<h2>Geld voor dit jaar en risico’s</h2><p>Zo.</p>{gone}<h2>Blijft</h2>"
    marked = redline(parse(old), parse("<h2>Geld voor dit jaar</h2><p>Zo.</p><h2>Blijft</h2>"))
    made = Composed(Kop("Plan"), Moment(date(2026, 11, 1), "0123", "convenant"), marked)
    words, parts = (one[0] for one in odf.root_of(odt.write(made)).iter(f"{{{TEXT}}}changed-region"))
    space = words[-1][0]
    assert (words[-1].text, space.tag, space.tail) == (None, f"{{{TEXT}}}s", "en risico’s")
    assert ["".join(one.itertext()) for one in parts[1:]] == ["Weg", "een", "twee", "drie", ""]


def test_a_web_page_marks_what_came_and_went(shared: Path, tmp_path: Path, convenant: Run) -> None:
    made = tmp_path / "nu.html"
    assert convenant("-C", shared, "render", "jaarplan", "2026", *SINCE, "--naar", made).code == 0
    page = made.read_text("utf-8")
    assert "<del>26-06-2026</del><ins>16-10-2026</ins>" in page
    assert "sinds 2 december 2025 wijzigde" in page
    assert page.count("<svg ") == 2
    assert page.count("<h2>Colofon</h2>") == 1
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_markdown_marks_too_and_a_document_without_changes_has_no_marks(shared: Path, convenant: Run) -> None:
    text = convenant("-C", shared, "render", "jaarplan", "2026", *SINCE).out
    assert "~~26-06-2026~~ **16-10-2026**" in text
    same = convenant("-C", shared, "render", "jaarplan", "2026", "--sinds", "HEAD", "--peildatum", "2026-11-01").out
    assert "~~" not in same
    assert unescape(same).count("Gemarkeerd is wat er sinds 19 oktober 2026 wijzigde") == 1


def test_how_a_clause_is_tested_and_found_is_no_change_for_partners(tmp_path: Path, convenant: Run) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    begun(tmp_path, "Dossier")
    clauses = tmp_path / "data/bepalingen/1-contactpersonen.yaml"
    text = clauses.read_text(encoding="utf-8")
    changed = re.sub(r"bevestigd_binnen: 12 maanden", "bevestigd_binnen: 18 maanden", text)
    changed = re.sub(r"(?m)bronplaats: (\S+)$", r"bronplaats: \1, 900", changed)
    assert changed != text
    clauses.write_text(changed, encoding="utf-8", newline="\n")
    asked = ("-C", tmp_path, "render", "wijzigingen", "--sinds", "HEAD", "--peildatum", "2026-11-21")
    assert "Er is niets gewijzigd." in convenant(*asked).out
    worded = changed.replace("Elke partij heeft een contactpersoon", "Elke partij heeft een aanspreekpunt", 1)
    assert worded != changed
    clauses.write_text(worded, encoding="utf-8", newline="\n")
    assert "Er is niets gewijzigd." not in convenant(*asked).out


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".odt", ".pdf"])
def test_the_list_of_changes_is_a_document_in_every_format(
    shared: Path, tmp_path: Path, convenant: Run, suffix: str
) -> None:
    made = tmp_path / f"wijzigingen{suffix}"
    assert convenant("-C", shared, "render", "wijzigingen", *SINCE, "--naar", made).code == 0
    raw = made.read_bytes()
    if suffix == ".pdf":
        assert faults(raw, "Wat er is gewijzigd") == []
        assert nonconformities(raw) == []
        return
    if suffix in (".docx", ".odt"):
        raw = ZipFile(BytesIO(raw)).read({".docx": "word/document.xml", ".odt": "content.xml"}[suffix])
    text = re.sub(r"<[^>]+>", "", raw.decode())
    assert "einddatum van 26-06-2026 naar 16-10-2026" in text
    assert "afgerond op 14-10-2026" in text
    assert "actiepunt A2025-1, afgerond op 10-12-2025" in text
    assert "toegevoegd" not in text
    assert "wat al is vastgesteld: jaarplan 2026" in text
    # For partners: days and names of people, and nothing of git or of this program.
    shown = text[: text.find("Colofon")] if suffix == ".html" else text
    revision = git(shared, "rev-parse", "HEAD")[:10]
    for word in ("werkmap", revision, "jaarplan-2026-v1.0", "records", "zinsnaam", "redactioneel", "Oordelen op"):
        assert word not in shown, word


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("wijzigingen",), "zeg sinds wanneer"),
        (("wijzigingen", "2026", "--sinds", "HEAD"), "'2026' is te veel"),
        (("jaarplan", "2026", "--sinds", "weg"), "'weg'"),
        (("jaarplan", "2026", "--sinds", ""), "revisie ''"),  # an empty variable of a script is no answer
        (("wijzigingen", "--sinds", ""), "revisie ''"),
        (("jaarplan", "2027", "--sinds", "jaarplan-2026-v1.0"), "'2027'"),
    ],
)
def test_a_moment_that_cannot_be_compared_with_is_told(
    shared: Path, convenant: Run, args: tuple[str, ...], said: str
) -> None:
    run = convenant("-C", shared, "render", *args)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_a_moment_of_which_files_cannot_be_read_is_named_itself(shared: Path, tmp_path: Path, convenant: Run) -> None:
    clone = tmp_path / "eerder"
    subprocess.run(["git", "clone", "-q", shared, clone], check=True, capture_output=True)
    party = next((clone / "data/partners").glob("*.yaml"))
    good = party.read_text("utf-8")
    party.write_text(f"{good}oud: veld\n", "utf-8")
    git(clone, "commit", "-qam", "oud")
    git(clone, "branch", "oud")
    party.write_text(good, "utf-8")
    git(clone, "commit", "-qam", "nieuw")
    run = convenant("-C", clone, "render", "overdracht", "--sinds", "oud")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("fout: in oud (")
    assert f"{party.name} is niet helemaal te lezen" in run.err
    assert "kies met --sinds een later moment" in run.err
    assert "validate" not in run.err


def test_the_year_plan_prints_its_versions(shared: Path, convenant: Run) -> None:
    text = convenant("-C", shared, "render", "jaarplan", "2026", "--peildatum", "2026-11-01").out
    table = text.split("### Versies")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith(("| 1", "| e"))]
    # The day on which each version became so, and where that was decided: nothing of git.
    assert [row[:3] for row in rows] == [["1.0", "vastgesteld", "01-12-2025"], ["1.1", "gewijzigd", "19-03-2026"]]
    assert rows[1][3].endswith("besluit B2026-1")
    assert not re.search(r"[0-9a-f]{10}|tag", table)
    assert re.search(r"^- Laatst gewijzigd: op 19 maart 2026, .*besluit B2026-1$", text, re.MULTILINE)
    assert "Sinds versie 1.1 zijn het plan of de acties drie keer bijgewerkt, het laatst op 19-10-2026." in table


def test_without_a_repository_a_plan_has_no_table_of_versions(shared: Path, tmp_path: Path, convenant: Run) -> None:
    shutil.copytree(shared / "data", tmp_path / "data")
    run = convenant("-C", tmp_path, "render", "jaarplan", "2026", "--peildatum", "2026-11-01", code=0)
    assert "### Versies" not in run.out


def test_a_clone_that_is_cut_off_says_why_there_are_no_versions(shared: Path, tmp_path: Path, convenant: Run) -> None:
    clone = tmp_path / "ondiep"
    subprocess.run(["git", "clone", "-q", "--depth", "1", shared.as_uri(), clone], check=True, capture_output=True)
    text = convenant("-C", clone, "render", "jaarplan", "2026", "--peildatum", "2026-11-01").out
    assert "De versies staan hier niet: de geschiedenis van het dossier is niet helemaal opgehaald." in text
    assert "| Versie |" not in text


def test_a_document_of_a_revision_is_made_with_the_templates_of_that_revision(
    shared: Path, tmp_path: Path, convenant: Run
) -> None:
    clone = tmp_path / "eigen"
    subprocess.run(["git", "clone", "-q", shared, clone], check=True, capture_output=True)
    own = clone / "templates" / "jaarplan.html.j2"
    own.parent.mkdir(exist_ok=True)
    own.write_text("{% extends schil %}{% block inhoud %}<p>Zoals vastgelegd.</p>{% endblock %}", encoding="utf-8")
    git = ["git", "-C", str(clone), "-c", "user.name=beheer", "-c", "user.email=beheer@gemeente.example"]
    subprocess.run([*git, "add", "templates"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "Eigen sjabloon"], check=True)
    own.write_text("{% extends schil %}{% block inhoud %}<p>Later.</p>{% endblock %}", encoding="utf-8")
    command = ("-C", clone, "render", "jaarplan", "2026", "--peildatum", "2026-11-01")
    assert "Zoals vastgelegd." in convenant(*command, "--rev", "HEAD").out
    assert "Later." in convenant(*command).out
    assert "## Samenvatting" in convenant(*command, "--rev", "jaarplan-2026-v1.0").out


# --- charts of both sides -----------------------------------------------------------------------------------------


@cache
def plans() -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return what the year plan shows with its actions, and without any."""
    files = {f"data/{name}": raw for name, raw in read_folder(ROOT / "data").items()}
    without = {name: raw for name, raw in files.items() if not name.startswith("data/jaarplan/2026/acties/")}
    moment = Moment(date(2026, 11, 21), "", "")
    contexts = [kinds.context("jaarplan", load(literal(every))[0], "2026", moment) for every in (files, without)]
    return contexts[0], contexts[1]


@pytest.mark.parametrize("gone", [True, False])
def test_a_chart_that_is_gone_is_shown_as_it_was(gone: bool) -> None:
    pytest.importorskip("typst")
    full, empty = plans()
    assert [chart.id for chart in full["grafieken"]] == ["grafiek-voortgang", "grafiek-planning"]
    assert empty["grafieken"] == []
    new, old = (empty, full) if gone else (full, empty)
    # All formats one way, and the page the other way as well: only that tells what came from what went.
    asked = sorted(SUFFIXES) if gone or GRONDIG else [".html"]
    made = dict(zip(asked, make_each(asked, "jaarplan.html.j2", new, before=(old, "gisteren")), strict=True))
    page = made[".html"].decode()
    assert page.count("<svg ") == 2
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    marked = "del" if gone else "ins"
    assert re.search(rf'<{marked}[^>]*><span class="tekening" role="img"[^>]*><svg ', page)
    if len(asked) == 1:
        return
    assert made[".md"].decode().count("Grafiek: ") == 2
    for suffix in (".docx", ".odt"):
        names = ZipFile(BytesIO(made[suffix])).namelist()
        assert sum(name.endswith((".svg", ".png")) for name in names) >= 2
    assert made[".pdf"].startswith(b"%PDF")


def test_a_chart_that_changed_and_moved_is_drawn_twice_each_time_as_it_was() -> None:
    moment = Moment(date(2026, 11, 21), "", "")
    sides = []
    for number, text in enumerate(("een", "twee")):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg"><text fill="url(#streep-g)">{text}</text></svg>'
        chart = Grafiek("g", text, text, svg, 1, 1)
        parts = ['<p class="grafiek"><img src="#g" alt="x"></p>', "<p>Een heel andere alinea staat hier.</p>"]
        content = parse(f"<section>{''.join(parts if number else reversed(parts))}<p>{text}</p></section>")
        sides.append(Composed(Kop("Plan"), moment, content, {"g": chart}))
    page = marked_page(
        since(sides[1], sides[0], "gisteren"),
        as_data({"kop": Kop("Plan"), "moment": moment, "voorbeeld": "", "teruggeblikt": ""}),
    )
    drawn = re.findall(r"(<del[^>]*>|<ins[^>]*>)<span[^>]*><svg [^>]*><text fill=\"url\(#(.*?)\)\">(\w+)<", page)
    assert [(mark[1:4], id, text) for mark, id, text in drawn] in (
        [("ins", "streep-g", "twee"), ("del", "streep-g-eerder", "een")],
        [("del", "streep-g-eerder", "een"), ("ins", "streep-g", "twee")],
    )


def _long(*parts: tuple[str, str]) -> Element:
    """Return a document with a table of contents, of headings with a paragraph each."""
    told = "".join(f"<section><h2 id='{name}'>{name.capitalize()}</h2><p>{text}</p></section>" for name, text in parts)
    return parse(f"<nav><h2>Inhoud</h2></nav>{told}")


def test_a_long_document_says_on_top_where_its_marks_are() -> None:
    old = _long(("een", "blijft"), ("twee", "was dit en dat"), ("drie", "gaat weg"), ("vier", "blijft ook"))
    new = _long(("een", "blijft"), ("twee", "werd dit en dat"), ("vier", "blijft ook"), ("vijf", "komt erbij"))
    places = changed_places(redline(old, new))
    assert places is not None
    assert places.text == "Er zijn wijzigingen bij: Twee; Vijf."
    assert [link.attrs["href"] for link in places.elements] == ["#twee", "#vijf"]
    assert changed_places(redline(old, old)) is None
    short = parse("<h2 id='een'>Een</h2><p>oud</p>"), parse("<h2 id='een'>Een</h2><p>nieuw</p>")
    assert changed_places(redline(*short)) is None  # its marks are found by looking
    letters = [parse("".join(f"<h2 id='p{n}'>P{n}</h2><p>{text}</p>" for n in range(9))) for text in ("oud", "nieuw")]
    named = changed_places(redline(*letters))
    assert named is not None, "of many letters somebody wants to know to whom they changed"
    assert named.text.startswith("Er zijn wijzigingen bij: P0; P1;")


def test_in_a_pdf_each_place_that_changed_has_its_page() -> None:
    text = "woord " * 900
    old, new = (_long(("een", text), ("twee", text), ("drie", text + last)) for last in ("oud", "nieuw"))
    kop, moment = Kop("Lang", "", ()), Moment(date(2026, 11, 21), "", "")
    composed = since(Composed(kop, moment, new), Composed(kop, moment, old), "gisteren")
    shown = page_texts(pdf.write(composed))
    (page,) = (at for at, one in enumerate(shown, 1) if re.search(r"Drie\s*woord", one))
    assert f"Er zijn wijzigingen bij: Drie (p. {page})." in " ".join(" ".join(shown).split())
