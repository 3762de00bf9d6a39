"""Periods of which a part or all is left out: an agreement asks it only from a later day, or a party joined in it."""

from datetime import date

from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode, deel_van
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import Tijdvak, lange_datum


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


def joined_in(zaak: Zaak, who: Gebondene | None, tijdvak: Tijdvak) -> date | None:
    """Return the day on which a party joined in the course of a period; None when it did not."""
    joined = who.tijdvak.van if who else date.min
    return joined if max(tijdvak.van, zaak.in_werking.van) < joined < tijdvak.tot else None


def own_days(zaak: Zaak, who: Gebondene, period: Beoordelingsperiode) -> str:
    """Return a period behind ``over``; of a party that joined or left in it with the days that it is asked about."""
    own = Tijdvak(joined_in(zaak, who, period.tijdvak) or period.tijdvak.van, who.tijdvak.tot)
    part = deel_van(own, period.tijdvak)
    return f"{period.in_zin} ({part})" if part else period.in_zin


def not_owed(zaak: Zaak, who: Gebondene | None, period: Beoordelingsperiode, *, hele: bool = False) -> str:
    """Say why a party (None: all) owes no answer over a period; empty when it does.

    Who joined in it is asked from then on, and owes nothing when it was there for less than half of the rest.
    ``hele``: it is only asked over periods that it took part in from their first day.
    """
    joined = joined_in(zaak, who, period.tijdvak)
    if hele and who and joined:
        told = f"{who.naam} doet mee sinds {lange_datum(joined)}, dus een verklaring is nog niet nodig"
        return f"{told}; de afspraak zelf geldt vanaf de eerste dag"
    rest = Tijdvak(joined or period.tijdvak.van, period.tijdvak.tot)
    return zaak.maar_deels(who, rest, period.in_zin)
