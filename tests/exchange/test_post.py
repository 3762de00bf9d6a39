"""A saved mail among what came back: the forms that came with it are read as files beside it, and it harms nothing."""

import shutil
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from convenant_cli.exchange import post
from convenant_cli.exchange.packages import Bijlage
from convenant_cli.exchange.post import bijlagen
from convenant_cli.exchange.word_terug import received as word_received
from convenant_cli.findings import ConvenantError
from tests.conftest import TESTS, Run
from tests.exchange.test_woordformulier import answered, back
from tests.formulieren import cells, dossier_in, filled, read, sent, taken_in

DAY = ("--peildatum", "2026-11-21")
_SHEET = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier that no test of this file changes."""
    return dossier_in(tmp_path_factory.mktemp("dossier"))


def mail(text: str = "Hierbij ons formulier.") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = "team@school.example", "convenant@gemeente.example"
    message["Subject"] = "Formulier"
    message.set_content(text)
    return message


def with_file(message: EmailMessage, raw: bytes, name: str, kind: tuple[str, str] = _SHEET) -> EmailMessage:
    message.add_attachment(raw, maintype=kind[0], subtype=kind[1], filename=name)
    return message


def saved(message: EmailMessage | bytes, to: Path, name: str = "antwoord.eml") -> Path:
    to.mkdir(exist_ok=True)
    (to / name).write_bytes(message if isinstance(message, bytes) else message.as_bytes())
    return to / name


@pytest.fixture
def form(root: Path, tmp_path: Path) -> bytes:
    return filled(sent(root, "scope", tmp_path / "uit"), cells(F2="ja", F3="nee")).read_bytes()


def test_a_form_in_a_mail_comes_in_as_one_beside_it(root: Path, form: bytes, tmp_path: Path) -> None:
    saved_mail = saved(with_file(mail(), form, "verklaring-2026-scope.xlsx"), tmp_path / "terug")
    (one,) = bijlagen(saved_mail)
    assert (one.name, one.raw) == ("verklaring-2026-scope.xlsx (uit antwoord.eml)", form)
    beside = tmp_path / "uit/verklaring-2026-scope.xlsx"
    assert taken_in(root, one).bestanden == taken_in(root, beside).bestanden
    both = taken_in(root, one, beside)
    assert not both.terzijde, "the same form twice is one form"


def test_of_a_folder_with_mails_all_forms_are_read_and_what_is_none_is_told(
    root: Path, form: bytes, tmp_path: Path, convenant: Run
) -> None:
    folder = tmp_path / "terug"
    first = with_file(mail(), form, "verklaring.xlsx")
    first.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="bijlage.pdf")
    first.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png", disposition="inline")
    saved(first, folder)
    om = filled(sent(root, "om", tmp_path / "uit"), cells(F2="ja")).read_bytes()
    passed_on = mail("Zie hieronder.")
    passed_on.add_attachment(with_file(mail(), om, "verklaring.xlsx"))
    saved(passed_on, folder, "door.eml")
    saved(mail("Wij doen alles, behalve in mei."), folder, "los.eml")
    done = convenant("-C", root, "import", folder, "--proef", *DAY, code=1)
    told = " ".join(done.out.split())
    assert "Scope, 2026 (verklaring.xlsx (uit antwoord.eml))" in told.replace("Scope scholengroep", "Scope")
    assert "(verklaring.xlsx (uit door.eml)) - Nieuw: 1 antwoord" in told
    assert "bijlage.pdf (uit antwoord.eml): vraag het formulier" in told
    assert "los.eml: er zit geen formulier of tabel bij; lees wat de partij in de mail schreef" in told
    assert "lees zelf wat de partij erin schreef: - antwoord.eml - door.eml" in told
    assert "logo.png" not in told
    alone = convenant("-C", root, "import", folder / "los.eml", "--proef", *DAY, code=2)
    assert "er zit geen formulier of tabel bij" in alone.err


def test_word_forms_and_tables_come_out_of_a_mail_too(tmp_path: Path, convenant: Run) -> None:
    word = back(tmp_path, answered).read_bytes()
    kind = ("application", "octet-stream")
    (one,) = bijlagen(saved(with_file(mail(), word, "formulier.DOCX", kind), tmp_path / "terug"))
    assert word_received(one).datum == "2026-11-24"
    here, sheet = tmp_path / "dossier", tmp_path / "aanwezigheid.csv"
    shutil.copytree(TESTS / "profielen" / "schoolgebouwen" / "data", here / "data")
    day = ("--peildatum", "2026-11-28")
    convenant("-C", here, "export", "aanwezigheid", "2026-10", "--naar", sheet, *day, code=0)
    csv = saved(with_file(mail(), sheet.read_bytes(), "aanwezigheid.csv", ("text", "csv")), tmp_path / "csv")
    told = convenant("-C", here, "import", csv, "--proef", *day, code=0).out
    assert "aanwezigheid.csv (uit antwoord.eml)" in told


@pytest.mark.parametrize(
    ("given", "shown", "suffix"),
    [
        ("../../data/convenant.xlsx", "convenant.xlsx", ".xlsx"),
        ("C:\\Users\\x\\form.xlsx", "form.xlsx", ".xlsx"),
        ("a" * 300 + ".xlsx", "a" * 75 + ".xlsx", ".xlsx"),
        ("/dev/stdin", "stdin", ".xlsx"),
        ("verklaring één.xlsx", "verklaring één.xlsx", ".xlsx"),
        ("form.xlsx\tx", "form.xlsx x", ".xlsx x"),
    ],
)
def test_a_name_in_a_mail_is_a_word_and_no_way_on_disk(given: str, shown: str, suffix: str, tmp_path: Path) -> None:
    (one,) = bijlagen(saved(with_file(mail(), b"x", given), tmp_path))
    assert (one.name, one.suffix) == (f"{shown} (uit antwoord.eml)", suffix)


def test_what_came_damaged_is_told_and_the_others_go_on(root: Path, form: bytes, tmp_path: Path) -> None:
    raw = with_file(mail(), form, "verklaring.xlsx").as_bytes()
    start = raw.index(b"UEsDB")
    for wrong in (raw[: start + 2000], raw[:start] + b"@@@ geen base64 @@@\r\n" + raw[start + 400 :]):
        (one,) = bijlagen(saved(wrong, tmp_path / "terug"))
        every = taken_in(root, one)
        assert (every.bestanden, len(every.terzijde)) == ({}, 1)
        assert "beschadigd" in every.terzijde[0].gebreken[0] or "geen Excel-bestand" in every.terzijde[0].gebreken[0]


def nested(deep: int) -> bytes:
    heads = [f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n'.encode() for n in range(deep)]
    return b"".join(heads) + b"Content-Type: text/plain\r\n\r\nx\r\n"


PARTS = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
HOSTILE = {
    "nested": nested(3_000),
    "deep and long": nested(90) + b"\n" * 1_000_000,
    "passed on and on": b"Content-Type: message/rfc822\r\n\r\n" * 5_000,
    "many parts": PARTS + b"--b\r\n\r\nx\r\n" * 200_000,
    "many lines": PARTS + b"--b\r\n" + b"\n" * 5_000_000,
    "lines that end otherwise": PARTS + b"--b\r\n" + b"\r" * 5_000_000,
    "a long head": b"Content-Type: multipart/mixed" + b";a=b" * 500_000 + b"\r\n\r\nx",
    "a folded head": b"Content-Disposition: attachment" + b";a=b\r\n " * 500_000 + b"\r\n\r\nx",
    "large": b"Subject: x\r\n\r\n" + b"x" * 31_000_000,
    "many files": PARTS + b'--b\r\nContent-Disposition: attachment; filename="a.xlsx"\r\n\r\nx\r\n' * 60,
}


@pytest.mark.parametrize("harm", HOSTILE)
def test_a_mail_that_no_program_sends_is_refused_before_it_is_read(
    harm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(HOSTILE[harm], tmp_path)
    if harm != "many files":  # which are counted when they are there
        monkeypatch.delattr(post, "message_from_bytes")
    with pytest.raises(ConvenantError, match=r"bijlage zelf op|groter"):
        bijlagen(path)


@pytest.mark.timeout(120)  # no measure of speed: without the bounds such a mail takes hours
def test_the_worst_mail_that_is_still_read_comes_to_an_end(tmp_path: Path) -> None:
    for worst in (nested(95), nested(20) + b"\n" * 1_100_000, PARTS + b"--b\r\n\r\nx\r\n" * 1_900):
        assert bijlagen(saved(worst, tmp_path)) == []


def test_what_is_no_mail_has_no_files(tmp_path: Path) -> None:
    for raw in (b"", b"antwoorden", b"\xff\xfe\x00" * 100, b"PK\x03\x04" + b"\0" * 100):
        assert bijlagen(saved(raw, tmp_path)) == []


def test_a_file_in_a_mail_is_bounded_as_one_on_disk(root: Path) -> None:
    large = Bijlage("groot.xlsx (uit antwoord.eml)", ".xlsx", b"PK\x03\x04" + b"\0" * 11_000_000)
    every = taken_in(root, large)
    assert "groter dan een formulier" in every.terzijde[0].gebreken[0]
    assert read(root).complete
