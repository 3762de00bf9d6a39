"""Namen en directe nummers van personen staan alleen in het dossier als het convenant daarvoor kiest.

Waarom: wat eenmaal in het dossier staat, blijft in de geschiedenis bewaard, ook als iemand van werk
verandert.
Herstel: zet het gegeven in prive/personen.yaml. Of kies in data/convenant.yaml voor `personen: in-dossier`,
met een reden onder `personen_reden`.
"""

from collections.abc import Iterator

from convenant_cli.dossier.kader import Kader
from convenant_cli.findings import Melding
from convenant_cli.records import Personen, Record
from convenant_cli.records.model.record import Persoonlijk, marked


def check_one(record: Record, kader: Kader) -> Iterator[Melding]:
    convenant = kader.convenant
    if convenant is None or isinstance(record, Personen):
        return
    if convenant.personen != "in-dossier":
        for path, _, _ in marked(record, Persoonlijk):
            message = f"'{path[-1]}' is een gegeven van een persoon en hoort niet in dit bestand"
            yield Melding(record.at_key(*path), message)
    elif record is convenant and convenant.personen_reden is None:
        message = "personen staan in het dossier, maar 'personen_reden' ontbreekt"
        yield Melding(convenant.at("personen"), message)
