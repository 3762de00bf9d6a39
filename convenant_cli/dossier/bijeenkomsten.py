"""The meetings of a dossier: which there are, what came before and after one, who is invited, and its action points."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import ALLE
from convenant_cli.dossier.partijen import by_name
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import Tijdvak
from convenant_cli.records import Bijeenkomst, Partner
from convenant_cli.records.bijeenkomst import Actiepunt, Voorzitter
from convenant_cli.text.volgorde import volgorde


@dataclass(frozen=True, slots=True)
class Actieregel:
    """An action point as it stands on a day."""

    punt: Actiepunt
    status: str
    te_laat: bool


def choices(dossier: Dossier) -> list[str]:
    """Return the meetings, in the order of their days."""
    return [meeting.id for meeting in in_order(dossier)]


def meeting_of(dossier: Dossier, which: str) -> Bijeenkomst:
    """Return the meeting with an id. Raises ConvenantError when the dossier does not hold it."""
    found = dossier.bijeenkomsten.get(which)
    if found is None:
        known = ", ".join(choices(dossier))
        raise ConvenantError(
            f"de bijeenkomst '{which}' is er niet; kies uit: {known}"
            if known
            else "het dossier heeft nog geen bijeenkomsten; leg er eerst een vast in data/bijeenkomsten/"
        )
    return found


def in_order(dossier: Dossier) -> list[Bijeenkomst]:
    """Return the meetings by day and time."""
    return sorted(dossier.bijeenkomsten.values(), key=_moment)


def _moment(meeting: Bijeenkomst) -> tuple[date, time, str]:
    return meeting.datum, meeting.aanvang, meeting.id


def held_before(dossier: Dossier, meeting: Bijeenkomst) -> list[Bijeenkomst]:
    """Return the meetings of this circle that were held before this one, oldest first.

    That are those of its body; without one those of its kind, and others to which mostly the same parties come: a
    steering group does not adopt the report of a working group. And the one that it names as the one before.
    """
    before = [one for one in in_order(dossier) if one.status == "gehouden" and _moment(one) < _moment(meeting)]
    own = {partner.id for partner in invited(dossier, meeting)}

    def same(one: Bijeenkomst) -> bool:
        if one.id == meeting.vorige:
            return True
        if one.orgaan and meeting.orgaan:
            return one.orgaan == meeting.orgaan
        if one.bijeenkomstsoort == meeting.bijeenkomstsoort:
            return True
        # A body adopts its own report, also when all parties are in it.
        came = {partner.id for partner in invited(dossier, one)}
        return not (one.orgaan or meeting.orgaan) and 2 * len(own & came) >= len(own | came)

    return [one for one in before if same(one)]


def following(dossier: Dossier, meeting: Bijeenkomst) -> list[Bijeenkomst]:
    """Return the meetings after this one that were not cancelled, first one first."""
    return [one for one in in_order(dossier) if one.status != "vervallen" and _moment(one) > _moment(meeting)]


def report_is_adopted(meeting: Bijeenkomst, day: date) -> bool:
    """Tell whether the report of a meeting was adopted by a day."""
    report = meeting.verslag
    return report is not None and report.status == "vastgesteld" and (report.vastgesteld_op or day) <= day


def chair_of(dossier: Dossier, meeting: Bijeenkomst) -> Voorzitter | None:
    """Return who chairs a meeting; of one that is planned by a body and names nobody, who chairs that body."""
    body = dossier.organen.get(meeting.orgaan or "") if meeting.status == "gepland" else None
    return meeting.voorzitter or (body.voorzitter if body else None)


def invited(dossier: Dossier, meeting: Bijeenkomst) -> list[Partner]:
    """Return the invited parties by name, with those that organise and lead; of 'alle' those that take part then."""
    ids = {*meeting.genodigd, meeting.organisator, *([meeting.voorzitter.partner] if meeting.voorzitter else [])}
    day = Tijdvak(meeting.datum, date.max)

    def comes(partner: Partner) -> bool:
        takes_part = partner.actief_in(day) and partner.lid_van <= meeting.datum
        return partner.id in ids or (ALLE in ids and takes_part)

    return by_name(partner for partner in dossier.partners.values() if comes(partner))


def actions_on(points: Sequence[Actiepunt], day: date) -> list[Actieregel]:
    """Return action points as they stand on a day: open ones first, by their date. What was finished later was open."""
    rows = []
    for point in points:
        status = "open" if point.afgerond_op and point.afgerond_op > day else point.status
        rows.append(Actieregel(point, status, status == "open" and point.gereed < day))
    return sorted(rows, key=lambda row: (row.status != "open", row.punt.gereed, volgorde(row.punt.nummer)))


def next_meeting(dossier: Dossier, day: date) -> Bijeenkomst | None:
    """Return the first meeting on or after a day that was not cancelled; None when none is planned."""
    return next((one for one in in_order(dossier) if one.status != "vervallen" and one.datum >= day), None)
