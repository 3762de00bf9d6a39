"""What can be filled in at a field: a word of the model, or a thing of the dossier with the name that people know."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.editing.creating.draft import Ontwerp
from convenant_cli.editing.creating.kinds import Veld, points_to
from convenant_cli.findings import Place
from convenant_cli.kalender import Tijdvak
from convenant_cli.records.model.labels import named_at


class Keus(NamedTuple):
    """A value that can be chosen, and its name."""

    waarde: str
    naam: str = ""


def choices(draft: Ontwerp, field: Veld, beside: Mapping[str, Any]) -> list[Keus]:
    """Return the values of a field; empty when anything can be typed. ``beside``: the fields that stand with it."""
    inner = field.shape.item or field.shape
    if inner.yes_no:
        return [Keus("ja"), Keus("nee")]
    if inner.choice:
        return [Keus(word) for word in inner.words]
    mark = points_to(field.shape)
    if mark is None:
        return []
    named = {id for soort in mark.soorten for id in draft.dossier.defined.get(soort, {})}
    found = [Keus(word) for word in mark.ook if word not in named]
    within = f"{(draft.bij or draft.naam).split('/')[0]}/"
    for soort in mark.soorten:
        for id, place in draft.dossier.defined.get(soort, {}).items():
            if not mark.binnen:
                found.append(Keus(id, _name(draft.dossier, place)))
            elif id.startswith(within):
                found.append(Keus(id.removeprefix(within), _name(draft.dossier, place)))
    fits = set(_that_fit(draft, field.naam, beside))
    gone = _gone(draft)
    return [one for one in found if (not fits or one.waarde in fits) and one.waarde.split("/")[0] not in gone]


def _that_fit(draft: Ontwerp, name: str, beside: Mapping[str, Any]) -> Iterator[str]:
    """Yield the themes and goals of the plan that an action belongs to; nothing for another field."""
    for theme in draft.plan.themas if draft.plan and draft.soort.naam == "actie" else ():
        if name == "thema":
            yield theme.thema
        elif name == "doel" and beside.get("thema") in (None, theme.thema):
            yield from (goal.id for goal in theme.doelen)


def _gone(draft: Ontwerp) -> set[str]:
    """Return the parties that no longer take part."""
    today = Tijdvak(draft.dag, date.max)
    return {id for id, partner in draft.dossier.partners.items() if not partner.actief_in(today)}


def _name(dossier: Dossier, place: Place) -> str:
    record = dossier.files[place.name].record
    if record is None:
        return ""
    return named_at(record, place.path)
