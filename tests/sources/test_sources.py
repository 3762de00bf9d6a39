"""Where files come from: the working tree, a revision and the index are the same to all the rest."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import Folder
from convenant_cli.sources.sources import Source, describe_revision, find_root, index, revision, worktree
from convenant_cli.text.opdracht import quoted
from tests.conftest import BASIS, PEILDATUM, ROOT, Run, overlay
from tests.verhaal import git

ACTIE = "data/jaarplan/2026/acties/ouderavond.yaml"


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Stand")
    return git(folder, "rev-parse", "HEAD")


def fill(folder: Path) -> Path:
    """Put an example dossier without findings in a folder."""
    shutil.copytree(BASIS, folder, dirs_exist_ok=True)
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert text.count(old) == 1
    path.write_bytes(text.replace(old, new).encode())


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """An example dossier in a repository with one commit."""
    root = fill(tmp_path / "dossier")
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(root)
    return root


def findings(source: Source) -> list[str]:
    report = check_source(source, PEILDATUM)
    return [f"{at.file}:{at.line}:{at.column} {found.rule}" for found in report.findings if (at := found.position)]


def everywhere(root: Path) -> tuple[Source, Source, Source]:
    """Read the working tree, the last commit and the index."""
    return worktree(root), revision(root, "HEAD"), index(root)


# --- the same from everywhere -------------------------------------------------------------------------------------


def test_the_same_files_give_the_same_dossier_and_findings(dossier: Path) -> None:
    edit(dossier / ACTIE, "status: afgerond", "status: afgeron")
    (dossier / "data/partners/om.yaml").write_text("naam: OM\n\tx: 1\n", encoding="utf-8")
    (dossier / "data/notitie.txt").write_text("x", encoding="utf-8")
    (dossier / "data/.gitkeep").touch()
    commit(dossier)
    tree, rev, staged = everywhere(dossier)
    assert tree.files == rev.files == staged.files
    assert list(tree.files) == list(rev.files) == list(staged.files) == sorted(tree.files)
    assert tree.strangers == rev.strangers == staged.strangers == ("data/notitie.txt",)
    assert findings(tree) == findings(rev) == findings(staged)
    assert len(findings(tree)) == 3
    assert [source.label for source in (tree, rev, staged)] == ["werkmap", "revisie HEAD", "klaargezet"]


@pytest.mark.parametrize("asked", [(), ("--rev", "HEAD"), ("--rev", "main"), ("--staged",)])
@pytest.mark.parametrize("inside", ["", "data", "data/jaarplan/2026/acties"])
def test_from_any_subfolder(dossier: Path, inside: str, asked: tuple[str, ...], convenant: Run) -> None:
    edit(dossier / ACTIE, "status: afgerond", "status: afgeron")
    commit(dossier)
    run = convenant("-C", dossier / inside, "validate", "--format", "json", *asked, code=1)
    found = json.loads(run.out)["findings"]
    assert [(finding["file"], finding["line"]) for finding in found if finding["severity"] == "fout"] == [(ACTIE, 10)]


@pytest.mark.parametrize("inside", ["dossier", "mijn dossier/één & ander", "x[1]*?/data", "-C/--rev", "data"])
def test_a_dossier_may_be_a_subfolder_of_the_repository_with_any_name(tmp_path: Path, inside: str) -> None:
    root = fill(tmp_path / inside)
    fill(tmp_path / "ander dossier")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    for source in everywhere(root):
        assert source.files == overlay(BASIS).files
        assert findings(source) == []


def test_file_names_with_spaces_diacritics_and_quotes_are_read_and_named(dossier: Path) -> None:
    names = [
        "data/partners/De Brêgge.yaml",
        "data/partners/o'neill.yaml",
        'data/partners/a"b.yaml',
        "data/partners/漢.yaml",
    ]
    for name in names:
        shutil.copy(dossier / "data/partners/politie.yaml", dossier / name)
    commit(dossier)
    for source in everywhere(dossier):
        assert set(names) < set(source.files)
        found = check_source(source, PEILDATUM, controles=[]).findings
        assert {finding.position.file for finding in found if finding.rule == "bestandsnaam"} == set(names)


def test_a_detached_head_is_read(dossier: Path) -> None:
    first = git(dossier, "rev-parse", "HEAD")
    edit(dossier / ACTIE, "nummer: 1.1", "nummer: 1.2")
    second = commit(dossier)
    git(dossier, "checkout", "--quiet", first)
    assert b"nummer: 1.1" in revision(dossier, "HEAD").files[ACTIE]
    assert b"nummer: 1.2" in revision(dossier, second).files[ACTIE]
    assert b"nummer: 1.2" in revision(dossier, second[:8]).files[ACTIE]


def test_a_tag_and_a_revision_before_another_are_read(dossier: Path) -> None:
    git(dossier, "tag", "--annotate", "v1", "--message", "x")
    edit(dossier / ACTIE, "nummer: 1.1", "nummer: 1.2")
    commit(dossier)
    assert revision(dossier, "v1").files == revision(dossier, "HEAD~1").files == overlay(BASIS).files


def test_a_linked_worktree_reads_its_own_revision_and_index(dossier: Path, tmp_path: Path) -> None:
    other = tmp_path / "tweede"
    git(dossier, "worktree", "add", "--quiet", "-b", "tak", str(other))
    edit(other / ACTIE, "nummer: 1.1", "nummer: 1.2")
    commit(other)
    assert [b"nummer: 1.2" in source.files[ACTIE] for source in everywhere(other)] == [True] * 3
    assert [b"nummer: 1.1" in source.files[ACTIE] for source in everywhere(dossier)] == [True] * 3


def test_a_shallow_clone_is_read_and_an_older_revision_asks_for_the_rest(dossier: Path, tmp_path: Path) -> None:
    first = git(dossier, "rev-parse", "HEAD")
    edit(dossier / ACTIE, "nummer: 1.1", "nummer: 1.2")
    commit(dossier)
    clone = tmp_path / "kloon"
    git(tmp_path, "clone", "--quiet", "--depth", "1", dossier.as_uri(), str(clone))
    tree, rev, staged = everywhere(clone)
    assert tree.files == rev.files == staged.files
    with pytest.raises(ConvenantError, match="git fetch --unshallow"):
        revision(clone, first)


# --- the index ----------------------------------------------------------------------------------------------------


def test_the_index_is_what_is_staged_and_not_what_is_on_disk(dossier: Path) -> None:
    edit(dossier / ACTIE, "nummer: 1.1", "nummer: 1.2")
    git(dossier, "add", ACTIE)
    edit(dossier / ACTIE, "nummer: 1.2", "nummer: 1.3")
    (dossier / "data/partners/politie.yaml").unlink()
    tree, rev, staged = everywhere(dossier)
    assert [source.files[ACTIE].splitlines()[0] for source in (tree, rev, staged)] == [
        b"nummer: 1.3", b"nummer: 1.1", b"nummer: 1.2",
    ]  # fmt: skip
    assert ["data/partners/politie.yaml" in source.files for source in (tree, rev, staged)] == [False, True, True]
    git(dossier, "add", "--all")
    assert "data/partners/politie.yaml" not in index(dossier).files


def test_before_the_first_commit_the_index_can_be_read_and_a_revision_not(tmp_path: Path) -> None:
    root = fill(tmp_path)
    git(root, "init", "--quiet")
    with pytest.raises(ConvenantError, match=r"er staat geen dossier klaar in git .*'git add'"):
        index(root)
    git(root, "add", "--all")
    assert index(root).files == overlay(BASIS).files
    with pytest.raises(ConvenantError, match="revisie 'HEAD' bestaat niet"):
        revision(root, "HEAD")


def test_a_merge_conflict_in_the_index_is_a_situation_to_mend(dossier: Path, convenant: Run) -> None:
    git(dossier, "checkout", "--quiet", "-b", "tak")
    edit(dossier / ACTIE, "nummer: 1.1", "nummer: 1.2")
    commit(dossier)
    git(dossier, "checkout", "--quiet", "main")
    edit(dossier / ACTIE, "nummer: 1.1", "nummer: 1.3")
    commit(dossier)
    merge = subprocess.run(["git", "merge", "tak"], cwd=dossier, capture_output=True, check=False)
    assert merge.returncode == 1
    run = convenant("-C", dossier, "validate", "--staged", code=2)
    assert f"{ACTIE} heeft een conflict; los dat eerst op" in run.err
    assert convenant("-C", dossier, "validate").code == 1, "the working tree holds the marks of the conflict"
    assert convenant("-C", dossier, "validate", "--rev", "HEAD").code == 0


# --- what cannot be read ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [("--rev", "HEAD"), ("--staged",)])
def test_without_a_repository_a_revision_is_refused_with_a_remedy(
    tmp_path: Path, asked: tuple[str, ...], convenant: Run
) -> None:
    fill(tmp_path)
    run = convenant("-C", tmp_path, "validate", *asked, code=2)
    assert run.err.startswith("fout: ")
    assert "staat niet in een git-repository" in run.err
    assert "git init" in run.err
    assert convenant("-C", tmp_path, "validate").code == 0


@pytest.mark.parametrize(
    "rev",
    [
        "bestaat-niet",
        "",
        "-x",
        "--output=gelekt",
        "--all",
        "HEAD~9",
        "HEAD^{tree}",
        f"HEAD:{ACTIE}",
        "HEAD..HEAD",
        "a\nb",
        "é",
    ],
)
def test_a_revision_that_does_not_exist_is_refused_with_a_remedy(dossier: Path, rev: str) -> None:
    before = sorted(dossier.rglob("*"))
    with pytest.raises(ConvenantError, match="bestaat niet in deze repository; kijk met 'git log'"):
        revision(dossier, rev)
    assert sorted(dossier.rglob("*")) == before


def test_a_revision_that_starts_with_a_dash_is_refused_on_the_command_line(dossier: Path, convenant: Run) -> None:
    run = convenant("-C", dossier, "validate", "--rev=-HEAD", code=2)
    assert "revisie '-HEAD' bestaat niet" in run.err


def test_a_revision_without_a_dossier_is_refused_by_name(dossier: Path) -> None:
    git(dossier, "checkout", "--quiet", "--orphan", "leeg")
    git(dossier, "rm", "--quiet", "-r", "--cached", ".")
    git(dossier, "commit", "--quiet", "--allow-empty", "--message", "Leeg")
    with pytest.raises(ConvenantError, match=r"in revisie leeg staat geen dossier \(data/convenant.yaml ontbreekt\)"):
        revision(dossier, "leeg")
    (dossier / "prive").mkdir()
    (dossier / "prive/personen.yaml").write_text("personen: []\n", encoding="utf-8")
    git(dossier, "add", "--force", "prive")
    with pytest.raises(ConvenantError, match="er staat geen dossier klaar in git"):
        index(dossier)


def test_a_revision_without_the_agreement_is_one_finding(dossier: Path) -> None:
    git(dossier, "rm", "--quiet", "--cached", "data/convenant.yaml")
    source = index(dossier)
    assert findings(source) == ["data/convenant.yaml:1:1 bestand-ontbreekt"]
    report = check_source(source, PEILDATUM)
    assert report.obstacle == "data/convenant.yaml ontbreekt"


def test_an_object_that_is_not_in_the_clone_is_a_situation_to_mend(dossier: Path) -> None:
    sha = git(dossier, "rev-parse", f"HEAD:{ACTIE}")
    (dossier / ".git/objects" / sha[:2] / sha[2:]).unlink()
    with pytest.raises(ConvenantError, match=f"git kan {sha[:10]} niet lezen: deze kloon heeft niet alles"):
        revision(dossier, "HEAD")


def test_a_repository_of_somebody_else_is_refused_with_what_to_do(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("convenant_cli.sources.git.call._OURS", ("GIT_TEST_",))
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(ConvenantError) as refused:
        index(dossier)
    said = str(refused.value)
    assert said.startswith(f"git leest {dossier} niet, omdat de map van een andere gebruiker is")
    assert said.endswith(f": git config --global --add safe.directory {quoted(str(dossier))}")


def test_without_git_on_the_machine_the_working_tree_can_still_be_read(tmp_path: Path) -> None:
    fill(tmp_path)

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": str(tmp_path), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "convenant_cli", "validate", *args]
        return subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8", check=False
        )

    assert run().returncode == 0
    refused = run("--rev", "HEAD")
    assert refused.returncode == 2
    assert "git is niet gevonden; installeer git" in refused.stderr


def test_a_bare_repository_is_refused_by_its_name(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "kaal.git")
    for folder in ("kaal.git", "kaal.git/refs"):
        with pytest.raises(ConvenantError, match=r"kaal\.git is een repository zonder werkmap \(bare\); .*git clone"):
            find_root(tmp_path / folder)


def test_a_folder_without_a_dossier_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ConvenantError, match=r"geen dossier gevonden in .* of hoger; .* -C MAP"):
        find_root(tmp_path)
    with pytest.raises(ConvenantError, match="bestaat niet; geef met -C de map van een dossier"):
        find_root(tmp_path / "weg")


# --- files that are no records ------------------------------------------------------------------------------------


def test_hidden_files_are_ignored_and_foreign_files_are_named(dossier: Path) -> None:
    ignored = [
        ".DS_Store",
        ".gitkeep",
        ".verborgen/x.yaml",
        "partners/.halt.yaml.swp",
        "partners/~$halt.docx",
        "partners/~$halt.yaml",
        "Thumbs.db",
    ]
    foreign = ["notitie.txt", "partners/halt.docx", "partners/logo.PNG", "partners/.halt.yaml", "partners/halt.yaml~"]
    elsewhere = ["halt.yaml", "partner/halt.yaml", "jaarplan/2026/ouderavond.yaml", "partners/halt.yml"]
    elsewhere += ["partners/halt.YAML", "partners/halt.yaml.txt"]
    for name in ignored + foreign + elsewhere:
        path = dossier / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("naam: Halt\n", encoding="utf-8")
    (dossier / "buiten-data.yaml").touch()
    commit(dossier)
    for source in everywhere(dossier):
        found = check_source(source, PEILDATUM, controles=[]).findings
        assert {finding.rule for finding in found} == {"bestand-onbekend"}
        assert {finding.position.file: finding.severity.value for finding in found} == {
            **{f"data/{name}": "waarschuwing" for name in foreign},
            **{f"data/{name}": "fout" for name in elsewhere},
        }
        said = {finding.position.file: finding.message for finding in found}
        assert said["data/partners/halt.yml"] == "een record eindigt op .yaml; bedoelde u 'data/partners/halt.yaml'?"
        for name in ("partners/halt.YAML", "partners/halt.yaml.txt"):
            assert said[f"data/{name}"] == said["data/partners/halt.yml"]
        assert said["data/partners/.halt.yaml"] == (
            "een verborgen bestand wordt niet gelezen; bedoelde u 'data/partners/halt.yaml'?"
        )
        assert "reservekopie" in said["data/partners/halt.yaml~"]
        assert "bedoelde u data/partners/naam.yaml?" in said["data/partner/halt.yaml"]
        assert said["data/notitie.txt"] == "dit bestand is geen record en hoort niet onder data/"


def test_a_link_is_refused_at_its_name(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders/geheim.yaml").write_text("naam: X\n", encoding="utf-8")
    (dossier / "data/partners/koppeling.yaml").symlink_to("politie.yaml")
    (dossier / "data/partners/weg.yaml").symlink_to("bestaat-niet.yaml")
    (dossier / "data/elders").symlink_to(tmp_path / "elders")
    commit(dossier)
    links = ["data/elders", "data/partners/koppeling.yaml", "data/partners/weg.yaml"]
    for source in everywhere(dossier):
        assert source.files == overlay(BASIS).files
        assert [name for name, _ in source.refused] == links
        assert all("koppeling (symlink)" in why for _, why in source.refused)
        assert findings(source) == [f"{name}:1:1 bestand-onleesbaar" for name in links]


def test_another_repository_inside_data_is_refused_at_its_name(dossier: Path) -> None:
    sha = git(dossier, "rev-parse", "HEAD")
    git(dossier, "update-index", "--add", "--cacheinfo", f"160000,{sha},data/partners/extern")
    (name, why), = index(dossier).refused  # fmt: skip
    assert name == "data/partners/extern"
    assert "submodule" in why


def test_a_private_file_is_a_finding_only_when_git_holds_it(dossier: Path) -> None:
    private = dossier / "prive/personen.yaml"
    private.parent.mkdir()
    private.write_text("personen: []\n", encoding="utf-8")
    tree, rev, staged = everywhere(dossier)
    assert "prive/personen.yaml" in tree.files
    assert findings(tree) == findings(rev) == findings(staged) == []
    git(dossier, "add", "--force", "prive/personen.yaml")
    assert findings(worktree(dossier)) == []
    assert findings(index(dossier)) == ["prive/personen.yaml:1:1 privebestand-in-git"]
    commit(dossier)
    assert findings(revision(dossier, "HEAD")) == ["prive/personen.yaml:1:1 privebestand-in-git"]


def test_every_file_in_the_private_folder_that_git_holds_is_a_finding(dossier: Path) -> None:
    names = [
        "PRIVE/lijst.txt",
        "Prive/personen.yaml",
        "prive/.verborgen",
        "prive/map/lijst.xlsx",
        "prive/personen.yaml~",
    ]
    for name in names:
        path = dossier / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        git(dossier, "add", "--force", name)
    assert findings(worktree(dossier)) == []
    git(dossier, "commit", "--quiet", "--message", "x")
    for source in (index(dossier), revision(dossier, "HEAD")):
        assert sorted(findings(source)) == [f"{name}:1:1 privebestand-in-git" for name in names]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes by name")
def test_a_pipe_is_not_read(dossier: Path) -> None:
    os.mkfifo(dossier / "data/partners/pijp.yaml")
    assert findings(worktree(dossier)) == ["data/partners/pijp.yaml:1:1 bestand-onleesbaar"]


def test_a_folder_that_may_not_be_searched_is_a_situation_to_mend(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", refuse)
    with pytest.raises(ConvenantError, match=r"u mag .* niet lezen"):
        find_root(dossier)


def test_a_file_whose_kind_the_system_does_not_tell_is_a_finding(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Folder.status

    def refuse(folder: Folder, name: str) -> os.stat_result:
        if name == "politie.yaml":
            raise PermissionError(13, "Permission denied")
        return ask(folder, name)

    monkeypatch.setattr(Folder, "status", refuse)
    assert findings(worktree(dossier)) == ["data/partners/politie.yaml:1:1 bestand-onleesbaar"]


@pytest.mark.skipif(os.name == "nt", reason="no such names here")
def test_a_control_character_in_a_file_name_is_shown_as_a_code(dossier: Path) -> None:
    (dossier / "data/partners/a\nb\x1b.yml").touch()
    (dossier / "data/partners/a\x1b.yaml").write_text("naam: A\nrollen: [school]\n", encoding="utf-8")
    said = [finding.message for finding in check_source(worktree(dossier), PEILDATUM, controles=[]).findings]
    assert "een record eindigt op .yaml; bedoelde u 'data/partners/a␊b␛.yaml'?" in said
    assert "de naam 'a␛' kan niet; bedoelde u 'a'?" in said


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything can be read here")
def test_a_file_without_read_permission_is_a_finding_and_hides_no_other(dossier: Path) -> None:
    (dossier / ACTIE).chmod(0)
    edit(dossier / "data/partners/politie.yaml", "naam: Politie", "naam:")
    assert findings(worktree(dossier)) == [
        f"{ACTIE}:1:1 bestand-onleesbaar",
        "data/partners/politie.yaml:1:1 waarde-ongeldig",
    ]


def test_a_file_that_the_system_refuses_is_a_finding_and_hides_no_other(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = os.open

    def refuse(path: str, *args: Any, **kwargs: Any) -> int:
        if str(path).endswith("politie.yaml"):
            raise PermissionError(13, "Permission denied")
        return read(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", refuse)
    source = worktree(dossier)
    assert set(overlay(BASIS).files) - set(source.files) == {"data/partners/politie.yaml"}
    assert findings(source) == ["data/partners/politie.yaml:1:1 bestand-onleesbaar"]


def test_a_record_that_cannot_be_read_is_not_called_missing(dossier: Path) -> None:
    for name in (ACTIE, "data/partners/politie.yaml", "data/convenant.yaml"):
        path = dossier / name
        path.rename(path.with_suffix(".oud"))
        path.symlink_to(path.with_suffix(".oud"))
        source = worktree(dossier)
        report = check_source(source, PEILDATUM)
        assert [finding.rule for finding in report.findings if finding.position.file == name] == ["bestand-onleesbaar"]
        assert {finding.rule for finding in report.findings} == {"bestand-onleesbaar", "bestand-onbekend"}
        assert not report.dossier.complete


# --- line ends and byte order mark --------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_other_line_ends_and_a_bom_give_the_same_findings_at_the_same_places(
    dossier: Path, ending: str, bom: str
) -> None:
    edit(dossier / ACTIE, "titel: Ouderavond", "titel: Ouderavond é\u202e")
    edit(dossier / ACTIE, "status: afgerond", "status: afgeron\nstatus: loopt")
    edit(dossier / ACTIE, "[politie]", "[politi]")
    edit(dossier / "data/partners/politie.yaml", "naam: Politie", "toelichting: |\n  Een\n  twee.\nnam: é: x")
    plain = check_source(worktree(dossier), PEILDATUM).findings
    assert len(plain) == 5
    for path in (dossier / "data").rglob("*.yaml"):
        path.write_bytes((bom + path.read_bytes().decode().replace("\n", ending)).encode())
    commit(dossier)
    for source in everywhere(dossier):
        assert check_source(source, PEILDATUM).findings == plain


def test_records_are_the_same_whatever_the_line_ends(dossier: Path) -> None:
    edit(dossier / ACTIE, "status: afgerond", "status: afgerond\nomschrijving: |\n  Een.\n\n  Twee.\n")
    plain = list(check_source(worktree(dossier), PEILDATUM).dossier.records)
    for path in (dossier / "data").rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert list(check_source(worktree(dossier), PEILDATUM).dossier.records) == plain


# --- the revision in words ----------------------------------------------------------------------------------------


def test_a_document_says_from_which_revision_it_is(dossier: Path, tmp_path: Path) -> None:
    sha = git(dossier, "rev-parse", "--short=10", "HEAD")
    assert describe_revision(dossier) == sha
    (dossier / "README.md").touch()
    assert describe_revision(dossier) == sha, "a file outside data/ changes no record"
    edit(dossier / ACTIE, "nummer: 1.1", "nummer: 1.2")
    assert describe_revision(dossier) == f"{sha}, met wijzigingen die nog niet zijn vastgelegd"
    assert describe_revision(dossier, "HEAD") == sha
    commit(dossier)
    assert describe_revision(dossier, "HEAD~1") == sha
    empty = fill(tmp_path / "leeg")
    assert describe_revision(empty) == "geen (het dossier staat niet in git)"
    git(empty, "init", "--quiet")
    assert describe_revision(empty) == "geen (er is nog geen commit)"


def test_a_document_says_why_its_revision_is_not_known(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "git", None)
        assert describe_revision(dossier) == "onbekend: git is niet gevonden"
    monkeypatch.setattr("convenant_cli.sources.git.call._OURS", ("GIT_TEST_",))
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert describe_revision(dossier) == "onbekend: git weigert de map van het dossier te lezen"


def test_a_day_is_a_revision_and_its_reference_date(
    dossier: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The records as they were at the end of that day, judged on it; on every machine the same commit."""
    path = sorted((dossier / "data" / "partners").glob("*.yaml"))[0]
    name = path.relative_to(dossier).as_posix()
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-01-01T12:00:00+0100")
    git(dossier, "commit", "--quiet", "--amend", "--no-edit")
    for number, moment in enumerate(("2026-01-10T12:00:00+0100", "2026-03-02T00:30:00+0100"), 1):
        edit(path, "naam: Gemeente", "naam: Versie 1 ") if number == 1 else edit(path, "Versie 1", "Versie 2")
        monkeypatch.setenv("GIT_COMMITTER_DATE", moment)
        commit(dossier)
    for zone in ("Europe/Amsterdam", "UTC", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        shown = convenant("-C", dossier, "status", "--rev", "2026-03-01", "--format", "json")
        assert json.loads(shown.out)["peildatum"] == "2026-03-01"
        assert "Versie 1 " in revision(dossier, "2026-03-01").files[name].decode()
        assert "Versie 2 " in revision(dossier, "2026-03-02").files[name].decode()
    other = convenant("-C", dossier, "status", "--rev", "2026-03-01", "--peildatum", "2026-02-01", "--format", "json")
    assert json.loads(other.out)["peildatum"] == "2026-02-01"
    assert revision(dossier, "HEAD").dag is None
