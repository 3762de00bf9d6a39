"""Met een wijzigingsbesluit stemden alle partijen van die dag in.

Waarom: een convenant tussen gelijke partijen verandert, verlengt of eindigt alleen als zij het daarover eens zijn.
Herstel: zet de instemming van de partij onder `instemming` bij het besluit. Tot die er is, verlengt of eindigt het
besluit niets. Heeft het convenant er een bepaling over, dan zegt de toets van die bepaling dit al.
"""

from collections.abc import Iterator

from convenant_cli.dossier.besluiten import ontbrekend
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.text.sentences import opsomming

severity = Severity.WAARSCHUWING


def check(dossier: Dossier) -> Iterator[Melding]:
    if dossier.getoetst("instemming"):
        return
    for number, besluit in enumerate(dossier.agreed.wijzigingsbesluiten):
        silent = ontbrekend(besluit, dossier.partners.values(), dossier.bepalingen.values())
        if silent:
            message = f"met {besluit.naam} is de instemming van {opsomming([p.in_zin for p in silent])} niet gevonden"
            hint = "zet de instemming erbij; tot dan verlengt of eindigt dit besluit niets"
            yield Melding(dossier.agreed.at("wijzigingsbesluiten", number), message, hint)
