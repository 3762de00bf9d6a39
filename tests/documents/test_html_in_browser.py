"""Every document as web page in a real browser: no accessibility fault, readable on a phone, and on paper.

Needs Chromium, its driver and axe-core, and Java with the Nu Html Checker; without them these tests are skipped, or
fail with ``CONVENANT_EIS_BROWSER=1``. ``CONVENANT_AXE`` may name another axe.min.js than the one in the
axe-playwright-python package; ``CONVENANT_VNU`` names the checker's vnu.jar (npm package ``vnu-jar``).
"""

import base64
import gc
import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import pytest

from convenant_cli.cli import main
from tests.alle_documenten import Soort, made, one_of_each
from tests.grondig import pairs
from tests.verhaal import verhaal

pytestmark = pytest.mark.programmas

CHANGES = {"wijzigingen": ["wijzigingen"], "gemarkeerd": ["jaarplan", "2026"]}
PAGES = {soort.name: soort for soort in one_of_each()} | {"2026": Soort("jaarplan", "2026")}
ALL_PAGES = [*PAGES, *CHANGES]
WIDTHS = (1280, 320)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


def missing(what: str) -> NoReturn:
    if os.environ.get("CONVENANT_EIS_BROWSER") == "1":
        pytest.fail(f"{what} ontbreekt, en CONVENANT_EIS_BROWSER=1 eist een browser")
    pytest.skip(f"{what} ontbreekt")


def program(name: str) -> str:
    return shutil.which(name) or missing(name)


@pytest.fixture(scope="module")
def axe() -> str:
    """Return the source of axe-core, without importing the package that it comes in."""
    named = os.environ.get("CONVENANT_AXE")
    package = importlib.util.find_spec("axe_playwright_python")
    folders = package.submodule_search_locations if package else None
    path = Path(named) if named else Path(next(iter(folders))) / "axe.min.js" if folders else None
    if path is None or not path.is_file():
        missing(f"axe-core ({named or 'axe-playwright-python'})")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    driver, chromium = program("chromedriver"), program("chromium")
    if importlib.util.find_spec("selenium") is None:
        missing("selenium")
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in (*ARGUMENTS, f"--user-data-dir={tmp_path_factory.mktemp('profiel')}"):
        options.add_argument(argument)
    session = webdriver.Chrome(options, webdriver.ChromeService(driver))
    session.set_script_timeout(120)
    yield session
    session.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make the shipped documents as web pages, by name; a year plan also by its year; and those about changes."""
    folder = tmp_path_factory.mktemp("documenten")
    made_pages = {name: folder / f"{name}.html" for name in ALL_PAGES}
    for name, soort in PAGES.items():
        made_pages[name].write_bytes(made(soort, ".html"))
    told = str(verhaal(tmp_path_factory.mktemp("verhaal")))
    for name, what in CHANGES.items():
        asked = [*what, "--sinds", "jaarplan-2026-v1.0", "--peildatum", "2026-11-01", "--naar", str(made_pages[name])]
        with pytest.raises(SystemExit) as ended:
            main(["-C", told, "render", *asked])
        gc.enable()  # the command line turns it off for its short life
        assert ended.value.code == 0
    return made_pages


def show(browser: Any, page: Path, width: int) -> None:
    """Open a page in a window of a width; the emulated device can be narrower than Chromium's narrowest window."""
    device = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", device)
    browser.get(page.as_uri())
    assert browser.execute_script("return window.innerWidth") == width


def axe_faults(browser: Any, *rules: str) -> list[str]:
    """Return the faults that axe, which a page has loaded, finds in it; these rules are among those it was held to."""
    result = browser.execute_async_script(
        """
        const [rules, done] = arguments;
        const options = {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"]};
        axe.run(document, options).then(done, error => done({error: String(error)}));
        """,
        RULES,
    )
    assert "error" not in result, result
    version = tuple(int(part) for part in result["testEngine"]["version"].split(".")[:2])
    assert version >= (4, 8), "older axe-core does not know WCAG 2.2"
    assert {rule["id"] for rule in result["passes"]} >= {"color-contrast", "html-has-lang", "region", *rules}
    return [
        f"{fault['id']}: {fault['help']}: {node['html'][:200]}"
        for fault in result["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize(("name", "width"), pairs(ALL_PAGES, WIDTHS))
def test_axe_finds_no_fault(browser: Any, pages: dict[str, Path], axe: str, name: str, width: int) -> None:
    show(browser, pages[name], width)
    browser.execute_script(axe)
    assert axe_faults(browser, "heading-order") == []


@pytest.mark.parametrize("name", ALL_PAGES)
def test_a_phone_does_not_scroll_a_page_sideways(browser: Any, pages: dict[str, Path], name: str) -> None:
    show(browser, pages[name], 320)
    # Beside a scroll bar, where the browser has one that takes room.
    room, width = browser.execute_script(
        "const page = document.documentElement; return [page.clientWidth, page.scrollWidth]"
    )
    assert width <= room <= 320
    # A wide table scrolls inside its own region, and the keyboard can reach that.
    regions = browser.execute_script(
        """
        return [...document.querySelectorAll("table")].map(table => {
            const reached = "[tabindex='0']:is([aria-labelledby], [aria-label])";
            const region = table.closest(`:is([role=region], [role=group])${reached}`);
            return region !== null && region.getBoundingClientRect().right <= 320;
        });
        """
    )
    assert len(regions) >= (
        4 if name in ("2026", "jaarplan") else 0
    )  # a table of who pays what only where that is known
    assert all(regions)
    silent = browser.execute_script(
        """
        const hidden = one => one.scrollWidth > one.clientWidth + 1;
        const says = one => getComputedStyle(one, "::before").content.includes("opzij");
        const tables = [...document.querySelectorAll(".tabel, .tekening")];
        return tables.filter(one => hidden(one) && !says(one)).map(one => one.innerText);
        """
    )
    assert silent == [], "a table or chart of which a part is out of sight says so"
    over = browser.execute_script(
        """
        const found = [], boxes = cell => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          return [...range.getClientRects()];
        };
        for (const row of document.querySelectorAll("tr")) {
          const cells = [...row.cells].map(cell => [cell, boxes(cell)]);
          for (const [one, mine] of cells) for (const [other, theirs] of cells) if (one !== other) {
            const meets = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2
              && b.top < a.bottom - 2;
            if (mine.some(a => theirs.some(b => meets(a, b)))) found.push([one.innerText, other.innerText]);
          }
        }
        return found;
        """
    )
    assert over == [], "no cell stands over another"
    fit = """
        const shown = [...document.querySelectorAll(".invullen, .stapel, .onder")];
        return shown.every(one => one.scrollWidth <= one.clientWidth + 1);
        """
    assert browser.execute_script(fit), "where somebody signs, and all of an action, is in sight"
    broken = browser.execute_script(
        """
        const found = [], range = document.createRange();
        for (const table of document.querySelectorAll(".invullen, .stapel, .onder")) {
          const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/\\p{L}{2,}/gu)) {
            range.setStart(texts.currentNode, word.index);
            range.setEnd(texts.currentNode, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map(one => Math.round(one.top))).size > 1) found.push(word[0]);
          }
        }
        return found;
        """
    )
    assert broken == []


@pytest.mark.parametrize("name", ALL_PAGES)
def test_a_page_is_dutch_with_one_title_and_headings_in_order(browser: Any, pages: dict[str, Path], name: str) -> None:
    show(browser, pages[name], 1280)
    assert browser.execute_script("return document.documentElement.lang") == "nl"
    assert "Convenant " in browser.title
    levels = browser.execute_script(
        "return [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(heading => Number(heading.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert browser.execute_script("return document.compatMode") == "CSS1Compat"


def test_the_keyboard_reaches_the_content_first(browser: Any, pages: dict[str, Path]) -> None:
    from selenium.webdriver.common.keys import Keys

    show(browser, pages["2026"], 1280)
    browser.switch_to.active_element.send_keys(Keys.TAB)
    assert browser.switch_to.active_element.text == "Naar de inhoud"
    rectangle = browser.switch_to.active_element.rect
    assert rectangle["x"] >= 0, "a link that has the focus can be seen"
    assert rectangle["y"] >= 0


def test_a_page_prints_on_several_sheets_and_no_table_falls_off(browser: Any, pages: dict[str, Path]) -> None:
    from selenium.webdriver.common.print_page_options import PrintOptions

    show(browser, pages["2026"], 1280)
    paper = PrintOptions()
    paper.page_width, paper.page_height = 21.0, 29.7
    sheets = base64.b64decode(browser.print_page(paper))
    assert sheets.startswith(b"%PDF")
    # A plan that is twelve pages in PDF takes little more from a browser.
    assert 3 < len(re.findall(rb"/Type\s*/Page\b(?!s)", sheets)) <= 15
    # As wide as the text on A4 between the margins of the page (178 mm), in the style for paper.
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    show(browser, pages["2026"], round(178 / 25.4 * 96))
    widths = browser.execute_script("return [...document.querySelectorAll('table')].map(table => table.scrollWidth)")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert max(widths) <= round(178 / 25.4 * 96)


def test_on_a_phone_what_a_row_of_three_is_about_has_the_width_for_its_words(
    browser: Any, pages: dict[str, Path]
) -> None:
    """The second and third cell stand below each other: side by side a column held nine letters."""
    show(browser, pages["overdracht"], 320)
    narrow, beside = browser.execute_script(
        "const rows = [...document.querySelectorAll('.breed tbody tr')].filter(row => row.cells.length === 3);"
        "return [Math.min(...rows.map(row => row.cells[1].clientWidth)), rows.filter(row =>"
        " row.cells[2].getBoundingClientRect().top < row.cells[1].getBoundingClientRect().bottom - 1).length]"
    )
    assert beside == 0
    assert narrow > 150


def test_on_a_phone_no_word_is_broken_in_a_table_of_two_columns(browser: Any, tmp_path: Path) -> None:
    """Who was invited had one letter of a word on a line of its own, beside a column with room."""
    page = tmp_path / "agenda.html"
    page.write_bytes(made(Soort("agenda", "2026-12-10-jaarlijkse-bijeenkomst"), ".html"))
    show(browser, page, 375)  # a scroll bar takes room here, and none on a phone
    words, broken, pushed = browser.execute_script(
        """
        const range = document.createRange(), broken = [];
        const tables = [...document.querySelectorAll(".tabel")].filter(one => one.querySelectorAll("th").length === 2);
        let words = 0;
        for (const cell of tables.flatMap(one => [...one.querySelectorAll("td")])) {
          const node = cell.firstChild;
          for (const word of node.data.matchAll(/\\p{L}{2,}/gu)) {
            range.setStart(node, word.index), range.setEnd(node, word.index + word[0].length), words++;
            if (new Set([...range.getClientRects()].map(one => Math.round(one.top))).size > 1) broken.push(word[0]);
          }
        }
        return [words, broken, tables.filter(one => one.scrollWidth > one.clientWidth).length];
        """
    )
    assert words > 40
    assert broken == []
    assert pushed == 0


@pytest.mark.parametrize("name", ["partnergids", "2026", "gemarkeerd"])
def test_on_a_phone_a_mail_address_goes_on_behind_its_sign(browser: Any, pages: dict[str, Path], name: str) -> None:
    """It went on in a word, with one or two letters on the second line."""
    show(browser, pages[name], 360)
    found, cut = browser.execute_script(
        """
        const range = document.createRange(), lines = (node, from, to) => {
          range.setStart(node, from), range.setEnd(node, to);
          return new Set([...range.getClientRects()].map(one => Math.round(one.top))).size;
        };
        const links = [...document.querySelectorAll("td a[href^='mailto:']")], cut = [];
        for (const link of links) for (const node of link.childNodes) {
          const words = node.nodeType === Node.TEXT_NODE ? node.data.matchAll(/[a-z]+/g) : [];
          for (const word of words) if (lines(node, word.index, word.index + word[0].length) > 1) cut.push(word[0]);
        }
        return [links.length, cut];
        """
    )
    assert found > 5
    assert cut == []


@pytest.mark.parametrize("name", ["2026", "gemarkeerd", "wijzigingen"])
def test_on_a_phone_no_word_of_a_table_is_broken_and_a_state_keeps_its_sign(
    browser: Any, pages: dict[str, Path], name: str
) -> None:
    """The versions of a plan stood in four columns ("vastgestel|d"), and a sign could end the line before its word."""
    show(browser, pages[name], 360)
    states, apart, broken, narrow = browser.execute_script(
        """
        const lines = one => new Set([...one.getClientRects()].map(box => Math.round(box.top))).size;
        const states = [...document.querySelectorAll(".stapel .status, li .status")], broken = [];
        const range = document.createRange();
        for (const cell of document.querySelectorAll("td")) {
          const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/\\p{L}{2,}/gu)) {
            range.setStart(texts.currentNode, word.index);
            range.setEnd(texts.currentNode, word.index + word[0].length);
            if (lines(range) > 1) broken.push(word[0]);
          }
        }
        const two = [...document.querySelectorAll("tbody tr")].filter(row => row.cells.length === 2);
        const narrow = two.filter(row => row.cells[1].clientWidth < 1.5 * row.cells[0].clientWidth);
        return [states.length, states.filter(one => lines(one) > 1).map(one => one.innerText), broken, narrow.length];
        """
    )
    assert states > 7 or name == "wijzigingen"
    assert apart == []
    assert broken == []
    assert narrow == 0, "what a row says has more room than its name"


@pytest.mark.parametrize("name", ["presentielijst", "naleving"])
def test_how_a_page_was_made_takes_no_sheet_of_its_own(
    browser: Any, pages: dict[str, Path], name: str, tmp_path: Path
) -> None:
    show(browser, pages[name], 1280)
    printed = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
    (tmp_path / "print.pdf").write_bytes(printed)
    read = subprocess.run(
        [program("pdftotext"), "-layout", tmp_path / "print.pdf", "-"], check=True, capture_output=True, timeout=60
    )
    sheets = read.stdout.decode().split("\f")[:-1]
    assert "Colofon" not in sheets[-1], "a heading above one line"
    assert sum(bool(line.strip()) for line in sheets[-1].splitlines()) > 8
    assert name != "presentielijst" or len(sheets) == 1


def nu_messages(*asked: str) -> list[str]:
    """Return what the Nu Html Checker has to say, asked so."""
    java = program("java")
    jar = Path(os.environ.get("CONVENANT_VNU", "vnu.jar"))
    if not jar.is_file():
        missing("vnu.jar (CONVENANT_VNU)")
    # A short run: without these Java spends most of it on making itself fast.
    command = [
        java,
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xss8m",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--stdout",
    ]
    done = subprocess.run(
        [*command, *asked], capture_output=True, text=True, encoding="utf-8", check=False, timeout=300
    )
    return [f"{Path(one['url']).name}: {one['message']}" for one in json.loads(done.stdout)["messages"]]


def test_the_nu_checker_has_no_message(pages: dict[str, Path]) -> None:
    assert nu_messages(*map(str, pages.values())) == []
