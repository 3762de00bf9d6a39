"""What a dossier's own templates may not do: run, fetch or read anything; the mistake is told with its place."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from convenant_cli.documents.formats import make
from convenant_cli.documents.writers.huisstijl import house_style, standard
from convenant_cli.documents.writers.pandoc import convert
from convenant_cli.documents.writers.zipped import pack
from convenant_cli.findings import ConvenantError
from convenant_cli.programs import Finished
from tests.alle_documenten import gathered, one_of_each
from tests.conftest import TESTS, Outcome, read_folder

JAARPLAN = next(soort for soort in one_of_each() if soort.name == "jaarplan")
BEGIN = "{% extends schil %}\n{% block inhoud %}\n<section>\n"
END = "\n</section>\n{% endblock %}\n"


def write(folder: Path, suffix: str, body: str) -> bytes:
    (folder / "jaarplan.html.j2").write_text(f"{BEGIN}{body}{END}", encoding="utf-8")
    return make(suffix, "jaarplan.html.j2", gathered(JAARPLAN), folder)


@pytest.mark.parametrize("suffix", [".html", ".md"])
@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("<p>een</p>\n<script>alert(1)</script>", 5, "<script>"),
        ("<p>een</p>\n\n<blink>x</blink>", 6, "<blink>"),
        ("<p><em>een</p>\n<p>twee</p>", 4, "<em> is niet gesloten"),
        ("{% for een in [1, 2] %}\n<p>{{ een }}\n{% endfor %}", 5, "<p> hoort niet in <p>"),
        ('<p>{{ kop.titel }}\n<a href="javascript:alert(1)">x</a></p>', 5, "javascript"),
        ('<p style="background: url(https://a.example)">x</p>', 4, "'style' bij <p>"),
        ('<p onclick="alert(1)">x</p>', 4, "'onclick' bij <p>"),
        ('<ol start="abc"><li>x</li></ol>', 4, 'start="abc"'),
        ("<table><tbody><tr><td><table></table></td></tr></tbody></table>", 4, "een tabel in een tabel"),
    ],
)
def test_what_a_document_cannot_hold_is_told_with_its_line(
    tmp_path: Path, suffix: str, body: str, line: int, what: str
) -> None:
    place = re.escape(f"{tmp_path / 'jaarplan.html.j2'}:{line}: dit kan niet in een document: ")
    with pytest.raises(ConvenantError, match=f"{place}.*{re.escape(what)}"):
        write(tmp_path, suffix, body)


def test_the_line_is_that_of_the_part_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "_deel.html.j2").write_text("<p>een</p>\n<marquee>x</marquee>", encoding="utf-8")
    with pytest.raises(ConvenantError, match=r"_deel\.html\.j2:2: .*<marquee>"):
        write(tmp_path, ".html", '{% include "_deel.html.j2" %}')


def test_a_text_that_counts_itself_names_the_template_alone(tmp_path: Path) -> None:
    body = "{% set x %}een\ntwee{% endset %}{{ x | length }}<blink>x</blink>"
    with pytest.raises(ConvenantError, match=r"sjabloon jaarplan\.html\.j2: dit kan niet .*<blink>"):
        write(tmp_path, ".md", body)


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_picture_is_a_chart_of_the_document(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(ConvenantError, match=r"grafiek die er niet is: 'https://a\.example/b\.png'"):
        write(tmp_path, suffix, '<p><img src="https://a.example/b.png" alt="x"></p>')


def test_a_part_that_is_not_there_is_told_with_the_place_that_asks(tmp_path: Path) -> None:
    with pytest.raises(ConvenantError, match=r"jaarplan\.html\.j2:4: het sjabloon 'weg\.html\.j2' bestaat niet"):
        write(tmp_path, ".md", '{% include "weg.html.j2" %}')


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_link_out_of_the_folder_is_no_template(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "geheim").write_text("geheim", encoding="utf-8")
    own = tmp_path / "templates"
    own.mkdir()
    try:
        (own / "jaarplan.html.j2").symlink_to(tmp_path / "geheim")
    except OSError:
        pytest.skip("dit systeem maakt geen koppelingen")
    with pytest.raises(ConvenantError, match="koppeling"):
        make(suffix, "jaarplan.html.j2", gathered(JAARPLAN), own)


def test_a_shell_that_runs_a_script_is_refused(tmp_path: Path) -> None:
    shell = "<body>{% block inhoud %}{% endblock %}\n<script>alert(1)</script></body>"
    (tmp_path / "pagina.html.j2").write_text(shell, encoding="utf-8")
    with pytest.raises(ConvenantError, match=r"pagina\.html\.j2:2: een webpagina voert niets uit .*: <script>"):
        make(".html", "jaarplan.html.j2", gathered(JAARPLAN), tmp_path)


# --- a house style, a logo, a pandoc ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/styles.xml", b"<a/>"),
        ("word/document.xml", b"<a/>"),
        ("word/styles.xml", '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")),
    ],
)
def test_a_house_style_of_other_parts_is_refused(tmp_path: Path, part: str, content: bytes) -> None:
    style = tmp_path / "huisstijl.docx"
    style.write_bytes(pack({**standard(".docx"), part: content}))
    with pytest.raises(ConvenantError, match=r"is geen (gaaf )?\.docx-bestand"):
        house_style(".docx", style, None)


def test_a_program_that_makes_no_package_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENANT_PANDOC", sys.executable)
    done = Finished(0, b"hoi", "")
    monkeypatch.setattr("convenant_cli.documents.writers.pandoc.run", lambda *_, **__: done)
    with pytest.raises(ConvenantError, match=r"geen docx-bestand; is dat wel pandoc.*CONVENANT_PANDOC.*\.md"):
        convert([], "docx", b"")


def test_a_logo_that_is_no_picture_is_told(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    (tmp_path / "logo.png").write_bytes(bytes(range(128, 256)))
    with pytest.raises(ConvenantError, match=r"logo\.png is geen plaatje dat in een PDF kan"):
        make(".pdf", "jaarplan.html.j2", gathered(JAARPLAN), tmp_path)


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_heading_that_skips_a_level_is_refused_in_every_format(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(ConvenantError, match="de kop 'Te diep' heeft niveau 3"):
        write(tmp_path, suffix, "<h2>Een</h2><h4>Te diep</h4>")


def test_a_template_for_markdown_alone_is_said_to_be_left_out(
    tmp_path: Path, convenant: Callable[..., Outcome]
) -> None:
    for name, raw in read_folder(TESTS / "controles" / "_basis").items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(raw)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/naleving.md.j2").write_text("Ons rapport", encoding="utf-8")
    run = convenant("-C", tmp_path, "render", "naleving", "--peildatum", "2026-11-21")
    assert run.code == 0
    assert "Ons rapport" not in run.out
    assert "let op: templates/naleving.md.j2 wordt niet gelezen; Markdown komt uit naleving.html.j2" in run.err
