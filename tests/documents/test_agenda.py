"""The agenda of a meeting: its own items and what is added, when they begin, and what the dossier proposes."""

import re
from collections.abc import Mapping
from datetime import date, time
from functools import cache
from typing import Any

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.content.agendapunten import Agendaonderwerp, Terugblik, own_items
from convenant_cli.documents.content.voorstellen import voorstellen
from convenant_cli.documents.formats import make
from convenant_cli.documents.kinds.agenda import number_and_time
from convenant_cli.documents.page.data import Shown
from convenant_cli.documents.page.filters import with_weekday
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.sources import literal
from tests.alle_documenten import shipped
from tests.conftest import BASIS, PEILDATUM, ROOT, TESTS, Run, check_golden, overlay, whole

FOLDER = TESTS / "documents" / "documenten" / "agenda"
PLANNED = "2026-12-10-jaarlijks"
HELD = "2026-09-17-overleg"
MEETING = f"data/bijeenkomsten/{PLANNED}.yaml"


@cache
def files() -> dict[str, bytes]:
    return dict(overlay(BASIS, FOLDER).files)


def example(changes: Mapping[str, str | None] | None = None) -> Dossier:
    """Return the example with other texts for some files; None removes a file."""
    changed = files() | {name: text.encode() for name, text in (changes or {}).items() if text is not None}
    for name in (name for name, text in (changes or {}).items() if text is None):
        del changed[name]
    return whole(changed)


def text_of(name: str) -> str:
    return files()[name].decode()


def meeting_with(agenda: str, fields: Mapping[str, str]) -> str:
    head = text_of(MEETING).split("agenda:")[0]
    for field, value in fields.items():
        head = re.sub(rf"^{field}:.*\n", f"{field}: {value}\n" if value else "", head, flags=re.MULTILINE)
    return f"{head}agenda:\n{agenda}\n"


def planned(agenda: str, **fields: str) -> Dossier:
    """Return the example in which the planned meeting has this agenda, and other fields of its own."""
    return example({MEETING: meeting_with(agenda, fields)})


def alone(agenda: str, **fields: str) -> Dossier:
    """Return a dossier that holds the planned meeting and nothing else."""
    return load(literal({MEETING: meeting_with(agenda, fields).encode()}))[0]


def items(*titles: str, minuten: int | None = None) -> str:
    time = f", minuten: {minuten}" if minuten else ""
    return "\n".join(f'  - {{titel: "{title}", doel: bespreken{time}}}' for title in titles)


def context(dossier: Dossier, which: str = PLANNED, day: date = PEILDATUM, intern: bool = False) -> Mapping[str, Any]:
    return kinds.context("agenda", dossier, which, kinds.Moment(day, "0123456789", "convenant 0.0", intern))


def markdown(dossier: Dossier, which: str = PLANNED, day: date = PEILDATUM, intern: bool = False) -> str:
    return make(".md", "agenda.html.j2", context(dossier, which, day, intern), None, None).decode()


def punten(dossier: Dossier, which: str = PLANNED) -> list[Agendaonderwerp]:
    found: list[Agendaonderwerp] = context(dossier, which)["punten"]
    return found


def titles(dossier: Dossier) -> list[str]:
    """Return the items of the planned meeting, without those that depend on the rest of the dossier."""
    return [punt.titel for punt in punten(dossier) if not (punt.gezamenlijk or punt.gevraagd_door)]


def times(dossier: Dossier) -> list[str]:
    return [f"{punt.begin:%H.%M}" if punt.begin else "" for punt in punten(dossier)]


# --- content ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("which", "golden"), [(PLANNED, "verwacht.md"), (HELD, "verwacht-gehouden.md")])
def test_the_agenda_is_as_expected(which: str, golden: str) -> None:
    check_golden(FOLDER / golden, markdown(example(), which))


def test_the_choices_are_the_meetings_by_day() -> None:
    assert kinds.choices("agenda", example()) == ["2025-12-01-jaarlijks", HELD, PLANNED, "2027-03-18-overleg"]


def test_a_meeting_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(ConvenantError, match=rf"'2030' is er niet; kies uit: 2025-12-01-jaarlijks, {HELD}, "):
        context(example(), "2030")


def test_a_dossier_without_meetings_says_so() -> None:
    gone: dict[str, str | None] = {name: None for name in files() if "/bijeenkomsten/" in name}
    with pytest.raises(ConvenantError, match="nog geen bijeenkomsten; leg er eerst een vast"):
        context(example(gone), "")


@pytest.mark.parametrize("which", kinds.choices("agenda", shipped()) or [])
def test_every_shipped_agenda_can_be_made(which: str) -> None:
    text = markdown(shipped(), which)
    for punt in shipped().bijeenkomsten[which].agenda:
        assert punt.titel in text
    assert ("Voorstellen uit het dossier" in text) == (which == "2026-12-10-jaarlijkse-bijeenkomst")


@pytest.mark.parametrize("profile", ["twee-partijen", "schoolgebouwen"])
def test_the_agenda_of_another_covenant_can_be_made(profile: str) -> None:
    dossier = load(overlay(TESTS / "profielen" / profile))[0]
    for which in kinds.choices("agenda", dossier) or []:
        assert dossier.bijeenkomsten[which].titel in markdown(dossier, which)


BODY = """naam: {naam}
taak: Denkt mee.
leden:
  - {{partner: gemeente, functie: wethouder}}
  - {{partner: noorderschool, functie: bestuurder}}
"""


def test_a_body_looks_back_on_its_own_meetings_only_and_its_members_come() -> None:
    """The same parties sit in both bodies: the board does not adopt the report of the group."""
    other = text_of(f"data/bijeenkomsten/{HELD}.yaml")
    bodies: dict[str, str | None] = {
        f"data/organen/{id}.yaml": BODY.format(naam=naam) for id, naam in (("raad", "Raad"), ("groep", "Werkgroep"))
    }

    def back(own: str, others: str) -> date | None:
        held = other.replace("status: gehouden\n", f"status: gehouden\n{others}", 1)
        known = example({**bodies, f"data/bijeenkomsten/{HELD}.yaml": held, MEETING: text_of(MEETING) + own})
        terug = context(known)["terugblik"]
        return terug.vorige.datum if terug else None

    assert back("", "") == date(2026, 9, 17)
    assert back("orgaan: raad\n", "orgaan: raad\n") == date(2026, 9, 17)
    assert back("orgaan: raad\n", "orgaan: groep\n") != date(2026, 9, 17)
    assert back(f"orgaan: raad\nvorige: {HELD}\n", "orgaan: groep\n") == date(2026, 9, 17)
    whole = example({**bodies, MEETING: text_of(MEETING) + "orgaan: raad\n"})
    assert [guest.wie for guest in context(whole)["genodigden"] if guest.partner.id == "noorderschool"] == [
        "bestuurder"
    ]


def test_a_cancelled_meeting_says_so_and_nothing_is_added() -> None:
    dossier = planned(items("Stand", "Planning"), status="vervallen")
    text = markdown(dossier)
    assert "**Deze bijeenkomst gaat niet door.**" in text
    assert [punt.titel for punt in punten(dossier)] == ["Stand", "Planning"]
    assert "voorzitter:**" not in text


def test_a_first_meeting_has_no_list_of_an_earlier_one() -> None:
    gone: dict[str, str | None] = {
        "data/bijeenkomsten/2025-12-01-jaarlijks.yaml": None,
        f"data/bijeenkomsten/{HELD}.yaml": None,
        "data/jaarplan/2026/jaarplan.yaml": text_of("data/jaarplan/2026/jaarplan.yaml").replace(
            "vastgesteld_in: 2025-12-01-jaarlijks\n", ""
        ),
    }
    assert titles(example(gone)) == ["Opening", "Jaarplan 2027", "Rondvraag en sluiting"]


def test_a_dossier_without_agreement_or_clauses_has_an_agenda() -> None:
    kept = {name: text for name, text in files().items() if "bijeenkomsten/" in name}
    dossier = load(literal(kept))[0]
    assert [punt.titel for punt in punten(dossier)][:2] == [
        "Opening",
        "Verslag, besluiten en actiepunten van 17 september 2026",
    ]


# --- the list of earlier meetings ---------------------------------------------------------------------------------


def states(day: date, which: str = PLANNED) -> dict[str, str]:
    rows = context(example(), which, day)["terugblik"].acties
    return {row.punt.nummer: row.status + (" te laat" if row.te_laat else "") for row in rows}


def test_the_list_holds_the_points_of_the_last_meeting_and_older_ones_that_are_open() -> None:
    assert states(PEILDATUM) == {
        "a2025-2": "open te laat",
        "a2026-2": "open te laat",
        "a2026-3": "open",
        "a2026-1": "afgerond",
        "a2026-4": "vervallen",
    }


def test_an_action_point_is_late_from_the_day_after_its_date() -> None:
    assert states(date(2026, 11, 20))["a2026-2"] == "open"
    assert states(date(2026, 11, 22))["a2026-3"] == "open te laat"


def test_what_was_finished_later_was_still_open() -> None:
    assert states(date(2026, 10, 1))["a2026-1"] == "open"
    assert states(date(2026, 10, 2))["a2026-1"] == "afgerond"


def test_the_agenda_of_a_held_meeting_looks_back_from_its_own_day() -> None:
    held = context(example(), HELD)["terugblik"]
    assert held.vorige.id == "2025-12-01-jaarlijks"
    assert [(row.punt.nummer, row.status) for row in held.acties] == [("a2025-2", "open"), ("a2025-1", "afgerond")]
    assert context(example(), "2025-12-01-jaarlijks")["terugblik"] is None


def test_what_was_finished_after_a_held_meeting_was_open_on_its_agenda() -> None:
    name = "data/bijeenkomsten/2025-12-01-jaarlijks.yaml"
    for day, count in (("2026-09-17", 0), ("2026-09-18", 1)):
        text = text_of(name).replace("2026-02-01, status: open", f"2026-02-01, status: afgerond, afgerond_op: {day}")
        acties = context(example({name: text}), HELD)["terugblik"].acties
        assert [row.punt.nummer for row in acties if row.status == "open"] == ["a2025-2"] * count


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("verslag: {status: vastgesteld, vastgesteld_op: 2026-11-21}", "Besluiten en actiepunten van"),
        ("verslag: {status: vastgesteld, vastgesteld_op: 2026-11-22}", "Verslag, besluiten en actiepunten van"),
        ("verslag: {status: concept}", "Verslag, besluiten en actiepunten van"),
        ("", "Verslag, besluiten en actiepunten van"),
    ],
)
def test_a_report_that_is_not_adopted_is_on_the_agenda(report: str, expected: str) -> None:
    name = f"data/bijeenkomsten/{HELD}.yaml"
    dossier = example({name: text_of(name).replace("verslag: {status: concept}\n", f"{report}\n" if report else "")})
    item = next(punt for punt in punten(dossier) if "actielijst" in punt.vast)
    assert item.titel == f"{expected} 17 september 2026"
    assert item.doel == ("besluiten" if expected.startswith("Verslag") else "bespreken")


def test_a_previous_meeting_that_left_nothing_is_passed_over() -> None:
    name = f"data/bijeenkomsten/{HELD}.yaml"
    text = re.sub(r"besluiten:\n.*?(?=nalevingsrapport)", "", text_of(name), flags=re.DOTALL)
    text = text.replace("verslag: {status: concept}", "verslag: {status: vastgesteld, vastgesteld_op: 2026-10-01}")
    first = "data/bijeenkomsten/2025-12-01-jaarlijks.yaml"
    dossier = example({name: text, first: text_of(first).replace("status: open", "status: vervallen")})
    assert titles(dossier) == ["Opening", "Jaarplan 2027", "Rondvraag en sluiting"]
    still_to_adopt = example({name: text.replace("vastgesteld_op: 2026-10-01", "vastgesteld_op: 2026-12-01")})
    assert titles(still_to_adopt)[1] == "Verslag, besluiten en actiepunten van 17 september 2026", "one is still open"


# --- items that every meeting has ---------------------------------------------------------------------------------

ENDS = ["Vervolgafspraken", "Rondvraag", "Sluiting"]
OWN = ["Agenda vaststellen", "Verslag van de vorige keer", "Stand", "Vervolgafspraken", "Afsluiting"]
LIST = "Verslag, besluiten en actiepunten van 17 september 2026"


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (
            ["Stand"],
            ["Opening", "Vaststellen van de agenda", LIST, "Mededelingen", "Stand", *ENDS],
        ),
        (["Opening", "Stand", "Sluiting"], ["Opening", LIST, "Stand", "Sluiting"]),
        (["Welkom en mededelingen", "Stand", "W.v.t.t.k."], ["Welkom en mededelingen", LIST, "Stand", "W.v.t.t.k."]),
        (["Opening", "Notulen", "Stand", "Rondvraag"], ["Opening", "Notulen", "Stand", "Rondvraag"]),
        (
            ["Mededelingen", "Stand", "Afsluiting"],
            ["Opening", "Vaststellen van de agenda", LIST, "Mededelingen", "Stand", "Afsluiting"],
        ),
        (
            OWN,
            ["Opening", *OWN[:2], "Mededelingen", *OWN[2:]],
        ),
        (
            ["Opening", "Stand", "Actiepunten", "Rondvraag en sluiting"],
            ["Opening", "Stand", "Actiepunten", "Rondvraag en sluiting"],
        ),
    ],
)
def test_what_every_meeting_has_is_added_once_and_own_items_keep_their_order(
    own: list[str], expected: list[str]
) -> None:
    found = titles(planned(items(*own)))
    assert found == expected
    assert [title for title in found if title in own] == own


@pytest.mark.parametrize(
    ("title", "which"),
    [
        ("Opening en mededelingen", {"opening", "mededelingen"}),
        ("Opening van het jongerencentrum", set()),
        ("Vaststellen agenda", {"agenda"}),
        ("Vaststelling van de agenda", {"agenda"}),
        ("Vaststellen van de agenda voor 2027", set()),
        ("De jongerenagenda", set()),
        ("Agenda", {"agenda"}),
        ("Verslag", {"actielijst"}),
        ("Vaststellen van het verslag van 13 november 2025", {"actielijst"}),
        ("Verslag contactpersonenoverleg van 17 september", {"actielijst"}),
        ("Besluiten- en actielijst", {"actielijst"}),
        ("Verslag van de leerlingenraad", set()),
        ("Het jaarverslag", set()),
        ("Mededelingen van de politie", {"mededelingen"}),
        ("Rondvraag en sluiting", {"rondvraag", "sluiting"}),
        ("Wat verder ter tafel komt", {"rondvraag"}),
        ("Sluiting van de kade", set()),
        ("Volgende bijeenkomsten", {"vervolgafspraken"}),
        ("Stand van de acties", set()),
    ],
)
def test_an_own_item_is_known_by_its_words(title: str, which: set[str]) -> None:
    # The only item of a meeting: so it may open it and close it.
    meeting = alone(items(title)).bijeenkomsten[PLANNED]
    (own,) = own_items(meeting, Terugblik(meeting, (), verslag_vaststellen=False))
    assert own.vast == which
    assert "actielijst" not in own_items(meeting, None)[0].vast, "there is nothing to look back on"


def test_only_the_first_item_opens_and_only_the_last_one_closes() -> None:
    own = punten(alone(items("Stand", "Opening scholen", "Sluiting scholen", "Planning")))
    assert [punt.vast for punt in own if punt.titel in ("Opening scholen", "Sluiting scholen")] == [set(), set()]
    assert (own[0].titel, own[-1].titel) == ("Opening", "Sluiting")


def test_a_meeting_with_one_item_that_opens_and_closes_it_begins_with_it() -> None:
    found = [punt.titel for punt in punten(planned(items("Opening, notulen, stand en sluiting")))]
    assert found[0] == "Opening, notulen, stand en sluiting"
    assert "Evaluatie van de samenwerking" in found[1:]


def test_an_item_of_another_kind_is_not_one_that_every_meeting_has() -> None:
    own = punten(planned("  - {titel: Actiepunten uit het jaarplan, soort: jaarplan, doel: bespreken}"))
    assert LIST in [punt.titel for punt in own]


def test_only_one_item_holds_the_list() -> None:
    own = punten(planned(items("Verslag", "Actielijst", "Stand")))
    assert [punt.titel for punt in own if "actielijst" in punt.vast] == ["Actielijst"]
    assert markdown(planned(items("Verslag", "Actielijst", "Stand"))).count("| Gereed | Stand |") == 1
    assert next(punt for punt in own if punt.titel == "Actielijst").erbij == [
        "vaststellen van het verslag van 17 september 2026"
    ]


def test_small_items_go_with_the_own_opening_and_closing() -> None:
    own = {punt.titel: punt.erbij for punt in punten(planned(items("Opening", "Stand", "Rondvraag")))}
    assert own["Opening"] == ["vaststellen van de agenda", "mededelingen"]
    assert own["Rondvraag"] == ["vervolgafspraken", "sluiting"]


# --- what the covenant asks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "added"),
    [
        ("  - {titel: Stand, doel: bespreken}", True),
        ("  - {titel: Terugblik, soort: evaluatie-samenwerking, doel: bespreken}", False),
        ("  - {titel: Evaluatie van onze samenwerking, doel: bespreken}", False),
        ("  - {titel: Samenwerking met de wijk, doel: bespreken}", True),
    ],
)
def test_the_evaluation_is_added_where_the_covenant_asks_for_it(own: str, added: bool) -> None:
    found = [punt for punt in punten(planned(own)) if punt.gevraagd_door]
    assert [punt.titel for punt in found] == (["Evaluatie van de samenwerking"] if added else [])
    assert ("erom vraagt: artikel 1.3 ‘Samenwerking evalueren’." in markdown(planned(own))) == added


def test_the_evaluation_is_not_added_to_another_kind_of_meeting() -> None:
    assert not [punt for punt in punten(planned(items("Stand"), bijeenkomstsoort="overleg")) if punt.gevraagd_door]


def test_a_report_that_the_covenant_asks_for_puts_compliance_on_the_agenda() -> None:
    name = "data/bepalingen/1-afspraken.yaml"
    toets = "{soort: nalevingsrapport, bijeenkomst: jaarlijks}"
    changed = {name: re.sub(r"\{soort: bijeenkomst,.*", toets, text_of(name))}
    assert [punt.titel for punt in punten(example(changed)) if punt.gevraagd_door] == ["Naleving van de afspraken"]


# --- time ---------------------------------------------------------------------------------------------------------

FIXED = ("Opening, agenda vaststellen en mededelingen", "Verslag", "Evaluatie van de samenwerking")
REST = ("Bereikbaarheid, documenten en looptijd", "Rondvraag, vervolgafspraken en sluiting")


def timed(*minutes: int | None) -> str:
    lines = zip((*FIXED, *REST), minutes, strict=True)
    return "\n".join(f'  - {{titel: "{t}", doel: bespreken{f", minuten: {m}" if m else ""}}}' for t, m in lines)


@pytest.mark.parametrize(
    ("minutes", "end", "expected"),
    [
        ((5, 10, 30, 35, 10), "15:30", ["14.00", "14.05", "14.15", "14.45", "15.20"]),
        ((5, None, 30, 35, 10), "", ["14.00", "14.05", "", "", ""]),
        ((5, None, 30, 25, 10), "15:30", ["14.00", "14.05", "14.25", "14.55", "15.20"]),
        ((5, None, 30, None, 10), "15:30", ["14.00", "14.05", "", "", "15.20"]),
        ((5, None, 30, 35, 10), "15:20", ["14.00", "14.05", "", "14.35", "15.10"]),
        ((5, None, 30, 35, 10), "15:15", ["14.00", "14.05", "", "14.30", "15.05"]),
        ((None, None, None, None, None), "15:30", ["14.00", "", "", "", ""]),
        ((5, 10, 30, 70, 10), "15:30", ["14.00", "14.05", "14.15", "14.45", "15.55"]),
        ((300, 290, 10, 5, 5), "", ["14.00", "19.00", "23.50", "", ""]),
    ],
)
def test_an_item_begins_when_that_is_known(minutes: tuple[int | None, ...], end: str, expected: list[str]) -> None:
    assert times(alone(timed(*minutes), einde=end)) == expected


@pytest.mark.parametrize(
    ("minutes", "end", "expected"),
    [
        ((5, 10, 30, 35, 10), "15:30", ""),
        ((5, 10, 30, 35, 10), "", ""),
        (
            (5, 10, 30, 36, 10),
            "15:30",
            "De punten vragen samen 91 minuten. De bijeenkomst duurt 90 minuten. "
            "Dat is 1 minuut te kort: maak punten korter, of stel een punt uit.",
        ),
        ((5, None, 30, 35, 10), "15:30", "Voor punt 2 is nog geen tijd gepland. Er zijn nog 10 minuten over."),
        ((5, None, 40, 35, 10), "15:30", "Voor punt 2 is nog geen tijd gepland. De andere punten vullen alle tijd."),
        ((5, None, 40, None, 10), "", "Voor de punten 2 en 4 is nog geen tijd gepland."),
        ((5, None, None, None, None), "", "Voor 4 van de 5 punten is nog geen tijd gepland."),
        ((None, None, None, None, None), "15:30", "Voor de punten is nog geen tijd gepland."),
    ],
)
def test_the_chair_is_told_when_time_is_short_or_not_planned(
    minutes: tuple[int | None, ...], end: str, expected: str
) -> None:
    dossier = alone(timed(*minutes), einde=end)
    assert [punt.titel for punt in punten(dossier)] == [*FIXED, *REST], "this agenda is complete"
    chair = kinds.context("agenda", dossier, PLANNED, kinds.Moment(PEILDATUM, "", "convenant 0.0", voor="voorzitter"))
    assert " ".join(chair["voorzitter"]) == expected
    copy = make(".md", "agenda.html.j2", chair, None, None).decode()
    assert ("**Voor de voorzitter:**" in copy) == bool(expected)
    assert "oor de voorzitter" not in markdown(dossier), "everybody gets this one"


def test_without_times_or_papers_there_are_no_columns_for_them() -> None:
    text = markdown(planned(items("Stand")))
    assert "| Nr | Onderwerp | Doel | Inbrenger |\n" in text


# --- proposals ----------------------------------------------------------------------------------------------------


def proposals(changes: Mapping[str, str | None], day: date = PEILDATUM) -> dict[str, str]:
    """Return by subject what the dossier proposes and why."""
    found = [one for punt in context(example(changes), day=day)["punten"] for one in punt.voorstellen]
    return {one.over: one.waarom for one in found}


ACTION = "data/jaarplan/2026/acties/ouderavond.yaml"


def late(number: int) -> str:
    text = text_of(ACTION).replace("nummer: 1.1", f"nummer: 1.{number}").replace("afgerond\n", "loopt\n")
    return re.sub(r"afgerond_op:.*\n", "", text)


def test_an_action_after_its_date_is_proposed_unless_it_rests() -> None:
    assert "acties" not in proposals({})
    found = proposals({ACTION: late(1)})["acties"]
    assert (
        found == "Actie 1.1 ‘Ouderavond’ van de Noorderschool zou op 30 juni 2026 klaar zijn en is nog niet afgerond."
    )
    assert "acties" not in proposals({ACTION: late(1)}, date(2026, 6, 30))
    waiver = (
        f"ontheffingen:\n  - {{controle: actie-is-op-tijd, bestand: {ACTION}, reden: Wacht, "
        "verleend_door: beheerder, tot: 2026-11-22}\n"
    )
    rests = {ACTION: late(1), "data/convenant.yaml": text_of("data/convenant.yaml") + waiver}
    assert "acties" not in proposals(rests)
    assert "acties" in proposals(rests, date(2026, 11, 22))


def test_many_actions_are_told_in_one_sentence_that_counts_the_rest() -> None:
    more: dict[str, str | None] = {ACTION.replace("ouderavond", f"actie-{n}"): late(n) for n in range(2, 7)}
    found = proposals(more)["acties"]
    assert found.startswith("Van 5 acties is de einddatum voorbij: 1.2 ‘Ouderavond’ van de Noorderschool; 1.3 ")
    assert found.endswith("en nog 2.")


POLITIE = "data/partners/politie.yaml"
STATEMENT = "data/verklaringen/2026/noorderschool.yaml"


@pytest.mark.parametrize(
    ("gone", "day", "expected"),
    [
        ([], PEILDATUM, ""),
        # Nobody can say yet how a year went that still runs on the day of the meeting.
        ([STATEMENT], PEILDATUM, ""),
        ([STATEMENT], date(2027, 1, 1), "gevonden van de Noorderschool over 2026."),
        ([STATEMENT, STATEMENT.replace("2026", "2025")], PEILDATUM, "gevonden van de Noorderschool over 2025."),
    ],
)
def test_missing_statements_are_proposed_by_period_and_party(gone: list[str], day: date, expected: str) -> None:
    found = proposals(dict.fromkeys(gone), day).get("verklaringen", "")
    assert expected in found
    assert bool(found) == bool(expected)


def test_statements_are_asked_in_order_of_time_of_who_is_there_and_of_periods_that_began() -> None:
    clause = """\
hoofdstuk: 9
titel: Kwartalen
bepalingen:
  - id: kwartaal
    nummer_zekerheid: ongenummerd
    titel: Kwartaal
    tekst: Zij verklaren dit elk kwartaal.
    gebonden: [noorderschool, politie]
    aard: resultaat
    familie: verklaring
    toets: {soort: verklaring, per: kwartaal}
"""
    left = re.sub("(lid_van:.*)", r"\1\nlid_tot: 2027-05-01", text_of(POLITIE))
    later = {
        "data/bepalingen/9-kwartalen.yaml": clause,
        MEETING.replace("2026-12-10", "2027-05-20"): text_of(MEETING).replace("2026-12-10", "2027-05-20"),
        MEETING: None,
    }
    found = []
    for changes in (later, {**later, POLITIE: left}):
        dossier = example(changes)
        (meeting,) = [one for one in dossier.bijeenkomsten.values() if one.datum == date(2027, 5, 20)]
        told = voorstellen(dossier, meeting, PEILDATUM).lijst
        found += [one.waarom for one in told if one.over == "verklaringen"]
    quarters = "het 1e kwartaal 2026, het 2e kwartaal 2026, het 3e kwartaal 2026"
    assert quarters in found[0]
    assert "2027" not in " ".join(found), "a quarter that has not begun"
    assert "politie" in found[0]
    assert "politie" not in found[1]


def test_a_proposal_joins_the_own_item_that_is_about_it() -> None:
    own = '  - {titel: "Onze bereikbaarheid", doel: bespreken}\n  - {titel: Termijn, soort: looptijd, doel: bespreken}'
    found = {punt.titel: [one.over for one in punt.voorstellen] for punt in punten(planned(own)) if punt.voorstellen}
    assert found == {
        "Onze bereikbaarheid": ["contacten"],
        "Termijn": ["looptijd"],
        "Voorstellen uit het dossier": ["documenten"],
    }
    text = markdown(planned(own))
    assert "**Voorstel uit het dossier.** De contactpersoon van de politie is op 1 juni 2025" in text


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("bevestigd_op: 2026-06-01", ""),
        ("bevestigd_op: 2025-12-01", "Bij de politie loopt binnenkort een contact af, of wordt"),
        ("bevestigd_op: 2025-06-01", "De contactpersoon van de politie is op 1 juni 2025 voor het laatst bevestigd"),
        ("bevestigd_op: 2026-06-01, tot: 2026-12-01", "De contactpersoon van de politie is dat nog tot 1 december"),
        ("bevestigd_op: 2026-06-01, tot: 2027-02-01", "De contactpersoon van de politie stopt op 1 februari 2027."),
        ("bevestigd_op: 2026-06-01, tot: 2027-03-01", "Bij de politie loopt binnenkort een contact af, of wordt"),
        ("bevestigd_op: 2026-06-01, tot: 2027-06-01", ""),
    ],
)
def test_contacts_that_end_or_were_confirmed_long_ago_are_proposed(contact: str, expected: str) -> None:
    name = "data/partners/politie.yaml"
    found = proposals({name: text_of(name).replace("bevestigd_op: 2025-06-01", contact)}).get("contacten", "")
    assert expected in found
    assert bool(found) == bool(expected)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("geldig_tot: 2027-01-01", "‘Veiligheidsplan Kade’ van de Noorderschool geldt tot 1 januari 2027."),
        ("herzien_voor: 2027-01-01", "van de Noorderschool zou vóór 1 januari 2027 opnieuw worden bekeken."),
        ("geldig_tot: 2028-01-01", ""),
    ],
)
def test_documents_that_expire_are_proposed(document: str, expected: str) -> None:
    name = "data/partners/noorderschool.yaml"
    found = proposals({name: text_of(name).replace("geldig_tot: 2027-01-01", document)}).get("documenten", "")
    assert found.endswith(expected)
    assert bool(found) == bool(expected)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("verlenging: stilzwijgend, verlenging_duur: 3 jaar", "Daarna wordt het convenant vanzelf verlengd."),
        (
            "verlenging: stilzwijgend, verlenging_duur: 3 jaar, opzegtermijn: 3 maanden",
            "Opzeggen kan tot en met 28 feb",
        ),
        (
            "verlenging: stilzwijgend, verlenging_duur: 3 jaar, opzegtermijn: 7 maanden",
            "het convenant vanzelf verlengd.",
        ),
        ("verlenging: besluit, verlenging_duur: 3 jaar", "Zonder besluit eindigt het convenant dan."),
        ("verlenging: geen", "Daarna eindigt het convenant."),
    ],
)
def test_the_end_of_a_term_is_proposed_in_the_year_before_it(term: str, expected: str) -> None:
    name = "data/convenant.yaml"
    text = re.sub(r"verlenging: stilz.*", f"{term}}}", text_of(name))
    assert expected in proposals({name: text})["looptijd"]
    assert "looptijd" not in proposals({name: text.replace("3 jaar, verlenging:", "4 jaar, verlenging:")})
    assert "looptijd" not in proposals({name: text.replace("3 jaar, verlenging:", "onbepaald, verlenging:")})


def test_notice_that_cannot_be_given_any_more_is_not_mentioned() -> None:
    name = "data/convenant.yaml"
    found = proposals({name: text_of(name).replace("opzegtermijn: 3 maanden", "opzegtermijn: 7 maanden")})
    assert "Opzeggen" not in found["looptijd"]


def test_what_else_ends_is_proposed_but_not_that_a_waiver_ends() -> None:
    offer = (
        "aanbod:\n  - {id: les, titel: Les, doelgroep: klas 1, vorm: voorlichting, "
        "financiering: {bron: subsidie, tot: 2027-01-01}}\n"
    )
    waiver = (
        f"ontheffingen:\n  - {{controle: actie-is-op-tijd, bestand: {ACTION}, reden: Wacht, "
        "verleend_door: beheerder, tot: 2026-12-22}\n"
    )
    changes = {
        "data/partners/politie.yaml": text_of("data/partners/politie.yaml") + offer,
        "data/convenant.yaml": text_of("data/convenant.yaml") + waiver,
    }
    assert proposals(changes)["afloop"] == "Geld (subsidie) voor ‘Les’ van de politie stopt (1 januari 2027)."
    assert "afloop" not in proposals({"data/convenant.yaml": changes["data/convenant.yaml"]})


@pytest.mark.parametrize(("last", "proposed"), [("2027-12-09", True), ("2027-12-10", False)])
def test_a_term_is_talked_about_from_twelve_months_before_its_end(last: str, proposed: bool) -> None:
    name = "data/convenant.yaml"
    found = proposals({name: text_of(name).replace("termijn: 3 jaar", f"termijn: {last}")})
    assert ("looptijd" in found) == proposed


def calm() -> dict[str, str | None]:
    """Return the texts with which the dossier has nothing to propose."""
    school, agreement = "data/partners/noorderschool.yaml", "data/convenant.yaml"
    return {
        POLITIE: text_of(POLITIE).replace("2025-06-01", "2026-06-01"),
        school: text_of(school).replace("2027-01-01", "2029-01-01"),
        agreement: text_of(agreement).replace("termijn: 3 jaar", "termijn: 5 jaar"),
    }


def test_where_other_points_stand_is_said_with_the_proposals_or_where_compliance_is_discussed() -> None:
    told = "Wat nog meer aandacht vraagt, staat in het nalevingsrapport."
    partly: dict[str, str | None] = {STATEMENT: text_of(STATEMENT).replace("antwoord: ja", "antwoord: deels")}
    assert [punt.titel for punt in punten(example(partly)) if punt.verder] == ["Voorstellen uit het dossier"]
    assert told in markdown(example(partly))
    own = "  - {titel: Afspraken, soort: naleving, doel: bespreken}"
    only = partly | calm() | {MEETING: meeting_with(own, {})}
    assert [punt.titel for punt in punten(example(only)) if punt.verder] == ["Afspraken"]
    assert told in markdown(example(only))
    assert not any(punt.verder for punt in punten(example({MEETING: meeting_with(own, {})})))


def test_nothing_to_propose_adds_nothing() -> None:
    found = example(calm())
    assert not any(punt.voorstellen or punt.gezamenlijk for punt in punten(found))
    assert "Voorstel" not in markdown(found)


# --- who is invited -----------------------------------------------------------------------------------------------


def invited(changes: Mapping[str, str | None], which: str = PLANNED, intern: bool = False) -> dict[str, str]:
    guests = context(example(changes), which, intern=intern)["genodigden"]
    return {one.partner.naam: one.wie for one in guests}


def test_the_parties_that_organise_and_lead_are_invited_too() -> None:
    assert list(invited({})) == ["Gemeente", "Noorderschool", "Politie"]


@pytest.mark.parametrize(("days", "there"), [("lid_van: 2026-12-10", True), ("lid_van: 2026-12-11", False)])
def test_everybody_is_who_takes_part_on_that_day(days: str, there: bool) -> None:
    extra = text_of(POLITIE).replace("naam: Politie", "naam: Halt").replace("lid_van: 2024-01-01", days)
    changes = {
        "data/partners/halt.yaml": extra,
        MEETING: text_of(MEETING).replace("[gemeente, noorderschool]", "[alle]"),
    }
    assert ("Halt" in invited(changes)) == there
    gone = changes | {"data/partners/halt.yaml": extra.replace(days, "lid_van: 2024-01-01\nlid_tot: 2026-12-10")}
    assert "Halt" not in invited(gone)


@pytest.mark.parametrize(
    ("contact", "deputy", "expected"),
    [
        ("van: 2026-12-10", "", "adviseur van de politie"),
        ("van: 2026-12-11", "", "teamleider (vervanger)"),
        ("tot: 2026-12-10", "", "teamleider (vervanger)"),
        ("tot: 2026-12-10", "tot: 2026-12-10, ", ""),
    ],
)
def test_the_contact_on_the_day_of_the_meeting_is_named(contact: str, deputy: str, expected: str) -> None:
    text = (
        text_of(POLITIE)
        .replace("bevestigd_op: 2025-06-01", contact)
        .replace("van: 2026-10-01", f"{deputy}van: 2025-10-01")
    )
    assert invited({POLITIE: text})["Politie"] == expected
    assert ("nog geen contactpersoon bekend" in markdown(example({POLITIE: text}))) == (not expected)


def test_names_are_shown_on_the_inside_only() -> None:
    person = "{partner: politie, als: contactpersoon, naam: Iemand Anders, telefoon: 06 00 00 00 00}"
    changes = {"prive/personen.yaml": f"personen:\n  - {person}\n"}
    assert invited(changes, intern=True)["Politie"] == "Iemand Anders, adviseur van de politie"
    assert "Iemand Anders" not in markdown(example(changes))
    assert "06 00" not in markdown(example(changes), intern=True)


# --- form ---------------------------------------------------------------------------------------------------------


def test_a_day_is_told_with_its_name() -> None:
    week = [with_weekday(date(2026, 12, day)) for day in range(7, 14)]
    assert week[0] == "maandag 7 december 2026"
    assert week[3] == "donderdag 10 december 2026"
    assert week[6] == "zondag 13 december 2026"


def test_a_copy_for_the_chair_is_asked_for(convenant: Run) -> None:
    asked = ("-C", ROOT, "render", "agenda", "2026-12-10", "--peildatum", "2026-11-21")
    everyone, chair = convenant(*asked).out, convenant(*asked, "--voor", "voorzitter").out
    assert "Voor de voorzitter" not in everyone
    assert len(chair) > len(everyone) or chair == everyone
    refused = convenant(*asked, "--voor", "wethouder", code=2)
    assert "van agenda is er geen exemplaar voor 'wethouder'; kies 'voorzitter'" in refused.err
    refused = convenant("-C", ROOT, "render", "naleving", "--voor", "voorzitter")
    assert "van naleving is er geen exemplaar voor 'voorzitter'; laat --voor weg" in refused.err


def test_each_point_to_decide_has_a_proposed_decision() -> None:
    own = '  - {titel: Rooster, doel: besluiten, minuten: 10, voorstel: "Wij kiezen rooster *b*."}'
    made = markdown(planned(own))
    assert "**Voorgesteld besluit:** Wij kiezen rooster \\*b\\*." in made
    assert "Het voorgestelde besluit volgt." in markdown(planned("  - {titel: Rooster, doel: besluiten}"))
    assert "Voorgesteld besluit" not in markdown(planned("  - {titel: Rooster, doel: bespreken}"))
    shown = markdown(shipped(), "2026-12-10-jaarlijkse-bijeenkomst")
    assert shown.count("**Voorgesteld besluit:**") == 2


def test_the_agenda_says_whom_to_tell_when_you_cannot_come_until_it_was_held() -> None:
    asked = "Kunt u er niet bij zijn, of hebt u een vraag?"
    assert f"{asked} Laat het weten bij de gemeente: adviseur van de gemeente, " in markdown(example())
    for status in ("gehouden", "vervallen"):
        assert asked not in markdown(planned(items("Opening"), status=status), day=date(2026, 12, 11))


@pytest.mark.parametrize(
    ("second", "expected"),
    # Who gave every point of the agenda its time, gave none to what is put between them.
    [(30, ["14.00", "14.10", "", "14.40"]), (None, ["14.00", "14.10", "", ""])],
)
def test_a_point_that_is_put_between_takes_no_time_away(second: int | None, expected: list[str]) -> None:
    (meeting,) = [one for one in example().bijeenkomsten.values() if one.name == MEETING]
    points = [
        Agendaonderwerp("Opening", "informeren", None, 10, eigen=True),
        Agendaonderwerp("Verslag van de vorige keer", "besluiten", None),
        Agendaonderwerp("Plan", "bespreken", None, second, eigen=True),
        Agendaonderwerp("Sluiting", "informeren", None),
    ]
    number_and_time(points, meeting.model_copy(update={"aanvang": time(14), "einde": None}))
    assert [f"{one.begin:%H.%M}" if one.begin else "" for one in points] == expected


def test_what_has_no_time_of_its_own_begins_when_the_point_before_it_ends() -> None:
    rows = re.findall(r"(?m)^\| (\d+) \| ([^|]+) \| ", markdown(shipped(), "2026-12-10-jaarlijkse-bijeenkomst"))
    assert rows[7:] == [("8", "16.20"), ("9", "daarna")]
    assert all(re.fullmatch(r"\d\d\.\d\d", time) for _, time in rows[:8])


def test_the_meeting_does_not_close_when_its_last_own_item_ends() -> None:
    """What is added behind it takes time as well: the closing has no time, when nobody planned it."""
    (known,) = [one for one in example().bijeenkomsten.values() if one.name == MEETING]
    meeting = known.model_copy(update={"aanvang": time(14), "einde": time(16)})
    items = [
        Agendaonderwerp("Voortgang", "bespreken", None, minuten=50, eigen=True),
        Agendaonderwerp("Voorstellen", "bespreken", None),
        Agendaonderwerp("Sluiting", "informeren", None),
    ]
    number_and_time(items, meeting)
    assert [item.begin for item in items] == [time(14), time(14, 50), None]


NOTE = "Laat eerst de school vertellen."


def noted(status: str = "gepland") -> Dossier:
    """Return the example with a note for the chair at the only item."""
    item = f'  - {{titel: "Naleving", soort: naleving, doel: bespreken, voor_voorzitter: "{NOTE}"}}'
    return planned(item, status=status)


def test_a_note_for_the_chair_stands_at_its_item_in_the_copy_for_the_chair() -> None:
    moment = kinds.Moment(PEILDATUM, "0123456789", "convenant 0.0", voor="voorzitter")
    copy = make(".md", "agenda.html.j2", kinds.context("agenda", noted(), PLANNED, moment), None, None).decode()
    item = copy[copy.index(". Naleving\n") :]
    assert f"**Alleen voor de voorzitter.**\n\n{NOTE}" in item.replace("\\", "")
    assert "- Exemplaar: voor de voorzitter; niet om rond te sturen" in copy


def test_a_note_for_the_chair_is_the_last_of_its_item() -> None:
    """What stood below it, a proposal for all, was in Markdown part of it, and in Word and ODF in one frame with it."""
    moment = kinds.Moment(date(2026, 11, 30), "0123456789", "convenant 0.0", voor="voorzitter")
    context = kinds.context("agenda", shipped(), "2026-12-10-jaarlijkse-bijeenkomst", moment)
    copy = make(".md", "agenda.html.j2", context).decode()
    items = [item for item in copy.split("\n### ") if "**Alleen voor de voorzitter.**" in item]
    assert any("**Voorstel uit het dossier.**" in item for item in items), "some item has both"
    for item in items:
        assert "**" not in item.split("**Alleen voor de voorzitter.**")[1], item


def test_a_note_for_the_chair_stands_in_no_document_for_others() -> None:
    dossier, asked = noted(), []
    for name in kinds.names():
        if kinds.of_changes(name):
            continue
        choices = kinds.choices(name, dossier)
        which = PLANNED if choices and PLANNED in choices else (choices or [""])[0]
        try:
            shown = kinds.context(name, dossier, which, kinds.Moment(PEILDATUM, "", "convenant 0.0", intern=True))
        except ConvenantError:
            continue  # this small dossier has no agreement to judge, or the meeting has no minutes yet
        asked.append(name)
        assert NOTE not in _all_that_is_shown(shown), f"{name} would show it in a template of the dossier itself"
    assert {"agenda", "uitnodiging", "presentielijst"} <= {*asked}
    everybody = context(dossier)
    assert everybody["bijeenkomst"].agenda[0].titel == "Naleving", "the records of the meeting are shown"


def _all_that_is_shown(value: Any, seen: set[int] | None = None) -> str:
    """Return every text that a template can reach in what it gets."""
    seen = set() if seen is None else seen
    if isinstance(value, str):
        return value
    if id(value) in seen:
        return ""
    seen.add(id(value))
    parts: Any = ()
    if isinstance(value, Mapping):
        parts = value.values()
    elif isinstance(value, list | tuple | frozenset):
        parts = value
    elif isinstance(value, Shown):
        parts = vars(value).values()
    return "\n".join(_all_that_is_shown(part, seen) for part in parts)
