"""Who was at a meeting: a row for each party that was invited, was there, or sent its apologies."""

from collections.abc import Iterator
from datetime import date

from convenant_cli.dossier.bijeenkomsten import in_order, invited
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.partijen import by_name
from convenant_cli.exchange.tabellen import Rij
from convenant_cli.kalender import korte_datum
from convenant_cli.records import Bijeenkomst

SENTENCE = "Wie er bij een bijeenkomst was, en wie zich afmeldde."
MODEL = Bijeenkomst
VAST = ("Bijeenkomst", "Partij")
VELDEN = ("aanwezig.via", "aanwezig.functie", "afgemeld", "afgemeld.reden")


def rijen(dossier: Dossier) -> Iterator[Rij]:
    """Yield a row for each party of each meeting, by day and name."""
    for meeting in in_order(dossier):
        told = {one.partner for one in meeting.aanwezig} | {one.partner for one in meeting.afgemeld}
        others = (dossier.partners[id] for id in told if id in dossier.partners)
        for partner in by_name({one.id: one for one in (*invited(dossier, meeting), *others)}.values()):
            known = {"partner": partner.id}
            yield Rij(
                f"{meeting.id}/{partner.id}",
                meeting,
                (f"{meeting.titel}, {korte_datum(meeting.datum)}", partner.naam),
                frozenset((partner.id,)),
                sleutels={"aanwezig": known, "afgemeld": known},
                groep=meeting.id,
            )


def STANDAARD(dossier: Dossier, dag: date) -> frozenset[str]:  # noqa: N802  # part of the declaration
    """Return the last meeting that was, or else the first that comes."""
    meetings = [one for one in in_order(dossier) if one.status != "vervallen"]
    past = [one for one in meetings if one.datum <= dag]
    return frozenset(one.id for one in (past[-1:] or meetings[:1]))
