"""The signals of a dossier as data: what `status` shows, for other programs."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from convenant_cli.commands.reports.envelope import envelope
from convenant_cli.dossier.looptijd import Stand
from convenant_cli.findings import Place
from convenant_cli.judging.aflopend import Signaal
from convenant_cli.judging.signalen import Planstand, Signalen
from convenant_cli.sources.git.pending import Openstaand


def lines(told: Signalen, git: Openstaand | None = None) -> Iterator[str]:
    """Yield one JSON document. ``file`` is relative to the dossier."""
    every = told.overzicht
    meeting = told.bijeenkomst
    yield envelope(
        {
            "peildatum": every.peildatum.isoformat(),
            "looptijd": _term_data(told.stand) if told.stand else None,
            "bijeenkomst": {"id": meeting.id, "titel": meeting.titel, "datum": meeting.datum.isoformat()}
            if meeting
            else None,
            "aandacht": len(every.punten),
            "te_laat": [_signal(told, signal) for signal in told.te_laat],
            "verloopt": [_signal(told, signal) for signal in told.verloopt],
            "te_oud": [_signal(told, signal) for signal in told.te_oud],
            "komt_eraan": [
                {"bepaling": one.bepaling.id, "periode": one.periode, "uiterlijk": one.dag.isoformat()}
                for one in told.terugkomend
            ],
            "vertrek": [_signal(told, signal) for signal in told.vertrek],
            "vertrokken": [
                {"partner": one.partner.id, "datum": one.dag.isoformat()} for one in told.partijvertrek if one.weg
            ],
            "afwijkingen": [
                {
                    "id": one.afwijking.id,
                    "bepalingen": [clause.id for clause in one.bepalingen],
                    "van": one.afwijking.van.isoformat(),
                    "tot": one.afwijking.tot.isoformat(),
                }
                for one in told.afwijkingen
            ],
            "straks_verouderd": [
                {
                    "bepaling": clause.id,
                    "partners": [partner.id for partner in partners],
                    "vanaf": told.straks_vanaf[clause.id][0].isoformat(),
                }
                for clause, partners in told.straks_verouderd
            ],
            "verklaringen": [
                {"periode": one.periode, "partner": one.partner.id, "open": one.open, "gevraagd": one.gevraagd}
                for one in told.verklaringen
            ],
            "jaarplannen": [_plan_data(plan) for plan in told.plannen],
            "voor_vaststellen": [
                {
                    "jaarplan": plan.id,
                    "nog_te_doen": [
                        {"bepalingen": [clause.id for clause in one.bepalingen], "wat": one.wat, "nu": one.nu}
                        for one in asked
                    ],
                }
                for plan, asked in told.voor_vaststellen
            ],
            "git": {"niet_vastgelegd": list(git.bestanden), "niet_verstuurd": git.commits} if git else None,
        },
    )


def _term_data(term: Stand) -> dict[str, Any]:
    running = term.termijn
    return {
        "fase": term.fase,
        "termijn": running.nummer if running else None,
        "tot_en_met": (running.tot - timedelta(days=1)).isoformat() if running and running.tot else None,
        "dagen_te_gaan": term.dagen_te_gaan,
        "daarna": term.volgende,
        "opzeggen_uiterlijk": term.opzeggen_voor.isoformat() if term.opzeggen_voor else None,
        "opgezegd": {"datum": term.opzegging.datum.isoformat(), "partner": term.opzegging.partner}
        if term.opzegging
        else None,
    }


def _signal(told: Signalen, signal: Signaal) -> dict[str, Any]:
    return {"datum": signal.dag.isoformat(), "tekst": signal.tekst, **_place(told, signal.place)}


def _place(told: Signalen, place: Place) -> dict[str, Any]:
    position = told.overzicht.dossier.locate(place)
    return {"file": position.file, "line": position.line, "column": position.column}


def _plan_data(plan: Planstand) -> dict[str, Any]:
    return {
        "id": plan.plan.id,
        "acties": plan.acties,
        "kwartalen": [
            {"naam": quarter.naam, "gepland": quarter.gepland, "afgerond": quarter.afgerond}
            for quarter in plan.kwartalen
        ],
    }
