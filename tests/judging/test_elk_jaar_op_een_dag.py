"""A day that comes back each year, the same for each toets that knows one: who owes what, for which year, until when.

Worked out by hand before judging. Before 1 December each party has its plan for the coming year, so 30 November is the
last day. The police made the plan for 2026 on 20 November 2025, and that for 2027 on 4 December 2026, four days late.
Not later than 1 March each party reports over the year before: the police on 1 March 2026 over 2025, and not over 2026.
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
from tests.een_bepaling import HOOFDSTUK, basis, beoordeelbaar, bepaling, hoofdstuk

BASIS = basis("jaarplan", "evaluaties")
POLITIE = "data/partners/politie.yaml"
CONVENANT = "data/convenant.yaml"
KINDS = ("document", "publicatie", "jaarplan")
ASKED = {
    "document": "soort: document, documentsoort: stuk, ",
    "publicatie": "soort: publicatie, levering: stuk, per: kalenderjaar, ",
    "jaarplan": "soort: jaarplan, eigen: ja, ",
}
AHEAD, AFTER = "uiterlijk: 30 november ervoor", "uiterlijk: 1 maart erna"
PLANS = (("2025-11-20", "2026"), ("2026-12-04", "2027"))
REPORTS = (("2026-03-01", "2025"),)


def files(
    kind: str, day: str, made: tuple[tuple[str, str], ...], *, since: str = "", began: str = "", named: bool = True
) -> dict[str, str]:
    """Return the example with one clause; ``named``: each thing says for which year it is."""
    found = dict(BASIS)
    party = found[POLITIE]
    over = [f", over: kalenderjaar {year}" if named else "" for _, year in made]
    if kind == "document" and made:
        party += "documenten:\n" + "".join(
            f"  - {{id: stuk-{year}, soort: stuk, titel: Stuk {year}, vindplaats: Z-1, vastgesteld_op: {on}{about}}}\n"
            for (on, year), about in zip(made, over, strict=True)
        )
    if kind == "publicatie" and made:
        party += "leveringen:\n" + "".join(
            f"  - {{soort: stuk, titel: Stuk {year}, datum: {on}{about}}}\n"
            for (on, year), about in zip(made, over, strict=True)
        )
    if kind == "jaarplan":
        for on, year in made:
            found[f"data/jaarplan/{year}-politie/jaarplan.yaml"] = (
                f"titel: Plan {year}\nperiode: kalenderjaar {year}\neigenaar: politie\nopdrachtgever: politie\n"
                f"status: vastgesteld\nversie: 1.0\nvastgesteld_op: {on}\nsamenvatting: Zo.\n"
                "themas:\n  - {thema: schoolklimaat, nummer: 1, aanleiding: Zo., doelen: [{id: beter, tekst: B.}]}\n"
            )
    if since:
        party = party.replace("lid_van: 2024-01-01", f"lid_van: {since}").replace(
            "datum: 2024-01-01", "datum: 2025-01-01"
        )
    found[POLITIE] = party
    found[CONVENANT] = found[CONVENANT].replace("documentsoorten:\n", "documentsoorten:\n  stuk: {naam: Stuk}\n")
    if began:
        found[CONVENANT] += f"dossier_vanaf: {began}\n"
    found |= hoofdstuk(bepaling(ASKED[kind] + day, "stuk", gebonden="politie", familie="relatie", tekst="Een stuk."))
    return found


def dossier(*args: object, **named: object) -> Dossier:
    return beoordeelbaar(files(*args, **named))  # type: ignore[arg-type]


def state(known: Dossier, day: str, period: str) -> list[str]:
    found = judge(known, date.fromisoformat(day))
    return [one.uitkomst.name for one in found if (one.bepaling, one.periode) == ("stuk", period)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("day", "period", "outcome"),
    [
        ("2025-11-19", "2026", ["NOG_NIET"]),
        ("2025-11-20", "2026", ["GOED"]),
        ("2026-11-29", "2027", ["NOG_NIET"]),
        ("2026-11-30", "2027", ["NOG_NIET"]),  # the last day
        ("2026-12-01", "2027", ["ONTBREEKT"]),
        ("2026-12-03", "2027", ["ONTBREEKT"]),
        ("2026-12-04", "2026", ["GOED"]),  # what is for 2027 says nothing about 2026
        ("2026-12-31", "2028", []),  # of the year after the coming one nothing is asked yet
        ("2027-01-01", "2028", ["NOG_NIET"]),
        ("2027-12-01", "2028", ["ONTBREEKT"]),  # a miss each year
        ("2028-12-31", "2028", ["ONTBREEKT"]),
    ],
)
def test_what_is_due_before_the_year(kind: str, day: str, period: str, outcome: list[str]) -> None:
    assert state(dossier(kind, AHEAD, PLANS), day, period) == outcome


@pytest.mark.parametrize("kind", KINDS[:2])
@pytest.mark.parametrize(
    ("day", "period", "outcome"),
    [
        ("2026-02-28", "2025", ["NOG_NIET"]),
        ("2026-03-01", "2025", ["GOED"]),
        ("2027-03-01", "2026", ["NOG_NIET"]),
        ("2027-03-02", "2026", ["ONTBREEKT"]),
        ("2027-12-31", "2026", ["ONTBREEKT"]),
        ("2027-12-31", "2027", ["NOG_NIET"]),
        ("2027-12-31", "2028", []),
    ],
)
def test_what_is_due_after_the_year(kind: str, day: str, period: str, outcome: list[str]) -> None:
    assert state(dossier(kind, AFTER, REPORTS), day, period) == outcome


@pytest.mark.parametrize("kind", KINDS[:2])
def test_what_names_no_year_is_about_the_one_that_its_day_goes_with(kind: str) -> None:
    ahead = dossier(kind, AHEAD, PLANS, named=False)
    assert [state(ahead, "2025-11-20", "2026"), state(ahead, "2026-11-29", "2027")] == [["GOED"], ["NOG_NIET"]]
    assert state(dossier(kind, AFTER, REPORTS, named=False), "2026-03-01", "2025") == ["GOED"]
    within = dossier(kind, "uiterlijk: 1 oktober", (("2026-10-01", "2026"),), named=False)
    assert [state(within, "2026-10-01", year) for year in ("2025", "2026")] == [["ONTBREEKT"], ["GOED"]]


@pytest.mark.parametrize("kind", KINDS)
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
    assert state(known, "2027-03-01", "2027") == [outcome]
    assert state(known, "2027-03-01", "2028") == ["NOG_NIET"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("began", "outcome"), [("2026-11-30", "ONTBREEKT"), ("2026-12-01", "NIET_VAN_TOEPASSING")])
def test_of_a_day_before_the_dossier_nothing_is_missing(kind: str, began: str, outcome: str) -> None:
    assert state(dossier(kind, AHEAD, (), began=began), "2027-03-01", "2027") == [outcome]


@pytest.mark.parametrize("kind", KINDS)
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


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_made_already_is_not_told_ahead(kind: str) -> None:
    known = dossier(kind, AHEAD, (*PLANS[:1], ("2026-11-20", "2027")))
    day = date(2026, 11, 29)
    assert not [one for one in terugkomend(known, day, Tijdvak(day, date(2027, 1, 1))) if one.bepaling.id == "stuk"]


def test_a_document_of_one_day_has_no_rhythm() -> None:
    clause = clauses(dossier("document", "uiterlijk: 2026-11-30", ()))[0]
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


YEARLY = ("document", "publicatie", "jaarplan")


@pytest.mark.parametrize("kind", YEARLY)
@pytest.mark.parametrize(
    "wrong", ["31 februari", "29 februari", "1 dec", "01 december", "december", "32 mei", "1 december eerder"]
)
def test_a_day_that_does_not_come_each_year_is_told_with_its_remedy(kind: str, wrong: str) -> None:
    known = load(literal(files(kind, f"uiterlijk: {wrong}", ())))[0]
    (mistake,) = clauses(known)[1]
    assert "geen dag die elk jaar bestaat" in mistake.message
    assert "kies in plaats van 29 februari 28 februari of 1 maart" in mistake.hint
    position = known.locate(mistake.place)
    line = files(kind, f"uiterlijk: {wrong}", ())[HOOFDSTUK].splitlines()[position.line - 1]
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
    ],
)
def test_what_does_not_go_with_a_day_of_the_year_is_told(asked: str, wrong: str) -> None:
    made = files("document", AHEAD, ()) | hoofdstuk(bepaling(asked, "stuk", gebonden="politie", familie="relatie"))
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
