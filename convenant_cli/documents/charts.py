"""Charts as SVG with a text that says the same: for people who would rather look than read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grafiek:
    """A chart: the picture, its caption, and what a reader who does not see it should know."""

    id: str
    titel: str
    tekst: str
    """The text alternative: everything that the picture tells."""
    svg: str
    """One ``<svg>`` element with a viewBox, width and height in CSS pixels, and text in the font of the documents."""
    breedte: int
    hoogte: int
