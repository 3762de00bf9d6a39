"""``convenant diff``: what differs between two moments of the dossier, as sentences."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convenant_cli.commands.common import Peildatum, argument, option, settle, today_unless
from convenant_cli.text.screen import harmless_html, is_terminal, print_lines, print_on_terminal, say

if TYPE_CHECKING:
    from convenant_cli.changes.sides import Side
    from convenant_cli.changes.wijziging import Vergelijking
    from convenant_cli.records import Convenant


class Format(StrEnum):
    """The formats of the list."""

    text = "text"
    markdown = "markdown"
    json = "json"
    html = "html"


def run(
    ctx: typer.Context,
    basis: Annotated[
        str | None,
        argument("BASIS", "De oude kant: een commit, tag of tak, of een datum zoals 2026-01-01. Standaard HEAD."),
    ] = None,
    nieuw: Annotated[
        str | None, argument("NIEUW", "De nieuwe kant. Standaard de werkmap: de bestanden op schijf.")
    ] = None,
    staged: Annotated[
        bool, typer.Option("--staged", help="De nieuwe kant is wat in git klaarstaat voor de volgende commit.")
    ] = False,
    format: Annotated[Format, option("VORM", "text, markdown, json of html.")] = Format.text,
    peildatum: Peildatum = None,
    zonder_oordelen: Annotated[
        bool, typer.Option("--zonder-oordelen", help="Toets de afspraken niet. Dat scheelt tijd bij een groot dossier.")
    ] = False,
) -> None:
    """Toon wat er tussen twee momenten is gewijzigd, in zinnen.

    Zonder BASIS en NIEUW ziet u wat er in de werkmap anders is dan in de laatste commit. Een datum, zoals
    2026-01-01 of '@{2026-01-01}', is de laatste commit van die dag of eerder op deze tak. Met main... als BASIS ziet
    u alleen wat er sinds de afsplitsing van main bij kwam. De map prive/ blijft buiten beeld.

    Bij elke wijziging staat of zij inhoudelijk is of alleen redactioneel, en of zij een vastgesteld plan of een
    verplichting raakt. Beide kanten worden op dezelfde peildatum getoetst; welke oordelen daardoor anders zijn, staat
    erbij.

    Ook als er verschillen zijn is de exitcode 0. Exitcode 2: de opdracht kon niet worden uitgevoerd.

    De sleutels van json zijn vast: version, oud en nieuw (label, commit, datum), peildatum, groepen (soort, id, titel,
    wijzigingen), oordelen, oordelen_niet_vergeleken en meldingen. Een wijziging heeft wat, soort, id, oud_id, file,
    oud_file, naam, titel, trekker, aard, raakt_vastgesteld_plan, raakt_verplichting, bepalingen, zinnen, velden,
    oordelen en melding. Een veld heeft wat, pad, label, van, naar (gegevens), oud, nieuw (zoals een lezer het ziet),
    stukken (woord voor woord), erbij, eraf, aard, raakt_vastgesteld_plan, bepalingen en zin.

    Voorbeeld: convenant diff

    Voorbeeld: convenant diff 2026-01-01 HEAD --format markdown
    """
    from convenant_cli.changes.comparing import compare
    from convenant_cli.changes.sides import asked, open_sides
    from convenant_cli.records import Convenant
    from convenant_cli.records.convenant import NIETS_AFGESPROKEN

    settle(ctx.obj)
    with open_sides(ctx.obj, asked(basis, nieuw, staged)) as (old, new, root):
        every = compare(old, new, today_unless(peildatum), not zonder_oordelen, alone=True)
        private = _private(new, root) if format in (Format.html, Format.markdown) else {}
        record = new.get(Convenant, "convenant")
    convenant = record if isinstance(record, Convenant) else NIETS_AFGESPROKEN
    if format is Format.text:
        _text(every)
    elif format is Format.json:
        from convenant_cli.commands.reports import diff_json

        print_lines(diff_json.lines(every))
    else:
        made = _document(every, format, root, private, convenant)
        say(harmless_html(made) if format is Format.html else made)


def _private(new: "Side", root: Path | None) -> dict[str, str]:
    """Return the values of the private address book on disk, which the document may not show."""
    from convenant_cli.documents.page.discretion import of_address_book
    from convenant_cli.sources.sources import PRIVATE

    return of_address_book(new.whole(), root) if root is not None and (root / PRIVATE).is_file() else {}


def _document(
    every: "Vergelijking",
    format: Format,
    root: Path | None,
    private: dict[str, str],
    convenant: "Convenant",
) -> str:
    from convenant_cli import __version__
    from convenant_cli.documents.formats import comment, make
    from convenant_cli.documents.kinds import Moment
    from convenant_cli.documents.kinds.wijzigingen import context_of_changes

    moment = Moment(every.peildatum, (every.nieuw.commit or "")[:10] or str(every.nieuw), f"convenant {__version__}")
    context = context_of_changes(every, moment, convenant=convenant)
    own = root / "templates" if root else None
    if format is Format.markdown:
        made = comment("wijzigingen.html.j2", context, own, private)
    else:
        made = make(".html", "wijzigingen.html.j2", context, own, private=private)
    return made.decode().rstrip("\n")


def _text(every: "Vergelijking") -> None:
    from convenant_cli.commands.reports.diff_text import DiffView, lines

    if is_terminal():
        print_on_terminal(lambda width, paint: lines(DiffView(every, width=width, paint=paint)))
    else:
        print_lines(lines(DiffView(every)))
