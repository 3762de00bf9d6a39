"""Een orgaan klopt: het heeft leden, wie voorzit is lid, en zijn verslag en bijeenkomsten passen erbij.

Waarom: wie het orgaan zoekt, moet kunnen zien wie erin zit en waar de uitkomst heen gaat.
Herstel: zet de partij bij de leden, verbeter aan wie het orgaan verslag doet, of nodig alle leden uit. Geef een
orgaan een andere naam dan een partij of een rol.
"""

from collections.abc import Iterator

from convenant_cli.dossier.kader import Kader
from convenant_cli.dossier.organen import leden, partijen_op
from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bijeenkomst, Orgaan


def check_one(record: Orgaan | Bijeenkomst, kader: Kader) -> Iterator[Melding]:
    if isinstance(record, Orgaan):
        yield from _check_orgaan(kader, record)
    elif (orgaan := kader.organen.get(record.orgaan or "")) and record.status != "vervallen":
        yield from _check_meeting(kader, orgaan, record)


def _check_orgaan(kader: Kader, orgaan: Orgaan) -> Iterator[Melding]:
    if not (orgaan.leden or orgaan.elke_partij):
        hint = "noem ze onder 'leden', of zeg met 'elke_partij' in welke functie elke partij lid is"
        yield Melding(orgaan.at(), f"{orgaan.in_zin} heeft geen leden", hint)
    yield from _check_name(kader, orgaan)
    yield from _check_chair(kader, orgaan)
    yield from _check_circle(kader, orgaan)


def _check_name(kader: Kader, orgaan: Orgaan) -> Iterator[Melding]:
    for kind in ("partner", "rol"):
        if other := kader.defined.get(kind, {}).get(orgaan.id):
            message = f"het orgaan '{orgaan.id}' heet net als een {kind}; een verwijzing is dan niet duidelijk"
            hint = f"hernoem het orgaan, zoals naar '{orgaan.id}-overleg'"
            yield Melding(orgaan.at(), message, hint, ((other, f"hier staat de {kind}"),))


def _check_chair(kader: Kader, orgaan: Orgaan) -> Iterator[Melding]:
    held = orgaan.voorzitter
    if held and held.partner not in {lid.partner for lid in leden(kader, orgaan)}:
        message = f"'{held.partner}' zit {orgaan.in_zin} voor, maar staat niet bij de leden"
        related = ((orgaan.at_key("leden"), "hier staan de leden"),)
        yield Melding(orgaan.at("voorzitter", "partner"), message, related=related, severity=Severity.WAARSCHUWING)


def _check_circle(kader: Kader, orgaan: Orgaan) -> Iterator[Melding]:
    seen, above = {orgaan.id}, orgaan.rapporteert_aan
    while above and above not in seen and above in kader.organen:
        seen.add(above)
        above = kader.organen[above].rapporteert_aan
    if above == orgaan.id:
        message = f"{orgaan.in_zin} brengt langs een omweg verslag uit aan zichzelf"
        yield Melding(orgaan.at("rapporteert_aan"), message, "kies een orgaan dat er boven staat, of laat dit veld weg")


def _check_meeting(kader: Kader, orgaan: Orgaan, bijeenkomst: Bijeenkomst) -> Iterator[Melding]:
    day = bijeenkomst.datum
    if not orgaan.bestaat_op(day):
        field = "ingesteld_op" if orgaan.ingesteld_op and day < orgaan.ingesteld_op else "opgeheven_op"
        message = f"{orgaan.in_zin} is er niet op {lange_datum(day)}"
        yield Melding(bijeenkomst.at("orgaan"), message, related=((orgaan.at(field), "hier staat de dag"),))
    elif "alle" not in bijeenkomst.genodigd:
        invited = {*bijeenkomst.genodigd, bijeenkomst.organisator}
        for partner in sorted(partijen_op(kader, [orgaan.id], day) - invited):
            message = f"'{partner}' is lid van {orgaan.in_zin}, maar staat niet bij de genodigden"
            related = ((orgaan.at_key("leden"), "hier staan de leden"),)
            yield Melding(bijeenkomst.at_key("genodigd"), message, related=related, severity=Severity.WAARSCHUWING)
