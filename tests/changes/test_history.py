"""What git remembers of the records, on a repository with a realistic history."""

import json
import shutil
from pathlib import Path

import pytest

from convenant_cli.changes.history.log import ValueChange, log, show
from convenant_cli.changes.history.versions import versions
from convenant_cli.commands.log import run as log_command
from convenant_cli.dossier.gone import gone
from convenant_cli.findings import ConvenantError
from convenant_cli.records import Actie, Jaarplan, Partner
from tests import verhaal as v
from tests.conftest import BASIS, ROOT, TESTS, Run, check_golden
from tests.verhaal import edit, git, verhaal


def told(root: Path, kind: type, name: str, *within: str, every: bool = True, rev: str | None = None) -> list[str]:
    """Return the history of a field in short: value, day, and who, the newest first."""
    now = None if rev else (root / name).read_bytes()
    return [_short(change) for change in log(root, kind, name, now, rev, within, every).changes]


def _short(change: ValueChange) -> str:
    who = f"{change.commit.day} {change.commit.who}" if change.commit else "nog niet vastgelegd"
    return f"{show(change.value) if change.value is not None else '-'} | {who}"


# --- the repository itself ----------------------------------------------------------------------------------------


def test_the_story_is_the_same_on_every_machine(shared: Path, tmp_path: Path) -> None:
    other = verhaal(tmp_path)
    assert git(shared, "rev-parse", "main", v.OUD_2027) == git(other, "rev-parse", "main", v.OUD_2027)
    assert int(git(shared, "rev-list", "--count", "--all")) >= 30
    assert len(git(shared, "rev-list", "--merges", "main").split()) == 2
    assert git(shared, "status", "--porcelain") == ""


def test_the_story_has_what_a_realistic_history_has(shared: Path) -> None:
    authors = git(shared, "shortlog", "-sn", "--all").splitlines()
    assert len(authors) == 5
    assert "huisstijl (heads/main)" in git(shared, "submodule", "status")
    assert len(git(shared, "reflog", v.CONCEPT_2027).splitlines()) == 2, "the branch was pushed by force"
    with pytest.raises(Exception, match="exit status 1"):
        git(shared, "merge-base", "--is-ancestor", v.OUD_2027, v.CONCEPT_2027)
    assert git(shared, "diff", "--quiet", v.WERK, v.SQUASH, "--", v.LESSEN) == "", "the squash holds the work"
    assert git(shared, "cat-file", "-t", v.VASTGESTELD) == "tag"


# --- who gave a field its value -----------------------------------------------------------------------------------


def test_a_value_comes_from_the_side_of_the_merge_that_wrote_it(shared: Path) -> None:
    assert told(shared, Actie, v.TOEZICHT, "gereed") == [
        "2026-10-16 | 2026-03-23 Beleidsmedewerker Veiligheid",
        "2026-06-26 | 2025-10-10 Zorgcoördinator Noorderschool",
        "2026-05-29 | 2025-09-22 Beleidsmedewerker Veiligheid",
    ]
    assert told(shared, Actie, v.TOEZICHT, "partners", rev=v.MERGE) == [
        "noorderschool, politie | 2025-10-09 Wijkagent Jeugd",
        "noorderschool | 2025-09-22 Beleidsmedewerker Veiligheid",
    ]


def test_a_merge_is_named_when_it_wrote_a_value_of_its_own(shared: Path) -> None:
    assert told(shared, Partner, v.POLITIE_BESTAND, "contactpersoon", "functie") == [
        "wijkagent jeugd | 2026-05-21 Beleidsmedewerker Veiligheid",
        "wijkagent | 2026-05-20 Secretaris Convenant",
        "operationeel expert jeugd | 2026-05-18 Wijkagent Jeugd",
        "beleidsadviseur | 2025-09-01 Beleidsmedewerker Veiligheid",
    ]


def test_the_history_goes_on_under_the_earlier_name_of_a_file(shared: Path) -> None:
    assert told(shared, Actie, v.OUDERAVOND, "titel") == [
        "Ouderavond over online veiligheid | 2025-10-20 Beleidsmedewerker Veiligheid",
        "Ouderavond | 2025-09-22 Beleidsmedewerker Veiligheid",
    ]
    found = log(shared, Partner, v.ZUIDER, (shared / v.ZUIDER).read_bytes())
    assert found.names == (v.ZUIDER_OUD,)
    days = {".".join(change.way): change.commit.day for change in found.changes if change.commit}
    assert days["naam"] == "2026-05-11"
    assert days["contactpersoon.email"] == "2025-09-08"


def test_who_changed_the_old_name_while_another_renamed_the_file_is_named(tmp_path: Path) -> None:
    root = verhaal(tmp_path)
    new = v.TOEZICHT.replace("toezicht", "rust")
    git(root, "checkout", "--quiet", "-b", "zijtak")
    edit(root, v.TOEZICHT, "titel: Toezicht op het plein", "titel: Rust op het plein")
    git(
        root, "commit", "--quiet", "--all", "--message", "Titel", "--author", v.POLITIE, "--date", "2026-10-21T12:00:00"
    )
    git(root, "checkout", "--quiet", v.MAIN)
    git(root, "mv", v.TOEZICHT, new)
    git(root, "commit", "--quiet", "--message", "Hernoem", "--author", v.SCHOOL, "--date", "2026-10-20T12:00:00")
    git(root, "merge", "--quiet", "--no-edit", "zijtak")
    assert told(root, Actie, new, "titel") == [
        "Rust op het plein | 2026-10-21 Wijkagent Jeugd",
        "Toezicht op het plein | 2025-09-22 Beleidsmedewerker Veiligheid",
    ]
    assert told(root, Actie, new, "gereed")[0] == "2026-10-16 | 2026-03-23 Beleidsmedewerker Veiligheid"


def test_a_file_may_get_another_name_and_its_old_one_back(tmp_path: Path) -> None:
    root = verhaal(tmp_path)
    before = told(root, Actie, v.OUDERAVOND, every=False)
    for old, new in ((v.OUDERAVOND, v.OUDERAVOND_OUD), (v.OUDERAVOND_OUD, v.OUDERAVOND)):
        git(root, "mv", old, new)
        git(root, "commit", "--quiet", "--message", "Hernoem")
    assert told(root, Actie, v.OUDERAVOND, every=False) == before


def test_a_squashed_commit_is_all_that_is_left_of_its_steps(shared: Path) -> None:
    assert told(shared, Actie, v.LESSEN, "voortgang", "2026-02-10", "tekst") == [
        "Eerste vier klassen gehad. | 2026-02-13 Beleidsmedewerker Veiligheid"
    ]
    assert told(shared, Actie, v.LESSEN, "voortgang", "2026-02-10", "tekst", rev=v.WERK) == [
        "Eerste vier klassen gehad. | 2026-02-11 Adviseur Preventie Halt",
        "Eerste vier klasen gehad. | 2026-02-10 Adviseur Preventie Halt",
    ]


def test_a_branch_that_was_pushed_by_force_has_its_own_history(shared: Path) -> None:
    name = "data/jaarplan/2027/acties/groepsapps.yaml"
    assert told(shared, Actie, name, "indicator", "streefwaarde", rev=v.CONCEPT_2027) == [
        "120 | 2026-10-15 Beleidsmedewerker Veiligheid"
    ]
    assert told(shared, Actie, name, "indicator", "streefwaarde", rev=v.OUD_2027) == [
        "100 | 2026-09-08 Beleidsmedewerker Veiligheid"
    ]


def test_other_quotes_comments_and_places_in_a_list_are_no_change(tmp_path: Path) -> None:
    root = verhaal(tmp_path)
    before = told(root, Actie, v.LESSEN, every=False)
    edit(
        root, v.LESSEN, '"Lessen over online gedrag"', "Lessen over online gedrag  # zo heet het",
        "voortgang:\n", "voortgang:\n  - {datum: 2026-01-20, tekst: Begonnen.}\n",
    )  # fmt: skip
    after = told(root, Actie, v.LESSEN, every=False)
    assert after[:2] == ["2026-01-20 | nog niet vastgelegd", "Begonnen. | nog niet vastgelegd"]
    assert after[2:] == before


@pytest.mark.parametrize("staged", [False, True])
def test_another_name_that_is_on_disk_only_does_not_break_the_history(tmp_path: Path, staged: bool) -> None:
    root = verhaal(tmp_path)
    before = told(root, Actie, v.TOEZICHT, every=False)
    other = v.TOEZICHT.replace("toezicht-plein", "rust-op-het-plein")
    (root / v.TOEZICHT).rename(root / other)
    if staged:
        git(root, "add", "--all")
    assert told(root, Actie, other, every=False) == before
    assert log(root, Actie, other, (root / other).read_bytes()).names == (v.TOEZICHT,)
    edit(root, other, "gereed: 2026-10-16", "gereed: 2026-11-01")
    assert told(root, Actie, other, "gereed")[0] == "2026-11-01 | nog niet vastgelegd"
    assert told(root, Actie, other, "gereed")[1:] == [
        "2026-10-16 | 2026-03-23 Beleidsmedewerker Veiligheid",
        *told(verhaal(tmp_path / "b"), Actie, v.TOEZICHT, "gereed")[1:],
    ]
    (root / "data/jaarplan/2026/acties/anders.yaml").write_text("nummer: 9.9\n", encoding="utf-8")
    assert told(root, Actie, "data/jaarplan/2026/acties/anders.yaml", every=False) == ["9.9 | nog niet vastgelegd"]


def test_an_empty_part_of_a_list_says_nothing(tmp_path: Path) -> None:
    root = verhaal(tmp_path)
    before = told(root, Actie, v.TOEZICHT, every=False)
    edit(root, v.TOEZICHT, "afgerond_op:", "middelen:\n  -\n  -\nafgerond_op:")
    assert told(root, Actie, v.TOEZICHT, every=False) == before
    edit(root, v.TOEZICHT, "middelen:\n  -\n", "middelen:\n  - geld\n")
    assert told(root, Actie, v.TOEZICHT, "middelen") == ["geld | nog niet vastgelegd"]


def test_what_is_on_disk_only_is_not_committed_yet_and_what_went_is_told(tmp_path: Path) -> None:
    root = verhaal(tmp_path)
    edit(root, v.TOEZICHT, "gereed: 2026-10-16", "gereed: 2026-11-01", "afgerond_op: 2026-10-14\n", "")
    assert told(root, Actie, v.TOEZICHT, "gereed")[:2] == [
        "2026-11-01 | nog niet vastgelegd",
        "2026-10-16 | 2026-03-23 Beleidsmedewerker Veiligheid",
    ]
    assert told(root, Actie, v.TOEZICHT, "afgerond_op") == [
        "- | nog niet vastgelegd",
        "2026-10-14 | 2026-10-19 Beleidsmedewerker Veiligheid",
    ]
    (root / "data/partners/om.yaml").write_text("naam: OM\n", encoding="utf-8")
    assert told(root, Partner, "data/partners/om.yaml", every=False) == ["OM | nog niet vastgelegd"]


def test_a_commit_that_broke_the_file_says_nothing_new(tmp_path: Path) -> None:
    root = verhaal(tmp_path)
    good = (root / v.TOEZICHT).read_bytes()
    before = told(root, Actie, v.TOEZICHT, every=False)
    for raw in (b"nummer: [\n", good):
        (root / v.TOEZICHT).write_bytes(raw)
        git(root, "commit", "--quiet", "--all", "--message", "Stap")
    assert told(root, Actie, v.TOEZICHT, every=False) == before


def test_fields_about_persons_are_left_out_also_when_they_are_gone(tmp_path: Path) -> None:
    root = verhaal(tmp_path)
    edit(root, v.POLITIE_BESTAND, "wijkagent jeugd,", "wijkagent jeugd, naam: Voorbeeld Naam,")
    git(root, "commit", "--quiet", "--all", "--message", "Naam")
    edit(root, v.POLITIE_BESTAND, " naam: Voorbeeld Naam,", "")
    for within in ((), ("contactpersoon",), ("contactpersoon", "naam")):
        assert "Voorbeeld" not in " ".join(told(root, Partner, v.POLITIE_BESTAND, *within))
    assert told(root, Partner, v.POLITIE_BESTAND, "naam") == ["Politie | 2025-09-01 Beleidsmedewerker Veiligheid"]


# --- other repositories -------------------------------------------------------------------------------------------


def test_the_dossier_may_be_a_subfolder_and_may_have_moved(tmp_path: Path) -> None:
    root = verhaal(tmp_path / "a", "veiligheid/convenant [1]")
    assert told(root, Actie, v.TOEZICHT, "gereed")[1] == "2026-06-26 | 2025-10-10 Zorgcoördinator Noorderschool"
    top = verhaal(tmp_path / "b")
    (top / "dossier").mkdir()
    git(top, "mv", "data", "dossier/data")
    git(top, "commit", "--quiet", "--message", "Verplaats het dossier")
    assert (
        told(top / "dossier", Actie, v.OUDERAVOND, "titel")[1] == "Ouderavond | 2025-09-22 Beleidsmedewerker Veiligheid"
    )
    assert [row.versie for row in versions(top / "dossier", "2026").rows] == ["1.0", "1.1"]


def test_a_shallow_clone_says_that_a_value_may_be_older(shared: Path, tmp_path: Path, convenant: Run) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "2", shared.as_uri(), "ondiep")
    found = log(tmp_path / "ondiep", Actie, v.TOEZICHT, None, "HEAD")
    edges = {".".join(change.way): bool(change.commit and change.commit.edge) for change in found.changes}
    assert found.shallow
    assert edges["gereed"]
    assert not edges["afgerond_op"]
    run = convenant("-C", tmp_path / "ondiep", "log", "2026/toezicht-plein", "--veld", "gereed")
    assert "op of voor 12 oktober 2026" in run.out
    assert "git fetch --unshallow" in " ".join(run.out.split())
    assert versions(tmp_path / "ondiep", "2026").shallow


def test_a_detached_head_a_second_worktree_and_the_submodule(shared: Path, tmp_path: Path) -> None:
    git(shared, "worktree", "add", "--quiet", "--detach", str(tmp_path / "ander"), v.GEWIJZIGD)
    other = tmp_path / "ander"
    assert told(other, Actie, v.TOEZICHT, "status") == [
        "loopt | 2026-03-23 Beleidsmedewerker Veiligheid",
        "gepland | 2025-09-22 Beleidsmedewerker Veiligheid",
    ]
    assert told(shared / "huisstijl", Partner, "data/kleur.yaml", "rood") == [
        "ja | 2026-10-12 Beleidsmedewerker Veiligheid"
    ]


def test_without_a_repository_and_without_a_commit(tmp_path: Path) -> None:
    shutil.copytree(BASIS, tmp_path, dirs_exist_ok=True)
    name = "data/partners/politie.yaml"
    with pytest.raises(ConvenantError, match="git-repository"):
        log(tmp_path, Partner, name, (tmp_path / name).read_bytes())
    git(tmp_path, "init", "--quiet")
    assert told(tmp_path, Partner, name, "naam") == ["Politie | nog niet vastgelegd"]
    assert versions(tmp_path, "2026").rows == ()


# --- the command --------------------------------------------------------------------------------------------------


def test_log_on_paper(shared: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shared)
    monkeypatch.setenv("COLUMNS", "80")
    shown = []
    for args in (
        ["actie:2026/ouderavond-online"],
        [f"{v.TOEZICHT}:8:1", "--veld", "gereed"],
        ["politie", "--veld", "contactpersoon"],
        ["bepaling:contactpersoon"],
        ["jaarplan:2026", "--veld", "wijzigingen.1.besluit"],
    ):
        run = convenant("log", *args)
        assert (run.code, run.err) == (0, "")
        shown.append(f"$ convenant log {' '.join(args)}\n{run.out}")
    check_golden(TESTS / "changes" / "geschiedenis" / "log.txt", "\n".join(shown))


def test_log_as_json(shared: Path, convenant: Run) -> None:
    run = convenant("-C", shared, "log", "zuiderlyceum", "--veld", "naam", "--format", "json")
    told = json.loads(run.out)
    assert told["earlier_names"] == [v.ZUIDER_OUD]
    assert [change["waarde"] for change in told["changes"]] == ["Zuiderlyceum", "Zuiderschool"]
    first = told["changes"][0]
    assert first["was"] == "Zuiderschool"
    assert first["commit"] == git(shared, "rev-parse", v.PARTNER_HERNOEMD)
    assert (first["door"], first["datum"]) == ("Beleidsmedewerker Veiligheid", "2026-05-11")
    assert first["of_eerder"] is False


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("politie", "--veld", "contatpersoon"), "heeft geen veld 'contatpersoon', ook niet eerder; bedoelde u 'cont"),
        (("polite",), "bedoelde u 'politie'"),
        (("politie", "--veld", ""), "noem een veld"),
        (("politie", "--rev", "weg"), "revisie 'weg' bestaat niet"),
        (("2026/ouderavond-online",), "kan meer betekenen"),
    ],
)
def test_log_says_what_to_do(shared: Path, convenant: Run, args: tuple[str, ...], said: str) -> None:
    run = convenant("-C", shared, "log", *args, code=2)
    assert said in run.err


@pytest.mark.parametrize("asked", ["zuiderschool", "partner:zuiderschool", v.ZUIDER_OUD, f"{v.ZUIDER_OUD}:3:1"])
def test_log_of_an_earlier_name_tells_the_present_one(shared: Path, convenant: Run, asked: str) -> None:
    run = convenant("-C", shared, "log", asked, code=2)
    commit = git(shared, "rev-parse", v.PARTNER_HERNOEMD)
    assert "heet nu 'partner:zuiderlyceum'; de naam is gewijzigd in" in " ".join(run.err.split())
    assert f"{commit[:10]} van 11 mei 2026" in " ".join(run.err.split())
    convenant("-C", shared, "log", "zuiderschool", "--rev", f"{v.PARTNER_HERNOEMD}~1", code=0)


def test_log_of_a_name_that_changed_twice_or_went(tmp_path: Path, convenant: Run) -> None:
    root = verhaal(tmp_path)
    third = "data/partners/zuidercollege.yaml"
    git(root, "mv", v.ZUIDER, third)
    git(root, "commit", "--quiet", "-m", "Weer een naam")
    said = " ".join(convenant("-C", root, "log", "zuiderschool").err.split())
    assert "'zuiderschool' heet nu 'partner:zuidercollege'" in said
    git(root, "rm", "--quiet", third)
    git(root, "commit", "--quiet", "-m", "Weg")
    commit = git(root, "rev-parse", "HEAD")[:10]
    for name in ("zuidercollege", "partner:zuiderlyceum", v.ZUIDER_OUD):
        run = convenant("-C", root, "log", name)
        said = " ".join(run.err.split())
        assert run.code == 2
        assert f"'{name}' bestaat niet meer; het record is weggehaald in commit {commit} van " in said
        *_, example = said.split("Wat er stond: convenant ")
        assert example == f"log partner:zuidercollege --rev {commit}~1"
        assert convenant("-C", root, *example.split()).code == 0
    assert gone(root, "zuidercollege", set()) is not None
    assert gone(root, "zuidercollege", {third}) is None
    git(root, "checkout", "--quiet", "HEAD~1", "--", third)  # one that came back under its own name is there
    assert convenant("-C", root, "log", "zuidercollege").code == 0


def test_log_of_a_name_that_never_was_says_so_with_and_without_git(
    shared: Path, tmp_path: Path, convenant: Run
) -> None:
    shutil.copytree(shared / "data", tmp_path / "data")
    for root in (shared, tmp_path):
        run = convenant("-C", root, "log", "zuiderscholl", code=2)
        assert "'zuiderscholl' bestaat niet in dit dossier" in " ".join(run.err.split())


def test_the_example_of_the_help_works_in_the_story_and_in_the_shipped_dossier(shared: Path, convenant: Run) -> None:
    (example,) = [line for line in str(log_command.__doc__).splitlines() if "Voorbeeld: convenant log" in line]
    _, args = example.split("Voorbeeld: convenant log ")
    done = convenant("-C", shared, "log", *args.split())
    assert (done.code, done.err) == (0, "")
    shown = convenant("-C", ROOT, "show", args.split()[0])  # this one needs no history
    assert (shown.code, shown.err) == (0, "")


# --- the versions of a plan ---------------------------------------------------------------------------------------


def test_the_version_table_of_a_plan(shared: Path) -> None:
    table = versions(shared, "2026")
    assert [(row.versie, row.commit.day, row.tag, row.vastgesteld_op, row.vastgesteld_in) for row in table.rows] == [
        ("1.0", "2025-12-02", v.VASTGESTELD, "2025-12-01", "2025-12-01-jaarlijks"),
        ("1.1", "2026-03-23", v.GEWIJZIGD, "2025-12-01", "2025-12-01-jaarlijks"),
    ]
    assert [(note.datum, note.besluit) for note in table.rows[1].wijzigingen] == [("2026-03-19", "b2026-1")]
    assert [commit.day for commit in table.since] == ["2026-10-19", "2026-06-22", "2026-05-11"]
    assert not table.shallow


def test_a_draft_has_no_versions(tmp_path: Path) -> None:
    root = verhaal(tmp_path)
    assert versions(root, "2026", v.GEHOUDEN).rows == ()
    assert versions(root, "2027", v.CONCEPT_2027).rows == ()
    assert [row.versie for row in versions(root, "2026", v.VASTGESTELD).rows] == ["1.0"]
    assert Jaarplan.place("2026") == v.PLAN
