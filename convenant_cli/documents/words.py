"""The words that documents use for ids and counts: names of parties, the line under a title."""

from collections.abc import Mapping

from convenant_cli.documents.page.filters import counted
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.judging.oordelen import in_letters
from convenant_cli.records import Convenant
from convenant_cli.records.convenant import Begrip


def past_their_day(late: int, resting: int) -> str:
    """Say of how many actions the day is past, and of how many that was agreed; empty when it is of none."""
    if not late:
        return ""
    said = f"Van {counted(late, 'actie', 'acties')} is de einddatum voorbij"
    if not resting:
        return f"{said}."
    if resting == late:
        return f"{said}; dat is zo afgesproken."
    return f"{said}; bij {in_letters(resting)} daarvan is dat zo afgesproken."


def subtitle(convenant: Convenant | None) -> str:
    """Return the line under the title of a document: which agreement it is about."""
    return ", ".join(filter(None, (convenant.titel, convenant.waar))) if convenant else ""


def issuer(dossier: Dossier) -> str:
    """Return the full name of the party that keeps the records, and so issues the documents."""
    convenant = dossier.convenant
    partner = dossier.partners.get(convenant.beheerder) if convenant else None
    return partner.naam if partner else ""


class Words:
    """Turns ids into the names that readers know. An id that is not known stays as it is."""

    def __init__(self, dossier: Dossier) -> None:
        partners, convenant = dossier.partners.values(), dossier.convenant
        bodies = {body.id: body.naam for body in dossier.organen.values()}
        self._party = bodies | {partner.id: partner.kort for partner in partners}
        self._full_party = bodies | {partner.id: partner.naam for partner in partners}
        self._units = {f"{partner.id}/{unit.id}": unit.naam for partner in partners for unit in partner.eenheden}
        self._offers = {
            f"{partner.id}/{offer.id}": f"{offer.titel} ({partner.kort})"
            for partner in partners
            for offer in partner.aanbod
        }
        self._questions = {id: one.vraag for id, one in convenant.evaluatievragen.items()} if convenant else {}
        self._terms: dict[str, Mapping[str, Begrip]] = {
            "groep": convenant.doelgroepen if convenant else {},
            "bijeenkomstsoort": convenant.bijeenkomstsoorten if convenant else {},
            "thema": convenant.themas if convenant else {},
        }

    def tables(self) -> dict[str, dict[str, str]]:
        """Return the names by id, for the filters of templates."""
        return {
            "partij": self._party,
            "partijnaam": self._full_party,
            "school": {**self._party, **self._units},
            "aanbodtitel": self._offers,
            "evaluatievraag": self._questions,
            **{kind: {id: term.naam for id, term in terms.items()} for kind, terms in self._terms.items()},
        }

    def party(self, id: str) -> str:
        """Return the short name of a party."""
        return self._party.get(id, id)

    def full_party(self, id: str) -> str:
        """Return the full name of a party."""
        return self._full_party.get(id, id)

    def school(self, id: str) -> str:
        """Return the name of a school: a party, or a unit of one."""
        return self._units.get(id) or self.party(id)
