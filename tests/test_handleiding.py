"""What the guide tells an officer to type works, command by command, in a new dossier."""

import re
import shlex
import shutil
from datetime import date
from pathlib import Path

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.commands import common
from convenant_cli.documents.writers.office.zipped import pack, unpack
from convenant_cli.dossier.reading import load
from convenant_cli.findings import Severity
from convenant_cli.sources.sources import worktree
from tests.conftest import ROOT, Run
from tests.verhaal import git

GUIDE = (ROOT / "docs" / "handleiding.md").read_text(encoding="utf-8")


def commands(heading: str) -> list[list[str]]:
    """The commands in the blocks of a section, as a shell would split them."""
    section = GUIDE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", section, re.MULTILINE | re.DOTALL)
    return [shlex.split(line)[1:] for block in blocks for line in block.splitlines() if line.strip()]


@pytest.fixture
def dossier(convenant: Run, tmp_path: Path) -> Path:
    """A new dossier of an agreement of three years that began in 2026."""
    folder = tmp_path / "dossier"
    assert convenant("-C", tmp_path, "init", folder, "--gemeente", "Voorbeeldstad").code == 0
    record = folder / "data" / "convenant.yaml"
    text = re.sub(r"(ingang|ondertekend_op): .*", r"\1: 2026-01-01", record.read_text(encoding="utf-8"))
    record.write_text(text.replace("eerste_termijn: onbepaald", "eerste_termijn: 2 jaar"), encoding="utf-8")
    partner = folder / "data" / "partners" / "gemeente.yaml"
    text = re.sub(r"(lid_van): .*", r"\1: 2026-01-01", partner.read_text(encoding="utf-8"))
    contact = (
        "contactpersoon: {functie: beleidsadviseur, email: convenant@gemeente.example, bevestigd_op: 2026-01-01}\n"
    )
    text = re.sub(r"datum: \d{4}-\d\d-\d\d", "datum: 2026-01-01", text)
    partner.write_text(f"{text.rstrip()}\n{contact}", encoding="utf-8")
    return folder


def test_writing_a_clause_and_changing_the_agreement(
    convenant: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for heading, day in (
        ("Een bepaling schrijven", date(2026, 11, 21)),
        ("Het convenant wijzigen, verlengen of opzeggen", date(2029, 6, 1)),
        ("Organen, eigen periodes en afwijkingen", date(2029, 6, 1)),
    ):
        monkeypatch.setattr(common, "today", lambda day=day: day)
        asked = commands(heading)
        assert len(asked) >= 4
        for command in asked:
            run = convenant("-C", dossier, *command)
            assert run.code == 0, f"{command}\n{run.out}{run.err}"
        report = check_source(worktree(dossier), day)
        assert [finding.message for finding in report.findings if finding.severity is Severity.FOUT] == []
    assert {oordeel.bepaling for oordeel in report.oordelen or ()} >= {
        "werkwijze",
        "meldingen",
        "deelnemers",
        "vertrouwelijk",
    }
    assert {one.periode for one in report.oordelen or () if one.bepaling == "werkplan"} == {"2028", "2029", "2030"}
    clause = report.dossier.bepalingen["meldingen"]
    assert clause.tekst.endswith("tien werkdagen op.")
    assert clause.eerdere_versies[0].tekst is not None
    told = convenant("-C", dossier, "status", "--peildatum", "2029-06-01").out
    assert "31 december 2030" in told
    (meldingen,) = [one for one in report.oordelen or () if one.bepaling == "meldingen" and one.periode == "2029"]
    assert "een afwijking afgesproken (zaak 2028-311): De termijn is twintig werkdagen" in meldingen.toelichting
    assert report.dossier.organen["stuurgroep"].vergadert is not None
    assert str(report.dossier.jaarplannen["2029-gemeente"].periode) == "kalenderjaar 2029"


def test_consent_to_an_accession_is_recorded_so(convenant: Run, tmp_path: Path) -> None:
    dossier = Path(shutil.copytree(ROOT / "tests" / "profielen" / "sportseizoen", tmp_path / "seizoen"))
    join = ("partij", "komt", "Boogschutters", "rollen=club", "--op", "2026-12-01", "--verklaard", "2026-11-16")
    day = ("--vorm", "brief", "--peildatum", "2026-11-28")
    assert convenant("-C", dossier, *join, *day).code == 0
    (command,) = [one for one in commands("Partijen komen, gaan en veranderen") if "instemming" in " ".join(one)]
    own = [
        one.replace("jip-alphen", "boogschutters").replace("partner: gemeente", "partner: golfslag") for one in command
    ]
    assert own != command
    convenant("-C", dossier, *own, "--peildatum", "2026-11-28", code=0)
    (joined,) = [one for one in load(worktree(dossier))[0].agreed.toetredingen if one.partner == "boogschutters"]
    assert [one.partner for one in joined.instemming] == ["golfslag"]


def test_a_document_that_goes_round_for_review(convenant: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A", "data")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(common, "today", lambda: date(2026, 11, 28))
    make, look, take = commands("Een document ter bespreking rondsturen")
    assert convenant(*make).code == 0
    for party, old, new in (
        ("politie", "Legt uit wat", "Vertelt wat"),
        ("halt", "Vernieuwt de avond", "Maakt de avond"),
    ):
        parts = unpack(Path("jaarplan-2027.docx").read_bytes())
        text = parts["word/document.xml"].decode()
        parts["word/document.xml"] = text.replace(old, new).encode()
        Path(f"jaarplan-2027-{party}.docx").write_bytes(pack(parts))
    seen = convenant(*look)
    assert (seen.code, "van Politie" in seen.out, "van Halt" in seen.out) == (0, True, True)
    taken = convenant(*take, code=0)
    assert "Neem voorstellen over van Politie en Halt voor jaarplan 2027" in " ".join(taken.out.split())
    record = Path("data/jaarplan/2027/acties/ouders-echt-en-nep.yaml").read_text(encoding="utf-8")
    assert ("Vertelt wat" in record, "Maakt de avond" in record, Path("rest.md").exists()) == (True, True, True)
