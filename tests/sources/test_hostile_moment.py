"""A moment in a repository that somebody else made: dates that are none, names that depend on the clock, and tags."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.git.moments import commit_day, commit_in_words, resolve, resolve_moment
from convenant_cli.sources.git.repo import Repo, open_repository
from tests.conftest import Run
from tests.grondig import GRONDIG
from tests.sources.test_hostile_git import DAY, action, clean, git
from tests.sources.test_hostile_revision import tree

__all__ = ["clean"]  # a fixture

PLAN = "data/jaarplan/2026/jaarplan.yaml"
PLAN_TAG = "jaarplan-2026-v1.0"
#: What stands where a commit keeps its date, and whether it is later than every day.
DATES = {
    "99999999999999 +0000": True,
    "253402300800 +0000": True,
    "x": False,
    "": False,
    "-5 +0000": False,
    "1e9 +0000": None,
    "18446744073709551615 +0000": None,
}


def given(folder: Path, *args: str, text: bytes) -> str:
    done = subprocess.run(["git", "-C", folder, *args], input=text, capture_output=True, check=True)
    return done.stdout.decode().strip()


def commit_of_day(folder: Path, date: str, branch: str = "vreemd", message: str = "vreemd") -> str:
    """Put a commit on a branch with any text as its date, and another title of an action than its parent has."""
    path = action(folder)
    new = re.sub(rb"(?m)^titel: .*$", b"titel: Een andere titel", path.read_bytes())
    blob = given(folder, "hash-object", "-w", "--stdin", text=new)
    git(folder, "read-tree", "HEAD")
    git(folder, "update-index", "--cacheinfo", f"100644,{blob},{path.relative_to(folder).as_posix()}")
    top = git(folder, "write-tree")
    git(folder, "read-tree", "HEAD")
    parent, who = git(folder, "rev-parse", "HEAD"), f"T <t@gemeente.example> {date}"
    raw = f"tree {top}\nparent {parent}\nauthor {who}\ncommitter {who}\n\n{message}\n"
    commit = given(folder, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", text=raw.encode())
    git(folder, "update-ref", f"refs/heads/{branch}", commit)
    return commit


@pytest.fixture
def folder(clean: Path, tmp_path: Path) -> Path:
    return shutil.copytree(clean, tmp_path / "d", symlinks=True)


@pytest.fixture
def repo(folder: Path) -> Repo:
    return open_repository(folder)[0]


# --- dates that are none ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("date", DATES)
def test_a_commit_may_have_any_date(folder: Path, convenant: Run, date: str) -> None:
    commit_of_day(folder, date, message="Vraag Jan op 06-12345678")
    commands: tuple[tuple[str, ...], ...] = (
        ("diff", "vreemd", *DAY),
        ("diff", "vreemd", "main", "--format", "json", *DAY),
        ("validate", "--sinds", "vreemd", *DAY),
        ("validate", "--rev", "vreemd@{2026-12-31}"),
        ("render", "jaarplan", "2026", "--sinds", "vreemd", *DAY),
        ("render", "jaarplan", "2026", "--rev", "vreemd", *DAY),
        ("log", "actie:2026/ouderavond", "--rev", "vreemd"),
        ("log", "actie:2026/ouderavond", "--rev", "vreemd", "--format", "json"),
        ("validate", "--geschiedenis", *DAY),
    )
    # Half of the commands by turns: each of two dates that follow each other has the other half.
    at = list(DATES).index(date)
    for command in commands if GRONDIG else commands[at % 2 :: 2]:
        outcome = convenant("-C", folder, *command)
        assert outcome.code in (0, 1, 2), (command, outcome.err)
        assert outcome.code < 2 or ("@{" in command[-1] and "geen leesbare datum" in outcome.err), (command, outcome)
        assert "%cs" not in outcome.out + outcome.err
        assert "%as" not in outcome.out + outcome.err


@pytest.mark.parametrize("date", [date for date, later in DATES.items() if later is not None])
def test_a_day_is_not_answered_by_a_commit_that_has_none(folder: Path, repo: Repo, date: str) -> None:
    commit = commit_of_day(folder, date)
    assert commit_day(repo, commit) is None
    assert commit_in_words(repo, commit) == f"{commit[:10]} van een dag die niet te lezen is"
    if DATES[date]:
        assert resolve_moment(repo, "vreemd@{2199-12-31}") == git(folder, "rev-parse", "HEAD")
    else:
        with pytest.raises(ConvenantError, match=f"commit {commit[:10]} heeft geen leesbare datum"):
            resolve_moment(repo, "vreemd@{2199-12-31}")


# --- names of a moment --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rev",
    [
        "@{1-3-2026}",
        "main@{yesterday}",
        "HEAD@{2 days ago}",
        "@{now}",
        "main@{2026-11-30}~1",
        "main@{2026-11-30T10:00}",
        "@{tea}",
        "main@{",
        "main@{}",
        "@{0}~1@{yesterday}",
        "HEAD^{/x@{noon}}",
        "@{１}",
    ],
)
def test_no_moment_depends_on_the_clock(folder: Path, repo: Repo, convenant: Run, rev: str) -> None:
    with pytest.raises(ConvenantError, match="geen vast moment"):
        resolve_moment(repo, rev)
    for command in (("validate", "--rev"), ("validate", "--sinds"), ("log", "convenant", "--rev"), ("diff",)):
        outcome = convenant("-C", folder, *command, rev, *(() if command[0] == "log" else DAY))
        assert (outcome.code, "geen vast moment" in outcome.err) == (2, True), command


def test_a_day_in_another_notation_is_named_as_it_must_be_written(repo: Repo) -> None:
    with pytest.raises(ConvenantError, match=re.escape("@{2026-03-01}")):
        resolve(repo, "@{1-3-2026}")


def test_what_is_fixed_is_answered(folder: Path, repo: Repo) -> None:
    head = git(folder, "rev-parse", "HEAD")
    git(folder, "branch", "werk", "HEAD~1")
    git(folder, "branch", "-q", "--set-upstream-to=main", "werk")
    for rev in ("HEAD", "@", "main@{0}", "werk@{u}", "werk@{UPSTREAM}", "HEAD~0", head[:12], "werk@{u}~0"):
        assert resolve_moment(repo, rev) == head, rev


@pytest.mark.parametrize(
    "rev",
    [
        "^HEAD",
        "HEAD..main",
        "^HEAD^",
        "--all",
        "-h",
        "HEAD^@",
        "HEAD^!",
        "@{u}",
        "nope@{u}",
        "main@{push}",
        "HEAD:data",
        "HEAD^{blob}",
        "main^{tag}",
    ],
)
def test_what_is_no_commit_is_said_in_dutch(folder: Path, convenant: Run, rev: str) -> None:
    outcome = convenant("-C", folder, "validate", f"--rev={rev}", *DAY, code=2)
    assert outcome.err.startswith(f"fout: revisie '{rev}' bestaat niet in deze repository; ")


@pytest.mark.parametrize(("rev", "meant"), [("MAIN", "main"), ("mian", "main"), (" main ", "main"), ("v1.O", "v1.0")])
def test_a_name_that_is_nearly_right_is_named(folder: Path, repo: Repo, rev: str, meant: str) -> None:
    git(folder, "update-ref", "refs/tags/v1.0", "HEAD")
    with pytest.raises(ConvenantError, match=re.escape(f"bedoelde u '{meant}'?")):
        resolve(repo, rev)


def test_words_of_a_message_are_no_fixed_moment(repo: Repo) -> None:
    with pytest.raises(ConvenantError, match="geen vast moment"):
        resolve(repo, ":/begin")


def test_a_day_counts_wherever_a_revision_does(folder: Path, convenant: Run) -> None:
    for rev in ("2199-01-01", "@{2199-01-01}", "main@{2199-01-01}"):
        for command in (
            ("validate", "--sinds", "HEAD~1", "--rev", rev, *DAY),
            ("render", "jaarplan", "2026", "--rev", rev, *DAY),
            ("log", "actie:2026/ouderavond", "--rev", rev),
            ("show", "convenant", "--rev", rev),
        ):
            outcome = convenant("-C", folder, *command)
            assert outcome.code < 2, (command, outcome.err)
    # Also as people write it, and then it is the same day.
    assert "nog geen commit" in convenant("-C", folder, "log", "actie:2026/ouderavond", "--rev", "2026-1-1").err


# --- tags ---------------------------------------------------------------------------------------------------------


def tag_finding(convenant: Run, folder: Path) -> str:
    outcome = convenant("-C", folder, "validate", *DAY, code=1)
    (line,) = [line for line in outcome.out.splitlines() if f"tag '{PLAN_TAG}'" in line]
    return line


def evil_tag(folder: Path, plan: str, mode: str = "100644") -> None:
    """Put the tag of the plan on a commit in which the plan is something else."""
    git(folder, "read-tree", "HEAD")
    git(folder, "update-index", "--add", "--cacheinfo", f"{mode},{plan},{PLAN}")
    commit = git(folder, "commit-tree", git(folder, "write-tree"), "-p", "HEAD", "-m", "x")
    git(folder, "read-tree", "HEAD")
    git(folder, "tag", "-f", PLAN_TAG, commit)


TAGGED: dict[str, Callable[[Path], object]] = {
    "a link": lambda folder: evil_tag(folder, given(folder, "hash-object", "-w", "--stdin", text=b"x.yaml"), "120000"),
    "another repository": lambda folder: evil_tag(folder, git(folder, "rev-parse", "HEAD"), "160000"),
    "no record": lambda folder: evil_tag(folder, given(folder, "hash-object", "-w", "--stdin", text=b"{{{")),
    "no text": lambda folder: evil_tag(folder, given(folder, "hash-object", "-w", "--stdin", text=b"\xff\xfe\0")),
    "a file": lambda folder: git(folder, "tag", PLAN_TAG, f"HEAD:{PLAN}"),
    "a folder": lambda folder: git(folder, "tag", PLAN_TAG, "HEAD:data"),
    "no dossier": lambda folder: git(
        folder, "tag", PLAN_TAG, git(folder, "commit-tree", tree(folder).decode(), "-m", "x")
    ),
}


@pytest.mark.parametrize("kind", TAGGED)
def test_a_tag_in_which_the_plan_cannot_be_read_is_told(folder: Path, convenant: Run, kind: str) -> None:
    assert convenant("-C", folder, "validate", *DAY).code == 0
    TAGGED[kind](folder)
    assert f"of jaarplan 2026 gelijk is aan tag '{PLAN_TAG}', is niet te zien: " in tag_finding(convenant, folder)


def test_what_a_clone_lacks_of_a_tag_is_told_with_what_helps(folder: Path, tmp_path: Path, convenant: Run) -> None:
    git(folder, "tag", PLAN_TAG)
    path = folder / PLAN
    path.write_text(path.read_text(encoding="utf-8") + "# later\n", encoding="utf-8")
    git(folder, "commit", "-qam", "later")
    git(folder, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{folder}", "k")
    assert "git fetch --refetch --no-filter" in tag_finding(convenant, tmp_path / "k")
    git(tmp_path / "k", "fetch", "-q", "--refetch", "--no-filter")
    assert convenant("-C", tmp_path / "k", "validate", *DAY).code == 0
    assert convenant("-C", tmp_path / "k", "validate", "--rev", "HEAD~2", *DAY).code < 2


@pytest.mark.parametrize("raw", ["garbage", "", f"ref: refs/tags/{PLAN_TAG}", "ref: refs/tags/nergens", "1" * 40])
def test_a_tag_that_leads_nowhere_is_told(folder: Path, convenant: Run, raw: str) -> None:
    (folder / ".git" / "refs" / "tags" / PLAN_TAG).write_text(f"{raw}\n", encoding="utf-8")
    assert "is niet te zien: " in tag_finding(convenant, folder)
    refused = convenant("-C", folder, "vaststellen", "2026", "--tag", *DAY)
    assert (refused.code, len(refused.err.splitlines())) == (2, 1), refused
    assert not (folder / ".git" / "refs" / "tags" / "nergens").exists(), "written by way of the other"


@pytest.mark.parametrize("where", ["refs/heads", "refs", ""])
def test_nothing_else_with_the_name_of_a_tag_is_taken_for_it(folder: Path, convenant: Run, where: str) -> None:
    git(folder, "tag", PLAN_TAG, "HEAD")
    file = folder / ".git" / where / PLAN_TAG
    file.write_text(given(folder, "commit-tree", tree(folder).decode(), "-m", "x", text=b"") + "\n", encoding="utf-8")
    outcome = convenant("-C", folder, "validate", *DAY)
    assert (outcome.code, PLAN_TAG in outcome.out) == (0, False), outcome


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[2Jb", "::error::x", "a\rb", "a\u202eb"])
def test_what_became_of_a_record_is_one_line_whatever_its_name(folder: Path, convenant: Run, name: str) -> None:
    git(folder, "mv", "data/partners/politie.yaml", f"data/partners/{name}.yaml")
    moved = folder / f"data/partners/{name}.yaml"  # by its name people would still find it
    moved.write_text(moved.read_text(encoding="utf-8").replace("naam: Politie", "naam: Wijkteam"), encoding="utf-8")
    git(folder, "commit", "-qam", "x")
    outcome = convenant("-C", folder, "log", "partner:politie")
    assert (outcome.code, len(outcome.err.splitlines())) == (2, 1), outcome
    assert "heet nu" in outcome.err
    assert outcome.err.rstrip("\n").isprintable()


# --- what a tree can hold -----------------------------------------------------------------------------------------


def test_a_tree_that_names_more_files_than_fit_is_refused(folder: Path, convenant: Run) -> None:
    """Nine levels of ten times the same folder: a few small objects that name 10^9 files."""
    id, mode = given(folder, "hash-object", "-w", "--stdin", text=b"x").encode(), b"100644"
    for _ in range(9):
        id, mode = tree(folder, *((mode, b"%d" % number, id) for number in range(10))), b"40000"
    top = tree(folder, (b"40000", b"data", id))
    git(folder, "update-ref", "refs/heads/groot", git(folder, "commit-tree", top.decode(), "-p", "HEAD", "-m", "x"))
    for command in (
        ("validate", "--rev", "groot"),
        ("diff", "HEAD", "groot"),
        ("render", "jaarplan", "2026", "--rev", "groot"),
    ):
        outcome = convenant("-C", folder, *command, *DAY, code=2)
        assert "meer dan deze computer aankan" in outcome.err


@pytest.mark.parametrize("mode", ["120000", "160000"])
@pytest.mark.parametrize(
    "name", ["templates/jaarplan.html.j2", "templates/huisstijl.docx", "templates/a/b.j2", "templates"]
)
def test_a_link_among_the_templates_of_a_revision_is_told(folder: Path, convenant: Run, mode: str, name: str) -> None:
    id = given(folder, "hash-object", "-w", "--stdin", text=b"/etc/passwd")
    git(folder, "update-index", "--add", "--cacheinfo", f"{mode},{id if mode == '120000' else '1' * 40},{name}")
    git(folder, "commit", "-qm", "koppeling")
    outcome = convenant("-C", folder, "render", "jaarplan", "2026", "--rev", "HEAD", *DAY, code=2)
    assert f"in revisie HEAD is {name} een " in outcome.err
    record = PLAN.replace("jaarplan.yaml", "acties/vreemd.yaml")
    git(folder, "update-index", "--add", "--cacheinfo", f"{mode},{id if mode == '120000' else '1' * 40},{record}")
    git(folder, "commit", "-qm", "koppeling")
    told = convenant("-C", folder, "validate", "--rev", "HEAD", *DAY)
    assert (told.code, record in told.out) == (1, True)


def test_a_file_that_is_hidden_among_the_templates_is_no_template(folder: Path, convenant: Run) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / ".verborgen").symlink_to("/etc/passwd")
    git(folder, "add", "templates")
    git(folder, "commit", "-qm", "verborgen")
    shutil.rmtree(folder / "templates")
    assert convenant("-C", folder, "render", "jaarplan", "2026", "--rev", "HEAD", *DAY).code == 0
