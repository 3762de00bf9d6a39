"""The statements over a year or another period: for every party a form with its own questions, to be answered later."""

from datetime import date
from functools import lru_cache

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.verklaringsperioden import counts, days_of, over, rhythms_of
from convenant_cli.editing.creating.draft import Ontwerp
from convenant_cli.editing.creating.kinds import kind_of
from convenant_cli.editing.creating.laying_out import laid_out
from convenant_cli.editing.creating.proving import proven
from convenant_cli.editing.written import Value
from convenant_cli.findings import ConvenantError
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Uitkomst
from convenant_cli.kalender import tijdvaknaam
from convenant_cli.records import Bepaling, Verklaring
from convenant_cli.records.verklaring import folder_of, is_year
from convenant_cli.sources.sources import Source
from convenant_cli.text.sentences import in_digits

#: What stands at the top of a statement.
FORM = (
    "Een verklaring om in te vullen. Vul bij elk antwoord in: ja, deels, nee of niet-van-toepassing. Zij telt mee als "
    "afgelegd_op en functie zijn ingevuld."
)

#: A question: the clause, and the unit that it is asked of when it is not the party as a whole.
Vraag = tuple[str, str | None]


@lru_cache(maxsize=4)
def questions(dossier: Dossier, year: str) -> dict[str, tuple[Vraag, ...]]:
    """Return what every party is asked about a year or period, in the order of the agreement. Raises ConvenantError.

    A statement on 2026 is also about the school year that ends in it, not about its quarters.
    """
    days = days_of(dossier, year)
    found: dict[str, dict[Vraag, None]] = {}
    for oordeel in judge(dossier, days.laatste):
        clause = dossier.bepalingen[oordeel.bepaling]
        if oordeel.partner is None or clause.toets.soort != "verklaring" or not oordeel.periode:
            continue
        about = oordeel.periode.split(" ")[-1]
        fits = about == year or ("-" not in year and about.endswith(f"-{year}"))
        if not is_year(year):
            fits = oordeel.periode in {tijdvaknaam(one, days) for one in rhythms_of(dossier, clause) if one}
        if fits and counts(dossier, clause, year) and oordeel.uitkomst is not Uitkomst.NIET_VAN_TOEPASSING:
            found.setdefault(oordeel.partner, {})[oordeel.bepaling, oordeel.eenheid] = None
    return {partner: tuple(asked) for partner, asked in found.items()}


def questions_for(draft: Ontwerp) -> Value:
    """Return the questions of one party as answers that are still to be given, and note their text in the draft."""
    year, _, partner = draft.naam.partition("/")
    if not partner:
        return None
    asked = questions(draft.dossier, year).get(partner, ())
    if not asked:
        het = draft.dossier.agreed.zinsnaam
        asks = f"{het.vorm('vraagt', 'vragen')} {het}"
        raise ConvenantError(f"aan '{partner}' {asks} geen verklaring over {over(draft.dossier, year)}")
    for number, (id, _unit) in enumerate(asked):
        clause = draft.dossier.bepalingen[id]
        draft.notes["antwoorden", number] = clause.voluit
    return [_open(draft.dossier.bepalingen[id], unit) for id, unit in asked]


def _open(clause: Bepaling, unit: str | None) -> Value:
    opgave: dict[str, Value] = {"opgave": None} if clause.toets.gegevens.get("opgave") else {}
    return {"bepaling": clause.id, **({"eenheid": unit} if unit else {}), "antwoord": None, **opgave}


def all_statements(source: Source, dossier: Dossier, year: str, peildatum: date) -> tuple[dict[str, bytes], list[str]]:
    """Return an open statement for every party without one about a period, and what to tell. Raises ConvenantError."""
    year = folder_of(year)
    asked = questions(dossier, year)
    if not asked:
        het = dossier.agreed.zinsnaam
        asks = f"{het.vorm('vraagt', 'vragen')} {het}"
        raise ConvenantError(f"over {over(dossier, year)} {asks} van niemand een verklaring")
    files: dict[str, bytes] = {}
    told: list[str] = []
    for partner in asked:
        id = f"{year}/{partner}"
        if id in dossier.defined.get(Verklaring.soort, {}):
            told.append(f"{dossier.partners[partner].kort} heeft al een verklaring over {over(dossier, year)}.")
            continue
        draft = Ontwerp(dossier, kind_of(Verklaring.soort), peildatum, id)
        draft.data["antwoorden"] = questions_for(draft)
        name = Verklaring.place(id)
        files[name] = open_form(name, draft)
        told.append(f"{dossier.partners[partner].kort}: {in_digits(len(asked[partner]), 'vraag', 'vragen')}.")
    if not files:
        raise ConvenantError(f"elke partij heeft al een verklaring over {over(dossier, year)}; er is niets te maken")
    proven(source, files, peildatum, "")
    return files, told


def open_form(name: str, draft: Ontwerp) -> bytes:
    """Return the text of a statement of which the day, the function and the answers are to be filled in."""
    data = {"afgelegd_op": None, "functie": None, **draft.data}
    return laid_out(Verklaring, name, data, draft.notes, FORM)
