"""What parties propose in the documents that came back, by field of a record: who, and whether it can be taken."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from convenant_cli.documents.page.herkomst import Bronveld
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.exchange.bespreking.alineas import Opmerking, tekst
from convenant_cli.exchange.bespreking.velden import Wens, deeltekst, shown_text, vervangen, wensen
from convenant_cli.exchange.bespreking.vergelijken import Rest, Vergeleken, Verzonden
from convenant_cli.exchange.kolommen import Kolom, Woordenlijst, veldkolom
from convenant_cli.exchange.persoonlijk import Gezocht
from convenant_cli.exchange.typed import TypedError
from convenant_cli.findings import Path, value_at
from convenant_cli.records import Actie
from convenant_cli.records.model.identity import stable
from convenant_cli.records.model.labels import words
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.sentences import aangehaald, capital

_FIGURE = re.compile(r"-?[\d.,]*\d")
#: What stands between the names of a list in a sentence.
_BETWEEN = re.compile(r"(,\s+|\s+en\s+)")
#: In the place of words that look like personal data.
NIET_GETOOND = "(niet getoond)"


@dataclass(frozen=True, slots=True)
class Stem:
    """Who proposes or remarks something."""

    bestand: str
    """The Word file."""
    partij: str
    """The party in a sentence; empty when it is not known."""
    wie: tuple[tuple[str, str], ...] = ()
    """The names that the program of who changed it gives, each with the day."""


@dataclass(slots=True)
class Tekstvoorstel:
    """Other words for one field of a record, or for one paragraph of a long text."""

    veld: Bronveld
    kolom: Kolom
    onderwerp: str
    """The thing and its field, as a reader knows them."""
    was: str
    wordt: str
    waarde: str
    """What the record would hold; of a paragraph of a long text its words."""
    stemmen: list[Stem]
    lezer: "Lezer"
    """Reads its words, from the revision of the document that it stands in."""
    opmerkingen: list[Opmerking] = field(default_factory=list)
    bezwaar: str = ""
    """Why it cannot be taken; empty when it can."""

    @property
    def partijen(self) -> tuple[str, ...]:
        """The parties that propose it."""
        return tuple(dict.fromkeys(one.partij for one in self.stemmen if one.partij))


@dataclass(slots=True)
class Inbreng:
    """All that came back, together."""

    voorstellen: list[Tekstvoorstel] = field(default_factory=list)
    rest: list[tuple[Stem, Rest]] = field(default_factory=list)
    """What cannot be traced to one field, and remarks."""
    gelijk: int = 0
    """How many proposals the dossier holds already."""


class Lezer:
    """Reads words of a document as values of records: those of when it was sent, beside those of now."""

    def __init__(self, dan: Dossier, nu: Dossier, peildatum: date) -> None:
        self._dan, self._nu = dan, nu
        self._lists = Woordenlijst(dan)
        self._data: dict[tuple[int, str], Any] = {}
        self.gezocht = Gezocht(nu, peildatum)

    def kolom(self, veld: Bronveld) -> Kolom | None:
        """Return how a field is read; None when it is no single value."""
        file = self._dan.files.get(veld.bestand)
        thing: Any = file.record if file else None
        for step in veld.weg[:-1]:
            thing = getattr(thing, str(step), None) if hasattr(type(thing), "model_fields") else _step(thing, step)
        if not hasattr(type(thing), "model_fields"):
            return None
        return veldkolom(type(thing), str(veld.weg[-1]), self._lists)

    def onderwerp(self, veld: Bronveld) -> str:
        """Return the thing that has a field, and the field, in words."""
        file = self._dan.files[veld.bestand]
        record = file.record
        named = file.id if record is None else record.verwijsnaam
        thing = f"Actie {record.nummer} ({record.titel})" if isinstance(record, Actie) else named
        steps = zip(stable(parse(file.raw).data, veld.weg), veld.weg, strict=True)
        return f"{thing}, {', '.join(words(name) if isinstance(step, str) else name for name, step in steps)}"

    def toen(self, veld: Bronveld) -> Any:
        """Return what the record held when the document was made."""
        return self._held(self._dan, veld)

    def nu(self, veld: Bronveld) -> Any:
        """Return what the record holds now; None when it is not there."""
        return self._held(self._nu, veld)

    def _held(self, dossier: Dossier, veld: Bronveld) -> Any:
        key = (id(dossier), veld.bestand)
        if key not in self._data:
            file = dossier.files.get(veld.bestand)
            self._data[key] = None if file is None else parse(file.raw).data
        return value_at(self._data[key], veld.weg)

    def waarde(self, veld: Bronveld, kolom: Kolom, was: str, wordt: str) -> str:
        """Return what a record would hold for other words. Raises TypedError when that is not sure, or wrong."""
        held = self.toen(veld)
        if not wordt and kolom.verplicht and (veld.deel is None or tekst(str(held)) == was):
            raise TypedError("dit mag niet leeg zijn; pas het aan")
        if veld.deel is not None:
            if not isinstance(held, str) or deeltekst(held, veld.deel) != was or vervangen(held, {}) is None:
                raise TypedError("deze alinea is niet terug te vinden in het record; neem het zelf over")
            return wordt
        if not wordt:
            return ""
        if kolom.shape.text and not kolom.keuzes:
            return kolom.gelezen(_text(held, was, wordt))
        if kolom.getal:
            was, wordt = _figure(was, wordt)
        elif kolom.shape.many:
            was, wordt = (_listed(one, kolom.namen.values()) for one in (was, wordt))
        if kolom.gelezen(was) != kolom.tekst(held):
            raise TypedError("het document toont dit veld anders dan het record; neem het zelf over")
        return kolom.gelezen(wordt)


def _step(thing: Any, step: str | int) -> Any:
    if isinstance(thing, dict):
        return thing.get(str(step))
    return thing[step] if isinstance(thing, list | tuple) and isinstance(step, int) and step < len(thing) else None


def _text(held: Any, was: str, wordt: str) -> str:
    """Return other words for a text that a document shows on one line; bold words and links stay where they can.

    A capital that only begins the line in the document does not go into the record.
    """
    if isinstance(held, str) and was != tekst(held) and was == capital(tekst(held)):
        wordt = tekst(held)[:1] + wordt[1:] if wordt[:1] == was[:1] else wordt
        was = tekst(held)
    if not isinstance(held, str) or was not in (tekst(held), shown_text(" ".join(held.split()))):
        raise TypedError("het document toont dit veld anders dan het record; neem het zelf over")
    return wordt if was == tekst(held) else vervangen(" ".join(held.split()), {0: wordt}) or wordt


def _listed(text: str, known: Iterable[str]) -> str:
    """Return the names that a sentence lists as a cell does; a name may hold a comma or 'en' itself."""
    names = {name.casefold() for name in known}
    pieces = _BETWEEN.split(text)
    out, at = [], 0
    while at < len(pieces):
        ends = range(len(pieces), at, -2)
        end = next((end for end in ends if "".join(pieces[at:end]).strip().casefold() in names), at + 1)
        out.append("".join(pieces[at:end]).strip())
        at = end + 1
    return "; ".join(out)


def _figure(was: str, wordt: str) -> tuple[str, str]:
    """Return two figures without the unit behind them. Raises TypedError when the unit became another."""
    old, new = _FIGURE.match(was), _FIGURE.match(wordt)
    if old and new:
        if wordt[new.end() :].strip() not in ("", was[old.end() :].strip()):
            raise TypedError("de eenheid is een andere; pas het aan, of wijzig ook de eenheid")
        return old[0], new[0]
    return was, wordt


def voeg_toe(
    every: Inbreng, found: Vergeleken, sent: Verzonden, stem: Stem, lezer: Lezer, wie: Callable[[Stem], Stem]
) -> None:
    """Add what came back in one document. ``wie`` names the party of who changed something."""
    every.rest += [(stem, one) for one in found.rest]
    for change in found.veranderingen:
        who = wie(replace(stem, wie=change.wie))
        remarks = list(change.opmerkingen)
        asked = wensen(change.was, change.nieuw, sent.passages) if change.nieuw != (change.was.nieuw,) else []
        made = [voorstel for wens in asked or () if (voorstel := _proposal(wens, who, lezer))]
        if asked is None or len(made) < len(asked):
            what = "is een alinea die weg is" if not change.nieuw else "is andere tekst, niet van één veld"
            now = "\n\n".join(change.nieuw)
            every.rest.append((who, Rest(change.plaats, what, change.was.nieuw, now, change.opmerkingen)))
        elif not asked and remarks:
            every.rest.append((stem, Rest(change.plaats, "heeft een opmerking", opmerkingen=change.opmerkingen)))
        for voorstel in made:
            voorstel.opmerkingen = remarks
            _join(every, voorstel)


def _proposal(wens: Wens, stem: Stem, lezer: Lezer) -> Tekstvoorstel | None:
    kolom = lezer.kolom(wens.veld)
    if kolom is None:
        return None
    voorstel = Tekstvoorstel(wens.veld, kolom, lezer.onderwerp(wens.veld), wens.was, wens.wordt, "", [stem], lezer)
    beoordeel(voorstel, wens.wordt)
    return voorstel


def beoordeel(voorstel: Tekstvoorstel, wordt: str) -> None:
    """Give a proposal its words, and say whether it can be taken."""
    voorstel.wordt, voorstel.bezwaar = wordt, ""
    lezer = voorstel.lezer
    if personal := lezer.gezocht(voorstel.veld.bestand, wordt):
        voorstel.wordt, voorstel.bezwaar = NIET_GETOOND, personal
        return
    try:
        voorstel.waarde = lezer.waarde(voorstel.veld, voorstel.kolom, voorstel.was, wordt)
    except TypedError as error:
        voorstel.bezwaar = str(error)
        return
    then, now = lezer.toen(voorstel.veld), lezer.nu(voorstel.veld)
    if then != now:
        voorstel.bezwaar = f"in het dossier is dit intussen gewijzigd: {_meanwhile(voorstel, now, lezer)}"


def _meanwhile(voorstel: Tekstvoorstel, now: Any, lezer: Lezer) -> str:
    if now is None:
        return "het is er niet meer"
    shown = voorstel.kolom.getoond(voorstel.kolom.tekst(now))
    return NIET_GETOOND if lezer.gezocht(voorstel.veld.bestand, shown) else f"er staat nu {aangehaald(tekst(shown))}"


def _join(every: Inbreng, new: Tekstvoorstel) -> None:
    """Add a proposal; the same one of another party is one proposal of both."""
    for one in every.voorstellen:
        same = one.wordt == new.wordt or (one.waarde and one.waarde == new.waarde)
        if one.veld == new.veld and same and one.bezwaar == new.bezwaar:
            one.stemmen += [stem for stem in new.stemmen if stem not in one.stemmen]
            one.opmerkingen += [remark for remark in new.opmerkingen if remark not in one.opmerkingen]
            return
    every.voorstellen.append(new)


def settled(every: Inbreng) -> None:
    """Leave out what the dossier holds already, and mark what parties want differently."""
    kept = [one for one in every.voorstellen if not _is_there(one)]
    every.gelijk += len(every.voorstellen) - len(kept)
    every.voorstellen = kept
    by_field: dict[Bronveld, list[Tekstvoorstel]] = {}
    for one in kept:
        by_field.setdefault(one.veld, []).append(one)
    for group in by_field.values():
        if len(group) > 1:
            for one in group:
                one.bezwaar = one.bezwaar or "er zijn verschillende voorstellen voor; kies er zelf een"
    order = {veld: number for number, veld in enumerate(by_field)}
    kept.sort(key=lambda one: (one.veld.bestand, order[one.veld]))


def _is_there(one: Tekstvoorstel) -> bool:
    now = one.lezer.nu(one.veld)
    if one.wordt == NIET_GETOOND:
        return False
    if one.veld.deel is not None:
        return isinstance(now, str) and deeltekst(now, one.veld.deel) == one.waarde != ""
    return bool(one.waarde) and one.kolom.tekst(now) == one.waarde


def edits_of(chosen: Sequence[Tekstvoorstel]) -> Iterator[tuple[Bronveld, Kolom, str | None]]:
    """Yield for each field that changes its new value; None when it goes.

    Of a long text all paragraphs that change go together.
    """
    texts: dict[tuple[str, Path], list[Tekstvoorstel]] = {}
    for one in chosen:
        texts.setdefault((one.veld.bestand, one.veld.weg), []).append(one)
    for group in texts.values():
        first = group[0]
        parts: Mapping[int, str] = {one.veld.deel: one.waarde for one in group if one.veld.deel is not None}
        value = vervangen(str(first.lezer.nu(first.veld)), dict(parts)) if parts else first.waarde
        yield replace(first.veld, deel=None), first.kolom, value or None
