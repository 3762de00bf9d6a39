"""A body that reports to another has its report proposed for the agenda of that one."""

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.formats import make
from tests.waterbureau import DAG, STUURGROEP, bijeenkomst, waterbureau

WERKGROEP = "data/organen/werkgroep.yaml"
REPORT = "**Verslag van de werkgroep Meten.** De werkgroep Meten brengt verslag uit aan de stuurgroep."
HELD = "status: gehouden\naanwezig: [{partner: rijn, via: contactpersoon}]\n"


def agenda(*anders: tuple[str, str, str], which: str = "2026-12-10-stuurgroep", **erbij: str) -> str:
    moment = kinds.Moment(DAG, "0123456789", "convenant 0.0")
    context = kinds.context("agenda", waterbureau(*anders, **erbij), which, moment)
    return make(".md", "agenda.html.j2", context).decode()


@pytest.mark.parametrize(
    ("erbij", "told"),
    [
        ({}, "Tot nu toe kwam de werkgroep Meten bijeen op 10 oktober 2026."),
        (
            {"bijeenkomsten__2026-05-20-stuurgroep": bijeenkomst("2026-05-20", "stuurgroep", HELD)},
            "Sinds 20 mei 2026 kwam de werkgroep Meten bijeen op 10 oktober 2026.",
        ),
        (
            {"bijeenkomsten__2026-10-20-stuurgroep": bijeenkomst("2026-10-20", "stuurgroep", HELD)},
            "Een bijeenkomst van de werkgroep Meten sinds 20 oktober 2026 is niet gevonden.",
        ),
        (
            {
                f"bijeenkomsten__2026-0{at}-01-werkgroep": bijeenkomst(f"2026-0{at}-01", "werkgroep", HELD)
                for at in (3, 4, 5)
            },
            "Tot nu toe kwam de werkgroep Meten 4 keer bijeen, het laatst op 10 oktober 2026.",
        ),
    ],
)
def test_the_agenda_proposes_the_report(erbij: dict[str, str], told: str) -> None:
    assert f"- {REPORT} {told} De werkgroep Meten vertelt wat er is gedaan" in agenda(**erbij)


def test_it_stands_at_the_item_that_names_the_body() -> None:
    own = (STUURGROEP, "{titel: Opening, doel: informeren}", "{titel: Stand van de Werkgroep Meten, doel: bespreken}")
    below = agenda(own).split("Stand van de Werkgroep Meten\n")[1]
    assert below.split("###")[0].count("brengt verslag uit aan de stuurgroep") == 1


@pytest.mark.parametrize(
    ("anders", "which"),
    [
        ((), "2026-11-30-werkgroep"),  # nobody reports to the work group
        (((WERKGROEP, "rapporteert_aan: stuurgroep\n", ""),), "2026-12-10-stuurgroep"),
        (((WERKGROEP, "rapporteert_aan", "opgeheven_op: 2026-12-01\nrapporteert_aan"),), "2026-12-10-stuurgroep"),
        (((STUURGROEP, "orgaan: stuurgroep\n", ""),), "2026-12-10-stuurgroep"),  # a meeting of the parties themselves
    ],
)
def test_only_to_the_body_it_reports_to(anders: tuple[tuple[str, str, str], ...], which: str) -> None:
    coming = {"bijeenkomsten__2026-11-30-werkgroep": bijeenkomst("2026-11-30", "werkgroep")}
    assert "brengt verslag uit" not in agenda(*anders, which=which, **coming)
