"""What ``convenant new`` tells: the fields of a kind, the text that would come, and what comes next."""

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence

from convenant_cli.editing.creating.kinds import Soort, fields


def field_lines(soort: Soort, width: int) -> Iterator[str]:
    """Yield every field of a kind with what it is: first those that must be there."""
    known = fields(soort.model)
    for title, must in (("Deze velden zijn verplicht:", True), ("Deze mogen erbij:", False)):
        shown = [one for one in known if one.verplicht is must]
        if not shown:
            continue
        yield title
        for one in shown:
            form = f" [{one.vorm}]" if one.vorm else ""
            text = f"{one.naam}: {one.uitleg}{form}"
            yield from textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="      ")


def step_lines(steps: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Yield what comes next: each command, and what it does."""
    if not steps:
        return
    yield ""
    yield "Hierna:"
    longest = max(len(what) for what, _ in steps)
    for what, does in steps:
        if longest + len(does) + 4 <= width and all(longest + len(other) + 4 <= width for _, other in steps):
            yield f"  {what:<{longest}}  {does}"
        else:
            yield f"  {what}"
            yield from textwrap.wrap(does, width, initial_indent="    ", subsequent_indent="    ")


def trial_lines(new: Mapping[str, bytes], changed: Sequence[str], path: Callable[[str], str]) -> Iterator[str]:
    """Yield the text of the files that would come, and the names of those that would change."""
    for name, raw in new.items():
        yield f"{path(name)}:"
        yield from (f"  {line}".rstrip() for line in raw.decode().splitlines())
    for name in changed:
        yield f"{name} zou veranderen."
    yield "Er is niets geschreven (--proef)."
