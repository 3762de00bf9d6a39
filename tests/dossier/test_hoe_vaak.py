"""How sentences say that something comes back each period, also each period of the agreement's own."""

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.verklaringsperioden import elke, in_sentence, minstens_per, over
from convenant_cli.sources.sources import literal
from tests.een_bepaling import basis

OWN = """perioden:
  seizoen: {eerste_dag: 2025-10-01}
  periode: {eerste_dag: 2025-01-01, jaren: 2, lidwoord: de}
  raadsperiode: {eerste_dag: 2022-03-30, jaren: 4, lidwoord: de, hoe_vaak: elke raadsperiode}
"""


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    files = basis()
    return load(literal({**files, "data/convenant.yaml": files["data/convenant.yaml"] + OWN}))[0]


@pytest.mark.parametrize(
    ("per", "said", "twice"),
    [
        ("kwartaal", "elk kwartaal", "minstens 2 keer per kwartaal"),
        ("maand", "elke maand", "minstens 2 keer per maand"),
        ("kalenderjaar", "elk jaar", "minstens 2 keer per kalenderjaar"),
        ("seizoen", "elk seizoen", "minstens 2 keer per seizoen"),
        ("periode", "elke twee jaar", "minstens 2 keer in elke twee jaar"),
        ("raadsperiode", "elke raadsperiode", "minstens 2 keer in elke raadsperiode"),
        ("onbekend", "", "minstens 2 keer per onbekend"),
    ],
)
def test_it_says_how_often(dossier: Dossier, per: str, said: str, twice: str) -> None:
    assert (elke(dossier, per), minstens_per(dossier, 2, per)) == (said, twice)


def test_a_period_without_a_name_of_its_own_is_called_a_period(dossier: Dossier) -> None:
    assert over(dossier, "periode-2025-2026") == "de periode 2025-2026"


@pytest.mark.parametrize(
    ("naam", "said"),
    [
        ("2026", "2026"),
        ("termijn 1", "termijn 1"),
        ("3e kwartaal 2026", "het 3e kwartaal 2026"),
        ("schooljaar 2025-2026", "het schooljaar 2025-2026"),
        ("convenantjaar 2025", "het jaar 2025-2026"),
    ],
)
def test_a_period_stands_in_a_sentence_with_the_article_it_has(dossier: Dossier, naam: str, said: str) -> None:
    assert in_sentence(dossier, naam) == said
