"""Een partij doet mee aan het convenant op het moment dat zij iets doet of moet doen.

Waarom: van een partij die nog niet of niet meer meedoet, kan niemand iets vragen.
Herstel: verbeter de datum of de partij. Doet de partij wel mee, verbeter dan `lid_van` of `lid_tot` bij de
partij.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import binds_on, lengthened
from convenant_cli.dossier.kader import Kader
from convenant_cli.findings import Melding, Path
from convenant_cli.kalender import Nawerking, Tijdvak, een_dag, lange_datum
from convenant_cli.records import Evaluatie, Partner, Record, Verklaring
from convenant_cli.records.model.deelname import OVERAL, Deelname, DoetMee, Wanneer
from convenant_cli.records.model.record import marked


class _Vraag(NamedTuple):
    """Something that a party does or must do."""

    record: Record
    path: Path
    wie: str
    """A party, or one of its units."""
    deelname: Deelname
    na: Nawerking | None = None
    """How long it is still asked of who has stopped."""


class _Lid(NamedTuple):
    """The stretch in which a party or a unit takes part, and where the record says so."""

    partner: Partner
    id: str
    van: date
    tot: date
    path: Path


def check_one(record: Record, kader: Kader) -> Iterator[Melding]:
    if not isinstance(record, Evaluatie):
        yield from _check(record, kader)


def check(dossier: Dossier) -> Iterator[Melding]:
    for evaluatie in dossier.evaluaties.values():  # whoever took part in its action may look back on it
        yield from _check(evaluatie, dossier)


def _check(record: Record, dossier: Dossier) -> Iterator[Melding]:
    for vraag in _vragen(record, dossier):
        for lid in _leden(dossier, vraag.wie):
            if melding := _check_lid(lid, vraag):
                yield melding
                break


def _vragen(record: Record, dossier: Dossier) -> Iterator[_Vraag]:
    whole: Deelname | None = None
    for path, mark, wie in marked(record, DoetMee):
        deelname = whole if mark.wanneer == OVERAL else None
        if deelname is None:
            wanneer: Wanneer | None = getattr(record, mark.wanneer, None)
            deelname = wanneer(path, dossier) if wanneer else None
        if mark.wanneer == OVERAL:
            whole = deelname
        if deelname:
            yield _Vraag(record, path, wie, deelname)
    # Whose a statement is, no field tells: its file is named after the party.
    if isinstance(record, Verklaring):
        yield from _van_verklaring(dossier, record)


def _van_verklaring(dossier: Dossier, verklaring: Verklaring) -> Iterator[_Vraag]:
    """Yield when a party that makes a statement must take part: in its year, or on the day of the statement.

    A clause that binds on after the end still asks its answer.
    """
    periode = dossier.jaarperiode(verklaring.jaar)
    tijdvak = dossier.tijdvak(periode) if periode else None
    if tijdvak is None:
        return
    when = (tijdvak, *([een_dag(verklaring.afgelegd_op)] if verklaring.afgelegd_op else []))
    deelname = Deelname(when, f"de verklaring gaat over {periode}")
    partner = dossier.partners.get(verklaring.partner)
    after = {clause.id: clause.bindt_na for clause in binds_on(dossier, partner)} if partner else {}
    asked = [(number, after.get(answer.bepaling)) for number, answer in enumerate(verklaring.antwoorden)]
    if any(na for _, na in asked):
        for number, na in asked:
            yield _Vraag(verklaring, ("antwoorden", number, "bepaling"), verklaring.partner, deelname, na)
    else:
        yield _Vraag(verklaring, (), verklaring.partner, deelname)


def _check_lid(lid: _Lid, vraag: _Vraag) -> Melding | None:
    van, tot, bound = lid.van, lid.tot, max(lid.van, lid.tot)
    if vraag.na is not None:
        bound = lengthened(Tijdvak(van, bound), vraag.na).tot
    days, moment = vraag.deelname
    for tijdvak in days:
        if van < tijdvak.tot and tijdvak.van < bound:
            return None
    if all(van >= tijdvak.tot for tijdvak in days):
        message = f"'{lid.id}' doet pas mee vanaf {lange_datum(van)}, maar {moment}"
        related = (lid.partner.at(*lid.path, "lid_van"), "hier staat vanaf wanneer")
    else:
        longer = f" en is hieraan gebonden tot {lange_datum(bound)}" if bound > tot else ""
        message = f"'{lid.id}' doet mee tot {lange_datum(tot)}{longer}, maar {moment}"
        related = (lid.partner.at(*lid.path, "lid_tot"), "hier staat tot wanneer")
    return Melding(vraag.record.at(*vraag.path), message, related=(related,))


@lru_cache(maxsize=1024)
def _leden(dossier: Dossier, wie: str) -> list[_Lid]:
    """Return when a party or a unit takes part: of the same few there may be a hundred thousand questions."""
    partner = dossier.partners.get(wie.split("/")[0])
    if partner is None:
        return []
    found = [_Lid(partner, partner.id, partner.lid_van or date.min, partner.lid_tot or date.max, ())]
    for number, unit in enumerate(partner.eenheden):
        if f"{partner.id}/{unit.id}" == wie:
            found.append(_Lid(partner, wie, unit.lid_van or date.min, unit.lid_tot or date.max, ("eenheden", number)))
    return found
