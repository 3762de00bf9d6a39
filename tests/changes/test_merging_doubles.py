"""What a merge may never do without a word: say something twice, or lose what both kept. Also when git merges lines."""

import pytest

from convenant_cli.changes.merging import Look, Merged, merge
from convenant_cli.changes.merging.proof import doubles_nothing
from convenant_cli.sources.git.merge import merge_text

LOOK = Look(("HEAD", "tak"))


def items(order: str, form: str = "  - partner: {0}\n    rol: rol van {0}\n", head: str = "inzet:\n") -> str:
    return head + "".join(form.format(one) for one in order)


def fields(order: str) -> str:
    return "".join(f"{one}: &anker 1\n" for one in order)


#: Three versions where git puts something twice, or what both kept nowhere, and calls that clean.
DOUBLED = {
    "an item that both moved, each elsewhere": (items("abcde"), items("bcdea"), items("bcade")),
    "a value that both moved": tuple(items(order, "  - {0}\n") for order in ("abcde", "bcdea", "bcade")),
    "a value without indent": tuple(items(order, "- {0}\n") for order in ("abcde", "bcdea", "bcade")),
    "in a file with an anchor": tuple(
        items(order, "  - {0}\n", "x: &anker 1\ninzet:\n") for order in ("abcde", "bcdea", "bcade")
    ),
    "at the top of a file that is a list": tuple(items(order, "- {0}\n", "") for order in ("abcde", "bcdea", "bcade")),
    "a field, in a file with an anchor": (fields("abcde"), fields("bcdea"), fields("bcade")),
    "a line, in a file that is no YAML": tuple(
        items(order, "{0} en: meer: {0}\n", "]\n") for order in ("abcde", "bcdea", "bcade")
    ),
    "an item that both moved to another list": (
        "een:\n  - l: [x]\n  - l: [p]\n  - l: [q]\n".replace("[x]", "\n      - {id: a, t: u}\n      - {id: z}"),
        "een:\n  - l:\n      - {id: z}\n  - l: [p]\n  - l:\n      - q\n      - {id: a, t: u}\n",
        "een:\n  - l:\n      - {id: z}\n  - l:\n      - p\n      - {id: a, t: u}\n  - l: [q]\n",
    ),
    "a value that one changed to what the other added": ("l:\n  - x\n", "l:\n  - n\n", "l:\n  - x\n  - n\n"),
    "an item that one renamed to what the other added at another place": (
        items("abcd", "  - id: {0}\n    t: {0}{0}\n", "doelen:\n"),
        items("abcd", "  - id: {0}\n    t: {0}{0}\n", "doelen:\n").replace("id: a\n", "id: n\n"),
        items("abcd", "  - id: {0}\n    t: {0}{0}\n", "doelen:\n") + "  - id: n\n    t: anders\n",
    ),
}


@pytest.mark.parametrize("case", DOUBLED)
def test_what_would_be_there_twice_is_a_conflict(case: str) -> None:
    base, ours, theirs = (version.encode() for version in DOUBLED[case])
    for one, two in ((ours, theirs), (theirs, ours)):
        done = merge(base, one, two, LOOK)
        assert done.conflicts > 0
        added = {*ours.split(), *theirs.split()} - {*base.split()}
        assert added <= {*done.content.split()}


@pytest.mark.parametrize("case", list(DOUBLED)[:7])
def test_git_itself_doubles_them(case: str) -> None:
    """So the cases above are worth something: without the proof the driver would pass this on."""
    base, ours, theirs = (version.encode() for version in DOUBLED[case])
    merged, conflicts = merge_text(base, ours, theirs, LOOK.labels, 7, "merge")
    assert conflicts == 0
    assert not doubles_nothing(base, ours, theirs, merged)


def test_in_a_record_only_the_list_that_both_moved_is_a_conflict() -> None:
    base, ours, theirs = (f"a: 1\n{items(order)}z: 1\n" for order in ("abcde", "bcdea", "bcade"))
    done = merge(base.encode(), ours.replace("a: 1", "a: 2", 1).encode(), theirs.replace("z: 1", "z: 3").encode(), LOOK)
    assert (done.conflicts, done.by_record) == (1, True)
    text = done.content.decode()
    assert text.startswith("a: 2\n<<<<<<< HEAD\ninzet:\n")
    assert text.endswith(">>>>>>> tak\nz: 3\n")


CLEAN = {
    "two messages of one day": ("v:\n", "v:\n  - {d: 1, t: a}\n", "v:\n  - {d: 1, t: b}\n"),
    "the same value in two lists": (
        "l:\n  - {id: a, p: [x]}\n\n  - {id: b, p: [y]}\n",
        "l:\n  - {id: a, p: [x, n]}\n\n  - {id: b, p: [y]}\n",
        "l:\n  - {id: a, p: [x]}\n\n  - {id: b, p: [y, n]}\n",
    ),
    "a value that was there twice already": (
        "l: [x, x]\na: 1\n\nb: 1\n",
        "l: [x, x]\na: 2\n\nb: 1\n",
        "l: [x, x]\na: 1\n\nb: 2\n",
    ),
    "one name twice, where it is no name": (
        "l:\n  - {partner: a, t: 1}\n  - {partner: a, t: 2}\n",
        "l:\n  - {partner: a, t: 0}\n  - {partner: a, t: 1}\n  - {partner: a, t: 2}\n",
        "l:\n  - {partner: a, t: 1}\n  - {partner: a, t: 2}\n  - {partner: a, t: 3}\n",
    ),
    "anchors in a list": ("l:\n- &a x\n- y\n- z\n", "l:\n- &a x\n- &b y\n- z\n", "l:\n- &a x\n- y\n- z\n- &c q\n"),
}


@pytest.mark.parametrize("case", CLEAN)
def test_what_nobody_doubled_is_no_conflict(case: str) -> None:
    base, ours, theirs = (version.encode() for version in CLEAN[case])
    assert merge(base, ours, theirs, LOOK).conflicts == 0
    assert merge(base, theirs, ours, LOOK).conflicts == 0


# --- a record that both add ---------------------------------------------------------------------------------------

RECORD = """\
# Een fietsroute.

nummer: 1.2
titel: Fietsroute
status: loopt
partners: [politie]
voortgang:
  - datum: 2026-02-03
    tekst: Begonnen.
"""
LATER = "  - datum: 2026-03-04\n    tekst: Borden geplaatst.\n"
EARLIER = "  - datum: 2026-01-02\n    tekst: Besproken.\n"


def added(ours: str, theirs: str) -> Merged:
    done = merge(b"", ours.encode(), theirs.encode(), LOOK)
    swapped = merge(b"", theirs.encode(), ours.encode(), LOOK)
    assert (done.conflicts, done.by_record) == (swapped.conflicts, swapped.by_record)
    return done


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (RECORD, RECORD + LATER, RECORD + LATER),
        (RECORD.replace("  - ", EARLIER + "  - "), RECORD + LATER, RECORD.replace("  - ", EARLIER + "  - ") + LATER),
        (
            RECORD.replace("[politie]", "[politie, halt]"),
            RECORD.replace("[politie]", "[politie, om]"),
            RECORD.replace("[politie]", "[politie, halt, om]"),
        ),
        (
            RECORD.replace("status:", "start: 2026-02-01\nstatus:"),
            RECORD.replace("status:", "# zie 1.1\nstatus:"),
            RECORD.replace("status:", "start: 2026-02-01\n# zie 1.1\nstatus:"),
        ),
        (RECORD, RECORD.replace("nummer: 1.2\ntitel: Fietsroute\n", "titel: Fietsroute\nnummer: 1.2\n"), RECORD),
        ("a: 1\nv:\n  s: concept\n", "a: 1\nv:\n  s: concept\n  p: zaak\n", "a: 1\nv:\n  s: concept\n  p: zaak\n"),
        ("# van ons\n\na: 1\n", "a: 1\n", "# van ons\n\na: 1\n"),
    ],
)
def test_of_a_record_that_both_add_all_is_kept(ours: str, theirs: str, expected: str) -> None:
    done = added(ours, theirs)
    assert (done.content.decode(), done.conflicts, done.by_record) == (expected, 0, True)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("", "a: 1\nb: loopt\n", "b: 'loopt'\na: 1\n", "a: 1\nb: loopt\n"),
        ("b: open\n", 'b: "loopt"\n', "b: loopt\n", 'b: "loopt"\n'),
        ("b: open\n", "b: loopt\n", "b: 'loopt'  # sinds mei\n", "b: 'loopt'  # sinds mei\n"),
        ("", "v:\n  s: x\n", 'v:\n  s: "x"\n  t: y\n', "v:\n  s: x\n  t: y\n"),
        ("v: {s: w}\n", "v: {s: x}\n", "v: {s: 'x', t: y}\n", "v: {s: x, t: y}\n"),
        ("b: open\nc: 1\n", "b: 'open'\nc: 2\n", "b: open\nc: 2 \n", "b: 'open'\nc: 2\n"),
        ("", "t: >-\n  een\n  twee\n", "t: een twee\n", "t: >-\n  een\n  twee\n"),
    ],
)
def test_the_same_value_in_another_spelling_is_the_same(base: str, ours: str, theirs: str, merged: str) -> None:
    done = merge(base.encode(), ours.encode(), theirs.encode(), LOOK)
    assert (done.content.decode(), done.conflicts) == (merged, 0)


def test_two_comments_on_the_same_value_are_for_a_person() -> None:
    done = merge(b"b: open\n", b"b: klaar  # ons\n", b"b: klaar  # hun\n", LOOK)
    assert (done.conflicts, done.by_record) == (1, True)


def test_only_a_field_with_two_values_is_a_conflict() -> None:
    done = added(RECORD, RECORD.replace("Fietsroute\n", "Veilige fietsroute\n") + LATER)
    both = "<<<<<<< HEAD\ntitel: Fietsroute\n=======\ntitel: Veilige fietsroute\n>>>>>>> tak\n"
    assert (done.content.decode(), done.conflicts) == (RECORD.replace("titel: Fietsroute\n", both) + LATER, 1)


def test_a_record_that_both_add_may_have_its_own_line_ends_and_mark() -> None:
    ours = b"\xef\xbb\xbf" + RECORD.replace("\n", "\r\n").encode()
    done = merge(b"", ours, ours.removesuffix(b"\r\n") + b"\r\n" + LATER.replace("\n", "\r\n").encode(), LOOK)
    assert (done.content, done.conflicts) == (ours + LATER.replace("\n", "\r\n").encode(), 0)


# --- the look of a conflict ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("merge", "<<<<<<< HEAD\nb: 3\n=======\nb: 4\n>>>>>>> tak\n"),
        ("diff3", "<<<<<<< HEAD\nb: 3\n||||||| basis\nb: 2\n=======\nb: 4\n>>>>>>> tak\n"),
        ("zdiff3", "<<<<<<< HEAD\nb: 3\n||||||| basis\nb: 2\n=======\nb: 4\n>>>>>>> tak\n"),
    ],
)
def test_a_conflict_looks_as_git_was_told(style: str, expected: str) -> None:
    done = merge(b"a: 1\nb: 2\nc: 1\n", b"a: 1\nb: 3\nc: 1\n", b"a: 1\nb: 4\nc: 1\n", Look(LOOK.labels, style=style))
    assert done.content.decode() == f"a: 1\n{expected}c: 1\n"
    assert ("<, |, = en >" in done.where) is (style != "merge")


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("t: |\n  een\n  twee\n", "t: |\n  x\n  ons\n  y\n", "t: |\n  x\n  hun\n  y\n"),  # what begins and ends alike
        ("a: 1\nb: 2\n", "a: 1\n", "a: 1\nb: 3\n"),  # what one took away
        ("a: 1\n", "a: 1\nb: 2\n", "a: 1\nb: 3\n"),  # what was not there
    ],
)
def test_in_every_style_it_is_what_git_shows(style: str, base: str, ours: str, theirs: str) -> None:
    old, one, two = (version.encode() for version in (base, ours, theirs))
    done = merge(old, one, two, Look(LOOK.labels, style=style))
    assert done.by_record
    by_git, conflicts = merge_text(old, one, two, LOOK.labels, 7, style)
    assert done.conflicts == conflicts == 1
    if (style, base) != ("merge", "t: |\n  een\n  twee\n"):  # there git leaves out what both begin and end with
        assert done.content == by_git
