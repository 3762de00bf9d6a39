"""A record that is kept as plain values and made of these again is the record that validating its file gives."""

import marshal
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from sys import getsizeof
from typing import Annotated, Any, ClassVar

import pytest

from convenant_cli.dossier.reading import load
from convenant_cli.records import Actie, Convenant, Evaluatie, Hoofdstuk, Partner
from convenant_cli.records.model import kept as module
from convenant_cli.records.model.kept import made, plain
from convenant_cli.records.model.record import Na, Onderdeel, Record
from convenant_cli.records.model.sharing import lean
from convenant_cli.records.model.velden import Datum, Tekst
from convenant_cli.sources.sources import worktree
from convenant_cli.sources.yamlfile import parse
from tests.conftest import BASIS, ROOT, TESTS

DOSSIERS = {path.name: path for path in (ROOT, BASIS, *sorted((TESTS / "profielen").iterdir())) if path.is_dir()}


@pytest.fixture(autouse=True)
def _a_new_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each test begin as a run does: knowing no shape."""
    monkeypatch.setattr(module, "_shapes", {})


def again(kind: type[Record], record: Record, id: str = "a", name: str = "data/a.yaml") -> Record | None:
    """Return a record as the next run makes it."""
    data = plain(record)
    assert data is not None
    return made(kind, marshal.loads(marshal.dumps(data)), id, name)


def facts(value: Any) -> Iterator[object]:
    """Yield all that a value is, to the last part: types, order, and what pydantic knows of it."""
    yield type(value)
    if isinstance(value, Onderdeel):
        yield [*value.__dict__], value.__pydantic_fields_set__, value.__pydantic_private__, value.__pydantic_extra__
        yield getsizeof(value.__dict__)
        for one in value.__dict__.values():
            yield from facts(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from facts(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from facts(one)
    else:
        yield repr(value)


@pytest.mark.parametrize("root", DOSSIERS.values(), ids=DOSSIERS)
def test_it_is_the_same_to_the_last_part(root: Path) -> None:
    dossier, _ = load(worktree(root))
    assert dossier.files
    for file in dossier.files.values():
        read = file.kind.model_validate(parse(file.raw).data)
        lean_one = lean(read)
        lean_one.identify(file.id, file.name)
        found = again(file.kind, lean_one, file.id, file.name)
        assert found == lean_one
        assert [*facts(found)] == [*facts(lean_one)], file.name
        assert found.model_dump_json() == lean_one.model_dump_json()
        assert (found.id, found.name) == (file.id, file.name)


def _actie(**fields: str) -> Actie:
    path = ROOT / "data/jaarplan/2026/acties/advies-strafrecht.yaml"
    data = parse(path.read_bytes()).data
    return lean(Actie.model_validate({**data, **fields}))


def test_equal_values_are_held_once_with_those_of_records_that_were_read() -> None:
    read, found = _actie(), again(Actie, _actie())
    assert isinstance(found, Actie)
    assert found.gereed is read.gereed
    assert found.partners is read.partners
    assert found.indicator is not None
    assert read.indicator is not None
    assert found.indicator.streefwaarde is read.indicator.streefwaarde
    assert found.inzet[0] == read.inzet[0]
    assert found.inzet[0] is not read.inzet[0], "where a part stands is known by which it is"


def test_a_number_stays_as_it_was_typed() -> None:
    record = lean(
        Actie.model_validate(
            {
                **parse((ROOT / "data/jaarplan/2026/acties/advies-strafrecht.yaml").read_bytes()).data,
                "indicator": {"omschrijving": "x", "streefwaarde": "2.0", "nulmeting": "2", "resultaat": "2.00"},
            }
        )
    )
    found = again(Actie, record)
    assert isinstance(found, Actie)
    assert found.indicator is not None
    numbers = found.indicator.streefwaarde, found.indicator.nulmeting, found.indicator.resultaat
    assert [*map(str, numbers)] == ["2.0", "2", "2.00"]


def test_it_refuses_a_change_and_a_copy_can_be_made() -> None:
    found = again(Actie, _actie())
    assert isinstance(found, Actie)
    with pytest.raises(ValueError, match="frozen"):
        found.titel = "Anders"  # type: ignore[misc]
    copy = found.model_copy(update={"titel": "Anders"})
    assert (copy.titel, found.titel != "Anders") == ("Anders", True)


def test_what_was_read_of_another_kind_is_not_there() -> None:
    data = plain(_actie())
    assert made(Actie, data, "a", "data/a.yaml") is not None
    for kind in (Evaluatie, Partner, Convenant, Hoofdstuk):
        assert made(kind, data, "a", "data/a.yaml") is None


class Proeftuin(Record):
    """Een plek waar iets wordt geprobeerd: of a room that the reader of what was kept does not know."""

    soort: ClassVar[str] = "proeftuin"
    patroon: ClassVar[str] = "data/proeftuinen/{}.yaml"

    naam: Tekst
    begin: Datum
    einde: Annotated[Datum, Na("begin")] | None = None


_CONSTRUCT: Any = Actie.model_construct  # without all that an action must have


@pytest.mark.parametrize(
    "record",
    [
        Proeftuin.model_validate({"naam": "Buurttuin", "begin": "2026-03-01"}),
        _CONSTRUCT(titel="Een"),
        _actie().model_copy(update={"titel": 2.5}),
        _actie().model_copy(update={"titel": {2: "twee"}}),
        _actie().model_copy(update={"partners": [*_actie().partners]}),
        _actie().model_copy(update={"inzet": (_actie().inzet[0].model_copy(update={"partner": {"a"}}),)}),
    ],
    ids=["other-room", "not-all-fields", "number", "keys", "list", "deep"],
)
def test_what_has_no_plain_form_is_not_kept(record: Record) -> None:
    assert plain(record) is None


@pytest.mark.parametrize(
    "value",
    [
        (1, 2),
        (True, False),
        (1, True),
        (None, "a"),
        (date(2026, 1, 1), "a", None, (Decimal("2.0"), ("b",))),
        (),
        {"": ()},
    ],
    ids=repr,
)
def test_whatever_stands_in_a_row_comes_back_as_what_it_was(value: object) -> None:
    assert [*facts(_with(value))] == [*facts(value)]


def test_equal_rows_of_another_type_are_not_taken_for_each_other() -> None:
    for value in ((1, 0), (True, False), (1, False)):
        assert [*facts(_with(value))] == [*facts(value)]


def _with(value: object) -> object:
    found = again(Actie, _actie().model_copy(update={"partners": value}))
    assert isinstance(found, Actie)
    return found.partners
