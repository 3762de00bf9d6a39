"""Parties that joined by a declaration and parties that leave, as sentences: since when bound, what is still owed."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from convenant_cli.documents.page.filters import at_start
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import binds_on, lengthened
from convenant_cli.judging.partijwissel import later_toegetreden, toetreding_van, zonder_instemming
from convenant_cli.judging.vertrek import gaat
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
        if not partner.lid_van <= dag < (partner.lid_tot or date.max):
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
    """Return in sentences who joined by a declaration of up to a day, and of who leaves the notice, what it does or did
    then, and what binds it on.

    ``weg``: the ids of parties that left and are told of in any case.
    """
    return [*_joined(dossier, dag), *_bound_on(dossier, dag, weg), *_owed(dossier, dag)]


def _bound_on(dossier: Dossier, dag: date, weg: Collection[str]) -> Iterator[str]:
    """Yield of each who leaves, or left and is still bound, when it gave notice and what binds it how long."""
    owing = {one.partner for one in dossier.agreed.afwikkelingen}
    for partner in sorted(dossier.partners.values(), key=lambda one: (one.lid_tot or date.max, one.id)):
        if partner.lid_tot is None or partner.lid_van > dag:
            continue
        ends = [
            (lengthened(Tijdvak(date.min, partner.lid_tot), one.bindt_na).tot, one)
            for one in binds_on(dossier, partner)
        ]
        on = [
            f"{one.in_zin} ({'altijd' if end == date.max else f'tot {lange_datum(end)}'})"
            for end, one in ends
            if end > dag
        ]
        notice = next((one for one in dossier.agreed.opzeggingen if one.partner == partner.id), None)
        name, told = at_start(partner.in_zin), []
        if notice and notice.datum <= dag < partner.lid_tot:
            told.append(f"{name} zegde op {lange_datum(notice.datum)} op ({notice.vorm}).")
        elif on or partner.id in {*weg} - owing:
            told.append(f"{name} {gaat(partner, dag)}.")
        if on:
            told.append(f"Na het vertrek blijft gelden: {opsomming(on)}.")
        if told:
            yield " ".join(told)


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


def _owed(dossier: Dossier, dag: date) -> Iterator[str]:
    for one in sorted(dossier.agreed.afwikkelingen, key=lambda one: (one.uiterlijk, one.id)):
        partner = dossier.partners.get(one.partner)
        if partner is None:
            continue
        to = opsomming([dossier.partners[id].in_zin for id in one.aan if id in dossier.partners])
        what = f"{one.in_zin} ({f'voor {to}; ' if to else ''}{one.stand})"
        yield f"{at_start(partner.in_zin)} {gaat(partner, dag)}. Wat daarbij hoort: {what}."
