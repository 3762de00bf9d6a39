"""Elke bepaling zegt hoe zij wordt getoetst, of waarom dat niet kan.

Waarom: een bepaling die stil wordt overgeslagen, lijkt in orde terwijl niemand heeft gekeken.
Herstel: kies een familie die bij de soort toets past (`convenant explain toets:SOORT` noemt ze), en noem onder
`gebonden` wie iets moet doen. Een bepaling die niet te toetsen is, krijgt de soort `niet-toetsbaar` met een reden. Een
soort levering, taak of onderdeel heet in de toets zoals bij de partijen en in de lijsten.
"""

from collections.abc import Collection, Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.findings import Melding, Path, Place, Severity
from convenant_cli.judging.judging import clauses
from convenant_cli.judging.toetsen import Toets, toetssoort
from convenant_cli.judging.toetsen.bereikbaar import BereikbaarToets
from convenant_cli.judging.toetsen.document import DocumentToets
from convenant_cli.judging.toetsen.publicatie import PublicatieToets
from convenant_cli.records import Bepaling, Hoofdstuk
from convenant_cli.text.sentences import opsomming, or_meant, suggest

_OVER_HET_GEHEEL = frozenset(("automatisch", "relatie"))


def check_one(hoofdstuk: Hoofdstuk, file: RecordFile) -> Iterator[Melding]:
    if not file.whole:
        return
    for index, bepaling in enumerate(hoofdstuk.bepalingen):
        path: Path = ("bepalingen", index)
        yield from _check_family(hoofdstuk, path, bepaling)
        yield from _check_bound(hoofdstuk, path, bepaling)


def _check_family(hoofdstuk: Hoofdstuk, path: Path, bepaling: Bepaling) -> Iterator[Melding]:
    at = {"familie": path, "toets": path}
    for versie in bepaling.versies:
        if versie.path:  # what an earlier version does not say, it has from the one that followed
            earlier = bepaling.eerdere_versies[int(versie.path[1])]
            at |= {name: (*path, *versie.path) for name in at if getattr(earlier, name) is not None}
        familie, soort = versie.bepaling.familie, versie.bepaling.toets.soort
        kind = toetssoort(soort)
        if kind is None or familie in (fitting := kind.families()):
            continue
        message = f"de familie is '{familie}', maar de soort toets is '{soort}'"
        named = opsomming([f"'{one}'" for one in fitting], "of")
        hint = f"gebruik de familie {named}, of een andere soort toets"
        too_much = familie == "automatisch" and kind.familie == "relatie"
        if too_much:
            message = f"de familie 'automatisch' zegt meer dan de toets '{soort}' kan zien"
        yield Melding(
            hoofdstuk.at(*at["familie"], "familie"),
            message,
            hint=hint,
            severity=Severity.WAARSCHUWING if too_much else Severity.FOUT,
            related=((hoofdstuk.at(*at["toets"], "toets", "soort"), "hier staat de soort toets"),),
        )


def _check_bound(hoofdstuk: Hoofdstuk, path: Path, bepaling: Bepaling) -> Iterator[Melding]:
    if bepaling.gebonden or bepaling.familie == "geen-verplichting":
        return
    if bepaling.familie not in _OVER_HET_GEHEEL or bepaling.aard not in ("verklaring", "bevoegdheid"):
        message = (
            f"bepaling '{bepaling.id}' bindt niemand, maar heeft aard '{bepaling.aard}' en familie '{bepaling.familie}'"
        )
        yield Melding(hoofdstuk.at(*path, "gebonden"), message, severity=Severity.WAARSCHUWING)


def check(dossier: Dossier) -> Iterator[Melding]:
    """Yield each name in a toets that nobody uses but that looks like one in use: nothing would be found by it."""
    for newest in clauses(dossier)[0]:
        for clause in (newest, *newest.eerder):
            for path, what, name, known in _named(dossier, clause.toets):
                if name not in known and (near := suggest(name, sorted(known))):
                    place = Place(clause.place.name, (*clause.place.path, "toets", *path))
                    message = f"{what} '{name}' komt nergens voor{or_meant(near)}"
                    hint = "klopt de naam, dan verdwijnt dit zodra een partij of lijst hem noemt"
                    yield Melding(place, message, hint, severity=Severity.WAARSCHUWING)


def _named(dossier: Dossier, toets: Toets) -> Iterator[tuple[Path, str, str, Collection[str]]]:
    """Yield the names in a toets that point to no list, with their place and the ones that parties and lists use."""
    partners = dossier.partners.values()
    if isinstance(toets, PublicatieToets) and toets.levering:
        delivered = {one.soort for partner in partners for one in partner.leveringen}
        yield ("levering",), "de soort levering", toets.levering, {*delivered, *dossier.agreed.leveringsoorten}
    if isinstance(toets, BereikbaarToets) and toets.taak:
        tasks = {one.taak for partner in partners for one in partner.aanspreekpunten}
        yield ("taak",), "de taak", toets.taak, tasks
    if isinstance(toets, DocumentToets) and (kind := dossier.agreed.documentsoorten.get(toets.documentsoort)):
        held = {
            element
            for partner in partners
            for one in partner.documenten
            if one.soort == toets.documentsoort
            for element in one.elementen
        }
        for number, element in enumerate(toets.elementen):
            yield ("elementen", number), "het onderdeel", element, {*held, *kind.elementen}
