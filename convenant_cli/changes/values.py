"""Values as a reader sees them, and as plain data: dates in figures, names for ids, nothing about persons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from convenant_cli.changes.names import Names
from convenant_cli.kalender import korte_datum
from convenant_cli.records import Bepaling
from convenant_cli.records.model.labels import label_fields, noun, words
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.model.shapes import ANYTHING, Shape, shapes
from convenant_cli.text.sentences import aangehaald, opsomming

#: Stands for a value about a person, which no output of a comparison repeats.
NIET_GETOOND = "(niet getoond: het gaat over een persoon)"
_DOTTED = str.maketrans(",.", ".,")


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Shows the values of one record on one side."""

    names: Names
    owner: str
    """The id of the record, within which some ids count."""

    def apart(self, value: str, name: str) -> str:
        """Return a name with the party that it is of, where another party has something of the same name."""
        return f"{name} ({self.names.partner(value.partition('/')[0])})"

    def show(self, value: Any, shape: Shape = ANYTHING, without: tuple[str, ...] = ()) -> str | None:
        """Return a value in words; None when there is nothing. ``without``: fields of a part that were told before."""
        if value is None or value in ((), {}, []):
            return None
        if shape.persoonlijk:
            return NIET_GETOOND
        if isinstance(value, Onderdeel):
            return ", ".join(self._fields(value, without))
        if isinstance(value, Mapping):
            item = shape.item or ANYTHING
            return "; ".join(f"{key}: {self.show(part, item)}" for key, part in value.items())
        if isinstance(value, tuple | list):
            item = shape.item or ANYTHING
            if item.model:
                return "; ".join(self._listed(part) for part in value)
            shown = [str(self.show(part, item)) for part in value]
            return "; ".join(shown) if item.text else opsomming(shown)
        return self._scalar(value, shape)

    def _scalar(self, value: Any, shape: Shape) -> str:
        if isinstance(value, bool):
            return "ja" if value else "nee"
        if isinstance(value, date):
            return korte_datum(value)
        if isinstance(value, time):
            return f"{value:%H:%M}"
        if isinstance(value, Decimal):
            return f"{value:,}".translate(_DOTTED)
        if shape.verwijst and isinstance(value, str):
            return self.names.reference(shape.verwijst, value, self.owner)
        return value.replace("-", " ") if shape.choice and isinstance(value, str) else " ".join(str(value).split())

    def _fields(self, part: Onderdeel, without: tuple[str, ...]) -> Iterator[str]:
        known = shapes(type(part))
        for name, value in _filled(part):
            shape = known.get(name, ANYTHING)
            # Readers know a part by its words; its id is for who types in the files.
            if shape.persoonlijk or name in (*without, "id"):
                continue
            shown = self.show(value, shape)
            if isinstance(value, Onderdeel | Mapping) or (shape.many and len(value) > 1):
                yield f"{words(name)} ({shown})"
            else:
                yield f"{words(name)} {aangehaald(shown) if shape.text and shown else shown}"

    def _listed(self, part: Onderdeel) -> str:
        """Return a part in a list that is told as a whole: ``Gemeente (via contactpersoon)``."""
        known = label_fields(type(part))
        shown = (self.show(getattr(part, name), shapes(type(part))[name]) for name in known)
        head = part.voluit if isinstance(part, Bepaling) else " ".join(filter(None, shown))
        rest = ", ".join(self._fields(part, (*known, "nummer") if isinstance(part, Bepaling) else known))
        return f"{head} ({rest})" if rest else head

    def part(self, part: Onderdeel) -> str:
        """Return how a reader knows a part of a list: ``inzet van Politie``, ``voortgang van 02-04-2026``."""
        model = type(part)
        out = noun(model)
        if isinstance(part, Bepaling):
            return f"{out} {part.voluit}"
        known = shapes(model)
        for name in label_fields(model):
            shape = known[name]
            shown = self.show(getattr(part, name), shape)
            if shown is None:
                continue
            if shape.text and not shape.definieert and name not in ("naam",):
                out += f" {aangehaald(shown)}"
            elif shape.day or (shape.verwijst and "partner" in shape.verwijst.soorten and " van " not in out):
                out += f" van {shown}"
            else:
                out += f" {shown}"
        return out

    def key(self, part: Onderdeel) -> str:
        """Return what identifies a part of a list, as plain text for programs."""
        return "/".join(str(data(getattr(part, name))) for name in label_fields(type(part)) if getattr(part, name))


def _filled(part: Onderdeel) -> Iterator[tuple[str, Any]]:
    fields = type(part).model_fields
    pairs = [*((name, getattr(part, name)) for name in fields), *(part.model_extra or {}).items()]
    for name, value in pairs:
        if value is None or value in ((), {}, []) or (name in fields and value == fields[name].default):
            continue
        yield name, value


def data(value: Any, shape: Shape = ANYTHING) -> Any:
    """Return a value as plain data for JSON: dates as ISO 8601, nothing about persons."""
    if shape.persoonlijk:
        return None
    if isinstance(value, Onderdeel):
        known = shapes(type(value))
        return {
            name: data(item, known.get(name, ANYTHING))
            for name, item in _filled(value)
            if not known.get(name, ANYTHING).persoonlijk
        }
    if isinstance(value, Mapping):
        return {str(key): data(item, shape.item or ANYTHING) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [data(item, shape.item or ANYTHING) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value if isinstance(value, bool | int | None) else str(value)
