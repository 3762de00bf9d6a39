"""Van een convenant is bekend wie het dossier bijhoudt: een partij, of een secretariaat dat geen partij is.

Waarom: partijen weten dan waar zij iets doorgeven, en namens wie zij een document of een vraag krijgen.
Herstel: vul 'beheerder' in met de naam van de partij, of 'secretariaat' met een naam. Niet allebei.
"""

from collections.abc import Iterator

from convenant_cli.findings import Melding
from convenant_cli.records import Convenant


def check_one(convenant: Convenant) -> Iterator[Melding]:
    if convenant.beheerder is None and convenant.secretariaat is None:
        hint = "vul 'beheerder' in, of 'secretariaat' als dat geen partij is"
        yield Melding(convenant.at(), "er staat niet wie het dossier bijhoudt", hint)
    if convenant.beheerder is not None and convenant.secretariaat is not None:
        message = f"het dossier wordt al bijgehouden door '{convenant.beheerder}', maar 'secretariaat' is ook ingevuld"
        related = ((convenant.at_key("beheerder"), "hier staat de partij"),)
        yield Melding(convenant.at_key("secretariaat"), message, "haal een van de twee weg", related=related)
