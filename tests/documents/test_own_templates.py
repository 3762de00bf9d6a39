"""What a dossier's own templates may not do: run, fetch or read anything; the mistake is told with its place."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from convenant_cli.documents.formats import make
from convenant_cli.documents.writers.office.huisstijl import house_style, standard
from convenant_cli.documents.writers.office.zipped import pack
from convenant_cli.findings import ConvenantError
from tests.alle_documenten import gathered, one_of_each
from tests.conftest import BASIS, Run, laid, read_folder
from tests.grondig import pairs

JAARPLAN = next(soort for soort in one_of_each() if soort.name == "jaarplan")
BEGIN = "{% extends schil %}\n{% block inhoud %}\n<section>\n"
END = "\n</section>\n{% endblock %}\n"


def write(folder: Path, suffix: str, body: str) -> bytes:
    (folder / "jaarplan.html.j2").write_text(f"{BEGIN}{body}{END}", encoding="utf-8")
    return make(suffix, "jaarplan.html.j2", gathered(JAARPLAN), folder)


CANNOT = [
    ("<p>een</p>\n<script>alert(1)</script>", 5, "<script>"),
    ("<p>een</p>\n\n<blink>x</blink>", 6, "<blink>"),
    ("<p><em>een</p>\n<p>twee</p>", 4, "<em> is niet gesloten"),
    ("{% for een in [1, 2] %}\n<p>{{ een }}\n{% endfor %}", 5, "<p> hoort niet in <p>"),
    ('<p>{{ kop.titel }}\n<a href="javascript:alert(1)">x</a></p>', 5, "javascript"),
    ('<p style="background: url(https://a.example)">x</p>', 4, "'style' bij <p>"),
    ('<p onclick="alert(1)">x</p>', 4, "'onclick' bij <p>"),
    ('<ol start="abc"><li>x</li></ol>', 4, 'start="abc"'),
    ("<table><tbody><tr><td><table></table></td></tr></tbody></table>", 4, "een tabel in een tabel"),
]


@pytest.mark.parametrize(("cannot", "suffix"), pairs(CANNOT, [".html", ".md"]))
def test_what_a_document_cannot_hold_is_told_with_its_line(
    tmp_path: Path, suffix: str, cannot: tuple[str, int, str]
) -> None:
    body, line, what = cannot
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


# --- a house style, a logo ----------------------------------------------------------------------------------------


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


def test_a_logo_that_is_no_picture_is_told(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    (tmp_path / "logo.png").write_bytes(bytes(range(128, 256)))
    with pytest.raises(ConvenantError, match=r"logo\.png is geen plaatje dat in een PDF kan"):
        make(".pdf", "jaarplan.html.j2", gathered(JAARPLAN), tmp_path)


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_heading_that_skips_a_level_is_refused_in_every_format(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(ConvenantError, match="de kop 'Te diep' heeft niveau 3"):
        write(tmp_path, suffix, "<h2>Een</h2><h4>Te diep</h4>")


def test_a_template_for_markdown_alone_is_said_to_be_left_out(tmp_path: Path, convenant: Run) -> None:
    laid(tmp_path, read_folder(BASIS))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/naleving.md.j2").write_text("Ons rapport", encoding="utf-8")
    run = convenant("-C", tmp_path, "render", "naleving", "--peildatum", "2026-11-21", code=0)
    assert "Ons rapport" not in run.out
    assert "let op: templates/naleving.md.j2 wordt niet gelezen; Markdown komt uit naleving.html.j2" in run.err


def test_the_old_name_of_a_filter_is_understood_and_told(tmp_path: Path, convenant: Run) -> None:
    body = '<p>{{ "politie" | school }}, {{ "onbekend" | eenheid }}: {{ ["politie"]|scholen | opsomming }}</p>'
    with_the_new = write(tmp_path, ".md", body.replace("scholen", "eenheden").replace("school", "eenheid"))
    assert write(tmp_path, ".md", body) == with_the_new
    laid(tmp_path, read_folder(BASIS))
    (tmp_path / "templates").mkdir()
    text = f"{BEGIN}{body}\n<p>School | schooljaar</p>{END}"
    (tmp_path / "templates/naleving.html.j2").write_text(text, encoding="utf-8")
    run = convenant("-C", tmp_path, "render", "naleving", "--peildatum", "2026-11-21")
    assert (run.code, "Politie, onbekend: Politie" in run.out) == (0, True)
    at = f"let op: sjabloon {tmp_path / 'templates/naleving.html.j2'}:4: het filter"
    told = [line for line in run.err.splitlines() if "het filter" in line]
    assert told == [f"{at} 'school' heet nu 'eenheid'", f"{at} 'scholen' heet nu 'eenheden'"]


# --- the files of templates/ --------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="koppelingen en pijpen van dit systeem")
@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("deel.html.j2", "deel.html.j2"),
        ("map", "map/geheim.txt"),
        ("een/twee", "een/twee/geheim.txt"),
        ("x.txt", "x.txt"),
    ],
)
def test_nothing_is_read_through_a_link_anywhere_in_a_path(tmp_path: Path, name: str, asked: str) -> None:
    outside, own = tmp_path / "buiten", tmp_path / "templates"
    outside.mkdir()
    (outside / "geheim.txt").write_text("geheim", encoding="utf-8")
    (own / name).parent.mkdir(parents=True)
    (own / name).symlink_to(outside if "/" in asked else outside / "geheim.txt")
    for how in ("include", "import"):
        tail = " as x" if how == "import" else ""
        with pytest.raises(ConvenantError, match=rf"{re.escape(name)} .*koppeling"):
            write(own, ".md", f'{{% {how} "{asked}"{tail} %}}')


@pytest.mark.skipif(sys.platform == "win32", reason="koppelingen en pijpen van dit systeem")
@pytest.mark.parametrize("name", ["jaarplan.html.j2", "_colofon.html.j2", "stijl.css.j2", "deel.html.j2"])
def test_a_pipe_a_device_and_a_large_file_are_no_template(tmp_path: Path, name: str) -> None:
    def large(path: Path) -> None:
        path.write_text("x" * 600_000, encoding="utf-8")

    makers: list[tuple[Callable[[Path], object], str]] = [
        (os.mkfifo, ".*geen gewoon bestand"),
        (lambda path: path.symlink_to("/dev/zero"), ".*koppeling"),
        (lambda path: path.symlink_to(path), ".*koppeling"),
        (large, ".*groter dan 512 kB"),
    ]
    for number, (make_it, what) in enumerate(makers):
        own = tmp_path / str(number)
        own.mkdir()
        make_it(own / name)
        if name == "deel.html.j2":
            (own / "jaarplan.html.j2").write_text(f'{BEGIN}{{% include "{name}" %}}{END}', encoding="utf-8")
        with pytest.raises(ConvenantError, match=rf"{re.escape(name)} {what}"):
            make(".html", "jaarplan.html.j2", gathered(JAARPLAN), own)


@pytest.mark.skipif(sys.platform == "win32", reason="koppelingen en pijpen van dit systeem")
def test_a_folder_of_templates_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "templates").symlink_to(tmp_path / "elders")
    for suffix in (".md", ".html", ".pdf"):
        with pytest.raises(ConvenantError, match=r"templates .*koppeling"):
            make(suffix, "jaarplan.html.j2", gathered(JAARPLAN), tmp_path / "templates")


def test_a_folder_with_very_much_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vol").mkdir()
    for number in range(1001):
        (tmp_path / "vol" / str(number)).touch()
    with pytest.raises(ConvenantError, match="staan meer dan 1000 bestanden"):
        write(tmp_path, ".md", "<p>x</p>")


@pytest.mark.parametrize("suffix", [".md", ".html"])
@pytest.mark.parametrize(("tag", "around"), [("div", "{}"), ("strong", "<p>{}</p>"), ("ul><li", "{}")])
def test_elements_in_one_another_have_a_limit(tmp_path: Path, suffix: str, tag: str, around: str) -> None:
    end = "></".join(reversed(tag.split("><")))
    many = f"{{% for i in range(3000) %}}<{tag}>{{% endfor %}}x{{% for i in range(3000) %}}</{end}>{{% endfor %}}"
    with pytest.raises(ConvenantError, match=r"jaarplan\.html\.j2:4: .* in meer dan 40 andere elementen"):
        write(tmp_path, suffix, around.format(many))


def test_a_shell_with_elements_in_one_another_has_a_limit(tmp_path: Path) -> None:
    shell = "<body>{% for i in range(90000) %}<div>{% endfor %}{% block inhoud %}{% endblock %}</body>"
    (tmp_path / "pagina.html.j2").write_text(shell, encoding="utf-8")
    with pytest.raises(ConvenantError, match=r"pagina\.html\.j2:1: .*<div> in meer dan 100 andere elementen"):
        make(".html", "jaarplan.html.j2", gathered(JAARPLAN), tmp_path)


def test_a_document_of_own_templates_has_a_limit(tmp_path: Path) -> None:
    with pytest.raises(ConvenantError, match=r"dit wordt te groot voor een document \(meer dan 5000000 tekens\)"):
        write(tmp_path, ".md", '{% for i in range(6000) %}<p>{{ "a " * 500 }}</p>{% endfor %}')
