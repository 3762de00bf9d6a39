"""The compliance report and the pages of ``convenant check``: content, structure, and texts that arrive unharmed."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from convenant_cli.cli import guarded
from convenant_cli.documents import kinds
from convenant_cli.documents.content.besprekingen import besprekingen, elders
from convenant_cli.documents.content.oordelen import page, party_pages, standen
from convenant_cli.documents.content.openstaand import Voorwerk
from convenant_cli.documents.formats import make
from convenant_cli.documents.page.prose import pieces
from convenant_cli.documents.words import Words
from convenant_cli.dossier.reading import load
from convenant_cli.findings import ConvenantError
from convenant_cli.judging.oordelen import NIETS_TE_TOETSEN, Uitkomst
from convenant_cli.judging.overzicht import Keuze, overzicht
from convenant_cli.sources.sources import literal
from convenant_cli.text.glyphs import unshowable
from convenant_cli.text.sentences import opsomming
from tests.alle_documenten import shipped
from tests.conftest import BASIS, PEILDATUM, TESTS, Run, check_golden, laid, overlay, whole
from tests.grondig import times
from tests.judging.test_verklaring_per_periode import read
from tests.test_profielen import EVERY, profile

FOLDER = TESTS / "judging" / "oordelen"
FILES = overlay(BASIS, FOLDER / "voorbeeld").files
MOMENT = kinds.Moment(PEILDATUM, "abc1234567", "convenant test")
STYLE = re.compile(r"(?<=<style>\n).*?(?=</style>)", re.DOTALL)
_VOID = {"meta", "br", "link"}


def document(name: str, suffix: str, files: Mapping[str, str | bytes] = FILES) -> str:
    dossier, _ = load(literal(files))
    context: Mapping[str, Any] = (
        kinds.context(name, dossier, "", MOMENT)
        if name in kinds.names()
        else page(overzicht(dossier, PEILDATUM), MOMENT)
    )
    return make(f".{suffix}", f"{name}.html.j2", context).decode()


class Page(HTMLParser):
    """Reads a page: its tags with attributes, its headings, and the text between tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        assert self.open == [], "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag in _VOID or self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def values(self, attribute: str) -> list[str]:
        return [str(attributes[attribute]) for _, attributes in self.tags if attribute in attributes]


@pytest.mark.parametrize("name", ["naleving", "nalevingsbijlage", "check"])
@pytest.mark.parametrize("suffix", ["md", "html"])
def test_the_document(name: str, suffix: str) -> None:
    # The style is not content: it may change without a look at every golden file.
    check_golden(FOLDER / f"{name}.{suffix}", STYLE.sub("", document(name, suffix)))


def test_the_report_begins_with_what_matters() -> None:
    """How to read it first; what the words mean and the parties at the end; the contents in the same order."""
    text = document("nalevingsbijlage", "html")
    headings = re.findall(r'<h2 id="([a-z-]+)"', text)
    assert headings == ["inhoudsopgave", "leeswijzer", "hoofdstukken", "lezingen", "ontheffingen",
                        "niet-toetsbaar", "staten", "bladen"]  # fmt: skip
    assert re.findall(r'<li><a href="#([a-z-]+)"', text)[: len(headings) - 1] == [
        id for id in headings if id != "inhoudsopgave"
    ]


def test_the_report_for_the_meeting_tells_each_point_once_and_few_of_a_party() -> None:
    every = overzicht(shipped(), PEILDATUM)
    told = besprekingen(every)
    assert told[0].naam == "De partijen samen"
    for one in told:  # under one heading the keeper has what it finds out, and what it does as a party
        assert len(one.punten) <= (2 * 8 if one.naam.endswith("bijhoudt") else 8)
    points = [oordeel for one in told for punt in one.punten for oordeel in punt.oordelen]
    shared = [oordeel for one in told for gedeeld in one.gedeeld for oordeel in gedeeld.oordelen]
    assert len(points) == len(set(points))
    assert not set(points) & set(shared)
    assert all(left not in points for left in shared)
    left = sum(len(one.bijlage) for one in told)
    assert len({punt for one in told for punt in one.punten}) + left + len(
        [punt for punt in every.punten if set(punt.oordelen) <= set(shared)]
    ) == len(every.punten)
    quiet = besprekingen(overzicht(load(literal(FILES))[0], date(2024, 1, 1), Keuze(bepalingen=["klimaat"])))
    assert quiet == []


def sections(text: str) -> dict[str, str]:
    """Return the parts of a Markdown document by their heading."""
    return {part.split("\n", 1)[0]: part for part in text.split("\n## ")[1:]}


@cache
def shipped_report(day: date = PEILDATUM) -> str:
    context = kinds.context("naleving", shipped(), "", replace(MOMENT, peildatum=day))
    return make(".md", "naleving.html.j2", context).decode()


def test_a_party_finds_what_is_asked_of_it_under_its_own_name() -> None:
    told = sections(shipped_report(date(2026, 11, 29)))
    keeper = told.pop("Gemeente Alphen aan den Rijn, die het dossier bijhoudt")
    assert "de einddatum van actie 3.4 van Scala/Coenecoop" in told["Scala College en Coenecoop College"]
    # What the keeper finds out stands with the keeper, and of several parties once.
    assert keeper.count("Nu: de gemeente kijkt het ondertekende stuk na") == 1
    assert keeper.count("geen ondertekening gevonden") == 1
    assert "van de gemeente, HECHT en het OM is geen ondertekening gevonden" in keeper
    # What it does as a party stands there too: who looks for its name, looks once.
    assert "Nu: de gemeente bekijkt het document opnieuw" in keeper
    assert not any("gemeente" in head.casefold() for head in told)
    assert not any("Nu: de gemeente" in part for part in told.values())
    # What stands elsewhere and is also about a party is pointed at.
    assert "Zie ook: artikel 5.1a ‘Actief contact met de school’ (bij de politie)." in told[
        "Scope scholengroep"
    ].replace(
        "de verklaring over 2026, tot en met 9 december 2026 (bij wat nog open staat); "
        "artikel 1.2 taak 2 ‘Andere partijen informeren’ (bij de partijen samen); ",
        "",
    )
    # What every party still has to send, and what it promised to do, is pointed at too.
    assert (
        "Zie ook: de verklaring over 2025; de verklaring over het schooljaar 2025-2026; de verklaring over 2026, tot "
        "en met 9 december 2026; actiepunten A2025-1 (te laat) en A2026-5 (bij wat nog open staat)."
    ) in told["Yuverta"]
    assert "Zie ook: actiepunten A2025-5 en A2026-3 (bij wat nog open staat)." in keeper
    # Nobody has to look in the annex for one or two points more, and one document is asked for once.
    assert not any(
        "In de bijlage sta" in part
        for head, part in told.items()
        if head != "Nog samen te besluiten: hoe wij de tekst lezen"
    )
    assert told["Yuverta"].count("opnieuw bekend") == 1
    # Of two clauses the titles are told: their numbers say nothing to who does not know the agreement by heart.
    assert "2.1c Personeel, leerlingen en ouders kennen het beleid; 2.4c Ouders en leerlingen" in told["Yuverta"]


def test_the_report_says_first_what_weighs_most_and_where_it_stands() -> None:
    first = sections(shipped_report(date(2026, 11, 29)))["Hoe u dit leest"]
    assert (
        "Het meest weegt: artikel 7.1d ‘Jaarplan vertalen naar concrete acties’ (bij Scala/Coenecoop); artikel 5.1a"
        " ‘Actief contact met de school’ (bij de politie);"
    ) in first
    assert "Het meest weegt" not in document("naleving", "md"), "of a few points there is no need to say so"


def test_the_report_has_the_readings_on_which_a_point_rests_and_says_where_the_others_are() -> None:
    told = sections(shipped_report(date(2026, 11, 29)))["Nog samen te besluiten: hoe wij de tekst lezen"]
    assert re.findall(r"\*\*Lezing (\d+)\*\*", told)[:4] == ["1", "2", "9", "10"]
    assert "In de bijlage staan de voorstellen voor lezing 7, 8, 15, 16, 18 en 19." in told
    annex = kinds.context("nalevingsbijlage", shipped(), "", kinds.Moment(date(2026, 11, 29), "", ""))
    assert {7, 8, 15, 16, 18, 19} <= {one.nummer for one in annex["lezingen"]}


def test_what_was_done_since_the_meeting_before_is_named() -> None:
    told = sections(shipped_report(date(2026, 10, 1)))["Nog open van eerder, ter besluit en wat eraan komt"]
    assert "**Gedaan** sinds 13 november 2025: actiepunten A2025-2, A2025-3, A2025-4, A2026-1 en A2026-2." in told


def test_what_earlier_meetings_left_and_who_owes_a_statement_stands_first() -> None:
    text = shipped_report(date(2026, 11, 29))
    told = sections(text)["Nog open van eerder, ter besluit en wat eraan komt"]
    assert text.index("## Nog open van eerder") < text.index("## De partijen samen")
    dossier = shipped()
    meeting = dossier.bijeenkomsten["2026-12-10-jaarlijkse-bijeenkomst"]
    for item in meeting.agenda:
        assert (item.titel in told) == (item.doel == "besluiten"), item.titel
    for one in dossier.bijeenkomsten.values():
        for point in one.actiepunten:
            assert (f"**{point.nummer.upper()}**" in told) == (point.status == "open"), point.nummer
    assert "naar de gemeente. (Yuverta, 31 december 2025, **te laat**)" in told
    assert (
        "nog niet of niet helemaal ingevuld:** over 2025 van Yuverta; over het schooljaar 2025-2026"
        " (artikel 2.11a ‘Contact met leerplicht volgens de verzuimkaart’) van Yuverta.\n" in told
    )
    assert "die nog kan komen:** over 2026 (tot en met 9 december 2026) van HECHT, Kwadraad," in told
    assert "2026-2027" not in told, "that can wait for a later meeting"


def test_the_report_says_where_to_tell_that_something_is_wrong() -> None:
    said = "Klopt er iets niet, geef dat dan door aan de gemeente: convenant@alphenaandenrijn.example."
    assert said in shipped_report(date(2026, 11, 29))


def test_what_was_done_later_was_open_on_an_earlier_day_and_what_was_said_later_was_not_there() -> None:
    told = sections(shipped_report(date(2026, 10, 1)))["Nog open van eerder, ter besluit en wat eraan komt"]
    assert "A2026-4" in told, "it was done on 13 October"
    told = sections(shipped_report(date(2026, 9, 1)))["Nog open van eerder en ter besluit"]
    assert "A2026-3" not in told, "it was agreed on 17 September"


@pytest.mark.parametrize(
    ("left", "heading"),
    [
        ({"straks": ("over 2026",)}, "Wat eraan komt"),
        ({"verklaringen": ("over 2025",)}, "Nog open van eerder"),
        ({"besluiten": ("Het plan",), "straks": ("over 2026",)}, "Ter besluit en wat eraan komt"),
        ({}, ""),
    ],
)
def test_the_heading_says_what_stands_under_it(left: dict[str, tuple[str, ...]], heading: str) -> None:
    nothing: dict[str, tuple[str, ...]] = dict.fromkeys(("besluiten", "verklaringen", "straks"), ())
    assert Voorwerk(None, acties=(), **(nothing | left)).kop == heading


@pytest.mark.parametrize("name", [*EVERY, "alphen"])
def test_who_has_to_do_something_is_not_told_that_nothing_is_asked(name: str) -> None:
    """Under the own name or with a pointer to where it stands, in the report and in its annex."""
    dossier = shipped() if name == "alphen" else profile(name)
    every = overzicht(dossier, date(2026, 11, 29))
    acting = {id for point in every.punten for oordeel in point.oordelen for id in oordeel.doet}
    told = besprekingen(every)
    named = {one.id: one.in_zin for one in told}
    for other in (other for one in told for other in one.ook if other.id):
        assert named.get(other.id) == other.kop, "a pointer says which heading, and leads there"
    heads = {*named} | {f"partij-{dossier.agreed.beheerder}"}
    pages = {one.id: one for one in party_pages(every)}
    known = {one.id for one in every.partners} & acting
    assert known
    for id in known:
        assert f"partij-{id}" in heads, id
        assert pages[f"partij-{id}"].aandacht or pages[f"partij-{id}"].ook, id
    for one in pages.values():  # what is told to do on a page, is counted there
        assert bool(one.aandacht) >= any(any(line.nu) for line in one.regels), one.id


def test_a_party_that_acts_with_others_is_pointed_at_what_they_do() -> None:
    assert (
        "; artikel 1.2 taak 1 (of 1.3) ‘Zorg verbinden’ (bij de partijen samen)."
        in document("naleving", "md").split("\nPolitie: zie ")[1].split("\n")[0]
    )
    annex = document("nalevingsbijlage", "md")
    assert "Zie ‘Samen in de regio’ (bij De partijen samen); ‘Naar vermogen’ (bij Noordzorg)." in annex
    # What to do stands at the period that it is about, and not at the last one.
    lines = annex.splitlines()
    for place, line in enumerate(lines):
        if "Nu: Zuiderschool legt alsnog een verklaring af over 2025" in line:
            assert "geen verklaring (2025)" in lines[place - 1]
            assert "nog niet aan de orde (2026)" in lines[place + 1]


def test_nothing_that_lies_ready_is_no_section() -> None:
    assert "Nog open van eerder" not in document("naleving", "md", overlay(BASIS).files)


def test_a_late_action_of_the_keeper_is_told_once_under_its_name() -> None:
    late = "de einddatum van actie 6.3 van de gemeente"
    found = [head for head, part in sections(shipped_report(date(2028, 10, 1))).items() if late in part]
    assert found == ["Gemeente Alphen aan den Rijn, die het dossier bijhoudt"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (
            date(2026, 12, 10),
            "Jaarlijkse bijeenkomst 2026, donderdag 10 december 2026, 14.00 tot 16.30 uur, Gemeentehuis",
        ),
        (date(2026, 12, 11), "nog niet gepland"),
    ],
)
def test_the_head_names_the_next_meeting(day: date, said: str) -> None:
    assert f"\n- Volgende bijeenkomst: {said}" in shipped_report(day)


def test_the_annex_says_of_each_point_what_to_do_now_and_what_is_the_same_of_several_clauses_once() -> None:
    every = overzicht(shipped(), PEILDATUM)
    for sheet in party_pages(every):
        said = [tuple((one.staat, one.periode, one.toelichting) for one in line.oordelen) for line in sheet.regels]
        assert len(set(said)) >= len(said) - 1  # two may differ in nothing but that one asks for attention
        clauses = [clause.id for line in sheet.regels for clause in line.bepalingen]
        assert len(clauses) == len(set(clauses))
        owner = sheet.id.removeprefix("partij-") if sheet.id != "samen" else None
        owed = {one.bepaling for one in every.oordelen if one.partner == owner} - {
            one.bepaling for one in every.oordelen if one.partner == owner and one.uitkomst in NIETS_TE_TOETSEN
        }
        assert owed <= set(clauses)
        for point in every.punten:
            for clause in (one.bepaling for one in point.oordelen if one.partner == owner):
                (line,) = (line for line in sheet.regels if clause in {one.id for one in line.bepalingen})
                own = [one.nu for one in point.oordelen if one.bepaling == clause and one.partner == owner]
                assert {point.nu, *own} & {*line.nu}
    assert any(len(line.bepalingen) > 1 for sheet in party_pages(every) for line in sheet.regels)


def test_the_same_word_for_two_outcomes_is_told_apart() -> None:
    dossier = load(literal(FILES))[0]
    every = overzicht(dossier, PEILDATUM, Keuze(bepalingen=["zorgstructuur"]))
    first, second = (oordeel for oordeel in every.oordelen if oordeel.uitkomst is Uitkomst.GOED)
    less = replace(second, periode=first.periode, uitkomst=Uitkomst.ONVOLLEDIG)
    assert first.staat == less.staat
    (rij,) = replace(every, oordelen=(first, less)).delen[0].rijen
    assert [stand.oordeel.symbool for stand in standen(rij, Words(dossier))] == ["◊", "●"]


def _pages() -> list[str]:
    dossier = shipped()
    return [
        document("naleving", "html"),
        document("nalevingsbijlage", "html"),
        document("check", "html"),
        make(".html", "nalevingsbijlage.html.j2", kinds.context("nalevingsbijlage", dossier, "", MOMENT)).decode(),
    ]


def test_a_page_can_be_used_by_everyone() -> None:
    for text in _pages():
        found = Page(text)
        ids = found.values("id")
        assert len(ids) == len(set(ids)), "ids are unique"
        assert set(found.values("aria-labelledby")) <= set(ids)
        assert {link.removeprefix("#") for link in found.values("href")} <= set(ids)
        assert ("html", {"lang": "nl"}) in found.tags
        levels = [int(tag[1]) for tag, _ in found.tags if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), "no level is skipped"
        names = [tag for tag, _ in found.tags]
        named = [attributes for tag, attributes in found.tags if tag == "table" and attributes.get("aria-labelledby")]
        assert names.count("table") == names.count("caption") + len(named) == names.count("thead")
        assert all("scope" in attributes for tag, attributes in found.tags if tag == "th")
        assert all(a.get("tabindex") == "0" for _, a in found.tags if a.get("role") == "region")
        assert {"main", "header", "footer", "title"} <= set(names)
        assert not {"script", "img", "iframe"} & set(names)


def test_the_page_of_every_party_is_in_the_contents() -> None:
    """The parties follow one another, so that no page is half empty: the contents say where each begins."""
    found = Page(document("nalevingsbijlage", "html"))
    assert {"#bladen", "#partij-gemeente", "#partij-zuiderschool"} <= set(found.values("href"))
    assert "blad" not in {attributes.get("class") for _, attributes in found.tags}


def test_what_rests_is_told_with_the_clause_and_how_many_clauses_ask_for_attention() -> None:
    dossier = shipped()
    moment = kinds.Moment(date(2026, 11, 29), "", "")
    text = make(".md", "naleving.html.j2", kinds.context("naleving", dossier, "", moment)).decode()
    assert "‘De schoolpedagogen behouden’ (tot 1 januari 2027)" in text
    assert "artikel 1.1b ‘Elke partij heeft een vervanger’ bij Yuverta (tot 1 juli 2027)" in text
    assert (
        "Van 78 te toetsen afspraken zijn 37 gevonden of verklaard en vragen 36 aandacht; de andere vijf vragen nu "
        "niets." in text
    )


def test_the_words_are_gentle() -> None:
    dossier = shipped()
    context = kinds.context("nalevingsbijlage", dossier, "", MOMENT)
    for text in (*(Page(shown).text for shown in _pages()), make(".md", "nalevingsbijlage.html.j2", context).decode()):
        assert "overtreding" not in text.lower()
        assert "%" not in text


def test_only_characters_that_every_font_has() -> None:
    assert unshowable(document("nalevingsbijlage", "md")) == []


#: Texts that mean something in HTML, Markdown, Jinja or a terminal.
NASTY = [
    "<script>alert(1)</script>",
    "a | b | c",
    "*vet* _schuin_ `code` ~~door~~",
    "[link](javascript:alert(1)) ![x](y)",
    "# kop",
    "- lijst",
    "1. nummer",
    "&lt; &amp;amp; &#60;",
    "{{ 1 + 1 }} {% raw %}",
    "$x$ :smile: \\| \\",
    "\" onclick='x' ><b>",
    "<!-- weg",
    "--- | :---:",
]


def _spoiled(nasty: str) -> dict[str, str | bytes]:
    """Return the example with a text in every field that the pages show."""
    quoted = "'" + nasty.replace("'", "''") + "'"
    out: dict[str, str | bytes] = {}
    for name, raw in FILES.items():
        text = raw.decode()
        if name == "data/partners/zuiderschool.yaml":
            text = text.replace(
                "naam: Zuiderschool voor voortgezet onderwijs\nkorte_naam: Zuiderschool", f"naam: {quoted}"
            )
            text = text.replace("functie: conrector", f"functie: {quoted}")
        if name == "data/bepalingen/1-afspraken.yaml":
            text = text.replace("titel: Zorg verbinden", f"titel: {quoted}").replace(
                "titel: Contact en inzet", f"titel: {quoted}"
            )
            text = text.replace("tekst: Door ondertekening spannen partijen zich in naar vermogen.", f"tekst: {quoted}")
        if name == "data/bepalingen/2-scholen.yaml":
            text = text.replace("reden: Hoe prettig het is staat in geen dossier.", f"reden: {quoted}")
        if name == "data/convenant.yaml":
            text = text.replace("titel: Convenant veilige school", f"titel: {quoted}")
            for field in ("reden: De politie reorganiseert.", "vraag: Is een partij het bestuur of de school?",
                          "lezing: Een partij is het bestuur.", "verleend_door: beleidsadviseur"):  # fmt: skip
                assert field in text
                text = text.replace(field, f"{field.split(':')[0]}: {quoted}")
        out[name] = text
    return out


def _tags(page: Page) -> set[str]:
    """Return which tags a page uses; a text of several lines may rightly be a list."""
    return {tag for tag, _ in page.tags} - {"ol", "ul", "li", "p"}


def _flat(text: str) -> str:
    return " ".join(text.split())


@cache
def _usual(name: str, suffix: str) -> str:
    return document(name, suffix)


def _check_escapes(nasty: str) -> None:
    files = _spoiled(nasty)
    whole(files)
    for name in ("nalevingsbijlage", "check"):
        html = Page(document(name, "html", files))
        before = Page(_usual(name, "html"))
        assert _tags(html) == _tags(before)
        assert html.text.count(_flat(nasty)) >= 3
        markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        written = Page(markdown.render(document(name, "md", files)))
        usual = Page(markdown.render(_usual(name, "md")))
        assert _tags(written) == _tags(usual)
        assert written.text.count(_flat(nasty)) >= 3
        count = [tag for tag, _ in written.tags].count("td")
        assert count == [tag for tag, _ in usual.tags].count("td"), "no cell is split"


@pytest.mark.parametrize("nasty", NASTY)
def test_texts_arrive_as_they_are(nasty: str) -> None:
    _check_escapes(nasty)


@settings(max_examples=times(5, 15), suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(st.sampled_from("ab1 .-+*_#|<>&;:[]()`~$\\'\"{}%!="), min_size=1, max_size=16).filter(
        # Bold words are the one markup that can come of these, and only in long texts.
        lambda text: text.strip() and [piece.look for piece in pieces(text.strip())] == ["gewoon"]
    )
)
def test_any_text_arrives_as_it_is(nasty: str) -> None:
    _check_escapes(nasty.strip())


def _write(folder: Path) -> None:
    laid(folder, FILES)


def test_render_needs_no_further_name(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path)
    targets = [tmp_path / "rapport.md", tmp_path / "rapport.html"]
    options = [part for target in targets for part in ("--naar", str(target))]
    assert guarded(["-C", str(tmp_path), "render", "naleving", "--peildatum", "2026-11-21", *options]) == 0
    assert capfd.readouterr().out.split() == [str(target) for target in targets]
    assert targets[0].read_text("utf-8").startswith("# Nalevingsrapport\n")
    assert targets[1].read_text("utf-8").startswith("<!DOCTYPE html>")
    assert guarded(["-C", str(tmp_path), "render", "naleving", "2026"]) == 2
    assert "'2026' is te veel: van naleving is er maar één" in capfd.readouterr().err


def test_check_makes_the_same_pages(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path)
    for vorm, start in (("markdown", "# Stand van de afspraken\n"), ("html", "<!DOCTYPE html>")):
        assert guarded(["-C", str(tmp_path), "check", "--format", vorm, "--peildatum", "2026-11-21"]) == 0
        assert capfd.readouterr().out.startswith(start)


def test_a_report_of_half_a_dossier_is_not_made() -> None:
    files = {**FILES, "data/partners/politie.yaml": b"naam: Politie\n"}
    with pytest.raises(ConvenantError, match=r"politie\.yaml is niet helemaal te lezen"):
        document("nalevingsbijlage", "md", files)


def test_an_own_template_comes_first(tmp_path: Path) -> None:
    shown = "{% extends schil %}{% block inhoud %}<p>{{ overzicht.oordelen | length }}</p>{% endblock %}"
    (tmp_path / "nalevingsbijlage.html.j2").write_text(shown, encoding="utf-8")
    context = kinds.context("nalevingsbijlage", load(literal(FILES))[0], "", MOMENT)
    assert make(".md", "nalevingsbijlage.html.j2", context, tmp_path).decode().count("\n\n28\n") == 1


def test_a_clause_that_weighs_as_a_fout_does_not_stop_the_report(tmp_path: Path, convenant: Run) -> None:
    """The report is where such a clause belongs; only a fault in the records makes a document wrong."""
    for name, raw in overlay(BASIS).files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name == "data/bepalingen/1-afspraken.yaml":
            raw = raw.replace(
                b"    toets: {soort: contactpersoon}", b"    ernst: fout\n    toets: {soort: contactpersoon}"
            )
        if name == "data/partners/politie.yaml":
            raw = b"\n".join(line for line in raw.splitlines() if not line.startswith(b"contactpersoon")) + b"\n"
        path.write_bytes(raw)
    assert convenant("-C", tmp_path, "validate").code == 1
    run = convenant("-C", tmp_path, "render", "naleving", code=0)
    assert "geen contactpersoon gevonden" in run.out


def test_what_is_the_same_for_many_parties_is_said_once() -> None:
    dossier, _ = load(overlay(TESTS / "profielen" / "regioverband"))
    told = besprekingen(overzicht(dossier, PEILDATUM))
    (alike,) = [one for one in told[0].gedeeld if "bij 19 partijen" in one.zinnen[0]]
    assert alike.bepaling.id == "vergroening"
    assert alike.zinnen[0].startswith("○ geen verklaring over 2025 bij 19 partijen: Dijkhoven, Elzendam")
    own = [punt.eerste for one in told[1:] for punt in one.punten]
    assert "vergroening" not in {oordeel.bepaling for oordeel in own}


def test_a_keeper_that_is_no_party_has_its_work_under_its_own_name() -> None:
    dossier, _ = load(overlay(TESTS / "profielen" / "regioverband"))
    told = besprekingen(overzicht(dossier, PEILDATUM))
    (office,) = [one for one in told if one.id == "beheer"]
    assert office.naam == "Het programmabureau, dat het dossier bijhoudt"
    # A municipality signed after the three months that it had: the office looks after the next one.
    assert [point.eerste.bepaling for point in office.punten] == ["stuurgroep", "toetreding"]
    assert office.punten[0].nu.startswith("het programmabureau spreekt met de partijen af")
    rest = [one for one in told if one is not office]
    others = [
        *(point.nu for one in rest for point in one.punten),
        *(shared.nu for one in rest for shared in one.gedeeld),
    ]
    assert not any(nu.startswith("het programmabureau") for nu in others)


def test_the_quarters_of_a_clause_are_one_point_and_leave_room_for_what_else_a_party_has_to_do() -> None:
    made = {"2026-kwartaal-3": "2026-10-05 deels"}
    dossier = read("kwartaal", made)
    every = overzicht(dossier, PEILDATUM)
    (own,) = [one for one in besprekingen(every) if one.id == "partij-noorderschool"]
    (quarters,) = [one for one in own.gedeeld if one.bepaling.id == "plan"]
    missing = [one for one in every.oordelen if one.bepaling == "plan" and one.uitkomst is Uitkomst.ONTBREEKT]
    assert len(missing) > 1
    named = opsomming([f"het {one.periode}" for one in missing])
    assert quarters.zinnen[0] == f"○ geen verklaring – over {named} is van Noorderschool nog geen verklaring gevonden"
    assert quarters.zinnen[1] == "◊ Noorderschool antwoordt over het 3e kwartaal 2026: deels"
    assert quarters.nu.startswith(f"Noorderschool legt alsnog een verklaring af over {named}; ")
    assert "plan" not in {punt.eerste.bepaling for punt in own.punten}
    others = {one for one in every.vraagt_aandacht if one.bepaling != "plan"}
    assert elders(every, others) == "Wat nog meer aandacht vraagt, staat in het nalevingsrapport."
    assert elders(every, every.vraagt_aandacht) == ""


def test_the_head_tells_until_when_the_agreement_holds() -> None:
    said = "De tweede termijn loopt tot en met 15 november 2028; daarna wordt het convenant stilzwijgend verlengd."
    assert f"\n- Looptijd: {said}" in shipped_report(date(2026, 11, 29))


def test_the_annex_has_no_numbered_annex_of_its_own() -> None:
    """An agreement has its own 'bijlage 1': a part of the report is known by its heading alone."""
    made = document("nalevingsbijlage", "md")
    assert "\n## Wat de woorden betekenen\n" in made
    assert "\n## De stand per partij\n" in made
    assert not re.search(r"(?i)bijlage \d", made)
