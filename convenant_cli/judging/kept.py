"""Oordelen of an earlier run, on the clauses that looked at nothing which changed since.

That follows from bytes alone. A clause is judged by its frame (the agreement, the parties, what they state), and of
the kinds of records that count only for who asks for them (``ALLEEN_GEVRAAGD``) by those that it asked for. Limits look
into all files, so they are judged in each run. For one day at a time: what is asked again after an edit.
"""

import marshal
import os
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Place
from convenant_cli.judging.judging import ALLEEN_GEVRAAGD, Verloop, clauses, judge, samen, verloop
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.kalender import Tijdvak
from convenant_cli.sources.cache import opened
from convenant_cli.sources.digests import blake2b
from convenant_cli.sources.picture import tool

_Marks = dict[str, bytes]
_FRAME = ""
_KINDS = {kind.soort: kind for kind in ALLEEN_GEVRAAGD}


def judge_or_recall(
    dossier: Dossier, peildatum: date, only: frozenset[str] | None = None, about: object = None
) -> list[Oordeel]:
    """Return oordelen, as ``judge`` does: of an earlier run where all that they follow from is as it was.

    ``about``: the folder of the dossier, for a source that does not say of which one it is.
    """
    course = verloop(dossier)
    new = {
        clause.bepaling.id
        for clause in clauses(dossier)[0]
        if (only is None or clause.bepaling.id in only)
        and not clause.leest_bestanden
        and course.gezien(clause, peildatum) is None
    }
    marks = _marks(dossier) if new else None
    cache = opened(os.environ) if marks else None
    if cache is None or marks is None:
        return judge(dossier, peildatum, only)
    # With the frame, so that who has the cache but not the dossier cannot open it.
    folder = str(about or dossier.source.root)
    question = tool() + repr(("oordelen", folder, peildatum.isoformat(), marks[_FRAME])).encode()
    raw = cache.read(question)
    before, kept = marshal.loads(raw) if raw else ({}, {})  # noqa: S302  # we wrote it
    differs = samen(frozenset(kind for soort, kind in _KINDS.items() if before.get(soort) != marks[soort]))
    for id, (days, asked, oordelen) in kept.items():
        looked_at = frozenset(_KINDS[soort] for soort in asked)
        if differs.isdisjoint(looked_at):
            new.discard(id)
            course.geef(id, Tijdvak(*map(date.fromordinal, days)), (tuple(map(_made, oordelen)), looked_at))
    found = judge(dossier, peildatum, only)
    if new:
        cache.write(question, marshal.dumps((marks, _kept(dossier, course, peildatum))))
    return found


def _marks(dossier: Dossier) -> _Marks | None:
    """Return what the files of each loose kind are known by, and the others; None when not all follows from bytes."""
    made = {soort: blake2b() for soort in (_FRAME, *_KINDS)}
    for file in dossier.files.values():
        if not file.as_read:
            return None
        made.get(file.kind.soort, made[_FRAME]).update(file.mark)
    return {soort: one.digest() for soort, one in made.items()}


def _kept(dossier: Dossier, course: Verloop, day: date) -> dict[str, Any]:
    """Return what is known of each clause on a day, as plain values."""
    kept: dict[str, Any] = {}
    for clause in clauses(dossier)[0]:
        known = None if clause.leest_bestanden else course.gezien(clause, day)
        if known:
            days, (oordelen, asked) = known
            named = tuple(kind.soort for kind in asked & ALLEEN_GEVRAAGD)
            kept[clause.bepaling.id] = (days.van.toordinal(), days.tot.toordinal()), named, tuple(map(_plain, oordelen))
    return kept


# --- one oordeel --------------------------------------------------------------------------------------------------


def _plain(oordeel: Oordeel) -> dict[str, Any]:
    """Return what an oordeel says beside what any oordeel says, as plain values."""
    found = {name: value for name, default in _FIELDS if (value := getattr(oordeel, name)) is not default}
    for name, (plain, _) in _TYPED.items():
        if name in found:
            found[name] = plain(found[name])
    return found


def _made(found: dict[str, Any]) -> Oordeel:
    for name, (_, made) in _TYPED.items():
        if name in found:
            found[name] = made(found[name])
    return Oordeel(**found)


_FIELDS = tuple((one.name, one.default) for one in fields(Oordeel))
#: What is no plain value, by the type of its field: what it becomes, and how that becomes what it is.
_BY_TYPE: dict[Any, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    Uitkomst: (str.__str__, Uitkomst),
    tuple[Place, ...]: (lambda places: tuple(map(tuple, places)), lambda plain: tuple(Place(*one) for one in plain)),
    Place | None: (tuple, lambda plain: Place(*plain)),
    date | None: (date.toordinal, date.fromordinal),
    "Oordeel | None": (_plain, _made),
}
_TYPED = {one.name: _BY_TYPE[one.type] for one in fields(Oordeel) if one.type in _BY_TYPE}
