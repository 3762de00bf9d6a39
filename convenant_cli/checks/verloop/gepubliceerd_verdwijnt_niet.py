"""Wat partijen hebben vastgelegd, verdwijnt niet uit het dossier.

Waarom: verslagen, brieven en andere jaren verwijzen ernaar. Wat stopt, krijgt een einde; het blijft te vinden.
Herstel: zet het terug en geef het een einde: een actie of actiepunt wordt `vervallen`, een partij of eenheid krijgt
`lid_tot`, een document `geldig_tot`.
"""

from collections.abc import Iterable, Iterator

from convenant_cli.dossier.overgang import Overgang
from convenant_cli.findings import Melding, Place
from convenant_cli.records import Actie, Bijeenkomst, Convenant, Evaluatie, Jaarplan, Partner, Verklaring
from convenant_cli.records.model.identity import keys_of
from convenant_cli.records.model.record import Record
from convenant_cli.sources.sources import MARKER
from convenant_cli.text.sentences import aangehaald


def check(overgang: Overgang) -> Iterator[Melding]:
    yield from _actions(overgang)
    for plan in overgang.weg(Jaarplan):
        if plan.status != "concept":
            yield _gone(f"het vastgestelde {plan.naam}", "zet het plan terug")
    for meeting in overgang.weg(Bijeenkomst):
        if meeting.status == "gehouden":
            yield _gone(f"de gehouden bijeenkomst {meeting.id}", "zet het verslag terug")
    for partner in overgang.weg(Partner) if overgang.overgenomen else ():
        yield _gone(f"partij {partner.id}", "zet haar terug en vul 'lid_tot' in")
    for kind, what in ((Verklaring, "verklaring"), (Evaluatie, "evaluatie")):
        for record in overgang.weg(kind):
            yield _gone(f"{what} {record.id}", "zet het bestand terug")
    yield from _parts(overgang)


def _actions(overgang: Overgang) -> Iterator[Melding]:
    for actie in overgang.weg(Actie):
        then, now = (side.jaarplannen.get(actie.jaarplan) for side in (overgang.vroeger, overgang.nu))
        if then and now and then.status != "concept":
            message = f"actie {actie.nummer} ({aangehaald(actie.titel)}) is verdwenen uit een vastgesteld plan"
            yield Melding(now.at("titel"), message, hint="zet de actie terug met status 'vervallen' en een reden")


def _gone(what: str, hint: str) -> Melding:
    return Melding(Place(MARKER), f"{what} is verdwenen", hint=hint)


def _parts(overgang: Overgang) -> Iterator[Melding]:
    """Yield what is gone from inside a record that is still there."""
    for old, new in overgang.samen(Partner):
        yield from _missing(overgang, old, new, "eenheden", "eenheid", "zet haar terug en vul 'lid_tot' in")
        yield from _missing(overgang, old, new, "documenten", "document", "zet het terug en vul 'geldig_tot' in")
    for before, after in overgang.samen(Bijeenkomst):
        if before.status == "gehouden":
            yield from _missing(
                overgang, before, after, "actiepunten", "actiepunt", "zet het terug met status 'vervallen'"
            )
    for then, now in overgang.samen(Convenant):
        kept = {reading.id for reading in then.interpretaties if reading.status == "vastgesteld"}
        yield from _missing(overgang, then, now, "interpretaties", "interpretatie", "zet haar terug", kept)
        yield from _missing(overgang, then, now, "wijzigingsbesluiten", "wijzigingsbesluit", "zet het terug")


def _missing(
    overgang: Overgang,
    old: Record,
    new: Record,
    field: str,
    what: str,
    hint: str,
    only: Iterable[str] | None = None,
) -> Iterator[Melding]:
    before, after = (keys_of(record.model_dump(mode="json")[field], field) for record in (old, new))
    for key in before:
        other = overgang.hernoemd.get((what, f"{old.id}/{key}")) or overgang.hernoemd.get((what, key), key)
        if other.rpartition("/")[2] not in after and (only is None or key in only):
            yield Melding(new.at_key(field), f"{what} '{key}' is verdwenen", hint=hint)
