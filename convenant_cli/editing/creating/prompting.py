"""One question on a terminal: with what it is about, a list that opens by itself, and search while typing.

The only home of prompt_toolkit.
"""

import textwrap
from collections.abc import Callable, Iterator, Sequence

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.shortcuts import CompleteStyle
from prompt_toolkit.validation import ValidationError, Validator

from convenant_cli.editing.creating.choices import Keus
from convenant_cli.text.folding import fold
from convenant_cli.text.glyphs import visible
from convenant_cli.text.screen import page_width, say

_YES, _NO = "ja", "nee"

#: Returns what is wrong with a text, as a sentence; empty when nothing is.
Check = Callable[[str], str]


def ask_text(label: str, help: str, options: Sequence[Keus] = (), default: str = "", check: Check | None = None) -> str:
    """Ask for one text and return it without the spaces around it. ``check`` returns what is wrong with it.

    Raises KeyboardInterrupt when somebody stops.
    """
    say("")
    if help:
        for line in textwrap.wrap(help, page_width(), initial_indent="  ", subsequent_indent="  "):
            say(line)
    session: PromptSession[str] = PromptSession(
        completer=_Search(options) if options else None,
        complete_while_typing=bool(options),
        complete_style=CompleteStyle.COLUMN,
        reserve_space_for_menu=8 if options else 0,
        validator=_Checked(check, options) if check else None,
        validate_while_typing=False,
        output=_output(),
    )

    def open_menu() -> None:
        if options and not default:
            session.default_buffer.start_completion(select_first=False)

    try:
        typed = session.prompt(FormattedText([("bold", f"{label}: ")]), default=default, pre_run=open_menu)
    except EOFError:  # Ctrl-D stops as Ctrl-C does
        raise KeyboardInterrupt from None
    chosen = meant(typed, options)
    if chosen != typed.strip():
        say(f"  {chosen}")
    return chosen


def _output() -> Output:
    """Return the terminal. It is not asked where the cursor is: who waits for one that cannot say reads English."""
    output = create_output()
    if isinstance(output, Vt100_Output):
        output.enable_cpr = False
    return output


def meant(typed: str, options: Sequence[Keus]) -> str:
    """Return what somebody typed, with the choice in the place of each part that fits only one of them."""
    if not options:
        return typed.strip()
    values = {one.waarde for one in options}
    parts = []
    for part in filter(None, (part.strip() for part in typed.split(","))):
        start = [one.waarde for one in options if fold(one.waarde).startswith(fold(part))]
        fits = start or [one.waarde for one in options if fold(part) in fold(f"{one.waarde} {one.naam}")]
        parts.append(fits[0] if part not in values and len(fits) == 1 else part)
    return ", ".join(parts)


def pick(label: str, help: str, options: Sequence[Keus], may_skip: bool = False) -> str:
    """Ask for one of the choices. ``may_skip``: or nothing."""
    known = {one.waarde for one in options} | ({""} if may_skip else set())
    return ask_text(label, help, options, "", lambda typed: "" if typed in known else "kies uit de lijst")


def yes(label: str, help: str = "") -> bool:
    """Ask something that is answered with yes or no."""
    return pick(label, help, (Keus(_YES), Keus(_NO))) == _YES


class _Checked(Validator):
    def __init__(self, check: Check, options: Sequence[Keus]) -> None:
        self._check = check
        self._options = options

    def validate(self, document: Document) -> None:
        if wrong := self._check(meant(document.text, self._options)):
            raise ValidationError(len(document.text), visible(wrong))


class _Search(Completer):
    """Shows the choices that hold what was typed behind the last comma, those that start with it first."""

    def __init__(self, options: Sequence[Keus]) -> None:
        self._options = [(fold(f"{one.waarde} {one.naam}"), one) for one in options]

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002
        typed = document.text_before_cursor.rpartition(",")[2].lstrip()
        word = fold(typed)
        found = [(not text.startswith(word), one) for text, one in self._options if word in text]
        for _, one in sorted(found, key=lambda pair: pair[0]):
            name = visible(one.naam)
            width = max(10, page_width() - 40)
            short = name if len(name) <= width else f"{name[: width - 1]}…"
            yield Completion(one.waarde, -len(typed), visible(one.waarde), short)
