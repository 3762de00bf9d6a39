"""The words that documents use for ids and counts: names of parties, the line under a title."""

from collections.abc import Mapping

from convenant_cli.dossier.aanbod import keeper
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.records import Convenant
from convenant_cli.records.begrippen import Begrip
from convenant_cli.text.sentences import counted, in_letters


def past_their_day(late: int, resting: int, *, begun: bool) -> str:
    """Say of how many actions the day is past, and of how many that was agreed.

    ``begun``: whether any action should have begun; before that it says nothing, and after it also that none is late.
    """
    if not late:
        return "Geen actie is te laat." if begun else ""
    said = f"Van {counted(late, 'actie', 'acties')} is de einddatum voorbij"
    if not resting:
        return f"{said}."
    if resting == late:
        return f"{said}; dat is zo afgesproken."
    return f"{said}; bij {in_letters(resting)} daarvan is dat zo afgesproken."


def subtitle(convenant: Convenant) -> str:
    """Return the line under the title of a document: which agreement it is about."""
    return ", ".join(filter(None, (convenant.titel, convenant.waar)))


class Words:
    """Turns ids into the names that readers know. An id that is not known stays as it is."""

    def __init__(self, dossier: Dossier) -> None:
        partners, agreed = dossier.partners.values(), dossier.agreed
        bodies = {body.id: body.naam for body in dossier.organen.values()}
        self._party = bodies | {partner.id: partner.kort for partner in partners}
        self._full_party = bodies | {partner.id: partner.naam for partner in partners}
        self._inside = {body.id: body.in_zin for body in dossier.organen.values()}
        self._inside |= {partner.id: partner.in_zin for partner in partners}
        if found := keeper(dossier):  # the name of nobody is that of who keeps the dossier, such as at a meeting
            self._party[""], self._full_party[""], self._inside[""] = found.kort, found.naam, found.in_zin
        self._units = {f"{partner.id}/{unit.id}": unit.naam for partner in partners for unit in partner.eenheden}
        self._offers = {
            f"{partner.id}/{offer.id}": f"{offer.titel} ({partner.kort})"
            for partner in partners
            for offer in partner.aanbod
        }
        self._questions = {id: one.vraag for id, one in agreed.evaluatievragen.items()}
        self._terms: dict[str, Mapping[str, Begrip]] = {
            "groep": agreed.doelgroepen,
            "bijeenkomstsoort": agreed.bijeenkomstsoorten,
            "thema": agreed.themas,
        }

    def tables(self) -> dict[str, dict[str, str]]:
        """Return the names by id, for the filters of templates."""
        return {
            "partij": self._party,
            "partijnaam": self._full_party,
            "partijinzin": self._inside,
            "eenheid": {**self._party, **self._units},
            "aanbodtitel": self._offers,
            "evaluatievraag": self._questions,
            **{kind: {id: term.naam for id, term in terms.items()} for kind, terms in self._terms.items()},
        }

    def party(self, id: str | None) -> str:
        """Return the short name of a party; of who keeps the dossier for none."""
        return self._party.get(id or "", id or "")

    def full_party(self, id: str | None) -> str:
        """Return the full name of a party; of who keeps the dossier for none."""
        return self._full_party.get(id or "", id or "")

    def unit(self, id: str) -> str:
        """Return the name of a unit, or of a party."""
        return self._units.get(id) or self.party(id)
