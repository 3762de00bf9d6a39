"""Template, data and a dossier's own templates in, text out. What is a dossier's own is filled in elsewhere."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from convenant_cli.documents.page import confined
from convenant_cli.documents.page.own import templates_of
from convenant_cli.documents.page.rendering import Templates, fill_in, found_at
from convenant_cli.findings import ConvenantError


def fill(template: str, context: Mapping[str, Any], own: Path | None = None) -> str:
    """Fill a template; every value is escaped for HTML. See :func:`fill_each`."""
    return fill_each(template, [context], own)[0]


def fill_each(template: str, contexts: Sequence[Mapping[str, Any]], own: Path | None = None) -> list[str]:
    """Fill a template with each of some contexts; every value is escaped for HTML.

    ``own`` is a folder whose templates go before the shipped ones; with them the work is done in a process of its own,
    one for all. Raises ConvenantError, with file and line, for a mistake in a template, and when it takes too much.
    """
    templates = templates_of(own)
    if not templates.own:
        return [fill_in(template, context, templates) for context in contexts]
    if why := templates.refused.get(template):
        raise ConvenantError(why)
    made: list[str] = json.loads(
        confined.run(filled, template, contexts, templates, subject=_subject(template, templates))
    )
    if why := templates.bare.get(template):
        raise ConvenantError(why)
    return made


def source_of(template: str, context: Mapping[str, Any], own: Path | None, at: tuple[int, int]) -> str:
    """Return file and line of the template from which a place (line, column) of what it was filled in to came."""
    templates = templates_of(own)
    if not templates.own:
        return found_at(template, context, templates, at)
    return confined.run(placed, template, context, templates, at, subject=_subject(template, templates)).decode()


def brings_templates(own: Path | None) -> bool:
    """Tell whether a dossier has templates of its own that documents use."""
    return bool(templates_of(own).own)


def filled(template: str, contexts: Sequence[Mapping[str, Any]], templates: Templates) -> bytes:
    """Return a template, filled with each of some contexts, as JSON."""
    return json.dumps([fill_in(template, context, templates) for context in contexts]).encode()


def placed(template: str, context: Mapping[str, Any], templates: Templates, at: tuple[int, int]) -> bytes:
    """Return file and line of a template as bytes."""
    return found_at(template, context, templates, at).encode()


def _subject(template: str, templates: Templates) -> str:
    """Return a template as a sentence names it: by its file, or with the folder whose parts it uses."""
    place, _ = templates.texts[template]
    if place.startswith(templates.own):
        return f"het sjabloon {place}"
    return f"het sjabloon {template} met de delen uit {templates.own}"
