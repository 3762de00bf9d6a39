"""``convenant remove``: a record or a part of one goes, and nothing is left that names it."""

from typing import TYPE_CHECKING, Annotated

import typer

from convenant_cli.commands.common import Peildatum, agreed, open_source, option, relative_to_here, tell, today_unless
from convenant_cli.commands.show import RecordName, chosen
from convenant_cli.findings import ConvenantError
from convenant_cli.text.screen import page_width, print_lines, say

if TYPE_CHECKING:
    from convenant_cli.editing.links import Ding
    from convenant_cli.editing.removing import Weghaling


def run(
    ctx: typer.Context,
    record: RecordName,
    door: Annotated[
        list[str] | None,
        option(
            "ANDER",
            "Wat de verwijzingen voortaan noemen, zoals stichting. Gaat er meer weg: stichting/les=vereniging/gastles.",
        ),
    ] = None,
    ja: Annotated[bool, typer.Option("--ja", help="Haal weg zonder het te vragen, voor een script.")] = False,
    proef: Annotated[
        bool, typer.Option("--proef", "--dry-run", help="Laat zien wat er zou veranderen en schrijf niets.")
    ] = False,
    peildatum: Peildatum = None,
) -> None:
    """Haal een record of een deel ervan weg, nadat u zag wie ernaar verwijst.

    U ziet elke plaats die het noemt, met wat daarmee gebeurt. Zolang er een is waarvan u niet zei wat er komt te staan,
    verandert er niets. Wat partijen hebben vastgelegd, gaat niet weg maar krijgt een einde; het programma zegt hoe.

    Voorbeeld: convenant remove actie:2027/contactpunten-in-de-regio

    Voorbeeld: convenant remove evaluatie:2025/oud --door 2025/nieuw
    """
    from convenant_cli.commands.reshaping import required, shown, thing_of, way_back
    from convenant_cli.dossier.reading import load
    from convenant_cli.editing.removing import field, other_way, outcome, removed, told
    from convenant_cli.judging.judging import named_in_tests
    from convenant_cli.sources.together import write_together

    root, source = open_source(ctx.obj)
    dossier, _ = load(source)
    thing = thing_of(chosen(dossier, record, ctx.obj, root, True))
    change = removed(dossier, thing, door or [], named_in_tests(dossier))
    path = relative_to_here(root)
    rows = []
    for one in change.gevolgen:
        position = dossier.locate(one.place)
        rows.append(f"  {path(one.place.name)}:{position.line}:{position.column}  {field(one)}{outcome(one)}")
    if change.open or change.in_de_weg:
        print_lines(shown((*told(dossier, thing, change), *rows), None, dossier, {}, page_width()))
        raise ConvenantError(_in_the_way(thing, change))
    proof = required(source, change.bestanden, today_unless(peildatum), other_way(thing))
    print_lines(shown((*told(dossier, thing, change), *rows), proof, dossier, change.bestanden, page_width()))
    if proef:
        say("Er is niets geschreven (--proef).")
        return
    back = way_back(root, source, change.bestanden)
    if not back:
        say("Let op: git heeft dit niet zoals het nu is. Na het weghalen is er geen weg terug.")
    if agreed(ja, "Weghalen?", "geef --ja om weg te halen, of --proef om te kijken"):
        write_together(root, change.bestanden, source.files)
        tell([f"Weggehaald. Terugdraaien: {back}" if back else "Weggehaald."], "het is weggehaald")
    else:
        say("Er is niets geschreven.")


def _in_the_way(thing: "Ding", change: "Weghaling") -> str:
    """Return in a sentence why nothing is removed yet, and what to do."""
    from convenant_cli.editing.removing import other_way

    parts = []
    if change.open:
        count = len(change.open)
        times = "1 plaats noemt" if count == 1 else f"{count} plaatsen noemen"
        names = sorted({one.naam[1] for one in change.open})
        how = "--door ANDER" if names == [thing.id] else f"--door ANDER of --door {names[-1]}=ANDER"
        parts.append(f"{times} het nog. Zeg met {how} wat daar komt te staan, of haal die plaatsen eerst weg")
    if change.in_de_weg:
        parts.append("Haal eerst de genoemde bestanden weg, elk met 'convenant remove'")
    if way := other_way(thing):
        parts.append(way)
    return f"{thing.in_woorden} gaat nog niet weg: {'. '.join(parts)}"
