"""``convenant set``: changes fields of a record, and only the lines they take."""

from typing import Annotated

import typer

from convenant_cli.commands.common import Peildatum, open_source, option, relative_to_here, today_unless
from convenant_cli.commands.show import RecordName, chosen
from convenant_cli.text.screen import print_lines, say


def run(
    ctx: typer.Context,
    record: RecordName,
    velden: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[VELD=WAARDE]...",
            help="Wat er verandert: VELD=WAARDE, VELD+=WAARDE (erbij in een lijst) of VELD-=WAARDE (eruit). "
            "VELD= maakt een veld leeg. Een veld in een blok heeft een punt: contactpersoon.email=...",
        ),
    ] = None,
    bericht: Annotated[str, option("TEKST", "Voeg een bericht over de voortgang toe.")] = "",
    besluit: Annotated[
        str,
        option(
            "NUMMER",
            "Het besluit waarop de wijziging van een vastgesteld plan rust, zoals b2026-3. Het plan noemt de "
            "wijziging dan ook.",
        ),
    ] = "",
    proef: Annotated[bool, typer.Option("--proef", help="Laat zien wat er verandert en schrijf niets.")] = False,
    peildatum: Peildatum = None,
) -> None:
    """Verander velden van een record. De andere regels van het bestand blijven zoals ze zijn.

    Vooraf wordt gekeken of het dossier goed blijft; anders verandert er niets. Daarna ziet u wat er veranderde, en de
    opdracht om het terug te draaien.

    Voorbeeld: convenant set actie:2026/partnergids status=afgerond afgerond_op=2026-11-20 --bericht "De gids is af."
    """
    from convenant_cli.commands.reshaping import show_changes, way_back
    from convenant_cli.dossier.reading import load
    from convenant_cli.editing.setting import Gevraagd, changed
    from convenant_cli.findings import ConvenantError
    from convenant_cli.sources.git.log import tag_names
    from convenant_cli.sources.git.pending import never_committed
    from convenant_cli.sources.sources import MARKER
    from convenant_cli.sources.together import write_together
    from convenant_cli.text.glyphs import visible
    from convenant_cli.text.opdracht import quoted

    if not velden and not bericht.strip():
        raise typer.BadParameter("zeg wat er verandert, zoals status=loopt of --bericht 'Het loopt.'")
    root, source = open_source(ctx.obj)
    dossier, _ = load(source)
    found = chosen(dossier, record, ctx.obj, root, True)
    base = found.place.path[:-1] if found.place.path[-1:] in (("id",), ("nummer",)) else found.place.path
    fresh = never_committed(root, MARKER)
    asked = Gevraagd(tuple(velden or ()), bericht.strip(), besluit.strip().lower(), fresh)
    day = today_unless(peildatum)
    try:
        outcome = changed(source, dossier, dossier.files[found.place.name], asked, base, day, tag_names(root) or ())
    except ConvenantError as error:
        if found.soort == "bepaling" and any(one.nummer == record for one in dossier.acties.values()):
            raise ConvenantError(f"{error} (dit is bepaling {record}; bedoelde u 'actie {record}'?)") from error
        raise
    if all(source.files.get(name) == raw for name, raw in outcome.bestanden.items()):
        say("Dit stond er al: er verandert niets.")
        return
    back = "" if outcome.terug else way_back(root, source, outcome.bestanden)
    if not proef:
        write_together(root, outcome.bestanden, source.files)
    show_changes(outcome.proef)
    if proef:
        say("Er is niets geschreven (--proef).")
        return
    print_lines(map(relative_to_here(root), outcome.bestanden))
    if outcome.terug:
        file = dossier.files[found.place.name]
        back = " ".join(quoted(visible(one)) for one in outcome.terug)
        back = f"convenant set {quoted(f'{file.kind.soort}:{file.id}')} {back}"
    if back:
        say(f"Terugdraaien: {back}")
