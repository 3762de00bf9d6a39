"""``convenant partij``: a party comes, leaves, becomes one with another, or gets another name."""

import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convenant_cli.commands.common import (
    Peildatum,
    argument,
    open_source,
    option,
    print_folded,
    relative_to_here,
    tell,
    today_unless,
)
from convenant_cli.commands.partij_help import BELONGS, HANDELINGEN, PartijCommand
from convenant_cli.commands.reshaping import show_changes, way_back
from convenant_cli.findings import ConvenantError
from convenant_cli.text.screen import is_terminal, page_width, print_lines, say
from convenant_cli.text.sentences import remedy

if TYPE_CHECKING:
    from convenant_cli.dossier.dossier import Dossier
    from convenant_cli.editing.creating.hanging import Draad, Wie
    from convenant_cli.editing.creating.leaving import Partijwijziging
    from convenant_cli.sources.sources import Source

#: What makes the help page.
COMMAND = PartijCommand


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked whatever happens to a party: of whom, from which day, on which decision; and the dossier."""

    source: "Source"
    dossier: "Dossier"
    names: list[str]
    fields: list[str]
    day: date | None
    number: str
    tags: Collection[str]
    today: date


def run(
    ctx: typer.Context,
    handeling: Annotated[str, argument("WAT", "Wat er gebeurt: komt, stopt, fuseert of heet.")],
    partijen: Annotated[
        list[str],
        typer.Argument(
            metavar="PARTIJ... [NAAM VELD=WAARDE]",
            help="Om wie het gaat: een partij, of een eenheid als partij/eenheid. Bij fuseert allemaal; bij heet ook "
            "de nieuwe naam; bij komt en fuseert ook VELD=WAARDE, zoals bij 'convenant new partner'.",
        ),
    ],
    op: Annotated[
        str,
        option("DATUM", "De eerste dag waarop het anders is: zij doet dan mee, doet niet meer mee, of heet anders."),
    ] = "",
    over: Annotated[
        list[str] | None,
        option(
            "WAT=WIE",
            "Bij stopt: wie iets overneemt, zoals 2.1=vereniging. Of wat ermee gebeurt: vervalt, eruit, blijft.",
        ),
    ] = None,
    trekker: Annotated[str, option("PARTIJ", "Bij stopt: wie alles overneemt wat u niet noemt bij --over.")] = "",
    opgezegd: Annotated[str, option("DATUM", "Bij stopt: de dag waarop haar opzegging binnenkwam, met --vorm.")] = "",
    verklaard: Annotated[
        str,
        option(
            "DATUM",
            "Bij komt: de dag waarop haar verklaring binnenkwam, met --vorm. Alleen als het convenant die vraagt.",
        ),
    ] = "",
    vorm: Annotated[str, option("TEKST", "Hoe is opgezegd of verklaard, zoals 'brief van het bestuur'.")] = "",
    nog: Annotated[
        list[str] | None,
        option(
            "WAT=DATUM",
            "Bij stopt: wat zij nog moet doen en uiterlijk wanneer, zoals 'Sleutels teruggeven=2027-09-01'. Mag vaker.",
        ),
    ] = None,
    tot: Annotated[str, option("PARTIJ", "Bij fuseert: de partij die zij worden.")] = "",
    kort: Annotated[str, option("NAAM", "Bij heet: de nieuwe korte naam, voor tabellen.")] = "",
    zin: Annotated[str, option("NAAM", "Bij heet: de naam in een zin, met lidwoord.")] = "",
    besluit: Annotated[
        str, option("NUMMER", "Het besluit waarop de wijziging van een vastgesteld plan rust, zoals b2026-3.")
    ] = "",
    proef: Annotated[bool, typer.Option("--proef", help="Laat zien wat er verandert en schrijf niets.")] = False,
    peildatum: Peildatum = None,
) -> None:
    """Leg vast dat een partij komt, stopt, fuseert of anders heet, met alles wat aan haar hangt.

    Eerst ziet u wat er aan haar hangt: acties, actiepunten, bijeenkomsten, aanbod, eenheden, aanspreekpunten. Op een
    terminal vraagt het programma wie wat overneemt; in een script zegt u het met --trekker en --over. Daarna verandert
    alles tegelijk, of niets. Alleen wat bij één ervan hoort: convenant partij komt --help

    Voorbeeld: convenant partij stopt stichting --op 2027-08-01 --trekker vereniging --besluit b2026-3
    """
    from convenant_cli.dossier.days import day_of
    from convenant_cli.dossier.reading import load
    from convenant_cli.sources.git.log import tag_names

    if handeling not in HANDELINGEN:
        meant = remedy(handeling, HANDELINGEN)
        raise typer.BadParameter(f"'{handeling}' kan niet; {meant}")
    _refuse_strange(
        handeling,
        {"over": over, "trekker": trekker, "opgezegd": opgezegd, "nog": nog, "verklaard": verklaard, "vorm": vorm}
        | {"tot": tot, "kort": kort, "zin": zin, "besluit": besluit},
    )
    today = today_unless(peildatum)
    root, source = open_source(ctx.obj)
    dossier, _ = load(source)
    asked = _Asked(
        source,
        dossier,
        [one for one in partijen if "=" not in one],
        [one for one in partijen if "=" in one],
        day_of(op, today) if op else None,
        besluit.strip().lower(),
        tag_names(root) or (),
        today,
    )
    match handeling:
        case "stopt":
            takers = dict(_pair(one) for one in over or ())
            change = _leaves(asked, (_received(opgezegd, today), vorm), takers, trekker, nog or (), proef)
        case "komt":
            change = _comes(asked, (_received(verklaard, today), vorm))
        case "heet":
            change = _is_called(asked, (kort, zin))
        case _:
            change = _become_one(asked, tot)
    _finish(root, source, change, proef, handeling in ("stopt", "heet"))


def _received(typed: str | None, today: date) -> date | None:
    """Return the day on which a letter came in. Raises ConvenantError for a day that is still to come."""
    from convenant_cli.dossier.days import day_of
    from convenant_cli.kalender import lange_datum

    day = day_of(typed, today) if typed else None
    if day and day > today:
        raise ConvenantError(f"{lange_datum(day)} moet nog komen; noem de dag waarop de brief binnenkwam")
    return day


def _refuse_strange(asked: str, given: Mapping[str, object]) -> None:
    """Raise BadParameter for an option that belongs to another thing that happens."""
    for name, value in given.items():
        if value and asked not in BELONGS[name]:
            where = " of ".join(f"'convenant partij {one}'" for one in BELONGS[name])
            raise typer.BadParameter(f"dit hoort bij {where}", param_hint=f"--{name}")


def _pair(typed: str) -> tuple[str, str]:
    what, sign, who = typed.partition("=")
    if not sign or not what.strip() or not who.strip():
        raise typer.BadParameter(f"'{typed}' is niet WAT=WIE; schrijf zoals 2.1=vereniging", param_hint="--over")
    return what.strip(), who.strip()


def _one(names: Sequence[str], fields: Sequence[str]) -> str:
    if fields or len(names) != 1:
        extra = [*names[1:], *fields]
        raise typer.BadParameter(f"'{extra[0]}' is te veel; noem één partij" if extra else "noem de partij")
    return names[0]


def _leaves(
    asked: _Asked,
    notice: tuple[date | None, str],
    over: Mapping[str, str],
    rest: str,
    owed: Sequence[str],
    proef: bool,
) -> "Partijwijziging":
    from convenant_cli.editing.creating.hanging import what_hangs
    from convenant_cli.editing.creating.leaving import grond, left, threads_of
    from convenant_cli.editing.creating.taking_over import answers, open_ones, who
    from convenant_cli.editing.creating.terms import ask_rests, rests

    dossier, today = asked.dossier, asked.today
    wie, still = who(dossier, _one(asked.names, asked.fields)), rests(owed, today)
    why = grond(dossier, wie, asked.day, *notice)
    threads = threads_of(dossier, wie, why.dag, today)
    if is_terminal() and sys.stdin.isatty() and not rest and not over:
        chosen = _ask_takers(dossier, threads, wie, why.dag)
    else:
        chosen = answers(dossier, threads, why.dag, wie, over, rest)
        if missing := open_ones(threads, chosen):
            how = "geef --trekker PARTIJ, of noem ze met --over, zoals --over " + f"{missing[0].naam}=PARTIJ"
            lines = [f"{one.naam}: {one.zin} ({' of '.join(['PARTIJ', *one.woorden])})" for one in missing]
            raise ConvenantError("\n  ".join([f"zeg wie overneemt wat {wie.naam} doet; {how}:", *lines]))
    answered = [(one, chosen[at]) for at, one in enumerate(threads)]
    if not still and not wie.eenheid:
        still = ask_rests(dossier, wie.partner, today)
    try:
        return left(asked.source, dossier, wie, why, answered, asked.number, asked.tags, today, still)
    except ConvenantError:
        if proef:  # who only looks may have no decision yet
            print_folded(what_hangs(dossier, threads, wie, why.dag))
        raise


def _ask_takers(dossier: "Dossier", threads: "Sequence[Draad]", wie: "Wie", day: date) -> dict[int, str]:
    """Ask of each thing who takes it over; first show all of them."""
    from convenant_cli.editing.creating.hanging import what_hangs
    from convenant_cli.editing.creating.taking_over import ask_taker

    print_folded(what_hangs(dossier, threads, wie, day))
    return {at: ask_taker(dossier, one, day, wie) for at, one in enumerate(threads)}


def _comes(asked: _Asked, declared: tuple[date | None, str]) -> "Partijwijziging":
    from convenant_cli.editing.creating.asking import ask_until
    from convenant_cli.editing.creating.draft import begun
    from convenant_cli.editing.creating.joining import joins
    from convenant_cli.editing.creating.kinds import kind_of
    from convenant_cli.text.sentences import slug

    if len(asked.names) > 1:
        raise typer.BadParameter(f"'{asked.names[1]}' is te veel; schrijf naam='{asked.names[1]}'")
    name = "".join(asked.names)
    draft = begun(asked.dossier, kind_of("partner"), asked.today, slug(name), "")
    if draft.naam != name:  # it was the name that people know
        draft.data["naam"] = name
    for one in asked.fields:
        draft.assign(one)
    if asked.day:
        draft.data["lid_van"] = asked.day.isoformat()
    made = partial(joins, asked.source, draft, asked.today, asked.tags, *declared)
    return ask_until(draft, not asked.fields, made) if is_terminal() and sys.stdin.isatty() else made()


def _is_called(asked: _Asked, others: tuple[str, str]) -> "Partijwijziging":
    from convenant_cli.editing.creating.joining import renamed
    from convenant_cli.editing.creating.taking_over import named

    if len(asked.names) != 2:
        raise typer.BadParameter(
            "noem de partij en haar nieuwe naam, zoals: convenant partij heet stichting 'Stichting Samen'"
        )
    dossier, today, (old, new) = asked.dossier, asked.today, asked.names
    return renamed(asked.source, dossier, named(dossier, old), new.strip(), *others, asked.day or today, today)


def _become_one(asked: _Asked, into: str) -> "Partijwijziging":
    from convenant_cli.dossier.meant import only
    from convenant_cli.editing.creating.draft import Ontwerp
    from convenant_cli.editing.creating.fusing import fused
    from convenant_cli.editing.creating.kinds import kind_of
    from convenant_cli.editing.creating.taking_over import named
    from convenant_cli.text.sentences import slug

    dossier, fields, today = asked.dossier, asked.fields, asked.today
    parties = [named(dossier, one) for one in asked.names]
    if not into:
        raise typer.BadParameter("noem met --tot de partij die zij worden, zoals --tot nieuwe-stichting")
    if asked.day is None:
        raise typer.BadParameter("noem de dag van de fusie, zoals --op 2027-08-01")
    known = only(dossier, into, ("partner",))
    draft = Ontwerp(dossier, kind_of("partner"), today, slug(known))
    if draft.naam != known:  # it was the name that people know
        draft.data["naam"] = known
    if fields and known in dossier.partners:
        raise typer.BadParameter(f"'{fields[0]}' is te veel: {known} is er al; verander haar met 'convenant set'")
    for one in fields:
        draft.assign(one)
    return fused(asked.source, dossier, parties, draft, asked.day, asked.number, asked.tags, today)


def _finish(root: Path, source: "Source", change: "Partijwijziging", trial: bool, details: bool) -> None:
    """Write everything, all or nothing, and tell what changed; or only show it. ``details``: show every field."""
    from convenant_cli.commands.reports.view import wrapped
    from convenant_cli.sources.together import write_together

    back = way_back(root, source, change.bestanden)
    if not trial:
        write_together(root, change.bestanden, source.files)
    print_lines(line for one in change.gezegd for line in wrapped(page_width(), "- ", one, "  "))
    if details or trial:
        say("")
        show_changes(change.proef)
    if trial:
        say("Er is niets geschreven (--proef).")
        return
    lines = ["", *map(relative_to_here(root), change.bestanden), *([f"Terugdraaien: {back}"] if back else [])]
    tell(lines, "het is geschreven")
