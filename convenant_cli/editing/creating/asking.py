"""The questions on a terminal: a field at a time, with what it is, choices from the dossier, and search while typing.

What somebody types is what stands behind the sign of ``VELD=WAARDE``: a question and an option take the same.
"""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import ValidationError as ModelError

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.faults import describe
from convenant_cli.dossier.verklaringsperioden import days_of
from convenant_cli.editing.assigning import described, shown
from convenant_cli.editing.creating.carrying_over import OUTCOMES
from convenant_cli.editing.creating.choices import Keus, choices
from convenant_cli.editing.creating.draft import Ontwerp
from convenant_cli.editing.creating.kinds import Veld, fields
from convenant_cli.editing.creating.prompting import ask_text, pick, yes
from convenant_cli.editing.creating.proposals import BY_YEAR, ONE_OF, USUAL, follows, full_id, proposal, proposed_name
from convenant_cli.editing.creating.statements import questions
from convenant_cli.findings import ConvenantError, Path, value_at
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Actie, Convenant
from convenant_cli.records.model.asked import model_at
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.model.shapes import Shape
from convenant_cli.records.verklaring import folder_of
from convenant_cli.text.screen import say

_T = TypeVar("_T")

#: What is asked first, because what is proposed for other fields follows from it.
_FIRST = ("bijeenkomstsoort", "actie", "jaarplan", "convenant", "datum", "thema")


def ask(draft: Ontwerp, everything: bool) -> None:
    """Ask what is still needed, and fill it in. ``everything``: also what has a proposal, and what need not be there.

    Raises KeyboardInterrupt when somebody stops.
    """
    known = sorted(fields(draft.soort.model), key=lambda one: _rank(draft, one))
    either = [one for one in known if one.naam in ONE_OF.get(draft.soort.naam, ())]
    if draft.soort.naam == "evaluatie":
        _one_of(draft, either)  # the rest follows from it
    for one in known:
        if not one.verplicht or one.naam in draft.data:
            continue
        usual = proposal(draft, one.naam)
        if usual is not None and one.shape.item and one.shape.item.model:
            draft.data[one.naam] = usual  # a list of blocks, such as an agenda: nobody types that again
        elif everything or usual is None:
            _field(draft, one, ())
    _one_of(draft, either)
    _open_answers(draft)
    if everything:
        often = USUAL.get(draft.soort.naam, ())
        for one in known:
            if one.naam in often and one.naam not in draft.data:
                _field(draft, one, (), required=False)
        _more(draft, [one for one in known if not one.verplicht and one.naam not in draft.data], ())
        _file_name(draft)


def _file_name(draft: Ontwerp) -> None:
    """Ask how the file is to be called; who answers nothing else gets the proposal."""
    if draft.naam or draft.soort.lijst:
        return

    def check(typed: str) -> str:
        try:
            full_id(replace(draft, naam=typed))
        except ConvenantError as error:
            return str(error)
        return ""

    help = "Hoe het bestand heet. Andere bestanden verwijzen met deze naam; zij verandert nooit meer."
    draft.naam = ask_text("Naam", help, (), proposed_name(draft), check)


def _rank(draft: Ontwerp, field: Veld) -> tuple[int, bool]:
    """Return when a field is asked: what others follow from first, what has a proposal last."""
    first = _FIRST.index(field.naam) if field.naam in _FIRST else len(_FIRST)
    return first, follows(draft, field.naam)


def ask_names(draft: Ontwerp) -> None:
    """Ask where a thing belongs, when that is not known yet, and how a statement or a plan is named."""
    dossier, soort = draft.dossier, draft.soort
    if not draft.bij and soort.lijst and soort.record is not Convenant:
        known = [Keus(id, record.verwijsnaam) for id, record in dossier.all(soort.record).items()]
        draft.bij = pick("Bij", f"De {soort.record.soort} die dit krijgt.", known)
    if draft.naam or soort.lijst or soort.naam not in BY_YEAR:
        return
    draft.naam = ask_text(
        "Jaar", "Zoals 2027, of 2026-2027 voor een schooljaar.", (), "", lambda typed: _wrong_year(dossier, typed)
    )
    if soort.naam == "verklaring":
        draft.naam = folder_of(draft.naam)
        asked = questions(dossier, draft.naam)
        known = [Keus(id, dossier.partners[id].verwijsnaam) for id in asked]
        draft.naam = f"{draft.naam}/{pick('Partij', 'De partij die verklaart.', known)}"


def _wrong_year(dossier: Dossier, typed: str) -> str:
    try:
        days_of(dossier, folder_of(typed))
    except ConvenantError as error:
        return str(error)
    return ""


def ask_outcomes(dossier: Dossier, actions: Sequence[Actie], chosen: dict[str, str], reason: str) -> str:
    """Ask of each open action what becomes of it, and put it in ``chosen``. Return why some of them end."""
    options = [Keus(word, told) for word, told in OUTCOMES.items()]
    for action in actions:
        lead = dossier.partners.get(action.trekker)
        title = f"{action.nummer} {action.titel} ({lead.kort if lead else action.trekker})"
        help = f"{title}: {action.status}, einddatum {lange_datum(action.gereed)}."
        chosen[action.id] = pick(f"Actie {action.nummer}", help, options)
    if "vervallen" in chosen.values() and not reason:
        reason = ask_text("Reden", "Waarom deze acties vervallen. Enter: staan niet in het nieuwe plan.")
    return reason


def _one_of(draft: Ontwerp, either: Sequence[Veld]) -> None:
    """Let somebody choose one of some fields of which one must be there, and ask it."""
    if not either or any(one.naam in draft.data for one in either):
        return
    options = [Keus(one.naam, one.uitleg) for one in either]
    names = [one.naam for one in either]
    help = f"Kies wat u invult: {', of '.join(names)}."
    chosen = pick("Welk veld", help, options)
    _field(draft, either[names.index(chosen)], ())


def ask_until(draft: Ontwerp, everything: bool, make: Callable[[], _T]) -> _T:
    """Ask what is needed and make the thing; when it would bring a fault, say so and ask which field is to be mended.

    Raises ConvenantError when nobody mends it.
    """
    ask_names(draft)
    ask(draft, everything)
    while True:
        try:
            return make()
        except ConvenantError as error:
            say(f"\n{error}")
            if not ask_again(draft):
                raise


def ask_again(draft: Ontwerp) -> bool:
    """Let somebody mend a field of what was refused. Return whether one was mended."""
    known = fields(draft.soort.model)
    options = [Keus(one.naam, one.uitleg) for one in known]
    names = [one.naam for one in known]
    help = "Welk veld verbetert u? Enter: stoppen; er is niets geschreven."
    chosen = pick("Veld", help, options, may_skip=True)
    if chosen:
        before = draft.data.pop(chosen, None)
        try:
            _field(draft, known[names.index(chosen)], ())
        except KeyboardInterrupt:
            draft.data[chosen] = before
            raise
    return bool(chosen)


# --- fields -------------------------------------------------------------------------------------------------------


def _field(draft: Ontwerp, field: Veld, way: Path, required: bool = True) -> None:
    """Ask one field of the thing, or of a block in it, and fill it in."""
    full = (*way, field.naam)
    name = ".".join(str(step + 1) if isinstance(step, int) else step for step in full)
    inner = field.shape.item or field.shape
    if inner.model and not _is_word(draft, field, name, required):
        if field.shape.many:
            while _again(field, full, draft):
                _block(draft, inner.model, (*full, len(value_at(draft.data, full) or ())))
        elif required or yes(f"{_words(full)} invullen", field.uitleg):
            _block(draft, inner.model, full)
        return
    if inner.model:
        return
    usual = proposal(draft, field.naam) if not way else None
    default = "" if usual is None else shown(usual)
    options = choices(draft, field, value_at(draft.data, way) or {})
    several = "Meer dan één mag, met komma's ertussen." if field.shape.many else ""
    skip = "" if required else "Enter slaat over."
    help = " ".join(filter(None, (field.uitleg, several, skip)))

    def check(typed: str) -> str:
        if not typed:
            return f"'{field.naam}' is nodig" if required else ""
        return wrong_value(draft, name, full, typed)

    typed = ask_text(_words(full), help, options, default, check)
    if typed:
        draft.assign(f"{name}={typed}")


def wrong_value(draft: Ontwerp, name: str, way: Path, typed: str) -> str:
    """Return what is wrong with a value, as a sentence; empty when nothing is."""
    trial = Ontwerp(draft.dossier, draft.soort, draft.dag, draft.naam, draft.bij, deepcopy(draft.data))
    try:
        trial.assign(f"{name}={typed}")
        trial.soort.model.model_validate(trial.data)
    except ConvenantError as error:
        return str(error)
    except ModelError as error:
        for fault in describe(draft.soort.model, trial.data, error.errors()):
            if fault.path[: len(way)] == way and fault.rule != "veld-ontbreekt":
                return f"{fault.message}; {fault.hint}" if fault.hint else fault.message
    return known_wrong(trial, way)


def known_wrong(draft: Ontwerp, way: Path) -> str:
    """Return that a value points to something that the dossier does not hold; empty when it does."""
    model = model_at(draft.soort.model, way[:-1])
    field = next((one for one in fields(model) if one.naam == way[-1]), None) if model else None
    if field is None:
        return ""
    options = [one.waarde for one in choices(draft, field, value_at(draft.data, way[:-1]) or {})]
    value = value_at(draft.data, way)
    wrong = [one for one in (value if isinstance(value, list) else [value]) if one not in options] if options else []
    return f"'{wrong[0]}' staat niet in de lijst" if wrong and not field.shape.yes_no else ""


def _is_word(draft: Ontwerp, field: Veld, name: str, required: bool) -> bool:
    """Ask whether a word stands in the place of a block (``onbekend``), and fill it in. Return whether it does."""
    words = (field.shape.item or field.shape).words
    if not words or not required:
        return False
    options = [Keus("invullen", "vul de velden een voor een in"), *map(Keus, words)]
    typed = pick(_words((field.naam,)), field.uitleg, options)
    if typed in words:
        draft.assign(f"{name}={typed}")
    return typed in words


def _block(draft: Ontwerp, model: type[Onderdeel], way: Path) -> None:
    _make_room(draft.data, way)
    for one in fields(model):
        if one.verplicht:
            _field(draft, one, way)
    # What else it holds may follow from what was just said: the kind of a test.
    known = fields(described(Shape(model=model), value_at(draft.data, way)).model or model)
    for one in known:
        if one.verplicht and one.naam not in (value_at(draft.data, way) or {}):
            _field(draft, one, way)
    _more(draft, [one for one in known if not one.verplicht], way)


def _more(draft: Ontwerp, known: Sequence[Veld], way: Path) -> None:
    """Let somebody choose which other fields to fill in."""
    if not known:
        return
    options = [Keus(one.naam, one.uitleg) for one in known]
    names = {one.naam for one in known}
    where = f"Nog meer bij {_words(way)}" if way else "Nog meer invullen"

    def check(typed: str) -> str:
        wrong = [one for one in _parts(typed) if one not in names]
        return f"'{wrong[0]}' staat niet in de lijst; kies velden, met komma's ertussen" if wrong else ""

    typed = ask_text(where, "Kies velden, met komma's ertussen. Enter: klaar.", options, "", check)
    chosen = _parts(typed)
    for one in known:
        if one.naam in chosen:
            _field(draft, one, way, required=False)


def _again(field: Veld, way: Path, draft: Ontwerp) -> bool:
    count = len(value_at(draft.data, way) or ())
    if field.verplicht and not count:
        return True
    return yes("Nog een toevoegen" if count else f"{_words(way)} toevoegen", field.uitleg)


def _open_answers(draft: Ontwerp) -> None:
    """Ask what a proposed list still leaves open: the questions of a statement."""
    for one in fields(draft.soort.model):
        items = draft.data.get(one.naam)
        model = one.shape.item.model if one.shape.item else None
        if not isinstance(items, list) or model is None:
            continue
        for number, item in enumerate(items):
            for inner in fields(model):
                if isinstance(item, dict) and inner.naam in item and item[inner.naam] is None:
                    say("")
                    say(draft.notes.get((one.naam, number), ""))
                    _field(draft, inner, (one.naam, number), required=False)


def _parts(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(",") if part.strip()]


def _words(way: Path) -> str:
    shown = [str(step + 1) if isinstance(step, int) else step.replace("_", " ") for step in way]
    return " ".join(shown).capitalize()


def _make_room(data: Any, way: Path) -> None:
    """Put an empty block at a way, at the end of its list where it leads into one."""
    for step, following in zip(way, (*way[1:], ""), strict=True):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(data, list) and isinstance(step, int) and step == len(data):
            data.append(empty)
        elif isinstance(data, dict):
            data.setdefault(str(step), empty)
        data = data[step]
