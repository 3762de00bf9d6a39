"""A value that is refused for a character that nobody sees: the message names the character and where it stands."""

import re
from datetime import date

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.findings import Finding
from convenant_cli.sources.sources import literal
from convenant_cli.text.lookalikes import marked, odd, plain

ACTION = "data/jaarplan/2026/acties/plein.yaml"
_TEXT = """\
nummer: "1.1"
titel: Plein
thema: wonen
doel: samen
trekker: dijkschool
partners: [gemeente]
start: 2026-01-01
gereed: 2026-05-31
status: gepland
omschrijving: Op het plein.
"""


def findings(old: str, new: str) -> list[Finding]:
    assert old in _TEXT
    report = check_source(literal({ACTION: _TEXT.replace(old, new)}), date(2026, 6, 15), controles=[])
    return [one for one in report.findings if one.position.file == ACTION and one.rule != "verwijzing-bestaat"]


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "said"),
    [
        ("2026-05-31", "2026-05-31\u00a0", 8, 19, "achter '2026-05-31' staat een vaste spatie (U+00A0)"),
        ("2026-05-31", "2026\u201105\u201131", 8, 13, "achter '2026' staat een vast koppelteken (U+2011)"),
        ("2026-05-31", "2026–05–31", 8, 13, "achter '2026' staat een half kastlijntje (U+2013)"),
        ("2026-05-31", "2026\u221205-31", 8, 13, "achter '2026' staat een minteken (U+2212)"),
        ("2026-05-31", "2026-05-\uff13\uff11", 8, 17, "achter '2026-05-' staat een cijfer dat op '3' lijkt (U+FF13)"),
        ("2026-05-31", "\u0662026-05-31", 8, 9, "vooraan staat een cijfer dat op '2' lijkt (U+0662)"),
        ("2026-05-31", "2026-05-31\u202f", 8, 19, "achter '2026-05-31' staat een smalle vaste spatie (U+202F)"),
        ("2026-05-31", "'2026-05-31\u3000'", 8, 20, "achter '2026-05-31' staat een brede spatie (U+3000)"),
        ("dijkschool", "dijkschool\u00a0", 5, 20, "achter 'dijkschool' staat een vaste spatie (U+00A0)"),
        ("dijkschool", "dijksch\u043eol", 5, 17, "achter 'dijksch' staat een letter die op 'o' lijkt (U+043E)"),
        ("dijkschool", "dijkschoo\u200dl", 5, 19, "achter 'dijkschoo' staat een teken zonder breedte (U+200D)"),
        ("dijkschool", "\U0001d41dijkschool", 5, 10, "vooraan staat een letter die op 'd' lijkt (U+1D41D)"),
        ("dijkschool", "d\u0456jkschool", 5, 11, "achter 'd' staat een letter die op 'i' lijkt (U+0456)"),
        ("gepland", "gepl\u0430nd", 9, 13, "achter 'gepl' staat een letter die op 'a' lijkt (U+0430)"),
        ("gepland", "gepland\u2009", 9, 16, "achter 'gepland' staat een andere spatie dan die van de"),
        ("trekker: d", "\u00a0trekker: d", 5, 1, "vooraan staat een vaste spatie (U+00A0)"),
        ("trekker: d", "tr\u0435kker: d", 5, 3, "achter 'tr' staat een letter die op 'e' lijkt (U+0435)"),
        ("trekker: d", "trekker\u00a0: d", 5, 8, "achter 'trekker' staat een vaste spatie (U+00A0)"),
        ("trekker: d", "trekker:\u00a0d", 5, 9, "achter 'trekker:' staat een vaste spatie (U+00A0)"),
        ("trekker: d", "trekker\uff1a d", 5, 8, "achter 'trekker' staat een brede dubbele punt (U+FF1A)"),
        ("[gemeente]", "[gemeente\u00a0]", 6, 20, "achter 'gemeente' staat een vaste spatie (U+00A0)"),
        ("[gemeente]", "\n  -\u00a0gemeente", 7, 4, "staat een vaste spatie (U+00A0)"),
    ],
)  # fmt: skip
def test_a_message_names_the_character_and_its_place(old: str, new: str, line: int, column: int, said: str) -> None:
    found = [one for one in findings(old, new) if said in one.message]
    assert [(one.position.line, one.position.column) for one in found] == [(line, column)], findings(old, new)
    (one,) = found
    assert re.search("typ |haal ", one.message + one.hint)
    assert "\\x" not in one.message
    assert "\\u" not in one.message
    assert all(c.isascii() or c.isalpha() for c in re.sub("…", "", one.message)), "nothing in the sentence hides itself"


def test_the_record_is_read_on_with_what_it_seems_to_say() -> None:
    assert [one.rule for one in findings("dijkschool", "dijksch\u043eol")] == ["waarde-ongeldig"]
    assert [one.rule for one in findings("trekker: d", "\u00a0trekker: d")] == ["veld-onbekend"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026\u201105\u201131\u00a0", "2026-05-31 "), ("р\u0430", "pa"), ("\uff41\uff11", "a1"), ("a\u200db", "ab"),
        ("soft\u00adhyphen", "softhyphen"), ("\u0661\u06f2", "12"), ("\U0001d7d8", "0"), ("ж", "ж"),
    ],
)  # fmt: skip
def test_what_a_text_seems_to_say(text: str, meant: str) -> None:
    assert plain(text) == meant
    assert odd(text)
    assert marked(text).isascii()


@pytest.mark.parametrize(
    "text", ["Dijkschool", "één naïeve façade", "2026-05-31", "a\tb\n", "€ 5 § 2 ’s", "Ångström", ""]
)
def test_what_people_type_is_not_odd(text: str) -> None:
    assert odd(text) is None
    assert plain(text) == marked(text) == text
