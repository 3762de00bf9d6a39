"""The year plan as a document: its content and form, what a template may do, and the same bytes each time."""

import os
import re
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.formats import make
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.sources import literal
from convenant_cli.text.sentences import number, opsomming
from tests.alle_documenten import shipped
from tests.conftest import PEILDATUM, TESTS, check_golden, overlay, read_folder, whole

FOLDER = TESTS / "documents" / "documenten" / "jaarplan"
MOMENT = kinds.Moment(PEILDATUM, "0123456789", "convenant 0.0")
BASIS = overlay(TESTS / "checks" / "controles" / "_basis").files
OWNERS = ("", "eigenaar: gemeente\n")
STYLE = re.compile(r"(?<=<style>\n).*?(?=</style>)", re.DOTALL)


@cache
def example() -> Dossier:
    return whole(overlay(FOLDER))


def document(dossier: Dossier, which: str, suffix: str, own_templates: Path | None = None) -> str:
    context = kinds.context("jaarplan", dossier, which, MOMENT)
    return make(f".{suffix}", "jaarplan.html.j2", context, own_templates).decode()


# --- content ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("which", "suffix", "golden"),
    [
        ("2026", "md", "verwacht.md"),
        ("2026", "html", "verwacht.html"),
        ("2027", "md", "verwacht-concept.md"),
        ("2025", "md", "verwacht-eerste-plan.md"),
    ],
)
def test_the_year_plan_is_as_expected(which: str, suffix: str, golden: str) -> None:
    # The style is not content: it may change without a look at every golden file.
    check_golden(FOLDER / golden, STYLE.sub("", document(example(), which, suffix)))


@pytest.mark.parametrize("owner", ["", "eigenaar: politie\n"])
def test_a_plan_says_once_that_it_has_nothing_yet(owner: str) -> None:
    plan = "data/jaarplan/2026/jaarplan.yaml"
    files = {name: raw for name, raw in BASIS.items() if not name.startswith("data/jaarplan/") or name == plan}
    files[plan] = files[plan].partition(b"themas:")[0] + b"themas: []\n" + owner.encode()
    page = document(load(literal({name: raw.decode() for name, raw in files.items()}))[0], "2026", "md")
    assert "In dit plan staan nog geen thema’s en acties." in page
    assert [line for line in page.splitlines() if line.startswith("| ")] == []
    assert "Wie doet wat" not in page
    assert "Welke actie" not in page


def test_the_plan_of_one_party_asks_nothing_of_who_does_nothing_in_it() -> None:
    plan = "data/jaarplan/2026/jaarplan.yaml"
    texts = {name: raw.decode() for name, raw in BASIS.items()}
    said = {owner: document(load(literal({**texts, plan: texts[plan] + owner}))[0], "2026", "md") for owner in OWNERS}
    named = ["Geen actie in dit plan: " in page or "Nu niets meer te doen: " in page for page in said.values()]
    assert named == [True, *[False] * (len(named) - 1)]


def test_the_plans_to_choose_from_are_those_of_the_dossier() -> None:
    assert kinds.choices("jaarplan", example()) == ["2025", "2026", "2027"]


@pytest.mark.parametrize("suffix", ["md", "html"])
@pytest.mark.parametrize("which", ["2025", "2026", "2027"])
def test_the_shipped_plans_can_be_made(which: str, suffix: str) -> None:
    text = document(shipped(), which, suffix)
    for actie in shipped().acties_van(which):
        assert actie.nummer in text
    concept = shipped().jaarplannen[which].status == "concept"
    assert concept == (which == "2027")
    assert ("dit plan is nog niet vastgesteld" in text) == concept


@pytest.mark.parametrize(
    ("day", "running", "planned"),
    [
        (date(2026, 10, 16), "► loopt |", "○ gepland |"),
        (date(2026, 10, 17), "► loopt, **te laat** |", "○ gepland |"),
        (date(2026, 12, 18), "► loopt, **te laat** |", "○ gepland |"),
        (date(2026, 12, 19), "► loopt, **te laat** |", "○ gepland, **te laat** |"),
    ],
)
def test_an_action_is_late_from_the_day_after_its_last(day: date, running: str, planned: str) -> None:
    context = kinds.context("jaarplan", example(), "2026", kinds.Moment(day, "", ""))
    text = make(".md", "jaarplan.html.j2", context).decode()
    assert running in text
    assert planned in text
    count = (running + planned).count("te laat")
    late = {
        0: " Geen actie is te laat.",
        1: " Van één actie is de einddatum voorbij.",
        2: " Van twee acties is de einddatum voorbij.",
    }
    assert f"1 vervallen.{late[count]}\n" in text


def test_a_plan_for_a_school_year_has_the_meetings_of_that_year() -> None:
    files = read_folder(FOLDER)
    plan, meeting = "data/jaarplan/2026/jaarplan.yaml", "data/bijeenkomsten/2026-03-19-overleg.yaml"
    files[plan] = files[plan].replace(b"kalenderjaar 2026", b"schooljaar 2025-2026")
    for day in ("2025-07-31", "2025-08-01", "2026-07-31", "2026-08-01"):
        text = files[meeting].replace(b"2026-03-19", day.encode()).replace(b"b2026-1", f"b{day}".encode())
        files[f"data/bijeenkomsten/{day}-overleg.yaml"] = text
    dossier = whole(files)
    kinds_of_meeting = kinds.context("jaarplan", dossier, "2026", MOMENT)["overleg"]
    assert {
        kind.soort.naam: [meeting.datum.isoformat() for meeting in kind.bijeenkomsten] for kind in kinds_of_meeting
    } == {
        "Jaarlijkse bijeenkomst": ["2025-11-13"],
        "Overleg": ["2025-08-01", "2026-03-19", "2026-03-19", "2026-07-31"],
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_words_in_a_row(words: list[str], expected: str) -> None:
    assert opsomming(words) == expected


@pytest.mark.parametrize(("value", "expected"), [(0, "0"), (999, "999"), (1200, "1.200"), (1234567, "1.234.567")])
def test_numbers_as_dutch_writes_them(value: int, expected: str) -> None:
    assert number(value) == expected


# --- form ---------------------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    """What a structure test looks at: elements with their attributes, and the text in each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[int] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.texts.append("")
        if tag not in ("meta", "br", "wbr"):
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag, "elements are closed in order"

    def handle_data(self, data: str) -> None:
        for index in self._open:
            if self.elements[index][1].get("aria-hidden") == "true":
                return
        for index in self._open:
            self.texts[index] += data

    def all(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        pairs = zip(self.elements, self.texts, strict=True)
        return [(attrs, " ".join(text.split())) for (name, attrs), text in pairs if name == tag]


PAGES = [("voorbeeld", "2025"), ("voorbeeld", "2026"), ("voorbeeld", "2027"), ("meegeleverd", "2026")]


@cache
def page(which: str, year: str) -> _Page:
    return _Page(document(example() if which == "voorbeeld" else shipped(), year, "html"))


@pytest.mark.parametrize(("which", "year"), PAGES)
def test_a_page_has_one_title_and_no_level_is_skipped(which: str, year: str) -> None:
    levels = [int(tag[1]) for tag, _ in page(which, year).elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert page(which, year).elements[0] == ("html", {"lang": "nl"})


@pytest.mark.parametrize(("which", "year"), PAGES)
def test_every_link_in_a_page_has_a_place_and_every_place_one_name(which: str, year: str) -> None:
    names = [attrs["id"] for _, attrs in page(which, year).elements if "id" in attrs]
    assert len(names) == len(set(names))
    links = [attrs["href"] or "" for attrs, _ in page(which, year).all("a") if (attrs["href"] or "").startswith("#")]
    labels = [attrs["aria-labelledby"] for _, attrs in page(which, year).elements if "aria-labelledby" in attrs]
    assert len(links) > 8
    assert {link.removeprefix("#") for link in links} | set(labels) <= set(names)


@pytest.mark.parametrize(("which", "year"), PAGES)
def test_every_table_has_a_caption_and_heads_with_a_scope(which: str, year: str) -> None:
    tables = page(which, year).all("table")
    captions = [text for _, text in page(which, year).all("caption")]
    assert len(tables) == len(captions) >= 3
    assert len(set(captions)) == len(captions)
    assert all(attrs.get("scope") == "col" and text for attrs, text in page(which, year).all("th"))


@pytest.mark.parametrize(("which", "year"), PAGES)
def test_a_state_is_told_in_words_beside_symbol_and_colour(which: str, year: str) -> None:
    states = [text for attrs, text in page(which, year).all("span") if "status" in (attrs.get("class") or "").split()]
    assert states
    assert all(re.fullmatch(r"[a-z]+( [a-z]+)*", state) for state in states), states


# --- templates ----------------------------------------------------------------------------------------------------


def own(folder: Path, **templates: str) -> Path:
    """Write templates of a dossier's own; ``__`` in a name stands for a dot."""
    for name, text in templates.items():
        (folder / f"{name.replace('__', '.')}.j2").write_text(text, encoding="utf-8")
    return folder


def test_a_template_of_the_dossier_goes_before_the_shipped_one_in_every_format(tmp_path: Path) -> None:
    own(tmp_path, jaarplan__html="{% extends schil %}{% block inhoud %}<p>Ons plan: {{ plan.titel }}</p>{% endblock %}")
    assert "\n\nOns plan: Jaarplan 2026 \\*veilige\\* school\n\n" in document(example(), "2026", "md", tmp_path)
    assert "<p>Ons plan: Jaarplan 2026 *veilige* school</p>" in document(example(), "2026", "html", tmp_path)


def test_a_part_of_a_page_can_be_replaced_alone(tmp_path: Path) -> None:
    own(tmp_path, stijl__css="body { color: teal }")
    mine, shipped_page = document(example(), "2026", "html", tmp_path), document(example(), "2026", "html")
    assert "color: teal" in mine
    policy = re.compile('<meta http-equiv="Content-Security-Policy"[^>]*>\n')
    assert unescape(policy.sub("", STYLE.sub("", mine))) == unescape(STYLE.sub("", shipped_page))


def test_a_folder_for_templates_that_does_not_exist_changes_nothing(tmp_path: Path) -> None:
    assert document(example(), "2026", "md", tmp_path / "templates") == document(example(), "2026", "md")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "een\n{{ plan.titl }}",
            r"\.html\.j2:2: het sjabloon gebruikt een veld dat er niet is: 'titl' \(jinja: ",
        ),
        ("een\ntwee\n{{ onbekend }}", r"jaarplan\.html\.j2:3: het sjabloon .* er niet is: 'onbekend' \(jinja: "),
        ("een\n{% if %}", r"jaarplan\.html\.j2:2: het sjabloon klopt niet op deze regel \(jinja: .*\)$"),
        ("{% include 'jaarplan.html.j2' %}", r"jaarplan\.html\.j2:1: het sjabloon roept steeds zichzelf aan"),
        ("{{ " + "(" * 5000, r"jaarplan\.html\.j2: het sjabloon .* heeft haakjes te diep in elkaar"),
        ("{{ plan.__class__.__mro__ }}", r"jaarplan\.html\.j2:1: dit mag een sjabloon niet gebruiken"),
        ("een\n{{ plan.titel | onbekend }}", r"jaarplan\.html\.j2:2: .*onbekend"),
        ("{% include 'weg.html.j2' %}", r"'weg\.html\.j2' bestaat niet"),
        ("{% include '../jaarplan.html.j2' %}", r"bestaat niet"),
        ("een\n\n{{ plan.titel + 1 }}", r"jaarplan\.html\.j2:3: "),
        ("{{ plan.titel.nummer.verder }}", r"jaarplan\.html\.j2:1: "),
        ("een\n{{ none | datum }}", r"jaarplan\.html\.j2:2: "),
        ("{{ acties[99].titel }}", r"jaarplan\.html\.j2:1: "),
        ("{{ 1 // 0 }}", r"jaarplan\.html\.j2:1: het sjabloon kan dit niet uitrekenen"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConvenantError, match=message):
        document(example(), "2026", "md", own(tmp_path, jaarplan__html=text))


def test_a_mistake_in_a_part_names_that_part(tmp_path: Path) -> None:
    own(tmp_path, stijl__css="body {}\n{{ kleur }}")
    with pytest.raises(ConvenantError, match=r"stijl\.css\.j2:2: .*kleur"):
        document(example(), "2026", "html", tmp_path)


def test_a_template_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "jaarplan.html.j2").write_bytes("Coördinatie".encode("cp1252"))
    with pytest.raises(ConvenantError, match="UTF-8"):
        document(example(), "2026", "md", tmp_path)


def test_a_template_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own(tmp_path, jaarplan__html="een")

    opened = os.open

    def refuse(path: str, *args: Any, **options: Any) -> int:
        if str(path).endswith("jaarplan.html.j2"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *args, **options)

    monkeypatch.setattr("convenant_cli.sources.diskfile.os.open", refuse)
    with pytest.raises(ConvenantError, match=r"jaarplan\.html\.j2 is niet te lezen.*leesrecht"):
        document(example(), "2026", "md", tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ plan.__class__.__init__.__globals__ }}",
        "{{ moment.__init__.__globals__['sys'] }}",
        "{{ in_kwartaal.__globals__ }}",
        "{{ acties.clear() }}",
        "{{ stand.update(a=1) }}",
        "{{ '{0.__class__}'.format(plan) }}",
        "{% for i in range(999999999) %}{% endfor %}",
    ],
)
def test_a_template_cannot_reach_out_of_the_sandbox_or_change_the_dossier(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConvenantError, match=r"jaarplan\.html\.j2"):
        document(example(), "2026", "md", own(tmp_path, jaarplan__html=text))
