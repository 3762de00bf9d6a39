"""More year plans in one period: of one party or unit, or about one subject; each stands by itself."""

import re
from datetime import date
from pathlib import Path

import pytest

from convenant_cli.documents.kinds import Moment
from convenant_cli.documents.kinds.jaarplan import context
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.editing.creating.draft import usual_plan
from convenant_cli.judging.judging import judge
from convenant_cli.records.jaarplan import genoemde_plannen
from convenant_cli.sources.sources import Source
from tests.conftest import TESTS, Run, laid, overlay
from tests.een_bepaling import beoordeelbaar

BASIS = overlay(TESTS / "checks" / "controles" / "_basis").files
DAY = date(2026, 11, 21)
PLAN = "data/jaarplan/2026/jaarplan.yaml"
CLAUSE = """\
  - id: {id}
    nummer_zekerheid: ongenummerd
    titel: Een plan
    tekst: Er is elk jaar een plan.
    gebonden: [{bound}]
    aard: resultaat
    familie: automatisch
    toets: {{soort: jaarplan, per: kalenderjaar, vanaf: 2026-01-01, {more}}}
"""
BEPALINGEN = "hoofdstuk: 9\ntitel: Toets\nbepalingen:\n" + "".join(
    (
        CLAUSE.format(id="samen", bound="gemeente", more="eenmalig: nee"),
        CLAUSE.format(id="eigen", bound="alle", more="eigen: ja, vastgesteld_binnen: 30 dagen"),
        CLAUSE.format(id="locatie", bound="noorderschool/locatie-kade", more="eigen: ja"),
        CLAUSE.format(id="uitgaan", bound="gemeente", more="onderwerp: veilig uitgaan"),
    )
)


def plan(year: str, *more: str) -> str:
    """Return a draft for a year, with other fields."""
    text = re.sub(r"vastgesteld_(op|in|met):.*\n", "", BASIS[PLAN].decode()).replace("2026", year)
    return text.replace("status: vastgesteld", "\n".join(("status: concept", *more)))


def dossier(**plans: str) -> Dossier:
    """Return the example dossier with more plans: their id, with underscores, and their text."""
    files = {f"data/jaarplan/{id.strip('_').replace('_', '-')}/jaarplan.yaml": text for id, text in plans.items()}
    texts = {name: text.encode() for name, text in {**files, "data/bepalingen/9-toets.yaml": BEPALINGEN}.items()}
    return beoordeelbaar(Source("voorbeeld", dict(sorted({**BASIS, **texts}.items()))))


def told(known: Dossier, clause: str, period: str = "2026", day: date = DAY) -> dict[str, str]:
    found = [one for one in judge(known, day) if (one.bepaling, one.periode) == (clause, period)]
    return {one.eenheid or one.partner or "samen": f"{one.staat}: {one.toelichting}" for one in found}


ADOPTED = ("eigenaar: noorderschool", "vastgesteld_op: 2026-01-31")


def test_each_party_has_its_own_plan() -> None:
    own = plan("2026", *ADOPTED).replace("concept", "vastgesteld")
    known = dossier(_2026_noorderschool=own, _2026_politie=plan("2026", "eigenaar: politie"))
    assert told(known, "eigen") == {
        "gemeente": "niet gevonden: geen jaarplan van de gemeente gevonden voor 2026",
        "noorderschool": "voldaan: jaarplan 2026-noorderschool is er, vastgesteld op 31 januari 2026",
        "politie": "gedeeltelijk gevonden: jaarplan 2026-politie is nog niet vastgesteld; dat zou uiterlijk "
        "31 januari 2026 zijn",
    }
    # The plan of one party is not that of all together, and the other way round.
    assert told(known, "samen") == {"gemeente": "voldaan: jaarplan 2026 is er, vastgesteld op 1 december 2025"}
    nobody = dossier()
    assert told(nobody, "eigen")["noorderschool"] == (
        "niet gevonden: geen jaarplan van Noorderschool gevonden voor 2026"
    )
    doers = [one.doet for one in judge(nobody, DAY) if (one.bepaling, one.partner) == ("eigen", "politie")]
    assert doers == [("politie",)]
    # Of a year that is over the party itself knows whether there was a plan, and not who keeps the dossier.
    late = [one for one in judge(nobody, date(2027, 2, 1)) if (one.bepaling, one.periode) == ("eigen", "2026")]
    assert [(one.doet, one.nu) for one in late if one.partner == "politie"] == [
        (("politie",), "Politie meldt bij de gemeente of er een jaarplan is voor 2026")
    ]
    assert [one.nu for one in late if one.partner == "gemeente"] == [
        "de gemeente meldt in het dossier of er een jaarplan is voor 2026"
    ]


@pytest.mark.parametrize(
    ("owner", "state"), [("noorderschool/locatie-kade", "voldaan"), ("noorderschool", "niet gevonden")]
)
def test_a_unit_has_its_own_plan(owner: str, state: str) -> None:
    known = dossier(_2026_kade=plan("2026", f"eigenaar: {owner}"))
    later = told(known, "locatie", day=date(2027, 1, 1))
    assert later["noorderschool/locatie-kade"].partition(":")[0] == state


def test_a_plan_about_one_subject_is_another_plan() -> None:
    known = dossier(_2026_uitgaan=plan("2026", "onderwerp: Veilig uitgaan"))
    assert told(known, "uitgaan") == {"gemeente": "voldaan: jaarplan 2026-uitgaan is er"}
    assert told(known, "samen")["gemeente"].startswith("voldaan: jaarplan 2026 is er")
    assert told(dossier(), "uitgaan", day=date(2027, 1, 1)) == {
        "gemeente": "niet gevonden: geen jaarplan over ‘veilig uitgaan’ gevonden voor 2026"
    }


def test_a_plan_looks_back_on_the_plan_of_the_same() -> None:
    known = dossier(
        _2027=plan("2027"),
        _2026_noorderschool=plan("2026", "eigenaar: noorderschool"),
        _2027_noorderschool=plan("2027", "eigenaar: noorderschool"),
        _2027_uitgaan=plan("2027", "onderwerp: Veilig uitgaan"),
    )
    moment = Moment(DAY, "", "")
    before = {which: context(known, which, moment)["vorig"] for which in known.jaarplannen}
    assert {which: one.id if one else None for which, one in before.items()} == {
        "2026": None,
        "2026-noorderschool": None,
        "2027": "2026",
        "2027-noorderschool": "2026-noorderschool",
        "2027-uitgaan": None,
    }
    facts = dict(context(known, "2027-noorderschool", moment)["kop"].gegevens)
    assert facts["Plan van"] == "Noorderschool"
    assert usual_plan(known) == "2027-uitgaan"


def test_a_decision_names_the_plan_of_one_party() -> None:
    named = genoemde_plannen("De jaarplannen 2026, 2026-noorderschool en 2026-2027-wijk-oost zijn vastgesteld.")
    assert named == {"2026", "2026-noorderschool", "2026-2027-wijk-oost"}
    assert genoemde_plannen("Het jaarplan 2026 - zie de bijlage - is vastgesteld.") == {"2026"}


def test_a_new_plan_of_one_party_gets_its_name_and_period(tmp_path: Path, convenant: Run) -> None:
    laid(tmp_path, BASIS)
    convenant(
        "-C", tmp_path, "new", "jaarplan", "2027-noorderschool", "eigenaar=Noorderschool", "samenvatting=Nog leeg.",
        "--peildatum", DAY.isoformat(), code=0,
    )  # fmt: skip
    text = (tmp_path / "data/jaarplan/2027-noorderschool/jaarplan.yaml").read_text(encoding="utf-8")
    assert "titel: Jaarplan 2027 van Noorderschool\n" in text
    assert "periode: kalenderjaar 2027\n" in text
    assert "eigenaar: noorderschool\n" in text


def test_actions_and_evaluations_can_be_of_the_own_plans() -> None:
    own = plan("2026", *ADOPTED).replace("concept", "vastgesteld")
    action = BASIS["data/jaarplan/2026/acties/ouderavond.yaml"].decode()
    more = CLAUSE.format(id="acties", bound="alle", more="eigen: ja").replace(
        "jaarplan, per: kalenderjaar, vanaf: 2026-01-01", "acties"
    )
    note = CLAUSE.format(id="evaluatie", bound="alle", more="van: jaarplan, eigen: ja, binnen: 3 maanden")
    note = note.replace("jaarplan, per: kalenderjaar, vanaf: 2026-01-01", "evaluatie")
    files = {
        "data/bepalingen/9-toets.yaml": f"hoofdstuk: 9\ntitel: Toets\nbepalingen:\n{more}{note}",
        "data/jaarplan/2026-noorderschool/jaarplan.yaml": own,
        "data/jaarplan/2026-noorderschool/acties/ouderavond.yaml": action,
    }
    texts = {name: text.encode() for name, text in files.items()}
    known = beoordeelbaar(Source("voorbeeld", dict(sorted({**BASIS, **texts}.items()))))
    assert told(known, "acties", "2026-noorderschool") == {
        "noorderschool": "voldaan: jaarplan 2026-noorderschool heeft met Noorderschool actie 1.1"
    }
    assert told(known, "acties", "")["politie"].endswith("geen jaarplan van Politie gevonden dat loopt of nog begint")
    # Only its own party evaluates it, and not the plan of all together.
    assert told(known, "evaluatie", "2026", date(2027, 4, 1)) == {}
    late = told(known, "evaluatie", "2026-noorderschool", date(2027, 4, 1))
    assert set(late) == {"noorderschool"}
    assert late["noorderschool"].startswith("niet gevonden: een evaluatie van jaarplan 2026-noorderschool")
