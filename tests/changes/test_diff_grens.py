"""Of two moments that are compared only what differs is searched for personal data: that changes no answer."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from convenant_cli.changes import oordelen
from convenant_cli.changes.comparing import compare
from convenant_cli.changes.sides import from_source
from convenant_cli.changes.wijziging import Kant, Vergelijking
from convenant_cli.commands.reports import diff_json
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.vondsten import Looking
from convenant_cli.privacy import Hit
from convenant_cli.sources.sources import literal, worktree
from tests.conftest import ROOT

PLAN = "data/jaarplan/2026/acties"
ACTIE, ANDERE = f"{PLAN}/buurtsport-na-school.yaml", f"{PLAN}/advies-strafrecht.yaml"
EVALUATIE, PARTIJ = "data/evaluaties/2025/ouderavond-online.yaml", "data/partners/halt.yaml"
MARKER, DAG = "data/convenant.yaml", date(2026, 11, 1)
BSN = "De leerling heeft BSN 111222333."
Files = dict[str, str]


@pytest.fixture(scope="module")
def files() -> Files:
    return {name: raw.decode() for name, raw in worktree(ROOT).files.items() if name.startswith("data/")}


def added(text: str, sentence: str) -> str:
    """Return a record in which a sentence was put before the first text of more lines, or else before the title."""
    found = re.search(r": >-\n +", text) or re.search(r"^titel: ", text, re.MULTILINE)
    assert found
    return f"{text[: found.end()]}{sentence} {text[found.end() :]}"


def harmless(files: Files) -> Files:
    return files | {ACTIE: re.sub(r"(?m)^titel: .*$", "titel: Iets heel anders", files[ACTIE])}


def personal(files: Files, name: str = ACTIE) -> Files:
    return files | {name: added(files[name], BSN)}


def waived(files: Files) -> Files:
    waiver = "  - controle: c-vervanger\n    bestand: data/partners/yuverta.yaml\n"
    assert waiver in files[MARKER]
    return files | {MARKER: files[MARKER].replace(waiver, waiver.replace("yuverta", "halt"))}


def without(files: Files, name: str) -> Files:
    return {one: text for one, text in files.items() if one != name}


def pairs(files: Files) -> Iterator[tuple[str, Files, Files]]:
    bad, both = personal(files), personal(personal(files), ANDERE)
    yield "nothing personal anywhere", files, harmless(files)
    yield "it comes", files, bad
    yield "it goes", bad, files
    yield "it stays, elsewhere", personal(files, ANDERE), harmless(personal(files, ANDERE))
    yield "it stays, in what changes", bad, harmless(bad)
    yield "it gets a second place", bad, both
    yield "it moves", bad, personal(files, ANDERE)
    yield "in an evaluation", files, personal(files, EVALUATIE)
    yield "in a party", files, personal(files, PARTIJ)
    yield "a party changes, it stays elsewhere", bad, bad | {PARTIJ: added(files[PARTIJ], "Het is zo.")}
    yield "the agreement changes", bad, waived(bad)
    yield "a file goes", files, without(files, EVALUATIE)
    yield "with it", personal(files, EVALUATIE), without(files, EVALUATIE)
    yield "a name of a file", files, files | {f"{PLAN}/bsn-111222333.yaml": files[ACTIE].replace("2.1", "2.91")}


def compared(old: Mapping[str, str], new: Mapping[str, str]) -> Vergelijking:
    return compare(from_source(literal(old), Kant("toen")), from_source(literal(new), Kant("nu")), DAG, alone=True)


def test_what_is_compared_is_the_same_as_after_a_whole_search(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    short: dict[str, list[str]] = {}
    took: dict[str, bool] = {}
    real = oordelen._no_limit_differs
    for case, old, new in pairs(files):

        def noted(before: Dossier, after: Dossier, case: str = case) -> bool:
            took[case] = real(before, after)
            return took[case]

        with monkeypatch.context() as patch:
            patch.setattr(oordelen, "_no_limit_differs", noted)
            short[case] = list(diff_json.lines(compared(old, new)))
    assert {case for case, so in took.items() if so} == {
        "nothing personal anywhere",
        "it stays, elsewhere",
        "it stays, in what changes",
        "a file goes",
    }
    assert set(took) == set(short)
    monkeypatch.setattr(oordelen, "_no_limit_differs", lambda *_: False)
    for case, old, new in pairs(files):
        assert short[case] == list(diff_json.lines(compared(old, new))), case
    assert any("avg-geen-verwerking" in line for line in short["it comes"])


def test_what_both_have_is_not_searched(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = Looking.__call__

    def noted(self: Looking, text: str) -> tuple[Hit, ...]:
        asked.append(text)
        return real(self, text)

    monkeypatch.setattr(Looking, "__call__", noted)
    compared(files, harmless(files) | {EVALUATIE: added(files[EVALUATIE], "Het is zo.")})
    assert "Iets heel anders" in asked
    assert len(asked) < 200
