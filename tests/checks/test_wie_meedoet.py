"""Each field that says that a party does something also says when, by a method of its record."""

from collections.abc import Iterator

from convenant_cli.dossier.reading import load
from convenant_cli.records import KINDS
from convenant_cli.records.model.deelname import OVERAL, DoetMee
from convenant_cli.records.model.record import marked
from convenant_cli.sources.sources import worktree
from tests.conftest import ROOT, TESTS


def _marks() -> Iterator[tuple[str, str, str]]:
    """Yield the kind, the field and the method of every mark in the shipped dossier and the profiles."""
    for root in (ROOT, *sorted((TESTS / "profielen").iterdir())):
        for record in load(worktree(root))[0].records:
            for path, mark, _ in marked(record, DoetMee):
                yield record.soort, ".".join(step for step in path if isinstance(step, str)), mark.wanneer


def test_every_mark_names_a_method_of_its_record() -> None:
    kinds = {kind.soort: kind for kind in KINDS}
    found = set(_marks())
    without = {(soort, field) for soort, field, method in found if not hasattr(kinds[soort], method)}
    # Who leads a body is one of its members, and those say it.
    assert without == {("orgaan", "voorzitter.partner")}
    asked = {(soort, field) for soort, field, _ in found} - without
    assert asked >= {
        ("actie", "trekker"),
        ("actie", "partners"),
        ("bijeenkomst", "organisator"),
        ("bijeenkomst", "actiepunten.eigenaar"),
        ("evaluatie", "opgesteld_door"),
        ("jaarplan", "opgesteld_met"),
        ("orgaan", "leden.partner"),
    }


def test_what_holds_of_a_whole_record_is_the_same_at_every_place() -> None:
    """The check asks it once a record."""
    seen = set()
    for root in (ROOT, *sorted((TESTS / "profielen").iterdir())):
        dossier = load(worktree(root))[0]
        for record in dossier.records:
            paths = [path for path, mark, _ in marked(record, DoetMee) if mark.wanneer == OVERAL]
            if paths and (asked := getattr(record, OVERAL, None)):
                assert len({asked(path, dossier) for path in paths}) == 1, record.name
                seen.add(record.soort)
    assert seen >= {"actie", "bijeenkomst", "evaluatie"}
