"""What is still to be given of something new, with what there is to choose from."""

from convenant_cli.editing.creating.draft import Ontwerp
from convenant_cli.editing.creating.kinds import Veld, fields, points_to
from convenant_cli.editing.creating.proposals import ONE_OF, follows
from convenant_cli.findings import ConvenantError

_FEW = 8  # names to choose from that fit on a line


def missing(draft: Ontwerp) -> list[str]:
    """Return what is still to be given, a line for each field with what it is.

    What follows from another field that is missing too, is not asked for.
    """
    known = {one.naam: one for one in fields(draft.soort.model)}
    empty = [one for one in known.values() if one.verplicht and one.naam not in draft.data]
    lines = [_asked(draft, one) for one in [one for one in empty if not follows(draft, one.naam)] or empty]
    either = ONE_OF.get(draft.soort.naam, ())
    if either and not any(name in draft.data for name in either):
        lines.append(", of ".join(_asked(draft, known[name]) for name in either))
    return lines


def _asked(draft: Ontwerp, field: Veld) -> str:
    model = field.shape.model
    first = next((one for one in fields(model) if one.verplicht), None) if model else None
    name = f"{field.naam}.{first.naam}" if first else field.naam
    return f"{name}=… ({field.uitleg.rstrip('.')}{_choices(draft, first or field)})"


def _choices(draft: Ontwerp, field: Veld) -> str:
    """Return what there is to choose from, as the end of what a field is; empty when that is much, or said already."""
    inner, to = field.shape.item or field.shape, points_to(field.shape)
    words = list(inner.words) if inner.choice else []
    if to:
        names = sorted(name for kind in to.soorten for name in draft.dossier.defined.get(kind, ()))
        own = f"{draft.bij}/"  # a goal is one of the plan of the action
        words = [name.removeprefix(own) for name in names if not draft.bij or "/" not in name or name.startswith(own)]
    said = all(word in field.uitleg for word in words)
    return "" if said or len(words) > _FEW else f"; kies uit: {', '.join(words)}"


def refuse_incomplete(draft: Ontwerp) -> None:
    """Raise ConvenantError when something is still to be given."""
    if lines := missing(draft):
        raise ConvenantError("\n  ".join(["er ontbreekt nog:", *lines]))
