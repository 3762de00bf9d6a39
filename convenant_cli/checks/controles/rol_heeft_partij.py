"""Elke rol in het convenant heeft minstens één partij.

Waarom: afspraken met een rol zonder partij voert niemand uit.
Herstel: zet de rol bij een partij onder `rollen`, of haal de rol weg als niemand haar meer heeft.
"""

from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.records import Partner

severity = Severity.WAARSCHUWING


def check(dossier: Dossier) -> Iterator[Melding]:
    if any(file.kind is Partner and not file.whole for file in dossier.files.values()):
        return
    held = {rol for partner in dossier.partners.values() for rol in partner.rollen}
    convenant = dossier.agreed
    for rol in convenant.rollen:
        if rol not in held:
            yield Melding(convenant.at_key("rollen", rol), f"geen partij heeft de rol '{rol}'")
