"""What the pipelines of a new dossier let a pull request do: nothing but be read."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import laid
from tests.editing.test_init_ci import (
    INSTALL,
    PIPELINES,
    Runner,
    azure_step,
    edit,
    generated,
    github_step,
    gitlab_script,
    history,
    machine,
    pytestmark_posix,
    read_pipeline,
    without_word_and_pdf,
)
from tests.grondig import pairs, spread
from tests.verhaal import git

pytestmark = pytest.mark.programmas

__all__ = ["generated", "history", "machine"]  # fixtures

_TAKING = "Programma en sjablonen van de hoofdtak nemen"
_PLAIN = "bash --noprofile --norc"
_TEMPLATE = "templates/jaarplan.html.j2"
_PRIVATE = "prive/personen.yaml"


@pytest.fixture
def pull(machine: Callable[..., Runner]) -> Callable[..., Runner]:
    """Return a function that makes a pull request of the files given, on a base with other files, merged as CI does."""

    def make(base: dict[str, str], change: dict[str, str]) -> Runner:
        runner = machine("main", merged=False, GITHUB_EVENT_NAME="pull_request", BUILD_REASON="PullRequest")
        for files, message in ((base, "Op de hoofdtak"), (change, "In het pull request")):
            git(laid(runner.root, files), "add", "--force", *files)
            if message == "In het pull request":
                git(runner.root, "checkout", "-qb", "voorstel")
            git(runner.root, "commit", "-q", "--allow-empty", "-m", message)
        git(runner.root, "checkout", "-q", "--detach", "HEAD^")
        git(runner.root, "merge", "-q", "--no-ff", "-m", "Samenvoeging", "voorstel")
        runner.environment["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = git(runner.root, "rev-parse", "HEAD^1")
        return runner

    return make


def taking(runner: Runner) -> dict[str, tuple[str, str]]:
    """Return the script and shell with which each system takes what is not for a pull request to choose."""
    # The before_script of GitLab goes on in the folder of the dossier, which is the top here.
    return {
        "github": (github_step(runner.root, _TAKING), "bash --noprofile --norc -eo pipefail"),
        "azure": (azure_step(runner.root, _TAKING), _PLAIN),
        "gitlab": (gitlab_script(runner.root)[0], "bash -eo pipefail"),
    }


# --- what runs is of the branch it goes into ----------------------------------------------------------------------


def test_the_program_and_templates_are_taken_before_anything_is_installed(history: Path) -> None:
    names = [step.get("name") for step in read_pipeline(history, "github")["jobs"]["dossier"]["steps"]]
    assert names.index(_TAKING) < names.index("convenant installeren")
    steps = read_pipeline(history, "azure")["jobs"][0]["steps"]
    shown = [step.get("displayName") for step in steps]
    assert shown.index(_TAKING) < shown.index("convenant installeren")
    assert steps[shown.index(_TAKING)]["condition"] == "and(succeeded(), eq(variables['Build.Reason'], 'PullRequest'))"
    before = read_pipeline(history, "gitlab")["dossier"]["before_script"]
    assert before[-1] == INSTALL
    assert len(before) == 2


@pytestmark_posix
@pytest.mark.parametrize("system", PIPELINES)
def test_a_pull_request_cannot_choose_the_program_or_the_templates(pull: Callable[..., Runner], system: str) -> None:
    runner = pull(
        {"requirements.txt": "van-de-hoofdtak\n", _TEMPLATE: "{{ van_de_hoofdtak }}", "templates/oud.j2": "oud"},
        {"requirements.txt": "van-het-verzoek\n", _TEMPLATE: "{{ van_het_verzoek }}", "templates/nieuw.j2": "nieuw"},
    )
    script, shell = taking(runner)[system]
    done = runner.run(script, shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert (runner.root / "requirements.txt").read_text("utf-8") == "van-de-hoofdtak\n"
    assert (runner.root / _TEMPLATE).read_text("utf-8") == "{{ van_de_hoofdtak }}"
    assert sorted(path.name for path in (runner.root / "templates").iterdir()) == ["jaarplan.html.j2", "oud.j2"]


KINDS = ["folder", "link", "file"]
#: What comes after the taking is one script for all systems; it runs once after each system, and with each kind.
MAKING = pairs([*PIPELINES], KINDS)


@pytestmark_posix
@pytest.mark.parametrize("system", PIPELINES)
@pytest.mark.parametrize("kind", KINDS)
def test_templates_that_a_pull_request_brings_first_are_not_used(
    pull: Callable[..., Runner], system: str, kind: str
) -> None:
    runner = pull({}, {_TEMPLATE if kind == "folder" else "elders/jaarplan.html.j2": "{{ van_het_verzoek }}"})
    if kind == "link":
        (runner.root / "templates").symlink_to("elders")
    elif kind == "file":
        (runner.root / "templates").write_text("geen map", encoding="utf-8")
    script, shell = taking(runner)[system]
    done = runner.run(script, shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (runner.root / "templates").is_symlink()
    assert not (runner.root / "templates").exists()
    assert (runner.root / "requirements.txt").exists()
    if (system, kind) in MAKING:
        done = runner.run(without_word_and_pdf(github_step(runner.root, "Documenten maken")))
        assert done.returncode == 0, done.stderr
        assert (runner.root / "documenten/jaarplan-2026.html").exists()
    assert not (runner.root / "elders").exists() or (runner.root / "elders/jaarplan.html.j2").exists()


@pytestmark_posix
@pytest.mark.parametrize("system", PIPELINES)
def test_a_pull_request_cannot_lead_what_is_made_to_another_place(pull: Callable[..., Runner], system: str) -> None:
    runner = pull({}, {"elders/bewaard.txt": "blijft"})
    elsewhere = runner.tools / "elders"
    elsewhere.mkdir()
    (runner.root / "documenten").symlink_to(elsewhere)
    (runner.root / "wijzigingen.md").symlink_to(elsewhere / "overschreven")
    for args in (["add", "--force", "documenten", "wijzigingen.md"], ["commit", "-q", "--amend", "--no-edit"]):
        git(runner.root, *args)
    script, shell = taking(runner)[system]
    assert runner.run(script, shell).returncode == 0
    assert not (runner.root / "documenten").is_symlink()
    assert not (runner.root / "wijzigingen.md").is_symlink()
    if system not in spread(PIPELINES, 1):  # what comes after it is one script for all systems
        return
    runner.environment |= {name: str(runner.tools / name) for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    describing = github_step(runner.root, "Wijzigingen beschrijven")
    for making in (describing, without_word_and_pdf(github_step(runner.root, "Documenten maken"))):
        done = runner.run(making)
        assert done.returncode == 0, done.stderr
    assert (runner.root / "wijzigingen.md").is_file()
    assert (runner.root / "documenten/naleving.md").is_file()
    assert list(elsewhere.iterdir()) == []


@pytestmark_posix
def test_a_hostile_template_is_never_rendered(pull: Callable[..., Runner]) -> None:
    """The whole of a pull request, with a template that would fail to render if anything read it."""
    runner = pull({}, {f"templates/{name}.html.j2": "{{ 1 // 0 }}" for name in ("jaarplan", "naleving", "_colofon")})
    for script in (github_step(runner.root, _TAKING), github_step(runner.root, "Documenten maken")):
        done = runner.run(script.replace(' --naar "$document.docx" --naar "$document.pdf"', ""))
        assert done.returncode == 0, done.stderr
    control = runner.root / "templates"
    git(runner.root, "checkout", "-q", "HEAD", "--", "templates")
    assert control.exists()
    assert runner.run("convenant render jaarplan 2026 --naar documenten/plan.html").returncode != 0


def test_files_of_the_repository_are_no_part_of_python_nor_a_repository(generated: Path) -> None:
    expected = {
        "PYTHONSAFEPATH": "1",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "safe.bareRepository",
        "GIT_CONFIG_VALUE_0": "explicit",
    }
    assert read_pipeline(generated, "github")["jobs"]["dossier"]["env"] == expected
    assert read_pipeline(generated, "azure")["variables"] == expected
    first = read_pipeline(generated, "gitlab")["dossier"]["before_script"][0]
    assert dict(re.findall(r"(\w+)=(\S+)", first.splitlines()[0])) == expected


@pytestmark_posix
def test_a_repository_inside_the_dossier_runs_nothing_in_a_pipeline(
    machine: Callable[..., Runner], tmp_path: Path
) -> None:
    runner = machine("main", merged=False, GITHUB_EVENT_NAME="pull_request")
    inside, mark = runner.root / "data", tmp_path / "gedraaid"
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "kaal")], check=True)
    for name in ("HEAD", "objects", "refs"):
        source = tmp_path / "kaal" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, inside / name)
    config = f'[core]\nbare = false\nworktree = "."\nfsmonitor = "touch {mark}; false"\nrepositoryformatversion = 0\n'
    (inside / "config").write_text(config, encoding="utf-8")
    script = "cd data\ngit status > /dev/null 2>&1 || true\ngit cat-file -e HEAD^1:./convenant.yaml\n"
    settings = read_pipeline(runner.root, "github")["jobs"]["dossier"]["env"]
    assert runner.run(script).returncode != 0
    assert mark.exists()  # without the settings git does run it
    mark.unlink()
    runner.environment |= settings
    assert runner.run(script).returncode != 0
    assert not mark.exists()


# --- what is used from elsewhere ----------------------------------------------------------------------------------


def test_all_that_comes_from_elsewhere_is_pinned(generated: Path) -> None:
    for system in PIPELINES:
        text = (generated / PIPELINES[system][0]).read_text("utf-8")
        assert re.findall(r"(?:uses|image): (?!.*@(?:sha256:)?[0-9a-f]{40,64}( #|$)).*", text, re.M) == []
        assert "latest" not in text
        assert (
            re.findall(r"\b(?:curl|wget|npx|pipx|eval)\b|pip install(?! --requirement requirements\.txt)", text) == []
        )
    images = {job["image"] for job in read_pipeline(generated, "gitlab").values() if "image" in job}
    assert len(images) == 1


def test_no_text_of_others_becomes_part_of_a_script(generated: Path) -> None:
    """Names of branches, titles and messages are only ever environment variables, and none of them is used."""
    azure = (generated / PIPELINES["azure"][0]).read_text("utf-8")
    assert set(re.findall(r"\$\((?=[A-Z])([\w.]+)\)", azure)) == {
        "System.AccessToken",
        "System.DefaultWorkingDirectory",
    }
    gitlab = (generated / PIPELINES["gitlab"][0]).read_text("utf-8")
    assert not re.search(r"CI_(COMMIT_(MESSAGE|TITLE|DESCRIPTION|AUTHOR)|MERGE_REQUEST_(TITLE|DESCRIPTION))", gitlab)
    for system in PIPELINES:
        text = (generated / PIPELINES[system][0]).read_text("utf-8")
        assert not re.search(r"SOURCE_BRANCH|HEAD_REF|head_ref|COMMIT_REF_NAME|SourceBranch", text)


# --- a private address book in git --------------------------------------------------------------------------------


def checks(runner: Runner) -> dict[str, tuple[str, str]]:
    """Return the step of each system that checks, with its shell."""
    return {
        "github": (github_step(runner.root, "Controleren"), "bash --noprofile --norc -eo pipefail"),
        "azure": (azure_step(runner.root, "Controleren"), _PLAIN),
        "gitlab": ("\n".join(gitlab_script(runner.root)[:2]), "bash -eo pipefail"),
    }


@pytestmark_posix
@pytest.mark.parametrize("system", PIPELINES)
@pytest.mark.parametrize("event", ["push", "pull request", "pull request, earlier commit"])
def test_an_address_book_in_git_stops_every_pipeline(pull: Callable[..., Runner], system: str, event: str) -> None:
    book = {_PRIVATE: "personen: []\n"}
    change = {"opmerking.txt": "iets anders\n"}
    runner = pull({}, book) if event == "pull request" else pull(book, change)
    if event == "push":
        runner.environment |= {"GITHUB_EVENT_NAME": "push", "BUILD_REASON": "IndividualCI"}
        runner.environment.pop("CI_MERGE_REQUEST_DIFF_BASE_SHA")
    script, shell = checks(runner)[system]
    done = runner.run(script, shell)
    assert done.returncode == 1, done.stdout + done.stderr
    assert _PRIVATE in done.stdout
    assert "uit de map prive/ staat in git" in done.stdout
    git(runner.root, "rm", "-q", "--cached", _PRIVATE)
    git(runner.root, "commit", "-qm", "Weer uit git")
    done = runner.run(script, shell)
    assert done.returncode == 0, done.stdout + done.stderr  # on disk it may be


@pytestmark_posix
def test_what_lies_in_the_work_tree_only_is_not_what_is_checked(machine: Callable[..., Runner]) -> None:
    runner = machine("main", merged=False, GITHUB_EVENT_NAME="push")
    edit(runner.root / "data/partners/gemeente.yaml", "rollen: [gemeente]", "rollen: [gemeentte]")
    assert runner.run(github_step(runner.root, "Controleren")).returncode == 0
    git(runner.root, "commit", "-qam", "Nu in git")
    assert runner.run(github_step(runner.root, "Controleren")).returncode == 1
