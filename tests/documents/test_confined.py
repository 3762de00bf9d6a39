"""The process for what somebody else wrote: what it may, what it may not, and that nothing of it stays."""

import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2.filters import FILTERS

from convenant_cli.documents.formats import make
from convenant_cli.documents.page import confined
from convenant_cli.documents.page.filling import filled
from convenant_cli.documents.page.own import templates_of
from convenant_cli.findings import ConvenantError
from tests import forbidden
from tests.alle_documenten import gathered, one_of_each
from tests.confining import anew, processes
from tests.conftest import ROOT, Run
from tests.grondig import spread
from tests.refused import each

__all__ = ["processes"]

pytestmark = pytest.mark.programmas

JAARPLAN = next(soort for soort in one_of_each() if soort.name == "jaarplan")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="hier begrenst een 'job' van Windows het geheugen")


@pytest.fixture(autouse=True, scope="module")
def _whole_new_processes() -> Iterator[None]:
    with anew():
        yield


def own(folder: Path, body: str, **others: str) -> Path:
    folder.mkdir(exist_ok=True)
    text = f"{{% extends schil %}}{{% block inhoud %}}<p>{body}</p>{{% endblock %}}"
    (folder / "jaarplan.html.j2").write_text(text, encoding="utf-8")
    for name, content in others.items():
        (folder / f"{name}.html.j2").write_text(content, encoding="utf-8")
    return folder


#: Refused before it is made, with the line.
LARGE = [
    '{{ "a" * 10**9 }}',
    "{{ 10**9 * 'a' }}",
    "{{ [1] * 10**9 }}",
    "{{ (1, 2) * 10**9 }}",
    '{{ "%1000000000d" % 1 }}',
    '{{ "%-01000000000s" % "x" }}',
    '{{ "%.1000000000f" % 1 }}',
    '{{ "%*d" % (1000000000, 1) }}',
    '{{ "%(a)1000000000s" % {"a": 1} }}',
    '{{ "%1000000000d" | format(1) }}',
    '{{ "x" | center(1000000000) }}',
    '{{ "x" | center(width=1000000000) }}',
    '{{ "x" | indent(1000000000, true) }}',
    '{{ [1] | batch(1000000000, "x") | list }}',
    '{{ [1] | slice(1000000000, "x") | list }}',
    "{{ 1.5 | round(1000000000) }}",
    "{{ 9 ** (9 ** 9) }}",
    '{% set ns = namespace(x="aaaaaaaaaa") %}{% for a in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}',
    "{% set ns = namespace(x=9) %}{% for a in range(99) %}{% set ns.x = ns.x * ns.x %}{% endfor %}",
    '{% set ns = namespace(x=["a"]) %}{% for a in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}',
]
#: Grows in steps that are each small enough: the memory of the process is the limit.
GROWING = [
    '{% set ns = namespace(x="aaaaaaaaaa") %}{% for a in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}',
    '{% set ns = namespace(x="aa") %}{% for a in range(99) %}{% set ns.x = ns.x | replace("a", "aaaa") %}{% endfor %}',
    '{% set ns = namespace(x="aa") %}{% for a in range(99) %}{% set ns.x = ns.x.replace("a", "aaaa") %}{% endfor %}',
    '{% set ns = namespace(x="aa") %}{% for a in range(99) %}{% set ns.x = [ns.x, ns.x] | join(ns.x) %}{% endfor %}',
    '{% for a in range(99999) %}{{ "a" * 999999 }}{% endfor %}',
    '{{ range(99999) | list | join("a" * 999999) | length }}',
    '{{ range(99999) | map("string") | map("replace", "1", "a" * 99999) | list | length }}',
]
#: Takes for ever.
ENDLESS = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    '{% for a in range(99999) %}{% for b in range(99999) if "x" in ("a" * 9999) %}{% endfor %}{% endfor %}',
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
]


_TOO_LARGE = r"jaarplan\.html\.j2:1: dit wordt te groot voor een document"


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """With which sentence each of the large is refused, in one process."""
    top = tmp_path_factory.mktemp("groot")
    tried = [templates_of(own(top / str(at), body)) for at, body in enumerate(LARGE)]
    context = {**gathered(JAARPLAN), "schil": "kaal.html.j2"}
    said = json.loads(confined.run(each, "jaarplan.html.j2", context, tried, subject="x", patience=2))
    return dict(zip(LARGE, said, strict=True))


@pytest.mark.parametrize("body", LARGE)
def test_what_is_very_large_is_refused_with_its_line(refused: dict[str, str], body: str) -> None:
    assert re.search(_TOO_LARGE, refused[body])


@pytest.mark.parametrize("body", spread(LARGE, 2))
def test_what_is_very_large_stops_the_making_of_a_document(tmp_path: Path, body: str) -> None:
    with pytest.raises(ConvenantError, match=_TOO_LARGE):
        make(".md", "jaarplan.html.j2", gathered(JAARPLAN), own(tmp_path, body))


@POSIX
@pytest.mark.parametrize("body", GROWING)
def test_what_grows_meets_the_limit_of_memory(
    tmp_path: Path, body: str, processes: list[subprocess.Popen[bytes]]
) -> None:
    with pytest.raises(ConvenantError, match=r"jaarplan\.html\.j2.* (te groot voor een document|te veel tijd|te lang)"):
        make(".md", "jaarplan.html.j2", gathered(JAARPLAN), own(tmp_path, body))
    assert [process.poll() is not None for process in processes] == [True]


@pytest.mark.parametrize("body", ENDLESS)
def test_what_takes_for_ever_is_ended(tmp_path: Path, body: str, processes: list[subprocess.Popen[bytes]]) -> None:
    with pytest.raises(ConvenantError, match=r"sjabloon .*jaarplan\.html\.j2: het invullen duurt te lang"):
        make(".md", "jaarplan.html.j2", gathered(JAARPLAN), own(tmp_path, body))
    assert [process.poll() is not None for process in processes] == [True]


def test_a_part_of_the_dossier_in_a_shipped_template_is_filled_in_apart_too(
    tmp_path: Path, processes: list[subprocess.Popen[bytes]]
) -> None:
    folder = own(tmp_path, "x", _colofon='{{ "a" * 10**9 }}')
    (folder / "jaarplan.html.j2").unlink()
    with pytest.raises(ConvenantError, match=r"_colofon\.html\.j2:1: dit wordt te groot"):
        make(".html", "jaarplan.html.j2", gathered(JAARPLAN), folder)
    assert len(processes) == 1


def test_the_shipped_templates_need_no_other_process(tmp_path: Path, processes: list[subprocess.Popen[bytes]]) -> None:
    for path in (ROOT / "templates").glob("*.j2"):  # also when they stand in the dossier
        (tmp_path / path.name).write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    make(".html", "jaarplan.html.j2", gathered(JAARPLAN), tmp_path)
    assert processes == []


def test_the_command_says_one_sentence(tmp_path: Path, convenant: Run) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    own(tmp_path / "templates", '{{ "a" * 10**9 }}')
    run = convenant("-C", tmp_path, "render", "jaarplan", "2026", "--peildatum", "2026-11-21")
    assert (run.code, run.out) == (2, "")
    assert len(run.err.splitlines()) == 1


#: A subject for the filters of Jinja that do not take a text.
SUBJECTS = {
    "abs": "1", "dictsort": "{'a': 1}", "filesizeformat": "12345", "first": "[1]", "groupby": "acties",
    "items": "{'a': 1}", "last": "[1]", "map": "['a']", "max": "[1]", "min": "[1]", "reject": "['a']",
    "rejectattr": "acties", "round": "1.5", "select": "['a']", "selectattr": "acties", "sum": "[1]",
    "tojson": "{'a': [1]}", "urlize": "'https://a.example/'", "xmlattr": "{'a': 1}",
}  # fmt: skip
ASKED = {
    "batch": "(2)", "groupby": "('titel')", "map": "('upper')", "reject": "('string')", "rejectattr": "('titel')",
    "replace": "('a', 'b')", "select": "('string')", "selectattr": "('titel')", "slice": "(2)", "wordwrap": "(5)",
}  # fmt: skip
STEP_BY_STEP = ("batch", "items", "map", "reject", "rejectattr", "select", "selectattr", "slice", "unique")


def test_the_filters_of_jinja_load_nothing_when_they_are_used(tmp_path: Path) -> None:
    names = sorted(set(FILTERS) - {"attr", "pprint", "random"})
    asked = {name: ASKED.get(name, "") + " | list" * (name in STEP_BY_STEP) for name in names}
    uses = [f"{{{{ {SUBJECTS.get(name, repr('abc def'))} | {name}{asked[name]} }}}}" for name in names]
    templates = templates_of(own(tmp_path, "".join(uses)))
    context = {**gathered(JAARPLAN), "schil": "kaal.html.j2"}
    assert b"ABC DEF" in confined.run(filled, "jaarplan.html.j2", [context], templates, subject="x")


# --- what the process may not -------------------------------------------------------------------------------------


def test_the_process_gets_no_secrets_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEHEIM_TOKEN", "abc")
    monkeypatch.setenv("PYTHONSTARTUP", "x.py")
    names = set(confined.run(forbidden.surroundings, subject="x").decode().split())
    assert not {"GEHEIM_TOKEN", "PYTHONSTARTUP", "HOME", "PATH"} & names


@pytest.mark.parametrize("name", ["reads", "runs", "system", "loads", "crashes", "floods"])
def test_the_process_opens_starts_and_reaches_nothing(name: str) -> None:
    with pytest.raises(ConvenantError, match="het sjabloon X vraagt te veel"):
        confined.run(getattr(forbidden, name), subject="het sjabloon X")


def test_the_process_connects_to_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert forbidden.connects(server.getsockname()[1]) == b"verbonden"
        with pytest.raises(ConvenantError):
            confined.run(forbidden.connects, server.getsockname()[1], subject="x")


def test_the_process_writes_nothing(tmp_path: Path) -> None:
    for opens in (False, True):
        if opens and sys.platform == "win32":
            continue
        with pytest.raises(ConvenantError):
            confined.run(forbidden.writes, str(tmp_path / "x"), subject="x", opens=opens)
    assert not (tmp_path / "x").exists() or (tmp_path / "x").read_bytes() == b""


def test_a_refusal_comes_back_as_text() -> None:
    with pytest.raises(ConvenantError, match=r"^zo kan het niet: é$"):
        confined.run(forbidden.refuses, subject="x")
