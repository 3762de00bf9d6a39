"""What holds for every document: it can be made in every format, says the same in each, and keeps names to itself."""

import html
import re
import shutil
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.formats import SUFFIXES, make
from convenant_cli.documents.page.discretion import private_values
from convenant_cli.documents.page.tree import walk
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.sources import literal
from convenant_cli.text.glyphs import unshowable
from tests.alle_documenten import MOMENT, Soort, composed, every, made, one_of_each, shipped
from tests.conftest import ROOT, TESTS, Run, laid, read_folder, whole
from tests.grondig import pairs

ALL = list(every())
EACH = one_of_each()


def test_every_document_is_tried_and_says_what_it_is() -> None:
    # What changed needs two moments; test_render_since.py makes it.
    assert {soort.name for soort in ALL} == set(kinds.names()) - {"wijzigingen"}
    for name in kinds.names():
        assert re.fullmatch(r"[A-Z].*\.", kinds.sentence(name)), "a sentence says what it is"


# --- content ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("soort", ALL, ids=str)
def test_a_document_is_plain_dutch(soort: Soort) -> None:
    document = composed(soort)
    text = document.inhoud.text
    assert unshowable(text) == []
    assert not re.search(r"(?<![\w/.@-])(?:None|True|False|undefined|Markup|datetime)(?!\w)", text)
    slugs = {key for key in (*shipped().partners, *shipped().bepalingen) if "-" in key}
    shown = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", text))
    assert not shown & slugs - {"verzuim-en-schoolverlaten"}, "a reader sees names, not ids"


@pytest.mark.parametrize("soort", ALL, ids=str)
def test_the_web_page_and_markdown_say_the_same(soort: Soort) -> None:
    page, markdown = made(soort, ".html").decode(), made(soort, ".md").decode()
    words = set(re.findall(r"\w{4,}", _visible(page)))
    missing = words - set(re.findall(r"\w{4,}", html.unescape(markdown)))
    assert missing <= {"Inhoud", "Naar", "inhoud", "Colofon"} | set(re.findall(r"\w{4,}", _only_web(page)))


def _visible(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", page[page.index("<body>") :]))


def _only_web(page: str) -> str:
    """Return what only a page has: its table of contents and the captions of tables and charts."""
    found = re.finditer(r"<(nav|caption|figcaption|svg)\b.*?</\1>", page, re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", " ".join(match[0] for match in found)))


# --- formats ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("soort", "suffix"), pairs(EACH, [".docx", ".odt"]), ids=str)
def test_word_and_odf_hold_every_word(soort: Soort, suffix: str) -> None:
    body = {".docx": "word/document.xml", ".odt": "content.xml"}[suffix]
    xml = ZipFile(BytesIO(made(soort, suffix))).read(body).decode()
    # A word ends with its paragraph, at a line end or a tab; inside a line it may be cut over runs.
    xml = re.sub(r"</(?:w|text):(?:p|h)>|<(?:w:(?:tab|br)|text:(?:tab|line-break|s))\b[^>]*/>", " ", xml)
    shown = set(re.findall(r"\w{4,}", html.unescape(re.sub(r"<[^>]+>", "", xml)).replace("\u00ad", "")))
    content = composed(soort).inhoud
    navigation = {word for one in walk(content) if one.tag == "nav" for word in re.findall(r"\w{4,}", one.text)}
    assert set(re.findall(r"\w{4,}", content.text)) - shown <= navigation


def test_the_summary_for_those_who_govern_fits_on_a_page() -> None:
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(BytesIO(made(Soort("bestuurssamenvatting", ""), ".pdf"))) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.programmas
def test_two_machines_make_the_same_bytes_in_every_format(tmp_path: Path) -> None:
    surroundings = (
        ("één", {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "COLUMNS": "40"}),
        ("een andere map", {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8"}),
    )
    results = []
    for place, environment in surroundings:
        shutil.copytree(TESTS / "documents/documenten/jaarplan/data", tmp_path / place / "data")
        targets = [tmp_path / place / f"plan{suffix}" for suffix in SUFFIXES]
        command: list[str | Path] = [
            sys.executable, "-m", "convenant_cli", "-C", tmp_path / place, "render", "jaarplan", "2026",
            "--peildatum", "2026-11-21",
        ]  # fmt: skip
        for target in targets:
            command += ["--naar", target]
        own = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path / place)}
        done = subprocess.run(
            command, env=own | environment, cwd=tmp_path, capture_output=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr.decode()
        results.append([target.read_bytes() for target in targets])
    assert results[0] == results[1]
    assert all(b"21 november 2026" in text and b"\r" not in text for text in results[0][:2])


# --- names --------------------------------------------------------------------------------------------------------

NAME, NUMBER, MAIL = "Zyxwanda Qvortrup", "06-55550199", "z.qvortrup@halt.example"
PEOPLE = f"""\
personen:
  - {{partner: alphen-vitaal, als: contactpersoon, naam: {NAME}, telefoon: {NUMBER}, email: {MAIL}}}
  - {{partner: gemeente, als: contactpersoon, naam: Yolbert Xanadu}}
  - {{partner: alphen-vitaal, als: vervanger, naam: Quibberta Wolfswinkel}}
"""
SECRETS = (NAME, NUMBER, MAIL, "Qvortrup", "Yolbert", "Xanadu", "Quibberta", "Wolfswinkel")


def with_people() -> dict[str, bytes]:
    files = {f"data/{name}": raw for name, raw in read_folder(ROOT / "data").items()}
    return {**files, "prive/personen.yaml": PEOPLE.encode()}


@cache
def peopled() -> Dossier:
    """The shipped dossier with a filled address book."""
    return whole(with_people())


@pytest.mark.parametrize("soort", EACH, ids=str)
def test_no_private_value_is_in_a_public_document(soort: Soort) -> None:
    context = kinds.context(soort.name, peopled(), soort.which, MOMENT)
    for suffix in (".md", ".html"):
        raw = make(suffix, f"{soort.name}.html.j2", context)
        assert [secret for secret in SECRETS if secret in html.unescape(raw.decode())] == []
        assert raw == made(soort, suffix), "as if there were no names at all"


@pytest.mark.parametrize("name", ["agenda", "herinneringen", "overdracht", "partnergids"])
def test_an_internal_document_shows_names_and_says_so(name: str) -> None:
    dossier = peopled()
    inside = kinds.Moment(MOMENT.peildatum, MOMENT.revisie, MOMENT.programma, intern=True)
    which = next(soort.which for soort in EACH if soort.name == name)
    text = make(".md", f"{name}.html.j2", kinds.context(name, dossier, which, inside)).decode()
    assert NAME in text
    assert "Yolbert Xanadu" in text
    assert "> **Intern:** hierin staan namen" in text


def test_a_template_that_would_show_a_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "partnergids.html.j2").write_text(
        f"{{% extends schil %}}{{% block inhoud %}}<p>Bel {NAME.replace(' ', chr(10))}</p>{{% endblock %}}",
        encoding="utf-8",
    )
    dossier = peopled()
    private = private_values(dossier)
    assert set(private) == {NAME, NUMBER, MAIL, "Yolbert Xanadu", "Quibberta Wolfswinkel"}
    context = kinds.context("partnergids", dossier, "", MOMENT)
    for suffix in (".md", ".html"):
        with pytest.raises(ConvenantError, match=r"prive/personen\.yaml, veld 'naam'") as refused:
            make(suffix, "partnergids.html.j2", context, tmp_path, private=private)
        assert NAME not in str(refused.value)


def test_a_number_that_everybody_knows_is_no_secret() -> None:
    files = with_people()
    partner = files["data/partners/halt.yaml"].decode()
    assert "telefoon:" not in partner
    files["data/partners/halt.yaml"] = partner.replace(
        "contactpersoon:", f"contactpersoon:\n  telefoon: {NUMBER}", 1
    ).encode()
    dossier, _ = load(literal(files))
    assert NUMBER not in private_values(dossier)
    assert NAME in private_values(dossier)


def test_an_internal_document_needs_an_address_book(tmp_path: Path, convenant: Run) -> None:
    laid(tmp_path / "data", read_folder(ROOT / "data"))
    command = ("-C", tmp_path, "render", "partnergids", "--peildatum", "2026-11-21")
    refused = convenant(*command, "--intern")
    assert (refused.code, refused.out) == (2, "")
    assert "prive/personen.yaml" in refused.err
    (tmp_path / "prive").mkdir()
    (tmp_path / "prive/personen.yaml").write_text(PEOPLE, encoding="utf-8")
    assert NAME in convenant(*command, "--intern").out
    assert NAME not in convenant(*command).out
