"""``convenant init``: a new dossier, with everything around it."""

import os
import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convenant_cli.commands.common import (
    Peildatum,
    argument,
    here,
    option,
    print_folded,
    relative_to_here,
    tell,
    today_unless,
)
from convenant_cli.findings import ConvenantError, Severity
from convenant_cli.sources.diskfile import read, why
from convenant_cli.sources.git.repo import git_folders, own_folder, top_of
from convenant_cli.sources.resources import profile_names, profiles
from convenant_cli.sources.sources import MARKER
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.screen import page_width, print_lines
from convenant_cli.text.sentences import in_digits

if TYPE_CHECKING:
    from convenant_cli.editing.starting.package import Herkomst
    from convenant_cli.editing.starting.profiles import Profiel as Begin

#: What a new dossier can start with: the first is what fits every agreement.
PROFILES = profile_names()
_LONGEST_NAME = 120
_MOST_NAMED = 3  # files of one folder; more are counted
#: Folder names that mean the same in YAML, in a shell and in a pattern of CODEOWNERS.
_SIMPLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
#: What keeps the folder with persons out of git.
_PRIVATE = re.compile(r"^/?prive/?\s*$", re.M)


def _explained() -> str:
    """Return the profiles with what each of them says it is."""
    said = {name: parse((profiles() / name / "profiel.yaml").read_bytes()).data["uitleg"] for name in PROFILES}
    return "; of ".join(f"{name} ({text})" for name, text in said.items())


if TYPE_CHECKING:

    class Profielkeuze(StrEnum):
        """What a new dossier starts with."""

else:
    #: The folders are the list.
    Profielkeuze = StrEnum("Profiel", {name.replace("-", "_"): name for name in PROFILES})


_FIRST = Profielkeuze(PROFILES[0])


class Ci(StrEnum):
    """For which system there is a pipeline."""

    alle = "alle"
    github = "github"
    gitlab = "gitlab"
    azure = "azure"
    geen = "geen"


def run(
    ctx: typer.Context,
    folder: Annotated[Path | None, argument("MAP", "De map van het dossier. Standaard de huidige map.")] = None,
    profiel: Annotated[
        Profielkeuze, option("PROFIEL", f"Waarmee het dossier begint: {_explained()}. Standaard {PROFILES[0]}.")
    ] = _FIRST,
    ci: Annotated[
        Ci,
        option(
            "SYSTEEM",
            "Voor welk systeem er een controle bij elke wijziging komt: github, gitlab, azure, alle of geen. "
            "Standaard alle.",
        ),
    ] = Ci.alle,
    naam: Annotated[str | None, option("NAAM", "De naam van het convenant, als het profiel er nog geen heeft.")] = None,
    gemeente: Annotated[
        str | None, option("NAAM", "De gemeente, plaats of regio van het convenant, als het profiel er nog geen heeft.")
    ] = None,
    organisatie: Annotated[
        str | None,
        option(
            "NAAM",
            "De organisatie (GitHub) of groep (GitLab) met een team voor elke partij. Dan kijkt elke partij haar "
            "eigen bestanden na.",
        ),
    ] = None,
    herkomst: Annotated[
        str | None,
        option(
            "BRON",
            "Waar de controle convenant vandaan haalt: een git-adres met een commit "
            "(https://….git@COMMIT), een adres van een wheel met zijn hash (https://….whl#sha256=HASH), of een wheel "
            "dat in de repository staat. Standaard waar deze convenant vandaan komt.",
        ),
    ] = None,
    peildatum: Peildatum = None,
) -> None:
    """Begin een nieuw dossier.

    Zet een geldig dossier in de map, met controle bij elke wijziging en instellingen voor editors. Met --gemeente komt
    er een eerste plan in concept bij. Wat er al staat, blijft zoals het is.

    Voorbeeld: convenant init dossier --naam 'Convenant sport en zorg'
    """
    from convenant_cli.editing.starting.package import derived, in_words, stated
    from convenant_cli.editing.starting.placing import start
    from convenant_cli.editing.starting.profiles import Answers, profile, records
    from convenant_cli.editing.starting.repository import repository
    from convenant_cli.editing.starting.surroundings import SYSTEMS
    from convenant_cli.sources.writing import alone

    root = _root(ctx.obj / folder if folder else ctx.obj)
    top = top_of(root)
    if top is not None:
        git_folders(top)  # what is begun here must not come into the repository of another folder
    if not start(root, top or root).cut_off:
        _refuse_dossier(root, folder or ctx.obj)
    _refuse_answers(profiel.value, naam, gemeente)
    systems = SYSTEMS if ci is Ci.alle else () if ci is Ci.geen else (ci.value,)
    if organisatie is not None and not _SIMPLE.fullmatch(organisatie):
        message = f"'{organisatie}' is geen naam van een organisatie; gebruik letters, cijfers en streepjes"
        raise typer.BadParameter(message, param_hint="--organisatie")
    if organisatie is not None and not set(systems) - {"azure"}:
        message = "dit is voor CODEOWNERS, en dat lezen alleen GitHub en GitLab; laat de optie weg"
        raise typer.BadParameter(message, param_hint="--organisatie")
    today = today_unless(peildatum)
    answers = Answers(today, naam or "", gemeente or "")
    new = records(profiel.value, answers)
    source = stated(herkomst, root, top or root, ctx.obj) if herkomst is not None else derived()
    files = _files(root, top or root, new, profile(profiel.value, answers), today, systems, organisatie, source)
    written: list[Path] = []
    kept: list[Path] = []
    with alone(root):
        begin = start(root, top or root)
        if not begin.cut_off or not os.path.lexists(root / MARKER):  # the agreement comes last: with it, all is there
            _refuse_dossier(root, folder or ctx.obj)
            written, kept = begin.put(files)
        attributes = root / ".gitattributes"
        # All is done before the first line is printed: a screen that cannot be written leaves nothing undone.
        done = list(repository(root, top, attributes in written or begin.is_ours(attributes)))
        begin.finish()
    again = ["Een eerder begin was hier afgebroken. Het is nu afgemaakt."] if begin.cut_off else []
    told = _told(root, top or root, written, kept) if written or kept else []
    origin = in_words(source, root / "requirements.txt" in written, asked=herkomst is not None)
    tell([*again, *told, *origin, *done], f"het dossier in {root} is begonnen")
    raise typer.Exit(_first_report(root, today, guide=root / "README.md" in written))


def _root(folder: Path) -> Path:
    """Return the folder of the new dossier. Raises ConvenantError when it can be none."""
    try:
        root = folder.resolve()
        if root.exists() and not root.is_dir():
            raise ConvenantError(f"{folder} is geen map; noem een map voor het dossier")
        own = own_folder(root)
        if own is not None:
            raise ConvenantError(
                f"{own} is van git zelf (.git, of een repository zonder werkmap); kies een andere map, of maak een "
                "kloon met 'git clone' en begin daar"
            )
    except OSError as error:
        raise ConvenantError(f"{folder} is niet te lezen{why(error)}; kies een andere map") from error
    return root


def _refuse_dossier(root: Path, folder: Path) -> None:
    """Raise ConvenantError when there is a dossier already, here or around it."""
    for parent in (root, *root.parents):
        if os.path.lexists(parent / MARKER):
            where = f"in {parent}" if parent == root else f"in {parent}, waar {folder} onder valt,"
            raise ConvenantError(
                f"{where} staat al een dossier ({MARKER}); kies een andere map, of werk daar verder: "
                "'convenant status' laat zien hoe het ermee staat"
            )


def _refuse_answers(profiel: str, *names: str | None) -> None:
    from convenant_cli.editing.starting.profiles import Answers, profile

    chosen = profile(profiel, Answers(date.min))
    for asked, answer, name in zip(("--naam", "--gemeente"), ("titel", "gemeente"), names, strict=True):
        if name is None:
            continue
        if not chosen.vraagt(answer):
            raise typer.BadParameter(f"kan niet bij het profiel {profiel}; dat heeft al een naam", param_hint=asked)
        if not name.strip() or name != name.strip() or not name.isprintable() or len(name) > _LONGEST_NAME:
            raise typer.BadParameter(
                f"schrijf een naam op één regel, van hoogstens {_LONGEST_NAME} tekens", param_hint=asked
            )


def _files(
    root: Path,
    top: Path,
    new: dict[str, bytes],
    profile: "Begin",
    today: date,
    systems: tuple[str, ...],
    organisatie: str | None,
    source: "Herkomst | str",
) -> dict[Path, bytes]:
    """Return every file of the new dossier, the agreement last: whoever is interrupted before it can start again."""
    from convenant_cli.dossier.reading import load
    from convenant_cli.editing.starting.surroundings import RepositoryPlace, in_dossier, in_repository
    from convenant_cli.sources.sources import Source

    inside = root.relative_to(top).as_posix()
    if inside != "." and not _SIMPLE.fullmatch(inside):
        raise ConvenantError(
            f"de map '{inside}' in de repository {top} heeft een naam waar een controle niet mee overweg kan; gebruik "
            "letters, cijfers, punten en streepjes"
        )
    place = RepositoryPlace("" if inside == "." else inside)
    dossier, _ = load(Source("begin", new))
    files = {top / name: content for name, content in in_repository(dossier, profile, place, systems, organisatie)}
    beside = in_dossier(dossier, profile, today.year, systems, source)
    files |= {root / name: content for name, content in beside}
    return files | {root / name: content for name, content in new.items()}


def _told(root: Path, top: Path, written: list[Path], kept: list[Path]) -> Iterator[str]:
    """Yield what was written and what was left alone. Many files of one folder are counted."""
    from convenant_cli.editing.starting.surroundings import PIPELINES

    path = relative_to_here(root)
    by_folder: dict[Path, list[Path]] = {}
    for one in written:
        by_folder.setdefault(one.parent, []).append(one)
    yield f"{in_digits(len(written), 'bestand', 'bestanden')} geschreven:"
    for folder, files in sorted(by_folder.items()):
        if len(files) > _MOST_NAMED and folder.is_relative_to(root) and folder != root:
            yield f"  {path(_inside(root, folder))}{os.sep} ({len(files)} bestanden)"
        else:
            yield from (f"  {path(_inside(root, one))}" for one in sorted(files))
    if kept:
        stood = "1 bestand stond" if len(kept) == 1 else f"{len(kept)} bestanden stonden"
        changed = "is" if len(kept) == 1 else "zijn"
        yield f"{stood} er al en {changed} niet veranderd:"
        yield from (f"  {path(_inside(root, one))}" for one in sorted(kept))
    for one in kept:
        if any(one == top / name for name in PIPELINES):
            yield (
                f"{path(_inside(root, one))} was er al, dus de controle van convenant staat er nog niet in. Maak met "
                "'convenant init' een proefdossier in een lege map, en neem daaruit de stappen over."
            )
    ignore = root / ".gitignore"
    if ignore in kept and not _PRIVATE.search((read(root, ignore.name) or b"").decode("utf-8", "replace")):
        line = "de regel /prive/ toe, dan blijven namen van personen buiten git"
        yield f"Voeg aan {path(_inside(root, ignore))} {line}."


def _inside(root: Path, path: Path) -> str:
    """Return the name of a file from the folder of the dossier; what lies above it starts with dots."""
    return os.path.relpath(path, root)


def _is_here(root: Path) -> bool:
    try:
        return root == here().resolve()
    except ConvenantError:  # the current folder was removed; the dossier is elsewhere
        return False


def _first_report(root: Path, today: date, guide: bool) -> int:
    """Print how the new dossier stands, and what to do next. Return the exit code. ``guide``: README.md is ours."""
    from convenant_cli.checks.checking import check_source
    from convenant_cli.commands.reports.status import StatusView, lines
    from convenant_cli.commands.reports.view import View, summary
    from convenant_cli.judging.overzicht import overzicht
    from convenant_cli.judging.signalen import signalen
    from convenant_cli.sources.sources import worktree

    report = check_source(worktree(root), today)
    view = View(report, report.findings)
    print_lines(["", *summary(view)])
    faults = view.count(Severity.FOUT)
    if not faults and not report.obstacle:
        print_lines(["", *lines(StatusView(signalen(overzicht(report.dossier, today)), width=page_width()))])
    steps = []
    if not _is_here(root):
        name = relative_to_here(root)("")
        steps.append((f'cd "{name}"' if " " in name else f"cd {name}", ""))
    if faults:
        steps.append(("convenant validate", "toont de fouten; die stonden in bestanden die er al waren"))
    steps.append(("convenant check", "toont per afspraak en per partij wie nu iets kan doen"))
    if guide:
        steps.append(("README.md", "beschrijft de eerste stappen"))
    print_folded(["", "Hierna:"])
    print_folded(f"  {what:<20}{text}".rstrip() for what, text in steps)
    return 1 if faults else 0
