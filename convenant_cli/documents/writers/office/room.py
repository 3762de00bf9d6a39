"""How much room a house style leaves on its page, beside the shipped one."""

import importlib
from collections.abc import Mapping
from pathlib import Path

from convenant_cli.documents.kinds import Ruimte
from convenant_cli.documents.writers import pdf
from convenant_cli.documents.writers.fitting import letters
from convenant_cli.documents.writers.office.huisstijl import house_style, standard


def room(suffix: str, given: Path | None, own: Path | None) -> Ruimte:
    """Return the room for text in the house style of a Word or ODF file or a PDF, as shares of that in the shipped one.

    Raises ConvenantError for a house style that cannot be used.
    """
    if suffix == ".pdf":
        return pdf.room(own)
    style = importlib.import_module(f"convenant_cli.documents.writers.office.{suffix[1:]}_style")

    def measured(parts: Mapping[str, bytes]) -> tuple[float, float]:
        width, height = style.text_area(parts)
        font, points = style.table_font(parts)
        return letters(font, points, width), height / points

    ours = standard(suffix)
    wide, high = measured(style.completed(house_style(suffix, given, own), ours))
    shipped_wide, shipped_high = measured(ours)
    return Ruimte(min(1.0, wide / shipped_wide), min(1.0, high / shipped_high))


def smallest(styles: Mapping[str, Path | None], own: Path | None) -> Ruimte:
    """Return the room on the smallest page of files with these suffixes, and house styles that were given.

    Raises ConvenantError for a house style that cannot be used.
    """
    every = [Ruimte(), *(room(suffix, given, own) for suffix, given in styles.items())]
    return Ruimte(min(one.breed for one in every), min(one.hoog for one in every))
