"""Which parts of two lists are the same part: by what identifies them, and not by where they stand."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from convenant_cli.records.model.identity import identities
from convenant_cli.records.model.labels import goes_by_text
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.model.shapes import shapes
from convenant_cli.text.wording import alike

#: A pair of indexes: of the old list and of the new one.
Pair = tuple[int, int]

_NEARLY = 0.6
_MOST_COMPARED = 400


def pair_parts(old: Sequence[Onderdeel], new: Sequence[Onderdeel]) -> list[Pair]:
    """Return which parts belong together; each occurs in one pair at most. What is equal goes first."""
    model = type(old[0] if old else new[0]) if old or new else None
    if model is None:
        return []
    pairing = _Pairing(old, new)
    pairing.by(_whole)
    for fields in identities(model):
        pairing.by(lambda part, fields=fields: _identity(part, fields))  # type: ignore[misc]
    if goes_by_text(model):
        pairing.by_likeness(_text)
    return sorted(pairing.pairs, key=lambda pair: pair[1])


def pair_texts(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return which texts of two lists belong together: the same words, or nearly."""
    pairing = _Pairing(old, new)
    pairing.by(lambda text: text)
    pairing.by_likeness(str)
    return sorted(pairing.pairs, key=lambda pair: pair[1])


def out_of_order(pairs: Sequence[Pair]) -> bool:
    """Tell whether parts that stayed stand in another order. ``pairs`` come in the order of the new list."""
    before = [old for old, _ in pairs]
    return before != sorted(before)


def _whole(part: Onderdeel) -> Hashable:
    return repr(part)


def _identity(part: Onderdeel, fields: tuple[str, ...]) -> Hashable:
    values = tuple(repr(getattr(part, name)) for name in fields)
    return values if any(getattr(part, name) is not None for name in fields) else None


def _text(part: Onderdeel) -> str:
    known = shapes(type(part))
    return " ".join(str(getattr(part, name)) for name in known if known[name].text and getattr(part, name))


class _Pairing:
    def __init__(self, old: Sequence[Any], new: Sequence[Any]) -> None:
        self.old = dict(enumerate(old))
        self.new = dict(enumerate(new))
        self.pairs: list[Pair] = []

    def by(self, key: Callable[[Any], Hashable]) -> None:
        """Pair what has the same key, in order."""
        waiting: dict[Hashable, list[int]] = {}
        for index, value in self.old.items():
            waiting.setdefault(key(value), []).append(index)
        for index, value in list(self.new.items()):
            own = key(value)
            if own is not None and waiting.get(own):
                self._take(waiting[own].pop(0), index)

    def by_likeness(self, text: Callable[[Any], str]) -> None:
        """Pair what has nearly the same words, the best first. Long lists are left alone: that would cost a square."""
        if len(self.old) * len(self.new) > _MOST_COMPARED:
            return
        scored = sorted(
            ((-alike(text(a), text(b)), i, j) for i, a in self.old.items() for j, b in self.new.items()),
        )
        for score, i, j in scored:
            if -score >= _NEARLY and i in self.old and j in self.new:
                self._take(i, j)

    def _take(self, old: int, new: int) -> None:
        self.pairs.append((old, new))
        del self.old[old], self.new[new]
