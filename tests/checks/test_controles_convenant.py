"""Checks of the one convenant record: an example dossier can hold only one of the wrong choices at a time."""

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.checks.controles import discover
from convenant_cli.sources.sources import literal
from tests.conftest import PEILDATUM, TESTS, read_folder

BASIS = read_folder(TESTS / "checks" / "controles" / "_basis")
LOOPTIJD = "eerste_termijn: 3 jaar, verlenging: stilzwijgend, verlenging_duur: 3 jaar"


def _messages(controle: str, old: str, new: str) -> list[str]:
    text = BASIS["data/convenant.yaml"].decode()
    assert old in text
    source = literal({**BASIS, "data/convenant.yaml": text.replace(old, new)})
    checks = [check for check in discover() if check.id == controle]
    return [
        f"{finding.position.column} {finding.severity}: {finding.message}"
        for finding in check_source(source, PEILDATUM, checks).findings
    ]


@pytest.mark.parametrize(
    ("looptijd", "expected"),
    [
        ("eerste_termijn: 3 jaar, verlenging: geen", []),
        ("eerste_termijn: 2026-12-31, verlenging: besluit", []),
        ("eerste_termijn: onbepaald, verlenging: geen", []),
        (
            "eerste_termijn: 3 jaar, verlenging: geen, verlenging_duur: 1 jaar",
            ["74 fout: er is geen verlenging, maar 'verlenging_duur' is 1 jaar"],
        ),
        (
            "eerste_termijn: onbepaald, verlenging: stilzwijgend",
            ["71 waarschuwing: de eerste termijn is onbepaald, dus een verlenging ('stilzwijgend') komt er nooit"],
        ),
    ],
)
def test_looptijd_is_volledig(looptijd: str, expected: list[str]) -> None:
    assert _messages("looptijd-is-volledig", LOOPTIJD, looptijd) == expected


def test_ingang_long_before_the_signature_is_doubtful() -> None:
    assert _messages("looptijd-is-volledig", "ondertekend_op: 2024-01-01", "ondertekend_op: 2029-01-01") == []
    assert _messages("looptijd-is-volledig", "ondertekend_op: 2024-01-01", "ondertekend_op: 2029-01-02") == [
        "20 waarschuwing: het convenant gaat in op 1 januari 2024, maar is ondertekend op 2 januari 2029; "
        "klopt het jaar?"
    ]


def test_persons_in_the_dossier_need_a_reason() -> None:
    beheerder = "beheerder: gemeente"
    assert _messages("persoon-staat-buiten-dossier", beheerder, f"{beheerder}\npersonen: in-dossier") == [
        "11 fout: personen staan in het dossier, maar 'personen_reden' ontbreekt"
    ]


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("{datum: 2026-07-01, functie: rector}", []),
        ("onbekend", ["Zuiderschool doet mee sinds 1 augustus 2026, maar een ondertekening is niet gevonden"]),
        (
            "{datum: 2026-09-01, functie: rector}",
            ["Zuiderschool doet mee sinds 1 augustus 2026, maar ondertekende pas op 1 september 2026"],
        ),
    ],
)
def test_an_agreement_may_let_a_party_join_by_its_signature(signature: str, expected: list[str]) -> None:
    party = f"naam: Zuiderschool\nrollen: [school]\nlid_van: 2026-08-01\nondertekening: {signature}\n"
    text = BASIS["data/convenant.yaml"].decode() + "toetreding: ondertekening\n"
    source = literal({**BASIS, "data/convenant.yaml": text, "data/partners/zuiderschool.yaml": party})
    checks = [check for check in discover() if check.id == "toetreding-rust-op-besluit"]
    assert [finding.message for finding in check_source(source, PEILDATUM, checks).findings] == expected
