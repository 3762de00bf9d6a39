"""``convenant new jaarplan JAAR --uit JAAR``: what is open goes on, ends or is done, and counts once."""

import json
import re
import shutil
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.voortgang import overgenomen, te_laat
from convenant_cli.editing.creating.carrying_over import carried_over, open_actions
from convenant_cli.findings import Severity
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.records import Actie
from convenant_cli.records.actie import VOORTGANG
from convenant_cli.sources.sources import Source, literal
from tests.conftest import ROOT, Run, overlay, read_folder
from tests.terminal import Terminal

DAY = ("--peildatum", "2026-11-28")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A dossier whose last plan is that of 2026, with twelve open actions."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.rmtree(tmp_path / "data/jaarplan/2027")
    return tmp_path


def test_what_is_open_goes_on_or_ends_and_the_old_plan_says_so(old: Path, convenant: Run) -> None:
    before = read_folder(old)
    then = load(overlay(old))[0]
    asked = ["--open", "doorgaan", "--vervallen", "3.3,5.2", "--klaar", "social-media-beleid", "--reden", "Te druk."]
    outcome = convenant("-C", old, "new", "jaarplan", "2027", "--uit", "2026", *asked, *DAY, code=0)
    assert "2.4 De schoolpedagogen behouden: gaat door als actie 2.2." in outcome.out
    assert "3.3 Fietsverlichting en veilige schoolroutes: vervalt." in outcome.out
    now = load(overlay(old))[0]
    plan = now.jaarplannen["2027"]
    assert (plan.status, plan.versie, str(plan.periode)) == ("concept", "0.1", "kalenderjaar 2027")
    assert plan.titel == "Jaarplan 2027 preventie, zorg en veiligheid op en rond school"
    assert (plan.wijzigingen, plan.participatie, plan.vastgesteld_op, plan.opgesteld_met) == ((), (), None, ())
    assert [theme.nummer for theme in plan.themas] == list(range(1, len(plan.themas) + 1))
    going = now.acties_van("2027")
    assert len(going) == 9
    for action in going:
        was = then.acties[action.vervolg_op or ""]
        assert (action.titel, action.trekker, action.doel, action.inzet) == (
            was.titel,
            was.trekker,
            was.doel,
            was.inzet,
        )
        assert (action.status, action.voortgang, action.afgerond_op, action.status_reden) == ("gepland", (), None, None)
        assert action.indicator is None or action.indicator.resultaat is None
        assert action.start.year == action.gereed.year == 2027
        assert action.nummer.split(".")[0] == str(next(t.nummer for t in plan.themas if t.thema == action.thema))
        closed = now.acties[was.id]
        assert closed.status == "uitgesteld"
        assert (closed.status_reden or "").endswith(f"Gaat door als actie {action.nummer} in het jaarplan 2027.")
    ended = now.acties["2026/fietsverlichting-en-schoolroutes"]
    assert ended.status == "vervallen"
    assert (ended.status_reden or "").endswith("stelden de actie op 17 september 2026 uit. Te druk.")
    assert now.acties["2026/social-media-beleid"].afgerond_op == date(2026, 11, 28)
    free = {way[0] for way in VOORTGANG}
    for action in then.acties_van("2026"):
        held, holds = action.model_dump(), now.acties[action.id].model_dump()
        assert {name for name in held if held[name] != holds[name]} <= free  # what was agreed is as it was
    after = read_folder(old)
    others = {name for name in before if after[name] != before[name]}
    assert others == {one.name for one in then.acties_van("2026") if one.open}
    assert convenant("-C", old, "validate", *DAY).code == 0


def test_what_did_not_begin_yet_is_not_done(old: Path, convenant: Run) -> None:
    before = read_folder(old)
    asked = ("-C", old, "new", "jaarplan", "2027", "--uit", "2026", "--open", "klaar", "--peildatum", "2026-01-20")
    outcome = convenant(*asked, code=2)
    told = " ".join(outcome.err.split())
    assert "beginnen pas na 20 januari 2026 en kunnen dus niet klaar zijn; geef --doorgaan " in told
    assert ".yaml" not in told
    assert read_folder(old) == before


def test_where_nothing_goes_on_the_themes_that_stay_behind_are_told_and_none_is_offered(
    old: Path, convenant: Run
) -> None:
    asked = ("-C", old, "new", "jaarplan", "2027", "--uit", "2026")
    told = " ".join(convenant(*asked, "--open", "vervallen", "--reden", "Te druk.", *DAY, code=0).out.split())
    assert "Deze thema's gaan niet mee, want er hoort geen actie bij die doorgaat: " in told
    again = convenant(*asked[:4], "2028", "--uit", "2026", "--klaar", "1.3", *DAY, code=2).err
    assert "'1.3' is geen open actie van jaarplan 2026; er staat er geen open; laat --klaar weg" in again


def test_nothing_of_the_old_plan_counts_twice(old: Path, convenant: Run) -> None:
    asked = ("new", "jaarplan", "2027", "--uit", "2026", "--open", "doorgaan")
    assert convenant("-C", old, *asked, *DAY).code == 0
    dossier = load(overlay(old))[0]
    for day in (date(2026, 11, 28), date(2027, 2, 1), date(2027, 12, 31)):
        told = signalen(overzicht(dossier, day))
        late = [dossier.files[one.place.name].record for one in told.te_laat]
        due = [one for one in dossier.acties_van("2027") if one.gereed < day]
        assert {one.id for one in late if isinstance(one, Actie)} == {one.id for one in due}
        shown = " ".join(convenant("-C", old, "render", "overdracht", "--peildatum", str(day)).out.split())
        for action in dossier.acties_van("2027"):
            assert len(re.findall(rf"Actie [\d.]+ {re.escape(action.titel)}", shown)) <= 1
        summary = " ".join(convenant("-C", old, "render", "bestuurssamenvatting", "--peildatum", str(day)).out.split())
        assert ("einddatum voorbij" in summary) is bool(due)
        assert bool(due) is (day.month == 12)


PLAN = """\
titel: Jaarplan {0}
periode: kalenderjaar {0}
status: {1}
versie: 0.1
opdrachtgever: gemeente
samenvatting: Kort.
themas: []
"""
ACTION = """\
nummer: 1.1
titel: Avond
thema: samenwerking
doel: elkaar-kennen
trekker: gemeente
start: {0}-01-01
gereed: {0}-06-30
status: {1}
"""


@pytest.mark.parametrize(
    ("status", "plan", "day", "late", "taken"),
    [
        ("loopt", "concept", "2026-11-01", True, False),  # a concept is no agreement yet
        ("loopt", "concept", "2027-01-01", False, True),  # it has begun
        ("loopt", "vastgesteld\nvastgesteld_op: 2026-10-01", "2026-11-01", False, True),
        ("loopt", "vastgesteld\nvastgesteld_op: 2026-12-01", "2026-11-01", True, False),  # later
        ("loopt", "", "2027-01-01", True, False),  # no plan holds it
        ("uitgesteld", "concept", "2026-11-01", False, True),  # its own plan has put it off
        ("afgerond", "concept", "2026-11-01", False, False),
        ("loopt", "concept", "2026-06-30", False, False),  # its own last day
    ],
)
def test_an_action_is_late_until_another_plan_has_taken_it_over(
    status: str, plan: str, day: str, late: bool, taken: bool
) -> None:
    files = {
        "data/jaarplan/2026/jaarplan.yaml": PLAN.format(2026, "concept"),
        "data/jaarplan/2026/acties/avond.yaml": ACTION.format(2026, status),
    }
    if plan:
        files["data/jaarplan/2027/jaarplan.yaml"] = PLAN.format(2027, plan)
        files["data/jaarplan/2027/acties/avond.yaml"] = ACTION.format(2027, "gepland") + "vervolg_op: 2026/avond\n"
    dossier, _ = load(literal(files))
    action = dossier.acties["2026/avond"]
    on = date.fromisoformat(day)
    assert (te_laat(dossier, action, on), overgenomen(dossier, action, on)) == (late, taken)


def test_an_action_does_not_take_itself_over_and_a_circle_ends() -> None:
    files = {
        "data/jaarplan/2026/jaarplan.yaml": PLAN.format(2026, "concept"),
        "data/jaarplan/2026/acties/a.yaml": ACTION.format(2026, "loopt") + "vervolg_op: 2026/b\n",
        "data/jaarplan/2026/acties/b.yaml": ACTION.format(2026, "loopt") + "vervolg_op: 2026/a\n",
    }
    dossier, _ = load(literal(files))
    assert all(te_laat(dossier, one, date(2026, 12, 1)) for one in dossier.acties.values())


def test_a_party_that_has_left_does_not_come_along(old: Path, convenant: Run) -> None:
    party = old / "data/partners/scope.yaml"
    text = party.read_text(encoding="utf-8").replace("\nlid_van", "\nlid_tot: 2027-01-01\nlid_van", 1)
    party.write_text(text, encoding="utf-8")
    asked = ("new", "jaarplan", "2027", "--uit", "2026", "--open", "doorgaan")
    outcome = convenant("-C", old, *asked, *DAY)
    if outcome.code == 2:  # the party leads one
        assert "'scope' trekt actie" in outcome.err
        number = outcome.err.partition("trekt actie ")[2].split()[0]
        outcome = convenant("-C", old, *asked, "--vervallen", number, *DAY)
    assert outcome.code == 0, outcome.err
    assert "Actie 2.2: zonder scope, want die doet dan niet meer mee." in outcome.out
    dossier = load(overlay(old))[0]
    for action in dossier.acties_van("2027"):
        named = [*action.betrokken, *(one.partner for one in action.inzet), *action.voor]
        assert not any(one.split("/")[0] == "scope" for one in named)


def test_a_plan_of_a_plan_of_a_plan(old: Path, convenant: Run) -> None:
    for year in (2026, 2027, 2028):
        asked = ("new", "jaarplan", str(year + 1), "--uit", str(year), "--open", "doorgaan")
        convenant("-C", old, *asked, *DAY, code=0)
    dossier = load(overlay(old))[0]
    assert [len(dossier.acties_van(year)) for year in ("2027", "2028", "2029")] == [12, 12, 12]
    found = json.loads(convenant("-C", old, "validate", "--format", "json", "--peildatum", "2029-12-31").out)
    late = [one for one in found["findings"] if one["rule"] == "actie-is-op-tijd"]
    assert {one["file"].split("/")[2] for one in late} <= {"2029"}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty there")
def test_on_a_terminal_each_open_action_is_asked_for_and_stopping_leaves_all_as_it_was(old: Path) -> None:
    before = read_folder(old)
    run = Terminal("new", "jaarplan", "2027", "--uit", "2026", "--vervallen", "5.3", *DAY, folder=old)
    for number in ("1.2", "1.3", "2.1"):
        run.answer(f"Actie {number}", "doorgaan")
    run.expect("Actie 2.4:")
    run.type("\x03")
    assert run.end() == 130
    assert "Afgebroken." in run.plain
    assert read_folder(old) == before
    run = Terminal("new", "jaarplan", "2027", "--uit", "2026", "--vervallen", "5.3", *DAY, folder=old)
    for number in ("1.2", "1.3", "2.1", "2.4", "3.1", "3.3", "3.4", "4.2", "4.3", "5.2", "6.3"):
        run.answer(f"Actie {number}", "verv" if number == "3.3" else "door")
    run.answer("Reden", "Geen tijd.")
    assert run.end() == 0
    assert len(load(overlay(old))[0].acties_van("2027")) == 10


def test_who_is_killed_between_two_files_is_left_with_a_valid_dossier() -> None:
    files_now = read_folder(ROOT / "data")
    source = Source("voorbeeld", {f"data/{name}": raw for name, raw in files_now.items()})
    dossier, _ = load(source)
    chosen = {one.id: "doorgaan" for one in open_actions(dossier, "2027")}
    plan = carried_over(source, dossier, "2028", "2027", (), chosen, "", date(2026, 11, 28))
    files = list(plan.bestanden.items())
    assert len(files) == 1 + 2 * len(chosen)
    for count in range(1, len(files), 2):
        left = replace(source, files=dict(sorted({**source.files, **dict(files[:count])}.items())))
        report = check_source(left, date(2026, 11, 28))
        assert not [one for one in report.findings if one.severity is Severity.FOUT and not one.waived]
