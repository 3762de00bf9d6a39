"""A statement form as a workbook for Excel and LibreOffice: to read, to fill in, to print, and to know again."""

from datetime import date, datetime
from itertools import groupby
from typing import Any

from convenant_cli.exchange import layout
from convenant_cli.exchange.drawing import BOX, COLOUR, HEAD, NORMAL, PLAIN, SMALL, SOFT, Drawing, height
from convenant_cli.exchange.formulierantwoord import KEUZES
from convenant_cli.exchange.vragen import Formulier, Vraag, cell_marks
from convenant_cli.kalender import lange_datum
from convenant_cli.records.verklaring import period_name
from convenant_cli.text.sentences import aangehaald

_LEFT, _ASIDE = 34, 92  # widths on the first sheet


def workbook(form: Formulier) -> bytes:
    """Return a form as .xlsx; the same bytes for the same form. Raises ConvenantError."""
    title = f"{form.titelregel} van {form.partner.naam}"
    # No clock: the day by which it is due is the only date that belongs to the form.
    due = datetime.combine(form.uiterlijk, datetime.min.time())
    shorten = f"kort de verklaring van {form.partner.in_zin} over {form.over} in"
    drawing = Drawing(title, form.titel, form.waar, due, shorten)
    _Maker(drawing, form).make()
    return drawing.done()


class _Maker:
    """Fills one workbook."""

    def __init__(self, drawing: Drawing, form: Formulier) -> None:
        self._drawing, self._form = drawing, form
        self._book, self._put, self._format = drawing.book, drawing.put, drawing.format

    def make(self) -> None:
        form, book = self._form, self._book
        book.set_custom_property(layout.PROPERTY, form.zending)
        cover, questions, lists, hidden = (book.add_worksheet(name) for name in layout.SHEETS)
        self._cover(cover)
        self._lists(lists)
        self._questions(questions)
        self._hidden(hidden)
        cover.activate()
        lists.hide()
        hidden.very_hidden()

    # --- the first sheet ------------------------------------------------------------------------------------------

    def _cover(self, sheet: Any) -> None:
        form = self._form
        sheet.set_column("A:A", _LEFT)
        sheet.set_column("B:B", _ASIDE)
        wrapped = {"text_wrap": True}
        for row, points in enumerate((30, 20)):
            sheet.set_row(row, points)
        self._put(sheet, "A1", form.titelregel, bold=True, font_size=20, font_color=COLOUR)
        self._put(sheet, "A2", form.partner.naam, bold=True, font_size=14)
        self._put(sheet, "A3", ", ".join(filter(None, (form.titel, form.waar))), font_color=SOFT)
        units = len(form.vragen)
        asked = f"{units} {'vraag' if units == 1 else 'vragen'}, op het blad {aangehaald(layout.QUESTIONS)} hiernaast"
        facts = (
            ("Wie vult dit in", form.functie or "wie hier in uw organisatie over gaat"),
            ("Uiterlijk", lange_datum(form.uiterlijk)),
            ("Hoeveel", asked),
        )
        for row, (name, text) in enumerate(facts, 4):
            self._put(sheet, f"A{row}", name, bold=True, font_color=SOFT)
            self._put(sheet, f"B{row}", text, **wrapped)
        self._put(sheet, "A8", "Functie van wie verklaart", bold=True)
        self._put(sheet, layout.FUNCTION_CELL, form.functie, num_format="@", **BOX)
        self._put(sheet, "A9", "Datum van de verklaring", bold=True)
        self._put(sheet, layout.DAY_CELL, "", num_format="dd-mm-yyyy", align="left", **BOX)
        send = f"Stuur het bestand terug naar {form.retour}." if form.retour else "Stuur het bestand terug."
        own = f"{layout.WITH_OPGAVE} " if any(row.opgave for row in form.vragen) else ""
        steps = (
            "Vul hierboven uw functie in (geen naam) en de datum. Zonder datum geldt de dag waarop het wordt verwerkt.",
            f"Ga naar het blad {aangehaald(layout.QUESTIONS)} en beantwoord elke vraag. "
            "Alleen de gele vakken kunt u invullen.",
            "Kies bij ‘Antwoord’: ja, deels, nee of niet van toepassing. Deels of nee is een eerlijk antwoord: leg dan "
            f"kort uit hoe het zit. Is het ‘ja, mits’, kies dan deels. {own}Een vraag die u nog niet kunt "
            "beantwoorden, laat u leeg.",
            "Is er een stuk waaruit het blijkt, noem dan wat het is, de datum en waar het staat. Weet u de dag "
            "niet, laat de datum dan leeg. Stuur het stuk zelf niet mee.",
            "Schrijf nooit over een persoon of een geval. Noem functies, geen namen.",
            "Voeg geen rijen of bladen toe, en gebruik geen formules of opmerkingen: die kunnen wij niet overnemen.",
            f"Bewaar het bestand als Excel-bestand (.xlsx). {send}",
        )
        self._put(sheet, "A11", "Zo vult u het in", bold=True, font_size=14, font_color=COLOUR)
        for number, text in enumerate(steps, 1):
            sheet.merge_range(f"A{11 + number}:B{11 + number}", "", self._format(**wrapped))
            self._put(sheet, f"A{11 + number}", f"{number}.  {text}", **wrapped)
            # A merged cell is one that no program makes high enough by itself.
            sheet.set_row(10 + number, height((text, _LEFT + _ASIDE, NORMAL)))
        self._page(sheet, "A1:B18")
        sheet.protect("", {"format_rows": True, "format_columns": True})

    # --- the questions --------------------------------------------------------------------------------------------

    def _questions(self, sheet: Any) -> None:
        for column in (*layout.FIXED, *layout.ANSWERS):
            self._put(sheet, f"{column.letter}1", column.head, **HEAD)
            sheet.set_column(f"{column.letter}:{column.letter}", column.width)
            if column.note:
                sheet.write_comment(f"{column.letter}1", column.note, {"x_scale": 1.6, "y_scale": 0.9})
        sheet.set_column("K:K", None, None, {"hidden": True})
        self._put(sheet, "K1", layout.ROW_ID.head)
        for number, row in enumerate(self._form.vragen, layout.FIRST_ROW):
            self._row(sheet, number, row)
        last = layout.FIRST_ROW + len(self._form.vragen) - 1
        choices = {
            "validate": "list", "source": f"={layout.CHOICES}", "input_title": "Antwoord",
            "input_message": "Kies ja, deels, nee of niet van toepassing.", "error_title": "Kies uit de lijst",
            "error_message": "Kies ja, deels, nee of niet van toepassing.",
        }  # fmt: skip
        for opgave, rows in groupby(enumerate(self._form.vragen, layout.FIRST_ROW), key=lambda row: row[1].opgave):
            numbers = [number for number, _ in rows]
            own = (
                {"validate": "any", "input_title": "Antwoord", "input_message": layout.OPGAVEN[opgave]}
                if opgave
                else choices
            )
            assert sheet.data_validation(f"F{numbers[0]}:F{numbers[-1]}", own) == 0
        # An answer that asks for a few words more.
        needs = {"type": "formula", "criteria": '=AND(OR($F2="deels",$F2="nee"),$G2="")',
                 "format": self._book.add_format({"bg_color": "#ffe3c2"})}  # fmt: skip
        assert sheet.conditional_format(f"G{layout.FIRST_ROW}:G{last}", needs) == 0
        sheet.freeze_panes(1, 2)
        sheet.repeat_rows(0)
        self._page(sheet, f"A1:J{last}")
        sheet.protect("", {"format_rows": True, "format_columns": True})

    def _row(self, sheet: Any, number: int, row: Vraag) -> None:
        looks: tuple[dict[str, Any], ...] = (
            {"bold": True, "num_format": "@"}, {}, {"font_size": SMALL}, {}, {"font_size": SMALL, "font_color": SOFT}
        )  # fmt: skip
        for column, text, look in zip(layout.FIXED, row.vast, looks, strict=True):
            self._put(sheet, f"{column.letter}{number}", text, **PLAIN, **look)
        title, question = row.vast[1].split("\n")
        bold, plain = self._format(bold=True), self._format()
        done = sheet.write_rich_string(f"B{number}", bold, f"{title}\n", plain, question, self._format(**PLAIN))
        assert done == 0, f"B{number}: {done}"
        now = row.nu
        shown = (now.vak, now.toelichting, now.titel, now.datum, now.vindplaats)
        for column, text in zip(layout.ANSWERS, shown, strict=True):
            cell = f"{column.letter}{number}"
            if column.letter != "I":
                self._put(sheet, cell, text, num_format="@", **BOX)
                continue
            style = self._format(num_format="dd-mm-yyyy", align="left", **BOX)
            day = date.fromisoformat(text) if text else None
            done = sheet.write_datetime(cell, day, style) if day else sheet.write_blank(cell, None, style)
            assert done == 0, f"{cell}: {done}"
        self._put(sheet, f"K{number}", row.id)
        sizes = [look.get("font_size", NORMAL) for look in looks] + [NORMAL] * len(shown)
        widths = [column.width for column in (*layout.FIXED, *layout.ANSWERS)]
        sheet.set_row(number - 1, height(*zip((*row.vast, *shown), widths, sizes, strict=True)))

    # --- what nobody sees -----------------------------------------------------------------------------------------

    def _lists(self, sheet: Any) -> None:
        for number, text in enumerate(KEUZES.values(), 1):
            self._put(sheet, f"A{number}", text)
        self._book.define_name(layout.CHOICES, f"={layout.LISTS}!$A$1:$A${len(KEUZES)}")
        sheet.protect("")

    def _hidden(self, sheet: Any) -> None:
        form = self._form
        values = (
            layout.KIND, layout.FORMAT, form.dossier, form.partner.id, form.jaar, form.zending, form.revisie,
            form.functie,
        )  # fmt: skip
        for number, (name, text) in enumerate(zip(layout.HIDDEN_HEAD, values, strict=True), 1):
            self._put(sheet, f"A{number}", name)
            self._put(sheet, f"B{number}", text, num_format="@")
        for number, row in enumerate(form.vragen, layout.HIDDEN_ROWS):
            for letter, text in zip(
                "ABCDEFGHIJ", (row.id, form.rijmerk(row), row.tekstmerk, *row.verzonden), strict=False
            ):
                self._put(sheet, f"{letter}{number}", text, num_format="@")
            marks = "-".join(cell_marks(form.zending, row.id, row.vast))
            self._put(sheet, f"{layout.MARKS}{number}", marks, num_format="@")
        sheet.protect("")

    def _page(self, sheet: Any, area: str) -> None:
        self._drawing.page(sheet, area, f"{self._form.partner.kort}, verklaring {period_name(self._form.jaar)}")
