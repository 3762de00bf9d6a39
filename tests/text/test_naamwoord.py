"""A name with its article: which verb goes with it."""

import pytest

from convenant_cli.text.naamwoord import Naamwoord


@pytest.mark.parametrize(
    ("name", "bare", "sentence"),
    [
        ("het convenant", "convenant", "het convenant geldt"),
        ("het samenwerkingsprotocol", "samenwerkingsprotocol", "het samenwerkingsprotocol geldt"),
        ("de overeenkomst", "overeenkomst", "de overeenkomst geldt"),
        ("de regeling", "regeling", "de regeling geldt"),
        ("de City Deal", "City Deal", "de City Deal geldt"),
        ("de samenwerkingsafspraken", "samenwerkingsafspraken", "de samenwerkingsafspraken gelden"),
        ("de spelregels", "spelregels", "de spelregels gelden"),
        ("de afspraken over taal", "afspraken over taal", "de afspraken over taal gelden"),
        # Only 'de' begins a plural: what looks like one behind 'het' is none.
        ("het samenwerken", "samenwerken", "het samenwerken geldt"),
    ],
)
def test_a_verb_goes_with_the_name(name: str, bare: str, sentence: str) -> None:
    het = Naamwoord(name)
    assert (het.kaal, het.met("geldt", "gelden"), f"van {het}") == (bare, sentence, f"van {name}")
