"""Oordelen on small variants of the shipped dossier, worked out by hand before judging."""

import re
from datetime import date
from functools import cache

import pytest

from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.sources.sources import literal
from tests.conftest import ROOT, read_folder

NOW, DUE, NEXT = "2026-11-28", "2026-12-10", "2027-02-01"
SCALA, COENECOOP = "scala-coenecoop/scala-college", "scala-coenecoop/coenecoop-college"
YUVERTA = "yuverta/yuverta-alphen"


class _Bestanden(dict[str, str]):
    """The files of the shipped dossier, to be changed."""

    def put(self, name: str, text: str) -> None:
        self[f"data/{name}.yaml"] = text

    def change(self, name: str, old: str, new: str) -> None:
        text = self[f"data/{name}.yaml"]
        assert old in text, (name, old)
        self.put(name, text.replace(old, new, 1))

    def answers(self, name: str, clause: str, *given: str) -> None:
        """Let a statement answer a clause otherwise; ``nee@unit`` answers for a unit."""
        text = re.sub(rf"  - bepaling: {clause}\n(?:    .*\n)*", "", self[f"data/{name}.yaml"])
        self.put(name, text + "".join(_answer(clause, one) for one in given))

    def judged(self, day: str) -> list[Oordeel]:
        dossier = load(literal({name: text.encode() for name, text in sorted(self.items())}))[0]
        return judge(dossier, date.fromisoformat(day))


def _answer(clause: str, given: str) -> str:
    word, _, unit = given.partition("@")
    return f"  - bepaling: {clause}\n    antwoord: {word}\n" + (f"    eenheid: {unit}\n" if unit else "")


def _statement(day: str, **given: str) -> str:
    lines = "".join(_answer(clause.replace("_", "-"), word) for clause, word in given.items())
    return f"afgelegd_op: {day}\nantwoorden:\n{lines}"


def _shipped() -> _Bestanden:
    files = read_folder(ROOT).items()
    return _Bestanden({name: raw.decode() for name, raw in files if name.startswith("data/")})


@cache
def _antwoorden() -> _Bestanden:
    """Answers for one of two schools, of some of all together, on a school year, and after a clause was changed."""
    files, scala = _shipped(), "verklaringen/2026/scala-coenecoop"
    files.answers(scala, "s-incidentregistratie", f"ja@{SCALA}", f"deels@{COENECOOP}")
    files.answers(scala, "s-contact-wijkagent", f"ja@{SCALA}", f"nee@{COENECOOP}")
    files.answers(scala, "s-aangifte-school", f"ja@{SCALA}")
    files.answers(scala, "p-op-de-hoogte", f"ja@{SCALA}", f"niet-van-toepassing@{COENECOOP}")
    files.answers(scala, "s-social-media", f"nee@{SCALA}")
    files.change(
        "bepalingen/2-scholen",
        "  - id: s-social-media\n",
        "  - id: s-social-media\n    ingangsdatum: 2026-08-01\n    eerdere_versies:\n      - tekst: Eerder.\n",
    )
    files.put("verklaringen/2026/kwadraad", _statement("2026-11-02", u_doelgroep="nee", u_gezamenlijk="ja"))
    files.answers("verklaringen/2026/halt", "u-doelgroep", "ja")
    year = _statement("2026-06-20", s_veiligheidsplan="nee", s_bekend_intern="ja", c_doorverwijzing="ja")
    files.put("verklaringen/2025-2026/yuverta", year)
    files.put("verklaringen/2026/scope", _statement("2026-11-02", s_contact_wijkagent="ja"))
    return files


@cache
def _gegevens() -> _Bestanden:
    """A party that came halfway, a meeting without a list of who was there, documents and offers at their last day."""
    files = _shipped()
    files.put(
        "partners/nieuw",
        "naam: Nieuw\nrollen: [preventie-zorg]\nlid_van: 2026-07-03\nondertekening: onbekend\n",
    )
    files.put("partners/helft", files["data/partners/nieuw.yaml"].replace("Nieuw", "Helft").replace("07-03", "07-02"))
    primary = "    soort: school\n    sector: po\n    lid_van: 2023-06-01\n    lid_tot: 2024-07-01\n"
    files.change("partners/scope", "eenheden:\n", f"eenheden:\n  - id: beuk\n    naam: De Beuk\n{primary}")
    meeting = "bijeenkomsten/2025-11-13-jaarlijkse-bijeenkomst"
    files.put(meeting, re.sub(r"aanwezig:\n(?:  .*\n)*afgemeld:\n(?:  .*\n)*", "", files[f"data/{meeting}.yaml"]))
    files.change("partners/yuverta", "2023-09-26\n    herzien_voor: 2027-08-01", "2022-11-28")
    temporary = "    versie: 9\n    vastgesteld_op: 2026-01-10\n    geldig_tot: 2026-06-01\n    vindplaats: Z-1\n"
    document = (
        f"  - id: tijdelijk\n    soort: veiligheidsplan\n    titel: Tijdelijk\n    eenheid: {YUVERTA}\n{temporary}"
    )
    files.change("partners/yuverta", "documenten:\n", f"documenten:\n{document}")
    note = "titel: Evaluatie\nconvenant: ja\ndatum: {}\nopgesteld_door: [kwadraad]\nwaardering: gehaald\n"
    note += "conclusies: [Goed.]\nvervolg: {{keuze: voortzetten}}\ngebruikt: [2025/jaarplan-2025]\n"
    files.put("evaluaties/2025/convenant", note.format("2025-10-01"))
    files.change("convenant", "geldig_tot: 2028-05-14", "geldig_tot: 2026-06-01")
    files.change("convenant", "nadere_afspraken:\n", f"nadere_afspraken:\n{_AGREED}")
    second = (
        "  - taak: leerplicht\n    functie: oud team\n    email: oud@gemeente.example\n    bevestigd_op: 2024-01-09\n"
    )
    files.change("partners/gemeente", "aanspreekpunten:\n", f"aanspreekpunten:\n{second}")
    # Only the counsellors are about this theme now, and their money ended.
    for name in ("kwadraad", "participe", "hecht"):
        text = files[f"data/partners/{name}.yaml"]
        files.put(f"partners/{name}", re.sub(r"(themas: \[.*?),? ?\bopvoeden-en-opgroeien\b,? ?", r"\1", text))
    files.change(
        "partners/kwadraad", "[mentaal-welbevinden, pedagogisch-klimaat]\n    zoek", "[opvoeden-en-opgroeien]\n    zoek"
    )
    question = f"  - id: ouders\n    van: {YUVERTA}\n    thema: opvoeden-en-opgroeien\n"
    question += "    datum: 2025-09-18\n    vraag: Wie?\n"
    files.change("jaarplan/2026/jaarplan", "vraagstukken:\n", f"vraagstukken:\n{question}")
    return files


_AGREED = """\
  - onderwerp: Nieuwe afspraak over de openbare orde
    partijen: [gemeente, politie]
    datum: 2026-05-01
    vindplaats: Z-2
"""


@cache
def _vertrek() -> _Bestanden:
    """A party that left after it had answered, money that ends soon, and a dossier that began when a year was over."""
    files = _shipped()
    files.change("partners/halt", "lid_van: 2022-11-16", "lid_van: 2022-11-16\nlid_tot: 2026-10-01")
    files.answers("verklaringen/2026/halt", "z-klimaat", "deels")
    files.change("convenant", "looptijd:\n", "dossier_vanaf: 2026-01-01\n\nlooptijd:\n")
    files.answers("verklaringen/2025/kwadraad", "p-geheimhouding", "ja")
    files.change("partners/kwadraad", "tot: 2025-07-31", "tot: 2026-12-31")
    files.change("partners/kwadraad", "bevestigd_op: 2025-06-19", "bevestigd_op: 2026-06-19")
    return files


VARIANTEN = {"antwoorden": _antwoorden, "gegevens": _gegevens, "vertrek": _vertrek}


@cache
def _judged(variant: str, day: str) -> list[Oordeel]:
    return VARIANTEN[variant]().judged(day)


#: Variant, reference date, clause, whom, period, state, and what the sentence says, or (after a !) does not say.
ROWS = [
    # Where an answer is for one of the schools, the sentence says for which.
    ("antwoorden", NOW, "s-incidentregistratie", "scala-coenecoop", "2026", "verklaard: deels", "(voor Coenecoop"),
    ("antwoorden", NOW, "s-contact-wijkagent", "scala-coenecoop", "2026", "verklaard: nee", "nee (voor Coenecoop"),
    ("antwoorden", NOW, "p-contact", "politie", "2026", "antwoorden verschillen", "nee (voor Coenecoop College)"),
    ("antwoorden", NOW, "s-aangifte-school", "scala-coenecoop", "2026", "nog niet aan de orde", "van Coenecoop"),
    ("antwoorden", DUE, "s-aangifte-school", "scala-coenecoop", "2026", "gedeeltelijk gevonden", "van Coenecoop"),
    ("antwoorden", NOW, "p-op-de-hoogte", "scala-coenecoop", "2026", "verklaard", "toepassing (voor Coenecoop"),
    # A difference that all sides answered anew, each in its own year, is a thing of the past; a new one stays.
    ("antwoorden", "2028-10-01", "p-contact", "politie", "2026", "antwoorden verschillen", "!Scope"),
    # What parties answer together and differently is no answer of one of them.
    ("antwoorden", NOW, "u-doelgroep", "", "2026", "verklaard: deels", "Halt antwoordt ja en Kwadraad antwoordt nee"),
    ("antwoorden", NOW, "u-gezamenlijk", "", "2026", "gedeeltelijk gevonden", "Kwadraad antwoordt over 2026: ja"),
    # A statement on a school year is one on the year it ends in.
    ("antwoorden", NOW, "s-veiligheidsplan", YUVERTA, "", "verklaard: nee", "Yuverta antwoordt over 2026: nee"),
    ("antwoorden", NOW, "s-bekend-intern", YUVERTA, "", "verklaard zonder bewijs", "langer dan 24 maanden geleden"),
    ("antwoorden", NOW, "c-doorverwijzing", "yuverta", "2026", "verklaard", "(in de verklaring over 2025-2026)"),
    ("antwoorden", "2026-06-19", "s-veiligheidsplan", YUVERTA, "", "aantoonbaar", "!antwoordt"),
    # The text of the clause changed halfway the year; who answered after that, answered on the new text.
    ("antwoorden", NOW, "s-social-media", SCALA, "", "verklaard: nee", "antwoordt over 2026: nee"),
    ("antwoorden", NOW, "s-social-media", YUVERTA, "", "aantoonbaar", "!antwoordt"),
    # Who joined in a year states from then on, however late that was: 182 and 183 of 365 days.
    ("gegevens", DUE, "c-informeren-partners", "nieuw", "2026", "geen verklaring", "over 2026 (vanaf 3 juli 2026)"),
    ("gegevens", DUE, "c-informeren-partners", "helft", "2026", "geen verklaring", "(vanaf 2 juli 2026)"),
    ("gegevens", DUE, "avg-nadere-afspraken", "", "2026", "gedeeltelijk gevonden", "negen antwoordden nog niet"),
    ("gegevens", DUE, "amb-regio", "", "2026", "verklaard: deels", "negen antwoordden nog niet"),
    ("gegevens", NEXT, "g-heldere-opdrachten", "gemeente", "2026", "verklaard: deels", "gevonden voor Helft"),
    ("gegevens", NEXT, "g-heldere-opdrachten", "gemeente", "2026", "verklaard: deels", "!Nieuw"),
    # Nobody wrote down who was there: that says nothing about any of them.
    ("gegevens", NOW, "u-jaarbijeenkomst", "", "2025", "gedeeltelijk gevonden", "niet gevonden is wie er waren"),
    ("gegevens", NOW, "u-jaarbijeenkomst", "", "2025", "gedeeltelijk gevonden", "!Kwadraad"),
    ("gegevens", NOW, "c-deelname-evaluatie", "halt", "2025", "niet gevonden", "is niet gevonden wie er waren"),
    # Of two documents the one that still holds counts; at most 48 months old is it until and with that day.
    ("gegevens", NOW, "s-veiligheidsplan", YUVERTA, "", "aantoonbaar", "28 november 2022"),
    ("gegevens", NOW, "s-actueel-beleid", YUVERTA, "", "verloopt binnenkort", "vanaf 29 november 2026 ouder"),
    ("gegevens", DUE, "s-actueel-beleid", YUVERTA, "", "verouderd", "sinds 29 november 2026 ouder dan 48 maanden"),
    # An evaluation cannot use one of after it; and who evaluated for all is told.
    ("gegevens", NOW, "u-uitkomsten", "", "termijn 1", "gedeeltelijk gevonden", "1 oktober 2025 door Kwadraad, maar"),
    # A newer agreement of the same parties took the place of one that ended: one less holds.
    ("gegevens", NOW, "avg-nadere-afspraken", "", "", "aantoonbaar", "de 2 nadere afspraken gelden nog, de eerste tot"),
    ("gegevens", NOW, "avg-nadere-afspraken", "", "", "aantoonbaar", "maakten dezelfde partijen een nieuwe"),
    # Who can be reached by one way, can be reached: what is old besides does not count, and is not told as a way.
    ("gegevens", NOW, "s-leerplicht-bereikbaar", "gemeente", "", "voldaan", "bereikbaar: team Leerplicht en RMC"),
    ("gegevens", NOW, "s-leerplicht-bereikbaar", "gemeente", "", "voldaan", "!oud team"),
    # A school that left does not take part.
    ("gegevens", NOW, "amb-po-2023", "", "", "voldaan", "deed mee van 1 juni 2023 tot 1 juli 2024"),
    # An offer whose money ended and that nobody confirmed since, answers no question.
    ("gegevens", NOW, "ver-samenhangend-aanbod", "", "2026", "niet gevonden", "opgroeien (ouders) is nog geen"),
    # Who left is asked nothing any more; what it answered is told.
    ("vertrek", NOW, "z-klimaat", "halt", "", "niet van toepassing", "dossier: Halt deed mee tot 1 oktober 2026"),
    ("vertrek", "2026-09-30", "z-klimaat", "halt", "", "verklaard: deels", ""),
    # Of the time before the dossier nobody knows why something is missing; what was found of it is told.
    ("vertrek", NOW, "c-informeren-partners", "yuverta", "2025", "niet van toepassing", "al voorbij toen dit dossier"),
    ("vertrek", NOW, "p-geheimhouding", "kwadraad", "2025", "verklaard zonder bewijs", "Kwadraad verklaart dit over"),
    ("vertrek", NOW, "avg-nadere-afspraken", "", "2025", "niet van toepassing", "drie partijen antwoordden ja"),
    # The meeting of 2025 is recorded, so who was not there is told, though 2025 was over when the dossier began.
    ("vertrek", NOW, "u-jaarbijeenkomst", "", "2025", "gedeeltelijk gevonden", "aanwezigen is het OM niet gevonden"),
    # Money of one offer ends soon: told, and a matter only where that offer is needed.
    ("vertrek", NOW, "z-helder-aanbod", "kwadraad", "", "aantoonbaar", "loopt nog tot 31 december 2026"),
    ("vertrek", NOW, "inl-aanbod-ontsluiten", "", "", "aantoonbaar", "loopt nog tot 31 december 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("variant", "day", "clause", "who", "period", "state", "told"), ROWS)
def test_by_hand(variant: str, day: str, clause: str, who: str, period: str, state: str, told: str) -> None:
    found = [
        (oordeel.staat, oordeel.toelichting)
        for oordeel in _judged(variant, day)
        if (oordeel.bepaling, oordeel.eenheid or oordeel.partner or "", oordeel.periode) == (clause, who, period)
    ]
    assert {one for one, _ in found} == {state}, found
    if told.startswith("!"):
        assert not any(told[1:] in text for _, text in found), found
    else:
        assert any(told in text for _, text in found), found


def test_a_difference_is_settled_by_answers_in_different_years() -> None:
    """Scope answered anew over 2026, and so did the police: what they said over 2025 asks nothing any more."""
    [one] = [o for o in _judged("antwoorden", NOW) if (o.bepaling, o.periode) == ("p-contact", "2025")]
    assert (one.staat, one.ingehaald) == ("antwoorden verschillen", True)
    assert not [o for o in _judged("antwoorden", "2028-10-01") if (o.bepaling, o.periode) == ("p-contact", "2025")]
