"""Options that several commands share, and the dossier and paths they name."""

import os
import re
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from convenant_cli.commands.clock import today
from convenant_cli.findings import ConvenantError, Severity
from convenant_cli.kalender import DATUM_PATTERN, bedoelde_dag
from convenant_cli.sources.diskfile import why
from convenant_cli.sources.git.repo import top_of
from convenant_cli.sources.sources import Source, find_root
from convenant_cli.text.opdracht import quoted
from convenant_cli.text.screen import page_width, print_lines, say

if TYPE_CHECKING:
    from convenant_cli.checks.checking import Report
    from convenant_cli.dossier.dossier import Dossier

_SHOWN_FAULTS = 3  # of those that stand in the way of a document


def date_of(text: str) -> date:
    """Return the day that an option names. Raises BadParameter."""
    day = bedoelde_dag(" ".join(text.split()))
    if day is None or not re.fullmatch(DATUM_PATTERN, day.isoformat()):
        message = f"'{text}' is geen datum; schrijf jaar-maand-dag, zoals 2026-06-30 (van 1900 tot en met 2199)"
        raise typer.BadParameter(message)
    return day


def option(metavar: str, help: str, *names: str, **more: Any) -> Any:
    """Describe an option that takes a value: what is typed and what it does. Without it nothing is filled in."""
    return typer.Option(*names, metavar=metavar, help=help, show_default=False, **more)


def argument(metavar: str, help: str, **more: Any) -> Any:
    """Describe what is typed without the name of an option."""
    return typer.Argument(metavar=metavar, help=help, show_default=False, **more)


Peildatum = Annotated[
    date | None,
    option("DATUM", "De dag waarop u de stand wilt weten, zoals 2026-06-30. Standaard vandaag.", parser=date_of),
]

Rev = Annotated[
    str | None,
    option(
        "REVISIE",
        "Lees een revisie uit git: een commit, tag of tak, of een dag zoals 2026-06-30: de records "
        "zoals ze toen waren. Die dag is dan ook de peildatum.",
    ),
]


def today_unless(peildatum: date | None, source: Source | None = None) -> date:
    """Return the reference date; without one the day of which the records were asked, or else today."""
    return peildatum or known_until(source)


def known_until(source: Source | None = None) -> date:
    """Return the day until which is known what happened: that of which the records were asked, or else today."""
    return (source and source.dag) or today()


def open_source(start: Path, rev: str | None = None, staged: bool = False) -> tuple[Path, Source]:
    """Find the dossier that holds ``start``, and read the files of the asked moment. Raises ConvenantError."""
    from convenant_cli.sources import sources

    if rev is not None and staged:
        raise typer.BadParameter("--rev en --staged kunnen niet samen; kies er een")
    root = find_root(start)
    if rev is not None:
        return root, sources.revision(root, rev)
    _finish_what_was_cut_off(root)
    return root, sources.index(root) if staged else sources.worktree(root)


def settle(start: Path) -> None:
    """Finish what a run that was killed was writing in the dossier that holds ``start``, when there is one."""
    try:
        root = find_root(start)
    except ConvenantError:
        return  # without a dossier on disk nothing was being written
    _finish_what_was_cut_off(root)


def _finish_what_was_cut_off(root: Path) -> None:
    """Finish what a run that was killed was writing, so that no half of it is ever read, and say so."""
    from convenant_cli.sources.together import finish, unfinished

    notes = unfinished(root)
    if not notes:
        return
    from convenant_cli.sources.git.tracked import held_by_git

    if held := held_by_git(root, notes):
        raise ConvenantError(
            f"{held[0]} staat in git en hoort daar niet; haal het weg met: git rm -f {quoted(held[0])}"
        )
    others = finish(root)
    lines = ["Een eerdere opdracht stopte halverwege het schrijven. Wat zij deed, is nu afgemaakt."]
    lines += [f"Alleen {name} is daarna met de hand gewijzigd en bleef zoals het is; kijk het na." for name in others]
    print_lines(lines, err=True)


def agreed(yes: bool, question: str, otherwise: str) -> bool:
    """Ask whether to go on. Raises ConvenantError when nobody can be asked; ``otherwise`` then says what to do."""
    if yes:
        return True
    if not sys.stdin or not sys.stdin.isatty():
        raise ConvenantError(f"er is niemand om het aan te vragen; {otherwise}")
    say(f"{question} [j/N] ", end="")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in ("j", "ja")


def open_whole(start: Path, rev: str | None = None) -> "tuple[Path, Dossier]":
    """Find and read the dossier. Raises ConvenantError when its obligations cannot be judged, or not all of them."""
    from convenant_cli.checks.absent import told_once
    from convenant_cli.dossier.reading import load
    from convenant_cli.judging.judging import require_whole

    root, source = open_source(start, rev)
    dossier, _ = told_once(load(source)[0], None)
    require_whole(dossier)
    return root, dossier


def here() -> Path:
    """Return the current folder. Raises ConvenantError when somebody has removed it."""
    try:
        return Path.cwd()
    except OSError as error:
        raise ConvenantError("de huidige map bestaat niet meer; ga naar een andere map") from error


def record_name(path: str | Path, start: Path, root: Path, source: Source, on_disk: bool = True) -> str:
    """Return the name in the dossier of a file or folder, as a user writes its path: from -C, or from here.

    ``on_disk`` tells whether the files were read there: a revision can hold a file that is no longer on disk, and
    lack one that is. Raises ConvenantError.
    """
    inside = False
    names = {*source.files, *source.strangers, *(name for name, _ in source.refused)}
    for base in (start, here()):
        full = Path(os.path.abspath(base / path))  # noqa: PTH100  # resolve() would follow a link out of the dossier
        resolved = full.parent.resolve() / full.name
        if not resolved.is_relative_to(root):
            continue
        inside = True
        name = resolved.relative_to(root).as_posix()
        known = name == "." or name in names or any(other.startswith(f"{name}/") for other in names)
        if known or (on_disk and os.path.exists(resolved)):  # noqa: PTH110  # what no disk can hold is not there
            return name
    if inside:
        raise ConvenantError(f"{path} bestaat niet; geef een bestand of map van het dossier")
    raise ConvenantError(f"{path} hoort niet bij het dossier in {root}")


def relative_to_here(root: Path) -> Callable[[str], str]:
    """Return a function that turns the name of a record file into a path from the current folder."""

    def path(name: str) -> str:
        try:
            return os.path.relpath(root / name)
        except (OSError, ValueError):  # the current folder was removed, or is on another drive of Windows
            return str(root / name)

    return path


def relative_to_repository(root: Path) -> Callable[[str], str]:
    """Return a function that turns the name of a record file into a path from the top of the git repository."""
    prefix = root.relative_to(top_of(root) or root).as_posix()
    return lambda name: name if prefix == "." else f"{prefix}/{name}"


def print_folded(lines: Iterable[str], err: bool = False) -> None:
    """Print lines; on a terminal none is wider than the screen, and no word is cut in two."""
    stream = sys.stderr if err else sys.stdout
    if not stream or not stream.isatty():
        print_lines(lines, err)
        return
    from convenant_cli.commands.reports.view import folded

    print_lines((part for line in lines for part in folded(page_width(), line)), err)


def tell(lines: Iterable[str], done: str) -> None:
    """Print what a command did. Raises ConvenantError when that cannot be printed, which says that it was ``done``."""
    try:
        print_folded(lines)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader went away, as head does
        raise
    except OSError as error:
        raise ConvenantError(f"{done}, maar de uitvoer is niet te schrijven{why(error)}") from error


def tell_other_day(dossier: "Dossier", day: date) -> None:
    """Say that a reference date is older than the records, or still to come, when it is."""
    from convenant_cli.dossier.op_dag import ouder, vooruitgeblikt

    if old := ouder(dossier, day):
        print_lines([f"Let op: {old}."], err=True)
    if ahead := vooruitgeblikt(known_until(dossier.source), day):
        print_lines([ahead], err=True)


def require_sound(report: "Report", root: Path) -> None:
    """Raise ConvenantError when the dossier has faults that no waiver covers, after showing the first of them.

    What looks like a person needs somebody's judgement and stops nothing; that it can come out is told.
    """
    from convenant_cli.commands.reports.findings import concise
    from convenant_cli.commands.reports.view import View
    from convenant_cli.text.sentences import in_digits

    # A clause that is not met is what the documents are for; only a fault in the records makes them wrong.
    faults = tuple(
        finding
        for finding in report.findings
        if finding.severity is Severity.FOUT and not finding.waived and finding.rule not in report.dossier.bepalingen
    )
    count, records = len(faults), report.dossier.files
    if not count:
        persons = sum(bool(one.text_id) and not one.waived for one in report.findings if one.position.file in records)
        if persons:
            places = in_digits(persons, "plaats", "plaatsen")
            say(
                f"let op: op {places} in de records lijkt iets over een persoon te staan, en dat kan hierin komen; "
                "'convenant validate' zegt waar",
                err=True,
            )
        return
    print_lines(concise.lines(View(report, faults[:_SHOWN_FAULTS], relative_to_here(root))), err=True)
    half = f" en {report.obstacle}" if report.obstacle else ""
    raise ConvenantError(
        f"het dossier heeft {in_digits(count, 'fout', 'fouten')}{half}, dus het document zou niet kloppen; "
        "'convenant validate' zegt wat er aan de hand is"
    )
