"""A record or a part of one that goes, and what becomes of each place that names it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.editing.assigning import order_of
from convenant_cli.editing.fields import Edit, edited
from convenant_cli.editing.links import Ding, Naam, Verwijzing, inside, links, members, require_whole, waivers
from convenant_cli.editing.spelling import respelled
from convenant_cli.findings import ConvenantError, Path, Place, value_at
from convenant_cli.records import Actie, Partner
from convenant_cli.records.model.record import Record
from convenant_cli.records.model.verwijzingen import Reference
from convenant_cli.sources.sources import MARKER
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.opdracht import quoted
from convenant_cli.text.sentences import capital, or_meant, suggest


@dataclass(frozen=True, slots=True)
class Gevolg:
    """What becomes of one place that names what goes."""

    place: Place
    naam: Naam
    nieuw: str = ""
    """The id that is named there instead; empty when nobody said, or when the place goes."""
    weg: bool = False
    """Whether the item of the list goes: what comes instead stands there already, or it is about this alone."""

    @property
    def open(self) -> bool:
        """Whether nobody said what is to become of it."""
        return not self.nieuw and not self.weg


@dataclass(frozen=True, slots=True)
class Weghaling:
    """What it takes to remove something: the files to write together, and what to tell of it."""

    bestanden: dict[str, bytes | None]
    """Empty as long as something is in the way."""
    mee: tuple[str, ...]
    """The files that go along."""
    gevolgen: tuple[Gevolg, ...]
    in_de_weg: tuple[str, ...] = ()
    """The files of others that exist by this alone, and do not go along."""

    @property
    def open(self) -> list[Gevolg]:
        """The places that stand in the way."""
        return [one for one in self.gevolgen if one.open]


def removed(dossier: Dossier, thing: Ding, instead: Sequence[str], parameters: Iterable[Reference]) -> Weghaling:
    """Return what it takes to remove a thing; nothing is written.

    ``instead``: what to name in its place, an id, or ``old=new`` for one of several names that go; ``parameters``: what
    the tests of clauses name. Raises ConvenantError when the thing cannot go, or what comes instead is not there.
    """
    _refuse_lasting(dossier, thing)
    require_whole(dossier)
    along = [one for one in members(dossier, thing) if isinstance(one, Actie)]
    names = {thing.naam, *inside(dossier, thing), *((one.soort, one.id) for one in along)}
    gone = {one.name for one in along} | ({thing.place.name} if thing.is_record else set())
    chosen = _instead(dossier, thing, names, instead)
    found = [
        _outcome(dossier, one, chosen)
        for one in links(dossier, parameters)
        if one.naam in names and one.place.name not in gone and not _within(thing, one.place)
    ]
    found += [Gevolg(Place(MARKER, way), thing.naam, weg=True) for way, _ in waivers(dossier, gone)]
    blocked = [one.name for one in members(dossier, thing) if one not in along]
    mee = tuple(sorted(gone - {thing.place.name}))
    if blocked or any(one.open for one in found):
        return Weghaling({}, mee, tuple(found), tuple(blocked))
    files: dict[str, bytes | None] = dict.fromkeys(sorted(gone))
    for name in dict.fromkeys((*(one.place.name for one in found), *(() if thing.is_record else (thing.place.name,)))):
        files[name] = _without(dossier, name, [one for one in found if one.place.name == name], thing)
    return Weghaling(files, mee, tuple(found))


def _refuse_lasting(dossier: Dossier, thing: Ding) -> None:
    """Raise ConvenantError for what only ends, and is never removed."""
    if thing.soort == "bepaling" and dossier.agreed.overgenomen:
        raise ConvenantError(
            f"bepaling '{thing.id}' is ondertekend en blijft in het dossier. Vervalt zij, leg dan het besluit daarover "
            f"vast en geef haar een einde: convenant set bepaling:{thing.id} vervalt_op=DATUM"
        )
    if thing.place.name == MARKER and thing.is_record:
        raise ConvenantError(f"{MARKER} blijft: zonder dit bestand is er geen dossier")


def _instead(dossier: Dossier, thing: Ding, names: set[Naam], asked: Sequence[str]) -> dict[Naam, str]:
    """Return what comes in the place of each name, as far as somebody said."""
    chosen: dict[Naam, str] = {}
    for one in asked:
        old, _, new = one.rpartition("=")
        soort, _, new = new.strip().rpartition(":")
        old = old.strip() or thing.id
        named = [name for name in names if old in (name[1], ":".join(name))]
        if not named:
            known = ", ".join(sorted(id for _, id in names))
            raise ConvenantError(f"'{old}' gaat niet weg; kies bij --door uit: {known}")
        for name in named:
            known_ids = [id for id in dossier.defined.get(soort or name[0], ()) if (soort or name[0], id) not in names]
            if new not in known_ids:
                meant = or_meant(suggest(new, known_ids))
                raise ConvenantError(f"{soort or name[0]} '{new}' bestaat niet{meant}")
            chosen[name] = new
    other = chosen.get(thing.naam)
    for soort, id in names if other and thing.is_record else ():
        same = f"{other}/{id.removeprefix(f'{thing.id}/')}"
        if same in dossier.defined.get(soort, ()):
            chosen.setdefault((soort, id), same)
    return chosen


def _within(thing: Ding, place: Place) -> bool:
    """Tell whether a place goes along because it stands in the part that goes."""
    around = _item(thing)
    return not thing.is_record and place.name == thing.place.name and place.path[: len(around)] == around


def _item(thing: Ding) -> Path:
    """Return the way to a part as a whole: the item of a list, or the key of a mapping."""
    way = thing.place.path
    return way[:-1] if len(way) > 1 and isinstance(way[-2], int) else way


def _outcome(dossier: Dossier, one: Verwijzing, chosen: Mapping[Naam, str]) -> Gevolg:
    new = chosen.get(one.naam, "")
    in_list = bool(one.place.path) and isinstance(one.place.path[-1], int)
    if new and in_list and one.mark.written(new) in _value(dossier, one.place.name, one.place.path[:-1]):
        return Gevolg(one.place, one.naam, new, weg=True)
    return Gevolg(one.place, one.naam, new)


def _without(dossier: Dossier, name: str, found: Iterable[Gevolg], thing: Ding) -> bytes:
    """Return a file in which each place has what comes instead, and what goes is gone."""
    raw, kind = dossier.files[name].raw, dossier.files[name].kind
    items = [one.place.path for one in found if one.weg]
    if not thing.is_record and name == thing.place.name:
        items.append(_item(thing))
    words = {one.place.path: one for one in found if one.nieuw and not one.weg}
    try:
        if words:
            raw = respelled(raw, {way: _words(dossier, one) for way, one in words.items()})
        for way in sorted(items, key=_last_first, reverse=True):
            raw = edited(raw, [Edit("remove", way)], lambda here: order_of(kind, here))
    except ConvenantError as error:
        raise ConvenantError(f"{name}: {error}") from error
    return raw


def _words(dossier: Dossier, one: Gevolg) -> str:
    """Return how what comes instead is written at a place: in full, or without the year plan it is in."""
    in_full = _value(dossier, one.place.name, one.place.path) == one.naam[1]
    return one.nieuw if in_full else one.nieuw.partition("/")[2]


def _value(dossier: Dossier, name: str, way: Path) -> Any:
    return value_at(parse(dossier.files[name].raw).data, way)


def _last_first(way: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in way)


def told(dossier: Dossier, thing: Ding, change: Weghaling) -> Iterator[str]:
    """Yield in sentences what goes, and what becomes of each place that names it."""
    yield f"{capital(thing.in_woorden)} gaat weg{_where(thing)}."
    for name in change.mee:
        yield f"{name} gaat mee."
    for name in change.in_de_weg:
        record = dossier.files[name].record
        yield f"{name} bestaat alleen hierdoor en gaat niet vanzelf mee: {_noun(record)}."
    if not change.gevolgen and not change.in_de_weg:
        yield "Niemand verwijst ernaar."


def _where(thing: Ding) -> str:
    return f" ({thing.place.name})" if thing.is_record else f" uit {thing.place.name}"


def _noun(record: Record | None) -> str:
    return f"{record.soort} {record.id}" if record else "een record"


def field(one: Gevolg) -> str:
    """Return the field in which something is named, as the start of a line: ``trekker: ``."""
    if one.weg and not one.nieuw:
        return ""
    return next((f"{step}: " for step in reversed(one.place.path) if isinstance(step, str)), "")


def outcome(one: Gevolg) -> str:
    """Return in a few words what becomes of a place."""
    if one.weg:
        return f"gaat weg: '{one.nieuw}' staat er al" if one.nieuw else "de ontheffing gaat mee weg"
    return f"'{one.naam[1]}' wordt '{one.nieuw}'" if one.nieuw else f"noemt '{one.naam[1]}'"


def other_way(thing: Ding) -> str:
    """Return what is mostly meant instead of removing: what ended stays to be found."""
    if thing.soort == Partner.soort:
        return f"Stopt de partij? Geef dan: convenant partij stopt {quoted(thing.id)} --op DATUM. Zij blijft te vinden"
    if thing.soort == Actie.soort:
        return (
            f"Gaat de actie niet door? Geef dan: convenant set {quoted(f'{thing.soort}:{thing.id}')} status=vervallen "
            'status_reden="…"'
        )
    return ""
