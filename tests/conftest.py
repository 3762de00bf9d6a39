"""Helpers that several test files share: example dossiers as sources, and golden files."""

import gc
import importlib.util
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer
from hypothesis import settings

from convenant_cli.cli import main
from convenant_cli.dossier import vondsten
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging import judging
from convenant_cli.sources.sources import Source, literal
from tests.grondig import GRONDIG, times

# A busy machine is no fault. The same code gets the same examples, so that a red run is about what changed; a
# thorough run draws others each time.
settings.register_profile(
    "convenant", deadline=None, max_examples=times(20, 200), derandomize=not GRONDIG, database=None
)
settings.load_profile("convenant")

# Many tests start a program of ours, which without its bytecode takes three times as long to start; and what pytest
# makes of the tests themselves is kept for the next run.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# What an earlier run kept may not stand between a test and the code.
os.environ["CONVENANT_CACHE"] = "uit"

# Git is without the settings of whoever runs the tests.
for _name in [name for name in os.environ if name.startswith("GIT_")]:
    del os.environ[_name]
os.environ |= {"GIT_CONFIG_GLOBAL": str(Path(__file__).with_name("gitconfig")), "GIT_CONFIG_NOSYSTEM": "1"}


def _write_in_memory() -> None:
    """Have tests, and the programs that they start, write where no disk is waited for, if this machine has the room.

    The suite writes very many small files, and the product has the disk confirm each record that it writes.
    """
    memory, room = Path("/dev/shm"), 2**30
    if not {"TMPDIR", "PYTEST_DEBUG_TEMPROOT"} & os.environ.keys() and os.access(memory, os.W_OK | os.X_OK):
        told = os.statvfs(memory)
        if told.f_bavail * told.f_frsize >= room and not told.f_flag & os.ST_NOEXEC:
            os.environ["TMPDIR"] = str(memory)
            tempfile.tempdir = None  # asked before, and kept


_write_in_memory()


def _remember_more() -> None:
    """Remember what is worked out of a dossier for as many as the tests use; one command has one or two of them."""
    known: list[tuple[ModuleType, str, int]] = [
        (judging, "_verloop", 1024), (vondsten, "_searched", 64), (vondsten, "_looking", 64),
    ]  # fmt: skip
    for module, name, most in known:
        setattr(module, name, lru_cache(maxsize=most)(getattr(module, name).__wrapped__))
    # How the line of a command is read; one process has one line, and tests have thousands.
    typer.main.get_command = cache(typer.main.get_command)


_remember_more()

# A shell without a terminal starts what runs beside it deaf to Ctrl-C; what is started here has to hear it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

TESTS = Path(__file__).parent
ROOT = TESTS.parent
#: An example dossier without findings, on which the examples of the checks are laid.
BASIS = TESTS / "checks" / "controles" / "_basis"
PEILDATUM = date(2026, 11, 21)


#: The files that take longest, longest first. They begin, so that no worker is alone with one of them at the end.
LONGEST = (
    "documents/test_pages.py",
    "commands/test_address_book_stays_inside.py",
    "exchange/test_site_in_browser.py",
    "documents/test_pdf.py",
    "editing/test_new.py",
    "commands/test_bad_days.py",
    "documents/test_all_documents.py",
    "test_uitbreiden.py",
    "documents/test_marked_documents.py",
    "documents/test_render_since.py",
    "sources/test_hostile_git.py",
    "sources/test_hostile_moment.py",
    "documents/test_rapporten_gelijk.py",
    "documents/test_jaarplan_paginas.py",
    "documents/test_office.py",
    "documents/test_eigen_woord.py",
    "documents/test_woorden_van_het_convenant.py",
    "sources/test_hostile_folder.py",
    "text/test_screen.py",
    "dossier/test_many_faults.py",
    "exchange/test_bespreking.py",
    "exchange/test_import.py",
    "commands/test_een_jaar.py",
    "exchange/test_formulieren.py",
    "documents/test_confined.py",
    "documents/test_house_styles.py",
    "documents/test_marked_changes.py",
    "test_processes.py",
    "editing/test_init.py",
    "documents/test_html_in_browser.py",
    "editing/test_init_ci.py",
    "sources/test_links_and_devices.py",
    "exchange/test_mail.py",
    "exchange/test_formulier_als_bestand.py",
    "documents/test_own_style.py",
    "documents/test_peildatum_in_de_toekomst.py",
    "test_generated.py",
    "exchange/test_kalenderbestanden.py",
    "exchange/test_site.py",
    "exchange/test_bespreking_opdrachten.py",
    "sources/test_sources.py",
    "exchange/test_tabellen.py",
    "exchange/test_woordformulier.py",
    "editing/test_init_ci_safety.py",
)


#: Programs of others that a test may not start without the mark that puts it in the second part of the tests.
_OF_OTHERS = {"bash", "chromedriver", "chromium", "java", "node", "soffice"}
_running: list[pytest.Item] = []


def pytest_configure(config: pytest.Config) -> None:
    """Leave the tests with programs out when all are asked for, and have several workers take the files in our order.

    Who names files or marks gets what is named. xdist would end with the files of few tests, however long.
    """
    config.option.loadscopereorder = False
    if config.args_source is config.ArgsSource.TESTPATHS and not config.option.markexpr:
        config.option.markexpr = "not programmas"


class _Marked(subprocess.Popen[Any]):
    """A program that is started; refuses one of others in a test without the mark: nobody has to remember it.

    An audit hook sees the same, and is asked of every file that is opened: a hundredth of all the time.
    """

    def __init__(self, args: Any, *rest: Any, **options: Any) -> None:
        named = options.get("executable") or (args if isinstance(args, str | bytes | os.PathLike) else args[0])
        first = os.fsdecode(named)
        if _running and Path(first).name in _OF_OTHERS:
            assert _running[-1].get_closest_marker("programmas"), f"mark this test 'programmas': it starts {first}"
        super().__init__(args, *rest, **options)


subprocess.Popen = _Marked  # type: ignore[misc]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Keep which test runs, for the hook above."""
    _running[:] = [item]
    try:
        return (yield)
    finally:
        _running.clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of the longest files first; the others stay in their order."""
    place = {TESTS / name: at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path, len(place)))


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what the collecting of the tests made: it stays to the end.

    What the tests share (dossiers, documents) stays as well, and each full round walks through all of it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the record files of an example folder by name."""
    return dict(_kept(folder)) if folder.is_relative_to(ROOT) else _read(folder)


@cache
def _kept(folder: Path) -> dict[str, bytes]:
    """Read a folder of this repository, where no test writes: many tests begin with the same one."""
    return _read(folder)


def _read(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}


def overlay(*folders: Path) -> Source:
    """Return the files of several folders as one source; a later folder replaces files of an earlier one."""
    files: dict[str, bytes] = {}
    for folder in folders:
        files |= read_folder(folder)
    return Source("voorbeeld", dict(sorted(files.items())))


def laid(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, and return the folder."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def whole(files: Source | Mapping[str, str | bytes]) -> Dossier:
    """Return a dossier, of which every file has to read without a fault."""
    dossier, faults = load(files if isinstance(files, Source) else literal(files))
    assert [f"{fault.position.file}: {fault.message}" for fault in faults] == []
    return dossier


def program_of(path: Path) -> ModuleType:
    """Return what a program beside the package holds, loaded as a module of its own."""
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def check_golden(path: Path, actual: str) -> None:
    """Compare with a golden file. ``UPDATE_GOLDEN=1`` rewrites it, to be read in the diff.

    The style of a web page stays out: it is in every page, and has its own file.
    """
    actual = re.sub(r"(<style[^>]*>).*?(</style>)", r"\1\2", actual, flags=re.DOTALL)
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(actual, encoding="utf-8", newline="\n")
    assert path.exists(), f"{path.name} is missing; write it with UPDATE_GOLDEN=1"
    assert actual == path.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Outcome:
    """What a run of the command line gave back."""

    code: int
    out: str
    err: str


#: How a test runs the command line: with its arguments, and ``code`` when it has to end with that one.
Run = Callable[..., Outcome]


@pytest.fixture
def convenant(capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run the command line inside this process, up to and including its exit code; ``code``: what that has to be."""

    def run(*args: str | Path, code: int | None = None) -> Outcome:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(arg) for arg in args])
        assert isinstance(ended.value.code, int)
        outcome = Outcome(ended.value.code, *capsys.readouterr())
        assert code in (None, outcome.code), outcome
        return outcome

    yield run
    gc.enable()  # the command line turns it off for its short life


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story of a dossier in git as it is told; tests only read it."""
    from tests.verhaal import verhaal

    return verhaal(tmp_path_factory.mktemp("verhaal"))


@pytest.fixture(scope="session", autouse=True)
def _templates_are_filled_in_a_fork() -> Iterator[None]:
    """What fills a template of a dossier is a process of its own still, that starts at a tenth of the cost."""
    from tests.confining import forking

    with forking():
        yield


@pytest.fixture(scope="session")
def program() -> Iterator[Path]:
    """The program ``convenant`` for who starts it from outside, at a tenth of what a new Python costs.

    What is imported, and the search of the shipped dossier, is there already when it is asked.
    """
    from tests.processes import server

    with server() as path:
        yield path
