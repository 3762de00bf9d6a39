"""Parties that joined by a declaration and parties that leave, as sentences: since when bound, what is still owed."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from convenant_cli.documents.page.filters import at_start
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import binds_on, lengthened
from convenant_cli.judging.partijwissel import later_toegetreden, toetreding_van, zonder_instemming
from convenant_cli.judging.vertrek import gaat, lege_zetels
from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records import Partner
from convenant_cli.text.sentences import opsomming

_NAMED = 3  # parties in a sentence; of more, only how many there are


def niet_rond(dossier: Dossier, dag: date) -> list[str]:
    """Return in a sentence each who takes part on a day without the declaration or the consent that joining asks.

    What a decision or a signature lacks is told with the clause on those.
    """
    return list(_not_agreed(dossier, dag))


def _not_agreed(dossier: Dossier, dag: date) -> Iterator[str]:
    convenant = dossier.agreed
    if convenant.toetreding != "verklaring":
        return
    for partner in later_toegetreden(dossier):
        if not partner.actief_op(dag):
            continue
        found = toetreding_van(convenant, partner)
        silent = zonder_instemming(dossier, found[1], dag) if found else []
        if found and not silent:
            continue
        lacks = f"de instemming van {_few(silent)}" if found else "een verklaring van toetreding"
        since = lange_datum(partner.lid_van)
        yield f"{at_start(partner.in_zin)} doet mee sinds {since}, maar {lacks} is niet gevonden."


def _few(partners: Sequence[Partner]) -> str:
    return opsomming([one.in_zin for one in partners]) if len(partners) <= _NAMED else f"{len(partners)} partijen"


def partijwissels(dossier: Dossier, dag: date, weg: Collection[str] = ()) -> list[str]:
    """Return in sentences who joined by a declaration of up to a day, and of who leaves the notice, its empty seats,
    what it does or did then, and what binds it on.

    ``weg``: the ids of parties that left and are told of in any case.
    """
    return [*_joined(dossier, dag), *_leaving(dossier, dag, weg)]


def _leaving(dossier: Dossier, dag: date, weg: Collection[str]) -> Iterator[str]:
    """Yield of each who leaves, or left and still owes or is bound, all in one: notice, what it does, what binds it."""
    for partner in sorted(dossier.partners.values(), key=lambda one: (one.lid_tot or date.max, one.id)):
        owed, on = "; ".join(_owed(dossier, partner)), list(_binds_on(dossier, partner, dag))
        notice = next((one for one in dossier.agreed.opzeggingen if one.partner == partner.id), None)
        given = notice if notice and partner.lid_tot and notice.datum <= dag < partner.lid_tot else None
        if partner.lid_van > dag:
            given, on = None, []
        seats = lege_zetels(dossier, partner, dag) if partner.lid_van <= dag else []
        if not (owed or on or given or seats or (partner.id in weg and partner.lid_tot and partner.lid_van <= dag)):
            continue
        said = f" zegde op {lange_datum(given.datum)} op ({given.vorm}) en" if given else ""
        told = [f"{at_start(partner.in_zin)}{said} {gaat(dossier, partner, dag)}."]
        if owed:
            told.append(f"Wat daarbij hoort: {owed}.")
        if on:
            told.append(f"Na het vertrek blijft gelden: {opsomming(on)}.")
        yield " ".join(told)


def _binds_on(dossier: Dossier, partner: Partner, dag: date) -> Iterator[str]:
    """Yield what binds a party after its last day, and until when."""
    for one in binds_on(dossier, partner) if partner.lid_tot else ():
        end = lengthened(Tijdvak(date.min, partner.lid_tot or date.max), one.bindt_na).tot
        if end > dag:
            yield f"{one.in_zin} ({'altijd' if end == date.max else f'tot {lange_datum(end)}'})"


def _joined(dossier: Dossier, dag: date) -> Iterator[str]:
    for one in sorted(dossier.agreed.toetredingen, key=lambda one: (one.datum, one.id)):
        partner = dossier.partners.get(one.partner)
        if partner is None or one.datum > dag:
            continue
        name, day = at_start(partner.in_zin), lange_datum(one.ingang)
        told = f"{name} trad toe ({one.vorm}, {lange_datum(one.datum)}) en is gebonden vanaf {day}."
        if silent := zonder_instemming(dossier, one, dag):
            told = f"{name} verklaarde toe te treden ({one.vorm}, {lange_datum(one.datum)}) vanaf {day}."
            told += f" De instemming van {_few(silent)} is daarvoor nog niet gevonden."
        given = [dossier.partners[by.partner].in_zin for by in one.instemming if by.partner in dossier.partners]
        if given:
            told += f" Daarmee {'stemde' if len(given) == 1 else 'stemden'} {opsomming(given)} in."
        yield told


def _owed(dossier: Dossier, partner: Partner) -> Iterator[str]:
    for one in sorted(dossier.agreed.afwikkelingen, key=lambda one: (one.uiterlijk, one.id)):
        if one.partner == partner.id:
            to = opsomming([dossier.partners[id].in_zin for id in one.aan if id in dossier.partners])
            yield f"{one.in_zin} ({f'voor {to}; ' if to else ''}{one.stand})"
