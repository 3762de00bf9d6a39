"""What was found for a question, on a screen and as data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from convenant_cli.commands.reports.envelope import envelope
from convenant_cli.commands.reports.view import Page, wrapped
from convenant_cli.dossier.aanbod import keeper_name
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.eenheden import kinds_together, served_kinds
from convenant_cli.dossier.search.finding import Vondst, Zoekresultaat
from convenant_cli.dossier.search.things import Bereik, Soort
from convenant_cli.findings import Place
from convenant_cli.text.glyphs import visible
from convenant_cli.text.sentences import opsomming

_HEADS: dict[Soort, str] = {
    "aanbod": "Aanbod",
    "aanspreekpunt": "Wie u kunt bellen",
    "actie": "Acties die lopen of komen",
    "partij": "Partijen",
    "orgaan": "Waar de partijen samen overleggen",
    "bepaling": "Afspraken",
    "besluit": "Besluiten",
    "document": "Documenten",
}
#: How many of a kind are shown, with for whom and whom to call; of what comes beside them a few titles are enough.
_MOST: dict[Soort, int] = {"aanbod": 5, "aanspreekpunt": 3, "partij": 2, "orgaan": 2}
_FEW = 2


@dataclass(frozen=True)
class FindView(Page):
    """The answers to a question, and how to show them."""

    dossier: Dossier
    vraag: str
    antwoorden: Sequence[Zoekresultaat]
    bereik: Bereik | None
    """Whom to ask when nothing was found: the contact of the party that keeps the dossier."""
    alles: bool = False
    """Whether to show all that was found."""


def lines(view: FindView) -> Iterator[str]:
    """Yield the screen: offers first, then whom to call, then the rest."""
    answers = view.antwoorden
    yield from _corrected(view)
    offers = next((one for one in answers if one.soort == "aanbod"), None)
    near = any(one.vondsten for one in answers)
    offering = any(one.aanbod for one in view.dossier.partners.values())
    if offers is not None and not offers.vondsten and (offering or not near):
        text = f"Er is {'geen vast aanbod' if offering else 'niets'} gevonden over '{visible(view.vraag)}'."
        text += " Wat het dichtst in de buurt komt:" if near else ""
        yield from wrapped(view.width, "", text)
        yield ""
    for number, answer in enumerate(one for one in answers if one.vondsten):
        if number:
            yield ""
        yield from _kind(view, answer)
    if not any(one.vondsten for one in answers):
        yield from _nothing(view)


def _corrected(view: FindView) -> Iterator[str]:
    """Say which words were taken for others."""
    meant = {asked: other for one in view.antwoorden if one.vondsten for asked, other in one.verbeterd}
    for asked, other in meant.items():
        yield from wrapped(view.width, "", f"'{visible(asked)}' komt niet voor. Dit is gevonden voor '{other}'.")
        yield ""


def _kind(view: FindView, answer: Zoekresultaat) -> Iterator[str]:
    yield view.paint("bold", _HEADS[answer.soort])
    most = len(answer.vondsten) if view.alles else _MOST.get(answer.soort, _FEW)
    for hit in answer.vondsten[:most]:
        yield from _hit(view, answer, hit)
    if (more := len(answer.vondsten) - most) > 0:
        yield f"  en nog {more}; --alles toont ze"


def _for_all(dossier: Dossier) -> list[str]:
    kinds = served_kinds(dossier)
    return [f"voor alle {kinds_together(dossier, kinds).meervoud}"] if kinds else []


def _hit(view: FindView, answer: Zoekresultaat, hit: Vondst) -> Iterator[str]:
    thing = hit.ding
    name = f"{thing.titel} ({thing.partij})" if thing.partij else thing.titel
    first, *more = wrapped(view.width, "- ", visible(name), "  ")
    yield view.paint("bold", first) if answer.soort == "aanbod" else first
    yield from more
    if answer.soort not in _MOST:
        return
    facts = [f"voor {thing.doelgroep}"] if thing.doelgroep else []
    for_all = _for_all(view.dossier) if thing.soort == "aanbod" else []
    facts += [f"bij {opsomming(list(thing.voor))}"] if thing.voor else for_all
    facts += [thing.uitleg] if thing.uitleg else []
    if facts:
        yield from wrapped(view.width, "  ", visible("; ".join(facts)), "  ")
    if thing.bel:
        yield from wrapped(view.width, "  ", f"contact: {visible(_call(thing.bel, thing.titel))}", "  ")
    missed = [word.gevraagd for word in answer.woorden if word.gevraagd not in hit.woorden]
    if missed and answer.soort == "aanbod":
        words = opsomming([f"'{visible(word)}'" for word in missed])
        yield from wrapped(view.width, "  ", f"niet gevonden: {words}", "  ")


def _call(reach: Bereik, title: str) -> str:
    own = [] if reach.functie == title else [reach.functie]
    return ", ".join([*own, *filter(None, (reach.email, reach.telefoon))])


def _nothing(view: FindView) -> Iterator[str]:
    """Say what a reader can do who found nothing."""
    if themes := view.dossier.agreed.themas:
        names = opsomming([theme.naam for theme in themes.values()])
        yield from wrapped(view.width, "", f"De thema's zijn: {names}.")
    if view.bereik:
        yield from wrapped(view.width, "", f"Vraag het aan {keeper_name(view.dossier)}: {_call(view.bereik, '')}.")


def json_lines(view: FindView) -> Iterator[str]:
    """Yield all that was found as one JSON document. ``file`` is relative to the dossier."""
    yield envelope({"vraag": view.vraag, "gevonden": [_as_data(view, answer) for answer in view.antwoorden]})


def _as_data(view: FindView, answer: Zoekresultaat) -> dict[str, Any]:
    return {
        "soort": answer.soort,
        "niet_gevonden": list(answer.gemist),
        "verbeterd": dict(answer.verbeterd),
        "vondsten": [
            {
                "id": hit.ding.id,
                "titel": hit.ding.titel,
                "partij": hit.ding.partij,
                "doelgroep": hit.ding.doelgroep,
                "voor": list(hit.ding.voor),
                "uitleg": hit.ding.uitleg,
                "contact": _reach(hit.ding.bel),
                "woorden": list(hit.woorden),
                **_position(view.dossier, hit.ding.place),
            }
            for hit in answer.vondsten
        ],
    }


def _reach(reach: Bereik | None) -> dict[str, str | None] | None:
    return {"functie": reach.functie, "email": reach.email, "telefoon": reach.telefoon} if reach else None


def _position(dossier: Dossier, place: Place) -> dict[str, Any]:
    position = dossier.locate(place)
    return {"file": position.file, "line": position.line, "column": position.column}
