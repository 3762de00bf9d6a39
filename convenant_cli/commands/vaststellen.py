"""``convenant vaststellen``: writes in a year plan that a meeting adopted it, and proposes or puts its tag."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convenant_cli.commands.common import Peildatum, open_source, option, relative_to_here, tell, today_unless
from convenant_cli.findings import ConvenantError, Severity
from convenant_cli.text.opdracht import quoted

if TYPE_CHECKING:
    from convenant_cli.dossier.dossier import Dossier
    from convenant_cli.editing.vaststelling import Vaststelling
    from convenant_cli.sources.sources import Source


def run(
    ctx: typer.Context,
    jaar: Annotated[str, typer.Argument(metavar="JAAR", help="Het plan, zoals 2026: de naam van zijn map.")],
    bijeenkomst: Annotated[
        str | None,
        option(
            "BIJEENKOMST",
            "De bijeenkomst die het plan vaststelde, zoals 2025-12-01-jaarlijks. Het begin van de naam is "
            "genoeg als er maar één zo begint. Bij --tag hoeft het niet.",
            "--in",
        ),
    ] = None,
    versie: Annotated[str | None, option("VERSIE", "De versie die het plan krijgt. Standaard 1.0.")] = None,
    besluit: Annotated[
        str | None,
        option(
            "BESLUIT",
            "Het besluit van die bijeenkomst, zoals b2026-1. Nodig als er meer zijn en niet één het plan noemt.",
        ),
    ] = None,
    tag: Annotated[
        bool,
        typer.Option(
            "--tag",
            help="Zet de tag van een plan dat al is vastgesteld en in git is vastgelegd. Verandert niets anders.",
        ),
    ] = False,
    peildatum: Peildatum = None,
) -> None:
    """Leg vast dat een bijeenkomst een plan heeft vastgesteld.

    Zet in het plan de status, de versie, de dag, de bijeenkomst en het besluit. De rest van het bestand blijft
    zoals het is, met uw opmerkingen. Eerst ziet u wat voor het vaststellen nog te doen is, en daarna de opdrachten voor
    git: het plan vastleggen en er een tag bij zetten. Met --tag wordt de tag niet ondertekend, want dat start een ander
    programma. Vragen uw eigen instellingen van git om een handtekening, dan ziet u hoe u de tag zelf ondertekent.

    Voorbeeld: convenant vaststellen 2027 --in 2026-12-10-jaarlijkse-bijeenkomst
    """
    from convenant_cli.dossier.meant import meeting_meant, only
    from convenant_cli.dossier.reading import load
    from convenant_cli.editing.vaststelling import bevestigd, vaststelling
    from convenant_cli.sources.git.log import in_repository
    from convenant_cli.sources.writing import replace_file

    if versie is not None and not versie.strip():
        raise typer.BadParameter("schrijf een versie, zoals 1.0, of laat de optie weg", param_hint="--versie")
    root, source = open_source(ctx.obj)
    dossier, findings = load(source)
    faults = sum(finding.severity is Severity.FOUT for finding in findings)
    if faults:
        raise ConvenantError(
            f"het dossier is niet goed te lezen ({faults} keer fout), dus het plan kan nu niet worden vastgesteld; "
            "'convenant validate' zegt wat er aan de hand is"
        )
    if bijeenkomst is not None:
        bijeenkomst = meeting_meant(dossier, bijeenkomst)
    jaar, besluit = only(dossier, jaar, ("jaarplan",)), besluit and besluit.strip().lower()
    if tag:
        for name, value in (("versie", versie), ("besluit", besluit)):
            if value is not None:
                raise typer.BadParameter(f"--{name} en --tag kunnen niet samen; het plan noemt zijn {name} zelf")
        _put_tag(root, bevestigd(dossier, jaar, bijeenkomst))
        return
    if bijeenkomst is None:
        meetings = ", ".join(dossier.bijeenkomsten) or "er is er nog geen"
        raise typer.BadParameter(f"zeg met --in welke bijeenkomst het plan vaststelde: {meetings}")
    in_git = in_repository(root)
    adoption = vaststelling(dossier, jaar, bijeenkomst, versie, today_unless(peildatum), besluit)
    raw = adoption.bytes(source.files[adoption.plan.name])
    _require_sound(source, adoption, raw)
    asked = _tell_what_is_left(dossier, adoption, today_unless(peildatum))
    replace_file(root / adoption.plan.name, raw, root, expected=source.files[adoption.plan.name])
    path = relative_to_here(root)(adoption.plan.name)
    lines = [path, f"{adoption.plan.woord.capitalize()} {jaar} is vastgesteld, versie {adoption.versie}."]
    if asked:
        lines += ["Doe eerst wat hierboven staat; nadat u het vastlegt, vraagt elke verandering een besluit."]
    if in_git:
        lines += [
            "Leg het vast en zet de tag:",
            "  git add " + " ".join(map(quoted, (path, *_not_committed(root, adoption.bijeenkomst.name)))),
            f"  git commit -m {quoted(f'Stel {adoption.plan.naam} vast')}",
            f"  git tag -a {quoted(adoption.tag)} -m {quoted(adoption.boodschap)}",
        ]
    tell(lines, f"{adoption.plan.naam} is vastgesteld en staat in {path}")


def _not_committed(root: Path, name: str) -> list[str]:
    """Return the way to a file when git does not hold it as it is on disk: the tag would show an older one."""
    from convenant_cli.sources.git.pending import openstaand

    git = openstaand(root, [name])
    return [relative_to_here(root)(name)] if git and name in git.bestanden else []


def _tell_what_is_left(dossier: "Dossier", adoption: "Vaststelling", peildatum: date) -> bool:
    """Print what the adoption will ask; tell whether that is anything."""
    from convenant_cli.judging.voor_vaststellen import KOP, nog_te_doen

    asked = nog_te_doen(dossier, adoption.plan, peildatum, adoption.bijeenkomst.datum)
    if asked:
        tell([f"{KOP}:", *(f"- {one.zin}" for one in asked), ""], "er is nog niets vastgesteld")
    return bool(asked)


def _require_sound(source: "Source", adoption: "Vaststelling", raw: bytes) -> None:
    """Raise ConvenantError when the plan would have a fault after the adoption."""
    from dataclasses import replace

    from convenant_cli.checks.checking import check_source
    from convenant_cli.checks.controles import discover

    name = adoption.plan.name
    report = check_source(replace(source, files={**source.files, name: raw}), adoption.bijeenkomst.datum, discover())
    for finding in report.findings:
        if finding.position.file == name and finding.severity is Severity.FOUT:
            raise ConvenantError(f"{adoption.plan.naam} kan zo niet worden vastgesteld: {finding.message}")


def _put_tag(root: Path, adoption: "Vaststelling") -> None:
    """Put the tag on the last commit. Raises ConvenantError when that is not the plan as it is on disk."""
    from convenant_cli.sources.git.log import all_tags, make_tag, wants_signatures
    from convenant_cli.sources.git.repo import open_repository
    from convenant_cli.sources.sources import is_clean

    repo, prefix = open_repository(root)
    if adoption.tag in all_tags(repo):
        raise ConvenantError(
            f"de tag '{adoption.tag}' is er al; 'git show {quoted(adoption.tag)}' laat zien waar hij staat"
        )
    if not is_clean(repo, root, prefix):
        raise ConvenantError(
            "het dossier heeft wijzigingen die nog niet in git staan, dus de tag komt op iets anders dan u ziet; "
            "leg ze eerst vast met 'git commit', of zet ze opzij met 'git stash'"
        )
    make_tag(repo, adoption.tag, adoption.boodschap)
    said = f"De tag '{adoption.tag}' staat op de laatste commit"
    lines = [f"{said}. Deel hem met: git push origin {quoted(adoption.tag)}"]
    if wants_signatures(repo):
        lines = [
            f"{said}. Hij is niet ondertekend, al vragen uw instellingen van git daarom. Onderteken hem zelf:",
            f"  git tag -s -f {quoted(adoption.tag)} {quoted(adoption.tag + '^{}')} -m {quoted(adoption.boodschap)}",
            "en deel hem daarna met:",
            f"  git push origin {quoted(adoption.tag)}",
        ]
    tell(lines, said)
