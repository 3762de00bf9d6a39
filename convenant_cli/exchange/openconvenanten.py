"""The agreement as an item of OpenConvenanten, as portals for open government read it (OpenWebconcept, version 1)."""

import json
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from convenant_cli.documents.page.discretion import private_values, refuse_private
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.op_dag import op_dag
from convenant_cli.exchange.site.public import agreement, public
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Convenant

NAME = "openconvenanten.json"


def item(dossier: Dossier, dag: date) -> bytes:
    """Return the item as JSON, with what everybody may know on a day and nothing else.

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
