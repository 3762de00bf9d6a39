"""A new meeting: who usually comes, the items that every meeting has, what is asked of it, and what is still open."""

from datetime import date
from typing import Any

from convenant_cli.documents.content.agendapunten import Agendaonderwerp as Agendapunt
from convenant_cli.documents.content.agendapunten import add_asked, add_fixed
from convenant_cli.documents.kinds.agenda import look_back
from convenant_cli.dossier.aanbod import office_in_short
from convenant_cli.dossier.bijeenkomsten import chair_of, in_order
from convenant_cli.dossier.gebondenen import ALLE
from convenant_cli.dossier.organen import leden_op
from convenant_cli.editing.creating.draft import Ontwerp
from convenant_cli.editing.written import Value
from convenant_cli.kalender import Tijdvak, korte_datum, lange_datum
from convenant_cli.records import Bijeenkomst
from convenant_cli.text.sentences import without_point


def _day(draft: Ontwerp) -> date | None:
    try:
        return date.fromisoformat(str(draft.data.get("datum")))
    except ValueError:  # it is not known yet, or told when the record is read
        return None


def earlier(draft: Ontwerp) -> Bijeenkomst | None:
    """Return the last meeting of the same kind before the day of the new one; one that was cancelled does not count."""
    day, kind = _day(draft), draft.data.get("bijeenkomstsoort")
    of = draft.data.get("orgaan")
    found = [
        one
        for one in in_order(draft.dossier)
        if (one.bijeenkomstsoort, one.orgaan) == (kind, of) and one.status != "vervallen"
        if day is not None and one.datum < day
    ]
    return found[-1] if found else None


def meeting_title(draft: Ontwerp) -> str | None:
    """Return the name of the last meeting of its kind with the new day, month or year; else the kind with its year."""
    day = _day(draft)
    before = earlier(draft)
    if day and before:
        for written in (date.isoformat, korte_datum, lange_datum, _month, _year):
            if written(before.datum) in before.titel:
                return before.titel.replace(written(before.datum), written(day))
    known = draft.dossier.agreed.bijeenkomstsoorten.get(str(draft.data.get("bijeenkomstsoort")))
    return f"{known.naam} {day.year}" if known and day else None


def _month(day: date) -> str:
    return lange_datum(day).split(maxsplit=1)[1]


def _year(day: date) -> str:
    return str(day.year)


def invited(draft: Ontwerp) -> list[str]:
    """Return whom to invite: of a body its members; else as the last time without who has left, or everybody."""
    before, day = earlier(draft), _day(draft) or draft.dag
    if orgaan := draft.dossier.organen.get(str(draft.data.get("orgaan"))):
        if orgaan.elke_partij:
            return [ALLE]
        return sorted({lid.partner for lid in leden_op(draft.dossier, orgaan, day)}) or [ALLE]
    if before is None or ALLE in before.genodigd:
        return [ALLE]
    here = Tijdvak(day, date.max)
    partners = draft.dossier.partners
    return [id for id in before.genodigd if id in partners and partners[id].actief_in(here)] or [ALLE]


def agenda(draft: Ontwerp) -> Value:
    """Return the items: the fixed ones, the open points of earlier meetings, and what the agreement asks."""
    meeting = _as_record(draft)
    if meeting is None:
        return None
    back = look_back(draft.dossier, meeting, draft.dag)
    items: list[Agendapunt] = []
    add_fixed(items, meeting, chair_of(draft.dossier, meeting), back)
    add_asked(items, meeting, draft.dossier)
    still_open = [row.punt for row in back.acties if row.status == "open"] if back else []
    out: list[dict[str, Any]] = []
    for item in items:
        data = {"titel": item.titel, "soort": item.soort, "doel": item.doel, "inbrenger": item.inbrenger}
        if "actielijst" in item.vast and still_open:
            points = "; ".join(
                f"{one.nummer} ({office_in_short(draft.dossier, one.eigenaar)}): {without_point(one.tekst)}"
                for one in still_open
            )
            data["toelichting"] = f"Nog open: {points}."
        out.append({name: value for name, value in data.items() if value and value != "overig"})
    return out


def _as_record(draft: Ontwerp) -> Bijeenkomst | None:
    """Return the meeting as far as it is known, to ask what its agenda needs; None without its day and kind."""
    day, kind = _day(draft), draft.data.get("bijeenkomstsoort")
    organiser = draft.data.get("organisator")
    if day is None or kind is None:
        return None
    return Bijeenkomst.model_validate(
        {
            "titel": "Nieuw",
            "bijeenkomstsoort": str(kind),
            "status": "gepland",
            "datum": day.isoformat(),
            "aanvang": "00:00",
            "plaats": "-",
            **({"organisator": str(organiser)} if organiser else {}),
            "genodigd": [ALLE],
            **({"orgaan": str(draft.data["orgaan"])} if draft.data.get("orgaan") else {}),
            "agenda": [{"titel": "-", "doel": "informeren"}],
        }
    )
