"""Asking git something: one way, in which every call says itself what it wants. The only home of GitPython.

What somebody set for his own screen, what a hook or an editor left in the environment, and what stands in the settings
of a repository that somebody else made may not change an answer, run a program, or fetch anything. So only plumbing and
explicit options are used, the settings that name programs are put out of use, and no call goes on for ever.
"""

import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread, Timer
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import why
from convenant_cli.sources.programs import end
from convenant_cli.text.glyphs import visible
from convenant_cli.text.opdracht import quoted

if TYPE_CHECKING:
    from git import Git

#: Seconds that a call may take. Reading ten thousand files takes a few.
LIMIT = 60.0
#: Bytes that an answer may have. A few small objects can name so many files that no machine can list them.
MOST = 512_000_000
_LONGEST_SAID = 10_000  # bytes of what git says about itself that are kept

#: Hooks, a file watcher, pagers, signatures, transport: nothing that a repository names is run, nothing is fetched.
_SETTINGS = {
    "advice.graftFileDeprecated": "false",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.quotePath": "false",
    "core.alternateRefsCommand": "",
    "core.attributesFile": os.devnull,
    "color.ui": "never",
    "column.ui": "never",
    "diff.external": "",
    "gc.auto": "0",
    "i18n.logOutputEncoding": "UTF-8",
    "log.follow": "false",
    "log.showSignature": "false",
    "mailmap.blob": "",
    "mailmap.file": os.devnull,
    "maintenance.auto": "false",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
    "tag.gpgSign": "false",
}
_OPTIONS = (
    "--no-pager",
    "--no-optional-locks",
    "--no-replace-objects",
    "--literal-pathspecs",
    *(part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")),
)

#: What of git's own environment is meant for us: who commits, whose settings count, and where git itself is.
_OURS = (
    "GIT_AUTHOR_",
    "GIT_COMMITTER_",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_KEY_",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_VALUE_",
    "GIT_EXEC_PATH",
    "GIT_PYTHON_",
)
#: What git is told each time, whatever else the environment says.
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",  # goes before every protocol.*.allow; what is missing is not fetched
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LANGUAGE": "C",
    "LC_ALL": "C",
}
#: What git says of an object that it cannot give.
_DAMAGE = ("is corrupt", "corrupt loose object", "unable to read", "bad object", "inflate", "garbage at end", "unpack")
#: What git says, by how it begins, and what a reader can do about it.
_KNOWN = (
    ("dubious ownership", ""),
    ("bad config", "een instelling van git is onleesbaar"),
    ("bad numeric config", "een instelling van git is onleesbaar"),
    ("bad boolean config", "een instelling van git is onleesbaar"),
    ("index file", "de index van git is beschadigd; maak hem opnieuw met 'git reset' nadat u een kopie hebt gemaakt"),
    ("index uses", "de index van git is beschadigd; maak hem opnieuw met 'git reset' nadat u een kopie hebt gemaakt"),
    ("packed-refs", "het bestand packed-refs van git is beschadigd; haal de kloon opnieuw op"),
    ("unexpected line", "het bestand packed-refs van git is beschadigd; haal de kloon opnieuw op"),
    ("broken ref", "een tak of tag van git is beschadigd; haal de kloon opnieuw op"),
    ("bad shallow", "het bestand shallow van git is beschadigd; haal de kloon opnieuw op"),
    ("multi-pack-index", "een bestand van git is beschadigd; haal de kloon opnieuw op"),
    ("not a git repository", "een deel van de map van git ontbreekt of is beschadigd; haal de kloon opnieuw op"),
    ("command-line config", "de omgeving (GIT_CONFIG_COUNT en verder) geeft git instellingen die niet kloppen"),
    ("alternate object path", "de kloon leent inhoud van een andere repository, en die is er niet meer; kloon opnieuw"),
    ("unknown repository", "deze repository gebruikt iets wat deze git nog niet kent; installeer een nieuwere git"),
    ("expected git repo version", "deze repository is voor een nieuwere git; installeer die"),
    ("permission denied", "u mag de map van git niet lezen; vraag de eigenaar om rechten"),
    ("no space left", "de schijf is vol; maak ruimte"),
    ("disk quota", "de schijf is vol; maak ruimte"),
    ("read-only file system", "op deze schijf kan niet worden geschreven; kies een andere"),
    ("out of memory", "er is te weinig geheugen; sluit andere programma's"),
    (".lock", "een andere opdracht van git is bezig, of brak af; probeer het zo opnieuw"),
    ("cannot lock ref", "een andere opdracht van git is bezig, of brak af; probeer het zo opnieuw"),
    ("already exists", "die naam is er al"),
    ("failed to resolve 'head'", "er is nog geen commit; leg het dossier eerst vast met 'git commit'"),
    *(
        (damage, "een deel van de inhoud van git ontbreekt of is beschadigd; haal de kloon opnieuw op")
        for damage in _DAMAGE
    ),
)

_NO_SETTINGS = {
    "GIT_CONFIG_COUNT": "0",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_PARAMETERS": "",
}
_NO_GIT = "git is niet gevonden; installeer git. Zonder git werkt alles wat alleen de bestanden op schijf leest"


class GitError(ConvenantError):
    """git refused. The message is a sentence for a reader; ``said`` is what git wrote."""

    def __init__(self, message: str, said: str = "") -> None:
        super().__init__(message)
        self.said = said


class NoGitError(ConvenantError):
    """There is no git on this machine."""


class Answer(NamedTuple):
    """What git gave back."""

    code: int
    out: bytes
    said: str


def call(
    folder: Path,
    args: Sequence[str],
    given: bytes = b"",
    where: Sequence[str] = (),
    most: int = MOST,
    meant: Mapping[str, str] = MappingProxyType({}),
) -> Answer:
    """Run git in a folder. ``where`` names a repository that git would not find by itself.

    ``meant``: what of the environment of a hook is meant for this repository. Raises NoGitError without git, and
    GitError when it does not answer in time or has more than ``most`` bytes to say.
    """
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # a broken setting of git is no missing git
    try:
        with _environment(_NO_SETTINGS):  # GitPython asks git for its version, and takes any refusal for no git
            from git import Git, GitCommandError, GitCommandNotFound
    except ImportError as error:
        raise NoGitError(_NO_GIT) from error
    command = [Git.GIT_PYTHON_GIT_EXECUTABLE or "git", *_OPTIONS, *where, *args]
    with _request(given) as request:
        try:
            with _environment(meant):
                process = Git(folder).execute(command, as_process=True, istream=request, start_new_session=True)
        except GitCommandNotFound as error:
            raise NoGitError(_NO_GIT) from error
        except (GitCommandError, OSError) as error:
            raise GitError(f"git kan niet worden gestart{why(error)}; kijk of git werkt met 'git --version'") from error
        return _answer(process, args[0], most)


@contextmanager
def _request(given: bytes) -> Iterator[BinaryIO]:
    """Give a file with what git reads; no pipe, because git may answer before it has read everything."""
    with ExitStack() as held:
        try:
            request = cast(BinaryIO, held.enter_context(tempfile.TemporaryFile()))
            request.write(given)
            request.seek(0)
        except OSError as error:
            message = f"git kan niet worden gestart: er is geen plaats voor een tijdelijk bestand{why(error)}"
            raise GitError(message) from error
        yield request


def _answer(process: "Git.AutoInterrupt", asked: str, most: int) -> Answer:
    """Wait for what git answers; when that takes too long or too much, end it with all that it started."""
    program = process.proc
    assert program is not None
    late, said = Event(), bytearray()

    def listen() -> None:
        while part := os.read(cast(BinaryIO, program.stderr).fileno(), _LONGEST_SAID):
            said.extend(part[: _LONGEST_SAID - len(said)])

    def stop() -> None:
        late.set()
        end(program)

    listener, timer = Thread(target=listen, daemon=True), Timer(LIMIT, stop)
    try:
        listener.start()
        timer.start()
        out = cast(BinaryIO, program.stdout).read(most + 1)
        if len(out) > most:
            raise GitError(f"git {asked} noemt meer dan deze computer aankan; vertrouw deze repository niet")
        listener.join()
        code = program.wait()
    except BaseException:  # also when the user breaks off: git is in a group of its own and would run on
        end(program)
        raise
    finally:
        timer.cancel()
    if late.is_set():
        raise GitError(f"git {asked} antwoordt niet binnen {LIMIT:.0f} seconden; probeer het opnieuw")
    return Answer(code, out, said.decode("utf-8", "replace"))


def create_repository(folder: Path) -> None:
    """Make a repository in a folder, as the user's git does it. Raises ConvenantError, without git NoGitError."""
    answer = call(folder, ("init", "--quiet"))
    if answer.code:
        raise refusal(folder, answer.said)


def refusal(folder: Path, said: str) -> GitError:
    """Return what git refused as a sentence with a remedy."""
    if "dubious ownership" in said.lower():
        remedy = f"git config --global --add safe.directory {quoted(str(folder))}"
        message = (
            f"git leest {folder} niet, omdat de map van een andere gebruiker is; vertrouwt u haar, geef dan: {remedy}"
        )
        return GitError(message, said)
    return GitError(f"git weigert {folder} te lezen: {in_words(said)}", said)


def in_words(said: str) -> str:
    """Return what git refused in Dutch, with what helps; what we have no sentence for is quoted, to be passed on."""
    small, lines = said.lower(), said.splitlines()
    why = next((sentence for start, sentence in _KNOWN if start in small and sentence), "")
    if why:  # what git does not know, it names on a line of its own
        named = ", ".join(visible(line.strip()) for line in lines if line.startswith("\t"))
        return f"{why} ({named})" if named else why
    told = next((line for line in lines if "fatal:" in line), lines[-1] if lines else "")
    told = visible(re.sub(r"^.*?(fatal|error): ", "", told).strip(" '"))
    return f"git zegt alleen '{told}'; laat dat lezen aan uw ICT-afdeling" if told else "git zegt niet waarom"


@contextmanager
def _environment(meant: Mapping[str, str]) -> Iterator[None]:
    """Start a program in an environment with only what is meant for us of what git, a hook or an editor put in it.

    ``meant``: what of it is about the repository that is asked. It is looked at only when the program starts.
    """
    strange = [name for name in os.environ if name.startswith("GIT_") and not name.startswith(_OURS)]
    own: dict[str, str | None] = {**dict.fromkeys(strange), **meant, **_ENVIRONMENT}
    before = {name: os.environ.get(name) for name in own}
    _set(own)
    try:
        yield
    finally:
        _set(before)


def _set(values: Mapping[str, str | None]) -> None:
    """Set what has a value in the environment, and take out what has none."""
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
