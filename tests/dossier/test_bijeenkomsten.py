"""The meetings of a dossier in the order of the clock."""

from datetime import date

from convenant_cli.dossier.bijeenkomsten import in_order, next_meeting
from convenant_cli.dossier.reading import load
from convenant_cli.sources.sources import literal
from tests.conftest import ROOT, read_folder

NAME = "data/bijeenkomsten/2026-12-10-jaarlijkse-bijeenkomst.yaml"


def test_of_two_meetings_on_one_day_the_first_by_the_clock_is_next() -> None:
    """Whatever their files are called."""
    files = {f"data/{name}": raw for name, raw in read_folder(ROOT / "data").items()}
    early = files[NAME].replace(b"aanvang: 14:00", b"aanvang: 09:00").replace(b"einde: 16:30", b"einde: 10:00")
    assert early != files[NAME]
    files["data/bijeenkomsten/2026-12-10-overleg-vooraf.yaml"] = early
    dossier, _ = load(literal(files))
    day = date(2026, 12, 10)
    first = next_meeting(dossier, day)
    assert first is not None
    assert first.id == "2026-12-10-overleg-vooraf"
    assert first is next(one for one in in_order(dossier) if one.datum == day)
