"""``--sinds`` on every document, in every format, with every kind of change: it can be made, and shows what changed."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant_cli.documents import kinds
from convenant_cli.documents.document import Composed
from convenant_cli.documents.formats import SUFFIXES, Getoond, make, make_each, on_one_page
from convenant_cli.documents.kinds import Kop
from convenant_cli.documents.page.head import head
from convenant_cli.documents.page.redline import redline
from convenant_cli.documents.page.tree import Element, parse
from convenant_cli.documents.writers.pdf import write
from convenant_cli.documents.writers.typst_source import typst_source
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.sources.sources import literal
from tests.alle_documenten import MOMENT, Soort, gathered, one_of_each
from tests.conftest import ROOT, read_folder
from tests.grondig import pairs, spread, times
from tests.pdf_checks import faults, nonconformities, page_texts, require

ONE_ACTION = "data/jaarplan/2026/acties/social-media-beleid.yaml"
#: A change of each kind in the text of the records: a mail address, a web address, a telephone number, a name, a day, a
#: time, a place, a state, a longer text, a text that goes.
CHANGES = (
    (r"@([a-z-]+)\.example", r"@nieuw-\1.example"),
    (r"https://([a-z]+)\.example", r"https://www.\1.example"),
    (r"telefoon: .*", "telefoon: 0172 123456"),
    (r"(?m)^titel: (\w+)", r"titel: Vernieuwd \1"),
    (r"gereed: 2026-(\d\d)-01", r"gereed: 2026-\1-02"),
    (r"(?m)^einde: .*", "einde: 17:15"),
    (r"(?m)^plaats: .*", "plaats: Theater Castellum"),
    (r"(?m)^status: loopt$", "status: gepland"),
    (r"(?m)^versie: .*", 'versie: "7.3"'),
)


@pytest.fixture(scope="module")
def changed() -> Dossier:
    files = {}
    for name, raw in read_folder(ROOT / "data").items():
        text = raw.decode()
        for old, new in CHANGES:
            text = re.sub(old, new, text)
        files[f"data/{name}"] = text.encode()
    dossier, findings = load(literal(files))
    assert not [one for one in findings if one.severity.name == "FOUT"]
    return dossier


#: Those of which the PDF is made as well: what is marked is marked the same in each of them. The guide is always one:
#: it is full of addresses, and a link of which a part changed has two lines at one text.
_AS_PDF = {*spread(one_of_each(), 4), *(one for one in one_of_each() if one.name == "partnergids")}


@pytest.mark.parametrize(("soort", "suffix"), pairs(one_of_each(), [one for one in SUFFIXES if one != ".pdf"]), ids=str)
def test_every_document_shows_its_changes_in_every_format(soort: Soort, suffix: str, changed: Dossier) -> None:
    """In one of the formats by turns, and some as a PDF, that is looked into."""
    require("typst", "pikepdf")
    then, now = gathered(soort), kinds.context(soort.name, changed, soort.which, MOMENT)
    asked = (suffix, ".pdf") if soort in _AS_PDF else (suffix,)
    made = dict(zip(asked, make_each(asked, f"{soort.name}.html.j2", now, before=(then, "gisteren")), strict=True))
    assert all(made.values())
    if ".pdf" in made:
        assert faults(made[".pdf"], now["kop"].titel) == []
        assert nonconformities(made[".pdf"]) == []


def test_a_document_of_one_page_says_as_much_as_fits_beside_what_went() -> None:
    """With little changed more stands on it than with much changed; and with much it still is one page."""
    require("typst", "pikepdf")
    template = "bestuurssamenvatting.html.j2"
    files = {f"data/{name}": raw for name, raw in read_folder(ROOT / "data").items()}
    done = files[ONE_ACTION].replace(b"status: loopt\n", b"status: afgerond\nafgerond_op: 2026-11-16\n")
    assert done != files[ONE_ACTION]
    whole, little = load(literal(files))[0], load(literal({**files, ONE_ACTION: done}))[0]
    other = {
        name: re.sub(rb"(?m)^titel: (.*)", rb"titel: Wat nu heel anders heet dan \1", raw).replace(
            b": nee\n", b": ja\n"
        )
        for name, raw in files.items()
    }
    much = load(literal(other))[0]

    def shown(dossier: Dossier) -> tuple[str, list[float]]:
        rooms = []

        def both(moment: kinds.Moment) -> Getoond:
            rooms.append(moment.ruimte.hoog)
            now = kinds.context("bestuurssamenvatting", dossier, "", moment)
            then = kinds.context("bestuurssamenvatting", whole, "", replace(moment, keuze=now["keuze"]))
            return now, (then, "gisteren")

        context, before = on_one_page(both, MOMENT, template)
        pdf, text = make_each([".pdf", ".md"], template, context, before=before)
        assert len(page_texts(pdf)) == 1
        return text.decode(), rooms

    (one, first), (other_one, more) = shown(little), shown(much)
    assert "~~" in one
    assert "Nog te verklaren" in one
    assert len(first) < len(more), "the more changed, the less room is left"
    assert more == sorted(more, reverse=True)
    assert "actiepunten open" in other_one, "no more is left out than what went takes"


def test_the_title_block_is_marked_in_every_format(changed: Dossier) -> None:
    soort = Soort("agenda", max(changed.bijeenkomsten))
    then, now = gathered(soort), kinds.context(soort.name, changed, soort.which, MOMENT)

    def made(suffix: str) -> bytes:
        return make(suffix, "agenda.html.j2", now, before=(then, "gisteren"))

    markdown = made(".md").decode()
    assert markdown.startswith("# Agenda: **Vernieuwd** ")
    assert "- Tijd: 14.00 tot ~~16.30~~ **17.15** uur" in markdown
    page = made(".html").decode()
    assert "<h1>Agenda:<ins> Vernieuwd</ins> " in page
    assert "<dd>14.00 tot <del>16.30</del><ins>17.15</ins> uur</dd>" in page
    assert "<title>Agenda: Vernieuwd Jaarlijkse" in page
    xml = ZipFile(BytesIO(made(".docx"))).read("word/document.xml").decode()
    assert re.search(r"<w:del [^>]*>(?:(?!</w:del>).)*16\.30", xml)
    assert re.search(r"<w:ins [^>]*>(?:(?!</w:ins>).)*17\.15", xml)
    assert "wijzigde" not in xml, "what stays when all changes are accepted says nothing of changes"
    text = ZipFile(BytesIO(made(".odt"))).read("content.xml").decode()
    assert re.search(r"<text:deletion>(?:(?!</text:deletion>).)*16\.30", text)
    assert re.search(r"<text:change-start [^>]*>17\.15<text:change-end ", text)
    assert "wijzigde" not in text
    require("typst", "pikepdf")
    first = "".join(page_texts(made(".pdf"))[0].split())
    assert "16.3017.15" in first


def test_what_was_not_in_the_head_and_what_is_no_longer_is_marked_whole() -> None:
    old = Kop("A", gegevens=(("Datum", "1 mei"), ("Plaats", "zaal")), voorbehoud="nog niet vastgesteld.", versie="1.0")
    new = Kop("A", "B", gegevens=(("Datum", "2 mei"), ("Voorzitter", "Jo")), versie="1.1")
    found = head(new, old, (("Versie", "versie"),))

    def shown(text: list[Element | str]) -> str:
        return "".join(one if isinstance(one, str) else f"{one.tag}({one.text})" for one in text)

    assert [(shown(word), shown(value)) for word, value in found.gegevens] == [
        ("Datum", "del(1)ins(2) mei"),
        ("del(Plaats)", "del(zaal)"),
        ("ins(Voorzitter)", "ins(Jo)"),
        ("Versie", "del(1.0)ins(1.1)"),
    ]
    assert shown(found.titel) == "A"
    assert shown(found.ondertitel) == "ins(B)"
    assert shown(found.voorbehoud) == "del(Concept: nog niet vastgesteld.)"


PIECES = st.lists(
    st.sampled_from(
        [
            "tekst", '<a href="mailto:a@b.example">a@b.example</a>',
            '<a href="https://c.example/d">lees <em>dit</em></a>',
            "<strong>vet</strong>", '<strong>vet <a href="#plek">plek</a></strong>', "<br>", "<ins>bij</ins>",
            '<a href="https://e.example"><del>weg</del> en <ins>bij</ins></a>', '<span class="te-laat">laat</span>',
        ]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)  # fmt: skip
PAGES = st.lists(
    PIECES.flatmap(
        lambda text: st.sampled_from(
            [f"<p>{text}</p>", f"<ul><li>{text}</li></ul>", f"<table><tbody><tr><td>{text}</td></tr></tbody></table>"]
        )
    ),
    max_size=4,
).map(lambda blocks: '<h2 id="plek">Kop</h2>' + "".join(blocks))


@given(old=PAGES, new=PAGES)
@settings(max_examples=times(8, 60))
def test_no_two_lines_stand_at_one_text_of_a_pdf(old: str, new: str) -> None:
    """PDF/UA knows one line under or through a text: a link that came or went may not end the making of a PDF."""
    require("typst", "pikepdf")
    both = Composed(Kop("Proef"), MOMENT, redline(parse(old), parse(new)))
    plain = replace(both, inhoud=parse(new))
    pdf = "".join("".join(page_texts(write(both))).split())
    for word in re.findall(r"\w+", unescape(plain.inhoud.text)):
        assert word in pdf


@pytest.mark.parametrize(
    "page", ["<p>Het is {} en blijft zo.</p>", '<p>Mail: <a href="mailto:{0}@x.example">{0}@x.example</a></p>']
)
def test_what_went_and_what_came_do_not_stand_as_one_word(page: str) -> None:
    both = typst_source(redline(parse(page.format("oud")), parse(page.format("nieuw"))), {})
    # Text taken from the pages has no spaces of its own; a gap is what keeps two letters apart on paper.
    assert re.search(r"geschrapt\[[^\n]*\]#h\(0\.2em\)#", both), both
