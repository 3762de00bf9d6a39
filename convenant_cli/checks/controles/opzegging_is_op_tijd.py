"""Een opzegging komt op tijd, en wat zij doet staat in het dossier.

Waarom: wie op tijd opzegt, is vrij aan het einde van de termijn, ook zonder instemming van de anderen. Wie te laat
opzegt, doet nog een termijn mee. Dat moeten alle partijen weten.
Herstel: kijk of de dag en de opzegtermijn kloppen. Een opzegging die te laat is, vervangt u door een nieuwe voor de
volgende termijn, of door een wijzigingsbesluit. Treedt alleen de partij uit, vul dan bij haar `lid_tot` in. Dat mag
ook een latere dag zijn dan de eerste die kan, als de partij tegen die dag opzegde.
"""

from collections.abc import Iterator

from convenant_cli.dossier.besluiten import werkzaam
from convenant_cli.dossier.kader import Kader
from convenant_cli.dossier.looptijd import laatste_opzegdag, opzegbaar_tegen, termijn_op, werking
from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Convenant, Partner
from convenant_cli.records.partijwissel import Opzegging

severity = Severity.WAARSCHUWING


def check_one(convenant: Convenant, kader: Kader) -> Iterator[Melding]:
    for number, notice in enumerate(convenant.opzeggingen):
        partner = kader.partners.get(notice.partner)
        if partner:
            yield from _notice(kader, convenant, number, notice, partner)


def _notice(kader: Kader, convenant: Convenant, number: int, notice: Opzegging, partner: Partner) -> Iterator[Melding]:
    het, term = convenant.zinsnaam, convenant.looptijd
    decisions = werkzaam(convenant, kader.partners.values(), kader.bepalingen.values(), notice.datum)
    running = termijn_op(term, decisions, notice.datum)
    at, day = convenant.at("opzeggingen", number, "datum"), lange_datum(notice.datum)
    said = f"de opzegging van {partner.in_zin} op {day}"
    decide = "stoppen kan wel met een wijzigingsbesluit van alle partijen"
    if notice.datum < partner.lid_van or (partner.lid_tot and notice.datum >= partner.lid_tot):
        yield Melding(
            convenant.at("opzeggingen", number, "partner"),
            f"{said} telt niet: de partij deed toen niet mee",
            "verbeter de datum, of 'lid_van' en 'lid_tot' bij de partij",
        )
    elif running is None:
        yield Melding(at, f"{said} doet niets: {het.met('gold', 'golden')} toen niet", "kijk of de datum klopt")
    elif term.opzegtermijn is None:
        message = f"{said} eindigt niets: de looptijd noemt geen opzegtermijn"
        yield Melding(at, message, f"staat zij wel in {het}, vul 'opzegtermijn' in; {decide}")
    elif (end := werking(term, running, notice)) is not None:
        if term.na_opzegging == "uittreding" and not opzegbaar_tegen(term, decisions, end, partner.lid_tot):
            message = f"{said} is op tijd, dus {partner.in_zin} doet mee tot {lange_datum(end)}"
            now = f"nu staat er {lange_datum(partner.lid_tot)}" if partner.lid_tot else "nu staat er niets"
            place = partner.at("lid_tot") if partner.lid_tot else partner.at()
            yield Melding(
                place,
                message,
                f"vul bij 'lid_tot' {end} in; {now}",
                ((convenant.at("opzeggingen", number), "hier staat de opzegging"),),
            )
    elif running.tot is None or term.verlenging != "stilzwijgend":
        message = f"{said} verandert niets: termijn {running.nummer} eindigt vanzelf"
        yield Melding(at, message, f"eerder {decide}")
    else:
        last = laatste_opzegdag(term.opzegtermijn, running.tot)
        message = f"{said} is te laat: voor termijn {running.nummer} kon het tot en met {lange_datum(last)}"
        also = (
            f", en de partij doet mee tot zij opnieuw opzegt; nu staat bij haar 'lid_tot' {partner.lid_tot}"
            if partner.lid_tot
            else ""
        )
        yield Melding(
            at,
            f"{message}; {het.met('loopt', 'lopen')} door{also}",
            f"zeg op tijd op voor de volgende termijn; {decide}",
        )
