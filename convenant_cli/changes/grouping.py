"""Where a reader looks for a change: with the agreement, a theme of a year plan, a party, or a meeting."""

from dataclasses import dataclass
from typing import Literal

from convenant_cli.changes.names import Names, short_name
from convenant_cli.changes.sides import Side
from convenant_cli.changes.wijziging import Groep, Recordwijziging
from convenant_cli.records import (
    Actie,
    Bijeenkomst,
    Convenant,
    Evaluatie,
    Hoofdstuk,
    Jaarplan,
    Orgaan,
    Partner,
    Record,
    Verklaring,
)
from convenant_cli.text.volgorde import numeric, volgorde

_Soort = Literal["convenant", "jaarplan", "thema", "partner", "orgaan", "bijeenkomst", "overig"]
_ORDER: tuple[_Soort, ...] = ("convenant", "jaarplan", "thema", "partner", "orgaan", "bijeenkomst", "overig")


@dataclass(frozen=True, slots=True)
class Home:
    """The group of one record, and where it stands among the groups and within its own."""

    soort: _Soort
    id: str
    titel: str
    among: tuple[object, ...]
    """Sorts the groups; the first part is the same for groups that stand together."""
    within: tuple[object, ...]


def home(record: Record, side: Side, names: Names) -> Home:
    """Return where a record belongs. Reads at most the year plan or the action that it is about."""
    if isinstance(record, Convenant | Hoofdstuk):
        number = record.orde if isinstance(record, Hoofdstuk) else ()
        return _home("convenant", "", "Het convenant", ("",), (number,))
    if isinstance(record, Jaarplan):
        return _home("jaarplan", record.id, f"{record.woord.capitalize()} {record.id}", (record.id, -1, ""), ())
    if isinstance(record, Actie):
        return _theme(record, side, names, ("0", numeric(record.nummer)))
    if isinstance(record, Partner | Verklaring):
        id = record.id if isinstance(record, Partner) else record.partner
        name = names.partner(id)
        return _home("partner", id, name, (name, id), (isinstance(record, Verklaring), record.id))
    if isinstance(record, Orgaan):
        return _home("orgaan", record.id, record.naam, (record.naam, record.id), ())
    if isinstance(record, Bijeenkomst):
        title = short_name(record)
        return _home("bijeenkomst", record.id, title, (record.id,), ())
    if isinstance(record, Evaluatie):
        return _evaluation(record, side, names)
    return other(record.name)


def _evaluation(record: Evaluatie, side: Side, names: Names) -> Home:
    """Return the group of what it is about."""
    about = side.get(Actie, record.actie) if record.actie else None
    if isinstance(about, Actie):
        return _theme(about, side, names, ("1", record.id))
    if record.jaarplan:
        return _home("jaarplan", record.jaarplan, names.plan(record.jaarplan), (record.jaarplan, -1, ""), (record.id,))
    if record.convenant:
        return _home("convenant", "", "Het convenant", ("",), (("z", record.id),))
    return other(record.name)


def other(name: str) -> Home:
    """Return the group of what has no place of its own, such as a file that cannot be read."""
    return _home("overig", "", "Overig", ("",), (name,))


def _theme(actie: Actie, side: Side, names: Names, within: tuple[object, ...]) -> Home:
    plan = side.get(Jaarplan, actie.jaarplan)
    themes = plan.themas if isinstance(plan, Jaarplan) else ()
    number = next((theme.nummer for theme in themes if theme.thema == actie.thema), 9999)
    title = f"{names.plan(actie.jaarplan)}, thema {names.theme(actie.thema)}"
    return _home("thema", f"{actie.jaarplan}/{actie.thema}", title, (actie.jaarplan, number, actie.thema), within)


def _home(soort: _Soort, id: str, titel: str, among: tuple[object, ...], within: tuple[object, ...]) -> Home:
    # A year plan and its themes stand together.
    place = _ORDER.index("jaarplan" if soort == "thema" else soort)
    return Home(soort, id, titel, (place, *among), within)


def grouped(homes: list[tuple[Home, Recordwijziging]]) -> tuple[Groep, ...]:
    """Return the changes in groups, in the order in which a reader looks for them."""
    groups: dict[tuple[str, str], list[tuple[Home, Recordwijziging]]] = {}
    for found in homes:
        groups.setdefault((found[0].soort, found[0].id), []).append(found)
    ordered = sorted(groups.values(), key=lambda group: _sortable(group[0][0].among))
    return tuple(
        Groep(group[0][0].soort, group[0][0].id, group[0][0].titel, tuple(change for _, change in _inside(group)))
        for group in ordered
    )


def _inside(group: list[tuple[Home, Recordwijziging]]) -> list[tuple[Home, Recordwijziging]]:
    return sorted(group, key=lambda found: (_sortable(found[0].within), found[1].bestand or found[1].oud_bestand or ""))


def _sortable(key: tuple[object, ...]) -> str:
    """Return a text that sorts as the parts of a key do: numbers by size, also inside a number such as 2.10."""

    def flat(part: object) -> str:
        if isinstance(part, tuple):
            return ".".join(flat(inner) for inner in part)
        return f"{part + 1:08d}" if isinstance(part, int) else volgorde(str(part))

    return "\x00".join(flat(part) for part in key)
