"""``convenant diff``: the command, its formats, and every way in which git may hold a dossier."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from convenant_cli.changes import sides
from convenant_cli.changes.sides import asked
from convenant_cli.dossier import reading
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.git.repo import repository_of
from convenant_cli.sources.yamlfile import parse
from tests import verhaal as story
from tests.conftest import TESTS, Outcome, Run, check_golden
from tests.verhaal import edit, git, verhaal

GOLDENS = TESTS / "changes"
ACTIE = "data/jaarplan/2026/acties/toezicht-plein.yaml"
MOVED = "Actie 2.1: gereed van 16-10-2026 naar 30-10-2026 (trekker Gemeente)"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A history of its own."""
    return verhaal(tmp_path / "dossier")


@pytest.fixture
def diff(convenant: Run) -> Run:
    def run(root: Path, *args: str) -> Outcome:
        return convenant("-C", root, "diff", "--peildatum", "2026-11-01", *args)

    return run


def sentences(outcome: Outcome) -> list[str]:
    """Return every sentence of a JSON outcome."""
    assert (outcome.code, outcome.err) == (0, "")
    return [
        sentence
        for group in json.loads(outcome.out)["groepen"]
        for change in group["wijzigingen"]
        for sentence in change["zinnen"]
    ]


# --- formats ------------------------------------------------------------------------------------------------------


SINCE = ("sinds-vaststelling", (story.VASTGESTELD, story.MAIN))
FIRST_YEAR = ("eerste-jaar", (story.BEGIN, story.VASTGESTELD))


@pytest.mark.parametrize(
    ("name", "revisions", "format"),
    [
        *((*SINCE, format) for format in ("text", "markdown", "json", "html")),
        *((*FIRST_YEAR, format) for format in ("text", "markdown", "html")),
    ],
)
def test_a_comparison_in_every_format(
    shared: Path, diff: Run, name: str, revisions: tuple[str, str], format: str
) -> None:
    done = diff(shared, *revisions, "--format", format)
    assert (done.code, done.err) == (0, "")
    suffix = {"text": "txt", "markdown": "md"}.get(format, format)
    check_golden(GOLDENS / f"{name}.{suffix}", done.out)


def test_json_has_no_earlier_value_of_what_is_new(shared: Path, diff: Run) -> None:
    every = json.loads(diff(shared, *FIRST_YEAR[1], "--format", "json").out)
    changes = [change for group in every["groepen"] for change in group["wijzigingen"]]
    assert {change["wat"] for change in changes} == {"toegevoegd"}
    assert {change["oud_file"] for change in changes} == {None}
    assert {field["van"] for change in changes for field in change["velden"]} == {None}
    assert None in [one["van"] for one in every["oordelen"]]


def test_the_two_sides_may_be_written_as_git_does(shared: Path, diff: Run) -> None:
    plain = diff(shared, story.VASTGESTELD, story.MAIN).out
    assert diff(shared, f"{story.VASTGESTELD}..{story.MAIN}").out == plain
    since = diff(shared, f"{story.MAIN}...{story.CONCEPT_2027}").out
    assert since.startswith("Wijzigingen van de afsplitsing van main (")
    assert "Jaarplan 2027 toegevoegd" in since
    assert "2 records toegevoegd." in since


@pytest.mark.parametrize(
    ("basis", "nieuw", "staged", "expected"),
    [
        (None, None, False, ("HEAD", None, False)),
        ("a", None, False, ("a", None, False)),
        ("a", "b", False, ("a", "b", False)),
        ("a..b", None, False, ("a", "b", False)),
        ("a..", None, False, ("a", "HEAD", False)),
        ("..b", None, False, ("HEAD", "b", False)),
        ("a...b", None, False, ("a...", "b", False)),
        ("a...", None, False, ("a...", None, False)),
        ("a", None, True, ("a", None, True)),
    ],
)
def test_what_is_asked(
    basis: str | None, nieuw: str | None, staged: bool, expected: tuple[str, str | None, bool]
) -> None:
    what = asked(basis, nieuw, staged)
    assert (what.basis, what.nieuw, what.staged) == expected


def test_parts_that_do_not_go_together_are_refused(shared: Path, diff: Run) -> None:
    done = diff(shared, "a..b", "c")
    assert (done.code, done.err) == (2, "fout: 'a..b' noemt al twee revisies; laat 'c' weg\n")
    done = diff(shared, "HEAD", "main", "--staged")
    assert (done.code, done.err) == (2, "fout: --staged en een tweede revisie kunnen niet samen; kies er een\n")


def test_text_of_a_record_is_never_markup(root: Path, diff: Run) -> None:
    evil = "<script>alert(1)</script> *a* **b** ~~c~~ [x](http://x.example) `d` | <!-- e"
    edit(root, ACTIE, "titel: Toezicht op het plein", f'titel: "{evil}"')
    (root / ACTIE).write_text((root / ACTIE).read_text() + f'omschrijving: "Tekst {evil}"\n')
    html = diff(root, "--format", "html").out
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    rendered = MarkdownIt("gfm-like").disable("linkify").render(diff(root, "--format", "markdown").out)
    assert "<script" not in rendered
    assert "<a " not in rendered
    shown = re.sub("</?code>", "", rendered)  # what would call somebody or link stands as code
    assert evil.replace("<", "&lt;").replace(">", "&gt;") in shown


def test_marks_of_markdown_are_seen_by_a_reader_of_markdown(root: Path, diff: Run) -> None:
    (root / ACTIE).write_text((root / ACTIE).read_text() + "omschrijving: '(Eerst) een zin. Dan nog iets!'\n")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "x")
    edit(root, ACTIE, "(Eerst) een zin. Dan nog iets!", "[Vooraf] een zin! Dan weer iets.")
    rendered = MarkdownIt("gfm-like").disable("linkify").render(diff(root, "--format", "markdown").out)
    for piece in (
        "<s>(Eerst)</s>",
        "<strong>[Vooraf]</strong>",
        "<s>zin.</s>",
        "<strong>zin!</strong>",
        "<s>nog iets!</s>",
    ):
        assert piece in rendered


def test_on_a_terminal_colour_shows_what_went_and_came(shared: Path) -> None:
    from convenant_cli.changes.comparing import compare
    from convenant_cli.changes.stukken import Tekststuk
    from convenant_cli.commands.reports.diff_text import DiffView, flow
    from tests.conftest import PEILDATUM

    with sides.open_sides(shared, asked(story.VASTGESTELD, story.MAIN)) as (old, new, _):
        compared = compare(old, new, PEILDATUM, False)
    view = DiffView(compared, width=30, paint=lambda style, text: f"<{style}>{text}</>")
    pieces = (
        Tekststuk("gelijk", "tekst: in"),
        Tekststuk("weg", " kleine"),
        Tekststuk("nieuw", " heel grote"),
        Tekststuk("gelijk", " groepen."),
    )
    assert list(flow(view, pieces, "  - ", "    ")) == [
        "  - tekst: in <red strike>kleine</> <green>heel</>",
        "    <green>grote</> groepen.",
    ]


# --- the three places ---------------------------------------------------------------------------------------------


def test_working_tree_index_and_revisions(root: Path, diff: Run) -> None:
    assert "Er is niets gewijzigd." in diff(root).out
    edit(root, ACTIE, "gereed: 2026-10-16", "gereed: 2026-10-30")
    assert sentences(diff(root, "--format", "json")) == [MOVED]
    assert "Er is niets gewijzigd." in diff(root, "--staged").out
    git(root, "add", "--all")
    edit(root, ACTIE, "gereed: 2026-10-30", "gereed: 2026-10-16")
    assert sentences(diff(root, "--staged", "--format", "json")) == [MOVED]
    assert "Er is niets gewijzigd." in diff(root).out
    assert [s for s in sentences(diff(root, "HEAD~1", "--staged", "--format", "json")) if s == MOVED]


def test_new_ignored_and_touched_files_of_the_working_tree(root: Path, diff: Run) -> None:
    (root / ".gitignore").write_text("prive/\ndata/partners/om.yaml\n")
    for name in ("om", "halt-kopie"):
        shutil.copy(root / "data/partners/halt.yaml", root / f"data/partners/{name}.yaml")
    os.utime(root / ACTIE)
    (root / "prive").mkdir()
    (root / "prive/personen.yaml").write_text("personen: []\n")
    assert sentences(diff(root, "--format", "json")) == ["Halt toegevoegd: Stichting Halt"] * 2


def test_a_file_that_git_keeps_off_the_disk_is_no_removal(root: Path, diff: Run) -> None:
    git(root, "update-index", "--skip-worktree", ACTIE)
    (root / ACTIE).unlink()
    assert "Er is niets gewijzigd." in diff(root).out


def test_nothing_is_written(root: Path, diff: Run) -> None:
    edit(root, ACTIE, "gereed: 2026-10-16", "gereed: 2026-10-30")
    os.utime(root / "data/convenant.yaml")

    def bytes_of(folder: Path) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    before = bytes_of(root)
    diff(root)
    diff(root, "--staged")
    assert bytes_of(root) == before


def test_other_line_ends_on_disk_are_no_change(root: Path, diff: Run) -> None:
    git(root, "config", "core.autocrlf", "true")
    shutil.rmtree(root / "data")
    git(root, "checkout", "--quiet", "--", "data")
    assert b"\r\n" in (root / ACTIE).read_bytes()
    assert "Er is niets gewijzigd." in diff(root).out
    text = (root / ACTIE).read_bytes()
    (root / ACTIE).write_bytes(text.replace(b"gereed: 2026-10-16", b"gereed: 2026-10-30"))
    assert sentences(diff(root, "--format", "json")) == [MOVED]


def test_a_merge_conflict_on_disk_is_said(root: Path, diff: Run) -> None:
    git(root, "checkout", "--quiet", "-b", "een")
    edit(root, ACTIE, "gereed: 2026-10-16", "gereed: 2026-10-30")
    git(root, "commit", "--quiet", "-am", "een")
    git(root, "checkout", "--quiet", "-b", "twee", "HEAD~1")
    edit(root, ACTIE, "gereed: 2026-10-16", "gereed: 2026-10-31")
    git(root, "commit", "--quiet", "-am", "twee")
    with pytest.raises(Exception, match="merge"):
        git(root, "merge", "--quiet", "een")
    done = diff(root)
    assert done.code == 0
    assert "niet te lezen (regel " in done.out
    assert "hier staan nog beide kanten van een conflict in git" in " ".join(done.out.split())
    assert "de werkmap is niet te toetsen" in done.out.replace("\n", " ")
    assert diff(root, "--staged").code == 2


# --- moments ------------------------------------------------------------------------------------------------------


def test_a_date_is_the_last_commit_of_that_day_on_the_branch(shared: Path, diff: Run) -> None:
    def commit(moment: str) -> Any:
        return json.loads(diff(shared, moment, "HEAD", "--format", "json", "--zonder-oordelen").out)["oud"]["commit"]

    def newest(before: str) -> str:
        return git(shared, "rev-list", "-1", "--first-parent", f"--before={before}", "HEAD")

    assert commit("@{2025-12-02}") == git(shared, "rev-parse", f"{story.VASTGESTELD}^{{commit}}")
    assert (
        commit("2025-12-02") == commit("main@{2025-12-02}") == commit("@{2025-12-03}") == newest("2025-12-03T23:59:59")
    )
    # Of a branch that came in later nothing stood on main on the day it was written.
    scholen = git(shared, "rev-parse", story.SCHOLEN)
    day = git(shared, "log", "-1", "--format=%cs", scholen)
    assert commit(f"@{{{day}}}") != scholen
    assert git(shared, "rev-list", "-1", f"--before={day}T23:59:59", "HEAD") == scholen


@pytest.mark.parametrize(
    ("moment", "message"),
    [
        ("@{2020-01-01}", "op 01-01-2020 is er in deze repository nog geen commit; kies een datum vanaf 01-09-2025: "
         "die dag is de eerste commit"),
        ("@{2026-02-30}", "'2026-02-30' is geen bestaande datum; schrijf jaar-maand-dag, zoals @{2026-06-30}"),
        ("1-1-2020", "op 01-01-2020 is er in deze repository nog geen commit; kies een datum vanaf 01-09-2025: "
         "die dag is de eerste commit"),
        ("", "revisie '' bestaat niet in deze repository; kijk met 'git log' of 'git tag' welke er zijn"),
        ("nergens", "revisie 'nergens' bestaat niet in deze repository; kijk met 'git log' of 'git tag' welke er zijn"),
        ("nergens@{2026-01-01}", "revisie 'nergens' bestaat niet in deze repository; kijk met 'git log' of 'git tag' "
         "welke er zijn"),
    ],
)  # fmt: skip
def test_a_moment_that_is_not_there_is_refused_with_a_remedy(
    shared: Path, diff: Run, moment: str, message: str
) -> None:
    done = diff(shared, moment, "HEAD")
    assert (done.code, done.out, done.err) == (2, "", f"fout: {message}\n")


def test_a_tag_with_the_form_of_a_date_goes_before_the_date(root: Path, diff: Run) -> None:
    git(root, "tag", "2025-12-02", story.BEGIN)
    done = json.loads(diff(root, "2025-12-02", "HEAD", "--format", "json", "--zonder-oordelen").out)
    assert done["oud"]["commit"] == git(root, "rev-parse", f"{story.BEGIN}^{{commit}}")


def test_without_a_commit_there_is_nothing_to_compare_with(tmp_path: Path, diff: Run) -> None:
    shutil.copytree(TESTS / "checks" / "controles/_basis", tmp_path / "x")
    git(tmp_path / "x", "init", "--quiet")
    done = diff(tmp_path / "x")
    assert done.code == 2
    assert (
        done.err == "fout: er is nog geen commit om mee te vergelijken; leg het dossier eerst vast met 'git commit'\n"
    )
    assert "er is nog geen commit; leg het dossier eerst vast" in diff(tmp_path / "x", "2026-01-01").err


def test_without_a_repository_it_is_refused_with_a_remedy(tmp_path: Path, diff: Run) -> None:
    shutil.copytree(TESTS / "checks" / "controles/_basis", tmp_path / "x")
    done = diff(tmp_path / "x")
    assert done.code == 2
    assert "staat niet in een git-repository" in done.err
    assert "git init" in done.err
    (tmp_path / "leeg").mkdir()
    assert "geen dossier gevonden" in diff(tmp_path / "leeg", "a", "b").err


def test_without_git_it_is_refused_with_a_remedy(root: Path, diff: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "git", None)
    done = diff(root)
    assert done.code == 2
    assert done.err.startswith("fout: git is niet gevonden; installeer git")


# --- where the dossier is -----------------------------------------------------------------------------------------

_SINCE = (story.VASTGESTELD, story.MAIN, "--format", "json")


@pytest.fixture(scope="module")
def expected(shared: Path) -> str:
    """What the comparison since adoption says of the plain repository."""
    import contextlib
    import io

    from convenant_cli.cli import main

    out = io.StringIO()
    with contextlib.redirect_stdout(out), pytest.raises(SystemExit):
        main(["-C", str(shared), "diff", "--peildatum", "2026-11-01", *_SINCE])
    return out.getvalue()


def test_a_detached_head(root: Path, diff: Run, expected: str) -> None:
    git(root, "checkout", "--quiet", "--detach", story.UITSTEL)
    assert diff(root, *_SINCE).out == expected
    assert "Er is niets gewijzigd." in diff(root).out
    assert "Er is niets gewijzigd." not in diff(root, "@{2025-12-02}").out


def test_a_bare_repository_compares_revisions_and_has_no_working_tree(
    shared: Path, tmp_path: Path, diff: Run, expected: str
) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(shared), "kaal.git")
    bare = tmp_path / "kaal.git"
    assert diff(bare, *_SINCE).out == expected
    assert diff(bare / "refs", *_SINCE).out == expected
    for args in ((), ("HEAD~1",), ("--staged",)):
        done = diff(bare, *args)
        assert done.code == 2
        assert done.err.endswith(
            "is een repository zonder werkmap (bare); vergelijk twee revisies, zoals 'convenant diff HEAD~1 HEAD'\n"
        )


def test_a_linked_worktree(root: Path, tmp_path: Path, diff: Run, expected: str) -> None:
    git(root, "worktree", "add", "--quiet", "-b", "tak", str(tmp_path / "tak"))
    assert diff(tmp_path / "tak", *_SINCE).out == expected
    edit(tmp_path / "tak", ACTIE, "gereed: 2026-10-16", "gereed: 2026-10-30")
    assert sentences(diff(tmp_path / "tak", "--format", "json")) == [MOVED]
    assert "Er is niets gewijzigd." in diff(root).out


def test_a_submodule(shared: Path, tmp_path: Path, diff: Run, expected: str) -> None:
    git(tmp_path, "init", "--quiet", "omvat")
    outer = tmp_path / "omvat"
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(shared), "dossier")
    inner = outer / "dossier"
    git(inner, "fetch", "--quiet", "--tags", str(shared), "+refs/heads/*:refs/heads/x/*")
    assert diff(inner, story.VASTGESTELD, "HEAD", "--format", "json").out.replace('"HEAD"', '"main"') == expected
    edit(inner, ACTIE, "gereed: 2026-10-16", "gereed: 2026-10-30")
    assert sentences(diff(inner, "--format", "json")) == [MOVED]


def test_a_submodule_inside_the_records_is_named(root: Path, tmp_path: Path, diff: Run) -> None:
    other = verhaal(tmp_path / "ander")
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "data/ander")
    git(root, "commit", "--quiet", "-m", "x")
    done = diff(root, "HEAD~1", "HEAD")
    assert "data/ander is nieuw en niet te lezen: dit is een andere repository (submodule)" in done.out


def test_a_subfolder_of_the_repository(tmp_path: Path, diff: Run, expected: str) -> None:
    root = verhaal(tmp_path / "r", "mijn map/dossier é")
    assert root.name == "dossier é"
    strip = [line for line in expected.splitlines() if '"commit"' not in line]
    assert [line for line in diff(root, *_SINCE).out.splitlines() if '"commit"' not in line] == strip
    edit(root, ACTIE, "gereed: 2026-10-16", "gereed: 2026-10-30")
    assert sentences(diff(root / "data" / "partners", "--format", "json")) == [MOVED]
    git(tmp_path, "clone", "--quiet", "--bare", str(root.parent.parent), "kaal.git")
    assert [line for line in diff(tmp_path / "kaal.git", *_SINCE).out.splitlines() if '"commit"' not in line] == strip


def test_two_dossiers_in_a_bare_repository_are_refused(root: Path, tmp_path: Path, diff: Run) -> None:
    shutil.copytree(root / "data", root / "tweede" / "data")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "x")
    git(tmp_path, "clone", "--quiet", "--bare", str(root), "kaal.git")
    done = diff(tmp_path / "kaal.git", "HEAD~1", "HEAD")
    assert done.code == 2
    assert "staan meer dossiers (de bovenste map, tweede/); maak een werkmap met 'git worktree add'" in done.err


def test_a_branch_without_the_dossier_on_disk(root: Path, diff: Run, expected: str) -> None:
    git(root, "checkout", "--quiet", "--orphan", "leeg")
    git(root, "rm", "-r", "--quiet", "--force", "data")
    done = diff(root)
    assert done.code == 2
    assert "staat geen dossier op schijf; vergelijk twee revisies" in done.err
    assert diff(root, *_SINCE).out == expected


def test_a_revision_without_the_dossier_is_refused_by_name(root: Path, diff: Run) -> None:
    git(root, "checkout", "--quiet", "--orphan", "leeg")
    git(root, "rm", "-r", "--quiet", "--cached", "--force", ".")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "x")
    done = diff(root, "leeg", "main")
    assert done.code == 2
    assert done.err.startswith("fout: in revisie leeg staat geen dossier (data/convenant.yaml ontbreekt); kies een")


def test_a_shallow_clone_works_as_far_as_it_goes_and_then_asks_for_the_rest(
    shared: Path, tmp_path: Path, diff: Run
) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "2", "--no-tags", f"file://{shared}", "ondiep")
    clone = tmp_path / "ondiep"
    assert diff(clone, "HEAD~1", "HEAD").code == 0
    assert "Er is niets gewijzigd." in diff(clone).out
    for moment in ("HEAD~5", "@{2025-12-02}", story.VASTGESTELD):
        done = diff(clone, moment, "HEAD")
        assert done.code == 2
        assert "deze kloon is ondiep; haal de hele geschiedenis op met 'git fetch --unshallow'" in done.err
    git(clone, "fetch", "--quiet", "--depth", "1", "origin", f"{story.CONCEPT_2027}:los")
    done = diff(clone, "main...los")
    assert done.code == 2
    assert "hebben geen gezamenlijke commit; deze kloon is ondiep" in done.err


def test_an_object_that_is_not_in_the_clone_is_a_situation_to_mend(root: Path, diff: Run) -> None:
    edit(root, ACTIE, "gereed: 2026-10-16", "gereed: 2026-10-30")
    git(root, "commit", "--quiet", "-am", "x")
    sha = git(root, "rev-parse", f"HEAD:{ACTIE}")
    (root / ".git" / "objects" / sha[:2] / sha[2:]).unlink()
    done = diff(root, "HEAD~1", "HEAD")
    assert done.code == 2
    assert f"git kan {sha[:10]} niet lezen: deze kloon heeft niet alles" in done.err


# --- cost ---------------------------------------------------------------------------------------------------------


def test_only_what_differs_is_read_and_a_few_files_for_names(shared: Path) -> None:
    from convenant_cli.changes.comparing import compare
    from tests.conftest import PEILDATUM

    with sides.open_sides(shared, asked(story.UITSTEL, story.GEWIJZIGD)) as (old, new, _):
        compare(old, new, PEILDATUM, oordelen=False)
    changed = {story.PLAN, story.TOEZICHT}
    names = {"data/convenant.yaml", "data/partners/gemeente.yaml", "data/bepalingen/1-afspraken.yaml"}
    assert changed <= set(new._files) <= changed | names
    assert set(old._files) <= changed | names


def test_when_both_sides_are_judged_an_equal_record_is_read_once(shared: Path) -> None:
    with sides.open_sides(shared, asked(story.UITSTEL, story.GEWIJZIGD)) as (old, new, _):
        after = new.whole()
        old.take(new)
        before = old.whole()
    assert list(before.files) == list(after.files)
    other = [name for name in before.files if before.files[name] is not after.files[name]]
    assert set(other) == {story.PLAN, story.TOEZICHT}


def test_when_both_sides_are_judged_git_is_asked_for_files_three_times(shared: Path) -> None:
    from convenant_cli.changes.comparing import compare
    from tests.conftest import PEILDATUM

    asked_for: list[list[str]] = []
    with sides.open_sides(shared, asked(story.UITSTEL, story.GEWIJZIGD)) as (old, new, _):
        for side in (old, new):
            side.fetch = _noting(side.fetch, asked_for)
        found = compare(old, new, PEILDATUM)
    assert found.oordelen is not None
    differing, every = {story.PLAN, story.TOEZICHT}, set(new.names)
    assert [set(names) for names in asked_for] == [differing, differing, every - differing]


def _noting(fetch: Callable[[list[str]], Mapping[str, bytes]], noted: list[list[str]]) -> Any:
    def asked_for(names: list[str]) -> Mapping[str, bytes]:
        if names:
            noted.append(names)
        return fetch(names)

    return asked_for


def test_a_refusal_of_git_is_told(root: Path) -> None:
    with pytest.raises(ConvenantError, match="staat niet in een git-repository"):
        repository_of(root.parent.parent.parent)


# --- what earlier runs kept ---------------------------------------------------------------------------------------


def test_what_an_earlier_run_read_is_not_parsed_again_and_the_answer_is_the_same(
    root: Path, tmp_path: Path, diff: Run, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[bytes] = []

    def counted(raw: bytes, track: bool = False) -> object:
        parsed.append(raw)
        return parse(raw, track)

    monkeypatch.setattr(reading, "parse", counted)

    def fresh(cache: str, run: Run, *args: str) -> Outcome:
        reading._once.cache_clear()  # a run is a process
        monkeypatch.setenv("CONVENANT_CACHE", cache)
        parsed.clear()
        return run(*args)

    kept = str(tmp_path / "cache")
    action = root / ACTIE
    action.write_text(f"{action.read_text(encoding='utf-8')}omschrijving: Nu anders.\n", encoding="utf-8")
    for moments in ((), ("HEAD~1", "HEAD")):
        if moments:
            git(root, "commit", "--quiet", "--all", "--message", "Anders")
        line = (str(root), *moments, "--format", "json")
        without, read = fresh("uit", diff, *line), len(parsed)
        fresh(kept, convenant, "-C", str(root), "validate")
        assert fresh(kept, diff, *line) == without
        assert fresh(kept, diff, *line) == without
        assert "Nu anders" in without.out
        assert 0 < 3 * len(parsed) < read
    for path in Path(kept).iterdir():
        if path.name != "sleutel":
            path.write_bytes(path.read_bytes()[:-1])
    assert fresh(kept, diff, *line) == without
    assert len(parsed) == read
