"""Charts as bitmaps, for programs that do not draw SVG: made by Typst inside this process, with the shipped font."""

import tempfile
from collections.abc import Mapping
from functools import lru_cache

from convenant_cli.documents.page.charts import Grafiek
from convenant_cli.documents.writers.typst_fonts import fonts
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.resources import shipped
from convenant_cli.text.opdracht import installing

_PAGE = """#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%)"""
_SHARP = 192.0  # twice the pixels of a screen, so that paper is sharp too
WIDEST = 600  # CSS pixels that fit between the margins of the shipped page, and are shown of a chart


def bitmaps(charts: Mapping[str, Grafiek]) -> dict[str, bytes]:
    """Return each chart as PNG, by id. Raises ConvenantError when Typst is missing or refuses a chart."""
    return {id: _drawn(chart) for id, chart in charts.items()}


@lru_cache(maxsize=32)  # a document in Word and in ODF has the same charts
def _drawn(chart: Grafiek) -> bytes:
    try:
        import typst
    except ImportError as error:
        message = f"voor de grafieken is typst nodig; {installing('typst')}"
        raise ConvenantError(message) from error

    page = _PAGE.format(width=chart.breedte * 0.75, height=chart.hoogte * 0.75)
    with tempfile.TemporaryDirectory() as empty:
        try:
            png = typst.compile(
                page.encode(),
                sys_inputs={"svg": chart.svg},
                format="png",
                ppi=_SHARP * min(1, WIDEST / chart.breedte),
                root=empty,
                font_paths=fonts(str(shipped("fonts"))),
                package_path=empty,
                package_cache_path=empty,
            )
        except typst.TypstError as error:
            raise ConvenantError(f"de grafiek '{chart.titel}' is niet te tekenen ({error})") from error
    assert isinstance(png, bytes)
    return png
