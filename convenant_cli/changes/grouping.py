"""Where a reader looks for a change: with the agreement, a theme of a year plan, a party, or a meeting."""

from convenant_cli.changes.wijziging import Groep, Recordwijziging
from convenant_cli.records import KINDS, Convenant, Jaarplan
from convenant_cli.records.model.benaming import Thuis, overig
from convenant_cli.text.volgorde import volgorde

#: The agreement and its plans come first, then the other kinds in their own order, and last what belongs nowhere.
_ORDER = dict.fromkeys((Convenant.soort, Jaarplan.soort, *(kind.soort for kind in KINDS), overig("").soort))


def grouped(homes: list[tuple[Thuis, Recordwijziging]]) -> tuple[Groep, ...]:
    """Return the changes in groups, in the order in which a reader looks for them."""
    groups: dict[tuple[str, str], list[tuple[Thuis, Recordwijziging]]] = {}
    for found in homes:
        groups.setdefault((found[0].soort, found[0].id), []).append(found)
    ordered = sorted(groups.values(), key=lambda group: _sortable(_among(group[0][0])))
    return tuple(
        Groep(group[0][0].soort, group[0][0].id, group[0][0].titel, tuple(change for _, change in _inside(group)))
        for group in ordered
    )


def _among(thuis: Thuis) -> tuple[object, ...]:
    return (list(_ORDER).index(thuis.tussen or thuis.soort), *thuis.among)


def _inside(group: list[tuple[Thuis, Recordwijziging]]) -> list[tuple[Thuis, Recordwijziging]]:
    return sorted(group, key=lambda found: (_sortable(found[0].within), found[1].bestand or found[1].oud_bestand or ""))


def _sortable(key: tuple[object, ...]) -> str:
    """Return a text that sorts as the parts of a key do: numbers by size, also inside a number such as 2.10."""

    def flat(part: object) -> str:
        if isinstance(part, tuple):
            return ".".join(flat(inner) for inner in part)
        return f"{part + 1:08d}" if isinstance(part, int) else volgorde(str(part))

    return "\x00".join(flat(part) for part in key)
