"""Met een wijzigingsbesluit stemden alle partijen van die dag in.

Waarom: een convenant tussen gelijke partijen verandert, verlengt of eindigt alleen als zij het daarover eens zijn.
Herstel: zet de instemming van de partij onder `instemming` bij het besluit. Tot die er is, verandert, verlengt
of eindigt het besluit niets. Heeft het convenant er een bepaling over, dan zegt de toets van die bepaling dit al.
"""

from collections.abc import Iterator

from convenant_cli.dossier.besluiten import ontbrekend
from convenant_cli.dossier.kader import Kader
from convenant_cli.findings import Melding, Severity
from convenant_cli.records import Convenant
from convenant_cli.text.sentences import opsomming

severity = Severity.WAARSCHUWING


def check_one(convenant: Convenant, kader: Kader) -> Iterator[Melding]:
    if kader.getoetst("instemming"):
        return
    for number, besluit in enumerate(convenant.wijzigingsbesluiten):
        silent = ontbrekend(besluit, kader.partners.values(), kader.bepalingen.values())
        if silent:
            message = f"met {besluit.naam} is de instemming van {opsomming([p.in_zin for p in silent])} niet gevonden"
            hint = "zet de instemming erbij; tot dan verandert, verlengt of eindigt dit besluit niets"
            yield Melding(convenant.at("wijzigingsbesluiten", number), message, hint)
