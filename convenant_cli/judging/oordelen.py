"""What an oordeel is: the outcome of a toets for one clause, one party and one period, with what it rests on.

A toets says what it found (an :class:`Uitkomst`); the family of the clause decides the word that a reader sees (the
state), because a found record proves another thing than a statement. No state says more than the tool can know.
"""

from collections.abc import Callable, Container, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from convenant_cli.findings import Place
from convenant_cli.text.sentences import van_elk

if TYPE_CHECKING:  # who only needs the words of an oordeel does not load every kind of record
    from convenant_cli.records.bepaling import Familie

_Key = TypeVar("_Key", bound=Hashable)


class Uitkomst(StrEnum):
    """What a toets found, before the family of the clause gives it a word."""

    GOED = "goed"
    ONTBREEKT = "ontbreekt"
    ONVOLLEDIG = "onvolledig"
    VEROUDERD = "verouderd"
    VERLOOPT = "verloopt"
    VERLENGT = "verlengt"
    DEELS = "deels"
    ONTKEND = "ontkend"
    VERSCHILT = "verschilt"
    TE_LAAT = "te-laat"
    LATER = "later"
    AFGEMELD = "afgemeld"
    BUITEN = "buiten"
    NOG_NIET = "nog-niet"
    NIET_VAN_TOEPASSING = "niet-van-toepassing"
    NIET_TOETSBAAR = "niet-toetsbaar"
    VOORWAARDELIJK = "voorwaardelijk"
    GEEN_VERPLICHTING = "geen-verplichting"


_ALWAYS = {
    Uitkomst.VERLOOPT: "verloopt binnenkort",
    Uitkomst.VERLENGT: "wordt vanzelf verlengd",
    Uitkomst.DEELS: "verklaard: deels",
    Uitkomst.ONTKEND: "verklaard: nee",
    Uitkomst.VERSCHILT: "antwoorden verschillen",
    Uitkomst.TE_LAAT: "einddatum voorbij",
    Uitkomst.LATER: "later dan afgesproken",
    Uitkomst.AFGEMELD: "afgemeld",
    Uitkomst.BUITEN: "buiten de reikwijdte",
    Uitkomst.NOG_NIET: "nog niet aan de orde",
    Uitkomst.NIET_VAN_TOEPASSING: "niet van toepassing",
    Uitkomst.NIET_TOETSBAAR: "niet toetsbaar",
    Uitkomst.VOORWAARDELIJK: "alleen als het speelt",
    Uitkomst.GEEN_VERPLICHTING: "geen verplichting",
}
_FOUND = {
    Uitkomst.ONTBREEKT: "niet gevonden",
    Uitkomst.ONVOLLEDIG: "gedeeltelijk gevonden",
    Uitkomst.VEROUDERD: "verouderd",
}
_ATTESTED = {Uitkomst.ONTBREEKT: "geen verklaring"}

#: The word for every outcome in every family. A statement is never too old: each is about a year of its own.
STATEN: "dict[Familie, dict[Uitkomst, str]]" = {
    "automatisch": _ALWAYS | _FOUND | {Uitkomst.GOED: "voldaan"},
    "relatie": _ALWAYS | _FOUND | {Uitkomst.GOED: "aantoonbaar"},
    "verklaring-met-bewijs": _ALWAYS
    | _ATTESTED
    | {Uitkomst.GOED: "verklaard met bewijs", Uitkomst.ONVOLLEDIG: "verklaard zonder bewijs"},
    "verklaring": _ALWAYS | _ATTESTED | {Uitkomst.GOED: "verklaard", Uitkomst.ONVOLLEDIG: "verklaard"},
    "grens": _ALWAYS
    | {
        Uitkomst.GOED: "schoon",
        Uitkomst.ONTBREEKT: "aangetroffen",
        Uitkomst.ONVOLLEDIG: "aangetroffen",
        Uitkomst.VEROUDERD: "aangetroffen",
    },
    "niet-toetsbaar": _ALWAYS | _FOUND | {Uitkomst.GOED: "voldaan"},
    "geen-verplichting": _ALWAYS | _FOUND | {Uitkomst.GOED: "voldaan"},
}


def mogelijk(familie: "Familie", toets: str, zonder: Container[Uitkomst] = ()) -> list[str]:
    """Return the states that a clause can have, by its family and kind of test; without those of some outcomes.

    Where a statement is asked but a record is tested, both count: the words of each are possible.
    """
    words = [STATEN[familie]]
    if familie in ("relatie", "verklaring", "verklaring-met-bewijs") and toets != "verklaring":
        words = [
            STATEN["relatie"],
            {o: STATEN["verklaring-met-bewijs"][o] for o in (Uitkomst.GOED, Uitkomst.ONVOLLEDIG)},
        ]
    found = [some[outcome] for some in words for outcome in Uitkomst if outcome in some and outcome not in zonder]
    return list(dict.fromkeys(found))


#: What a reader may conclude from each state, and what not.
UITLEG = {
    "voldaan": "In het dossier staat wat de afspraak vraagt.",
    "aantoonbaar": "De gegevens in het dossier passen bij de afspraak. Of zij kloppen, weten de partijen zelf.",
    "verklaard met bewijs": "De partij verklaart dit, en er is een stuk waaruit het blijkt, bij het antwoord of "
    "in het dossier.",
    "verklaard zonder bewijs": "De partij verklaart dit, maar noemt nog geen stuk waaruit het blijkt.",
    "verklaard": "De partij verklaart dit zelf.",
    "niet gevonden": "In het dossier is dit niet gevonden. Dat zegt niet dat het er niet is.",
    "gedeeltelijk gevonden": "In het dossier is een deel gevonden. Dat zegt niet dat de rest er niet is.",
    "verouderd": "Het is gevonden, maar langer geleden vastgesteld of bevestigd dan de afspraak vraagt.",
    "verloopt binnenkort": "Het is er nog, maar niet lang meer.",
    "wordt vanzelf verlengd": "De termijn eindigt binnenkort. Zonder besluit begint daarna vanzelf een nieuwe.",
    "geen verklaring": "Over deze periode is geen verklaring van de partij gevonden.",
    "verklaard: deels": "De partij zegt zelf dat dit voor een deel lukt. Dat is iets om samen te bespreken.",
    "verklaard: nee": "De partij zegt zelf dat dit niet lukt. Dat is iets om samen te bespreken.",
    "antwoorden verschillen": "Partijen antwoorden verschillend op dezelfde vraag. Dat is iets om samen te bespreken.",
    "einddatum voorbij": "De einddatum is geweest, en in het dossier staat nog niet dat het klaar is.",
    "later dan afgesproken": "Het is er, maar het kwam na de dag die daarvoor is afgesproken.",
    "afgemeld": "De partij meldde zich af en was er dus niet bij.",
    "buiten de reikwijdte": "Volgens het dossier gelden de afspraken hier niet, terwijl de partij wel meedoet.",
    "schoon": "In het dossier is niets gevonden dat er niet in mag staan.",
    "aangetroffen": "In het dossier staat iets dat er misschien niet in mag staan.",
    "nog niet aan de orde": "De periode loopt nog, of het is nog niet zover.",
    "niet van toepassing": "De afspraak geldt hier niet, of de partij deed toen niet of te kort mee.",
    "niet toetsbaar": "Dit kan geen programma nagaan. De reden staat erbij.",
    "alleen als het speelt": "Dit hoeft alleen in een bepaald geval. Of dat zich voordeed, is hier niet te zien.",
    "geen verplichting": "Hier hoeft niemand iets te doen.",
}

#: A party's own answer: the sentence holds the word of the state already.
EIGEN_ANTWOORD = frozenset((Uitkomst.DEELS, Uitkomst.ONTKEND))
#: Who does what is to be done, when several parties each do it; who they are is told before it.
ELK = "elk van deze partijen"
#: There is nothing to test: by any program, or because nobody owes anything, or only in some case.
NIETS_TE_TOETSEN = frozenset((Uitkomst.NIET_TOETSBAAR, Uitkomst.GEEN_VERPLICHTING, Uitkomst.VOORWAARDELIJK))
_ATTENTION = frozenset(
    (
        Uitkomst.ONTBREEKT,
        Uitkomst.ONVOLLEDIG,
        Uitkomst.VEROUDERD,
        Uitkomst.VERLOOPT,
        Uitkomst.VERLENGT,
        Uitkomst.DEELS,
        Uitkomst.ONTKEND,
        Uitkomst.VERSCHILT,
        Uitkomst.TE_LAAT,
        Uitkomst.LATER,
        Uitkomst.AFGEMELD,
        Uitkomst.BUITEN,
    )
)

#: One symbol for each kind of state, so that a table can be read without colour.
SYMBOLEN: dict[Uitkomst, str] = {
    Uitkomst.GOED: "●",
    Uitkomst.ONTBREEKT: "○",
    Uitkomst.ONVOLLEDIG: "◊",
    Uitkomst.VEROUDERD: "◊",
    Uitkomst.VERLOOPT: "◊",
    Uitkomst.VERLENGT: "◊",
    Uitkomst.DEELS: "◊",
    Uitkomst.ONTKEND: "×",
    Uitkomst.VERSCHILT: "≠",
    Uitkomst.TE_LAAT: "◊",
    Uitkomst.LATER: "◊",
    Uitkomst.AFGEMELD: "◊",
    Uitkomst.BUITEN: "◊",
    Uitkomst.NOG_NIET: "·",
    Uitkomst.NIET_VAN_TOEPASSING: "-",
    Uitkomst.NIET_TOETSBAAR: "–",
    Uitkomst.VOORWAARDELIJK: "–",
    Uitkomst.GEEN_VERPLICHTING: "–",
}


@dataclass(frozen=True, slots=True)
class Oordeel:
    """The outcome for one clause, one party (or all together) and one period."""

    bepaling: str
    partner: str | None
    """The id of the party; None when the clause is for all together, or for nobody."""
    eenheid: str | None
    """``partner/eenheid`` when the outcome is about a school or department."""
    periode: str
    """The period in words, such as ``2026``; empty for a duty without end."""
    familie: "Familie"
    uitkomst: Uitkomst
    toelichting: str
    """One Dutch sentence, without a full stop."""
    rust_op: tuple[Place, ...] = ()
    """The records and fields that the outcome rests on."""
    bij: Place | None = None
    """Where to mend it; None when there is nothing to mend."""
    interpretatie: str | None = None
    door_tijd: bool = False
    """Whether only the passing of time made it so: then it is at most a warning."""
    ambitie: bool = False
    """Whether the clause is an ambition: then it never asks for attention."""
    nu: str = ""
    """What who can do next: a Dutch sentence without a full stop; empty when there is nothing to do."""
    betreft: tuple[str, ...] = ()
    """The ids of the parties that it surely concerns: the party itself, or of all together those it tells about."""
    doet: tuple[str, ...] = ()
    """The ids of the parties that ``nu`` speaks of, in its order; empty when it speaks of all or of nobody known."""
    beheer: bool = False
    """Whether ``nu`` speaks of who keeps the dossier and is no party, so that no id can say so."""
    ingehaald: bool = False
    """Whether it is a thing of the past, so that it asks for no attention: a later period of the same duty has an
    outcome of its own, or what was asked once came late more than a year ago."""
    grond: "Familie | None" = None
    """The family whose words it speaks, when that is not the family of the clause: a record found, or an answer."""
    uiterlijk: date | None = None
    """The last day for what is not there or came later: what was agreed, or of a statement the end of the period."""
    oud_op: date | None = None
    """The first day on which what was found is older than the clause allows; None when it may get any age."""
    eigen_woord: bool = False
    """Whether it is the party's own word that it is still so which is too old: an answer 'ja' is such a word too."""
    verder: "Oordeel | None" = None
    """With ``eigen_woord``: what else asks for attention, and goes on to do so when that word is given anew."""
    daarnaast: "Oordeel | None" = None
    """With the party's own 'deels' or 'nee': what the records alone say, when that asks something as well."""
    rust: str = ""
    """Why it may rest for now, in words, when a waiver says so: then it does not ask for attention."""
    kort: str = ""
    """What lacks alone, for who tells it in one line; empty when nobody does."""
    gemis: str = ""
    """What lacks of the party, as ``van_elk`` says it of more parties; empty when nobody says it of more than one."""
    opnieuw: frozenset[str] = frozenset()
    """What is asked for once more, beside ``verder``: to whom a document is made known, which offers are confirmed."""

    @property
    def onderwerp(self) -> tuple[str, str | None, str | None, str]:
        """What it is about: the clause, the party, its unit, and the period."""
        return self.bepaling, self.partner, self.eenheid, self.periode

    @property
    def staat(self) -> str:
        """The state in words, fit for what it rests on."""
        return STATEN[self.rust_op_soort][self.uitkomst]

    @property
    def rust_op_soort(self) -> "Familie":
        """How this outcome came about: as the family of the clause says, or otherwise (``grond``)."""
        return self.grond or self.familie

    @property
    def symbool(self) -> str:
        """The symbol of the state."""
        return SYMBOLEN[self.uitkomst]

    def zegt_niet_meer_dan(self, other: "Oordeel") -> bool:
        """Tell whether all that it asks for once more is asked by another oordeel, and it asks for nothing else."""
        beside, theirs = (one.verder and one.verder.toelichting for one in (self, other))
        return self.periode == other.periode and self.opnieuw <= other.opnieuw and beside in (None, theirs)

    def alleen_gemis(self, naam: str) -> str:
        """Return what lacks of the party of this name; empty when more is told, such as what the party answered."""
        return self.gemis if self.gemis and self.toelichting == van_elk([naam], self.gemis) else ""

    @property
    def aandacht(self) -> bool:
        """Whether somebody should do something."""
        return self.uitkomst in _ATTENTION and not (self.ambitie or self.ingehaald or self.rust)


def samen_gezegd(said: Iterable[tuple[str, Oordeel]]) -> list[Oordeel]:
    """Return oordelen, given with the name of their party, of which those that lack the same thing are told as one."""
    found: dict[tuple[str, str], tuple[Oordeel, list[str]]] = {}
    for name, one in said:
        lacks = one.alleen_gemis(name)
        found.setdefault((lacks, "" if lacks else one.toelichting), (one, []))[1].append(name)
    return [
        replace(one, toelichting=van_elk(names, lacks)) if lacks else one for (lacks, _), (one, names) in found.items()
    ]


def looked_up_with(oordeel: Oordeel, shared: Oordeel) -> bool:
    """Tell whether what lacks of a party is looked up with what lacks of all: by the same reader, in the same field.

    What a party owes to others is another thing, also when it lacks what all should have itself.
    """
    if {oordeel.uitkomst, shared.uitkomst} - {Uitkomst.ONTBREEKT, Uitkomst.ONVOLLEDIG} or oordeel.doet != shared.doet:
        return False
    if oordeel.bij is None or shared.bij is None or oordeel.partner not in shared.betreft:
        return False
    if any(other != oordeel.partner for other in oordeel.betreft):
        return False
    return oordeel.bij.path == shared.bij.path and oordeel.bij in (shared.bij, *shared.rust_op)


def join_repeats(grouped: dict[_Key, list[Oordeel]], apart: Callable[[_Key], Hashable]) -> None:
    """Put what is asked for once more with what another clause asks of the same party, if that is the same and more.

    ``apart``: what of a key keeps it from another one, whatever they ask.
    """
    asked = {key: first for key, (first, *_) in grouped.items() if first.opnieuw}
    for key, one in asked.items():
        same = (other for other in asked if other in grouped and other != key and apart(other) == apart(key))
        if wide := next((other for other in same if one.zegt_niet_meer_dan(asked[other])), None):
            grouped[wide] += grouped.pop(key)
