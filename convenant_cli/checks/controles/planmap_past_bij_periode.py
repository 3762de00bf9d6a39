"""De map van een plan heet naar de periode van het plan.

Waarom: wie het plan van 2026 zoekt, kijkt in de map 2026. Ook verwijzingen zoals 2026/training lezen dan
vanzelf.
Herstel: verbeter de periode, of geef de map de naam van het jaar: 2026, of 2026-2027 bij een periode in twee jaren. Bij
een plan met een eigenaar of onderwerp komt dat erachter: 2026-stichting.
"""

from collections.abc import Iterator

from convenant_cli.findings import Melding
from convenant_cli.records import Jaarplan
from convenant_cli.text.sentences import slug


def check_one(plan: Jaarplan) -> Iterator[Melding]:
    if not plan.past_bij_map:
        wanted = plan.jaar
        if plan.reeks != ("", ""):
            wanted += f"-{slug(plan.eigenaar or plan.onderwerp or '')}"
        message = f"de map heet '{plan.id}', maar de periode is '{plan.periode}'; bedoelde u de map '{wanted}'?"
        hint = f"hernoem de map, of verander `periode` in kalenderjaar {plan.id}" if plan.id.isdecimal() else ""
        yield Melding(plan.at("periode"), message, hint)
