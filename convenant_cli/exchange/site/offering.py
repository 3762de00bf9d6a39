"""What is offered, as the site shows it: each offer with its page, and the choices by which somebody finds it.

For which ages it is follows from the words of its party: what names no age or year of school is for every age.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from convenant_cli.documents.content.contacts import Contactgegevens
from convenant_cli.documents.content.gidskaarten import Aanbodkaart, Taak
from convenant_cli.dossier.aanbod import holder_name, includes, same_unit
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.eenheden import Bedoeld, kinds_together
from convenant_cli.dossier.search.words import stem, telling
from convenant_cli.exchange.site import addresses
from convenant_cli.text.volgorde import volgorde

#: The age at which the first year of each begins, and the last age of a year.
_CLASSES = {"klas": 12, "groep": 4}
_UNTIL = r"(?:\s*(?:-|–|tot en met|t/m)\s*(\d{1,2}))?"
_YEARS = re.compile(rf"(\d{{1,2}}){_UNTIL}\s+jaar(?:\s+en\s+(ouder|jonger))?", re.IGNORECASE)
_FROM_TO = re.compile(r"\b(vanaf|tot)\s+(\d{1,2})\s+jaar", re.IGNORECASE)
_CLASS = re.compile(rf"\b(klas|groep)(?:sen|en)?\s+(\d){_UNTIL}((?:\s*(?:,|en|of)\s*\d\b)*)", re.IGNORECASE)
_OLDEST = 99


@dataclass(frozen=True, slots=True)
class Leeftijd:
    """A group of ages to choose from: a name for the address of its page, a name for people, and the ages."""

    id: str
    naam: str
    van: int
    tot_en_met: int

    def holds(self, ages: tuple[int, int] | None) -> bool:
        """Tell whether something for these ages (None: every age) is for this group as well."""
        return ages is None or (ages[0] <= self.tot_en_met and self.van <= ages[1])


LEEFTIJDEN = (
    Leeftijd("tot-12", "Jonger dan 12 jaar", 0, 11),
    Leeftijd("12-tot-en-met-15", "12 tot en met 15 jaar", 12, 15),
    Leeftijd("16-en-ouder", "16 jaar en ouder", 16, _OLDEST),
)


def ages(text: str) -> tuple[int, int] | None:
    """Return the youngest and the oldest that a text names, in years or in classes of a school; None for no age."""
    found = [*_years(text), *_classes(text)]
    return (min(low for low, _ in found), max(high for _, high in found)) if found else None


def _years(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _FROM_TO.finditer(text):
        age = int(match[2])
        found.append((age, _OLDEST) if match[1].lower() == "vanaf" else (0, age - 1))
    for match in _YEARS.finditer(_FROM_TO.sub("", text)):
        low, high = int(match[1]), int(match[2] or match[1])
        found.append((0 if match[3] == "jonger" else low, _OLDEST if match[3] == "ouder" else high))
    return found


def _classes(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _CLASS.finditer(text):
        first = _CLASSES[match[1].lower()]
        named = [int(match[2]), int(match[3] or match[2]), *map(int, re.findall(r"\d", match[4]))]
        found.append((first + min(named) - 1, first + max(named)))
    return found


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the site and how it is called."""

    naam: str
    pad: str


@dataclass(frozen=True, slots=True)
class Aanbieding:
    """An offer with its page and what it can be chosen by."""

    kaart: Aanbodkaart
    pad: str
    themas: tuple[PageLink, ...]
    voor: tuple[PageLink, ...]
    """The units that it is for; empty when it is for all."""
    kenmerken: str
    """The choices that it falls under, for the script: ``thema:sexting voor:…``."""


@dataclass(frozen=True, slots=True)
class Loket:
    """A function to call, and of which party it is."""

    bereik: Contactgegevens
    van: str


@dataclass(frozen=True, slots=True)
class Keuzepagina:
    """A theme, unit, age, group or party, with what there is for it."""

    soort: str
    id: str
    naam: str
    pad: str
    uitleg: str
    aanbod: tuple[Aanbieding, ...]
    bellen: tuple[Loket, ...] = ()
    """The functions to call about it."""


@dataclass(frozen=True, slots=True)
class Keuzegroep:
    """Choices of one kind, and how the filter and the list of links are called."""

    soort: str
    naam: str
    alle: str
    """What the filter says when none is chosen."""
    keuzes: tuple[Keuzepagina, ...]


class Offering:
    """Looks up what is offered, and by what it can be chosen."""

    def __init__(
        self, dossier: Dossier, cards: Sequence[Aanbodkaart], meant: Sequence[Bedoeld], tasks: Sequence[Taak]
    ) -> None:
        self._agreed = dossier.agreed
        self._dossier = dossier
        self._tasks = tasks
        self._meant = meant
        self._kind = kinds_together(dossier, [unit.soort for unit in meant])
        self._groups = _words_of_groups(dossier)
        self.every = [self._offer(card) for card in cards]

    def choices(self) -> list[Keuzegroep]:
        """Return the kinds of choices in the order of the filters; one that leaves nothing to choose is left out.

        An age only when some offer names one, and a group only when something is for it.
        """
        groups = (
            Keuzegroep("thema", "Thema", "Alle thema's", tuple(self._themes())),
            Keuzegroep("voor", self._kind.naam, f"Alle {self._kind.meervoud}", tuple(self._for_units())),
            Keuzegroep("leeftijd", "Leeftijd", "Alle leeftijden", tuple(self._for_ages())),
            Keuzegroep("doelgroep", "Voor wie", "Voor iedereen", tuple(self._for_groups())),
            Keuzegroep("partij", "Partij", "Alle partijen", tuple(self._of_parties())),
        )
        return [group for group in groups if len(group.keuzes) > 1]

    def _themes(self) -> Iterable[Keuzepagina]:
        known = self._agreed.themas
        for id, theme in sorted(known.items(), key=lambda pair: volgorde(pair[1].naam)):
            offered = self._under(f"thema:{id}")
            calls = tuple(Loket(_reached(task), task.partner.in_zin) for task in self._tasks if id in _themes_of(task))
            if offered or calls:
                yield Keuzepagina(
                    "thema", id, theme.naam, addresses.theme(id), theme.omschrijving or "", offered, calls
                )

    def _for_units(self) -> Iterable[Keuzepagina]:
        for unit in self._meant:
            calls = tuple(self._desks_for(unit.id))
            told = f"Wat er is voor {unit.naam}. Ook wat voor alle {self._kind.meervoud} is, staat hier."
            offered = self._under(f"voor:{unit.id}")
            if self.every:
                yield Keuzepagina("voor", unit.id, unit.naam, addresses.unit(unit.id), told, offered, calls)

    def _for_ages(self) -> Iterable[Keuzepagina]:
        if any(ages(one.kaart.offer.record.doelgroep) for one in self.every):
            for age in LEEFTIJDEN:
                told = "Wat voor deze leeftijd is. Ook aanbod zonder leeftijd staat hier."
                yield Keuzepagina(
                    "leeftijd", age.id, age.naam, addresses.age(age.id), told, self._under(f"leeftijd:{age.id}")
                )

    def _for_groups(self) -> Iterable[Keuzepagina]:
        known = self._agreed.doelgroepen
        for id, group in known.items():
            if offered := self._under(f"doelgroep:{id}"):
                yield Keuzepagina(
                    "doelgroep", id, group.naam, addresses.audience(id), group.omschrijving or "", offered
                )

    def _of_parties(self) -> Iterable[Keuzepagina]:
        parties = {one.kaart.offer.partner.id: one.kaart.offer.partner for one in self.every}
        for id, partner in sorted(parties.items(), key=lambda pair: volgorde(pair[1].kort)):
            yield Keuzepagina("partij", id, partner.kort, addresses.party(id), "", self._under(f"partij:{id}"))

    def _under(self, mark: str) -> tuple[Aanbieding, ...]:
        return tuple(one for one in self.every if mark in one.kenmerken.split())

    def _desks_for(self, unit: str) -> Iterable[Loket]:
        """Yield the functions that are there for this unit and not for all."""
        for partner in dict.fromkeys(task.partner.id for task in self._tasks):
            record = self._dossier.partners[partner]
            for point in record.aanspreekpunten:
                if any(same_unit(self._dossier, unit, one) for one in point.voor):
                    reach = Contactgegevens(point.functie, point.email or "", point.telefoon or "")
                    yield Loket(reach, record.in_zin)

    def _offer(self, card: Aanbodkaart) -> Aanbieding:
        record, partner = card.offer.record, card.offer.partner
        named = ages(record.doelgroep)
        marks = [
            *(f"thema:{id}" for id in record.themas),
            *(f"voor:{one.id}" for one in self._meant if includes(self._dossier, record.voor, one.id)),
            *(f"leeftijd:{age.id}" for age in LEEFTIJDEN if age.holds(named)),
            *(f"doelgroep:{id}" for id, known in self._groups.items() if known & _stems(record.doelgroep)),
            f"partij:{partner.id}",
        ]
        themes = self._agreed.themas
        return Aanbieding(
            card,
            addresses.offer(f"{partner.id}/{record.id}"),
            tuple(PageLink(themes[id].naam, addresses.theme(id)) for id in record.themas if id in themes),
            tuple(self._units_of(record.voor)),
            " ".join(marks),
        )

    def _units_of(self, named: tuple[str, ...]) -> Iterable[PageLink]:
        """Yield the units that are named, or of which the party is; and what is named and takes part no more."""
        for unit in self._meant:
            if named and includes(self._dossier, named, unit.id):
                yield PageLink(unit.naam, addresses.unit(unit.id) if len(self._meant) > 1 else "")
        for id in named:
            if not any(same_unit(self._dossier, id, unit.id) for unit in self._meant):
                yield PageLink(holder_name(self._dossier, id), "")


def _reached(task: Taak) -> Contactgegevens:
    return Contactgegevens(task.functie, task.bereik.email, task.bereik.telefoon)


def _themes_of(task: Taak) -> set[str]:
    """Return the themes for which somebody can come to a task first."""
    points = (one for one in task.partner.aanspreekpunten if one.taak.replace("-", " ") == task.taak)
    return {theme for point in points for theme in point.themas}


def _words_of_groups(dossier: Dossier) -> dict[str, frozenset[str]]:
    """Return the stems by which an offer is for a group: of its name, and of its description what no other has."""
    groups = dossier.agreed.doelgroepen
    names = {id: _stems(group.naam) for id, group in groups.items()}
    told = {id: _stems(group.omschrijving or "") | names[id] for id, group in groups.items()}
    return {
        id: names[id] | {word for word in told[id] if not any(word in told[other] for other in groups if other != id)}
        for id in groups
    }


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, telling(text)))
