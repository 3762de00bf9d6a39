"""The printed number of a clause never stands bare in a sentence: "(7 Bespaard water opgeven)" reads as a count."""

import re

import pytest

from convenant_cli.commands.reports.status import StatusView, lines
from convenant_cli.documents import kinds
from convenant_cli.documents.formats import make
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.records.bepaling import Bepaling, artikelen
from tests.waterbureau import DAG, waterbureau

#: Where a clause is a line of its own: in bold at the start, or a cell of a table.
_HEADINGS = re.compile(r"^- \*\*$|^\| (?:elke? [a-z ]+ \| )?$")


@pytest.mark.parametrize(
    ("document", "which"),
    [("herinneringen", ""), ("overdracht", ""), ("naleving", ""), ("agenda", "2026-12-10-stuurgroep")],
)
def test_a_clause_in_a_sentence_says_that_it_is_one(document: str, which: str) -> None:
    dossier = waterbureau()
    moment = kinds.Moment(DAG, "0123456789", "convenant 0.0")
    told = make(".md", f"{document}.html.j2", kinds.context(document, dossier, which, moment)).decode()
    for clause in dossier.bepalingen.values():
        for line in told.splitlines():
            for found in re.finditer(re.escape(clause.voluit), line):
                assert _HEADINGS.search(line[: found.start()]), line
    if document != "agenda":
        assert "artikel 7 ‘Bespaard water opgeven’" in told


def test_neither_does_the_status() -> None:
    dossier = waterbureau()
    told = "\n".join(lines(StatusView(signalen(overzicht(dossier, DAG)), width=200)))
    assert "artikel 7 ‘Bespaard water opgeven’" in told
    assert not [one.voluit for one in dossier.bepalingen.values() if one.voluit in told]


@pytest.mark.parametrize(
    ("nummer", "said"),
    [
        ("7", "artikel 7 ‘Meten’"),
        ("9 lid 4", "artikel 9 lid 4 ‘Meten’"),
        ("Artikel 9 lid 4", "artikel 9 lid 4 ‘Meten’"),
        ("Bijlage 2 onder a", "bijlage 2 onder a ‘Meten’"),
        ("IV", "IV ‘Meten’"),
        (None, "‘Meten’"),
    ],
)
def test_a_number_that_says_what_it_is_needs_no_other_word(nummer: str | None, said: str) -> None:
    assert clause(nummer).in_zin == said


def test_of_several_the_first_has_the_word() -> None:
    several = [clause(nummer) for nummer in ("7", "9 lid 4", "7", "Bijlage 2", None)]
    assert artikelen(several) == ["artikel 7", "9 lid 4", "bijlage 2", "‘Meten’"]


def clause(nummer: str | None) -> Bepaling:
    return next(iter(waterbureau().bepalingen.values())).model_copy(update={"nummer": nummer, "titel": "Meten"})
