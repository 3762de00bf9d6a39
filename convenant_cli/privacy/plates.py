"""Number plates, in every form that the Dutch road authority gave out."""

import re
from collections.abc import Iterator

from convenant_cli.privacy.context import any_of, near
from convenant_cli.privacy.hit import Hit, Search
from convenant_cli.privacy.later import later

#: The fourteen series: X a letter, 9 a digit.
_SERIES = (
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9", "9-XXX-99", "XX-999-X",
    "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
)  # fmt: skip


def _pattern(apart: str) -> re.Pattern[str]:
    forms = [apart.join(part.replace("X", "[A-Z]").replace("9", r"\d") for part in form.split("-")) for form in _SERIES]
    opens, closes = (
        r"(?:(?<![\w.@/#-])|(?<=[a-z]{3}[-_]))",
        r"(?:(?![\w@-]|\.\w)|(?=[-_][a-z]{3}|\.(?:jpe?g|png|pdf|docx?|heic)))",
    )
    return later(rf"{opens}(?:{'|'.join(forms)}){closes}")


_MET_STREEPJES = _pattern("-")
_ZONDER = _pattern("[ -]?")
_ZONDER_KLEIN = later(_ZONDER.pattern, re.IGNORECASE)
_STREEPJES_KLEIN = later(_MET_STREEPJES.pattern, re.IGNORECASE)
_VOERTUIG = any_of(r"""
 kenteken kentekenplaat kent\. nummerbord nummerplaat [a-z]{0,24}auto [a-z]{0,24}scooter motor motorfiets brommer
snorfiets bromfiets bus [a-z]{0,12}busje [a-z]{0,24}taxi voertuig wagen bestuurder bestelbus fatbike golf polo audi
bmw mercedes opel renault peugeot fiat seat toyota volkswagen ford kia volvo tesla citroen citroën rijdt reed
geparkeerd aanrijding uit_te_kijken_naar uitkijken_naar vluchtauto achterop snorscooter vespa
""")
_KENTEKEN = later(r"(?<!\w)(?:kenteken|kent\.|nummerbord|nummerplaat)", re.IGNORECASE)
#: A vehicle of the municipality or the police says nothing of anybody.
_DIENST = later(
    r"(?<!\w)(?:dienst(?:auto|bus|voertuig|wagen|fiets|scooter)|politie(?:auto|bus|voertuig|motor)"
    r"|gemeenteauto|veegwagen"
    r"|vuilniswagen|lesauto|brandweerauto|ambulance|poolauto|deelauto|strooiwagen"
    r"|(?:auto|bus|busje|bestelbus|voertuig|wagen) van de (?:gemeente|politie|boa's?|handhaving|school))(?!\w)",
    re.IGNORECASE,
)
#: What makes of a code in the sentence something else than a plate.
_CODE_NEAR = later(
    r"(?<!\w)(?:artikelcode|artikelnummer|bestelnummer|bestelcode|productcode|onderdeelnummer|typenummer|modelnummer"
    r"|serienummer|roostercode|lokaalcode|lokaal|rooster|versie|formulier|licentiecode|kluisje|locker|toner"
    r"|cartridge|code|[a-z]{0,20}label|[a-z]{0,20}sticker|inventaris[a-z]{0,12}|portofoon|camera|laptop|tablet"
    r"|apparaat|printer|sleutel|badge)(?!\w)",
    re.IGNORECASE,
)
#: A code of something else: of an article, a room, a timetable.
_ANDERS = later(
    r"(?:artikel|model|code|type|lokaal|rooster|versie|bestel(?!bus|auto|wagen)|kluisje|locker|kast|order|zaak"
    r"|nummer(?!bord|plaat)|serie"
    r"|onderdeel|cursus|afrit|blok"
    r"|kamer|zaal|les|(?<!nummer)bord|kaart|norm|product|ref|kenmerk)[\w.]{0,20}[ :.(]{0,3}$",
    re.IGNORECASE,
)


def find_kenteken(text: str, _: Search) -> Iterator[Hit]:
    """Find every number plate; without dashes only where the sentence speaks of a vehicle."""
    told: set[int] = set()
    for pattern in (_MET_STREEPJES, _ZONDER, _ZONDER_KLEIN, _STREEPJES_KLEIN):
        needed = None if pattern is _MET_STREEPJES else _KENTEKEN if pattern is _ZONDER_KLEIN else _VOERTUIG
        if needed is not None and not needed.search(text):
            continue
        for match in pattern.finditer(text):
            if match.start() in told or _ANDERS.search(text[max(0, match.start() - 30) : match.start()]):
                continue
            place = (text, *match.span())
            if near(_DIENST, *place) or (near(_CODE_NEAR, *place) and not near(_VOERTUIG, *place)):
                continue
            if needed is None or near(needed, *place):
                told.add(match.start())
                yield Hit(match.start(), match.end(), "kenteken", "••-••-••")
