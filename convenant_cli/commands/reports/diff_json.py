"""What differs between two moments, for programs. Every key is listed here by hand: it stays what others read.

A file is relative to the dossier. ``van`` and ``naar`` of a field are plain data (dates as ISO 8601, null when there
is nothing or when it is about a person); ``oud`` and ``nieuw`` are the same as a reader sees it.
"""

from collections.abc import Iterator
from typing import Any

from convenant_cli.changes.wijziging import Kant, Oordeelwijziging, Recordwijziging, Veldwijziging, Vergelijking
from convenant_cli.commands.reports.envelope import envelope


def lines(every: Vergelijking) -> Iterator[str]:
    """Yield one JSON document."""
    yield envelope(as_data(every))


def as_data(every: Vergelijking) -> dict[str, Any]:
    """Return a comparison as plain data."""
    return {
        "oud": _side(every.oud),
        "nieuw": _side(every.nieuw),
        "peildatum": every.peildatum.isoformat(),
        "groepen": [
            {
                "soort": group.soort,
                "id": group.id,
                "titel": group.titel,
                "wijzigingen": [_change(change) for change in group.wijzigingen],
            }
            for group in every.groepen
        ],
        "oordelen": None if every.oordelen is None else [_oordeel(oordeel) for oordeel in every.oordelen],
        "oordelen_niet_vergeleken": every.waarom_niet or None,
        "meldingen": list(every.meldingen),
    }


def _side(side: Kant) -> dict[str, Any]:
    return {
        "label": side.label,
        "commit": side.commit,
        "datum": side.datum.isoformat() if side.datum else None,
    }


def _change(change: Recordwijziging) -> dict[str, Any]:
    return {
        "wat": change.wat,
        "soort": change.soort,
        "id": change.id,
        "oud_id": change.oud_id,
        "file": change.bestand,
        "oud_file": change.oud_bestand,
        "naam": change.naam,
        "titel": change.titel,
        "trekker": change.trekker or None,
        "aard": change.aard,
        "raakt_vastgesteld_plan": change.raakt_plan,
        "raakt_verplichting": change.raakt_verplichting,
        "bepalingen": list(change.bepalingen),
        "zinnen": list(change.zinnen),
        "velden": [_field(veld) for veld in change.velden],
        "oordelen": [_oordeel(oordeel) for oordeel in change.oordelen],
        "melding": change.melding or None,
    }


def _field(veld: Veldwijziging) -> dict[str, Any]:
    return {
        "wat": veld.wat,
        "pad": list(veld.pad),
        "label": veld.label,
        "van": veld.oud_waarde,
        "naar": veld.nieuw_waarde,
        "oud": veld.oud,
        "nieuw": veld.nieuw,
        "stukken": [[piece.soort, piece.tekst] for piece in veld.stukken],
        "erbij": list(veld.erbij),
        "eraf": list(veld.eraf),
        "aard": veld.aard,
        "raakt_vastgesteld_plan": veld.raakt_plan,
        "bepalingen": sorted(veld.bepalingen),
        "zin": veld.zin,
    }


def _oordeel(oordeel: Oordeelwijziging) -> dict[str, Any]:
    return {
        "bepaling": oordeel.bepaling,
        "nummer": oordeel.aanduiding,
        "titel": oordeel.titel,
        "partner": oordeel.partner,
        "eenheid": oordeel.eenheid,
        "periode": oordeel.periode,
        "van": oordeel.van,
        "naar": oordeel.naar,
        "aandacht_van": oordeel.aandacht_van,
        "aandacht_naar": oordeel.aandacht_naar,
        "toelichting": oordeel.toelichting,
        "files": list(oordeel.bestanden),
        "zin": oordeel.zin,
    }
