"""A clause can bind on after a party has stopped, or after the agreement has ended.

Worked out by hand: the agreement below runs from 2024-01-01 to the end of 2026 and is not renewed; the police stop on
2025-07-01; the clause asks for a file on secrecy, and a statement each year, and binds two years longer.
"""

from datetime import date

import pytest

from convenant_cli.checks.controles import partner_is_actief
from convenant_cli.commands.reports.bepaling import find, lines
from convenant_cli.documents.content.partijwissel import partijwissels
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.kader import Kader
from convenant_cli.dossier.reading import load
from convenant_cli.editing.creating.hanging import Wie, wetenswaardig
from convenant_cli.judging.judging import judge
from convenant_cli.sources.sources import literal
from tests.een_bepaling import basis, beoordeelbaar, bepaling, hoofdstuk

BASIS = basis()
DOCUMENT = "soort: document, documentsoort: veiligheidsplan"
STATEMENT = "soort: verklaring, per: kalenderjaar"


def dossier(
    toets: str = DOCUMENT, na: str = "bindt_na: 2 jaar", lid_tot: str = "2025-07-01", more: dict[str, str] | None = None
) -> Dossier:
    agreed = BASIS["data/convenant.yaml"].replace(
        "eerste_termijn: 3 jaar, verlenging: stilzwijgend, verlenging_duur: 3 jaar",
        "eerste_termijn: 2026-12-31, verlenging: geen",
    )
    files = {
        **BASIS,
        "data/convenant.yaml": agreed,
        "data/partners/politie.yaml": BASIS["data/partners/politie.yaml"] + f"lid_tot: {lid_tot}\n",
        **hoofdstuk(
            bepaling(
                toets,
                "geheim",
                gebonden="alle",
                familie="verklaring" if toets == STATEMENT else "automatisch",
                titel="Partijen houden geheim wat zij horen",
                tekst="Partijen houden geheim wat zij horen, tot twee jaar nadat zij zijn gestopt.",
                meer=na,
            )
        ),
        **(more or {}),
    }
    return beoordeelbaar(files)


def state(known: Dossier, who: str, day: str, period: str = "") -> list[str]:
    found = judge(known, date.fromisoformat(day))
    return [one.uitkomst.name for one in found if (one.bepaling, one.partner, one.periode) == ("geheim", who, period)]


@pytest.mark.parametrize(
    ("who", "day", "on", "without"),
    [
        ("politie", "2025-06-30", "ONTBREEKT", "ONTBREEKT"),  # its last day
        ("politie", "2025-07-01", "ONTBREEKT", "NIET_VAN_TOEPASSING"),  # stopped, and bound on
        ("politie", "2026-12-31", "ONTBREEKT", "NIET_VAN_TOEPASSING"),
        ("politie", "2027-01-01", "ONTBREEKT", "NIET_VAN_TOEPASSING"),  # the agreement has ended as well
        ("politie", "2027-06-30", "ONTBREEKT", "NIET_VAN_TOEPASSING"),  # the last day of two years
        ("politie", "2027-07-01", "NIET_VAN_TOEPASSING", "NIET_VAN_TOEPASSING"),
        ("gemeente", "2026-12-31", "ONTBREEKT", "ONTBREEKT"),
        ("gemeente", "2027-01-01", "ONTBREEKT", "NIET_VAN_TOEPASSING"),
        ("gemeente", "2028-12-31", "ONTBREEKT", "NIET_VAN_TOEPASSING"),
        ("gemeente", "2029-01-01", "NIET_VAN_TOEPASSING", "NIET_VAN_TOEPASSING"),
    ],
)
def test_a_clause_binds_on_for_as_long_as_it_says(who: str, day: str, on: str, without: str) -> None:
    assert state(dossier(), who, day) == [on]
    assert state(dossier(na=""), who, day) == [without]


@pytest.mark.parametrize(
    ("who", "day", "outcome"),
    [
        ("politie", "2025-06-30", ["ONTBREEKT"]),
        ("politie", "2025-07-01", ["ONTBREEKT"]),
        ("politie", "2060-01-01", ["ONTBREEKT"]),
        ("gemeente", "2060-01-01", ["ONTBREEKT"]),
    ],
)
def test_a_clause_can_bind_for_ever(who: str, day: str, outcome: list[str]) -> None:
    assert state(dossier(na="bindt_na: onbepaald"), who, day) == outcome


def test_who_left_before_the_agreement_began_is_never_bound() -> None:
    known = dossier(na="bindt_na: 5 jaar", lid_tot="2023-12-31")
    assert state(known, "politie", "2024-06-01") == ["NIET_VAN_TOEPASSING"]


GIVEN = """\
afgelegd_op: {op}
functie: teamchef
antwoorden:
  - {{bepaling: geheim, antwoord: ja}}
  - {{bepaling: {ander}, antwoord: ja}}
"""


def told(year: int, na: str, ander: str = "geheim") -> list[tuple[str, str]]:
    text = GIVEN.format(op=f"{year + 1}-02-01", ander=ander)
    if ander == "geheim":
        text = "".join(text.splitlines(keepends=True)[:-1])
    name = f"data/verklaringen/{year}/politie.yaml"
    known = dossier(STATEMENT, na, more={name: text})
    found = partner_is_actief.check_one(known.verklaringen[f"{year}/politie"], Kader(known))
    return [(str(one.place.path), one.message) for one in found]


def test_a_party_that_has_stopped_may_give_the_statement_that_a_clause_still_asks() -> None:
    """The obligation and the check of who takes part must not contradict each other."""
    asked = state(dossier(STATEMENT), "politie", "2027-02-01", "2026")
    assert asked == ["ONTBREEKT"]
    assert told(2026, "bindt_na: 2 jaar") == []
    assert told(2026, "") == [
        ("()", "'politie' doet mee tot 1 juli 2025, maar de verklaring gaat over kalenderjaar 2026")
    ]
    longer = "'politie' doet mee tot 1 juli 2025 en is hieraan gebonden tot 1 juli 2027"
    assert told(2028, "bindt_na: 2 jaar") == [
        ("('antwoorden', 0, 'bepaling')", f"{longer}, maar de verklaring gaat over kalenderjaar 2028")
    ]
    assert told(2060, "bindt_na: onbepaald") == []


def test_of_a_statement_after_the_end_only_the_answers_that_nothing_asks_are_a_fault() -> None:
    other = next(iter(load(literal(BASIS))[0].bepalingen))
    assert told(2026, "bindt_na: 2 jaar", other) == [
        (
            "('antwoorden', 1, 'bepaling')",
            "'politie' doet mee tot 1 juli 2025, maar de verklaring gaat over kalenderjaar 2026",
        )
    ]


def test_who_stops_is_told_what_she_stays_bound_to() -> None:
    known = dossier(lid_tot="2026-01-01")
    said = wetenswaardig(known, Wie(known.partners["politie"], ""), date(2026, 1, 1))
    assert "Gebonden blijft zij tot 1 januari 2028 aan: Partijen houden geheim wat zij horen." in said


@pytest.mark.parametrize(
    ("who", "day", "period", "outcome"),
    [
        ("politie", "2027-02-01", "2026", ["ONTBREEKT"]),  # bound the whole year, and nobody said anything
        ("politie", "2028-02-01", "2027", ["NIET_VAN_TOEPASSING"]),  # bound for less than half of it
        ("gemeente", "2028-02-01", "2027", ["ONTBREEKT"]),
    ],
)
def test_a_statement_is_asked_as_long_as_it_binds(who: str, day: str, period: str, outcome: list[str]) -> None:
    assert state(dossier(STATEMENT), who, day, period) == outcome


def test_who_is_bound_no_longer_is_told_until_when() -> None:
    found = next(
        one for one in judge(dossier(), date(2027, 7, 1)) if (one.bepaling, one.partner) == ("geheim", "politie")
    )
    assert found.toelichting == "Politie was gebonden tot 1 juli 2027"


def test_the_clause_says_it() -> None:
    known = dossier()
    found = find(known, "geheim")
    assert found is not None
    assert "2 jaar nadat een partij stopt" in " ".join(" ".join(lines(known, found, str)).split())
    forever = dossier(na="bindt_na: onbepaald")
    clause = find(forever, "geheim")
    assert clause is not None
    assert "altijd, ook nadat een partij stopt" in " ".join(" ".join(lines(forever, clause, str)).split())


@pytest.mark.parametrize(
    ("more", "day", "outcome", "told"),
    [
        (
            "",
            "2026-11-29",
            "NOG_NIET",
            "in de verklaring van Noorderschool over 2026 (vanaf 15 november 2026) is hierop nog geen "
            "antwoord gevonden; dat kan nog tot en met 31 december 2026",
        ),
        (
            "",
            "2027-01-01",
            "ONTBREEKT",
            "in de verklaring van Noorderschool over 2026 (vanaf 15 november 2026) is hierop nog geen "
            "antwoord gevonden",
        ),
        (
            ", hele_perioden: ja",
            "2026-11-29",
            "NIET_VAN_TOEPASSING",
            "Noorderschool doet mee sinds 15 november 2026, dus een verklaring is nog niet nodig; "
            "de afspraak zelf geldt vanaf de eerste dag",
        ),
    ],
)
def test_who_joins_in_a_period_states_from_then_on_unless_the_clause_says_otherwise(
    more: str, day: str, outcome: str, told: str
) -> None:
    school = "data/partners/noorderschool.yaml"
    joined = BASIS[school].replace("lid_van: 2024-01-01", "lid_van: 2026-11-15")
    assert joined != BASIS[school]
    known = dossier(f"{STATEMENT}{more}", more={school: joined})
    (one,) = [
        found
        for found in judge(known, date.fromisoformat(day))
        if (found.bepaling, found.partner, found.periode) == ("geheim", "noorderschool", "2026")
    ]
    assert (one.uitkomst.name, one.toelichting) == (outcome, told)


def test_who_joins_and_leaves_in_a_period_is_asked_over_what_it_took_part_in() -> None:
    school = "data/partners/noorderschool.yaml"
    for left, outcome in (("2026-12-20", ["NOG_NIET"]), ("2026-11-20", ["NIET_VAN_TOEPASSING"])):
        joined = BASIS[school].replace("lid_van: 2024-01-01", f"lid_van: 2026-11-15\nlid_tot: {left}")
        assert state(dossier(STATEMENT, "", more={school: joined}), "noorderschool", "2026-12-31", "2026") == outcome


def test_who_takes_over_reads_the_notice_and_until_when_a_clause_binds_who_leaves() -> None:
    plain = dossier(lid_tot="2027-03-01")
    (told,) = partijwissels(plain, date(2026, 11, 29))
    assert told.startswith("Politie doet mee tot 1 maart 2027. Na het vertrek blijft gelden: ")
    assert told.endswith("(tot 1 maart 2029).")
    assert partijwissels(plain, date(2029, 3, 1)) == []
    notice = "opzeggingen:\n  - {partner: politie, datum: 2026-11-20, vorm: brief van de korpschef}\n"
    known = dossier(lid_tot="2027-03-01", more={"data/convenant.yaml": BASIS["data/convenant.yaml"] + notice})
    (told,) = partijwissels(known, date(2026, 11, 29))
    gives = "Politie zegde op 20 november 2026 op (brief van de korpschef) en doet mee tot 1 maart 2027."
    assert told.startswith(f"{gives} Na het vertrek blijft")
