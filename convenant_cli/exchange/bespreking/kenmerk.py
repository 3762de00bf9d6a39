"""What a document for review is known by: of what it was made, so that it can be made again when it comes back."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from convenant_cli.documents.kinds import Moment
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.exchange.vragen import dossier_key
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.git.moments import resolve_moment
from convenant_cli.sources.git.repo import commit_of, open_repository
from convenant_cli.sources.sources import is_clean

_START = "convenant-bespreking-1?"


@dataclass(frozen=True, slots=True)
class Kenmerk:
    """Of which dossier, document and revision a file is."""

    dossier: str
    document: str
    welk: str
    rev: str
    peildatum: date
    programma: str
    voor: str = ""
    met: tuple[str, ...] = ()
    bekend: date | None = None
    """The day on which it was made, when it tells of a day after that."""

    def __str__(self) -> str:
        fields = {"dossier": self.dossier, "document": self.document, "welk": self.welk, "rev": self.rev}
        ahead = self.bekend.isoformat() if self.bekend else ""
        more = {
            "peildatum": self.peildatum.isoformat(),
            "programma": self.programma,
            "voor": self.voor,
            "bekend": ahead,
        }
        return _START + urlencode(
            [*((name, value) for name, value in (fields | more).items() if value), *(("met", one) for one in self.met)]
        )

    @classmethod
    def parse(cls, text: str) -> "Kenmerk | None":
        """Return what the property of a file says; None when it is no document for review."""
        if not text.startswith(_START):
            return None
        found = parse_qs(text.removeprefix(_START))
        one = {name: values[0] for name, values in found.items()}
        try:
            return cls(
                one["dossier"], one["document"], one.get("welk", ""), one["rev"], date.fromisoformat(one["peildatum"]),
                one.get("programma", ""), one.get("voor", ""), tuple(found.get("met", ())),
                date.fromisoformat(one["bekend"]) if "bekend" in one else None,
            )  # fmt: skip
        except (KeyError, ValueError):
            return None

    @property
    def moment(self) -> Moment:
        """When and from what it was made."""
        made = Moment(self.peildatum, self.rev[:10], self.programma, rev=self.rev, voor=self.voor, met=self.met)
        return replace(made, bekend=self.bekend)


def kenmerk_van(dossier: Dossier, document: str, welk: str, moment: Moment) -> Kenmerk:
    """Return what a document is known by. Raises ConvenantError when the dossier is not whole."""
    key, rev = dossier_key(dossier), moment.rev or ""
    ahead = moment.bekend if moment.bekend and moment.bekend < moment.peildatum else None
    return Kenmerk(key, document, welk, rev, moment.peildatum, moment.programma, moment.voor, moment.met, ahead)


def committed(root: Path, rev: str | None) -> str:
    """Return the commit from which a document for review is made: the one that was asked for, or the last.

    Raises ConvenantError when the records on disk are not those of a commit: then nobody could make it again.
    """
    repo, prefix = open_repository(root)
    if rev is not None:
        return resolve_moment(repo, rev)
    commit = commit_of(repo, "HEAD")
    if not commit or not is_clean(repo, root, prefix):
        raise ConvenantError(
            "er zijn wijzigingen die nog niet zijn vastgelegd, dus wat terugkomt zou niet te vergelijken zijn; leg ze "
            "eerst vast (git commit)"
        )
    return commit
