"""Charts: the picture and the text say the same, whatever the words, and no state is told by colour alone."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from convenant_cli.documents.page.charts import STATEN, Balk, planning, progress
from convenant_cli.kalender import Tijdvak, tijdvakken

YEAR = Tijdvak(date(2026, 1, 1), date(2027, 1, 1))
QUARTERS = tuple(tijdvakken("kwartaal", YEAR))
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def bar(number: int, **changes: object) -> Balk:
    facts = {"naam": f"1.{number} Actie", "groep": "Thema", "van": date(2026, 3, 1), "tot_en_met": date(2026, 6, 30)}
    return Balk(**{**facts, "status": "loopt", **changes})  # type: ignore[arg-type]


def test_progress_shows_every_count_and_says_it() -> None:
    chart = progress(
        "g", "Stand", [("Online", {"loopt": 2, "afgerond": 1}), ("Verzuim", {}), ("Wapens", {"gepland": 1})]
    )
    assert chart.tekst == "Online: 1 afgerond, 2 lopen. Verzuim: nog geen acties. Wapens: 1 gepland."
    shown = texts(chart.svg)
    assert shown[:3] == ["● afgerond", "► loopt", "○ gepland"], "the legend has only what occurs"
    assert shown[3:] == ["Online", "1", "2", "3", "Verzuim", "nog geen acties", "Wapens", "1", "1"]


def test_the_bars_of_progress_are_as_long_as_their_counts() -> None:
    chart = progress("g", "Stand", [("Online", {"loopt": 2, "afgerond": 1})])
    bars = ElementTree.fromstring(chart.svg).findall(f"{SVG}rect")[2:]
    widths = [float(bar.attrib["width"]) + 1 for bar in bars]
    assert widths[1] == pytest.approx(2 * widths[0], abs=0.2)


def test_planning_says_what_runs_begins_and_ends_in_each_quarter() -> None:
    chart = planning("g", "Planning", [bar(1), bar(2, van=date(2026, 4, 1))], YEAR, date(2026, 5, 1), QUARTERS)
    assert chart.tekst.startswith(
        "Kwartaal 1: 1 actie in uitvoering; 1 begint. "
        "Kwartaal 2: 2 acties in uitvoering; 1 begint en 2 moeten klaar zijn. Kwartaal 3: geen actie."
    )
    assert {"Thema", "1.1 Actie", "kwartaal 1", "kwartaal 4", "1 mei 2026"} <= set(texts(chart.svg))


def test_a_bar_stays_inside_the_picture_and_today_outside_the_year_is_left_out() -> None:
    bars = [bar(1, van=date(2025, 1, 1), tot_en_met=date(2028, 1, 1)), bar(2, tot_en_met=date(2026, 3, 1))]
    chart = planning("g", "Planning", bars, YEAR, date(2027, 1, 1), QUARTERS)
    for shape in ElementTree.fromstring(chart.svg).findall(f"{SVG}rect"):
        assert float(shape.attrib["x"]) >= 0
        assert float(shape.attrib["x"]) + float(shape.attrib["width"]) <= chart.breedte
    assert not any("2027" in text for text in texts(chart.svg))


def test_very_many_actions_become_a_bar_for_each_theme() -> None:
    bars = [
        bar(number, groep=f"Thema {number % 3}", van=date(2026, 1, 1) + timedelta(number % 300))
        for number in range(1000)
    ]
    chart = planning("g", "Planning", bars, YEAR, date(2026, 5, 1), QUARTERS)
    assert chart.hoogte < 300
    assert "334 acties" in texts(chart.svg)


@pytest.mark.parametrize("name", ["a < b & c", '"><script>', "x" * 200, "é → ►"])
def test_any_name_stays_text(name: str) -> None:
    for chart in (
        progress("g", "Stand", [(name, {"loopt": 1})]),
        planning("g", "Planning", [bar(1, naam=name, groep=name)], YEAR, date(2026, 5, 1), QUARTERS),
    ):
        shown = texts(chart.svg)
        assert any(text == name or (text.endswith("…") and name.startswith(text[:-1])) for text in shown)
        assert "<script" not in chart.svg


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("state", STATEN.values(), ids=STATEN)
def test_every_state_has_enough_contrast_and_a_symbol_of_its_own(state: object) -> None:
    look = next(one for one in STATEN.values() if one is state)
    ground = "#fff7ed" if look.vlak.startswith("url") else look.vlak
    assert _contrast(look.tekst, ground) >= 4.5
    assert _contrast(look.rand, "#ffffff") >= 3
    assert [one.symbool for one in STATEN.values()].count(look.symbool) == 1
    drawn = planning("g", "P", [bar(1, status=look.naam)], YEAR, date(2026, 5, 1), QUARTERS).svg
    assert re.search(rf">{look.symbool}<", drawn), "inside the bar, not only in the legend"
