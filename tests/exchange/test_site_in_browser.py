"""The web site in a real browser, from a folder: accessible, on every width; searched, filtered, by keyboard alone.

Needs what ``test_html_in_browser.py`` needs, and is skipped, or fails, as that is.
"""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from convenant_cli.exchange.site.placing import place
from tests.conftest import ROOT
from tests.documents.test_html_in_browser import axe, axe_faults, browser, nu_messages
from tests.exchange.test_site import empty, whole
from tests.grondig import pairs

pytestmark = pytest.mark.programmas

__all__ = ["axe", "browser"]  # fixtures

WIDTHS = (320, 768, 1280)
#: A page of every kind, the one that has most to show.
KINDS = {
    "start": "index.html",
    "aanbod": "aanbod.html",
    "gezocht": "aanbod.html?q=sextng&voor=scala-coenecoop%2Fscala-college",
    "niets": "aanbod.html?q=vapen",
    "een": "aanbod/alphen-vitaal/buurtsport-op-school.html",
    "thema": "thema/wapens-en-geweld.html",
    "bellen": "wie-belt-u.html",
    "partijen": "partijen.html",
    "partij": "partij/hecht.html",
    "jaarplan": "jaarplan/2026.html",
    "convenant": "convenant.html",
    "documenten": "documenten.html",
    "over": "over.html",
    "toegankelijkheid": "toegankelijkheid.html",
    "leeg": "leeg/index.html",
}
#: The widths at which axe looks at a page; whether it scrolls sideways is looked at on all.
AXE_AT = pairs([*KINDS], WIDTHS)
FOUND = """
    return [...document.querySelectorAll('#lijst > li')].map((one) => one.dataset.pad);
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the shipped dossier in a folder, with that of an empty one in a folder below."""
    top = tmp_path_factory.mktemp("website") / "een map"
    place(top, whole(), ROOT)
    place(top / "leeg", empty(), ROOT)
    return top


def show(browser: Any, folder: Path, page: str, width: int = 1280) -> None:
    device = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", device)
    name, _, question = page.partition("?")
    browser.get((folder / name).as_uri() + (f"?{question}" if question else ""))


def keys(browser: Any, *typed: str) -> None:
    browser.switch_to.active_element.send_keys(*typed)


def focused(browser: Any) -> str:
    told: str = browser.execute_script("const at = document.activeElement; return at.id || at.textContent.trim()")
    return told


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_fault_and_nothing_scrolls_sideways(browser: Any, folder: Path, axe: str, kind: str) -> None:
    show(browser, folder, KINDS[kind])
    assert [entry["message"] for entry in browser.get_log("browser")] == []
    browser.execute_script(axe)
    for width in WIDTHS:
        device = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", device)
        room, needed = browser.execute_script(
            "const page = document.documentElement; return [page.clientWidth, page.scrollWidth]"
        )
        assert needed <= room, width
        if (kind, width) in AXE_AT:
            assert axe_faults(browser, "bypass") == [], width
    levels = browser.execute_script(
        "return [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter((one) => one.checkVisibility())"
        ".map((one) => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    browser.get_log("browser")  # axe itself tries to read the style, and the page does not let it


@pytest.mark.parametrize(
    ("question", "first", "told"),
    [
        ("sexting", "aanbod/halt/voorlichting-online-veiligheid.html", ""),
        ("sextng", "aanbod/halt/voorlichting-online-veiligheid.html", "‘sextng’ is gelezen als ‘sexting’."),
        ("hulp bij verzuim", "aanbod/hecht/verzuimbegeleiding.html", ""),
    ],
)
def test_who_types_a_question_sees_the_offer_while_typing(
    browser: Any, folder: Path, question: str, first: str, told: str
) -> None:
    show(browser, folder, "aanbod.html")
    field = browser.find_element("id", "q")
    field.send_keys(question)
    found = browser.execute_script(FOUND)
    assert found[0] == first
    assert len(found) < 21
    assert browser.find_element("id", "verbeterd").text.startswith(told)
    assert f"q={question.replace(' ', '+')}" in browser.current_url
    _says(browser, f"{len(found)} mogelijkheden gevonden" if len(found) > 1 else "1 mogelijkheid gevonden")


def _says(browser: Any, sentence: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    status = browser.find_element("css selector", "[role=status]")
    WebDriverWait(browser, 20).until(lambda _: status.text == sentence, f"{status.text} is not {sentence}")


def _comes_to(browser: Any, page: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, 20).until(lambda _: browser.current_url.endswith(page), f"not at {page}")
    WebDriverWait(browser, 20).until(
        lambda _: (
            browser.execute_cdp_cmd("Runtime.evaluate", {"expression": "document.readyState"})["result"]["value"]
            == "complete"
        )
    )


def test_filters_leave_what_is_for_a_school_and_a_theme_and_can_be_taken_away(browser: Any, folder: Path) -> None:
    from selenium.webdriver.support.ui import Select

    show(browser, folder, "aanbod.html")
    Select(browser.find_element("id", "kies-voor")).select_by_visible_text(
        "Colleges Dienstverlening en Economie (MBO Rijnland)"
    )
    school = browser.execute_script(FOUND)
    assert "aanbod/alphen-vitaal/buurtsport-op-school.html" not in school
    assert "aanbod/alphen-vitaal/beweegmakelaar.html" in school
    Select(browser.find_element("id", "kies-thema")).select_by_visible_text("Sexting")
    assert sorted(browser.execute_script(FOUND)) == [
        "aanbod/halt/voorlichting-online-veiligheid.html",
        "aanbod/hecht/groepsvoorlichting.html",
    ]
    _says(browser, "2 mogelijkheden")
    browser.refresh()  # the address holds what was chosen
    assert len(browser.execute_script(FOUND)) == 2
    away = browser.find_element("css selector", "#gekozen button")
    assert away.get_attribute("aria-label") == "Verwijder filter Sexting"
    away.click()
    assert browser.execute_script(FOUND) == school
    assert focused(browser) == "Colleges Dienstverlening en Economie (MBO Rijnland)"


def test_who_finds_nothing_is_told_whom_to_ask(browser: Any, folder: Path) -> None:
    show(browser, folder, "aanbod.html?q=vapen")
    assert browser.execute_script(FOUND) == []
    assert "convenant@alphenaandenrijn.example" in browser.find_element("id", "niets").text
    _says(browser, "Geen mogelijkheden gevonden")


def test_the_keyboard_alone_gets_from_the_start_to_whom_to_call(browser: Any, folder: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    show(browser, folder, "index.html")
    keys(browser, Keys.TAB)
    assert focused(browser) == "Naar de inhoud"
    assert browser.switch_to.active_element.rect["x"] >= 0, "a link that has the focus can be seen"
    keys(browser, Keys.ENTER)
    browser.switch_to.active_element.send_keys(Keys.TAB)
    assert focused(browser) == "q"
    outline = browser.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    keys(browser, "mes op school", Keys.ENTER)
    _comes_to(browser, "aanbod.html?q=mes+op+school")
    browser.find_element("id", "q").send_keys(Keys.TAB, Keys.TAB)
    for _ in range(5):
        keys(browser, Keys.TAB)
    assert focused(browser) == "Voorlichting over wapens, geweld en vuurwerk"
    keys(browser, Keys.ENTER)
    _comes_to(browser, "aanbod/halt/voorlichting-wapens-en-vuurwerk.html")
    assert "convenant@halt.example" in browser.find_element("css selector", ".bel").text


@contextmanager
def without_scripts(browser: Any) -> Iterator[None]:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_without_scripts_links_are_the_filter(browser: Any, folder: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    with without_scripts(browser):
        show(browser, folder, "aanbod.html")
        assert not browser.find_element("id", "q").is_displayed()
        assert len(browser.find_elements("css selector", "#lijst > li")) == 21
        browser.find_element("link text", "Sexting").send_keys(Keys.ENTER)
        _comes_to(browser, "thema/sexting.html")
        assert browser.find_element("tag name", "h1").text == "Sexting"
        assert len(browser.find_elements("css selector", ".kaarten > li")) == 2
        browser.find_element("link text", "Ashram College (Scope)").send_keys(Keys.ENTER)
        _comes_to(browser, "voor/scope/ashram-college.html")
        assert "Buurtsportcoaches op school" in browser.find_element("tag name", "main").text


def test_on_paper_only_what_can_be_read_is_left(browser: Any, folder: Path) -> None:
    from selenium.webdriver.common.print_page_options import PrintOptions

    show(browser, folder, "aanbod.html")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not browser.find_element("css selector", ".menu").is_displayed()
    assert not browser.find_element("css selector", ".filters").is_displayed()
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    paper = PrintOptions()
    paper.page_width, paper.page_height = 21.0, 29.7
    assert base64.b64decode(browser.print_page(paper)).startswith(b"%PDF")


def test_the_nu_checker_has_no_message(folder: Path) -> None:
    asked = sorted({str(folder / page.partition("?")[0]) for page in KINDS.values()})
    # Of a file the checker knows no 'self'. What a page loads, test_site.py holds against its own place.
    apart = ["--filterpattern", "Resource violates Content Security Policy.*"]
    assert nu_messages("--also-check-css", *apart, *asked, str(folder / "stijl.css")) == []
