"""Where each kind of record has its files, and where in them stand the names of what is inside: from the models.

For completion, which reads these places and builds no record (``convenant_cli/dossier/ids.py``).
"""

import json
from collections.abc import Iterator

from convenant_cli.records import KINDS, Personen
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.model.shapes import shapes


def as_text() -> str:
    """Return the table as JSON: for each kind its name, its place, and for each name inside its kind, owner and way."""
    kinds = ([kind.soort, kind.patroon, list(_inside(kind))] for kind in KINDS if kind is not Personen)
    return "[\n" + ",\n".join(json.dumps(kind, ensure_ascii=False) for kind in kinds) + "\n]\n"


def _inside(model: type[Onderdeel], way: tuple[str, ...] = ()) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield each mark of a name with the way to it: fields only, lists are gone through."""
    for field, shape in shapes(model).items():
        here, mark, named = shape, shape.definieert, False
        while here.item is not None:
            named |= here.named
            here = here.item
            mark = mark or here.definieert
        if mark is not None:
            yield mark.soort, mark.binnen, (*way, field)
        if here.model is not None:
            below = list(_inside(here.model, (*way, field)))
            if named and below:
                raise ValueError(f"{model.__name__}.{field}: a name inside what stands under a name cannot be told")
            yield from below
