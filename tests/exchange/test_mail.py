"""Drafts of mail: to whom, what they say, what goes with them, and that nobody is in it who should not be."""

import email
import shutil
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from pathlib import Path

import pytest
import vobject
from openpyxl import load_workbook

from convenant_cli.documents import kinds
from convenant_cli.dossier.reading import load
from convenant_cli.sources.sources import worktree
from tests.conftest import PEILDATUM, TESTS, Run
from tests.formulieren import dossier_in

DAY = ("--peildatum", "2026-11-21")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return dossier_in(tmp_path / "dossier")


def drafts(convenant: Run, root: Path, *asked: str) -> dict[str, EmailMessage]:
    folder = root.parent / "concepten"
    convenant("-C", root, "export", "mail", *asked, "--naar", folder, *DAY, code=0)
    return {path.stem: email.message_from_bytes(path.read_bytes(), policy=default) for path in folder.iterdir()}


def attachments(message: EmailMessage) -> dict[str, bytes]:
    return {str(part.get_filename()): part.get_payload(decode=True) for part in message.iter_attachments()}  # type: ignore[misc]


def text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_questions_go_to_the_mailbox_of_each_party_with_its_own_form(root: Path, convenant: Run) -> None:
    made = drafts(convenant, root, "vragen", "2026", "--alle", "--uiterlijk", "2026-12-15")
    assert len(made) == 12  # who keeps the dossier does not write to itself
    message = made["mail-vragen-yuverta"]
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Yuverta <convenant-alphen@yuverta.example>"
    assert message["From"] == "Gemeente <convenant@alphenaandenrijn.example>"
    assert "uw verklaring over 2026" in message["Subject"]
    assert "uiterlijk 15 december 2026" in text(message)
    for name in ("Date", "Message-ID", "Cc", "Bcc"):
        assert message[name] is None
    ((name, raw),) = attachments(message).items()
    assert name == "verklaring-2026-yuverta.xlsx"
    assert load_workbook(BytesIO(raw))["Verklaring"]["A2"].value == "Yuverta"


def test_an_invitation_has_the_appointment_with_it(root: Path, convenant: Run) -> None:
    made = drafts(convenant, root, "uitnodiging", "2026-12-10", "--partner", "halt", "--partner", "om")
    assert sorted(made) == ["mail-uitnodiging-halt", "mail-uitnodiging-om"]
    message = made["mail-uitnodiging-halt"]
    assert "10 december 2026, 14.00 tot 16.30 uur" in text(message)
    assert "6. Vaststellen van het jaarplan 2027" in text(message)
    ((name, raw),) = attachments(message).items()
    assert name.endswith(".ics")
    assert vobject.readOne(raw.decode()).vevent.summary.value == "Jaarlijkse bijeenkomst 2026"


def test_an_invitation_for_a_body_says_who_sits_there(tmp_path: Path, convenant: Run) -> None:
    region = Path(shutil.copytree(TESTS / "profielen" / "regioverband", tmp_path / "regio"))
    made = drafts(convenant, region, "uitnodiging", "2026-12-03-stuurgroep", "--partner", "aardwoude")
    said = " ".join(text(made["mail-uitnodiging-aardwoude"]).split())
    seat = "Namens de gemeente Aardwoude is de portefeuillehouder klimaat lid van de stuurgroep."
    assert f"{seat} Bent u dat niet? Geef deze uitnodiging dan door." in said
    assert said.startswith("Beste portefeuillehouder klimaat, ")  # the mailbox is that of the contact
    listed = convenant("-C", region, "render", "presentielijst", "2026-12-03-stuurgroep", *DAY).out
    assert ("Lid" in listed, "Contactpersoon" in listed) == (True, False)


def test_a_reminder_says_what_is_open_and_has_the_forms_that_are(root: Path, convenant: Run) -> None:
    message = drafts(convenant, root, "herinneringen", "--alle")["mail-herinneringen-yuverta"]
    assert "Over 2025 is van u nog geen verklaring gevonden" in text(message)
    assert "9 december 2026: de laatste dag voor uw verklaring over 2026" in text(message)
    assert sorted(attachments(message)) == ["verklaring-2025-yuverta.xlsx", "verklaring-2026-yuverta.xlsx"]
    late = load_workbook(BytesIO(attachments(message)["verklaring-2025-yuverta.xlsx"]))["Verklaring"]
    assert late["B5"].value == "5 december 2026"


def test_a_reminder_holds_every_list_of_the_document(root: Path, convenant: Run) -> None:
    made = {
        name: " ".join(text(one).split()) for name, one in drafts(convenant, root, "herinneringen", "--alle").items()
    }
    moment = kinds.Moment(PEILDATUM, "", "")
    told = kinds.context("herinneringen", load(worktree(root))[0], "", moment)["herinneringen"]
    together = 0
    for one in told:
        if mail := made.get(f"mail-herinneringen-{one.partner.id}"):
            together += len(one.samen)
            assert all(said in mail for said in (*one.te_laat, *one.gevraagd, *one.samen, *one.straks)), one.partner.id
    assert together


def test_a_reminder_has_no_form_of_what_can_wait_for_months(root: Path, convenant: Run) -> None:
    folder = root.parent / "concepten"
    day = ("--peildatum", "2026-10-01")
    assert convenant("-C", root, "export", "mail", "herinneringen", "--alle", "--naar", folder, *day).code == 0
    raw = (folder / "mail-herinneringen-yuverta.eml").read_bytes()
    message: EmailMessage = email.message_from_bytes(raw, policy=default)
    assert "Over 2025 is van u" in text(message)
    assert "verklaring over 2026" not in text(message)
    assert sorted(attachments(message)) == ["verklaring-2025-yuverta.xlsx"]


def test_a_party_gets_nothing_that_is_about_another(root: Path, convenant: Run) -> None:
    made = drafts(convenant, root, "herinneringen", "--alle")
    mailboxes = {str(message["To"]).rpartition("<")[2] for message in made.values()}
    for message in made.values():
        own = str(message["To"]).rpartition("<")[2]
        assert not any(other in text(message) for other in mailboxes - {own})


def test_drafts_are_the_same_bytes_and_have_the_line_ends_of_mail(root: Path, convenant: Run) -> None:
    drafts(convenant, root, "vragen", "2026", "--partner", "halt")
    path = root.parent / "concepten/mail-vragen-halt.eml"
    first = path.read_bytes()
    path.unlink()
    drafts(convenant, root, "vragen", "2026", "--partner", "halt")
    assert path.read_bytes() == first
    assert first.count(b"\n") == first.count(b"\r\n")


def test_no_name_of_the_address_book_is_in_a_draft(root: Path, convenant: Run) -> None:
    (root / "prive").mkdir()
    (root / "prive/personen.yaml").write_text(
        "personen:\n  - partner: halt\n    als: contactpersoon\n    naam: Fenna Zandstra-Oord\n"
        "    email: f.zandstra@halt.example\n",
        encoding="utf-8",
    )
    for asked in (("vragen", "2026"), ("uitnodiging", "2026-12-10"), ("herinneringen",)):
        for message in drafts(convenant, root, *asked, "--alle").values():
            assert "andstra" not in message.as_string()
            assert "andstra" not in text(message)


def test_no_text_of_a_record_adds_a_header(root: Path, convenant: Run) -> None:
    path = root / "data/partners/halt.yaml"
    record = path.read_text(encoding="utf-8")
    assert "korte_naam: Halt" in record
    path.write_text(record.replace("korte_naam: Halt", "korte_naam: 'Halt, \"x\" <a@b>'"), encoding="utf-8")
    message = drafts(convenant, root, "vragen", "2026", "--partner", "halt")["mail-vragen-halt"]
    assert [one.addr_spec for one in message["To"].addresses] == ["convenant@halt.example"]


def test_who_has_no_mailbox_is_told(root: Path, convenant: Run) -> None:
    import re

    path = root / "data/partners/om.yaml"
    path.write_text(re.sub(r"\n +email: .*", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    done = convenant("-C", root, "export", "mail", "vragen", "2026", "--partner", "om", "--partner", "halt",
                     "--naar", root.parent / "m", *DAY, code=0)  # fmt: skip
    assert "heeft geen postbus" in done.err
    assert [path.name for path in (root.parent / "m").iterdir()] == ["mail-vragen-halt.eml"]


ASKED = [
    (("--alle",), "zeg welke mail"),
    (("vraag", "2026", "--alle"), "zeg welke mail"),
    (("vragen", "--alle"), "zeg waarvan: het jaar"),
    (("uitnodiging", "--alle"), "zeg waarvan: de bijeenkomst"),
    (("uitnodiging", "2026", "--alle"), "meer dan één bijeenkomst"),
    (("uitnodiging", "2026-09-17", "--alle"), "komt niet meer"),
    (("uitnodiging", "1999-01-01", "--alle"), "is er niet"),
    (("herinneringen", "2026", "--alle"), "te veel"),
    (("herinneringen", "--alle", "--uiterlijk", "2026-12-01"), "--uiterlijk hoort bij een verklaring"),
    (("vragen", "2026", "--partner", "gemeente"), "geen mail te maken"),
]


@pytest.mark.parametrize(("asked", "told"), ASKED)
def test_what_cannot_be_meant_is_told(root: Path, convenant: Run, asked: tuple[str, ...], told: str) -> None:
    done = convenant("-C", root, "export", "mail", *asked, "--naar", root.parent / "m", *DAY, code=2)
    assert told in done.err


def test_a_form_is_due_when_the_reminder_says_so(root: Path, convenant: Run) -> None:
    message = drafts(convenant, root, "herinneringen", "--alle")["mail-herinneringen-yuverta"]
    assert "9 december 2026: de laatste dag voor uw verklaring over 2026" in text(message)
    form = load_workbook(BytesIO(attachments(message)["verklaring-2026-yuverta.xlsx"]))["Verklaring"]
    assert form["B5"].value == "9 december 2026"
