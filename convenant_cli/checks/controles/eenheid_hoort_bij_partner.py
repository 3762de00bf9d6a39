"""Een partij noemt bij haar eigen stukken alleen haar eigen eenheden.

Waarom: een document, aanbod of antwoord telt mee bij de partij waarvan het is. Een eenheid valt onder een andere van
dezelfde partij, en niet in een kring onder zichzelf.
Herstel: noem een eenheid van deze partij, of zet het stuk bij de partij waarvan het is.
"""

from collections.abc import Iterator

from convenant_cli.checks.absent import to_units
from convenant_cli.dossier.kader import Kader
from convenant_cli.findings import Melding
from convenant_cli.records import Partner, Verklaring


def check_one(record: Partner | Verklaring, kader: Kader) -> Iterator[Melding]:
    if isinstance(record, Partner):
        yield from _circles(record)
    partner = record.partner if isinstance(record, Verklaring) else record.id
    units = kader.defined.get("eenheid", {})
    for reference in to_units(record, kader):
        owner, _, unit = reference.key.partition("/")
        if owner != partner:
            own = f"{partner}/{unit}"
            meant = f"; bedoelde u '{own}'?" if own in units else ""
            message = f"'{reference.value}' is een eenheid van '{owner}', niet van '{partner}'{meant}"
            yield Melding(reference.place, message, related=((units[reference.key], "hier staat de eenheid"),))


def _circles(party: Partner) -> Iterator[Melding]:
    above = {f"{party.id}/{unit.id}": unit.hoort_bij for unit in party.eenheden}
    for number, id in enumerate(above):
        if above.get(party.onder(id)[-1]) == id:
            message = f"'{id}' hoort, soms via andere eenheden, bij zichzelf"
            hint = "laat 'hoort_bij' weg bij de eenheid die bovenaan staat"
            yield Melding(party.at("eenheden", number, "hoort_bij"), message, hint)
