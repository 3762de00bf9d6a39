"""The versions of a year plan as its readers see them: adopted when and where, and updated since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from convenant_cli.changes.history.versions import Version, versions
from convenant_cli.documents.kinds import Moment
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import GEEN_DAG, korte_datum
from convenant_cli.sources.git.commits import Commit
from convenant_cli.text.sentences import in_letters


@dataclass(frozen=True, slots=True)
class Versierij:
    """A row of the table; every value as text, empty when the record does not say it."""

    versie: str
    wat: str
    """Whether the plan was adopted or changed then."""
    op: str
    besloten: str
    """The meeting, with the number of the decision to change."""


@dataclass(frozen=True, slots=True)
class Versietabel:
    """The versions, oldest first, and a sentence on what came after the last."""

    rijen: tuple[Versierij, ...]
    sindsdien: str


def version_table(dossier: Dossier, plan: str, moment: Moment) -> Versietabel | None:
    """Return the versions of a plan from git; None without git or a repository, and before the plan was adopted.

    What was decided, or written down, after the reference date is left out.

    Of a clone that is cut off the versions are not certain, so that only a sentence says why they are left out.
    """
    root = dossier.source.root
    if root is None:
        return None
    try:
        found = versions(root, plan, moment.rev)
    except ConvenantError:
        # A document needs no git; its colophon says which revision it is from, or why there is none.
        return None
    day = moment.peildatum.isoformat()
    known = tuple(row for row in found.rows if _decided_on(row) <= day)
    if not known:
        return None
    if found.shallow:
        return Versietabel(
            (), "De versies staan hier niet: de geschiedenis van het dossier is niet helemaal opgehaald."
        )
    since = "" if len(known) < len(found.rows) else _since(found.rows[-1], found.since, day)
    return Versietabel(tuple(_rows(dossier, known)), since)


def _decided_on(version: Version) -> str:
    """Return the day of the decision that made a version, as a record writes it; empty when none says it."""
    return max((note.datum for note in version.wijzigingen), default=version.vastgesteld_op)


def decided(dossier: Dossier, decision: str) -> str:
    """Return in which meeting a decision was taken and its number, in words; only the number when none knows it."""
    number = decision.upper()
    for meeting in dossier.bijeenkomsten.values():
        if any(one.nummer == decision for one in meeting.besluiten):
            return f"{meeting.titel}, besluit {number}"
    return f"besluit {number}" if decision else ""


def _rows(dossier: Dossier, found: tuple[Version, ...]) -> Iterator[Versierij]:
    """Yield the versions, each with the day and the decision that made it so: of the first the adoption."""
    for number, version in enumerate(found):
        adopted = _day(version.vastgesteld_op)
        meeting = dossier.bijeenkomsten.get(version.vastgesteld_in)
        where = decided(dossier, version.vastgesteld_met) or (meeting.titel if meeting else "")
        if number == 0 and version.wijzigingen:  # the version as it was adopted is from before the history
            yield Versierij("", "vastgesteld", adopted, where)
        if number == 0 and not version.wijzigingen:
            yield Versierij(version.versie, "vastgesteld", adopted, where)
            continue
        notes = version.wijzigingen
        days = dict.fromkeys(_day(note.datum) for note in notes)
        decisions = dict.fromkeys(filter(None, (decided(dossier, note.besluit) for note in notes)))
        yield Versierij(version.versie, "gewijzigd", ", ".join(days), "; ".join(decisions))


def _since(last: Version, every: tuple[Commit, ...], until: str) -> str:
    """Say what was written down since the last version, until a day; nothing of a version from after that day."""
    if last.commit.day > until:
        return ""
    commits = [commit for commit in every if commit.day <= until]
    if not commits:
        return f"Sinds versie {last.versie} is aan het plan en de acties niets veranderd."
    times = f"{in_letters(len(commits))} keer"
    latest = _day(max(commit.day for commit in commits)) or GEEN_DAG
    return f"Sinds versie {last.versie} zijn het plan of de acties {times} bijgewerkt, het laatst op {latest}."


def _day(text: str) -> str:
    """Return a day of a record or a commit as readers write it; other text, from before a mistake was mended, as is."""
    try:
        return korte_datum(date.fromisoformat(text))
    except ValueError:
        return text
