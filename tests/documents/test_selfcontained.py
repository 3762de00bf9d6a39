"""A page of an own template runs nothing and fetches nothing: by what it may have, not by what is known to be wrong."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from convenant_cli.documents.formats import make
from convenant_cli.documents.page.selfcontained import UnsafeError, fetching_style, made_safe
from convenant_cli.findings import ConvenantError
from tests.alle_documenten import Soort, every, gathered, made, one_of_each
from tests.conftest import ROOT
from tests.documents.test_html_in_browser import browser, program

__all__ = ["browser"]

JAARPLAN = next(soort for soort in one_of_each() if soort.name == "jaarplan")
RUN = "document.title='ran'"
AWAY = "https://evil.example/x"

#: Markup that runs or fetches, or that one parser reads otherwise than another.
ATTACKS = [
    # Comments, declarations and what only looks like one.
    f"<!--><script>{RUN}</script>-->",
    f"<!-- x --!><script>{RUN}</script>",
    f"<!---><img src=x onerror={RUN}>-->",
    f"<!-<img src=x onerror={RUN}>->",
    f"<![CDATA[><script>{RUN}</script>]]>",
    f"<!DOCTYPE x [<!ENTITY a '<script>{RUN}</script>'>]>&a;",
    f'<?xml-stylesheet href="{AWAY}"?>',
    f"<? foo='><script>{RUN}</script>'>",
    f"</ x='><script>{RUN}</script>'>",
    f"<%<!--'%><script>{RUN}</script -->",
    # Elements whose content another parser reads as text.
    f'<title><a title="</title><script>{RUN}</script>"></a></title>',
    f'<noscript><p title="</noscript><img src=x onerror={RUN}>"></noscript>',
    f'<textarea><p title="</textarea><img src=x onerror={RUN}>"></textarea>',
    f'<xmp><p title="</xmp><script>{RUN}</script>"></xmp>',
    f'<noembed><p title="</noembed><script>{RUN}</script>"></noembed>',
    f'<noframes><p title="</noframes><script>{RUN}</script>"></noframes>',
    f'<plaintext><p title="</plaintext><script>{RUN}</script>">',
    f'<iframe><p title="</iframe><script>{RUN}</script>"></iframe>',
    f'<style><a title="</style><img src=x onerror={RUN}>"></style>',
    f"<select><style><script>{RUN}</script></style></select>",
    f"<select><xmp><script>{RUN}</script></xmp></select>",
    # Foreign elements, and the ways back out of them.
    f"<svg><style><img src=x onerror={RUN}></style></svg>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg onload={RUN}></svg>",
    f"<svg/onload={RUN}>",
    f"<svg><a href='javascript:{RUN}'><text y=9>x</text></a></svg>",
    f'<svg><animate attributeName="href" values="javascript:{RUN}"/></svg>',
    f'<svg><a><set attributeName="href" to="javascript:{RUN}"/><text y=9>x</text></a></svg>',
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f'<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload={RUN}/>#x"/></svg>',
    f'<svg><use xlink:href="{AWAY}#x"/></svg>',
    f'<svg><image href="{AWAY}"/></svg>',
    f'<svg><feImage href="{AWAY}"/></svg>',
    f"<svg><foreignObject><body onload={RUN}></foreignObject></svg>",
    f"<svg><foreignObject><iframe srcdoc='<script>{RUN}</script>'></iframe></foreignObject></svg>",
    f"<svg><desc><img src=x onerror={RUN}></desc></svg>",
    f'<svg><rect fill="url({AWAY})"/></svg>',
    f'<svg><rect filter="url({AWAY}#f)" mask="url({AWAY}#m)"/></svg>',
    f"<svg><style>&#64;import '{AWAY}'</style></svg>",
    f"<svg></p><style><a id='</style><img src=x onerror={RUN}>'>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror={RUN}&gt;'>",
    f"<math><mi//xlink:href='data:x,<script>{RUN}</script>'>",
    f"<math href='javascript:{RUN}'>x</math>",
    f"<math><annotation-xml encoding='text/html'><script>{RUN}</script></annotation-xml></math>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={RUN}>",
    # Handlers and addresses.
    f"<img src=x onerror={RUN}>",
    f"<img src=x oNeRrOr={RUN}>",
    f"<img/src=x/onerror={RUN}>",
    f"<img \x0cx onerror={RUN} src=x>",
    f"<p onclick={RUN}>x</p>",
    f"<p tabindex=0 autofocus onfocus={RUN}>x</p>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<a href='javascript:{RUN}'>x</a>",
    f"<a href=' \x01javascript:{RUN}'>x</a>",
    f"<a href='java\tscript:{RUN}'>x</a>",
    f"<a href='&#106;avascript:{RUN}'>x</a>",
    f"<a href='data:text/html,<script>{RUN}</script>'>x</a>",
    f"<a href='vbscript:{RUN}'>x</a>",
    f"<a href='#' ping='{AWAY}'>x</a>",
    f"<img src='{AWAY}'>",
    "<img src='//evil.example/x'>",
    "<img src='x.png'>",
    f"<img srcset='data:image/png;base64,AA 1x, {AWAY} 2x'>",
    f"<img src='data:image/png;base64,AA' srcset='{AWAY} 2x'>",
    f"<img src='data:text/html,<script>{RUN}</script>'>",
    f"<img lowsrc='{AWAY}' dynsrc='{AWAY}'>",
    f"<picture><source srcset='{AWAY}'><img src='#x'></picture>",
    f"<p style='background: url({AWAY})'>x</p>",
    "<p style='color: red'>x</p>",
    f"<table background='{AWAY}'><tr><td>x</td></tr></table>",
    f"<blockquote cite='{AWAY}'>x</blockquote>",
    # Elements that fetch, run, send or replace.
    f"<script>{RUN}</script>",
    f"<ScRiPt>{RUN}</sCrIpT>",
    f"<script src='{AWAY}'></script>",
    f"<<script>{RUN}//<</script>",
    f"<scr<script>ipt>{RUN}</script>",
    f"<template><script>{RUN}</script></template>",
    f"<div><template shadowrootmode=open><script>{RUN}</script></template></div>",
    f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    f"<iframe src='{AWAY}'></iframe>",
    f"<object data='{AWAY}'></object>",
    f"<embed src='{AWAY}'>",
    f"<video src='{AWAY}' poster='{AWAY}'></video>",
    f"<audio src='{AWAY}'></audio>",
    f"<input type=image src='{AWAY}'>",
    f"<button formaction='javascript:{RUN}'>x</button>",
    f"<form action='{AWAY}'><button>x</button></form>",
    f"<link rel=stylesheet href='{AWAY}'>",
    f"<link rel=preload as=image imagesrcset='{AWAY} 1x'>",
    f"<meta http-equiv=refresh content='0; url={AWAY}'>",
    f"<meta name=viewport http-equiv=refresh content='0; url={AWAY}'>",
    f"<base href='{AWAY}/'>",
    f"<html manifest='{AWAY}'>",
    f"<body onload={RUN}>",
    f"<body background='{AWAY}'>",
    f"<frameset onload={RUN}></frameset>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<isindex action='{AWAY}'>",
    f"<keygen autofocus onfocus={RUN}>",
    f"<portal src='{AWAY}'></portal>",
    f"<x onclick={RUN}>x</x>",
    f"<image src=x onerror={RUN}>",
]
STYLES = [
    f"@import '{AWAY}';",
    f"@\\69mport '{AWAY}';",
    f"@IMPORT url({AWAY});",
    f"p {{ background: url({AWAY}) }}",
    f"p {{ background: url( '{AWAY}' ) }}",
    f"p {{ background: URL(''{AWAY}) }}",
    f"p {{ background: u\\72l({AWAY}) }}",
    f"p {{ background: u\\\nrl({AWAY}) }}",
    "p { background: url(x.png) }",
    "p { background: url(data:text/html,x) }",
    f"p {{ background: url(data:image/png;base64,AA'){AWAY}) }}",
    f"p {{ background: image-set('data:x' 1x, '{AWAY}' 2x) }}",
    f"p {{ background: -webkit-image-set(url({AWAY}) 1x) }}",
    f"p {{ background: image('{AWAY}') }}",
    f"p {{ background: src('{AWAY}') }}",
    f"p {{ background: cross-fade(url({AWAY}), red) }}",
    f"p {{ --x: url({AWAY}); background: var(--x) }}",
    "p { background: element(#x) }",
    "p { background: paint(x) }",
    f"@font-face {{ font-family: x; src: url({AWAY}) }}",
    f"@namespace url({AWAY});",
    "@charset 'utf-7';",
    "p { width: expression(alert(1)) }",
    f"p {{ -moz-binding: url({AWAY}#x) }}",
    f"p {{ behavior: url({AWAY}) }}",
    f"p {{ filter: url({AWAY}#x) }}",
    f"p {{ background: url/**/({AWAY}) url({AWAY}) }}",
    "</style><script>x</script>",
    "<!-- p { }",
]


def page(body: str, style: str = "") -> str:
    head = f"<title>t</title><style>{style}</style>"
    return f"<!DOCTYPE html><html lang=nl><head>{head}</head><body>\n{body}\n</body></html>"


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_runs_or_fetches_is_refused_or_gone(attack: str) -> None:
    try:
        made = made_safe(page(attack), "t", {})
    except UnsafeError:
        return
    body = made.split("<body>")[1]
    assert not re.search(r"<(?:script|img|svg|math|style|iframe)", body), body
    assert "=" not in "".join(re.findall(r"<[a-z][^>]*>", body)), body


@pytest.mark.parametrize("attack", ATTACKS)
def test_all_of_them_are_refused_with_their_name(attack: str) -> None:
    """Only what a browser shows as text, or as an element without any power, may pass."""
    harmless = {f"</ x='><script>{RUN}</script>'>", f"<%<!--'%><script>{RUN}</script -->"}
    if attack not in harmless:
        with pytest.raises(UnsafeError):
            made_safe(page(attack), "t", {})


@pytest.mark.parametrize("style", STYLES)
def test_a_style_that_fetches_is_refused(style: str) -> None:
    assert fetching_style(style)
    with pytest.raises(UnsafeError):
        made_safe(page("<p>x</p>", style), "t", {})


@pytest.mark.parametrize(
    "style",
    [
        (ROOT / "templates" / "stijl.css.j2").read_text(encoding="utf-8"),
        "@media (max-width:40rem){p{color:rgb(1 2 3 / 50%)}}",
        "@media(min-width: 40rem) and (width < 60rem) { li:not(:first-child) > a { width: calc(100% - (2px + 1em)) } }",
        "@page { size: A4; @bottom-right { content: counter(page) } }",
        "@supports (display: grid) { p { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)) } }",
        "header { background: url(data:image/png;base64,AAAA) } i { fill: url(#x) }",
        "header { background: url('data:image/svg+xml;base64,AA==') }",
        "/* kleuren van de gemeente */ :root { --a: color-mix(in oklab, red, blue) } a::after { content: attr(href) }",
    ],
)
def test_a_style_that_only_lays_out_may_stay(style: str) -> None:
    assert fetching_style(style) == ""
    assert f"<style>{style}</style>" in made_safe(page("<p>x</p>", style), "t", {})


class _Shape(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Any] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, sorted((name, value or "") for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if self.found and isinstance(self.found[-1], list):
            self.found[-1].append(data)
        else:
            self.found.append([data])

    @property
    def shape(self) -> list[Any]:
        joined = ["".join(one).split() if isinstance(one, list) else one for one in self.found]
        return [one for one in joined if one != []]


@pytest.mark.parametrize("soort", list(every()), ids=str)
def test_a_shipped_page_comes_through_as_it_is(soort: Soort) -> None:
    page = made(soort, ".html").decode()
    drawings = {chart.id: chart.svg for chart in gathered(soort).get("grafieken", ())}
    safe = made_safe(page, "t", drawings)
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n')
    assert len(policy.findall(safe)) == 1
    assert _Shape(policy.sub("", safe)).shape == _Shape(page).shape
    assert all(drawing in safe for drawing in drawings.values())


def test_a_page_may_hold_a_picture_and_links() -> None:
    body = (
        '<img src="data:image/png;base64,AA" alt="x"><a href="https://a.example">x</a> '
        '<a href="mailto:a@b.example">x</a> <a href="tel:14">x</a> <a href="#b">x</a> '
        "@import url(x) &lt;script&gt; a &amp; b"
    )
    assert body in made_safe(page(body), "t", {})


def test_a_chart_is_drawn_where_it_stands_and_nowhere_else() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\n<text>&lt;b&gt;</text>\n</svg>'
    made = made_safe(
        page(f'<figure>{svg}</figure><p><img alt="a > b" src="#g"></p>'.replace(" > ", " ")), "t", {"g": svg}
    )
    assert made.count(svg) == 2
    for attack in (f"<p title='{svg}'>x</p>", f"<p title='x{svg}' id='{svg}'>x</p>"):
        made = made_safe(page(attack), "t", {"g": svg})
        assert "<svg" not in made
        assert _Shape(made).shape.count(("p", [("title", '<img src="#g">')])) == ("id" not in attack)
    with pytest.raises(UnsafeError, match="plaatje dat er niet is: '#h'"):
        made_safe(page('<img src="#h">'), "t", {"g": svg})


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("pagina.html.j2", "<body>\n{% block inhoud %}{% endblock %}\n<p ping='x'>x</p></body>", "pagina.html.j2:3"),
        ("stijl.css.j2", "p {}\n@import 'x';", "stijl.css.j2:2"),
        ("_colofon.html.j2", "<p>x</p>\n<!-- x -->", "_colofon.html.j2:2"),
    ],
)
def test_a_refusal_names_the_template_and_what(tmp_path: Path, name: str, text: str, place: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConvenantError, match=rf"sjabloon .*{re.escape(place)}.*: een webpagina voert niets uit"):
        make(".html", "jaarplan.html.j2", gathered(JAARPLAN), tmp_path)


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Any:
    def run(page: str) -> str:
        (tmp_path / "p.html").write_text(page, encoding="utf-8")
        browser.get((tmp_path / "p.html").as_uri())
        return str(browser.title)

    return run


@pytest.mark.programmas
def test_the_attacks_run_in_a_browser_and_not_when_made_safe(opened: Any) -> None:
    if shutil.which("chromium") is None:
        program("chromium")
    assert opened(page(f"<img src=x onerror={RUN}>")) == "ran", "the browser runs what we test with"
    for attack in ATTACKS:
        try:
            safe = made_safe(page(attack), "t", {})
        except UnsafeError:
            continue
        assert opened(safe) == "t", attack
