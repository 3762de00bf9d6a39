"""The only place that reads the clock."""

from datetime import date


def today() -> date:
    """Return the day on the calendar of whoever works here."""
    return date.today()  # noqa: DTZ011  # the officer's own calendar day is what is meant
