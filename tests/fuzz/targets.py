"""What is fuzzed, and what must hold: one function a target, which makes its own input from a seed and judges it.

A target raises for whatever may not happen: an exception that is no ConvenantError, or a law that is broken. Who calls
it guards the time and the memory.
"""

import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from convenant_cli.changes.comparing import compare
from convenant_cli.changes.merging import Look, Merged, merge
from convenant_cli.changes.merging.lines import SHOWING_BASE
from convenant_cli.changes.sides import from_source
from convenant_cli.changes.wijziging import Kant
from convenant_cli.checks.checking import Report, check_source
from convenant_cli.commands.reports import check_csv, check_json, check_text, diff_json, diff_text, status, status_json
from convenant_cli.commands.reports.findings import report_lines
from convenant_cli.commands.reports.view import View
from convenant_cli.documents import kinds
from convenant_cli.documents.content import oordelen
from convenant_cli.documents.formats import make
from convenant_cli.documents.kinds.wijzigingen import context_of_changes
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.editing.fields import Edit, edited
from convenant_cli.editing.layout import formatted
from convenant_cli.editing.spelling import respelled
from convenant_cli.findings import ConvenantError, Severity
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.records import KINDS
from convenant_cli.sources.sources import Source
from convenant_cli.sources.textfile import lines_of
from convenant_cli.sources.yamlfile import MAX_BYTES, parse
from tests.bewerkingen import Editor
from tests.conftest import PEILDATUM, ROOT, TESTS, read_folder
from tests.fuzz.mutators import Mutator, emitted

Files = dict[str, bytes]

MOMENT = kinds.Moment(PEILDATUM, "0123456789", "convenant 0.0")
FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab", "azure", "junit")
_MARKER = re.compile(rb"^(<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|).*\n?", re.M)


class BrokenLawError(Exception):
    """Something does not hold that must hold for every input."""


def law(holds: object, what: str) -> None:
    if not holds:
        raise BrokenLawError(what)


@cache
def dossiers() -> tuple[Files, ...]:
    """The dossiers that are changed: the shipped one, and smaller ones, which take less time."""
    small = [
        TESTS / "checks" / "controles/_basis",
        TESTS / "profielen/schoolgebouwen",
        TESTS / "profielen/twee-partijen",
    ]
    folders = [ROOT / "data", *small]
    found = [read_folder(folder) for folder in folders]
    found[0] = {f"data/{name}": raw for name, raw in found[0].items()}
    return tuple(found)


@cache
def corpus() -> list[bytes]:
    """Every record there is, and odd files that were once a fault."""
    odd = [path.read_bytes() for path in sorted((TESTS / "fuzz/corpus").iterdir())]
    return [*odd, *(raw for files in dossiers() for raw in files.values())]


class Maker:
    """Makes the input of one iteration. ``made`` is what it made, to be kept when something goes wrong."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.mutator = Mutator(random, corpus())
        self.made: Files = {}
        edges = (date(1900, 1, 1), date(2199, 12, 31), date(2024, 2, 29), date(2026, 8, 1), date(2031, 1, 1))
        self.day = PEILDATUM if random.random() < 0.7 else random.choice(edges)

    def base(self) -> Files:
        """Return a dossier: mostly a small one."""
        shipped, *small = dossiers()
        return shipped if self.random.random() < 0.1 else self.random.choice(small)

    def changed(self, base: Files, how: Callable[[bytes], bytes], side: str = "") -> Files:
        """Return a dossier with some files changed, removed, or under another name."""
        files = dict(base)
        for name in self.random.sample(sorted(files), min(len(files), self.random.choice((1, 1, 2, 3)))):
            chance = self.random.random()
            raw = how(files[name])
            if chance < 0.03:
                del files[name]
            elif chance < 0.06:
                files[name.replace(".yaml", "-2.yaml")] = raw
            else:
                files[name] = raw
            self.made[f"{side}{name}"] = raw
        return files


# --- the targets --------------------------------------------------------------------------------------------------


def loader(maker: Maker) -> None:
    """Reading: never an exception, the same with and without positions, and every place is in the file."""
    raw = maker.random.choice(corpus())
    for _ in range(maker.random.choice((1, 1, 1, 2, 5))):
        raw = maker.mutator.anything(raw)
    name = maker.random.choice([*maker.base(), "prive/personen.yaml", "data/anders.yaml"])
    maker.made[name] = raw
    plain, tracked = parse(raw), parse(raw, track=True)
    law(plain.problems == tracked.problems, "with positions other problems are found")
    law(repr(plain.data) == repr(tracked.data), "with positions other data is read")
    _, findings = load(Source("fuzz", {name: raw}))
    last = len(lines_of(raw)) + 1
    for finding in findings:
        where = finding.position
        law(1 <= where.line <= last and where.column >= 1, f"a place outside the file: {finding}")
        law((where.end_line, where.end_column) >= (where.line, where.column), f"an end before the start: {finding}")


def checks(maker: Maker) -> None:
    """All checks and toetsen over a dossier with changed files, and every format that shows what they find."""
    how = maker.random.choice((maker.mutator.anything, maker.mutator.anything, maker.mutator.gentle))
    files = maker.changed(maker.base(), how)
    report = check_source(Source("fuzz", files), maker.day)
    format = maker.random.choice(FORMATS)
    text = "\n".join(report_lines(format, View(report, report.findings)))
    text.encode("utf-8", "surrogatepass" if _holds_surrogates(files) else "strict")
    if format in ("json", "sarif", "gitlab"):
        json.loads(text)
    if report.oordelen is not None:
        _shown(report, maker.random)


def _holds_surrogates(files: Files) -> bool:
    return any(any("\ud800" <= c <= "\udfff" for c in name) for name in files)


def _shown(report: Report, random: Random) -> None:
    every = overzicht(report.dossier, report.peildatum)
    way = random.randrange(6)
    if way == 0:
        "\n".join(check_text.lines(check_text.CheckView(every, lambda _: "", width=80))).encode()
    elif way == 1:
        json.loads("\n".join(check_json.lines(every)))
    elif way == 2:
        check_csv.content(every)
    elif way == 3:
        "\n".join(status.lines(status.StatusView(signalen(every), width=80))).encode()
    elif way == 4:
        json.loads("\n".join(status_json.lines(signalen(every))))
    else:
        make(
            random.choice((".md", ".html")),
            "check.html.j2",
            oordelen.page(every, replace(MOMENT, peildatum=report.peildatum)),
        )


def diff(maker: Maker) -> None:
    """Two dossiers compared, both ways and with themselves."""
    base = maker.base()
    how = maker.mutator.anything if maker.random.random() < 0.5 else maker.mutator.gentle
    old = maker.changed(base, how, "oud/") if maker.random.random() < 0.5 else base
    new = maker.changed(old if maker.random.random() < 0.5 else base, how, "nieuw/")
    sides = [from_source(Source(label, files), Kant(label)) for label, files in (("oud", old), ("nieuw", new))]
    judge = maker.random.random() < 0.3
    every = compare(sides[0], sides[1], maker.day, judge)
    json.loads("\n".join(diff_json.lines(every)))
    "\n".join(diff_text.lines(diff_text.DiffView(every, width=80))).encode()
    if maker.random.random() < 0.2:
        dossier, _ = load(Source("nieuw", new))
        if dossier.convenant is not None:
            make(".md", "wijzigingen.html.j2", context_of_changes(every, MOMENT, dossier))
    same = compare(
        from_source(Source("a", new), Kant("a")), from_source(Source("b", dict(new)), Kant("b")), PEILDATUM, False
    )
    law(not list(_changes(same)), "a dossier differs from itself")


def _changes(every: object) -> Iterator[object]:
    for group in every.groepen:  # type: ignore[attr-defined]
        yield from group.wijzigingen


def render(maker: Maker) -> None:
    """Every document of a dossier that passes, as Markdown or a web page, and with marked changes."""
    base = maker.base()
    report = passing(maker, base)
    if report is None:
        return
    dossier, moment = report.dossier, replace(MOMENT, peildatum=maker.day)
    possible = [name for name in kinds.names() if not kinds.of_changes(name)]
    name = maker.random.choice(possible)
    choices = kinds.choices(name, dossier)
    which = "" if not choices else maker.random.choice(choices)
    if choices is not None and not choices:
        return
    other = passing(maker, base) if maker.random.random() < 0.4 else None
    before = None
    try:
        context = kinds.context(name, dossier, which, moment)
        if other is not None and (choices is None or which in (kinds.choices(name, other.dossier) or [])):
            before = (kinds.context(name, other.dossier, which, moment), "eerder")
    except ConvenantError:
        return  # such as the minutes of a meeting that was not held yet
    try:
        made = make(maker.random.choice((".md", ".md", ".html")), f"{name}.html.j2", context, before=before)
    except ConvenantError as error:
        raise BrokenLawError(f"a sound dossier gives no document: {error}") from error
    made.decode()


def passing(maker: Maker, base: Files) -> Report | None:
    """Return a report on a changed dossier without a fault; None when some changes in a row made one."""
    for _ in range(5):
        maker.made.clear()
        files = maker.changed(base, maker.mutator.gentle if maker.random.random() < 0.8 else maker.mutator.anything)
        report = check_source(Source("fuzz", files), maker.day)
        clauses = report.dossier.bepalingen
        faults = (f for f in report.findings if f.severity is Severity.FOUT and not f.waived and f.rule not in clauses)
        if not any(faults):
            return report
    return None


def template(maker: Maker) -> None:
    """An own template that is no good: a sentence that names it, and nothing else."""
    name = "agenda.html.j2"
    raw = (ROOT / "templates" / name).read_bytes()
    raw = maker.random.choice((maker.mutator.raw, maker.mutator.lines))(raw)
    maker.made[name] = raw
    dossier = load(Source("fuzz", dossiers()[0]))[0] if not _SHIPPED else _SHIPPED[0]
    _SHIPPED[:] = [dossier]
    which = (kinds.choices("agenda", dossier) or [""])[0]
    context = kinds.context("agenda", dossier, which, MOMENT)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).write_bytes(raw)
        with suppress(ConvenantError):  # what a mistake in a template must give
            make(maker.random.choice((".md", ".html")), name, context, Path(folder))


_SHIPPED: list[Dossier] = []


def merging(maker: Maker) -> None:
    """Three versions merged: nothing lost or doubled, the sides are equal, and what is unchanged changes nothing."""
    base, ours, theirs = versions(maker)
    maker.made |= {"basis": base, "ons": ours, "hun": theirs}
    look = Look(("HEAD", "tak"), style=maker.random.choice(("merge", "merge", "diff3", "zdiff3")))
    done, swapped = merge(base, ours, theirs, look), merge(base, theirs, ours, look)
    law(bool(done.conflicts) == bool(swapped.conflicts), "the other way round it is no conflict")
    law(merge(base, base, theirs, look).content == theirs, "a side without changes changes something")
    law(merge(base, ours, base, look).content == ours, "a side without changes changes something")
    law(merge(base, ours, ours, look).content == ours, "two equal sides change something")
    if b"\0" not in base + ours + theirs and not _MARKER.search(base + b"\n" + ours + b"\n" + theirs):
        _nothing_lost(base, ours, theirs, done, look)
    if not done.conflicts:
        _sound(base, ours, theirs, done)


def versions(maker: Maker) -> tuple[bytes, bytes, bytes]:
    """Return a file and what two people made of it."""
    pick, mutator = maker.random, maker.mutator
    raw = pick.choice(corpus())
    data = parse(raw).data
    chance = pick.random()
    if chance < 0.35 and isinstance(data, dict):
        raw = emitted(data).encode()
        return raw, mutator.structure(raw), mutator.structure(raw)
    if chance < 0.6 and isinstance(data, dict):
        try:
            editors = [Editor(raw.decode(), pick, sign, moves=True) for sign in ("ons", "hun")]
            for editor in editors:
                editor.edit(pick.randint(1, 5))
        except (AssertionError, UnicodeDecodeError):
            pass  # not a record that can be edited
        else:
            return (b"" if pick.random() < 0.1 else raw), *(editor.text.encode() for editor in editors)  # type: ignore[return-value]
    ways = (mutator.lines, mutator.lines, mutator.raw, mutator.gentle)
    if pick.random() < 0.01:
        raw = mutator.swollen(raw)
    ours, theirs = pick.choice(ways)(raw), pick.choice(ways)(raw)
    if pick.random() < 0.1:
        ours = ours.replace(b"\n", b"\r\n")
    if pick.random() < 0.1:
        theirs = theirs.rstrip(b"\n")
    return (b"" if pick.random() < 0.05 else raw), ours, theirs


def _nothing_lost(base: bytes, ours: bytes, theirs: bytes, done: Merged, look: Look) -> None:
    """Every word that a side added is there, and so is every word that all have."""
    texts = (base, ours, theirs, _MARKER.sub(b"", done.content))
    words = [set(re.findall(rb"\w+", raw.replace(b"\\n", b" "))) for raw in texts]  # as a value is spelled says nothing
    law(words[1] - words[0] <= words[3], "a word of ours is lost")
    law(words[2] - words[0] <= words[3], "a word of theirs is lost")
    if look.style in SHOWING_BASE and done.conflicts:
        law(b"||||||| basis" in done.content, "what stood there before is not shown")


def _sound(base: bytes, ours: bytes, theirs: bytes, done: Merged) -> None:
    parsed = [parse(raw) for raw in (ours, theirs, done.content)]
    if any(side.problems for side in parsed[:2]) or len(done.content) > MAX_BYTES:
        return
    law(not parsed[2].problems, f"two good files give a bad one without a conflict: {parsed[2].problems[:1]}")
    before = _twice(parse(base).data)
    law(_twice(parsed[2].data) <= _twice(parsed[0].data) | _twice(parsed[1].data) | before, "an item is there twice")


def _twice(data: object, path: str = "") -> set[str]:
    """Return what stands more than once in one list."""
    if isinstance(data, dict):
        return set().union(*(_twice(value, f"{path}/{key}") for key, value in data.items()))
    if not isinstance(data, list):
        return set()
    counts = Counter(f"{path} {item!r}" for item in data)
    return {what for what, count in counts.items() if count > 1}.union(*(_twice(item, path) for item in data))


_TYPED = (
    *("", *" x'~`|%\\é\"", "a: b", "- x", "# y", "x #y", "ja", "[a", "{a: b}", "*a", "&a", "!a", "@a", ">-", "? a"),
    *("a\nb", "\n a\n\n  b\n", "woord " * 40, "2026-01-01", "1.10", "a\\nb", "---", "a\n---\nb", "..."),
)


def editing(maker: Maker) -> None:
    """A layout and an edit: the data that was meant and no other, every comment, and the second time no change."""
    pick, mutator = maker.random, maker.mutator
    name, raw = pick.choice(sorted(maker.base().items()))
    for _ in range(pick.choice((0, 1, 1, 2, 4))):
        raw = pick.choice((mutator.lines, mutator.gentle, mutator.structure, mutator.raw, _with_other_ends(pick)))(raw)
    maker.made[name] = raw
    kind = next(kind for kind in KINDS if kind.match(name))
    data = parse(raw).data
    with suppress(ConvenantError):
        done = formatted(kind, raw)
        law(parse(done).data == data and not parse(done).problems, "a layout says something else")
        law(done.count(b"#") == raw.count(b"#"), "a layout loses a comment")
        law(formatted(kind, done) == done, "the second time a layout changes something")
    way: tuple[str | int, ...] = ()
    here = data
    while isinstance(here, dict | list) and here and (not way or pick.random() < 0.7):
        step = pick.choice(list(here) if isinstance(here, dict) else range(len(here)))
        way, here = (*way, step), here[step]
    if not way or not all(isinstance(step, str | int) for step in way):
        return
    typed = pick.choice(_TYPED)
    edit = Edit(pick.choice(("put", "append", "remove")), way, typed)
    with suppress(ConvenantError):
        after = edited(raw, [edit], lambda _: ())
        law(not parse(after).problems, "an edit makes a file that cannot be read")
    with suppress(ConvenantError):
        respelled(raw, {way: typed})


def _with_other_ends(pick: Random) -> Callable[[bytes], bytes]:
    """Return what gives some or all lines another end."""
    end, all_of_them = pick.choice((b"\r\n", b"\r", b"\n\n", b"\r\r\n")), pick.random() < 0.5
    return lambda raw: re.sub(b"\n", lambda _: end if all_of_them or pick.random() < 0.1 else b"\n", raw)


TARGETS: dict[str, Callable[[Maker], None]] = {
    "loader": loader,
    "merging": merging,
    "editing": editing,
    "checks": checks,
    "diff": diff,
    "render": render,
    "template": template,
}
