"""``convenant set``: the asked lines change and no others, what would break is refused, and it can be undone."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant_cli.dossier.reading import load
from convenant_cli.editing.assigning import assignment
from convenant_cli.editing.fields import Edit, edited
from convenant_cli.editing.written import field, inline, item, scalar
from convenant_cli.findings import ConvenantError
from convenant_cli.records import Bijeenkomst, Evaluatie
from convenant_cli.sources.sources import literal, worktree
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.opdracht import quoted
from tests.conftest import ROOT, Run
from tests.grondig import spread, times
from tests.verhaal import begun, git

DAY = ("--peildatum", "2026-11-21")


def no_order(_: Any) -> tuple[str, ...]:
    return ()


def put(text: str, *edits: Edit, order: tuple[str, ...] = ()) -> str:
    return edited(text.encode(), edits, lambda _: order).decode()


# --- lines ---------------------------------------------------------------------------------------------------------


def every_field() -> Iterator[tuple[bytes, str, tuple[Any, ...]]]:
    """Yield one place for every field of every kind of record, and for every way in which it is written."""
    seen = set()
    for path in sorted((ROOT / "data").rglob("*.yaml")):
        raw = path.read_bytes()
        lines = raw.decode().split("\n")
        parsed = parse(raw, track=True)
        for way in ways(parsed.data):
            shown = lines[parsed.locate(way).line - 1]
            form = (
                path.parent.name,
                tuple(step for step in way if isinstance(step, str)),
                shown.strip()[:1],
                "[" in shown,
            )
            if form not in seen:
                seen.add(form)
                yield raw, path.name, way


def ways(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from ways(value, (*path, step))
    elif isinstance(data, str):
        yield path


def test_one_scalar_is_one_line_in_every_field_of_the_shipped_records() -> None:
    places = list(every_field())
    assert len(places) > 300
    for raw, name, way in spread(places, 60):
        before = raw.split(b"\n")
        after = edited(raw, [Edit("put", way, "anders 7")], no_order).split(b"\n")
        start = next(n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
        same_end = 0
        while before[-1 - same_end] == after[-1 - same_end] and same_end < len(after) - start - 1:
            same_end += 1
        assert len(after) - start - same_end == 1, (name, way)
        edited(raw, [Edit("remove", way)], no_order)  # reads back, or raises


TEXT = """\
# yaml-language-server: $schema=x
titel: Plan   # de titel
rollen: [halt, 'om']
contact: {functie: adviseur, email: a@b.example}

# over het blok
blok:
  een: 1
  # twee
  twee: >-
    lange
    tekst

lijst:
  - {datum: 2026-01-02, tekst: Begonnen.}
  - {datum: 2026-03-04, tekst: "Klaar."}

dingen:
  - id: a
    naam: Aap

  - id: b
    naam: Beer
lang: [
  een, twee,
  drie
]
"""


@pytest.mark.parametrize(
    ("edit", "gone", "come"),
    [
        (Edit("put", ("titel",), "Ander"), ["titel: Plan   # de titel"], ["titel: Ander  # de titel"]),
        (Edit("put", ("rollen", 1), "zorg"), ["rollen: [halt, 'om']"], ["rollen: [halt, 'zorg']"]),
        (Edit("append", ("rollen",), "a, b"), ["rollen: [halt, 'om']"], ["rollen: [halt, 'om', 'a, b']"]),
        (Edit("remove", ("rollen", 0)), ["rollen: [halt, 'om']"], ["rollen: ['om']"]),
        (
            Edit("put", ("contact", "functie"), "chef: alles"),
            ["contact: {functie: adviseur, email: a@b.example}"],
            ["contact: {functie: 'chef: alles', email: a@b.example}"],
        ),
        (
            Edit("put", ("contact", "telefoon"), "0172 000 000"),
            ["contact: {functie: adviseur, email: a@b.example}"],
            ["contact: {functie: adviseur, email: a@b.example, telefoon: 0172 000 000}"],
        ),
        (Edit("put", ("blok", "twee"), "kort"), ["  twee: >-", "    lange", "    tekst"], ["  twee: kort"]),
        (Edit("put", ("blok", "drie"), "x"), [], ["  drie: x"]),
        (Edit("remove", ("blok", "een")), ["  een: 1"], []),
        (
            Edit("append", ("lijst",), {"datum": "2026-05-06", "tekst": "Af: alles, ook de borden."}),
            [],
            ["  - {datum: 2026-05-06, tekst: 'Af: alles, ook de borden.'}"],
        ),
        (Edit("remove", ("lijst", 0)), ["  - {datum: 2026-01-02, tekst: Begonnen.}"], []),
        (Edit("append", ("dingen",), {"id": "c", "naam": "Cavia"}), [], ["", "  - id: c", "    naam: Cavia"]),
        (Edit("put", ("dingen", 0, "soort"), "dier"), [], ["    soort: dier"]),
        (Edit("remove", ("dingen", 1)), ["", "  - id: b", "    naam: Beer"], []),
        (Edit("put", ("lang", 1), "2"), ["  een, twee,"], ["  een, 2,"]),
        (Edit("append", ("lang",), "vier"), ["  drie"], ["  drie, vier"]),
        (Edit("append", ("nieuw",), "x"), [], ["nieuw: [x]"]),
        (Edit("put", ("leeg",), "null"), [], ["leeg: 'null'"]),
        (Edit("put", ("regels",), "een\n\ntwee"), [], ["regels: |-", "  een", "", "  twee"]),
        (
            Edit("put", ("verhaal",), "woord " * 30 + "eind"),
            [],
            ["verhaal: >-", "  " + " ".join(["woord"] * 16), "  " + " ".join(["woord"] * 14) + " eind"],
        ),
    ],
)
@pytest.mark.parametrize("form", ["plain", "windows", "mac", "no-end", "bom", "marks"])
def test_the_lines_of_an_edit_change_and_no_others(edit: Edit, gone: list[str], come: list[str], form: str) -> None:
    text = {
        "plain": TEXT,
        "windows": TEXT.replace("\n", "\r\n"),
        "mac": TEXT.replace("\n", "\r"),
        "no-end": TEXT.removesuffix("\n"),
        "bom": f"\ufeff{TEXT}",
        "marks": f"---\n{TEXT}...\n",
    }[form]
    after = put(text, edit)
    end = {"windows": "\r\n", "mac": "\r"}.get(form, "\n")
    assert ("\r" in after, "\n" in after) == ("\r" in text, "\n" in text)
    assert after.endswith(end) == text.endswith(end)
    before, now = text.split(end), after.split(end)
    assert now.count("") - before.count("") == come.count("") - gone.count("")
    kept, left = list(filter(None, before)), list(filter(None, now))
    for line in filter(None, gone):
        kept.remove(line)
    for line in filter(None, come):
        left.remove(line)
    assert left == kept


@pytest.mark.parametrize(
    "edit",
    [
        Edit("put", ("weg", 0), "x"),
        Edit("put", ("titel", "veld"), "x"),
        Edit("append", ("titel",), "x"),
        Edit("append", ("contact",), "x"),
        Edit("remove", ("weg",)),
        Edit("put", ("rollen", 7), "x"),
        Edit("put", ("titel",), "a\x00b"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(edit: Edit) -> None:
    with pytest.raises(ConvenantError, match="met de hand"):
        put(TEXT, edit)


def test_a_field_of_a_block_that_is_not_there_brings_the_block() -> None:
    assert put("a: 1\n", Edit("put", ("b", "c", "d"), "x")) == "a: 1\nb:\n  c:\n    d: x\n"
    assert put("a: 1\n", Edit("append", ("b", "c"), "x")) == "a: 1\nb:\n  c: [x]\n"


def test_a_new_field_comes_in_the_order_of_the_model() -> None:
    text = "a: 1\n\n# bij c\nc: 3\nd: 4\n"
    assert put(text, Edit("put", ("b",), "2"), order=("a", "b", "c", "d")) == "a: 1\nb: 2\n\n# bij c\nc: 3\nd: 4\n"
    assert put(text, Edit("put", ("e",), "5"), order=("a", "b", "c", "d", "e")) == f"{text}e: 5\n"


_WORD = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Cn")), max_size=9)
_VALUE = st.one_of(
    _WORD, st.lists(_WORD, min_size=1, max_size=3), st.dictionaries(st.sampled_from("pqr"), _WORD, min_size=1)
)


@given(_VALUE)
def test_a_value_reads_back_in_every_form(value: Any) -> None:
    for text in (field("x", value, 0), f"x: {inline(value)}\n"):
        assert parse(text.encode()).data == {"x": value}
    assert parse(f"x:\n{item(value, 2)}".encode()).data == {"x": [value]}
    if isinstance(value, str):
        assert parse(f"x: {scalar(value, chr(34))}\n".encode()).data == {"x": value}


@settings(max_examples=times(15, 40))
@given(st.lists(st.tuples(st.integers(0, 999), st.sampled_from(["put", "append", "remove"]), _VALUE), max_size=4))
def test_any_edits_leave_a_record_with_exactly_what_was_asked(asked: list[tuple[int, Any, Any]]) -> None:
    text = TEXT
    for number, kind, value in asked:
        data = parse(text.encode()).data
        places = [*ways(data), ("rollen",), ("lijst",), ("dingen",), ("nieuw",)]
        way = places[number % len(places)]
        try:
            after = put(text, Edit(kind, way, value))
        except ConvenantError:
            continue  # refused whole
        comments = [line for line in text.split("\n") if line.strip().startswith("#")]
        if kind != "remove":
            assert [line for line in after.split("\n") if line.strip() in {one.strip() for one in comments}] == comments
        text = after


# --- what somebody types --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> Any:
    return load(worktree(ROOT))[0]


@pytest.mark.parametrize(
    ("name", "asked", "edit"),
    [
        ("halt", "webpagina=https://a.example/b=c", Edit("put", ("webpagina",), "https://a.example/b=c")),
        ("halt", "webpagina=", Edit("remove", ("webpagina",))),
        ("halt", "rollen += preventie", Edit("append", ("rollen",), "preventie")),
        ("halt", "rollen-=preventie-zorg", Edit("remove", ("rollen", 1))),
        ("halt", "rollen=halt, preventie-zorg", Edit("put", ("rollen",), ["halt", "preventie-zorg"])),
        ("halt", "rollen=[halt]", Edit("put", ("rollen",), ["halt"])),
        ("halt", "contactpersoon.email=a@b.example", Edit("put", ("contactpersoon", "email"), "a@b.example")),
        ("halt", "aanbod.schoolspreekuur.vorm=advies", Edit("put", ("aanbod", 4, "vorm"), "advies")),
        ("halt", "aanbod.5.vorm=advies", Edit("put", ("aanbod", 4, "vorm"), "advies")),
        ("halt", "aanbod.schoolspreekuur.voor+=Yuverta", Edit("append", ("aanbod", 4, "voor"), "yuverta")),
        ("halt", "aanbod.5.voor+=scope", Edit("append", ("aanbod", 4, "voor"), "scope")),
        (
            "gemeente",
            "opdrachten+={partner: halt, titel: 'Les, lang'}",
            Edit("append", ("opdrachten",), {"partner": "halt", "titel": "Les, lang"}),
        ),
    ],
)  # fmt: skip
def test_what_is_typed_is_understood(shipped: Any, name: str, asked: str, edit: Edit) -> None:
    record = shipped.partners[name]
    data = parse(shipped.source.files[record.name]).data
    assert assignment(shipped, type(record), data, asked).edit == edit


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("naam", "'naam' is geen wijziging; schrijf VELD=WAARDE"),
        ("nam=x", "het veld 'nam' hoort niet bij een partner"),
        ("contactpersoon=x", "'contactpersoon' is een blok met velden"),
        ("contactpersoon.emial=x", "het veld 'emial' hoort niet bij 'contactpersoon'; bedoelde u 'email'?"),
        ("aanbod.zwemles.titel=x", "in 'aanbod' staat geen 'zwemles'; kies uit: "),
        ("aanbod.zwemles.titel=x", ", of zet het erbij met aanbod+=…"),
        ("aanbod.spreekuur.titel=x", "in 'aanbod' staat geen 'spreekuur'; bedoelde u 'schoolspreekuur'?"),
        ("naam+=x", "'naam' is geen lijst; schrijf naam=WAARDE"),
        ("rollen+=halt", "'halt' staat al in 'rollen'"),
        ("rollen-=politie", "'politie' staat niet in 'rollen'; kies uit: halt, preventie-zorg"),
        ("eenheden-=x", "'eenheden' is geen lijst met iets erin"),
        ("lid_tot=", "het veld 'lid_tot' is al leeg"),
        ("rollen+=", "zeg wat erbij komt"),
        ("opdrachten+=halt", "schrijf bij 'opdrachten' de velden tussen accolades"),
        ("opdrachten+={a: ", "schrijf bij 'opdrachten' de velden tussen accolades"),
    ],
)
def test_what_is_not_understood_is_told_with_the_way_out(shipped: Any, asked: str, said: str) -> None:
    record = shipped.partners["halt"]
    with pytest.raises(ConvenantError) as caught:
        assignment(shipped, type(record), parse(shipped.source.files[record.name]).data, asked)
    assert said in str(caught.value)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12))
def test_an_argument_is_quoted_as_a_shell_reads_it(text: str) -> None:
    assert shlex.split(quoted(text)) == [text]


# --- the command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


@pytest.mark.parametrize(
    ("record", "asked", "said"),
    [
        ("halt", ["contactpersoon.bevestigd_op=2026-11-20"], "bevestigd op: van 15-01-2026 naar 20-11-2026"),
        ("halt/schoolspreekuur", ["titel=Spreekuur voor iedereen", "themas+=sexting"], "thema's: Sexting erbij"),
        ("actie:2026/partnergids", ["--bericht", "De gids is af, bijna."], "voortgang van 21-11-2026 toegevoegd"),
        ("actie:2026/kennismaking-schoolwijkagenten", ["--bericht", "Geweest."], "voortgang van 21-11-2026 toegevoegd"),
        ("convenant", ["themas.sexting.omschrijving=Beelden delen."], "omschrijving: [-Het maken en delen"),
    ],
)
def test_a_change_is_told_and_its_undoing_brings_back_every_byte(
    copy: Path, convenant: Run, record: str, asked: list[str], said: str
) -> None:
    before = {path: path.read_bytes() for path in copy.rglob("*.yaml")}
    outcome = convenant("-C", copy, "set", record, *asked, *DAY, code=0)
    assert said in " ".join(outcome.out.split())
    changed = [path for path, raw in before.items() if path.read_bytes() != raw]
    assert len(changed) == 1
    assert convenant("-C", copy, "validate", *DAY).code == 0
    undo = next(line for line in outcome.out.splitlines() if line.startswith("Terugdraaien: convenant "))
    convenant("-C", copy, *shlex.split(undo.removeprefix("Terugdraaien: convenant ")), *DAY, code=0)
    now = changed[0].read_bytes()
    if record == "convenant":  # a text over several lines comes back as the same words, in other lines
        assert parse(now).data == parse(before[changed[0]]).data
    else:
        assert now == before[changed[0]]


@pytest.mark.parametrize(
    ("record", "asked", "said"),
    [
        ("halt", ["rollen+=hlt"], "de rol 'hlt' bestaat niet; bedoelde u 'halt'?"),
        ("halt", ["contactpersoon.functie="], "het verplichte veld 'functie' ontbreekt"),
        ("halt", ["lid_van=gisteren"], "gisteren"),
        ("halt", ["--bericht", "Hoi"], "een partner heeft geen berichten over de voortgang"),
        ("halt", ["naam=Halt", "--besluit", "b2025-4"], "een besluit hoort bij een vastgesteld plan"),
        ("actie:2026/partnergids", ["gereed=2026-12-31"], "het plan is al vastgesteld; noem het besluit"),
        ("actie:2026/partnergids", ["gereed=2026-12-31", "--besluit", "b2025-44"], "bedoelde u 'b2025-4'?"),
        ("actie:2026/partnergids", ["gereed=2026-01-01"], "dit kan niet: "),
        ("halt", [], "zeg wat er verandert"),
    ],
)
def test_what_would_break_is_refused_and_no_byte_changes(
    copy: Path, convenant: Run, record: str, asked: list[str], said: str
) -> None:
    before = {path: path.read_bytes() for path in copy.rglob("*.yaml")}
    outcome = convenant("-C", copy, "set", record, *asked, *DAY, code=2)
    assert said in outcome.err
    assert {path: path.read_bytes() for path in copy.rglob("*.yaml")} == before


def test_a_decision_fills_every_place_that_belongs_to_it(copy: Path, convenant: Run) -> None:
    begun(copy, "begin")
    git(copy, "tag", "-a", "jaarplan-2026-v1.1", "-m", "x")
    outcome = convenant(
        "-C", copy, "set", "actie:2026/partnergids", "gereed=2026-12-31", "--besluit", "B2025-4", *DAY, code=0,
    )  # fmt: skip
    plan: Any = parse((copy / "data/jaarplan/2026/jaarplan.yaml").read_bytes()).data
    assert plan["wijzigingen"][-1] == {
        "datum": "2025-11-13",
        "omschrijving": "Actie 6.3: gereed van 18-12-2026 naar 31-12-2026.",
        "besluit": "b2025-4",
        "acties": ["2026/partnergids"],
    }
    assert plan["versie"] == "1.2"  # the tag keeps what it named
    assert convenant("-C", copy, "validate", "--sinds", "HEAD", *DAY).code == 0
    undo = next(line for line in outcome.out.splitlines() if line.startswith("Terugdraaien: git restore "))
    git(copy, "restore", *(str(Path(path).resolve()) for path in shlex.split(undo)[3:]))
    assert subprocess.run(["git", "-C", copy, "status", "--porcelain"], capture_output=True, check=True).stdout == b""


def test_a_trial_writes_nothing(copy: Path, convenant: Run) -> None:
    before = (copy / "data/partners/halt.yaml").read_bytes()
    outcome = convenant("-C", copy, "set", "halt", "naam=Halt Nederland", "--proef", *DAY, code=0)
    assert "naam van ‘Stichting Halt’ naar ‘Halt Nederland’" in " ".join(outcome.out.split())
    assert (copy / "data/partners/halt.yaml").read_bytes() == before


def test_when_the_second_file_cannot_be_written_the_first_is_as_it_was(
    copy: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from convenant_cli.sources import together, writing

    whole = writing.replace_file

    def full(path: Path, content: bytes, *args: Any, **options: Any) -> None:
        if path.name == "jaarplan.yaml":
            raise ConvenantError("geen ruimte")
        whole(path, content, *args, **options)

    monkeypatch.setattr(together, "replace_file", full)
    before = {path: path.read_bytes() for path in copy.rglob("*.yaml")}
    convenant(
        "-C", copy, "set", "actie:2026/partnergids", "gereed=2026-12-31", "--besluit", "b2025-4", *DAY, code=2,
    )  # fmt: skip
    assert {path: path.read_bytes() for path in copy.rglob("*.yaml")} == before


def test_a_record_with_a_fault_is_not_edited() -> None:
    dossier, _ = load(literal({"data/partners/halt.yaml": "naam: [\n"}))
    assert not dossier.files["data/partners/halt.yaml"].whole


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("aanwezig=gemeente, De politie via vervanger", [("gemeente", "contactpersoon"), ("politie", "vervanger")]),
        ("aanwezig=Halt ander", [("halt", "ander")]),
    ],
)
def test_who_was_there_is_said_in_words(typed: str, expected: list[tuple[str, str]]) -> None:
    dossier, _ = load(worktree(ROOT))
    value = assignment(dossier, Bijeenkomst, {}, typed).edit.value
    assert [tuple(one.values()) for one in value] == expected  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("record", "typed", "expected"),
    [
        ({"datum": "2026-12-10", "genodigd": ["alle"]}, "aanwezig=alle", "every"),
        ({}, "aanwezig=Alle partijen", "every"),
        ({"datum": "2026-12-10", "genodigd": ["halt", "politie", "om"]}, "aanwezig=alle", "halt om politie"),
        (
            {"datum": "2026-12-10", "genodigd": ["halt", "politie", "om"]},
            "aanwezig=alle behalve het OM en Halt",
            "politie",
        ),
        ({"genodigd": ["halt", "politie"]}, "afgemeld=alle behalve halt", "politie"),
        (  # 'en' and a comma stand in a name too
            {"genodigd": ["scala-coenecoop", "politie", "om", "halt"]},
            "aanwezig=alle behalve Politie, team Alphen aan den Rijn, Scala College en Coenecoop College en Halt",
            "om",
        ),
        ({"genodigd": ["halt", "om", "scope"]}, "aanwezig=alle behalve Halt, en het OM", "scope"),
        ({"datum": "2021-01-01", "genodigd": ["alle"]}, "aanwezig=alle", ""),  # nobody took part then
    ],
)
def test_all_that_were_invited_is_one_word(record: dict[str, object], typed: str, expected: str) -> None:
    dossier, _ = load(worktree(ROOT))
    value = assignment(dossier, Bijeenkomst, record, typed).edit.value
    found = [one["partner"] for one in value]  # type: ignore[union-attr, index, call-overload]
    assert found == (list(dossier.partners) if expected == "every" else expected.split())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("conclusies=Veel tegelijk, weinig af.", ["Veel tegelijk, weinig af."]),
        ("conclusies=Wat nu, en wie?", ["Wat nu, en wie?"]),
        ("conclusies=[Veel tegelijk., Weinig af.]", ["Veel tegelijk.", "Weinig af."]),
        ("conclusies=veel tegelijk, weinig af", ["veel tegelijk", "weinig af"]),  # words, as a list of search terms
        ("opgesteld_door=gemeente, halt", ["gemeente", "halt"]),
    ],
)
def test_a_sentence_with_a_comma_is_one_item(typed: str, expected: list[str]) -> None:
    dossier, _ = load(worktree(ROOT))
    made = assignment(dossier, Evaluatie, {}, typed)
    assert made.edit.value == expected
    back = assignment(dossier, Evaluatie, {"conclusies": expected}, "conclusies=Anders.").terug
    assert assignment(dossier, Evaluatie, {}, back).edit.value == expected, "and so it comes back"
    for one in expected:  # and when one of them is taken out
        taken = assignment(dossier, Evaluatie, {"conclusies": expected}, f"conclusies-={expected.index(one) + 1}").terug
        again = assignment(dossier, Evaluatie, {"conclusies": [x for x in expected if x != one]}, taken)
        assert again.edit.value in (expected, one)


def test_who_was_not_invited_is_no_exception() -> None:
    dossier, _ = load(worktree(ROOT))
    with pytest.raises(ConvenantError, match="'yuverta' hoort niet bij alle partijen van 'aanwezig'"):
        assignment(dossier, Bijeenkomst, {"genodigd": ["halt"]}, "aanwezig=alle behalve Yuverta")


def test_today_is_a_day(copy: Path, convenant: Run) -> None:
    """Not the day near the one that the field holds now, and only where a day stands."""
    convenant("-C", copy, "set", "halt", "contactpersoon.bevestigd_op=vandaag", *DAY, code=0)
    assert "bevestigd_op: 2026-11-21" in (copy / "data/partners/halt.yaml").read_text()
    asked = ("new", "actiepunt", "--bij", "2026-09-17", "tekst=Zo.", "eigenaar=halt", "gereed=Vandaag")
    convenant("-C", copy, *asked, *DAY, code=0)
    assert "gereed: 2026-11-21" in (copy / "data/bijeenkomsten/2026-09-17-contactpersonenoverleg.yaml").read_text()
    assert convenant("-C", copy, "set", "halt", "toelichting=vandaag", *DAY).code == 0
    assert "toelichting: vandaag" in (copy / "data/partners/halt.yaml").read_text()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        # Number 3.4 is that of a clause and of an action.
        (("3.4", "status=loopt"), "(dit is bepaling 3.4; bedoelde u 'actie 3.4'?)"),
        (("3.4", "status=loopt"), "het veld 'status' hoort niet bij 'bepalingen.g-organiseert'"),
        (("halt", "aanbod.1.tietel=x"), "het veld 'tietel' hoort niet bij 'aanbod.1'; bedoelde u 'titel'?"),
        # What cannot be read says more than what lacks because of it.
        (("actie 3.4", "status=afgerond", "afgerond_op=eergisteren"), "'eergisteren' is geen bestaande datum"),
    ],
)
def test_the_first_reason_is_the_one_that_helps(asked: tuple[str, ...], told: str, copy: Path, convenant: Run) -> None:
    outcome = convenant("-C", copy, "set", *asked, *DAY, code=2)
    assert told in " ".join(outcome.err.split())


def test_what_is_so_already_is_said_to_change_nothing(copy: Path, convenant: Run) -> None:
    file = copy / "data/partners/halt.yaml"
    held = re.search(r"bevestigd_op: (.+)", file.read_text())
    assert held
    outcome = convenant("-C", copy, "set", "halt", f"contactpersoon.bevestigd_op={held[1]}", *DAY)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "Dit stond er al: er verandert niets.\n"


def test_a_dossier_that_was_never_committed_is_still_being_filled_in(tmp_path: Path, convenant: Run) -> None:
    root = tmp_path / "nieuw"
    assert convenant("init", root, "--ci", "geen", "--peildatum", "2026-11-21").code == 0
    asked = ("-C", root, "set", "convenant", "looptijd.eerste_termijn=3 jaar", "--peildatum", "2026-11-21")
    assert convenant(*asked[:-3], "overgenomen=ja", *asked[-3:]).code == 0
    begun(root)
    again = convenant(*asked[:-3], "looptijd.eerste_termijn=4 jaar", "--peildatum", "2026-11-21", code=2)
    assert "geen nieuw besluit of nieuwe correctie noemt de looptijd" in again.err
