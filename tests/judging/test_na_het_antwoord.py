"""An answer over a year attests what was so in that year, and nothing that ended after it.

Worked out by hand: the policy holds until some day, and the municipality said over 2026 that it keeps the clause, with
that policy as evidence. Before the policy ends, a warning is told; after it, that may not turn into something good.
"""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from tests.conftest import whole
from tests.een_bepaling import basis, bepaling, hoofdstuk

PARTY = "data/partners/gemeente.yaml"
ATTESTED = "verklaard met bewijs"
ANSWER = "ja, bewijs: {titel: Beleid, datum: 2024-01-01, vindplaats: Z-1}"
BELEID = "documenten:\n  - {{id: beleid, soort: veiligheidsplan, titel: Beleid, vindplaats: Z-1, {}}}\n"


@pytest.mark.parametrize(
    ("record", "toets", "day", "state"),
    [
        ("vastgesteld_op: 2024-01-01, geldig_tot: 2027-01-01", "", "2026-12-31", "verloopt binnenkort"),
        ("vastgesteld_op: 2024-01-01, geldig_tot: 2027-01-01", "", "2027-01-01", "verouderd"),
        # It ended in the year that was answered on: the party knew, and says that it keeps the clause all the same.
        ("vastgesteld_op: 2024-01-01, geldig_tot: 2026-12-31", "", "2027-01-01", ATTESTED),
        ("vastgesteld_op: 2024-01-01, herzien_voor: 2027-02-01", "", "2027-01-31", "verloopt binnenkort"),
        ("vastgesteld_op: 2024-01-01, herzien_voor: 2027-02-01", "", "2027-02-01", "verouderd"),
        ("vastgesteld_op: 2024-03-01", ", hoogstens_oud: 36 maanden", "2027-03-01", "verloopt binnenkort"),
        ("vastgesteld_op: 2024-03-01", ", hoogstens_oud: 36 maanden", "2027-03-02", "verouderd"),
        ("vastgesteld_op: 2023-03-01", ", hoogstens_oud: 36 maanden", "2027-03-02", ATTESTED),
    ],
)
def test_what_ends_after_the_year_of_an_answer_is_not_attested_by_it(
    record: str, toets: str, day: str, state: str
) -> None:
    asked = f"soort: document, documentsoort: veiligheidsplan, waarschuw_voor: 60 dagen{toets}"
    _answered(asked, BELEID.format(record), day, state)


def _answered(toets: str, record: str, day: str, state: str, unit: str | None = None) -> None:
    """Judge a clause with something in the record of the municipality, which answered over 2026 that it keeps it."""
    files = basis("verklaringen") | hoofdstuk(bepaling(toets, gebonden="gemeente", familie="verklaring-met-bewijs"))
    head = "".join(line for line in files[PARTY].splitlines(True) if not line.startswith("contactpersoon:"))
    files[PARTY] = f"{head}{record}"
    files["data/verklaringen/2026/gemeente.yaml"] = (
        f"afgelegd_op: 2026-10-15\nfunctie: wethouder\nantwoorden:\n  - {{bepaling: plan, antwoord: {ANSWER}}}\n"
    )
    known = whole(files)
    found = [one for one in judge(known, date.fromisoformat(day)) if one.bepaling == "plan"]
    (one,) = (one for one in found if unit is None or one.eenheid == f"gemeente/{unit}")
    assert one.staat == state, one.toelichting
    assert one.aandacht == (state != ATTESTED)
    assert ("antwoordt over 2026: ja" in one.toelichting) == (unit != NEW), "what it answered is told"


NEW = "nieuw"
OFFER = "aanbod:\n  - {{id: les, titel: Les, doelgroep: klas 1, vorm: voorlichting, {}}}\n"
CONTACT = "contactpersoon: {{functie: beleidsmedewerker, email: beleid@gemeente.example, {}}}\n"
PAGE = "leveringen:\n  - {soort: monitor, titel: Cijfers, datum: 2025-02-01, vindplaats: Z-2}\n"
MONEY = "bevestigd_op: 2026-02-01, financiering: {{bron: subsidie, tot: {}}}"
_CONTACT = "soort: contactpersoon"
_PAGE = "soort: publicatie, levering: monitor, hoogstens_oud: 24 maanden"
_OFFERS = "soort: aanbod, minstens: 1, einddatum_bij: [subsidie]"


@pytest.mark.parametrize(
    ("toets", "record", "day", "state"),
    [
        # Money that ends after the year: while it is there the offer counts, and then nobody said that it goes on.
        (_OFFERS, OFFER.format(MONEY.format("2027-02-01")), "2027-01-31", "verloopt binnenkort"),
        (_OFFERS, OFFER.format(MONEY.format("2027-02-01")), "2027-02-01", "verouderd"),
        # Whose money ended in the year, said over all of that year that it keeps the clause.
        (_OFFERS, OFFER.format(MONEY.format("2026-12-31")), "2027-02-01", ATTESTED),
        # Two offers: one is enough as long as its money is there.
        (
            _OFFERS,
            OFFER.format(MONEY.format("2026-12-31"))
            + OFFER.format(MONEY.format("2027-06-01")).split("\n", 1)[1].replace("id: les", "id: uur"),
            "2027-06-01",
            "verouderd",
        ),
        # A confirmation is the party's own word, as an answer is: a later answer renews it.
        (f"{_OFFERS}, bevestigd_binnen: 12 maanden", OFFER.format("bevestigd_op: 2026-02-01"), "2027-02-01", ATTESTED),
        (f"{_OFFERS}, bevestigd_binnen: 12 maanden", OFFER.format("bevestigd_op: 2026-02-01"), "2027-02-02", ATTESTED),
        (
            "soort: contactpersoon, bevestigd_binnen: 12 maanden",
            CONTACT.format("bevestigd_op: 2026-02-01"),
            "2027-02-02",
            ATTESTED,
        ),
        # Who is the contact no longer, is so whatever was answered over the year before.
        (_CONTACT, CONTACT.format("van: 2025-01-01, tot: 2027-02-01"), "2027-02-01", "niet gevonden"),
        (_CONTACT, CONTACT.format("van: 2025-01-01, tot: 2026-12-31"), "2027-02-01", ATTESTED),
        # Nor did the year of the answer know of who came after it and has gone since.
        (_CONTACT, CONTACT.format("van: 2027-03-01, tot: 2027-09-01"), "2027-08-31", "verloopt binnenkort"),
        (_CONTACT, CONTACT.format("van: 2027-03-01, tot: 2027-09-01"), "2027-09-01", "niet gevonden"),
        # The year still runs: what is there on its last day did not end.
        (_CONTACT, CONTACT.format("van: 2026-12-15"), "2026-11-21", ATTESTED),
        # Nothing was delivered for more than two years.
        (_PAGE, PAGE, "2027-02-01", ATTESTED),
        (_PAGE, PAGE, "2027-02-02", "verouderd"),
    ],
)
def test_what_of_any_kind_ends_after_the_year_is_not_attested_either(
    toets: str, record: str, day: str, state: str
) -> None:
    _answered(toets, record, day, state)


TOLD = "vastgesteld_op: 2024-05-01, bekendgemaakt: [{{aan: leerlingen, datum: 2024-06-01, kanaal: les}}]{}"
_TOLD = "soort: document, documentsoort: veiligheidsplan, bekend_bij: [leerlingen], bekend_binnen: 24 maanden"
_CONFIRMED = f"{_OFFERS}, bevestigd_binnen: 12 maanden"
_OLD = OFFER.format("bevestigd_op: 2026-02-01")
_PAID = OFFER.format("bevestigd_op: 2026-06-01, financiering: {bron: subsidie, tot: 2027-02-15}").split("\n", 1)[1]
_PAID = _PAID.replace("id: les", "id: uur")


@pytest.mark.parametrize(
    ("toets", "record", "day", "state"),
    [
        # The pupils were told long ago, and the party says that it keeps the clause: so they know.
        (_TOLD, BELEID.format(TOLD.format("")), "2027-01-15", ATTESTED),
        # That says nothing of a version that ends afterwards, in whatever way it does.
        (_TOLD, BELEID.format(TOLD.format(", herzien_voor: 2027-02-01")), "2027-01-15", "verloopt binnenkort"),
        (_TOLD, BELEID.format(TOLD.format(", herzien_voor: 2027-02-01")), "2027-02-01", "verouderd"),
        (_TOLD, BELEID.format(TOLD.format(", geldig_tot: 2027-02-01")), "2027-02-01", "verouderd"),
        (f"{_TOLD}, hoogstens_oud: 36 maanden", BELEID.format(TOLD.format("")), "2027-05-02", "verouderd"),
        # In the year itself it was known to have ended.
        (_TOLD, BELEID.format(TOLD.format(", herzien_voor: 2026-12-01")), "2027-02-01", ATTESTED),
        # Nor of who never got it: that is missing, just as when the pupils were told last month.
        (f"{_TOLD}, gedeeld_met: [politie]", BELEID.format(TOLD.format("")), "2027-01-15", "gedeeltelijk gevonden"),
        # Who is the contact no longer, is so also when nobody had confirmed it for long.
        (
            "soort: contactpersoon, bevestigd_binnen: 12 maanden",
            CONTACT.format("bevestigd_op: 2025-06-01, tot: 2027-02-01"),
            "2027-02-01",
            "niet gevonden",
        ),
        # One offer is enough: the one that the party speaks for again counts, whatever became of the other.
        (_CONFIRMED, _OLD + _PAID, "2027-03-01", ATTESTED),
        (f"{_CONFIRMED}, elk_van: [gemeente/les, gemeente/uur]", _OLD + _PAID, "2027-03-01", "verouderd"),
        # That its money ends soon, an answer leaves as it is.
        (_CONFIRMED, OFFER.format(MONEY.format("2027-03-15")), "2027-02-02", "verloopt binnenkort"),
        (_CONFIRMED, OFFER.format(MONEY.format("2027-03-15")), "2027-03-15", "verouderd"),
    ],
)
def test_an_answer_renews_the_word_of_a_party_and_nothing_beside_it(
    toets: str, record: str, day: str, state: str
) -> None:
    _answered(toets, record, day, state)


def test_an_answer_of_a_party_as_a_whole_is_about_the_units_that_it_had_in_that_year() -> None:
    units = "eenheden:\n  - {id: oud, naam: Oud Gebouw, soort: locatie}\n"
    units += f"  - {{id: {NEW}, naam: Nieuw Gebouw, soort: locatie, lid_van: 2027-03-01}}\n"
    record = units + BELEID.format("vastgesteld_op: 2024-01-01, eenheid: gemeente/oud")
    asked = "soort: document, documentsoort: veiligheidsplan"
    _answered(asked, record, "2027-04-01", ATTESTED, "oud")
    _answered(asked, record, "2027-04-01", "niet gevonden", NEW)
