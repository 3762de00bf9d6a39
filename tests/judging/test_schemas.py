"""The JSON Schemas: valid, complete, Dutch, and never stricter than the reader itself."""

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from convenant_cli.dossier.reading import load
from convenant_cli.judging.schemas import DIALECT, all_schemas, schema_of
from convenant_cli.records import KINDS, Record
from convenant_cli.records.model.record import Verwijst, defines
from convenant_cli.records.model.velden import (
    Alineas,
    Datum,
    DuurVeld,
    Getal,
    Id,
    JaNee,
    KorteNaam,
    Nummer,
    PeriodeVeld,
    Plaatsaanduiding,
    Postbus,
    Tekst,
    Telefoon,
    Termijn,
    Tijd,
    Verwijspad,
    Volgnummer,
    Weblink,
)
from convenant_cli.sources.sources import literal
from convenant_cli.sources.yamlfile import parse
from tests.alle_documenten import shipped
from tests.conftest import BASIS, ROOT, TESTS, overlay
from tests.grondig import times

# Written as YAML 1.1, 1e5 makes ruamel warn.
pytestmark = pytest.mark.filterwarnings("ignore::ruamel.yaml.error.MantissaNoDotYAML1_1Warning")

KIND = {kind.soort: kind for kind in KINDS}

#: A record of every kind with its required fields only.
MINIMAL = {
    "convenant": {
        "titel": "Convenant", "beheerder": "gemeente", "ondertekend_op": "2024-01-01",
        "looptijd": "{ingang: 2024-01-01, eerste_termijn: 3 jaar, verlenging: stilzwijgend}",
        "rollen": "{school: {naam: Scholen}}",
    },
    "hoofdstuk": {
        "hoofdstuk": "1", "titel": "Afspraken",
        "bepalingen": "[{id: plan, nummer_zekerheid: gelezen, titel: Plan, tekst: Er is een plan., gebonden: [alle], "
        "aard: resultaat, familie: automatisch, toets: {soort: jaarplan, per: kalenderjaar}}]",
    },
    "partner": {"naam": "Halt", "rollen": "[halt]", "lid_van": "2024-01-01", "ondertekening": "onbekend"},
    "jaarplan": {
        "titel": "Plan", "periode": "kalenderjaar 2026", "status": "concept", "versie": "0.1",
        "samenvatting": "Samen.",
        "themas": "[{thema: online, nummer: 1, aanleiding: Veel., doelen: [{id: doel, tekst: Beter.}]}]",
    },
    "actie": {
        "nummer": "1.1", "titel": "Actie", "thema": "online", "doel": "doel", "trekker": "halt",
        "start": "2026-01-01", "gereed": "2026-06-30", "status": "gepland",
    },
    "bijeenkomst": {
        "titel": "Overleg", "bijeenkomstsoort": "jaarlijks", "status": "gepland", "datum": "2026-12-10",
        "aanvang": "14:30", "plaats": "Stadhuis", "genodigd": "[alle]",
        "agenda": "[{titel: Opening, doel: bespreken}]",
    },
    "verklaring": {
        "antwoorden": "[{bepaling: plan}]",
    },
    "evaluatie": {
        "titel": "Terugblik", "datum": "2026-07-01", "opgesteld_door": "[halt]", "waardering": "gehaald",
        "conclusies": "[Goed.]", "vervolg": "{keuze: voortzetten}",
    },
    "orgaan": {"naam": "Stuurgroep", "taak": "Stuurt.", "leden": "[{partner: halt, functie: directeur}]"},
    "personen": {"personen": "[{partner: halt, als: contactpersoon, naam: Jo de Vries}]"},
}  # fmt: skip

#: Values that the reader takes, as a person may write them: kind, field, text behind the colon.
ACCEPTED = [
    # Text that YAML itself would call a boolean, a number, a date or nothing.
    ("actie", "titel", "Ouderavond"),
    ("actie", "titel", "no"),
    ("actie", "titel", "Yes"),
    ("actie", "titel", "true"),
    ("actie", "titel", "1e5"),
    ("actie", "titel", "0x1F"),
    ("actie", "titel", "2026"),
    ("actie", "titel", "-1.5"),
    ("actie", "titel", ".inf"),
    ("actie", "titel", "2026-06-30"),
    ("actie", "titel", "12:30:45"),
    ("actie", "titel", '"null"'),
    ("actie", "titel", "'  Ouderavond  '"),
    ("actie", "titel", '"5: \\"online\\""'),
    ("actie", "omschrijving", "|\n  Eerste alinea.\n\n  - een\n  - twee"),
    ("actie", "omschrijving", ">-\n  Over meer\n  regels."),
    ("actie", "omschrijving", "7.50"),
    ("jaarplan", "versie", "1.0"),
    ("jaarplan", "versie", "0.10"),
    ("jaarplan", "versie", "concept 2"),
    ("partner", "korte_naam", "Halt"),
    ("partner", "korte_naam", "éénentwintig één"),
    ("partner", "korte_naam", "'   zestien  tekens   '"),
    ("partner", "korte_naam", "1e5"),
    # Numbers as they are printed.
    ("actie", "nummer", "2.10"),
    ("actie", "nummer", '"2.10"'),
    ("actie", "nummer", "2.3.1"),
    ("actie", "nummer", "12"),
    ("actie", "nummer", "010"),
    # Dates, in quotes or not.
    ("actie", "gereed", "2026-06-30"),
    ("actie", "gereed", '"2026-06-30"'),
    ("actie", "gereed", "'2024-02-29'"),
    ("actie", "gereed", "2026-06-30 # voor de zomer"),
    # Times, in block and in flow.
    ("bijeenkomst", "aanvang", "14:30"),
    ("bijeenkomst", "aanvang", '"14:30"'),
    ("bijeenkomst", "aanvang", "09:00"),
    ("bijeenkomst", "aanvang", "00:00"),
    ("bijeenkomst", "einde", "23:59"),
    # Telephone numbers keep their zero.
    ("partner", "contactpersoon", "{functie: adviseur, telefoon: 0172465465}"),
    ("partner", "contactpersoon", "{functie: adviseur, telefoon: 0172 465 465}"),
    ("partner", "contactpersoon", "{functie: adviseur, telefoon: '0172465465'}"),
    ("partner", "contactpersoon", "{functie: adviseur, telefoon: +31 172 465 465}"),
    ("partner", "contactpersoon", "{functie: adviseur, telefoon: +31172465465}"),
    ("partner", "contactpersoon", "{functie: adviseur, telefoon: 088-1234567}"),
    ("partner", "contactpersoon", "{functie: no, email: team@halt.example}"),
    ("partner", "webpagina", "https://www.halt.example/scholen?jaar=2026#top"),
    # Yes and no.
    ("partner", "genoemd_in_aanhef", "ja"),
    ("partner", "genoemd_in_aanhef", "nee"),
    ("partner", "genoemd_in_aanhef", "true"),
    ("partner", "genoemd_in_aanhef", "false"),
    ("partner", "genoemd_in_aanhef", '"ja"'),
    ("partner", "genoemd_in_aanhef", '"false"'),
    ("evaluatie", "convenant", "nee"),
    # Durations, terms and periods.
    ("convenant", "looptijd", "{ingang: 2024-01-01, eerste_termijn: 3 jaar, verlenging: geen, opzegtermijn: 1 maand}"),
    ("convenant", "looptijd", "{ingang: 2024-01-01, eerste_termijn: onbepaald, verlenging: geen}"),
    ("convenant", "looptijd", "{ingang: 2024-01-01, eerste_termijn: 2028-12-31, verlenging: geen, verlenging_duur: }"),
    ("jaarplan", "periode", "kalenderjaar 2026"),
    ("jaarplan", "periode", "'schooljaar 2026-2027'"),
    ("jaarplan", "periode", "convenantjaar 2026"),
    ("jaarplan", "periode", "2e kwartaal 2026"),
    ("jaarplan", "periode", "1e halfjaar 2026"),
    ("jaarplan", "periode", "2026-01-01 t/m 2026-12-31"),
    # Measured values.
    ("actie", "indicator", "{omschrijving: ouders, streefwaarde: 120}"),
    ("actie", "indicator", "{omschrijving: no, streefwaarde: 7.5, nulmeting: 0, resultaat: -3, eenheid: '%'}"),
    ("actie", "indicator", '{omschrijving: ouders, streefwaarde: "1200"}'),
    ("jaarplan", "themas", "[{thema: online, nummer: '2', aanleiding: off, doelen: [{id: 2e-doel, tekst: 3}]}]"),
    # Names and references.
    ("actie", "trekker", "on"),
    ("actie", "trekker", "1e5"),
    ("actie", "partners", "[no, politie, 112]"),
    ("actie", "vervolg_op", "2025/ouderavond"),
    ("actie", "vervolg_op", "2025"),
    ("convenant", "rollen", "{no: {naam: Nee}, 2026: {naam: Jaar}}"),
    ("convenant", "afkortingen", "{OM: Openbaar Ministerie, 112: alarm, no: nee}"),
    ("hoofdstuk", "hoofdstuk", "0"),
    # Signed or unknown.
    ("partner", "ondertekening", "onbekend"),
    ("partner", "ondertekening", "{datum: 2024-01-01, functie: directeur}"),
    # Optional and left empty.
    ("actie", "doelgroep", ""),
    ("actie", "afgerond_op", "~"),
    ("actie", "indicator", "null"),
    ("actie", "vervolg_op", ""),
    ("partner", "contactpersoon", ""),
    ("partner", "genoemd_in_aanhef", ""),
    ("partner", "korte_naam", ""),
    ("bijeenkomst", "verslag", ""),
    ("actie", "partners", "[]"),
    ("hoofdstuk", "bepalingen",
     "[{id: plan, nummer: 2.10, nummer_zekerheid: onzeker, titel: Plan, tekst: Plan., gebonden: [halt/team], "
     "aard: grens, familie: grens, bronplaats: '33, 36-40', gezamenlijk: ja, "
     "toets: {soort: grens, wat: [bsn, iban]}}]"),
    ("verklaring", "antwoorden", "[{bepaling: plan, antwoord: nee}, {bepaling: b2, antwoord: niet-van-toepassing}]"),
    ("personen", "personen", "[{partner: halt, als: vervanger, naam: No, telefoon: 0612345678}]"),
]  # fmt: skip

#: Values that neither takes.
REFUSED = [
    ("actie", "titel", ""),
    ("actie", "titel", "~"),
    ("actie", "titel", "''"),
    ("actie", "titel", "[a]"),
    ("actie", "titel", "{a: b}"),
    ("actie", "nummer", "'2.1a'"),
    ("actie", "nummer", "true"),
    ("actie", "gereed", "30-06-2026"),
    ("actie", "gereed", "2026-6-30"),
    ("actie", "gereed", "2026"),
    ("actie", "gereed", "juni 2026"),
    ("actie", "gereed", "1826-06-30"),
    ("actie", "status", "klaar"),
    ("actie", "status", "Gepland"),
    ("actie", "trekker", "Halt"),
    ("actie", "trekker", "[halt]"),
    ("actie", "partners", "halt"),
    ("actie", "partners", ""),
    ("actie", "vervolg_op", "2025/"),
    ("actie", "indicator", "{omschrijving: ouders, streefwaarde: 120 ouders}"),
    ("actie", "indicator", "{omschrijving: ouders, streefwaarde: 7,5}"),
    ("actie", "indicator", "{omschrijving: ouders}"),
    ("actie", "indicator", "veel"),
    ("actie", "streefwaarde", "120"),
    ("actie", "indicator", "{omschrijving: ouders, streefwaarde: 1, naam: Jo}"),
    ("bijeenkomst", "aanvang", "half drie"),
    ("bijeenkomst", "aanvang", "14.30 uur"),
    ("bijeenkomst", "aanvang", "'24:00'"),
    ("bijeenkomst", "agenda", "[]"),
    ("partner", "genoemd_in_aanhef", "misschien"),
    ("partner", "korte_naam", "meer dan zestien tekens"),
    ("partner", "contactpersoon", "{functie: adviseur, email: halt}"),
    ("partner", "contactpersoon", "{functie: adviseur, telefoon: bel mij}"),
    ("partner", "webpagina", "www.halt.example"),
    ("partner", "ondertekening", "Onbekend"),
    ("partner", "ondertekening", "{datum: 2024-01-01}"),
    ("partner", "rollen", "[]"),
    ("convenant", "looptijd", "{ingang: 2024-01-01, eerste_termijn: drie jaar, verlenging: geen}"),
    ("convenant", "looptijd", "{ingang: 2024-01-01, eerste_termijn: 3 jaar, verlenging: automatisch}"),
    ("convenant", "rollen", "[school]"),
    ("jaarplan", "periode", "2026"),
    ("jaarplan", "periode", "5e kwartaal 2026"),
    ("hoofdstuk", "bepalingen", "[{id: plan}]"),
    ("verklaring", "antwoorden", "[{bepaling: plan, antwoord: soms}]"),
    ("personen", "personen", "[{partner: halt, als: baas, naam: Jo}]"),
]


def plain(value: Any) -> Any:
    """Return data as JSON has it: every key is text."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


class _EditorConstructor(SafeConstructor):  # type: ignore[misc]  # ruamel has no types
    """An editor hands a date to the schema as the text that was typed."""


for _tag in ("timestamp", "value"):
    _EditorConstructor.add_constructor(f"tag:yaml.org,2002:{_tag}", SafeConstructor.construct_yaml_str)


def as_an_editor(text: str, version: str) -> Any:
    """Load YAML as an editor does before a schema looks: numbers, booleans and null by their look."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = version
    yaml.Constructor = _EditorConstructor
    return plain(yaml.load(text))


def with_value(kind: str, field: str, value: str) -> str:
    return "".join(f"{key}: {text}\n" for key, text in {**MINIMAL[kind], field: value}.items())


def reader_findings(kind: str, text: str) -> list[str]:
    name = KIND[kind].place("2026/a" if kind in ("actie", "verklaring", "evaluatie") else "2026")
    return [finding.message for finding in load(literal({name: text}))[1]]


VALIDATORS = {kind.soort: Draft202012Validator(schema_of(kind)) for kind in KINDS}


def schema_errors(kind: str, text: str) -> list[str]:
    """Return what a schema finds, whichever YAML an editor reads: 1.1 has ``no`` for false and ``14:30`` for 870."""
    validator = VALIDATORS[kind]
    return [error.message for version in ("1.2", "1.1") for error in validator.iter_errors(as_an_editor(text, version))]


# --- form ---------------------------------------------------------------------------------------------------------


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every property of a schema and of the parts in it, with a name to show."""
    for title, part in ((schema["title"], schema), *schema.get("$defs", {}).items()):
        for name, found in part.get("properties", {}).items():
            yield f"{title}.{name}", found


@pytest.mark.parametrize("file", sorted(all_schemas()))
def test_a_schema_is_valid_draft_2020_12(file: str) -> None:
    schema = json.loads(all_schemas()[file])
    assert schema["$schema"] == DIALECT == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def test_every_kind_has_a_schema_file_and_there_are_no_others() -> None:
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {f"{kind}.schema.json" for kind in KIND}


@pytest.mark.parametrize("kind", KIND)
def test_every_property_is_explained_in_dutch(kind: str) -> None:
    schema = schema_of(KIND[kind])
    parts = schema.get("$defs", {})
    for name, found in properties(schema):
        # A field that says no more than the part it refers to leaves the sentence to that part.
        text = found.get("description") or parts.get(found.get("$ref", "").rpartition("/")[2], {}).get(
            "description", ""
        )
        assert re.match(r"[A-Z0-9É']", text), f"{name}: {text!r}"
        assert text.endswith("."), name
        assert not re.search(r"\b(the|and|with|which|this|must)\b", text), f"{name} is explained in English"
    for name, part in [(kind, schema), *parts.items()]:
        if name != "JsonValue":
            assert part.get("description", "").endswith("."), name
            assert name == "Toetsopgave" or part["additionalProperties"] is False, name


def test_a_schema_shows_no_english_titles_and_no_marks_of_its_making() -> None:
    for text in all_schemas().values():
        titles = re.findall(r'"title": (.*)', text)
        assert len(titles) == 1 + text.count('"title": {'), "a property may be called title, nothing else has one"
        assert "x-binnen" not in text


# --- references ---------------------------------------------------------------------------------------------------

TARGETS = [
    ("actie", "thema", ["thema"]),
    ("actie", "doel", ["doel"]),
    ("actie", "trekker", ["partner"]),
    ("actie", "partners", ["partner"]),
    ("actie", "voor", ["partner", "eenheid"]),
    ("actie", "bepalingen", ["bepaling"]),
    ("actie", "vraagstukken", ["vraagstuk"]),
    ("actie", "aanbod", ["aanbod"]),
    ("actie", "vervolg_op", ["actie"]),
    ("partner", "rollen", ["rol"]),
    ("convenant", "beheerder", ["partner"]),
    ("jaarplan", "vastgesteld_in", ["bijeenkomst"]),
    ("bijeenkomst", "bijeenkomstsoort", ["bijeenkomstsoort"]),
    ("bijeenkomst", "genodigd", ["partner"]),
    ("evaluatie", "jaarplan", ["jaarplan"]),
    ("evaluatie", "gebruikt", ["evaluatie"]),
]


@pytest.mark.parametrize(("kind", "field", "targets"), TARGETS)
def test_a_reference_says_to_what_it_points(kind: str, field: str, targets: list[str]) -> None:
    found = schema_of(KIND[kind])["properties"][field]
    assert found.get("items", found)["x-verwijst-naar"] == targets


def test_a_field_that_is_no_reference_points_to_nothing() -> None:
    found = schema_of(KIND["actie"])["properties"]
    for field in ("nummer", "titel", "omschrijving", "gereed", "status"):
        assert "x-verwijst-naar" not in found[field]


def test_with_names_a_reference_offers_what_the_dossier_defines() -> None:
    known = load(overlay(BASIS))[0].defined
    action, partner, meeting = (
        schema_of(KIND[kind], known)["properties"] for kind in ("actie", "partner", "bijeenkomst")
    )
    assert action["trekker"]["examples"] == ["gemeente", "noorderschool", "politie"]
    assert action["partners"]["items"]["examples"] == ["gemeente", "noorderschool", "politie"]
    assert action["vervolg_op"]["examples"] == ["2026/ouderavond"]
    assert action["voor"]["items"]["examples"] == [
        "gemeente", "noorderschool", "noorderschool/locatie-kade", "politie",
    ]  # fmt: skip
    assert partner["rollen"]["items"]["examples"] == ["gemeente", "politie", "school"]
    assert meeting["bijeenkomstsoort"]["examples"] == ["jaarlijks"]
    assert "examples" not in action["titel"]
    # A goal is named within its own plan, so without the plan before it.
    assert action["doel"]["examples"] == ["ouders-weten-meer"]


def test_with_names_every_example_fits_its_own_field() -> None:
    known = shipped().defined
    offered = 0
    for kind in KINDS:
        for name, found in properties(schema_of(kind, known)):
            value = found.get("items", found)
            for example in value.get("examples", ()):
                offered += 1
                assert re.search(value["pattern"], example), f"{name}: {example}"
    assert offered > 500


def test_with_names_nothing_is_offered_that_its_field_refuses() -> None:
    strange = ("a\udcedb", "Politie", "a b", "")
    known = {soort: [*ids, *strange] for soort, ids in load(overlay(BASIS))[0].defined.items()}
    for kind in KINDS:
        for name, found in properties(schema_of(kind, known)):
            value = found.get("items", found)
            assert not {*strange} & {*value.get("examples", ())}, name
    assert all(text.encode() for text in all_schemas(known).values())


def test_without_names_no_reference_has_examples() -> None:
    for kind in KINDS:
        for name, found in properties(schema_of(kind)):
            value = found.get("items", found)
            assert "x-verwijst-naar" not in value or "examples" not in value, name


def test_every_target_of_a_reference_can_be_defined() -> None:
    can_be_defined = {kind.soort for kind in KINDS} | {mark.soort for kind in KINDS for mark in defines(kind)}
    for kind in KINDS:
        for name, found in properties(schema_of(kind)):
            assert set(found.get("items", found).get("x-verwijst-naar", ())) <= can_be_defined, name


# --- what is accepted ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(set(KIND) - {"personen"}))
def test_an_independent_checker_accepts_the_shipped_dossier(kind: str) -> None:
    # The shipped agreement has no bodies: of those the example of their toets.
    folder = TESTS / "judging" / "toetsen" / "orgaan" / "goed" if kind == "orgaan" else ROOT
    files = sorted(
        path for path in (folder / "data").rglob("*.yaml") if KIND[kind].match(path.relative_to(folder).as_posix())
    )
    assert files, "the shipped dossier has a record of every kind but one"
    command = ["--schemafile", str(ROOT / "schemas" / f"{kind}.schema.json"), *map(str, files)]
    done = CliRunner().invoke(check_jsonschema, command)
    assert done.exit_code == 0, done.output


def test_every_shipped_file_belongs_to_one_kind() -> None:
    for path in (ROOT / "data").rglob("*.yaml"):
        assert sum(kind.match(path.relative_to(ROOT).as_posix()) is not None for kind in KINDS) == 1


@pytest.mark.parametrize("kind", KIND)
def test_a_minimal_record_is_accepted_by_both(kind: str) -> None:
    text = with_value(kind, *next(iter(MINIMAL[kind].items())))
    assert (reader_findings(kind, text), schema_errors(kind, text)) == ([], [])


@pytest.mark.parametrize("kind", KIND)
def test_a_required_field_is_required_by_both(kind: str) -> None:
    for missing in MINIMAL[kind]:
        if missing in ("beheerder", "leden"):
            continue  # a check asks for it, or for 'secretariaat' or 'elke_partij' in its place
        text = "".join(f"{key}: {value}\n" for key, value in MINIMAL[kind].items() if key != missing)
        assert reader_findings(kind, text or "{}"), missing
        assert schema_errors(kind, text or "{}"), missing


@pytest.mark.parametrize(("kind", "field", "value"), ACCEPTED)
def test_what_the_reader_accepts_the_schema_accepts(kind: str, field: str, value: str) -> None:
    text = with_value(kind, field, value)
    assert reader_findings(kind, text) == []
    assert schema_errors(kind, text) == []


@pytest.mark.parametrize(("kind", "field", "value"), REFUSED)
def test_what_is_plainly_wrong_both_refuse(kind: str, field: str, value: str) -> None:
    text = with_value(kind, field, value)
    assert reader_findings(kind, text)
    assert schema_errors(kind, text)


class Proef(Record):
    """A record with one field of every type, each optional, to try values on."""

    soort: ClassVar[str] = "proef"
    patroon: ClassVar[str] = "data/proef.yaml"

    tekst: Tekst | None = None
    korte_naam: KorteNaam | None = None
    alineas: Alineas | None = None
    id_: Id | None = None
    verwijspad: Verwijspad | None = None
    datum: Datum | None = None
    tijd: Tijd | None = None
    volgnummer: Volgnummer | None = None
    getal: Getal | None = None
    nummer: Nummer | None = None
    ja_nee: JaNee | None = None
    postbus: Postbus | None = None
    telefoon: Telefoon | None = None
    weblink: Weblink | None = None
    plaatsaanduiding: Plaatsaanduiding | None = None
    duur: DuurVeld | None = None
    periode: PeriodeVeld | None = None
    termijn: Termijn | None = None
    verwijzing: Annotated[Id, Verwijst(("partner",))] | None = None


PROEF = Draft202012Validator(schema_of(Proef))
WORDS = "no yes on off y n true false null ~ .inf .nan 1e5 0x1f 0o17 0b1 1_000 1:30 007 08 112 2.10 2026 - _ =".split()  # noqa: SIM905


def values() -> st.SearchStrategy[tuple[str, str]]:
    """Return fields with a text that may suit them: from the pattern of the field, or a word YAML reads its own way."""
    options = []
    for field, found in schema_of(Proef)["properties"].items():
        texts = (
            st.sampled_from(WORDS)
            | st.dates().map(str)
            | st.text("0123456789.:-+eExo_/ abnofyes", min_size=1, max_size=12)
        )
        if "pattern" in found:
            texts |= st.from_regex(found["pattern"], fullmatch=True)
        options.append(st.tuples(st.just(field), texts))
    return st.one_of(options)


@given(value=values(), quote=st.sampled_from(["", "'"]))
@settings(max_examples=times(70, 600))
def test_the_schema_of_a_type_is_never_stricter_than_the_type(value: tuple[str, str], quote: str) -> None:
    field, text = value
    source = f"{field}: {quote}{text}{quote}\n"
    read = parse(source.encode())
    if read.problems:
        return
    try:
        Proef.model_validate(read.data)
    except ValueError:
        return
    for version in ("1.2", "1.1"):
        data = as_an_editor(source, version)
        assert PROEF.is_valid(data), f"YAML {version} makes {data} of {source!r}"
