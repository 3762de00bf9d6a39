"""``convenant new``: makes a record, a part of one, the statements of all parties, or the plan of a next year."""

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convenant_cli.commands.common import Peildatum, open_source, option, relative_to_here, tell, today_unless
from convenant_cli.findings import ConvenantError
from convenant_cli.text.screen import is_terminal, page_width

if TYPE_CHECKING:
    from convenant_cli.editing.creating.draft import Ontwerp
    from convenant_cli.sources.sources import Source


def run(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="SOORT",
            help="Wat u maakt: partner, orgaan, jaarplan, actie, bijeenkomst, verklaring, evaluatie of hoofdstuk; of "
            "een deel: aanbod, eenheid, document, besluit, actiepunt, bepaling, vraagstuk, interpretatie, ontheffing, "
            "afwijking, wijzigingsbesluit, toetreding, afwikkeling.",
        ),
    ],
    given: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAAM VELD=WAARDE]...",
            help="De naam, zoals 2027/training, en wat u al weet: VELD=WAARDE, zoals bij 'convenant set'. "
            "Zonder naam stelt het programma er een voor.",
        ),
    ] = None,
    bij: Annotated[
        str,
        option(
            "RECORD",
            "Waar het bij hoort: het plan van een actie, de partij van een aanbod, de bijeenkomst van een besluit.",
        ),
    ] = "",
    uit: Annotated[str, option("JAAR", "Maak het plan uit dat van dit jaar: wat open staat.")] = "",
    open_: Annotated[
        str,
        option(
            "WAT",
            "Bij --uit: wat er gebeurt met elke open actie die u niet noemt: doorgaan, vervallen of klaar.",
            "--open",
        ),
    ] = "",
    doorgaan: Annotated[list[str] | None, option("ACTIE", "Bij --uit: deze actie gaat door (naam of nummer).")] = None,
    vervallen: Annotated[list[str] | None, option("ACTIE", "Bij --uit: deze actie vervalt.")] = None,
    klaar: Annotated[list[str] | None, option("ACTIE", "Bij --uit: deze actie is klaar.")] = None,
    reden: Annotated[str, option("TEKST", "Bij --uit: waarom acties vervallen.")] = "",
    alle: Annotated[
        bool, typer.Option("--alle", help="Bij verklaring: een voor elke partij, met alleen haar eigen vragen.")
    ] = False,
    besluit: Annotated[
        str, option("NUMMER", "Het besluit waarop een nieuwe actie in een vastgesteld plan rust, zoals b2026-3.")
    ] = "",
    velden: Annotated[bool, typer.Option("--velden", help="Toon welke velden er zijn, met uitleg.")] = False,
    proef: Annotated[bool, typer.Option("--proef", help="Laat zien wat er komt en schrijf niets.")] = False,
    peildatum: Peildatum = None,
) -> None:
    """Maak iets nieuws: een partij, een actie, een bijeenkomst, het plan van volgend jaar.

    Op een terminal vraagt het programma wat het nog niet weet: typ om te zoeken, kies met de pijltjes. In een script
    geeft u alles mee. Vooraf wordt gekeken of het dossier goed blijft; anders wordt er niets geschreven.

    Voorbeeld: convenant new bijeenkomst bijeenkomstsoort=evaluatie datum=2027-12-09
    """
    from convenant_cli.editing.creating.kinds import kind_of
    from convenant_cli.editing.creating.telling import field_lines

    soort = kind_of(kind)
    if velden:
        tell(field_lines(soort, page_width()), "")
        return
    words = given or []
    names = [word for word in words if "=" not in word]
    assigned = [word for word in words if "=" in word]
    if len(names) > 1:
        meant = f"schrijf {names[0]}/{names[1]}" if names[0].isdecimal() else "zet een naam tussen aanhalingstekens"
        raise typer.BadParameter(f"'{names[1]}' is te veel; schrijf VELD=WAARDE, of {meant}")
    name = names[0] if names else ""
    day = today_unless(peildatum)
    root, source = open_source(ctx.obj)
    choices = {"doorgaan": doorgaan or [], "vervallen": vervallen or [], "klaar": klaar or []}
    if soort.naam != "jaarplan" and (uit or open_ or any(choices.values())):
        raise typer.BadParameter("dit hoort bij 'convenant new jaarplan JAAR --uit JAAR'", param_hint="--uit")
    if (open_ or reden or any(choices.values())) and not uit:
        raise typer.BadParameter("noem ook uit welk plan, zoals --uit 2026", param_hint="--uit")
    if alle and soort.naam != "verklaring":
        raise typer.BadParameter("dit kan alleen bij een verklaring", param_hint="--alle")
    if uit:
        _next_plan(root, source, name, uit, assigned, open_, choices, reden, day, proef)
    elif alle:
        _statements(root, source, name, assigned, day, proef)
    else:
        _one(root, source, _draft(source, kind, name, bij, day), assigned, besluit.strip().lower(), day, proef)


def _draft(source: "Source", kind: str, name: str, bij: str, day: date) -> "Ontwerp":
    from convenant_cli.dossier.reading import load
    from convenant_cli.editing.creating.draft import begun
    from convenant_cli.editing.creating.kinds import kind_of

    return begun(load(source)[0], kind_of(kind), day, name, bij)


def _one(
    root: Path, source: "Source", draft: "Ontwerp", assigned: list[str], decided: str, day: date, trial: bool
) -> None:
    from convenant_cli.commands.reshaping import tell_persons
    from convenant_cli.editing.creating.making import made, next_steps
    from convenant_cli.sources.git.log import tag_names

    for one in assigned:
        draft.assign(one)
    tags = tag_names(root) or ()
    if is_terminal() and sys.stdin.isatty():
        from convenant_cli.editing.creating.asking import ask_until

        new = ask_until(draft, not assigned, lambda: made(source, draft, day, decided, tags))
    else:
        new = made(source, draft, day, decided, tags)
    _finish(root, source, new.bestanden, trial, [], next_steps(draft, new.id))
    tell_persons(new.proef)


def _statements(root: Path, source: "Source", year: str, assigned: list[str], day: date, trial: bool) -> None:
    from convenant_cli.dossier.reading import load
    from convenant_cli.editing.creating.statements import all_statements

    if not year:
        raise ConvenantError("noem het jaar, zoals: convenant new verklaring 2026 --alle")
    if assigned:
        raise typer.BadParameter("met --alle begint elke verklaring leeg; laat VELD=WAARDE weg", param_hint="--alle")
    files, told = all_statements(source, load(source)[0], year, day)
    steps = [(f"convenant set verklaring:{year}/PARTIJ functie=… antwoorden.BEPALING.antwoord=ja", "vult er een in")]
    _finish(root, source, files, trial, told, steps)


def _next_plan(
    root: Path,
    source: "Source",
    name: str,
    old: str,
    assigned: list[str],
    rest: str,
    said: Mapping[str, list[str]],
    reason: str,
    day: date,
    trial: bool,
) -> None:
    from convenant_cli.dossier.reading import load
    from convenant_cli.editing.creating.carrying_over import carried_over, named, open_actions, outcomes

    dossier, _ = load(source)
    chosen = outcomes(dossier, old, rest, said)
    named(source, dossier, name, old, day)  # before anything is asked
    if left := [action for action in open_actions(dossier, old) if action.id not in chosen]:
        if not (is_terminal() and sys.stdin.isatty()):
            how = "geef --open doorgaan of --open vervallen, of noem ze met --doorgaan, --vervallen of --klaar"
            names = [f"{one.nummer} {one.titel}" for one in left]
            raise ConvenantError("\n  ".join([f"zeg wat er gebeurt met deze open acties; {how}:", *names]))
        from convenant_cli.editing.creating.asking import ask_outcomes

        reason = ask_outcomes(dossier, left, chosen, reason)
    plan = carried_over(source, dossier, name, old, assigned, chosen, reason, day)
    steps = [
        (f"convenant show jaarplan:{plan.id}", "toont het plan; kijk de titels, datums en teksten na"),
        (f"convenant new actie --bij {plan.id}", "maakt een nieuwe actie in het plan"),
        (f"convenant render {plan.woord} {plan.id} --naar {plan.woord}-{plan.id}.docx", "maakt het concept in Word"),
    ]
    _finish(root, source, plan.bestanden, trial, plan.gedaan, steps)


def _finish(
    root: Path,
    source: "Source",
    files: Mapping[str, bytes],
    trial: bool,
    told: Iterable[str],
    steps: Iterable[tuple[str, str]],
) -> None:
    """Write files, all or nothing, and tell what was done and what comes next; or only show what would be written."""
    from convenant_cli.editing.creating.telling import step_lines, trial_lines
    from convenant_cli.sources.together import write_together

    path = relative_to_here(root)
    if trial:
        new = {name: raw for name, raw in files.items() if name not in source.files}
        tell([*told, *trial_lines(new, [path(name) for name in files if name not in new], path)], "")
        return
    write_together(root, files, source.files)
    tell([*told, *(path(name) for name in files), *step_lines(list(steps), page_width())], "het is gemaakt")
