"""Which items of three versions are the same thing: by the name they have in the models, else by what they say.

This works on text as it was typed, also where the models refuse it, and not on records: a merge may not need a file
without faults. And it pairs with more care than a comparison, as a wrong pair would lose an item.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from convenant_cli.records.model.identity import Name, sure_names

_COMMON = 100  # items


def names_of(key: str, lists: Sequence[Sequence[Any]]) -> list[list[Name | None]]:
    """Return the name of each item of several versions of a list; all None when this list has no names.

    ``key``: the field that holds the list. A name is the id or number that an item defines, or the things it points
    to with the day or period; it counts only when every item has one and no version has one twice.
    """
    filled = [items for items in lists if items]
    for fields in sure_names(key):
        if all(isinstance(item, dict) and isinstance(item.get(fields[0]), str) for items in filled for item in items):
            named = [[tuple(str(item.get(field) or "") for field in fields) for item in items] for items in lists]
            if all(len(set(names)) == len(names) for names in named):
                return [list(names) for names in named]
    return [[None] * len(items) for items in lists]


def match(
    base: Sequence[Any], side: Sequence[Any], base_names: Sequence[Name | None], names: Sequence[Name | None]
) -> dict[int, int]:
    """Return for each item of a side that the base also has, which one: ``{place in side: place in base}``."""
    found: dict[int, int] = {}

    def pair(olds: Sequence[Any], news: Sequence[Any]) -> None:
        """Pair what is still open and alike, where one of each is alike."""
        free_old, free_new = _open(olds, found.values()), _open(news, found)
        count_old, count_new = Counter(map(olds.__getitem__, free_old)), Counter(map(news.__getitem__, free_new))
        by_key = {olds[at]: at for at in free_old}
        for at in free_new:
            key = news[at]
            if key is not None and count_new[key] == 1 and count_old[key] == 1:
                found[at] = by_key[key]

    named = any(name is not None for name in (*base_names, *names))
    if named:
        pair(base_names, names)
    else:
        pair([repr(item) for item in base], [repr(item) for item in side])
        pair([_first(item) for item in base], [_first(item) for item in side])
    _pair_alike(base, side, found)
    if not named:
        gaps_old = _gaps(len(base), {old: old for old in found.values()})
        gaps_new = _gaps(len(side), found)
        pair(gaps_old, gaps_new)
    return found


def _open(items: Sequence[Any], taken: Iterable[int]) -> list[int]:
    done = set(taken)
    return [at for at in range(len(items)) if at not in done]


def _first(item: Any) -> tuple[str, str] | None:
    """Return the first field of an item with its value: the day of a message, the title of a point."""
    field, value = next(iter(item.items()), ("", None)) if isinstance(item, dict) else ("", None)
    return (field, value) if isinstance(value, str) else None


def _pair_alike(base: Sequence[Any], side: Sequence[Any], found: dict[int, int]) -> None:
    """Pair what is still open and has more than half of its fields the same: the old item with another name.

    In a long list a value that many items have says nothing, and comparing all with all would take too long.
    """
    free = set(_open(base, found.values()))
    holders: dict[tuple[str, str], list[int]] = {}
    for old in sorted(free):
        for one in _fields(base[old]):
            holders.setdefault(one, []).append(old)
    for at in _open(side, found):
        those = [holders[one] for one in _fields(side[at]) if one in holders]
        same = Counter(old for holding in those if len(holding) <= _COMMON for old in holding if old in free)
        alike = [old for old, count in same.items() if count * 2 > max(len(base[old]), len(side[at]))]
        if len(alike) == 1:
            found[at] = alike[0]
            free.discard(alike[0])


def _fields(item: Any) -> list[tuple[str, str]]:
    """Return the fields of an item with their values, in a form that does not depend on the order of fields."""
    return [(key, json.dumps(value, sort_keys=True)) for key, value in item.items()] if isinstance(item, dict) else []


def _gaps(count: int, matched: dict[int, int]) -> list[tuple[int, int]]:
    """Return for each place between which matched items of the base it lies."""
    after = [-1]
    for at in range(count):
        after.append(matched.get(at, after[-1]))
    before = [-1]
    for at in range(count - 1, -1, -1):
        before.append(matched.get(at, before[-1]))
    before.reverse()
    return [(after[at], before[at + 1]) for at in range(count)]
