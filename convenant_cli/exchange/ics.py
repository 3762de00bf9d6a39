"""Meetings and deadlines as calendar files (RFC 5545, RFC 5546): an invitation for each meeting, and a feed of all."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from convenant_cli.documents.content.contacts import Adresboek, Contactgegevens
from convenant_cli.documents.content.vooruitblik import MEETING, Post, on_a_day
from convenant_cli.documents.page.discretion import private_values, refuse_private
from convenant_cli.dossier.aanbod import keeper_name, organiser
from convenant_cli.dossier.bijeenkomsten import invited
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.exchange.afspraken import Afspraak, Geschiedenis
from convenant_cli.exchange.vragen import digest, dossier_key
from convenant_cli.findings import ConvenantError
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.kalender import Tijdvak, add_months
from convenant_cli.records import Partner
from convenant_cli.records.secretariaat import Secretariaat
from convenant_cli.text.opdracht import installing

_ZONE = "Europe/Amsterdam"
_PRODUCT = "-//convenant//dossier//NL"
_AHEAD = 24  # months that a feed looks ahead
_UNTIMED = 60  # minutes of a meeting of which no end is known
#: How the keys start of what is due, that is for everybody: the actions, and the days of the agreement itself.
_OF_ACTION, _OF_TERM = "actie-", ("ingang", "termijn-", "opzeggen-", "evaluatie-")
_MISSING = "voor een kalender is icalendar nodig"


def kalenders(dossier: Dossier, past: Geschiedenis, peildatum: date) -> dict[str, bytes]:
    """Return calendar files by name: one for each coming meeting, and a feed. Raises ConvenantError.

    The same bytes for the same records and history.
    """
    maker = _Maker(dossier, past)
    files = {f"bijeenkomst-{one.bijeenkomst.id}.ics": maker.invitation(one) for one in past.afspraken}
    coming = Tijdvak(peildatum, add_months(peildatum, _AHEAD))
    posts = on_a_day(signalen(overzicht(dossier, peildatum)), coming)
    files["kalender.ics"] = maker.feed([post for post in posts if not post.sleutel.startswith(MEETING)])
    return files


def openbare_kalender(dossier: Dossier, past: Geschiedenis, peildatum: date) -> bytes:
    """Return a feed for everybody: meetings without their agenda, actions of adopted plans, and the days of the term.

    What only the parties need, such as who still owes a statement, is not in it. Raises ConvenantError.
    """
    coming = Tijdvak(peildatum, add_months(peildatum, _AHEAD))
    posts = on_a_day(signalen(overzicht(dossier, peildatum)), coming)
    return _Maker(dossier, past).feed([post for post in posts if _is_public(dossier, post)], agenda=False)


def _is_public(dossier: Dossier, post: Post) -> bool:
    if not post.sleutel.startswith(_OF_ACTION):
        return post.sleutel.startswith(_OF_TERM)
    action = dossier.acties[post.sleutel.removeprefix(_OF_ACTION)]
    return action.status != "uitgesteld" and dossier.jaarplannen[action.jaarplan].status != "concept"


class _Maker:
    """Makes the calendar files of one dossier."""

    def __init__(self, dossier: Dossier, past: Geschiedenis) -> None:
        try:
            import icalendar
        except ImportError as error:
            raise ConvenantError(f"{_MISSING}; {installing('icalendar')}") from error
        self._ical: Any = icalendar
        self._dossier, self._past = dossier, past
        self._key = dossier_key(dossier)
        self._book = Adresboek(dossier, intern=False)
        self._private = private_values(dossier)

    def invitation(self, one: Afspraak) -> bytes:
        """Return what invites to a meeting, changes it, or says that it does not go on."""
        calendar = self._calendar("CANCEL" if one.vervallen else "REQUEST")
        event = self._meeting(one)
        holder = organiser(self._dossier, one.bijeenkomst)
        sender = self._book.postbus(holder) if isinstance(holder, Partner) else self._book.houder()
        if holder is None or sender is None or not sender.email:
            raise ConvenantError(
                f"{holder.in_zin if holder else keeper_name(self._dossier)} nodigt uit voor {one.bijeenkomst.id}, maar "
                f"heeft geen postbus; vul die in bij de contactpersoon in "
                f"{holder.name if isinstance(holder, Partner) else 'data/convenant.yaml'}"
            )
        event.add("organizer", self._address(sender, holder))
        for partner in invited(self._dossier, one.bijeenkomst):
            found = self._book.postbus(partner)
            if found and found.email != sender.email:
                address = self._address(found, partner)
                address.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
                event.add("attendee", address)
        calendar.add_component(event)
        return self._bytes(calendar)

    def feed(self, posts: Iterable[Post], agenda: bool = True) -> bytes:
        """Return a calendar to subscribe to: the meetings, with or without their agenda, and each deadline as a day."""
        calendar = self._calendar("PUBLISH")
        name = self._safe(self._dossier.agreed.titel or self._dossier.agreed.zinsnaam.kaal)
        calendar.add("x-wr-calname", self._ical.vText(name))  # the library does not know this one, and escapes nothing
        for one in self._past.afspraken:
            calendar.add_component(self._meeting(one, agenda))
        used: set[str] = set()
        for post in posts:
            uid = self._uid(post.sleutel)
            if uid in used:  # what has the same name twice is told on the day it comes first
                continue
            used.add(uid)
            calendar.add_component(self._day(post, uid))
        return self._bytes(calendar)

    # --- parts ----------------------------------------------------------------------------------------------------

    def _calendar(self, method: str) -> Any:
        calendar = self._ical.Calendar()
        calendar.add("prodid", _PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", method)
        calendar.add_component(self._zone())
        return calendar

    def _zone(self) -> Any:
        """Return the zone as its two rules: what the library makes of it is a list of years that ends."""
        zone = self._ical.Timezone()
        zone.add("tzid", _ZONE)
        for kind, name, month, hour, before, after in (
            (self._ical.TimezoneDaylight, "CEST", 3, 2, 1, 2),
            (self._ical.TimezoneStandard, "CET", 10, 3, 2, 1),
        ):
            part = kind()
            first = datetime(1996, month, 31 if month == 3 else 27, hour)  # noqa: DTZ001  # the rule is in local time
            part.add("dtstart", first)
            part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
            part.add("tzoffsetfrom", timedelta(hours=before))
            part.add("tzoffsetto", timedelta(hours=after))
            part.add("tzname", name)
            zone.add_component(part)
        return zone

    def _event(self, uid: str, number: int, changed: date) -> Any:
        event = self._ical.Event()
        event.add("uid", uid)
        event.add("sequence", number)
        stamp = datetime.combine(changed, time(), UTC)
        event.add("dtstamp", stamp)
        event.add("last-modified", stamp)
        return event

    def _meeting(self, one: Afspraak, agenda: bool = True) -> Any:
        meeting = one.bijeenkomst
        event = self._event(self._uid(f"{MEETING}{one.naam}"), one.volgnummer, one.gewijzigd)
        begin = datetime.combine(meeting.datum, meeting.aanvang)
        minutes = sum(point.minuten or 0 for point in meeting.agenda) or _UNTIMED
        end = datetime.combine(meeting.datum, meeting.einde) if meeting.einde else begin + timedelta(minutes=minutes)
        zone = {"TZID": _ZONE}
        event.add("dtstart", begin, parameters=zone)
        event.add("dtend", end, parameters=zone)
        event.add("summary", self._safe(f"Vervallen: {meeting.titel}" if one.vervallen else meeting.titel))
        event.add("location", self._safe(meeting.plaats))
        points = "\n".join(f"{number}. {point.titel}" for number, point in enumerate(meeting.agenda, 1))
        if agenda:
            event.add("description", self._safe(f"Agenda:\n{points}"))
        event.add("status", "CANCELLED" if one.vervallen else "CONFIRMED")
        event.add("transp", "OPAQUE")
        return event

    def _day(self, post: Post, uid: str) -> Any:
        event = self._event(uid, self._past.stand, self._past.gewijzigd)
        event.add("dtstart", post.dag)
        event.add("dtend", post.dag + timedelta(days=1))
        event.add("summary", self._safe(f"{post.wat} ({post.wie})" if post.wie else post.wat))
        if post.wie:
            event.add("description", self._safe(f"Voor: {post.wie}"))
        event.add("status", "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        return event

    def _uid(self, key: str) -> str:
        return f"{digest(self._key, key)}@{self._key}.convenant.invalid"

    def _address(self, contact: Contactgegevens, partner: Partner | Secretariaat) -> Any:
        address = self._ical.vCalAddress(f"mailto:{contact.email}")
        address.params["CN"] = self._safe(f"{partner.kort}, {contact.functie}".replace('"', "'"))
        return address

    def _safe(self, text: str) -> str:
        """Return a text that shows no value about a person. Raises ConvenantError when it does."""
        refuse_private([text], self._private)
        return text

    def _bytes(self, calendar: Any) -> bytes:
        content: bytes = calendar.to_ical()
        return content
