"""The Dutch of the command line: help pages and usage errors, where typer speaks English."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from convenant_cli.text.screen import say

_HELP = "Toon deze uitleg."
_INTERRUPTED = 130
_PIPE_CLOSED = 141  # as a shell tells it: 128 and the number of SIGPIPE


def _show_help(ctx: Any, _option: Any, asked: bool) -> None:
    """Print a help page as everything is printed, which typer would do itself."""
    if asked and not ctx.resilient_parsing:
        say(ctx.get_help())
        ctx.exit()


class _DutchHelp:
    """Writes the help page of a command with Dutch headings."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Gebruik: ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        headings = {"argument": "Argumenten", "option": "Opties"}
        for kind, heading in headings.items():
            if rows := [*self.rows(ctx, kind)]:
                with formatter.section(heading):
                    formatter.write_dl(rows)

    def rows(self, ctx: Any, kind: str) -> Iterator[tuple[str, str]]:
        """Yield each argument, or each option, with what the page says of it."""
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            if param.param_type_name == kind and (record := param.get_help_record(ctx)):
                name, text = record
                yield _without_type(name), text.removesuffix("  [required]")

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _HELP
            option.callback = _show_help
        return option


def _without_type(name: str) -> str:
    """Leave out the Python type that typer shows behind an argument."""
    return re.sub(r" <.*>$", "", name)


class DutchCommand(_DutchHelp, TyperCommand):
    """A command with a Dutch help page."""


class DutchGroup(_DutchHelp, TyperGroup):
    """A group of commands with a Dutch help page."""

    sentences: Mapping[str, str]
    """What the list of commands says of each, by name."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, then the commands with their sentences."""
        super().format_options(ctx, formatter)
        with formatter.section("Opdrachten"):
            formatter.write_dl([(name, self.sentences[name]) for name in self.list_commands(ctx)])


#: What typer says and what we say: a pattern over its message, and how to put the parts in Dutch.
_MESSAGES: tuple[tuple[str, str], ...] = (
    (r"Missing command\.", "noem een opdracht"),
    (r"No such option: (?P<a>\S+)( Did you mean (?P<b>.*)\?)?( \(Possible options: (?P<c>.*)\))?",
     "de optie {a} bestaat niet{b}{c}"),
    (r"Option '?(?P<a>.*?)'? requires (an|\d+) arguments?\.?", "achter {a} hoort een waarde"),
    (r"Option '?(?P<a>.*?)'? does not take a value\.?", "achter {a} hoort geen waarde"),
    (r"Got unexpected extra arguments?(\(s\))? \((?P<a>.*)\)", "'{a}' is te veel"),
    (r"Missing (argument|option|parameter) '(?P<a>[^']*?)[. ]*( .*)?'\..*", "'{a}' ontbreekt"),
    (r"Missing (argument|option|parameter) (?P<a>.*?)\.( .*)?", "{a} ontbreekt"),
    (r"Invalid value for '?(?P<a>.*?)'?: (Value error, )?'(?P<b>.*?)' is not one of (?P<c>.*?)\.?",
     "'{b}' kan niet bij {a}; kies uit: {c}"),
    (r"Invalid value for '?(?P<a>.*?)'?: (Input should be a valid integer|.* is not a valid integer).*",
     "{a}: schrijf een heel getal"),
    (r"Invalid value for '?(?P<a>.*?)'?: (?P<b>.*)", "{a}: {b}"),
    (r"Invalid value: (?P<a>.*)", "{a}"),
)  # fmt: skip


def usage_message(english: str) -> str:
    """Return a usage error of typer in Dutch; the English itself when it is not known."""
    for pattern, dutch in _MESSAGES:
        match = re.fullmatch(pattern, english.strip(), re.S)
        if match:
            parts = {name: value or "" for name, value in match.groupdict().items()}
            if dutch.startswith("de optie"):
                near = " of ".join(part for name in ("b", "c") if (part := parts.get(name, "")))
                parts["b"] = f"; bedoelde u {near}?" if near else ""
                parts["c"] = ""
            return dutch.format(**parts)
    return english


#: How people write the number of a clause: an article, its ``lid``, what stands ``onder`` a letter.
_ARTICLE = ("artikel", "art.", "art", "bijlage")
_PART = ("lid", "onder", "onderdeel", "sub")
_NUMBER = re.compile(r"(?:\d[\w.]{0,8}|[IVXLC]{1,8}|[a-z]|[A-Z]\d{0,3})$")
#: Commands that take words one by one.
_OF_WORDS = frozenset(("find",))


def joined(args: list[str]) -> list[str]:
    """Return the arguments with the number of a clause as one, for who types that without quotes."""
    if _OF_WORDS.intersection(args):
        return args
    found: list[str] = []
    at = 0
    while at < len(args):
        end = at + 1
        if args[at].lower() in _ARTICLE and end < len(args) and _NUMBER.match(args[end]):
            end += 1
        elif not re.match(r"\d", args[at]):
            end = 0
        while end and end + 1 < len(args) and args[end].lower() in _PART and _NUMBER.match(args[end + 1]):
            end += 2
        found.append(" ".join(args[at : end or at + 1]))
        at = end or at + 1
    return found


def run(app: Callable[..., Any], args: list[str] | None) -> int:
    """Run a typer application and return its exit code. A usage error is told in Dutch on stderr, code 2."""
    typed = sys.argv[1:] if args is None else args
    if (whole := joined(typed)) != typed:  # else typer takes them itself, and expands ``*.xlsx`` on Windows
        args = whole
    try:
        code = app(args, prog_name="convenant", standalone_mode=False)
    except SystemExit:
        # typer ends so when the reader of a pipe (head, less) went away. What the command would have said of the
        # dossier is not known then, so it is no success.
        return _PIPE_CLOSED
    except typer.Abort:
        code = _INTERRUPTED
    except Exception as error:
        message = getattr(error, "format_message", None)
        if message is None:
            raise
        if type(error).__name__ == "NoArgsIsHelpError":
            say(message(), err=True)
            return 2
        from convenant_cli.commands.common import print_folded

        asked = getattr(getattr(error, "param", None), "help", None) if message().startswith("Missing") else None
        print_folded([f"fout: {usage_message(message())}" + (f". {asked}" if asked else "")], err=True)
        context = getattr(error, "ctx", None)
        say(f"Uitleg: {context.command_path if context else 'convenant'} --help", err=True)
        return 2
    if code == _INTERRUPTED:
        say("Afgebroken.", err=True)
    return code if isinstance(code, int) else 0
