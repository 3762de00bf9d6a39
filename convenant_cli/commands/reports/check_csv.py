"""The oordelen for a spreadsheet, as the Dutch Excel opens it: semicolons, a byte order mark, Windows line ends."""

import csv
import io
import re

from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.judging.overzicht import Overzicht
from convenant_cli.text.screen import harmless

HEADS = (
    "hoofdstuk",
    "artikel",
    "bepaling",
    "titel",
    "partij",
    "eenheid",
    "periode",
    "staat",
    "vraagt aandacht",
    "ontheffing",
    "toelichting",
    "wat nu",
    "bestand",
    "familie",
    "lezing",
)
_CALCULATED = ("=", "+", "-", "@", "\n", "＝", "＋", "－", "＠")
_OTHER_CELL = re.compile(r"([,|])(?=[=+\-@])")


def content(every: Overzicht) -> bytes:
    """Return the file: a line of heads, then one line for each oordeel."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADS)
    chapter_of = {rij.bepaling.id: part.titel for part in every.delen for rij in part.rijen}
    for oordeel in every.oordelen:
        writer.writerow([safe(cell) for cell in _row(every, oordeel, chapter_of[oordeel.bepaling])])
    return stream.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """Return a text that a spreadsheet shows as it is, and a log too.

    An apostrophe goes before what would be calculated, and a space where a spreadsheet that parts cells at commas
    would see such a start.
    """
    shown = _OTHER_CELL.sub(r"\1 ", harmless(text))
    return f"'{shown}" if shown.startswith(_CALCULATED) else shown


def _row(every: Overzicht, oordeel: Oordeel, chapter: str) -> list[str]:
    clause = every.dossier.bepalingen[oordeel.bepaling]
    partner = every.dossier.partners.get(oordeel.partner or "")
    units = {f"{partner.id}/{unit.id}": unit.naam for unit in partner.eenheden} if partner else {}
    position = every.dossier.locate(oordeel.bij) if oordeel.bij else None
    return [
        chapter,
        # A bare 2.10 would become a number or a date.
        clause.artikel,
        clause.id,
        clause.titel,
        partner.kort if partner else "samen",
        units.get(oordeel.eenheid or "", ""),
        oordeel.periode,
        oordeel.staat,
        "ja" if oordeel in every.vraagt_aandacht else "nee",
        every.ontheffing.get(oordeel, ""),
        oordeel.toelichting,
        oordeel.nu,
        f"{position.file}:{position.line}" if position else "",
        oordeel.familie,
        oordeel.interpretatie or "",
    ]
