"""Files of records that are gone while others still name what was in them: one cause, told once, with the way back."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from convenant_cli.checks.one_by_one import one_by_one
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.findings import ConvenantError, Finding, Place, Position, Related, Severity
from convenant_cli.judging.judging import named_in_tests
from convenant_cli.records import KINDS, Record
from convenant_cli.records.model.record import Verwijst, defines
from convenant_cli.records.model.verwijzingen import Reference
from convenant_cli.sources.git.contents import list_tree, read_blobs
from convenant_cli.sources.git.repo import Repo, commit_of, open_repository, top_of
from convenant_cli.sources.sources import Source
from convenant_cli.text.opdracht import quoted

RULE = "bestand-weg"
#: What a toets may name and need not be there: what the parties still have to make is judged, and a rhythm that nobody
#: knows was told as a wrong parameter.
_NOT_HERE = frozenset(("aanbod", "actie", "besluit", "periode"))
_UNIT = ("eenheid",)
_TOLD = 3  # of the places that name it
_PILE = 2  # places that name what went long ago: one such place is a mistake of its own

#: A kind of thing and its full id.
_Name = tuple[str, str]


class _Was(NamedTuple):
    """The records of an earlier moment that are gone, and the commit that still has them."""

    source: Source
    commit: str = ""


def told_once(dossier: Dossier, before: Source | None) -> tuple[Dossier, list[Finding]]:
    """Return a dossier with a stand-in for files that are gone, so that nobody tells of each place that misses one.

    ``before``: an earlier moment that is compared with; without one the last commit is asked. A dossier in which
    nothing is missing comes back as it is, and costs no look at git.
    """
    missed = _missed(dossier)
    if not missed:
        return dossier, []
    files: dict[str, RecordFile] = {}
    findings = []
    for was in _moments(dossier, before, missed):
        gone = load(was.source)[0]
        for file in gone.files.values():
            names = {(file.kind.soort, file.id), *_inside(gone, file)}
            places = [place for name in names for place in missed.get(name, ())]
            if file.name in files or not places or (was.commit.endswith("^") and len(places) < _PILE):
                continue
            files[file.name] = replace(file, raw=b"", record=None, whole=False)
            findings.append(_finding(dossier, file, sorted(places, key=str), was))
    if not files:
        return dossier, []
    return Dossier(dossier.source, dict(sorted({**dossier.files, **files}.items()))), findings


@lru_cache(maxsize=4)
def dangling(dossier: Dossier) -> list[Reference]:
    """Return every field that points to something that no record defines, in the order of files and fields.

    After those of the records come those in the toets of a clause.
    """
    known: dict[tuple[str, ...], set[str]] = {}

    def exists(mark: Verwijst, key: str) -> bool:
        soorten = mark.soorten
        if soorten not in known:
            known[soorten] = {id for soort in soorten for id in dossier.defined.get(soort, ())}
        return key in known[soorten]

    # Of a file in which nothing was found all references exist; and of the others only a few do not.
    records = (file.record for file in one_by_one(dossier).files if file.record is not None)
    tests = (one for one in named_in_tests(dossier) if _NOT_HERE.isdisjoint(one.mark.soorten))
    lost = (one for one in tests if not exists(one.mark, one.key))
    return [*dossier.references_in(records, exists), *lost]


def to_units(record: Record, dossier: Dossier) -> Iterator[Reference]:
    """Yield every field of a record that points to a unit that is there."""
    for one in dossier.references_in([record]):
        if one.mark.soorten == _UNIT and one.key in dossier.defined.get("eenheid", ()):
            yield one


def _missed(dossier: Dossier) -> dict[_Name, list[Place]]:
    """Return the places that name something that is not there, by what they can mean."""
    found: dict[_Name, list[Place]] = {}
    for one in dangling(dossier):
        soorten = one.mark.soorten
        if dossier.may_define(soorten, one.key):
            continue
        for soort in soorten:
            found.setdefault((soort, one.key), []).append(one.place)
    for statement in dossier.verklaringen.values():
        if statement.partner not in dossier.defined.get("partner", ()):
            found.setdefault(("partner", statement.partner), []).append(statement.at())
    return found


def _inside(gone: Dossier, file: RecordFile) -> Iterator[_Name]:
    return ((soort, id) for soort, id, place in gone.definitions if place.name == file.name)


def _moments(dossier: Dossier, before: Source | None, missed: Iterable[_Name]) -> Iterator[_Was]:
    """Yield where to look for what is gone: the last commit, older ones, and the moment that is compared with."""
    yield from _in_git(dossier, missed)
    if before is not None:
        yield _Was(_without(before, dossier.source.files))


def _in_git(dossier: Dossier, missed: Iterable[_Name]) -> Iterator[_Was]:
    source = dossier.source
    if source.root is None or top_of(source.root) is None:
        return
    from convenant_cli.dossier.gone import went_in

    try:
        repo, prefix = open_repository(source.root)
        start = source.commit or commit_of(repo, "HEAD")
        if not start:
            return
        entries = list_tree(repo, start, f"{prefix}data")
        names = {one.name.removeprefix(prefix): one.sha for one in entries}
        names = {name: sha for name, sha in names.items() if name not in source.files}
        yield _Was(_read(repo, names, source), "HEAD" if not source.commit else source.commit)
        asked = {name for one in missed for name in _places(*one)}
        for name, commit in went_in(repo, start, prefix).items():
            if name in asked and name not in source.files:
                (held,) = list_tree(repo, f"{commit}^", f"{prefix}{name}")
                yield _Was(_read(repo, {name: held.sha}, source), f"{commit[:10]}^")
    except ConvenantError:
        return  # what git cannot tell is told as every place that misses it


def _places(soort: str, id: str) -> Iterator[str]:
    """Yield the files that something can have stood in by its name alone: its own, or that of what it is a part of."""
    for kind in KINDS:
        if kind.soort == soort and kind.patroon.count("{}") == id.count("/") + 1:
            yield kind.place(id)
        elif any(mark.soort == soort and mark.binnen for mark in defines(kind)) and "/" in id:
            yield kind.place(id.rpartition("/")[0])


def _without(before: Source, present: Iterable[str]) -> Source:
    known = set(present)
    files = {name: raw for name, raw in before.files.items() if name not in known}
    return Source(before.label, files)


def _read(repo: Repo, names: dict[str, str], source: Source) -> Source:
    return Source(source.label, dict(zip(names, read_blobs(repo, list(names.values())), strict=True)))


def _finding(dossier: Dossier, file: RecordFile, places: list[Place], was: _Was) -> Finding:
    """Return what to tell of a file that is gone: its new name when it seems to have one, and how it comes back."""
    from convenant_cli.dossier.pairing import pair_files

    count = "1 plaats noemt" if len(places) == 1 else f"{len(places)} plaatsen noemen"
    known = set(was.source.files)
    come = [one for one in dossier.files.values() if one.kind is file.kind and one.name not in known and one.record]
    now = next((new for new, old in pair_files([file], come).items() if old == file.name), "")
    title = f"{file.kind.soort}:{file.id}"
    if now:
        last = dossier.files[now].id.rpartition("/")[2]
        message = f"dit bestand heet nu {now}, maar {count} nog '{file.id}'"
        rename = f"convenant rename {quoted(title)} {quoted(last)}"
        hint = f"geef het bestand zijn oude naam terug, en geef dan '{rename}': dat past ze aan"
    else:
        back = f"met 'git checkout {was.commit} -- {quoted(file.name)}'" if was.commit else "uit de vorige versie"
        message = f"dit bestand is weg, maar {count} het nog"
        hint = f"zet het terug {back}; moet het weg, geef dan daarna 'convenant remove {quoted(title)}'"
    related = tuple(Related(dossier.locate(place), "noemt het") for place in places[:_TOLD])
    return Finding(Position(file.name), RULE, Severity.FOUT, message, hint, related)
