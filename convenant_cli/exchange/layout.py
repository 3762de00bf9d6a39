"""Where everything stands in the workbook of a statement form: the names that the writer and the reader share."""

from typing import NamedTuple

COVER, QUESTIONS, LISTS, HIDDEN = "Verklaring", "Vragen", "Keuzes", "_convenant"
SHEETS = (COVER, QUESTIONS, LISTS, HIDDEN)
PROPERTY = "convenant-zending"
KIND, FORMAT = "verklaring", "1"
CHOICES = "Antwoorden"
"""The name of the range with the choices."""

FUNCTION_CELL, DAY_CELL = "B8", "B9"


#: What stands at a box that is no choice.
OPGAVEN = {
    "getal": "Vul een getal in, zoals 1250 of 12,5. Is het niet van toepassing, schrijf dat dan.",
    "tekst": "Vul een regel tekst in. Is het niet van toepassing, schrijf dat dan.",
}
WITH_OPGAVE = "Vraagt een vraag om een getal of een tekst, vul die dan in bij ‘Antwoord’."


class Column(NamedTuple):
    """One column of the questions: its letter, its head, its width, and the note at the head."""

    letter: str
    head: str
    width: float
    note: str = ""


FIXED = (
    Column("A", "Nr.", 9),
    Column("B", "Vraag", 27),
    Column("C", "De tekst van de afspraak", 46),
    Column("D", "Voor", 16),
    Column("E", "Uw vorige antwoord", 27),
)
ANSWERS = (
    Column("F", "Antwoord", 14, "Kies ja, deels, nee of niet van toepassing."),
    Column("G", "Toelichting", 34, "Uitleg in uw eigen woorden. Nooit over een persoon of een geval."),
    Column("H", "Bewijs: wat is het", 22, "De naam van het stuk, zoals een reglement met zijn versie."),
    Column("I", "Bewijs: datum", 11, "De datum van het stuk, zoals 1-3-2026."),
    Column("J", "Bewijs: waar staat het", 24, "Een webadres of zaaknummer."),
)
ROW_ID = Column("K", "Rij", 0)
HEAD_ROW = 1
FIRST_ROW = 2

#: In the hidden sheet: what identifies the form, and below it a row for each question.
HIDDEN_HEAD = ("soort", "vorm", "dossier", "partij", "jaar", "zending", "revisie", "functie")
HIDDEN_ROWS = len(HIDDEN_HEAD) + 2
"""The first row with a question, counted from 1."""
MARKS = "K"
"""The column in that sheet with the fingerprint of each fixed cell; a form of before has none."""
