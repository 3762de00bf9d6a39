"""Notices and renewals of the agreement, where a user meets them: validate, check, status and the documents."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from convenant_cli.dossier.looptijd import stand
from convenant_cli.records.looptijd import Looptijd
from convenant_cli.records.partijwissel import Opzegging
from tests.conftest import TESTS, Outcome, Run, laid, read_folder

BASIS = {name: raw.decode() for name, raw in read_folder(TESTS / "checks" / "controles" / "_basis").items()}
AGREEMENT, POLICE = "data/convenant.yaml", "data/partners/politie.yaml"
CLAUSE = """\
hoofdstuk: 8
titel: Duur
bepalingen:
  - id: verlenging
    nummer_zekerheid: ongenummerd
    titel: Verlenging
    tekst: Het convenant verlengt stilzwijgend.
    gebonden: []
    aard: verklaring
    familie: automatisch
    toets: {soort: looptijd, onderdeel: verlenging}
  - id: wijzigen
    nummer_zekerheid: ongenummerd
    titel: Wijzigen
    tekst: Wijzigen kan met alle partijen.
    gebonden: [alle]
    gezamenlijk: ja
    aard: bevoegdheid
    familie: relatie
    toets: {soort: instemming, van: alle}
"""
NOTICE = "opzeggingen:\n  - {partner: politie, datum: DAG, vorm: brief van de teamchef}\n"
RENEWAL = (
    "wijzigingsbesluiten:\n  - {id: langer, datum: 2026-10-01, soort: verlenging, tekst: Door., ingang: 2027-01-01,\n"
    "     nieuwe_einddatum: 2032-12-31, instemming: [WIE]}\n"
)


@pytest.fixture
def dossier(tmp_path: Path, convenant: Run) -> Callable[..., tuple[Outcome, Outcome, str]]:
    """Return a way to write a dossier and ask it: validate, check of the clauses on the term, status."""

    def ask(term: str, text: str = "", day: str = "2026-11-21", police: str = "") -> tuple[Outcome, Outcome, str]:
        old = "eerste_termijn: 3 jaar, verlenging: stilzwijgend, verlenging_duur: 3 jaar"
        assert old in BASIS[AGREEMENT]
        files = BASIS | {
            AGREEMENT: BASIS[AGREEMENT].replace(old, term) + text,
            "data/bepalingen/8-duur.yaml": CLAUSE,
            POLICE: BASIS[POLICE] + police,
        }
        laid(tmp_path, files)
        at = ("--peildatum", day)
        return (
            convenant("-C", tmp_path, "validate", "--format", "concise", *at),
            convenant(
                "-C", tmp_path, "check", "--bepaling", "verlenging", "--bepaling", "wijzigen", "--format", "json", *at
            ),
            convenant("-C", tmp_path, "status", "--format", "json", *at).out,
        )

    return ask


SILENT = "eerste_termijn: 3 jaar, verlenging: stilzwijgend, verlenging_duur: 3 jaar, opzegtermijn: 6 maanden"


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_notice_in_time_ends_the_term_without_consent(dossier: Callable[..., tuple[Outcome, Outcome, str]]) -> None:
    validate, check, status = dossier(SILENT, NOTICE.replace("DAG", "2026-06-30"))
    assert "opzegging-is-op-tijd" not in validate.out
    said = "daarna is het convenant geëindigd door de opzegging van Politie op 30 juni 2026 (brief van de teamchef)"
    assert said in flat(check.out)
    term = json.loads(status)["looptijd"]
    assert (term["daarna"], term["opgezegd"]) == (
        "eindigt", {"datum": "2026-06-30", "partner": "politie"},
    )  # fmt: skip


def test_a_late_notice_ends_nothing_and_is_a_finding(dossier: Callable[..., tuple[Outcome, Outcome, str]]) -> None:
    validate, check, status = dossier(SILENT, NOTICE.replace("DAG", "2026-07-01"))
    assert (
        "de opzegging van Politie op 1 juli 2026 is te laat: voor termijn 1 kon het tot en met 30 juni" in validate.out
    )
    assert "door de opzegging" not in flat(check.out)
    assert json.loads(status)["looptijd"]["daarna"] == "verlengt stilzwijgend"


def test_a_notice_may_end_the_part_of_one_party_only(dossier: Callable[..., tuple[Outcome, Outcome, str]]) -> None:
    leaves = f"{SILENT}, na_opzegging: uittreding"
    validate, _, status = dossier(leaves, NOTICE.replace("DAG", "2026-06-30"))
    assert json.loads(status)["looptijd"]["daarna"] == "verlengt stilzwijgend"
    assert (
        f"{POLICE}:1:1: waarschuwing: de opzegging van Politie op 30 juni 2026 is op tijd, dus Politie" in validate.out
    )
    assert "doet mee tot 1 januari 2027" in validate.out
    right, _, _ = dossier(leaves, NOTICE.replace("DAG", "2026-06-30"), police="lid_tot: 2027-01-01\n")
    assert "opzegging-is-op-tijd" not in right.out


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("eerste_termijn: 3 jaar, verlenging: stilzwijgend, verlenging_duur: 3 jaar", "noemt geen opzegtermijn"),
        ("eerste_termijn: 3 jaar, verlenging: geen, opzegtermijn: 6 maanden", "termijn 1 eindigt vanzelf"),
        ("eerste_termijn: 2 jaar, verlenging: geen, opzegtermijn: 6 maanden", "het convenant gold toen niet"),
    ],
)
def test_a_notice_that_does_nothing_is_told(
    dossier: Callable[..., tuple[Outcome, Outcome, str]], term: str, said: str
) -> None:
    validate, _, _ = dossier(term, NOTICE.replace("DAG", "2026-03-01"))
    assert said in validate.out


@pytest.mark.parametrize("renewal", ["geen", "besluit"])
def test_a_notice_period_with_nothing_to_stop_is_told(
    dossier: Callable[..., tuple[Outcome, Outcome, str]], renewal: str
) -> None:
    validate, _, _ = dossier(f"eerste_termijn: 4 jaar, verlenging: {renewal}, opzegtermijn: 6 maanden")
    assert "'opzegtermijn' is 6 maanden, maar zonder stilzwijgende verlenging eindigt elke termijn" in validate.out


def test_of_an_agreement_without_end_the_notice_period_is_told(
    dossier: Callable[..., tuple[Outcome, Outcome, str]],
) -> None:
    endless = "eerste_termijn: onbepaald, verlenging: geen, opzegtermijn: 6 maanden"
    validate, check, _ = dossier(endless)
    assert "looptijd-is-volledig" not in validate.out
    assert "opzeggen kan altijd, 6 maanden van tevoren" in flat(check.out)
    _, ended, status = dossier(endless, NOTICE.replace("DAG", "2026-03-01"))
    assert "geëindigd door de opzegging van Politie op 1 maart 2026" in flat(ended.out)
    assert json.loads(status)["looptijd"]["tot_en_met"] == "2026-08-31"


def test_a_renewal_needs_everybody_and_a_missing_consent_is_told_at_once(
    dossier: Callable[..., tuple[Outcome, Outcome, str]],
) -> None:
    every = ", ".join(f"{{partner: {id}, datum: 2026-10-01}}" for id in ("gemeente", "noorderschool", "politie"))
    decide = "eerste_termijn: 3 jaar, verlenging: besluit"
    _, check, status = dossier(decide, RENEWAL.replace("WIE", every), day="2027-02-01")
    assert json.loads(status)["looptijd"]["tot_en_met"] == "2032-12-31"
    assert "elke partij van dat moment stemde in met het besluit van 1 oktober 2026 (verlenging)" in check.out
    some = every.split(", {partner: politie")[0]
    validate, check, status = dossier(decide, RENEWAL.replace("WIE", some))
    assert (
        "de instemming van Politie niet gevonden; tot die er is, verlengt het besluit het convenant niet"
        in validate.out
    )
    assert "telt nog niet mee, want niet elke partij stemde in" in flat(check.out)
    assert json.loads(status)["looptijd"]["tot_en_met"] == "2026-12-31"
    late = some + ", {partner: politie, datum: 2027-01-15}"
    assert (
        json.loads(dossier(decide, RENEWAL.replace("WIE", late), day="2027-02-01")[2])["looptijd"]["fase"]
        == "in werking"
    )
    assert (
        json.loads(dossier(decide, RENEWAL.replace("WIE", late), day="2027-01-10")[2])["looptijd"]["fase"]
        == "geëindigd"
    )


# --- notice at any time, though the term has an end ----------------------------------------------------------------

FOUR = "eerste_termijn: 4 jaar, verlenging: besluit, opzegtermijn: 6 maanden, tussentijds: ja"
#: From 1 January 2024; worked out by hand: the term, the day of the notice, and the last day and what is told.
ANYTIME = [
    (FOUR, "2026-03-01", "2026-08-31", "geëindigd door de opzegging van Politie op 1 maart 2026"),
    (FOUR, "2026-11-20", "2027-05-19", "daarna is het convenant geëindigd door de opzegging"),
    (f"{SILENT}, tussentijds: ja", "2026-03-01", "2026-08-31", "geëindigd door de opzegging"),
    (f"{SILENT}, tussentijds: ja", "2026-10-01", "2026-12-31", "daarna volgt stilzwijgend nog 3 jaar"),
]


@pytest.mark.parametrize(("term", "day", "last", "said"), ANYTIME)
def test_a_notice_at_any_time_ends_the_agreement_when_its_period_is_over(
    dossier: Callable[..., tuple[Outcome, Outcome, str]], term: str, day: str, last: str, said: str
) -> None:
    validate, check, status = dossier(term, NOTICE.replace("DAG", day))
    assert "opzegging-is-op-tijd" not in validate.out
    assert said in flat(check.out)
    assert json.loads(status)["looptijd"]["tot_en_met"] == last


def test_a_notice_in_a_term_can_work_in_the_next_one() -> None:
    fields = {"ingang": "2024-01-01", "eerste_termijn": "3 jaar", "verlenging": "stilzwijgend"}
    more = {"verlenging_duur": "3 jaar", "opzegtermijn": "6 maanden", "tussentijds": "ja"}
    term = Looptijd.model_validate(fields | more)
    notice = Opzegging.model_validate({"partner": "politie", "datum": "2026-10-01", "vorm": "brief"})
    later = stand(term, [], date(2027, 2, 1), [notice])
    assert (later.termijn and later.termijn.tot, later.volgende, later.in_werking.tot) == (
        *(date(2027, 4, 1), "eindigt", date(2027, 4, 1)),
    )


def test_one_party_may_leave_at_any_time_and_the_term_goes_on(
    dossier: Callable[..., tuple[Outcome, Outcome, str]],
) -> None:
    leaves = f"{FOUR}, na_opzegging: uittreding"
    validate, check, _ = dossier(leaves, NOTICE.replace("DAG", "2026-06-30"))
    assert "is op tijd, dus Politie" in validate.out
    assert "doet mee tot 30 december 2026" in validate.out
    assert "opzeggen kan altijd, 6 maanden van tevoren" in flat(check.out)
    # Nobody has to leave on the first day that can be, but not before it.
    later, _, _ = dossier(leaves, NOTICE.replace("DAG", "2026-06-30"), police="lid_tot: 2027-03-01\n")
    assert "opzegging-is-op-tijd" not in later.out
    early, _, _ = dossier(leaves, NOTICE.replace("DAG", "2026-06-30"), police="lid_tot: 2026-12-01\n")
    assert "opzegging-is-op-tijd" in early.out
    # Who gives notice shortly before the end leaves with all others.
    validate, _, _ = dossier(leaves, NOTICE.replace("DAG", "2027-10-01"), day="2027-10-02")
    assert "doet mee tot 1 januari 2028" in validate.out


def test_notice_at_any_time_asks_a_period(dossier: Callable[..., tuple[Outcome, Outcome, str]]) -> None:
    validate, _, _ = dossier("eerste_termijn: 4 jaar, verlenging: besluit, tussentijds: ja")
    assert "tussentijds opzeggen, maar 'opzegtermijn' ontbreekt" in validate.out
    fine, _, _ = dossier(FOUR)
    assert "looptijd-is-volledig" not in fine.out
