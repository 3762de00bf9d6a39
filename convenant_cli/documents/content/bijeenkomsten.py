"""What documents on a meeting share: the facts in their head, and who is invited by which function."""

from dataclasses import dataclass

from convenant_cli.documents.content.contacts import Adresboek, function_then
from convenant_cli.documents.page.filters import hours, with_weekday
from convenant_cli.documents.words import Words
from convenant_cli.dossier.bijeenkomsten import chair_of, invited
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.organen import leden_op
from convenant_cli.judging.delen.contacten import Vast
from convenant_cli.records import Bijeenkomst, Partner
from convenant_cli.records.partner import Contact
from convenant_cli.text.sentences import opsomming


@dataclass(frozen=True, slots=True)
class Genodigde:
    """An invited party, and the function that comes for it; empty when none is known on that day."""

    partner: Partner
    wie: str


def facts(dossier: Dossier, meeting: Bijeenkomst, words: Words) -> list[tuple[str, str]]:
    """Return what the head of a document on a meeting says: when, where, and who leads it."""
    found = [("Datum", with_weekday(meeting.datum)), ("Tijd", hours(meeting)), ("Plaats", meeting.plaats)]
    if meeting.orgaan:
        found.insert(0, ("Bijeenkomst van", words.full_party(meeting.orgaan)))
    if chair := chair_of(dossier, meeting):
        found.append(("Voorzitter", f"{chair.functie}, {words.party(chair.partner)}"))
    if chair is None or chair.partner != meeting.organisator:
        found.append(("Organisatie", words.full_party(meeting.organisator)))
    return found


def guests(dossier: Dossier, meeting: Bijeenkomst, contacts: Adresboek) -> list[Genodigde]:
    """Return who is invited: of a body its members, else contacts.

    Where the contact is not in office on that day the deputy, and else nobody.
    """
    found = []
    body = dossier.organen.get(meeting.orgaan or "")
    members = {lid.partner: lid.functie for lid in leden_op(dossier, body, meeting.datum)} if body else {}
    for partner in invited(dossier, meeting):
        who = members.get(partner.id) or function_of(contacts, partner, "contactpersoon", meeting)
        deputy = "" if who else function_of(contacts, partner, "vervanger", meeting)
        known = who or (f"{deputy} (vervanger)" if deputy else "")
        if not known and partner.contactpersoon is None and meeting.status == "gepland":
            known = opsomming(
                [f"{unit.naam}: {one.functie}" for unit, one in contacts.eenheden(partner, meeting.datum)]
            )
        found.append(Genodigde(partner, known))
    return found


def function_of(contacts: Adresboek, partner: Partner, als: Vast, meeting: Bijeenkomst) -> str:
    """Return the function of a contact on the day of a meeting; empty when not known.

    Of a meeting to come with the name as well, in internal documents. Who held the function on a day that is past,
    no address book tells: it has the names of today.
    """
    if meeting.status == "gehouden":
        then = contacts.partijen_op(meeting.datum).get(partner.id)
        held = function_then(contacts.dossier, partner, then, als, meeting.datum)
        return held.functie if held else ""
    contact: Contact | None = getattr(partner, als)
    if contact is None or not contact.geldt_op(meeting.datum):
        return ""
    shown = contacts.vast(partner.id, als)
    return ", ".join(part for part in (shown.naam, shown.functie) if part) if shown else ""
