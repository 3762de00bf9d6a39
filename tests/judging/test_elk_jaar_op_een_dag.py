"""A day that comes back each year, the same for each toets that knows one: who owes what, for which year, until when.

Worked out by hand from the words of a clause, before judging. Before 1 December each party has its plan for the coming
year, so 30 November is the last day. The police made the plan for 2026 on 20 November 2025, and that for 2027 on
4 December 2026, four days late. Not later than 1 March each party reports over the year before: the police on 1 March
2026 over 2025, and not over 2026.

"Before 1 October the parties meet each year": the last day is 30 September. They met on 30 September 2025, in time; on
12 October 2026, late; and not yet in 2027. Of offers something is there, also when nobody confirmed it in time: then it
is old.
"""

from datetime import date

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import clauses, judge
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.judging.terugkerend import ritme_van, terugkomend
from convenant_cli.kalender import Tijdvak
from convenant_cli.records.model.jaardag import Jaardag
from convenant_cli.sources.sources import literal
from tests.conftest import whole
from tests.een_bepaling import HOOFDSTUK, basis, beoordeelbaar, bepaling, bijeenkomst, hoofdstuk, verklaring

Made = tuple[tuple[str, str], ...]
BASIS = basis("bepalingen", "jaarplan", "evaluaties", "bijeenkomsten", "verklaringen")
POLITIE, CONVENANT = "data/partners/politie.yaml", "data/convenant.yaml"
ORGAAN = {
    "data/organen/stuurgroep.yaml": "naam: Stuurgroep\ntaak: De stuurgroep stuurt.\n"
    "vergadert: {per: kalenderjaar, minstens: 1}\nleden:\n  - {partner: politie, functie: teamchef}\n"
}
ASKED = {
    "document": "soort: document, documentsoort: stuk",
    "publicatie": "soort: publicatie, levering: stuk, per: kalenderjaar",
    "jaarplan": "soort: jaarplan, eigen: ja",
    "bijeenkomst": "soort: bijeenkomst, bijeenkomst: jaarlijks",
    "orgaan": "soort: orgaan, orgaan: stuurgroep, leden: [politie], vergadert: ja",
    "evaluatie": "soort: evaluatie, van: convenant",
    "verklaring": "soort: verklaring",
    "aanbod": "soort: aanbod, per: kalenderjaar",
}
FAMILIE = {"bijeenkomst": "automatisch", "orgaan": "automatisch", "verklaring": "verklaring"}
KINDS = tuple(ASKED)
#: Of what is made and of what is done some things can be asked of one of them only.
MADE_KINDS, DONE_KINDS = KINDS[:3], KINDS[3:]
BEFORE, AHEAD, AFTER = "30 september", "30 november ervoor", "1 maart erna"
PLANS: Made = (("2025-11-20", "2026"), ("2026-12-04", "2027"))
REPORTS: Made = (("2026-03-01", "2025"),)
#: When it came, with the year that it is about.
DONE: dict[str, Made] = {
    BEFORE: (("2025-09-30", "2025"), ("2026-10-12", "2026")),
    AHEAD: (("2025-11-30", "2026"), ("2026-12-04", "2027")),
    AFTER: (("2026-03-01", "2025"), ("2027-03-06", "2026")),
}


def of_party(kind: str, made: Made, named: bool) -> str:
    """Return what the record of the party says of it; ``named``: each thing says for which year it is."""
    over = [f", over: kalenderjaar {year}" if named else "" for _, year in made]
    days = sorted(on for on, _ in made)
    if kind == "document" and made:
        return "documenten:\n" + "".join(
            f"  - {{id: stuk-{year}, soort: stuk, titel: Stuk {year}, vindplaats: Z-1, vastgesteld_op: {on}{about}}}\n"
            for (on, year), about in zip(made, over, strict=True)
        )
    if kind == "publicatie" and made:
        return "leveringen:\n" + "".join(
            f"  - {{soort: stuk, titel: Stuk {year}, datum: {on}{about}}}\n"
            for (on, year), about in zip(made, over, strict=True)
        )
    if kind == "aanbod" and made:
        return (
            "aanbod:\n  - {id: les, titel: Les, vorm: voorlichting, themas: [schoolklimaat], doelgroep: Jongeren, "
            f"frequentie: jaarlijks, bevestigd_op: {days[-1]}, eerder_bevestigd_op: [{', '.join(days[:-1])}]}}\n"
        )
    return ""


def of_its_own(kind: str, on: str, year: str) -> dict[str, str]:
    """Return the record that tells that it was done or made on a day, when it has one of its own."""
    match kind:
        case "jaarplan":
            return {
                f"data/jaarplan/{year}-politie/jaarplan.yaml": f"titel: Plan {year}\nperiode: kalenderjaar {year}\n"
                "eigenaar: politie\nopdrachtgever: politie\n"
                f"status: vastgesteld\nversie: 1.0\nvastgesteld_op: {on}\nsamenvatting: Zo.\n"
                "themas:\n  - {thema: schoolklimaat, nummer: 1, aanleiding: Zo., doelen: [{id: beter, tekst: B.}]}\n"
            }
        case "bijeenkomst" | "orgaan":
            body = "orgaan: stuurgroep\n" if kind == "orgaan" else ""
            return {f"data/bijeenkomsten/{on}-jaarlijks.yaml": bijeenkomst(on) + body}
        case "evaluatie":
            return {
                f"data/evaluaties/{on[:4]}/{on}.yaml": f"titel: Evaluatie\nconvenant: ja\ndatum: {on}\n"
                "opgesteld_door: [politie]\nwaardering: gehaald\n"
                "conclusies: [Het werkt.]\nvervolg: {keuze: voortzetten}\n"
            }
        case "verklaring":
            return {f"data/verklaringen/{year}/politie.yaml": verklaring(on, "ja", "stuk")}
    return {}


def files(kind: str, day: str, made: Made, *, since: str = "", began: str = "", named: bool = True) -> dict[str, str]:
    """Return the example with one clause, and what was done about it."""
    found = dict(BASIS) | (ORGAAN if kind == "orgaan" else {})
    for on, year in made:
        found |= of_its_own(kind, on, year)
    party = found[POLITIE] + of_party(kind, made, named)
    if since:
        party = party.replace("lid_van: 2024-01-01", f"lid_van: {since}").replace(
            "datum: 2024-01-01", "datum: 2025-01-01"
        )
    found[POLITIE] = party
    found[CONVENANT] = found[CONVENANT].replace("documentsoorten:\n", "documentsoorten:\n  stuk: {naam: Stuk}\n")
    if began:
        found[CONVENANT] += f"dossier_vanaf: {began}\n"
    asked, familie = f"{ASKED[kind]}, uiterlijk: {day}", FAMILIE.get(kind, "relatie")
    return found | hoofdstuk(
        bepaling(asked, "stuk", gebonden="politie", gezamenlijk=kind == "orgaan", familie=familie, tekst="Een stuk.")
    )


def dossier(*args: object, **named: object) -> Dossier:
    return beoordeelbaar(files(*args, **named))  # type: ignore[arg-type]


def state(known: Dossier, day: str, period: str) -> str:
    found = judge(known, date.fromisoformat(day))
    return " ".join(one.uitkomst.name for one in found if (one.bepaling, one.periode) == ("stuk", period))


@pytest.mark.parametrize("kind", MADE_KINDS)
@pytest.mark.parametrize(
    ("day", "period", "outcome"),
    [
        ("2025-11-19", "2026", "NOG_NIET"),
        ("2025-11-20", "2026", "GOED"),
        ("2026-11-29", "2027", "NOG_NIET"),
        ("2026-11-30", "2027", "NOG_NIET"),  # the last day
        ("2026-12-01", "2027", "ONTBREEKT"),
        ("2026-12-03", "2027", "ONTBREEKT"),
        ("2026-12-04", "2026", "GOED"),  # what is for 2027 says nothing about 2026
        ("2026-12-31", "2028", ""),  # of the year after the coming one nothing is asked yet
        ("2027-01-01", "2028", "NOG_NIET"),
        ("2027-12-01", "2028", "ONTBREEKT"),  # a miss each year
        ("2028-12-31", "2028", "ONTBREEKT"),
    ],
)
def test_what_is_due_before_the_year(kind: str, day: str, period: str, outcome: str) -> None:
    assert state(dossier(kind, AHEAD, PLANS), day, period) == outcome


@pytest.mark.parametrize("kind", MADE_KINDS[:2])
@pytest.mark.parametrize(
    ("day", "period", "outcome"),
    [
        ("2026-02-28", "2025", "NOG_NIET"),
        ("2026-03-01", "2025", "GOED"),
        ("2027-03-01", "2026", "NOG_NIET"),
        ("2027-03-02", "2026", "ONTBREEKT"),
        ("2027-12-31", "2026", "ONTBREEKT"),
        ("2027-12-31", "2027", "NOG_NIET"),
        ("2027-12-31", "2028", ""),
    ],
)
def test_what_is_due_after_the_year(kind: str, day: str, period: str, outcome: str) -> None:
    assert state(dossier(kind, AFTER, REPORTS), day, period) == outcome


@pytest.mark.parametrize("kind", MADE_KINDS[:2])
def test_what_names_no_year_is_about_the_one_that_its_day_goes_with(kind: str) -> None:
    ahead = dossier(kind, AHEAD, PLANS, named=False)
    assert [state(ahead, "2025-11-20", "2026"), state(ahead, "2026-11-29", "2027")] == ["GOED", "NOG_NIET"]
    assert state(dossier(kind, AFTER, REPORTS, named=False), "2026-03-01", "2025") == "GOED"
    within = dossier(kind, "1 oktober", (("2026-10-01", "2026"),), named=False)
    assert [state(within, "2026-10-01", year) for year in ("2025", "2026")] == ["ONTBREEKT", "GOED"]


# A body meets or does not, whoever joined.
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "orgaan"])
@pytest.mark.parametrize(
    ("since", "outcome"),
    [
        ("2026-11-30", "ONTBREEKT"),  # there on the day itself
        ("2026-12-01", "NIET_VAN_TOEPASSING"),
        ("2027-02-01", "NIET_VAN_TOEPASSING"),
    ],
)
def test_who_joins_after_the_day_owes_nothing_for_that_year(kind: str, since: str, outcome: str) -> None:
    known = dossier(kind, AHEAD, (), since=since)
    assert state(known, "2027-03-01", "2027") == outcome
    assert state(known, "2027-03-01", "2028") == "NOG_NIET"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("began", "outcome"), [("2026-11-30", "ONTBREEKT"), ("2026-12-01", "NIET_VAN_TOEPASSING")])
def test_of_a_day_before_the_dossier_nothing_is_missing(kind: str, began: str, outcome: str) -> None:
    assert state(dossier(kind, AHEAD, (), began=began), "2027-03-01", "2027") == outcome


@pytest.mark.parametrize("kind", MADE_KINDS)
@pytest.mark.parametrize("today", ["2026-11-29", "2026-11-30"])
def test_the_day_is_told_ahead_also_on_that_day(kind: str, today: str) -> None:
    known, day = dossier(kind, AHEAD, PLANS[:1]), date.fromisoformat(today)
    every = terugkomend(known, day, Tijdvak(day, date(2028, 1, 1)))
    assert [(one.dag.isoformat(), one.periode) for one in every if one.bepaling.id == "stuk"] == [
        ("2026-11-30", "2027"),
        ("2027-11-30", "2028"),
    ]
    told = signalen(overzicht(known, day)).terugkomend
    assert [(one.dag.isoformat(), [who.id for who in one.partners]) for one in told if one.bepaling.id == "stuk"] == [
        ("2026-11-30", ["politie"])
    ]


@pytest.mark.parametrize("kind", MADE_KINDS)
def test_what_was_made_already_is_not_told_ahead(kind: str) -> None:
    known = dossier(kind, AHEAD, (*PLANS[:1], ("2026-11-20", "2027")))
    day = date(2026, 11, 29)
    assert not [one for one in terugkomend(known, day, Tijdvak(day, date(2027, 1, 1))) if one.bepaling.id == "stuk"]


def test_a_document_of_one_day_has_no_rhythm() -> None:
    clause = clauses(dossier("document", "2026-11-30", ()))[0]
    assert [ritme_van(dossier("document", AHEAD, ()), one) for one in clause if one.bepaling.id == "stuk"] == [None]


@pytest.mark.parametrize(
    ("kind", "day", "sentence"),
    [
        ("document", AHEAD, "van Politie is geen stuk voor 2027 gevonden"),
        ("publicatie", AHEAD, "van Politie is geen stuk voor 2027 gevonden"),
        ("jaarplan", AHEAD, "geen plan van Politie gevonden voor 2027"),
    ],
)
def test_a_miss_names_the_year(kind: str, day: str, sentence: str) -> None:
    found = judge(dossier(kind, day, ()), date(2026, 12, 1))
    assert [one.toelichting for one in found if (one.bepaling, one.periode) == ("stuk", "2027")] == [sentence]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "wrong", ["31 februari", "29 februari", "1 dec", "01 december", "december", "32 mei", "1 december eerder"]
)
def test_a_day_that_does_not_come_each_year_is_told_with_its_remedy(kind: str, wrong: str) -> None:
    if (kind, wrong) == ("verklaring", "december"):
        pytest.skip("a word names a kind of meeting there")
    known = load(literal(files(kind, wrong, ())))[0]
    (mistake,) = clauses(known)[1]
    assert "geen dag die elk jaar bestaat" in mistake.message
    assert "kies in plaats van 29 februari 28 februari of 1 maart" in mistake.hint
    position = known.locate(mistake.place)
    line = files(kind, wrong, ())[HOOFDSTUK].splitlines()[position.line - 1]
    assert line[position.column - 1 :].startswith(wrong)


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ("soort: document, documentsoort: stuk, per: kwartaal, uiterlijk: 1 mei", "past niet bij 'per: kwartaal'"),
        ("soort: document, documentsoort: stuk, hoogstens_oud: 1 jaar, uiterlijk: 1 mei", "gaan niet samen"),
        ("soort: document, documentsoort: stuk, per: schooljaar, uiterlijk: 2026-05-01", "hoort bij een dag"),
        ("soort: publicatie, levering: stuk, uiterlijk: 1 mei", "noem bij 'per'"),
        ("soort: publicatie, levering: stuk, per: maand, uiterlijk: 1 mei", "past niet bij 'per: maand'"),
        ("soort: publicatie, levering: stuk, per: kalenderjaar, binnen: 1 maand, uiterlijk: 1 mei", "gaan niet samen"),
        ("soort: jaarplan, vastgesteld_binnen: 1 maand, uiterlijk: 1 mei", "gaan niet samen"),
        ("soort: jaarplan, eenmalig: ja, uiterlijk: 1 mei", "gaat niet samen"),
        ("soort: jaarplan, per: kwartaal, uiterlijk: 1 mei", "past niet bij 'per: kwartaal'"),
        ("soort: bijeenkomst, bijeenkomst: jaarlijks, per: kwartaal, uiterlijk: 1 mei", "niet bij 'per: kwartaal'"),
        ("soort: bijeenkomst, bijeenkomst: jaarlijks, hoogstens_tussen: 1 jaar, uiterlijk: 1 mei", "gaan niet samen"),
        ("soort: verklaring, per: maand, uiterlijk: 1 mei", "past niet bij 'per: maand'"),
        ("soort: verklaring, binnen: 1 maand, uiterlijk: 1 mei erna", "gaan niet samen"),
        ("soort: aanbod, uiterlijk: 1 mei", "noem bij 'per'"),
        ("soort: aanbod, per: kwartaal, uiterlijk: 1 mei", "past niet bij 'per: kwartaal'"),
        ("soort: evaluatie, van: convenant, per: kwartaal, uiterlijk: 1 mei", "past niet bij 'per: kwartaal'"),
        ("soort: evaluatie, van: jaarplan, binnen: 1 maand, uiterlijk: 1 mei erna", "gaan niet samen"),
        ("soort: evaluatie, van: convenant, binnen_voor_verlenging: 1 maand, uiterlijk: 1 mei", "gaan niet samen"),
        ("soort: evaluatie, van: actie, uiterlijk: 1 mei", "'uiterlijk' past niet bij een actie"),
        ("soort: orgaan, orgaan: stuurgroep, uiterlijk: 1 mei", "'vergadert: ja'"),
    ],
)
def test_what_does_not_go_with_a_day_of_the_year_is_told(asked: str, wrong: str) -> None:
    made = (
        files("document", AHEAD, ())
        | ORGAAN
        | hoofdstuk(bepaling(asked, "stuk", gebonden="politie", familie="relatie"))
    )
    (mistake,) = clauses(load(literal(made))[0])[1]
    assert wrong in mistake.message


@pytest.mark.parametrize(
    ("text", "van", "tot", "day"),
    [
        ("1 december", "2026-01-01", "2027-01-01", "2026-12-01"),
        ("1 december ervoor", "2027-01-01", "2028-01-01", "2026-12-01"),
        ("1 maart erna", "2026-01-01", "2027-01-01", "2027-03-01"),
        ("1 januari erna", "2026-01-01", "2027-01-01", "2027-01-01"),
        ("31 december ervoor", "2026-01-01", "2027-01-01", "2025-12-31"),
        ("1 januari ervoor", "2026-01-01", "2027-01-01", "2025-01-01"),  # 1 January 2026 lies in the year
        ("1 juni ervoor", "2026-08-01", "2027-08-01", "2026-06-01"),  # a school year
        ("1 oktober", "2026-08-01", "2027-08-01", "2026-10-01"),
        ("1 maart", "2026-08-01", "2027-08-01", "2027-03-01"),
        ("1 oktober erna", "2026-08-01", "2027-08-01", "2027-10-01"),
    ],
)
def test_the_day_lies_in_the_year_or_before_or_after_it(text: str, van: str, tot: str, day: str) -> None:
    period = Tijdvak(date.fromisoformat(van), date.fromisoformat(tot))
    assert Jaardag.parse(text).bij(period) == date.fromisoformat(day)
    assert str(Jaardag.parse(text)) == text


@pytest.mark.parametrize("kind", DONE_KINDS)
@pytest.mark.parametrize(
    ("uiterlijk", "day", "period", "outcome"),
    [
        (BEFORE, "2025-09-29", "2025", "NOG_NIET"),
        (BEFORE, "2025-09-30", "2025", "GOED"),  # on the last day
        (BEFORE, "2026-09-30", "2026", "NOG_NIET"),
        (BEFORE, "2026-10-01", "2026", "ONTBREEKT"),
        (BEFORE, "2026-10-11", "2026", "ONTBREEKT"),
        (BEFORE, "2026-10-12", "2026", "LATER"),
        (BEFORE, "2026-10-12", "2025", "GOED"),  # the year before was in time, and stays so
        (BEFORE, "2027-09-30", "2026", "LATER"),
        (BEFORE, "2027-09-30", "2027", "NOG_NIET"),
        (BEFORE, "2027-10-01", "2027", "ONTBREEKT"),
        (AHEAD, "2025-11-29", "2026", "NOG_NIET"),
        (AHEAD, "2025-11-30", "2026", "GOED"),
        (AHEAD, "2026-11-30", "2026", "GOED"),
        (AHEAD, "2026-11-30", "2027", "NOG_NIET"),
        (AHEAD, "2026-12-01", "2027", "ONTBREEKT"),
        (AHEAD, "2026-12-04", "2027", "LATER"),
        (AHEAD, "2026-12-31", "2028", ""),  # of the year after the coming one nothing is asked yet
        (AHEAD, "2027-01-01", "2028", "NOG_NIET"),
        (AFTER, "2026-02-28", "2025", "NOG_NIET"),
        (AFTER, "2026-03-01", "2025", "GOED"),
        (AFTER, "2026-12-31", "2026", "NOG_NIET"),
        (AFTER, "2027-03-01", "2026", "NOG_NIET"),
        (AFTER, "2027-03-02", "2026", "ONTBREEKT"),
        (AFTER, "2027-03-06", "2026", "LATER"),
        (AFTER, "2027-12-31", "2027", "NOG_NIET"),
    ],
)
def test_each_year_is_judged_by_its_own_day(kind: str, uiterlijk: str, day: str, period: str, outcome: str) -> None:
    made = tuple(one for one in DONE[uiterlijk] if one[0] <= day)
    if kind == "aanbod" and made and outcome == "ONTBREEKT":
        outcome = "VEROUDERD"
    assert state(dossier(kind, uiterlijk, made), day, period) == outcome


@pytest.mark.parametrize("kind", DONE_KINDS)
@pytest.mark.parametrize(
    ("uiterlijk", "today", "days"),
    [
        (BEFORE, "2026-09-30", ["2026-09-30 2026", "2027-09-30 2027"]),
        (BEFORE, "2026-10-01", ["2027-09-30 2027"]),
        (AHEAD, "2026-11-30", ["2026-11-30 2027", "2027-11-30 2028"]),
    ],
)
def test_the_day_is_told_ahead(kind: str, uiterlijk: str, today: str, days: list[str]) -> None:
    known, day = dossier(kind, uiterlijk, DONE[uiterlijk][:1]), date.fromisoformat(today)
    every = terugkomend(known, day, Tijdvak(day, date(2028, 1, 1)))
    told = [f"{one.dag} {one.periode}" for one in every if one.bepaling.id == "stuk"]
    owed = [f"{one.uiterlijk} {one.periode}" for one in signalen(overzicht(known, day)).verklaringen]
    assert sorted([*told, *(one for one in owed if one >= today)]) == days


@pytest.mark.parametrize(
    ("kind", "uiterlijk", "day", "period", "sentence"),
    [
        ("bijeenkomst", BEFORE, "2026-09-30", "2026",
         "in 2026 is tot nu toe geen jaarlijkse bijeenkomst gevonden; dat kan tot en met 30 september 2026"),
        ("bijeenkomst", BEFORE, "2026-10-01", "2026",
         "in 2026 is tot en met 30 september 2026 geen jaarlijkse bijeenkomst gevonden"),
        ("bijeenkomst", AHEAD, "2026-12-01", "2027",
         "voor 2027 is tot en met 30 november 2026 geen jaarlijkse bijeenkomst gevonden"),
        ("bijeenkomst", BEFORE, "2026-10-12", "2026",
         "op 12 oktober 2026 is een jaarlijkse bijeenkomst gehouden, later dan 30 september 2026"),
        ("orgaan", AFTER, "2027-03-02", "2026",
         "over 2026 is tot en met 1 maart 2027 geen bijeenkomst van de stuurgroep gevonden"),
        ("evaluatie", AFTER, "2027-03-02", "2026",
         "een evaluatie van het convenant door Politie over 2026 is tot en met 1 maart 2027 niet gevonden; dat kan "
         "alsnog tot 1 januari 2028"),
        ("evaluatie", AFTER, "2027-03-06", "2026",
         "het convenant is geëvalueerd op 6 maart 2027, later dan 1 maart 2027"),
        ("verklaring", AHEAD, "2026-11-30", "2027",
         "de verklaring van Politie over 2027 kan nog tot en met 30 november 2026"),
        ("verklaring", BEFORE, "2026-10-12", "2026",
         "Politie verklaart dit over 2026; de verklaring kwam na de afgesproken termijn (tot en met 30 september "
         "2026)"),
        ("aanbod", BEFORE, "2026-10-12", "2026", "aanbod van Politie: ‘Les’, later dan 30 september 2026"),
        ("aanbod", AHEAD, "2026-12-01", "2027", "van Politie is voor 2027 niet bevestigd: ‘Les’"),
    ],
)  # fmt: skip
def test_what_is_said_of_it(kind: str, uiterlijk: str, day: str, period: str, sentence: str) -> None:
    made = tuple(one for one in DONE[uiterlijk] if one[0] <= day)
    found = judge(dossier(kind, uiterlijk, made), date.fromisoformat(day))
    told = [one.toelichting for one in found if (one.bepaling, one.periode) == ("stuk", period)]
    assert told == [sentence]


@pytest.mark.parametrize(
    ("day", "made", "outcome"),
    [
        ("2026-09-30", "", "NOG_NIET"),
        ("2026-10-01", "", "ONTBREEKT"),
        ("2026-10-01", "2026-09-30", "GOED"),
        ("2026-10-12", "2026-10-12", "LATER"),
        ("2026-10-12", "2025-10-12", "ONTBREEKT"),
    ],
)
def test_a_document_is_evaluated_each_year_by_a_day(day: str, made: str, outcome: str) -> None:
    files_ = dict(BASIS)
    files_[POLITIE] += "documenten:\n  - {id: stuk, soort: veiligheidsplan, titel: Stuk, vindplaats: Z-1}\n"
    if made:
        files_["data/evaluaties/2026/stuk.yaml"] = (
            f"titel: Evaluatie\ndocument: politie/stuk\ndatum: {made}\nopgesteld_door: [politie]\n"
            "waardering: gehaald\nconclusies: [Het werkt.]\nvervolg: {keuze: voortzetten}\n"
        )
    asked = f"soort: evaluatie, van: document, documentsoort: veiligheidsplan, uiterlijk: {BEFORE}"
    files_ |= hoofdstuk(bepaling(asked, "stuk", gebonden="politie", familie="relatie"))
    known = whole(files_)
    assert state(known, day, "2026") == outcome


@pytest.mark.parametrize(
    ("day", "outcome"), [("2027-03-01", "NOG_NIET"), ("2027-03-02", "ONTBREEKT"), ("2027-03-06", "LATER")]
)
def test_a_plan_is_evaluated_by_a_day_after_its_year(day: str, outcome: str) -> None:
    plan = (
        "titel: Plan 2026\nperiode: kalenderjaar 2026\nopdrachtgever: politie\nstatus: vastgesteld\nversie: 1.0\n"
        "vastgesteld_op: 2025-12-01\nsamenvatting: Zo.\n"
        "themas:\n  - {thema: schoolklimaat, nummer: 1, aanleiding: Zo., doelen: [{id: beter, tekst: B.}]}\n"
    )
    made = files("evaluatie", AFTER, ()) | {"data/jaarplan/2026/jaarplan.yaml": plan}
    if day == "2027-03-06":
        made["data/evaluaties/2026/plan.yaml"] = (
            "titel: Evaluatie\njaarplan: '2026'\ndatum: 2027-03-06\nopgesteld_door: [politie]\nwaardering: gehaald\n"
            "conclusies: [Het werkt.]\nvervolg: {keuze: voortzetten}\n"
        )
    made |= hoofdstuk(
        bepaling(
            "soort: evaluatie, van: jaarplan, uiterlijk: 1 maart erna", "stuk", gebonden="politie", familie="relatie"
        )
    )
    known = whole(made)
    assert state(known, day, "2026") == outcome
    told = terugkomend(known, date(2027, 1, 10), Tijdvak(date(2027, 1, 10), date(2027, 4, 10)))
    assert [(one.dag.isoformat(), one.periode) for one in told] == [("2027-03-01", "2026")]


def test_a_body_that_meets_more_often_has_no_day_of_the_year() -> None:
    made = files("orgaan", BEFORE, ())
    made["data/organen/stuurgroep.yaml"] = ORGAAN["data/organen/stuurgroep.yaml"].replace("kalenderjaar", "kwartaal")
    found = judge(load(literal(made))[0], date(2026, 10, 1))
    assert "past niet bij 'per: kwartaal'" in " ".join(one.toelichting for one in found if one.bepaling == "stuk")


def test_a_meeting_as_the_last_day_of_a_statement_still_does() -> None:
    made = files("verklaring", "jaarlijks", ()) | {
        "data/bijeenkomsten/2026-12-01-jaarlijks.yaml": bijeenkomst("2026-12-01", status="gepland")
    }
    known = load(literal(made))[0]
    assert [mistake.message for mistake in clauses(known)[1]] == []
    assert state(known, "2026-11-30", "2026") == "NOG_NIET"
    assert state(known, "2026-12-01", "2026") == "ONTBREEKT"


PLAN = basis("bepalingen", "evaluaties", "bijeenkomsten", "verklaringen")
LESSON = "data/jaarplan/2026/acties/les.yaml"


@pytest.mark.parametrize(
    ("asked", "start", "meer"),
    [
        ("acties_tellen_mee: ja", "2026-10-12", ""),
        # The records count it, and nobody confirmed it that year.
        (
            "frequentie: wekelijks",
            "2026-01-05",
            "aanbod: [politie/les]\nvoortgang:\n  - {datum: 2026-11-06, tekst: Elke week., "
            "telling: {gelukt: 48, gemist: 0}}\n",
        ),
    ],
)
def test_an_offer_that_no_confirmation_tells_of_comes_late_too(asked: str, start: str, meer: str) -> None:
    found = dict(PLAN)
    found[POLITIE] += (
        "aanbod:\n  - {id: les, titel: Les, vorm: voorlichting, themas: [online-veiligheid], doelgroep: Jongeren, "
        "frequentie: wekelijks}\n"
    )
    action = next(text for name, text in PLAN.items() if "/acties/" in name)
    found[LESSON] = (
        action.replace("nummer: 1.1", "nummer: 1.2")
        .replace("trekker: noorderschool\npartners: [politie]", "trekker: politie")
        .replace("start: 2026-03-01\ngereed: 2026-06-30", f"start: {start}\ngereed: 2026-12-18")
        .replace("status: afgerond\nafgerond_op: 2026-06-20", "status: loopt")
        .replace(", resultaat: 110", "")
    ) + meer
    del found[next(name for name in PLAN if "/acties/" in name)]
    clause = f"soort: aanbod, per: kalenderjaar, uiterlijk: {BEFORE}, {asked}"
    known = beoordeelbaar(found | hoofdstuk(bepaling(clause, "stuk", gebonden="politie", familie="relatie")))
    assert state(known, "2026-10-01", "2026") in ("ONTBREEKT", "VEROUDERD")
    assert state(known, "2027-02-01", "2026") == "LATER"
