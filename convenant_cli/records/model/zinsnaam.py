"""The kind of value that is a name as sentences say it."""

from typing import Annotated

from pydantic_core import core_schema as cs

from convenant_cli.records.model.velden import tekstvorm, waardetype
from convenant_cli.text.naamwoord import Naamwoord

_PATTERN = r"^(de|het) \S[^\n]{0,79}$"
Zinsnaam = Annotated[
    Naamwoord,
    waardetype(
        cs.no_info_after_validator_function(Naamwoord, tekstvorm(_PATTERN, strip_whitespace=True)),
        "geen naam met lidwoord; begin met 'de' of 'het', zoals 'het protocol' of 'de samenwerkingsafspraken'",
        {"type": "string", "pattern": _PATTERN, "examples": ["het protocol", "de samenwerkingsafspraken"]},
    ),
]
"""How sentences name a thing, with its article."""
