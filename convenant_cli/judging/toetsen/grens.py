"""No personal data in any tracked text."""

from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from convenant_cli.dossier.aanbod import keeper_name
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.vondsten import vondsten
from convenant_cli.findings import Place
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Zaak
from convenant_cli.privacy import NAMEN, Gegeven
from convenant_cli.records import Personen
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.record import Persoonlijk, marked
from convenant_cli.text.sentences import opsomming

Wat = Gegeven | Literal["persoonsveld"]

#: How a sentence calls one, and what was looked for.
_NAMEN: dict[Wat, tuple[str, str]] = dict(NAMEN) | {
    "persoonsveld": ("een veld met een persoon", "velden voor personen"),
}
_SHOWN = 5


class _Hit(NamedTuple):
    place: Place
    wat: Wat
    shown: str
    text_id: str = ""


class GrensToets(Toets):
    """In het dossier staan geen gegevens van personen.

    Waarom: wat eenmaal in het dossier staat, blijft in de geschiedenis bewaard en is voor alle partijen te lezen.
    Herstel: haal het gegeven weg en schrijf zo dat niemand herkenbaar is. Vraag de beheerder of het ook uit de
    geschiedenis moet.
    """

    familie: ClassVar[Familie] = "grens"
    over_dossier: ClassVar[bool] = True
    buiten_looptijd: ClassVar[bool] = True
    leest_bestanden: ClassVar[bool] = True

    soort: Literal["grens"]
    wat: tuple[Wat, ...] = Field(
        tuple(_NAMEN),
        min_length=1,
        description="Welke gegevens bij deze bepaling horen. De controle 'tekst-noemt-geen-persoon' zoekt in elk "
        "dossier naar alle soorten. Een naam uit het privé-adresboek is alleen te vinden waar dat adresboek is.",
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        resting = zaak.dossier.agreed.tekstontheffingen_op(zaak.peildatum)
        every = _hits(zaak.dossier, frozenset(self.wat))
        found = [hit for hit in every if (hit.place.name, hit.text_id) not in resting]
        if not found:
            every_kind = set(self.wat) == set(_NAMEN)
            searched = "elke soort" if every_kind else opsomming([_NAMEN[kind][1] for kind in self.wat])
            text = f"in dit dossier is niets aangetroffen (gezocht naar {searched})"
            if every:
                texts = "één tekst" if len(every) == 1 else f"{len(every)} plaatsen"
                text += f"; bij {texts} geldt een ontheffing"
            text += "; hoe partijen buiten dit dossier met gegevens omgaan, is hier niet te zien"
            yield zaak.oordeel(Uitkomst.GOED, None, text)
            return
        # A text with two hits is one place to mend.
        places = tuple(dict.fromkeys(hit.place for hit in found))
        named = [f"{_NAMEN[hit.wat][0]} ({hit.shown}) in {hit.place.name}" for hit in found[:_SHOWN]]
        more = [f"nog {len(found) - _SHOWN}"] if len(found) > _SHOWN else []
        text = f"aangetroffen: {opsomming([*named, *more])}"
        nu = f"{keeper_name(zaak.dossier)} kijkt of dit weg moet, ook uit de geschiedenis van het dossier"
        yield zaak.oordeel(Uitkomst.ONTBREEKT, None, text, rust_op=places, bij=places[0], nu=nu, doet=zaak.keeper)


@lru_cache(maxsize=4)
def _hits(dossier: Dossier, asked: frozenset[Wat]) -> tuple[_Hit, ...]:
    kinds = frozenset(kind for kind in NAMEN if kind in asked)
    found = vondsten(dossier, kinds) if kinds else ()
    hits = [_Hit(hit.place, hit.kind, hit.shown, hit.text_id) for hit in found]
    if "persoonsveld" in asked and dossier.agreed.personen != "in-dossier":
        for record in dossier.records:
            if not isinstance(record, Personen):
                for path, _, _ in marked(record, Persoonlijk):
                    hits.append(_Hit(record.at(*path), "persoonsveld", f"'{path[-1]}'"))
    return tuple(hits)
