"""The fixed questions that a clause wants answered in a meeting, on its agenda."""

from convenant_cli.documents.content.agendapunten import Agendaonderwerp
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.judging.judging import clauses
from convenant_cli.judging.toetsen.bijeenkomst import BijeenkomstToets as MeetingToets
from convenant_cli.records import Bijeenkomst

_TITLE = "De vaste vragen"


def add_questions(items: list[Agendaonderwerp], meeting: Bijeenkomst, dossier: Dossier) -> None:
    """Put the questions below the item that the clause asks for, or below one of their own before the last item."""
    known = dossier.agreed.evaluatievragen
    for clause in clauses(dossier)[0]:
        toets = clause.toets
        if not isinstance(toets, MeetingToets) or not toets.vragen or toets.bijeenkomst != meeting.bijeenkomstsoort:
            continue
        if toets.orgaan not in (None, meeting.orgaan):
            continue
        named = [known[id].vraag for id in toets.vragen if id in known]
        item = next((one for one in items if toets.agendapunt and one.soort == toets.agendapunt), None)
        if item is None:
            item = Agendaonderwerp(_TITLE, "bespreken", meeting.organisator or "", gevraagd_door=(clause.bepaling,))
            items.insert(max(len(items) - 1, 0), item)
        asked = "De bijeenkomst geeft antwoord op: " + " ".join(named)
        item.toelichting = "\n\n".join(filter(None, (item.toelichting, asked)))
