"""Who can be reached where, now and then: functions and mailboxes for all; names and direct numbers only inside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from convenant_cli.dossier.aanbod import keeper
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.vondsten import search
from convenant_cli.findings import ConvenantError
from convenant_cli.judging.delen.contacten import Vast, passed_over
from convenant_cli.kalender import lange_datum
from convenant_cli.privacy import find
from convenant_cli.records import Bijeenkomst, Partner
from convenant_cli.records.partner import Aanspreekpunt, Contact, Eenheid
from convenant_cli.sources.sources import Source, revision
from convenant_cli.text.sentences import opsomming

Als = Literal[Vast, "aanspreekpunt"]
_PARTIES = Partner.patroon.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Contactgegevens:
    """A contact as documents show it; an empty text is not known or not shown."""

    functie: str
    email: str
    telefoon: str
    naam: str = ""
    """The person's name; only in internal documents."""


@dataclass(frozen=True, slots=True)
class Contactkaart:
    """A contact as it stands on a day; the remark says since or until when, or that there is none."""

    bereik: Contactgegevens | None
    opmerking: str = ""
    in_functie: bool = False
    """Whether it can be called on that day."""
    via: tuple[Contactgegevens, ...] = ()
    """The contacts of its units, for a party that has none of its own."""


#: How many units a cell names.
_NAMED = 4


class Adresboek:
    """Looks up contacts. With ``intern`` the private address book and the names in the dossier are used."""

    def __init__(self, dossier: Dossier, intern: bool) -> None:
        self.dossier = dossier
        self._intern = intern
        people = dossier.personen.personen if intern and dossier.personen else ()
        self._then: dict[date, Mapping[str, Partner]] = {}
        # A reference to a unit holds its party: 'partner/eenheid'.
        self._people = {(one.partner, (one.eenheid or "").split("/")[-1], one.als, one.functie): one for one in people}

    def vast(self, partner: str, als: Vast) -> Contactgegevens | None:
        """Return the contact or the deputy of a party; None when there is none."""
        contact: Contact | None = getattr(self.dossier.partners.get(partner), als, None)
        return self._shown(contact, partner, "", als) if contact else None

    def partijen_op(self, dag: date) -> Mapping[str, Partner]:
        """Return the parties as git held them on a day, by id; read once for a document."""
        if dag not in self._then:
            self._then[dag] = parties_on(self.dossier.source, dag)
        return self._then[dag]

    def houder(self) -> Contactgegevens | None:
        """Return the contact of who keeps the dossier; None when there is none."""
        found = keeper(self.dossier)
        own = found.id if isinstance(found, Partner) else ""
        return self._shown(found.contactpersoon, own, "", "contactpersoon") if found and found.contactpersoon else None

    def bureau(self) -> Contactkaart | None:
        """Return how to reach who keeps the dossier and is no party; None when a party keeps it, or without contact."""
        contact = None if isinstance(keeper(self.dossier), Partner) else self.houder()
        return Contactkaart(contact, "", True) if contact else None

    def organisator(self, meeting: Bijeenkomst) -> Contactgegevens | None:
        """Return the contact of who organises a meeting: a party, or who keeps the dossier; None when there is none."""
        return self.vast(meeting.organisator, "contactpersoon") if meeting.organisator else self.houder()

    def postbus(self, partner: Partner) -> Contactgegevens | None:
        """Return whom of a party to write to: the contact, or else the deputy; None when neither has a mailbox."""
        found = (self.vast(partner.id, "contactpersoon"), self.vast(partner.id, "vervanger"))
        return next((one for one in found if one and one.email), None)

    def kaart(self, partner: Partner, als: Vast, dag: date, eenheid: Eenheid | None = None) -> Contactkaart:
        """Return a contact of a party or of one of its units, with what a reader should know of it on a day."""
        contact: Contact | None = getattr(eenheid or partner, als)
        if contact is None:
            if eenheid is not None:
                return Contactkaart(None, "nog niet doorgegeven")
            return self._per_eenheid(partner, als, dag)
        if contact.tot and contact.tot <= dag:
            return Contactkaart(None, f"was er tot {lange_datum(contact.tot)}; een nieuwe is nog niet doorgegeven")
        found = self._shown(contact, partner.id, eenheid.id if eenheid else "", als)
        if contact.van and contact.van > dag:
            return Contactkaart(found, f"vanaf {lange_datum(contact.van)}")
        return Contactkaart(found, f"tot {lange_datum(contact.tot)}" if contact.tot else "", True)

    def eenheden(self, partner: Partner, dag: date) -> list[tuple[Eenheid, Contactgegevens]]:
        """Return whom of the units of a party to write to on a day, for a party that has no contact of its own."""
        cards = [(unit, self.kaart(partner, "contactpersoon", dag, unit)) for unit in partner.eenheden]
        return [(unit, card.bereik) for unit, card in cards if card.bereik and card.in_functie]

    def bevestigd(self, partner: Partner, dag: date) -> date | None:
        """Return when the contact of a party was confirmed, or the first day of those of its units; None without."""
        if partner.contactpersoon:
            return partner.contactpersoon.bevestigd_op
        days = [unit.contactpersoon.bevestigd_op for unit, _ in self.eenheden(partner, dag) if unit.contactpersoon]
        return min((day for day in days if day), default=None) if all(days) else None

    def _per_eenheid(self, partner: Partner, als: Vast, dag: date) -> Contactkaart:
        """Say of a party without a contact that its units have one, or that it has to tell one."""
        found = self.eenheden(partner, dag) if als == "contactpersoon" else []
        if not found:
            return Contactkaart(None, "–" if passed_over(self.dossier, partner, als) else "nog niet doorgegeven")
        named = [f"{unit.naam} ({shown.functie})" for unit, shown in found[:_NAMED]]
        more = [f"nog {len(found) - _NAMED}"] if len(found) > _NAMED else []
        return Contactkaart(None, opsomming([*named, *more]), via=tuple(shown for _, shown in found[:_NAMED]))

    def aanspreekpunt(self, partner: str, punt: Aanspreekpunt) -> Contactgegevens:
        """Return how a function for a task can be reached."""
        return self._shown(punt, partner, "", "aanspreekpunt")

    def _shown(self, contact: Contact | Aanspreekpunt, partner: str, unit: str, als: Als) -> Contactgegevens:
        email, phone, name = contact.email or "", contact.telefoon or "", ""
        if self._intern:
            function = contact.functie if als == "aanspreekpunt" else None
            person = self._people.get((partner, unit, als, function))
            if person is None and als != "aanspreekpunt":  # the address book may name the function all the same
                person = self._people.get((partner, unit, als, contact.functie))
            name = (person.naam if person else getattr(contact, "naam", None)) or ""
            direct = person.telefoon if person else getattr(contact, "telefoon_direct", None)
            phone = direct or phone
            email = (person.email if person else None) or email
        return Contactgegevens(contact.functie, email, phone, name)


def function_then(dossier: Dossier, partner: Partner, then: Partner | None, als: Vast, day: date) -> Contact | None:
    """Return who was surely the contact or the deputy of a party on a day that is past; None when nothing tells it.

    A record keeps the present contact only, and who edits its function rewrites what was. So what git held on that day
    (``then``) goes first, unless the present one has another first day by then: a record was behind, and was put right.
    """
    now: Contact | None = getattr(partner, als)
    known: Contact | None = getattr(then, als, None)
    told = now if now and now.geldt_op(day) and _known_by(now, day) else None
    corrected = told is not None and told.van is not None and known is not None and told.van != known.van
    if known is None or corrected:
        return told
    # A value about a person that was taken out of the records is in git still.
    return known if known.geldt_op(day) and not [*find(known.functie, search(dossier))] else None


def _known_by(contact: Contact, day: date) -> bool:
    """Tell whether the present contact was there by a day: it had begun, or the party had confirmed it."""
    since = contact.van or contact.bevestigd_op
    return since is not None and since <= day


def parties_on(source: Source, day: date) -> Mapping[str, Partner]:
    """Return the parties as git held them at the end of a day, by id; none without git, or before its first commit."""
    if source.root is None:
        return {}
    try:
        return load(revision(source.root, f"{source.commit}@{{{day}}}", _PARTIES))[0].partners
    except ConvenantError:
        return {}
