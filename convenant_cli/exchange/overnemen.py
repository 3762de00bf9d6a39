"""A form that came back, laid beside what was sent and what the dossier holds now: what is taken over, and the file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.verklaringsperioden import days_of, statement_of
from convenant_cli.editing.assigning import order_of
from convenant_cli.editing.fields import Edit, edited
from convenant_cli.editing.written import Value, field
from convenant_cli.exchange import layout
from convenant_cli.exchange.formulierantwoord import Formulierantwoord, given
from convenant_cli.exchange.persoonlijk import Gezocht
from convenant_cli.exchange.received import Ontvangen, Rij
from convenant_cli.exchange.vragen import Vraag, digest, dossier_key, formulieren
from convenant_cli.findings import ConvenantError
from convenant_cli.records import Bepaling, Partner, Verklaring
from convenant_cli.text.sentences import aangehaald

_SCHEMA = "schemas/verklaring.schema.json"
_MODELINE = f"# yaml-language-server: $schema=../../../{_SCHEMA}\n"


@dataclass(frozen=True, slots=True)
class Genomen:
    """One answer that is taken over."""

    bepaling: Bepaling
    eenheid: str | None
    voor: str
    """For which unit, as a reader knows it; empty for the party as a whole."""
    was: Formulierantwoord
    wordt: Formulierantwoord

    @property
    def naam(self) -> str:
        """How a sentence names the question: ``2.3 voor de Noorderschool``; by its title where it has no number."""
        return name_of(self.bepaling, self.voor)


@dataclass(frozen=True, slots=True)
class Overname:
    """What one form brings."""

    bestand: str
    partner: Partner
    jaar: str
    genomen: tuple[Genomen, ...]
    botsingen: tuple[str, ...]
    """Answers that changed in the dossier after the form was sent, and otherwise in the form."""
    verouderd: tuple[str, ...]
    """Answers to a question that is gone or reads otherwise by now: the others of the form are taken over."""
    blijft: tuple[str, ...]
    """What is wrong at one question, whose answer therefore stays behind until the party mends it in the form."""
    leeggemaakt: tuple[str, ...]
    heette: str
    """What the party was called in the dossier when the form was sent; empty when that is still so."""
    ontbreekt: tuple[str, ...]
    """The questions that have no answer, here or in the dossier."""
    revisie: str
    """The revision of the dossier that the form was made from, in words."""
    gelijk: int
    """How many answers the dossier holds already."""
    naam: str
    """The file of the record."""
    inhoud: bytes | None
    """What the file will hold; None when nothing changes."""


class RefusedFormError(ConvenantError):
    """A form of which nothing is taken over; ``gebreken`` says why, each a sentence."""

    def __init__(self, gebreken: Sequence[str], partner: str = "") -> None:
        super().__init__("; ".join(gebreken))
        self.gebreken = tuple(gebreken)
        self.partner = partner


def overname(dossier: Dossier, form: Ontvangen, peildatum: date, formulier_wint: bool) -> Overname:
    """Return what a form would change. Nothing is written. Raises RefusedFormError for what is wrong with all of it.

    Of a question at which something is wrong nothing is taken, also not the part that could be: the answer that comes
    back whole then differs from what was sent, and not from what came in before.

    ``formulier_wint``: take the answer of the form where the dossier got another one meanwhile.
    """
    partner = _party(dossier, form)
    try:
        days_of(dossier, form.jaar)
    except ConvenantError as error:
        raise RefusedFormError([str(error)], partner.in_zin) from error
    questions = {
        row.id: row for one in formulieren(dossier, form.jaar, [partner.id], peildatum, "") for row in one.vragen
    }
    made = statement_of(dossier, partner.id, form.jaar)
    faults = [*form.gebreken, *_of_day(form, peildatum)]
    now = {(one.bepaling, one.eenheid): given(one) for one in made.antwoorden} if made else {}
    taken: list[Genomen] = []
    clashes: list[str] = []
    outdated: list[str] = []
    emptied: list[str] = []
    same = 0
    aside = {id for id, _ in form.blijft}
    for id, row in ((id, row) for id, row in form.rijen.items() if id not in aside):
        clause_id, _, unit = id.partition("@")
        here = now.get((clause_id, unit or None), Formulierantwoord())
        if not row.anders or row.terug == here:
            same += not here.leeg
            continue
        clause = dossier.bepalingen.get(clause_id)
        fault = _changed_clause(clause, questions.get(id), row)
        if fault or clause is None:
            outdated.append(fault)
            continue
        whom = _unit_name(partner, unit)
        name = name_of(clause, whom)
        if row.terug.leeg:
            emptied.append(f"{name}: het antwoord ({in_words(row.verzonden)}) is in het formulier leeggemaakt")
            continue
        if here != row.verzonden and not formulier_wint:
            clashes.append(
                f"{name}: het formulier zegt {in_words(row.terug)}; in het dossier staat sinds het versturen "
                f"{in_words(here)} ({row.plaats})"
            )
            continue
        taken.append(Genomen(clause, unit or None, whom, here, row.terug))
    if taken and not form.functie and not made:
        faults.append(f"{form.functieplaats}: hier staat niet wie verklaart; vul een functie in, geen naam")
    if faults:
        raise RefusedFormError(faults, partner.in_zin)
    done = {(one.bepaling.id, one.eenheid) for one in taken} | set(now)
    missing = [
        name_of(row.bepaling, _unit_name(partner, row.eenheid or ""))
        for row in questions.values()
        if (row.bepaling.id, row.eenheid) not in done and (row.bepaling.id, None) not in done
    ]
    name = Verklaring.place(f"{form.jaar}/{partner.id}")
    content = _content(dossier, made, name, form, taken, peildatum) if taken else None
    return Overname(
        bestand=form.bestand,
        partner=partner,
        jaar=form.jaar,
        genomen=tuple(taken),
        botsingen=tuple(clashes),
        verouderd=tuple(outdated),
        blijft=tuple(_held(dossier, partner, form.blijft)),
        leeggemaakt=tuple(emptied),
        heette=form.heette,
        ontbreekt=tuple(missing),
        revisie=form.revisie,
        gelijk=same,
        naam=name,
        inhoud=content,
    )


def name_of(bepaling: Bepaling, voor: str) -> str:
    """Return how a sentence names a question: by number and title, with the unit."""
    return f"{bepaling.in_zin}{f' voor {voor}' if voor else ''}"


def in_words(gegeven: Formulierantwoord) -> str:
    """Return an answer in a sentence: ``deels, met toelichting ‘…’``; what was not given is left out."""
    if gegeven.leeg:
        return "niets"
    parts = [gegeven.vak or "geen antwoord"]
    if gegeven.toelichting:
        parts.append(f"met toelichting {aangehaald(' '.join(gegeven.toelichting.split()))}")
    if gegeven.titel:
        parts.append(f"met bewijs {aangehaald(gegeven.titel)}")
    return f"{parts[0]}, {' en '.join(parts[1:])}" if parts[1:] else parts[0]


# --- what is wrong ------------------------------------------------------------------------------------------------


def _party(dossier: Dossier, form: Ontvangen) -> Partner:
    if form.dossier != dossier_key(dossier):
        raise RefusedFormError(["het is van een ander dossier; kies formulieren van dit dossier"])
    partner = dossier.partners.get(form.partner)
    if partner is None:
        told = f"het formulier is van de partij '{form.partner}', en die is er niet in dit dossier"
        raise RefusedFormError([f"{told}; kies formulieren van partijen die erin staan"])
    return partner


def _changed_clause(clause: Bepaling | None, question: Vraag | None, row: Rij) -> str:
    """Return what makes that an answer no longer belongs to its question; empty when nothing does."""
    place = row.plaats
    if clause is None or question is None:
        return f"{place}: deze vraag is er niet meer voor deze partij"
    if digest(clause.titel, clause.tekst) != row.tekstmerk:
        return f"{place}: de tekst van {clause.in_zin} is gewijzigd sinds het formulier is gemaakt; vraag dit opnieuw"
    return ""


def _of_day(form: Ontvangen, peildatum: date) -> Iterator[str]:
    if form.datum and date.fromisoformat(form.datum) > peildatum:
        yield f"{form.dagplaats}: deze dag moet nog komen; vul de dag van de verklaring in"


def _held(dossier: Dossier, partner: Partner, held: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what is wrong at a question, with the name of the question; what is wrong at more of them once."""
    names: dict[str, list[str]] = {}
    for id, told in held:
        clause_id, _, unit = id.partition("@")
        clause = dossier.bepalingen.get(clause_id)
        names.setdefault(told, []).append(name_of(clause, _unit_name(partner, unit)) if clause else "")
    for told, every in names.items():
        yield f"{told} ({every[0]})" if every[0] and not every[1:] else told


def tell_personal(dossier: Dossier, form: Ontvangen, peildatum: date) -> None:
    """Add to what is wrong in a form where personal data stands, without repeating it.

    A waiver on one text lets that text pass.
    """
    looked, name = Gezocht(dossier, peildatum), Verklaring.place(f"{form.jaar}/{form.partner}")
    cells = [("", form.functieplaats, form.functie, form.functie_verzonden)]
    for id, row in form.rijen.items():
        columns = (*layout.ANSWERS, layout.ANSWERS[0])
        for column, text, was in zip(columns, row.terug, row.verzonden, strict=True):
            cells.append((id, row.at(column), text, was))
    for id, place, text, was in cells:
        if text != was and (told := looked(name, text)):
            if id:
                form.blijft.append((id, f"{place}: {told}"))
            else:
                form.gebreken.append(f"{place}: {told}")


def _unit_name(partner: Partner, unit: str) -> str:
    own = partner.eenheid(unit)
    return own.naam if own else unit


# --- the file -----------------------------------------------------------------------------------------------------


def _content(
    dossier: Dossier, made: Verklaring | None, name: str, form: Ontvangen, taken: Sequence[Genomen], peildatum: date
) -> bytes:
    day = form.datum or peildatum.isoformat()
    if made is None:
        has_schemas = dossier.source.root is not None and (dossier.source.root / _SCHEMA).is_file()
        text = (_MODELINE if has_schemas else "") + field("afgelegd_op", day, 0) + field("functie", form.functie, 0)
        return (text + "antwoorden:\n" + "".join(map(_item, taken))).encode()
    edits = [Edit("put", ("afgelegd_op",), day)]
    if form.functie and (form.functie != form.functie_verzonden or made.functie is None):
        edits.append(Edit("put", ("functie",), form.functie))
    places = {(one.bepaling, one.eenheid): number for number, one in enumerate(made.antwoorden)}
    for one in taken:
        number = places.get((one.bepaling.id, one.eenheid))
        if number is None:
            edits.append(Edit("append", ("antwoorden",), _record(one)))
        else:
            edits += _changes(("antwoorden", number), one)
    try:
        return edited(dossier.files[name].raw, edits, lambda way: order_of(Verklaring, way))
    except ConvenantError as error:
        raise RefusedFormError([f"{name}: {error}"], dossier.partners[form.partner].in_zin) from error


def _record(one: Genomen) -> dict[str, Value]:
    """Return an answer as a record holds it, in the order of its fields."""
    answer, explained, title, day, where, opgave = one.wordt
    proof = {key: text for key, text in (("titel", title), ("datum", day), ("vindplaats", where)) if text}
    fields: Iterable[tuple[str, Value]] = (
        ("bepaling", one.bepaling.id), ("antwoord", answer), ("opgave", opgave), ("eenheid", one.eenheid or ""),
        ("toelichting", explained), ("bewijs", proof),
    )  # fmt: skip
    return {key: value for key, value in fields if value}


def _item(one: Genomen) -> str:
    inside = "".join(field(key, value, 4) for key, value in _record(one).items())
    return f"  - {inside[4:]}"


def _changes(place: tuple[str | int, ...], one: Genomen) -> Iterator[Edit]:
    was, new = one.was, one.wordt
    if was.antwoord != new.antwoord:
        yield Edit("put", (*place, "antwoord"), new.antwoord)
    yield from _change((*place, "opgave"), was.opgave, new.opgave)
    yield from _change((*place, "toelichting"), was.toelichting, new.toelichting)
    if not new.titel:
        if was.titel:
            yield Edit("remove", (*place, "bewijs"))
    elif not was.titel:
        yield Edit("put", (*place, "bewijs"), _record(one)["bewijs"])
    else:
        for key in ("titel", "datum", "vindplaats"):
            yield from _change((*place, "bewijs", key), getattr(was, key), getattr(new, key))


def _change(place: tuple[str | int, ...], was: str, new: str) -> Iterator[Edit]:
    if was == new:
        return
    yield Edit("put", place, new) if new else Edit("remove", place)
