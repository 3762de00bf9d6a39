"""What a dossier brings for its documents and that used to go wrong in silence: told with its place, or honoured."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from convenant_cli.documents.formats import make
from convenant_cli.documents.writers.office.huisstijl import filled, house_style, standard
from convenant_cli.documents.writers.office.zipped import pack
from convenant_cli.findings import ConvenantError
from tests.alle_documenten import Soort, gathered

AGENDA = next(Soort("agenda", which) for which in ("2026-12-10-jaarlijkse-bijeenkomst",))
NAME = "agenda.html.j2"
BEGIN = "{% extends schil %}\n{% block inhoud %}\n"
END = "\n{% endblock %}\n"
TABLE = "<table><tbody>\n<tr><td>een</td><td>twee</td></tr>\n<tr><td>drie</td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("name", "text", "line", "what"),
    [
        (NAME, "", 1, "dit bestand is leeg"),
        (NAME, " \n\n", 1, "dit bestand is leeg"),
        (NAME, "<p>Hallo</p>", 1, r"ontbreekt {% extends schil %}"),
        (NAME, f"{BEGIN}{TABLE}{END}", 5, "cellen in deze rij: 1, en in de eerste: 2"),
        (NAME, f"{BEGIN}<h2>Een</h2>\n<h4>Te diep</h4>{END}", 4, "de kop 'Te diep' heeft niveau 3"),
        ("agenda.j2", "x", 0, f"noem het {NAME}"),
        ("agenda.html", "x", 0, f"noem het {NAME}"),
        ("Agenda.html.j2", "x", 0, f"noem het {NAME}"),
        ("agendaa.html.j2", "x", 0, f"noem het {NAME}"),
    ],
)
@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_a_template_that_does_nothing_is_told(
    tmp_path: Path, suffix: str, name: str, text: str, line: int, what: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    place = str(tmp_path / name) + (f":{line}" if line else "")
    with pytest.raises(ConvenantError, match=f"{re.escape(place)}: .*{re.escape(what)}"):
        make(suffix, NAME, gathered(AGENDA), tmp_path)


@pytest.mark.parametrize(
    ("suffix", "name", "remedy"),
    [
        (".pdf", "document.typst", "sla het op als {}/document.typ"),
        (".pdf", "document.typ.txt", "noem het document.typ"),
        (".pdf", "documnt.typ", "noem het document.typ"),
        (".pdf", "document-2026.typ", "noem het document.typ"),
        (".pdf", "huisstijl/document.typ", "sla het op als {}/document.typ"),
        (".pdf", "logo.jpg", "sla het op als {}/logo.svg"),
        (".pdf", "Logo.png", "noem het logo.png"),
        (".pdf", "logo gemeente.png", "noem het logo.png"),
        (".docx", "huistijl.docx", "noem het huisstijl.docx"),
        (".docx", "huisstyl.docx", "noem het huisstijl.docx"),
        (".docx", "huisstijl-2026.docx", "noem het huisstijl.docx"),
        (".docx", "huisstijl.docx.docx", "noem het huisstijl.docx"),
        (".docx", "Huisstijl.doc", "sla het op als {}/huisstijl.docx"),
        (".docx", "huisstijl/gemeente.dotx", "sla het op als {}/huisstijl.dotx"),
        (".odt", "huisstijl_nieuw.ott", "noem het huisstijl.ott"),
        (".odt", "huisstijl.fodt", "sla het op als {}/huisstijl.odt"),
    ],
)
def test_a_style_that_is_named_almost_right_is_told(tmp_path: Path, suffix: str, name: str, remedy: str) -> None:
    place = tmp_path / name
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"x")
    said = f"{place}: dit bestand wordt zo niet gebruikt; {remedy.format(tmp_path.name)}, of haal het weg"
    with pytest.raises(ConvenantError, match=f"^{re.escape(said)}$"):
        make(suffix, NAME, gathered(AGENDA), tmp_path)


def test_what_is_beside_a_style_and_what_is_no_style_is_left_alone(tmp_path: Path) -> None:
    for name in ("~$huisstijl.docx", "brief.docx", "huisstijl.odt.bak", "LEESMIJ.txt", "documentatie.md", "foto.png"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "huisstijl-2025.docx").write_bytes(b"x")
    (tmp_path / "huisstijl.docx").write_bytes(pack(standard(".docx")))
    assert make(".docx", NAME, gathered(AGENDA), tmp_path)[:2] == b"PK"
    assert make(".pdf", NAME, gathered(AGENDA), tmp_path)[:4] == b"%PDF"


def test_a_copy_beside_a_template_and_a_part_of_its_own_are_no_mistakes(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(f'{BEGIN}{{% include "agendadeel.html.j2" %}}{END}', encoding="utf-8")
    (tmp_path / "agendadeel.html.j2").write_text("<p>Hallo</p>", encoding="utf-8")
    (tmp_path / "agenda.html.j2.oud").write_text("x", encoding="utf-8")
    (tmp_path / "LEESMIJ.txt").write_text("x", encoding="utf-8")
    assert b"Hallo" in make(".md", NAME, gathered(AGENDA), tmp_path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{titel}}\tversie {{versie}} · {{status}}", "Plan\tversie 1.1"),
        ("versie {{versie}} - {{status}}", "versie 1.1"),
        ("{{status}} – versie {{versie}}", "versie 1.1"),
        ("{{titel}} | {{status}} | {{datum}}", "Plan | vandaag"),
        ("versie {{versie}} ({{status}}) · {{datum}}", "versie 1.1 · vandaag"),
        ("{{versie}}/{{status}}", "1.1"),
    ],
)
def test_what_is_not_known_leaves_no_dash_behind(line: str, said: str) -> None:
    known = {"titel": "Plan", "versie": "1.1", "status": "", "datum": "vandaag"}
    assert filled([line], known) == [said]
    cut = [line[:5], line[5:9], line[9:]]  # Word cuts a placeholder over several runs
    assert "".join(filled(cut, known)) == said
    assert "".join(filled(cut, known | {"status": "concept"})).count("concept") == 1


def _renamed(suffix: str, folder: Path, kind: str, *names: tuple[str, str]) -> Path:
    parts = standard(suffix)
    sheet = "word/styles.xml" if suffix == ".docx" else "styles.xml"
    text = parts[sheet].decode()
    for old, new in names:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / f"eigen{kind}"
    path.write_bytes(pack({**parts, sheet: text.encode()}))
    return path


@pytest.mark.parametrize("kind", [".docx", ".dotx"])
def test_dutch_names_of_styles_are_honoured_in_word(tmp_path: Path, kind: str) -> None:
    style = _renamed(
        ".docx",
        tmp_path,
        kind,
        ('<w:name w:val="heading 1"/>', '<w:name w:val="Kop 1"/>'),
        ('w:styleId="Heading1"', 'w:styleId="Kop1"'),
        ('<w:name w:val="Title"/>', '<w:name w:val="Titel"/>'),
        ('w:styleId="Title"', 'w:styleId="Titel"'),
    )
    made = zipfile.ZipFile(io.BytesIO(make(".docx", NAME, gathered(AGENDA), huisstijl=style)))
    body, sheet = made.read("word/document.xml").decode(), made.read("word/styles.xml").decode()
    assert 'w:pStyle w:val="Kop1"' in body
    assert 'w:pStyle w:val="Titel"' in body
    assert "Heading1" not in body
    assert sheet.count('w:val="heading 1"') == 1


@pytest.mark.parametrize("kind", [".odt", ".ott"])
def test_dutch_names_of_styles_are_honoured_in_odf(tmp_path: Path, kind: str) -> None:
    renamed = (("Heading_20_1", "Kop_20_1"), ('display-name="Heading 1"', 'display-name="Kop 1"'), ("16pt", "17pt"))
    style = _renamed(".odt", tmp_path, kind, *renamed)
    made = zipfile.ZipFile(io.BytesIO(make(".odt", NAME, gathered(AGENDA), huisstijl=style)))
    sheet = made.read("styles.xml").decode()
    own = next(
        line for line in re.findall(r"<style:style [^>]*>.*?</style:style>", sheet) if 'e="Heading_20_1"' in line
    )
    assert "17pt" in own
    assert "Kop_20_1" not in sheet


def test_a_template_of_word_lies_in_the_dossier_as_a_document_does(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    path = tmp_path / "templates" / "Huisstijl.dotx"
    path.write_bytes(pack(standard(".docx")))
    assert house_style(".docx", None, path.parent).keys() == house_style(".docx", path, None).keys()
