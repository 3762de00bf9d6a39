"""What the agreement replaced, with the gap between the two; and on whose behalf and by what power it was signed."""

from datetime import date

import pytest

from convenant_cli.documents.content.grondslag import replaced, signatures
from convenant_cli.records import Convenant, Partner
from convenant_cli.records.convenant import NIETS_AFGESPROKEN

BARE = {
    "titel": "Convenant", "beheerder": "gemeente", "ondertekend_op": "2024-03-01", "rollen": {},
    "looptijd": {"ingang": "2024-03-01", "eerste_termijn": "onbepaald", "verlenging": "geen"},
}  # fmt: skip


def agreement(*earlier: dict[str, str]) -> Convenant:
    return Convenant.model_validate(
        {**BARE, "vervangt": [{"titel": "Oud", "ondertekend": "2019", **one} for one in earlier]}
    )


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (
            "2023-12-31",
            ["Het convenant kwam in de plaats van ‘Oud’ (ondertekend: 2019), dat gold tot en met 31 december 2023.",
             "Van 1 januari 2024 tot en met 29 februari 2024 gold geen van beide."],
        ),
        (
            "2024-02-28",
            ["Het convenant kwam in de plaats van ‘Oud’ (ondertekend: 2019), dat gold tot en met 28 februari 2024.",
             "Van 29 februari 2024 tot en met 29 februari 2024 gold geen van beide."],
        ),
        (
            "2024-02-29",  # the two join
            ["Het convenant kwam in de plaats van ‘Oud’ (ondertekend: 2019), dat gold tot en met 29 februari 2024."],
        ),
    ],
)  # fmt: skip
def test_the_time_between_two_agreements_is_told(end: str, expected: list[str]) -> None:
    assert replaced(agreement({"einde": end})) == expected


def test_without_an_end_no_gap_is_told_and_older_ones_follow() -> None:
    assert replaced(agreement({}, {"titel": "Ouder", "ondertekend": "2015"})) == [
        "Het convenant kwam in de plaats van ‘Oud’ (ondertekend: 2019).",
        "Daarvoor was er ‘Ouder’ (ondertekend: 2015).",
    ]
    assert replaced(agreement()) == replaced(NIETS_AFGESPROKEN) == []


def party(**signature: object) -> Partner:
    return Partner.model_validate(
        {"naam": "Gemeente", "rollen": ["gemeente"], "lid_van": "2024-03-01",
         "ondertekening": {"datum": "2024-03-01", "functie": "burgemeester", **signature}}
    )  # fmt: skip


def test_a_signature_is_shown_when_more_is_known_of_it() -> None:
    mandate = {"besluit": "besluit van het college", "datum": "2024-02-20", "grond": "artikel 171 Gemeentewet"}
    known = [party(namens="het college"), party(mandaat=mandate), party()]
    assert [one.partner for one in signatures(known, date(2024, 3, 1))] == known[:2]
    assert signatures(known, date(2024, 2, 29)) == []
    (shown,) = signatures([known[1]], date(2024, 3, 1))
    assert shown.ondertekening.mandaat is not None
    assert shown.ondertekening.mandaat.in_woorden == (
        "besluit van het college, 20 februari 2024 (artikel 171 Gemeentewet)"
    )
