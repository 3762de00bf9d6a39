"""The record kinds, one file each. The order here is the order in lists and documentation."""

from convenant_cli.records.actie import Actie
from convenant_cli.records.bepaling import Bepaling, Hoofdstuk
from convenant_cli.records.bijeenkomst import Bijeenkomst
from convenant_cli.records.convenant import Convenant
from convenant_cli.records.evaluatie import Evaluatie
from convenant_cli.records.jaarplan import Jaarplan
from convenant_cli.records.model.record import Record
from convenant_cli.records.orgaan import Orgaan
from convenant_cli.records.partner import Partner
from convenant_cli.records.personen import Personen
from convenant_cli.records.verklaring import Verklaring

KINDS: tuple[type[Record], ...] = (
    Convenant,
    Hoofdstuk,
    Partner,
    Orgaan,
    Jaarplan,
    Actie,
    Bijeenkomst,
    Verklaring,
    Evaluatie,
    Personen,
)

__all__ = [
    "KINDS",
    "Actie",
    "Bepaling",
    "Bijeenkomst",
    "Convenant",
    "Evaluatie",
    "Hoofdstuk",
    "Jaarplan",
    "Orgaan",
    "Partner",
    "Personen",
    "Record",
    "Verklaring",
]
