"""``convenant explain`` for toetsen and clauses, and what ``convenant validate`` says about obligations."""

import json
from pathlib import Path
from typing import Any

import pytest

from convenant_cli.checks.checking import Report, check_source
from convenant_cli.cli import guarded
from convenant_cli.commands.reports.findings import report_lines
from convenant_cli.commands.reports.manual import all_manuals, is_rule
from convenant_cli.commands.reports.view import View, summary
from convenant_cli.judging.toetsen import toetsen
from convenant_cli.sources.sources import literal
from tests.conftest import BASIS, PEILDATUM, TESTS, check_golden, laid, overlay

FOLDER = TESTS / "judging" / "oordelen"
FILES = overlay(BASIS, FOLDER / "voorbeeld").files
CHAPTER = "data/bepalingen/1-afspraken.yaml"


@pytest.fixture
def explain(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Any:
    laid(tmp_path, FILES)

    def call(*args: str, folder: Path = tmp_path) -> tuple[int, str, str]:
        code = guarded(["-C", str(folder), "explain", *args])
        out, err = capfd.readouterr()
        return code, out.replace(f"{tmp_path}/", "").replace("../", ""), err

    return call


@pytest.mark.parametrize("name", sorted(toetsen()))
def test_every_toets_explains_itself(explain: Any, name: str) -> None:
    code, out, _ = explain(f"toets:{name}")
    assert code == 0
    assert out.startswith(f"{name} (toets)\n\n")
    for parameter in toetsen()[name].model_fields:
        assert parameter == "soort" or f"\n  {parameter}\n" in out
    words = " ".join(out.split())
    assert f"Familie: {toetsen()[name].familie}" in words
    assert all(family in words for family in toetsen()[name].families())
    assert explain(f"toets:{name}", "--format", "markdown")[1].startswith(f"# {name}\n")


@pytest.mark.parametrize("name", ["bepaling:contactpersoon", "zorgstructuur", "klimaat", "regio"])
def test_a_clause(explain: Any, name: str) -> None:
    code, out, _ = explain(name)
    assert code == 0
    lines = out.splitlines()
    lines[1] = lines[1][lines[1].index("data/") :]
    check_golden(FOLDER / "uitleg" / f"{name.rpartition(':')[2]}.txt", "\n".join(lines) + "\n")


def test_the_name_of_a_rule_is_known_before_it_is_loaded() -> None:
    every = all_manuals()
    assert len(every) > 60
    assert {name for name in (*every, *toetsen(), "actie", "--init--", "") if is_rule(name)} == set(every)


def test_the_list_names_checks_and_toetsen(explain: Any) -> None:
    out = explain()[1]
    for name in ("verwijzing-bestaat", "toets-opgave", *toetsen()):
        assert f"\n{name} " in out


def test_a_name_that_is_not_there(explain: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert explain("zorgstructur")[2] == (
        "fout: een controle, toets of bepaling 'zorgstructur' bestaat niet; bedoelde u 'zorgstructuur'?\n"
    )
    # Who names a field without its record is told where it is; who names one entry of a list reads of that list.
    assert explain("perioden")[2].endswith("bestaat niet; bedoelde u 'convenant.perioden'?\n")
    assert explain("mandaat")[2].endswith("bestaat niet; bedoelde u 'partner.ondertekening.mandaat'?\n")
    assert explain("afwijking")[1].startswith("convenant.afwijkingen (veld)\n")
    assert explain("soort:x")[0] == 2
    elsewhere = tmp_path_factory.mktemp("leeg")
    assert explain("vervanger", folder=elsewhere)[0] == 0, "the manual needs no dossier"
    assert explain("zorgstructuur", folder=elsewhere)[2].startswith("fout: een controle of toets 'zorgstructuur'")


def test_a_clause_by_its_number(explain: Any) -> None:
    expected = explain("bepaling:contactpersoon")[1]
    assert [explain(name)[1] for name in ("1.1", "1.1a", "bepaling:1.1a", "1.1 A")] == [expected] * 4
    assert explain("1.2 taak 1")[1] == explain("1.2")[1] != ""
    assert explain("1.1z")[0] == 2


def test_a_number_of_more_clauses_names_them(explain: Any, tmp_path: Path) -> None:
    path = tmp_path / CHAPTER
    path.write_text(path.read_text("utf-8").replace("nummer: 1.2", "nummer: 1.1"), encoding="utf-8")
    code, out, err = explain("1.1")
    assert (code, out) == (2, "")
    assert "'1.1' kan meer betekenen; kies uit: bepaling:contactpersoon (1.1a), bepaling:" in err
    assert explain("1.1 taak 1")[0] == 0


def report(**partners: str) -> Report:
    changed = {f"data/partners/{id}.yaml": text for id, text in partners.items()}
    return check_source(literal({**FILES, **changed}), PEILDATUM)


def data(found: Report) -> Any:
    return json.loads("".join(report_lines("json", View(found, found.findings))))


def test_validate_tells_what_is_not_found_where_it_is_mended() -> None:
    found = report()
    assert found.oordelen
    own = {finding.rule: finding for finding in found.findings if finding.rule in ("zorgstructuur", "contactpersoon")}
    assert own["zorgstructuur"].message == (
        "over 2025 is van Zuiderschool nog geen verklaring gevonden (ook voor veiligheidsplan)"
    )
    waived = [finding.rule for finding in found.findings if finding.waived]
    assert sorted(waived) == ["actie-is-op-tijd", "contactpersoon"]
    assert data(found)["summary"]["judged"] is True


def test_half_a_dossier_is_not_judged_and_that_is_said() -> None:
    found = report(politie="naam: Politie\n")
    assert found.oordelen is None
    assert not [finding for finding in found.findings if finding.rule in ("zorgstructuur", "vermogen")]
    last = summary(View(found, found.findings))[-1]
    assert last == "De afspraken zijn niet getoetst: data/partners/politie.yaml is niet helemaal te lezen."
    assert data(found)["summary"]["judged"] is False


def test_two_broken_files_and_a_missing_agreement() -> None:
    assert report(politie="", gemeente="").obstacle == (
        "data/partners/gemeente.yaml en een ander bestand zijn niet helemaal te lezen"
    )
    files = {name: raw for name, raw in FILES.items() if name != "data/convenant.yaml"}
    assert check_source(literal(files), PEILDATUM).obstacle == "data/convenant.yaml ontbreekt"


@pytest.mark.parametrize(
    ("old", "new", "column", "message"),
    [
        ("bevestigd_binnen: 12 maanden", "bevestigd_bine: 12 maanden", 36,
         "het veld 'bevestigd_bine' bestaat hier niet; bedoelde u 'bevestigd_binnen'?"),
        ("bevestigd_binnen: 12 maanden", "bevestigd_binnen: een jaar", 54, "'een jaar' is geen duur"),
        ("per: kalenderjaar}\n  - id: regio", "per: kalendrjaar}\n  - id: regio", 37,
         "'kalendrjaar' kan niet bij 'per'; bedoelde u 'kalenderjaar'?"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_told_at_its_place(old: str, new: str, column: int, message: str) -> None:
    text = FILES[CHAPTER].decode()
    assert old in text
    found = check_source(literal({**FILES, CHAPTER: text.replace(old, new)}), PEILDATUM)
    wrong = [finding for finding in found.findings if finding.rule == "toets-opgave"]
    assert [(finding.severity.value, finding.position.column, finding.message) for finding in wrong] == [
        ("fout", column, message)
    ]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("bepaling.bindt_na", "hoofdstuk.bepalingen.bindt_na"),
        ("eenheid.soort", "partner.eenheden.soort"),
        ("record:besluit", "bijeenkomst.besluiten"),
    ],
)
def test_a_part_is_explained_by_its_own_name(explain: Any, name: str, field: str) -> None:
    assert explain(name)[1].splitlines()[0].startswith(f"{field} (")
