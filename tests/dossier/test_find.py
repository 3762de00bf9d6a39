"""``convenant find``: Dutch words, questions in people's own words, and the screen."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant_cli.commands.reports.find import FindView, lines
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.search.finding import find, keeper
from convenant_cli.dossier.search.index import Index
from convenant_cli.dossier.search.things import SOORTEN, things
from convenant_cli.dossier.search.words import inside, parts, slips, stem, telling, words
from convenant_cli.sources.sources import worktree
from convenant_cli.sources.yamlfile import parse
from tests.conftest import PEILDATUM, ROOT, TESTS, Run, check_golden

KNOWN = frozenset(map(stem, ("verzuim", "begeleiding", "school", "jongeren", "werk", "vuurwerk", "voorlichting")))


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    return load(worktree(ROOT))[0]


# --- words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pesten", "pest"),
        ("wapens", "wapen"),
        ("scholen", "school"),
        ("brieven", "brief"),
        ("huizen", "huis"),
        ("begeleiding", "begeleiden"),
        ("kinderen", "kind"),
        ("mogelijkheden", "mogelijk"),
        ("trainingen", "training"),
        ("jongeren", "jong"),
    ],
)
def test_inflections_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("school", "schuld"), ("ouder", "oud"), ("wapen", "vapen"), ("zorg", "zon")]
)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("word", "made_of"),
    [
        ("verzuimbegeleiding", ("verzuim", "begeleid")),
        ("vuurwerkvoorlichting", ("vuurwerk", "voorlicht")),
        ("schoolverzuimbegeleiding", ("schol", "verzuim", "begeleid")),
        ("jongerenwerk", ("jong", "werk")),
        ("begeleidingswerk", ("begeleid", "werk")),
        ("verzuim", ()),
        ("verzuimxyz", ()),
        ("", ()),
    ],
)
def test_a_compound_is_split_in_what_is_known(word: str, made_of: tuple[str, ...]) -> None:
    assert parts(word, KNOWN) == made_of


@pytest.mark.parametrize(
    ("word", "part"),
    [("verzuimkaart", "verzuim"), ("thuisbegeleiding", "begeleid"), ("fiets", None), ("schoolx", None)],
)
def test_of_a_compound_half_of_which_is_known_that_half_counts(word: str, part: str | None) -> None:
    assert inside(word, KNOWN) == part


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("verzium", ["verzuim"]),
        ("vuurwrek", ["vuurwerk"]),
        ("begeleding", ["begeleiding"]),
        ("vapen", []),  # 'wapen' is another word
        ("wapem", ["wapen"]),
        ("mes", []),
        ("lees", []),
        ("scholen", []),  # eight letters allow two slips only when the other has eight as well
    ],
)
def test_a_slip_of_the_pen_is_understood(typed: str, meant: list[str]) -> None:
    assert [
        word for _, word in slips(typed, ["verzuim", "vuurwerk", "begeleiding", "wapen", "les", "schulden"])
    ] == meant


def test_words_that_say_nothing_do_not_count_unless_there_are_no_others() -> None:
    assert telling("Wat kan ik doen als mijn kind niet luistert?") == ["kind", "luistert"]
    assert telling("wie is wie") == ["wie", "is"]
    assert words("Suïcide, IJsclub & “H4b”") == ["suicide", "ijsclub", "h4b"]


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=12), max_size=8))
def test_any_question_gets_an_answer(question: str, texts: list[str]) -> None:
    found = Index([[(1, text)] for text in texts])
    for hit in found.search(found.understand(question)):
        assert 0 <= hit.nummer < len(texts)
        assert hit.punten > 0
        assert hit.woorden


@given(st.lists(st.text(alphabet="abcdeinrstvz", min_size=4, max_size=14), min_size=1, max_size=6))
def test_a_word_finds_the_text_in_which_it_stands(texts: list[str]) -> None:
    found = Index([[(1, text)] for text in texts])
    for number, text in enumerate(texts):
        assert number in {hit.nummer for hit in found.search(found.understand(text))}


def test_what_is_too_long_for_a_word_is_not_taken_apart() -> None:
    assert parts("school" * 5, KNOWN) == ("schol",) * 5
    assert parts("school" * 5_000, KNOWN) == ()
    assert inside("school" * 5_000, KNOWN) is None
    assert list(slips("school" * 5_000, KNOWN)) == []


# --- questions ----------------------------------------------------------------------------------------------------


def asked(part: str) -> list[dict[str, Any]]:
    data: Any = parse((TESTS / "dossier" / "search" / "vragen.yaml").read_bytes()).data
    return list(data[part])


@pytest.mark.parametrize(("part", "least"), [("vragen", 0.95), ("nagekeken", 0.93)])
def test_questions_in_own_words_find_the_offers(shipped: Dossier, part: str, least: float) -> None:
    parties = shipped.partners
    recalls = []
    for one in asked(part):
        right = one["antwoorden"]
        assert all(any(offer.id == id.split("/")[1] for offer in parties[id.split("/")[0]].aanbod) for id in right)
        found = [hit.ding.id for hit in find(shipped, one["vraag"], PEILDATUM, ["aanbod"])[0].vondsten]
        if right:
            recalls.append(len(set(found[:3]) & set(right)) / min(3, len(right)))
        else:
            assert found == [], one["vraag"]
    assert sum(recalls) / len(recalls) >= least


@pytest.mark.parametrize(
    ("question", "desk"),
    [("leerling spijbelt", "gemeente/leerplicht"), ("mes in de tas", "politie/schoolwijkagent")],
)
def test_whom_to_call_is_found_too(shipped: Dossier, question: str, desk: str) -> None:
    found = find(shipped, question, PEILDATUM, ["aanspreekpunt"])[0].vondsten
    assert found[0].ding.id == desk
    assert found[0].ding.bel is not None
    assert found[0].ding.bel.email is not None


@pytest.mark.parametrize(
    ("question", "kind", "id"),
    [
        ("vervanger", "bepaling", "c-vervanger"),
        ("jaarplan 2026 vastgesteld", "besluit", "b2025-1"),
        ("veiligheidsplan ashram", "document", "scope/veiligheidsplan"),
        ("hollands midden", "partij", "hecht"),
        ("vuurwerk", "actie", "2026/voorlichting-wapens"),
    ],
)
def test_every_kind_of_thing_is_found(shipped: Dossier, question: str, kind: Any, id: str) -> None:
    found = [hit.ding.id for hit in find(shipped, question, PEILDATUM, [kind])[0].vondsten[:2]]
    assert id in found


def test_what_answers_only_a_common_word_is_left_out(shipped: Dossier) -> None:
    """Nearly every clause is about a school; who asks for a knife at school does not ask for those."""
    answers = {one.soort: one.vondsten for one in find(shipped, "mes op school", PEILDATUM)}
    assert [hit.ding.id for hit in answers["aanbod"]] == ["halt/voorlichting-wapens-en-vuurwerk"]
    assert not answers["bepaling"]
    assert not answers["partij"]


def test_a_party_that_does_not_take_part_offers_nothing(shipped: Dossier) -> None:
    assert things(shipped, PEILDATUM, "aanbod")
    assert things(shipped, date(2020, 1, 1), "aanbod") == []
    assert things(shipped, date(2020, 1, 1), "aanspreekpunt") == []


def test_a_school_sees_what_is_for_it(shipped: Dossier) -> None:
    every = {thing.id for thing in things(shipped, PEILDATUM, "aanbod")}
    mbo = {thing.id for thing in things(shipped, PEILDATUM, "aanbod", "mbo-rijnland")}
    assert every - mbo == {
        "alphen-vitaal/buurtsport-op-school", "kwadraad/schoolpedagogen", "participe/jongerenwerk-op-school",
    }  # fmt: skip


# --- the command --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("question", ["leerling spijbelt", "sextng", "vapen", "wie is wie"])
def test_the_screen(shipped: Dossier, question: str, width: int) -> None:
    answers = find(shipped, question, PEILDATUM)
    shown = "\n".join(lines(FindView(shipped, question, answers, keeper(shipped, PEILDATUM), width=width))) + "\n"
    assert max(map(len, shown.splitlines())) <= width
    if width == 80:
        check_golden(TESTS / "dossier" / "search" / f"{question.replace(' ', '-')}.txt", shown)


def test_no_name_and_no_direct_number_is_shown(shipped: Dossier) -> None:
    """What can be found holds functions, shared mailboxes and general numbers."""
    for kind in SOORTEN:
        for thing in things(shipped, PEILDATUM, kind):
            if thing.bel and thing.bel.email:
                assert thing.bel.email.endswith(".example")
            assert not any("naam" in field for field in vars(type(thing.bel)) if thing.bel)


def test_json_holds_all_that_was_found(convenant: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    outcome = convenant("find", "sexting", "--format", "json", "--peildatum", "2026-11-21", "--soort", "aanbod")
    data = json.loads(outcome.out)
    assert outcome.code == 0
    assert [one["soort"] for one in data["gevonden"]] == ["aanbod"]
    first = data["gevonden"][0]["vondsten"][0]
    assert first["id"] == "halt/voorlichting-online-veiligheid"
    assert first["contact"]["email"] == "convenant@halt.example"
    line = (ROOT / first["file"]).read_text(encoding="utf-8").splitlines()[first["line"] - 1]
    assert "id: voorlichting-online-veiligheid" in line


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("x", "--soort", "aanbd"), "'aanbd' is geen soort om in te zoeken; kies uit: aanbod"),
        (
            ("x", "--voor", "yuvertaa"),
            "een partij of eenheid 'yuvertaa' bestaat niet in dit dossier; bedoelde u 'yuverta'?",
        ),
        (("x", "--voor", "zzz"), "kies uit: alphen-vitaal, gemeente, gemeente/leerplicht-rmc"),
        ((), "WOORDEN"),
    ],
)
def test_a_mistake_is_told(convenant: Run, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], said: str) -> None:
    monkeypatch.chdir(ROOT)
    outcome = convenant("find", *args, code=2)
    assert said in outcome.err


def test_a_dossier_without_offers_or_themes_says_what_it_can(tmp_path: Path, convenant: Run) -> None:
    convenant("init", tmp_path / "k", "--gemeente", "Molendam", "--peildatum", "2026-11-21")
    outcome = convenant("-C", tmp_path / "k", "find", "verzuim", code=0)
    assert "Er is niets gevonden over 'verzuim'." in outcome.out
    assert not re.search(r"\bNone\b", outcome.out)
