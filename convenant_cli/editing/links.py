"""What hangs together by name: what a name stands for, what is inside it, and where it is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import ConvenantError, Path, Place
from convenant_cli.records import Evaluatie, Jaarplan, Partner
from convenant_cli.records.model.record import Definieert, Record, Verwijst, marked
from convenant_cli.records.model.verwijzingen import Reference
from convenant_cli.text.opdracht import quoted

#: A kind of thing and its full id.
Naam = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ding:
    """Something with a name: a record, or a part of one."""

    soort: str
    id: str
    place: Place
    """Of a part, where its name stands."""

    @property
    def naam(self) -> Naam:
        """By what others point to it."""
        return self.soort, self.id

    @property
    def is_record(self) -> bool:
        """Whether it has a file of its own."""
        return not self.place.path

    @property
    def laatste(self) -> str:
        """The last part of its name."""
        return self.id.rpartition("/")[2]

    @property
    def in_woorden(self) -> str:
        """How a sentence names it: ``partner 'politie'``."""
        return f"{self.soort} '{self.id}'"


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """A place where something is named, and what is named there."""

    place: Place
    naam: Naam
    mark: Verwijst
    """What can be named there, and how it is written: a year plan does not name itself."""


def require_whole(dossier: Dossier) -> None:
    """Raise ConvenantError when a file cannot be read whole: a name in it would be missed."""
    unread = [name for name, _ in dossier.source.refused]
    unread += [file.name for file in dossier.files.values() if not file.whole]
    if unread:
        raise ConvenantError(
            f"{unread[0]} heeft een fout, en kan de naam noemen; 'convenant validate {quoted(unread[0])}' zegt welke. "
            "Los die eerst op"
        )


def links(dossier: Dossier, parameters: Iterable[Reference]) -> list[Verwijzing]:
    """Return every place where something is named. ``parameters``: those in the tests of clauses."""
    found = []
    for one in (*dossier.references, *parameters):
        soort = next((soort for soort in one.mark.soorten if one.key in dossier.defined.get(soort, ())), "")
        if soort:  # what is named by mistake is told by a check
            found.append(Verwijzing(one.place, (soort, one.key), one.mark))
    return found


def inside(dossier: Dossier, thing: Ding) -> list[Naam]:
    """Return what a record defines under its own name: the units of a party, the goals of a year plan."""
    if not thing.is_record:
        return []
    record = dossier.files[thing.place.name].record
    assert record is not None  # every file is whole
    every = marked(record, Definieert)
    return [(mark.soort, mark.full(record.id, value)) for _, mark, value in every if mark.binnen]


def members(dossier: Dossier, thing: Ding) -> Sequence[Record]:
    """Return the records whose own name starts with, or ends in, the name of another one.

    The actions and evaluations of a year plan, and the statements of a party.
    """
    if thing.soort == Jaarplan.soort:
        return [
            *dossier.acties_van(thing.id),
            *(one for one in dossier.evaluaties.values() if _plan_of(one) == thing.id == one.id.split("/")[0]),
        ]
    return dossier.verklaringen_van(thing.id) if thing.soort == Partner.soort else []


def _plan_of(evaluation: Evaluatie) -> str:
    return (evaluation.actie or evaluation.jaarplan or "").split("/")[0]


def waivers(dossier: Dossier, names: Iterable[str]) -> list[tuple[Path, str]]:
    """Return which waivers (the way to each in the agreement) rest findings in some files, and in which."""
    known = set(names)
    every = enumerate(dossier.agreed.ontheffingen)
    return [(("ontheffingen", number), one.bestand) for number, one in every if one.bestand in known]
