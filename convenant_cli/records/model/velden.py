"""The kinds of value a field can hold. Every scalar arrives as text; the type here says what the text means.

Each type carries the Dutch sentence for a wrong value and a JSON Schema that accepts what an editor sees:
YAML editors type ``2.10`` and ``0172465465`` as numbers before the schema looks, we never do.
"""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any

from pydantic import GetJsonSchemaHandler, GetPydanticSchema
from pydantic_core import CoreSchema
from pydantic_core import core_schema as cs

from convenant_cli.kalender import DATUM_PATTERN, DUUR_PATTERN, PERIODE_PATTERN, Duur, Nawerking, Periode
from convenant_cli.records.model.record import Gebeurd

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_PAD_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$"
_EMAIL_PATTERN = (
    r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$"
)
_TELEFOON_PATTERN = r"^(\+[1-9][0-9]|0|[1-9])[0-9 ()-]{1,18}[0-9]$"
_WEBLINK_PATTERN = r'^https://[A-Za-z0-9.-]+(:[0-9]{2,5})?([/?#][^\s<>"{}|\\^`]*)?$'

#: The error type that marks a message as a finished Dutch sentence of this module.
EIGEN_FOUT = "waarde"

#: What editors may make of an unquoted value: text, a number or a boolean.
SCALAR = ["string", "number", "boolean"]


class Vorm(GetPydanticSchema):
    """What pydantic asks of a type of value, and the Dutch sentence on how it is written."""

    zin: str


def waardetype(inner: CoreSchema, message: str, json: dict[str, Any]) -> Vorm:
    """Return a type of value: how it is read, the Dutch sentence for a wrong one, and its JSON Schema."""

    def schema(_source: Any, _handler: Any) -> CoreSchema:
        # A new one for every field: pydantic writes the marks of a field into it.
        return cs.custom_error_schema(inner, custom_error_type=EIGEN_FOUT, custom_error_message=message)

    def json_schema(_schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(json)

    form = Vorm(schema, json_schema)
    object.__setattr__(form, "zin", message)
    return form


def tekstvorm(pattern: str, **options: Any) -> CoreSchema:
    """Return how text of a pattern is read."""
    return cs.str_schema(pattern=pattern, strict=True, **options)


def parsed(pattern: str, parse: Callable[[str], Any]) -> CoreSchema:
    """Return how text of a pattern is read; ``parse`` raises ValueError for what only looks right."""
    read = cs.no_info_plain_validator_function(parse, serialization=cs.to_string_ser_schema(when_used="always"))
    return cs.chain_schema([tekstvorm(pattern), read])


def waardevan(
    pattern: str, message: str, kinds: str | list[str] = SCALAR, then: CoreSchema | None = None, **options: Any
) -> Vorm:
    """Return a type of value written by a pattern, of which an editor makes one of some kinds.

    ``then``: what the text is read as.
    """
    text = tekstvorm(pattern, **options)
    return waardetype(cs.chain_schema([text, then]) if then else text, message, {"type": kinds, "pattern": pattern})


def _ontleed(pattern: str, parse: Callable[[str], Any], message: str, *examples: str) -> Vorm:
    form = {"type": "string", "pattern": pattern, "examples": list(examples)}
    return waardetype(parsed(pattern, parse), message, form)


Tekst = Annotated[
    str,
    waardetype(
        tekstvorm(r"^[^\n]+$", strip_whitespace=True),
        "hier hoort één regel tekst",
        {"type": SCALAR, "minLength": 1},
    ),
]
"""One line of text, not empty."""

KorteNaam = Annotated[
    str,
    waardetype(
        tekstvorm(r"^[^\n]{1,16}$", strip_whitespace=True),
        "geen korte naam; schrijf hoogstens 16 tekens",
        {"type": SCALAR, "pattern": r"^\s*\S(.{0,14}\S)?\s*$"},
    ),
]
"""A name short enough for a column head."""

Alineas = Annotated[
    str,
    waardetype(
        cs.str_schema(strict=True, strip_whitespace=True, min_length=1),
        "hier hoort tekst; een tekst van meer regels begint met '|' achter de dubbele punt",
        {"type": SCALAR, "minLength": 1},
    ),
]
"""Text of one or more paragraphs, not empty."""

Id = Annotated[
    str,
    waardevan(
        SLUG_PATTERN,
        "geen geldige naam; gebruik alleen kleine letters, cijfers en streepjes, zoals 'online-veiligheid'",
    ),
]
"""The name of a thing: small letters, digits and dashes."""

Verwijspad = Annotated[
    str,
    waardevan(
        _PAD_PATTERN,
        "geen geldige verwijzing; gebruik kleine letters, cijfers, streepjes en '/', zoals '2026/training'",
    ),
]
"""The name of a thing in another record, with ``/`` between the record and the thing."""

Datum = Annotated[
    date,
    waardevan(
        DATUM_PATTERN, "geen bestaande datum; schrijf jaar-maand-dag, zoals 2026-06-30", "string", cs.date_schema()
    ),
]
"""A day, written as ISO 8601 (2026-06-30)."""

GebeurdOp = Annotated[Datum, Gebeurd()]
"""The day on which something has happened, such as a confirmation or an adoption."""

Tijd = Annotated[
    time,
    waardevan(
        r"^([01][0-9]|2[0-3]):[0-5][0-9]$",
        "geen tijd; schrijf uren en minuten, zoals 14:30 of 09:00",
        ["string", "integer"],
        cs.time_schema(),
    ),
]
"""A time of day in local time (14:30)."""

Volgnummer = Annotated[
    int,
    waardevan(
        r"^[1-9][0-9]{0,3}$", "geen volgnummer; schrijf een heel getal vanaf 1", ["integer", "string"], cs.int_schema()
    ),
]

Aantal = Annotated[
    int,
    waardevan(
        r"^(0|[1-9][0-9]{0,5})$", "geen aantal; schrijf een heel getal vanaf 0", ["integer", "string"], cs.int_schema()
    ),
]

# No '1.200': a person means 1200. Three decimals only where no thousands can be meant.
_GETAL_PATTERN = r"^-?((0|[1-9][0-9]{0,11})(\.([0-9]{1,2}|[0-9]{4}))?|(0|[1-9][0-9]{3,11})\.[0-9]{3})$"
Getal = Annotated[
    Decimal,
    waardevan(
        _GETAL_PATTERN,
        "geen getal; schrijf alleen cijfers, met een punt voor decimalen, zoals 120 of 7.5 "
        "(de eenheid hoort in een eigen veld)",
        ["number", "string"],
        cs.decimal_schema(),
    ),
]

Nummer = Annotated[
    str,
    waardevan(
        r"^[0-9]{1,3}(\.[0-9]{1,3}){0,3}$",
        "geen nummer; schrijf cijfers met punten ertussen, zoals 2.10",
        ["string", "number"],
    ),
]
"""A number as it is printed: ``2.10`` and ``2.1`` differ."""

_GEDRUKT_PATTERN = r"^[0-9A-Za-z][0-9A-Za-z .:()-]{0,23}$"
Gedrukt = Annotated[
    str,
    waardevan(
        _GEDRUKT_PATTERN,
        "geen nummer; schrijf het zoals het is gedrukt, zoals 2.10, IV of 'bijlage 2'",
        ["string", "number"],
        strip_whitespace=True,
    ),
]
"""The number of a chapter or clause as its agreement prints it, in digits, letters or words."""

JaNee = Annotated[
    bool,
    waardetype(
        cs.chain_schema(
            [
                tekstvorm(r"^(ja|nee|true|false)$"),
                cs.no_info_plain_validator_function(lambda text: text in ("ja", "true")),
            ]
        ),
        "schrijf ja of nee",
        {"enum": ["ja", "nee", True, False, "true", "false"]},
    ),
]

Postbus = Annotated[
    str,
    waardevan(
        _EMAIL_PATTERN,
        "geen e-mailadres; schrijf het adres van een functionele postbus, zoals convenant@partij.example",
        "string",
    ),
]
"""An e-mail address of a function or department, not of a person."""

Telefoon = Annotated[
    str,
    waardevan(
        _TELEFOON_PATTERN,
        "geen telefoonnummer; schrijf cijfers met spaties of een streepje, zoals 0172 465 465",
        ["string", "number"],
    ),
]
"""A telephone number as dialled; the leading zero stays."""

Weblink = Annotated[
    str, waardevan(_WEBLINK_PATTERN, "geen webadres; schrijf een volledig adres dat begint met https://", "string")
]

Vingerafdruk = Annotated[str, waardevan(r"^[0-9a-f]{8}$", "geen vingerafdruk; neem de acht tekens over uit de melding")]
"""The first eight characters of the fingerprint of one text."""

Plaatsaanduiding = Annotated[
    str,
    waardevan(
        r"^[0-9]{1,5}(-[0-9]{1,5})?(, [0-9]{1,5}(-[0-9]{1,5})?)*$",
        "geen plaats in de bron; schrijf nummers van regels, zoals 108-109 of 33, 36-40",
    ),
]
"""Numbers of lines in the text of the covenant."""

DuurVeld = Annotated[
    Duur,
    _ontleed(
        DUUR_PATTERN,
        Duur.parse,
        "geen duur; schrijf een getal met dagen, weken, maanden of jaar, zoals '6 maanden' (hoogstens 100 jaar)",
        "6 maanden",
        "3 jaar",
    ),
]

PeriodeVeld = Annotated[
    Periode,
    _ontleed(
        PERIODE_PATTERN,
        Periode.parse,
        "geen periode; schrijf bijvoorbeeld 'kalenderjaar 2026', 'schooljaar 2026-2027', "
        "'2e kwartaal 2026' of '2026-01-01 t/m 2026-12-31'",
        "kalenderjaar 2026",
        "schooljaar 2026-2027",
        "2e kwartaal 2026",
    ),
]


def _nawerking(text: str) -> Nawerking:
    return "onbepaald" if text == "onbepaald" else Duur.parse(text)


def _termijn(text: str) -> Duur | date | str:
    if text == "onbepaald":
        return text
    return Duur.parse(text) if " " in text else date.fromisoformat(text)


_NAWERKING_PATTERN = f"{DUUR_PATTERN}|^onbepaald$"
NawerkingVeld = Annotated[
    Nawerking,
    _ontleed(
        _NAWERKING_PATTERN,
        _nawerking,
        "geen duur; schrijf een getal met dagen, weken, maanden of jaar, zoals '2 jaar', of 'onbepaald'",
        "2 jaar",
        "onbepaald",
    ),
]
"""How long a clause binds on: a duration, or ``onbepaald``, for ever."""

_TERMIJN_PATTERN = f"{DATUM_PATTERN}|{DUUR_PATTERN}|^onbepaald$"
Termijn = Annotated[
    Duur | date | str,
    _ontleed(
        _TERMIJN_PATTERN,
        _termijn,
        "geen termijn; schrijf een duur ('3 jaar'), de laatste dag (2028-12-31) of 'onbepaald'",
        "3 jaar",
        "onbepaald",
    ),
]
"""The first term of an agreement: a duration, its last day, or ``onbepaald``."""
