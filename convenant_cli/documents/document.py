"""A document ready to be written: its head, its content as a tree in order, its charts, where a house style may be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from convenant_cli.documents.kinds import Kop, Moment
from convenant_cli.documents.page.changed import changed_places
from convenant_cli.documents.page.charts import Grafiek
from convenant_cli.documents.page.data import back
from convenant_cli.documents.page.discretion import refuse_private
from convenant_cli.documents.page.filling import brings_templates, fill, fill_each, source_of
from convenant_cli.documents.page.head import Text, head
from convenant_cli.documents.page.redline import redline
from convenant_cli.documents.page.selfcontained import UnsafeError, made_safe
from convenant_cli.documents.page.tree import HEADINGS, Element, MisplacedError, as_html, parse, walk
from convenant_cli.findings import ConvenantError

_PAGE, _BARE, _MARKED = "pagina.html.j2", "kaal.html.j2", "gemarkeerd.html.j2"
_PLACE = re.compile(r'(?<=">)https?://[^<>]{1,2000}(?=</a>)')
_SLASHED = re.compile(r"(?<=<td>)[^\W\d_]{4,60}/(?=[^\W\d_]{4,60}<)")
_ADDRESS = re.compile(r'(<a href="mailto:[^"<>]{1,254}">[^<>@]{1,64}@)([^<>@.]{1,63}(?=\.))?')


@dataclass(frozen=True, slots=True)
class Composed:
    """What the writers of Markdown, Word, ODF and PDF need, and nothing else."""

    kop: Kop
    moment: Moment
    inhoud: Element
    grafieken: Mapping[str, Grafiek] = field(default_factory=dict)
    """The charts by id; in the tree a chart is ``<img src="#id" alt="…">``."""
    eigen: Path | None = None
    """The folder with the dossier's own templates and house style, when it has one."""
    eerder: Kop | None = None
    """The head as it was, of a document whose changes are marked."""
    kenmerk: str = ""
    """What a document for review is known by when it comes back: its paragraphs have keys; else empty."""
    over: str = "convenant"
    """What kind of agreement it is about, in the dossier's own word, without article."""

    @property
    def trefwoorden(self) -> tuple[str, ...]:
        """The words by which a file is found on a computer."""
        return tuple(filter(None, (self.over, self.kop.versie and f"versie {self.kop.versie}", self.kop.status)))

    @property
    def merken(self) -> tuple[str, ...]:
        """What every page must say: that the text is not final, that it holds names."""
        return (*(["CONCEPT"] if self.kop.voorbehoud else []), *(["INTERN"] if self.moment.intern else []))


def compose(
    template: str, context: Mapping[str, Any], own: Path | None = None, private: Mapping[str, str] | None = None
) -> Composed:
    """Fill a template into a document.

    ``own`` is the folder with the dossier's templates; ``private`` the values that may not be shown. Raises
    ConvenantError.
    """
    bare = {**context, "schil": _BARE}
    return _composed(fill(template, bare, own), template, bare, own, private)


def _composed(
    filled: str, template: str, bare: Mapping[str, Any], own: Path | None, private: Mapping[str, str] | None = None
) -> Composed:
    """Return a document of what a template without its shell was filled in to. Raises ConvenantError."""
    kop = back(Kop, bare["kop"])
    charts = {chart.id: back(Grafiek, chart) for chart in bare.get("grafieken", ())}
    refuse_private([filled, *texts_of(kop), *(chart.svg for chart in charts.values())], private or {})
    try:
        content = parse(filled)
        require_order(content)
    except MisplacedError as error:
        place = source_of(template, bare, own, (error.line, error.column))
        raise ConvenantError(f"sjabloon {place}: dit kan niet in een document: {error.what}") from error
    for image in walk(content):
        if image.tag == "img" and image.attrs.get("src", "").removeprefix("#") not in charts:
            named = image.attrs.get("src", "")
            raise ConvenantError(f"sjabloon {template} noemt een grafiek die er niet is: '{named}'")
    composed = Composed(kop, back(Moment, bare["moment"]), content, charts, own if own and own.is_dir() else None)
    return replace(composed, over=bare["zinsnaam"].partition(" ")[2]) if "zinsnaam" in bare else composed


def page(
    template: str, context: Mapping[str, Any], own: Path | None = None, private: Mapping[str, str] | None = None
) -> str:
    """Fill a template as a web page that stands on its own. Raises ConvenantError."""
    shown = {**context, "schil": _PAGE}
    if brings_templates(own):
        # The shipped templates are held to this by tests; those of a dossier are held to it here.
        bare = {**context, "schil": _BARE}
        filled, content = fill_each(template, [shown, bare], own)
        _composed(content, template, bare, own)
        filled = _safe(filled, template, shown, own, {chart.id: chart.svg for chart in context.get("grafieken", ())})
    else:
        filled = fill(template, shown, own)
    refuse_private([filled], private or {})
    return _with_breaks(filled)


def _with_breaks(filled: str) -> str:
    """Let an address, or a double name in a cell, that does not fit on a line of a narrow page part behind its sign."""
    filled = _SLASHED.sub(lambda one: f"{one[0]}<wbr>", filled)
    filled = _PLACE.sub(lambda one: re.sub("(?<=[^/:])/(?=[^/])", "/<wbr>", one[0]), filled)
    return _ADDRESS.sub(lambda one: f"{one[1]}<wbr>{one[2]}<wbr>" if one[2] else f"{one[1]}<wbr>", filled)


def _safe(filled: str, template: str, context: Mapping[str, Any], own: Path | None, drawings: Mapping[str, str]) -> str:
    """Return a page with only what a page may have. Raises ConvenantError, with the place in the template."""
    try:
        return made_safe(filled, context["kop"].titel, drawings)
    except UnsafeError as error:
        place = source_of(template, context, own, error.at) if error.at else template
        message = "een webpagina voert niets uit en haalt niets op, en kan daarom dit niet hebben"
        raise ConvenantError(f"sjabloon {place}: {message}: {error.what}; haal dat uit het sjabloon") from error


def texts_of(kop: Kop) -> list[str]:
    """Return everything that a head says."""
    said = [kop.titel, kop.ondertitel, kop.versie, kop.status, kop.auteur, kop.voorbehoud]
    return [*said, *(text for pair in kop.gegevens for text in pair)]


def since(new: Composed, old: Composed, moment: str) -> Composed:
    """Return a document with what was added and removed since an earlier state marked, and a word on that on top.

    ``moment`` says since when, as the sentence on top names it.
    """
    told = (
        f"Gemarkeerd is wat er sinds {moment} wijzigde: wat erbij kwam is onderstreept of vet, wat verviel is "
        "doorgehaald."
    )
    legend = Element("p", {"class": "legenda"}, [told])
    earlier = {id: _as_it_was(chart) for id, chart in old.grafieken.items()}
    both = _with_earlier(redline(old.inhoud, new.inhoud), earlier)
    charts = {**{chart.id: chart for chart in earlier.values()}, **new.grafieken}
    places = changed_places(both)
    content = Element(both.tag, both.attrs, [legend, *([places] if places else []), *both.children])
    return replace(new, inhoud=content, grafieken=charts, eerder=old.kop)


def _as_it_was(chart: Grafiek) -> Grafiek:
    """Return a chart of an earlier state under another id: a page may hold both, and an id only once."""
    id = f"{chart.id}-eerder"
    return replace(chart, id=id, svg=chart.svg.replace(f"streep-{chart.id}", f"streep-{id}"))


def _with_earlier(element: Element, earlier: Mapping[str, Grafiek], gone: bool = False) -> Element:
    """Return a tree in which a chart that is gone is the chart as it was."""
    gone = gone or element.tag == "del"
    attrs = element.attrs
    if gone and element.tag == "img":
        attrs = {**attrs, "src": f"#{earlier[attrs['src'].removeprefix('#')].id}"}
    children = [one if isinstance(one, str) else _with_earlier(one, earlier, gone) for one in element.children]
    return replace(element, attrs=attrs, children=children)


def marked_page(document: Composed, context: Mapping[str, Any], own: Path | None = None) -> str:
    """Return a document with its marks as a web page. Raises ConvenantError."""
    parts = document.inhoud.elements
    body = Element("document", {}, [one for one in parts if "colofon" not in one.classes])
    html = re.sub(r'<img src="#([^"]*)"[^>]*>', lambda match: _drawn(document, match[1]), as_html(body))
    content = Markup(html)  # noqa: S704  # every text was escaped when the tree became HTML
    has_colophon = any("colofon" in one.classes for one in parts)  # a document of one page has none
    marked = {"inhoud": content, "hoofd": _marked_head(document), "met_colofon": has_colophon}
    shown = {**context, "schil": _PAGE, **marked}
    filled = fill(_MARKED, shown, own)
    if brings_templates(own):
        filled = _safe(filled, _MARKED, shown, own, {id: chart.svg for id, chart in document.grafieken.items()})
    return _with_breaks(filled)


def _marked_head(document: Composed) -> dict[str, Any]:
    """Return the head for a web page, with its marks."""

    def html(text: Text) -> Markup:
        return Markup(as_html(Element("p", {}, text)))  # noqa: S704  # every text is escaped here

    found = head(document.kop, document.eerder)
    return {
        "titel": html(found.titel),
        "ondertitel": html(found.ondertitel),
        "voorbehoud": html(found.voorbehoud),
        "gegevens": [(html(word), html(value)) for word, value in found.gegevens],
    }


def _drawn(document: Composed, id: str) -> str:
    chart = document.grafieken[id]
    return f'<span class="tekening" role="img" tabindex="0" aria-label="{escape(chart.tekst)}">{chart.svg}</span>'


def require_order(tree: Element) -> None:
    """Raise MisplacedError for a heading that skips a level, and for a row with more or fewer cells than the first.

    Who cannot see the page loses the way.
    """
    last = 0
    for element in walk(tree):
        if element.tag == "table":
            _require_even(element)
        if element.tag not in HEADINGS:
            continue
        level = HEADINGS.index(element.tag) + 1
        if level > last + 1:
            before = f"een kop van niveau {last}" if last else "het begin"
            skipped = f"de kop '{element.text}' heeft niveau {level} en staat na {before}"
            raise MisplacedError(f"{skipped}; sla geen niveau over: gebruik <{HEADINGS[last]}>", *element.place)
        last = level


def _require_even(table: Element) -> None:
    rows = [row for part in table.elements for row in part.elements if row.tag == "tr"]
    for row in rows[1:]:
        first, cells = len(rows[0].elements), len(row.elements)
        if cells != first:
            raise MisplacedError(f"cellen in deze rij: {cells}, en in de eerste: {first}", *row.place)
