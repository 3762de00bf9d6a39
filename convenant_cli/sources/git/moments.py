"""A moment in git: a branch, tag, commit or day, as somebody names it, and the day of a commit."""

import re
from datetime import date
from difflib import get_close_matches

from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import DATUM_PATTERN, GEEN_DAG, bedoelde_dag, getoonde_dag, korte_datum, lange_datum
from convenant_cli.sources.git.call import refusal
from convenant_cli.sources.git.repo import UNSHALLOW, Repo, commit_of, is_shallow
from convenant_cli.text.glyphs import visible

#: What may stand in ``@{…}``: a number, or the branch that another one follows. All else depends on the clock.
_SELECTED = re.compile(r"-?\d+|u|upstream|push", re.IGNORECASE | re.ASCII)


def resolve(repo: Repo, rev: str) -> str:
    """Return the full name of the commit that a branch, tag or commit names. Raises ConvenantError."""
    for selected in re.findall(r"@\{([^}]*)", rev):
        if not _SELECTED.fullmatch(selected):
            day = bedoelde_dag(selected) or "2026-06-30"
            raise ConvenantError(
                f"'{visible(rev)}' is geen vast moment: wat git daar leest hangt af van de klok en van deze kloon; "
                f"schrijf een dag als '@{{{day}}}' of 'TAK@{{{day}}}', met niets erachter, of noem een commit"
            )
    if rev.startswith(":/"):
        raise ConvenantError(
            f"'{visible(rev)}' is geen vast moment: git zoekt dan in de berichten van alle takken; "
            "noem de commit zelf, die 'git log' toont"
        )
    if commit := commit_of(repo, rev):
        return commit
    raise ConvenantError(f"revisie '{visible(rev)}' bestaat niet in deze repository; {_remedy(repo, rev)}")


def _remedy(repo: Repo, rev: str) -> str:
    """Return what somebody can do whose revision is not there."""
    if re.fullmatch(r"0{40}|0{64}", rev):
        return "er is nog geen eerder moment, zoals bij een nieuwe tak; laat de optie weg, of noem de hoofdtak"
    if not commit_of(repo, "HEAD"):
        return "er is nog geen commit; leg het dossier eerst vast met 'git commit'"
    remote = repo.text("for-each-ref", "--format=%(refname:lstrip=2)", "refs/remotes").splitlines()
    if near := next((ref for ref in remote if ref.partition("/")[2] == rev), None):
        return f"bedoelde u '{visible(near)}'?"
    here = repo.text("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads", "refs/tags").splitlines()
    names = {ref.casefold(): ref for ref in here}
    if meant := get_close_matches(rev.strip().casefold(), names, 1):
        return f"bedoelde u '{visible(names[meant[0]])}'?"
    if is_shallow(repo):
        return UNSHALLOW
    return "kijk met 'git log' of 'git tag' welke er zijn"


#: ``@{2026-01-01}`` or ``main@{2026-01-01}``: how a branch stood at the end of a day.
_ON_DAY = re.compile(r"(?P<branch>[^@{}]*)@\{(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\}")


def resolve_moment(repo: Repo, asked: str) -> str:
    """Return the commit that a branch, tag, commit or date names. Raises ConvenantError.

    A date (``@{2026-01-01}``, ``main@{2026-01-01}``, or ``2026-01-01`` when nothing else has that name) is the newest
    commit of that day or earlier on the branch itself. The day of a commit is the day that it shows, where it was made:
    the same on every machine.
    """
    text = day_of(repo, asked)
    if text is None:
        return resolve(repo, asked)
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        message = f"'{text}' is geen bestaande datum; schrijf jaar-maand-dag, zoals @{{2026-06-30}}"
        raise ConvenantError(message) from error
    match = _ON_DAY.fullmatch(asked)
    tip = resolve(repo, (match["branch"] if match else "") or "HEAD")
    oldest = None
    for commit, shown in (one.split(" ") for one in _first_parents(repo, tip)):
        oldest = getoonde_dag(shown)
        if oldest and oldest <= day:
            return commit
        if not (oldest or _PAST_ALL_DAYS.match(shown)):
            raise ConvenantError(
                f"commit {commit[:10]} heeft geen leesbare datum, dus wat er op {korte_datum(day)} gold is niet te "
                "zeggen; noem een commit, tag of tak"
            )
    first = f"kies een datum vanaf {korte_datum(oldest)}: die dag is de eerste commit" if oldest else "noem een commit"
    remedy = UNSHALLOW if is_shallow(repo) else first
    raise ConvenantError(f"op {korte_datum(day)} is er in deze repository nog geen commit; {remedy}")


#: The day of a commit that git shows after the year 9999.
_PAST_ALL_DAYS = re.compile(r"\d{5,}-")


def _first_parents(repo: Repo, tip: str) -> list[str]:
    """Return what the branch itself showed, the newest first: each commit and the day that git shows for it."""
    return repo.text("log", "--first-parent", "--format=%H %cs", tip).splitlines()


def day_of(repo: Repo, asked: str) -> str | None:
    """Return the day that a moment names, as year, month and day; None when it names a branch, tag or commit."""
    if match := _ON_DAY.fullmatch(asked):
        return match["day"]
    typed = bedoelde_dag(asked)
    day = typed.isoformat() if typed else asked
    return day if re.fullmatch(DATUM_PATTERN, day) and not commit_of(repo, asked) else None


def commit_day(repo: Repo, commit: str) -> date | None:
    """Return the day of a commit, where it was made; None when what stands in it is no day of our calendar."""
    return getoonde_dag(repo.text("log", "-1", "--format=%cs", commit))


def commit_in_words(repo: Repo, commit: str) -> str:
    """Return a commit for a reader: ``748e90e6a0 van 22 september 2025``."""
    day = commit_day(repo, commit)
    return f"{commit[:10]} van {lange_datum(day) if day else GEEN_DAG}"


def merge_base(repo: Repo, one: str, other: str) -> str:
    """Return the commit where two lines of history parted. Raises ConvenantError when it is not there."""
    shared = shared_commit(repo, one, other)
    if shared is None:
        remedy = UNSHALLOW if is_shallow(repo) else "vergelijk ze zonder de drie punten"
        raise ConvenantError(f"{one[:10]} en {other[:10]} hebben geen gezamenlijke commit; {remedy}")
    return shared


def shared_commit(repo: Repo, one: str, other: str) -> str | None:
    """Return the last commit that two lines of history share; None when they share none that is in this clone."""
    answer = repo.ask("merge-base", one, other)
    if answer.code == 1:
        return None
    if answer.code:
        raise refusal(repo.top, answer.said)
    return answer.out.decode().splitlines()[0]
