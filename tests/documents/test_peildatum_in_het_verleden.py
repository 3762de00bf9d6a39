"""A document of a day in the past tells of that day: nothing that happened later, and how far it can be trusted."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.formats import make
from convenant_cli.documents.page.herkomst import places
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.op_dag import later_facts, op_dag, teruggeblikt
from convenant_cli.dossier.reading import load
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import lange_datum
from convenant_cli.records.model.holding import happened
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.model.texts import texts
from convenant_cli.sources.sources import literal
from tests.alle_documenten import MOMENT, shipped
from tests.conftest import BASIS, PEILDATUM, ROOT, Run, read_folder

DAY = date(2026, 5, 1)
#: What nobody could have made on that day.
_NOT_YET = {
    ("jaarplan", "2027"),
    ("verslag", "2026-09-17-contactpersonenoverleg"),
    ("verslag", "2026-12-10-jaarlijkse-bijeenkomst"),
}
THEN = kinds.Moment(DAY, MOMENT.revisie, MOMENT.programma)


def _every() -> Iterator[tuple[str, str]]:
    for name in kinds.names():
        if kinds.of_changes(name):
            continue
        for which in kinds.choices(name, shipped()) or [""]:
            yield name, which


def later_texts() -> set[str]:
    """Return the texts that stand with a date after the day, and nowhere in what was known by then."""
    later = {text for record in shipped().records for text in _told(record)}
    before = {text for record in op_dag(shipped(), DAY).dossier.records for _, text in texts(record)}
    known = "\n".join(before)
    return {text for text in later if len(text) > 25 and " " in text and text not in known}


def _told(part: Any) -> Iterator[str]:
    if isinstance(part, Onderdeel):
        days = [day for name in happened(type(part)) if (day := getattr(part, name))]
        held = getattr(part, "status", "") == "gehouden" and part.datum > DAY  # type: ignore[attr-defined]
        own = held or (bool(days) and min(days) > DAY)
        for name in type(part).model_fields:
            value = getattr(part, name)
            if own and isinstance(value, str):
                yield " ".join(value.split())
            yield from _told(value)
    elif isinstance(part, tuple):
        for item in part:
            yield from _told(item)


def _text(name: str, which: str, moment: kinds.Moment = THEN, dossier: Dossier | None = None) -> str:
    context = kinds.context(name, dossier or shipped(), which, moment)
    return " ".join(make(".md", f"{name}.html.j2", context).decode().split())


@pytest.mark.parametrize(("name", "which"), list(_every()))
def test_no_document_tells_what_happened_later(name: str, which: str) -> None:
    if (name, which) in _NOT_YET:
        with pytest.raises(ConvenantError, match=r"nog geen|nog niet gehouden"):
            _text(name, which)
        return
    text = _text(name, which)
    assert [told for told in later_texts() if told in text] == []
    assert teruggeblikt(shipped(), DAY) in text, "how far it can be trusted"


def test_there_is_much_that_a_document_of_that_day_may_not_tell() -> None:
    today = {text for name, which in _every() if name in ("jaarplan", "evaluatie") for text in [_now(name, which)]}
    assert len([told for told in later_texts() if any(told in text for text in today)]) > 20


def _now(name: str, which: str) -> str:
    return _text(name, which, MOMENT)


@pytest.mark.parametrize("name", ["jaarplan", "naleving", "bestuurssamenvatting"])
def test_a_document_of_the_day_of_the_records_says_nothing_of_looking_back(name: str) -> None:
    assert teruggeblikt(shipped(), PEILDATUM) == ""
    assert "teruggerekend" not in _now(name, "2026" if name == "jaarplan" else "")


def test_a_plan_stands_as_it_stood(convenant: Run) -> None:
    text = _text("jaarplan", "2026")
    finished = [
        one for one in shipped().acties_van("2026") if one.status == "afgerond" and (one.afgerond_op or DAY) > DAY
    ]
    assert finished, "something was finished after the day"
    for action in finished:
        day = lange_datum(action.afgerond_op) if action.afgerond_op else ""
        assert f"afgerond op {day}" not in text
        if action.indicator and action.indicator.resultaat:
            known = op_dag(shipped(), DAY).dossier.acties[action.id].indicator
            assert known is not None
            assert known.resultaat is None
    done = convenant("-C", ROOT, "render", "jaarplan", "2026", "--peildatum", str(DAY))
    assert done.err.count(str(DAY)) == 1
    done = convenant("-C", ROOT, "render", "jaarplan", "2027", "--peildatum", str(DAY))
    assert (done.code, done.err.count(str(DAY))) == (2, 2)


def test_a_plan_that_was_adopted_later_has_no_version_yet() -> None:
    """What its version was before, only its history can tell."""
    before = date(2025, 11, 1)
    plan = op_dag(shipped(), before).dossier.jaarplannen["2026"]
    assert (plan.status, plan.versie, plan.vastgesteld_in) == ("concept", "", None)
    text = _text("jaarplan", "2026", kinds.Moment(before, "0" * 10, "convenant"))
    assert "Versie:" not in text
    assert "Vastgesteld:" not in text


def test_a_running_plan_of_which_everything_came_later_is_shown_as_it_can_have_been() -> None:
    """A plan in concept tells of one day: that on which an action was done."""
    files = read_folder(BASIS)
    name = "data/jaarplan/2026/jaarplan.yaml"
    plan = re.sub(r"vastgesteld_(op|in|met): .*\n", "", files[name].decode()).replace("vastgesteld", "concept")
    dossier = load(literal({**files, name: plan.encode()}))[0]
    text = _text("jaarplan", "2026", kinds.Moment(date(2026, 6, 15), "0" * 10, "convenant"), dossier)
    assert "Ouderavond" in text
    assert "afgerond" not in text[text.index("Stand op") : text.index("Planning")]
    with pytest.raises(ConvenantError, match="nog geen plan 2026"):
        _text("jaarplan", "2026", kinds.Moment(date(2025, 12, 31), "0" * 10, "convenant"), dossier)


def test_changes_until_a_day_are_read_from_the_records_of_that_day(convenant: Run) -> None:
    done = convenant("-C", ROOT, "render", "wijzigingen", "--sinds", "HEAD", "--peildatum", str(DAY), code=2)
    assert f"--rev {DAY}" in done.err


def test_a_field_for_review_is_named_by_its_place_in_the_file() -> None:
    """Messages that are not shown make others stand further on in the file."""
    known = op_dag(shipped(), DAY)
    for record in known.dossier.records:
        own = places(known)[id(record)]
        assert own == f"{record.name}#"
    actie = next(one for one in shipped().acties.values() if len(one.voortgang) > 1)
    turned = actie.model_copy(update={"voortgang": tuple(reversed(actie.voortgang))})
    day = min(one.datum for one in actie.voortgang)
    file = shipped().files[actie.name]
    dossier = Dossier(shipped().source, {actie.name: replace(file, record=turned)})
    seen = op_dag(dossier, day)
    (message,) = [part for part in seen.dossier.acties[actie.id].voortgang if part.datum == day]
    assert places(seen)[id(message)] == f"{actie.name}#voortgang/{len(actie.voortgang) - 1}/"


def test_a_dossier_of_which_nothing_is_later_stays_itself() -> None:
    assert list(later_facts(shipped(), PEILDATUM)) == []
    assert op_dag(shipped(), date(2099, 1, 1)).dossier is shipped()
