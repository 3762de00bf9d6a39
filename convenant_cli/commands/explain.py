"""``convenant explain``: the manual of a rule or a toets, a clause with how it is tested, or the list of all."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convenant_cli.commands.common import argument, open_source, option, print_folded, relative_to_here
from convenant_cli.findings import ConvenantError, Place

if TYPE_CHECKING:
    from convenant_cli.dossier.dossier import Dossier
    from convenant_cli.records import Bepaling


class Format(StrEnum):
    """The formats of an explanation."""

    text = "text"
    markdown = "markdown"


def run(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        argument(
            "NAAM",
            "De naam tussen vierkante haken achter een melding, een soort toets, een bepaling of haar nummer, een "
            "soort record, of een veld daarvan. Zonder naam ziet u de lijst.",
        ),
    ] = None,
    format: Annotated[
        Format, option("VORM", "text of markdown. Een bepaling of een veld is er alleen als text.")
    ] = Format.text,
) -> None:
    """Leg een controle, een toets, een bepaling, een record of een veld uit.

    Bij een controle of toets leest u wat moet kloppen, waarom, en wat u kunt doen. Bij een bepaling leest u de tekst,
    wie eraan gebonden is en hoe zij wordt getoetst. Bij een veld leest u wat het betekent en hoe u het schrijft. Zijn
    er meer dingen met dezelfde naam, schrijf dan controle:naam, toets:naam, bepaling:naam of record:naam.

    Voorbeeld: convenant explain verwijzing-bestaat

    Voorbeeld: convenant explain actie.indicator
    """
    from convenant_cli.commands.reports import manual, toetsen, velden
    from convenant_cli.judging.toetsen import toetsen as kinds

    if name is None:
        print_folded(_everything(ctx.obj, format))
        return
    what, _, bare = _whole(name).rpartition(":")
    manuals = manual.all_manuals()
    markdown = format is Format.markdown
    if what in ("", "controle") and bare in manuals:
        entry = manuals[bare]
        print_folded(manual.entry_as_markdown(entry) if markdown else manual.entry_as_text(entry))
    elif what in ("", "toets") and bare in kinds():
        kind = kinds()[bare]
        print_folded(toetsen.as_markdown(kind) if markdown else toetsen.as_text(kind))
        if what == "":
            print_folded(_also(ctx.obj, bare))
    elif what in ("", "record", "veld") and bare.partition(".")[0] in velden.kinds():
        print_folded(_record(ctx.obj, bare, markdown))
    elif what in ("", "bepaling"):
        print_folded(_clause(ctx.obj, bare, [*manuals, *kinds(), *velden.kinds()]))
    else:
        raise ConvenantError(f"'{what}' kan niet voor de dubbele punt; kies uit: controle, toets, bepaling, record")


def _whole(name: str) -> str:
    """Return a name with the record before it that holds the part: a field of a ``bepaling`` is one of a chapter."""
    from convenant_cli.editing.creating.kinds import kinds

    what, _, bare = name.rpartition(":")
    first, dot, rest = bare.partition(".")
    part = kinds().get(first)
    if part is None or not part.lijst or not (dot or what in ("record", "veld")):
        return name
    return f"record:{part.record.soort}.{part.lijst}{dot}{rest}"


def _dossier(start: Path) -> "Dossier | None":
    """Return the dossier at hand; None when there is none that can be read."""
    from convenant_cli.dossier.reading import load

    try:
        return load(open_source(start)[1])[0]
    except ConvenantError:
        return None


def _also(start: Path, name: str) -> Iterator[str]:
    """Yield how to ask for what has the same name as a toets: a kind of record, or a clause of this dossier."""
    from convenant_cli.commands.reports import velden

    dossier = _dossier(start)
    record = [f"Over het record: convenant explain record:{name}"] if name in velden.kinds() else []
    clause = [f"Over de bepaling: convenant explain bepaling:{name}"] if dossier and name in dossier.bepalingen else []
    if record or clause:
        yield ""
        yield from ("Dit is de toets.", *record, *clause)


def _clauses(dossier: "Dossier") -> Iterator[str]:
    """Yield the clauses of the dossier, a line each: the name, the number and the title."""
    width = max(map(len, dossier.bepalingen), default=0) + 2
    for clause in dossier.bepalingen.values():
        yield f"{clause.id:<{width}}{clause.voluit}"


def _everything(start: Path, format: Format) -> Iterable[str]:
    from convenant_cli.commands.reports import manual, toetsen, velden
    from convenant_cli.judging.toetsen import toetsen as kinds

    if format is Format.markdown:
        return [*manual.as_markdown(manual.all_manuals()), "", *toetsen.page(kinds())]
    dossier = _dossier(start)
    clauses = ["Bepalingen van dit dossier", "", *_clauses(dossier), ""] if dossier and dossier.bepalingen else []
    return [
        "Controles",
        "",
        *manual.as_list(manual.all_manuals()),
        "",
        "Toetsen",
        "",
        *toetsen.as_list(kinds()),
        "",
        "Records",
        "",
        *velden.as_list(),
        "",
        *clauses,
        "Meer uitleg: convenant explain NAAM",
    ]


def _record(start: Path, name: str, markdown: bool) -> Iterable[str]:
    """Return the explanation of a kind of record, or of one of its fields, with examples from the dossier at hand."""
    from convenant_cli.commands.reports import velden
    from convenant_cli.text.sentences import suggest

    soort, _, field = name.partition(".")
    kind = velden.kinds()[soort]
    dossier = _dossier(start)  # everything but the examples comes from the models
    if not field:
        return velden.kind_as_markdown(kind, dossier, 1) if markdown else velden.kind_as_text(kind, dossier)
    every = velden.fields(kind, dossier)
    found = [one for one in every if one.naam == name or one.naam.startswith(f"{name}.")]
    if not found or found[0].naam != name:
        near = suggest(name, [one.naam for one in every])
        meant = f"bedoelde u '{near}'?" if near else f"'convenant explain record:{soort}' noemt de velden"
        raise ConvenantError(f"een veld '{name}' bestaat niet; {meant}")
    return velden.field_as_text(found)


def _only(name: str, clauses: "list[Bepaling]") -> str:
    """Return the id of the only clause, or the name when there is none. Raises ConvenantError for more."""
    if len(clauses) > 1:
        options = ", ".join(f"bepaling:{clause.id} ({clause.aanduiding})" for clause in clauses)
        raise ConvenantError(f"'{name}' kan meer betekenen; kies uit: {options}")
    return clauses[0].id if clauses else name


def _field(name: str, dossier: "Dossier | None") -> str:
    """Return the field of a record that somebody means who names it without the record; empty when there is none."""
    from convenant_cli.commands.reports import velden

    every = (one.naam for kind in velden.kinds().values() for one in velden.fields(kind, dossier))
    return min((one for one in every if one.rpartition(".")[2] == name), key=len, default="")


def _clause(start: Path, name: str, others: list[str]) -> Iterable[str]:
    """Return the explanation of a clause. Without a dossier, the name can only be a rule or a toets."""
    from convenant_cli.commands.reports import bepaling
    from convenant_cli.dossier.meant import named_clauses, only
    from convenant_cli.dossier.reading import load
    from convenant_cli.text.sentences import suggest

    try:
        root, source = open_source(start)
    except ConvenantError:
        dossier = None
    else:
        dossier, _ = load(source)
        found = bepaling.find(dossier, name)
        if found is None:
            found = bepaling.find(dossier, _only(name, named_clauses(dossier, name)))
        if found is None:
            found = bepaling.find(dossier, only(dossier, name, ("bepaling",)))
        if found is not None:
            path = relative_to_here(root)
            positions = dossier

            def where(place: Place) -> str:
                position = positions.locate(place)
                return f"{path(position.file)}:{position.line}"

            return bepaling.lines(dossier, found, where)
    part = _whole(f"record:{name}").removeprefix("record:")
    if part != name:  # what people call one entry of a list, such as an afwijking
        return _record(start, part, markdown=False)
    clauses = list(dossier.bepalingen) if dossier else []
    near = _field(name, dossier) or suggest(name, [*others, *clauses])
    meant = f"bedoelde u '{near}'?" if near else "'convenant explain' toont de lijst"
    kinds = "controle, toets of bepaling" if dossier else "controle of toets"
    raise ConvenantError(f"een {kinds} '{name}' bestaat niet; {meant}")
