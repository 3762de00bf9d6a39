"""What the toets ``looptijd`` says about the end of a term: one sentence for every way in which terms can go on."""

from datetime import date

import pytest

from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.sources.sources import literal
from tests.conftest import TESTS, read_folder, whole

BASIS = read_folder(TESTS / "checks" / "controles" / "_basis")
CLAUSE = """\
hoofdstuk: 9
titel: Toets
bepalingen:
  - id: verlenging
    nummer_zekerheid: ongenummerd
    titel: Verlenging
    tekst: Verlenging.
    gebonden: []
    aard: resultaat
    familie: automatisch
    toets: {soort: looptijd, onderdeel: verlenging, waarschuw_voor: 3 maanden}
"""
TERM = "{ingang: 2024-01-01, eerste_termijn: 3 jaar, verlenging: stilzwijgend, verlenging_duur: 3 jaar}"
NOTICE = TERM.replace("}", ", opzegtermijn: 6 maanden}")
EXTENDED = "{id: langer, datum: 2026-06-01, soort: verlenging, tekst: Langer., ingang: 2027-01-01}"
ENDED = "{id: einde, datum: 2026-06-01, soort: beeindiging, tekst: Einde., ingang: 2026-09-01}"


def agreed(decision: str) -> str:
    """Return a decision with the consent of every party on the day of it."""
    day = decision.split("datum: ")[1][:10]
    given = ", ".join(
        f"{{partner: {name[14:-5]}, datum: {day}}}" for name in BASIS if name.startswith("data/partners/")
    )
    return f"{decision[:-1]}, instemming: [{given}]}}"


@pytest.mark.parametrize(
    ("term", "decision", "day", "state", "sentence"),
    [
        (TERM, "", "2023-12-31", "nog niet aan de orde", "het convenant treedt in werking op 1 januari 2024"),
        (
            TERM,
            "",
            "2024-01-01",
            "voldaan",
            "termijn 1 loopt tot en met 31 december 2026, nog 1096 dagen; daarna volgt stilzwijgend nog 3 jaar",
        ),
        (
            TERM,
            "",
            "2026-12-31",
            "wordt vanzelf verlengd",
            "termijn 1 loopt tot en met 31 december 2026, nog 1 dag; daarna volgt stilzwijgend nog 3 jaar",
        ),
        (
            TERM,
            "",
            "2027-01-01",
            "voldaan",
            "termijn 2 (stilzwijgend verlengd) loopt tot en met 31 december 2029, nog 1096 dagen; "
            "daarna volgt stilzwijgend nog 3 jaar",
        ),
        (
            NOTICE,
            "",
            "2026-03-29",
            "voldaan",
            "termijn 1 loopt tot en met 31 december 2026, nog 278 dagen; daarna volgt stilzwijgend nog 3 jaar; "
            "opzeggen kan nog tot en met 30 juni 2026",
        ),
        (
            NOTICE,
            "",
            "2026-03-30",
            "wordt vanzelf verlengd",
            "termijn 1 loopt tot en met 31 december 2026, nog 277 dagen; daarna volgt stilzwijgend nog 3 jaar; "
            "opzeggen kan nog tot en met 30 juni 2026",
        ),
        (
            NOTICE,
            "",
            "2026-07-01",
            "voldaan",
            "termijn 1 loopt tot en met 31 december 2026, nog 184 dagen; daarna volgt stilzwijgend nog 3 jaar; "
            "opzeggen kon tot en met 30 juni 2026",
        ),
        (
            NOTICE,
            EXTENDED,
            "2026-12-31",
            "voldaan",
            "termijn 1 loopt tot en met 31 december 2026, nog 1 dag; over de volgende termijn is al besloten",
        ),
        (
            NOTICE,
            ENDED,
            "2026-07-01",
            "verloopt binnenkort",
            "termijn 1 loopt tot en met 31 augustus 2026, nog 62 dagen; daarna is het convenant geëindigd",
        ),
        (
            NOTICE,
            ENDED,
            "2026-09-01",
            "niet van toepassing",
            "het convenant is geëindigd; de laatste dag was 31 augustus 2026",
        ),
        (
            "{ingang: 2024-01-01, eerste_termijn: 2026-06-30, verlenging: besluit}",
            "",
            "2026-06-30",
            "verloopt binnenkort",
            "termijn 1 loopt tot en met 30 juni 2026, nog 1 dag; verlengen vraagt een besluit voor 1 juli 2026",
        ),
        (
            "{ingang: 2024-01-01, eerste_termijn: 2026-06-30, verlenging: besluit}",
            "",
            "2026-07-01",
            "niet gevonden",
            "termijn 1 liep tot en met 30 juni 2026, en een besluit om te verlengen is niet gevonden",
        ),
        (
            "{ingang: 2024-01-01, eerste_termijn: 1 jaar, verlenging: geen}",
            "",
            "2025-01-01",
            "niet van toepassing",
            "het convenant is geëindigd; de laatste dag was 31 december 2024",
        ),
        (
            "{ingang: 2024-01-01, eerste_termijn: onbepaald, verlenging: geen}",
            "",
            "2026-11-21",
            "voldaan",
            "het convenant geldt sinds 1 januari 2024 voor onbepaalde tijd",
        ),
    ],
)
def test_end_of_term(term: str, decision: str, day: str, state: str, sentence: str) -> None:
    text = BASIS["data/convenant.yaml"].decode().replace(TERM, term)
    if decision:
        text += f"wijzigingsbesluiten:\n  - {agreed(decision)}\n"
    files = BASIS | {"data/convenant.yaml": text.encode(), "data/bepalingen/9-toets.yaml": CLAUSE.encode()}
    dossier = whole(files)
    found = [oordeel for oordeel in judge(dossier, date.fromisoformat(day)) if oordeel.bepaling == "verlenging"]
    assert [(oordeel.staat, oordeel.toelichting) for oordeel in found] == [(state, sentence)]
    assert found[0].door_tijd == (state in ("verloopt binnenkort", "wordt vanzelf verlengd", "niet gevonden"))
    assert found[0].rust_op


def test_entry_into_force_is_still_to_come() -> None:
    clause = CLAUSE.replace("onderdeel: verlenging", "onderdeel: inwerking")
    dossier, _ = load(literal(BASIS | {"data/bepalingen/9-toets.yaml": clause.encode()}))
    found = [oordeel for oordeel in judge(dossier, date(2023, 12, 31)) if oordeel.bepaling == "verlenging"]
    assert [oordeel.staat for oordeel in found] == ["nog niet aan de orde"]
    assert found[0].toelichting == "het convenant treedt in werking op 1 januari 2024"


BY_DECISION = "{ingang: 2024-01-01, eerste_termijn: 2026-12-31, verlenging: besluit}"
ONCE = "{ingang: 2024-01-01, eerste_termijn: 2026-12-31, verlenging: geen}"
RENEWED = (
    "{id: langer, datum: 2026-11-01, soort: verlenging, tekst: Langer., ingang: 2027-01-01, "
    "nieuwe_einddatum: 2029-12-31}"
)


@pytest.mark.parametrize(
    ("silent", "asked"),
    [
        (("politie",), "Politie meldt bij de gemeente of de instemming er is"),
        (("gemeente",), "de gemeente meldt in het dossier of de instemming er is"),
        (
            ("noorderschool", "politie"),
            "de partijen die nog niet instemden, melden bij de gemeente of de instemming er is",
        ),
    ],
)
@pytest.mark.parametrize(
    ("term", "day"), [(BY_DECISION, "2026-12-31"), (BY_DECISION, "2027-01-01"), (ONCE, "2026-12-31")]
)
def test_a_renewal_that_waits_for_a_party_is_told_and_that_party_is_asked(
    silent: tuple[str, ...], asked: str, term: str, day: str
) -> None:
    """Before the end of the term and after it: the parties decided, so they are not asked to decide again."""
    given = agreed(RENEWED)
    for party in silent:
        given = given.replace(f"{{partner: {party}, datum: 2026-11-01}}", "").replace("[, ", "[").replace(", ]", "]")
    given = given.replace(", , ", ", ")
    files: dict[str, str | bytes] = {**BASIS, "data/bepalingen/9-toets.yaml": CLAUSE}
    text = BASIS["data/convenant.yaml"].decode()
    start = text.index("looptijd: ")
    end = text.index("\n", start)
    text = f"{text[:start]}looptijd: {term}{text[end:]}wijzigingsbesluiten:\n  - {given}\n"
    dossier = whole({**files, "data/convenant.yaml": text})
    (one,) = (one for one in judge(dossier, date.fromisoformat(day)) if one.bepaling == "verlenging")
    assert one.aandacht
    assert "het besluit van 1 november 2026 (verlenging) telt nog niet mee" in one.toelichting
    assert "niet gevonden" not in one.toelichting
    assert (one.nu, set(one.doet)) == (asked, set(silent))
