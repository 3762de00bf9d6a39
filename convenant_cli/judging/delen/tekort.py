"""What is not as a clause asks: where to mend it, in words, and what who can do next."""

from datetime import date
from typing import NamedTuple

from convenant_cli.findings import Place
from convenant_cli.judging.oordelen import Uitkomst
from convenant_cli.records import Partner


class Tekort(NamedTuple):
    """One thing that is missing, too little or too old. A toets makes an oordeel of one, or of several together."""

    bij: Place
    tekst: str
    nu: str
    doet: tuple[Partner, ...]
    """Who can mend it; empty when all together can."""
    betreft: tuple[Partner, ...] = ()
    """Whom it concerns beside those."""
    uitkomst: Uitkomst = Uitkomst.ONVOLLEDIG
    door_tijd: bool = False
    voorgoed: bool = False
    """Whether nobody can do anything about it any more: then it asks nothing."""
    bevestigd: date | None = None
    """When an offer was last confirmed, if that is too long ago and nothing else is wrong."""
