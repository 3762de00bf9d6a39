"""The versions of a year plan as git knows them: when it was adopted, and what was changed since."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from convenant_cli.records import Jaarplan
from convenant_cli.sources.git.commits import Commit, commits_of, head, lineage, main_line
from convenant_cli.sources.git.log import all_tags, plan_tag
from convenant_cli.sources.git.repo import open_repository
from convenant_cli.sources.yamlfile import parse


@dataclass(frozen=True, slots=True)
class Wijzigingsnotitie:
    """A wijziging that the plan names: the day and the decision as text, and what it says."""

    datum: str
    besluit: str
    omschrijving: str


@dataclass(frozen=True, slots=True)
class Version:
    """One adopted version of a plan: the commit that made it so."""

    versie: str
    vastgesteld_op: str
    vastgesteld_in: str
    vastgesteld_met: str
    """The day, the meeting and the decision of the adoption as the record names them; empty when it does not."""
    wijzigingen: tuple[Wijzigingsnotitie, ...]
    """What the plan says was changed since the version before."""
    commit: Commit
    tag: str
    """The tag of this version; empty when it is not there."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of a plan, the adopted one first, and what came after the last of them."""

    rows: tuple[Version, ...]
    since: tuple[Commit, ...]
    """The commits after the last version that touched the plan or its actions, the newest first."""
    shallow: bool
    """Whether the clone is cut off, so that the first row may be younger than the adoption."""


def versions(root: Path, plan: str, rev: str | None = None) -> Versions:
    """Return the version table of a year plan. A draft has none. Raises ConvenantError when there is no repository."""
    repo, prefix = open_repository(root)
    start = head(repo, rev)
    if not start:
        return Versions((), (), False)
    past = lineage(repo, start, f"{prefix}{Jaarplan.place(plan)}")
    tags = all_tags(repo)
    rows: list[Version] = []
    known: dict[str, Any] = {}
    for commit in main_line(past.commits):
        raw = past.raws[commit.sha]
        data = parse(raw).data if raw is not None else None
        if not isinstance(data, dict):
            continue
        adopted = data.get("status") in ("vastgesteld", "afgesloten")
        if not adopted:
            rows, known = [], {}
        elif not rows or rows[-1].versie != str(data.get("versie")):
            tag = plan_tag(plan, str(data.get("versie")))
            rows.append(_row(commit, data, known, tag if tag in tags else ""))
            known = data
    folders = [path.rpartition("/")[0] for path in past.names]
    since = commits_of(repo, f"{rows[-1].commit.sha}..{start}", folders) if rows else []
    return Versions(tuple(rows), tuple(since), any(row.commit.edge for row in rows))


def _row(commit: Commit, data: dict[str, Any], before: dict[str, Any], tag: str) -> Version:
    old = _list(before)
    fresh = [change for change in _list(data) if change not in old]
    notes = tuple(
        Wijzigingsnotitie(*(_text(change, key) for key in ("datum", "besluit", "omschrijving"))) for change in fresh
    )
    adopted = tuple(_text(data, key) for key in ("vastgesteld_op", "vastgesteld_in", "vastgesteld_met"))
    return Version(_text(data, "versie"), adopted[0], adopted[1], adopted[2], notes, commit, tag)


def _list(data: dict[str, Any]) -> list[dict[str, Any]]:
    changes = data.get("wijzigingen")
    return [change for change in changes if isinstance(change, dict)] if isinstance(changes, list) else []


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""
