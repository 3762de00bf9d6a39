"""All forms that came back at once: what each brings, what is set aside, and what together they would change."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.editing.trial import Proef, tried
from convenant_cli.exchange import word_terug
from convenant_cli.exchange.formulierantwoord import KEUZES
from convenant_cli.exchange.hernoemd import bijgewerkt
from convenant_cli.exchange.overnemen import Overname, RefusedFormError, in_words, overname, tell_personal
from convenant_cli.exchange.packages import Bestand, PackageError, give_back
from convenant_cli.exchange.received import Ontvangen, received
from convenant_cli.findings import ConvenantError
from convenant_cli.records.verklaring import period_name
from convenant_cli.sources.diskfile import RefusedError
from convenant_cli.sources.sources import Source
from convenant_cli.text.sentences import capital, opsomming

_NAMED = 6  # questions without an answer that a sentence names


@dataclass(frozen=True, slots=True)
class Terzijde:
    """A form of which nothing is taken over, and why."""

    bestand: str
    wie: str
    """The party in a sentence; empty when it is not known."""
    gebreken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inname:
    """What some forms bring together."""

    overnames: tuple[Overname, ...]
    terzijde: tuple[Terzijde, ...]
    proef: Proef | None
    """What the dossier would be; None when nothing changes."""

    @property
    def bestanden(self) -> dict[str, bytes]:
        """The files that change, with what they will hold."""
        return {one.naam: one.inhoud for one in self.overnames if one.inhoud is not None}

    @property
    def heel(self) -> bool:
        """Whether everything that the forms say is taken over."""
        return not self.terzijde and not any(
            one.botsingen or one.verouderd or one.blijft or one.leeggemaakt for one in self.overnames
        )


def inname(source: Source, dossier: Dossier, paths: Sequence[Bestand], peildatum: date, formulier_wint: bool) -> Inname:
    """Read forms, and return what they would change; nothing is written.

    One that is not sure to be a form of this party and year is set aside as a whole; what is wrong at one question only
    keeps that answer behind.
    """
    aside: list[Terzijde] = []
    forms: list[Ontvangen] = []
    for path in paths:
        try:
            read = word_terug.received if path.suffix.lower() == ".docx" else received
            forms.append(read(path))
        except PackageError as error:
            aside.append(Terzijde(path.name, "", (str(error),)))
        except RefusedError as error:
            aside.append(Terzijde(path.name, "", (error.reason,)))
    give_back()
    forms = list(bijgewerkt(dossier, forms))
    for form in forms:
        tell_personal(dossier, form, peildatum)
    forms = list(_once(forms))
    found: list[Overname] = []
    per_party = Counter((form.partner, form.jaar) for form in forms)
    for form in forms:
        try:
            if per_party[form.partner, form.jaar] > 1:
                others = [
                    one.bestand
                    for one in forms
                    if one is not form and (one.partner, one.jaar) == (form.partner, form.jaar)
                ]
                raise RefusedFormError([f"van deze partij is er ook {opsomming(others)}; kies welk formulier geldt"])
            found.append(overname(dossier, form, peildatum, formulier_wint))
        except RefusedFormError as error:
            aside.append(Terzijde(form.bestand, error.partner, error.gebreken))
    return _tried(source, found, aside, peildatum)


def _once(forms: Sequence[Ontvangen]) -> Iterator[Ontvangen]:
    """Yield the forms; one that came back more than once and says the same is one form with the names of its files.

    A form as it was sent says nothing beside one that the same party filled in, and one with a fault nothing beside the
    same one in which that was mended.
    """
    names: list[list[str]] = []
    kept: list[Ontvangen] = []
    filled = {(form.partner, form.jaar) for form in forms if not _untouched(form)}
    for form in forms:
        if _untouched(form) and (form.partner, form.jaar) in filled:
            continue
        if any(_mended(form, other) for other in forms):
            continue
        same = [number for number, one in enumerate(kept) if _said(one) == _said(form)]
        if same and not form.gebreken:
            names[same[0]].append(form.bestand)
        else:
            names.append([form.bestand])
            kept.append(form)
    for form, files in zip(kept, names, strict=True):
        yield replace(form, bestand=opsomming(files))


def _untouched(form: Ontvangen) -> bool:
    changed = any(row.anders for row in form.rijen.values())
    return not (changed or form.gebreken or form.blijft or form.datum) and form.functie == form.functie_verzonden


def _mended(form: Ontvangen, other: Ontvangen) -> bool:
    """Tell whether another form is the same one, in which every fault was mended and every other answer was left."""
    wrong = {id for id, _ in form.blijft}
    return (
        bool(wrong)
        and not (form.gebreken or other.gebreken or other.blijft)
        and (form.dossier, form.partner, form.jaar) == (other.dossier, other.partner, other.jaar)
        and all(id in other.rijen and other.rijen[id].anders for id in wrong)
        and all(id in other.rijen and row.terug == other.rijen[id].terug
                for id, row in form.rijen.items() if id not in wrong)
    )  # fmt: skip


def _said(form: Ontvangen) -> Ontvangen:
    """Return what a form says, wherever it stands and in whatever kind of file."""
    rows = {id: replace(row, plaats="", kolommen=True) for id, row in form.rijen.items()}
    return replace(form, bestand="", functieplaats="", dagplaats="", rijen=rows)


def _tried(source: Source, found: list[Overname], aside: list[Terzijde], peildatum: date) -> Inname:
    """Try the new files together; a form whose record would have a fault is set aside, and the others tried again."""
    while files := {one.naam: one.inhoud for one in found if one.inhoud is not None}:
        proof = tried(source, files, peildatum)
        told: dict[str, list[str]] = {}
        for fault in proof.fouten:
            told.setdefault(fault.position.file, []).append(fault.message + (f"; {fault.hint}" if fault.hint else ""))
        elsewhere = [f"{name}: {messages[0]}" for name, messages in told.items() if name not in files]
        if elsewhere:
            raise ConvenantError(f"dit kan niet: {elsewhere[0]}")
        if not told:
            return Inname(tuple(found), tuple(aside), proof)
        aside += [Terzijde(one.bestand, one.partner.in_zin, tuple(told[one.naam])) for one in found if one.naam in told]
        found = [one for one in found if one.naam not in told]
    return Inname(tuple(found), tuple(aside), None)


# --- in sentences -------------------------------------------------------------------------------------------------


def verteld(one: Overname) -> Iterator[str]:
    """Yield in sentences what a form brings: the first is its heading."""
    yield f"{one.partner.naam}, {period_name(one.jaar)} ({one.bestand})"
    if not (one.genomen or one.botsingen or one.verouderd or one.blijft or one.leeggemaakt):
        if not one.gelijk:
            yield f"Er is niets ingevuld ({len(one.ontbreekt)} vragen)."
            return
        yield "Er is niets nieuws ingevuld."
    yield from _taken(one)
    for outdated in one.verouderd:
        yield f"Niet overgenomen: {outdated}."
    for wrong in one.blijft:
        yield f"Niet overgenomen: {wrong}."
    if one.blijft:
        yield (
            "Laat de partij dit in hetzelfde formulier verbeteren, en neem het opnieuw over. De andere antwoorden "
            "hoeft zij niet nog eens te geven."
        )
    for clash in one.botsingen:
        yield f"Botst: {clash}. Het dossier blijft zo; met --formulier-wint geldt het formulier."
    if one.botsingen:
        yield f"Het formulier is gemaakt van het dossier zoals het toen was (revisie: {one.revisie})."
    for emptied in one.leeggemaakt:
        yield f"Let op: {emptied}. Het dossier blijft zo; haal het antwoord daar zelf weg als het niet meer geldt."
    if one.ontbreekt:
        shown = list(one.ontbreekt[:_NAMED])
        rest = len(one.ontbreekt) - len(shown)
        names = f"{'; '.join(shown)}{f'; en nog {rest}' if rest else ''}"
        yield f"Nog zonder antwoord ({len(one.ontbreekt)}): {names}."


def _taken(one: Overname) -> Iterator[str]:
    """Yield what is taken over: how often each answer, then what is more than a bare 'ja', and what changed."""
    if one.heette:
        yield f"Het formulier is verstuurd toen de partij in het dossier '{one.heette}' heette."
    new = [taken for taken in one.genomen if taken.was.leeg]
    if new:
        counts = Counter(taken.wordt.antwoord for taken in new)
        told = opsomming([f"{counts[answer]} keer {KEUZES[answer]}" for answer in KEUZES if counts[answer]])
        yield f"Nieuw: {len(new)} {'antwoord' if len(new) == 1 else 'antwoorden'}, {told}."
    for taken in new:
        if taken.wordt.antwoord != "ja" or any(taken.wordt[1:]):
            yield f"{taken.naam}: {in_words(taken.wordt)}."
    for taken in one.genomen:
        if not taken.was.leeg:
            yield f"Gewijzigd: {taken.naam}, van {in_words(taken.was)} naar {in_words(taken.wordt)}."


def verteld_terzijde(one: Terzijde) -> Iterator[str]:
    """Yield in sentences why a form is set aside: the first is its heading."""
    yield f"{one.bestand}{f', van {one.wie}' if one.wie else ''}: niet overgenomen"
    for fault in one.gebreken:
        yield f"{capital(fault)}."
