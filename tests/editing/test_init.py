"""A new dossier: valid from the start, honest about what is not filled in, and never over what stands there."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant_cli.checks.checking import check_source
from convenant_cli.editing.starting.agreement import agreement
from convenant_cli.editing.starting.profiles import Answers, profile, records
from convenant_cli.editing.starting.surroundings import codeowners, editor_settings
from convenant_cli.findings import ConvenantError, Severity
from convenant_cli.sources.git.repo import open_repository
from convenant_cli.sources.resources import profile_names
from convenant_cli.sources.sources import MARKER, Source, worktree
from convenant_cli.sources.yamlfile import parse
from tests.conftest import PEILDATUM, ROOT, TESTS, Run, check_golden, laid, read_folder
from tests.grondig import times
from tests.verhaal import git

PROFILES = profile_names()
#: What a new dossier can start with: a profile, and whose.
STARTS = [*((name, "") for name in PROFILES), ("leeg", "Voorbeeldstad")]
OURS = ("--gemeente", "Voorbeeldstad")
TODAY = ("--peildatum", PEILDATUM.isoformat())
#: What a fresh repository holds; shipped records and schemas apart.
AROUND = {
    ".azuredevops/pull_request_template.md",
    ".editorconfig",
    ".gitattributes",
    ".github/pull_request_template.md",
    ".github/workflows/convenant.yml",
    ".gitignore",
    ".gitlab-ci.yml",
    ".gitlab/merge_request_templates/Default.md",
    ".pre-commit-config.yaml",
    ".vscode/settings.json",
    "CODEOWNERS",
    "README.md",
    "azure-pipelines.yml",
    "requirements.txt",
}


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, outside any repository."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files_of(folder: Path) -> set[str]:
    """Return the names of all files, those of git itself apart."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if path.parts[0] != ".git"}


# --- what it starts with ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "gemeente"), STARTS)
def test_a_new_dossier_is_valid_and_gives_a_first_report(name: str, gemeente: str, work: Path, convenant: Run) -> None:
    source = f"https://git.gemeente.example/convenant.git@{'a' * 40}"
    made = convenant("init", "dossier", "--profiel", name, *(OURS if gemeente else ()), "--herkomst", source, *TODAY)
    assert (made.code, made.err) == (0, "")
    golden = f"init-{name}{'-gemeente' if gemeente else ''}.txt"
    check_golden(TESTS / "documents" / "documenten" / golden, made.out.replace(os.sep, "/"))
    root = work / "dossier"
    assert files_of(root) >= AROUND
    validated = convenant("-C", root, "validate", *TODAY, code=0)
    assert ": geen fouten" in validated.err
    assert "Vraagt aandacht" in convenant("-C", root, "check", *TODAY).out
    if not profile(name, Answers(PEILDATUM, gemeente=gemeente)).plan:
        assert not (root / "data/jaarplan").exists()
        return
    rendered = convenant("-C", root, "render", "jaarplan", PEILDATUM.year, *TODAY, code=0)
    assert f"# Jaarplan {PEILDATUM.year}" in rendered.out
    assert "Vragen wie de contactpersonen zijn" in rendered.out


def test_a_new_dossier_says_nothing_that_is_not_true_of_every_covenant() -> None:
    made = records("leeg", Answers(PEILDATUM))
    assert list(made) == ["data/bepalingen/1-inwerking.yaml", MARKER]
    said = b"\n".join(made.values()).decode()
    values = [line for line in said.splitlines() if not line.lstrip().startswith("#")]
    found = re.findall(r"gemeente|jaarplan|school|contactpersoon|alphen|bijeenkomst", "\n".join(values), re.IGNORECASE)
    assert found == []


@pytest.mark.parametrize(("name", "gemeente"), STARTS)
@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 1, 1), date(2026, 12, 31)])
def test_a_new_dossier_is_valid_on_every_day_of_the_year(name: str, gemeente: str, day: date) -> None:
    report = check_source(Source("begin", records(name, Answers(day, gemeente=gemeente))), day)
    assert [finding for finding in report.findings if finding.severity is Severity.FOUT] == []
    assert report.oordelen is not None
    attention = [one for one in report.oordelen if one.aandacht]
    assert attention  # an empty dossier that seems to have everything in order would be a lie


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
@settings(max_examples=times(12, 40))
def test_any_name_that_is_accepted_comes_out_as_it_went_in(titel: str, gemeente: str) -> None:
    if not (titel.isprintable() and gemeente.isprintable() and titel == titel.strip() and gemeente == gemeente.strip()):
        return
    files = records("leeg", Answers(PEILDATUM, titel, gemeente))
    read = parse(files[MARKER])
    assert read.problems == []
    assert (read.data["titel"], read.data["gemeente"]) == (titel, gemeente)
    assert parse(files["data/partners/gemeente.yaml"]).data["naam"] == f"Gemeente {gemeente}"


ODD_NAMES = ["null", "no", "~", "- a", "a: b", "a #b", "'s-Gravenhage", '"x"', "@x", "{a}", "§{b}", "a:", "1e3"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_that_means_something_in_yaml_stays_a_name(name: str) -> None:
    files = records("leeg", Answers(PEILDATUM, name, name))
    assert parse(files[MARKER]).data["titel"] == name
    report = check_source(Source("begin", files), PEILDATUM)
    assert [finding for finding in report.findings if finding.severity is Severity.FOUT] == []


@pytest.mark.parametrize(
    ("profile", "name"),
    [*((profile, None) for profile in PROFILES), *(("leeg", name) for name in (*ODD_NAMES, "2026", "Alphen, Rijn"))],
)
def test_a_new_dossier_has_the_layout_that_its_hook_and_pipelines_ask_for(
    profile: str, name: str | None, work: Path, convenant: Run
) -> None:
    named = () if name is None else (f"--naam={name}", f"--gemeente={name}")
    assert convenant("init", "--profiel", profile, "--ci", "geen", *named, *TODAY).code == 0
    run = convenant("fmt", "--check")
    assert (run.code, run.out) == (0, "")


def test_the_agreement_comes_last_so_that_half_a_dossier_is_none() -> None:
    for name in PROFILES:
        assert list(records(name, Answers(PEILDATUM)))[-1] == MARKER


# --- the agreement without what was done with it ------------------------------------------------------------------


def test_the_profile_holds_the_agreement_and_not_what_was_done_with_it() -> None:
    shipped = read_folder(ROOT / "data")
    shipped = {f"data/{name}": raw for name, raw in shipped.items()}
    made = dict(agreement(shipped, date(2027, 2, 28)))
    assert set(made) == {name for name in shipped if name.startswith(("data/bepalingen/", "data/partners/"))} | {MARKER}
    convenant, before = parse(made[MARKER]).data, parse(shipped[MARKER]).data
    gone = set(before) - set(convenant)
    assert gone == {"vindplaats", "voorbeeld", "ontheffingen", "correcties", "nadere_afspraken", "niet_doorzocht"}
    for key in set(convenant) - {"interpretaties", "wetsverwijzingen"}:
        assert convenant[key] == before[key]
    for now, then in zip(convenant["interpretaties"], before["interpretaties"], strict=True):
        assert now["status"] == "voorstel"
        assert set(then) - set(now) <= {"besloten_op", "besloten_door", "besloten_in"}
        assert {key: value for key, value in then.items() if key in now and key != "status"} == {
            key: value for key, value in now.items() if key != "status"
        }
    for name in made:
        if name.startswith("data/bepalingen/"):
            decided = re.compile(rb"^ +(vanaf: [0-9-]+|uiterlijk: evaluatie)\n", re.M)
            waits = shipped[name].replace(b"ernst: fout", b"fout_vanaf: 2027-02-28")
            assert made[name] == decided.sub(b"", waits)
        if name.startswith("data/partners/"):
            assert set(parse(made[name]).data) <= {
                *("naam", "korte_naam", "zinsnaam", "rollen", "lid_van", "genoemd_in_aanhef", "ondertekening"),
                "eenheden",
            }
    text = b"".join(made.values())
    assert b".example" not in text
    assert b"Z-20" not in text  # numbers of cases
    assert b"2025" not in text.replace(b"15 november 2025", b"")  # the first term, which the agreement itself gives
    assert text.count(b"# yaml-language-server") == len(made)


@pytest.mark.parametrize(
    ("day", "kept"),
    [("30 november ervoor", True), ("'1 maart erna'  # elk jaar", True), ("2026-11-30", False), ("evaluatie", False)],
)
def test_a_day_of_every_year_is_of_the_agreement_and_one_day_of_the_dossier(day: str, kept: bool) -> None:
    clause = (
        f"hoofdstuk: 9\ntitel: Toets\nbepalingen:\n  - id: plan\n    toets:\n      soort: x\n      uiterlijk: {day}\n"
    )
    ((_, made),) = agreement({"data/bepalingen/9-toets.yaml": clause.encode()}, date(2027, 2, 28))
    assert (f"uiterlijk: {day}" in made.decode()) is kept


# --- around the records -------------------------------------------------------------------------------------------


def test_the_editor_settings_are_those_of_this_repository() -> None:
    assert editor_settings() == (ROOT / ".vscode/settings.json").read_text(encoding="utf-8")


def test_the_schemas_hold_the_names_of_the_dossier(work: Path, convenant: Run) -> None:
    convenant("init", "--profiel", "alphen-2022", "--ci", "geen")
    actie = json.loads((work / "schemas/actie.schema.json").read_text(encoding="utf-8"))
    assert "halt" in json.dumps(actie)
    first = (work / "data/partners/halt.yaml").read_text(encoding="utf-8").splitlines()[0]
    named = (work / "data/partners" / first.split("$schema=")[1]).resolve()
    assert named == work / "schemas/partner.schema.json"


def owner(rows: list[str], name: str) -> str:
    """Return who reviews a file: the last pattern that fits, as GitHub and GitLab read the file."""
    pairs = [row.split() for row in rows if row and not row.startswith("#")]
    return [team for pattern, team in pairs if pattern == "*" or fnmatch(f"/{name}", pattern)][-1]


def test_each_party_reviews_its_own_files_and_the_keeper_the_rest() -> None:
    rows = list(codeowners("gemeente", ("gemeente", "halt", "politie"), "alphen", "/school/"))
    assert owner(rows, "school/data/partners/halt.yaml") == "@alphen/halt"
    assert owner(rows, "school/data/verklaringen/2026/politie.yaml") == "@alphen/politie"
    assert owner(rows, "school/data/partners/gemeente.yaml") == "@alphen/gemeente"
    assert owner(rows, "school/data/jaarplan/2026/jaarplan.yaml") == "@alphen/gemeente"
    assert owner(rows, "CODEOWNERS") == "@alphen/gemeente"
    bare = list(codeowners("gemeente", ("gemeente", "halt"), None, "/"))
    assert all(row.startswith("#") or not row for row in bare)
    assert "# /data/partners/halt.yaml       @ORGANISATIE/halt" in bare


# --- what stands there already ------------------------------------------------------------------------------------


def test_a_folder_with_a_dossier_is_refused_and_untouched(work: Path, convenant: Run) -> None:
    convenant("init", "a", "--ci", "geen", *TODAY)
    before = {name: (work / "a" / name).stat().st_mtime_ns for name in files_of(work / "a")}
    for target in ("a", "a/data", "a/nieuw"):
        run = convenant("init", target, code=2)
        assert "staat al een dossier (data/convenant.yaml)" in run.err
        assert run.out == ""
    assert {name: (work / "a" / name).stat().st_mtime_ns for name in files_of(work / "a")} == before


def test_what_stands_in_a_repository_stays_and_is_listed(work: Path, convenant: Run) -> None:
    subprocess.run(["git", "init", "-q", work], check=True)
    own = {"README.md": "Onze pagina\n", ".gitignore": "*.tmp\n", ".github/workflows/convenant.yml": "name: x\n"}
    laid(work, own)
    run = convenant("init", *TODAY, code=0)
    assert {name: (work / name).read_text(encoding="utf-8") for name in own} == own
    assert files_of(work) >= AROUND
    kept = run.out.split("stonden er al en zijn niet veranderd:\n")[1].splitlines()[:3]
    assert kept == [f"  {name}" for name in sorted(own)]
    assert "Voeg aan .gitignore de regel /prive/ toe, dan blijven namen van personen buiten git." in run.out
    assert "git-repository" not in run.out  # there was one already
    assert ".github/workflows/convenant.yml was er al, dus de controle van convenant staat er nog niet in." in run.out
    assert "README.md" not in run.out.split("Hierna:")[1]


def test_records_that_stand_there_are_judged_and_not_replaced(work: Path, convenant: Run) -> None:
    path = work / "data/partners/gemeente.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("naam: Onze gemeente\nrolen: [gemeente]\n", encoding="utf-8")
    run = convenant("init", *TODAY, code=1)
    assert path.read_text(encoding="utf-8") == "naam: Onze gemeente\nrolen: [gemeente]\n"
    assert "convenant validate  toont de fouten; die stonden in bestanden die er al waren" in run.out


@pytest.mark.parametrize("blocked", ["data", ".github", "schemas"])
def test_something_in_the_way_is_told_before_anything_is_written(work: Path, convenant: Run, blocked: str) -> None:
    (work / blocked).write_text("", encoding="utf-8")
    run = convenant("init", code=2)
    assert f"{work / blocked} is geen map" in run.err
    assert files_of(work) == {blocked}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_nothing_is_written_through_a_link(work: Path, convenant: Run) -> None:
    (work / "elders").mkdir()
    (work / "dossier").mkdir()
    (work / "dossier/data").symlink_to(work / "elders")
    run = convenant("init", "dossier", code=2)
    assert "is een koppeling (symlink)" in run.err
    assert files_of(work / "elders") == set()
    (work / "dossier/data").unlink()
    (work / "dossier/README.md").symlink_to(work / "nergens")
    assert convenant("init", "dossier", *TODAY).code == 0
    assert not (work / "nergens").exists()


def test_an_interrupted_start_can_be_done_again(work: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from convenant_cli.sources.writing import write_new

    def full(path: Path, content: bytes, root: Path) -> None:
        if path.name == "partner.schema.json":
            raise ConvenantError(f"{path} is niet te schrijven (geen ruimte); kies een andere plaats")
        write_new(path, content, root)

    monkeypatch.setattr("convenant_cli.editing.starting.placing.write_new", full)
    assert convenant("init", *TODAY).code == 2
    assert not (work / MARKER).exists()
    monkeypatch.setattr("convenant_cli.editing.starting.placing.write_new", write_new)
    assert convenant("init", *TODAY).code == 0
    assert files_of(work) >= AROUND


# --- git ----------------------------------------------------------------------------------------------------------


def test_a_folder_outside_a_repository_becomes_one(work: Path, convenant: Run) -> None:
    run = convenant("init", "nieuw/dossier")
    assert "De map is nu een git-repository; er is nog niets vastgelegd" in run.out
    root = work / "nieuw/dossier"
    repo, _ = open_repository(root)
    assert repo.top == root
    subprocess.run(["git", "-C", root, "add", "."], check=True)
    assert convenant("-C", root, "validate", "--staged").code == 0


def test_git_merges_records_field_by_field_from_the_start(work: Path, convenant: Run) -> None:
    run = convenant("init", "a")
    assert "samen met convenant" in run.out
    repo, _ = open_repository(work / "a")
    assert "merge-driver" in repo.text("config", "--local", "--get", "merge.convenant.driver")
    assert repo.text("check-attr", "merge", "--", MARKER).endswith(": convenant")
    (work / "b").mkdir()
    (work / "b/.gitattributes").write_text("*.yaml text\n", encoding="utf-8", newline="\n")
    run = convenant("init", "b")
    assert "Met 'convenant merge-driver --installeer' voegt git" in run.out
    assert (work / "b/.gitattributes").read_text(encoding="utf-8") == "*.yaml text\n"


def test_a_dossier_in_a_subfolder_finds_its_ci_at_the_top(work: Path, convenant: Run) -> None:
    subprocess.run(["git", "init", "-q", work], check=True)
    convenant("init", "beleid/school", "--organisatie", "alphen", "--profiel", "alphen-2022", *TODAY, code=0)
    assert not (work / "beleid/school/.git").exists()
    top = {"CODEOWNERS", "azure-pipelines.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"}
    assert top <= files_of(work)
    assert {".gitignore", "README.md", "requirements.txt", MARKER} <= files_of(work / "beleid/school")
    assert "working-directory: beleid/school\n" in (work / ".github/workflows/convenant.yml").read_text("utf-8")
    rows = (work / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert owner(rows, "beleid/school/data/partners/halt.yaml") == "@alphen/halt"


def test_a_subfolder_whose_name_ci_cannot_bear_is_refused(work: Path, convenant: Run) -> None:
    subprocess.run(["git", "init", "-q", work], check=True)
    run = convenant("init", "school & $(wijk)", code=2)
    assert "gebruik letters, cijfers, punten en streepjes" in run.err
    assert not (work / "school & $(wijk)").exists()


def test_without_git_the_dossier_works_and_the_reader_is_told(work: Path) -> None:
    """In a process of its own: GitPython looks for git when it is imported."""
    code = "import sys; from convenant_cli.cli import main; main(sys.argv[1:])"
    environment = {"PATH": str(work), "PYTHONPATH": str(ROOT), "GIT_PYTHON_REFRESH": "raise"}
    command = [sys.executable, "-c", code, "init", "dossier", *TODAY]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "git is niet gevonden op deze computer" in done.stdout
    assert not (work / "dossier/.git").exists()
    report = check_source(worktree(work / "dossier"), PEILDATUM)
    assert [finding for finding in report.findings if finding.severity is Severity.FOUT] == []


# --- usage --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--profiel", "alphen-2022", "--naam", "X"), "--naam: kan niet bij het profiel alphen-2022"),
        (("--profiel", "alphen-2022", "--gemeente", "X"), "--gemeente: kan niet bij het profiel alphen-2022"),
        (("--naam", "a\nb"), "--naam: schrijf een naam op één regel"),
        (("--gemeente", " "), "--gemeente: schrijf een naam op één regel"),
        (("--organisatie", "a b"), "'a b' is geen naam van een organisatie"),
        (("--organisatie", "a", "--ci", "azure"), "dat lezen alleen GitHub en GitLab"),
        (("--organisatie", "a", "--ci", "geen"), "dat lezen alleen GitHub en GitLab"),
        (("--profiel", "niets"), "'niets' kan niet bij --profiel"),
    ],
)
def test_what_cannot_be_asked_is_told_and_writes_nothing(
    work: Path, convenant: Run, args: tuple[str, ...], message: str
) -> None:
    run = convenant("init", *args, code=2)
    assert message in run.err
    assert files_of(work) == set()


@pytest.mark.parametrize(
    ("ci", "present"),
    [
        ("github", {".github/workflows/convenant.yml", "CODEOWNERS"}),
        ("gitlab", {".gitlab-ci.yml", "CODEOWNERS"}),
        ("azure", {"azure-pipelines.yml"}),
        ("geen", set()),
    ],
)
def test_one_system_gets_its_own_files_only(work: Path, convenant: Run, ci: str, present: set[str]) -> None:
    convenant("init", "--ci", ci, *TODAY)
    pipelines = {".github/workflows/convenant.yml", ".gitlab-ci.yml", "azure-pipelines.yml", "CODEOWNERS"}
    assert files_of(work) & pipelines == present
    page = (work / "README.md").read_text(encoding="utf-8")
    assert "Maken de partijen samen een plan met acties, dan begint `convenant new jaarplan` het." in page
    assert ("Daarna kijkt de controle elke wijziging na." in page) is (ci != "geen")
    assert not page.endswith("\n\n")


def test_a_file_instead_of_a_folder_is_refused(work: Path, convenant: Run) -> None:
    (work / "dossier").write_text("", encoding="utf-8")
    run = convenant("init", "dossier", code=2)
    assert "is geen map" in run.err


@pytest.mark.parametrize("inside", ["kaal.git", "kaal.git/nieuw", "gewoon/.git"])
def test_nothing_is_written_among_the_files_of_git_itself(work: Path, convenant: Run, inside: str) -> None:
    subprocess.run(["git", "init", "-q", "--bare", work / "kaal.git"], check=True)
    subprocess.run(["git", "init", "-q", work / "gewoon"], check=True)
    before = set(work.rglob("*"))
    run = convenant("init", inside, code=2)
    assert "is van git zelf" in run.err
    assert set(work.rglob("*")) == before
    # A working tree that stands inside a bare repository is a place like any other.
    subprocess.run(["git", "init", "-q", work / "kaal.git/werk"], check=True)
    assert convenant("init", "kaal.git/werk").code == 0


def test_the_first_page_leads_to_a_clean_repository(work: Path, convenant: Run) -> None:
    """What the page tells to make does not end up in git with the ``git add .`` that it tells next."""
    convenant("init", *OURS, *TODAY)
    page = (work / "README.md").read_text(encoding="utf-8")
    (told,) = [line for line in page.splitlines() if "`convenant render" in line]
    _, *args = told.split("`")[1].removesuffix(".docx").split()
    assert convenant(*args[:-1], f"{args[-1]}.md").code == 0
    assert (work / "documenten/jaarplan-2026.md").is_file()
    subprocess.run(["git", "add", "."], check=True)
    listed = subprocess.run(["git", "ls-files"], check=True, capture_output=True, text=True)
    assert "jaarplan-2026" not in listed.stdout


@pytest.mark.parametrize(("name", "gemeente"), STARTS)
def test_what_was_committed_first_can_still_be_copied_from_the_agreement(
    name: str, gemeente: str, work: Path, convenant: Run
) -> None:
    convenant("init", "dossier", "--profiel", name, *(OURS if gemeente else ()))
    root = work / "dossier"
    git(root, "add", ".")
    git(root, "commit", "-qm", "Begin")
    more = ("rollen.vereniging.naam=Vereniging", "ondertekend_op=2026-01-05", "looptijd.ingang=2026-01-05")
    changed = convenant("-C", str(root), "set", "convenant", *more, *TODAY)
    assert changed.code == 0, changed.err
    convenant("-C", str(root), "set", "convenant", "overgenomen=ja", *TODAY)
    git(root, "commit", "-qam", "Overgenomen")
    refused = convenant("-C", str(root), "set", "convenant", "ondertekend_op=2026-01-06", *TODAY)
    assert refused.code == 2
    assert "5 januari 2026" in refused.err


def test_the_hook_checks_what_is_staged(work: Path, convenant: Run) -> None:
    """The hook as pre-commit runs it: its entry, split as a shell would, in the top of the repository."""
    import shlex

    from ruamel.yaml import YAML

    convenant("init", *OURS, *TODAY)
    config = YAML(typ="safe").load((work / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hook, layout = config["repos"][0]["hooks"]
    program, *args = shlex.split(hook["entry"])
    assert program == "convenant"
    subprocess.run(["git", "add", "."], check=True)
    assert convenant(*args).code == 0
    assert convenant(*shlex.split(layout["entry"])[1:]).code == 0
    shutil.copy(work / "data/partners/gemeente.yaml", work / "data/partners/Fout.yaml")
    assert convenant(*args).code == 0  # not staged yet
    subprocess.run(["git", "add", "."], check=True)
    assert convenant(*args).code == 1
