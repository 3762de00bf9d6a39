"""Elke rol in het convenant heeft minstens één partij.

Waarom: afspraken met een rol zonder partij voert niemand uit.
Herstel: zet de rol bij een partij onder `rollen`, of haal de rol weg als niemand haar meer heeft.
"""

from collections.abc import Iterator

from convenant_cli.dossier.kader import Kader
from convenant_cli.findings import Melding, Severity
from convenant_cli.records import Convenant, Partner

severity = Severity.WAARSCHUWING


def check_one(convenant: Convenant, kader: Kader) -> Iterator[Melding]:
    if any(file.kind is Partner and not file.whole for file in kader.files.values()):
        return
    held = {rol for partner in kader.partners.values() for rol in partner.rollen}
    for rol in convenant.rollen:
        if rol not in held:
            yield Melding(convenant.at_key("rollen", rol), f"geen partij heeft de rol '{rol}'")
