"""One side of a comparison: what a dossier holds at a moment, read file by file and only when it is needed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from convenant_cli.changes.wijziging import Kant
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.findings import ConvenantError, Finding
from convenant_cli.records import KINDS, Record
from convenant_cli.sources.git.call import NoGitError
from convenant_cli.sources.git.contents import differs_on_disk, list_tree, read_blobs
from convenant_cli.sources.git.moments import commit_day, merge_base, resolve_moment
from convenant_cli.sources.git.repo import Repo, commit_of, open_repository, repository_of
from convenant_cli.sources.sources import (
    MARKER,
    PRIVATE,
    Listing,
    Source,
    find_root,
    list_known,
    list_revision,
    list_staged,
    worktree,
)
from convenant_cli.text.volgorde import volgorde

#: What stands for the two moments that are no revision.
WERKMAP = Kant("de werkmap")
KLAARGEZET = Kant("wat klaarstaat voor de volgende commit")

_Fetch = Callable[[list[str]], Mapping[str, bytes]]


@dataclass(eq=False)
class Side:
    """The records of a moment by name. ``ids`` tell equal content without reading it."""

    kant: Kant
    listing: Listing
    fetch: _Fetch
    loose: Mapping[str, bytes] = field(default_factory=dict)
    """Files whose content is known and has no id: what was changed on disk."""
    root: Path | None = None
    """The folder of the dossier on disk, in which earlier runs may have read the same."""
    _files: dict[str, RecordFile] = field(default_factory=dict)
    _findings: dict[str, list[Finding]] = field(default_factory=dict)
    _named: dict[type[Record], list[str]] = field(default_factory=dict)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the record files in order, without the private address book."""
        return tuple(sorted((name for name in {**self.listing.ids, **self.loose} if name != PRIVATE), key=volgorde))

    def holds(self, name: str) -> bool:
        """Tell whether a record file is there."""
        return name in self.listing.ids or name in self.loose

    def same_as(self, other: "Side", name: str) -> bool:
        """Tell whether a file surely is the same on both sides, without reading it."""
        if name in self.loose or name in other.loose:
            return False
        return self.listing.ids.get(name) == other.listing.ids.get(name)

    def read(self, names: Iterable[str], about: Path | None = None) -> None:
        """Read some files in one go; those that were read before are not read again.

        ``about``: a folder in which earlier runs may have read them; it pays for many.
        """
        wanted = [name for name in names if name not in self._files and self.holds(name)]
        if wanted:
            self._keep(Source(self.kant.label, dict(self.raw(wanted))), about)

    def raw(self, names: Iterable[str]) -> Mapping[str, bytes]:
        """Return the bytes of some files."""
        asked = list(names)
        found = dict(self.fetch([name for name in asked if name not in self.loose]))
        return {name: self.loose[name] if name in self.loose else found[name] for name in asked}

    def _keep(self, source: Source, about: Path | None) -> None:
        dossier, findings = load(source, about)
        self._files |= dossier.files
        for finding in findings:
            self._findings.setdefault(finding.position.file, []).append(finding)

    def file(self, name: str) -> RecordFile | None:
        """Return what became of a file; None when it is not there or is no record by its place."""
        self.read([name])
        return self._files.get(name)

    def record(self, name: str) -> Record | None:
        """Return the record of a file, as far as it could be read."""
        file = self.file(name)
        return file.record if file else None

    def get(self, kind: type[Record], id: str) -> Record | None:
        """Return a record by kind and id; None when there is none, or when nothing of it could be read."""
        if kind.patroon.count("{}") not in (0, id.count("/") + 1):
            return None
        return self.record(kind.place(id))

    def named(self, kind: type[Record]) -> list[str]:
        """Return the names of the files of a kind, in order."""
        if kind not in self._named:
            self._named[kind] = [name for name in self.names if kind.match(name) is not None]
        return self._named[kind]

    def faults(self, name: str) -> list[Finding]:
        """Return what was wrong with a file, in the order of its lines."""
        return sorted(self._findings.get(name, ()))

    def take(self, other: "Side") -> None:
        """Take over what was read of the other side and is the same here."""
        self._files |= {name: file for name, file in other._files.items() if self.same_as(other, name)}

    def read_whole(self) -> None:
        """Read all files that were not read yet, in one go."""
        self.read(self.names, self.root)

    def whole(self) -> Dossier:
        """Return the whole dossier."""
        self.read_whole()
        files = {name: self._files[name] for name in self.names if name in self._files}
        # The same files as a dossier that is read from them, so that what is judged for the one holds for the other.
        source = Source(self.kant.label, {name: file.raw for name, file in files.items()}, refused=self.listing.refused)
        refused, _ = load(replace(source, files={}))
        if refused.files:
            files = dict(sorted({**files, **refused.files}.items(), key=lambda file: volgorde(file[0])))
        return Dossier(source, files)


# --- finding the two sides ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """What somebody wants to compare. Without ``nieuw``: the working tree, or with ``staged`` the index."""

    basis: str = "HEAD"
    nieuw: str | None = None
    staged: bool = False


def asked(basis: str | None, nieuw: str | None, staged: bool = False) -> Asked:
    """Return what is asked, also when it is written as git does: ``A..B``, or ``A...B`` for what B added since A.

    Raises ConvenantError when the parts do not go together.
    """
    if basis and ".." in basis:
        if nieuw is not None:
            raise ConvenantError(f"'{basis}' noemt al twee revisies; laat '{nieuw}' weg")
        dots = "..." if "..." in basis else ".."
        left, _, right = basis.partition(dots)
        basis, nieuw = (f"{left or 'HEAD'}..." if dots == "..." else left or "HEAD"), right or None
        if dots == ".." and nieuw is None:
            nieuw = "HEAD"
    if staged and nieuw is not None:
        raise ConvenantError("--staged en een tweede revisie kunnen niet samen; kies er een")
    return Asked("HEAD" if basis is None else basis, nieuw, staged)


@contextmanager
def open_sides(start: Path, what: Asked) -> "Iterator[tuple[Side, Side, Path | None]]":
    """Find the repository and both moments; give the old side, the new side, and the folder of the dossier on disk.

    Nothing of a record is read yet; a side can be read until the end of the context. Raises ConvenantError when git,
    the repository or a moment is not there.
    """
    repo, prefix, root = _repository(start, what)
    yield (*_sides(repo, prefix, root, what), root)


def _sides(repo: Repo, prefix: str | None, root: Path | None, what: Asked) -> tuple[Side, Side]:
    old, new = _commits(repo, what)
    if prefix is None:
        prefix = _prefix(repo, new or old)
    first = _revision(repo, prefix, old, _label(what.basis), root)
    if new is not None:
        return first, _revision(repo, prefix, new, _label(str(what.nieuw)), root)
    if what.staged:
        listing = list_staged(repo, prefix)
        return first, Side(KLAARGEZET, listing, _fetcher(repo, listing), root=root)
    assert root is not None
    return first, _on_disk(repo, prefix, root)


def _repository(start: Path, what: Asked) -> tuple[Repo, str | None, Path | None]:
    try:
        root = find_root(start)
    except ConvenantError:
        # No dossier on disk: a bare repository, or a branch without one. Two revisions can still be compared.
        if not start.is_dir():
            raise
        try:
            repo = repository_of(start)
        except ConvenantError as no_repository:
            if isinstance(no_repository, NoGitError):
                raise no_repository from None
            repo = None
        if repo is None:
            raise
        if what.nieuw is None:
            raise ConvenantError(_without_files(repo, start)) from None
        return repo, None, None
    repo, prefix = open_repository(root)
    return repo, prefix, root


def _without_files(repo: Repo, start: Path) -> str:
    remedy = "vergelijk twee revisies, zoals 'convenant diff HEAD~1 HEAD'"
    if repo.bare:
        return f"{start} is een repository zonder werkmap (bare); {remedy}"
    return f"in {start} of hoger staat geen dossier op schijf; {remedy}, of ga naar de map van het dossier"


def _commits(repo: Repo, what: Asked) -> tuple[str, str | None]:
    if what.basis in ("HEAD", "HEAD...") and not commit_of(repo, "HEAD"):
        raise ConvenantError("er is nog geen commit om mee te vergelijken; leg het dossier eerst vast met 'git commit'")
    new = resolve_moment(repo, what.nieuw) if what.nieuw is not None else None
    if what.basis.endswith("..."):
        left = resolve_moment(repo, what.basis.removesuffix("..."))
        return merge_base(repo, left, new or resolve_moment(repo, "HEAD")), new
    return resolve_moment(repo, what.basis), new


def _prefix(repo: Repo, commit: str) -> str:
    """Return the folder of the only dossier in a commit, with a slash behind it."""
    found = [e.name for e in list_tree(repo, commit) if e.name == MARKER or e.name.endswith(f"/{MARKER}")]
    if not found:
        message = (
            f"in commit {commit[:10]} staat geen dossier ({MARKER} ontbreekt); kies een revisie waarin het bestond"
        )
        raise ConvenantError(message)
    if len(found) > 1:
        folders = ", ".join(name.removesuffix(MARKER) or "de bovenste map" for name in found)
        raise ConvenantError(
            f"in commit {commit[:10]} staan meer dossiers ({folders}); maak een werkmap met 'git worktree add' "
            "en wijs er daar een aan met -C"
        )
    return found[0].removesuffix(MARKER)


def _label(rev: str) -> str:
    return f"de afsplitsing van {rev.removesuffix('...')}" if rev.endswith("...") else rev


def _revision(repo: Repo, prefix: str, commit: str, label: str, root: Path | None) -> Side:
    listing = list_revision(repo, prefix, commit, label if " " in label else f"revisie {label}")
    return Side(Kant(label, commit, commit_day(repo, commit)), listing, _fetcher(repo, listing), root=root)


def _on_disk(repo: Repo, prefix: str, root: Path) -> Side:
    """Return the working tree. What git says is as it was staged is not read from disk, only what it calls changed."""
    known = list_known(repo, prefix, differs_on_disk(repo, f"{prefix}data"))
    found = worktree(root, known.ids)
    listing = replace(known, strangers=found.strangers, refused=found.refused)
    return Side(WERKMAP, listing, _fetcher(repo, known), found.files, root)


def _fetcher(repo: Repo, listing: Listing) -> _Fetch:
    def fetch(names: list[str]) -> Mapping[str, bytes]:
        return dict(zip(names, read_blobs(repo, [listing.ids[name] for name in names]), strict=True))

    return fetch


def from_source(source: Source, kant: Kant) -> Side:
    """Return a side whose files are in memory already, such as an example."""
    listing = Listing(kant.label, {}, source.strangers, source.refused, source.exposed)
    return Side(kant, listing, lambda _: {}, source.files)


def is_record_name(name: str) -> bool:
    """Tell whether a file is a record by its place."""
    return any(kind.match(name) is not None for kind in KINDS)
