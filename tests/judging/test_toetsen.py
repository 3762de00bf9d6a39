"""Every kind of test has examples: right, wrong, too late, and not applicable; each shows all its oordelen."""

from datetime import date
from pathlib import Path

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.judging.judging import clauses, judge
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.judging.toetsen import Toets, toetsen
from convenant_cli.sources.sources import literal
from tests.conftest import BASIS, PEILDATUM, TESTS, check_golden, overlay, read_folder
from tests.een_bepaling import beoordeelbaar

FOLDER = TESTS / "judging" / "toetsen"
CASES = ("goed", "fout", "te-laat", "niet-van-toepassing")
#: Kinds of tests for which time, or absence of a duty, changes nothing.
WITHOUT_TIME = {
    "niet-toetsbaar": ("goed",),
    "geen-verplichting": ("goed",),
    "grens": ("goed", "fout"),
    "reikwijdte": ("goed", "fout", "niet-van-toepassing"),
}


def _cases() -> list[tuple[str, str]]:
    return [(name, case) for name in sorted(toetsen()) for case in WITHOUT_TIME.get(name, CASES)]


def test_the_folder_is_the_list_of_the_kinds() -> None:
    assert {toets.__module__.split(".")[-1].replace("_", "-"): name for name, toets in toetsen().items()} == {
        name: name for name in toetsen()
    }


def _show(dossier: Dossier, oordeel: Oordeel) -> list[str]:
    who = oordeel.eenheid or oordeel.partner or "samen"
    lines = [f"{oordeel.bepaling} · {who} · {oordeel.periode or 'doorlopend'}: {oordeel.symbool} {oordeel.staat}"]
    lines.append(f"  {oordeel.toelichting}" + (" (door de tijd)" if oordeel.door_tijd else ""))
    for label, places in (("rust op", oordeel.rust_op), ("bij", (oordeel.bij,) if oordeel.bij else ())):
        for place in places:
            at = dossier.locate(place)
            lines.append(f"  {label} {at.file}:{at.line}:{at.column}")
    return lines


@pytest.mark.parametrize(("name", "case"), _cases(), ids=["-".join(pair) for pair in _cases()])
def test_example(name: str, case: str) -> None:
    folder = FOLDER / name / case
    assert folder.is_dir(), f"voorbeeld ontbreekt: tests/judging/toetsen/{name}/{case}/"
    dossier = beoordeelbaar(overlay(BASIS, folder))
    own = {clause.bepaling.id for clause in clauses(dossier)[0] if clause.toets.naam() == name}
    oordelen = [oordeel for oordeel in judge(dossier, _peildatum(folder)) if oordeel.bepaling in own]
    assert oordelen, "the example judges nothing"
    wrong = [oordeel for oordeel in oordelen if oordeel.aandacht]
    if case == "goed":
        assert not wrong, "the right example asks for attention"
    if case == "fout":
        assert any(not oordeel.door_tijd for oordeel in wrong), "the wrong example is silent"
    if case == "te-laat":
        assert any(oordeel.door_tijd for oordeel in wrong), "nothing in this example is too late"
    lines = [line for oordeel in oordelen for line in _show(dossier, oordeel)]
    check_golden(folder / "verwacht.txt", "\n".join(lines) + "\n")


def _peildatum(folder: Path) -> date:
    """Return the date in ``peildatum.txt`` of an example, or the date that all tests share."""
    own = folder / "peildatum.txt"
    return date.fromisoformat(own.read_text().strip()) if own.exists() else PEILDATUM


@pytest.mark.parametrize("toets", toetsen().values(), ids=lambda toets: toets.naam())
def test_form(toets: type[Toets]) -> None:
    assert toets.manual().titel.endswith(".")
    assert toets.families()[0] == toets.familie
    assert toets.__module__.rsplit(".", 1)[-1].replace("_", "-") == toets.naam(), "the file has the name of the toets"
    for name, field in toets.model_fields.items():
        assert name == "soort" or field.description, f"{toets.naam()}.{name} has no description"


@pytest.mark.parametrize(
    ("toets", "said"),
    [
        ("{soort: mijlpaal, streefdatum: 2026-11-21}", "een sector, een actie of een besluit"),
        ("{soort: reikwijdte, eenheden: [school]}", "'sectoren', of 'binnen_gemeente: ja'"),
        (
            "{soort: samenhangend-aanbod, elk_vraagstuk_beantwoord: nee, dubbel_aanbod_melden: nee}",
            "'elk_vraagstuk_beantwoord: ja' of 'dubbel_aanbod_melden: ja'",
        ),
    ],
)
def test_a_test_without_anything_to_test_is_a_mistake(toets: str, said: str) -> None:
    files = read_folder(BASIS)
    name = "data/bepalingen/1-afspraken.yaml"
    files[name] = files[name].replace(b"{soort: contactpersoon}", toets.encode())
    found = [one for one in check_source(literal(files), PEILDATUM).findings if one.rule == "toets-opgave"]
    assert [(one.position.line, one.message) for one in found] == [
        (12, f"de toets '{toets[8:].split(',')[0]}' heeft niets om te toetsen")
    ]
    assert f"noem {said}" in found[0].hint
