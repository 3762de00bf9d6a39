"""A kind of record that nobody has heard of: what its model says of days is known everywhere."""

from datetime import date
from typing import Annotated, ClassVar

from convenant_cli.checks.controles import datum_ligt_niet_in_toekomst, einde_ligt_na_begin
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.records.model.record import Na, Record
from convenant_cli.records.model.velden import Datum, GebeurdOp, Tekst
from convenant_cli.records.model.verwijzingen import NaarPartner
from convenant_cli.sources.sources import literal


class Proeftuin(Record):
    """Een plek waar iets wordt geprobeerd."""

    soort: ClassVar[str] = "proeftuin"
    patroon: ClassVar[str] = "data/proeftuinen/{}.yaml"

    naam: Tekst
    wie: NaarPartner
    begin: Datum
    einde: Annotated[Datum, Na("begin")] | None = None
    geopend_op: GebeurdOp | None = None


def one(**days: str) -> Proeftuin:
    record = Proeftuin.model_validate({"naam": "Buurttuin", "wie": "halt", "begin": "2026-03-01", **days})
    record.identify("buurttuin", "data/proeftuinen/buurttuin.yaml")
    return record


def held(**days: str) -> Dossier:
    record = one(**days)
    file = RecordFile(record.name, b"", Proeftuin, record.id, record)
    return Dossier(literal({}), {record.name: file})


def test_its_end_lies_after_its_begin() -> None:
    assert list(einde_ligt_na_begin.check_one(one(einde="2026-04-01"))) == []
    (found,) = einde_ligt_na_begin.check_one(one(einde="2026-02-01"))
    assert found.message == "'einde' is 1 februari 2026 en ligt voor 'begin' (1 maart 2026)"
    assert found.place.path == ("einde",)


def test_what_it_tells_as_having_happened_does_not_lie_ahead() -> None:
    assert list(datum_ligt_niet_in_toekomst.check(held(geopend_op="2026-03-02"), date(2026, 3, 2))) == []
    (found,) = datum_ligt_niet_in_toekomst.check(held(geopend_op="2026-03-02"), date(2026, 3, 1))
    assert found.message == "'geopend_op' zegt wanneer iets is gebeurd, maar 2 maart 2026 moet nog komen"


def test_what_it_points_to_and_what_it_is_are_known() -> None:
    dossier = held()
    (reference,) = dossier.references
    assert (reference.path, reference.key) == (("wie",), "halt")
    assert dossier.referrers("partner", "halt") == [reference]
    assert set(dossier.defined["proeftuin"]) == {"buurttuin"}
