"""A sheet for parties as an OpenDocument spreadsheet, for who works with LibreOffice: the same sheets and cells.

Written as XML: the libraries that write it bring a parser of their own along, and none gives the same bytes each time.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from convenant_cli.documents.writers.office.zipped import pack
from convenant_cli.exchange.blad_xlsx import fixed_widths, hidden_rows, width
from convenant_cli.exchange.cellen import letter
from convenant_cli.exchange.drawing import COLOUR, FILL, INK, LARGEST_CELL, LINE, PLANE
from convenant_cli.exchange.kolommen import Kolom
from convenant_cli.exchange.zending import EIGENSCHAP, ID_KOP, KEUZES, UITLEG, VERBORGEN, Zending, Zendingsrij
from convenant_cli.findings import ConvenantError

_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    **{name: f"{_BASE}{name}:1.0" for name in ("office", "style", "text", "table", "meta", "config", "manifest")},
    "fo": f"{_BASE}xsl-fo-compatible:1.0",
    "number": f"{_BASE}datastyle:1.0",
    "svg": f"{_BASE}svg-compatible:1.0",
    "of": f"{_BASE}of:1.2",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CENTIMETRES = 0.19  # of a column of width one
_TOLD_WIDTH = 110


def write(made: Zending) -> bytes:
    """Return a sheet as .ods; the same bytes for the same rows. Raises ConvenantError."""
    return pack(
        {
            "mimetype": _KIND.encode(),
            "META-INF/manifest.xml": _manifest().encode(),
            "content.xml": _root("document-content", "".join(_content(made))).encode(),
            "styles.xml": _root("document-styles", _PAGE).encode(),
            "meta.xml": _root("document-meta", _meta(made)).encode(),
            "settings.xml": _root("document-settings", _settings(made)).encode(),
        }
    )


def _root(name: str, inside: str) -> str:
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    return f'{_XML}<office:{name}{spaces} office:version="1.2">{inside}</office:{name}>'


def _manifest() -> str:
    parts = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
    entries = [f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{_KIND}"/>']
    entries += [f'<manifest:file-entry manifest:full-path="{one}" manifest:media-type="text/xml"/>' for one in parts]
    space = f'xmlns:manifest="{_SPACES["manifest"]}" manifest:version="1.2"'
    return f"{_XML}<manifest:manifest {space}>{''.join(entries)}</manifest:manifest>"


_PAGE = (
    "<office:styles/><office:automatic-styles><style:page-layout style:name='pm'><style:page-layout-properties "
    "fo:page-width='29.7cm' fo:page-height='21cm' style:print-orientation='landscape' fo:margin='1.2cm' "
    "style:scale-to-X='1' style:scale-to-Y='0'/></style:page-layout></office:automatic-styles><office:master-styles>"
    "<style:master-page style:name='blad' style:page-layout-name='pm'/></office:master-styles>"
)


def _meta(made: Zending) -> str:
    return (
        f"<office:meta><dc:title>{escape(f'{made.blad} van {made.titel}')}</dc:title>"
        f"<dc:creator>{escape(made.waar)}</dc:creator><dc:date>{made.dag:%Y-%m-%d}T00:00:00</dc:date>"
        f'<meta:user-defined meta:name="{EIGENSCHAP}">{made.kenmerk}</meta:user-defined></office:meta>'
    )


def _settings(made: Zending) -> str:
    """Return what keeps the head of the rows in sight."""
    fixed = str(len(made.soort.vast))
    items = (
        ("HorizontalSplitMode", "short", "2"), ("VerticalSplitMode", "short", "2"),
        ("HorizontalSplitPosition", "int", fixed), ("VerticalSplitPosition", "int", "1"),
        ("PositionRight", "int", fixed), ("PositionBottom", "int", "1"),
    )  # fmt: skip
    told = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, kind, value in items
    )
    sheet = f"<config:config-item-map-entry config:name={quoteattr(made.blad)}>{told}</config:config-item-map-entry>"
    return (
        '<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed '
        'config:name="Views"><config:config-item-map-entry><config:config-item-map-named config:name="Tables">'
        f"{sheet}</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings>"
    )


# --- looks --------------------------------------------------------------------------------------------------------


def _styles(made: Zending) -> Iterator[str]:
    yield (
        "<number:text-style style:name='tekst'><number:text-content/></number:text-style>"
        "<number:date-style style:name='dag'><number:day number:style='long'/><number:text>-</number:text>"
        "<number:month number:style='long'/><number:text>-</number:text><number:year number:style='long'/>"
        "</number:date-style><number:number-style style:name='getal'><number:number number:min-integer-digits='1'/>"
        "</number:number-style>"
    )
    yield _cell_style("kop", "tekst", COLOUR, "#ffffff", bold=True)
    yield _cell_style("vast", "tekst", PLANE, INK)
    yield _cell_style("vrij", "tekst", FILL, INK, free=True)
    yield _cell_style("vrijdag", "dag", FILL, INK, free=True)
    yield _cell_style("vrijgetal", "getal", FILL, INK, free=True)
    for name, shown in (("zichtbaar", "true"), ("verborgen", "false")):
        yield (
            f"<style:style style:name='{name}' style:family='table' style:master-page-name='blad'>"
            f"<style:table-properties table:display='{shown}'/></style:style>"
        )
    for figures in sorted({_TOLD_WIDTH, *fixed_widths(made), *map(width, made.kolommen)}):
        yield (
            f"<style:style style:name='breed{figures}' style:family='table-column'><style:table-column-properties "
            f"style:column-width='{figures * _CENTIMETRES:.2f}cm'/></style:style>"
        )
    yield (
        "<style:style style:name='rij' style:family='table-row'>"
        "<style:table-row-properties style:use-optimal-row-height='true'/></style:style>"
    )


def _cell_style(name: str, data: str, back: str, ink: str, bold: bool = False, free: bool = False) -> str:
    protect = "none" if free else "protected"
    weight = " fo:font-weight='bold'" if bold else ""
    return (
        f"<style:style style:name='{name}' style:family='table-cell' style:data-style-name='{data}'>"
        f"<style:table-cell-properties fo:background-color='{back}' fo:border='0.5pt solid {LINE}' "
        f"fo:wrap-option='wrap' style:vertical-align='top' style:cell-protect='{protect}'/>"
        f"<style:text-properties fo:font-family='Arial' fo:font-size='10pt' fo:color='{ink}'{weight}/></style:style>"
    )


# --- sheets -------------------------------------------------------------------------------------------------------


def _content(made: Zending) -> Iterator[str]:
    lists = list(dict.fromkeys(column.keuzes for column in made.kolommen if column.keuzes))
    yield "<office:automatic-styles>"
    yield from _styles(made)
    yield "</office:automatic-styles><office:body><office:spreadsheet><table:content-validations>"
    for number, words in enumerate(lists):
        area = f"[${KEUZES}.${letter(number)}$1:.${letter(number)}${len(words)}]"
        yield (
            f"<table:content-validation table:name='keuze{number}' table:allow-empty-cell='true' "
            f"table:base-cell-address='{made.blad}.A1' table:condition='of:cell-content-is-in-list({area})'>"
            "<table:error-message table:display='true' table:message-type='stop' table:title='Kies uit de lijst'>"
            "<text:p>Kies een van de woorden uit de lijst.</text:p></table:error-message></table:content-validation>"
        )
    yield "</table:content-validations>"
    yield from _sheet(made.blad, "zichtbaar", _rows(made, lists))
    told = ((f"Zo controleert u: {made.soort.naam}",), (), *((text,) for text in made.stappen))
    yield from _sheet(UITLEG, "zichtbaar", _plain(told, f"<table:table-column table:style-name='breed{_TOLD_WIDTH}'/>"))
    longest = max(map(len, lists), default=0)
    columns = [[*words, *[""] * (longest - len(words))] for words in lists]
    yield from _sheet(KEUZES, "verborgen", _plain(zip(*columns, strict=True)))
    yield from _sheet(VERBORGEN, "verborgen", _plain(hidden_rows(made)))
    area = f"{made.blad}.A1:{made.blad}.{letter(len(made.koppen) - 1)}{len(made.regels) + 1}"
    yield (
        f"<table:database-ranges><table:database-range table:name='filter' table:target-range-address='{area}' "
        "table:display-filter-buttons='true'/></table:database-ranges></office:spreadsheet></office:body>"
    )


def _sheet(name: str, look: str, inside: Iterable[str]) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(name)} table:style-name='{look}' table:protected='true'>"
    yield from inside
    yield "</table:table>"


def _plain(rows: Iterable[Iterable[str]], columns: str = "<table:table-column/>") -> Iterator[str]:
    yield columns
    for row in rows:
        yield f"<table:table-row>{''.join(_text(value) for value in row) or '<table:table-cell/>'}</table:table-row>"


def _rows(made: Zending, lists: list[tuple[str, ...]]) -> Iterator[str]:
    for figures in (*fixed_widths(made), *map(width, made.kolommen)):
        yield f"<table:table-column table:style-name='breed{figures}'/>"
    yield "<table:table-column table:visibility='collapse'/>"
    yield "<table:table-header-rows><table:table-row table:style-name='rij'>"
    notes = [*("" for _ in made.soort.vast), *(column.uitleg for column in made.kolommen), ""]
    for head, note in zip((*made.koppen, ID_KOP), notes, strict=True):
        yield _text(head, "kop", note=note)
    yield "</table:table-row></table:table-header-rows>"
    for line in made.regels:
        yield f"<table:table-row table:style-name='rij'>{''.join(_line(made, line, lists))}</table:table-row>"


def _line(made: Zending, line: Zendingsrij, lists: list[tuple[str, ...]]) -> Iterator[str]:
    for text in line.vast:
        yield _text(text, "vast")
    for column, text in zip(made.kolommen, line.waarden, strict=True):
        choice = f"keuze{lists.index(column.keuzes)}" if column.keuzes else ""
        yield _cell(column, text, choice)
    yield _text(line.id)


def _cell(column: Kolom, text: str, choice: str) -> str:
    if column.dag and text:
        shown = f"{date.fromisoformat(text):%d-%m-%Y}"
        value = f"office:value-type='date' office:date-value='{text}'"
        return f"<table:table-cell table:style-name='vrijdag' {value}><text:p>{shown}</text:p></table:table-cell>"
    if column.getal and text:
        value = f"office:value-type='float' office:value='{text}'"
        shown = text.replace(".", ",")
        return f"<table:table-cell table:style-name='vrijgetal' {value}><text:p>{shown}</text:p></table:table-cell>"
    look = "vrijdag" if column.dag else "vrijgetal" if column.getal else "vrij"
    return _text(column.getoond(text), look, choice)


def _text(text: str, look: str = "", choice: str = "", note: str = "") -> str:
    """Return a cell with text, whatever it starts with. Raises ConvenantError when no cell can hold it."""
    if len(text) > LARGEST_CELL:
        raise ConvenantError(f"een tekst is te lang voor een cel ({len(text)} tekens); kort haar in")
    named = (("style-name", look), ("content-validation-name", choice))
    attributes = "".join(f" table:{name}={quoteattr(value)}" for name, value in named if value)
    told = f"<office:annotation><text:p>{escape(note)}</text:p></office:annotation>" if note else ""
    if not text:
        return f"<table:table-cell{attributes}>{told}</table:table-cell>"
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell{attributes} office:value-type='string'>{told}{lines}</table:table-cell>"


def _spaced(line: str) -> str:
    return escape(line).replace("  ", " <text:s/>")
