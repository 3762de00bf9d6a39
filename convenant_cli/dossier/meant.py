"""What people type to name a thing of the dossier → its id: ``Politie``, ``actie 3.4``, ``1.2 taak``, ``10 december``.

An exact id always wins; only what is no id is read as a name. What can mean more comes back as more.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any

from convenant_cli.dossier.days import meant_day
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import ConvenantError, Place
from convenant_cli.records import Bepaling, Bijeenkomst, Partner
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.text.folding import spaced
from convenant_cli.text.volgorde import volgorde

#: What people put before a name to say what it is, and the kinds that it can be then.
_KINDS: dict[str, tuple[str, ...]] = {
    "partij": ("partner",),
    "school": ("eenheid", "partner"),
    "artikel": ("bepaling",),
    "afspraak": ("bepaling",),
    "plan": ("jaarplan",),
    "overleg": ("bijeenkomst",),
    "vergadering": ("bijeenkomst",),
}
_ARTICLE = re.compile(r"(?:de|het|een) ")
#: What tells of which part of an article a clause is: behind it the article itself is named.
_PART = re.compile(r",?\s+(?:lid|leden|onder|sub|onderdeel)\s.*")
_NAME_FIELDS = ("naam", "titel", "korte_naam")

Thing = tuple[str, str]


def kind_meant(word: str) -> str:
    """Return the kind that people call by another word, such as ``plan``; the word itself when it is not one kind."""
    kinds = _KINDS.get(word, ())
    return kinds[0] if len(kinds) == 1 else word


def meant(dossier: Dossier, text: str, kinds: Iterable[str] = ()) -> list[Thing]:
    """Return the things that a text can mean, each as its kind and full id; none when it means nothing.

    ``kinds``: only things of these kinds; any kind without them.
    """
    asked = set(kinds)
    typed = " ".join(text.split())
    found = _found(dossier, typed, asked)
    first, space, rest = typed.partition(" ")
    if not found and space:
        word = first.casefold().rstrip(":")
        said = set(_KINDS.get(word, (word,) if word in dossier.defined else ()))
        found = _found(dossier, rest, said & asked if asked else said) if said and (not asked or said & asked) else []
    adopted = [one for one in found if _of_adopted(dossier, *one)]
    return adopted if len(adopted) == 1 and {soort for soort, _ in found} == {"actie"} else found


def named_by_start(asked: str, known: Collection[str], dossier: Dossier | None = None) -> list[str]:
    """Return the names that a user can mean: the one that is the same, or else those that start with it.

    So that the day of a meeting is enough when only one was held then. With the dossier also as people say it:
    ``10 december``, ``jaarplan 2026``.
    """
    if asked in known:
        return [asked]
    found = [name for name in known if asked and name.startswith(asked)]
    return found or [id for _, id in (meant(dossier, asked) if dossier and asked else ()) if id in known]


def meeting_meant(dossier: Dossier, asked: str) -> str:
    """Return the meeting that somebody names, also by its start or day; what none has comes back as it was asked.

    Raises ConvenantError when more than one is meant.
    """
    found = sorted(named_by_start(asked, dossier.bijeenkomsten, dossier), key=volgorde)
    if len(found) > 1:
        raise ConvenantError(f"meer dan één bijeenkomst begint met '{asked}'; kies uit: {', '.join(found)}")
    return found[0] if found else asked


def _of_adopted(dossier: Dossier, soort: str, id: str) -> bool:
    """Tell whether a thing is an action of an adopted plan that is not closed: the one at work, of several plans."""
    plan = dossier.jaarplannen.get(id.split("/")[0]) if soort == "actie" else None
    return plan is not None and plan.status == "vastgesteld"


def only(dossier: Dossier, text: str, kinds: Iterable[str]) -> str:
    """Return the full id of the one thing of some kinds that a text means; the text itself when that is not one."""
    found = meant(dossier, text, kinds)
    return found[0][1] if len(found) == 1 else text


def _found(dossier: Dossier, typed: str, kinds: set[str]) -> list[Thing]:
    plain = _plain(typed)
    for index, key in (
        (_exact, typed),
        (_numbers, _squeezed(typed)),
        (_articles, _squeezed(typed)),
        (_names, plain),
        (_tails, plain),
    ):
        if found := [one for one in index(dossier).get(key, ()) if not kinds or one[0] in kinds]:
            return found
    return list(_on_day(dossier, typed)) if not kinds or "bijeenkomst" in kinds else []


def _on_day(dossier: Dossier, typed: str) -> Iterator[Thing]:
    """Yield the meetings of a day; without a year of that day in any year."""
    for meeting in dossier.bijeenkomsten.values():
        if meant_day(typed, meeting.datum) == meeting.datum:
            yield "bijeenkomst", meeting.id


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split()).removeprefix("artikel")


def _plain(text: str) -> str:
    words = spaced(text)
    return words[found.end() :] if (found := _ARTICLE.match(words)) else words


@lru_cache(maxsize=2)
def _exact(dossier: Dossier) -> dict[str, list[Thing]]:
    return _index((id, (soort, id)) for soort, ids in dossier.defined.items() for id in ids)


@lru_cache(maxsize=2)
def _numbers(dossier: Dossier) -> dict[str, list[Thing]]:
    """Return what has a number: actions (also with their plan), clauses (also a part of one), decisions."""
    return _index((_squeezed(name), thing) for thing, name in _numbered(dossier))


def _numbered(dossier: Dossier) -> Iterator[tuple[Thing, str]]:
    for action in dossier.acties.values():
        for name in (action.nummer, f"{action.jaarplan}/{action.nummer}", f"{action.jaarplan} {action.nummer}"):
            yield ("actie", action.id), name
        for between in ("van", "uit", "in"):
            yield ("actie", action.id), f"{action.nummer} {between} {action.jaarplan}"
    for clause in dossier.bepalingen.values():
        if clause.nummer:
            for name in (clause.nummer, f"{clause.nummer}{clause.onderdeel or ''}", clause.aanduiding):
                yield ("bepaling", clause.id), name
    for soort in ("besluit", "actiepunt"):
        for id in dossier.defined.get(soort, ()):
            yield (soort, id), id


@lru_cache(maxsize=2)
def _articles(dossier: Dossier) -> dict[str, list[Thing]]:
    """Return the clauses by the article that they are a part of: that of a ``lid`` or ``onderdeel``."""
    return _index(
        (_squeezed(_PART.sub("", clause.nummer)), ("bepaling", clause.id))
        for clause in dossier.bepalingen.values()
        if clause.nummer and _PART.search(clause.nummer)
    )


@lru_cache(maxsize=2)
def _names(dossier: Dossier) -> dict[str, list[Thing]]:
    """Return what has a name that people say: the id in words, and the fields that hold a name."""
    return _index((_plain(name), thing) for thing, name in _named(dossier))


def _named(dossier: Dossier) -> Iterator[tuple[Thing, str]]:
    for soort, ids in dossier.defined.items():
        for id, place in ids.items():
            yield (soort, id), id
            yield from (((soort, id), name) for name in _called(thing_at(dossier, place)))


@lru_cache(maxsize=2)
def _tails(dossier: Dossier) -> dict[str, list[Thing]]:
    """Return what is known by the last part of its id, which other things can have as well."""
    longer = ((soort, id) for soort, ids in dossier.defined.items() for id in ids if "/" in id)
    return _index((_plain(id.rpartition("/")[2]), (soort, id)) for soort, id in longer)


def thing_at(dossier: Dossier, place: Place) -> Any:
    """Return what is named at a place: a record, or a part of one; None when the file could not be read."""
    value: Any = dossier.files[place.name].record
    # The place of a part is the place of its name field, or of its key in a mapping.
    path = place.path[:-1] if place.path and place.path[-1] in ("id", "nummer") else place.path
    for step in path:
        inside: Any = value
        value = inside[step] if isinstance(value, dict | tuple) else getattr(value, str(step))
    return value


def _called(value: Any) -> Iterator[str]:
    if isinstance(value, Partner):
        yield from value.namen
    elif isinstance(value, Onderdeel):
        yield from (name for field in _NAME_FIELDS if isinstance(name := getattr(value, field, None), str))
    if isinstance(value, Bijeenkomst):
        yield value.datum.isoformat()


def _index(pairs: Iterable[tuple[str, Thing]]) -> dict[str, list[Thing]]:
    found: dict[str, dict[Thing, None]] = {}
    for name, thing in pairs:
        if name:
            found.setdefault(name, {})[thing] = None
    return {name: list(things) for name, things in found.items()}


def named_clauses(dossier: Dossier, number: str) -> list[Bepaling]:
    """Return the clauses with a printed number: ``1.1`` is every part of it, ``1.1b`` or ``1.2 taak 2`` one part.

    An article is also every ``lid`` of it, where no clause has that number alone.
    """
    key = _squeezed(number)
    things = [one for one in _numbers(dossier).get(key, ()) if one[0] == "bepaling"]
    things = things or _articles(dossier).get(key, [])
    return [dossier.bepalingen[id] for _, id in things]
