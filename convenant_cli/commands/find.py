"""``convenant find``: who offers what, and whom to call."""

from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from convenant_cli.commands.common import Peildatum, Rev, open_source, option, today_unless
from convenant_cli.findings import ConvenantError
from convenant_cli.text.screen import is_terminal, page_width, print_lines, print_on_terminal
from convenant_cli.text.sentences import remedy


class Format(StrEnum):
    """The formats of an answer."""

    text = "text"
    json = "json"


def run(
    ctx: typer.Context,
    woorden: Annotated[list[str], typer.Argument(metavar="WOORDEN", help="Wat u zoekt, in eigen woorden.")],
    soort: Annotated[
        list[str] | None,
        option(
            "SOORT",
            "Zoek alleen hierin: aanbod, aanspreekpunt, actie, partij, bepaling, besluit of document. Mag vaker.",
        ),
    ] = None,
    voor: Annotated[str | None, option("WIE", "Alleen wat er is voor deze partij of eenheid (partij/eenheid).")] = None,
    alles: Annotated[bool, typer.Option("--alles", help="Toon alles wat gevonden is, niet alleen het beste.")] = False,
    format: Annotated[Format, option("VORM", "text of json.")] = Format.text,
    peildatum: Peildatum = None,
    rev: Rev = None,
) -> None:
    """Zoek wie iets aanbiedt en wie u kunt bellen, in uw eigen woorden.

    Een tikfout of een samengesteld woord is geen probleem. Gezocht wordt in het aanbod, de aanspreekpunten, de
    acties, de partijen, de afspraken, de besluiten en de documenten.

    Voorbeeld: convenant find hulp bij ruzie
    """
    from convenant_cli.commands.reports.find import FindView, json_lines, lines
    from convenant_cli.dossier.meant import only
    from convenant_cli.dossier.reading import load
    from convenant_cli.dossier.search.finding import find, keeper
    from convenant_cli.dossier.search.things import SOORTEN

    for asked in soort or ():
        if asked not in SOORTEN:
            raise typer.BadParameter(f"'{asked}' is geen soort om in te zoeken; kies uit: {', '.join(SOORTEN)}")
    day = today_unless(peildatum)
    dossier, _ = load(open_source(ctx.obj, rev)[1])
    if voor is not None:
        known = {f"{partner.id}/{unit.id}" for partner in dossier.partners.values() for unit in partner.eenheden}
        known |= {*dossier.partners}
        voor = only(dossier, voor, ("partner", "eenheid"))
        if voor not in known:
            meant = remedy(voor, sorted(known))
            raise ConvenantError(f"een partij of eenheid '{voor}' bestaat niet in dit dossier; {meant}")
    question = " ".join(woorden)
    kinds = [kind for kind in SOORTEN if not soort or kind in soort]
    answers = find(dossier, question, day, kinds, voor)
    view = FindView(dossier, question, answers, keeper(dossier, day), alles, width=page_width())
    if format is Format.json:
        print_lines(json_lines(view))
    elif is_terminal():
        print_on_terminal(lambda width, paint: lines(replace(view, width=width, paint=paint)))
    else:
        print_lines(lines(view))
