"""What came after the last day that was agreed for it: one outcome for every toets that knows such a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from convenant_cli.findings import Place
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import add_months, lange_datum
from convenant_cli.records import Partner

#: How long that what is asked once was late asks for attention: as long as a period that is over is told.
_MAANDEN = 12


def later(
    zaak: Zaak,
    who: Gebondene | None,
    text: str,
    kwam: date | None,
    last: date,
    *,
    rust_op: tuple[Place, ...],
    bij: Place,
    periode: str = "",
    ambitie: bool = False,
    nu: str = "",
    doet: Sequence[Partner] | None = None,
    eens: bool = False,
) -> Oordeel:
    """Return the oordeel on what is there, but came after its last day; ``text`` says that it is there.

    Nobody can make it come in time any more: what is asked of a period is told with that period, anything else (or with
    ``eens``: a term is one of years) a year from the day on which it came (``kwam``).
    """
    made = zaak.oordeel(
        Uitkomst.LATER,
        who,
        f"{text}, later dan {lange_datum(last)}",
        periode=periode,
        rust_op=rust_op,
        bij=bij,
        door_tijd=True,
        ambitie=ambitie,
        nu=nu,
        doet=doet,
    )
    found = replace(made, uiterlijk=last)
    told = (periode and not eens) or kwam is None or zaak.peildatum < add_months(kwam, _MAANDEN)
    return found if told else replace(found, ingehaald=True)
