"""A plan that comes back from partners: every edit arrives at its field, and what has no field is told."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.document import compose
from convenant_cli.documents.page.herkomst import passages
from convenant_cli.documents.page.tree import as_html
from convenant_cli.documents.writers.office.zipped import pack, unpack
from convenant_cli.dossier.reading import load
from convenant_cli.exchange.bespreking.alineas import gelezen
from convenant_cli.exchange.bespreking.inbreng import Partijen, in_bestand, verteld_rest, verteld_voorstel
from convenant_cli.exchange.bespreking.kenmerk import Kenmerk
from convenant_cli.exchange.bespreking.overnemen import bericht, uitkomst
from convenant_cli.exchange.bespreking.velden import deeltekst, vervangen
from convenant_cli.exchange.bespreking.voorstellen import Inbreng, Lezer, Stem
from convenant_cli.exchange.packages import PackageError
from convenant_cli.findings import ConvenantError
from convenant_cli.records import Jaarplan
from tests.besprekingen import (
    ACTION,
    DAY,
    PLAN,
    WHO,
    W,
    brought,
    dossier,
    ended,
    gone,
    ins,
    kenmerk,
    paragraph,
    replaced,
    returned,
    run,
    sent,
    with_text,
)
from tests.conftest import ROOT, overlay
from tests.word_package import Edit

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def wishes(every: Inbreng) -> list[tuple[str, str, str]]:
    return [("/".join(map(str, one.veld.weg)), one.wordt, one.bezwaar) for one in every.voorstellen]


def left(every: Inbreng) -> list[str]:
    return [one.wat for _, one in every.rest]


# --- what goes out ------------------------------------------------------------------------------------------------


def test_every_paragraph_has_one_key_before_its_words_and_word_tracks_changes() -> None:
    parts = unpack(sent()[0])
    text = parts["word/document.xml"].decode()
    names = re.findall(r'w:name="(cv_[0-9a-f]{20})"', text)
    assert len(names) == len(set(names)) == len(sent()[1].passages)
    ids = re.findall(r'bookmarkStart w:id="(\d+)"', text)
    assert len(ids) == len(set(ids))
    starts = re.findall(r'(?:<w:p>|</w:pPr>|bookmarkEnd w:id="\d+" />)<w:bookmarkStart [^>]*w:name="cv_', text)
    assert len(starts) == len(names)
    assert b"<w:trackRevisions" in parts["word/settings.xml"]
    assert Kenmerk.parse(gelezen(sent()[0]).kenmerk) == kenmerk()


def test_all_that_the_document_shows_is_found_back_in_the_records() -> None:
    lezer = Lezer(dossier(), dossier(), DAY)
    shown = {(piece.veld, piece.tekst) for one in sent()[1].passages.values() for piece in one.stukken if piece.veld}
    fields = {str(veld.weg[-1]) for veld, _ in shown}
    assert {"titel", "omschrijving", "start", "trekker", "streefwaarde", "status", "voor", "samenvatting"} <= fields
    for veld, text in shown:
        kolom = lezer.kolom(veld)
        assert kolom is not None, veld
        text = " ".join(text.split())
        if veld.deel is not None:
            assert deeltekst(lezer.toen(veld), veld.deel) == text
        elif kolom.verplicht or text:
            assert lezer.waarde(veld, kolom, text, text) == kolom.tekst(lezer.toen(veld)), (veld, text)


def test_a_capital_that_only_begins_a_line_stays_out_of_the_record() -> None:
    lezer = Lezer(dossier(), dossier(), DAY)
    pieces = [piece for one in sent()[1].passages.values() for piece in one.stukken]
    (signed,) = [piece for piece in pieces if piece.veld and piece.veld.weg == ("voorwoord", "van")]
    assert signed.veld
    kolom = lezer.kolom(signed.veld)
    assert kolom
    held = str(lezer.toen(signed.veld))
    assert signed.tekst == held[:1].upper() + held[1:] != held
    for proposed, kept in (("De burgemeester", "de burgemeester"), ("Burgemeester", "Burgemeester")):
        assert lezer.waarde(signed.veld, kolom, signed.tekst, proposed) == kept


def test_an_untouched_document_brings_nothing() -> None:
    every, _ = brought(("Politie", sent()[0]))
    assert (every.voorstellen, every.rest) == ([], [])


# --- each way in which a text is edited ---------------------------------------------------------------------------

DELETED = f'<w:del w:id="7" {WHO}>'


def whole(head: str, keys: str, text: str) -> str:
    """All words replaced: the key lies in what went."""
    out = gone(text).replace("<w:r>", f"{keys}<w:r>", 1)
    return f"<w:p>{head}{out}{ins('Heel andere woorden.')}</w:p>"


def accepted(head: str, keys: str, text: str) -> str:
    """The same with all changes accepted: the key is gone with what went."""
    return f"<w:p>{head}{run('Heel andere woorden.')}</w:p>"


def at_start(head: str, keys: str, text: str) -> str:
    """Typed at the start: the key moves along, inside what came."""
    return f"<w:p>{head}{ins('Vooraf. ').replace('<w:r>', f'{keys}<w:r>', 1)}{run(text)}</w:p>"


def at_end(head: str, keys: str, text: str) -> str:
    return f"<w:p>{head}{keys}{run(text)}{ins(' Achteraan.')}</w:p>"


def split(head: str, keys: str, text: str) -> str:
    first, _, second = text.partition(" alinea")
    return f"<w:p>{ended(head, 'ins')}{keys}{run(first)}</w:p><w:p>{head}{run(f'alinea{second}')}</w:p>"


def bold(head: str, keys: str, text: str) -> str:
    look = f'<w:rPr><w:b/><w:rPrChange w:id="3" {WHO}><w:rPr/></w:rPrChange></w:rPr>'
    return f"<w:p>{head}{keys}<w:r>{look}<w:t>{text}</w:t></w:r></w:p>"


def removed(head: str, keys: str, text: str) -> str:
    return f"<w:p>{ended(head, 'del')}{gone(text).replace('<w:r>', f'{keys}<w:r>', 1)}</w:p>"


def moved(head: str, keys: str, text: str) -> str:
    copy = re.sub(r'w:name="(cv_[0-9a-f]+)"', r'w:name="\1_Copy_1"', keys)
    new = f"<w:p>{ended(head, 'ins')}{copy}{ins(text)}</w:p>"
    return f"{removed(head, keys, text)}<w:p>{head}{run('')}</w:p>{new}"


def copied(head: str, keys: str, text: str) -> str:
    copy = re.sub(r'w:name="(cv_[0-9a-f]+)"', r'w:name="\1_Copy_1"', keys)
    return f"<w:p>{head}{keys}{run(text)}</w:p><w:p>{ended(head, 'ins')}{copy}{ins(text)}</w:p>"


def added_behind(head: str, keys: str, text: str) -> str:
    return f"<w:p>{ended(head, 'ins')}{keys}{run(text)}</w:p><w:p>{head}{ins('Een nieuwe alinea.')}</w:p>"


FIRST, LAST = "Eerste alinea van", "Laatste alinea."
FIRST_TEXT = "Eerste alinea van de samenvatting."


@pytest.mark.parametrize(
    ("edit", "wants", "told"),
    [
        (replaced("Laatste", "Slot"), [("samenvatting", "Slot alinea.", "")], []),
        (replaced("Laatste", "Slot", tracked=False), [("samenvatting", "Slot alinea.", "")], []),
        (paragraph(FIRST, whole), [("samenvatting", "Heel andere woorden.", "")], []),
        (paragraph(FIRST, accepted), [("samenvatting", "Heel andere woorden.", "")], []),
        (paragraph(FIRST, at_start), [("samenvatting", f"Vooraf. {FIRST_TEXT}", "")], []),
        (paragraph(FIRST, at_end), [("samenvatting", f"{FIRST_TEXT} Achteraan.", "")], []),
        (paragraph(FIRST, split), [("samenvatting", "Eerste\n\nalinea van de samenvatting.", "")], []),
        (paragraph(FIRST, bold), [], []),
        (paragraph(FIRST, removed), [("samenvatting", "", "")], []),
        (paragraph(FIRST, added_behind), [("samenvatting", f"{FIRST_TEXT}\n\nEen nieuwe alinea.", "")], []),
        (paragraph(LAST, added_behind), [], ["is een nieuwe alinea"]),
        (paragraph(FIRST, moved), [], ["is verplaatst"]),
        (paragraph(FIRST, copied), [], ["is gekopieerd"]),
        (paragraph("Ook geraadpleegd:", removed), [], ["is een alinea die weg is"]),
    ],
)  # fmt: skip
def test_every_edit_of_a_paragraph_is_understood(
    edit: Edit, wants: list[tuple[str, str, str]], told: list[str]
) -> None:
    every, _ = brought(("Politie", returned(edit)))
    assert (wishes(every), left(every)) == (wants, told)


def test_a_move_of_word_itself_loses_no_words() -> None:
    def here(head: str, keys: str, text: str) -> str:
        return f'<w:p>{ended(head, "moveFrom")}<w:moveFrom w:id="1" {WHO}>{keys}{run(text)}</w:moveFrom></w:p>'

    def there(head: str, keys: str, text: str) -> str:
        move = f'<w:p>{ended(head, "moveTo")}<w:moveTo w:id="2" {WHO}>{run(FIRST_TEXT)}</w:moveTo></w:p>'
        return f"{move}<w:p>{head}{keys}{run(text)}</w:p>"

    every, _ = brought(("Politie", returned(paragraph(FIRST, here), paragraph("De partijen willen in 2027", there))))
    assert wishes(every) == [("samenvatting", "", "")]
    assert [(one.wat, one.wordt) for _, one in every.rest] == [("is een nieuwe alinea", FIRST_TEXT)]


def test_two_paragraphs_that_became_one_are_one_of_the_same_text() -> None:
    def join(head: str, keys: str, text: str) -> str:
        return f"<w:p>{ended(head, 'del')}{keys}{run(text)}</w:p>"

    every, _ = brought(("Politie", returned(paragraph(FIRST, join))))
    joined = f"{FIRST_TEXT} Tweede alinea met een vet woord erin."
    assert wishes(every) == [("samenvatting", joined, ""), ("samenvatting", "", "")]
    made = uitkomst(dossier(), every.voorstellen, DAY, "", ()).bestanden
    assert str(load_plan(made).samenvatting).split("\n\n", 1)[0] == joined


def load_plan(files: dict[str, bytes]) -> Jaarplan:
    whole = dossier().source
    return load(replace(whole, files={**whole.files, **files}))[0].jaarplannen["2027"]


def test_bold_words_and_the_rest_of_the_text_stay_when_one_paragraph_changes() -> None:
    edits = replaced("erin.", "daarin."), replaced("tweede punt", "tweede, beter punt")
    every, _ = brought(("Politie", returned(*edits)))
    made = uitkomst(dossier(), every.voorstellen, DAY, "", ())
    assert set(made.bestanden) == {PLAN}
    old, new = dossier().source.files[PLAN].decode(), made.bestanden[PLAN].decode()
    old = old.replace("samenvatting: |\n", "samenvatting: |-\n")  # as the text itself ends
    assert new == old.replace("erin.", "daarin.").replace("tweede punt", "tweede, beter punt")


@pytest.mark.parametrize(
    ("old", "new", "way", "value"),
    [
        ("streefwaarde 150", "streefwaarde 175", "indicator/streefwaarde", "175"),
        ("25 juni 2027", "2 juli 2027", "gereed", "2 juli 2027"),
        ("Trekker: Halt", "Trekker: Kwadraad", "trekker", "Kwadraad"),
        ("Legt uit wat", "Vertelt wat", "inzet/1/inzet", ""),
        ("1.1 Ouderavonden over echt en nep", "1.1 Avonden over echt en nep", "titel", "Avonden over echt en nep"),
    ],
)
def test_a_field_among_other_words_arrives_at_its_own_place(old: str, new: str, way: str, value: str) -> None:
    every, _ = brought(("Politie", returned(replaced(old, new))))
    assert left(every) == []
    (one,) = every.voorstellen
    assert ("/".join(map(str, one.veld.weg)), one.veld.bestand, one.bezwaar) == (way, ACTION, "")
    assert value in one.wordt
    made = uitkomst(dossier(), [one], DAY, "", ())
    before, after = dossier().source.files[ACTION].splitlines(), made.bestanden[ACTION].splitlines()
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("25 juni 2027", "31 juni 2027", "geen datum"),
        ("streefwaarde 150", "streefwaarde veel", "getal"),
        ("Trekker: Halt", "Trekker: De Buren", "geen keuze"),
        ("Legt uit wat", "Bel 06 12345678 of", "telefoonnummer"),
    ],
)
def test_what_a_field_cannot_hold_is_told_and_not_taken(old: str, new: str, why: str) -> None:
    every, lezer = brought(("Politie", returned(replaced(old, new))))
    (one,) = every.voorstellen
    told = " ".join(verteld_voorstel(one, lezer.gezocht))
    assert why in told
    assert "06 12345678" not in told + in_bestand(every, lezer.gezocht)


def test_words_between_the_fields_belong_to_no_field() -> None:
    every, lezer = brought(("Politie", returned(replaced("Trekker: Halt", "Wie trekt: Politie"))))
    assert wishes(every) == []
    assert left(every) == ["is andere tekst, niet van één veld"]
    told = " ".join(verteld_rest(*every.rest[0], lezer.gezocht))
    assert "Wie trekt" in told
    assert "1.1 Ouderavonden over echt en nep" in told
    assert "A. Agent, 20-11-2026" in told


def test_rows_that_came_and_went_are_told_with_their_cells() -> None:
    def rows(text: str) -> str:
        row = next(m for m in re.finditer(r"<w:tr>.*?</w:tr>", text, re.DOTALL) if "01-02-2027" in m[0])
        out = re.sub(r"<w:r>.*?</w:r>", lambda m: f"{DELETED}{m[0].replace('w:t', 'w:delText')}</w:del>", row[0])
        mark = f'<w:del w:id="5" {WHO}/></w:trPr>'
        out = out.replace("</w:trPr>", mark, 1)
        cell = "<w:tc><w:p><w:r><w:t>\u200d</w:t></w:r>{}</w:p></w:tc>"
        cells = "".join(cell.format(ins(words)) for words in ("1.9", "Nieuwe actie"))
        new = f'<w:tr><w:trPr><w:ins w:id="6" {WHO}/></w:trPr>{cells}</w:tr>'
        return text[: row.start()] + out + new + text[row.end() :]

    every, _ = brought(("Politie", returned(rows)))
    assert wishes(every) == []
    assert sorted((one.wat, one.was or one.wordt) for _, one in every.rest) == [
        ("is een nieuwe rij", "1.9 | Nieuwe actie"),
        (
            "is een rij die weg is",
            "1.1 | Ouderavonden over echt en nep | Halt | 01-02-2027 | 25-06-2027 | "
            "ouders die een avond bezochten: 150",
        ),
    ]


def test_a_remark_stands_with_what_it_is_about() -> None:
    def at(head: str, keys: str, text: str) -> str:
        mark = '<w:r><w:commentReference w:id="4"/></w:r>'
        return f'<w:p>{head}{keys}<w:commentRangeStart w:id="4"/>{run(text)}<w:commentRangeEnd w:id="4"/>{mark}</w:p>'

    said = f'<w:comment w:id="4" {WHO}><w:p><w:r><w:t>Kan dit eerder?</w:t></w:r></w:p></w:comment>'
    loose = f'<w:comment w:id="8" {WHO}><w:p><w:r><w:t>Losse vraag</w:t></w:r></w:p></w:comment>'
    every, lezer = brought(("Politie", returned(paragraph(FIRST, at), comments=said + loose)))
    assert wishes(every) == []
    told = [" ".join(verteld_rest(stem, one, lezer.gezocht)) for stem, one in every.rest]
    assert ["Losse vraag" in told[0], "heeft een opmerking" in told[1]] == [True, True]
    assert "opmerking (A. Agent, 20-11-2026): Kan dit eerder?" in told[1]
    assert "A. Agent" not in in_bestand(every, lezer.gezocht)


def test_words_beside_the_text_are_told_and_not_lost() -> None:
    def boxed(head: str, keys: str, text: str) -> str:
        inside = f"<w:pict><w:txbxContent><w:p>{run('Een tekstvak')}</w:p></w:txbxContent></w:pict>"
        old = f'<mc:Fallback xmlns:mc="{MC}"><w:r><w:t>dubbel</w:t></w:r></mc:Fallback>'
        return f"<w:p>{head}{keys}{run(text)}<w:r>{inside}</w:r>{old}</w:p>"

    def contents(text: str) -> str:
        at = text.index(">Samenvatting<", text.index("docPartObj"))
        start = text.rindex("<w:r>", 0, at)
        return f"{text[:start]}{ins('Korte ')}{text[start:]}"

    parts = unpack(returned(paragraph(FIRST, boxed), contents))
    note = f'<w:footnote w:id="2"><w:p>{run("Een voetnoot")}</w:p></w:footnote>'
    parts["word/footnotes.xml"] = f"<w:footnotes {W}>{note}</w:footnotes>".encode()
    every, _ = brought(("Politie", pack(parts)))
    assert wishes(every) == []
    assert sorted((one.plaats, one.wordt) for _, one in every.rest) == [
        ("inhoudsopgave", "Korte Samenvatting 2"), ("tekstvak", "Een tekstvak"), ("voetnoot", "Een voetnoot")
    ]  # fmt: skip


def test_what_others_write_is_no_markup_in_the_list_of_what_is_left() -> None:
    every, lezer = brought(("Politie", returned(replaced("Trekker: Halt", "[Klik](https://x.example) *hier* Halt"))))
    told = in_bestand(every, lezer.gezocht)
    assert "\\[Klik](" in told
    assert "\\*hier\\*" in told


def test_very_long_and_very_many_paragraphs_are_bounded() -> None:
    every, _ = brought(("Politie", returned(replaced("Laatste", "woord " * 20_000))))
    assert left(every) == ["is andere tekst, niet van één veld"]
    body = f"<w:p>{run('x')}</w:p>" * 20_002
    parts = unpack(sent()[0])
    parts["word/document.xml"] = f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    with pytest.raises(PackageError, match="veel groter"):
        gelezen(pack(parts))


@pytest.mark.parametrize(
    ("document", "which"),
    [
        ("verslag", "2026-09-17-contactpersonenoverleg"),
        ("evaluatie", "2026"),
        ("partnergids", ""),
        ("jaarplan", "2026"),
    ],
)
def test_other_documents_of_records_say_what_they_show_too(document: str, which: str) -> None:
    shipped = load(overlay(ROOT))[0]
    moment = kinds.Moment(DAY, "proef", "proef")
    tree = compose(f"{document}.html.j2", kinds.context(document, shipped, which, moment, ter_bespreking=True)).inhoud
    plain = compose(f"{document}.html.j2", kinds.context(document, shipped, which, moment)).inhoud
    assert "data-veld" not in as_html(plain)
    assert re.sub(r'<span data-veld="[^"]*">(.*?)</span>', r"\1", as_html(tree)) == as_html(plain)
    lezer = Lezer(shipped, shipped, DAY)
    shown = [piece for one in passages(tree) for piece in one.stukken if piece.veld]
    assert shown
    for piece in shown:
        assert piece.veld is not None
        kolom, text = lezer.kolom(piece.veld), " ".join(piece.tekst.split())
        assert kolom is not None, piece
        assert lezer.waarde(piece.veld, kolom, text, text) is not None


# --- several parties, and a dossier that went on ------------------------------------------------------------------


def test_two_parties_bring_all_they_changed_and_a_message_names_them() -> None:
    halt = 'w:author="H. Halt" w:date="2026-11-21T10:00:00Z"'
    one = returned(replaced("streefwaarde 150", "streefwaarde 175"), replaced("25 juni 2027", "2 juli 2027"))
    other = returned(
        replaced("25 juni 2027", "2 juli 2027", who=halt), replaced("Laatste alinea", "Slotalinea", who=halt)
    )
    every, _ = brought(("Politie", one), ("Halt", other))
    assert sorted((found.partijen, found.bezwaar) for found in every.voorstellen) == [
        (("Halt",), ""), (("Politie",), ""), (("Politie", "Halt"), "")
    ]  # fmt: skip
    made = uitkomst(dossier(), every.voorstellen, DAY, "", ())
    assert set(made.bestanden) == {ACTION, PLAN}
    assert b"gereed: 2027-07-02" in made.bestanden[ACTION]
    told = bericht(made.genomen, "jaarplan 2027")
    assert told[:2] == ["Neem voorstellen over van Politie en Halt voor jaarplan 2027", ""]
    assert "- Politie en Halt: Actie 1.1 (Ouderavonden over echt en nep), gereed" in told
    assert not any("Agent" in line for line in told)


def test_two_parties_that_want_it_differently_are_a_conflict() -> None:
    every, _ = brought(
        ("Politie", returned(replaced("25 juni 2027", "2 juli 2027"))),
        ("Halt", returned(replaced("25 juni 2027", "9 juli 2027"))),
    )
    assert ["verschillende voorstellen" in one.bezwaar for one in every.voorstellen] == [True, True]


def test_the_same_field_in_two_places_with_different_words_is_a_conflict() -> None:
    edits = replaced("25 juni 2027", "2 juli 2027"), replaced("25-06-2027", "09-07-2027")
    every, _ = brought(("Politie", returned(*edits)))
    assert ["verschillende voorstellen" in one.bezwaar for one in every.voorstellen] == [True, True]
    same, _ = brought(("Politie", returned(edits[0], replaced("25-06-2027", "02-07-2027"))))
    assert [(one.waarde, one.bezwaar) for one in same.voorstellen] == [("2027-07-02", "")]


def test_what_changed_here_meanwhile_is_a_conflict_unless_it_is_the_same() -> None:
    raw = returned(replaced("25 juni 2027", "2 juli 2027"))
    every, _ = brought(("Politie", raw), now=with_text(ACTION, "gereed: 2027-06-25", "gereed: 2027-06-30"))
    assert "intussen gewijzigd: er staat nu ‘2027-06-30’" in every.voorstellen[0].bezwaar
    there, _ = brought(("Politie", raw), now=with_text(ACTION, "gereed: 2027-06-25", "gereed: 2027-07-02"))
    assert (there.voorstellen, there.gelijk) == ([], 1)
    elsewhere, _ = brought(("Politie", raw), now=with_text(ACTION, "streefwaarde: 150", "streefwaarde: 160"))
    assert [one.bezwaar for one in elsewhere.voorstellen] == [""]


def test_a_plan_that_was_adopted_meanwhile_asks_for_a_decision() -> None:
    now = with_text(PLAN, "status: concept", "status: vastgesteld\nvastgesteld_op: 2026-09-16")
    every, _ = brought(("Politie", returned(replaced("25 juni 2027", "2 juli 2027"))), now=now)
    made = uitkomst(now, every.voorstellen, DAY, "", ())
    assert made.bestanden == {}
    assert "noem het besluit" in every.voorstellen[0].bezwaar
    every, _ = brought(("Politie", returned(replaced("25 juni 2027", "2 juli 2027"))), now=now)
    made = uitkomst(now, every.voorstellen, DAY, "b2026-1", ())
    assert set(made.bestanden) == {ACTION, PLAN}
    assert b"besluit: b2026-1" in made.bestanden[PLAN]


def test_a_proposal_that_breaks_the_dossier_is_left_and_the_others_are_taken() -> None:
    edits = replaced("25 juni 2027", "2 juli 2028"), replaced("streefwaarde 150", "streefwaarde 175")
    every, _ = brought(("Politie", returned(*edits)))
    made = uitkomst(dossier(), every.voorstellen, DAY, "", ())
    assert [str(one.veld.weg[-1]) for one in made.genomen] == ["streefwaarde"]
    assert next(one.bezwaar for one in every.voorstellen if one.veld.weg == ("gereed",))


# --- files that are something else --------------------------------------------------------------------------------


def crossed(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:r></w:p>", b"</w:p></w:r>", 1)


def entities(parts: dict[str, bytes]) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:document", bomb, 1)


def macros(parts: dict[str, bytes]) -> None:
    kind = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", kind)


def inserted_file(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b'<w:body><w:altChunk r:id="rId1"/>')


def without_text(parts: dict[str, bytes]) -> None:
    del parts["word/document.xml"]


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (crossed, "beschadigd"),
        (entities, "beschadigd"),
        (macros, "macro's"),
        (inserted_file, "een ander bestand in gevoegd"),
        (without_text, "geen Word-bestand"),
    ],
)
def test_a_file_that_is_damaged_or_does_something_is_refused(
    damage: Callable[[dict[str, bytes]], None], why: str
) -> None:
    parts = unpack(sent()[0])
    damage(parts)
    with pytest.raises(PackageError, match=why):
        gelezen(pack(parts))


@pytest.mark.parametrize(("raw", "why"), [(b"\xd0\xcf\x11\xe0", "wachtwoord"), (b"tekst", "geen Word-bestand")])
def test_another_kind_of_file_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(PackageError, match=why):
        gelezen(raw)


def test_a_file_that_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "groot.docx", "w", ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", b" " * 60_000_000)
    with pytest.raises(PackageError, match="veel groter"):
        gelezen((tmp_path / "groot.docx").read_bytes())


@pytest.mark.parametrize(
    ("raw", "deel", "new", "want"),
    [
        ("Een.\n\nTwee.", {1: "Drie."}, None, "Een.\n\nDrie."),
        ("Een.\n\nTwee.", {0: ""}, None, "Twee."),
        ("Een.\n\n- a\n- b", {2: "c"}, None, "Een.\n\n- a\n- c"),
        ("Een regel\ndie doorloopt.", {0: "Kort."}, None, "Kort."),
        ("Zie **het plan** hier.", {0: "Zie **het plan** daar."}, "Zie het plan daar.", "Zie **het plan** daar."),
        ("1. een\n2. twee", {1: "drie"}, None, "1. een\n2. drie"),
    ],
)
def test_one_paragraph_of_a_long_text_changes_and_the_others_stay(
    raw: str, deel: dict[int, str], new: str | None, want: str
) -> None:
    asked = {number: new or text for number, text in deel.items()}
    assert vervangen(raw, asked) == want


def test_a_party_is_known_by_what_is_said_by_its_file_or_by_its_writer() -> None:
    known = Partijen(dossier(), {"a.docx": "halt"})
    assert known.of_file(Path("a.docx")) == "Halt"
    assert known.of_file(Path("Jaarplan 2027_politie (2).docx")) == "Politie"
    assert known.of_file(Path("jaarplan-2027.docx")) == ""
    assert known.of_file(Path("halt-en-politie.docx")) == ""
    assert known.of_change(Stem("x", "", (("Stichting Halt", ""),))).partij == "Halt"
    with pytest.raises(ConvenantError, match="bedoelde u 'halt'"):
        Partijen(dossier(), {"": "hallt"})
