"""``convenant render``: documents from the dossier."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from convenant_cli.commands.common import (
    Peildatum,
    Rev,
    argument,
    known_until,
    open_source,
    option,
    print_folded,
    require_sound,
    tell,
    tell_other_day,
    today_unless,
)
from convenant_cli.findings import ConvenantError
from convenant_cli.text.screen import say
from convenant_cli.text.sentences import remedy

if TYPE_CHECKING:
    from convenant_cli.documents.formats import Getoond
    from convenant_cli.documents.kinds import Moment, Ruimte
    from convenant_cli.dossier.dossier import Dossier


def run(
    ctx: typer.Context,
    document: Annotated[str | None, argument("DOCUMENT", "Het document. Zonder naam ziet u de lijst.")] = None,
    which: Annotated[str | None, argument("WELK", "Waarvan, zoals het jaar van een plan.")] = None,
    naar: Annotated[
        list[Path] | None,
        option(
            "BESTAND",
            "Schrijf naar dit bestand; .md, .html, .docx (Word), .odt of .pdf bepaalt de vorm. Mag vaker. "
            "Zonder --naar: Markdown op het scherm.",
            "--naar",
        ),
    ] = None,
    huisstijl: Annotated[
        Path | None,
        option(
            "BESTAND",
            "Een Word- of ODF-bestand waarvan de stijlen, kop- en voettekst worden gebruikt. "
            "Standaard templates/huisstijl.docx of .odt van het dossier, als dat er is.",
        ),
    ] = None,
    intern: Annotated[
        bool, typer.Option("--intern", help="Zet er namen bij uit prive/personen.yaml. Niet om te verspreiden.")
    ] = False,
    voor: Annotated[
        str | None,
        option(
            "WIE", "Maak een exemplaar voor deze lezer: bij de agenda 'voorzitter', bij de partnergids een eenheid."
        ),
    ] = None,
    met: Annotated[
        list[str] | None,
        option("WAT", "Zet erbij wat er anders niet in staat: bij een plan 'convenant', de afspraken als bijlage."),
    ] = None,
    sinds: Annotated[
        str | None,
        option(
            "REVISIE",
            "Markeer wat er sinds deze commit, tag of datum is gewijzigd; in Word en ODF als bijgehouden wijzigingen.",
        ),
    ] = None,
    ter_bespreking: Annotated[
        bool,
        typer.Option(
            "--ter-bespreking",
            help="Maak een Word-bestand om rond te sturen. Wat partijen erin veranderen, leest 'convenant import'.",
        ),
    ] = False,
    peildatum: Peildatum = None,
    rev: Rev = None,
) -> None:
    """Maak een document uit het dossier.

    Heeft het dossier fouten, dan komt er geen document en is de exitcode 2.

    Voorbeeld: convenant render jaarplan 2026 --naar jaarplan-2026.html

    Voorbeeld: convenant render naleving --naar naleving.docx --naar naleving.pdf

    Voorbeeld: convenant render jaarplan 2026 --sinds jaarplan-2026-v1.0 --naar wijzigingen.docx

    Voorbeeld: convenant render jaarplan 2026 --ter-bespreking --naar jaarplan-2026.docx
    """
    from convenant_cli import __version__
    from convenant_cli.checks.checking import check_source
    from convenant_cli.documents import kinds
    from convenant_cli.documents.earlier import shown_changes, shown_then
    from convenant_cli.documents.formats import make_each
    from convenant_cli.documents.page.discretion import private_values
    from convenant_cli.exchange.bespreking.kenmerk import kenmerk_van
    from convenant_cli.sources.owntemplates import own_templates
    from convenant_cli.sources.sources import describe_revision, with_address_book
    from convenant_cli.sources.writing import refuse_inside, refuse_unwritable, write_atomic

    if document is None:
        print_folded(f"{name:<21}{kinds.sentence(name)}" for name in kinds.names())
        return
    if _is_plan(ctx.obj, document, rev):
        document = "jaarplan"
    if document not in kinds.names():
        raise ConvenantError(f"het document '{document}' bestaat niet; " + remedy(document, kinds.names()))
    _refuse_annexes(document, met or [])
    targets = naar or []
    _refuse_kinds(targets, huisstijl)
    rev = _for_review(ctx.obj, targets, rev, bool(intern or sinds)) if ter_bespreking else rev
    root, source = open_source(ctx.obj, rev)
    for path in targets:
        refuse_unwritable(path, root)
        refuse_inside(path, root)
    report = check_source(with_address_book(source) if intern else source, today_unless(peildatum, source))
    require_sound(report, root)
    dossier = report.dossier
    if intern:
        _require_names(dossier)
    tell_other_day(dossier, report.peildatum)
    moment = kinds.Moment(
        report.peildatum,
        describe_revision(root, rev),
        f"convenant {__version__}",
        intern,
        rev,
        voor or "",
        tuple(met or ()),
        _room(document, targets, huisstijl, root, rev),
        known_until(source),
    )
    moment = replace(moment, voor=_audience(document, dossier, moment))
    before: tuple[Mapping[str, Any], str] | None = None
    kenmerk = ""
    if kinds.of_changes(document):
        context = shown_changes(ctx.obj, document, which, sinds, moment, dossier)
    else:
        possible = kinds.choices(document, dossier)
        subject = _subject(dossier, document, which, possible, kinds.may_be_whole(document))
        made_for = partial(kinds.context, document, dossier, subject, ter_bespreking=ter_bespreking)
        kenmerk = str(kenmerk_van(dossier, document, subject, moment)) if ter_bespreking else ""
        if sinds is None:
            context = made_for(moment=moment)
        else:
            then = partial(shown_then, ctx.obj, document, subject, sinds)
            context, before = _with_changes(root, rev, document, moment, partial(_now_and_then, made_for, then))
    template, private = f"{document}.html.j2", {} if intern else private_values(dossier)
    suffixes = [path.suffix.lower() for path in targets] or [".md"]
    # All are made before the first is written: a mistake in a template leaves nothing half done.
    with own_templates(root, rev) as own:
        _tell_of_templates(own, document)
        made = make_each(suffixes, template, context, own, huisstijl, private, before, kenmerk)
    if not targets:
        say(made[0].decode(), end="")
        return
    for path, content in zip(targets, made, strict=True):
        write_atomic(path, content, root)
    tell(map(str, targets), f"geschreven is {' en '.join(map(str, targets))}")


def _now_and_then(
    now: Callable[..., Mapping[str, Any]], then: "Callable[[Moment], tuple[Mapping[str, Any], str]]", at: "Moment"
) -> "Getoond":
    """Return what a document shows, and what it showed then of the same: what is cut off on a page did not change."""
    shown = now(moment=at)
    return shown, then(replace(at, keuze=shown.get("keuze")))


def _with_changes(
    root: Path, rev: str | None, document: str, moment: "Moment", shown: Callable[["Moment"], "Getoond"]
) -> "Getoond":
    """Return what a document shows now and showed before; of one that is one page, as much as fits on it with marks."""
    from convenant_cli.documents.formats import on_one_page
    from convenant_cli.documents.kinds import is_one_page
    from convenant_cli.sources.owntemplates import own_templates

    if not is_one_page(document):
        return shown(moment)
    with own_templates(root, rev) as own:
        return on_one_page(shown, moment, f"{document}.html.j2", own)


def _tell_of_templates(own: Path, document: str) -> None:
    """Say of a dossier's own templates what is not read, and what has another name now."""
    from convenant_cli.documents.page.own import old_names

    if (own / f"{document}.md.j2").exists():
        say(f"let op: templates/{document}.md.j2 wordt niet gelezen; Markdown komt uit {document}.html.j2", err=True)
    for told in old_names(own):
        say(f"let op: {told}", err=True)


def _room(document: str, targets: list[Path], style: Path | None, root: Path, rev: str | None) -> "Ruimte":
    """Return the room on the smallest page that is made of a document of one page; all formats have the same text."""
    from convenant_cli.documents.formats import style_for
    from convenant_cli.documents.kinds import Ruimte, is_one_page
    from convenant_cli.documents.writers.office.room import smallest
    from convenant_cli.sources.owntemplates import own_templates

    if not is_one_page(document):
        return Ruimte()
    paged = [suffix for path in targets if (suffix := path.suffix.lower()) in (".docx", ".odt", ".pdf")]
    with own_templates(root, rev) as own:
        return smallest({suffix: style_for(suffix, style) for suffix in paged}, own)


def _for_review(start: Path, targets: list[Path], rev: str | None, other: bool) -> str:
    """Return the commit a document for review is made from. Raises ConvenantError when it cannot be made like that."""
    from convenant_cli.exchange.bespreking.kenmerk import committed
    from convenant_cli.sources.sources import find_root

    if {path.suffix.lower() for path in targets} != {".docx"} or other:
        raise ConvenantError("--ter-bespreking maakt een Word-bestand: geef --naar ….docx, zonder --intern of --sinds")
    return committed(find_root(start), rev)


def _audience(document: str, dossier: "Dossier", moment: "Moment") -> str:
    """Return for whom a copy of a document is, by one name; empty for everybody.

    Raises ConvenantError for somebody for whom there is none.
    """
    from convenant_cli.documents import kinds

    voor = moment.voor
    possible = kinds.audiences(document, dossier, moment) if voor else {}
    if voor and voor not in {*possible, *possible.values()}:
        remedy = f"kies {' of '.join(map(repr, possible.values()))}" if possible else "laat --voor weg"
        raise ConvenantError(f"van {document} is er geen exemplaar voor '{voor}'; {remedy}")
    return possible.get(voor, voor)


def _is_plan(root: Path, document: str, rev: str | None) -> bool:
    """Tell whether a document is named as the agreement itself names its plan, such as ``seizoensplan``."""
    from convenant_cli.documents import kinds
    from convenant_cli.dossier.aanbod import plan_word
    from convenant_cli.dossier.reading import load

    name = document.casefold()
    if document in kinds.names() or not name.endswith("plan"):
        return False
    if name == "plan":
        return True
    dossier, _ = load(open_source(root, rev)[1])
    return name in {plan_word(dossier), *(plan.woord for plan in dossier.jaarplannen.values())}


def _refuse_annexes(document: str, met: list[str]) -> None:
    """Raise ConvenantError for what a document cannot have besides."""
    from convenant_cli.documents import kinds

    possible = kinds.annexes(document)
    for one in met:
        if one not in possible:
            remedy = f"kies {' of '.join(repr(known) for known in possible)}" if possible else "laat --met weg"
            raise ConvenantError(f"in {document} kan '{one}' er niet bij; {remedy}")


def _refuse_kinds(targets: list[Path], huisstijl: Path | None) -> None:
    """Raise ConvenantError for a file of a kind that cannot be made, and for a house style that none would use."""
    from convenant_cli.documents.formats import SUFFIXES, TEMPLATES

    suffixes = [path.suffix.lower() for path in targets]
    for path in targets:
        if path.suffix.lower() not in SUFFIXES:
            known = f"{', '.join(SUFFIXES[:-1])} of {SUFFIXES[-1]}"
            raise ConvenantError(f"'{path.suffix}' kan niet; kies een bestand op {known}")
    usable = {kind for suffix, template in TEMPLATES.items() if suffix in suffixes for kind in (suffix, template)}
    if huisstijl is not None and huisstijl.suffix.lower() not in usable:
        raise ConvenantError(
            f"de huisstijl {huisstijl} wordt niet gebruikt; geef een .docx of .dotx bij --naar ….docx, of een .odt of "
            ".ott bij --naar ….odt"
        )


def _require_names(dossier: "Dossier") -> None:
    """Raise ConvenantError when there are no names that an internal document could show."""
    from convenant_cli.sources.sources import PRIVATE

    in_dossier = dossier.agreed.personen == "in-dossier"
    if dossier.personen is None and not in_dossier:
        raise ConvenantError(f"voor --intern zijn namen nodig uit {PRIVATE}, en dat bestand is er niet; maak het eerst")


def _subject(dossier: "Dossier", document: str, which: str | None, possible: list[str] | None, whole: bool) -> str:
    """Return of what to make the document; an empty text when there is only one, or for all (``whole``).

    The start of a name is enough when only one has it: a meeting by its day.
    """
    if possible is None:
        if which is not None:
            raise ConvenantError(f"'{which}' is te veel: van {document} is er maar één")
        return ""
    if which is None and whole:
        return ""
    if not possible:
        raise ConvenantError(f"het dossier heeft nog niets om het document '{document}' van te maken")
    from convenant_cli.dossier.meant import named_by_start

    starting = named_by_start(which or "", possible, dossier)
    if len(starting) == 1:
        return starting[0]
    several = f"er is meer dan één {document}" if len(starting or possible) > 1 else f"zeg waarvan u '{document}' wilt"
    asked = f"'{which}' is er niet" if not starting and which else several
    raise ConvenantError(f"{asked}; kies uit: {', '.join(starting or possible)}")
