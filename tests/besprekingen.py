"""Documents for review in tests: one plan, made once, and a return edited as Word or LibreOffice writes it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from convenant_cli.documents import kinds
from convenant_cli.documents.document import compose
from convenant_cli.documents.page.herkomst import passages
from convenant_cli.documents.writers.office import docx
from convenant_cli.documents.writers.office.zipped import pack
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.exchange.bespreking.alineas import gelezen
from convenant_cli.exchange.bespreking.kenmerk import Kenmerk, kenmerk_van
from convenant_cli.exchange.bespreking.vergelijken import Vergeleken, Verzonden, vergeleken
from convenant_cli.exchange.bespreking.voorstellen import Inbreng, Lezer, Stem, settled, voeg_toe
from convenant_cli.sources.sources import literal
from tests.conftest import ROOT, overlay
from tests.word_package import Edit, edited

DAY = date(2026, 11, 28)
REV = "0" * 40
ACTION = "data/jaarplan/2027/acties/ouders-echt-en-nep.yaml"
PLAN = "data/jaarplan/2027/jaarplan.yaml"
#: A long text of several paragraphs and a list, for the plan of the tests.
LONG = """samenvatting: |
  Eerste alinea van de samenvatting.

  Tweede alinea met een **vet woord** erin.

  - eerste punt
  - tweede punt

  Laatste alinea.
aanleiding:"""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WHO = 'w:author="A. Agent" w:date="2026-11-20T10:00:00Z"'


@cache
def dossier() -> Dossier:
    """Return the shipped dossier without its other years, and with a summary of several paragraphs."""
    other = ("data/jaarplan/2025/", "data/jaarplan/2026/", "data/evaluaties/", "data/verklaringen/")
    files = {name: raw for name, raw in overlay(ROOT).files.items() if not name.startswith(other)}
    text = files[PLAN].decode()
    files[PLAN] = re.sub(r"samenvatting: .*?\naanleiding:", lambda _: LONG, text, flags=re.DOTALL).encode()
    return load(literal(files))[0]


def with_text(name: str, old: str, new: str) -> Dossier:
    """Return the dossier with other words in one file."""
    files = dict(dossier().source.files)
    assert old in files[name].decode()
    files[name] = files[name].replace(old.encode(), new.encode())
    return load(literal(files))[0]


@cache
def kenmerk() -> Kenmerk:
    """Return what the plan is known by."""
    return kenmerk_van(dossier(), "jaarplan", "2027", kinds.Moment(DAY, REV[:10], "convenant proef", rev=REV))


@cache
def sent() -> tuple[bytes, Verzonden]:
    """Return the plan as it goes out: the file, and what is known of it."""
    context = kinds.context("jaarplan", dossier(), "2027", kenmerk().moment, ter_bespreking=True)
    made = replace(compose("jaarplan.html.j2", context), kenmerk=str(kenmerk()))
    every = {one.sleutel: one for one in passages(made.inhoud)}
    raw = docx.write(made)
    return raw, Verzonden(tuple(gelezen(raw).alineas), every)


def returned(*edits: Edit, comments: str = "") -> bytes:
    """Return the file as it comes back, with its text edited."""
    parts = edited(sent()[0], *edits)
    if comments:
        parts["word/comments.xml"] = f"<w:comments {W}>{comments}</w:comments>".encode()
    return pack(parts)


def compared(raw: bytes) -> Vergeleken:
    """Lay a return beside what was sent."""
    return vergeleken(sent()[1], gelezen(raw))


def brought(*returns: tuple[str, bytes], now: Dossier | None = None) -> tuple[Inbreng, Lezer]:
    """Return what parties propose together, each with what it sent back."""
    lezer = Lezer(dossier(), now or dossier(), DAY)
    every = Inbreng()
    for party, raw in returns:
        voeg_toe(every, compared(raw), sent()[1], Stem(f"{party}.docx", party), lezer, lambda stem: stem)
    settled(every)
    return every, lezer


# --- how Word and LibreOffice write what somebody does ------------------------------------------------------------


def ins(text: str, who: str = WHO) -> str:
    """Return inserted words."""
    return f'<w:ins w:id="900" {who}><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:ins>'


def gone(text: str, who: str = WHO) -> str:
    """Return deleted words."""
    return f'<w:del w:id="901" {who}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def run(text: str) -> str:
    """Return words that stayed."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""


def paragraph(words: str, edit: Callable[[str, str, str], str], nth: int = 0) -> Edit:
    """Return an edit of the paragraph that says some words: it gets its properties, its keys, and its plain text."""

    def made(text: str) -> str:
        found = [m for m in re.finditer(r"<w:p>.*?</w:p>", text, re.DOTALL)
                 if words in _text(m[0]) and "PAGEREF" not in m[0]]  # fmt: skip
        one = found[nth]
        inside = one[0].removeprefix("<w:p>").removesuffix("</w:p>")
        properties = re.match(r"<w:pPr>.*?</w:pPr>", inside, re.DOTALL)
        head = properties[0] if properties else ""
        keys = "".join(re.findall(r'<w:bookmarkStart [^>]*w:name="cv_[^>]*/><w:bookmarkEnd [^>]*/>', inside))
        return text[: one.start()] + edit(head, keys, _text(one[0])) + text[one.end() :]

    return made


def _text(xml: str) -> str:
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))


def ended(head: str, kind: str) -> str:
    """Return the properties of a paragraph whose end came (``ins``) or went (``del``)."""
    mark = f'<w:rPr><w:{kind} w:id="902" {WHO}/></w:rPr></w:pPr>'
    return head.replace("</w:pPr>", mark) if head else f"<w:pPr>{mark}"


def replaced(old: str, new: str, tracked: bool = True, who: str = WHO, nth: int = 0) -> Edit:
    """Return the edit that puts other words in the place of some, in the paragraph that holds them."""

    def edit(head: str, keys: str, text: str) -> str:
        before, _, behind = text.partition(old)
        if not tracked:
            return f"<w:p>{head}{keys}{run(before + new + behind)}</w:p>"
        return f"<w:p>{head}{keys}{run(before)}{gone(old, who)}{ins(new, who) if new else ''}{run(behind)}</w:p>"

    return paragraph(old, edit, nth)
