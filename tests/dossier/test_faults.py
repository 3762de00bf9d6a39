"""Faults in the shape of a record: the sentence, the place, the remedy, and reading on past them."""

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Finding
from convenant_cli.records import Actie, Convenant, Hoofdstuk, Partner
from convenant_cli.sources.sources import Source
from tests.conftest import PEILDATUM

ACTIE = """\
nummer: 1.1
titel: Ouderavond
thema: online-veiligheid
doel: ouders-weten-meer
trekker: noorderschool
partners: [politie]
start: 2026-03-01
gereed: 2026-06-30
status: loopt
indicator: {omschrijving: ouders, streefwaarde: 100}
"""
PARTNER = """\
naam: Stichting Halt
rollen: [halt]
lid_van: 2022-11-16
ondertekening: onbekend
contactpersoon: {functie: adviseur, email: convenant@halt.example}
"""
BIJEENKOMST = """\
titel: Overleg
bijeenkomstsoort: overleg
status: gepland
datum: 2026-12-01
aanvang: 14:00
einde: 16:00
plaats: Gemeentehuis
organisator: gemeente
genodigd: [alle]
agenda:
  - {titel: Opening, doel: bespreken, minuten: 60}
"""
CONVENANT = """\
titel: Convenant
gemeente: Voorbeeldstad
beheerder: gemeente
ondertekend_op: 2024-01-01
looptijd: {ingang: 2024-01-01, eerste_termijn: 3 jaar, verlenging: besluit}
rollen:
  gemeente: {naam: Gemeente}
  school: {naam: Scholen}
"""
HOOFDSTUK = """\
hoofdstuk: 1
titel: Afspraken
bepalingen:
  - id: contact
    nummer_zekerheid: gelezen
    titel: Contact
    tekst: Tekst.
    gebonden: [alle]
    gezamenlijk: ja
    aard: grens
    familie: grens
    toets: {soort: grens, van: alle}
"""
FILES = {
    "actie": ("data/jaarplan/2026/acties/ouderavond.yaml", ACTIE),
    "partner": ("data/partners/halt.yaml", PARTNER),
    "bijeenkomst": ("data/bijeenkomsten/2026-12-01-overleg.yaml", BIJEENKOMST),
    "convenant": ("data/convenant.yaml", CONVENANT),
    "hoofdstuk": ("data/bepalingen/1-afspraken.yaml", HOOFDSTUK),
}


def read(kind: str, text: str) -> tuple[Dossier, list[Finding]]:
    """Return the dossier of one record, and the findings of reading it, sorted and each once."""
    report = check_source(Source("voorbeeld", {FILES[kind][0]: text.encode()}), PEILDATUM, controles=[])
    return report.dossier, list(report.findings)


def changed(kind: str, *changes: tuple[str, str]) -> str:
    text = FILES[kind][1]
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def told(findings: list[Finding]) -> list[tuple[int, int, int, str]]:
    return [(at.line, at.column, at.end_column, finding.message) for finding in findings if (at := finding.position)]


@pytest.mark.parametrize("kind", FILES)
def test_the_examples_themselves_have_no_fault(kind: str) -> None:
    dossier, findings = read(kind, FILES[kind][1])
    assert findings == []
    assert dossier.complete


#: Kind, what is replaced by what, rule, line, column, end column, message, a part of the remedy.
FAULTS: list[tuple[str, str, str, str, int, int, int, str, str]] = [
    # a field too few, or one too many
    ("actie", "titel: Ouderavond\n", "", "veld-ontbreekt", 1, 1, 7,
     "het verplichte veld 'titel' ontbreekt", "voeg 'titel:' toe. De actie in een paar woorden."),
    ("actie", ", streefwaarde: 100", "", "veld-ontbreekt", 10, 1, 10,
     "het verplichte veld 'streefwaarde' ontbreekt", "voeg 'streefwaarde:' toe"),
    ("bijeenkomst", "{titel: Opening, doel: bespreken", "{doel: bespreken", "veld-ontbreekt", 11, 6, 10,
     "het verplichte veld 'titel' ontbreekt", "voeg 'titel:' toe"),
    ("actie", "trekker:", "treker:", "veld-onbekend", 5, 1, 7,
     "het veld 'treker' bestaat hier niet; bedoelde u 'trekker'?", ""),
    ("actie", "status: loopt", "status: loopt\nscholen: [halt]", "veld-onbekend", 10, 1, 8,
     "het veld 'scholen' bestaat hier niet; het heet nu 'voor'", ""),
    ("actie", "{omschrijving: ouders,", "{omschrijving: ouders, streefwarde: 1,", "veld-onbekend", 10, 35, 46,
     "het veld 'streefwarde' bestaat hier niet; bedoelde u 'streefwaarde'?", ""),
    ("actie", "{omschrijving: ouders,", "{omschrijving: ouders, xyz: 1,", "veld-onbekend", 10, 35, 38,
     "het veld 'xyz' bestaat hier niet", "wel mogelijk: omschrijving, eenheid, nulmeting, streefwaarde, resultaat"),
    ("convenant", "{naam: Scholen}", "{naam: Scholen, xyz: 1}", "veld-onbekend", 8, 27, 30,
     "het veld 'xyz' bestaat hier niet", "wel mogelijk: naam, verantwoordelijkheid"),
    # choices
    ("actie", "status: loopt", "status: lopt", "waarde-ongeldig", 9, 9, 13,
     "'lopt' kan niet bij 'status'; bedoelde u 'loopt'?", "kies uit: gepland, loopt, afgerond, uitgesteld, vervallen"),
    ("actie", "status: loopt", "status: 'Loopt'", "waarde-ongeldig", 9, 9, 16,
     "'Loopt' kan niet bij 'status'; bedoelde u 'loopt'?", "kies uit: gepland"),
    ("actie", "status: loopt", "status: klaar", "waarde-ongeldig", 9, 9, 14, "'klaar' kan niet bij 'status'",
     "kies uit: gepland"),
    ("hoofdstuk", "gezamenlijk: ja", "gezamenlijk: yes", "waarde-ongeldig", 9, 18, 21,
     "'yes' past hier niet: schrijf ja of nee", ""),
    ("hoofdstuk", "soort: grens,", "soort: grns,", "waarde-ongeldig", 12, 20, 24,
     "'grns' kan niet bij 'soort'; bedoelde u 'grens'?", "kies uit: aanbod"),
    ("partner", "contactpersoon: {", "contactpersoon: {functie namens zorg, ", "veld-onbekend",
     5, 18, 37, "het veld 'functie namens zorg' bestaat hier niet", "een komma binnen accolades begint een nieuw veld"),
    ("convenant", "3 jaar", "drie jaar", "waarde-ongeldig", 5, 48, 57, "'drie jaar' is geen termijn", "'3 jaar'"),
    # names, addresses
    ("actie", "[politie]", "[politie, De Wijkagent]", "waarde-ongeldig", 6, 21, 33,
     "'De Wijkagent' is geen geldige naam; bedoelde u 'de-wijkagent'?", "kleine letters, cijfers en streepjes"),
    ("actie", "[politie]", "[Politie//X]", "waarde-ongeldig", 6, 12, 22,
     "'Politie//X' is geen geldige naam; bedoelde u 'politie-x'?", "kleine letters"),
    ("actie", "[politie]", "[politie]\nvervolg_op: 2025//Ouder avond", "waarde-ongeldig", 7, 13, 30,
     "'2025//Ouder avond' is geen geldige verwijzing; bedoelde u '2025/ouder-avond'?", "'2026/training'"),
    ("partner", "convenant@halt.example", "halt.example", "waarde-ongeldig", 5, 44, 56,
     "'halt.example' is geen e-mailadres", "functionele postbus"),
    ("partner", "lid_van:", "webpagina: www.halt.example\nlid_van:", "waarde-ongeldig", 3, 12, 28,
     "'www.halt.example' is geen webadres; bedoelde u 'https://www.halt.example'?", "https://"),
    ("partner", "lid_van:", "korte_naam: Preventie en voorlichting\nlid_van:", "waarde-ongeldig", 3, 13, 38,
     "'Preventie en voorlichting' is geen korte naam", "hoogstens 16 tekens"),
    # nothing filled in
    ("actie", "titel: Ouderavond", "titel:", "waarde-ongeldig", 2, 1, 6, "het veld 'titel' is leeg", "vul het in"),
    ("actie", "[politie]", "", "waarde-ongeldig", 6, 1, 9, "het veld 'partners' is leeg",
     "vul het in, of haal het veld weg"),
    ("actie", "[politie]", "\n  - politie\n  -", "waarde-ongeldig", 8, 4, 4, "het veld 'partners' is leeg",
     "vul het in"),
    ("actie", "titel: Ouderavond", "titel: '  '", "waarde-ongeldig", 2, 8, 12, "de tekst is leeg", "vul een tekst in"),
    ("partner", "[halt]", "[]", "waarde-ongeldig", 2, 9, 11, "bij 'rollen' hoort minstens één waarde", ""),
    ("partner", "ondertekening: onbekend", "ondertekening:", "waarde-ongeldig", 4, 1, 14,
     "het veld 'ondertekening' is leeg", "vul het in"),
    # list, mapping and text in each other's place
    ("actie", "[politie]", "politie, om", "vorm-ongeldig", 6, 11, 22,
     "bij 'partners' hoort een lijst, geen tekst", "schrijf: partners: [politie, om]"),
    ("actie", "[politie]", "{a: b}", "vorm-ongeldig", 6, 11, 17,
     "bij 'partners' hoort een lijst, geen blok met velden", "streepje"),
    ("actie", "{omschrijving: ouders, streefwaarde: 100}", "ouders", "vorm-ongeldig", 10, 12, 18,
     "bij 'indicator' hoort een blok met velden, geen tekst", "naam, dubbele punt, waarde"),
    ("actie", "{omschrijving: ouders, streefwaarde: 100}", "\n  - ouders", "vorm-ongeldig", 11, 3, 11,
     "bij 'indicator' hoort een blok met velden, geen lijst", "naam, dubbele punt, waarde"),
    ("actie", "titel: Ouderavond", "titel: [Ouderavond]", "vorm-ongeldig", 2, 8, 20,
     "bij 'titel' hoort één waarde, geen lijst", ""),
    ("actie", "titel: Ouderavond", "titel: {nl: Ouderavond}", "vorm-ongeldig", 2, 8, 24,
     "bij 'titel' hoort één waarde, geen blok met velden", ""),
    ("actie", "titel: Ouderavond", "titel: |\n  Een\n  twee", "waarde-ongeldig", 2, 8, 9,
     "'Een twee' past hier niet: hier hoort één regel tekst", ""),
    ("actie", "status: loopt", "status: [loopt]", "vorm-ongeldig", 9, 9, 16,
     "bij 'status' hoort één waarde, geen lijst", ""),
    ("actie", "status: loopt", "status: {loopt: ja}", "vorm-ongeldig", 9, 9, 20,
     "bij 'status' hoort één waarde, geen blok met velden", ""),
    # a union: a signature or a word
    ("partner", "ondertekening: onbekend", "ondertekening: onbeken", "waarde-ongeldig", 4, 16, 23,
     "'onbeken' kan niet bij 'ondertekening'; bedoelde u 'onbekend'?", "kies uit: onbekend"),
    ("partner", "ondertekening: onbekend", "ondertekening: {datum: 2022-11-16}", "veld-ontbreekt", 4, 1, 14,
     "het verplichte veld 'functie' ontbreekt", "voeg 'functie:' toe. De functie van wie tekende."),
    ("partner", "ondertekening: onbekend", "ondertekening: {datum: 16-11-2022, functie: x}", "waarde-ongeldig",
     4, 24, 34, "'16-11-2022' is geen bestaande datum; bedoelde u '2022-11-16'?", "jaar-maand-dag"),
    ("partner", "ondertekening: onbekend", "ondertekening: {datum: 2022-11-16, functi: x}", "veld-onbekend", 4, 36, 42,
     "het veld 'functi' bestaat hier niet; bedoelde u 'functie'?", ""),
    ("partner", "ondertekening: onbekend", "ondertekening: [x]", "vorm-ongeldig", 4, 16, 19,
     "bij 'ondertekening' hoort een blok met velden, geen lijst", ""),
    # the keys of a mapping are names
    ("convenant", "  school: {", "  De scholen: {", "waarde-ongeldig", 8, 3, 13,
     "'De scholen' is geen geldige naam; bedoelde u 'de-scholen'?", "kleine letters"),
    ("convenant", "{naam: Scholen}", "Scholen", "vorm-ongeldig", 8, 11, 18,
     "bij 'school' hoort een blok met velden, geen tekst", ""),
    ("convenant", "{naam: Scholen}", "{nam: Scholen}", "veld-onbekend", 8, 12, 15,
     "het veld 'nam' bestaat hier niet; bedoelde u 'naam'?", ""),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "old", "new", "rule", "line", "column", "end", "message", "hint"), FAULTS)
def test_a_fault_is_one_finding_at_its_place(
    kind: str, old: str, new: str, rule: str, line: int, column: int, end: int, message: str, hint: str
) -> None:
    dossier, findings = read(kind, changed(kind, (old, new)))
    assert [
        (finding.rule, finding.position.line, finding.position.column, finding.position.end_column)
        for finding in findings
    ] == [(rule, line, column, end)]
    assert findings[0].message == message
    assert hint in findings[0].hint
    assert not dossier.complete


#: What was typed, and what it probably means.
DATES = {
    "30-06-2026": "2026-06-30",
    "30/6/2026": "2026-06-30",
    "30.06.2026": "2026-06-30",
    "2026/06/30": "2026-06-30",
    "2026-6-3": "2026-06-03",
    "1 maart 2026": "2026-03-01",
    "1 mrt 2026": "2026-03-01",
    "31 Mei 2026": "2026-05-31",
    **dict.fromkeys(["30-02-2026", "31 juni 2026", "2026-02-30", "2026-13-01", "1 foo 2026"], ""),
    **dict.fromkeys(["20260630", "1782777600", "morgen", "2026-06-30 12:00:00", "1-3-26"], ""),
}
TIMES = {"14.30": "14:30", "9:00": "09:00", "14.30 uur": "14:30", "25:00": "", "12:60": "", "half drie": ""}
NUMBERS = {
    "7,5": "7.5", "1_000": "", "0x1F": "", "120 ouders": "", "1e3": "", ".5": "", "nan": "",
    # A Dutch reader writes a dot between thousands; of a comma with three decimals the meaning is not clear.
    "1.200": "1200", "999.999": "999999", "-1.200": "-1200", "1.200.000": "1200000", "1,200": "", "0,125": "0.125",
    "12,3456": "12.3456",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "old", "label", "line", "column", "what", "hint", "typed", "meant"),
    [
        *(
            ("actie", "gereed: 2026-06-30", "gereed: ", 8, 9, "bestaande datum", "jaar-maand-dag", *row)
            for row in DATES.items()
        ),
        *(
            ("bijeenkomst", "aanvang: 14:00", "aanvang: ", 5, 10, "tijd", "uren en minuten", *row)
            for row in TIMES.items()
        ),
        *(
            ("actie", "streefwaarde: 100", "streefwaarde: ", 10, 49, "getal", "punt voor decimalen", *row)
            for row in NUMBERS.items()
        ),
    ],
)
def test_another_notation_is_refused_with_what_it_probably_means(
    kind: str, old: str, label: str, line: int, column: int, what: str, hint: str, typed: str, meant: str
) -> None:
    _, findings = read(kind, changed(kind, (old, f"{label}'{typed}'")))
    suggestion = f"; bedoelde u '{meant}'?" if meant else ""
    assert told(findings) == [(line, column, column + len(typed) + 2, f"'{typed}' is geen {what}{suggestion}")]
    assert hint in findings[0].hint


@pytest.mark.parametrize("typed", ["0.125", "1.2", "1.20", "1.2000", "1200.125", "0", "-0.5"])
def test_a_number_with_decimals_stays_that_number(typed: str) -> None:
    dossier, findings = read("actie", changed("actie", ("streefwaarde: 100", f"streefwaarde: {typed}")))
    assert findings == []
    (actie,) = dossier.all(Actie).values()
    assert actie.indicator is not None
    assert str(actie.indicator.streefwaarde) == typed


@pytest.mark.parametrize("typed", ["2928-05-14", "14-05-2928", "14 mei 0928"])
def test_a_year_out_of_reach_is_told_and_the_rest_is_read(typed: str) -> None:
    documents = (
        f"documenten:\n  - {{id: plan, soort: veiligheidsplan, titel: Plan, vindplaats: Z-1, geldig_tot: {typed}}}\n"
    )
    dossier, findings = read("partner", PARTNER + documents)
    assert [(finding.rule, finding.message) for finding in findings] == [
        ("waarde-ongeldig", f"'{typed}' kan niet: het jaar moet tussen 1900 en 2199 liggen")
    ]
    (partner,) = dossier.all(Partner).values()
    assert [(document.titel, document.geldig_tot) for document in partner.documenten] == [("Plan", None)]


def test_a_suggestion_for_a_name_leaves_out_accents() -> None:
    _, findings = read("actie", changed("actie", ("trekker: noorderschool", "trekker: Café Één")))
    assert findings[0].message == "'Café Één' is geen geldige naam; bedoelde u 'cafe-een'?"


@pytest.mark.parametrize(
    ("text", "span", "message"),
    [
        ("- a\n- b\n", (1, 1, 4), "hier hoort een actie met velden, geen lijst"),
        ("nummer 1.1\n", (1, 1, 11), "hier hoort een actie met velden, geen tekst"),
    ],
)
def test_a_record_that_is_no_mapping_is_told_once(text: str, span: tuple[int, int, int], message: str) -> None:
    _, findings = read("actie", text)
    assert told(findings) == [(*span, message)]


def test_every_missing_field_of_an_empty_mapping_is_named() -> None:
    _, findings = read("partner", "{}\n")
    assert [(finding.position.line, finding.position.column) for finding in findings] == [(1, 1)] * 4
    assert sorted(finding.message.split("'")[1] for finding in findings) == [
        "lid_van",
        "naam",
        "ondertekening",
        "rollen",
    ]


# --- reading on ---------------------------------------------------------------------------------------------------


def test_behind_a_misspelt_field_and_choice_the_rest_is_still_checked() -> None:
    text = changed(
        "actie",
        ("trekker: noorderschool", "treker: Noorder School"),
        ("status: loopt", "stats: loopd"),
        ("gereed: 2026-06-30", "gereed: 30-06-2026"),
    )
    dossier, findings = read("actie", text)
    assert told(findings) == [
        (5, 1, 7, "het veld 'treker' bestaat hier niet; bedoelde u 'trekker'?"),
        (5, 9, 23, "'Noorder School' is geen geldige naam; bedoelde u 'noorder-school'?"),
        (8, 9, 19, "'30-06-2026' is geen bestaande datum; bedoelde u '2026-06-30'?"),
        (9, 1, 6, "het veld 'stats' bestaat hier niet; bedoelde u 'status'?"),
        (9, 8, 13, "'loopd' kan niet bij 'status'; bedoelde u 'loopt'?"),
    ]
    (actie,) = dossier.all(Actie).values()
    assert (actie.trekker, actie.status, actie.gereed.isoformat()) == ("noorder-school", "loopt", "2026-06-30")
    assert not dossier.complete


def test_a_misspelt_field_inside_a_misspelt_field_is_found_as_well() -> None:
    text = changed(
        "actie", ("indicator: {omschrijving: ouders, streefwaarde: 100}", "indicatr: {omschriving: x, streefwaarde: x}")
    )
    dossier, findings = read("actie", text)
    assert [(line, column) for line, column, *_ in told(findings)] == [(10, 1), (10, 12), (10, 42)]
    assert "'x' is geen getal" in findings[2].message
    assert dossier.all(Actie) == {}, "without a target there is no indicator, and nobody may think so"


def test_a_misspelt_field_beside_the_right_one_does_not_replace_it() -> None:
    dossier, findings = read("actie", ACTIE + "titl: Iets anders\n")
    assert told(findings) == [(11, 1, 5, "het veld 'titl' bestaat hier niet; bedoelde u 'titel'?")]
    assert [actie.titel for actie in dossier.all(Actie).values()] == ["Ouderavond"]


def test_a_guess_that_is_wrong_itself_is_not_told() -> None:
    _, findings = read("partner", PARTNER + "korte_naam: Preventie en voorlichting\n")
    assert told(findings) == [(6, 13, 38, "'Preventie en voorlichting' is geen korte naam")]


def test_a_list_with_only_wrong_items_is_not_called_empty() -> None:
    dossier, findings = read("partner", changed("partner", ("[halt]", "[De Halt]")))
    assert told(findings) == [(2, 10, 17, "'De Halt' is geen geldige naam; bedoelde u 'de-halt'?")]
    assert [partner.rollen for partner in dossier.all(Partner).values()] == [("de-halt",)]
    _, findings = read("partner", changed("partner", ("[halt]", "[{a: b}]")))
    assert told(findings) == [(2, 11, 12, "bij 'rollen' hoort één waarde, geen blok met velden")]


def test_places_stay_right_after_items_of_a_list_were_dropped() -> None:
    text = ACTIE + (
        "voortgang:\n"
        "  - zomaar tekst\n"  # dropped
        "  - {datum: 2026-03-01, tekst: Eerste.}\n"
        "  - [ook, fout]\n"  # dropped
        "  - {datm: 2026-02-30, tekst: Tweede.}\n"  # renamed, and only then seen to be no date
        "  - {datum: 2026-04-01, tekst: Derde.}\n"
    )
    dossier, findings = read("actie", text)
    assert told(findings) == [
        (12, 5, 17, "elk deel van 'voortgang' heeft velden, en is geen tekst"),
        (14, 5, 16, "bij 'voortgang' hoort een blok met velden, geen lijst"),
        (15, 6, 10, "het veld 'datm' bestaat hier niet; bedoelde u 'datum'?"),
        (15, 12, 22, "'2026-02-30' is geen bestaande datum"),
    ]
    assert dossier.all(Actie) == {}


def test_a_record_that_is_read_past_its_faults_knows_the_places_of_what_is_left() -> None:
    text = (
        ACTIE.replace("[politie]", "\n  - [a]\n  - politie\n  - {b: c}\n  - halt")
        + "voortgang:\n  - x\n  - {datum: 2026-03-01, tekst: T.}\n"
    )
    dossier, findings = read("actie", text)
    assert [(line, column) for line, column, *_ in told(findings)] == [(7, 5), (9, 6), (16, 5)]
    (actie,) = dossier.all(Actie).values()
    assert actie.partners == ("politie", "halt")
    at = [dossier.locate(actie.at("partners", n)) for n in range(2)] + [
        dossier.locate(actie.at("voortgang", 0, "tekst"))
    ]
    assert [(position.line, position.column, position.end_column) for position in at] == [
        (8, 5, 12),
        (10, 5, 9),
        (17, 32, 34),
    ]


def test_a_wrong_key_of_a_mapping_leaves_the_other_keys() -> None:
    dossier, _ = read("convenant", changed("convenant", ("  school: {", "  De scholen: {")))
    assert [list(convenant.rollen) for convenant in dossier.all(Convenant).values()] == [["gemeente"]]


def test_a_value_that_reading_refused_is_told_once_and_left_out() -> None:
    text = changed("partner", ("email: convenant@halt.example", "email: !!str convenant@halt.example"))
    dossier, findings = read("partner", text)
    assert [finding.rule for finding in findings] == ["yaml-tag"]
    (partner,) = dossier.all(Partner).values()
    assert partner.contactpersoon is not None
    assert partner.contactpersoon.email is None


def test_a_required_value_that_reading_refused_is_not_called_missing() -> None:
    _, findings = read("actie", changed("actie", ("titel: Ouderavond", "titel: *x")))
    assert [finding.rule for finding in findings] == ["yaml-anker"]


def test_a_refused_value_among_the_free_fields_of_a_toets_is_left_out() -> None:
    dossier, findings = read("hoofdstuk", changed("hoofdstuk", ("van: alle", "van: *x")))
    assert [finding.rule for finding in findings] == ["yaml-anker"]
    (chapter,) = dossier.all(Hoofdstuk).values()
    assert chapter.bepalingen[0].toets.gegevens == {}


def test_problems_of_reading_and_faults_of_one_file_are_told_together() -> None:
    text = (
        changed("actie", ("titel: Ouderavond", "titel: &x Ouderavond"), ("status: loopt", "status: lopt"))
        + "titel: Nog een\n"
    )
    _, findings = read("actie", text)
    assert [(finding.rule, finding.position.line) for finding in findings] == [
        ("yaml-anker", 2), ("waarde-ongeldig", 9), ("yaml-dubbel", 11),
    ]  # fmt: skip
