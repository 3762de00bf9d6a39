"""Checks over time: what one moment cannot show, and which findings are new, on a repository with a history."""

import json
import re
import shutil
from pathlib import Path

import pytest

from convenant_cli.checks.absent import RULE as GONE
from convenant_cli.checks.checking import check_source
from convenant_cli.checks.controles import Controle
from convenant_cli.checks.since import base_of, check_since, marked, tags_of, way_at
from convenant_cli.checks.verloop import discover, run_overgang
from convenant_cli.checks.verloop import status_volgt_de_stappen as stappen
from convenant_cli.commands.reports.findings.text import lines
from convenant_cli.commands.reports.view import View
from convenant_cli.dossier.overgang import Overgang
from convenant_cli.dossier.pairing import pairs
from convenant_cli.dossier.reading import load
from convenant_cli.findings import Finding
from convenant_cli.records import Actie, Jaarplan
from convenant_cli.records.actie import VOORTGANG, Indicator
from convenant_cli.records.jaarplan import BEHEER
from convenant_cli.records.model.identity import keys_of, stable
from convenant_cli.sources.git.call import NoGitError
from convenant_cli.sources.git.log import tag_names
from convenant_cli.sources.sources import literal, revision, worktree
from convenant_cli.sources.yamlfile import parse
from tests import verhaal as v
from tests.conftest import PEILDATUM, ROOT, TESTS, Run, check_golden, read_folder
from tests.verhaal import edit, git, verhaal

OVER_TIME = {controle.id for controle in discover()}


@pytest.fixture(scope="module")
def files(shared: Path) -> dict[str, str]:
    """The last state of the story."""
    return {name: raw.decode() for name, raw in worktree(shared).files.items()}


def compare(before: dict[str, str], after: dict[str, str]) -> list[Finding]:
    report = check_since(literal(after), literal(before), "toen", PEILDATUM)
    return [finding for finding in report.findings if finding.rule in (*OVER_TIME, GONE)]


def changed(files: dict[str, str], *edits: tuple[str, ...]) -> dict[str, str]:
    """Return files with edits: ``(name, old, new …)``, ``(name, whole)`` for a new file, ``(name,)`` when it goes."""
    after = dict(files)
    for name, *rest in edits:
        if not rest:
            del after[name]
        elif len(rest) == 1:
            after[name] = rest[0]
        else:
            for old, new in zip(rest[::2], rest[1::2], strict=True):
                assert after[name].count(old) == 1, old
                after[name] = after[name].replace(old, new)
    return after


def short(findings: list[Finding]) -> list[str]:
    return [f"{at.file}:{at.line}:{at.column} {found.rule}" for found in findings if (at := found.position)]


# --- what may happen ----------------------------------------------------------------------------------------------


def test_no_step_of_the_story_gives_a_finding(shared: Path) -> None:
    steps = [line.split() for line in git(shared, "rev-list", "--parents", "main").splitlines()]
    dossiers = {commit: load(revision(shared, commit))[0] for commit, *_ in steps}
    for commit, *parents in steps:
        for before in (*parents, steps[-1][0]):
            overgang = Overgang(dossiers[before], dossiers[commit])
            assert [melding.message for _, melding in run_overgang(overgang)] == []


def test_progress_is_free_in_an_adopted_plan(files: dict[str, str]) -> None:
    after = changed(
        files,
        (v.LESSEN, "status: loopt", "status: afgerond\nafgerond_op: 2026-11-01", "12}", "12, resultaat: 13}",
         "klassen gehad.}\n", "klassen gehad.}\n  - {datum: 2026-11-01, tekst: Klaar.}\n"),
        (v.PLEINKAART, "status: gepland", "status: vervallen\nstatus_reden: De kaart is er al."),
    )  # fmt: skip
    assert compare(files, after) == []


def test_everything_may_change_in_a_draft(shared: Path) -> None:
    draft = {name: raw.decode() for name, raw in revision(shared, v.CONCEPT_2027).files.items()}
    plan = "data/jaarplan/2027/jaarplan.yaml"
    after = changed(
        draft,
        (plan, "titel: Jaarplan 2027", "titel: Plan 2027"),
        ("data/jaarplan/2027/acties/groepsapps.yaml",),
        ("data/jaarplan/2027/acties/spel.yaml", draft["data/jaarplan/2027/acties/groepsapps.yaml"]
            .replace("Ouderavond over groepsapps", "Spel").replace("gepland", "vervallen")),
    )  # fmt: skip
    assert compare(draft, after) == []


def test_a_file_may_get_another_name_and_its_references_with_it(files: dict[str, str]) -> None:
    after = {
        name.replace("noorderschool", "noordercollege"): text.replace("noorderschool", "noordercollege")
        for name, text in files.items()
    }
    assert compare(files, after) == []
    moved = changed(files, (v.LESSEN,), (v.LESSEN.replace("lessen", "les"), files[v.LESSEN]))
    assert compare(files, moved) == []


_DECISION = (
    "wijzigingen:\n",
    "wijzigingen:\n  - {datum: 2026-03-19, omschrijving: Later klaar, BESLUITacties: [2026/lessen-online]}\n",
)


def test_a_decision_in_a_new_wijziging_covers_the_actions_it_names(files: dict[str, str]) -> None:
    move = (v.LESSEN, "gereed: 2026-12-18", "gereed: 2026-12-31")
    decided = (v.PLAN, _DECISION[0], _DECISION[1].replace("BESLUIT", "besluit: b2026-1, "))
    undecided = (v.PLAN, _DECISION[0], _DECISION[1].replace("BESLUIT", ""))
    assert compare(files, changed(files, move, decided)) == []
    assert short(compare(files, changed(files, move))) == [f"{v.LESSEN}:8:9 vastgesteld-plan-wijzigt-met-besluit"]
    found = compare(files, changed(files, move, undecided))
    assert ["de wijziging noemt geen besluit" in finding.message for finding in found] == [True]
    other = compare(files, changed(files, (v.PLEINKAART, "gereed: 2026-12-11", "gereed: 2026-12-12"), decided))
    assert short(other) == [f"{v.PLEINKAART}:8:9 vastgesteld-plan-wijzigt-met-besluit"]


def test_another_decision_under_an_old_wijziging_is_no_new_decision(files: dict[str, str]) -> None:
    after = changed(
        files,
        (v.PLAN, "besluit: b2026-1", "besluit: b2025-1"),
        (v.TOEZICHT, "gereed: 2026-10-16", "gereed: 2026-10-30"),
    )
    assert short(compare(files, after)) == [
        f"{v.TOEZICHT}:8:9 vastgesteld-plan-wijzigt-met-besluit",
        f"{v.PLAN}:10:1 vastgesteld-plan-wijzigt-met-besluit",
    ]


# --- what may not -------------------------------------------------------------------------------------------------

_NEW = "data/jaarplan/2026/acties/nieuw.yaml"
_OTHER_ACTION = """\
nummer: 2.2
titel: Iets anders
thema: schoolklimaat
doel: rustig-plein
trekker: politie
start: 2026-06-01
gereed: 2026-11-30
status: gepland
"""
_SIGNED = "ondertekening: {datum: 2024-01-01, functie: relatiemanager}"

_MISTAKES: list[tuple[tuple[tuple[str, ...], ...], list[str]]] = [
    (((v.PLEINKAART,),), [f"{v.PLAN}:2:8 gepubliceerd-verdwijnt-niet"]),
    (
        ((v.PLEINKAART,), (_NEW, _OTHER_ACTION)),
        [
            f"{_NEW}:1:9 naam-wijst-hetzelfde-aan",
            f"{_NEW}:1:9 vastgesteld-plan-wijzigt-met-besluit",
            f"{v.PLAN}:2:8 gepubliceerd-verdwijnt-niet",
        ],
    ),
    (
        ((v.PLEINKAART, "nummer: 2.2", "nummer: 2.3", "titel: Kaart van het plein", "titel: Hek"),),
        [f"{v.PLEINKAART}:1:9 vastgesteld-plan-wijzigt-met-besluit", f"{v.PLEINKAART}:2:8 naam-wijst-hetzelfde-aan"],
    ),
    (
        ((v.PLAN, "tekst: Het plein is een rustige plek.", "tekst: Het plein is schoon."),),
        [f"{v.PLAN}:18:3 vastgesteld-plan-wijzigt-met-besluit"],
    ),
    (((v.PLAN, "status: vastgesteld ", "status: concept "),), [f"{v.PLAN}:4:9 status-volgt-de-stappen"]),
    (
        ((v.TOEZICHT, "status: afgerond\nafgerond_op: 2026-10-14", "status: loopt"),),
        [f"{v.TOEZICHT}:9:9 status-volgt-de-stappen"],
    ),
    (((v.JAARLIJKS, "is vastgesteld.", "is aangehouden."),), [f"{v.JAARLIJKS}:21:12 besluit-blijft-staan"]),
    (
        ((v.JAARLIJKS, "besluiten:\n  - nummer: b2025-1\n", "besluiten:\n  - nummer: b2025-2\n"),),
        [f"{v.JAARLIJKS}:19:1 besluit-blijft-staan", f"{v.JAARLIJKS}:20:13 besluit-blijft-staan"],
    ),
    (
        ((v.JAARLIJKS, "status: afgerond, afgerond_op: 2025-12-10", "status: open"),),
        [f"{v.JAARLIJKS}:23:98 status-volgt-de-stappen"],
    ),
    (((v.JAARLIJKS, "status: gehouden", "status: gepland"),), [f"{v.JAARLIJKS}:3:9 status-volgt-de-stappen"]),
    (((v.OVERLEG,),), [f"{v.OVERLEG}:1:1 bestand-weg"]),  # others still name it
    (((v.HALT_BESTAND,),), [f"{v.HALT_BESTAND}:1:1 bestand-weg"]),
    ((("data/evaluaties/2026/ouderavond-online.yaml",),), ["data/convenant.yaml:1:1 gepubliceerd-verdwijnt-niet"]),
    (
        ((v.HALT_BESTAND, _SIGNED, _SIGNED.replace("01-01", "02-01")),),
        [f"{v.HALT_BESTAND}:5:24 ondertekening-blijft-staan"],
    ),
    (((v.HALT_BESTAND, _SIGNED, "ondertekening: onbekend"),), [f"{v.HALT_BESTAND}:5:16 ondertekening-blijft-staan"]),
    (
        (("data/convenant.yaml", "ondertekend_op: 2024-01-01", "ondertekend_op: 2024-01-02"),),
        ["data/convenant.yaml:4:17 ondertekening-blijft-staan"],
    ),
    (
        (("data/convenant.yaml", "ondertekend_op: 2024-01-01", "overgenomen: nee\nondertekend_op: 2024-01-01"),),
        ["data/convenant.yaml:4:14 ondertekende-tekst-wijzigt-met-besluit"],
    ),
    (
        ((v.HALT_BESTAND, "titel: Lessen over online gedrag", "titel: Spreekuur", "vorm: voorlichting",
          "vorm: spreekuur", "themas: [online-veiligheid]", "themas: [schoolklimaat]"),),
        [f"{v.HALT_BESTAND}:9:9 naam-wijst-hetzelfde-aan"],
    ),
    (
        (("data/bepalingen/1-afspraken.yaml", "- id: contactpersoon", "- id: vaste-contactpersoon"),),
        [
            "data/bepalingen/1-afspraken.yaml:3:1 ondertekende-tekst-wijzigt-met-besluit",
            "data/bepalingen/1-afspraken.yaml:4:9 ondertekende-tekst-wijzigt-met-besluit",
        ],
    ),
    (
        (("data/bepalingen/1-afspraken.yaml", "nummer: 1.2\n", "nummer: 1.9\n"),),
        ["data/bepalingen/1-afspraken.yaml:14:13 ondertekende-tekst-wijzigt-met-besluit"],
    ),
    (
        (("data/partners/noorderschool.yaml", "eenheden:\n  - {id: locatie-kade, naam: Locatie Kade, soort: locatie}\n",
          ""),),
        ["data/partners/noorderschool.yaml:1:1 gepubliceerd-verdwijnt-niet"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "expected"), _MISTAKES, ids=[str(number) for number in range(len(_MISTAKES))])
def test_each_mistake_is_found_at_its_place(
    files: dict[str, str], edits: tuple[tuple[str, ...], ...], expected: list[str]
) -> None:
    found = compare(files, changed(files, *edits))
    assert short(found) == expected
    assert all(finding.new and finding.hint for finding in found)


def test_every_check_over_time_is_broken_by_some_mistake() -> None:
    told = {line.split()[1] for _, expected in _MISTAKES for line in expected}
    told.add("wijzigingsbesluit-blijft-staan")  # the story has no such decision: test_ondertekende_tekst.py
    assert told - {GONE} | {controle.id for controle in discover() if "tags" in controle.asks} == OVER_TIME


@pytest.mark.parametrize("controle", discover(), ids=lambda controle: controle.id)
def test_form(controle: Controle) -> None:
    manual = controle.manual  # raises when the docstring has another form
    assert manual.titel.endswith(".")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", manual.rule)


def test_the_steps_name_every_status() -> None:
    for steps in (stappen.ACTIE, stappen.JAARPLAN, stappen.BIJEENKOMST, stappen.ACTIEPUNT, stappen.VERSLAG):
        assert {step for following in steps.values() for step in following} <= set(steps)
    assert stappen.reachable(stappen.ACTIE, "loopt") == {"afgerond", "uitgesteld", "vervallen", "gepland", "loopt"}
    assert stappen.reachable(stappen.ACTIE, "afgerond") == set()


def test_what_cannot_be_read_is_not_called_changed_or_gone(files: dict[str, str]) -> None:
    after = changed(files, (v.TOEZICHT, "status: afgerond", "status: lopt"), (v.OVERLEG, "titel: ["))
    assert compare(files, after) == []


def test_a_waiver_covers_a_change_and_is_not_called_unused_without_one(files: dict[str, str]) -> None:
    waiver = (
        "ontheffingen:\n  - {controle: gepubliceerd-verdwijnt-niet, bestand: data/convenant.yaml, "
        "reden: Dubbel ingevoerd, verleend_door: beheerder, tot: 2027-01-01}\n"
    )
    with_waiver = {**files, "data/convenant.yaml": files["data/convenant.yaml"] + waiver}
    found = compare(files, changed(with_waiver, ("data/evaluaties/2026/ouderavond-online.yaml",)))
    assert [finding.waived for finding in found] == ["Dubbel ingevoerd (tot 1 januari 2027, beheerder)"]
    assert check_source(literal(with_waiver), PEILDATUM).findings == ()


# --- new or not ---------------------------------------------------------------------------------------------------


def news(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, bool | None]]:
    report = check_since(literal(after), literal(before), "toen", PEILDATUM)
    return [(finding.rule, finding.new) for finding in report.findings]


def test_a_finding_that_moved_is_not_new(files: dict[str, str]) -> None:
    wrong = changed(files, (v.LESSEN, "trekker: halt", "trekker: hallt"))
    moved = changed(wrong, (v.LESSEN, "nummer: 1.2", "# een regel erbij\nnummer: 1.2"))
    assert news(wrong, moved) == [("verwijzing-bestaat", False)]
    elsewhere = changed(wrong, (v.LESSEN,), (v.LESSEN.replace("lessen", "les"), wrong[v.LESSEN]))
    assert news(wrong, elsewhere) == [("verwijzing-bestaat", False)]
    assert news(files, wrong)[-1] == ("verwijzing-bestaat", True)


def test_a_finding_goes_with_its_part_of_a_list_and_not_with_its_place(files: dict[str, str]) -> None:
    late = changed(files, (v.JAARLIJKS, "status: afgerond, afgerond_op: 2025-12-10", "status: open"))
    more = changed(
        late,
        (v.JAARLIJKS, "actiepunten:\n", "actiepunten:\n  - {nummer: a2025-9, tekst: Zaal zoeken, eigenaar: politie, "
         "gereed: 2026-02-01, status: open}\n"),
    )  # fmt: skip
    assert news(late, more) == [("actiepunt-is-op-tijd", True), ("actiepunt-is-op-tijd", False)]


def test_a_value_that_is_wrong_in_another_way_is_not_new_but_another_missing_field_is(files: dict[str, str]) -> None:
    one = changed(files, (v.POLITIE_BESTAND, "rollen: [politie]", "rollen: [polite]"))
    other = changed(files, (v.POLITIE_BESTAND, "rollen: [politie]", "rollen: [poltie]"))
    assert ("verwijzing-bestaat", False) in news(one, other)
    no_title = changed(files, (v.LESSEN, 'titel: "Lessen over online gedrag"\n', ""))
    no_start = changed(files, (v.LESSEN, "start: 2026-01-15\n", ""))
    assert news(no_title, no_start) == [("veld-ontbreekt", True)]
    assert news(no_title, no_title) == [("veld-ontbreekt", False)]


def test_the_passing_of_time_makes_nothing_new(files: dict[str, str]) -> None:
    later = PEILDATUM.replace(year=2028)
    report = check_since(literal(files), literal(files), "toen", later)
    assert len(report.findings) > 1, "much is late by then"
    assert {finding.new for finding in report.findings} == {False}


def test_every_finding_of_a_moment_existed_in_that_moment() -> None:
    folders = sorted((TESTS / "checks" / "controles").glob("*/fout"))
    assert len(folders) > 30
    for folder in folders:
        files = {name: raw.decode(errors="replace") for name, raw in read_folder(folder).items()}
        report = check_source(literal(files), PEILDATUM)
        assert {finding.new for finding in marked(report, report)} == {False}, folder


@pytest.mark.parametrize("name", sorted((ROOT / "data").rglob("*.yaml"))[::7], ids=lambda path: path.stem)
def test_the_way_to_a_place_is_the_reverse_of_the_place_of_a_way(name: Path) -> None:
    parsed = parse(name.read_bytes(), track=True)

    def walk(data: object, path: tuple[str | int, ...]) -> None:
        if isinstance(data, dict | list):
            for step, item in data.items() if isinstance(data, dict) else enumerate(data):
                walk(item, (*path, step))
                span = parsed.locate((*path, step), key=True)
                if isinstance(data, dict):
                    assert way_at(parsed, *span[:2]) == (*path, step)
        elif data is not None:
            assert way_at(parsed, *parsed.locate(path)[:2]) == path

    walk(parsed.data, ())


def test_parts_of_a_list_go_by_their_name() -> None:
    items = [{"id": "a"}, {"partner": "halt", "inzet": "x"}, {"partner": "halt"}, "tekst", {"x": "y"}]
    assert keys_of(items, "inzet") == ["a", "halt", "halt#2", "4", "5"]
    assert stable({"voortgang": [{"datum": "2026-01-01"}]}, ("voortgang", 0, "datum")) == (
        "voortgang", "2026-01-01", "datum",
    )  # fmt: skip
    assert stable(None, ("weg", 3)) == ("weg", "3")


def test_the_models_say_what_a_part_goes_by() -> None:
    told = [
        {"kanaal": "nieuwsbrief", "datum": "2026-01-01", "partner": "halt"},
        {"aan": "ouders", "datum": "2026-01-02"},
    ]
    assert keys_of(told, "bekendgemaakt") == ["halt", "ouders"]
    questions = [{"thema": "online", "vraag": "Wat zien wij?", "id": "apps"}, {"thema": "online", "vraag": "En dan?"}]
    assert keys_of(questions, "vraagstukken") == ["apps", "En dan?"]
    assert keys_of([{"titel": "Weg", "nummer": "2"}, {"titel": "Weg"}], "in-geen-model") == ["2", "2#2"]


def test_what_is_free_in_an_adopted_plan_are_fields_of_the_models() -> None:
    assert {way[0] for way in VOORTGANG} < set(Actie.model_fields)
    assert {way[1:] for way in VOORTGANG if len(way) > 1} <= {(name,) for name in Indicator.model_fields}
    assert {way for (way,) in BEHEER} < set(Jaarplan.model_fields)


def test_records_are_paired_by_name_then_number_then_text(files: dict[str, str]) -> None:
    renumbered = files[v.LESSEN].replace("titel:", "omschrijving: Anders.\ntitel:")
    after = changed(files, (v.LESSEN,), (_NEW, renumbered), (v.ZUIDER,), (v.ZUIDER_OUD, files[v.ZUIDER]))
    found = pairs(load(literal(files))[0], load(literal(after))[0])
    assert (found[v.LESSEN], found[v.ZUIDER], found[v.TOEZICHT]) == (_NEW, v.ZUIDER_OUD, v.TOEZICHT)
    many = {f"data/partners/oud-{number}.yaml": f"naam: Partij {number}\n" for number in range(400)}
    moved = {name.replace("oud", "nieuw"): text for name, text in many.items()}
    both = pairs(load(literal(many))[0], load(literal(moved))[0])
    assert both == {name: name.replace("oud", "nieuw") for name in many}, "the same text, however many"
    assert v.PLEINKAART not in pairs(load(literal(files))[0], load(literal(changed(files, (v.PLEINKAART,))))[0])


# --- the command --------------------------------------------------------------------------------------------------


def _wreck(root: Path) -> None:
    edit(root, v.TOEZICHT, "gereed: 2026-10-16", "gereed: 2026-11-30", "status: afgerond", "status: loopt",
         "afgerond_op: 2026-10-14\n", "")  # fmt: skip
    (root / v.PLEINKAART).unlink()
    edit(root, v.JAARLIJKS, "is vastgesteld.", "is bijna vastgesteld.")
    edit(root, v.HALT_BESTAND, "ondertekening: {datum: 2024-01-01", "ondertekening: {datum: 2024-02-01")


def test_on_paper(tmp_path: Path) -> None:
    root = verhaal(tmp_path)
    edit(root, v.LESSEN, "trekker: halt", "trekker: hallt")
    git(root, "commit", "--quiet", "--all", "--message", "Fout", "--date", "2026-10-20T12:00:00")
    base = revision(root, "HEAD")
    _wreck(root)
    report = check_since(worktree(root), base, "main", PEILDATUM, tags_of(root))
    check_golden(
        TESTS / "changes" / "geschiedenis" / "overgangen.txt", "\n".join(lines(View(report, report.findings))) + "\n"
    )


def test_a_branch_is_compared_with_where_it_left(tmp_path: Path, convenant: Run) -> None:
    root = verhaal(tmp_path)
    git(root, "checkout", "--quiet", "-b", "werk/datum", v.GEWIJZIGD)
    edit(root, v.TOEZICHT, "gereed: 2026-10-16", "gereed: 2026-10-30")
    git(root, "commit", "--quiet", "--all", "--message", "Later")
    run = convenant("-C", root, "validate", "--sinds", "main", "--format", "json", "--peildatum", "2026-04-01")
    told = json.loads(run.out)
    # What main did since, such as finishing the action, is no change of this branch.
    assert [finding["rule"] for finding in told["findings"] if finding.get("new")] == [
        "vastgesteld-plan-wijzigt-met-besluit"
    ]
    assert run.code == 1
    assert told["since"] == "main (1988f949a7 van 23 maart 2026)"
    other = convenant(
        "-C", root, "validate", "--sinds", "main", "--rev", v.GEWIJZIGD, "--peildatum", "2026-04-01", code=0
    )
    assert "Nieuw sinds main (1988f949a7 van 23 maart 2026): geen fouten" in other.err


def test_only_new_findings_count_when_asked(tmp_path: Path, convenant: Run) -> None:
    root = verhaal(tmp_path)
    edit(root, v.LESSEN, "trekker: halt", "trekker: hallt")
    git(root, "commit", "--quiet", "--all", "--message", "Fout")
    ask = ("-C", root, "validate", "--peildatum", "2026-11-21", "--sinds", "HEAD")
    assert convenant(*ask).code == 1
    run = convenant(*ask, "--alleen-nieuw", "--format", "concise", code=0)
    assert run.out.rstrip().endswith("[verwijzing-bestaat] (bestond al)")
    errors = {"github": "::error ", "gitlab": '"major"', "azure": "type=error;", "junit": "<failure"}
    for format, error in errors.items():
        assert error in convenant(*ask, "--format", format).out
        told = convenant(*ask, "--alleen-nieuw", "--format", format)
        assert (told.code, error in told.out) == (0, False)
        assert "(bestond al)" in told.out
    assert "2 fouten, geen waarschuwingen" in run.err
    edit(root, v.JAARLIJKS, "status: afgerond, afgerond_op: 2025-12-10", "status: open")
    assert convenant(*ask, "--alleen-nieuw").code == 1
    assert convenant(*ask, "--alleen-nieuw", "--staged").code == 0, "it is not in the index yet"
    edit(root, v.JAARLIJKS, "status: open", "status: afgerond, afgerond_op: 2025-12-10")
    edit(root, v.OUDERAVOND, "partners: [politie]", "partners: [politie, noorderschool]")
    git(root, "add", "--all")
    assert convenant(*ask, "--alleen-nieuw", "--staged").code == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--alleen-nieuw",), "--alleen-nieuw kan alleen met --sinds"),
        (("--sinds", "weg"), "revisie 'weg' bestaat niet"),
        (("--sinds", "verhaal/los"), "geen gemeenschappelijk begin; kies een revisie uit dezelfde geschiedenis"),
        (("--sinds", "verhaal/leeg"), "geen dossier"),
    ],
)
def test_it_says_what_to_do(tmp_path: Path, convenant: Run, args: tuple[str, ...], said: str) -> None:
    root = verhaal(tmp_path)
    if args[-1] == "verhaal/los":
        alone = git(root, "commit-tree", "-m", "Los", "HEAD^{tree}")
        git(root, "update-ref", "refs/verhaal/los", alone)
    if args[-1] == "verhaal/leeg":
        empty = git(root, "commit-tree", "-m", "Leeg", git(root, "mktree"))
        joined = git(root, "commit-tree", "-m", "Erbij", "-p", empty, "HEAD^{tree}")
        git(root, "update-ref", "refs/verhaal/leeg", empty)
        git(root, "reset", "--quiet", "--soft", joined)
    run = convenant("-C", root, "validate", *args, code=2)
    assert said in run.err


def test_a_shallow_clone_and_a_folder_without_git_say_what_to_do(shared: Path, tmp_path: Path, convenant: Run) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", shared.as_uri(), "ondiep")
    git(tmp_path / "ondiep", "fetch", "--quiet", "--depth", "1", "origin", f"refs/tags/{v.GEWIJZIGD}:refs/tags/oud")
    run = convenant("-C", tmp_path / "ondiep", "validate", "--sinds", "oud", code=2)
    assert "git fetch --unshallow" in run.err
    shutil.copytree(shared / "data", tmp_path / "los" / "data")
    run = convenant("-C", tmp_path / "los", "validate", "--sinds", "main", code=2)
    assert "git-repository" in run.err


# --- tags ---------------------------------------------------------------------------------------------------------


def tagged(root: Path) -> list[str]:
    report = check_source(worktree(root), PEILDATUM, tags=tags_of(root))
    return short([finding for finding in report.findings if finding.rule in OVER_TIME])


def test_an_adopted_plan_without_its_tag_is_noticed(tmp_path: Path) -> None:
    root = verhaal(tmp_path)
    assert tagged(root) == []
    git(root, "pack-refs", "--all")
    assert tagged(root) == []
    git(root, "tag", "--delete", v.GEWIJZIGD)
    assert tagged(root) == [f"{v.PLAN}:5:9 vastgesteld-plan-heeft-tag"]
    edit(root, v.PLAN, "status: vastgesteld ", "status: afgesloten ")
    assert tagged(root) == []


def test_a_plan_that_changed_behind_its_tag_is_noticed(tmp_path: Path) -> None:
    root = verhaal(tmp_path)
    edit(root, v.LESSEN, "status: loopt", "status: uitgesteld\nstatus_reden: Ziekte.")
    assert tagged(root) == [], "progress"
    edit(root, v.LESSEN, "gereed: 2026-12-18", "gereed: 2026-12-31")
    assert tagged(root) == [f"{v.LESSEN}:8:9 plan-is-gelijk-aan-tag"]
    edit(root, v.PLAN, _DECISION[0], _DECISION[1].replace("BESLUIT", "besluit: b2026-1, "))
    assert tagged(root) == []
    report = check_since(worktree(root), revision(root, "HEAD"), "HEAD", PEILDATUM, tags_of(root))
    assert report.findings == ()


def test_a_change_since_both_the_base_and_the_tag_is_told_once(tmp_path: Path) -> None:
    root = verhaal(tmp_path)
    edit(root, v.LESSEN, "gereed: 2026-12-18", "gereed: 2026-12-31")
    base, since = base_of(root, "main")
    report = check_since(worktree(root), base, since, PEILDATUM, tags_of(root))
    assert short(list(report.findings)) == [f"{v.LESSEN}:8:9 vastgesteld-plan-wijzigt-met-besluit"]
    git(root, "commit", "--quiet", "--all", "--message", "Buiten de tag om")
    later = check_since(worktree(root), revision(root, "HEAD"), "HEAD", PEILDATUM, tags_of(root))
    assert [(finding.rule, finding.new) for finding in later.findings] == [("plan-is-gelijk-aan-tag", False)]


def test_tags_are_read_without_git(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tag_names(tmp_path) is None, "no repository"
    git(tmp_path, "clone", "--quiet", "--depth", "1", shared.as_uri(), "ondiep")
    assert tag_names(tmp_path / "ondiep") is None, "a shallow clone has no tags to speak of"
    git(shared, "worktree", "add", "--quiet", "--detach", str(tmp_path / "ander"), v.GEWIJZIGD)
    assert tag_names(tmp_path / "ander") == tag_names(shared) == frozenset((v.VASTGESTELD, v.GEWIJZIGD, v.OUD_2027))
    assert tag_names(shared / "huisstijl") == frozenset()

    def no_git(*_: object) -> None:
        raise NoGitError("git is niet gevonden")

    monkeypatch.setattr("convenant_cli.sources.sources.open_repository", no_git)
    assert tagged(shared) == []
