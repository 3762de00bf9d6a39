"""A value about a person is kept out of a document in every spelling, and a text that only looks like one is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.formats import make
from convenant_cli.documents.page import discretion
from convenant_cli.documents.page.discretion import private_values, refuse_private
from convenant_cli.dossier.reading import load
from convenant_cli.findings import ConvenantError
from convenant_cli.records import Record
from convenant_cli.records.model.texts import texts
from convenant_cli.sources.sources import literal
from tests.alle_documenten import MOMENT
from tests.conftest import ROOT, Run, laid, read_folder, whole
from tests.documents.test_all_documents import MAIL, NAME, NUMBER, with_people
from tests.grondig import pairs
from tests.verhaal import begun, git

SECRET = {"Zoë de Verzonnene": "naam", "06-12345678": "telefoon", "z.verzonnen@halt.example": "email", "Bo Li": "kort"}


@pytest.mark.parametrize(
    "shown",
    [
        "<p>Bel Zoë de Verzonnene.</p>", "ZOË DE VERZONNENE", "zoe de verzonnene", "Zoe\u0308 de Verzonnene",
        "Zo&euml; de&nbsp;Verzonnene", "Zo&#235; de Verzonnene", "Zoë-de-Verzonnene", "ZoëDeVerzonnene",
        "Z<b>oë</b> de Ver<i>zon</i>nene", "Zo&shy;ë de Ver\u200bzonnene", "Z.o.ë d_e V e r z o n n e n e",
        "Zoë\u2003de\u2028Verzonnene", "Ｚｏë de Ｖｅｒｚｏｎｎｅｎｅ", "𝐙𝐨ë de 𝓥erzonnene", "Zoë\nde\tVerzonnene",
        '<p title="Zoë de Verzonnene">x</p>', '<img src="#g" alt="zoë de verzonnene">',
        "<style>p::after{content:'Zoë de Verzonnene'}</style>", "de Verzonnene, Zoë", "Verzonnene Zoë de",
        "<td>Zoë</td><td>de</td><td>Verzonnene</td>",
        "voorZoë de Verzonneneachter", "Zoë de Verzonnene's kamer", "Z\u3164oë de Verzonnene",
        "06-12345678", "06 12 34 56 78", "0612345678", "+31 6 12345678", "+31612345678", "0031 6 12 34 56 78",
        "(06) 1234-5678", "+31 (0)6 12345678", "06.12.34.56.78", "06/12345678", "0<b>6</b>-123<i>45</i>678",
        "０６－１２３４５６７８", '<a href="tel:+31612345678">bel</a>', "tel06&#45;12345678nu",
        "06\u2011123\u00ad45678",
        "z.verzonnen@halt.example", "Z.VERZONNEN@HALT.EXAMPLE", "z.verzonnen (at) halt.example",
        "z.verzonnen [at] halt . example", '<a href="mailto:z.verzonnen@halt.example">mail</a>',
        "z.verzonnen&#64;halt.example", "z<b>.</b>verzonnen@halt.example",
        "z-verzonnen@halt example",
        "Bo Li", "met bo li.", "Bo-Li", "B<b>o</b> Li", "BO LI", "(Bo Li)", "<td>Bo</td><td>Li</td>",
    ],
)  # fmt: skip
def test_a_value_in_any_spelling_is_refused(shown: str) -> None:
    with pytest.raises(ConvenantError, match="gegeven van een persoon tonen") as refused:
        refuse_private([shown], SECRET)
    assert "Verzonnene" not in str(refused.value)


@pytest.mark.parametrize(
    "shown",
    [
        "De verzonnene zoekt", "symboliek", "Bo, of Lies", "carambo lindeboom", "Zoë", "06-1234567", "06-12345679",
        "verzonnen@halt.example", "een bolide",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_not_refused(shown: str) -> None:
    refuse_private([shown], SECRET)


MADE_OF_IT = [
        "{{ %r | upper }}", "{{ %r | lower }}", '{{ %r | replace(" ", "-") }}',
        '{{ %r | replace("a", "&shy;a" | safe) }}',
        '{{ %r | list | join(".") }}', "{%% for x in %r %%}<b>{{ x }}</b>{%% endfor %%}",
        "{{ %r.split() | join(' / ') }}",
        "{{ %r | title }}", "{{ %r | replace('-', ' ') }}", "{{ %r.swapcase() }}",
        "{{ %r | batch(3) | map('join') | join('\u200b') }}",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), pairs(MADE_OF_IT, [NAME, NUMBER, MAIL]))
def test_what_a_template_makes_of_it_is_refused(tmp_path: Path, text: str, value: str) -> None:
    dossier, _ = load(literal(with_people()))
    body = text % value
    shell = f"{{% extends schil %}}{{% block inhoud %}}<p>{body}</p>{{% endblock %}}"
    (tmp_path / "partnergids.html.j2").write_text(shell, encoding="utf-8")
    context = kinds.context("partnergids", dossier, "", MOMENT)
    with pytest.raises(ConvenantError, match=r"prive/personen\.yaml, veld"):
        make(".md", "partnergids.html.j2", context, tmp_path, private=private_values(dossier))


def test_a_public_number_in_another_form_is_no_secret() -> None:
    files = with_people()
    partner = files["data/partners/halt.yaml"].decode()
    public = "contactpersoon:\n  telefoon: 0655550199"
    files["data/partners/halt.yaml"] = partner.replace("contactpersoon:", public, 1).encode()
    dossier = whole(files)
    assert NUMBER not in private_values(dossier)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a dossier in git, with an address book on disk, of which an action tells a name in capitals."""
    laid(tmp_path / "data", read_folder(ROOT / "data"))
    begun(tmp_path)
    action = tmp_path / "data/jaarplan/2026/acties/ouderavond-online.yaml"
    text = action.read_text(encoding="utf-8")
    assert "\nmiddelen:" in text
    action.write_text(text.replace("\nmiddelen:", f"\nmiddelen: Bel {NAME.upper()}. #", 1), encoding="utf-8")
    git(tmp_path, "commit", "-qam", "twee")
    (tmp_path / "prive").mkdir()
    (tmp_path / "prive/personen.yaml").write_bytes(with_people()["prive/personen.yaml"])
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ("render", "jaarplan", "2026"),
        ("render", "jaarplan", "2026", "--rev", "HEAD"),
        ("render", "jaarplan", "2026", "--sinds", "HEAD~1"),
        ("diff", "HEAD~1", "HEAD", "--format", "html"),
        ("diff", "HEAD~1", "--format", "markdown"),
    ],
)
def test_no_public_document_tells_what_the_address_book_on_disk_holds(
    kept: Path, convenant: Run, command: tuple[str, ...]
) -> None:
    run = convenant("-C", kept, *command, "--peildatum", "2026-11-21", code=2)
    assert NAME.upper() not in run.out
    assert "prive/personen.yaml, veld 'naam'" in run.err or "het dossier heeft 1 fout" in run.err
    assert "ZYXWANDA" not in run.err


def test_a_page_of_oordelen_is_guarded_too(kept: Path, convenant: Run) -> None:
    (kept / "templates").mkdir()
    text = "{% extends schil %}{% block inhoud %}<p>" + NAME.lower() + "</p>{% endblock %}"
    (kept / "templates/check.html.j2").write_text(text, encoding="utf-8")
    for format in ("html", "markdown"):
        run = convenant("-C", kept, "check", "--format", format, "--peildatum", "2026-11-21")
        assert (run.code, run.out) == (2, "")
        assert "prive/personen.yaml, veld 'naam'" in run.err


def test_what_is_public_is_read_once_for_the_same_records_and_anew_when_one_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[object] = []

    def watched(record: Record) -> Iterator[tuple[tuple[str | int, ...], str]]:
        read.append(record)
        return texts(record)

    monkeypatch.setattr(discretion, "texts", watched)
    files = with_people()
    dossier = load(literal(files))[0]
    assert NUMBER in private_values(dossier)
    assert len(read) == len([*dossier.records])
    read.clear()
    assert NUMBER in private_values(load(literal(files))[0])
    assert read == []
    name = "data/partners/halt.yaml"
    own = f"contactpersoon:\n  telefoon: {NUMBER}"
    open_now = {**files, name: files[name].replace(b"contactpersoon:", own.encode(), 1)}
    assert NUMBER not in private_values(load(literal(open_now))[0])
    assert NUMBER in private_values(load(literal(files))[0])
