"""All documents that came back at once: each laid beside what was sent, and what they propose together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from convenant_cli.changes.stukken import als_tekst, ingekort
from convenant_cli.changes.words import text_pieces
from convenant_cli.documents import kinds
from convenant_cli.documents.document import compose
from convenant_cli.documents.page.discretion import private_values
from convenant_cli.documents.page.herkomst import passages
from convenant_cli.documents.writers.markdown import escape
from convenant_cli.documents.writers.office import docx
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.exchange.bespreking.alineas import Opmerking, Terug, gelezen
from convenant_cli.exchange.bespreking.kenmerk import Kenmerk
from convenant_cli.exchange.bespreking.vergelijken import Rest, Verzonden, vergeleken
from convenant_cli.exchange.bespreking.voorstellen import (  # fmt: skip
    NIET_GETOOND,
    Inbreng,
    Lezer,
    Stem,
    Tekstvoorstel,
    settled,
    voeg_toe,
)
from convenant_cli.exchange.packages import PackageError, sent_back
from convenant_cli.exchange.persoonlijk import Gezocht
from convenant_cli.exchange.vragen import dossier_key
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import getoonde_dag, korte_datum
from convenant_cli.sources.diskfile import RefusedError
from convenant_cli.sources.owntemplates import own_templates
from convenant_cli.sources.sources import revision
from convenant_cli.text.folding import fold
from convenant_cli.text.glyphs import visible
from convenant_cli.text.sentences import opsomming, remedy

_HIDDEN = "(niet getoond: het lijkt op een persoonsgegeven; zie het bestand zelf)"


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What came of one file."""

    bestand: str
    partij: str
    kenmerk: Kenmerk | None
    gebrek: str = ""
    """Why it is not read; empty when it is."""


@dataclass(frozen=True, slots=True)
class Terugkomst:
    """What some documents bring together."""

    gelezen: tuple[Gelezen, ...]
    inbreng: Inbreng
    gezocht: Gezocht
    """Looks for personal data in what is told of them."""

    @property
    def documenten(self) -> str:
        """The documents that could be read, in a sentence."""
        known = [f"{one.kenmerk.document} {one.kenmerk.welk}".strip() for one in self.gelezen if one.kenmerk]
        return opsomming(list(dict.fromkeys(known)))


def terugkomst(root: Path, nu: Dossier, paths: Sequence[Path], peildatum: date, van: Mapping[str, str]) -> Terugkomst:
    """Read documents and return what they propose; nothing is written.

    ``van``: the party of a file by its name, as somebody said it. Raises ConvenantError for a party that is not there.
    """
    parties = Partijen(nu, van)
    names = [path.name for path in paths]
    read: list[Gelezen] = []
    every = Inbreng()
    sent: dict[Kenmerk, tuple[Verzonden, Lezer]] = {}
    for path in paths:
        name = path.name if names.count(path.name) == 1 else str(path)
        party = parties.of_file(path)
        try:
            back = gelezen(sent_back(path))
            known = _known(back, nu)
            if known not in sent:
                dan = _then(root, known)
                sent[known] = verzonden(root, dan, known), Lezer(dan, nu, peildatum)
        except (PackageError, RefusedError) as error:
            read.append(Gelezen(name, party, None, error.reason if isinstance(error, RefusedError) else str(error)))
            continue
        original, lezer = sent[known]
        read.append(Gelezen(name, party, known))
        voeg_toe(every, vergeleken(original, back), original, Stem(name, party), lezer, parties.of_change)
    settled(every)
    return Terugkomst(tuple(read), every, Gezocht(nu, peildatum))


def _then(root: Path, known: Kenmerk) -> Dossier:
    try:
        return load(revision(root, known.rev))[0]
    except ConvenantError as error:
        raise PackageError(
            f"het is gemaakt van revisie {known.rev[:10]}, en die is hier niet te lezen; haal haar op met 'git fetch'"
        ) from error


def _known(back: Terug, nu: Dossier) -> Kenmerk:
    known = Kenmerk.parse(back.kenmerk)
    if known is None or known.document not in kinds.names():
        raise PackageError(
            "het is geen document dat met 'convenant render … --ter-bespreking' is gemaakt, of het kenmerk is eraf; "
            "neem de wijzigingen met de hand over"
        )
    if known.dossier != dossier_key(nu):
        raise PackageError("het is van een ander dossier; kies bestanden van dit dossier")
    return known


def verzonden(root: Path, dan: Dossier, known: Kenmerk) -> Verzonden:
    """Make a document as it was sent, from the records and the templates of then. Raises ConvenantError."""
    possible = kinds.choices(known.document, dan)
    if possible is not None and known.welk and known.welk not in possible:
        raise PackageError(
            f"in revisie {known.rev[:10]} is er geen {known.document} {known.welk}; kijk welk bestand dit is"
        )
    context = kinds.context(known.document, dan, known.welk, known.moment, ter_bespreking=True)
    with own_templates(root, known.rev) as own:
        made = replace(compose(f"{known.document}.html.j2", context, own, private_values(dan)), kenmerk=str(known))
        every = {one.sleutel: one for one in passages(made.inhoud)}
        return Verzonden(tuple(gelezen(docx.write(made)).alineas), every)


class Partijen:
    """Knows of which party a file or a change is."""

    def __init__(self, nu: Dossier, van: Mapping[str, str]) -> None:
        self._names = {id: partner.kort for id, partner in nu.partners.items()}
        for id in van.values():
            if id not in self._names:
                meant = remedy(id, self._names)
                raise ConvenantError(f"de partij '{id}' bestaat niet; {meant}")
        self._van = van
        self._persons = {fold(name): id for id, one in nu.partners.items() for name in (id, one.naam, one.kort)}
        for person in nu.personen.personen if nu.personen else ():
            self._persons[fold(person.naam)] = person.partner

    def of_file(self, path: Path) -> str:
        """Return the party of a file: as it was said, or the one whose id its name holds; empty when not sure."""
        said = self._van.get(path.name) or self._van.get("")
        if said:
            return self._names[said]
        words = f"-{'-'.join(re.split(r'[^a-z0-9]+', path.stem.casefold()))}-"
        found = [id for id in self._names if f"-{id}-" in words]
        longest = [id for id in found if not any(id != other and f"-{id}-" in f"-{other}-" for other in found)]
        return self._names[longest[0]] if len(longest) == 1 else ""

    def of_change(self, stem: Stem) -> Stem:
        """Return who proposes something, with the party of the name that their program gives when it is known."""
        known = [self._persons[fold(name)] for name, _ in stem.wie if fold(name) in self._persons]
        return replace(stem, partij=self._names[known[0]]) if len(set(known)) == 1 else stem


# --- in words -----------------------------------------------------------------------------------------------------


def verteld(one: Gelezen) -> str:
    """Return what a file is, or why it is not read."""
    named = f"{one.bestand}{f' ({one.partij})' if one.partij else ''}"
    if one.kenmerk is None:
        return f"{named}: {one.gebrek}"
    return (
        f"{named}: {one.kenmerk.document} {one.kenmerk.welk}".rstrip()
        + f", verstuurd van revisie {one.kenmerk.rev[:10]}"
    )


def verteld_voorstel(one: Tekstvoorstel, look: Gezocht) -> Iterator[str]:
    """Yield a proposal in sentences: what changes, from whom, what was remarked, and why it cannot be taken."""
    hidden = one.wordt == NIET_GETOOND
    changed = one.wordt if hidden else als_tekst(ingekort(text_pieces(one.was, one.wordt)))
    told = changed.replace("\n\n", " ¶ ")
    yield f"{one.onderwerp}: {told}"
    yield f"van {opsomming([_who(stem) for stem in one.stemmen])}"
    yield from (_remark(remark, look) for remark in one.opmerkingen)
    if one.bezwaar:
        yield f"niet over te nemen: {one.bezwaar}"


def verteld_rest(stem: Stem, one: Rest, look: Gezocht) -> Iterator[str]:
    """Yield in sentences what cannot be traced to one field, or a remark."""
    yield f"{_shown(one.plaats, look)} {one.wat}{_difference(one, look)}"
    yield f"van {_who(stem)}"
    yield from (_remark(remark, look) for remark in one.opmerkingen)


def in_bestand(every: Inbreng, look: Gezocht) -> str:
    """Return as Markdown what was not taken over, without the names of persons."""
    lines = ["# Wat niet vanzelf is over te nemen", ""]
    for stem, one in every.rest:
        told = f"{_shown(one.plaats, look)} {one.wat}{_difference(one, look)} ({_sender(stem, look)})"
        lines += _in_list(told, one.opmerkingen, look)
    for voorstel in every.voorstellen:
        if voorstel.bezwaar:
            told = next(verteld_voorstel(voorstel, look))
            who = opsomming(list(dict.fromkeys(_sender(stem, look) for stem in voorstel.stemmen)))
            lines += _in_list(f"{told} ({who}): {voorstel.bezwaar}", voorstel.opmerkingen, look)
    return "\n".join(lines if len(lines) > 2 else [*lines, "Er bleef niets liggen."]) + "\n"


def _sender(stem: Stem, look: Gezocht) -> str:
    """Return of whom something is, without the name of a person."""
    return stem.partij or ("onbekende partij" if look("", stem.bestand) else stem.bestand)


def _in_list(told: str, remarks: Sequence[Opmerking], look: Gezocht) -> Iterator[str]:
    """Yield an item of a list with the remarks below it; what others wrote is text and no markup."""
    yield f"- {escape(visible(told))}"
    yield from (f"  - opmerking: {escape(visible(_shown(remark.tekst, look)))}" for remark in remarks)


def _difference(one: Rest, look: Gezocht) -> str:
    if not one.was and not one.wordt:
        return ""
    if look("", one.wordt):
        return f": {_HIDDEN}"
    told = als_tekst(ingekort(text_pieces(one.was, one.wordt))) if one.was and one.wordt else one.wordt or one.was
    return f": {' '.join(told.split())}"


def _who(stem: Stem) -> str:
    days = [day for day in (getoonde_dag(day) for _, day in stem.wie) if day]
    names = [name for name, _ in stem.wie if name and name != "Unknown Author"]
    more = ", ".join([*names, *([korte_datum(max(days))] if days else [])])
    return f"{stem.partij or stem.bestand}{f' ({more})' if more else ''}"


def _remark(remark: Opmerking, look: Gezocht) -> str:
    day = getoonde_dag(remark.dag)
    who = ", ".join(filter(None, (remark.wie, korte_datum(day) if day else "")))
    return f"opmerking{f' ({who})' if who else ''}: {_shown(remark.tekst, look)}"


def _shown(text: str, look: Gezocht) -> str:
    return _HIDDEN if look("", text) else text
