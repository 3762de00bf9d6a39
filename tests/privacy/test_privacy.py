"""What counts as personal data in a text, and what only looks like it."""

import json
import re
import string
import subprocess
import sys
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from convenant_cli import privacy
from convenant_cli.privacy import ALLE, Gegeven, Hit, Search, find, is_private_domain, looks_personal
from convenant_cli.privacy.addresses import may_be_house
from convenant_cli.privacy.health import SENSITIVE
from convenant_cli.privacy.numbers import elfproef
from tests.conftest import ROOT, TESTS
from tests.grondig import times
from tests.pumping import patterns, pumped

ORGANISATIONS = (
    "Kade College en Brug College",
    "Groenstroom",
    "Colleges Dienstverlening en Economie",
    "Tom in de buurt",
)
NAMES = ("Fenna de Graaf", "J. el Amrani", "Ton", "Zoë d'Ancona", "06 98765432", "ton@halt.example")
SEARCH = Search(names=NAMES, organisations=frozenset(ORGANISATIONS))

WRONG: list[tuple[Gegeven, str, str]] = [
    # a kind, a text, and the stretch that must be found
    ("bsn", "Het nummer is 123456782.", "123456782"),
    ("bsn", "123456782", "123456782"),
    ("bsn", "(111222333)", "111222333"),
    ("bsn", "Zie 1234.56.782, op de kaart.", "1234.56.782"),
    ("bsn", "Zie 1234 56 782 op de kaart", "1234 56 782"),
    ("bsn", "123 456 782 en verder", "123 456 782"),
    ("bsn", "123-456-782", "123-456-782"),
    ("bsn", "BSN: 123456782", "123456782"),
    ("bsn", "burgerservicenummer is 12345672", "12345672"),
    ("bsn", "BSN=123456782", "123456782"),
    ("bsn", "sofinummer 1234-56-782", "1234-56-782"),
    ("privemail", "Mail fenna@gmail.com.", "fenna@gmail.com"),
    ("privemail", "fenna.degraaf+school@hotmail.nl", "fenna.degraaf+school@hotmail.nl"),
    ("privemail", "Mail naar <F.Graaf@Ziggo.nl>", "F.Graaf@Ziggo.nl"),
    ("privemail", "iemand@yahoo.co.uk en info@steun.example", "iemand@yahoo.co.uk"),
    ("privemail", "fenna (at) gmail.com", "fenna (at) gmail.com"),
    ("privemail", "mailto:ouders@kpnmail.nl", "ouders@kpnmail.nl"),
    ("telefoon", "Bel 06-12345678.", "06-12345678"),
    ("telefoon", "0612345678", "0612345678"),
    ("telefoon", "06 12 34 56 78", "06 12 34 56 78"),
    ("telefoon", "06.12.34.56.78", "06.12.34.56.78"),
    ("telefoon", "(06) 1234 5678", "(06) 1234 5678"),
    ("telefoon", "+31 6 12345678", "+31 6 12345678"),
    ("telefoon", "+31(0)6-12345678", "+31(0)6-12345678"),
    ("telefoon", "0031612345678", "0031612345678"),
    ("telefoon", "tel:06 1234 5678, na 16:00", "06 1234 5678"),
    ("telefoon", "06 12 20 25 14", "06 12 20 25 14"),
    ("iban", "NL91ABNA0417164300", "NL91ABNA0417164300"),
    ("iban", "Rekening NL91 ABNA 0417 1643 00 ten name van", "NL91 ABNA 0417 1643 00"),
    ("iban", "nl91abna0417164300", "nl91abna0417164300"),
    ("iban", "NL91.ABNA.0417.1643.00", "NL91.ABNA.0417.1643.00"),
    ("iban", "DE89 3704 0044 0532 0130 00.", "DE89 3704 0044 0532 0130 00"),
    ("iban", "BE68 5390 0754 7034", "BE68 5390 0754 7034"),
    ("geboortedatum", "geboren op 12-03-2010", "12-03-2010"),
    ("geboortedatum", "Geboren te Utrecht op 12 maart 2010.", "12 maart 2010"),
    ("geboortedatum", "geb. 12/3/2010", "12/3/2010"),
    ("geboortedatum", "(geb. 3 mei 2009)", "3 mei 2009"),
    ("geboortedatum", "geboortedatum: 2010-03-12", "2010-03-12"),
    ("geboortedatum", "Geboorte datum 12.03.10", "12.03.10"),
    ("geboortedatum", "geboren: 12 mrt 2010", "12 mrt 2010"),
    ("geboortedatum", "op 12 maart 2010 geboren", "12 maart 2010"),
    ("leerling-met-naam", "Leerling Kevin stopte.", "Kevin"),
    ("leerling-met-naam", "de leerlinge Sanne Bakker is gezien", "Sanne Bakker"),
    ("leerling-met-naam", "leerling J. de Vries", "J. de Vries"),
    ("leerling-met-naam", "leerling Van Dijk kwam te laat", "Van Dijk"),
    ("leerling-met-naam", "student Ahmed van het Kade College", "Ahmed"),
    ("leerling-met-naam", "een student genaamd Zoë", "Zoë"),
    ("leerling-met-naam", "de leerling (Kevin) en zijn ouders", "Kevin"),
    ("leerling-met-naam", "Leerling: Fatima", "Fatima"),
    ("leerling-met-naam", "leerling, Noor de Boer", "Noor de Boer"),
    ("leerling-met-naam", "oud-leerling Anne-Marie vertelde", "Anne-Marie"),
    ("leerling-met-naam", "een medeleerling Thijs", "Thijs"),
    ("leerling-met-naam", "slachtoffer Ruben", "Ruben"),
    ("leerling-met-naam", "verdachte M. el Idrissi", "M. el Idrissi"),
    ("leerling-met-naam", "leerling Kevin De Vries van Kade College", "Kevin De Vries"),
    ("adresboek", "Vraag Fenna de Graaf om hulp", "Fenna de Graaf"),
    ("adresboek", "FENNA  DE GRAAF", "FENNA  DE GRAAF"),
    ("adresboek", "Graaf, Fenna de", "Graaf, Fenna de"),
    ("adresboek", "de Graaf (Fenna)", "de Graaf (Fenna"),
    ("adresboek", "met J. el Amrani.", "J. el Amrani"),
    ("adresboek", "Ton belt", "Ton"),
    ("adres", "Woont op Kerkstraat 12.", "Kerkstraat 12"),
    ("adres", "Burgemeester Visserlaan 28b, bovenste bel", "Burgemeester Visserlaan 28b"),
    ("adres", "Julianaplein 4", "Julianaplein 4"),
]

RIGHT: list[tuple[str, str]] = [
    # a text, and why it is no personal data
    ("123456783", "fails the eleven test"),
    ("000000000", "no number of a person"),
    ("Z-2024-00512", "case number"),
    ("zaak 2024123456", "ten digits"),
    ("zaaknummer 123456782", "the word before says what it numbers"),
    ("zaaknr. 123456782", "the word before says what it numbers"),
    ("kenmerk: 123456782", "the word before says what it numbers"),
    ("KvK 123456782", "the word before says what it numbers"),
    ("RSIN 123456782", "an organisation"),
    ("subsidiebeschikking 123456782", "the word before says what it numbers"),
    ("https://steun.example/zaak/123456782", "part of an address on the web"),
    ("https://steun.example/?id=123456782", "part of an address on the web"),
    ("€ 123 456 782", "amount"),
    ("123 456 782 euro", "amount"),
    ("123.456.782", "amount with points"),
    ("123456782,50", "amount with cents"),
    ("123 456 782 123", "longer number"),
    ("versie 1234.56.782.1", "version"),
    ("20261121", "date"),
    ("0172 465 465", "general number"),
    ("+31 123456782", "telephone number of an office"),
    ("088 123 45 67", "general number"),
    ("14 0172", "general number of a municipality"),
    ("06-12-2025 14:30", "date and time"),
    ("van 06-12-2025 1400 tot 1500", "date and time"),
    ("2026-06-12", "date"),
    ("versie 06.12.2025", "date as version"),
    ("06-1234567", "a digit short"),
    ("artikel 06 12", "number of an article"),
    ("convenant@steun.example", "mailbox of an organisation"),
    ("info@outlookers.nl", "only resembles a service for consumers"),
    ("gmail.com", "a domain, no address"),
    ("team@school.gmail-onderwijs.nl", "mailbox of an organisation"),
    ("NL91ABNA0417164301", "fails the test of an IBAN"),
    ("NL91 ABNA 0417", "too short for an IBAN"),
    ("WVO 2020, artikel 1.1", "law"),
    ("XX91ABNA0417164300", "no country with IBANs"),
    ("vastgesteld op 12-03-2010", "date of a document"),
    ("geldig tot 12 maart 2027", "date of a document"),
    ("leerlingen geboren tussen 1-8-2012 en 31-7-2013", "a year group"),
    ("leerlingen geboren voor 1 augustus 2009", "a year group"),
    ("Het plan is geboren op 12 maart 2024", "no person"),
    ("Zij werkt bij de geboortezorg sinds 12-03-2010", "no birth date"),
    ("Elke leerling doet mee.", "nobody in particular"),
    ("Leerling Kade College", "school"),
    ("student Groenstroom", "school"),
    ("student Dienstverlening en Economie", "course"),
    ("student MBO Rijnland", "abbreviation"),
    ("leerling Lyceum Noord", "school"),
    ("Wat vindt de leerling? Steun vraagt het.", "a new sentence"),
    ("leerling: Hoe gaat het?", "start of a sentence"),
    ("leerling: Vertel wat je ziet", "start of a sentence"),
    ("leerling Van het Kade College", "school"),
    ("de leerling, Politie en ouders", "party"),
    ("leerling in Havo 3", "class"),
    ("Leerling Volgsysteem", "system"),
    ("de studentenraad Noord", "council"),
    ("een ton euro", "a word, not the name"),
    ("Stadhuisplein", "no house number"),
    ("Dorpsstraat 2026", "year"),
    ("Schoolplein 13 november", "date"),
    ("artikel 4.2, regels 326-328 en 330-332", "places in a source"),
    ("b2025-1", "number of a decision"),
    ("1.200 leerlingen", "amount"),
    ("2025-2026", "school year"),
]


def test_found() -> None:
    missed = [
        f"{kind} {stretch!r} in: {text}"
        for kind, text, stretch in WRONG
        if (kind, stretch) not in [(hit.kind, text[hit.start : hit.end]) for hit in find(text, SEARCH)]
    ]
    assert not missed, "\n".join(missed)


def test_not_found() -> None:
    wrong = [f"{hit.kind} in: {text} ({why})" for text, why in RIGHT for hit in find(text, SEARCH)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("kind", "text", "stretch"), WRONG, ids=[f"{kind}: {text}" for kind, text, _ in WRONG])
def test_shown_without_what_was_found(kind: Gegeven, text: str, stretch: str) -> None:
    for hit in find(text, SEARCH):
        digits = [character for character in hit.shown if character.isdigit()]
        assert len(digits) <= (2 if hit.kind in ("telefoon", "iban") else 0)
        private = re.sub(r"\W?(@|at\b).*", "", text[hit.start : hit.end])
        assert private not in hit.shown
        assert not any(len(word) > 3 and word in hit.shown for word in private.split())


# --- sentences as people write them -------------------------------------------------------------------------------

FOUND = [
    line.split("|", 1)
    for line in (TESTS / "privacy" / "zinnen" / "gevonden.txt").read_text(encoding="utf-8").splitlines()
]
HARMLESS = (TESTS / "privacy" / "zinnen" / "onschuldig.txt").read_text(encoding="utf-8").splitlines()


def test_a_sentence_with_personal_data() -> None:
    missed = [f"{label} is missed: {text}" for label, text in FOUND if not find(text, SEARCH)]
    assert not missed, "\n".join(missed)


def test_a_harmless_sentence() -> None:
    wrong = [f"{hit.kind} {text[hit.start : hit.end]!r} in: {text}" for text in HARMLESS for hit in find(text, SEARCH)]
    assert not wrong, "\n".join(wrong)


def test_who_asks_for_some_kinds_gets_what_asking_for_all_gives_of_them() -> None:
    """A finder is left out only when it gives nothing that is asked for, nor anything that says it already."""
    texts = [
        *(text for _, text, _ in WRONG),
        *(text for _, text in FOUND),
        "instagram: @fenna.de.graaf, NL91ABNA0417164300",
    ]
    for text in (*texts, *map(" ".join, pairwise(texts))):
        every = find(text, SEARCH)
        for kind in {hit.kind for hit in every}:
            for kinds in (frozenset((kind,)), frozenset(ALLE) - {kind}):
                asked = find(text, replace(SEARCH, kinds=kinds))
                assert asked == [hit for hit in every if hit.kind in kinds], (text, kinds)


def test_every_kind_has_sentences() -> None:
    labels = {"leerling-met-naam" if label == "naam" else label for label, _ in FOUND}
    assert labels == set(ALLE) - {"adresboek"}
    assert len(FOUND) >= 60
    assert len(HARMLESS) >= 60


def test_the_measured_set_stays_above_the_goal() -> None:
    rows = [
        json.loads(line) for line in (ROOT / "benchmarks/privacy/ontwikkeling.jsonl").read_text("utf-8").splitlines()
    ]
    flagged = [(bool(row["soorten"]), bool(find(row["tekst"], SEARCH))) for row in rows]
    right = flagged.count((True, True))
    assert right / sum(labelled for labelled, _ in flagged) >= 0.95
    assert right / sum(hit for _, hit in flagged) >= 0.95


# --- other spellings ----------------------------------------------------------------------------------------------

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
SPACES = " \xa0\u2007\u2009\u202f\t"


@pytest.mark.parametrize("dash", DASHES)
def test_every_dash(dash: str) -> None:
    for kind, typed in [
        ("telefoon", "06-12345678"),
        ("iban", "NL91-ABNA-0417-1643-00"),
        ("kenteken", "DK-582-F"),
        ("bsn", "BSN 111-222-333"),
    ]:
        assert [hit.kind for hit in find(typed.replace("-", dash), SEARCH)] == [kind]


@pytest.mark.parametrize("space", SPACES)
def test_every_space(space: str) -> None:
    for kind, typed in [
        ("telefoon", "06 12345678"),
        ("iban", "NL91 ABNA 0417 1643 00"),
        ("leerling-met-naam", "leerling Kevin"),
        ("bsn", "bsn 111 222 333"),
    ]:
        assert [hit.kind for hit in find(typed.replace(" ", space), SEARCH)] == [kind]


@pytest.mark.parametrize(
    "spelled",
    [
        "Zoë d'Ancona", "ZOË D'ANCONA", "zoë d'ancona", unicodedata.normalize("NFD", "Zoë d'Ancona"),
        "Zoe d’Ancona", "Zoë\xa0d`Ancona", "Zoë-d'Ancona", "Zo\xadë d'Anc\u200bona", "Zoë dAncona",
        "\uff3a\uff4f\u00eb d'Ancona", "zoe_dancona.docx", "Zoë\nd'Ancona", "06 98765432", "06-98765432",
        "0698765432", "+31 6 98765432", "0031698765432", "(06) 9876 5432", "06/98765432", "06\u201198765432",
        "+31 (0)6-98765432", "TON@HALT.EXAMPLE", "Ton@Halt.example",
    ],
)  # fmt: skip
def test_the_address_book_in_every_spelling(spelled: str) -> None:
    text = f"Vraag {spelled} om hulp"
    hits = [hit for hit in find(text, SEARCH) if hit.kind == "adresboek"]
    assert len(hits) == 1
    assert text[hits[0].start : hits[0].end] == spelled.removesuffix(".docx")
    assert spelled[1:] not in hits[0].shown


@pytest.mark.parametrize("text", ["een ton euro", "Antonio's", "Fenna de Graafschap", "0698765433"])
def test_not_the_address_book(text: str) -> None:
    assert [hit for hit in find(text, SEARCH) if hit.kind == "adresboek"] == []


def test_a_hit_stands_where_it_was_typed() -> None:
    text = "Na\xad de e\u0301e\u0301n: leerling Z\u200boe\u0308 Bos."
    [hit] = [hit for hit in find(text, SEARCH) if hit.kind == "leerling-met-naam"]
    assert text[hit.start : hit.end] == "Z\u200boe\u0308 Bos"


# --- what it costs ------------------------------------------------------------------------------------------------

_PUMP = """
import sys
from convenant_cli.privacy import Search, find
from tests.guard import guard
sizes = [int(size) for size in sys.argv[1].split("|")]
for size, atoms in zip(sizes, (sys.argv[2].split("|"), sys.argv[3].split("|"))):
    for atom in atoms:
        atom = atom.encode().decode("unicode_escape").encode("latin-1").decode("utf-8")
        with guard(size // 5000):  # more than ten times what each takes
            find((atom * (size // len(atom) + 1))[:size] + "@ x1", Search(names=("Jan de Vries", "06-12345678")))
"""
#: Shapes that make a careless pattern read the rest of a text again at every place.
SHAPES = [
    "a'", "A'", "a%", "1-1-2000 (", "a.", "A.", "a@", "aaaa'@", "Aa ", "06 ", "NL91 A", "bsn 1",
    "geboren ", "leerling van ", "De Van ", "Jan de ", "Jan, ", "jan-de-", "AB-12-", "leerlingnummer a",
    "Kerkstraat van de ", "woont op A van ", "1234 AB A ", "A.B. uit ", "drie jongens die ",
    "de enige a b ", "hij opgenomen ", "een van de ", "snap a1", "a#1234 ", "t.me/a", "a:b:", "1.1.1.",
    "a (at) ", "wordt op ", "1 mei ", "Wijkagent ", "de heer ", "het Jan ", "e\u0301", "\xad", "ﬁ",
]  # fmt: skip
LONG = ["a'", "A'", "1-1-2000 (", "aaaa'@", "Jan, ", "hij opgenomen "]


@pytest.mark.programmas
def test_every_pattern_takes_time_in_proportion_to_the_text() -> None:
    """A quadratic pattern takes minutes for these, and hours in a thorough run; the limits only end a hang."""
    sizes = f"{times(20_000, 120_000)}|{times(60_000, 1_000_000)}"
    shapes, long = "|".join(map(_escaped, SHAPES)), "|".join(map(_escaped, LONG))
    subprocess.run([sys.executable, "-c", _PUMP, sizes, shapes, long], check=True, timeout=3600, cwd=ROOT)


def _escaped(atom: str) -> str:
    return atom.encode().decode("latin-1").encode("unicode_escape").decode()


@pytest.mark.programmas
def test_every_pattern_is_pumped() -> None:
    """Strings made from the patterns themselves; a pattern that reads the rest at every place would not come back."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.pumping", str(times(25_000, 200_000))],
        check=True,
        timeout=900,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert int(done.stdout) > 300
    names = {name for name, _ in patterns()}
    assert {"mail._AT", "dates._DATUM", "addresses._STRAAT", "health._BEPAALD", "tokens._TOKEN"} <= names


def test_a_pattern_that_runs_away_is_pumped_where_it_does() -> None:
    texts = list(pumped(re.compile(r"(?<!x)[a-z]{2,}@|\d+,"), 100))
    assert any(re.fullmatch(r"([a-z])\1+", text) for text in texts)
    assert any(re.fullmatch(r"1+", text) for text in texts)


class Read(str):
    """A text that counts how often somebody reads it from begin to end."""

    times = 0

    def lower(self) -> str:
        Read.times += 1
        return super().lower()

    def __contains__(self, part: object) -> bool:
        Read.times += 1
        return isinstance(part, str) and str.__contains__(self, part)


def test_many_numbers_and_many_telling_words_do_not_read_a_text_again_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Read, "times", 0)
    assert not may_be_house(Read("1234 AB A " * 500), lives=False, on_street=False)
    assert Read.times <= 1
    for words in (["geboren"], ["geboren"] * 500):
        Read.times = 0
        assert not SENSITIVE.may_hold(Read("geboren " * 500), words)
        assert Read.times == 1


# --- the rest -----------------------------------------------------------------------------------------------------


def test_only_what_is_asked() -> None:
    text = "111222333, 06-12345678, fenna@gmail.com"
    assert [hit.kind for hit in find(text, Search(frozenset(("bsn", "privemail"))))] == ["bsn", "privemail"]
    assert not any(hit.kind == "adresboek" for hit in find("Fenna de Graaf", Search())), "nobody is known"


def test_order_is_that_of_the_text() -> None:
    text = "fenna@gmail.com, 06-12345678 en 06-87654321, 123456782"
    hits = find(text, SEARCH)
    assert hits == sorted(hits)
    assert [hit.kind for hit in hits] == ["privemail", "telefoon", "telefoon", "bsn"]
    assert hits[1] == Hit(17, 28, "telefoon", "••••••••78")


def test_a_name_in_another_kind_is_told_once() -> None:
    assert [hit.kind for hit in find("Mail naar <F.Graaf@Ziggo.nl>", SEARCH)] == ["privemail"]
    assert [hit.kind for hit in find("Bel Fenna de Graaf", SEARCH)] == ["adresboek"]


def test_what_an_organisation_is_called_is_no_name() -> None:
    assert find("Tom in de buurt levert twee jongerenwerkers", SEARCH) == []
    assert [hit.kind for hit in find("Leerling Tom is ziek", SEARCH)][:1] == ["leerling-met-naam"]


@pytest.mark.parametrize(
    ("digits", "right"),
    [("123456782", True), ("111222333", True), ("123456789", False), ("000000000", False), ("012345672", True)],
)
def test_elfproef(digits: str, right: bool) -> None:
    assert elfproef(digits) is right


def test_the_word_lists_state_their_licence() -> None:
    folder = Path(privacy.__file__).parent / "woorden"
    assert "MIT" in (folder / "voornamen.txt").read_text(encoding="utf-8")[:400]
    assert "Permission is hereby granted" in (folder / "LICENTIE-Faker.txt").read_text(encoding="utf-8")


def test_domains_and_local_parts() -> None:
    assert is_private_domain("GMAIL.com")
    assert not is_private_domain("steun.example")
    for local in ("p.de.vries", "Kevin.bakker", "f.elamrani", "mgirigorie", "wong.s", "anouk", "jandevries"):
        assert looks_personal(local), local
    for local in (
        "convenant",
        "team.onderbouw",
        "zorg",
        "po.kade",
        "ouders_en_school",
        "info",
        "leerplicht",
        "kade",
        "mbo",
        "a.b",
    ):
        assert not looks_personal(local), local


def test_of_two_hits_in_one_place_always_the_same_is_shown() -> None:
    for letter in string.ascii_lowercase[1:]:
        hits = {Hit(3, 9, "nummer", f"{letter}••• ••••••"), Hit(3, 9, "nummer", "a••• ••••••")}
        assert [hit.shown for hit in privacy._outermost(hits)] == ["a••• ••••••"]
