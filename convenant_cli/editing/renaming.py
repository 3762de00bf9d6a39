"""Another name for a record or a part of one, everywhere: its file, and each place that names it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.editing.links import Ding, Naam, inside, links, members, require_whole, waivers
from convenant_cli.editing.spelling import respelled
from convenant_cli.findings import ConvenantError, Path, Place
from convenant_cli.records import KINDS, Actie, Verklaring
from convenant_cli.records.model.record import Record
from convenant_cli.records.model.velden import SLUG_PATTERN
from convenant_cli.records.model.verwijzingen import Reference
from convenant_cli.sources.sources import MARKER
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.sentences import capital, slug

_SLUG = re.compile(SLUG_PATTERN)


@dataclass(frozen=True, slots=True)
class Hernoeming:
    """What a new name changes: the files to write together, and what to tell of it."""

    id: str
    """The new id."""
    bestanden: dict[str, bytes | None]
    """None for a file that goes, because it gets another name."""
    verplaatst: dict[str, str]
    """The new name of every file that gets another one."""
    genoemd: dict[str, int]
    """How often the old name stands in a file, by the name that the file gets."""


def renamed(dossier: Dossier, thing: Ding, name: str, parameters: Iterable[Reference]) -> Hernoeming:
    """Return what it takes to give a thing another name; nothing is written.

    ``name``: the new name, the last part of it or all; ``parameters``: what the tests of clauses name. Raises
    ConvenantError when the thing cannot have another name, or not this one.
    """
    require_whole(dossier)
    _refuse_fixed(dossier, thing)
    new = _new_id(thing, name)
    names, moved = _names(dossier, thing, new)
    _refuse_taken(dossier, thing, new, moved)
    values: dict[str, dict[Path, str]] = {}
    keys: dict[str, dict[Path, str]] = {}
    if not thing.is_record:
        _own_name(dossier, thing, new, values, keys)
    for one in links(dossier, parameters):
        if one.naam in names and (word := one.mark.written(names[one.naam])) != one.mark.written(one.naam[1]):
            values.setdefault(one.place.name, {})[one.place.path] = word
    for way, file in waivers(dossier, moved):
        values.setdefault(MARKER, {})[(*way, "bestand")] = moved[file]
    files: dict[str, bytes | None] = {}
    for file in dict.fromkeys((*moved, *values, *keys)):
        raw = dossier.files[file].raw
        try:
            raw = respelled(raw, values.get(file, {}), keys.get(file))
        except ConvenantError as error:
            raise ConvenantError(f"{file}: {error}") from error
        files[moved.get(file, file)] = raw
    counts: dict[str, int] = {}
    for file, ways in values.items():
        own = sum(1 for way in ways if Place(file, way) == thing.place)
        counts[moved.get(file, file)] = len(ways) - own
    gone = dict.fromkeys(moved)
    return Hernoeming(new, {**files, **gone}, moved, {name: count for name, count in counts.items() if count})


def _refuse_fixed(dossier: Dossier, thing: Ding) -> None:
    """Raise ConvenantError for what keeps its name for ever; a clause does so once the agreement was copied whole."""
    if thing.soort == "bepaling" and dossier.agreed.overgenomen:
        raise ConvenantError(
            f"bepaling '{thing.id}' houdt haar naam: zij hoort bij wat is ondertekend, en verklaringen, besluiten en "
            "eerdere rapporten noemen haar zo. Haar titel kan wel anders: convenant set "
            f"bepaling:{thing.id} titel=…; wijzigt de afspraak zelf, leg dan het besluit daarover vast"
        )
    if thing.is_record and "{}" not in _kind(thing).patroon:
        raise ConvenantError(f"{thing.place.name} heeft een vaste naam; alleen wat erin staat, kan anders heten")


def _kind(thing: Ding) -> type[Record]:
    return next(kind for kind in KINDS if kind.soort == thing.soort)


def _new_id(thing: Ding, asked: str) -> str:
    head = thing.id.rpartition("/")[0]
    typed = asked.strip().removesuffix(".yaml")
    for part in typed.split("/"):
        if not _SLUG.fullmatch(part):
            near = "/".join(map(slug, typed.split("/")))
            meant = f"; bedoelde u '{near}'?" if _SLUG.fullmatch(near.replace("/", "-")) else ""
            raise ConvenantError(f"de naam '{asked}' kan niet; gebruik kleine letters, cijfers en streepjes{meant}")
    new = typed if "/" in typed or not head else f"{head}/{typed}"
    if new == thing.id:
        raise ConvenantError(f"{thing.in_woorden} heet al zo")
    if new.count("/") != thing.id.count("/"):
        raise ConvenantError(f"de naam van {thing.in_woorden} heeft {_parts(thing)}; '{asked}' past daar niet op")
    above, last = new.rpartition("/")[::2]
    if above != head and (not thing.is_record or thing.soort == Actie.soort):
        raise ConvenantError(
            f"{thing.in_woorden} hoort bij '{head}' en blijft daar; geef alleen een andere laatste naam"
        )
    if thing.soort == Verklaring.soort and last != thing.laatste:
        raise ConvenantError(
            f"een verklaring heet naar haar partij; heet de partij anders, geef dan: convenant rename "
            f"partner:{thing.laatste} {last}"
        )
    return new


def _parts(thing: Ding) -> str:
    return "geen '/'" if "/" not in thing.id else "twee delen met een '/' ertussen"


def _names(dossier: Dossier, thing: Ding, new: str) -> tuple[dict[Naam, str], dict[str, str]]:
    """Return every name that changes along with one, and every file."""
    names = {thing.naam: new}
    moved: dict[str, str] = {}
    if thing.is_record:
        moved[thing.place.name] = _kind(thing).place(new)
        for soort, id in inside(dossier, thing):
            names[soort, id] = f"{new}/{id.removeprefix(f'{thing.id}/')}"
        for record in members(dossier, thing):
            first, last = record.id.split("/")
            other = f"{first}/{new}" if isinstance(record, Verklaring) else f"{new}/{last}"
            names[record.soort, record.id] = other
            moved[record.name] = type(record).place(other)
    return names, moved


def _refuse_taken(dossier: Dossier, thing: Ding, new: str, moved: Mapping[str, str]) -> None:
    """Raise ConvenantError when a new name is somebody's already, also in other capitals."""
    present = {name.casefold(): name for name in (*dossier.files, *dossier.source.strangers)}
    for name in moved.values():
        if name.casefold() in present:
            raise ConvenantError(f"{present[name.casefold()]} bestaat al en blijft zoals het is; kies een andere naam")
    if new in dossier.defined.get(thing.soort, ()):
        raise ConvenantError(f"{thing.soort} '{new}' bestaat al; kies een andere naam")


def _own_name(
    dossier: Dossier,
    thing: Ding,
    new: str,
    values: dict[str, dict[Path, str]],
    keys: dict[str, dict[Path, str]],
) -> None:
    """Note the place where a part has its own name: in a field, or as a key."""
    file, way = thing.place.name, thing.place.path
    here = parse(dossier.files[file].raw).data
    for step in way:
        here = here[step]
    where = values if here == thing.laatste else keys
    where.setdefault(file, {})[way] = new.rpartition("/")[2]


def told(thing: Ding, change: Hernoeming) -> Iterator[str]:
    """Yield in sentences what a new name changes."""
    yield f"{capital(thing.in_woorden)} heet voortaan '{change.id}'."
    for old, new in change.verplaatst.items():
        yield f"{old} wordt {new}."
    total = sum(change.genoemd.values())
    if not total:
        yield "Niemand verwijst ernaar."
        return
    times = "1 keer" if total == 1 else f"{total} keer"
    files = "1 bestand" if len(change.genoemd) == 1 else f"{len(change.genoemd)} bestanden"
    listed = ", ".join(f"{name} ({count})" if count > 1 else name for name, count in change.genoemd.items())
    yield f"Wie ernaar verwijst, noemt de nieuwe naam: {times} in {files}: {listed}."


def also_in(dossier: Dossier, files: Mapping[str, bytes | None]) -> list[str]:
    """Return the other files of the repository that name a file of which the name goes, such as CODEOWNERS."""
    gone = {f"/{name.rpartition('/')[2]}".encode() for name, raw in files.items() if raw is None}
    return [name for name, raw in dossier.others.items() if any(one in raw for one in gone)]
