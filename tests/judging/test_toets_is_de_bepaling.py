"""A toets asks no less, and no more, than its clause: take away what the clause names, and the oordeel tells."""

import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from tests.conftest import PEILDATUM, ROOT, TESTS, read_folder
from tests.een_bepaling import beoordeelbaar

NOW = date(2026, 11, 27)
#: The shipped records without the statements: what the records alone show.
RECORDS = {
    name: raw.decode()
    for name, raw in read_folder(ROOT).items()
    if name.startswith("data/") and not name.startswith("data/verklaringen/")
}
BASIS = {name: raw.decode() for name, raw in read_folder(TESTS / "checks" / "controles" / "_basis").items()}
#: Without anything that happened.
BARE = {name: raw for name, raw in BASIS.items() if re.match(r"data/(convenant|partners|bepalingen)", name)}
WEEKLY = "data/jaarplan/2026/acties/jongerenwerk-op-school.yaml"
CLAUSE = """\
hoofdstuk: 9
titel: Toets
bepalingen:
  - id: toets
    nummer_zekerheid: ongenummerd
    titel: Toets
    tekst: Toets.
    gebonden: {who}
    {together}aard: {kind}
    familie: {family}
    toets: {toets}
"""


def judged(files: Mapping[str, str], clause: str, day: date = NOW) -> list[Oordeel]:
    """Judge one clause of a dossier that reads without faults."""
    dossier = beoordeelbaar(dict(files))
    return [oordeel for oordeel in judge(dossier, day) if oordeel.bepaling == clause]


def on_clause(
    toets: str,
    who: str = "[alle]",
    *,
    together: bool = True,
    kind: str = "resultaat",
    family: str = "automatisch",
    day: date = PEILDATUM,
    basis: dict[str, str] = BASIS,
    files: Mapping[str, str] | None = None,
) -> list[Oordeel]:
    """Judge one made-up clause on the small dossier; ``files``: other contents by name without ``data/``."""
    text = CLAUSE.format(
        who=who, together="gezamenlijk: ja\n    " if together else "", kind=kind, family=family, toets=toets
    )
    every = (
        basis | {"data/bepalingen/9-toets.yaml": text} | {f"data/{name}": raw for name, raw in (files or {}).items()}
    )
    return judged(every, "toets", day)


def without_offer(text: str, id: str) -> str:
    """Take one offer out of the record of a party."""
    found = re.sub(rf"^  - id: {id}\n(?:    .*\n|\n)*", "", text, flags=re.M)
    assert found != text
    return found


# --- offers, schools and weeks that a clause names ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("party", "offer", "clause", "state"),
    [
        ("hecht", "preventieve-interventies", "z-gbo-implementatie", "niet gevonden"),  # the monitor is no help in this
        ("hecht", "contactmomenten-jgz", "z-jgz", "gedeeltelijk gevonden"),
        ("hecht", "verzuimbegeleiding", "z-jgz", "gedeeltelijk gevonden"),
        ("hecht", "groepsvoorlichting", "z-jgz", "gedeeltelijk gevonden"),
        ("hecht", "trajectbegeleiding-jpt", "z-jpt", "niet gevonden"),
        ("participe", "jongerenwerk-plus", "z-participe", "gedeeltelijk gevonden"),
        ("participe", "intermediairs", "z-participe", "gedeeltelijk gevonden"),
        ("kwadraad", "advies-professionals", "z-kwadraad", "gedeeltelijk gevonden"),
        ("alphen-vitaal", "buurtsport-op-school", "z-alphen-vitaal", "niet gevonden"),
    ],
)
def test_an_offer_that_the_clause_names_is_missed(party: str, offer: str, clause: str, state: str) -> None:
    name = f"data/partners/{party}.yaml"
    # Records that name the offer would be faults of their own; they are not what is tested here.
    there = [one.staat for one in judged(RECORDS, clause)]
    assert there in (["aantoonbaar"], ["verouderd"])
    found = judged(RECORDS | {name: without_offer(RECORDS[name], offer)}, clause)
    assert [one.staat for one in found] == [state]
    if state == "gedeeltelijk gevonden":
        assert offer.replace("-", " ") in found[0].toelichting


@pytest.mark.parametrize("school", ["scala-coenecoop/scala-college", "scope/ashram-college", "yuverta/yuverta-alphen"])
@pytest.mark.parametrize(
    ("party", "offer", "clause"),
    [
        ("alphen-vitaal", "buurtsport-op-school", "z-alphen-vitaal"),
        ("participe", "jongerenwerk-op-school", "z-participe-wekelijks"),
    ],
)
def test_each_school_counts(party: str, offer: str, clause: str, school: str) -> None:
    name = f"data/partners/{party}.yaml"
    before, after = RECORDS[name].split(f"  - id: {offer}\n")
    gone = after.replace(f"      - {school}\n", "", 1)
    assert gone != after
    found = judged(RECORDS | {name: f"{before}  - id: {offer}\n{gone}"}, clause)
    assert "gedeeltelijk gevonden" in [one.staat for one in found]


def test_a_school_that_lists_no_building_is_not_passed_over() -> None:
    party = (
        "naam: Nieuwe School\nrollen: [school]\nlid_van: 2024-08-01\n"
        "ondertekening: {datum: 2024-08-01, functie: rector}\n"
    )
    files = RECORDS | {"data/partners/nieuwe-school.yaml": party}
    (sport,) = judged(files, "z-alphen-vitaal")
    assert (sport.staat, "Nieuwe School" in sport.toelichting) == ("gedeeltelijk gevonden", True)
    assert [o.staat for o in judged(files, "amb-reikwijdte") if o.partner == "nieuwe-school"] == ["niet gevonden"]
    (contact,) = on_clause("{soort: contactpersoon, per_eenheid: school}", "[noorderschool]", together=False)
    assert (contact.staat, contact.toelichting) == ("niet gevonden", "van Noorderschool is geen school gevonden")


def weeks(files: dict[str, str], period: str = "schooljaar 2025-2026", day: date = NOW) -> tuple[str, str]:
    """Return the state and sentence of the weekly presence at schools."""
    (found,) = (one for one in judged(files, "z-participe-wekelijks", day) if one.periode == period)
    return found.staat, found.toelichting


def test_weekly_means_that_the_records_show_the_weeks() -> None:
    state, text = weeks(RECORDS)
    assert state == "gedeeltelijk gevonden"
    assert "22 van de 25 keer" in text
    uncounted = RECORDS | {WEEKLY: re.sub(r"    telling: .*\n", "", RECORDS[WEEKLY])}
    assert weeks(uncounted)[0] == "gedeeltelijk gevonden", "that an offer says 'wekelijks' is a plan"
    each = RECORDS | {WEEKLY: re.sub(r"gemist: \d+", "gemist: 0", RECORDS[WEEKLY])}
    assert weeks(each)[0] == "aantoonbaar"
    # Counted for two months of a year only.
    part = re.sub(r"  - datum: 2026-0[7].*\n.*\n    telling.*\n", "", each[WEEKLY])
    assert weeks(each | {WEEKLY: part})[0] == "gedeeltelijk gevonden"


def test_a_count_of_later_or_of_before_is_not_of_this_period() -> None:
    # From 10 July to 5 November no week was missed; the three of before are of the school year before.
    state, text = weeks(RECORDS, "schooljaar 2026-2027")
    assert (state, "10 van de 10 keer" in text) == ("nog niet aan de orde", True)
    state, text = weeks(RECORDS, "schooljaar 2026-2027", date(2026, 9, 15))
    assert (state, "nog niet bevestigd" in text) == ("nog niet aan de orde", True)
    missed = RECORDS | {WEEKLY: RECORDS[WEEKLY].replace("gelukt: 32, gemist: 3", "gelukt: 31, gemist: 4")}
    assert weeks(missed, "schooljaar 2026-2027")[0] == "gedeeltelijk gevonden", "what was missed is missed"


def test_a_confirmation_of_later_says_nothing_of_before() -> None:
    offer = "aanbod:\n  - {id: les, titel: Les, doelgroep: klas 1, vorm: voorlichting, bevestigd_op: %s}\n"
    party = BASIS["data/partners/politie.yaml"]
    for day, state in (("2026-03-01", "niet gevonden"), ("2025-03-01", "aantoonbaar")):
        files = {"partners/politie.yaml": party + offer % day}
        toets = "{soort: aanbod, per: kalenderjaar}"
        found = on_clause(toets, "[politie]", together=False, family="relatie", files=files)
        (one,) = (one for one in found if one.periode == "2025")
        assert (one.staat, one.aandacht) == (state, False), "nobody can show it any more, so it asks nothing"


def test_only_actions_that_name_the_clause_are_about_it() -> None:
    found = {one.periode: one for one in judged(RECORDS, "p-voorlichting")}
    rests = {place.name.rsplit("/", 1)[1] for place in found["2026"].rust_op if "/acties/" in place.name}
    assert rests == {
        "ouderavond-online.yaml",
        "signalen-ondermijning.yaml",
        "voorlichting-geldezel.yaml",
        "voorlichting-wapens.yaml",
    }
    none = {name: re.sub(r"p-voorlichting, ?|, p-voorlichting\b", "", text) for name, text in RECORDS.items()}
    assert {one.staat for one in judged(none, "p-voorlichting") if one.periode == "2026"} == {"niet gevonden"}


def test_what_was_only_planned_did_not_take_place_in_a_year_that_is_over() -> None:
    later = {one.periode: one for one in judged(RECORDS, "p-voorlichting", date(2027, 2, 1))}
    assert "voorlichting-wapens.yaml" not in " ".join(place.name for place in later["2026"].rust_op)


def test_a_protocol_is_there_for_each_school() -> None:
    (found,) = judged(RECORDS, "p-handelingsprotocol")
    assert found.staat == "gedeeltelijk gevonden"
    for school in ("Rijnstroom", "Ashram", "Yuverta", "Dienstverlening"):
        assert school in found.toelichting
    assert "Coenecoop" not in found.toelichting, "it is not known whether the covenant is about that school"
    name = "data/partners/politie.yaml"
    every = RECORDS | {name: RECORDS[name].replace("    voor: [scala-coenecoop/scala-college]\n", "")}
    assert [one.staat for one in judged(every, "p-handelingsprotocol")] == ["aantoonbaar"]


# --- meetings -----------------------------------------------------------------------------------------------------

MEETING = BASIS["data/bijeenkomsten/2025-12-01-jaarlijks.yaml"]
QUARTER = "{soort: bijeenkomst, bijeenkomst: jaarlijks, per: kwartaal, aanwezig: %s}"


@pytest.mark.parametrize(
    ("sides", "came", "state"),
    [
        ("[school, politie]", ["politie: contactpersoon", "noorderschool: vervanger"], "voldaan"),
        ("[school, politie]", ["politie: contactpersoon"], "gedeeltelijk gevonden"),
        ("[school, politie]", ["noorderschool: contactpersoon"], "gedeeltelijk gevonden"),
        ("[school, politie]", [], "gedeeltelijk gevonden"),
        ("[alle]", ["politie: contactpersoon", "noorderschool: ander"], "gedeeltelijk gevonden"),
        ("[school, politie], via: [contactpersoon]", ["politie: contactpersoon", "noorderschool: ander"],
         "gedeeltelijk gevonden"),
        ("[school, politie], via: [contactpersoon]", ["politie: contactpersoon", "noorderschool: contactpersoon"],
         "voldaan"),
    ],
)  # fmt: skip
def test_of_a_meeting_between_sides_each_side_was_there(sides: str, came: list[str], state: str) -> None:
    there = "".join("  - {{partner: {}, via: {}}}\n".format(*one.split(": ")) for one in came)
    meeting = re.sub(r"aanwezig:\n(?:  .*\n)+", f"aanwezig:\n{there}" if came else "", MEETING)
    found = on_clause(QUARTER % sides, files={"bijeenkomsten/2025-12-01-jaarlijks.yaml": meeting}, day=date(2026, 1, 5))
    assert [one.staat for one in found if one.periode == "4e kwartaal 2025"] == [state]


def test_a_party_that_excused_itself_was_not_there() -> None:
    meeting = MEETING.replace("  - {partner: politie, via: contactpersoon}\n", "") + "afgemeld:\n  - partner: politie\n"
    files = {"bijeenkomsten/2025-12-01-jaarlijks.yaml": meeting}
    found = on_clause(QUARTER % "[school, politie]", day=date(2026, 1, 5), files=files)
    (one,) = (one for one in found if one.periode == "4e kwartaal 2025")
    assert one.staat == "gedeeltelijk gevonden"
    assert "politie" in one.betreft


@pytest.mark.parametrize(
    ("asked", "title", "state"),
    [
        ("overig, met_conclusie: ja", "Opening", "gedeeltelijk gevonden"),  # any word would do: no point counts
        ("overig, onderwerp: huur, met_conclusie: ja", "Opening", "gedeeltelijk gevonden"),
        ("overig, onderwerp: huur, met_conclusie: ja", "De HUUR van 2026", "voldaan"),
        ("overig, onderwerp: huur", "Opening", "gedeeltelijk gevonden"),
    ],
)
def test_a_point_of_any_other_kind_names_its_subject(asked: str, title: str, state: str) -> None:
    point = f"{{titel: {title}, soort: overig, doel: bespreken, minuten: 5, conclusie: De vergadering is geopend.}}"
    meeting = re.sub(r"  - \{titel: Evaluatie.*\n", f"  - {point}\n", MEETING)
    toets = f"{{soort: bijeenkomst, bijeenkomst: jaarlijks, agendapunt: {asked}}}"
    found = on_clause(toets, files={"bijeenkomsten/2025-12-01-jaarlijks.yaml": meeting})
    assert [one.staat for one in found if one.periode == "2025"] == [state]


# --- half of a period, one rule -----------------------------------------------------------------------------------

TOETSEN = {
    "bijeenkomst": ("{soort: bijeenkomst, bijeenkomst: jaarlijks}", "automatisch"),
    "verklaring": ("{soort: verklaring}", "verklaring"),
    "aanbod": ("{soort: aanbod, per: kalenderjaar}", "relatie"),
    "actie-met": ("{soort: actie-met, rollen: [school, politie]}", "relatie"),
    "evaluatie": ("{soort: evaluatie, van: convenant}", "relatie"),
    "jaarplan": ("{soort: jaarplan, per: kalenderjaar}", "automatisch"),
    "gezamenlijk": ("{soort: gezamenlijk, lijst: opdrachten, per: kalenderjaar}", "relatie"),
    "nalevingsrapport": ("{soort: nalevingsrapport, bijeenkomst: jaarlijks}", "automatisch"),
}


@pytest.mark.parametrize(("start", "owed"), [("2025-06-25", True), ("2025-07-15", False), ("2025-01-02", True)])
@pytest.mark.parametrize("name", TOETSEN)
def test_a_period_counts_when_it_was_owed_for_half_of_it(name: str, start: str, owed: bool) -> None:
    toets, family = TOETSEN[name]
    convenant = BASIS["data/convenant.yaml"].replace("2024-01-01", start)
    files = {"convenant.yaml": convenant}
    for party in ("noorderschool", "politie", "gemeente"):
        files[f"partners/{party}.yaml"] = BASIS[f"data/partners/{party}.yaml"].replace("2024-01-01", start)
    found = on_clause(toets, "[noorderschool]", together=False, family=family, basis=BARE, files=files)
    asks = [one.uitkomst for one in found if one.periode == "2025" and one.aandacht]
    assert bool(asks) is owed, [(one.periode, one.staat, one.toelichting) for one in found]


def test_who_took_part_in_the_last_weeks_of_a_plan_owes_nothing_for_it() -> None:
    party = BASIS["data/partners/noorderschool.yaml"]
    for start, states in (("2026-11-01", ["nog niet aan de orde"]), ("2026-06-01", ["niet gevonden"])):
        files = {"partners/noorderschool.yaml": party.replace("lid_van: 2024-01-01", f"lid_van: {start}")}
        plan = BASIS["data/jaarplan/2026/jaarplan.yaml"]
        files["jaarplan/2026/jaarplan.yaml"] = re.sub(r"participatie:\n(?:  .*\n)+", "", plan)
        toets = "{soort: doelgroep, groepen: [leerlingen]}"
        found = on_clause(toets, "[noorderschool]", together=False, family="relatie", files=files)
        assert [one.staat for one in found] == states


# --- answers of units, and together -------------------------------------------------------------------------------

UNITS = "eenheden:\n" + "".join(f"  - {{id: {id}, naam: {id.title()}, soort: school}}\n" for id in "abcd")


def answered(answers: list[str], toets: str = "{soort: verklaring}") -> Oordeel:
    """Judge the statement over 2025 of a board with four buildings."""
    party = re.sub(r"eenheden:\n(?:  .*\n)+", UNITS, BASIS["data/partners/noorderschool.yaml"])
    lines = "".join(f"  - {{bepaling: toets, {answer}}}\n" for answer in answers)
    statement = f"afgelegd_op: 2025-11-01\nfunctie: directeur\nantwoorden:\n{lines}"
    files = {"partners/noorderschool.yaml": party, "verklaringen/2025/noorderschool.yaml": statement}
    found = on_clause(toets, "[noorderschool]", together=False, family="verklaring", files=files)
    return next(one for one in found if one.periode in ("2025", ""))


def test_a_building_that_did_not_answer_is_told() -> None:
    one = answered(["antwoord: ja, eenheid: noorderschool/a"])
    assert one.staat == "gedeeltelijk gevonden"
    assert "van B, C en D is nog geen antwoord gevonden" in one.toelichting
    no = answered(["antwoord: nee, eenheid: noorderschool/a", "antwoord: ja, eenheid: noorderschool/b"])
    assert (no.staat, "van C en D is nog geen antwoord" in no.toelichting) == ("verklaard: nee", True)
    not_here = answered(["antwoord: niet-van-toepassing, eenheid: noorderschool/a"])
    assert not_here.staat == "gedeeltelijk gevonden"
    every = [f"antwoord: ja, eenheid: noorderschool/{id}" for id in "abcd"]
    assert answered(every).staat == "verklaard"
    assert answered(["antwoord: ja"]).staat == "verklaard", "the board answered for all"


def test_one_building_does_not_declare_for_the_others_beside_a_record() -> None:
    toets = "{soort: aanbod}"
    one = answered(["antwoord: ja, eenheid: noorderschool/a, bewijs: {titel: Rooster}"], toets)
    assert (one.staat, "van B, C en D is geen antwoord gevonden" in one.toelichting) == ("niet gevonden", True)
    assert answered(["antwoord: ja, bewijs: {titel: Rooster}"], toets).staat == "verklaard met bewijs"


# --- both sides ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("later", "open_"),
    [
        ({}, True),
        ({"politie": "ja"}, True),
        ({"noorderschool": "ja"}, True),
        ({"politie": "ja", "noorderschool": "ja"}, False),
        ({"politie": "ja", "noorderschool": "deels"}, False),  # the difference of the later year asks instead
    ],
)
def test_a_difference_stays_until_both_answered_anew(later: dict[str, str], open_: bool) -> None:
    extra = CLAUSE.format(
        who="[noorderschool]", together="", kind="inspanning", family="verklaring", toets="{soort: verklaring}"
    )
    files = {"bepalingen/8-ander.yaml": extra.replace("hoofdstuk: 9", "hoofdstuk: 8").replace("id: toets", "id: ander")}
    for year, own in (("2025", {"politie": "ja", "noorderschool": "nee"}), ("2026", later)):
        for party, clause in (("politie", "toets"), ("noorderschool", "ander")):
            if party in own:
                answer = f"antwoorden:\n  - {{bepaling: {clause}, antwoord: {own[party]}}}\n"
                files[f"verklaringen/{year}/{party}.yaml"] = f"afgelegd_op: {year}-10-01\nfunctie: directeur\n{answer}"
    found = on_clause(
        "{soort: verklaring, tweezijdig_met: ander}",
        "[politie]",
        together=False,
        family="verklaring",
        basis=BARE,
        files=files,
    )
    (first,) = (one for one in found if one.periode == "2025")
    assert first.uitkomst is Uitkomst.VERSCHILT
    assert first.aandacht is open_


# --- agreements beside the covenant -------------------------------------------------------------------------------

AGREED = "nadere_afspraken:\n" + "".join(
    f"  - {{onderwerp: {about}, partijen: [{who}], datum: {day}, geldig_tot: {end}, vindplaats: Z-1}}\n"
    for about, who, day, end in (
        ("Aanmelden", "gemeente, politie", "2024-02-01", "2026-02-01"),
        ("Verzuim", "gemeente, noorderschool", "2024-02-01", "2028-02-01"),
    )
)


def lapsed(change: Callable[[str], str] = lambda text: text) -> Oordeel:
    """Judge the agreements on the small dossier."""
    convenant = BASIS["data/convenant.yaml"] + change(AGREED)
    found = on_clause(
        "{soort: verklaring, nadere_afspraken: ja}", family="verklaring", files={"convenant.yaml": convenant}
    )
    return next(one for one in found if not one.periode)


def test_an_agreement_that_lapsed_is_seen() -> None:
    one = lapsed()
    assert (one.staat, one.aandacht) == ("verouderd", True)
    assert "‘Aanmelden’ gold tot 1 februari 2026" in one.toelichting
    assert set(one.betreft) == {"gemeente", "politie"}
    assert lapsed(lambda text: text.replace("2026-02-01", "2027-02-01")).staat == "aantoonbaar"
    renewed = "  - {onderwerp: Opnieuw, partijen: [politie, gemeente], datum: 2026-01-20, vindplaats: Z-2}\n"
    assert lapsed(lambda text: text + renewed).staat == "aantoonbaar", "the same parties agreed anew"


@pytest.mark.parametrize(
    ("end", "renewed", "staat"),
    [
        ("2027-01-20", False, "verloopt binnenkort"),  # sixty days after 21 November 2026
        ("2027-01-21", False, "aantoonbaar"),
        ("2026-11-22", False, "verloopt binnenkort"),
        ("2026-11-22", True, "aantoonbaar"),
    ],
)
def test_an_agreement_that_is_about_to_end_is_told_in_time(end: str, renewed: bool, staat: str) -> None:
    more = "  - {onderwerp: Opnieuw, partijen: [politie, gemeente], datum: 2026-01-20, vindplaats: Z-2}\n"
    one = lapsed(lambda text: text.replace("2026-02-01", end) + (more if renewed else ""))
    assert (one.staat, one.aandacht) == (staat, staat != "aantoonbaar")
    assert not one.aandacht or (one.doet == ("gemeente", "politie") and "‘Aanmelden’ geldt nog tot" in one.toelichting)
