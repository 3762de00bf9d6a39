"""What every record kind has in common: frozen, explained, found at a place, and linked by its marks."""

import re
import sys
from collections.abc import Iterator
from datetime import date
from sys import getsizeof
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.findings import Place
from convenant_cli.kalender import Periode, Tijdvak
from convenant_cli.records import KINDS, Actie, Convenant, Jaarplan, Partner, Personen, Record, Verklaring
from convenant_cli.records.model.holding import holding
from convenant_cli.records.model.record import Definieert, Onderdeel, Persoonlijk, Verwijst, defines, marked
from convenant_cli.records.model.sharing import lean
from convenant_cli.records.model.texts import texts
from convenant_cli.records.model.velden import SLUG_PATTERN
from convenant_cli.sources.sources import literal, worktree
from convenant_cli.sources.yamlfile import parse
from tests.alle_documenten import shipped
from tests.conftest import ROOT
from tests.een_bepaling import basis, bepaling, hoofdstuk


def models(annotation: Any) -> Iterator[type[Onderdeel]]:
    """Yield the models in a type, and the models in their fields."""
    if isinstance(annotation, type) and issubclass(annotation, Onderdeel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models(field.annotation)
    for arg in get_args(annotation):
        yield from models(arg)


def marks_in(annotation: Any, metadata: tuple[Any, ...] = ()) -> Iterator[Any]:
    """Yield every mark in a type, models included."""
    yield from (item for item in metadata if isinstance(item, Verwijst | Definieert | Persoonlijk))
    yield from (item for item in getattr(annotation, "__metadata__", ()) if isinstance(item, Verwijst | Definieert))
    if isinstance(annotation, type) and issubclass(annotation, Onderdeel):
        for field in annotation.model_fields.values():
            yield from marks_in(field.annotation, tuple(field.metadata))
    for arg in get_args(annotation):
        yield from marks_in(arg)


MODELS = sorted({model for kind in KINDS for model in models(kind)}, key=lambda model: model.__name__)


def named(item: type[Any]) -> str:
    return item.__name__


def actie(**fields: Any) -> Actie:
    record = Actie.model_validate(
        {
            "nummer": "2.10",
            "titel": "Ouderavond",
            "thema": "online",
            "doel": "ouders-weten-meer",
            "trekker": "halt",
            "start": "2026-01-01",
            "gereed": "2026-06-30",
            "status": "loopt",
            **fields,
        }
    )
    record.identify("2026/ouderavond", "data/jaarplan/2026/acties/ouderavond.yaml")
    return record


# --- every model --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS, ids=named)
def test_every_field_is_explained(model: type[Onderdeel]) -> None:
    assert model.__doc__, "the docstring is the description in the schema"
    for name, field in model.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), f"{name}: a description is a sentence"


@pytest.mark.parametrize("model", MODELS, ids=named)
def test_every_model_is_frozen_and_most_refuse_unknown_fields(model: type[Onderdeel]) -> None:
    assert model.model_config["frozen"] is True
    # Only the parameters of a test are free, until the test itself judges them.
    assert model.model_config["extra"] == ("allow" if model.__name__ == "Toetsopgave" else "forbid")


@pytest.mark.parametrize("model", MODELS, ids=named)
def test_no_field_holds_a_list_that_can_change(model: type[Onderdeel]) -> None:
    for name, field in model.model_fields.items():
        assert "list[" not in str(field.annotation), name


def test_a_record_does_not_change_after_reading() -> None:
    record = actie(indicator={"omschrijving": "ouders", "streefwaarde": "120"})
    with pytest.raises(ValidationError, match="frozen"):
        setattr(record, "titel", "Anders")  # noqa: B010  # mypy refuses the plain assignment
    assert record.indicator is not None
    with pytest.raises(ValidationError, match="frozen"):
        setattr(record.indicator, "omschrijving", "anders")  # noqa: B010


def test_every_reference_points_to_a_kind_that_something_defines() -> None:
    marks = [mark for kind in KINDS for mark in marks_in(kind)]
    defined = {mark.soort for mark in marks if isinstance(mark, Definieert)} | {kind.soort for kind in KINDS}
    asked = {soort for mark in marks if isinstance(mark, Verwijst) for soort in mark.soorten}
    assert {"partner", "thema", "doel", "besluit", "evaluatie"} <= asked
    assert asked <= defined


def test_a_reference_within_the_plan_points_to_what_a_plan_defines() -> None:
    marks = [mark for kind in KINDS for mark in marks_in(kind)]
    within_map = {mark.soort for mark in marks if isinstance(mark, Definieert) and mark.binnen == "map"}
    for mark in marks:
        if isinstance(mark, Verwijst):
            assert mark.binnen == (set(mark.soorten) <= within_map), mark


def test_every_field_named_after_a_person_is_marked() -> None:
    personal = {
        (model.__name__, name)
        for model in MODELS
        for name, field in model.model_fields.items()
        if any(isinstance(mark, Persoonlijk) for mark in marks_in(field.annotation, tuple(field.metadata)))
        or "Persoonlijk" in str(field.annotation)
    }
    assert personal >= {
        ("Contact", "naam"),
        ("Contact", "telefoon_direct"),
        ("Persoon", "naam"),
        ("Persoon", "telefoon"),
    }


# --- places -------------------------------------------------------------------------------------------------------

SLUGS = st.lists(st.text("abyz0189", min_size=1, max_size=6), min_size=1, max_size=3).map("-".join)


@pytest.mark.parametrize("kind", KINDS, ids=named)
@given(parts=st.lists(SLUGS, min_size=2, max_size=2))
@settings(max_examples=15)
def test_an_id_has_a_place_and_the_place_gives_the_id_back(kind: type[Record], parts: list[str]) -> None:
    count = kind.patroon.count("{}")
    id = "/".join(parts[:count]) or kind.soort
    name = kind.place(id)
    assert kind.match(name) == id
    assert [other.soort for other in KINDS if other.match(name) is not None] == [kind.soort], (
        "no two kinds share a place"
    )


@pytest.mark.parametrize(
    "name",
    ["data/partners/halt.yml", "data/partners/halt.yaml.bak", "partners/halt.yaml", "data/partners/sub/halt.yaml",
     "data/partners/.yaml", "data/convenant.yaml.txt", "xdata/convenant.yaml", "data/jaarplan/acties/a.yaml",
     "data/jaarplan/2026/acties/sub/a.yaml", "data/personen.yaml", "data/convenantxyaml", "data/partners/halt.yaml\n"],
)  # fmt: skip
def test_a_file_elsewhere_is_no_record(name: str) -> None:
    assert [kind.soort for kind in KINDS if kind.match(name) is not None] == []


def test_an_identified_record_names_its_own_places() -> None:
    record = actie()
    assert (record.id, record.name) == ("2026/ouderavond", "data/jaarplan/2026/acties/ouderavond.yaml")
    assert record.jaarplan == "2026"
    assert record.at("voortgang", 2, "datum") == Place(record.name, ("voortgang", 2, "datum"))
    assert record.at_key("gereed") == Place(record.name, ("gereed",), "key")


# --- marks --------------------------------------------------------------------------------------------------------


def test_references_are_found_in_the_order_of_the_fields() -> None:
    record = actie(
        partners=["politie", "school"],
        voor=["school/kade"],
        inzet=[{"partner": "politie", "inzet": "Komt."}],
        vervolg_op="2025/ouderavond",
    )
    assert [(path, mark.soorten, value) for path, mark, value in marked(record, Verwijst)] == [
        (("thema",), ("thema",), "online"),
        (("doel",), ("doel",), "ouders-weten-meer"),
        (("trekker",), ("partner",), "halt"),
        (("partners", 0), ("partner",), "politie"),
        (("partners", 1), ("partner",), "school"),
        (("voor", 0), ("partner", "eenheid"), "school/kade"),
        (("inzet", 0, "partner"), ("partner",), "politie"),
        (("vervolg_op",), ("actie",), "2025/ouderavond"),
    ]
    assert list(marked(record, Definieert)) == []


def test_a_field_left_empty_refers_to_nothing() -> None:
    assert "vervolg_op" not in {path[0] for path, _, _ in marked(actie(vervolg_op=None), Verwijst)}


def test_the_keys_of_a_list_of_words_are_defined_each_at_its_own_place() -> None:
    convenant = Convenant.model_validate(
        {
            "titel": "Convenant", "gemeente": "Voorbeeldstad", "beheerder": "gemeente", "ondertekend_op": "2024-01-01",
            "looptijd": {"ingang": "2024-01-01", "eerste_termijn": "3 jaar", "verlenging": "geen"},
            "rollen": {"school": {"naam": "Scholen"}, "halt": {"naam": "Halt"}},
            "themas": {"online": {"naam": "Online"}},
            "interpretaties": [{"id": "termijn", "nummer": "1", "vraag": "Hoe lang?", "lezing": "Drie jaar."}],
        }
    )  # fmt: skip
    assert [(path, mark.soort, value) for path, mark, value in marked(convenant, Definieert)] == [
        (("rollen", "school"), "rol", "school"),
        (("rollen", "halt"), "rol", "halt"),
        (("themas", "online"), "thema", "online"),
        (("interpretaties", 0, "id"), "interpretatie", "termijn"),
    ]


PARTNER = {
    "naam": "Stichting Halt",
    "rollen": ["halt"],
    "lid_van": "2024-01-01",
    "contactpersoon": {"functie": "adviseur", "naam": "Jo de Vries", "telefoon_direct": "0612345678"},
    "eenheden": [{"id": "noord", "naam": "Noord", "soort": "team"}],
}


def test_what_is_personal_is_found_where_it_stands() -> None:
    partner = Partner.model_validate({**PARTNER, "ondertekening": "onbekend"})
    assert [(path, value) for path, _, value in marked(partner, Persoonlijk)] == [
        (("contactpersoon", "naam"), "Jo de Vries"),
        (("contactpersoon", "telefoon_direct"), "0612345678"),
    ]
    person = {"partner": "halt", "als": "vervanger", "naam": "Jo", "telefoon": "0612345678"}
    book = Personen.model_validate({"personen": [person]})
    assert [path for path, _, _ in marked(book, Persoonlijk)] == [("personen", 0, "naam"), ("personen", 0, "telefoon")]


def test_a_signature_is_a_word_or_a_block() -> None:
    assert Partner.model_validate({**PARTNER, "ondertekening": "onbekend"}).ondertekening == "onbekend"
    signed = Partner.model_validate({**PARTNER, "ondertekening": {"datum": "2024-01-01", "functie": "directeur"}})
    assert getattr(signed.ondertekening, "datum", None) == date(2024, 1, 1)


def test_the_texts_of_a_record_come_with_their_places() -> None:
    record = actie(omschrijving="Eén avond.", voortgang=[{"datum": "2026-03-01", "tekst": "Gehouden."}])
    assert [(path, text) for path, text in texts(record) if path[0] in ("nummer", "omschrijving", "voortgang")] == [
        (("nummer",), "2.10"),
        (("omschrijving",), "Eén avond."),
        (("voortgang", 0, "tekst"), "Gehouden."),
    ]
    partner = Partner.model_validate({**PARTNER, "ondertekening": "onbekend"})
    assert (("eenheden", 0, "naam"), "Noord") in list(texts(partner))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Actie, set()),
        (Jaarplan, {Definieert("doel", "map"), Definieert("vraagstuk", "map")}),
        (Partner, {Definieert(word, "record") for word in ("eenheid", "aanbod", "document")}),
        (Convenant, {Definieert(word) for word in ("rol", "thema", "doelgroep", "documentsoort", "bijeenkomstsoort",
                                                   "interpretatie", "wijzigingsbesluit", "periode", "afwijking",
                                                   "evaluatievraag", "eenheidsoort", "sector",
                                                   "agendapuntsoort", "toetreding", "afwikkeling", "leveringsoort",
                                                       "persoonsgroep")}),
    ],
    ids=lambda item: item.__name__ if isinstance(item, type) else "",
)  # fmt: skip
def test_what_a_kind_can_define_follows_from_its_types(kind: type[Record], expected: set[Definieert]) -> None:
    assert defines(kind) == expected


# --- small answers of records -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "open"),
    [("gepland", True), ("loopt", True), ("uitgesteld", True), ("afgerond", False), ("vervallen", False)],
)
def test_an_action_is_open_until_it_is_done_or_dropped(status: str, open: bool) -> None:
    assert actie(status=status).open is open


def test_everyone_in_an_action_is_named_once() -> None:
    assert actie(partners=["politie", "halt", "politie"]).betrokken == ("halt", "politie")


@pytest.mark.parametrize(
    ("since", "until", "active"),
    [
        ("2024-01-01", None, True),
        ("2026-12-31", None, True),
        ("2027-01-01", None, False),
        ("2024-01-01", "2026-01-01", False),
        ("2024-01-01", "2026-01-02", True),
        ("2024-01-01", "2028-01-01", True),
        ("2026-05-01", "2026-06-01", True),
    ],
)
def test_a_party_is_active_when_it_takes_part_on_one_day(since: str, until: str | None, active: bool) -> None:
    partner = Partner.model_validate({**PARTNER, "ondertekening": "onbekend", "lid_van": since, "lid_tot": until})
    assert partner.actief_in(Tijdvak(date(2026, 1, 1), date(2027, 1, 1))) is active


@pytest.mark.parametrize(
    ("folder", "period"),
    [
        ("2026", "kalenderjaar 2026"),
        ("2025-2026", "schooljaar 2025-2026"),
        ("2025-2027", None),
        ("26", None),
        ("pilot", None),
    ],
)
def test_the_folder_of_a_statement_is_its_period(folder: str, period: str | None) -> None:
    answers = [{"bepaling": "plan", "antwoord": "ja"}]
    statement = Verklaring.model_validate({"afgelegd_op": "2026-10-01", "functie": "directeur", "antwoorden": answers})
    statement.identify(f"{folder}/halt", f"data/verklaringen/{folder}/halt.yaml")
    assert (statement.jaar, statement.partner) == (folder, "halt")
    named = Dossier(literal({}), {}).jaarperiode(statement.jaar)
    assert (str(named) if named else None) == period


def test_slugs_hold_small_letters_digits_and_single_dashes() -> None:
    for good in ("a", "2026", "online-veiligheid", "b2025-1"):
        assert re.fullmatch(SLUG_PATTERN, good)
    for bad in ("", "-a", "a-", "a--b", "A", "é", "a_b", "a/b", "a b"):
        assert not re.fullmatch(SLUG_PATTERN, bad)


def _everywhere(value: Any, kind: type, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value of a type, looked for in every field."""
    if isinstance(value, kind):
        yield path
    if isinstance(value, Onderdeel):
        for name in type(value).model_fields:
            yield from _everywhere(getattr(value, name), kind, (*path, name))
    elif isinstance(value, tuple | dict):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _everywhere(item, kind, (*path, key))


@pytest.mark.parametrize("kind", [Periode, Onderdeel, date], ids=named)
def test_types_tell_in_which_fields_a_value_can_be(kind: type) -> None:
    """Nobody looks for a value where it can not be, so none may be missed."""
    found = 0
    for record in shipped().records:
        for path in _everywhere(record, kind):
            part: Any = record
            for step in path:
                assert not isinstance(part, Onderdeel) or step in holding(type(part), kind), (record.name, path)
                part = getattr(part, step) if isinstance(part, Onderdeel) else part[step]
            found += 1
    assert found > 10


@pytest.mark.parametrize("upper", [True, False])
def test_chapters_with_roman_numbers_stand_by_their_value_and_an_annex_after_them(upper: bool) -> None:
    """Whatever their files are called: 'bijlage-1' comes before 'i' in the alphabet, and 'ix' before 'v'."""
    numbers = ["I", "II", "IV", "V", "IX", "X", "bijlage 1", "bijlage 2", "bijlage 10"]
    numbers = numbers if upper else [one.lower() for one in numbers]
    given = basis("bepalingen") | {
        f"data/bepalingen/{one.lower().replace(' ', '-')}.yaml": f"hoofdstuk: {one}\ntitel: Deel\nbepalingen:\n"
        + bepaling("soort: niet-toetsbaar, reden: Dat ziet niemand.", f"c{at}", familie="niet-toetsbaar")
        for at, one in enumerate(numbers)
    }
    dossier, _ = load(literal({name: text.encode() for name, text in given.items()}))
    assert [*dossier.bepalingen] == [f"c{at}" for at in range(len(numbers))]


# --- what is held once --------------------------------------------------------------------------------------------


def _parts(value: Any) -> Iterator[Onderdeel]:
    if isinstance(value, Onderdeel):
        yield value
        for inner in value.__dict__.values():
            yield from _parts(inner)
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _parts(inner)


def test_what_records_share_changes_nothing_of_them() -> None:
    dossier, _ = load(worktree(ROOT))
    leaner = 0
    sets: dict[frozenset[str], set[int]] = {}
    for file in dossier.files.values():
        assert file.record is not None
        made = file.kind.model_validate(parse(file.raw).data)
        for part, fresh in zip(_parts(file.record), _parts(made), strict=True):
            assert list(part.__dict__.items()) == list(fresh.__dict__.items())
            assert part.__pydantic_fields_set__ == fresh.__pydantic_fields_set__
            sets.setdefault(frozenset(fresh.__pydantic_fields_set__), set()).add(id(part.__pydantic_fields_set__))
            leaner += getsizeof(part.__dict__) < getsizeof(fresh.__dict__)
        assert repr(file.record) == repr(made)
        assert file.record.model_dump_json() == made.model_dump_json()
        assert file.record.model_copy(update={}) == file.record
    assert all(len(held) == 1 for held in sets.values()), "what is filled in is held once"
    if sys.version_info < (3, 13):  # later ones keep room in another way, and then nothing is made anew
        assert leaner > 1000


def test_equal_values_are_held_once_as_they_were_typed_and_each_part_stays_itself() -> None:
    text = (ROOT / "data/jaarplan/2026/acties/advies-strafrecht.yaml").read_text(encoding="utf-8")
    asked, typed = "  streefwaarde: 20\n", "  streefwaarde: 20.0\n  resultaat: 20\n"
    assert asked in text
    made = Actie.model_validate(parse(text.replace(asked, typed).encode()).data)
    first, second = lean(made), lean(Actie.model_validate(parse(text.encode()).data))
    assert first.indicator is not None
    assert second.indicator is not None
    assert (str(first.indicator.streefwaarde), str(second.indicator.streefwaarde)) == ("20.0", "20")
    assert first.indicator.resultaat is second.indicator.streefwaarde
    assert first.gereed is second.gereed
    assert first.partners is second.partners
    assert first.inzet[0] == second.inzet[0]
    assert first.inzet[0] is not second.inzet[0], "where a part stands is known by which it is"


def test_a_clause_promises_what_parties_can_wherever_that_stands_in_a_sentence() -> None:
    said = {
        "Naar vermogen dragen partijen bij.": True,
        "Elke partij voert dit naar  vermogen uit.": True,
        "Elke partij doet dit.": False,
    }
    toets = "soort: niet-toetsbaar, reden: Dat ziet niemand."
    clauses = (bepaling(toets, f"c{at}", tekst=text, titel="Afspraak") for at, text in enumerate(said))
    dossier = load(literal(basis() | hoofdstuk(*clauses)))[0]
    assert [dossier.bepalingen[f"c{at}"].naar_vermogen for at in range(len(said))] == list(said.values())
