"""Een partij staat maar één keer in een lijst, net als elk ander ding waarnaar een lijst verwijst.

Waarom: een dubbele naam telt dubbel mee, bijvoorbeeld in de lijst van partijen die er waren.
Herstel: haal de tweede weg. Een trekker staat niet ook nog bij de partners.
"""

from collections.abc import Iterator

from convenant_cli.findings import Melding, Path
from convenant_cli.records import Actie, Record
from convenant_cli.records.model.record import Verwijst, marked

#: Lists of mappings in which a reference comes once: the list and the field.
_LIJSTEN = frozenset(
    (
        ("aanwezig", "partner"),
        ("afgemeld", "partner"),
        ("instemming", "partner"),
        ("inzet", "partner"),
        ("themas", "thema"),
    )
)


def check_one(record: Record) -> Iterator[Melding]:
    yield from _doubles(record)
    if isinstance(record, Actie):
        for index, partner in enumerate(record.partners):
            if partner == record.trekker:
                message = f"'{partner}' is al de trekker van actie {record.nummer}"
                related = ((record.at("trekker"), "hier staat de trekker"),)
                yield Melding(record.at("partners", index), message, related=related)


def _doubles(record: Record) -> Iterator[Melding]:
    first: dict[tuple[Path, str], Path] = {}
    for path, _, value in marked(record, Verwijst):
        items = _items(path)
        if items and (known := first.setdefault((items, value), path)) != path:
            message = f"'{value}' staat al eerder onder '{items[-1]}'"
            yield Melding(record.at(*path), message, related=((record.at(*known), "hier staat het voor het eerst"),))


def _items(path: Path) -> Path:
    """Return the way to the list in which this reference may come once, or nothing."""
    if isinstance(path[-1], int):
        return path[:-1]
    if len(path) > 2 and (path[-3], path[-1]) in _LIJSTEN:
        return path[:-2]
    return ()
