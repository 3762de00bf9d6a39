"""What somebody types to change a record (``gereed=2026-07-01``, ``partners+=dijkschool``) → edits of its file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from convenant_cli.dossier.days import meant_day
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.meant import only
from convenant_cli.editing.fields import Edit
from convenant_cli.editing.written import Value, inline
from convenant_cli.findings import ConvenantError, Path
from convenant_cli.judging.toetsen import toetssoort
from convenant_cli.kalender import bedoelde_dag
from convenant_cli.records.bepaling import Toetsopgave
from convenant_cli.records.model.identity import keys_of
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.model.shapes import ANYTHING, Shape, shapes
from convenant_cli.sources.textfile import FORBIDDEN, name_of
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.sentences import remedy

_ASSIGNMENT = re.compile(r"(?P<way>[^=+\-]+(?:-[^=+\-]+)*)\s*(?P<how>\+=|-=|=)(?P<value>.*)", re.S)

#: How a sentence ends: a list of words does not.
_SENTENCE = (".", "!", "?")
_EVERYBODY = re.compile(r"alle(?: partijen)?(?: behalve (?P<behalve>.+))?", re.S | re.I)


@dataclass(frozen=True, slots=True)
class Toewijzing:
    """One change as somebody asked for it: the edit, and what to ask to have the old state back."""

    edit: Edit
    terug: str


@dataclass(frozen=True, slots=True)
class _Doel:
    """Where a way leads: the steps, what the models say of it, and what stands there now."""

    path: Path
    shape: Shape
    value: Any


def order_of(kind: type[Onderdeel], way: Path) -> tuple[str, ...]:
    """Return the fields of the mapping at a way, in the order of the model; empty when no model says it."""
    shape = Shape(model=kind)
    for step in way:
        shape = _inside(shape, step) or ANYTHING
    return tuple(shape.model.model_fields) if shape.model else ()


def assignment(
    dossier: Dossier,
    kind: type[Onderdeel],
    data: Mapping[str, Any],
    asked: str,
    dag: date | None = None,
    vandaag: date | None = None,
) -> Toewijzing:
    """Return what an assignment changes in a record (or a part of one) that holds ``data``. Raises ConvenantError.

    A way has points between its steps; an item of a list goes by its name, its day, or its place:
    ``contactpersoon.email``, ``aanbod.schoolspreekuur.titel``, ``voortgang.2.tekst``. ``=`` without a value takes the
    field away. ``dag``: the day near which a day without a year is, unless the field holds a day already; ``vandaag``:
    the day that this word means.
    """
    match = _ASSIGNMENT.fullmatch(asked.strip())
    if match is None:
        raise ConvenantError(f"'{asked}' is geen wijziging; schrijf VELD=WAARDE, VELD+=WAARDE of VELD-=WAARDE")
    way, how, typed = match["way"].strip(), match["how"], match["value"].strip()
    if sign := FORBIDDEN.search(typed):  # a byte that the terminal could not read as text is one of these too
        raise ConvenantError(
            f"het teken {name_of(sign[0])} in de waarde van '{way}' hoort niet in een record; haal het weg"
        )
    goal = _find(kind, data, way)
    reader = _Reader(dossier, way, dag, vandaag, data)
    if how == "-=":
        return _taken(reader, goal, way, typed)
    if how == "+=":
        return _added(reader, goal, way, typed)
    if not typed:
        if goal.value is None:
            hint = f"; schrijf {way}=[] als er niets in de lijst staat" if goal.shape.many else ""
            raise ConvenantError(f"het veld '{way}' is al leeg{hint}")
        return Toewijzing(Edit("remove", goal.path), f"{way}={shown(goal.value)}")
    if goal.shape.model and not goal.shape.many and typed[:1] != "{" and typed not in goal.shape.words:
        fields = ", ".join(goal.shape.model.model_fields)
        raise ConvenantError(f"'{way}' is een blok met velden; noem het veld erbij, zoals {way}.VELD: {fields}")
    old = "" if goal.value is None else shown(goal.value)
    value = replace(reader, dag=_near(goal, dag)).value(goal.shape, typed)
    return Toewijzing(Edit("put", goal.path, value), f"{way}={old}")


def _near(goal: _Doel, dag: date | None) -> date | None:
    """Return the day that a field holds now: another one is most likely of the same year."""
    held = bedoelde_dag(goal.value) if goal.shape.day and isinstance(goal.value, str) else None
    return held or dag


def _added(reader: "_Reader", goal: _Doel, way: str, typed: str) -> Toewijzing:
    if not goal.shape.many or isinstance(goal.value, dict):
        raise ConvenantError(f"'{way}' is geen lijst; schrijf {way}=WAARDE")
    if not typed:
        raise ConvenantError(f"zeg wat erbij komt: {way}+=WAARDE")
    value = reader.one(goal.shape.item or ANYTHING, typed)
    items = goal.value or []
    if value in items:
        raise ConvenantError(f"'{typed}' staat al in '{way}'")
    name = keys_of([*items, value], str(goal.path[-1]))[-1] if isinstance(value, Mapping) else str(value)
    return Toewijzing(Edit("append", goal.path, value), f"{way}-={name}")


def _taken(reader: "_Reader", goal: _Doel, way: str, typed: str) -> Toewijzing:
    if not isinstance(goal.value, list):
        raise ConvenantError(f"'{way}' is geen lijst met iets erin; '{way}=' haalt een veld weg")
    number = _item(goal.value, str(goal.path[-1]), typed)
    if number is None:
        number = _item(goal.value, str(goal.path[-1]), reader.meant(goal.shape.item or ANYTHING, typed))
    if number is None:
        names = _names(goal.value, str(goal.path[-1]))
        meant = remedy(typed, names)
        raise ConvenantError(f"'{typed}' staat niet in '{way}'; {meant}")
    words = all(isinstance(one, str) and "," not in one for one in goal.value)
    back = f"{way}={shown(goal.value)}" if words else f"{way}+={shown(goal.value[number])}"
    return Toewijzing(Edit("remove", (*goal.path, number)), back)


# --- where ---------------------------------------------------------------------------------------------------------


def _find(kind: type[Onderdeel], data: Mapping[str, Any], way: str) -> _Doel:
    shape = Shape(model=kind)
    here: Any = data
    path: Path = ()
    said: list[str] = []  # the way so far, with names in the place of numbers
    for step in way.split("."):
        if isinstance(here, list):
            number = _item(here, str(path[-1]), step)
            if number is None:
                names = _names(here, str(path[-1]))
                meant = remedy(step, names)
                add = "" if meant.endswith("?") or step.isdecimal() else f", of zet het erbij met {'.'.join(said)}+=…"
                raise ConvenantError(f"in '{'.'.join(said)}' staat geen '{step}'; {meant}{add}")
            path, here, shape = (*path, number), here[number], shape.item or ANYTHING
            said.append(step)
            continue
        shape = described(shape, here)
        inner = _inside(shape, step)
        if inner is None:
            known = list(shape.model.model_fields) if shape.model else []
            meant = remedy(step, known)
            place = f"bij '{'.'.join(said)}'" if path else f"bij een {kind.__name__.lower()}"
            raise ConvenantError(f"het veld '{step}' hoort niet {place}; {meant}" if known else f"'{way}' is geen veld")
        path, here, shape = (*path, step), here.get(step) if isinstance(here, Mapping) else None, inner
        said.append(step)
    return _Doel(path, shape, here)


def described(shape: Shape, data: Any) -> Shape:
    """Return what a block holds: that of a kind of test has the parameters of the kind that it names."""
    soort = data.get("soort") if isinstance(data, Mapping) else None
    kind = toetssoort(str(soort)) if shape.model is Toetsopgave else None
    return replace(shape, model=kind) if kind else shape


def _inside(shape: Shape, step: str | int) -> Shape | None:
    """Return what a field or item inside something holds; None when the model knows no such field."""
    if shape.model:
        return shapes(shape.model).get(str(step))
    if shape.many:
        return shape.item or ANYTHING
    return ANYTHING if shape is ANYTHING else None


def _names(items: Sequence[Any], key: str) -> list[str]:
    return [one if isinstance(one, str) else name for one, name in zip(items, keys_of(items, key), strict=True)]


def _item(items: Sequence[Any], key: str, asked: str) -> int | None:
    """Return which item a name, a day or a place (from 1) means."""
    names = _names(items, key)
    if asked in names:
        return names.index(asked)
    return int(asked) - 1 if asked.isdecimal() and 0 < int(asked) <= len(items) else None


# --- what ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what was typed at one field as it was meant."""

    dossier: Dossier
    way: str
    dag: date | None
    vandaag: date | None
    data: Mapping[str, Any]
    """The whole record."""

    def value(self, shape: Shape, typed: str) -> Value:
        """Return a value: a list by its commas, a block between brackets, one word or sentence."""
        item = shape.item or ANYTHING
        parties = shape.many and item.model and "partner" in shapes(item.model) and self._in_words(item.model, typed)
        if parties and (match := _EVERYBODY.fullmatch(typed)):
            return [self.one(item, id) for id in self._everybody(match["behalve"] or "")]
        if shape.many and item.text and typed.endswith(_SENTENCE):  # a comma in it is no new item
            return [self.one(item, typed)]
        if shape.many and typed[:1] not in "[{":
            return [self.one(item, part.strip()) for part in typed.split(",") if part.strip()]
        if shape.many:
            found = self._between_brackets(typed)
            return self._block(item, [found] if isinstance(found, Mapping) else found)
        return self.one(shape, typed)

    def one(self, shape: Shape, typed: str) -> Value:
        """Return one value, or one block between brackets."""
        if shape.model and typed[:1] != "{" and (block := self._in_words(shape.model, typed)):
            return block
        if (shape.model and typed not in shape.words) or (shape is ANYTHING and typed[:1] in ("[", "{")):
            return self._block(shape, self._between_brackets(typed))
        return self.meant(shape, typed)

    def _everybody(self, behalve: str) -> list[str]:
        """Return the parties that were invited, or all that took part on the day of the record, but for some."""
        named, day = self.data.get("genodigd"), bedoelde_dag(str(self.data.get("datum"))) or self.dag
        every = [
            id
            for id, partner in self.dossier.partners.items()
            if day is None or partner.actief_op(day)
            if not isinstance(named, list) or "alle" in named or id in named
        ]
        but = list(self._parties(behalve))
        if unknown := [one for one in but if one not in every]:
            raise ConvenantError(f"'{unknown[0]}' hoort niet bij alle partijen van '{self.way}'; kijk de naam na")
        return [id for id in every if id not in but]

    def _parties(self, said: str) -> Iterator[str]:
        """Yield the parties of a list with commas and 'en'. Those may stand in a name too: the longest name counts."""
        parts = re.split(r"(,| en )", said)
        at = 0
        while at < len(parts):
            named = {end: "".join(parts[at:end]).strip() for end in range(len(parts), at, -2)}
            found = {end: only(self.dossier, name, ("partner",)) for end, name in named.items()}
            end = next((end for end, id in found.items() if id in self.dossier.partners), at + 1)
            if found[end]:
                yield found[end]
            at = end + 1

    def _in_words(self, model: type[Onderdeel], typed: str) -> Value:
        """Return a block of which nothing must be said but whom it is about, and one word: ``politie via vervanger``.

        Without the word it is the first that can stand there. None when such a block says more.
        """
        known = shapes(model)
        asked = [name for name, field in model.model_fields.items() if field.is_required()]
        points, choices = ([name for name in asked if test(known[name])] for test in (_points, _chooses))
        if len(points) != 1 or len(choices) > 1 or len(asked) != len(points) + len(choices):
            return None
        words = known[choices[0]].words if choices else ()
        who, _, last = typed.rpartition(" ")
        said = last.casefold() if who and last.casefold() in words else ""
        name = who.removesuffix(" via") if said else typed
        block: dict[str, Value] = {points[0]: self.meant(known[points[0]], name)}
        return block | ({choices[0]: said or words[0]} if words else {})

    def _between_brackets(self, typed: str) -> Value:
        if typed[:1] in ("[", "{"):
            parsed = parse(f"x: {typed}\n".encode())
            if not parsed.problems and isinstance(parsed.data, dict):
                value: Value = parsed.data["x"]
                return value
        raise ConvenantError(
            f"'{typed}' is niet te lezen; schrijf bij '{self.way}' de velden tussen accolades: {{veld: waarde}}"
        )

    def _block(self, shape: Shape, value: Value) -> Value:
        """Return what stands between brackets, with every value in it as it was meant."""
        if isinstance(value, str):
            return self.meant(shape, value)
        if isinstance(value, Mapping):
            inner = shapes(shape.model) if shape.model else {}
            return {name: self._block(inner.get(name, shape.item or ANYTHING), one) for name, one in value.items()}
        return value if value is None else [self._block(shape.item or shape, one) for one in value]

    def meant(self, shape: Shape, typed: str) -> str:
        """Return a value as a record holds it: an id for a name, a day for how people say it, a word in its case."""
        if shape.day and self.vandaag and typed.casefold() == "vandaag":
            return self.vandaag.isoformat()
        if shape.day:
            day = meant_day(typed, self.dag) if self.dag else bedoelde_dag(typed)
            return day.isoformat() if day else typed
        if shape.period and re.fullmatch(r"\d{4}(-\d{4})?", typed):
            return str(self.dossier.jaarperiode(typed) or typed)
        if shape.choice or shape.yes_no:
            words = (*shape.words, *(("ja", "nee") if shape.yes_no else ()))
            return typed.casefold() if typed.casefold() in words else typed
        mark = shape.verwijst
        if mark is None or typed in mark.ook:
            return typed
        known = {id for kind in mark.soorten for id in self.dossier.defined.get(kind, {})}
        found = typed if typed in known else only(self.dossier, typed, mark.soorten)
        return found if found in known and not mark.binnen else typed


def _points(shape: Shape) -> bool:
    return shape.verwijst is not None


def _chooses(shape: Shape) -> bool:
    return shape.choice


def shown(value: Any) -> str:
    """Return a value as one types it behind the sign."""
    if isinstance(value, str):
        return value
    words = isinstance(value, list) and all(isinstance(one, str) and "," not in one for one in value)
    if words and not ", ".join(value).endswith(_SENTENCE):
        return ", ".join(value)
    return inline(value)
