"""A dossier says what its agreement is called, and nothing that a reader of it sees calls that otherwise."""

import re
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import SMTP
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from convenant_cli.changes.comparing import compare
from convenant_cli.changes.sides import from_source
from convenant_cli.changes.wijziging import Kant
from convenant_cli.commands.reports.status import StatusView
from convenant_cli.commands.reports.status import lines as status
from convenant_cli.documents import kinds
from convenant_cli.documents.content.agendapunten import Agendaonderwerp, add_proposals
from convenant_cli.documents.content.voorstellen import Voorstel, Voorstellen
from convenant_cli.documents.formats import make
from convenant_cli.documents.kinds import Moment
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.exchange.site.making import Wish, site
from convenant_cli.findings import ConvenantError
from convenant_cli.judging.judging import judge
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.sources.sources import Source, literal
from tests.conftest import PEILDATUM, ROOT, TESTS, Run, laid, read_folder

COVENANTS = {"alphen-2022": ROOT, **{path.name: path for path in sorted((TESTS / "profielen").iterdir())}}
WORDS = ("de samenwerkingsafspraken", "het protocol")
#: In a record the name of a field, of a value, of a file or of a period; everything else is what people wrote.
WRITTEN = re.compile(r"(?<!van: )convenant(?!:|jaar|\.yaml)", re.IGNORECASE)
#: What the program itself is called, and its files; what stands in a file behind the words that are read.
OURS = re.compile(
    r"convenant(?=\.yaml|\.html|jaar| [a-z]+ ?[^.]*?</code>| 0\.0)|[#\"]convenant\"|convenantVind"
    r"|CONVENANT_ZOEK|`convenant [^`]*`|<code>convenant[^<]*</code>|'convenant [^']*'|: convenant set \S+ \S+"
)


def other_word(text: str) -> str:
    """Return a record in which people do not speak of a convenant."""
    return WRITTEN.sub("verbond", text)


@cache
def dossier(name: str, word: str) -> Dossier:
    """A covenant that calls itself otherwise, also in all that people wrote."""
    files = {f"data/{path}": raw for path, raw in read_folder(COVENANTS[name] / "data").items()}
    records = {path: other_word(raw.decode()) for path, raw in files.items() if path.endswith(".yaml")}
    head = "data/convenant.yaml"
    bare = re.sub(r"(?m)^zinsnaam: .*\n", "", records[head])
    records[head] = bare.replace("ondertekend_op:", f"zinsnaam: {word}\nondertekend_op:", 1)
    found, findings = load(literal({**files, **{path: text.encode() for path, text in records.items()}}))
    assert not findings, findings[:3]
    assert found.agreed.zinsnaam == word
    return found


def moments(found: Dossier) -> Iterator[Moment]:
    """Yield days before, in and after the term: what is said of it differs."""
    start = found.agreed.looptijd.ingang
    for day in (start - timedelta(days=1), PEILDATUM, start.replace(year=start.year + 40)):
        yield Moment(day, "0123456789", "convenant 0.0", met=("convenant",))


def documents(found: Dossier) -> Iterator[tuple[str, str]]:
    """Yield the documents that can be made, as they are read: the last of each kind, and what is behind the words."""
    for moment in moments(found):
        for kind in kinds.names():
            if kinds.of_changes(kind):
                continue
            choices = kinds.choices(kind, found)
            if choices == []:
                continue
            try:
                context = kinds.context(kind, found, choices[-1] if choices else "", moment)
            except ConvenantError:
                continue
            # A page says all that Markdown says, and more.
            suffix = ".html" if moment.peildatum == PEILDATUM else ".md"
            yield f"{kind} {moment.peildatum}{suffix}", make(suffix, f"{kind}.html.j2", context).decode()


def screens(found: Dossier) -> Iterator[tuple[str, str]]:
    """Yield the oordelen and the status at every moment."""
    for moment in moments(found):
        for oordeel in judge(found, moment.peildatum):
            yield f"oordeel {moment.peildatum}", f"{oordeel.toelichting}; {oordeel.nu}"
        told = signalen(overzicht(found, moment.peildatum))
        yield f"status {moment.peildatum}", "\n".join(status(StatusView(told, width=1000)))


def pages(found: Dossier) -> Iterator[tuple[str, str]]:
    for name, raw in site(found, Moment(PEILDATUM, "0123456789", "convenant 0.0"), Wish()).items():
        if name.endswith((".html", ".js")):
            yield f"site {name}", raw.decode()


@pytest.mark.parametrize(
    ("name", "word"),
    [*((name, WORDS[0]) for name in COVENANTS), ("regioverband", WORDS[1]), ("zorggebouwen", WORDS[1])],
)
def test_nothing_calls_the_agreement_otherwise(name: str, word: str) -> None:
    found = dossier(name, word)
    told = {
        f"{what}: …{text[max(0, hit.start() - 60) : hit.end() + 40]}…"
        for of in (documents, screens, pages)
        for what, whole in of(found)
        for text in [OURS.sub("", whole)]
        for hit in re.finditer("convenant", text, re.IGNORECASE)
    }
    assert sorted(told) == []


@pytest.mark.parametrize(("suffix", "inside"), [(".docx", "docProps/core.xml"), (".odt", "meta.xml")])
@pytest.mark.parametrize("word", WORDS)
def test_an_office_file_is_found_by_that_word(suffix: str, inside: str, word: str) -> None:
    context = kinds.context("naleving", dossier("twee-partijen", word), "", Moment(PEILDATUM, "0123456789", "c 0.0"))
    with ZipFile(BytesIO(make(suffix, "naleving.html.j2", context))) as opened:
        properties = opened.read(inside).decode()
    (keyword,) = re.findall(r"<(?:cp:keywords|meta:keyword)>([^,<]*)", properties)[:1]
    assert keyword == word.partition(" ")[2]


@pytest.mark.parametrize("word", ["het protocol (versie 2", "de Akkoorden [2027", "het *-verdrag"])
def test_a_word_of_a_record_is_never_read_as_a_pattern(word: str) -> None:
    items = [
        Agendaonderwerp("Opening", "informeren", None),
        Agendaonderwerp(f"Verlenging van {word}", "besluiten", None),
    ]
    about = Voorstel("looptijd", f"Looptijd van {word}", "", "")
    add_proposals(items, Voorstellen((about,), ""), dossier("alphen-2022", word))
    assert [item.voorstellen for item in items] == [[], [about]], "it stands at the item that is about it"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier on disk whose agreement is called by a plural."""
    return laid(tmp_path, dossier("toezichthouders", WORDS[0]).source.files)


def test_what_is_sent_and_what_a_change_tells_use_the_word(folder: Path, convenant: Run) -> None:
    day = ("--peildatum", str(PEILDATUM))
    told = convenant("-C", folder, "partij", "stopt", "zorgtoezicht", "--op", "2027-06-01", "--proef", *day).out
    assert "de samenwerkingsafspraken vragen een opzegging" in " ".join(told.split())
    convenant("-C", folder, "export", "mail", "vragen", "2026-kwartaal-3", "--alle", "--naar", folder / "mail", *day)
    (mail,) = (folder / "mail").iterdir()
    body = message_from_bytes(mail.read_bytes(), policy=SMTP).get_body()
    assert body is not None
    assert "met de tekst van de samenwerkingsafspraken en wat u eerder antwoordde" in body.get_content()
    assert "convenant" not in body.get_content()


def test_a_change_of_the_agreement_stands_under_its_name() -> None:
    files = dict(dossier("toezichthouders", WORDS[0]).source.files)
    other = {**files, "data/convenant.yaml": files["data/convenant.yaml"].replace(b"doel: De", b"doel: Onze")}
    assert other != files
    sides = [from_source(Source("x", dict(sorted(one.items()))), Kant("x")) for one in (files, other)]
    (group,) = compare(sides[0], sides[1], PEILDATUM, oordelen=False).groepen
    assert (group.titel, group.wijzigingen[0].naam) == ("De samenwerkingsafspraken", "Samenwerkingsafspraken")


@pytest.mark.parametrize("word", ["protocol", "een protocol", "Het protocol", "het "])
def test_a_word_without_its_article_is_refused(word: str) -> None:
    files = {f"data/{path}": raw for path, raw in read_folder(COVENANTS["toezichthouders"] / "data").items()}
    head = re.sub(
        rb"(?m)^zinsnaam: .*$", b"zinsnaam: " + repr(word).replace("'", '"').encode(), files["data/convenant.yaml"]
    )
    _, findings = load(literal({**files, "data/convenant.yaml": head}))
    assert ["geen naam met lidwoord" in one.message for one in findings] == [True]
