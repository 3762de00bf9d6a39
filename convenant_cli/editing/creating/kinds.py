"""What can be made: every kind of record with a name of its own, and every part that others can point to.

Which these are follows from the models, but for parts that nothing points to and people make all the same.
"""

from dataclasses import dataclass
from functools import cache

from convenant_cli.dossier.meant import kind_meant
from convenant_cli.findings import ConvenantError
from convenant_cli.records import KINDS
from convenant_cli.records.convenant import Ontheffing
from convenant_cli.records.model.labels import block, noun
from convenant_cli.records.model.record import Onderdeel, Record, Verwijst
from convenant_cli.records.model.shapes import Shape, shapes
from convenant_cli.text.sentences import remedy

#: Parts that nothing points to.
_LOS = (Ontheffing,)


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of thing that can be made."""

    naam: str
    model: type[Onderdeel]
    record: type[Record]
    """The kind of record that it is, or that holds it."""
    lijst: str = ""
    """Of a part: the field of the record with the list that it comes in."""

    @property
    def naamveld(self) -> str:
        """The field of a part that holds its name: ``id``, or ``nummer``; empty for one without a name."""
        return next((name for name, shape in shapes(self.model).items() if shape.definieert), "") if self.lijst else ""


@dataclass(frozen=True, slots=True)
class Veld:
    """A field that can be filled in, as the model describes it."""

    naam: str
    shape: Shape
    uitleg: str
    verplicht: bool

    @property
    def vorm(self) -> str:
        """What is typed, in a few words: a choice of words, what it points to, or the kind of value."""
        inner = self.shape.item or self.shape
        if inner.model and not inner.words:
            return block(self.shape)
        if inner.verwijst:
            kind = " of ".join((*inner.verwijst.soorten, *inner.verwijst.ook))
            return f"{kind}, met komma's ertussen" if self.shape.many else kind
        if inner.yes_no:
            return "ja of nee"
        if inner.choice:
            return ", ".join(inner.words)
        if inner.day:
            return "datum, zoals 2026-06-30"
        return "met komma's ertussen" if self.shape.many else ""


@cache
def kinds() -> dict[str, Soort]:
    """Return every kind that can be made, by its noun: the records in their order, then the parts."""
    records = [kind for kind in KINDS if "{}" in kind.patroon]
    parts = [
        Soort(noun(model), model, kind, name)
        for kind in KINDS
        for name, shape in shapes(kind).items()
        if shape.item and (model := shape.item.model)
        if model in _LOS or any(one.definieert for one in shapes(model).values())
    ]
    return {one.naam: one for one in (*(Soort(kind.soort, kind, kind) for kind in records), *parts)}


def kind_of(name: str) -> Soort:
    """Return the kind with a noun. Raises ConvenantError when there is none."""
    known = kinds()
    word = kind_meant(name.strip().lower())
    if word not in known:
        meant = remedy(word, known)
        raise ConvenantError(f"'{name}' is geen soort om te maken; {meant}")
    return known[word]


@cache
def fields(model: type[Onderdeel]) -> tuple[Veld, ...]:
    """Return the fields of a model that somebody can fill in; not those about a person."""
    return tuple(
        Veld(name, shape, model.model_fields[name].description or "", model.model_fields[name].is_required())
        for name, shape in shapes(model).items()
        if not shape.persoonlijk
    )


def points_to(shape: Shape) -> Verwijst | None:
    """Return to what a value, or each value of a list, points."""
    return shape.verwijst or (shape.item.verwijst if shape.item else None)
