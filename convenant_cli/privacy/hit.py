"""What a search looks for and what it gives: the kinds of personal data, a hit, and what is known beforehand."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal, get_args

Gegeven = Literal[
    "bsn", "bsn-ongeldig", "iban", "nummer", "ip", "privemail", "werkadres", "sociaal", "telefoon", "kenteken",
    "geboortedatum", "adres", "leerling-met-naam", "medewerker", "initialen", "gezondheid", "groep", "adresboek",
]  # fmt: skip
ALLE: tuple[Gegeven, ...] = get_args(Gegeven)

#: How a sentence calls one, and how it calls what was looked for.
NAMEN: dict[Gegeven, tuple[str, str]] = {
    "bsn": ("een BSN", "BSN"),
    "bsn-ongeldig": ("een nummer dat BSN wordt genoemd en niet door de elfproef komt", "wat BSN wordt genoemd"),
    "iban": ("een rekeningnummer", "rekeningnummers"),
    "nummer": ("een nummer van één persoon", "nummers van leerlingen, cliënten, paspoorten en strafzaken"),
    "ip": ("een internetadres van iemands verbinding", "internetadressen"),
    "privemail": ("een e-mailadres bij een dienst voor particulieren", "privé-e-mail"),
    "werkadres": ("een werkadres met de naam van een persoon", "werkadressen met een naam"),
    "sociaal": ("een account van een persoon op sociale media", "accounts op sociale media"),
    "telefoon": ("een telefoonnummer van een persoon", "telefoonnummers van personen"),
    "kenteken": ("een kenteken", "kentekens"),
    "geboortedatum": ("een geboortedatum", "geboortedata"),
    "adres": ("een adres met huisnummer", "adressen met huisnummer"),
    "leerling-met-naam": ("een persoon met een naam", "leerlingen, ouders en anderen met een naam"),
    "medewerker": ("een medewerker met een naam", "medewerkers met een naam"),
    "initialen": ("initialen van een persoon", "initialen met een klas of rol"),
    "gezondheid": ("iets over gezondheid, zorg of justitie van één persoon", "gezondheid en justitie van één persoon"),
    "groep": ("een groep die zo klein is dat men weet wie het zijn", "heel kleine groepen"),
    "adresboek": ("een gegeven uit het privé-adresboek", "gegevens uit het privé-adresboek"),
}
#: What a number or notation proves by itself. The others need the judgement of a reader.
ZEKER: frozenset[Gegeven] = frozenset(
    ("bsn", "iban", "nummer", "privemail", "telefoon", "kenteken", "geboortedatum", "adresboek")
)


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A stretch of a text that looks like personal data. ``shown`` is safe to print."""

    start: int
    end: int
    kind: Gegeven
    shown: str


@dataclass(frozen=True, slots=True)
class Search:
    """What is known beforehand."""

    kinds: frozenset[Gegeven] = frozenset(ALLE)
    names: tuple[str, ...] = ()
    """Values of the private address book, for ``adresboek``: names, numbers and mail addresses."""
    organisations: Collection[str] = field(default=frozenset(), compare=False)
    """Names of parties, schools and places: a word of these is no name of a person."""
    people: tuple[tuple[str, str], ...] = ()
    """The agreement's own words for people, for one and for more of them: they are looked for as pupils are."""
