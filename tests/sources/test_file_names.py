"""The name of a record must be possible on the computer of every reader."""

import pytest

from convenant_cli.dossier.reading import load
from convenant_cli.findings import Finding
from convenant_cli.sources.sources import literal
from tests.dossier.test_faults import FILES

PARTNER = FILES["partner"][1]
ACTIE = FILES["actie"][1]
_LONG = "heel-" * 30 + "lang"


def told(name: str, text: str = PARTNER) -> list[Finding]:
    return [finding for finding in load(literal({name: text}))[1] if finding.rule == "bestandsnaam"]


@pytest.mark.parametrize(
    "name",
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))],
)
def test_a_name_of_a_device_of_windows_is_refused_with_another(name: str) -> None:
    (finding,) = told(f"data/partners/{name}.yaml")
    assert f"'{name}' kan niet in Windows" in finding.message
    assert f"'{name}-partner'" in finding.message
    assert "verwijzingen" in finding.hint


def test_a_folder_with_the_name_of_a_device_is_refused_too() -> None:
    (finding,) = told("data/jaarplan/aux/acties/ouderavond.yaml", ACTIE)
    assert "'aux-actie'" in finding.message


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("con.tekst", "con-tekst"),
        ("nul.", "nul-partner"),
        ("CON", "con-partner"),
        ("com¹", "com1-partner"),
        ("lpt²", "lpt2-partner"),
        ("halt ", "halt"),
        ("halt.", "halt"),
        ("a:b", "a-b"),
        ("Halt", "halt"),
        ("e\u0301en", "een"),
        ("één", "een"),
        ("wat?", "wat"),
        ("a|b", "a-b"),
    ],
)
def test_what_windows_cannot_hold_or_tell_apart_is_refused_with_a_name_that_can(name: str, meant: str) -> None:
    (finding,) = told(f"data/partners/{name}.yaml")
    assert f"bedoelde u '{meant}'?" in finding.message


@pytest.mark.parametrize("name", [_LONG, "a" * 101, "a" * 240])
def test_a_name_that_makes_a_path_too_long_is_refused_with_a_shorter_one(name: str) -> None:
    (finding,) = told(f"data/partners/{name}.yaml")
    assert f"is met {len(name)} tekens te lang voor Windows" in finding.message
    meant = finding.message.rsplit("'", 2)[1]
    assert not told(f"data/partners/{meant}.yaml")


@pytest.mark.parametrize("name", ["a" * 100, "con-partner", "console", "auxilium", "com10", "nulmeting", "lpt"])
def test_a_name_that_only_looks_like_it_is_right(name: str) -> None:
    assert not told(f"data/partners/{name}.yaml")
