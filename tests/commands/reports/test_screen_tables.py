"""What stands in columns on a screen stands under its head, at every width and with any number of parties."""

import re
from datetime import date

import pytest
from rich.cells import cell_len

from convenant_cli.commands.reports.check_text import CheckView, lines, party_codes
from convenant_cli.commands.reports.status import StatusView
from convenant_cli.commands.reports.status import lines as status_lines
from convenant_cli.commands.reports.view import cells, in_column, wrapped
from convenant_cli.dossier.reading import load
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.sources.sources import Source
from tests.conftest import BASIS, PEILDATUM, TESTS, overlay

_BASE = overlay(BASIS, TESTS / "judging" / "oordelen" / "voorbeeld")
_SIGNS = "●◊○►×–!?◐◔◑·□■▲△→"


def dossier_with(count: int, name: str = "School {}", title: str = ""):  # type: ignore[no-untyped-def]
    school = _BASE.files["data/partners/zuiderschool.yaml"].decode()
    files = dict(_BASE.files)
    for number in range(count):
        text = re.sub("(?m)^naam: .*", f"naam: {name.format(number)}", school)
        text = re.sub("(?m)^korte_naam: .*\n", "", text)
        files[f"data/partners/extra-{number}.yaml"] = text.encode()
    if title:
        chapter = "data/bepalingen/1-afspraken.yaml"
        files[chapter] = re.sub("(?m)^( +titel|  - titel): .*", rf"\1: {title}", files[chapter].decode()).encode()
    dossier, _ = load(Source("voorbeeld", files))
    return dossier


@pytest.mark.parametrize("width", [20, 24, 33, 40, 60, 80, 100, 120])
@pytest.mark.parametrize(
    ("count", "name", "title"),
    [
        (0, "School {}", ""), (12, "School {}", ""), (46, "School {}", ""), (120, "S{}", ""),
        (46, "Openbare basisschool de Heel Lange Naam aan het Water nummer {}", ""),
        (46, "School {}", "Meldcodehuiselijkgeweldenkindermishandelingsprotocol"),
        (9, "漢字学校{}", "漢字の約束 en meer"), (9, "École {} 😀", "e\u0301e\u0301n afspraak 😀"),
        (30, "School {}", "x"),
    ],
)  # fmt: skip
def test_every_sign_stands_under_its_party(width: int, count: int, name: str, title: str) -> None:
    every = overzicht(dossier_with(count, name, title), PEILDATUM)
    codes = party_codes(every.partners)
    shown = list(lines(CheckView(every, lambda _: "", width=width)))
    start = next(at for at, line in enumerate(shown) if line.startswith(every.delen[0].titel[:10]))
    end = next(at for at, line in enumerate(shown) if line.startswith("Tekens en aantallen"))
    table = shown[start:end]
    too_wide = [line for line in table if cell_len(line) > width]
    assert too_wide == []
    expected = {
        (part, clause, codes[id]) for part, deel in enumerate(every.delen) for clause, rij in enumerate(deel.rijen)
        if rij.cellen and not rij.niets_te_toetsen for id in rij.cellen
    }  # fmt: skip
    seen = sum(_read(table, set(codes.values())).values())
    assert seen == len(expected)


def _read(table: list[str], codes: set[str]) -> dict[str, int]:
    """Return how many signs stand right under each code; refuse a sign that stands under none."""
    found = dict.fromkeys(codes, 0)
    columns: dict[int, str] = {}
    heads: list[str] = []
    at_head = True
    for line in table:
        if not line:
            at_head, heads, columns = True, [], {}
        elif at_head and line.startswith(" "):
            heads.append(line)
        elif at_head and not heads:
            continue  # the title of the chapter
        else:
            columns = columns or _columns(heads)
            at_head = False
            for place, sign in _cells(line).items():
                if sign in _SIGNS and place >= min(columns) and not re.search(rf"\{sign} \w", line):
                    assert columns.get(place) in codes, (line, place, columns)
                    found[columns[place]] += 1
    return found


def _columns(heads: list[str]) -> dict[int, str]:
    """Return where the signs of each party stand: below the middle of its code, or below its upright code."""
    words = [(match.start(), match[0]) for match in re.finditer(r"\S+", heads[0])]
    if len(heads) == 1:
        return {at + 1: word for at, word in words}
    return {at: "".join(row[at : at + 1] for row in heads).strip() for at, _ in words}


def _cells(line: str) -> dict[int, str]:
    out, at = {}, 0
    for character in line:
        out[at] = character
        at += cell_len(character)
    return out


def test_codes_are_narrow_and_different() -> None:
    every = overzicht(dossier_with(60, "漢字{}"), PEILDATUM)
    codes = list(party_codes(every.partners).values())
    assert len(set(codes)) == len(codes)
    assert all(cell_len(code) == len(code) <= 3 for code in codes)


@pytest.mark.parametrize("width", [20, 40, 80, 120])
@pytest.mark.parametrize("count", [0, 46])
def test_the_status_fits_its_screen(width: int, count: int) -> None:
    told = signalen(overzicht(dossier_with(count), date(2026, 6, 15)))
    words = [
        line for line in status_lines(StatusView(told, width=width)) if cell_len(line) > width and len(line.split()) > 2
    ]
    assert words == []


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("een twee drie", 8, ["een twee", "drie"]), ("漢字 漢字 a", 6, ["漢字", "漢字 a"]),
        ("e\u0301e\u0301n twee", 8, ["e\u0301e\u0301n twee"]), ("😀 😀 😀", 5, ["😀 😀", "😀"]), ("", 5, [""]),
        ("é twee", 5, ["é", "twee"]),
    ],
)  # fmt: skip
def test_lines_are_counted_in_cells(text: str, width: int, expected: list[str]) -> None:
    assert wrapped(width, "", text) == expected
    assert all(cells(line) == width for line in in_column(text, width))
