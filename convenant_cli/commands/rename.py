"""``convenant rename``: another name for a record or a part of one, in its file and wherever it is named."""

from typing import Annotated

import typer

from convenant_cli.commands.common import Peildatum, agreed, open_source, relative_to_here, tell, today_unless
from convenant_cli.commands.show import RecordName, chosen
from convenant_cli.text.screen import page_width, print_lines, say


def run(
    ctx: typer.Context,
    record: RecordName,
    nieuw: Annotated[
        str, typer.Argument(metavar="NIEUW", help="De nieuwe naam: kleine letters, cijfers en streepjes.")
    ],
    ja: Annotated[bool, typer.Option("--ja", help="Hernoem zonder het te vragen, voor een script.")] = False,
    proef: Annotated[
        bool, typer.Option("--proef", "--dry-run", help="Laat zien wat er zou veranderen en schrijf niets.")
    ] = False,
    peildatum: Peildatum = None,
) -> None:
    """Geef een record of een deel ervan een andere naam, overal waar hij staat.

    Het bestand krijgt de nieuwe naam, en elke verwijzing gaat mee: in partijen, plannen, verslagen, verklaringen,
    evaluaties, bepalingen en het adresboek. Van een partij gaan haar verklaringen mee, van een plan zijn acties.
    Het gebeurt in één keer of niet. De geschiedenis loopt door: 'convenant log' volgt de naam.

    Voorbeeld: convenant rename partner:stichting stichting-samen

    Voorbeeld: convenant rename thema:veiligheid veilig-samen --proef
    """
    from convenant_cli.commands.reshaping import required, shown, thing_of
    from convenant_cli.dossier.reading import load
    from convenant_cli.editing.renaming import renamed, told
    from convenant_cli.judging.judging import named_in_tests
    from convenant_cli.sources.together import write_together
    from convenant_cli.text.opdracht import quoted

    root, source = open_source(ctx.obj)
    dossier, _ = load(source)
    thing = thing_of(chosen(dossier, record, ctx.obj, root, True))
    change = renamed(dossier, thing, nieuw, named_in_tests(dossier))
    proof = required(source, change.bestanden, today_unless(peildatum))
    print_lines(shown(told(thing, change), proof, dossier, change.bestanden, page_width()))
    if proef:
        say("Er is niets geschreven (--proef).")
    elif agreed(ja, "Hernoemen?", "geef --ja om te hernoemen, of --proef om te kijken"):
        write_together(root, change.bestanden, source.files)
        back = f"convenant rename {quoted(f'{thing.soort}:{change.id}')} {quoted(thing.id)}"
        add = f"git add -A {quoted(relative_to_here(root)('data'))}"
        lines = [f"Hernoemd. Terugdraaien: {back}"]
        if change.verplaatst:
            lines.append(f"Leg oud en nieuw samen vast, dan loopt de geschiedenis door: {add}")
        tell(lines, "het is hernoemd")
    else:
        say("Er is niets geschreven.")
