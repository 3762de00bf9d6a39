"""What a template gets is data, all the way down: no record, dossier, source, path, module or file is reachable."""

import functools
import pickle
import subprocess
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from convenant_cli.changes.comparing import compare
from convenant_cli.changes.sides import asked, open_sides
from convenant_cli.documents import kinds
from convenant_cli.documents.content.oordelen import page
from convenant_cli.documents.kinds.wijzigingen import context_of_changes
from convenant_cli.documents.page import filters
from convenant_cli.documents.page.data import PLAIN, Persoonsgegeven, Shown, as_data
from convenant_cli.documents.page.rendering import Templates, fill_in
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.findings import ConvenantError
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.sources.sources import literal
from tests.alle_documenten import MOMENT, every, one_of_each, shipped
from tests.documents.test_all_documents import NAME, with_people
from tests.grondig import GRONDIG
from tests.verhaal import verhaal

DATA = (*PLAIN, list, tuple, dict, frozenset, Shown, Persoonsgegeven)
INTERN = replace(MOMENT, intern=True)


@functools.cache
def people() -> Dossier:
    return load(literal(with_people()))[0]


def _made(name: str, dossier: Callable[[], Dossier], which: str, moment: kinds.Moment) -> Mapping[str, Any]:
    return kinds.context(name, dossier(), which, moment)


def contexts() -> Iterator[tuple[str, Callable[[], Mapping[str, Any]]]]:
    """Yield how to make every context, by name: making them all takes long, and only one process needs them."""
    for soort in every() if GRONDIG else one_of_each():
        yield str(soort), functools.partial(_made, soort.name, shipped, soort.which, MOMENT)
        yield f"{soort} intern", functools.partial(_made, soort.name, people, soort.which, INTERN)
        yield f"{soort} met adresboek", functools.partial(_made, soort.name, people, soort.which, MOMENT)
    yield "check", lambda: page(overzicht(shipped(), MOMENT.peildatum), MOMENT)
    yield "check later", lambda: page(overzicht(people(), MOMENT.peildatum + timedelta(days=900)), MOMENT)


def reachable(start: Any) -> Iterator[tuple[str, Any]]:
    """Yield everything that can be reached from something, as Python can, with the way there."""
    todo, seen = [("", start)], set()
    while todo:
        way, thing = todo.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        yield way, thing
        if isinstance(thing, Mapping):
            todo += [(f"{way}[{key!r}]", one) for key, one in thing.items()]
            todo += [(f"{way} key", key) for key in thing]
        elif isinstance(thing, list | tuple | set | frozenset):
            todo += [(f"{way}[{number}]", one) for number, one in enumerate(thing)]
        elif isinstance(thing, functools.partial):
            todo += [(f"{way}.args", thing.args), (f"{way}.keywords", thing.keywords), (f"{way}.func", thing.func)]
        elif isinstance(thing, types.FunctionType):
            cells = thing.__closure__ or ()
            todo += [(f"{way} closure {number}", cell.cell_contents) for number, cell in enumerate(cells)]
            todo += [(f"{way} default", one) for one in (thing.__defaults__, thing.__kwdefaults__) if one]
        elif isinstance(thing, types.MethodType):
            todo.append((f"{way}.__self__", thing.__self__))
        if hasattr(thing, "__dict__") and not isinstance(thing, type | types.FunctionType):
            todo += [(f"{way}.{name}", one) for name, one in vars(thing).items()]


CONTEXTS = dict(contexts())


@functools.cache
def context_of(name: str) -> Mapping[str, Any]:
    return CONTEXTS[name]()


@pytest.mark.parametrize("name", CONTEXTS)
def test_everything_in_a_context_is_data(name: str) -> None:
    found = list(reachable(context_of(name)))
    assert len(found) > 20
    assert {(way, type(one)) for way, one in found if type(one) not in DATA} == set()


#: The modules whose functions a template may call: words, numbers and days in, words out.
PURE = ("convenant_cli.documents.page.filters", "convenant_cli.kalender", "convenant_cli.text.sentences")


@pytest.mark.parametrize("name", CONTEXTS)
def test_filters_and_functions_hold_tables_and_nothing_else(name: str) -> None:
    context = context_of(name)
    offered = {**filters.filters(context["woorden"]), **filters.functions(context.get("functies", {}))}
    for way, one in reachable(offered):
        if ".jinja_pass_arg" in way:  # a word of Jinja's own: that a filter is given the context
            continue
        if callable(one) and not isinstance(one, functools.partial | type):
            assert isinstance(one, types.FunctionType), way
            assert one.__module__ in PURE, way
        else:
            assert type(one) in (*DATA, functools.partial, type), way


def test_a_compiled_template_holds_no_name_of_a_dossier() -> None:
    """A shipped template is compiled once, and filled in for every dossier."""
    shipped = Templates({"proef.html.j2": ("proef.html.j2", "{{ 'halt' | partij }}, {{ ['halt'] | partijen | join }}")})
    for name in ("Halt", "Een ander"):
        text = fill_in("proef.html.j2", {"woorden": {"partij": {"halt": name}}}, shipped)
        assert text == f"{name}, {name}\n"


def test_the_changes_between_two_moments_are_data(tmp_path: Any) -> None:
    folder = verhaal(tmp_path)
    with open_sides(folder, asked("HEAD~1", "HEAD")) as (old, new, _):
        context = context_of_changes(compare(old, new, MOMENT.peildatum), MOMENT, new.whole())
    assert {(way, type(one)) for way, one in reachable(context) if type(one) not in DATA} == set()


@pytest.mark.parametrize("name", ["nalevingsbijlage", "jaarplan-2027", "check"])
def test_another_process_takes_it_without_knowing_records(name: str) -> None:
    code = (
        "import pickle, sys; c = pickle.load(sys.stdin.buffer); "
        "print(sorted(m for m in sys.modules if m in ('pydantic', 'git') or m.startswith('convenant_cli.records')))"
    )
    given = pickle.dumps(context_of(name))
    run = subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, check=True)
    assert run.stdout.decode().strip() == "[]"


def test_what_is_no_data_is_a_mistake_of_ours(tmp_path: Any) -> None:
    for wrong in (tmp_path, shipped().source, lambda: 1, sys, shipped()):
        with pytest.raises(TypeError, match="not for a template"):
            as_data({"x": wrong})


def test_what_was_one_thing_stays_one() -> None:
    context = context_of("check")
    point = context["overzicht"].punten[0]
    assert point.eerste in context["functies"]["plaats"]
    assert point.eerste in context["overzicht"].oordelen


def test_a_value_about_a_person_cannot_be_used_in_any_way() -> None:
    value = as_data({"x": shipped().partners["halt"]}, {shipped().partners["halt"].naam: "prive/x.yaml, veld 'naam'"})
    hidden = value["x"].naam
    for use in (str, repr, bool, len, list, hash, format, lambda x: x == "a", lambda x: x + "a", lambda x: "a" + x,
                lambda x: f"{x}", lambda x: x % 1, lambda x: x[0], lambda x: "a" in x, lambda x: x * 2):  # fmt: skip
        with pytest.raises(ConvenantError, match=r"gegeven van een persoon tonen \(prive/x\.yaml, veld 'naam'\)"):
            use(hidden)


def test_a_public_context_holds_no_value_of_the_address_book() -> None:
    for name in CONTEXTS:
        if "intern" not in name:
            assert [way for way, one in reachable(context_of(name)) if isinstance(one, str) and NAME in one] == [], name
