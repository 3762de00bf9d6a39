"""An office that is no party supports a body, commissions a plan and has an action point: every sheet names it."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.sources.sources import worktree
from tests.conftest import TESTS, Run
from tests.een_bepaling import bepaling, hoofdstuk

DAY = "2026-11-21"
OFFICE = "Programmabureau Klimaat"
PLAN = (
    "titel: Jaarplan 2026\nperiode: kalenderjaar 2026\nstatus: concept\nversie: 0.1\nsamenvatting: Kort.\nthemas: []\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    shutil.copytree(TESTS / "profielen" / "regioverband" / "data", data)
    body = data / "organen/werkgroep-wateroverlast.yaml"
    text = body.read_text("utf-8")
    body.write_text(text.replace("secretaris: {partner: waterschap, ", "secretaris: {"), "utf-8")
    meeting = data / "bijeenkomsten/2026-04-16-stuurgroep.yaml"
    text = meeting.read_text("utf-8")
    assert "eigenaar: grasbroek, " in text
    meeting.write_text(text.replace("eigenaar: grasbroek, ", ""), "utf-8")
    for name, own in (("2026", ""), ("2026-berkveen", "eigenaar: berkveen\n")):
        (data / "jaarplan" / name).mkdir(parents=True)
        (data / "jaarplan" / name / "jaarplan.yaml").write_text(PLAN + own, "utf-8")
    return tmp_path


def rendered(convenant: Run, root: Path, *what: str) -> str:
    convenant("-C", root, "render", *what, "--naar", root / "uit.md", "--peildatum", DAY, code=0)
    return " ".join((root / "uit.md").read_text("utf-8").split())


def test_the_dossier_has_no_faults(root: Path) -> None:
    assert [fault.message for fault in load(worktree(root))[1]] == []


def test_the_body_names_the_office_as_its_secretary(root: Path, convenant: Run) -> None:
    assert f"Secretaris: {OFFICE} (strategisch adviseur)" in rendered(convenant, root, "overdracht")


def test_an_action_point_of_the_office_names_it(root: Path, convenant: Run) -> None:
    assert f"({OFFICE}, 1 oktober 2026, **te laat**)" in rendered(convenant, root, "naleving")
    assert f"actiepunt a2026-1 ({OFFICE})" in " ".join(convenant("-C", root, "status", "--peildatum", DAY).out.split())
    told = " ".join(convenant("-C", root, "validate", "--peildatum", DAY).out.split())
    assert "actiepunt a2026-1 van het programmabureau zou klaar zijn" in told


def test_the_plan_of_all_is_of_the_office_and_that_of_one_party_of_itself(root: Path, convenant: Run) -> None:
    assert OFFICE in rendered(convenant, root, "jaarplan", "2026").partition("Opdrachtgever (regie)")[2][:60]
    assert "Opdrachtgever" not in rendered(convenant, root, "jaarplan", "2026-berkveen")
    plan = root / "data/jaarplan/2026-berkveen/jaarplan.yaml"
    plan.write_text(f"{PLAN}eigenaar: berkveen\nopdrachtgever: waterschap\n", "utf-8")
    own = rendered(convenant, root, "jaarplan", "2026-berkveen")
    assert "(regie)" not in own
    assert "Waterschap" in own.partition("Opdrachtgever")[2][:60]


def test_a_secretary_of_the_office_is_not_the_one_that_was_agreed(root: Path) -> None:
    clause = bepaling("soort: orgaan, orgaan: werkgroep-wateroverlast, secretaris: waterschap", gebonden="alle")
    (root / "data/bepalingen/9-toets.yaml").write_text(next(iter(hoofdstuk(clause).values())), "utf-8")
    said = [one.toelichting for one in judge(load(worktree(root))[0], date.fromisoformat(DAY))]
    assert any("komt van het programmabureau; afgesproken is een secretaris van het waterschap" in one for one in said)


def test_the_guide_says_how_to_reach_it(root: Path, convenant: Run) -> None:
    row = f"| {OFFICE} (houdt het dossier bij) | programmasecretaris | <programmabureau@merenland.example> |"
    assert row in rendered(convenant, root, "partnergids")
    # A party that keeps the dossier has its own row.
    (root / "data/convenant.yaml").write_text(
        (root / "data/convenant.yaml").read_text("utf-8").partition("secretariaat:")[0]
        + "beheerder: berkveen\nondertekend_op:"
        + (root / "data/convenant.yaml").read_text("utf-8").partition("ondertekend_op:")[2],
        "utf-8",
    )
    for body in (root / "data/organen").glob("*.yaml"):
        text = body.read_text("utf-8")
        body.write_text(text.replace("secretaris: {functie", "secretaris: {partner: berkveen, functie"), "utf-8")
    assert "houdt het dossier bij" not in rendered(convenant, root, "partnergids").split("## ")[1]
