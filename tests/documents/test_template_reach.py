"""A template reaches values of the dossier, and nothing with which a program can do something."""

from pathlib import Path

import pytest

from convenant_cli.documents.content.oordelen import page
from convenant_cli.documents.formats import make
from convenant_cli.findings import ConvenantError
from convenant_cli.judging.overzicht import overzicht
from tests.alle_documenten import MOMENT, gathered, one_of_each, shipped

KINDS = {soort.name: soort for soort in one_of_each()}
PICKLE = "\"cposix\\nsystem\\n(S'id'\\ntR.\""


def write(folder: Path, name: str, body: str) -> bytes:
    context = page(overzicht(shipped(), MOMENT.peildatum), MOMENT) if name == "check" else gathered(KINDS[name])
    text = "{% extends schil %}{% block inhoud %}<p>" + body + "</p>{% endblock %}"
    (folder / f"{name}.html.j2").write_text(text, encoding="utf-8")
    return make(".md", f"{name}.html.j2", context, folder)


@pytest.mark.parametrize(
    "body",
    [
        "{{ acties | map(attribute='titel') }}",
        "{{ [acties | map('string')] }}",
        "{{ {'a': acties | select} }}",
        "{{ acties | batch(2) }}",
        "{{ ['a'] | map('upper') }}",
        "{% macro m() %}x{% endmacro %}{{ m }}",
        "{{ 'a'.upper }}",
        "{{ range }}",
        "{{ self }}",
        "{{ namespace() }}",
        "{% for a in acties %}{{ loop }}{% endfor %}",
    ],
)
def test_what_is_no_text_is_told_and_not_shown_as_python_holds_it(tmp_path: Path, body: str) -> None:
    with pytest.raises(ConvenantError, match=r"jaarplan\.html\.j2:1: hier staat geen tekst"):
        write(tmp_path, "jaarplan", body)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        # Methods of the library that records are made with: they read files, and run what a pickle says.
        ("agenda", f'{{{{ bijeenkomst.parse_raw({PICKLE}, content_type="x/pickle", allow_pickle=true) }}}}'),
        ("jaarplan", f'{{{{ plan.parse_raw({PICKLE}, proto="pickle", allow_pickle=true) }}}}'),
        ("jaarplan", '{{ plan.parse_file("/etc/hostname") }}'),
        ("jaarplan", '{{ plan["parse_file"]("/etc/hostname") }}'),
        ("jaarplan", '{{ (plan | attr("parse_file"))("/etc/hostname") }}'),
        ("jaarplan", '{{ [plan] | map(attribute="parse_file") | first }}'),
        ("jaarplan", '{% for m in [plan] | map(attribute="model_validate_json") %}{{ m("{}") }}{% endfor %}'),
        ("jaarplan", '{{ [plan] | sum(attribute="model_copy") }}'),
        ("jaarplan", '{{ ([plan] | groupby("model_dump_json") | first)[0] }}'),
        ("jaarplan", '{{ [plan] | selectattr("model_construct") | list }}'),
        ("jaarplan", '{{ acties | sort(attribute="copy") }}'),
        ("jaarplan", "{{ plan.model_dump_json() }}"),
        ("jaarplan", "{{ plan.model_fields }}"),
        ("jaarplan", "{{ plan.from_orm }}"),
        ("jaarplan", "{{ plan.construct() }}"),
        ("jaarplan", '{{ plan.identify("x", "y") }}'),
        ("jaarplan", "{{ plan.themas[0].model_copy() }}"),
        ("jaarplan", "{{ acties[0].match }}"),
        # The dossier, where it came from, and the disk behind it.
        ("check", "{{ overzicht.dossier }}"),
        ("check", '{{ overzicht["dossier"] }}'),
        ("check", '{{ (overzicht.dossier.source.root / "/etc/hostname").read_text() }}'),
        ("naleving", '{{ overzicht.dossier.source.root.joinpath("x").write_text("owned") }}'),
        ("naleving", "{{ overzicht.dossier.personen.personen[0].naam }}"),
        ("naleving", '{{ [overzicht] | map(attribute="dossier.source.root") | first }}'),
        # What Python itself offers.
        ("jaarplan", "{{ plan.__class__.__mro__ }}"),
        ("jaarplan", '{{ plan | attr("__class__") }}'),
        ("jaarplan", '{{ "{0.__class__}".format(plan) }}'),
        ("jaarplan", '{{ "{a.__class__}".format_map({"a": plan}) }}'),
        ("jaarplan", '{{ "".format.__globals__ }}'),
        ("jaarplan", "{{ self.__init__.__globals__ }}"),
        ("jaarplan", "{{ self._TemplateReference__context }}"),
        ("jaarplan", "{{ range.__self__ }}"),
        ("jaarplan", "{{ namespace.__init__.__globals__ }}"),
        ("jaarplan", "{% macro m() %}{% endmacro %}{{ m._environment }}"),
        ("jaarplan", "{% macro m() %}{% endmacro %}{{ m.name }}"),
        ("jaarplan", "{% for x in [1] %}{{ loop._iterator }}{% endfor %}"),
        ("jaarplan", '{% import "_delen.html.j2" as d with context %}{{ d._body_stream }}'),
        ("jaarplan", "{{ plan.periode.tijdvak(none) }}"),
        ("jaarplan", "{{ moment.peildatum.today() }}"),
        ("jaarplan", "{{ moment.peildatum.replace.__self__ }}"),
        ("jaarplan", "{{ cycler }}"),
        ("jaarplan", "{{ joiner }}"),
        ("jaarplan", "{{ lipsum.__globals__ }}"),
        ("jaarplan", "{{ themas.append(1) }}"),
        ("jaarplan", "{{ te_laat.update({1: 2}) }}"),
        ("jaarplan", '{{ "x".encode() }}'),
        ("jaarplan", '{{ "x".ljust(1000000000) }}'),
        ("jaarplan", '{{ "x".center(1000000000) }}'),
        ("jaarplan", '{{ "x".zfill(1000000000) }}'),
        ("jaarplan", '{{ "\\t".expandtabs(1000000000) }}'),
        ("jaarplan", "{{ (1).from_bytes }}"),
        ("jaarplan", "{{ (1.5).hex() }}"),
    ],
)
def test_a_template_reaches_nothing_but_data(tmp_path: Path, name: str, body: str) -> None:
    with pytest.raises(ConvenantError, match=r"\.html\.j2:1: .*(mag een sjabloon niet|veld dat er niet is)"):
        write(tmp_path, name, body)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("{{ plan.titel | upper }}", "JAARPLAN"),
        ("{{ plan.titel.split() | first }}", "Jaarplan"),
        ("{{ plan['titel'] }}", "Jaarplan"),
        ("{{ moment.peildatum.year + 1 }} {{ moment.peildatum.isoformat() }}", "2027 2026-11-21"),
        ("{{ themas[0].acties | map(attribute='trekker') | unique | join(' ') }}", "halt"),
        ("{% for kort, lang in afkortingen.items() %}{{ kort }} {% endfor %}", "GGD"),
        ("{% set ns = namespace(n=0) %}{% for _ in acties %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}", "1"),
        ("{% for a in acties %}{{ loop.index }}{{ loop.cycle('a', 'b') }}{% endfor %}", "1a2b"),
        ("{% import '_delen.html.j2' as d with context %}{{ d.status('loopt') }}", "► loopt"),
    ],
)
def test_a_template_can_use_the_data(tmp_path: Path, body: str, shown: str) -> None:
    assert shown in write(tmp_path, "jaarplan", body).decode().replace("\\", "")
