"""What a comparison yields: changes of fields and records, changed oordelen, and the two moments. Data and sentences.

Nothing here knows git, YAML or output. A sentence comes as pieces, so that each format can mark what went and came.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from convenant_cli.changes.stukken import Tekststuk, als_tekst, ingekort
from convenant_cli.findings import Place
from convenant_cli.kalender import korte_datum
from convenant_cli.text.sentences import aangehaald, opsomming

_NUMBERS = 5  # of clauses that a grade names


class Wat(StrEnum):
    """What happened to a record or a field. The value is the word that a reader sees."""

    TOEGEVOEGD = "toegevoegd"
    VERWIJDERD = "verwijderd"
    HERNOEMD = "hernoemd"
    VERPLAATST = "verplaatst"
    GEWIJZIGD = "gewijzigd"
    VOLGORDE = "volgorde"
    ONLEESBAAR = "onleesbaar"


class Aard(StrEnum):
    """How much a change means: content, wording only, or nothing but the layout of the file."""

    INHOUDELIJK = "inhoudelijk"
    REDACTIONEEL = "redactioneel"
    OPMAAK = "opmaak"


@dataclass(frozen=True, slots=True)
class Veldwijziging:
    """One field, or one part of a list, that differs."""

    wat: Wat
    pad: tuple[str, ...]
    """The way to the field; parts of a list by what identifies them, such as ``("voortgang", "2026-04-02")``."""
    label: str
    """The way in Dutch: ``contactpersoon, bevestigd op``."""
    oud: str | None
    """What stood there, as a reader sees it; None when there was nothing."""
    nieuw: str | None
    oud_waarde: Any
    """What stood there, as plain data for JSON; None when there was nothing, or when it is about a person."""
    nieuw_waarde: Any
    aard: Aard
    oud_plek: Place | None
    nieuw_plek: Place | None
    tekst: bool = False
    """Whether somebody wrote it in words of their own: then a sentence puts it between quotes."""
    stukken: tuple[Tekststuk, ...] = ()
    """The text word by word, when both sides are text of more than a few words."""
    erbij: tuple[str, ...] = ()
    eraf: tuple[str, ...] = ()
    """What came to and left a list of names, as a reader sees it."""
    bepalingen: frozenset[str] = frozenset()
    """The clauses that the changed part itself is, or names."""
    raakt_plan: bool = False
    """Whether it changes what was agreed in an adopted year plan; progress of an action does not."""

    @property
    def zin(self) -> str:
        """The change as a sentence without a full stop: ``gereed van 30-06-2026 naar 15-09-2026``."""
        return als_tekst(self.delen())

    def delen(self, kort: bool = False) -> tuple[Tekststuk, ...]:
        """Return the same sentence in pieces. ``kort``: of a long text only what stands around a change."""
        if self.stukken:
            pieces = ingekort(self.stukken) if kort else self.stukken
            only_space = all(piece.soort == "gelijk" for piece in pieces)
            end = (Tekststuk("gelijk", " (alleen witruimte)"),) if only_space else ()
            return (Tekststuk("gelijk", f"{self.label}: "), *pieces, *end)
        return (Tekststuk("gelijk", f"{self.label}{_in_woorden(self)}"),)


#: The end of a name of a field that asks for its value: ``doet mee tot``, ``hoogstens oud``. A verb cannot follow it.
_OPEN = re.compile(r"\b(?:aan|bij|binnen|door|in|met|na|op|oud|over|tot|uit|van|vanaf|voor)$")


def _has_colon(veld: Veldwijziging) -> bool:
    """Tell whether no verb can follow the label: it asks for its value, or ends with a name (``antwoord 1.2 Wie``)."""
    own = re.escape(veld.pad[-1])
    return bool(_OPEN.search(veld.label) or re.search(rf"(?:^|, ){own} \S", veld.label))


def _in_woorden(veld: Veldwijziging) -> str:
    """Return what happened to a field, as it stands behind its name."""
    old, new = veld.oud, veld.nieuw
    if veld.wat is Wat.VOLGORDE:
        return ": andere volgorde"
    if veld.erbij or veld.eraf:
        parts = [f"{opsomming(names)} {verb}" for names, verb in ((veld.erbij, "erbij"), (veld.eraf, "eraf")) if names]
        return f": {', '.join(parts)}"
    if veld.wat is Wat.HERNOEMD:
        return f" hernoemd van {old} naar {new}"
    if veld.wat is not Wat.GEWIJZIGD:
        value = new if veld.wat is Wat.TOEGEVOEGD else old
        if value and _has_colon(veld):
            return f": {value} ({veld.wat})"
        return f" {veld.wat}: {value}" if value else f" {veld.wat}"
    if old == new:  # about a person: that it changed is said, not what it is
        return f" gewijzigd {new}"
    if veld.tekst and old and new and aangehaald(old) != aangehaald(new):  # or the signs are what changed
        old, new = aangehaald(old), aangehaald(new)
    return f"{':' if _has_colon(veld) else ''} van {old} naar {new}"


@dataclass(frozen=True, slots=True)
class Oordeelwijziging:
    """A clause whose outcome for one party and period is another than before."""

    bepaling: str
    aanduiding: str
    """The printed number of the clause, or its title when it has none."""
    titel: str
    partner: str | None
    eenheid: str | None
    wie: str
    """The party or school as a reader knows it; empty when it is about all together."""
    periode: str
    over: str
    """The period after ``over``: ``het 3e kwartaal 2026``."""
    van: str | None
    """The state before; None when the clause or the party was not there."""
    naar: str | None
    toelichting: str
    """Why it is so now, or was so when there is nothing now: a sentence without a full stop."""
    aandacht_van: bool
    aandacht_naar: bool
    bestanden: tuple[str, ...] = ()
    """The changed files it rests on, on either side."""

    @property
    def zin(self) -> str:
        """The change as a sentence: ``1.1 voor Noorderschool: van niet gevonden naar voldaan``."""
        who = f" voor {self.wie}" if self.wie else " (samen)"
        period = f" over {self.over}" if self.over else ""
        if self.van is None:
            return f"{self.aanduiding}{who}{period}: nieuw, {self.naar}"
        if self.naar is None:
            return f"{self.aanduiding}{who}{period}: vervalt, was {self.van}"
        return f"{self.aanduiding}{who}{period}: van {self.van} naar {self.naar}"


@dataclass(frozen=True, slots=True)
class Recordwijziging:
    """One record that differs between the two moments."""

    wat: Wat
    soort: str
    """The kind of record, such as ``actie``."""
    id: str
    """The id on the new side; on the old side when it is gone."""
    oud_id: str | None
    """The id on the old side; None when the record is new."""
    bestand: str | None
    """The file on the new side; None when it is gone."""
    oud_bestand: str | None
    naam: str
    """How a sentence names the record: ``Actie 2.3``, ``Politie``."""
    titel: str
    """Its title, when the name does not hold it; otherwise empty."""
    trekker: str
    """The party that leads an action, by name; empty for other records."""
    velden: tuple[Veldwijziging, ...]
    aard: Aard
    raakt_plan: bool
    """Whether it touches a year plan that was adopted on the old side."""
    bepalingen: tuple[str, ...]
    """The clauses it touches, by id."""
    aanduidingen: tuple[str, ...] = ()
    """The same clauses by number, or by title without one."""
    oordelen: tuple[Oordeelwijziging, ...] = ()
    """The oordelen that changed and rest on this record."""
    melding: str = ""
    """What a reader must know before trusting this change, such as that a part could not be read."""

    @property
    def raakt_verplichting(self) -> bool:
        """Whether it touches a duty of the agreement, as far as is known."""
        return bool(self.bepalingen)

    @property
    def kop(self) -> str:
        """What happened to the record as a whole, in a few words; empty when only fields changed."""
        if self.oud_id is not None and self.oud_id != self.id:
            old, _, was = self.oud_id.rpartition("/")
            new, _, now = self.id.rpartition("/")
            moved = f"verplaatst van {old} naar {new}" if old != new else ""
            named = f"hernoemd van {was} naar {now}" if was != now else ""
            return " en ".join(filter(None, (moved, named)))
        if self.aard is Aard.OPMAAK and not self.melding:
            return "alleen opmaak van het bestand"
        return str(self.wat) if self.wat in (Wat.TOEGEVOEGD, Wat.VERWIJDERD) else ""

    @property
    def graden(self) -> tuple[str, ...]:
        """The grades in words: ``inhoudelijk``, ``raakt vastgesteld plan``, ``raakt verplichting 1.1``."""
        many = len(self.bepalingen) > _NUMBERS
        duty = f"raakt {len(self.bepalingen)} verplichtingen" if many else "raakt verplichting"
        words = (
            (str(self.aard), True),
            ("raakt vastgesteld plan", self.raakt_plan),
            (duty if many else f"{duty} {opsomming(self.aanduidingen)}".rstrip(), self.raakt_verplichting),
        )
        return tuple(word for word, applies in words if applies)

    @property
    def zinnen(self) -> tuple[str, ...]:
        """Every change in a sentence of its own: ``Actie 2.3: gereed van 30-06-2026 naar … (trekker politie)``."""
        return tuple(als_tekst(pieces) for pieces in self.zinsdelen())

    def zinsdelen(self, kort: bool = False) -> tuple[tuple[Tekststuk, ...], ...]:
        """Return the same sentences in pieces. ``kort``: of a long text only what stands around a change."""
        leads = f" (trekker {self.trekker})" if self.trekker else ""
        if self.wat in (Wat.TOEGEVOEGD, Wat.VERWIJDERD):
            title = f": {self.titel}" if self.titel else ""
            whole = [f"{self.naam} {self.wat}{title}{leads}"]
        else:
            whole = [f"{self.naam}: {self.kop}{leads}"] if self.kop else []
        told = [f"{self.naam}: {self.melding}"] if self.melding else []
        fields = () if self.wat in (Wat.TOEGEVOEGD, Wat.VERWIJDERD) else self.velden
        return (
            *((Tekststuk("gelijk", text),) for text in (*whole, *told)),
            *(self._field(veld, "" if veld.pad == ("trekker",) else leads, kort) for veld in fields),
        )

    def _field(self, veld: Veldwijziging, leads: str, kort: bool) -> tuple[Tekststuk, ...]:
        first, *rest = veld.delen(kort)
        # One colon in a sentence is enough.
        link = ", " if first.tekst.startswith(f"{veld.label}:") else ": "
        end = (Tekststuk("gelijk", leads),) if leads else ()
        return (Tekststuk("gelijk", f"{self.naam}{link}{first.tekst}"), *rest, *end)


@dataclass(frozen=True, slots=True)
class Groep:
    """The changes that a reader looks for in one place: a theme of a plan, a party, a meeting, the agreement."""

    soort: str
    """The kind of record where they are found together, ``thema``, or ``overig``."""
    id: str
    titel: str
    wijzigingen: tuple[Recordwijziging, ...]


@dataclass(frozen=True, slots=True)
class Kant:
    """One of the two moments: what a reader calls it, and the commit when it is one."""

    label: str
    commit: str | None = None
    datum: date | None = None
    """The day of the commit."""

    def __str__(self) -> str:
        if self.commit is None or self.datum is None:
            return self.label
        return f"{self.label} ({self.commit[:10]}, {korte_datum(self.datum)})"


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """Everything that differs between two moments of one dossier."""

    oud: Kant
    nieuw: Kant
    groepen: tuple[Groep, ...]
    peildatum: date
    oordelen: tuple[Oordeelwijziging, ...] | None
    """Every changed oordeel in the order of the agreement; None when it was not looked at or could not be."""
    waarom_niet: str
    """Why the oordelen were not compared, as a sentence; empty when they were, or when nothing could change them."""
    meldingen: tuple[str, ...]
    """Sentences on what is in the folders but is no record, or cannot be read."""

    @property
    def wijzigingen(self) -> tuple[Recordwijziging, ...]:
        """Every changed record, group by group."""
        return tuple(change for group in self.groepen for change in group.wijzigingen)

    @property
    def losse_oordelen(self) -> tuple[Oordeelwijziging, ...]:
        """The changed oordelen that no changed record explains by itself."""
        told = {oordeel for change in self.wijzigingen for oordeel in change.oordelen}
        return tuple(oordeel for oordeel in self.oordelen or () if oordeel not in told)
