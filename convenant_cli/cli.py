"""The command line: global options, commands that load when they are called, one boundary for errors.

Exit codes: 0 clean, 1 findings that count, 2 usage or a situation the user can mend, 3 a bug of ours, 130 interrupted.
"""

import errno
import gc
import importlib
import os
import sys
import traceback
from collections.abc import Iterable
from contextlib import suppress
from difflib import get_close_matches
from keyword import iskeyword
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from convenant_cli import __version__
from convenant_cli.commands.again import Question, as_kept
from convenant_cli.commands.usage import DutchCommand, DutchGroup, run
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.programs import look_in_no_current_folder
from convenant_cli.sources.reread import forget
from convenant_cli.text.busy import SIGN
from convenant_cli.text.screen import heard, say
from convenant_cli.text.streams import set_streams

#: The commands in the order of use, each with the sentence that ``convenant --help`` shows.
COMMANDS = {
    "init": "Begin een nieuw dossier.",
    "validate": "Controleer alle bestanden van het dossier.",
    "check": "Toets de afspraken: per bepaling en per partij.",
    "status": "Toon op één scherm wat er speelt.",
    "show": "Toon één record, en wie ernaar verwijst.",
    "find": "Zoek wie iets aanbiedt en wie u kunt bellen, in uw eigen woorden.",
    "log": "Toon wanneer elk veld van een record zijn waarde kreeg.",
    "explain": "Leg een controle, een toets, een bepaling, een record of een veld uit.",
    "new": "Maak iets nieuws: een partij, een actie, een bijeenkomst, het plan van volgend jaar.",
    "set": "Verander velden van een record. De andere regels van het bestand blijven zoals ze zijn.",
    "rename": "Geef een record of een deel ervan een andere naam, overal waar hij staat.",
    "remove": "Haal een record of een deel ervan weg, nadat u zag wie ernaar verwijst.",
    "fmt": "Zet alle bestanden in dezelfde opmaak, zonder iets aan de inhoud te veranderen.",
    "partij": "Leg vast dat een partij komt, stopt, fuseert of anders heet, met alles wat aan haar hangt.",
    "diff": "Toon wat er tussen twee momenten is gewijzigd, in zinnen.",
    "render": "Maak een document uit het dossier.",
    "site": "Maak een website van wat iedereen van het dossier mag weten.",
    "export": "Maak formulieren, tabellen, concepten van mail en kalenderbestanden voor de partijen.",
    "import": "Neem over wat partijen invulden in de formulieren en tabellen van 'convenant export'.",
    "vaststellen": "Leg vast dat een bijeenkomst een plan heeft vastgesteld.",
    "huisstijl": "Maak een bestand met de huisstijl, om in Word of LibreOffice aan te passen.",
    "schema": "Maak de schema's waarmee een editor velden aanvult en uitlegt.",
    "merge-driver": "Voeg twee versies van een record samen, per veld.",
}

_SHOWN = 60  # letters of a name that no disk can hold
_SETTINGS = {"help_option_names": ["--help", "-h"], "max_content_width": 100}


def module_of(command: str) -> str:
    """Return the name of the module of a command; no module has a word of Python as its name."""
    return f"{command}_" if iskeyword(command) else command.replace("-", "_")


class _Commands(DutchGroup):
    """The commands by name; the module of a command is imported when the command is asked for."""

    sentences = COMMANDS

    def list_commands(self, _ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            module = importlib.import_module(f"convenant_cli.commands.{module_of(cmd_name)}")
            single = typer.Typer(add_completion=False, rich_markup_mode=None)
            single.command(
                cls=getattr(module, "COMMAND", DutchCommand), context_settings=_SETTINGS, options_metavar="[OPTIES]"
            )(module.run)
            command = typer.main.get_command(single)
            command.name = cmd_name
            self.commands[cmd_name] = command
        return self.commands.get(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            near = get_close_matches(args[0], COMMANDS, n=1)
            meant = f"bedoelde u '{near[0]}'?" if near else f"kies uit: {', '.join(COMMANDS)}"
            raise ConvenantError(f"de opdracht '{args[0]}' bestaat niet; {meant}")
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=_Commands,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings=_SETTINGS,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [ARGUMENTEN]",
)


def _version(asked: bool) -> None:
    if asked:
        say(f"convenant {__version__}")
        raise typer.Exit


def _install(shell: str | None) -> None:
    if shell is None:
        return
    from typer._completion_shared import Shells, install

    from convenant_cli.commands.completion import ASKED, SHELLS

    if shell not in SHELLS:
        raise typer.BadParameter(f"'{shell}' kan niet; kies uit: {', '.join(SHELLS)}")
    try:
        _, path = install(shell=Shells(shell), prog_name="convenant", complete_var=ASKED)
    except OSError as error:
        raise ConvenantError(f"{error.filename} is niet te schrijven; vraag om schrijfrecht") from error
    say(f"{path}\nAanvullen met Tab werkt in een nieuw venster van {shell}.")
    raise typer.Exit


def names(command: str) -> list[str]:
    """Return the options of a command; of none the commands themselves."""
    if not command:
        return list(COMMANDS)
    group: Any = typer.main.get_command(app)
    found = group.get_command(None, command)
    return [name for param in found.params for name in param.opts if name.startswith("--")] if found else []


@app.callback()
def _root(
    ctx: typer.Context,
    directory: Annotated[
        Path | None,
        typer.Option(
            "-C",
            metavar="MAP",
            show_default=False,
            help="Werk in deze map, ook voor een PAD. "
            "Zonder deze optie zoekt convenant het dossier vanaf de huidige map omhoog.",
        ),
    ] = None,
    _asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie.")
    ] = False,
    _shell: Annotated[
        str | None,
        typer.Option(
            "--install-completion",
            metavar="SHELL",
            callback=_install,
            is_eager=True,
            show_default=False,
            help="Vul voortaan aan met Tab, in deze shell: bash, zsh, fish, powershell of pwsh.",
        ),
    ] = None,
) -> None:
    """Houd het dossier van een convenant bij.

    Het dossier staat als YAML-bestanden in git. convenant controleert de bestanden en maakt er documenten van.

    Voorbeeld: convenant validate
    """
    from convenant_cli.commands.common import here

    ctx.obj = directory or here()


def main(args: list[str] | None = None, asked: Question | None = None) -> NoReturn:
    """Run the command line and exit with its code. ``asked``: what it asks, when that may be asked again."""
    look_in_no_current_folder()
    if "_CONVENANT_COMPLETE" in os.environ:
        from convenant_cli.commands.completion import complete, offered

        if complete(lambda words, incomplete: offered(words, incomplete, names)):
            sys.exit(0)
    gc.disable()  # short-lived process: saves a tenth of the start-up
    # Nothing that is installed may change a record, and looking through all of it takes as long as reading them.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = guarded(args) if asked is None else _kept(args, asked)
    sys.exit(code)


def _kept(args: list[str] | None, asked: Question) -> int:
    """Run the command line, and keep what it says for who asks the same again."""

    def others(root: str) -> Iterable[str]:
        from convenant_cli.sources.git.tracked import may_be_read

        return may_be_read(Path(root))

    with suppress(ConvenantError):  # git refuses; the command itself says so
        asked.look(others)
    said: list[tuple[bool, str | bytes]] = []
    try:
        with heard(lambda err, shown: said.append((err, shown))):
            code = guarded(args)
        if code in (0, 1) and said:
            asked.keep(as_kept(code, said))
    finally:
        forget()
    return code


def guarded(args: list[str] | None) -> int:
    """Run the command line and return its exit code. Whatever goes wrong is told in one place: here."""
    try:
        if sys.stdout is None:
            raise ConvenantError("de uitvoer is gesloten (>&-); stuur haar naar een bestand of naar /dev/null")
        set_streams()  # may try again what an answer that was there already could not write
        SIGN.begin()
        return run(app, args)
    except ConvenantError as error:
        _give_up_output()
        _say(f"fout: {error}")
        return 2
    except KeyboardInterrupt:
        _say("Afgebroken.")
        return 130
    except Exception as error:  # noqa: BLE001  # the boundary: a bug of ours, told as such
        if isinstance(error, OSError) and (told := _refused(error)):
            _give_up_output()
            _say(f"fout: {told}")
            return 2
        _say(traceback.format_exc().rstrip())
        _say(f"Dit is een fout in convenant {__version__} zelf, niet in uw bestanden. Meld hem met de tekst hierboven.")
        return 3
    finally:
        SIGN.end()


def _refused(error: OSError) -> str:
    """Return in a sentence what the machine refuses, wherever that was; empty when the fault may be ours."""
    from convenant_cli.sources.diskfile import why

    if error.errno == errno.ENOENT and error.filename is None:
        if "temporary directory" in str(error):  # what Python says that found none
            return (
                "er is geen map voor tijdelijke bestanden; zet in TMPDIR (op Windows: TEMP) een map die u mag gebruiken"
            )
        return "de huidige map bestaat niet meer; ga naar een andere map"
    if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOMEM):
        return "de computer heeft te weinig ruimte om dit te doen; sluit andere programma's en probeer het opnieuw"
    if error.filename is None:  # no file, so what is printed
        return f"de uitvoer is niet te schrijven{why(error)}; stuur haar naar een andere plaats"
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EIO):
        return f"{error.filename} is niet te schrijven of te lezen{why(error)}; maak ruimte, of kies een andere schijf"
    if error.errno == errno.ENAMETOOLONG:  # also to be asked whether there is such a file
        return f"{os.fsdecode(error.filename)[:_SHOWN]}… kan niet{why(error)}; kies een kortere"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"{os.fsdecode(error.filename)} mag u niet gebruiken{why(error)}; vraag om rechten, of kies iets anders"
    return ""


def _say(text: str) -> None:
    """Print on stderr; where that cannot be written as well, the exit code still tells."""
    from convenant_cli.commands.common import print_folded

    try:
        print_folded(text.split("\n"), err=True)
    except OSError:
        _give_up_output()


def _give_up_output() -> None:
    """Drop what still waits to be written: Python tries once more when it ends, and would change the exit code."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
