"""Which function was the contact of a party on a day that is past: as git held the records then, or as records say."""

from collections.abc import Mapping
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.vondsten import search
from convenant_cli.findings import ConvenantError
from convenant_cli.judging.delen.contacten import Vast
from convenant_cli.privacy import find
from convenant_cli.records import Partner
from convenant_cli.records.partner import Contact
from convenant_cli.sources.sources import Source, revision

_PARTIES = Partner.patroon.rpartition("/")[0]


def function_then(dossier: Dossier, partner: Partner, then: Partner | None, als: Vast, day: date) -> Contact | None:
    """Return who was surely the contact or the deputy of a party on a day that is past; None when nothing tells it.

    A record keeps the present contact only, and who edits its function rewrites what was. So what git held on that day
    (``then``) goes first, unless the present one has another first day by then: a record was behind, and was put right.
    """
    now: Contact | None = getattr(partner, als)
    known: Contact | None = getattr(then, als, None)
    told = now if now and in_office(now, day) and _known_by(now, day) else None
    corrected = told is not None and told.van is not None and known is not None and told.van != known.van
    if known is None or corrected:
        return told
    # A value about a person that was taken out of the records is in git still.
    return known if in_office(known, day) and not [*find(known.functie, search(dossier))] else None


def in_office(contact: Contact, day: date) -> bool:
    """Tell whether a contact holds its function on a day, for as far as its own first and last day tell."""
    return not (contact.tot and contact.tot <= day) and (contact.van is None or contact.van <= day)


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
