"""The oordelen for programs. Every key is listed here by hand, so that no change inside changes what others read."""

from collections.abc import Iterator
from typing import Any

from convenant_cli.commands.reports.envelope import envelope
from convenant_cli.findings import Place
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.judging.overzicht import Overzicht


def lines(every: Overzicht) -> Iterator[str]:
    """Yield one JSON document. ``file`` is relative to the dossier; columns count characters from 1."""
    yield envelope(
        {
            "peildatum": every.peildatum.isoformat(),
            "oordelen": [_oordeel(every, oordeel) for oordeel in every.oordelen],
        },
    )


def _oordeel(every: Overzicht, oordeel: Oordeel) -> dict[str, Any]:
    return {
        "bepaling": oordeel.bepaling,
        "nummer": every.dossier.bepalingen[oordeel.bepaling].nummer,
        "partner": oordeel.partner,
        "eenheid": oordeel.eenheid,
        "periode": oordeel.periode,
        "familie": oordeel.familie,
        "staat": oordeel.staat,
        "aandacht": oordeel in every.vraagt_aandacht,
        "ontheffing": every.ontheffing.get(oordeel),
        "toelichting": oordeel.toelichting,
        "nu": oordeel.nu,
        "rust_op": [_place(every, place) for place in oordeel.rust_op],
        "bij": _place(every, oordeel.bij) if oordeel.bij else None,
        "interpretatie": oordeel.interpretatie,
    }


def _place(every: Overzicht, place: Place) -> dict[str, Any]:
    position = every.dossier.locate(place)
    return {"file": position.file, "line": position.line, "column": position.column}
