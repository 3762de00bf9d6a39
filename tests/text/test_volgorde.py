"""What people read as a number or a name stands in that order, wherever they read a list."""

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant_cli.dossier.reading import load
from convenant_cli.sources.sources import literal
from convenant_cli.text.volgorde import roman, volgorde
from tests.conftest import BASIS, Run


@pytest.mark.parametrize(
    "ordered",
    [
        ["1.1", "1.2", "1.9", "1.10", "1.11", "2.1"],
        ["actie 1.2 Z", "actie 1.10 A"],
        ["stap-2.yaml", "stap-10.yaml", "stap-100.yaml"],
        ["1a", "1b", "2a", "10a"],
        ["2026", "2027-1", "2027-2", "2027-10"],
        ["Aap", "école", "Egel", "Élan", "eland", "Zorg"],
        ["De Brug", "de Wilg", "Het Plein", "’t Sticht", "Uil"],
        ["IJburg", "ijsbaan", "\u0133sje", "Ik"],
        ["'s-Gravenhage", "school 2", "School 10"],
        ["a07", "a7", "a8"],
        ["x" + "9" * 5000, "x1" + "0" * 5000],
        ["Straat", "straße 1", "Straße 2"],
    ],
)
def test_people_read_in_this_order(ordered: list[str]) -> None:
    for seed in range(5):
        mixed = random.Random(seed).sample(ordered, len(ordered))
        assert sorted(mixed, key=volgorde) == ordered


def test_two_texts_never_have_one_key() -> None:
    alike = ["Brug", "brug", "brúg", "'brug'", "brug1", "brug01"]
    assert len({volgorde(text) for text in alike}) == len(alike)


def test_records_stand_by_their_number() -> None:
    names = [f"data/jaarplan/2026/acties/stap-{number}.yaml" for number in (10, 9, 2, 11, 1)]
    dossier, _ = load(literal(dict.fromkeys(names, "nummer: '1.1'\n")))
    assert [name.rpartition("-")[2] for name in dossier.files] == ["1.yaml", "2.yaml", "9.yaml", "10.yaml", "11.yaml"]


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier with late actions 1.1 to 1.11 and schools 1 to 11."""
    shutil.copytree(BASIS, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _numbers(told: str, word: str) -> list[int]:
    import re

    return [int(number) for number in dict.fromkeys(re.findall(rf"{word}(\d+)", told))]


def test_findings_stand_by_the_number_of_their_file(dossier: Path, convenant: Run) -> None:
    for number in (10, 2, 1, 11, 9):
        (dossier / f"data/partners/stap-{number}.yaml").write_text("naam: [x]\n", "utf-8")
    for form in ("text", "concise", "json", "github", "azure", "gitlab", "sarif", "junit"):
        assert _numbers(convenant("validate", "--format", form).out, "stap-") == [1, 2, 9, 10, 11], form


def test_parties_stand_by_their_number(dossier: Path, convenant: Run) -> None:
    import re

    text = (dossier / "data/partners/politie.yaml").read_text("utf-8")
    for number in (10, 2, 1, 11, 9):
        named = re.sub("(?m)^naam: .*", f"naam: Bureau {number}", text)
        (dossier / f"data/partners/bureau-{number}.yaml").write_text(named, "utf-8")
    for args in (
        ["check"],
        ["diff"],
        ["render", "overdracht"],
        ["render", "partnergids"],
        ["check", "--format", "csv"],
    ):
        run = convenant(*args, "--peildatum", "2026-11-21")
        found = _numbers(run.out, "Bureau ")
        assert found in ([], [1, 2, 9, 10, 11]), (args, run.err)
    assert _numbers(convenant("check", "--peildatum", "2026-11-21").out, "Bureau ") == [1, 2, 9, 10, 11]


@given(st.text(st.characters(max_codepoint=127), max_size=12))
def test_a_text_without_accents_goes_as_one_with_them(text: str) -> None:
    assert volgorde(f"{text}e").partition("\0")[0] == volgorde(f"{text}é").partition("\0")[0]


def test_roman_numbers_have_their_value_and_other_texts_none() -> None:
    known = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VIII": 8, "IX": 9, "X": 10, "XIV": 14, "XIX": 19}
    known |= {"XXIX": 29, "XL": 40, "XLIX": 49, "L": 50, "LXXXIX": 89}
    assert {one: roman(one) for one in known} == known
    assert {one: roman(one.lower()) for one in known} == known
    for other in ("", "A", "C", "D", "IIII", "VV", "IC", "Iv", "bijlage 1", "I lid 2", "1"):
        assert roman(other) is None
