"""``convenant check``: how it stands with every clause, for every party."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convenant_cli.commands.common import (
    Peildatum,
    Rev,
    known_until,
    open_whole,
    option,
    relative_to_here,
    tell_other_day,
    today_unless,
)
from convenant_cli.findings import ConvenantError
from convenant_cli.text.screen import harmless_html, is_terminal, print_bytes, print_on_terminal, say
from convenant_cli.text.sentences import some

if TYPE_CHECKING:
    from convenant_cli.dossier.dossier import Dossier
    from convenant_cli.judging.overzicht import Overzicht, Punt


class Format(StrEnum):
    """The formats of the overview."""

    text = "text"
    json = "json"
    markdown = "markdown"
    html = "html"
    csv = "csv"


_SUFFIXES = {
    ".txt": Format.text,
    ".json": Format.json,
    ".md": Format.markdown,
    ".html": Format.html,
    ".csv": Format.csv,
}


def run(
    ctx: typer.Context,
    partner: Annotated[list[str] | None, option("PARTNER", "Alleen over deze partij. Mag vaker.", "--partner")] = None,
    bepaling: Annotated[
        list[str] | None,
        option("BEPALING", "Alleen deze bepaling: de naam of het nummer, zoals 1.1 of 1.1b. Mag vaker.", "--bepaling"),
    ] = None,
    rol: Annotated[list[str] | None, option("ROL", "Alleen over partijen met deze rol. Mag vaker.", "--rol")] = None,
    hoofdstuk: Annotated[list[str] | None, option("NUMMER", "Alleen dit hoofdstuk. Mag vaker.", "--hoofdstuk")] = None,
    format: Annotated[
        Format | None,
        option("VORM", "text, json, markdown, html of csv (voor Excel). Standaard text, of wat bij --naar past."),
    ] = None,
    naar: Annotated[
        Path | None,
        option("BESTAND", "Schrijf naar dit bestand; .txt, .json, .md, .html of .csv bepaalt de vorm.", "--naar"),
    ] = None,
    peildatum: Peildatum = None,
    rev: Rev = None,
) -> None:
    """Toets de afspraken: per bepaling en per partij, met wat aandacht vraagt voorop.

    Een oordeel is geen fout: de exitcode is 0. Is een deel van het dossier niet te lezen, dan wordt er niet getoetst
    en is de exitcode 2.

    Voorbeeld: convenant check --hoofdstuk 1 --peildatum 2026-12-31
    """
    from convenant_cli.judging.overzicht import Keuze, overzicht
    from convenant_cli.sources.writing import refuse_inside, refuse_unwritable, write_atomic

    if naar is not None:
        refuse_unwritable(naar)
    chosen = _format(format, naar)
    root, dossier = open_whole(ctx.obj, rev)
    if naar is not None:
        refuse_inside(naar, root)
    every = overzicht(
        dossier,
        today_unless(peildatum, dossier.source),
        Keuze(
            _known("de partij", _spoken(dossier, "partner", partner), dossier.partners),
            _known("de bepaling", _ids(dossier, bepaling), dossier.bepalingen),
            _known("de rol", _spoken(dossier, "rol", rol), dossier.agreed.rollen),
            _known("het hoofdstuk", hoofdstuk, [chapter.hoofdstuk for chapter in dossier.hoofdstukken.values()]),
        ),
    )
    tell_other_day(dossier, every.peildatum)
    if chosen is Format.text and naar is None and is_terminal():
        print_on_terminal(lambda width, paint: _text(every, root, width, paint))
        return
    content = _content(every, chosen, root, rev)
    if naar is not None:
        write_atomic(naar, content)
        say(str(naar))
    elif chosen is Format.html:
        print_bytes(harmless_html(content.decode()).encode())
    elif chosen is Format.csv:
        print_bytes(content)
    else:
        say(content.decode(), end="")


def _spoken(dossier: "Dossier", soort: str, asked: list[str] | None) -> list[str]:
    """Return the ids of what is asked for by id, or by the name that people know."""
    from convenant_cli.dossier.meant import only

    return [only(dossier, name, (soort,)) for name in asked or []]


def _format(asked: Format | None, naar: Path | None) -> Format:
    """Return the format that is asked for, or that the name of the file says. Raises ConvenantError."""
    if naar is None or (asked and not naar.suffix):  # a pipe or a device has no suffix
        return asked or Format.text
    said = _SUFFIXES.get(naar.suffix.lower())
    if said is None:
        *others, last = _SUFFIXES
        wrong = f"'{naar.suffix}' kan niet" if naar.suffix else f"aan '{naar}' is de vorm niet te zien"
        raise ConvenantError(f"{wrong}; kies een bestand op {', '.join(others)} of {last}")
    if asked and asked is not said:
        raise ConvenantError(
            f"--format {asked} en een bestand op {naar.suffix} spreken elkaar tegen; laat --format weg"
        )
    return said


def _ids(dossier: "Dossier", asked: list[str] | None) -> list[str]:
    """Return the ids of the clauses that are asked for by id, also as ``bepaling:id``, or by printed number."""
    from convenant_cli.dossier.meant import named_clauses

    ids: dict[str, None] = {}
    for name in (one.removeprefix("bepaling:") for one in asked or []):
        found = [] if name in dossier.bepalingen else named_clauses(dossier, name)
        ids |= dict.fromkeys(clause.id for clause in found) if found else {name: None}
    return list(ids)


def _known(what: str, asked: list[str] | None, known: Iterable[str]) -> tuple[str, ...]:
    from convenant_cli.text.sentences import suggest

    names = list(known)
    for name in asked or []:
        if name not in names:
            near = suggest(name, names)
            meant = f"bedoelde u '{near}'?" if near else f"kies uit: {some(names, 20)}"
            raise ConvenantError(f"{what} '{name}' bestaat niet in dit dossier; {meant}")
    return tuple(asked or ())


def _content(every: "Overzicht", format: Format, root: Path, rev: str | None) -> bytes:
    if format is Format.csv:
        from convenant_cli.commands.reports import check_csv

        return check_csv.content(every)
    if format is Format.json:
        from convenant_cli.commands.reports import check_json

        return _joined(check_json.lines(every))
    if format is Format.text:
        return _joined(_text(every, root))
    from convenant_cli import __version__
    from convenant_cli.documents.content.oordelen import page
    from convenant_cli.documents.formats import comment, make
    from convenant_cli.documents.kinds import Moment
    from convenant_cli.documents.page.discretion import private_values
    from convenant_cli.sources.owntemplates import own_templates
    from convenant_cli.sources.sources import describe_revision

    known = known_until(every.dossier.source)
    moment = Moment(every.peildatum, describe_revision(root, rev), f"convenant {__version__}", bekend=known)
    with own_templates(root, rev) as own:
        private = private_values(every.dossier)
        if format is Format.markdown:
            return comment("check.html.j2", page(every, moment), own, private)
        return make(".html", "check.html.j2", page(every, moment), own, private=private)


def _text(
    every: "Overzicht", root: Path, width: int = 100, paint: Callable[[str, str], str] | None = None
) -> Iterable[str]:
    from convenant_cli.commands.reports.check_text import CheckView, lines

    path = relative_to_here(root)

    def where(point: "Punt") -> str:
        position = every.dossier.locate(point.bij) if point.bij else None
        return f"{path(position.file)}:{position.line}" if position else ""

    return lines(CheckView(every, where, width=width, paint=paint) if paint else CheckView(every, where, width=width))


def _joined(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
