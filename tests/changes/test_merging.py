"""Merging records: what two people do to one file, and what is left when it cannot be merged."""

from collections.abc import Callable

import pytest

from convenant_cli.changes import merging
from convenant_cli.changes.merging import Look, merge
from convenant_cli.changes.merging.lines import Conflict
from convenant_cli.changes.merging.tree import read
from convenant_cli.sources.git.merge import merge_text
from convenant_cli.sources.yamlfile import parse
from tests.conftest import ROOT

LABELS = ("HEAD", "tak")
LOOK = Look(LABELS)
ACTIE = (ROOT / "data/jaarplan/2026/acties/ouderavond-online.yaml").read_text(encoding="utf-8")
BIJEENKOMST = (ROOT / "data/bijeenkomsten/2024-11-14-jaarlijkse-bijeenkomst.yaml").read_text(encoding="utf-8")
JAARPLAN = (ROOT / "data/jaarplan/2026/jaarplan.yaml").read_text(encoding="utf-8")
PARTNER = (ROOT / "data/partners/halt.yaml").read_text(encoding="utf-8")

Edit = Callable[[str], str]


def change(old: str, new: str) -> Edit:
    """Return an edit that replaces one text that is there once."""

    def edit(text: str) -> str:
        assert text.count(old) == 1, f"{text.count(old)} times: {old}"
        return text.replace(old, new)

    return edit


def at_end(new: str) -> Edit:
    return lambda text: text + new


def both(base: str, ours: str, theirs: str) -> str:
    """Merge as records and return the text, also with the sides swapped when that gives the same."""
    done = merge(base.encode(), ours.encode(), theirs.encode(), LOOK)
    assert done.by_record
    swapped = merge(base.encode(), theirs.encode(), ours.encode(), LOOK)
    assert (swapped.conflicts, len(swapped.content)) == (done.conflicts, len(done.content))
    assert done.conflicts == done.content.count(b"<<<<<<< HEAD\n")
    if not done.conflicts:
        assert not parse(done.content).problems
    return done.content.decode()


def marked(ours: str, theirs: str) -> str:
    return f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> tak\n"


#: What one does, what the other does, and what makes of the base what must come out.
CLEAN = {
    "two messages on one action, in the order of their days": (
        ACTIE,
        at_end("  - datum: 2026-09-02\n    tekst: Evaluatie gemaakt.\n"),
        at_end("  - datum: 2026-07-01\n    tekst: |\n      Bedankje gestuurd.\n"),
        at_end(
            "  - datum: 2026-07-01\n    tekst: |\n      Bedankje gestuurd.\n"
            "  - datum: 2026-09-02\n    tekst: Evaluatie gemaakt.\n"
        ),
    ),
    "two messages of one day are both kept": (
        ACTIE,
        at_end("  - datum: 2026-09-02\n    tekst: Een.\n"),
        at_end("  - datum: 2026-09-02\n    tekst: Twee.\n"),
        at_end("  - datum: 2026-09-02\n    tekst: Een.\n  - datum: 2026-09-02\n    tekst: Twee.\n"),
    ),
    "the status, and a partner on the line below": (
        "partners: [politie, halt]\nstatus: loopt\n",
        change("halt]", "halt, om]"),
        change("loopt", "afgerond"),
        lambda _: "partners: [politie, halt, om]\nstatus: afgerond\n",
    ),
    "a list on one line: both add, one removes": (
        "partners: [politie, halt, scope]  # zonder trekker\n",
        change("scope]", "scope, 'om']"),
        change("[politie, halt, scope]", "[politie, scope, yuverta]"),
        lambda _: "partners: [politie, scope, 'om', yuverta]  # zonder trekker\n",
    ),
    "items on one line: who was there, and through whom": (
        BIJEENKOMST,
        change("{partner: halt, via: contactpersoon}", "{partner: halt, via: vervanger}"),
        change(
            "{partner: halt, via: contactpersoon}\n",
            "{partner: halt, via: contactpersoon, functie: adviseur}\n  - {partner: om, via: ander}\n",
        ),
        change(
            "{partner: halt, via: contactpersoon}\n",
            "{partner: halt, via: vervanger, functie: adviseur}\n  - {partner: om, via: ander}\n",
        ),
    ),
    "both add a change to a plan that has them": (
        JAARPLAN,
        at_end("  - datum: 2026-10-01\n    omschrijving: Een.\n"),
        at_end("  - datum: 2026-10-02\n    omschrijving: Twee.\n"),
        at_end("  - datum: 2026-10-01\n    omschrijving: Een.\n  - datum: 2026-10-02\n    omschrijving: Twee.\n"),
    ),
    "both begin a list that was not there": (
        "status: loopt\n",
        at_end("wijzigingen:\n  - datum: 2026-10-01\n    omschrijving: Een.\n"),
        at_end("wijzigingen:\n  - datum: 2026-09-01\n    omschrijving: Twee.\n"),
        at_end(
            "wijzigingen:\n  - datum: 2026-09-01\n    omschrijving: Twee.\n"
            "  - datum: 2026-10-01\n    omschrijving: Een.\n"
        ),
    ),
    "both fill a list that was empty": (
        "a: 1\nlijst: []\nb: 2\n",
        change("lijst: []\n", "lijst:\n  - een\n"),
        change("lijst: []\n", "lijst:\n  - twee\n"),
        change("lijst: []\n", "lijst:\n  - een\n  - twee\n"),
    ),
    "neighbours: each another field of one item": (
        PARTNER,
        change("  functie: adviseur preventie\n", '  functie: "adviseur"  # sinds mei\n'),
        change("  email: convenant@halt.example\n", "  email: info@halt.example\n"),
        change(
            "  functie: adviseur preventie\n  email: convenant@halt.example\n",
            '  functie: "adviseur"  # sinds mei\n  email: info@halt.example\n',
        ),
    ),
    "a comment that moved, and the fields around it": (
        "a: 1\n# over b\nb: 2\nc: 3\n",
        lambda _: "a: 1\nb: 2\n# over b\nc: 3\n",
        lambda _: "a: 1\n# over b\nb: 4\nc: 5\n",
        lambda _: "a: 1\nb: 4\n# over b\nc: 5\n",
    ),
    "comments between fields and items stay with what they are above": (
        "# kop\n\na: 1\nlijst:\n  # eerste\n  - x\n\n  # tweede\n  - y\n  # staart\n# over z\nz: 2\n# einde\n",
        change("  - x\n", "  - x\n  # nieuw\n  - w\n"),
        change("  # tweede\n  - y\n", "  # tweede, beter\n  - y\n  - q\n"),
        lambda _: (
            "# kop\n\na: 1\nlijst:\n  # eerste\n  - x\n  # nieuw\n  - w\n\n  # tweede, beter\n  - y\n  - q\n"
            "  # staart\n# over z\nz: 2\n# einde\n"
        ),
    ),
    "an item moved, and changed by the other": (
        "besluiten:\n  - nummer: b1\n    tekst: een\n  - nummer: b2\n    tekst: twee\n",
        lambda _: "besluiten:\n  - nummer: b2\n    tekst: twee\n  - nummer: b1\n    tekst: een\n",
        change("tekst: een", "tekst: anders"),
        lambda _: "besluiten:\n  - nummer: b2\n    tekst: twee\n  - nummer: b1\n    tekst: anders\n",
    ),
    "an item got another name, and another text by the other": (
        "doelen:\n  - id: a\n    groep: x\n    tekst: een\n",
        change("id: a", "id: b"),
        change("tekst: een", "tekst: twee"),
        lambda _: "doelen:\n  - id: b\n    groep: x\n    tekst: twee\n",
    ),
    "the first field of an item goes, the second changes": (
        "lijst:\n  - a: 1\n    # over b\n    b: 2\n    c: 3\n",
        change("  - a: 1\n    # over b\n    b: 2\n", "  # over b\n  - b: 2\n"),
        change("c: 3", "c: 4"),
        lambda _: "lijst:\n  # over b\n  - b: 2\n    c: 4\n",
    ),
    "lines of one text, some way apart": (
        "tekst: |\n  een\n  twee\n  # drie\n\n  vier\nz: 1\n",
        change("  een\n", "  eerst\n"),
        change("  vier\n", "  vierde\n  vijf\n"),
        lambda _: "tekst: |\n  eerst\n  twee\n  # drie\n\n  vierde\n  vijf\nz: 1\n",
    ),
    "fields in another order, by both": (
        "a: 1\nb: 2\nc: 3\nd: 4\n",
        lambda _: "b: 2\na: 1\nc: 3\nd: 5\n",
        lambda _: "b: 6\nc: 3\na: 1\nd: 4\n",
        None,
    ),
    "a plan that numbers its themes anew": (
        "themas:\n  - thema: x\n    nummer: 1\n    doelen: [a]\n",
        lambda _: "themas:\n  - thema: y\n    nummer: 1\n  - thema: x\n    nummer: 2\n    doelen: [a]\n",
        change("[a]", "[a, b]"),
        lambda _: "themas:\n  - thema: y\n    nummer: 1\n  - thema: x\n    nummer: 2\n    doelen: [a, b]\n",
    ),
    "answers to one clause for two schools": (
        "antwoorden:\n  - {bepaling: a, antwoord: ja}\n",
        at_end("  - {bepaling: b, eenheid: x/een, antwoord: ja}\n"),
        at_end("  - {bepaling: b, eenheid: x/twee, antwoord: nee}\n"),
        at_end("  - {bepaling: b, eenheid: x/een, antwoord: ja}\n  - {bepaling: b, eenheid: x/twee, antwoord: nee}\n"),
    ),
    "both add a mapping, each with its own fields": (
        "a: 1\n",
        at_end("verslag:\n  status: concept\n"),
        at_end("# nieuw\nverslag:\n  status: concept\n  vindplaats: zaak 1\n"),
        at_end("# nieuw\nverslag:\n  status: concept\n  vindplaats: zaak 1\n"),
    ),
    "a list without indent": (
        "lijst:\n- a: 1\n  b: 2\nz: 1\n",
        change("a: 1", "a: 3"),
        change("  b: 2\n", "  b: 4\n- a: 9\n"),
        lambda _: "lijst:\n- a: 3\n  b: 4\n- a: 9\nz: 1\n",
    ),
}


@pytest.mark.parametrize("case", CLEAN)
def test_what_two_people_do_is_put_together(case: str) -> None:
    base, ours, theirs, expected = CLEAN[case]
    merged = both(base, ours(base), theirs(base))
    if expected is None:
        assert parse(merged.encode()).data == {"a": "1", "b": "6", "c": "3", "d": "5"}
    else:
        assert merged == expected(base)


NEW = "  - nummer: b2024-3\n    tekst: {}\n"

CONFLICTS = {
    "one field, two values": (
        ACTIE,
        change("status: afgerond\n", "status: loopt  # nog even\n"),
        change("status: afgerond\n", "status: vervallen\n"),
        change("status: afgerond\n", marked("status: loopt  # nog even\n", "status: vervallen\n")),
    ),
    "two decisions with one number, at two places": (
        BIJEENKOMST,
        change("besluiten:\n", "besluiten:\n" + NEW.format("een")),
        change("actiepunten:\n", NEW.format("twee") + "actiepunten:\n"),
        change("besluiten:\n", "besluiten:\n" + marked(NEW.format("een"), NEW.format("twee"))),
    ),
    "one answer to one clause, two versions": (
        "antwoorden:\n  - {bepaling: a, antwoord: ja}\n",
        at_end("  - {bepaling: b, antwoord: ja}\n"),
        at_end("  - {bepaling: b, antwoord: nee}\n"),
        at_end(marked("  - {bepaling: b, antwoord: ja}\n", "  - {bepaling: b, antwoord: nee}\n")),
    ),
    "what one takes away, the other changes": (
        "a: 1\nlijst:\n  - id: x\n    b: 2\n  - id: y\n    b: 3\n",
        change("  - id: y\n    b: 3\n", ""),
        change("b: 3", "b: 4"),
        change("  - id: y\n    b: 3\n", marked("", "  - id: y\n    b: 4\n")),
    ),
    "what one takes away, the other comments on": (
        "a: 1\nb: 2\nc: 3\n",
        change("b: 2\n", ""),
        change("b: 2\n", "# nog nodig\nb: 2\n"),
        change("b: 2\n", marked("", "# nog nodig\nb: 2\n")),
    ),
    "both add a line to one text": (
        "tekst: |\n  een\n  twee\nz: 1\n",
        change("  twee\n", "  twee\n  van ons\n"),
        change("  twee\n", "  twee\n  van hen\n"),
        change("  twee\n", "  twee\n" + marked("  van ons\n", "  van hen\n")),
    ),
    "the first field of an item": (
        "lijst:\n  - a: 1\n    b: 2\n",
        change("a: 1", "a: 3"),
        change("a: 1", "a: 4"),
        change("  - a: 1\n", marked("  - a: 3\n", "  - a: 4\n")),
    ),
    "the first field of an item, which one took away": (
        "lijst:\n  - a: 1\n    b: 2\n    c: 3\n    d: 4\n",
        change("  - a: 1\n    b: 2\n", "  - b: 2\n"),
        change("a: 1", "a: 4"),
        change("  - a: 1\n    b: 2\n", marked("  - b: 2\n", "  - a: 4\n    b: 2\n")),
    ),
    "both add a mapping, with one field that differs": (
        "a: 1\n",
        at_end("verslag:\n  status: concept\n"),
        at_end("verslag:\n  status: klaar\n  vindplaats: zaak 1\n"),
        at_end(marked("verslag:\n  status: concept\n", "verslag:\n  status: klaar\n  vindplaats: zaak 1\n")),
    ),
    "one item of a list without names, two versions": (
        "stukken:\n  - Verslag van 9 mei\n  - Agenda\n",
        change("9 mei", "10 mei"),
        change("9 mei", "11 mei"),
        change("  - Verslag van 9 mei\n", marked("  - Verslag van 10 mei\n", "  - Verslag van 11 mei\n")),
    ),
    "one place in a list on one line": (
        "partners: [politie, halt]\n",
        change("politie", "om"),
        change("politie", "scope"),
        lambda _: marked("partners: [om, halt]\n", "partners: [scope, halt]\n"),
    ),
    "together they empty a list": (
        "a: 1\nlijst:\n  - x\n  - y\n",
        change("  - x\n", ""),
        change("  - y\n", ""),
        lambda _: "a: 1\n" + marked("lijst:\n  - y\n", "lijst:\n  - x\n"),
    ),
    "one gives an item the name of an item that the other adds": (
        "doelen:\n  - id: a\n    groep: x\n    tekst: een\n",
        change("id: a", "id: b"),
        at_end("  - id: b\n    groep: y\n    tekst: twee\n"),
        None,
    ),
    "both fill an empty list, each with a comment": (
        "a: 1\nlijst: []\n",
        change("lijst: []\n", "lijst:  # van ons\n  - een\n"),
        change("lijst: []\n", "lijst:  # van hen\n  - twee\n"),
        lambda _: "a: 1\n" + marked("lijst:  # van ons\n  - een\n", "lijst:  # van hen\n  - twee\n"),
    ),
    "a value and a list": (
        "a: 1\nlijst: geen\n",
        change("lijst: geen\n", "lijst:\n  - x\n"),
        change("geen", "onbekend"),
        lambda _: "a: 1\n" + marked("lijst:\n  - x\n", "lijst: onbekend\n"),
    ),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_a_true_conflict_is_marked_around_the_smallest_field(case: str) -> None:
    base, ours, theirs, expected = CONFLICTS[case]
    merged = both(base, ours(base), theirs(base))
    assert merged == (expected(base) if expected else marked(ours(base), theirs(base)))


# --- the bytes around the text ------------------------------------------------------------------------------------


def test_a_side_that_changed_nothing_leaves_the_other_as_it_is() -> None:
    for other in (b"a: [\n", b"\xff\x00", b"a: 1\r\nb: 2", b""):
        assert merge(b"a: 1\n", b"a: 1\n", other, LOOK).content == other
        assert merge(b"a: 1\n", other, b"a: 1\n", LOOK).content == other
        assert merge(b"a: 1\n", other, other, LOOK).content == other


def test_a_text_of_which_yaml_counts_other_lines_has_no_tree() -> None:
    assert read("a: 1\rb: 2\r") is None


def test_line_ends_stay_those_of_ours_and_a_change_of_them_stays_a_change() -> None:
    windows = b"a: 1\r\nb: 2\r\n"
    assert merge(windows, b"a: 3\r\nb: 2\r\n", b"a: 1\r\nb: 4\r\n", LOOK).content == b"a: 3\r\nb: 4\r\n"
    assert merge(b"a: 1\nb: 2\n", b"a: 3\nb: 2\n", b"a: 1\r\nb: 4\r\n", LOOK).content == b"a: 3\r\nb: 4\r\n"
    conflict = merge(windows, b"a: 3\r\nb: 2\r\n", b"a: 4\r\nb: 2\r\n", LOOK)
    assert conflict.content == b"<<<<<<< HEAD\r\na: 3\r\n=======\r\na: 4\r\n>>>>>>> tak\r\nb: 2\r\n"


def test_the_last_line_end_and_the_byte_order_mark_are_kept_or_changed_like_anything_else() -> None:
    assert merge(b"a: 1\nb: 2", b"a: 3\nb: 2", b"a: 1\nb: 4", LOOK).content == b"a: 3\nb: 4"
    assert merge(b"a: 1\nb: 2", b"a: 3\nb: 2", b"a: 1\nb: 4\n", LOOK).content == b"a: 3\nb: 4\n"
    mark = b"\xef\xbb\xbf"
    assert merge(mark + b"a: 1\nb: 2", mark + b"a: 3\nb: 2", b"a: 1\nb: 4", LOOK).content == b"a: 3\nb: 4"


def test_markers_are_as_long_as_asked() -> None:
    done = merge(b"a: 1\n", b"a: 2\n", b"a: 3\n", Look(("wij", ""), marker_size=9))
    assert done.content == b"<<<<<<<<< wij\na: 2\n=========\na: 3\n>>>>>>>>>\n"


# --- what is no record --------------------------------------------------------------------------------------------

TEXT = "a: 1\n\nb: 2\n\nc: 3\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("b: 2\n", "b: &anker 2\n"),
        ("b: 2\n", "a: 2\n"),  # a field twice
        ("b: 2\n", "b:\t2\n"),
        ("b: 2\n", "b: [2\n"),
        ("b: 2\n", "b: |+\n  2\n\n"),
        ("b: 2\n", "? b\n: 2\n"),
        ("b: 2\n", "b: 2\r\n"),
        ("b: 2\n", "b: \u0080\n"),
        ("b: 2\n", "<<<<<<< HEAD\nb: 2\n=======\nb: 4\n>>>>>>> tak\n"),
        ("b: 2\n", "b: 2\n---\n"),
        (TEXT, "{a: 1,\nb: 2,\n\nc: 3}\n"),
        (TEXT, "- a\n\n- b\n\n- 3\n"),
        (TEXT, "# leeg\n"),
    ],
)
@pytest.mark.parametrize("which", [0, 1, 2])
def test_what_is_no_plain_record_is_merged_as_git_does(old: str, new: str, which: int) -> None:
    versions = [TEXT, TEXT.replace("a: 1", "a: 4"), TEXT.replace("c: 3", "c: 5")]
    versions[which] = versions[which].replace(old, new) if old != TEXT else new
    base, ours, theirs = (version.encode() for version in versions)
    done = merge(base, ours, theirs, LOOK)
    assert not done.by_record
    assert (done.content, done.conflicts) == merge_text(base, ours, theirs, LABELS, 7, "merge")


def test_bytes_that_are_no_text_stay_as_ours_and_are_a_conflict() -> None:
    done = merge(b"a\0", b"b\0", b"c\0", LOOK)
    assert (done.content, done.conflicts) == (b"b\0", 1)
    assert "de versie van onze kant staat er nog" in done.where


@pytest.mark.parametrize("kept", ["ours", "theirs"])
def test_a_merge_that_cannot_be_proven_is_left_to_git(monkeypatch: pytest.MonkeyPatch, kept: str) -> None:
    """Whatever goes wrong in the merge: the side that it drops comes back."""
    base, ours, theirs = b"a: 1\n\n\nb: |\n  2\n", b"a: 3\n\n\nb: |\n  2\n", b"a: 1\n\n\nb: |\n  2\n  4\n"
    assert merge(base, ours, theirs, LOOK).by_record
    side = {"ours": ours, "theirs": theirs}[kept].decode()
    monkeypatch.setattr(merging, "merge_parts", lambda *_, **__: [side])
    done = merge(base, ours, theirs, LOOK)
    assert (done.content, done.conflicts, done.by_record) == (b"a: 3\n\n\nb: |\n  2\n  4\n", 0, False)


@pytest.mark.parametrize(
    "wrong", ["a: 3\nc:\n  b: 4\n", "a: 3\nb: 4\nb: 4\n", "a: 3\nb: 4\nc: a\n", "a: 3\nb: 4\n: :\n"]
)
def test_a_merge_that_puts_a_value_elsewhere_is_left_to_git(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    base, ours, theirs = b"a: 1\n#\nb: 2\n", b"a: 3\n#\nb: 2\n", b"a: 1\n#\nb: 4\n"
    monkeypatch.setattr(merging, "merge_parts", lambda *_, **__: [wrong])
    assert not merge(base, ours, theirs, LOOK).by_record


@pytest.mark.parametrize(
    ("rest", "told"), [("b: 5\n#\nc: 6\n", True), ("b: 2\n#\nc: 6\n", False), ("b: 5\n#\nc: 1\n", False)]
)
def test_a_conflict_is_no_excuse_to_drop_something_elsewhere(
    monkeypatch: pytest.MonkeyPatch, rest: str, told: bool
) -> None:
    base, ours, theirs = (f"a: {a}\nb: {b}\n#\nc: {c}\n".encode() for a, b, c in ((1, 2, 1), (3, 5, 1), (4, 2, 6)))
    monkeypatch.setattr(merging, "merge_parts", lambda *_, **__: [Conflict("a: 3\n", "a: 4\n"), rest])
    done = merge(base, ours, theirs, LOOK)
    assert (done.conflicts, done.by_record) == (1, told)
    assert {b"b: 5", b"c: 6"} <= set(done.content.splitlines())
