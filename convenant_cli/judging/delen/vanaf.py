"""Periods that an agreement leaves out, because it holds only from a later day."""

from datetime import date

from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import lange_datum


def before_start(
    zaak: Zaak, who: Gebondene | None, period: Beoordelingsperiode, vanaf: date | None, what: str
) -> Oordeel | None:
    """Say of a period that is over by the first day that nothing was owed; None of any other, or without a first day.

    ``what`` there is from that day, as a sentence begins: ``verklaringen zijn er``.
    """
    if vanaf is None or period.tijdvak.tot > vanaf:
        return None
    text = f"{what} vanaf {lange_datum(vanaf)}, dus niet over {period.in_zin}"
    return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, text, periode=period.naam)
