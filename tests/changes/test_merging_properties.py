"""Laws of merging records, on real records that two people edit at random; git's own merge is the judge."""

import re
from collections import Counter
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convenant_cli.changes.merging import Look, Merged, merge
from convenant_cli.changes.merging.lines import Conflict, lines_of, merge_lines
from convenant_cli.changes.merging.tree import read
from convenant_cli.sources.git.merge import merge_text
from convenant_cli.sources.yamlfile import parse
from tests.bewerkingen import Editor
from tests.conftest import ROOT
from tests.grondig import times

LABELS = ("HEAD", "tak")
LOOK = Look(LABELS)

#: Everything that a record can look like, and that the shipped ones happen not to.
ODD = """\
# kop

# over titel
titel: "Dubbel: \\"x\\" # geen commentaar"   # wel
# tussen

leeg:
nul: ~
lijst:
- a
# voor b
- b   # achter b

-   c: 1
    d: |2
        ingesprongen
      minder

      # tekst
    # diep commentaar
    e:
    # over kinderen
    - x: 1
      y: 2
    - x: 2
      y: 3
    # staart van e
# staart van lijst

diep:
    vier:
        acht: [1, 'twee', "drie"]
        tijd: {start: 14:30, eind: "15:00"}
        leeg: []
    # commentaar vier
    lang: "een
      # geen commentaar

      twee"
    vouw: >-
      regel een
      regel twee

      regel drie
nest:
  - - a
    - b
  -  {a: 1, b: 2}
  - [p, q]
flow: [
  a, b,
  c]
# einde

# echt einde
"""

RECORDS = [
    ODD,
    *(
        (ROOT / "data" / name).read_text(encoding="utf-8")
        for name in (
            "jaarplan/2026/acties/ouderavond-online.yaml",
            "jaarplan/2025/jaarplan.yaml",
            "bijeenkomsten/2026-12-10-jaarlijkse-bijeenkomst.yaml",
            "partners/politie.yaml",
            "verklaringen/2026/politie.yaml",
        )
    ),
]

MARKER = re.compile(r"^(<<<<<<< HEAD|=======|>>>>>>> tak)\n", re.M)


@st.composite
def edited(draw: st.DrawFn, moves: bool = True) -> tuple[str, Editor, Editor]:
    """Return a record and two people who edited it."""
    base = draw(st.sampled_from(RECORDS))
    random = draw(st.randoms(use_true_random=False))
    sides = []
    for sign in ("ons", "hun"):
        editor = Editor(base, random, sign, moves)
        editor.edit(random.randint(1, 4))
        sides.append(editor)
    return base, sides[0], sides[1]


def merged(base: str, ours: str, theirs: str) -> Merged:
    return merge(base.encode(), ours.encode(), theirs.encode(), LOOK)


def loose(value: Any) -> Any:
    """Return data in a form that says nothing of the order of fields and items."""
    if isinstance(value, dict):
        return {key: loose(item) for key, item in value.items()}
    return sorted(repr(loose(item)) for item in value) if isinstance(value, list) else value


few = settings(max_examples=times(15, 40), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(edited())
def test_nothing_is_lost_and_the_sides_are_equal(made: tuple[str, Editor, Editor]) -> None:
    base, ours, theirs = made
    done = merged(base, ours.text, theirs.text)
    text = done.content.decode()
    assert [word for word in ours.words + theirs.words if word not in text] == []
    if done.by_record:  # else git did it
        everything = MARKER.sub("", text)
        for side in (ours.text, theirs.text):
            comments = {line.strip() for line in lines_of(side) if line.strip().startswith("#")}
            before = {line.strip() for line in lines_of(base)}
            assert {line for line in comments - before if line not in everything} == set()
    swapped = merged(base, theirs.text, ours.text)
    assert (swapped.by_record, bool(swapped.conflicts)) == (done.by_record, bool(done.conflicts))
    if not done.conflicts:
        assert not parse(done.content).problems
        assert loose(parse(done.content).data) == loose(parse(swapped.content).data)


@few
@given(edited(moves=False))
def test_where_git_merges_cleanly_the_data_is_what_git_makes_of_it(made: tuple[str, Editor, Editor]) -> None:
    base, ours, theirs = made
    by_git, conflicts = merge_text(base.encode(), ours.text.encode(), theirs.text.encode(), LABELS, 7, "merge")
    as_git = parse(by_git)
    if conflicts or as_git.problems:
        return
    done = merged(base, ours.text, theirs.text)
    assert done.conflicts == 0
    assert loose(parse(done.content).data) == loose(as_git.data)


@settings(few, max_examples=times(8, 20))
@given(edited())
def test_a_side_without_changes_leaves_every_byte_of_the_other(made: tuple[str, Editor, Editor]) -> None:
    base, ours, theirs = made
    for text in (ours.text, theirs.text):
        assert merged(base, base, text).content == merged(base, text, base).content == text.encode()


@settings(few, max_examples=times(8, 20))
@given(edited())
def test_the_parts_of_a_record_put_end_to_end_are_the_record(made: tuple[str, Editor, Editor]) -> None:
    for text in (made[0], made[1].text, made[2].text):
        tree = read(text)
        assert tree is not None
        assert tree.text == text


short = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n"]), max_size=6).map("".join)


@settings(max_examples=times(30, 300))
@given(short, short, short)
def test_lines_are_merged_without_loss(base: str, ours: str, theirs: str) -> None:
    chunks = merge_lines(base, ours, theirs)
    swapped = merge_lines(base, theirs, ours)
    mirrored = [
        chunk if isinstance(chunk, str) else Conflict(chunk.theirs, chunk.ours, chunk.base) for chunk in swapped
    ]
    assert mirrored == chunks
    sides = [chunk if isinstance(chunk, str) else chunk.ours + chunk.theirs for chunk in chunks]
    old, one, two, all_of_it = (Counter(lines_of(text)) for text in (base, ours, theirs, "".join(sides)))
    assert one - old <= all_of_it
    assert two - old <= all_of_it
    assert all_of_it <= one + two


def test_the_edits_do_what_they_say() -> None:
    """The laws above are worth something only when most pairs of edits truly differ, and some of them collide."""
    random = Random(7)
    outcomes = []
    for base in RECORDS * 4:
        sides = [Editor(base, random, sign, moves=True) for sign in ("ons", "hun")]
        for side in sides:
            side.edit(3)
        outcomes.append(merged(base, sides[0].text, sides[1].text))
    assert all(done.by_record for done in outcomes)
    conflicts = sum(1 for done in outcomes if done.conflicts)
    assert 2 <= conflicts <= len(outcomes) - 8
