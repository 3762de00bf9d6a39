"""The versions of a year plan as its readers see them: adopted when and where, and updated since."""

from dataclasses import dataclass
from datetime import date

from convenant_cli.dossier import Dossier
from convenant_cli.findings import ConvenantError
from convenant_cli.history.commits import Commit
from convenant_cli.history.versions import Version, versions
from convenant_cli.kalender import GEEN_DAG, korte_datum


@dataclass(frozen=True, slots=True)
class Versie:
    """A row of the table; every value as text, empty when the record does not say it."""

    versie: str
    vastgesteld: str
    bijeenkomst: str
    vastgelegd: str
    """Day and commit in git, with the tag when it has one."""


@dataclass(frozen=True, slots=True)
class Versietabel:
    """The versions, oldest first, and a sentence on what came after the last."""

    rijen: tuple[Versie, ...]
    sindsdien: str


def version_table(dossier: Dossier, plan: str, rev: str | None) -> Versietabel | None:
    """Return the versions of a plan from git; None without git or a repository, and before the plan was adopted.

    Of a clone that is cut off the versions are not certain, so that only a sentence says why they are left out.
    """
    root = dossier.source.root
    if root is None:
        return None
    try:
        found = versions(root, plan, rev)
    except ConvenantError:
        # A document needs no git; its colophon says which revision it is from, or why there is none.
        return None
    if not found.rows:
        return None
    if found.shallow:
        return Versietabel(
            (), "De versies staan hier niet: de geschiedenis van het dossier is niet helemaal opgehaald."
        )
    return Versietabel(tuple(_row(dossier, version) for version in found.rows), _since(found.rows[-1], found.since))


def _row(dossier: Dossier, version: Version) -> Versie:
    meeting = dossier.bijeenkomsten.get(version.vastgesteld_in)
    tag = f", tag {version.tag}" if version.tag else ""
    return Versie(
        version.versie,
        _day(version.vastgesteld_op),
        meeting.titel if meeting else "",
        f"{_day(version.commit.day) or GEEN_DAG} ({version.commit.sha[:10]}{tag})",
    )


def _since(last: Version, commits: tuple[Commit, ...]) -> str:
    if not commits:
        return f"Sinds versie {last.versie} is aan het plan en de acties niets veranderd."
    times = "één keer" if len(commits) == 1 else f"{len(commits)} keer"
    latest = _day(max(commit.day for commit in commits)) or GEEN_DAG
    return f"Sinds versie {last.versie} zijn het plan of de acties {times} bijgewerkt, het laatst op {latest}."


def _day(text: str) -> str:
    """Return a day of a record or a commit as readers write it; other text, from before a mistake was mended, as is."""
    try:
        return korte_datum(date.fromisoformat(text))
    except ValueError:
        return text
