"""What a clause still binds when a party has stopped or the agreement has ended, such as secrecy."""

from datetime import date

from convenant_cli.kalender import Duur, Tijdvak


def lengthened(days: Tijdvak, na: Duur | None) -> Tijdvak:
    """Return days with the time after them in which a clause binds on; what has no end keeps none."""
    return days if na is None or days.tot == date.max else Tijdvak(days.van, na.na(days.tot))
