"""Whom an oordeel concerns and who acts is data: no name in a sentence decides it."""

import re
from functools import cache

import pytest

from convenant_cli.documents.kinds.herinneringen import Herinnering, context
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel, Uitkomst, samen_gezegd
from convenant_cli.sources.sources import literal
from tests.alle_documenten import MOMENT, shipped
from tests.conftest import PEILDATUM, ROOT, read_folder

SHIPPED = {name: raw for name, raw in read_folder(ROOT).items() if name.startswith("data/")}


def _longer(id: str) -> bytes:
    """Return the record of a party with a name that begins with the name of an existing one."""
    raw = SHIPPED[f"data/partners/{id}.yaml"]
    raw = re.sub(rb"^(naam|zinsnaam|korte_naam): (.*)$", rb"\1: \2 N", raw, flags=re.M)
    # The same offers would be double, which is surely about both.
    raw = re.sub(rb"^aanbod:\n(?:[ #].*\n|\n)*", b"", raw, flags=re.M)
    raw = raw.replace(b"    titel: ", b"    titel: Noord ")  # its documents are others: a reminder names them by title
    return raw.replace(f"{id}/".encode(), f"{id}-noord/".encode())


@cache
def with_longer(id: str) -> Dossier:
    files = {**SHIPPED, f"data/partners/{id}-noord.yaml": _longer(id)}
    dossier = load(literal(files))[0]
    assert dossier.complete
    one, other = dossier.partners[id], dossier.partners[f"{id}-noord"]
    assert other.in_zin.startswith(f"{one.in_zin} ")
    return dossier


def reminder(dossier: Dossier, id: str) -> Herinnering | None:
    found: list[Herinnering] = context(dossier, id, MOMENT)["herinneringen"]
    return found[0] if found else None


@pytest.mark.parametrize("id", ["yuverta", "gemeente", "politie", "kwadraad", "halt", "scope"])
def test_a_party_whose_name_begins_with_anothers_changes_nothing_for_that_other(id: str) -> None:
    before, after = reminder(shipped(), id), reminder(with_longer(id), id)
    if before is None:  # nothing is asked of it, so nothing is sent
        assert after is None
        return
    assert after is not None
    # The keeper also has points about others; those on the new party are its own to ask.
    new = [line for line in after.gevraagd if line not in before.gevraagd]
    assert id == "gemeente" or not new
    assert (before.te_laat, before.straks) == (after.te_laat, after.straks)
    own = [
        [o for o in judge(dossier, PEILDATUM) if o.partner == id and o.bepaling.startswith("c-")]
        for dossier in (shipped(), with_longer(id))
    ]
    assert own[0] == own[1]


def test_each_gets_only_its_own_points() -> None:
    dossier = with_longer("yuverta")
    short, longer = reminder(dossier, "yuverta"), reminder(dossier, "yuverta-noord")
    assert short is not None
    assert longer is not None
    assert longer.gevraagd
    # 'Uw contactpersoon …' can be said to both; a sentence with a name only to one.
    assert not [line for line in {*short.gevraagd} & {*longer.gevraagd} if "Yuverta" in line]
    for line in short.gevraagd:
        assert "Yuverta N " not in line


def test_an_offer_keeps_its_title() -> None:
    raw = SHIPPED["data/partners/kwadraad.yaml"]
    first = re.search(rb"\n  - id: ([a-z-]+)\n    titel: .*\n", raw)
    assert first is not None
    money = b"    financiering: {bron: subsidie, tot: 2026-12-20}\n"
    titled = first[0].rsplit(b"    titel", 1)[0] + b"    titel: Les van Kwadraad over geld\n" + money
    dossier = load(literal({**SHIPPED, "data/partners/kwadraad.yaml": raw.replace(first[0], titled, 1)}))[0]
    assert dossier.complete
    found = reminder(dossier, "kwadraad")
    assert found is not None
    (line,) = (line for line in found.straks if "over geld" in line)
    assert "‘Les van Kwadraad over geld’" in line
    assert "stopt" in line


def test_who_acts_and_whom_it_concerns_are_known_parties() -> None:
    dossier = shipped()
    for oordeel in judge(dossier, PEILDATUM):
        assert set(oordeel.doet) | set(oordeel.betreft) <= set(dossier.partners)
        assert oordeel.partner is None or oordeel.partner in oordeel.betreft
        assert oordeel.nu or not oordeel.doet
        for id in oordeel.doet:
            assert dossier.partners[id].in_zin in oordeel.nu, "who acts is who the sentence speaks of"


def test_what_lacks_of_more_parties_is_said_once_and_nothing_is_read_from_a_sentence() -> None:
    def lacking(name: str, more: str = "") -> tuple[str, Oordeel]:
        lacks = "is geen ondertekening gevonden"
        text = f"van {name} {lacks}{more}"
        return name, Oordeel("teken", name, None, "", "automatisch", Uitkomst.ONTBREEKT, text, gemis=lacks)

    def other(name: str) -> tuple[str, Oordeel]:
        text = f"de brief ‘Plan van {name}’ is niet gevonden"
        return name, Oordeel("brief", name, None, "", "automatisch", Uitkomst.ONTBREEKT, text)

    both = [lacking("de gemeente"), lacking("het OM"), lacking("de gemeente")]
    assert [one.toelichting for one in samen_gezegd(both)] == [
        "van de gemeente en het OM is geen ondertekening gevonden"
    ]
    answered = [lacking("de gemeente"), lacking("het OM", "; het OM antwoordt over 2026: ja")]
    assert [one.toelichting for one in samen_gezegd(answered)] == [one.toelichting for _, one in answered]
    # A title that differs only in a name is another title: nobody wrote a 'Plan van Scala en Scope'.
    titles = [other("Scala"), other("Scope"), other("Scala")]
    assert [one.toelichting for one in samen_gezegd(titles)] == [one.toelichting for _, one in titles[:2]]
