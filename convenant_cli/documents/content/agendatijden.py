"""When the items of an agenda begin, and what the chair should know about their time."""

from collections.abc import Sequence
from datetime import time
from itertools import pairwise

from convenant_cli.documents.content.agendapunten import Agendaonderwerp
from convenant_cli.records import Bijeenkomst
from convenant_cli.text.sentences import opsomming

_DAY = 24 * 60  # minutes
_NAMED = 3  # items without a time that are named one by one


def number_and_time(items: Sequence[Agendaonderwerp], meeting: Bijeenkomst) -> None:
    """Number the items, and set when they begin as far as that is known.

    From the start until the first item of which nobody planned the time; and back from the end in the same way, unless
    that would be before an item that comes earlier. Who gave each item of the agenda its time, gave none to what is put
    between them: those times stay.
    """
    at: int | None = _minutes(meeting.aanvang)
    known = at or 0
    for number, item in enumerate(items, 1):
        item.nr = number
        if at is not None:
            known, item.begin = at, _time(at)
            at = at + item.minuten if item.minuten else None
    at = _minutes(meeting.einde) if meeting.einde else None
    for item in reversed(items):
        at = at - item.minuten if at is not None and item.minuten else None
        if item.begin or at is None or at < known:
            break
        item.begin = _time(at)
    own = [item for item in items if item.eigen]
    if own and all(item.minuten for item in own):
        planned = _minutes(meeting.aanvang) + sum(item.minuten or 0 for item in own)
        left = meeting.einde is not None and planned < _minutes(meeting.einde)
        for before, item in pairwise(items):
            # What was added behind the last of them takes of the time that is left, nobody knows how much.
            if item.begin is None and before.begin and not (left and item.nr > own[-1].nr):
                item.begin = _time(_minutes(before.begin) + (before.minuten or 0))
    for item, later in pairwise(items):
        if not item.minuten and item.begin == later.begin:
            item.begin = None  # no time is left for it


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _time(minutes: int) -> time | None:
    return time(*divmod(minutes, 60)) if minutes < _DAY else None


def to_the_chair(items: Sequence[Agendaonderwerp], meeting: Bijeenkomst) -> list[str]:
    """Return what the chair should know about the time: that it is too short, or not planned yet."""
    planned = sum(item.minuten or 0 for item in items)
    # The proposals of the dossier have no time of their own: the chair decides what is talked about.
    without = [str(item.nr) for item in items if not item.minuten and not item.gezamenlijk]
    room = max(meeting.duur or 0, 0)
    if planned > room > 0:
        found = [
            f"De punten vragen samen {_in_words(planned)}. De bijeenkomst duurt {_in_words(room)}. "
            f"Dat is {_in_words(planned - room)} te kort: maak punten korter, of stel een punt uit."
        ]
    elif room and without and planned:
        left = room - planned
        be = "is" if left == 1 else "zijn"
        found = [f"Er {be} nog {_in_words(left)} over." if left else "De andere punten vullen alle tijd."]
    else:
        found = []
    if len(without) == len(items):
        found.insert(0, "Voor de punten is nog geen tijd gepland.")
    elif without:
        which = f"punt {without[0]}" if len(without) == 1 else f"de punten {opsomming(without)}"
        if len(without) > _NAMED:
            which = f"{len(without)} van de {len(items)} punten"
        found.insert(0, f"Voor {which} is nog geen tijd gepland.")
    return found


def _in_words(minutes: int) -> str:
    return "1 minuut" if minutes == 1 else f"{minutes} minuten"
