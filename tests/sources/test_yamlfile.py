"""Reading YAML: what is refused and where, what a scalar means, and where a field is."""

import bz2
import gzip
import json
import lzma
from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from convenant_cli.dossier.refusals import refusals
from convenant_cli.sources.textfile import Span, decode, is_lfs_pointer, lines_of
from convenant_cli.sources.yamlfile import MAX_BYTES, MAX_DEPTH, UNUSABLE, Parsed, parse
from tests.grondig import times

Step = str | int
PROPERTY = settings(max_examples=times(40, 300), deadline=None, database=None, derandomize=True)


def flat(problem: Any) -> tuple[str, int, int, int]:
    """Return rule, line, column and end column of a problem on one line."""
    assert problem.span.end_line == problem.span.line
    return problem.rule, problem.span.line, problem.span.column, problem.span.end_column


def places(raw: bytes) -> list[tuple[str, int, int, int]]:
    return [flat(problem) for problem in parse(raw).problems]


# --- what is refused ----------------------------------------------------------------------------------------------

#: Text, rule, line, column, end column, what the sentence must name.
REFUSALS: list[tuple[str, str, int, int, int, str]] = [
    # syntax
    ("titel: Plan: deel 2\n", "yaml-syntaxis", 1, 12, 13, "dubbele punt"),
    ("a: 1\n  b: 2\n", "yaml-syntaxis", 2, 4, 5, "inspringing"),
    ("  a: 1\nb: 2\n", "yaml-syntaxis", 2, 1, 2, "inspringing"),
    ("a:\n    x: 1\n  y: 2\n", "yaml-syntaxis", 3, 3, 4, "inspringing"),
    ("a:\n  - x\n - y\n", "yaml-syntaxis", 3, 2, 3, "inspringing"),
    ('a: 1\ntitel: "open\nb: 2\n', "yaml-syntaxis", 2, 8, 9, "aanhalingsteken is niet gesloten"),
    ("a: 1\ntitel: 'open\nb: 2\n", "yaml-syntaxis", 2, 8, 9, "aanhalingsteken is niet gesloten"),
    ("a: 1\ntitel\nb: 2\n", "yaml-syntaxis", 2, 1, 2, "na een veldnaam hoort een dubbele punt"),
    ("a: [1, 2\nb: 3\n", "yaml-syntaxis", 1, 4, 5, "tussen [ en ] is niet afgesloten"),
    ("a: {x: 1\nb: 3\n", "yaml-syntaxis", 1, 4, 5, "tussen { en } is niet afgesloten"),
    ("a: @x\n", "yaml-syntaxis", 1, 4, 5, "kan niet met dit teken beginnen"),
    ("a: `x`\n", "yaml-syntaxis", 1, 4, 5, "kan niet met dit teken beginnen"),
    ("a: 20\nb: %x\n", "yaml-syntaxis", 2, 4, 5, "kan niet met dit teken beginnen"),
    (
        "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> hun\n",
        "yaml-syntaxis",
        2,
        1,
        8,
        "beide kanten van een conflict",
    ),
    ("a: 1\nb:\n  - c\n>>>>>>> hun\n", "yaml-syntaxis", 4, 1, 8, "beide kanten van een conflict"),
    ("a: |\n  <<<<<<< HEAD\nb: [1\n", "yaml-syntaxis", 3, 4, 5, "tussen [ en ] is niet afgesloten"),
    ("a: * let op\n", "yaml-syntaxis", 1, 5, 6, "kan niet met * beginnen"),
    ("a: & zo\n", "yaml-syntaxis", 1, 5, 6, "kan niet met & beginnen"),
    ("a: !e!x 1\n", "yaml-syntaxis", 1, 4, 5, "kan niet met ! beginnen"),
    ("a: | tekst\n  b\n", "yaml-syntaxis", 1, 6, 7, "achter | of >"),
    ("a: - b\n", "yaml-syntaxis", 1, 4, 5, "streepje"),
    ('a: "C:\\map"\n', "yaml-syntaxis", 1, 4, 5, "gebruik enkele"),
    ('a: "C:\\xZZ"\n', "yaml-syntaxis", 1, 4, 5, "gebruik enkele"),
    # characters
    ("a:\n\tb: 1\n", "yaml-tab", 2, 1, 2, "tab; gebruik spaties"),
    ("a: x\ty\n", "yaml-tab", 1, 5, 6, "tab; gebruik spaties"),
    ("a: |\n  x\ty\n", "yaml-tab", 2, 4, 5, "tab; gebruik spaties"),
    ("a: x\x07y\n", "yaml-stuurteken", 1, 5, 6, "U+0007"),
    ("a: x\x00y\n", "yaml-stuurteken", 1, 5, 6, "U+0000"),
    ("a: x\x7fy\n", "yaml-stuurteken", 1, 5, 6, "U+007F"),
    ("a: x\x85y\n", "yaml-stuurteken", 1, 5, 6, "U+0085"),
    ("a: x\u2028y\n", "yaml-stuurteken", 1, 5, 6, "U+2028 (line separator)"),
    ("a: x\u00ady\n", "yaml-stuurteken", 1, 5, 6, "U+00AD (soft hyphen)"),
    ("a: x\u200by\n", "yaml-stuurteken", 1, 5, 6, "U+200B (zero width space)"),
    ("a: x\ufeffy\n", "yaml-stuurteken", 1, 5, 6, "U+FEFF"),
    ("a: x\u202ey\n", "yaml-stuurteken", 1, 5, 6, "U+202E (right-to-left override)"),
    ("a: x\u2066y\n", "yaml-stuurteken", 1, 5, 6, "U+2066 (left-to-right isolate)"),
    ("a: x\ufffdy\n", "yaml-stuurteken", 1, 5, 6, "U+FFFD"),
    ('a: "x\\u202ey"\n', "yaml-stuurteken", 1, 4, 14, "U+202E"),
    ('a: "x\\0y"\n', "yaml-stuurteken", 1, 4, 10, "U+0000"),
    ('a: "x\\ty"\n', "yaml-stuurteken", 1, 4, 10, "U+0009"),
    ('a: "\\ud800"\n', "yaml-stuurteken", 1, 4, 12, "U+D800"),
    # what a record has no use for
    ("a: &x 1\n", "yaml-anker", 1, 4, 8, "het anker &x"),
    ("a: &x\n  q: 1\n", "yaml-anker", 1, 4, 6, "het anker &x"),
    ("&x a: 1\n", "yaml-anker", 1, 1, 5, "het anker &x"),
    ("b: *x\n", "yaml-anker", 1, 4, 6, "de verwijzing *x"),
    ("b: [1, *x]\n", "yaml-anker", 1, 8, 10, "de verwijzing *x"),
    ("a:\n  <<: {q: 1}\n", "yaml-anker", 2, 3, 5, "samenvoegen met <<"),
    ("a: !!str 1\n", "yaml-tag", 1, 4, 11, "het label !!str"),
    ("a: !kleur rood\n", "yaml-tag", 1, 4, 15, "het label !kleur"),
    ("a: !kleur {b: 1}\n", "yaml-tag", 1, 4, 17, "het label !kleur"),
    ("a: !!set\n  ? b\n", "yaml-tag", 1, 4, 9, "het label !!set"),
    ("a: 1\n---\nb: 2\n", "yaml-document", 2, 1, 4, "tweede document"),
    ("---\na: 1\n--- # meer\nb: 2\n", "yaml-document", 3, 1, 11, "tweede document"),
    ("a: 1\n...\nb: 2\n", "yaml-document", 3, 1, 5, "tweede document"),
    ("a: 1\nb: 2\na: 3\n", "yaml-dubbel", 3, 1, 2, "veld 'a'"),
    ("a: 1\n'a': 2\n", "yaml-dubbel", 2, 1, 4, "veld 'a'"),
    ("x:\n  - a: 1\n    a: 2\n", "yaml-dubbel", 3, 5, 6, "veld 'a'"),
    ("x: {a: 1, a: 2}\n", "yaml-dubbel", 1, 11, 12, "veld 'a'"),
    ("? [a, b]\n: 1\nc: 2\n", "yaml-sleutel", 1, 3, 9, "veldnaam"),
    ("{a: 1}: 2\n", "yaml-sleutel", 1, 1, 10, "veldnaam"),
    ("%YAML 1.2\n---\na: 1\n", "yaml-richtlijn", 1, 1, 10, "regel met %"),
    ("# uitleg\n%YAML 1.1\n---\na: 1\n", "yaml-richtlijn", 2, 1, 10, "regel met %"),
    ("%TAG ! tag:x,2000:\n---\na: 1\n", "yaml-richtlijn", 1, 1, 19, "regel met %"),
    ("%EIGEN x\n---\na: 1\n", "yaml-richtlijn", 1, 1, 9, "regel met %"),
    # nothing, or too much
    ("", "yaml-leeg", 1, 1, 1, "leeg"),
    ("# alleen uitleg\n", "yaml-leeg", 1, 1, 1, "leeg"),
    (" \n\n", "yaml-leeg", 1, 1, 1, "leeg"),
    ("---\n", "yaml-leeg", 1, 1, 1, "leeg"),
    ("~\n", "yaml-leeg", 1, 1, 1, "leeg"),
    ("\ufeff", "yaml-leeg", 1, 1, 1, "leeg"),
    ("[" * 33 + "]" * 33, "yaml-diepte", 1, 33, 67, "32 niveaus"),
    ("a: " + "x" * MAX_BYTES, "yaml-omvang", 1, 1, 1, "256 KB"),
]


@pytest.mark.parametrize(("text", "rule", "line", "column", "end", "named"), REFUSALS)
def test_a_refusal_is_one_problem_at_its_place(
    text: str, rule: str, line: int, column: int, end: int, named: str
) -> None:
    problems = parse(text.encode()).problems
    assert [flat(problem) for problem in problems] == [(rule, line, column, end)]
    assert named in problems[0].message


@pytest.mark.parametrize(
    ("raw", "span", "named"),
    [
        ("titel: Café\nb: 2\n".encode("cp1252"), (1, 11, 12), "teken 0xE9 (in Windows-1252 een 'é')"),
        ("a: 1\nb: ‘x’\n".encode("cp1252"), (2, 4, 5), "teken 0x91 (in Windows-1252 een '‘')"),
        ("é: 1\n".encode() + b"b: x\xe9\n", (2, 5, 6), "teken 0xE9"),
        (b"a: x\x81\n", (1, 5, 6), "teken 0x81 is geen UTF-8"),
        ("titel: é\n".encode("utf-16"), (1, 1, 1), "UTF-16; sla het op als UTF-8"),
        (b"\xfe\xff" + "titel: é\n".encode("utf-16-be"), (1, 1, 1), "UTF-16; sla het op als UTF-8"),
    ],
)
def test_a_wrong_encoding_names_the_character(raw: bytes, span: tuple[int, int, int], named: str) -> None:
    problems = parse(raw).problems
    assert [flat(problem) for problem in problems] == [("yaml-codering", *span)]
    assert named in problems[0].message


def test_every_rule_of_yaml_has_a_case_and_a_manual() -> None:
    cases = {rule for _, rule, *_ in REFUSALS} | {"yaml-codering"}
    assert cases == {rule for rule in refusals() if rule.startswith("yaml-")}


def test_a_duplicate_key_names_both_places() -> None:
    (second, third) = parse(b"a: 1\nb: 2\na: 3\na: 4\n").problems
    assert flat(second) == ("yaml-dubbel", 3, 1, 2)
    assert flat(third) == ("yaml-dubbel", 4, 1, 2)
    assert second.related == third.related == (Span(1, 1, 1, 2), "hier staat het voor het eerst")


def test_a_duplicate_inside_a_duplicated_value_is_found_as_well() -> None:
    assert places(b"a: {b: 1, b: 2}\na: 3\n") == [("yaml-dubbel", 1, 11, 12), ("yaml-dubbel", 2, 1, 2)]


def test_several_problems_of_one_file_are_all_named() -> None:
    text = "a: 1\na: &x 2\nb: !y 3\nc: \u202e\nd: *x\ne:\n  <<: *x\n? [f]\n: 1\n---\ng: 1\n"
    assert sorted(places(text.encode()), key=lambda found: found[1:]) == [
        ("yaml-dubbel", 2, 1, 2),
        ("yaml-anker", 2, 4, 8),
        ("yaml-tag", 3, 4, 8),
        ("yaml-stuurteken", 4, 4, 5),
        ("yaml-anker", 5, 4, 6),
        ("yaml-anker", 7, 3, 5),
        ("yaml-anker", 7, 7, 9),
        ("yaml-sleutel", 8, 3, 6),
        ("yaml-document", 10, 1, 4),
    ]


def test_every_anchor_and_alias_is_named_up_to_ten() -> None:
    assert places(b"a: &x 1\nb: &y 2\nc: *x\nd: *y\n") == [
        ("yaml-anker", 1, 4, 8), ("yaml-anker", 2, 4, 8), ("yaml-anker", 3, 4, 6), ("yaml-anker", 4, 4, 6),
    ]  # fmt: skip
    many = "".join(f"a{n}: &b{n} 1\n" for n in range(100, 150))
    assert [line for _, line, _, _ in places(many.encode())] == list(range(1, 11))


def test_every_line_with_a_tab_is_named_once_up_to_ten() -> None:
    assert places(b"a:\tx\ty\nb: z\nc:\ty\n") == [("yaml-tab", 1, 3, 4), ("yaml-tab", 3, 3, 4)]
    assert [line for _, line, _, _ in places(b"".join(b"a%d:\tx\t\n" % n for n in range(50)))] == list(range(1, 11))


def test_a_fault_away_from_the_tabs_is_told_as_well() -> None:
    assert places(b"a:\tx\nb: 1\nc: d: e\n") == [("yaml-tab", 1, 3, 4), ("yaml-syntaxis", 3, 5, 6)]
    assert places(b"a: x\t\nc: d: e\n") == [("yaml-tab", 1, 5, 6)], "a tab on the line before is the likely cause"


def test_a_double_and_an_empty_file_have_a_remedy() -> None:
    assert [problem.hint for problem in parse(b"a: 1\na: 2\n").problems] == [
        "houd de waarde die geldt en haal de andere weg"
    ]
    assert [problem.hint for problem in parse(b"").problems] == ["vul het record in, of haal het bestand weg"]


def test_a_flood_of_control_characters_is_cut_off_at_ten() -> None:
    assert places(b"a: x" + b"\x07\x06" * 25) == [("yaml-stuurteken", 1, 5 + n, 6 + n) for n in range(10)]


def test_the_same_control_character_on_end_is_told_once() -> None:
    (problem,) = parse(b"a: x" + b"\0" * 3 + b"\n").problems
    assert (problem.rule, problem.span) == ("yaml-stuurteken", (1, 5, 1, 6))
    assert "U+0000, 3 keer achter elkaar, hoort niet in een record" in problem.message


_ORDINARY = "nummer: 1.1\ntitel: Café in de school, het eerste jaar\nstatus: loopt\n" * 20


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        *((_ORDINARY.encode(codec), "UTF-16") for codec in ("utf-16", "utf-16-le", "utf-16-be")),
        *((_ORDINARY.encode(codec), "UTF-32") for codec in ("utf-32", "utf-32-le", "utf-32-be")),
        ("\ufeff".encode("utf-32-be") + _ORDINARY.encode("utf-32-be"), "UTF-32"),
        ("a: 1\n".encode("utf-16-le"), "UTF-16"),
        ("a: 1\n".encode("utf-32-le"), "UTF-32"),
        (b"+/v8-" + _ORDINARY.encode("utf-7"), "UTF-7"),
    ],
)
def test_a_text_in_another_encoding_is_one_finding_and_is_read(raw: bytes, told: str) -> None:
    parsed = parse(raw)
    assert parsed.data is not None
    text, problems = decode(raw)
    assert [(problem.rule, problem.message) for problem in problems] == [
        ("yaml-codering", f"het bestand is opgeslagen als {told}; sla het op als UTF-8")
    ]
    assert text in (_ORDINARY, "a: 1\n")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"\0" * 5000, "beschadigd"),
        (b"a: 1\nb: 2\n" + b"\0" * 5000, "beschadigd"),
        (b"\0" * 5000 + b"a: 1\nb: 2\n", "beschadigd"),
        (gzip.compress(_ORDINARY.encode()), "gzip"),
        (bz2.compress(_ORDINARY.encode()), "bzip2"),
        (lzma.compress(_ORDINARY.encode()), "xz"),
        (b"PK\x03\x04" + b"\x14\0\x06\0" * 50, "zip-bestand, zoals Word"),
        (b"%PDF-1.7\n%\xe2\xe3\n", "een PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "oude Word"),
        (b"{\\rtf1\\ansi titel: x}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "plaatje"),
        (b"SQLite format 3\0" + b"\x01\xff" * 50, "database"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 24680\n", "git lfs pull"),
    ],
)
def test_a_file_without_text_is_one_finding(raw: bytes, told: str) -> None:
    (problem,) = parse(raw, track=True).problems
    assert (problem.rule, problem.span) == ("yaml-codering", (1, 1, 1, 1))
    assert told in problem.message


def test_a_text_about_git_lfs_is_no_pointer() -> None:
    assert not is_lfs_pointer(b"titel: version https://git-lfs.github.com/spec/v1\n")
    assert not is_lfs_pointer(b"version https://git-lfs.github.com/spec/v1\n" + b"# a text that goes on\n" * 100)


def test_a_tab_that_breaks_the_file_is_told_as_a_tab_only() -> None:
    assert places(b"a:\n\tb: 1\n  c: 2\n") == [("yaml-tab", 2, 1, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "a: x\u00a0y\n",  # a hard space
        "a: 👩\u200d👧\n",  # an emoji joined from two
        "a: 1\n...\n",
        "---\na: 1\n",
        '"<<": 1\n',
        "a: 'x: y'\n",
        "a: {start: 14:30}\n",  # libyaml refuses this, the pure parser does not
        "a: C:\\map\n",
        "a: |\n  * een\n  & twee\n  # drie\n",
        "? a\n: 1\n",
        "[" * MAX_DEPTH + "]" * MAX_DEPTH,
    ],
)
def test_what_a_person_may_write_is_not_refused(text: str) -> None:
    assert parse(text.encode()).problems == []


# --- bombs --------------------------------------------------------------------------------------------------------


def test_an_alias_bomb_is_ten_problems_and_a_little_data() -> None:
    levels = [f"n{n}: &n{n} [{', '.join([f'*n{n - 1}'] * 9)}]" for n in range(1, 60)]
    parsed = parse("\n".join(["n0: &n0 [x, x]", *levels]).encode())
    assert [problem.rule for problem in parsed.problems] == ["yaml-anker"] * 10
    assert flat(parsed.problems[0]) == ("yaml-anker", 1, 5, 15)
    assert len(parsed.data) == 60
    assert parsed.data["n59"] == [UNUSABLE] * 9


def test_a_merge_bomb_merges_nothing() -> None:
    levels = [f"n{n}:\n  <<: [{', '.join([f'*n{n - 1}'] * 9)}]\n  eigen: 1" for n in range(1, 60)]
    assert parse("\n".join(["n0: {x: 1}", *levels]).encode()).data["n59"] == {"eigen": "1"}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("[" * 100_000, MAX_DEPTH + 1),
        ("{a: " * 60_000, 4 * MAX_DEPTH + 1),
        ("- " * 100_000, 2 * MAX_DEPTH + 1),
        ("? " * 100_000, 2 * MAX_DEPTH + 1),
        ("{start: 14:30, a: " + "[" * 100_000, 18 + MAX_DEPTH),
    ],
)
def test_endless_nesting_is_one_problem(text: str, column: int) -> None:
    problems = [problem for problem in parse(text.encode()).problems if problem.rule != "yaml-sleutel"]
    assert [(problem.rule, problem.span.line, problem.span.column) for problem in problems] == [
        ("yaml-diepte", 1, column)
    ]


# --- columns ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("before", ["abc", "éëï", "e\u0301e\u0301", "😀😀😀", "漢字漢"])
def test_columns_count_characters_whatever_the_line_ends(ending: str, bom: str, before: str) -> None:
    text = f"{bom}een: 1\nx: {{{before}: 1, {before}: 2, k: x\u202ey}}\nlaatst: Café\n".replace("\n", ending)
    n = len(before)
    assert sorted(places(text.encode()), key=lambda found: found[1:]) == [
        ("yaml-dubbel", 2, 5 + n + 5, 5 + 2 * n + 5),
        ("yaml-stuurteken", 2, 5 + 2 * n + 5 + 9, 5 + 2 * n + 5 + 10),
    ]
    parsed = parse(text.encode(), track=True)
    assert parsed.locate(("laatst",)) == Span(3, 9, 3, 13)
    assert lines_of(text.encode())[2] == "laatst: Café"


def test_columns_count_characters_in_a_file_of_another_encoding() -> None:
    parsed = parse("é: é\nü: {é: 1, é: 2}\n".encode("cp1252"), track=True)
    assert [flat(problem) for problem in parsed.problems] == [("yaml-codering", 1, 1, 2), ("yaml-dubbel", 2, 11, 12)]
    assert parsed.locate(("é",)) == Span(1, 4, 1, 5)


def test_the_first_field_after_a_bom_is_in_column_1() -> None:
    assert parse("\ufefftitel: x\n".encode(), track=True).locate(("titel",), key=True) == Span(1, 1, 1, 6)


# --- scalars ------------------------------------------------------------------------------------------------------

_WORDS = ["no", "yes", "on", "off", "true", "Nee", "="]
_NUMBERS = ["2.10", "0172465465", "1_000", "0x1F", "0o17", "1e3", ".5", ".inf", ".nan", "1.0", "-1", "+31"]
SCALARS = [*_WORDS, *_NUMBERS, "14:30", "14:30:59", "2026-06-30"]


@pytest.mark.parametrize("form", ["k: {}\n", "- {}\n", "k: {{v: {}}}\n", "k: [{}]\n", "k: {{v: {}, w: 1}}\n"])
@pytest.mark.parametrize("scalar", SCALARS)
def test_a_scalar_is_the_text_that_was_typed(form: str, scalar: str) -> None:
    assert _only_leaf(parse(form.format(scalar).encode())) == scalar
    assert _only_leaf(parse(form.format(f"'{scalar}'").encode())) == scalar
    assert _only_leaf(parse(form.format(f'"{scalar}"').encode())) == scalar


@pytest.mark.parametrize("form", ["k: {}\n", "k: {{v: {}}}\n", "k: [{}]\n"])
@pytest.mark.parametrize("scalar", ["~", "null", "Null", "NULL"])
def test_a_null_is_nothing_unless_it_is_quoted(form: str, scalar: str) -> None:
    assert _only_leaf(parse(form.format(scalar).encode())) is None
    assert _only_leaf(parse(form.format(f"'{scalar}'").encode())) == scalar


def test_an_empty_value_is_nothing_and_empty_quotes_are_an_empty_text() -> None:
    assert parse(b"a:\nb: ''\nc: {d: , e: \"\"}\nf:\n  -\n").data == {
        "a": None, "b": "", "c": {"d": None, "e": ""}, "f": [None],
    }  # fmt: skip


def test_a_text_of_several_lines_is_read_as_yaml_says() -> None:
    text = "a: |\n  een\n  twee\nb: >-\n  een\n  twee\n\n  drie\nc: een\n  twee\nd: |+\n  een\n\n"
    assert parse(text.encode()).data == {"a": "een\ntwee\n", "b": "een twee\ndrie", "c": "een twee", "d": "een\n\n"}


def _only_leaf(parsed: Parsed) -> Any:
    assert parsed.problems == []
    value = parsed.data
    while isinstance(value, dict | list):
        value = next(iter(value.values())) if isinstance(value, dict) else value[0]
    return value


# --- places -------------------------------------------------------------------------------------------------------

LOCATED = b"""\
# uitleg
titel: Plan
leeg:
tekst: |
  Regel een
  regel twee
blok:
  a: 1
  b: "twee"
lijst:
  - een
  - drie: 3
    vier: 4
  - [x, y]
  -
flow: {p: 1, q: [r, {s: t}], w: }
leegblok: {}
leeglijst: []
"""


@pytest.mark.parametrize(
    ("path", "key", "span"),
    [
        ((), False, (2, 1, 6)),
        (("titel",), False, (2, 8, 12)),
        (("titel",), True, (2, 1, 6)),
        (("weg",), False, (2, 1, 6)),
        (("leeg",), False, (3, 1, 5)),
        (("tekst",), False, (4, 8, 9)),
        (("blok",), False, (8, 3, 7)),
        (("blok",), True, (7, 1, 5)),
        (("blok", "b"), False, (9, 6, 12)),
        (("blok", "b"), True, (9, 3, 4)),
        (("blok", "weg"), False, (7, 1, 5)),
        (("blok", "a", "dieper"), False, (8, 3, 4)),
        (("lijst",), False, (11, 3, 8)),
        (("lijst", 0), False, (11, 5, 8)),
        (("lijst", 1), False, (12, 5, 9)),
        (("lijst", 1, "vier"), False, (13, 11, 12)),
        (("lijst", 1, "vier"), True, (13, 5, 9)),
        (("lijst", 1, "weg"), False, (12, 5, 9)),
        (("lijst", 2), False, (14, 5, 11)),
        (("lijst", 2, 1), False, (14, 9, 10)),
        (("lijst", 3), False, (15, 4, 4)),
        (("lijst", 4), False, (10, 1, 6)),
        (("lijst", "naam"), False, (10, 1, 6)),
        (("flow",), False, (16, 7, 34)),
        (("flow", "p"), False, (16, 11, 12)),
        (("flow", "q", 1, "s"), False, (16, 25, 26)),
        (("flow", "q", 1, "s"), True, (16, 22, 23)),
        (("flow", "q", 1, "weg"), False, (16, 22, 23)),
        (("flow", "w"), False, (16, 30, 31)),
        (("leegblok",), False, (17, 11, 13)),
        (("leegblok", "weg"), False, (17, 1, 9)),
        (("leeglijst", 0), False, (18, 1, 10)),
    ],
)
def test_locate(path: tuple[Step, ...], key: bool, span: tuple[int, int, int]) -> None:
    line, column, end = span
    assert parse(LOCATED, track=True).locate(path, key=key) == Span(line, column, line, end)


@pytest.mark.parametrize(
    ("raw", "span"),
    [
        (b"tekst\n", (1, 1, 6)),
        (b"- a\n- b\n", (1, 1, 4)),
        (b"{}\n", (1, 1, 3)),
        (b"", (1, 1, 1)),
        (b"# c\n\n  a: 1\n", (3, 3, 4)),
    ],
)
def test_the_record_itself_is_where_it_starts(raw: bytes, span: tuple[int, int, int]) -> None:
    line, column, end = span
    assert parse(raw, track=True).locate(("a",), key=True) == Span(line, column, line, end)


def test_places_are_kept_on_request_only() -> None:
    with pytest.raises(ValueError, match="without positions"):
        parse(b"a: 1\n").locate(("a",))


def test_places_stay_right_when_the_data_is_mended() -> None:
    parsed = parse(b"titl: x\nlijst:\n  - een\n  - twee\n  - drie\nweg: 1\n", track=True)
    parsed.rename(parsed.data, "titl", "titel")
    parsed.drop(parsed.data["lijst"], 0)
    parsed.drop(parsed.data, "weg")
    assert parsed.data == {"titel": "x", "lijst": ["twee", "drie"]}
    assert parsed.locate(("titel",)) == Span(1, 7, 1, 8)
    assert parsed.locate(("titel",), key=True) == Span(1, 1, 1, 5)
    assert parsed.locate(("lijst", 0)) == Span(4, 5, 4, 9)
    assert parsed.locate(("lijst", 1)) == Span(5, 5, 5, 9)


# --- reading on ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "data"),
    [
        (b"a: 1\nb: 2\na: 3\n", {"a": "1", "b": "2"}),
        (b"a: &x 1\nb: 2\n", {"a": "1", "b": "2"}),
        (b"a: &x {c: 1}\nb: *x\n", {"a": {"c": "1"}, "b": UNUSABLE}),
        (b"a:\n  <<: *x\n  b: 2\n", {"a": {"b": "2"}}),
        (b"a: !!int 1\nb: 2\n", {"a": UNUSABLE, "b": "2"}),
        (b"a: !x [1, 2]\n", {"a": ["1", "2"]}),
        (b"? [a]\n: 1\nb: 2\n", {"b": "2"}),
        (b"a: 1\n---\nb: 2\n", {"a": "1"}),
        (b"%YAML 1.1\n---\na: no\n", {"a": "no"}),
        (b"a:\n\tb: 1\n", {"a": {"b": "1"}}),
        ("a: x\u202ey\nb: 2\n".encode(), {"a": "x y", "b": "2"}),
        (b'a: "\\u202e"\nb: 2\n', {"a": UNUSABLE, "b": "2"}),
        ("a: Café ‘zo’\nb: 2\n".encode("cp1252"), {"a": "Café ‘zo’", "b": "2"}),
        ("a: Café\nb: 2\n".encode("utf-16"), {"a": "Café", "b": "2"}),
    ],
)
def test_the_data_beside_a_problem_is_still_read(raw: bytes, data: Any) -> None:
    parsed = parse(raw)
    assert len({problem.rule for problem in parsed.problems}) == 1
    assert parsed.data == data


# --- any input ----------------------------------------------------------------------------------------------------

_MARKS = [
    *":-[]{},|>'\"\\#?@`~=&*!%",
    "- ",
    ": ",
    "&x",
    "*x",
    "!t",
    "!!str",
    "!<x>",
    "!e!y",
    "!%ff",
    "<<: ",
    ">-",
    "|+",
]
_ESCAPES = ["\\U00110000", "\\x4", "\\u202e", "\\ud800", "%YAML 1.1", "%YAML 1.3", "%TAG", "%X", "---", "..."]
_ENDS = [*" \n\r\t\x00\u2028\ufeff\u202e", "  ", "\n  ", "\n- ", "\r\n"]
_PIECES = [*_MARKS, *_ESCAPES, *_ENDS, *_ENDS, "a", "b", "é", "😀", "null", "14:30"]
_YAMLISH = st.lists(st.sampled_from(_PIECES), max_size=16).map("".join)
_LINES = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["a: ", "b:", "- ", "- a: ", "c: [", "d: {", "? "]), _YAMLISH),
    max_size=6,
).map(lambda rows: "\n".join("  " * depth + start + rest for depth, start, rest in rows))
ANY_INPUT = st.one_of(
    st.binary(max_size=60),
    _YAMLISH.map(str.encode),
    _LINES.map(str.encode),
    _LINES.map(lambda text: text.encode("cp1252", "replace")),
    _LINES.map(lambda text: text.encode("utf-16")),
)


@PROPERTY
@given(ANY_INPUT)
def test_any_input_gives_data_or_a_problem_inside_the_file(raw: bytes) -> None:
    parsed = parse(raw)
    assert parsed.problems or parsed.data is not None
    lines = lines_of(raw)
    for problem in parsed.problems:
        span = problem.span
        assert problem.rule in refusals()
        assert 1 <= span.line == span.end_line <= len(lines)
        assert 1 <= span.column <= span.end_column
        assert span.column <= len(lines[span.line - 1]) + 1


@PROPERTY
@given(ANY_INPUT)
def test_reading_with_places_changes_nothing(raw: bytes) -> None:
    fast, tracked = parse(raw), parse(raw, track=True)
    assert fast.data == tracked.data
    assert fast.problems == tracked.problems


def test_an_escape_beyond_unicode_is_a_problem() -> None:
    assert places(b'a: "\\U00110000"\n') == [("yaml-syntaxis", 1, 1, 1)]


_TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"), exclude_characters="\ufffc\ufffd"),
    max_size=12,
)
_AWKWARD = st.sampled_from([*SCALARS, *"~-:#&*!|>%@", "null", "[x]", "{x}", "<<", "", " x ", "a: b", "x #y"])
_LEAF = st.one_of(_TEXT, _AWKWARD, st.lists(_TEXT, min_size=2, max_size=3).map("\n".join))
_KEY = st.one_of(_TEXT, _AWKWARD)
TREES = st.dictionaries(
    _KEY,
    st.recursive(
        _LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEY, inner, max_size=3), max_leaves=8
    ),
    min_size=1,
    max_size=4,
)


@PROPERTY
@given(TREES, st.sampled_from([None, 2]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_json_comes_back_as_it_was_with_every_value_in_its_place(tree: Any, indent: int | None, ending: str) -> None:
    text = json.dumps(tree, ensure_ascii=False, indent=indent).replace("\n", ending)
    parsed = parse(text.encode(), track=True)
    assert parsed.problems == []
    assert parsed.data == tree == parse(text.encode()).data
    for path, leaf in _leaves(tree):
        assert _source_at(text, parsed, path) == json.dumps(leaf, ensure_ascii=False)


@PROPERTY
@given(TREES)
def test_block_style_comes_back_as_it_was_with_every_value_in_its_place(tree: Any) -> None:
    dumper = YAML(typ="safe", pure=True)
    dumper.default_flow_style, dumper.default_style, dumper.allow_unicode, dumper.width = False, '"', True, 10_000
    stream = StringIO()
    dumper.dump(tree, stream)
    text = stream.getvalue()
    parsed = parse(text.encode(), track=True)
    assert parsed.problems == []
    assert parsed.data == tree == parse(text.encode()).data
    for path, leaf in _leaves(tree):
        assert YAML(typ="safe", pure=True).load(_source_at(text, parsed, path)) == leaf


def _leaves(value: Any, path: tuple[Step, ...] = ()) -> list[tuple[tuple[Step, ...], str]]:
    if isinstance(value, str):
        return [(path, value)]
    items: Any = value.items() if isinstance(value, dict) else enumerate(value)
    return [leaf for step, item in items for leaf in _leaves(item, (*path, step))]


def _source_at(text: str, parsed: Parsed, path: tuple[Step, ...]) -> str:
    span = parsed.locate(path)
    assert span.line == span.end_line
    return lines_of(text.encode())[span.line - 1][span.column - 1 : span.end_column - 1]
