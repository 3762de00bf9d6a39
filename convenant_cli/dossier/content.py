"""What a dossier holds, as a key for what is worked out once."""

from array import array

from convenant_cli.dossier.dossier import Dossier


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
