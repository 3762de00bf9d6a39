"""The only place that reads the clock."""

from __future__ import annotations

import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date


def day() -> str:
    """Return the day on the calendar of whoever works here, as 2026-06-30."""
    return time.strftime("%Y-%m-%d")


def today() -> date:
    """Return that day as a date."""
    from datetime import date

    return date.fromisoformat(day())
