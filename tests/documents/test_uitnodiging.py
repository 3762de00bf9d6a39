"""The invitation and the attendance list of a meeting: who is invited, when, and whom to tell."""

from convenant_cli.documents import kinds
from convenant_cli.documents.document import compose
from convenant_cli.documents.formats import make
from convenant_cli.documents.page.tree import table_of, walk
from convenant_cli.documents.writers.fitting import columns
from tests.alle_documenten import MOMENT, shipped

MEETING = "2026-12-10-jaarlijkse-bijeenkomst"


def text(document: str, meeting: str = MEETING) -> str:
    return make(".md", f"{document}.html.j2", kinds.context(document, shipped(), meeting, MOMENT)).decode()


def test_an_invitation_says_when_where_what_and_whom_to_tell() -> None:
    shown = text("uitnodiging")
    assert "Datum: donderdag 10 december 2026" in shown
    assert shown.count("14.00 tot 16.30 uur") == 1  # above it, beside the day
    assert "De gemeente nodigt HECHT, MBO Rijnland, het OM" in shown  # and not itself
    assert "Ook genodigd: samenwerkingsverband passend onderwijs." in shown
    assert (
        "- Vaststellen van het jaarplan 2027 (besluiten)" in shown
    )  # the agenda has points of its own, and its numbers
    assert "convenant@alphenaandenrijn.example" in shown.partition("niet komen?")[2]


def test_everybody_who_is_invited_has_a_row_to_sign() -> None:
    shown = text("presentielijst")
    rows = [line for line in shown.splitlines() if line.startswith("| ") and "…" in line]
    assert len(rows) == 13 + 1 + 4  # parties, who is invited besides, and room for others
    assert any(row.startswith("| Halt | adviseur preventie |") for row in rows)
    assert rows[13].startswith("| Samenwerkingsverband passend onderwijs |")


def test_both_are_made_of_every_meeting() -> None:
    for document in ("uitnodiging", "presentielijst"):
        assert kinds.choices(document, shipped()) == kinds.choices("agenda", shipped())


def test_a_line_to_sign_on_fits_in_its_column() -> None:
    document = compose("presentielijst.html.j2", kinds.context("presentielijst", shipped(), MEETING, MOMENT))
    tables = [table_of(one) for one in walk(document.inhoud) if one.tag == "table"]
    assert len(tables) == 2
    for table in tables:
        dots = max(len(word) for row in table.rows for word in row[-1].text.split())
        assert columns(table)[-1] * 104 > dots * 2.05 + 2  # letters of the table on a line; three dots take two of them
