"""Adopting a year plan: what is refused, what is written, the tag; and edits that leave the rest of a file alone."""

import re
import shlex
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from convenant_cli.checks.verloop import run_overgang
from convenant_cli.dossier.overgang import Overgang
from convenant_cli.dossier.reading import load
from convenant_cli.editing.fields import set_fields
from convenant_cli.findings import ConvenantError
from convenant_cli.records import Jaarplan
from convenant_cli.sources.git.log import plan_tag
from convenant_cli.sources.sources import literal, worktree
from convenant_cli.sources.yamlfile import parse
from tests import verhaal as v
from tests.conftest import Run
from tests.verhaal import edit, git, verhaal

ORDER = tuple(Jaarplan.model_fields)
ADOPTED = {
    "status": "vastgesteld",
    "versie": "1.0",
    "vastgesteld_op": "2025-12-01",
    "vastgesteld_in": "2025-12-01-jaarlijks",
}
MEETING = "2025-12-01-jaarlijks"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """The story on the day of the meeting: the plan is a draft, and without the tags of later."""
    return _draft(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, for tests that leave it as it was."""
    return _draft(tmp_path_factory.mktemp("concept"))


def _draft(tmp_path: Path) -> Path:
    root = verhaal(tmp_path)
    git(root, "reset", "--quiet", "--hard", v.GEHOUDEN)
    git(root, "tag", "--delete", v.VASTGESTELD, v.GEWIJZIGD)
    return root


# --- edits --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("status: concept\nversie: 0.9\n", "status: vastgesteld\nversie: 1.0\nNEW"),
        ("status: 'concept'\nversie: \"0.9\"\n", "status: 'vastgesteld'\nversie: \"1.0\"\nNEW"),
        ("status:   concept     # x\nversie: 0.9 # y\n", "status:   vastgesteld # x\nversie: 1.0 # y\nNEW"),
        ("status: concept   # x\nversie: 0.9\n", "status: vastgesteld # x\nversie: 1.0\nNEW"),
        ("status: concept\nversie: 0.9", "status: vastgesteld\nversie: 1.0\nNEW-"),
        ("status: concept\r\nversie: 0.9\r\n", "status: vastgesteld\r\nversie: 1.0\r\nNEW"),
        ("\ufeffstatus: concept\nversie: 0.9\n", "\ufeffstatus: vastgesteld\nversie: 1.0\nNEW"),
        (
            "# kop\nversie: 0.9\nstatus: concept\nopdrachtgever: >-\n  de\n  partij\n\n# themas\nthemas: []\n",
            "# kop\nversie: 1.0\nstatus: vastgesteld\nopdrachtgever: >-\n  de\n  partij\nNEW\n# themas\nthemas: []\n",
        ),
        ("---\nstatus: concept\nversie: 0.9\n...\n", "---\nstatus: vastgesteld\nversie: 1.0\nNEW...\n"),
        (
            "status: concept\nversie:\nvastgesteld_op: ~  # nog niet\n",
            "status: vastgesteld\nversie: 1.0\nvastgesteld_op: 2025-12-01  # nog niet\n"
            "vastgesteld_in: 2025-12-01-jaarlijks\n",
        ),
    ],
)  # fmt: skip
def test_only_the_asked_values_change(before: str, after: str) -> None:
    end = "\r\n" if "\r\n" in before else "\n"
    new = f"vastgesteld_op: 2025-12-01{end}vastgesteld_in: 2025-12-01-jaarlijks{end}"
    assert set_fields(before.encode(), ADOPTED, ORDER).decode() == after.replace(
        "NEW-", new.removesuffix("\n")
    ).replace("NEW", new)


@pytest.mark.parametrize(
    "text",
    ["{status: concept, versie: 0.9}\n", "status: |+\n  concept\n\nversie: 0.9\n", "status: &a concept\n", "- a\n"],
)
def test_what_cannot_be_edited_is_refused(text: str) -> None:
    with pytest.raises(ConvenantError):
        set_fields(text.encode(), ADOPTED, ORDER)


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Cn")), max_size=12)


@example(old="", new="Null", quote="", comment="")
@given(old=_TEXT, new=_TEXT, quote=st.sampled_from(["'", '"', ""]), comment=st.sampled_from(["", " # uitleg", "   #"]))
def test_any_value_reads_back_and_the_rest_stays(old: str, new: str, quote: str, comment: str) -> None:
    shown = {"'": old.replace("'", "''"), '"': old.replace("\\", "\\\\").replace('"', '\\"'), "": "oud"}[quote]
    before = f"# boven\ntitel: Plan # t\nstatus: {quote}{shown}{quote}{comment}\nthemas: [a, b]\n"
    after = set_fields(before.encode(), {"status": new}, ORDER)
    assert parse(after).data == {"titel": "Plan", "status": new, "themas": ["a", "b"]}
    lines = after.decode().split("\n")
    assert [lines[0], lines[1], lines[3], lines[4]] == ["# boven", "titel: Plan # t", "themas: [a, b]", ""]
    assert lines[2].endswith(comment.strip())


# --- the command --------------------------------------------------------------------------------------------------


def test_a_draft_is_adopted_then_tagged(draft: Path, convenant: Run) -> None:
    before = (draft / v.PLAN).read_text(encoding="utf-8")
    run = convenant("-C", draft, "vaststellen", "2026", "--in", MEETING, "--peildatum", "2025-12-02")
    assert (run.code, run.err) == (0, "")
    expected = (
        before.replace("status: concept               #", "status: vastgesteld           #")
        .replace("versie: '0.9'", "versie: '1.0'")
        .replace(
            "gemeente\n",
            f"gemeente\nvastgesteld_op: 2025-12-01\nvastgesteld_in: {MEETING}\nvastgesteld_met: b2025-1\n",
            1,
        )
    )
    assert (draft / v.PLAN).read_text(encoding="utf-8") == expected
    command = 'git tag -a jaarplan-2026-v1.0 -m "Jaarplan 2026, versie 1.0, vastgesteld op 1 december 2025"'
    assert command in run.out
    assert git(draft, "tag", "--list", "jaarplan-*") == "", "proposed, not put"
    again = convenant("-C", draft, "vaststellen", "2026", "--in", MEETING, "--tag", code=2)
    assert "nog niet in git staan" in again.err
    git(draft, "commit", "--quiet", "--all", "--message", "Stel vast")
    nobody = convenant("-C", draft, "vaststellen", "2026", "--in", MEETING, "--tag")
    if nobody.code:  # a machine on which git does not make up who you are
        assert "git config user.name" in nobody.err
        git(draft, "config", "user.name", "Beleidsmedewerker Veiligheid")
        git(draft, "config", "user.email", "beleid@gemeente.example")
        assert convenant("-C", draft, "vaststellen", "2026", "--in", MEETING, "--tag").code == 0
    assert git(draft, "cat-file", "-t", v.VASTGESTELD) == "tag"
    assert git(draft, "rev-parse", f"{v.VASTGESTELD}^{{commit}}") == git(draft, "rev-parse", "HEAD")
    twice = convenant("-C", draft, "vaststellen", "2026", "--in", MEETING, "--tag", code=2)
    assert "is er al" in twice.err
    assert convenant("-C", draft, "validate", "--peildatum", "2025-12-02", "--strict").code == 0
    git(draft, "tag", "--delete", v.VASTGESTELD)
    unasked = convenant("-C", draft, "vaststellen", "2026", "--tag")  # the plan knows its meeting
    assert (unasked.code, unasked.err) == (0, "")
    assert git(draft, "rev-parse", f"{v.VASTGESTELD}^{{commit}}") == git(draft, "rev-parse", "HEAD")


@pytest.mark.parametrize(
    ("edits", "args", "said"),
    [
        ((), ("2025", "--in", MEETING), "jaarplan '2025' bestaat niet; bedoelde u '2026'?"),
        ((), ("2026", "--in", "2025-12-01-jaarliks"), "bedoelde u '2025-12-01-jaarlijks'?"),
        ((), ("2026", "--in", "2025-11"), "bijeenkomst '2025-11' bestaat niet"),
        ((), ("2026", "--in", ""), "bijeenkomst '' bestaat niet"),
        ((), ("2026",), f"zeg met --in welke bijeenkomst het plan vaststelde: {MEETING}"),
        ((), ("2026", "--in", MEETING, "--versie", " "), "schrijf een versie, zoals 1.0"),
        ((), ("2026", "--tag"), "nog een concept; stel het eerst vast zonder --tag"),
        ((), ("2026", "--in", MEETING, "--tag"), "nog een concept; stel het eerst vast zonder --tag"),
        ((), ("2026", "--in", MEETING, "--peildatum", "2025-11-30"), "is pas op 1 december 2025"),
        ((), ("2026", "--in", MEETING, "--versie", "1.0", "--tag"), "--versie en --tag kunnen niet samen"),
        (((v.JAARLIJKS, "status: gehouden", "status: gepland"),), ("2026", "--in", MEETING), "is gepland, niet geh"),
        (
            ((v.PLAN, "status: concept ", "status: vastgesteld ", "opdrachtgever: gemeente",
              f"opdrachtgever: gemeente\nvastgesteld_op: 2025-12-01\nvastgesteld_in: {MEETING}"),),
            ("2026", "--in", MEETING),
            "jaarplan 2026 is al vastgesteld in 2025-12-01-jaarlijks",
        ),
        (((v.LESSEN, "trekker: halt", "treker: halt"),), ("2026", "--in", MEETING), "niet goed te lezen (1 keer fout)"),
        (
            ((v.PLAN, "periode: kalenderjaar 2026", "periode: kalenderjaar 2027"),),
            ("2026", "--in", MEETING),
            "kan zo niet worden vastgesteld",
        ),
    ],
    ids=str,
)  # fmt: skip
def test_what_stands_in_the_way_is_told_and_nothing_is_written(
    shared: Path,
    convenant: Run,
    edits: tuple[tuple[str, ...], ...],
    args: tuple[str, ...],
    said: str,
) -> None:
    saved = {name: (shared / name).read_bytes() for name, *_ in edits}
    for name, *pairs in edits:
        edit(shared, name, *pairs)
    before = (shared / v.PLAN).read_bytes()
    run = convenant("-C", shared, "vaststellen", *args)
    after = (shared / v.PLAN).read_bytes()
    for name, raw in saved.items():
        (shared / name).write_bytes(raw)
    assert run.code == 2
    assert said in run.err
    assert after == before


def test_the_start_of_the_name_of_a_meeting_is_enough_when_only_one_has_it(draft: Path, convenant: Run) -> None:
    second = v.JAARLIJKS.replace("jaarlijks", "jaarlijks-vervolg")
    (draft / second).write_bytes((draft / v.JAARLIJKS).read_bytes())
    before = (draft / v.PLAN).read_bytes()
    args = ("-C", draft, "vaststellen", "2026", "--peildatum", "2025-12-02", "--in")
    two = convenant(*args, "2025-12-01", code=2)
    assert f"meer dan één bijeenkomst begint met '2025-12-01'; kies uit: {MEETING}, {MEETING}-vervolg" in two.err
    assert (draft / v.PLAN).read_bytes() == before
    (draft / second).unlink()
    one = convenant(*args, "2025-12-01")
    assert (one.code, one.err) == (0, "")
    assert f"vastgesteld_in: {MEETING}\n" in (draft / v.PLAN).read_text(encoding="utf-8")
    again = convenant("-C", draft, "vaststellen", "2026", "--in", "2025-12-01", "--tag")
    assert "nog niet in git staan" in again.err, "the meeting was found, and it is the one of the plan"


def test_a_name_that_is_also_the_start_of_another_is_itself(draft: Path, convenant: Run) -> None:
    second = v.JAARLIJKS.replace("jaarlijks", "jaarlijks-vervolg")
    (draft / second).write_bytes((draft / v.JAARLIJKS).read_bytes())
    run = convenant("-C", draft, "vaststellen", "2026", "--peildatum", "2025-12-02", "--in", MEETING)
    assert (run.code, run.err) == (0, "")
    assert f"vastgesteld_in: {MEETING}\n" in (draft / v.PLAN).read_text(encoding="utf-8")


def test_another_version_and_a_dossier_without_git(draft: Path, tmp_path: Path, convenant: Run) -> None:
    root = tmp_path / "los"
    (draft / "data").rename(tmp_path.parent / "los-data")
    root = tmp_path.parent / "los"
    root.mkdir()
    (tmp_path.parent / "los-data").rename(root / "data")
    run = convenant("-C", root, "vaststellen", "2026", "--in", MEETING, "--versie", "2.0 (herzien)", code=0)
    assert "git" not in run.out
    assert "versie: '2.0 (herzien)'" in (root / v.PLAN).read_text(encoding="utf-8")


def test_the_name_of_a_tag() -> None:
    assert plan_tag("2026", "1.0") == "jaarplan-2026-v1.0"
    assert plan_tag("2026-2027", "1.0 (herzien)") == "jaarplan-2026-2027-v1.0-herzien"


# --- the decision on which a plan rests ---------------------------------------------------------------------------


def _decide(root: Path, *decisions: str) -> None:
    edit(root, v.JAARLIJKS, "  - nummer: b2025-1\n    tekst: Het jaarplan 2026 is vastgesteld.\n",
         "".join(f"  - {{nummer: b2025-{n}, tekst: {text}}}\n" for n, text in enumerate(decisions, 1)))  # fmt: skip


def test_of_several_decisions_the_one_that_names_the_plan_or_the_one_that_is_asked(draft: Path, convenant: Run) -> None:
    args = ("-C", draft, "vaststellen", "2026", "--peildatum", "2025-12-02", "--in", MEETING)
    _decide(draft, "Wij gaan door.", "Het jaarplan is akkoord.")
    unclear = convenant(*args, code=2)
    assert "zeg met --besluit met welk besluit jaarplan 2026 is vastgesteld: b2025-1, b2025-2" in unclear.err
    unknown = convenant(*args, "--besluit", "b2025-3")
    assert (unknown.code, "besluit 'b2025-3' is niet van bijeenkomst" in unknown.err) == (2, True)
    assert "--besluit en --tag kunnen niet samen" in convenant(*args, "--besluit", "b2025-2", "--tag").err
    assert "status: concept" in (draft / v.PLAN).read_text(encoding="utf-8")
    asked = convenant(*args, "--besluit", "b2025-2")
    assert (asked.code, asked.err) == (0, "")
    assert "vastgesteld_met: b2025-2\n" in (draft / v.PLAN).read_text(encoding="utf-8")


def test_the_decision_that_names_the_plan_is_found_and_one_about_another_is_refused(
    draft: Path, convenant: Run
) -> None:
    args = ("-C", draft, "vaststellen", "2026", "--peildatum", "2025-12-02", "--in", MEETING)
    _decide(draft, "Het jaarplan 2025 is afgesloten.")
    refused = convenant(*args)
    record = f'convenant new besluit --bij {MEETING} tekst="Jaarplan 2026 is vastgesteld."'
    assert (refused.code, f"nam geen besluit over jaarplan 2026; leg het vast met: {record}" in refused.err) == (
        2,
        True,
    )
    asked = convenant(*args, "--besluit", "b2025-1")
    assert (asked.code, "gaat over jaarplan 2025, niet over 2026" in asked.err) == (2, True)
    convenant("-C", draft, *shlex.split(record)[1:], "--peildatum", "2025-12-02", code=0)
    assert convenant(*args).code == 0
    git(draft, "checkout", "-q", "--", "data")
    _decide(draft, "Het jaarplan 2025 is afgesloten.")
    edit(draft, v.JAARLIJKS, "Het jaarplan 2025 is afgesloten.}",
         "Jaarplan 2025 is klaar.}\n  - {nummer: b2025-2, tekst: De jaarplannen 2026 en 2027 staan vast.}")  # fmt: skip
    assert convenant(*args).code == 0
    assert "vastgesteld_met: b2025-2\n" in (draft / v.PLAN).read_text(encoding="utf-8")


def test_a_meeting_without_a_decision_adopts_nothing(draft: Path, convenant: Run) -> None:
    text = (draft / v.JAARLIJKS).read_text(encoding="utf-8")
    start, end = text.index("besluiten:\n"), text.index("actiepunten:")
    (draft / v.JAARLIJKS).write_text(text[:start] + text[end:], encoding="utf-8", newline="\n")
    run = convenant("-C", draft, "vaststellen", "2026", "--peildatum", "2025-12-02", "--in", MEETING)
    assert (run.code, "nam geen besluit; leg het vast met: convenant new besluit" in run.err) == (2, True)


def test_a_plan_copied_to_the_next_year_does_not_pass_as_adopted(tmp_path: Path, convenant: Run) -> None:
    root = verhaal(tmp_path)
    for name in git(root, "ls-files", "data/jaarplan/2026").splitlines():
        copy = root / name.replace("/2026/", "/2027/")
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = (root / name).read_text(encoding="utf-8")
        copy.write_text(text.replace("kalenderjaar 2026", "kalenderjaar 2027"), encoding="utf-8", newline="\n")
    run = convenant("-C", root, "validate", "--format", "concise", "--peildatum", "2026-11-21")
    found = [line for line in run.out.splitlines() if "2027/jaarplan.yaml" in line and "planstatus" in line]
    assert run.code == 1
    assert any("is voor kalenderjaar 2027, maar is al vastgesteld op 1 december 2025" in line for line in found)
    assert any("besluit b2025-1 gaat over jaarplan 2026, niet over 2027" in line for line in found)
    assert any("met besluit b2025-1 is al jaarplan 2026 vastgesteld" in line for line in found)
    assert any("is van een ander plan" in line for line in found)


def test_a_plan_from_before_decisions_were_asked_is_a_warning_and_its_copy_a_fault(
    tmp_path: Path, convenant: Run
) -> None:
    root = verhaal(tmp_path)
    plan = root / "data/jaarplan/2026/jaarplan.yaml"
    older = re.sub(r"(?m)^vastgesteld_met: .*\n", "", plan.read_text(encoding="utf-8"))
    plan.write_text(older, encoding="utf-8", newline="\n")
    asked = ("-C", root, "validate", "--format", "concise", "--peildatum", "2026-11-21")
    (line,) = [line for line in convenant(*asked).out.splitlines() if "planstatus" in line]
    assert "waarschuwing: het plan is 'vastgesteld', maar 'vastgesteld_met' ontbreekt" in line
    copy = root / "data/jaarplan/2027/jaarplan.yaml"
    copy.parent.mkdir(exist_ok=True)
    copy.write_text(older.replace("kalenderjaar 2026", "kalenderjaar 2027"), encoding="utf-8", newline="\n")
    assert "2027/jaarplan.yaml" in convenant(*asked).out
    assert "fout: in bijeenkomst 2025-12-01-jaarlijks is ook jaarplan 2026 vastgesteld" in convenant(*asked).out


def test_naming_the_decision_of_an_adopted_plan_afterwards_changes_nothing_of_it(tmp_path: Path) -> None:
    root = verhaal(tmp_path)
    files = {name: raw.decode() for name, raw in worktree(root).files.items()}
    before = {**files, v.PLAN: files[v.PLAN].replace("vastgesteld_met: b2025-1\n", "")}
    after = {**files, v.PLAN: files[v.PLAN].replace("met: b2025-1", "met: b2026-1")}
    rules = [
        melding.message for _, melding in run_overgang(Overgang(load(literal(before))[0], load(literal(files))[0]))
    ]
    assert rules == []
    other = [melding.message for _, melding in run_overgang(Overgang(load(literal(files))[0], load(literal(after))[0]))]
    assert "het plan is gewijzigd (vastgesteld_met)" in other[0]


def test_what_the_adoption_asks_is_listed_before_it_is_written(draft: Path, convenant: Run) -> None:
    clauses = draft / "data/bepalingen/7-uitwerking.yaml"
    clauses.write_text(
        "hoofdstuk: 7\ntitel: Uitwerking\nbepalingen:\n"
        "  - {id: doelgroep, nummer: 7.1, nummer_zekerheid: gelezen, titel: Met de doelgroep, tekst: Met leerlingen.,\n"
        "     gebonden: [alle], gezamenlijk: ja, aard: resultaat, familie: relatie,\n"
        "     toets: {soort: doelgroep, groepen: [leerlingen]}}\n",
        encoding="utf-8",
    )
    run = convenant("-C", draft, "vaststellen", "2026", "--in", MEETING, "--peildatum", "2025-12-02", code=0)
    heading, written = (
        "Nog te doen voor het vaststellen:\n- Over jaarplan 2026 is nog geen gesprek",
        "is vastgesteld, versie",
    )
    assert 0 <= run.out.index(heading) < run.out.index(written)
    assert "(artikel 7.1)" in run.out
    assert "Doe eerst wat hierboven staat" in run.out
    talk = "participatie:\n  - {groep: leerlingen, vorm: gesprek, datum: 2025-10-01}\n"
    edit(draft, v.PLAN, "samenvatting:", f"{talk}samenvatting:",
         "status: vastgesteld ", "status: concept ", "vastgesteld_op: 2025-12-01\n", "",
         f"vastgesteld_in: {MEETING}\n", "", "vastgesteld_met: b2025-1\n", "")  # fmt: skip
    again = convenant("-C", draft, "vaststellen", "2026", "--in", MEETING, "--peildatum", "2025-12-02")
    assert (again.code, "Nog te doen" in again.out, "Doe eerst" in again.out) == (0, False, False)
