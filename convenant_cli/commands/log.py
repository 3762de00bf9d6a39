"""``convenant log``: when each field of a record got its value, in which commit, and by whom."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from convenant_cli.commands.common import Rev, open_source, option, relative_to_here
from convenant_cli.commands.show import Format, RecordName, chosen
from convenant_cli.findings import ConvenantError
from convenant_cli.text.screen import as_json, page_width, print_lines, say
from convenant_cli.text.sentences import or_meant

if TYPE_CHECKING:
    from convenant_cli.changes.history.log import Way
    from convenant_cli.dossier.dossier import Dossier


def run(
    ctx: typer.Context,
    record: RecordName,
    veld: Annotated[
        str | None,
        option(
            "VELD",
            "Toon van dit veld ook elke eerdere waarde. Een veld in een veld schrijft u met een punt, zoals "
            "contactpersoon.functie of voortgang.1.tekst.",
        ),
    ] = None,
    format: Annotated[Format, option("VORM", "text of json.")] = Format.text,
    rev: Rev = None,
) -> None:
    """Toon wanneer elk veld van een record zijn waarde kreeg, en van wie.

    Een andere bestandsnaam en een samenvoeging (merge) breken de geschiedenis niet af: u ziet de commit waarin iemand
    de waarde schreef. Wat alleen nog op schijf staat, heet nog niet vastgelegd.

    Voorbeeld: convenant log convenant --veld looptijd
    """
    from convenant_cli.changes.history.log import log
    from convenant_cli.commands.reports.log import as_data, as_text
    from convenant_cli.dossier.reading import load
    from convenant_cli.records.model.identity import stable
    from convenant_cli.sources.sources import PRIVATE
    from convenant_cli.sources.yamlfile import parse

    if veld is not None and not veld.strip():
        raise typer.BadParameter("noem een veld, zoals titel, of laat de optie weg", param_hint="--veld")
    root, source = open_source(ctx.obj, rev)
    dossier, _ = load(source)
    found = chosen(dossier, record, ctx.obj, root, rev is None, lambda name: _gone(root, dossier, name, rev))
    name = found.place.name
    if name == PRIVATE:
        raise ConvenantError(f"{PRIVATE} staat niet in git en heeft daar geen geschiedenis")
    file = dossier.files[name]
    data = parse(file.raw).data
    if not isinstance(data, dict):
        raise ConvenantError(f"{name} is niet te lezen; 'convenant validate' zegt waarom")
    path = found.place.path
    part = stable(data, path[:-1] if path and path[-1] in ("id", "nummer") else path)
    within = part if veld is None else _way(data, part, veld)
    history = log(root, file.kind, name, file.raw if rev is None else None, rev, within, veld is not None)
    if veld is not None and not history.changes:
        raise ConvenantError(_unknown(data, part, veld, f"{found.soort} {found.id}"))
    if format is Format.json:
        told = as_data(history, found.soort, found.id, name)
        say(as_json(told))
        return
    shown = relative_to_here(root)(name)
    field = ".".join(within[len(part) :])
    print_lines(as_text(history, f"{found.soort} {found.id}", shown, page_width(), field, len(part)))


def _gone(root: Path, dossier: "Dossier", name: str, rev: str | None) -> str | None:
    """Return what git remembers of a record that is no longer there; None when it knows of none."""
    from convenant_cli.dossier.gone import gone
    from convenant_cli.sources.git.log import in_repository
    from convenant_cli.text.glyphs import visible
    from convenant_cli.text.opdracht import quoted

    past = gone(root, name, dossier.files, rev) if in_repository(root) else None
    if past is None:
        return None
    if past.now:
        return f"'{visible(name)}' heet nu '{visible(past.now)}'; de naam is gewijzigd in commit {past.in_words}"
    return (
        f"'{visible(name)}' bestaat niet meer; het record is weggehaald in commit {past.in_words}. "
        f"Wat er stond: convenant log {quoted(visible(past.was))} --rev {past.commit[:10]}~1"
    )


def _way(data: Any, part: "Way", text: str) -> "Way":
    """Return the way to a field; one that is no longer there is taken as it was written."""
    from convenant_cli.changes.history.log import at, find_way

    below = find_way(at(data, part), text, part[-1] if part else "")
    return (*part, *(tuple(text.split(".")) if below is None else below))


def _unknown(data: Any, part: "Way", text: str, title: str) -> str:
    from convenant_cli.changes.history.log import at, leaves
    from convenant_cli.text.sentences import suggest

    known = [
        ".".join(way[len(part) : depth])
        for way in leaves(at(data, part), part)
        for depth in range(len(part) + 1, len(way) + 1)
    ]
    return f"{title} heeft geen veld '{text}', ook niet eerder" + or_meant(suggest(text, known))
