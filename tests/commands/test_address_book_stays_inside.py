"""No command prints or writes a value of the private address book: each command, with everything that it makes.

A command without an entry in ``LINES`` fails, so that a new one is tried as well.
"""

import email
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from email import policy
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from convenant_cli.cli import COMMANDS
from convenant_cli.commands.reports.findings import formats
from convenant_cli.documents.formats import SUFFIXES
from convenant_cli.exchange import tabellen
from convenant_cli.text.folding import fold
from tests.alle_documenten import one_of_each
from tests.conftest import PEILDATUM, ROOT, Run
from tests.grondig import pairs, spread
from tests.verhaal import git

SECRETS = (
    "Wilhelmina Zonderling",
    "06 99887766",
    "w.zonderling@halt.example",
    "Łukasz d'Écru-Vreemd",
    "+31 6 55443322",
)
BOOK = f"""\
personen:
  - {{partner: halt, als: contactpersoon, naam: {SECRETS[0]}, telefoon: {SECRETS[1]}, email: {SECRETS[2]}}}
  - {{partner: politie, als: vervanger, naam: "{SECRETS[3]}", telefoon: "{SECRETS[4]}"}}
"""
#: What each command is asked, with ``{uit}`` for a folder outside the dossier.
LINES = {
    "init": ["{uit}/nieuw --gemeente Voorbeeldstad"],
    "validate": [
        *(f"--format {format}" for format in spread(formats(), 3)),
        "--geschiedenis",
        "--sinds HEAD --format json",
    ],
    "check": [
        *(f"--format {format}" for format in spread(["text", "markdown", "json", "csv"], 2)),
        "--rev HEAD",
        "--partner halt --naar {uit}/halt.html",
    ],
    "status": ["", "--format json"],
    "show": ["halt", "halt --format json", "politie", "prive/personen.yaml", "personen"],
    "find": ["sexting", "sexting --format json", "zonderling", "w.zonderling"],
    "log": ["data/partners/halt.yaml", "data/partners/halt.yaml --format json"],
    "explain": ["tekst-noemt-geen-persoon", "c-contactpersoon", "grens", "actie", "personen"],
    "new": ["partner --id nieuwe-partij naam=Nieuw rollen=halt lid_van=2026-12-01", "jaarplan 2028 --uit 2027"],
    "set": ["halt korte_naam=Halt2", "halt contactpersoon.email=w.zonderling@halt.example"],
    "rename": ["partner:halt halt-regio"],
    "remove": ["partner:halt", "partner:halt --ja"],
    "fmt": ["", "--check"],
    "partij": ["stopt halt --op 2027-08-01", "heet halt Nieuwehalt --op 2027-01-01"],
    "diff": [
        *(f"--format {format}" for format in spread(["text", "markdown", "json", "html"], 2)),
        "HEAD^ HEAD",
        "HEAD^",
    ],
    "render": [],
    "site": ["--naar {uit}/public"],
    "export": [
        "verklaring 2026 --alle --naar {uit}/formulieren",
        "agenda --naar {uit}/kalender",
        "mail vragen 2026 --alle --naar {uit}/mail",
        "mail uitnodiging 2026-12-10 --alle --naar {uit}/mail",
        "mail herinneringen --alle --naar {uit}/mail",
        *(
            f"{name} {'2026 ' if name == 'acties' else ''}--naar {{uit}}/{name}{suffix}"
            for name, suffix in pairs(tabellen.names(), (".xlsx", ".ods", ".csv"))
        ),
    ],
    "import": ["{uit}/formulieren --proef"],
    "vaststellen": ["2027 --in 2026-12-10-jaarlijkse-bijeenkomst"],
    "huisstijl": ["{uit}/huisstijl.docx", "{uit}/huisstijl.odt"],
    "schema": ["--met-namen"],
    "merge-driver": ["--installeer"],
}
_DATED = {"validate", "check", "status", "find", "new", "site", "export", "vaststellen", "render"}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped dossier with a filled address book, in a repository with two commits and one change."""
    folder = tmp_path_factory.mktemp("gevuld")
    shutil.copytree(ROOT / "data", folder / "data")
    git(folder, "init", "-q")
    git(folder, "add", "data")
    git(folder, "commit", "-q", "-m", "Een")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Twee")
    git(folder, "gc", "-q")  # each test has a copy: of one pack, and not of a folder for nearly every file
    (folder / "prive").mkdir()
    (folder / "prive/personen.yaml").write_text(BOOK, encoding="utf-8")
    halt = folder / "data/partners/halt.yaml"
    halt.write_text(halt.read_text("utf-8").replace("adviseur preventie", "adviseur veiligheid"), encoding="utf-8")
    return folder


@pytest.fixture
def filled(kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept, tmp_path / "dossier"))


def told(name: str, content: bytes) -> Iterator[str]:
    """Yield what a file says, its name and what it holds inside included."""
    yield name
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield from told(inner, archive.read(inner))
    elif content.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(content)) as pdf:
            yield str(pdf.docinfo)
        yield from _pages(content)
    elif name.endswith(".eml"):
        yield from _parts(content)
    else:
        yield content.decode("utf-8", "replace")


def _pages(content: bytes) -> Iterator[str]:
    if program := shutil.which("pdftotext"):
        yield subprocess.run(
            [program, "-", "-"], input=content, check=True, capture_output=True, timeout=60
        ).stdout.decode()


def _parts(content: bytes) -> Iterator[str]:
    message = email.message_from_bytes(content, policy=policy.default)
    yield str(message.items())
    for part in message.walk():
        if not part.is_multipart():
            body = part.get_content()
            yield from told(part.get_filename() or "", body.encode() if isinstance(body, str) else body)


#: What may be told nowhere, by how it is compared.
HIDDEN = {fold(value): value for value in (*SECRETS, "Zonderling", "d'Écru-Vreemd", "99887766", "55443322")}


@cache
def _told_in(text: str) -> str:
    """Return the first value of the address book in a text; empty when there is none. Most files are those before."""
    for shown in (fold(text), fold(text.encode().decode("unicode_escape", "ignore")) if "\\u" in text else ""):
        for folded, value in HIDDEN.items():
            if folded in shown:
                return value
    return ""


def secret(texts: Iterator[str]) -> str:
    """Return the first value of the address book that is told; empty when none is."""
    return next(filter(None, map(_told_in, texts)), "")


def written(folder: Path) -> Iterator[str]:
    """Yield what every file below a folder says, but the address book itself and the objects of git."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not {"prive", ".git"} & set(inside.parts):
            yield from told(str(inside), path.read_bytes())


def test_each_command_is_tried() -> None:
    assert LINES.keys() == COMMANDS.keys()


@pytest.mark.parametrize(
    ("command", "line"), [(command, line) for command, lines in LINES.items() for line in lines], ids=str
)
def test_no_command_tells_the_address_book(
    filled: Path, convenant: Run, tmp_path: Path, command: str, line: str
) -> None:
    out = tmp_path / "uit"
    out.mkdir()
    if command == "import":
        for party in ("halt", "politie"):  # who is in the address book
            asks = ("verklaring", "2026", "--partner", party, "--naar", out / "formulieren" / f"{party}.xlsx")
            assert not convenant("-C", filled, "export", *asks).code
    asked = {word for word in line.split() if fold(word) and secret(iter([word]))}
    dated = ["--peildatum", str(PEILDATUM)] if command in _DATED else []
    done = convenant("-C", filled, command, *line.format(uit=out).split(), *dated)
    assert done.code in (0, 1, 2), done.err
    answer = done.out + done.err
    for word in asked:
        answer = answer.replace(word.split("=")[-1], "")  # what the user typed may be named in the answer to it
    assert not secret(iter([answer]))
    assert not secret(written(tmp_path))


#: Each format once: test_all_documents shows of every document that it is the same without these names.
DOCUMENTS = list(pairs(spread(one_of_each(), len(SUFFIXES)), sorted(SUFFIXES)))


@pytest.mark.parametrize(("soort", "suffix"), DOCUMENTS, ids=str)
def test_no_document_tells_the_address_book(
    filled: Path, convenant: Run, tmp_path: Path, soort: object, suffix: str
) -> None:
    name, which = soort.name, soort.which  # type: ignore[attr-defined]
    path = tmp_path / f"stuk.{suffix.lstrip('.')}"
    done = convenant(
        "-C",
        filled,
        "render",
        name,
        *([which] if which else []),
        "--naar",
        path,
        "--peildatum",
        PEILDATUM,
        code=0,
    )
    assert not secret(iter([done.out, done.err, *told(path.name, path.read_bytes())]))


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_a_secret_in_a_document_would_be_seen(filled: Path, convenant: Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"gids.{suffix.lstrip('.')}"
    convenant("-C", filled, "render", "partnergids", "--intern", "--naar", path, "--peildatum", PEILDATUM, code=0)
    if suffix.lstrip(".") != "pdf" or shutil.which("pdftotext"):
        assert secret(told(path.name, path.read_bytes()))
