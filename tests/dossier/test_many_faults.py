"""A file with very many faults of one kind: all are counted, the first are shown, and nobody waits for it."""

import json
from datetime import date
from pathlib import Path

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.commands.reports.findings import report_lines
from convenant_cli.commands.reports.view import MOST, View, thousands
from convenant_cli.findings import Severity
from convenant_cli.sources.sources import literal
from tests.conftest import Run
from tests.grondig import times

NAME = "data/jaarplan/2026/acties/plein.yaml"
_TEXT = """\
nummer: "1.1"
titel: Plein
thema: wonen
doel: samen
trekker: dijkschool
start: 2026-01-01
gereed: 2026-05-31
status: gepland
omschrijving: Op het plein.
"""

#: A quarter of what a file can hold, or all of it.
PART = times(4, 1)


def _up_to(count: int) -> range:
    return range(count // PART)


#: What is added to an action, and how many findings of which rule come of it. Whole, each took a minute or more.
MANY = {
    "references": (
        "partners: [" + ", ".join(f"p{n}" for n in _up_to(12_000)) + "]\n",
        "verwijzing-bestaat",
        12_000 // PART + 3,
    ),
    "references-below": (
        "partners:\n" + "".join(f"- p{n}\n" for n in _up_to(12_000)),
        "verwijzing-bestaat",
        12_000 // PART + 3,
    ),
    "fields": ("".join(f"veld{n}: x\n" for n in _up_to(15_000)), "veld-onbekend", 15_000 // PART),
    "spaces": ("".join(f"veld\u00a0{n}: x\n" for n in _up_to(9_000)), "veld-onbekend", 9_000 // PART),
    "items": ("partners2:\n" + "- a\n" * (40_000 // PART), "veld-onbekend", 1),
    "nearly": ("voortgang2:\n" + "- a\n" * (40_000 // PART), "vorm-ongeldig", 1),
    "values": (
        "voortgang:\n" + "".join(f"- {{datum: 2026-13-{n}, tekst: x}}\n" for n in _up_to(5_000)),
        "waarde-ongeldig",
        5_000 // PART,
    ),
    "doubles": ("titel: x\n" * (20_000 // PART), "yaml-dubbel", 20_000 // PART),
    "long-names": ("".join(f"{'a' * 900}{n}: x\n" for n in range(200)), "veld-onbekend", 200),
}  # fmt: skip


@pytest.mark.parametrize("kind", MANY)
def test_all_are_counted_and_the_first_are_shown(kind: str) -> None:
    added, rule, count = MANY[kind]
    text = _TEXT + added
    assert len(text) < 256 * 1024
    report = check_source(literal({NAME: text}), date(2026, 6, 15))
    found = [one for one in report.findings if one.rule == rule]
    counted = len(found)  # pytest would show them all
    assert counted == count
    view = View(report, report.findings)
    for form in ("text", "concise", "github", "azure"):
        lines = list(report_lines(form, view))
        shown = [line for line in lines if rule in line and "en nog" not in line]
        listed = len(shown)
        assert listed <= MOST
        written, rules = len(lines), len({one.rule for one in report.findings})
        assert written < 8 * MOST * rules
        longest = max(map(len, lines))
        assert longest < 6_000
        left = [line for line in lines if f"en nog {thousands(count - MOST)} in dit bestand" in line]
        assert len(left) == (count > MOST), form
    told, every = len(json.loads("\n".join(report_lines("json", view)))["findings"]), len(view.open)
    assert told == every
    summary = next(line for line in report_lines("text", view) if " gelezen: " in line)
    faults = view.count(Severity.FOUT)
    assert f"{faults} fouten" in summary


def test_what_was_meant_is_not_sought_for_thousands_among_thousands() -> None:
    partners = {f"data/partners/partij-{n}.yaml": f"naam: Partij {n}\nrollen: [school]\n" for n in range(800)}
    text = _TEXT + "partners: [" + ", ".join(f"partyj-{n}" for n in range(3_000)) + "]\n"
    report = check_source(literal({NAME: text, **partners}), date(2026, 6, 15))
    found = [one.message for one in report.findings if one.rule == "verwijzing-bestaat" and one.position.file == NAME]
    told = [message for message in found if "partij-" in message.partition("bedoelde")[2]]
    counted, sought = len(found), len(told)
    assert counted > 3_000
    assert 0 < sought < 2_000


@pytest.mark.parametrize("form", ["text", "concise", "json", "github", "gitlab", "azure", "sarif", "junit"])
def test_no_format_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, convenant: Run, form: str) -> None:
    path = tmp_path / NAME
    path.parent.mkdir(parents=True)
    path.write_text(_TEXT + MANY["fields"][0], "utf-8")
    (tmp_path / "data/convenant.yaml").write_text("titel: Plein\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    run = convenant("validate", "--format", form, "--peildatum", "2026-06-15", code=1)
    last, left = 15_000 // PART - 1, thousands(15_000 // PART - MOST)
    whole = f"veld{last}" in run.out or f"en nog {left}" in run.out
    assert whole
