"""Personal data in a dossier: found everywhere and for every dossier, told once, and repeated by nothing."""

import json
import re
import shutil
from pathlib import Path

import pytest

from convenant_cli.changes.history.personal import search_history
from convenant_cli.checks.checking import Report, check_source
from convenant_cli.commands.reports.findings import formats, report_lines
from convenant_cli.commands.reports.view import View
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.vondsten import text_id
from convenant_cli.findings import Finding
from convenant_cli.privacy import Search, find
from convenant_cli.sources.git.contents import read_blobs
from convenant_cli.sources.git.repo import Repo
from convenant_cli.sources.git.tracked import exposed_on_disk, other_texts
from convenant_cli.sources.sources import literal, revision, worktree
from convenant_cli.text.folding import fold
from tests.conftest import BASIS, PEILDATUM, TESTS, Run, overlay
from tests.verhaal import git

ACTIE = "data/jaarplan/2026/acties/ouderavond.yaml"
RULE = "tekst-noemt-geen-persoon"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    shutil.copytree(BASIS, tmp_path / "d")
    folder = tmp_path / "d"
    git(folder, "init", "-q", "-b", "main")
    save(folder, "Begin")
    return folder


def save(folder: Path, message: str) -> None:
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)


def add(folder: Path, text: str, name: str = ACTIE) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(old + text, encoding="utf-8", newline="\n")


def told(folder: Path) -> list[Finding]:
    return [finding for finding in check_source(worktree(folder), PEILDATUM).findings if finding.rule == RULE]


def places(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [(finding.position.file, finding.position.line, finding.position.column) for finding in findings]


# --- everywhere ---------------------------------------------------------------------------------------------------

SENTENCE = "Leerling Youssef el Idrissi, BSN 111222333, bel 06-12345678, mail x.y@gmail.com"


def test_a_new_dossier_is_searched(convenant: Run, tmp_path: Path) -> None:
    assert convenant("init", tmp_path / "k", "--gemeente", "Voorbeeld", "--peildatum", "2026-06-01").code == 0
    [actie] = sorted((tmp_path / "k/data/jaarplan").rglob("acties/*.yaml"))[:1]
    assert convenant("-C", tmp_path / "k", "validate", "--peildatum", "2026-06-01").code == 0
    actie.write_text(actie.read_text(encoding="utf-8") + f"# {SENTENCE}\n", encoding="utf-8")
    done = convenant("-C", tmp_path / "k", "validate", "--peildatum", "2026-06-01", code=1)
    assert done.out.count(f"[{RULE}]") == 4


@pytest.mark.parametrize("profile", ["schoolgebouwen", "twee-partijen"])
def test_every_covenant_is_searched(profile: str) -> None:
    source = overlay(TESTS / "profielen" / profile)
    clean = check_source(source, PEILDATUM)
    assert [finding for finding in clean.findings if finding.rule == RULE] == []
    name = next(name for name in source.files if name.startswith("data/partners/"))
    files = source.files | {name: source.files[name] + f"# {SENTENCE}\n".encode()}
    found = [finding for finding in check_source(literal(files), PEILDATUM).findings if finding.rule == RULE]
    assert {finding.severity.value for finding in found} == {"fout", "waarschuwing"}
    assert len(found) == 4


@pytest.mark.parametrize(
    ("typed", "column"),
    [
        ("omschrijving: Bel 06-12345678 na vier uur.\n", 19),
        ('omschrijving: "Bel 06-12345678."\n', 20),
        ("omschrijving: 'Foto''s via 06-12345678.'\n", 28),
        ("# bel 06-12345678\n", 7),
        ("omschrijving: Een tekst.  # bel 06-12345678\n", 33),
    ],
)
def test_a_finding_points_at_the_hit(repo: Path, typed: str, column: int) -> None:
    lines = (repo / ACTIE).read_text(encoding="utf-8").count("\n")
    add(repo, typed)
    assert places(told(repo)) == [(ACTIE, lines + 1, column)]


def test_a_block_of_text_and_two_equal_hits(repo: Path) -> None:
    first = (repo / ACTIE).read_text(encoding="utf-8").count("\n") + 1
    add(repo, "omschrijving: >-\n  Bel 06-12345678, of\n  anders 06-12345678, of leerling\n  Kevin de\n  Boer.\n")
    assert places(told(repo)) == [(ACTIE, first + 1, 7), (ACTIE, first + 2, 10), (ACTIE, first + 3, 3)]


def test_what_a_broken_file_holds_is_found(repo: Path) -> None:
    add(repo, "onbekend_veld: bel 06-12345678\nstatus: [\n")
    assert [finding.position.file for finding in told(repo)] == [ACTIE]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", "# Dossier\n\nGesproken met de moeder van\nFatih over de fiets.\n"),
        ("notities/lijst.csv", "naam;nummer\nJ. Jansen;06-12345678\n"),
        ("templates/agenda.html.j2", "<p>Bel Samira Bouzid: 06-12345678</p>\n"),
        ("data/notitie.txt", "BSN 111222333\n"),
        (".github/workflows/x.yml", "# vraag Jan de Boer\n"),
        ("gesprek-youssef-el-idrissi/notulen.md", "niets\n"),
        ("verzuim_487964767.md", "niets\n"),
    ],
)
def test_other_text_in_git_is_searched(repo: Path, name: str, text: str) -> None:
    add(repo, text, name)
    assert told(repo) == [], "what git does not hold is somebody's own"
    save(repo, "Meer")
    found = told(repo)
    assert found
    assert {finding.position.file for finding in found} == {name}
    by_commit = check_source(overlay_commit(repo), PEILDATUM).findings
    assert [finding for finding in by_commit if finding.rule == RULE] == found


def overlay_commit(repo: Path):  # type: ignore[no-untyped-def]
    from convenant_cli.sources.sources import revision

    return revision(repo, "HEAD")


def test_a_file_that_is_too_large_is_told(repo: Path) -> None:
    add(repo, "leeg\n" * 500_000, "groot.txt")
    save(repo, "Groot")
    (finding,) = told(repo)
    assert finding.message.startswith("dit bestand is niet doorzocht: het is groter dan 2 MB, of")
    for rev in (None, "HEAD", ""):
        assert other_texts(repo, rev, worktree(repo).files)[1] == ("groot.txt",)


def test_what_is_large_and_no_text_is_not_too_large(repo: Path) -> None:
    add(repo, "\0" * 2_500_000, "kaart.psd")
    save(repo, "Kaart")
    for rev in (None, "HEAD", ""):
        assert other_texts(repo, rev, worktree(repo).files) == ({"kaart.psd": b""}, ()), rev


def test_all_files_together_are_no_more_than_can_be_held(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.md", "b.md", "d.md"):
        add(repo, name + "x" * 30_000, name)
    add(repo, "x", "e.md")
    save(repo, "Veel")
    monkeypatch.setattr("convenant_cli.sources.git.tracked.MAX_TOGETHER", 70_000)
    monkeypatch.setattr("convenant_cli.sources.git.tracked._AT_ONCE", 2)
    for rev in (None, "HEAD", ""):
        found, large = other_texts(repo, rev, worktree(repo).files)
        assert {"a.md", "b.md", "e.md"} <= set(found)
        assert large == ("d.md",)


def test_a_folder_of_examples_can_be_left_out(repo: Path) -> None:
    add(repo, "BSN 111222333\n", "voorbeelden/a.md")
    add(
        repo,
        "niet_doorzocht:\n  - {pad: voorbeelden, reden: verzonnen}\n  - {pad: data, reden: mag niet}\n",
        "data/convenant.yaml",
    )
    add(repo, "# BSN 111222333\n")
    save(repo, "Voorbeelden")
    assert {finding.position.file for finding in told(repo)} == {ACTIE}


def test_no_content_of_what_is_no_text_is_asked_of_the_history(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(repo, "scan van BSN 111222333", "scans/bsn-111222333.pdf")
    add(repo, "BSN 111222333", "brief.md")
    save(repo, "Scan")
    asked: list[str] = []

    def counted(of: Repo, shas: list[str]) -> list[bytes]:
        asked.extend(shas)
        return read_blobs(of, shas)

    monkeypatch.setattr("convenant_cli.changes.history.personal.read_blobs", counted)
    found = search_history(load(worktree(repo))[0], repo)
    assert {finding.position.file for finding in found} == {"brief.md", "scans/bsn-111222333.pdf"}  # that by its name
    assert git(repo, "rev-parse", "HEAD:brief.md").strip() in asked
    assert git(repo, "rev-parse", "HEAD:scans/bsn-111222333.pdf").strip() not in asked


@pytest.mark.parametrize("version", [2, 3, 4])
def test_the_index_is_read_as_git_reads_it(repo: Path, version: int) -> None:
    add(repo, "x\n", "map met spatie/é.md")
    add(repo, "x\n", f"{'lang/' * 60}x.md")
    save(repo, "Namen")
    if version == 3:
        add(repo, "x\n", "later.md")
        git(repo, "add", "--intent-to-add", "later.md")
    git(repo, "update-index", "--index-version", str(version))
    names = set(git(repo, "-c", "core.quotePath=false", "ls-files").splitlines())
    found, _ = other_texts(repo, None, worktree(repo).files)
    assert set(found) == {name for name in names if not name.startswith("data/")}


def test_a_linked_worktree_and_a_dossier_below_the_top(repo: Path, tmp_path: Path) -> None:
    git(repo, "worktree", "add", "-q", str(tmp_path / "w"))
    shutil.copytree(BASIS, tmp_path / "w/onder")
    add(tmp_path / "w/onder", "BSN 111222333\n", "lees.md")
    add(tmp_path / "w", "BSN 111222333\n", "boven.md")
    save(tmp_path / "w", "Onder")
    assert [finding.position.file for finding in told(tmp_path / "w/onder")] == ["lees.md"]


# --- the private folder in git ------------------------------------------------------------------------------------

PERSONEN = "personen:\n  - {partner: politie, als: contactpersoon, naam: Sanne Verzonnen, telefoon: 06 00000001}\n"


def test_an_address_book_in_git_is_told_everywhere(repo: Path, convenant: Run) -> None:
    add(repo, PERSONEN, "prive/personen.yaml")
    assert exposed_on_disk(repo) == ()
    assert "privebestand-in-git" not in convenant("-C", repo, "validate", "--peildatum", PEILDATUM).out
    save(repo, "Per ongeluk")
    save(repo, "Iets anders")
    for options in ([], ["--staged"], ["--rev", "HEAD"], ["--sinds", "HEAD^1", "--alleen-nieuw"]):
        done = convenant("-C", repo, "validate", "--peildatum", PEILDATUM, *options)
        assert "privebestand-in-git" in done.out
        assert done.code == 1, options


# --- once ---------------------------------------------------------------------------------------------------------


def test_a_clause_on_persons_is_named_at_the_hit_and_not_told_again() -> None:
    example = TESTS / "judging" / "toetsen" / "grens" / "fout"
    report = check_source(overlay(BASIS, example), PEILDATUM)
    hits = [finding for finding in report.findings if finding.rule == RULE]
    assert any("(ook voor geen-gegevens" in finding.message for finding in hits)
    clauses = set(report.dossier.bepalingen)
    positions = {finding.position for finding in hits}
    assert not [finding for finding in report.findings if finding.rule in clauses and finding.position in positions]


def test_a_mailbox_is_told_by_its_own_check(repo: Path) -> None:
    path = repo / "data/partners/politie.yaml"
    path.write_text(re.sub(r"email: \S+@", "email: jan.jansen@", path.read_text("utf-8"), count=1), encoding="utf-8")
    rules = [finding.rule for finding in check_source(worktree(repo), PEILDATUM).findings]
    assert rules.count("postbus-is-functioneel") == 1
    assert RULE not in rules


# --- a waiver on one text -----------------------------------------------------------------------------------------

TEXT = "Het oefendier heet Youssef Bakker en is een hond."


def waiver(extra: str) -> str:
    return (
        f"ontheffingen:\n  - controle: {RULE}\n    bestand: {ACTIE}\n{extra}"
        "    reden: geen mens\n    verleend_door: beheerder\n    tot: 2027-01-01\n"
    )


def test_a_waiver_covers_one_text_and_not_what_comes_later(repo: Path) -> None:
    add(repo, f"omschrijving: {TEXT}\n")
    [finding] = told(repo)
    assert finding.text_id == text_id(TEXT)
    assert finding.text_id in finding.hint
    add(repo, waiver(f"    vingerafdruk: {finding.text_id}\n"), "data/convenant.yaml")
    assert [bool(one.waived) for one in told(repo)] == [True]
    add(repo, "# gesprek met leerling Kevin\n")
    assert sorted(bool(one.waived) for one in told(repo)) == [False, True]
    path = repo / ACTIE
    path.write_text(path.read_text("utf-8").replace("een hond", "een hond van leerling Sem"), encoding="utf-8")
    assert not any(one.waived for one in told(repo)), "the text changed"


def test_a_waiver_without_fingerprint_covers_nothing(repo: Path) -> None:
    add(repo, f"omschrijving: {TEXT}\n")
    add(repo, waiver(""), "data/convenant.yaml")
    report = check_source(worktree(repo), PEILDATUM)
    assert not any(finding.waived for finding in report.findings)
    [refused] = [finding for finding in report.findings if finding.rule == "ontheffing-ongeldig"]
    assert "vingerafdruk" in refused.message


def test_the_name_of_a_file_that_is_no_text_is_searched(repo: Path) -> None:
    for name in ("bijlagen/verslag-kevin-de-boer.docx", "foto.png", "geluid/kevin-de-boer"):
        (repo / name).parent.mkdir(exist_ok=True)
        (repo / name).write_bytes(b"\0\1leerling Sem de Boer")
    save(repo, "Erbij")
    found = ["bijlagen/verslag-kevin-de-boer.docx", "geluid/kevin-de-boer"]
    assert [one.position.file for one in told(repo)] == found
    committed = check_source(revision(repo, "HEAD"), PEILDATUM).findings
    assert [one.position.file for one in committed if one.rule == RULE] == found


def test_who_makes_a_document_hears_that_a_person_can_come_out(repo: Path, convenant: Run) -> None:
    ask = ("-C", repo, "render", "naleving", "--peildatum", PEILDATUM)
    said = "lijkt iets over een persoon te staan"
    assert said not in convenant(*ask, "--naar", repo / "een.md", code=0).err
    add(repo, f"omschrijving: {TEXT}\n")
    assert f"op 1 plaats in de records {said}" in convenant(*ask, "--naar", repo / "twee.md", code=0).err
    add(repo, waiver(f"    vingerafdruk: {text_id(TEXT)}\n"), "data/convenant.yaml")
    assert said not in convenant(*ask, "--naar", repo / "drie.md", code=0).err


def test_a_waiver_that_rests_lets_the_clause_rest() -> None:
    example = overlay(BASIS, TESTS / "judging" / "toetsen" / "grens" / "goed").files
    files = example | {ACTIE: example[ACTIE] + f"omschrijving: {TEXT}\n".encode()}
    convenant = files["data/convenant.yaml"] + waiver(f"    vingerafdruk: {text_id(TEXT)}\n").encode()
    report = check_source(literal(files | {"data/convenant.yaml": convenant}), PEILDATUM)
    assert [bool(one.waived) for one in report.findings if one.rule == RULE] == [True]
    outcomes = {o.bepaling: o.aandacht for o in report.oordelen or () if o.familie == "grens"}
    assert outcomes
    assert not any(outcomes.values())


def test_another_number_in_the_same_field_is_new(repo: Path, convenant: Run) -> None:
    add(repo, "omschrijving: BSN 111222333\n")
    save(repo, "Fout")
    path = repo / ACTIE
    path.write_text(path.read_text("utf-8").replace("111222333", "123456782"), encoding="utf-8")
    convenant("-C", repo, "validate", "--sinds", "HEAD", "--alleen-nieuw", "--peildatum", PEILDATUM, code=1)


# --- the history --------------------------------------------------------------------------------------------------


def test_what_was_taken_out_is_still_found_in_the_history(repo: Path, convenant: Run) -> None:
    before = (repo / ACTIE).read_text(encoding="utf-8")
    add(repo, "omschrijving: >-\n  Leerling Youssef el\n  Idrissi, BSN 111222333.\n")
    add(repo, "Bel Samira Bouzid.\n", "oud/notitie.md")
    add(repo, PERSONEN, "prive/personen.yaml")
    save(repo, "Gesprek met leerling Kevin de Boer")
    brought = git(repo, "rev-parse", "--short=10", "HEAD")
    add(repo, "# nog een keer BSN 111222333\n")
    save(repo, "Nog een keer")
    (repo / ACTIE).write_text(before, encoding="utf-8")
    shutil.rmtree(repo / "oud")
    shutil.rmtree(repo / "prive")
    save(repo, "Weg")
    assert told(repo) == []
    plain = convenant("-C", repo, "validate", "--peildatum", PEILDATUM)
    assert RULE not in plain.out
    done = convenant("-C", repo, "validate", "--geschiedenis", "--format", "json", "--peildatum", PEILDATUM, code=1)
    found = [one for one in json.loads(done.out)["findings"] if one["rule"] == "geschiedenis-noemt-geen-persoon"]
    files = [one["file"] for one in found]
    assert files.count(ACTIE) == 2, "the name, and the BSN once though two versions hold it"
    assert "oud/notitie.md" in files
    assert "prive/personen.yaml" in files
    assert any("bericht" in one["message"] for one in found)
    assert all(brought in one["message"] for one in found)
    for secret in ("Idrissi", "111222333", "Bouzid", "Kevin", "Verzonnen"):
        assert secret not in done.out + done.err


def test_the_history_reads_a_value_of_some_lines_as_validate_does(repo: Path, convenant: Run) -> None:
    add(
        repo,
        "omschrijving: >-\n  Een leerling kan zich melden, als het goed is,\n  de jongen is psychotisch opgenomen.\n",
    )
    assert find("de jongen is psychotisch opgenomen.", Search())
    save(repo, "Algemeen")
    assert told(repo) == []
    said = convenant("-C", repo, "validate", "--geschiedenis", "--peildatum", PEILDATUM).out
    assert "[geschiedenis-noemt-geen-persoon]" not in said


def test_the_name_of_a_branch_and_what_a_tag_says_are_found(repo: Path, convenant: Run) -> None:
    save(repo, "Twee")
    git(repo, "branch", "overleg/leerling-kevin-de-boer")
    git(repo, "branch", "jaarplan-2027")
    git(repo, "tag", "-a", "v1", "-m", "Met dank aan de moeder van Kevin de Boer")
    git(repo, "tag", "v2")  # says nothing by itself
    ask = ("-C", repo, "validate", "--geschiedenis", "--peildatum", PEILDATUM)
    said = convenant(*ask, "--format", "concise").out
    lines = [line for line in said.splitlines() if "[geschiedenis-noemt-geen-persoon]" in line]
    assert [line.partition(":")[0].partition("/d/")[2] for line in lines] == ["tag v1", "tak overleg/leerling-•••"]
    assert "kevin" not in said.lower()
    for line in lines:
        command = re.search(r"convenant new ontheffing (vingerafdruk=\w+) bestand=\"?([^\")]+)", line)
        assert command, line
        given = ("reden=Een figuur.", "verleend_door=beleidsadviseur", "tot=2099-06-30", "--peildatum", PEILDATUM)
        convenant("-C", repo, "new", "ontheffing", command[1], f"bestand={command[2]}", *given, code=0)
    assert "[geschiedenis-noemt-geen-persoon]" not in convenant(*ask).out.partition("Met ontheffing")[0]


def test_a_clone_without_its_whole_history_is_refused(repo: Path, tmp_path: Path, convenant: Run) -> None:
    save(repo, "Twee")
    git(tmp_path, "clone", "-q", "--depth", "1", repo.as_uri(), "ondiep")
    done = convenant("-C", tmp_path / "ondiep", "validate", "--geschiedenis", "--peildatum", PEILDATUM, code=2)
    assert "unshallow" in done.err


# --- nothing repeats it -------------------------------------------------------------------------------------------

FORMATS = formats()
WRONG_BOOKS = [
    "personen:\n  - {partner: politie, als: contactpersoon, naam: Wilhelmina Geheim, telefoon: geheim 06-99887766}\n",
    "personen:\n  - {partner: Wilhelmina Geheim, als: contactpersoon, naam: x}\n",
    "personen:\n  - {partner: politie, als: Wilhelmina Geheim, naam: x}\n",
    "personen:\n  - {partner: politie, als: contactpersoon, naam: x, Wilhelmina Geheim: 06-99887766}\n",
    "personen:\n  - {partner: politie, als: contactpersoon, naam: x, email: wilhelmina geheim}\n",
    "personen:\n  - {partner: politie, als: contactpersoon, naam: [Wilhelmina Geheim]}\n",
    "personen: Wilhelmina Geheim 06-99887766\n",
    "Wilhelmina Geheim: 06-99887766\n",
    "personen:\n  - partner: politie\n    naam: 'Wilhelmina Geheim\n    telefoon: 06-99887766\n",
    "personen:\n  - &geheim Wilhelmina\n  - *geheim\n",
    "personen:\n  - {naam: Wilhelmina, naam: Geheim, telefoon: 06-99887766}\n",
    "personen:\n\t- Wilhelmina Geheim\n",
    "personen:\n  - {partner: politie, als: contactpersoon, naam: d'Wilhelmina 'Geheim'}\nWilhelmina\n",
]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("book", WRONG_BOOKS)
def test_no_message_on_the_address_book_repeats_it(book: str, format: str) -> None:
    files = overlay(BASIS).files | {"prive/personen.yaml": book.encode()}
    report = check_source(literal(files), PEILDATUM)
    assert any(finding.position.file == "prive/personen.yaml" for finding in report.findings)
    shown = fold("".join(report_lines(format, View(report, report.findings))))
    for secret in ("wilhelmina", "geheim", "99887766"):
        assert secret not in shown


@pytest.mark.parametrize("format", FORMATS)
def test_no_format_repeats_what_was_found(format: str) -> None:
    extra = f"omschrijving: {SENTENCE} en nog # iets\nstatus: 06-12345678\nvan_x.y@gmail.com: ja\n"
    files = overlay(BASIS).files
    files = files | {
        ACTIE: files[ACTIE] + extra.encode(),
        "data/partners/halt.yaml": b"naam: Halt\nrollen: [06-12345678]\n",
    }
    report: Report = check_source(literal(files), PEILDATUM)
    shown = fold("".join(report_lines(format, View(report, report.findings))))
    for secret in ("111222333", "0612345678", "idrissi", "xygmail"):
        assert secret not in shown
