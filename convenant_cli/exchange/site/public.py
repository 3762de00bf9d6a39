"""What of a dossier everybody may know: a dossier that holds that and nothing else.

The pages and the search of the site are made from it. A field is shown when it stands in the list here, so that a new
field of a record stays inside until somebody decides otherwise.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.findings import ConvenantError
from convenant_cli.records import Actie, Bepaling, Bijeenkomst, Convenant, Hoofdstuk, Jaarplan, Orgaan, Partner, Record
from convenant_cli.records.aanbod import Aanbod, Financiering
from convenant_cli.records.actie import Indicator, Voortgang
from convenant_cli.records.begrippen import Begrip, Eenheidsoort, Rol, Thema
from convenant_cli.records.bepaling import EerdereVersie, Toetsopgave
from convenant_cli.records.convenant import Interpretatie, Voorganger
from convenant_cli.records.jaarplan import Doel, Planthema
from convenant_cli.records.looptijd import Looptijd
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.orgaan import Lid
from convenant_cli.records.partner import Aanspreekpunt, Contact, Eenheid
from convenant_cli.records.secretariaat import Secretariaat

#: The documents that go with the site, and the ones of each that do. Both are made for everybody: the agreement asks
#: the parties to make an adopted plan known, and the guide is there to find each other. All others are papers of the
#: parties: what a meeting gets or decided, how agreements are kept, what is still to be done.
DOCUMENTS = ("jaarplan", "partnergids")

#: What of each part of a record everybody may know. Of a kind that is not here nothing is shown.
SHOWN: Mapping[type[Onderdeel], frozenset[str]] = {
    Convenant: frozenset(
        ("titel", "gemeente", "beheerder", "versie", "ondertekend_op", "ondertekend_te", "vindplaats", "voorbeeld")
    ) | frozenset(
        ("doel", "reikwijdte", "looptijd", "vervangt", "rollen", "themas", "doelgroepen", "bijeenkomstsoorten")
    ) | frozenset(("afkortingen", "interpretaties", "secretariaat", "eenheidsoorten", "zinsnaam")),
    Looptijd: frozenset(Looptijd.model_fields),
    Voorganger: frozenset(Voorganger.model_fields),
    Rol: frozenset(Rol.model_fields),
    Begrip: frozenset(Begrip.model_fields),
    Eenheidsoort: frozenset(Eenheidsoort.model_fields),
    Thema: frozenset(Thema.model_fields),
    Interpretatie: frozenset(("id", "nummer", "vraag", "lezing", "bepalingen", "status", "besloten_op")),
    Hoofdstuk: frozenset(("hoofdstuk", "titel", "bepalingen")),
    Bepaling: frozenset(
        ("id", "nummer", "onderdeel", "nummer_zekerheid", "nummer_anders", "titel", "tekst", "gebonden", "aard")
    ) | frozenset(("familie", "toets", "interpretatie", "ingangsdatum", "vervalt_op", "eerdere_versies")),
    EerdereVersie: frozenset(("ingangsdatum", "nummer", "onderdeel", "titel", "tekst", "gebonden")),
    Toetsopgave: frozenset(("soort",)),
    Partner: frozenset(
        ("naam", "korte_naam", "zinsnaam", "rollen", "lid_van", "lid_tot", "ondertekening", "webpagina")
    ) | frozenset(("contactpersoon", "vervanger", "aanspreekpunten", "eenheden", "aanbod")),
    Contact: frozenset(("functie", "email", "telefoon", "van", "tot")),
    Secretariaat: frozenset(Secretariaat.model_fields),
    Aanspreekpunt: frozenset(("taak", "functie", "email", "telefoon", "webpagina", "voor", "themas")),
    Eenheid: frozenset(
        ("id", "naam", "soort", "sector", "hoort_bij", "plaats", "lid_van", "lid_tot", "contactpersoon", "vervanger")
    ),
    Aanbod: frozenset(
        ("id", "titel", "omschrijving", "themas", "zoekwoorden", "doelgroep", "vorm", "eenheid", "voor")
    ) | frozenset(("frequentie", "financiering", "opschaling_naar", "bevestigd_op")),
    Financiering: frozenset(("tot",)),
    Orgaan: frozenset(("naam", "zinsnaam", "taak", "leden", "elke_partij", "ingesteld_op", "opgeheven_op")),
    Lid: frozenset(Lid.model_fields),
    Jaarplan: frozenset(
        ("titel", "periode", "eigenaar", "onderwerp", "status", "versie", "opdrachtgever", "vastgesteld_op")
    ) | frozenset(("samenvatting", "themas")
    ),
    Planthema: frozenset(Planthema.model_fields),
    Doel: frozenset(Doel.model_fields),
    Actie: frozenset(
        ("nummer", "titel", "thema", "doel", "trekker", "partners", "voor", "omschrijving", "doelgroep", "start")
    ) | frozenset(("gereed", "status", "afgerond_op", "indicator", "aanbod", "vervolg_op", "voortgang")),
    Indicator: frozenset(Indicator.model_fields),
    Voortgang: frozenset(("datum", "tekst")),
    Bijeenkomst: frozenset(
        ("titel", "bijeenkomstsoort", "status", "datum", "aanvang", "einde", "plaats", "organisator", "orgaan")
    ),
}  # fmt: skip
#: What a record cannot be without, and nobody outside needs to know: this stands in its place.
_INSTEAD: Mapping[type[Onderdeel], Mapping[str, Any]] = {
    Partner: {"ondertekening": "onbekend"},
    Financiering: {"bron": ""},
    Bijeenkomst: {"genodigd": (), "agenda": ()},
}


def agreement(dossier: Dossier) -> Convenant:
    """Return the agreement. Raises ConvenantError when there is none, and so nothing to make known."""
    if dossier.convenant is None:
        raise ConvenantError("het dossier heeft geen convenant; begin met data/convenant.yaml")
    return dossier.convenant


def public(dossier: Dossier) -> Dossier:
    """Return a dossier with what everybody may know of it: no drafts, no papers, no remarks, no persons."""
    drafts = {id for id, plan in dossier.jaarplannen.items() if plan.status == "concept"}
    files = {name: _file(file) for name, file in dossier.files.items() if _is_public(file.record, drafts)}
    return Dossier(replace(dossier.source, files={}, refused=()), files)


def _is_public(record: Record | None, drafts: set[str]) -> bool:
    if isinstance(record, Jaarplan):
        return record.id not in drafts
    if isinstance(record, Actie):
        return record.jaarplan not in drafts
    return type(record) in SHOWN


def _file(file: RecordFile) -> RecordFile:
    assert file.record is not None
    record = _part(file.record)
    record.identify(file.record.id, file.record.name)
    return replace(file, raw=b"", record=record, mended=None)


def _part(whole: Any) -> Any:
    """Return a part of a record with the fields that are shown; the others are as if they had not been filled in."""
    kind = type(whole)
    instead = _INSTEAD.get(kind, {})
    kept = {
        name: instead[name] if name in instead else _value(getattr(whole, name))
        for name in kind.model_fields
        if name in SHOWN[kind] or name in instead
    }
    if isinstance(whole, Convenant):
        agreed = (one for one in whole.interpretaties if one.status == "vastgesteld")
        kept["interpretaties"] = tuple(map(_part, agreed))
    return kind.model_construct(**kept)


def _value(value: Any) -> Any:
    if isinstance(value, Onderdeel):
        return _part(value)
    if isinstance(value, tuple):
        return tuple(map(_value, value))
    if isinstance(value, Mapping):
        return {key: _value(one) for key, one in value.items()}
    return value
