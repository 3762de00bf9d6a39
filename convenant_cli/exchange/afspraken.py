"""The meetings that are still to come, as calendars know them: who they are, and how often they changed, by git."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gone import went_in
from convenant_cli.dossier.reading import load
from convenant_cli.findings import ConvenantError
from convenant_cli.records import Bijeenkomst
from convenant_cli.sources.git.commits import Commit, head, lineage, main_line, renamed_on_disk
from convenant_cli.sources.git.contents import list_tree
from convenant_cli.sources.git.log import in_repository
from convenant_cli.sources.git.repo import UNSHALLOW, Repo, is_shallow, open_repository
from convenant_cli.sources.sources import literal
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.volgorde import volgorde

#: The fields that a calendar shows. A change of another one is no change of the appointment.
_SHOWN = ("titel", "datum", "aanvang", "einde", "plaats", "organisator", "genodigd", "genodigd_extern")
_DROPPED = "vervallen"


@dataclass(frozen=True, slots=True)
class Afspraak:
    """One meeting, as it goes to calendars."""

    bijeenkomst: Bijeenkomst
    naam: str
    """What it was called when it was first recorded: the same also when its day, and so its name, changed."""
    volgnummer: int
    """How often what a calendar shows has changed."""
    gewijzigd: date
    """When it was last changed."""
    vervallen: bool


@dataclass(frozen=True, slots=True)
class Geschiedenis:
    """What git can tell of a dossier; nothing where it is in no repository."""

    afspraken: tuple[Afspraak, ...]
    stand: int
    """How many commits there are: a number that rises with each."""
    gewijzigd: date
    in_git: bool


def afspraken(root: Path, dossier: Dossier, peildatum: date) -> Geschiedenis:
    """Return the meetings from a day on, with those that were dropped. Raises ConvenantError in a shallow clone.

    Without git a meeting has the number 0, whatever changed.
    """
    coming = [one for one in dossier.bijeenkomsten.values() if one.datum >= peildatum and one.status != "gehouden"]
    coming.sort(key=lambda one: (one.datum, volgorde(one.id)))
    if not in_repository(root):
        return _without_git(coming, peildatum)
    repo, prefix = open_repository(root)
    start = head(repo, None)
    if not start:
        return _without_git(coming, peildatum)
    if is_shallow(repo):
        raise ConvenantError(f"hoe vaak een bijeenkomst is gewijzigd, is niet te zien: {UNSHALLOW}")
    found = [_of_file(repo, prefix, start, one, dossier, peildatum) for one in coming]
    known = {one.naam for one in found} | {one.id for one in dossier.bijeenkomsten.values()}
    found += [one for one in _gone(repo, prefix, start, dossier, peildatum) if one.naam not in known]
    newest = repo.text("log", "-1", "--format=%as", start).strip()
    commits = int(repo.text("rev-list", "--count", start).strip())
    return Geschiedenis(tuple(found), commits, date.fromisoformat(newest), True)


def _without_git(coming: list[Bijeenkomst], peildatum: date) -> Geschiedenis:
    found = tuple(Afspraak(one, one.id, 0, peildatum, one.status == _DROPPED) for one in coming)
    return Geschiedenis(found, 0, peildatum, False)


def _of_file(repo: Repo, prefix: str, start: str, meeting: Bijeenkomst, dossier: Dossier, peildatum: date) -> Afspraak:
    raw = dossier.files[meeting.name].raw
    past = lineage(repo, start, f"{prefix}{meeting.name}")
    before = "" if past.commits else renamed_on_disk(repo, start, f"{prefix}{meeting.name}", raw)
    if before:
        past = lineage(repo, start, before)
    states = [(commit, past.raws[commit.sha]) for commit in main_line(past.commits)]
    number, stamp = _changes(states)
    if not states or _appointment(states[-1][1]) != _appointment(raw):
        number, stamp = (number + 1 if states else 0), peildatum
    name = past.names[-1] if states else f"{prefix}{meeting.name}"
    return Afspraak(meeting, _id(name, prefix), number, stamp or peildatum, meeting.status == _DROPPED)


def _gone(repo: Repo, prefix: str, start: str, dossier: Dossier, peildatum: date) -> Iterator[Afspraak]:
    """Yield the meetings whose file was taken away while they were still to come."""
    went = went_in(repo, start, prefix)
    here = list_tree(repo, start, f"{prefix}data/bijeenkomsten")
    went |= {entry.name.removeprefix(prefix): "" for entry in here}  # those that are gone on disk only
    for name, commit in went.items():
        if name in dossier.files or Bijeenkomst.match(name) is None:
            continue
        past = lineage(repo, start, f"{prefix}{name}")
        states = [(one, past.raws[one.sha]) for one in main_line(past.commits)]
        last = next((raw for _, raw in reversed(states) if raw is not None), None)
        meeting = _read(name, last)
        if meeting is None or meeting.datum < peildatum or meeting.status != "gepland":
            continue
        number, _ = _changes([state for state in states if state[1] is not None])
        day = date.fromisoformat(repo.text("log", "-1", "--format=%as", commit).strip()) if commit else peildatum
        yield Afspraak(meeting, _id(past.names[-1], prefix), number + 1, day, True)


def _read(name: str, raw: bytes | None) -> Bijeenkomst | None:
    if raw is None:
        return None
    return next(iter(load(literal({name: raw}))[0].bijeenkomsten.values()), None)


def _changes(states: list[tuple[Commit, bytes | None]]) -> tuple[int, date | None]:
    """Return how often what is shown changed, from the first version on, and the day of the last change."""
    number, stamp, before = -1, None, None
    for commit, raw in states:
        shown = _appointment(raw)
        if number < 0 or shown != before:
            number, stamp, before = number + 1, date.fromisoformat(commit.day), shown
    return max(number, 0), stamp


def _appointment(raw: bytes | None) -> Any:
    """Return what a calendar shows of a version; None where there is none."""
    data = parse(raw).data if raw is not None else None
    if not isinstance(data, dict):
        return None
    agenda = data.get("agenda")
    titles = [one.get("titel") for one in agenda if isinstance(one, dict)] if isinstance(agenda, list) else []
    return [*(data.get(field) for field in _SHOWN), titles, data.get("status") == _DROPPED]


def _id(name: str, prefix: str) -> str:
    return Bijeenkomst.match(name.removeprefix(prefix)) or name
