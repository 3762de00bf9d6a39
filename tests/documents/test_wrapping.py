"""Lines that are counted are those that Typst sets."""

import json
import random

import pytest

from convenant_cli.documents.writers import advances
from convenant_cli.documents.writers.wrapping import line_count, unbroken
from convenant_cli.sources.resources import shipped

_TEXT = (
    "De scholen en de politie spreken af dat zij elk kwartaal overleggen over wat er speelt in de wijk. Het "
    "veiligheidsplan (2025-2026) geldt van 1-9-2025 t/m 31-12-2026, ook voor VO-scholen en mbo's; zie artikel 7.1a: "
    "‘Contactpersoon’ of “Jaarplan”. 12.500 leerlingen, 3,5% meer – dat is €12 à €15 per leerling. Één coördinator "
    "geïnteresseerd ouder/verzorger en/of 2024/2025 één-op-één e-mail 17-jarige covid-19 A-2 taal- en rekenles "
    "leraren(team) team(s) @home #3 A&O 10:30 '25 ● afgerond ► loopt → later × vervallen … einde… "
    "wat? ja! (misschien) 'zo' \"zo\" *nee* 5°C A=B 2025–2026 noord–zuid — en nbsp\xa0hier hogeschool/universiteit/mbo "
    "verantwoordelijkheidsverdeling samenwerkingsverband nul/3 A/b/c -3 (a)b x)(y a…b c!d \u2060 [haak] a|b _x {y} "
    "Ωmega 大"
)
_SCRIPT = """#set page(width: auto, height: auto)
#set text(font: "Liberation Sans", lang: "nl", hyphenate: false, kerning: false, ligatures: false)
#set par(leading: 0pt, spacing: 0pt, linebreaks: "simple")
#let woorden(delen, spaties) = for deel in delen {
  if deel == "\\n" { linebreak() } else if type(deel) == str {
    text(spacing: spaties.at(if deel == " " { 0 } else { 1 }) * 1em, " ")
  } else { box(width: deel * 1em, height: 10pt, baseline: 2pt) }
}
#let stukken(delen) = for (tekst, vet) in delen {
  for (nr, deel) in tekst.split("\\n").enumerate() {
    if nr > 0 { linebreak() }
    if vet { strong(deel) } else { deel }
  }
}
#context for (delen, maat, ruimte, spaties) in json(bytes(sys.inputs.teksten)) {
  let it = {
    set text(size: maat * 1pt, top-edge: 8pt, bottom-edge: -2pt)
    if spaties == none { stukken(delen) } else { woorden(delen, spaties) }
  }
  [#metadata(measure(width: ruimte * 1pt, it).height / 10pt)<regels>]
}"""

Text = tuple[list[tuple[str, bool]], float, float]


def _texts() -> list[Text]:
    chance, known = random.Random(7), _TEXT.split(" ")
    found: list[Text] = []
    for number in range(1500):
        words = chance.choices(known, k=chance.randint(1, 24))
        text = " ".join(words)
        cuts = sorted(chance.sample(range(len(text) + 1), min(number % 4, len(text))))
        pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        if number % 7 == 0:
            pieces[0] = pieces[0].replace(" ", "\n", 1)
        bold = number % 3 == 0
        found.append(
            (
                [(piece, bold ^ bool(at % 2)) for at, piece in enumerate(pieces) if piece],
                chance.choice((8, 8.5, 9.5, 10, 26)),
                chance.uniform(30, 480),
            )
        )
    return found


@pytest.mark.parametrize("font", ["Arial", "Calibri", "Times New Roman"])
def test_what_is_counted_is_what_typst_sets(font: str) -> None:
    typst = pytest.importorskip("typst")
    texts = _texts()
    counted = [line_count(font, pieces, size, room, room) for pieces, size, room in texts]
    known = advances.is_known(font)
    told = [
        (
            advances.parts(font, pieces, room / size) if known else unbroken(pieces, room / size),
            size,
            room,
            advances.spaces(font) if known else None,
        )
        for pieces, size, room in texts
    ]
    said = typst.query(
        _SCRIPT.encode(),
        "<regels>",
        field="value",
        font_paths=[shipped("fonts")],
        ignore_system_fonts=True,
        sys_inputs={"teksten": json.dumps(told)},
    )
    sets = [round(lines) for lines in json.loads(said)]
    pairs = list(zip(counted, sets, texts, strict=True))
    wrong = [(ours, theirs, text) for ours, theirs, text in pairs if ours is not None and ours != theirs]
    assert not wrong, wrong[:3]
    assert sum(ours is not None and ours > 1 for ours in counted) > 200, "many are counted"


def test_what_can_break_in_more_places_than_we_know_is_left_to_typst() -> None:
    for text in ("https://voorbeeld.example/pad", "www.voorbeeld.example", "wat…dan", "x)(y", "大学", "kan [dit]", ""):
        long = f"{text} {'woord ' * 40}einde" if text else text
        assert line_count("Arial", [(long, False)], 10, 100, 100) is None, text
    assert line_count("Verdana", [("een woord", False)], 10, 100, 100) is None, "its letters are not known"


def test_a_line_ends_behind_a_slash_only_in_what_is_too_long_for_a_line() -> None:
    """Word and LibreOffice take 'hogeschool/universiteit' whole to the next line."""
    text = [("op de hogeschool/", False), ("universiteit van Leiden", True)]
    assert line_count("Arial", text, 10, 130, 130) == 3
    assert unbroken(text, 13) == [("op de hogeschool/\u2060", False), ("universiteit van Leiden", True)]
    assert line_count("Arial", text, 10, 90, 90) is None
    assert unbroken(text, 9) == text
