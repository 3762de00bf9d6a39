"""No personal data in any tracked record."""

from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar, Literal, NamedTuple, get_args

from pydantic import Field

from convenant_cli.dossier import Dossier
from convenant_cli.findings import Place
from convenant_cli.offers import keeper_name
from convenant_cli.oordelen import Oordeel, Uitkomst, opsomming
from convenant_cli.privacy import Gegeven, Search
from convenant_cli.records import Personen
from convenant_cli.records.record import Persoonlijk, marked, texts
from convenant_cli.toetsen import Toets
from convenant_cli.zaak import Zaak

Wat = Gegeven | Literal["persoonsveld"]

#: How a sentence calls one, and what was looked for.
_NAMEN: dict[Wat, tuple[str, str]] = {
    "bsn": ("een mogelijk BSN", "BSN"),
    "privemail": ("een e-mailadres bij een dienst voor particulieren", "privé-e-mail"),
    "telefoon": ("een mobiel nummer", "mobiele nummers"),
    "iban": ("een rekeningnummer", "rekeningnummers"),
    "geboortedatum": ("een geboortedatum", "geboortedata"),
    "leerling-met-naam": ("een leerling met een naam", "leerlingen met naam"),
    "adresboek": ("een naam uit het privé-adresboek", "namen uit het privé-adresboek"),
    "adres": ("een adres met huisnummer", "adressen met huisnummer"),
    "persoonsveld": ("een veld met een persoon", "velden voor personen"),
}
_SHOWN = 5


class _Vondst(NamedTuple):
    place: Place
    wat: Wat
    shown: str


class Grens(Toets):
    """In het dossier staan geen gegevens van personen.

    Waarom: wat eenmaal in het dossier staat, blijft in de geschiedenis bewaard en is voor alle partijen te lezen.
    Herstel: haal het gegeven weg en schrijf zo dat niemand herkenbaar is. Vraag de beheerder of het ook uit de
    geschiedenis moet.
    """

    over_dossier: ClassVar[bool] = True

    soort: Literal["grens"]
    wat: tuple[Wat, ...] = Field(
        tuple(kind for kind in _NAMEN if kind != "adres"),
        min_length=1,
        description="Waarnaar de toets zoekt in alle teksten. Een naam uit het privé-adresboek is alleen te vinden "
        "waar dat adresboek is.",
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        found = _search(zaak.dossier, self.wat)
        if not found:
            searched = opsomming([_NAMEN[kind][1] for kind in self.wat])
            text = f"in dit dossier is niets aangetroffen (gezocht naar {searched})"
            text += "; hoe partijen buiten dit dossier met gegevens omgaan, is hier niet te zien"
            yield zaak.oordeel(Uitkomst.GOED, None, text)
            return
        # A text with two hits is one place to mend.
        places = tuple(dict.fromkeys(hit.place for hit in found))
        named = [f"{_NAMEN[hit.wat][0]} ({hit.shown}) in {hit.place.name}" for hit in found[:_SHOWN]]
        more = [f"nog {len(found) - _SHOWN}"] if len(found) > _SHOWN else []
        text = f"aangetroffen: {opsomming([*named, *more])}"
        nu = f"{keeper_name(zaak.dossier)} kijkt of dit weg moet, ook uit de geschiedenis van het dossier"
        yield zaak.oordeel(Uitkomst.ONTBREEKT, None, text, rust_op=places, bij=places[0], nu=nu)


@lru_cache(maxsize=8)
def _search(dossier: Dossier, wat: tuple[Wat, ...]) -> tuple[_Vondst, ...]:
    """Return every hit, by file and then in the order of its fields. The private address book itself stays out.

    Kept for the dossier: several clauses of one covenant often ask for the same search.
    """
    return tuple(_hits(dossier, wat))


def _hits(dossier: Dossier, wat: tuple[Wat, ...]) -> Iterator[_Vondst]:
    kinds: tuple[Gegeven, ...] = get_args(Gegeven)
    search = Search(tuple(kind for kind in kinds if kind in wat), _persons(dossier), _organisations(dossier))
    chosen = dossier.convenant is not None and dossier.convenant.personen == "in-dossier"
    for record in sorted(dossier.records, key=lambda record: record.name):
        if isinstance(record, Personen):
            continue
        personal = {path for path, _, _ in marked(record, Persoonlijk)}
        for path, text in texts(record):
            if path not in personal:
                for hit in search(text):
                    yield _Vondst(record.at(*path), hit.kind, hit.shown)
            elif "persoonsveld" in wat and not chosen:
                yield _Vondst(record.at(*path), "persoonsveld", f"'{path[-1]}'")


def _persons(dossier: Dossier) -> tuple[str, ...]:
    return tuple(sorted({person.naam for person in dossier.personen.personen})) if dossier.personen else ()


def _organisations(dossier: Dossier) -> frozenset[str]:
    """Return every name behind which 'leerling' says where somebody is at school, not who it is."""
    own = {dossier.convenant.gemeente} if dossier.convenant else set()
    for partner in dossier.partners.values():
        own |= {partner.naam, partner.kort, *(unit.naam for unit in partner.eenheden)}
    return frozenset(own)
