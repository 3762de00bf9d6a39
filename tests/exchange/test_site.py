"""``convenant site``: what is on it and what never is, its search beside ``find``, and the folder that it comes in."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from typing import Any, get_args

import pytest
import vobject

from convenant_cli.documents.kinds import Moment
from convenant_cli.dossier.op_dag import op_dag, teruggeblikt
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.search import finding
from convenant_cli.dossier.search.index import Index
from convenant_cli.dossier.search.things import things
from convenant_cli.editing.starting.profiles import Answers, records
from convenant_cli.exchange.afspraken import afspraken
from convenant_cli.exchange.ics import openbare_kalender
from convenant_cli.exchange.site import addresses, making, placing
from convenant_cli.exchange.site.making import KINDS, Wish, script, site
from convenant_cli.exchange.site.offering import ages
from convenant_cli.exchange.site.public import SHOWN, public
from convenant_cli.findings import ConvenantError
from convenant_cli.records.bepaling import Toetsopgave
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.sources.sources import literal, worktree
from convenant_cli.sources.yamlfile import parse
from tests.alle_documenten import MOMENT, shipped
from tests.conftest import PEILDATUM, ROOT, TESTS, Run, laid, overlay, read_folder
from tests.documents.test_all_documents import NAME, with_people
from tests.documents.test_peildatum_in_het_verleden import DAY, THEN, later_texts

SMALL = TESTS / "documents" / "documenten" / "partnergids"
CANARY = "Kanarievogel"


@cache
def whole() -> dict[str, bytes]:
    """The site of the shipped dossier."""
    return site(shipped(), MOMENT, Wish(kalender=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"))


@cache
def empty() -> dict[str, bytes]:
    """The site of a dossier that was just begun, and whose plan is still a draft."""
    new = records("leeg", Answers(PEILDATUM, "Nieuw convenant", "Voorbeeldstad"))
    return site(load(literal(new))[0], MOMENT, Wish())


@cache
def few() -> dict[str, bytes]:
    """The site of a dossier with one offer, in which there is nothing to choose."""
    folder = TESTS / "documents" / "documenten" / "overdracht"
    return site(load(literal(read_folder(folder)))[0], MOMENT, Wish())


def pages(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the pages of a site, the documents to download apart."""
    return {
        name: raw.decode()
        for name, raw in files.items()
        if name.endswith(".html") and not name.startswith("documenten/")
    }


class _Page(HTMLParser):
    """Reads where a page leads to, what it loads, and whether it has something for a browser to run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [given["href"] or ""] if tag == "a" else []
        self.loads += [given.get("src") or given.get("href") or "" for _ in (0,) if tag in ("script", "link", "img")]
        self.loads += [given["action"] or ""] if tag == "form" else []
        self.ids += [given["id"] or ""] if "id" in given else []
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        self.inline += [tag] if tag in ("style", "iframe", "object", "embed", "base") else []
        self.inline += ["script"] if tag == "script" and not given.get("src") else []


# --- every page ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [whole, empty], ids=["shipped", "begun"])
def test_every_link_leads_somewhere_and_nothing_comes_from_elsewhere(made: Callable[[], dict[str, bytes]]) -> None:
    files = made()
    read = {name: _Page(text) for name, text in pages(files).items()}
    assert len(read) >= 4
    for name, page in read.items():
        assert page.inline == [], name
        assert len(page.ids) == len(set(page.ids)), name
        for target in page.loads:
            assert _place(name, target)[0] in files, (name, target)
        for target in page.links:
            if re.match(r"https://|mailto:|tel:", target):
                continue
            file, anchor = _place(name, target)
            assert file in files, (name, target)
            assert not anchor or anchor in read[file].ids, (name, target)


def _place(page: str, target: str) -> tuple[str, str]:
    """Return the file that a link on a page leads to, and the place in it."""
    file, _, anchor = target.partition("#")
    if file.startswith("/"):
        assert page == "404.html"
        return file[1:], anchor
    return normpath(join(page, "..", file)) if file else page, anchor


@pytest.mark.parametrize("made", [whole, empty], ids=["shipped", "begun"])
def test_every_page_lets_a_browser_fetch_from_its_own_place_only(made: Callable[[], dict[str, bytes]]) -> None:
    policy = re.escape("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; ")
    for name, text in pages(made()).items():
        assert re.search(rf'http-equiv="Content-Security-Policy" content="{policy}', text), name
        assert text.startswith('<!DOCTYPE html>\n<html lang="nl">\n'), name
        assert text.index('class="overslaan"') < text.index("<header"), name
        assert len(re.findall("<h1", text)) == len(re.findall("<main", text)) == 1, name
    for name, raw in made().items():
        if name.endswith((".js", ".css")) and name != "zoekindex.js":
            assert not re.search(rb"https?:|url\(|@import|fetch|XMLHttp|import ", raw), name


@pytest.mark.parametrize("made", [whole, few, empty], ids=["shipped", "one offer", "begun"])
def test_no_page_has_an_empty_part(made: Callable[[], dict[str, bytes]]) -> None:
    for name, text in pages(made()).items():
        assert not re.search(
            r"<(ul|ol|dl|section|p|div|nav|dd)\b(?![^>]*\bid=\"(?:gekozen|verbeterd|ook-lijst)\")[^>]*>\s*</\1>", text
        ), name
        assert not re.search(r"</h\d>\s*</(section|main)>", text), name
        assert "None" not in text, name


def test_a_dossier_that_was_just_begun_has_the_pages_that_it_can_fill() -> None:
    made = empty()
    assert sorted(pages(made)) == [
        "404.html", "convenant.html", "documenten.html", "index.html", "over.html", "partij/gemeente.html",
        "partijen.html", "toegankelijkheid.html",
    ]  # fmt: skip
    assert not any(name.endswith(".js") for name in made)
    menu = re.search(r'<nav class="menu".*?</nav>', made["index.html"].decode(), re.S)
    assert menu is not None
    assert re.findall(r">([^<>]+)</a>", menu[0]) == ["Partijen", "Convenant", "Documenten"]


def test_an_offer_says_what_it_is_for_whom_and_whom_to_call() -> None:
    text = re.sub(r"<[^>]+>|\s+", " ", whole()["aanbod/hecht/verzuimbegeleiding.html"].decode())
    text = re.sub(r"\s+", " ", text)
    for told in (
        "Teamleider jeugdgezondheidszorg Alphen aan den Rijn jgz-alphen@hecht.example",
        "Leerlingen met zorgelijk verzuim en hun ouders",
        "Alle scholen",
        "Leerplichtambtenaar, volgens de verzuimkaart",
    ):
        assert told in text
    theme = whole()["thema/verzuim-en-schoolverlaten.html"].decode()
    assert "leerplicht@alphenaandenrijn.example" in theme
    assert 'href="../aanbod/hecht/verzuimbegeleiding.html"' in theme


def test_a_kind_of_unit_has_the_name_that_the_agreement_gives_it() -> None:
    """An id such as ``terrein`` is for records; readers know the word of the agreement."""
    files = {name: raw.decode() for name, raw in overlay(TESTS / "profielen" / "zorggebouwen").files.items()}
    agreement = "data/convenant.yaml"
    assert "meervoud: gebouwen" in files[agreement]
    files[agreement] = files[agreement].replace("meervoud: gebouwen", "meervoud: zorgcomplexen")
    made = site(load(literal(files))[0], MOMENT, Wish())
    assert "Voor: alle zorgcomplexen" in made["convenant.html"].decode()


def test_the_page_on_accessibility_names_the_register_and_claims_no_status() -> None:
    text = whole()["toegankelijkheid.html"].decode()
    assert "https://www.toegankelijkheidsverklaring.nl/register" in text
    # A foundation or a company may keep the dossier: the page does not say of itself that it is of a public body.
    assert "Is deze website van de overheid, dan hoort daar een toegankelijkheidsverklaring bij." in text
    assert not re.search(r"voldoet (?:volledig|gedeeltelijk|niet)|status [A-E]\b|WCAG", text)


_SMALL = f"""
import sys
from hashlib import sha256
from pathlib import Path
from convenant_cli.documents.kinds import Moment
from convenant_cli.dossier.reading import load
from convenant_cli.exchange.site.making import Wish, site
from convenant_cli.sources.sources import literal
from datetime import date
folder = Path({str(SMALL)!r})
files = {{path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}}
made = site(load(literal(files))[0], Moment(date({PEILDATUM.year}, {PEILDATUM.month}, {PEILDATUM.day}), "", ""), Wish())
print(sha256(repr(list(made.items())).encode()).hexdigest())
"""


def test_the_same_records_give_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    """Also in a process of its own, where Python puts sets in another order."""
    exec(_SMALL, {})
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    command = [sys.executable, "-c", _SMALL]
    done = subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True, check=True)
    assert done.stdout == capsys.readouterr().out
    assert len(done.stdout) == 65


# --- what never is on it ------------------------------------------------------------------------------------------


def test_what_nobody_named_as_public_stays_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text of every field that is not on the list is replaced by a word; no file of the site has that word."""
    monkeypatch.setattr(making, "DOCUMENTS", ())
    told = load(literal(dict(shipped().source.files)))[0]
    for file in list(told.files.values()):
        assert file.record is not None
        record = _marked(file.record, False)
        record.identify(file.record.id, file.record.name)
        # A file is read once, and shared by all who load it: what this test makes of it is its own.
        told.files[file.name] = replace(file, record=record)
    text = json.dumps([file.record.model_dump(mode="json") for file in told.files.values() if file.record])
    assert text.count(CANARY) > 500  # it is there to be found
    made = site(told, MOMENT, Wish())
    assert [name for name, raw in made.items() if CANARY.encode() in raw] == []
    assert b"Verzuimbegeleiding" in made["aanbod.html"]


def _marked(value: Any, hidden: bool) -> Any:
    """Return a value with a word in the place of every text that is not public; what is no plain text stays."""
    if isinstance(value, Onderdeel):
        kind = type(value)
        shown = SHOWN.get(kind, frozenset())
        if hidden or kind not in SHOWN or isinstance(value, Toetsopgave):
            shown = frozenset()
        fields = {
            name: _marked(getattr(value, name), name not in shown)
            for name, field in kind.model_fields.items()
            if name in shown or not _is_choice(field.annotation)
        }
        return value.model_copy(update=fields)
    if isinstance(value, tuple):
        return tuple(_marked(one, hidden) for one in value)
    if isinstance(value, dict):
        return {key: _marked(one, hidden) for key, one in value.items()}
    return f"{value} {CANARY}" if hidden and type(value) is str and " " in value else value


def _is_choice(annotation: Any) -> bool:
    """Tell whether a field holds one of a few fixed words, by which other parts of the program decide."""
    return any(isinstance(one, str) for one in get_args(annotation))


def test_a_draft_and_a_reading_that_is_only_proposed_are_not_shown() -> None:
    known = public(shipped())
    assert {plan.status for plan in known.jaarplannen.values()} <= {"vastgesteld", "afgesloten"}
    assert shipped().jaarplannen["2027"].status == "concept"
    assert not any(name.startswith(("jaarplan/2027", "documenten/jaarplan-2027")) for name in whole())
    convenant = shipped().convenant
    assert convenant is not None
    proposed = [one.lezing for one in convenant.interpretaties if one.status == "voorstel"]
    agreed = [one.lezing for one in convenant.interpretaties if one.status == "vastgesteld"]
    text = " ".join(re.sub(r"<[^>]+>", "", whole()["convenant.html"].decode()).split())
    assert proposed
    assert not [one for one in proposed if one in text]
    assert [one for one in agreed if one in text] == agreed


def test_a_name_from_the_address_book_stops_the_site() -> None:
    files = with_people()
    partner = files["data/partners/hecht.yaml"].decode()
    changed = partner.replace("titel: Verzuimbegeleiding", f"titel: Verzuimbegeleiding door {NAME.upper()}")
    assert changed != partner
    files["data/partners/hecht.yaml"] = changed.encode()
    with pytest.raises(ConvenantError, match=r"prive/personen\.yaml, veld 'naam'") as refused:
        site(load(literal(files))[0], MOMENT, Wish())
    assert NAME.upper() not in str(refused.value)


def test_markup_in_a_record_is_text_on_every_page_and_in_the_index() -> None:
    files = {path.relative_to(SMALL).as_posix(): path.read_bytes() for path in sorted(SMALL.rglob("*.yaml"))}
    name = "data/partners/jongerenwerk.yaml"
    assert b"titel: " in files[name]
    files[name] = re.sub(rb"titel: .*", b"titel: '</script><img src=x onerror=alert(1)>\"&'", files[name], count=1)
    made = site(load(literal(files))[0], Moment(PEILDATUM, "", ""), Wish())
    for page, text in pages(made).items():
        assert "<img src=x" not in text, page
        assert _Page(text).inline == [], page
    assert b"&lt;img src=x onerror" in made["aanbod.html"]


def test_the_calendar_for_everybody_has_no_agenda_and_nothing_that_parties_owe() -> None:
    raw = openbare_kalender(shipped(), afspraken(Path("/"), shipped(), PEILDATUM), PEILDATUM).decode()
    found = [event.summary.value for event in vobject.readOne(raw).vevent_list]
    assert "Jaarlijkse bijeenkomst" in " ".join(found)
    assert any(one.startswith("Actie 2.") for one in found)
    assert "Agenda" not in raw
    assert "ATTENDEE" not in raw
    assert not [one for one in found if re.search(r"verklaring|ontheffing|uitgesteld|Actiepunt|concept|Opnieuw", one)]


# --- its search ---------------------------------------------------------------------------------------------------


def _questions() -> list[str]:
    data: Any = parse((TESTS / "dossier" / "search" / "vragen.yaml").read_bytes()).data
    asked = [one["vraag"] for kind in data.values() for one in kind]
    swapped = [
        f"{one[: len(one) // 2]}{one[len(one) // 2 : len(one) // 2 + 2][::-1]}{one[len(one) // 2 + 2 :]}"
        for one in asked
    ]
    short = [f"{one[:2]}{one[3:]}" for one in asked]
    long = [f"{one[:-2]}x{one[-2:]}" for one in asked]
    return [*asked, *swapped, *short, *long, "Suïcide, IJsclub & “H4b”", "wie is wie", "straße", "", "sexting seksting"]


@pytest.mark.programmas
def test_the_script_finds_what_find_finds_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node ontbreekt: het script van de website is zonder browser niet te draaien")
    # Each index is made once, and not anew for each of so many questions.
    index_of, things_of = cache(Index), cache(things)
    monkeypatch.setattr(finding, "Index", lambda texts: index_of(tuple(texts)))
    monkeypatch.setattr(finding, "things", things_of)
    find = finding.find
    asked = _questions()
    assert len(asked) > 200
    known = public(shipped())
    made = script(known, PEILDATUM, lambda thing: thing.id).decode()
    engine = (ROOT / "templates/site/vind.js").read_text(encoding="utf-8")
    program = f"""const window = {{}};{made}{engine}
        const told = (kind) => [kind.soort, kind.vondsten.map((hit) => [kind.dingen[hit.ding][0], hit.woorden]),
            kind.woorden.map((word) => word.verbeterd || "")];
        console.log(JSON.stringify({json.dumps(asked)}.map((one) => window.convenantVind(one).map(told))));"""
    done = subprocess.run([node, "-"], input=program, capture_output=True, text=True, encoding="utf-8", check=True)
    for question, answers in zip(asked, json.loads(done.stdout), strict=True):
        expected = find(known, question, PEILDATUM, KINDS)
        assert answers == [
            [
                one.soort,
                [[hit.ding.id, list(hit.woorden)] for hit in one.vondsten],
                [word.verbeterd for word in one.woorden],
            ]
            for one in expected
        ], question
        # What is left out of the site makes no difference to the offers.
        assert [id for id, _ in answers[0][1]] == [
            hit.ding.id for hit in find(shipped(), question, PEILDATUM)[0].vondsten
        ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("leerlingen in klas 1 en 2", (12, 14)),
        ("leerlingen van klas 1 tot en met 3", (12, 15)),
        ("klas 2, 3 of 4", (13, 16)),
        ("groep 7 en 8", (10, 12)),
        ("klassen 1 en 2", (12, 14)),
        ("jongeren van 12 tot en met 23 jaar", (12, 23)),
        ("12-18 jaar", (12, 18)),
        ("kinderen vanaf 4 jaar", (4, 99)),
        ("jongeren tot 18 jaar", (0, 17)),
        ("16 jaar en ouder", (16, 99)),
        ("jongeren", None),
        ("het eerste jaar van het mbo", None),
        ("leerlingen op bepaalde leeftijden", None),
        ("", None),
    ],
)
def test_ages_are_those_that_the_words_name(text: str, expected: tuple[int, int] | None) -> None:
    assert ages(text) == expected


def test_a_school_finds_its_own_offer_and_what_is_for_all() -> None:
    text = whole()["voor/scope/ashram-college.html"].decode()
    assert "Buurtsportcoaches op school" in text
    assert "Verzuimbegeleiding" in text
    assert "Buurtsportcoaches op school" not in whole()["voor/mbo-rijnland/dienstverlening-en-economie.html"].decode()


# --- the folder ---------------------------------------------------------------------------------------------------


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


SITE = {"index.html": b"een", "aanbod/a/b.html": b"twee"}


def test_a_site_takes_the_place_of_the_one_before_and_of_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "web" / "public"
    assert placing.place(folder, SITE, ROOT)
    assert set(_files(folder)) == {*SITE, placing.NOTE}
    assert not placing.place(folder, SITE, ROOT)  # the same again
    assert placing.place(folder, {"index.html": b"drie"}, ROOT)
    assert set(_files(folder)) == {"index.html", placing.NOTE}
    assert [path.name for path in folder.parent.iterdir()] == ["public"]
    (tmp_path / "leeg").mkdir()
    assert placing.place(tmp_path / "leeg", SITE, ROOT)


def _foreign(folder: Path) -> None:
    (folder / "foto.jpg").write_bytes(b"van iemand anders")


def _foreign_below(folder: Path) -> None:
    (folder / "aanbod" / "notitie.txt").write_bytes(b"van iemand anders")


def _changed(folder: Path) -> None:
    (folder / "index.html").write_bytes(b"met de hand veranderd")


def _without_list(folder: Path) -> None:
    (folder / placing.NOTE).unlink()


def _repository(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_bytes(b"ref: refs/heads/main\n")


def _link(folder: Path) -> None:
    (folder / "elders").symlink_to(folder.parent)


def _file_as_link(folder: Path) -> None:
    (folder.parent / "buiten").write_bytes(SITE["index.html"])
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(folder.parent / "buiten")


@pytest.mark.parametrize(
    "change", [_foreign, _foreign_below, _changed, _without_list, _repository, _link, _file_as_link]
)
def test_a_folder_with_anything_of_somebody_else_is_left_alone(tmp_path: Path, change: Callable[[Path], None]) -> None:
    folder = tmp_path / "public"
    placing.place(folder, SITE, ROOT)
    try:
        change(folder)
    except OSError:
        pytest.skip("dit systeem maakt geen koppelingen")
    before = _files(folder)
    with pytest.raises(ConvenantError, match=r"niet door 'convenant site' gemaakt|is daarna veranderd"):
        placing.place(folder, {"index.html": b"drie"}, ROOT)
    assert _files(folder) == before


def test_what_is_in_the_list_but_gone_can_be_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    placing.place(folder, SITE, ROOT)
    (folder / "index.html").unlink()
    assert placing.place(folder, SITE, ROOT)
    assert _files(folder)["index.html"] == b"een"


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_site_that_cannot_be_put_in_its_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    folder = tmp_path / "public"
    placing.place(folder, SITE, ROOT)
    before, count = _files(folder), 0

    def fails(name: str) -> None:
        real = getattr(Path, name)

        def act(path: Path, *args: Any) -> Any:
            nonlocal count
            count += path.name != folder.name or args[0] != folder
            if count == step:
                count += 10
                raise PermissionError(13, "bezet")
            return real(path, *args)

        monkeypatch.setattr(Path, name, act)

    fails("write_bytes" if step == 1 else "rename")
    if step == 3:
        count = 1  # not the old one away, but the new one in its place
    with pytest.raises(ConvenantError, match=r"public is niet te schrijven"):
        placing.place(folder, {"index.html": b"drie"}, ROOT)
    monkeypatch.undo()
    assert _files(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


@pytest.mark.parametrize("where", ["data/public", "prive/public", ".", ".."])
def test_a_site_never_comes_among_the_files_of_the_dossier(tmp_path: Path, where: str) -> None:
    root = tmp_path / "dossier"
    (root / "data").mkdir(parents=True)
    with pytest.raises(ConvenantError, match=r"ligt in de map|staat het dossier zelf"):
        placing.place(root / where, SITE, root)
    assert [path.name for path in root.iterdir()] == ["data"]


def test_a_link_in_the_dossier_leads_no_site_elsewhere(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "dossier", tmp_path / "elders"
    (root / "data").mkdir(parents=True)
    (root / "data/convenant.yaml").write_bytes(b"")
    elsewhere.mkdir()
    (root / "public").symlink_to(elsewhere)
    with pytest.raises(ConvenantError, match="koppeling"):
        placing.place(root / "public", SITE, root)
    assert list(elsewhere.iterdir()) == []


# --- the command --------------------------------------------------------------------------------------------------


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    return laid(tmp_path / "dossier", records("leeg", Answers(PEILDATUM, "Nieuw convenant", "Voorbeeldstad")))


def test_the_command_says_where_the_site_starts(begun: Path, convenant: Run) -> None:
    target = begun / "public"
    basis = "https://gemeente.example/convenant/"
    run = convenant("-C", begun, "site", "--naar", target, "--basis", basis, "--peildatum", "2026-11-21")
    assert (run.code, run.err) == (0, "")
    assert re.fullmatch(rf"{re.escape(str(target))}.index\.html: \d+ bestanden\n", run.out)
    assert 'href="/convenant/stijl.css"' in (target / "404.html").read_text("utf-8")
    assert f"<loc>{basis}index.html</loc>" in (target / "sitemap.xml").read_text("utf-8")
    assert (target / "kalender.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    again = convenant("-C", begun, "site", "--naar", target, "--basis", basis, "--peildatum", "2026-11-21")
    assert again.out.endswith(": er is niets veranderd\n")


@pytest.mark.parametrize(
    "basis", ["javascript:alert(1)", "convenant", "//elders.example/", '/"><script>', "/a b/", "/../", ""]
)
def test_a_way_that_is_no_way_is_refused(begun: Path, convenant: Run, basis: str) -> None:
    run = convenant("-C", begun, "site", "--naar", begun / "public", "--basis", basis, code=2)
    assert "--basis" in run.err
    assert not (begun / "public").exists()


def test_a_dossier_with_faults_gets_no_site(begun: Path, convenant: Run) -> None:
    path = begun / "data/partners/gemeente.yaml"
    path.write_text(path.read_text("utf-8").replace("rollen: [gemeente]", "rollen: [gemeentte]"), encoding="utf-8")
    run = convenant("-C", begun, "site", "--naar", begun / "public", code=2)
    assert "het dossier heeft 1 fout" in run.err
    assert not (begun / "public").exists()
    assert (
        convenant("-C", begun, "site").err
        == "fout: zeg met --naar in welke map de website komt, zoals --naar public/\n"
    )


def test_a_unit_stands_below_the_unit_that_it_is_part_of() -> None:
    made = site(load(worktree(TESTS / "profielen" / "zorggebouwen"))[0], MOMENT, Wish())
    parts = made["partij/beukenhof.html"].decode().partition('<h2 id="delen">')[2].partition("</section>")[0]
    lists = re.findall(r"<(/?ul)|<strong>(.*?)</strong>", parts)
    assert [tag or name for tag, name in lists] == [
        *("ul", "Huis aan de Laan", "ul", "Afdeling Nachtzorg", "/ul"),
        *("Huis aan het Plein", "ul", "Afdeling Dagopvang", "Afdeling Revalidatie", "/ul", "/ul"),
    ]


def test_a_site_of_a_day_in_the_past_tells_of_that_day() -> None:
    """Nothing that happened later, also not in the search; and on every page how far it can be trusted."""
    files = site(shipped(), THEN, Wish())
    back = teruggeblikt(shipped(), DAY)
    texts = {name: _seen(text) for name, text in pages(files).items()}
    texts |= {name: _seen(content.decode()) for name, content in files.items() if name.startswith("documenten/")}
    later = later_texts()
    assert {name: told for name, text in texts.items() if (told := [one for one in later if one in text])} == {}
    assert [name for name, text in texts.items() if back not in text] == []
    assert not any(back in _seen(text) for text in pages(whole()).values())
    then = public(op_dag(shipped(), DAY).dossier)
    index = next(content for name, content in files.items() if name.endswith(addresses.INDEX))
    assert index == script(then, DAY, addresses.of)
    assert "1.1 Ouderavonden over online veiligheid ► loopt" in _words(files["partij/halt.html"])
    # A plan of which the version of that day is not known names none.
    assert "Vastgesteld op 13 november 2025." in _words(files["jaarplan/2026.html"])
    # A plan that was a draft on that day is not handed out.
    early = site(shipped(), replace(THEN, peildatum=date(2025, 11, 1)), Wish())
    assert "documenten/jaarplan-2026.html" in files
    assert not any(name.startswith(("jaarplan/2026", "documenten/jaarplan-2026")) for name in early)


def _words(page: bytes) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.decode())).split())


def _seen(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())
