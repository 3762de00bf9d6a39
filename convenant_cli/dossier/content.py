"""What a dossier holds, as a key for what is worked out once."""

from array import array
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.records import Record

_T = TypeVar("_T")


class Content:
    """A dossier that counts as the same as another one in which the same files were read, and the same refused.

    A file that was read twice is one object (:func:`convenant_cli.dossier.reading.load`).
    """

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._files = tuple(dossier.files.values())  # kept, so that no other one can get the id of one of these
        # A number for each file, and names only of those that are no record: several of these are kept at a time.
        ids = array("Q", map(id, self._files)).tobytes()
        others = frozenset(dossier.source.files.keys() - dossier.files.keys())
        self._same: tuple[object, ...] = (ids, others, dossier.source.refused)

    def __hash__(self) -> int:
        return hash(self._same)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Content) and type(other) is type(self) and self._same == other._same


class WithTexts(Content):
    """As :class:`Content`, where the other text files beside the records are the same too."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier)
        self._same = (*self._same, tuple(dossier.others.items()), tuple(dossier.too_large))


def differing(dossier: Dossier, other: Dossier) -> list[RecordFile]:
    """Return the files of records that another dossier does not hold as they are."""
    return [file for name, file in dossier.files.items() if other.files.get(name) is not file]


def once(work: Callable[[Dossier], _T]) -> Callable[[Dossier], _T]:
    """Have something worked out of a dossier once; who is given it later has asked for the same kinds of records."""

    @lru_cache(maxsize=4)
    def known(dossier: Dossier) -> tuple[_T, frozenset[type[Record]]]:
        before = frozenset(dossier.asked)
        dossier.asked.clear()
        found, asked = work(dossier), frozenset(dossier.asked)
        dossier.asked |= before
        return found, asked

    @wraps(work)
    def given(dossier: Dossier) -> _T:
        found, asked = known(dossier)
        dossier.asked |= asked
        return found

    return given
