"""De dag van een ondertekening blijft staan.

Waarom: van die dag hangt af sinds wanneer een partij gebonden is en hoe lang het convenant loopt.
Herstel: zet de datum terug. Was zij fout, leg dan met een ontheffing vast waarom zij verandert.
"""

from collections.abc import Iterator

from convenant_cli.dossier.overgang import Overgang
from convenant_cli.findings import Melding
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Convenant, Partner
from convenant_cli.records.partner import Ondertekening

_BACK = "zet de datum terug; was zij fout, leg dan met een ontheffing vast waarom zij verandert"


def check(overgang: Overgang) -> Iterator[Melding]:
    if not overgang.overgenomen:
        return
    for old, new in overgang.samen(Convenant):
        if old.ondertekend_op != new.ondertekend_op:
            het = old.zinsnaam
            message = f"{het.met('was', 'waren')} ondertekend op {lange_datum(old.ondertekend_op)}"
            yield Melding(new.at("ondertekend_op"), message, _BACK)
        yield from _decisions(old, new)
    for before, after in overgang.samen(Partner):
        was, now = before.ondertekening, after.ondertekening
        if isinstance(was, Ondertekening) and (not isinstance(now, Ondertekening) or was.datum != now.datum):
            place = after.at("ondertekening", "datum") if isinstance(now, Ondertekening) else after.at("ondertekening")
            yield Melding(place, f"{after.in_zin} had ondertekend op {lange_datum(was.datum)}", _BACK)


def _decisions(old: Convenant, new: Convenant) -> Iterator[Melding]:
    """Yield decisions on the agreement with another day, of itself or of the consent of a party."""
    before = {decision.id: decision for decision in old.wijzigingsbesluiten}
    for number, decision in enumerate(new.wijzigingsbesluiten):
        was = before.get(decision.id)
        if was is None:
            continue
        if was.datum != decision.datum:
            message = f"wijzigingsbesluit '{decision.id}' was van {lange_datum(was.datum)}"
            yield Melding(new.at("wijzigingsbesluiten", number, "datum"), message, _BACK)
        days = {consent.partner: consent.datum for consent in was.instemming}
        for index, consent in enumerate(decision.instemming):
            day = days.get(consent.partner, consent.datum)
            if day != consent.datum:
                place = new.at("wijzigingsbesluiten", number, "instemming", index, "datum")
                yield Melding(place, f"'{consent.partner}' had ingestemd op {lange_datum(day)}", _BACK)
