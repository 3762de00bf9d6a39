"""What every report in JSON has in common: the version of its form, and that no terminal or log obeys it."""

from collections.abc import Mapping
from typing import Any

from convenant_cli.text.screen import as_json

#: Goes up when a field goes away or means something else; a field more changes nothing for who reads it.
VERSION = 1


def envelope(data: Mapping[str, Any]) -> str:
    """Return a report as one JSON document, with the version of its form first."""
    return as_json({"version": VERSION, **data})
