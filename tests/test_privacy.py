"""What counts as personal data in a text, and what only looks like it."""

import pytest

from convenant_cli.privacy import ALLE, Gegeven, Hit, Search, elfproef, is_private_domain, looks_personal, mod97

ORGANISATIONS = ("Kade College en Brug College", "Groenstroom", "Colleges Dienstverlening en Economie")
NAMES = ("Fenna de Graaf", "J. el Amrani", "Ton")
SEARCH = Search(names=NAMES, organisations=ORGANISATIONS)

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
    ("leerling-met-naam", "Leerling Kevin stopte.", "Leerling Kevin"),
    ("leerling-met-naam", "de leerlinge Sanne Bakker is gezien", "leerlinge Sanne Bakker"),
    ("leerling-met-naam", "leerling J. de Vries", "leerling J. de Vries"),
    ("leerling-met-naam", "leerling Van Dijk kwam te laat", "leerling Van Dijk"),
    ("leerling-met-naam", "student Ahmed van het Kade College", "student Ahmed"),
    ("leerling-met-naam", "een student genaamd Zoë", "student genaamd Zoë"),
    ("leerling-met-naam", "de leerling (Kevin) en zijn ouders", "leerling (Kevin"),
    ("leerling-met-naam", "Leerling: Fatima", "Leerling: Fatima"),
    ("leerling-met-naam", "leerling, Noor de Boer", "leerling, Noor"),
    ("leerling-met-naam", "oud-leerling Anne-Marie vertelde", "leerling Anne-Marie"),
    ("leerling-met-naam", "een medeleerling Thijs", "medeleerling Thijs"),
    ("leerling-met-naam", "slachtoffer Ruben", "slachtoffer Ruben"),
    ("leerling-met-naam", "verdachte M. el Idrissi", "verdachte M. el Idrissi"),
    ("leerling-met-naam", "leerling Kevin De Vries van Kade College", "leerling Kevin De Vries"),
    ("adresboek", "Vraag Fenna de Graaf om hulp", "Fenna de Graaf"),
    ("adresboek", "FENNA  DE GRAAF", "FENNA  DE GRAAF"),
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
    ("leerlingen Kevin", "more pupils, no name asked"),
    ("Leerling Kade College", "school"),
    ("student Groenstroom", "school"),
    ("student Dienstverlening en Economie", "course"),
    ("student MBO Rijnland", "abbreviation"),
    ("leerling Lyceum Noord", "school"),
    ("Wat vindt de leerling? Steun vraagt het.", "a new sentence"),
    ("Wij helpen de leerling. Kevin", "a new sentence"),
    ("leerling: Hoe gaat het?", "start of a sentence"),
    ("leerling: Vertel wat je ziet", "start of a sentence"),
    ("leerling Van het Kade College", "school"),
    ("de leerling, Politie en ouders", "party"),
    ("leerling in Havo 3", "class"),
    ("Leerling Volgsysteem", "system"),
    ("de studentenraad Noord", "council"),
    ("een ton euro", "a word, not the name"),
    ("Antonia", "part of a word"),
    ("Fenna de Graafschap", "part of a word"),
    ("Stadhuisplein", "no house number"),
    ("Dorpsstraat 2026", "year"),
    ("Schoolplein 13 november", "date"),
    ("artikel 4.2, regels 326-328 en 330-332", "places in a source"),
    ("b2025-1", "number of a decision"),
    ("1.200 leerlingen", "amount"),
    ("2025-2026", "school year"),
]


@pytest.mark.parametrize(("kind", "text", "stretch"), WRONG, ids=[f"{kind}: {text}" for kind, text, _ in WRONG])
def test_found(kind: Gegeven, text: str, stretch: str) -> None:
    hits = [hit for hit in SEARCH(text) if hit.kind == kind]
    assert [text[hit.start : hit.end] for hit in hits] == [stretch]
    assert [hit.kind for hit in SEARCH(text)] == [kind], "another kind is found as well"


@pytest.mark.parametrize(("text", "why"), RIGHT, ids=[text for text, _ in RIGHT])
def test_not_found(text: str, why: str) -> None:
    assert SEARCH(text) == [], why


@pytest.mark.parametrize(("kind", "text", "stretch"), WRONG, ids=[f"{kind}: {text}" for kind, text, _ in WRONG])
def test_shown_without_what_was_found(kind: Gegeven, text: str, stretch: str) -> None:
    for hit in SEARCH(text):
        digits = [character for character in hit.shown if character.isdigit()]
        allowed = {"telefoon": 4, "iban": 2}  # '06' and the last two; the last two
        assert len(digits) <= allowed.get(kind, 0)
        private = stretch.replace(" (at) ", "@").split("@")[0]
        assert private not in hit.shown
        assert not any(len(word) > 3 and word in hit.shown for word in private.split()[1:])


def test_only_what_is_asked() -> None:
    text = "123456782, 06-12345678, fenna@gmail.com"
    assert [hit.kind for hit in Search(("bsn", "privemail"))(text)] == ["bsn", "privemail"]
    assert Search()("Fenna de Graaf") == [], "without an address book nobody is known"


def test_order_is_that_of_the_text() -> None:
    text = "fenna@gmail.com, 06-12345678 en 06-87654321, 123456782"
    hits = SEARCH(text)
    assert hits == sorted(hits)
    assert [hit.kind for hit in hits] == ["privemail", "telefoon", "telefoon", "bsn"]
    assert hits[1] == Hit(17, 28, "telefoon", "06-••••••78")


def test_every_kind_has_examples() -> None:
    assert {kind for kind, _, _ in WRONG} == set(ALLE)


@pytest.mark.parametrize(
    ("digits", "right"),
    [("123456782", True), ("111222333", True), ("123456789", False), ("000000000", False), ("012345672", True)],
)
def test_elfproef(digits: str, right: bool) -> None:
    assert elfproef(digits) is right


@pytest.mark.parametrize(("iban", "right"), [("NL91ABNA0417164300", True), ("NL92ABNA0417164300", False)])
def test_mod97(iban: str, right: bool) -> None:
    assert mod97(iban) is right


def test_domains_and_local_parts() -> None:
    assert is_private_domain("GMAIL.com")
    assert not is_private_domain("steun.example")
    assert looks_personal("p.de.vries")
    assert looks_personal("Kevin.bakker")
    assert not looks_personal("convenant")
