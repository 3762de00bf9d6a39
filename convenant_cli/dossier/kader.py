"""What one record is held against: the agreement and what else there is little of, and which names are in use."""

import hashlib

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Place
from convenant_cli.records import Actie, Bijeenkomst, Evaluatie, Personen, Record, Verklaring
from convenant_cli.sources.sources import Source

#: Kinds of which each year brings more, which a check of one record may not ask for; of one that is not named here each
#: new record has all looked at again. And the address book, of which nothing is remembered.
OUTSIDE: frozenset[type[Record]] = frozenset((Actie, Bijeenkomst, Evaluatie, Personen, Verklaring))


class Kader(Dossier):
    """A dossier without the records of which there are many: of these only the names are known, and what they define.

    So what is said of one record that is held against it follows from the bytes of that record and from :meth:`mark`,
    whatever changes in other records.
    """

    def __init__(self, dossier: Dossier) -> None:
        held = {name: file for name, file in dossier.files.items() if file.kind not in OUTSIDE}
        super().__init__(Source(dossier.source.label, {name: file.raw for name, file in held.items()}), held)
        self._of = dossier

    def all(self, kind: type[Record]) -> dict[str, Record]:  # type: ignore[override]
        """Return the records of a kind by id. Raises LookupError for one that is no part of it: that is no answer."""
        if kind in OUTSIDE:
            raise LookupError(f"a check of one record looks at no other {kind.soort}")
        return super().all(kind)

    @property
    def defined(self) -> dict[str, dict[str, Place]]:
        """Everything in the dossier that can be pointed to."""
        return self._of.defined

    @property
    def _unread(self) -> frozenset[tuple[str, str]]:
        return self._of._unread

    def mark(self) -> bytes:
        """Return the fingerprint of all that this tells; empty when not all of it follows from bytes."""
        if not all(file.as_read for file in self.files.values()):
            return b""
        made = hashlib.blake2b()
        for file in self.files.values():
            made.update(file.mark)
        outside = [name for name in self._of.files if name not in self.files]
        named = [one for one in self._of.definitions if one[2].name not in self.files]
        made.update(repr((outside, named, sorted(self._unread))).encode())
        return made.digest()
