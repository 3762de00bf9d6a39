"""Records that are looked at one by one, each held against its frame; not again when an earlier run found nothing."""

from collections.abc import Collection
from functools import lru_cache

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.kader import Kader
from convenant_cli.records import Personen
from convenant_cli.sources.seen import seen


class OneByOne:
    """The files of a dossier of which no earlier run says that no check of one record finds anything in it.

    That follows from the bytes of the file and from the frame, so an earlier run says it of the same bytes in the same
    frame only: of one frame for each folder, as that of a dossier that is being worked on seldom changes.
    """

    def __init__(self, dossier: Dossier) -> None:
        root = dossier.source.root
        self.kader = Kader(dossier)
        under = self.kader.mark if root else bytes  # of what is in no folder nothing is kept
        self._clean = seen("one by one", str(root), under=under)
        files = (file for file in dossier.files.values() if file.record is not None)
        self.files = tuple(file for file in files if not (self._clean.keeps and file.mark and file.mark in self._clean))

    def keep(self, found: Collection[str]) -> None:
        """Let the next run know in which of these files nothing was found: ``found`` names the others."""
        if self._clean.keeps:
            for file in self.files:
                if file.mark and file.name not in found and file.kind is not Personen:
                    self._clean.add(file.mark)
            self._clean.keep()


@lru_cache(maxsize=4)
def one_by_one(dossier: Dossier) -> OneByOne:
    """Return which records of a dossier are to be looked at."""
    return OneByOne(dossier)
