"""A dossier as data for other programs: of each kind of record a file with a line a record, and a sheet; the agreement.

What is about a person stays out, and so does what is for one reader only; a text that holds a value about a person all
the same is refused.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from convenant_cli.documents.page.discretion import private_values, refuse_private
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.op_dag import op_dag
from convenant_cli.exchange.blad_csv import guarded
from convenant_cli.exchange.site.public import agreement, public
from convenant_cli.findings import value_at
from convenant_cli.kalender import DATUM_PATTERN, lange_datum
from convenant_cli.records import KINDS, Convenant
from convenant_cli.records.model.holding import for_one_reader
from convenant_cli.records.model.record import Onderdeel, Record
from convenant_cli.records.model.shapes import shapes
from convenant_cli.sources.sources import PRIVATE
from convenant_cli.text.volgorde import volgorde

#: The agreement as portals for open government read it (OpenWebconcept, version 1).
OPENCONVENANTEN = "openconvenanten.json"
_OWN = ("soort", "id", "bestand")


def records(dossier: Dossier) -> dict[str, bytes]:
    """Return the files by name, for each kind that the dossier has: ``actie.jsonl`` and ``actie.csv``.

    Raises ConvenantError when a value about a person would be in one.
    """
    made: dict[str, bytes] = {}
    private = private_values(dossier)
    for kind in KINDS:
        rows = [_data(one) for one in sorted(dossier.all(kind).values(), key=lambda one: volgorde(one.id))]
        if not rows or kind.patroon == PRIVATE:
            continue
        lines = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
        refuse_private([lines], private)
        made[f"{kind.soort}.jsonl"] = lines.encode()
        made[f"{kind.soort}.csv"] = _sheet(kind, rows)
    return made


def _data(record: Record) -> dict[str, Any]:
    own = dict(zip(_OWN, (record.soort, record.id, record.name), strict=True))
    return own | _filled(record)


def _filled(part: Onderdeel) -> dict[str, Any]:
    """Return the fields of a part that are filled in and are for everybody, in the order of the model."""
    hidden = _hidden(type(part))
    plain = part.model_dump(mode="json")
    found: dict[str, Any] = {}
    for name in plain:
        value = getattr(part, name)
        if value in (None, (), {}) or name in hidden:
            continue
        found[name] = _value(value, plain[name])
    return found


def _hidden(model: type[Onderdeel]) -> frozenset[str]:
    """Return the fields that are about a person, or for one reader."""
    return for_one_reader(model) | {name for name, shape in shapes(model).items() if shape.persoonlijk}


def _value(value: Any, plain: Any) -> Any:
    if isinstance(value, Onderdeel):
        return _filled(value)
    if isinstance(value, tuple):
        return [_value(one, other) for one, other in zip(value, plain, strict=True)]
    if isinstance(value, Mapping):
        return {key: _value(one, plain[key]) for key, one in value.items()}
    return plain


# --- as a sheet ----------------------------------------------------------------------------------------------------


def _sheet(kind: type[Record], rows: list[dict[str, Any]]) -> bytes:
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    columns = [*((name,) for name in _OWN), *_columns(kind)]
    sheet.writerow(".".join(way) for way in columns)
    for row in rows:
        sheet.writerow(_safe(_shown(value_at(row, way))) for way in columns)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(text: str) -> str:
    """Return a text that no spreadsheet takes for something else; a day is a day there too."""
    return text if re.fullmatch(DATUM_PATTERN, text) else guarded(text)


def _columns(model: type[Onderdeel], way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the way to each field that a record can have: the columns depend on the model and not on the rows."""
    hidden = _hidden(model)
    for name, shape in shapes(model).items():
        if name in hidden:
            continue
        if shape.model and not shape.many and not shape.words and shape.model.model_config.get("extra") != "allow":
            yield from _columns(shape.model, (*way, name))
        else:
            yield (*way, name)


def _shown(value: Any) -> str:
    """Return a value as one text: a list of words with semicolons, what has parts as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list) and not any(isinstance(one, dict | list) for one in value):
        return "; ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def openconvenanten(dossier: Dossier, dag: date) -> bytes:
    """Return the agreement as an item, in JSON, with what everybody may know on a day and nothing else.

    Raises ConvenantError when there is no agreement, and for a value about a person.
    """
    known = public(op_dag(dossier, dag).dossier)
    told = {key: value for key, value in _fields(known, agreement(known), dag).items() if value}
    text = f"{json.dumps(told, ensure_ascii=False, indent=2)}\n"
    refuse_private([text], private_values(dossier))
    return text.encode()


def _fields(known: Dossier, convenant: Convenant, dag: date) -> dict[str, Any]:
    place = convenant.vindplaats or f"{convenant.waar} {convenant.titel} {convenant.ondertekend_op}"
    return {
        "ID": str(uuid5(NAMESPACE_URL, place)),
        "Beschrijving": " ".join(filter(None, (convenant.doel, convenant.reikwijdte))).strip(),
        "Samenvatting": (convenant.doel or "").strip(),
        "Onderwerp": convenant.titel,
        "Beleidsterrein": ", ".join(theme.naam for theme in convenant.themas.values()),
        "Partijen": [{"Naam": one.naam} for one in known.partners.values() if one.actief_op(dag)],
        "Inhoud": "\n\n".join(f"{one.voluit}\n{one.tekst.strip()}" for one in known.bepalingen.values()),
        "Duur": _term(convenant),
        "Datum_ondertekening": convenant.ondertekend_op.isoformat(),
        "Bijlagen": [{"URL_Bijlage": convenant.vindplaats, "Naam_Bijlage": convenant.titel}]
        if convenant.vindplaats
        else [],
    }


def _term(convenant: Convenant) -> str:
    term = convenant.looptijd
    after = {"stilzwijgend": "daarna stilzwijgend verlengd", "besluit": "daarna alleen door een besluit", "geen": ""}
    first = term.eerste_termijn
    length = f"tot en met {lange_datum(first)}" if isinstance(first, date) else str(first)
    return ", ".join(filter(None, (f"vanaf {lange_datum(term.ingang)}: {length}", after[term.verlenging])))
