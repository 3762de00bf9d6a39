"""``convenant site``: what everybody may know of the dossier, as a web site."""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convenant_cli.commands.common import (
    Peildatum,
    known_until,
    open_source,
    option,
    require_sound,
    tell,
    tell_other_day,
    today_unless,
)
from convenant_cli.findings import ConvenantError
from convenant_cli.text.opdracht import installing
from convenant_cli.text.screen import say

if TYPE_CHECKING:
    from datetime import date

    from convenant_cli.dossier.dossier import Dossier

#: A way from the top of an address, or a whole address: only what needs no escaping in either.
_BASIS = re.compile(r"(?:https?://[A-Za-z0-9.-]+(?::\d{1,5})?)?(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*/?")


def run(
    ctx: typer.Context,
    naar: Annotated[
        Path | None, option("MAP", "De map van de website. Er mag verder niets in staan.", "--naar")
    ] = None,
    basis: Annotated[
        str | None,
        option(
            "ADRES",
            "Waar de website komt te staan: een map van een website (/convenant/) of een heel adres. Nodig voor "
            "de pagina die zegt dat een pagina er niet is; bij een heel adres komt er ook een sitemap.",
        ),
    ] = None,
    peildatum: Peildatum = None,
) -> None:
    """Maak een website van wat iedereen van het dossier mag weten: het aanbod, de partijen, de plannen.

    De website werkt ook vanuit een map, zonder server, en haalt niets op van elders. Zoeken gaat zoals 'convenant
    find'. Er staan geen personen, concepten of opmerkingen voor de partijen in. Heeft het dossier fouten, dan komt er
    geen website.

    Voorbeeld: convenant site --naar public/

    Voorbeeld: convenant site --naar public/ --basis /convenant/
    """
    from convenant_cli import __version__
    from convenant_cli.checks.checking import check_source
    from convenant_cli.documents.kinds import Moment
    from convenant_cli.documents.page.own import old_names
    from convenant_cli.exchange.site.making import Wish, site
    from convenant_cli.exchange.site.placing import place
    from convenant_cli.sources.owntemplates import own_templates
    from convenant_cli.sources.sources import describe_revision

    if naar is None:
        raise ConvenantError("zeg met --naar in welke map de website komt, zoals --naar public/")
    if basis is not None and not (basis and _BASIS.fullmatch(basis)):
        message = (
            f"'{basis}' kan niet; schrijf een map als /convenant/ of een adres als https://stichting.example/convenant/"
        )
        raise typer.BadParameter(message, param_hint="--basis")
    root, source = open_source(ctx.obj)
    report = check_source(source, today_unless(peildatum))
    require_sound(report, root)
    moment = Moment(report.peildatum, describe_revision(root), f"convenant {__version__}", bekend=known_until(source))
    tell_other_day(report.dossier, report.peildatum)
    # A calendar of a day to come would leave out the meetings before it.
    calendar = _calendar(root, report.dossier, min(report.peildatum, known_until(source)))
    suffixes = (".html", ".pdf") if find_spec("typst") else (".html",)
    with own_templates(root, None) as own:
        for told in old_names(own):
            say(f"let op: {told}", err=True)
        files = site(report.dossier, moment, Wish(basis or "/", suffixes, calendar, own))
    start = naar / "index.html"
    changed = place(naar, files, root)
    done = f"{start}: {len(files)} bestanden" if changed else f"{start}: er is niets veranderd"
    tell([done], f"de website staat in {naar}")


def _calendar(root: Path, dossier: "Dossier", day: "date") -> bytes | None:
    """Return the calendar for everybody; None, and that it is told, where it cannot be made here."""
    from convenant_cli.exchange.afspraken import afspraken
    from convenant_cli.exchange.ics import openbare_kalender

    if not find_spec("icalendar"):
        say(f"let op: zonder icalendar komt er geen kalender bij; {installing('icalendar')}", err=True)
        return None
    return openbare_kalender(dossier, afspraken(root, dossier, day), day)
