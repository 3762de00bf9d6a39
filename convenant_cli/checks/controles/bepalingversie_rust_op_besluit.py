"""Een nieuwe tekst van een bepaling gaat in op de dag van het besluit dat haar noemt.

Waarom: elke periode wordt beoordeeld naar de tekst die toen gold. Dan moet vaststaan vanaf welke dag dat is, en waarom.
Herstel: noem de bepaling onder `bepalingen` van het wijzigingsbesluit, met de instemming van elke partij van die dag.
Neem de dag waarop het ingaat over als `ingangsdatum`, of als `vervalt_op` wanneer de bepaling verdwijnt. Zet hoe zij
eerder luidde onder `eerdere_versies`.
"""

from collections.abc import Iterator
from datetime import date
from itertools import product

from convenant_cli.dossier.besluiten import besluit_over, ontbrekend
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Path
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bepaling, Convenant, Hoofdstuk
from convenant_cli.text.sentences import opsomming


def check(dossier: Dossier) -> Iterator[Melding]:
    whole = [one for one in dossier.all(Convenant).values() if dossier.files[one.name].whole]
    for convenant, chapter in product(whole, dossier.hoofdstukken.values()):
        if dossier.files[chapter.name].whole:
            for number, clause in enumerate(chapter.bepalingen):
                yield from _order(chapter, ("bepalingen", number), clause)
                for path, day in _days(convenant, clause):
                    yield from _decided(dossier, convenant, chapter, ("bepalingen", number, *path), clause, day)


def _order(chapter: Hoofdstuk, at: Path, clause: Bepaling) -> Iterator[Melding]:
    """Yield versions that do not follow each other in time."""
    if clause.eerdere_versies and clause.ingangsdatum is None:
        message = f"bepaling '{clause.id}' heeft eerdere versies, maar vanaf welke dag zij zo luidt, ontbreekt"
        yield Melding(chapter.at_key(*at, "eerdere_versies"), message, "vul 'ingangsdatum' in")
        return
    since: dict[date, Path] = {clause.ingangsdatum or date.min: ("ingangsdatum",)}
    for number, older in enumerate(clause.eerdere_versies):
        day = older.ingangsdatum or date.min
        way: Path = ("eerdere_versies", number, *(["ingangsdatum"] if older.ingangsdatum else []))
        if day in since:
            message = f"twee versies van bepaling '{clause.id}' beginnen op dezelfde dag"
            related = ((chapter.at(*at, *since[day]), "hier staat de andere"),)
            yield Melding(chapter.at(*at, *way), message, "geef elke versie haar eigen ingangsdatum", related)
        elif clause.ingangsdatum and day > clause.ingangsdatum:
            message = f"deze eerdere versie van bepaling '{clause.id}' begint na de versie van nu"
            hint = "wissel de twee om, of verbeter een van de ingangsdata"
            yield Melding(chapter.at(*at, *way), message, hint)
        since.setdefault(day, way)
    if clause.vervalt_op and clause.ingangsdatum and clause.vervalt_op <= clause.ingangsdatum:
        message = f"bepaling '{clause.id}' vervalt voordat zij zo ingaat"
        yield Melding(chapter.at(*at, "vervalt_op"), message, "verbeter 'vervalt_op' of 'ingangsdatum'")


def _days(convenant: Convenant, clause: Bepaling) -> Iterator[tuple[Path, date]]:
    """Yield each day on which a clause became another one, with the way to it; not that on which it all began."""
    days: list[tuple[Path, date | None]] = [
        (("ingangsdatum",), clause.ingangsdatum),
        (("vervalt_op",), clause.vervalt_op),
    ]
    days += [
        (("eerdere_versies", n, "ingangsdatum"), older.ingangsdatum) for n, older in enumerate(clause.eerdere_versies)
    ]
    return ((path, day) for path, day in days if day is not None and day != convenant.looptijd.ingang)


def _decided(
    dossier: Dossier, convenant: Convenant, chapter: Hoofdstuk, at: Path, clause: Bepaling, day: date
) -> Iterator[Melding]:
    besluit = besluit_over(convenant, clause.id, day)
    if besluit is None:
        message = f"geen wijzigingsbesluit dat ingaat op {lange_datum(day)}, noemt bepaling '{clause.id}'"
        hint = "noem de bepaling onder 'bepalingen' van het besluit in data/convenant.yaml, of verbeter de dag"
        yield Melding(chapter.at(*at), message, hint)
        return
    silent = ontbrekend(besluit, dossier.partners.values(), dossier.bepalingen.values())
    if silent:
        names = opsomming([partner.in_zin for partner in silent])
        message = f"bepaling '{clause.id}' rust op {besluit.naam}, maar de instemming van {names} is niet gevonden"
        number = convenant.wijzigingsbesluiten.index(besluit)
        related = ((convenant.at("wijzigingsbesluiten", number), "hier staat het besluit"),)
        yield Melding(chapter.at(*at), message, "verander de bepaling pas als elke partij instemde", related)
