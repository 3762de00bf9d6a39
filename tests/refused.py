"""What the process for own templates says of many of them, one after another. By itself: such a process loads this."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from convenant_cli.documents.page.rendering import Templates, fill_in
from convenant_cli.findings import ConvenantError


def each(template: str, context: Mapping[str, Any], tried: Sequence[Templates]) -> bytes:
    """Return, as JSON, with which sentence each of some templates is refused; empty when it is not."""

    def told(templates: Templates) -> str:
        try:
            fill_in(template, context, templates)
        except ConvenantError as error:
            return str(error)
        return ""

    return json.dumps(list(map(told, tried))).encode()
