"""Mail to parties as drafts that somebody looks at and sends: reminders, invitations, and the forms with questions."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from convenant_cli.documents.content.contacts import Adresboek, Contactgegevens
from convenant_cli.documents.kinds import Moment
from convenant_cli.documents.kinds.herinneringen import Herinnering, soon_enough
from convenant_cli.documents.kinds.herinneringen import context as reminders
from convenant_cli.documents.page.discretion import private_values, refuse_private
from convenant_cli.dossier.aanbod import keeper
from convenant_cli.dossier.bijeenkomsten import invited, meeting_of
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.organen import leden_op
from convenant_cli.dossier.partijen import issuer
from convenant_cli.dossier.verklaringsperioden import days_in, shorter
from convenant_cli.exchange.afspraken import Geschiedenis
from convenant_cli.exchange.ics import kalenders
from convenant_cli.exchange.vragen import formulieren
from convenant_cli.exchange.workbook import workbook
from convenant_cli.findings import ConvenantError
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.judging.signalen import Signalen, signalen
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bijeenkomst, Partner
from convenant_cli.records.secretariaat import Secretariaat
from convenant_cli.records.verklaring import folder_of
from convenant_cli.text.sentences import inside, opsomming

_SHEET = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_CALENDAR = ("text", "calendar")

#: An attachment: the name of its file, its kind, and what it holds.
Bijlage = tuple[str, tuple[str, str], bytes]


@dataclass(frozen=True, slots=True)
class Concepten:
    """Drafts by the name of their file, and the parties that have no mailbox to write to."""

    bestanden: dict[str, bytes]
    zonder_postbus: tuple[str, ...]


class Mailer:
    """Makes drafts in the name of who keeps a dossier. Raises ConvenantError without a mailbox to send from."""

    def __init__(self, dossier: Dossier, moment: Moment) -> None:
        convenant, found = dossier.agreed, keeper(dossier)
        if found is None:
            raise ConvenantError("zonder data/convenant.yaml en zijn beheerder is niet te zeggen namens wie de mail is")
        self._dossier, self._moment, self._convenant = dossier, moment, convenant
        self._book = Adresboek(dossier, intern=False)
        self._private = private_values(dossier)
        self._keeper = found
        sender = self._book.postbus(found) if isinstance(found, Partner) else self._book.houder()
        if sender is None or not sender.email:
            where = found.name if isinstance(found, Partner) else convenant.name
            raise ConvenantError(
                f"{found.in_zin} houdt het dossier bij, maar heeft geen postbus; vul die in bij de contactpersoon in "
                f"{where}"
            )
        self._sender = sender

    def vragen(self, partners: Iterable[str], jaar: str, uiterlijk: date | None) -> Concepten:
        """Return a draft for each party that is asked something about a year, with its form."""
        day, revision = self._moment.peildatum, self._moment.revisie
        texts: dict[str, tuple[str, list[str], list[Bijlage]]] = {}
        for form in formulieren(self._dossier, jaar, self._others(partners), day, revision, uiterlijk):
            text = [
                f"Wilt u namens {form.partner.in_zin} een verklaring geven over {form.over}?",
                f"In de bijlage {_asked(len(form.vragen))}, met de tekst van {self._convenant.zinsnaam} en "
                "wat u eerder antwoordde. Op het eerste blad staat hoe u het invult.",
                f"Graag ontvangen wij het bestand uiterlijk {lange_datum(form.uiterlijk)} terug.",
            ]
            attached = (f"verklaring-{form.jaar}-{form.partner.id}.xlsx", _SHEET, workbook(form))
            texts[form.partner.id] = (f"Uw verklaring over {form.over}", text, [attached])
        return self._drafts("vragen", texts)

    def uitnodiging(self, partners: Iterable[str], which: str, past: Geschiedenis) -> Concepten:
        """Return a draft for each invited party, with the appointment. Raises ConvenantError when there is none."""
        meeting = meeting_of(self._dossier, which)
        name = f"bijeenkomst-{meeting.id}.ics"
        files = kalenders(self._dossier, past, self._moment.peildatum)
        if name not in files or meeting.status == "vervallen":
            raise ConvenantError(f"de bijeenkomst {meeting.id} komt niet meer; kies een bijeenkomst die nog komt")
        wanted, asked = set(self._others(partners)), invited(self._dossier, meeting)
        end = f" tot {meeting.einde:%H.%M}" if meeting.einde else ""
        text = [
            f"Wij nodigen u uit: {meeting.titel}.",
            f"Wanneer: {lange_datum(meeting.datum)}, {meeting.aanvang:%H.%M}{end} uur\nWaar: {meeting.plaats}",
            "Agenda:\n" + "\n".join(f"{number}. {point.titel}" for number, point in enumerate(meeting.agenda, 1)),
            "Open de bijlage om de bijeenkomst in uw kalender te zetten. Kunt u niet, laat het dan weten.",
        ]
        subject = f"Uitnodiging: {meeting.titel}, {lange_datum(meeting.datum)}"
        seats = self._seats(meeting)
        drafts = {
            one.id: (
                subject,
                [text[0], *self._pass_on(meeting, one, seats), *text[1:]],
                [(name, _CALENDAR, files[name])],
            )
            for one in asked
            if one.id in wanted
        }
        return self._drafts("uitnodiging", drafts, seats)

    def herinneringen(self, partners: Iterable[str]) -> Concepten:
        """Return a draft for each party of which something is open: the text of the document of that name."""
        wanted = set(self._others(partners))
        told = signalen(overzicht(self._dossier, self._moment.peildatum))
        found: list[Herinnering] = reminders(self._dossier, "", self._moment)["herinneringen"]
        drafts: dict[str, tuple[str, list[str], list[Bijlage]]] = {}
        for one in found:
            if one.partner.id not in wanted:
                continue
            blocks = (
                ("Dit zou al klaar zijn:", one.te_laat),
                ("Dit vragen wij u:", one.gevraagd),
                ("Dit doet u samen met anderen:", one.samen),
                ("Dit komt eraan:", one.straks),
            )
            text = ["In ons overzicht van de afspraken staat dit voor u open."]
            for heading, sentences in blocks:
                if sentences:
                    text.append("\n".join([heading, *(f"- {sentence}" for sentence in sentences)]))
            text.append("Is iets al gedaan, of klopt iets niet? Laat het ons dan weten.")
            drafts[one.partner.id] = ("Wat wij u vragen", text, self._open_forms(one.partner, told))
        return self._drafts("herinneringen", drafts)

    def _seats(self, meeting: Bijeenkomst) -> dict[str, list[str]]:
        """Return, for a meeting of a body, in which function somebody of each party sits there."""
        body = self._dossier.organen.get(meeting.orgaan or "")
        members: dict[str, list[str]] = {}
        for lid in leden_op(self._dossier, body, meeting.datum) if body else ():
            members.setdefault(lid.partner, []).append(lid.functie)
        return members

    def _pass_on(self, meeting: Bijeenkomst, partner: Partner, seats: Mapping[str, list[str]]) -> list[str]:
        """Say who sits in the body that meets: others may read the mailbox of a party."""
        if partner.id not in seats:
            return []
        who = [f"de {functie}" for functie in seats[partner.id]]
        return [
            f"Namens {partner.in_zin} {'is' if len(who) == 1 else 'zijn'} {opsomming(who)} lid van "
            f"{self._dossier.organen[meeting.orgaan or ''].in_zin}. Bent u dat niet? Geef deze uitnodiging dan door."
        ]

    # --- parts ----------------------------------------------------------------------------------------------------

    def _others(self, partners: Iterable[str]) -> list[str]:
        """Return parties without the one that sends: it does not write to itself."""
        return [one for one in partners if one != self._convenant.beheerder]

    def _open_forms(self, partner: Partner, told: Signalen) -> list[Bijlage]:
        """Return the forms of the years, and of the periods within them, of which the reminder tells the party.

        What can wait for months is asked later.
        """
        day, revision = self._moment.peildatum, self._moment.revisie
        owed = [one for one in told.verklaringen if one.partner is partner]
        named = [folder_of(one.periode) for one in owed if one.uiterlijk < day or soon_enough(one.uiterlijk, day)]
        years = [map for map in named if map.isdigit() or ((days := days_in(self._dossier, map)) and shorter(days))]
        forms = [form for year in years for form in formulieren(self._dossier, year, [partner.id], day, revision)]
        return [(f"verklaring-{form.jaar}-{partner.id}.xlsx", _SHEET, workbook(form)) for form in forms]

    def _drafts(
        self,
        kind: str,
        texts: Mapping[str, tuple[str, list[str], list[Bijlage]]],
        seats: Mapping[str, list[str]] | None = None,
    ) -> Concepten:
        """Return the drafts; ``seats``: the functions to address of a party, instead of those behind its mailbox."""
        made: dict[str, bytes] = {}
        without: list[str] = []
        for id, (subject, text, attached) in texts.items():
            partner = self._dossier.partners[id]
            contact = self._book.postbus(partner)
            units = self._book.eenheden(partner, self._moment.peildatum)
            to = [contact] if contact else [shown for _, shown in units if shown.email]
            if not to:
                without.append(partner.in_zin)
            else:
                made[f"mail-{kind}-{id}.eml"] = self._draft(
                    partner, to, (seats or {}).get(id) or [one.functie for one in to], subject, text, attached
                )
        return Concepten(made, tuple(without))

    def _draft(
        self,
        partner: Partner,
        to: list[Contactgegevens],
        functions: list[str],
        subject: str,
        text: list[str],
        attached: list[Bijlage],
    ) -> bytes:
        closing = f"Met vriendelijke groet,\n{self._sender.functie}\n{issuer(self._dossier)}"
        body = "\n\n".join([f"Beste {opsomming(list(dict.fromkeys(functions)))},", *text, closing]) + "\n"
        whole = f"{self._convenant.titel}: {inside(subject)}"
        refuse_private([whole, body, *(one.email for one in to)], self._private)
        message = EmailMessage(policy=SMTP)
        message["X-Unsent"] = "1"
        message["From"] = _address(self._sender, self._keeper)
        message["To"] = tuple(_address(one, partner) for one in to)
        message["Subject"] = whole
        message.set_content(body, charset="utf-8", cte="quoted-printable")
        for name, (main, sub), content in attached:
            params = {"charset": "utf-8"} if main == "text" else None
            message.add_attachment(content, maintype=main, subtype=sub, filename=name, params=params)
        if attached:
            print_of_all = hashlib.sha256(b"\x1f".join([body.encode(), *(one[2] for one in attached)])).hexdigest()
            message.set_boundary(f"=_{print_of_all[:32]}")
        return message.as_bytes()


def _address(contact: Contactgegevens, partner: Partner | Secretariaat) -> Address:
    """Return an address with the party as its name; never a person."""
    user, _, domain = contact.email.rpartition("@")
    return Address(re.sub(r"[\r\n\"\\]", " ", partner.kort), user, domain)


def _asked(number: int) -> str:
    """Return what a form asks, with its verb."""
    return "staat uw vraag" if number == 1 else f"staan uw {number} vragen"
