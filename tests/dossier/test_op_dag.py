"""What happened after a day proves nothing on it, and every oordeel still points at the records as they are."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, get_args

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.op_dag import later_facts, op_dag, ouder
from convenant_cli.dossier.reading import load
from convenant_cli.findings import Place
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.records import Partner
from convenant_cli.records.model.holding import happened
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.model.texts import texts
from convenant_cli.sources.sources import literal
from tests.alle_documenten import shipped
from tests.conftest import PEILDATUM, ROOT, TESTS, Run, read_folder, whole

SHIPPED = {name: raw for name, raw in read_folder(ROOT).items() if name.startswith("data/")}
DAYS = [date(2022, 12, 1), date(2024, 1, 15), date(2025, 6, 30), date(2025, 12, 31), date(2026, 9, 1), PEILDATUM]


def judged(files: Mapping[str, str | bytes], day: date) -> list[Oordeel]:
    dossier = whole(files)
    return judge(dossier, day)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_on_which_later_day_it_happened_makes_no_difference(day: date) -> None:
    lines = {name: raw.decode().splitlines(keepends=True) for name, raw in SHIPPED.items()}
    moved = 0
    for place, _, then in later_facts(shipped(), day):
        at = shipped().locate(place)
        line, column = lines[at.file][at.line - 1], at.column - 1
        assert line[column : column + 10] == then.isoformat()
        lines[at.file][at.line - 1] = f"{line[:column]}2031-05-05{line[column + 10 :]}"
        moved += 1
    assert moved or day == PEILDATUM
    assert judged({name: "".join(text) for name, text in lines.items()}, day) == judge(shipped(), day)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_without_the_statements_and_evaluations_of_later_it_is_the_same(day: date) -> None:
    gone = {s.name for s in shipped().verklaringen.values() if s.afgelegd_op is None or s.afgelegd_op > day}
    gone |= {note.name for note in shipped().evaluaties.values() if note.datum > day}
    refers = re.compile(rb"\ngebruikt:(\n  - .*)+")
    left = {name: refers.sub(b"", raw) for name, raw in SHIPPED.items() if name not in gone}
    if any(shipped().evaluaties[id].name not in gone for id in shipped().evaluaties):
        left = {name: raw for name, raw in SHIPPED.items() if name not in gone}
    assert judge(load(literal(left))[0], day) == judge(shipped(), day)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_dossier_as_known_on_a_day_is_judged_the_same(day: date) -> None:
    known = op_dag(shipped(), day).dossier
    assert [*later_facts(known, day)] == [fact for fact in later_facts(shipped(), day) if _frame(fact[0])]
    again = [(o.bepaling, o.partner, o.periode, o.staat, o.toelichting) for o in judge(known, day)]
    assert again == [(o.bepaling, o.partner, o.periode, o.staat, o.toelichting) for o in judge(shipped(), day)]


def _frame(place: Place) -> bool:
    return place.name == "data/convenant.yaml" and place.path[0] in (
        "interpretaties",
        "ontheffingen",
        "wetsverwijzingen",
        "ondertekend_op",
    )


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_oordelen_rest_on_what_was_there(day: date) -> None:
    later = {(place.name, place.path) for place, _, _ in later_facts(shipped(), day)}
    for oordeel in judge(shipped(), day):
        for place in oordeel.rust_op:
            inside = [path for name, path in later if name == place.name and place.path and path == place.path]
            assert not inside, (oordeel.bepaling, oordeel.partner, place)


# --- the rule for each kind of thing ------------------------------------------------------------------------------

BASIS = read_folder(TESTS / "checks" / "controles" / "_basis")
PARTY = """\
naam: Noorderschool
rollen: [school]
lid_van: 2024-01-01
ondertekening: {datum: 2024-01-01, functie: directeur}
contactpersoon: {functie: adviseur, email: a@noorderschool.example, bevestigd_op: 2026-12-01}
vervanger: {functie: teamleider, email: t@noorderschool.example, van: 2025-01-01, bevestigd_op: 2026-12-01}
leveringen:
  - {soort: monitor, titel: Later, datum: 2026-12-01}
  - {soort: monitor, titel: Eerder, datum: 2026-02-01}
aanbod:
  - {id: later, titel: Later, doelgroep: klas 1, vorm: voorlichting, bevestigd_op: 2026-12-01}
  - id: eerder
    titel: Eerder
    doelgroep: klas 1
    vorm: voorlichting
    afgestemd_op: 2026-01-01
    bevestigd_op: 2026-12-01
documenten:
  - {id: nieuw, soort: veiligheidsplan, titel: Nieuw, vindplaats: zaak 1, vastgesteld_op: 2026-12-01}
  - id: oud
    soort: veiligheidsplan
    titel: Oud
    vindplaats: zaak 2
    vastgesteld_op: 2025-12-01
    bekendgemaakt:
      - {aan: ouders, datum: 2026-12-01, kanaal: nieuwsbrief}
      - {aan: leerlingen, datum: 2026-01-01, kanaal: nieuwsbrief}
"""


def party(day: date) -> tuple[Partner, Callable[[Place], Place]]:
    dossier = whole({**BASIS, "data/partners/noorderschool.yaml": PARTY})
    known = op_dag(dossier, day)
    return known.dossier.partners["noorderschool"], known.plaats


def test_what_was_only_confirmed_later_was_not_known() -> None:
    known, _ = party(PEILDATUM)
    assert known.contactpersoon is None
    assert known.vervanger is not None, "the field 'van' tells that it was there"
    assert known.vervanger.bevestigd_op is None
    assert [(one.id, one.bevestigd_op) for one in known.aanbod] == [("eerder", None)]
    assert [one.titel for one in known.leveringen] == ["Eerder"]
    assert [one.id for one in known.documenten] == ["oud"]
    assert [one.aan for one in known.documenten[0].bekendgemaakt] == ["leerlingen"]


def test_of_more_confirmations_the_last_one_of_then_counts() -> None:
    offer = "bevestigd_op: 2027-06-01, eerder_bevestigd_op: [2026-03-01, 2026-11-01, 2027-01-01]"
    files: dict[str, str | bytes] = {
        **BASIS,
        "data/partners/noorderschool.yaml": PARTY.replace(
            "vorm: voorlichting, bevestigd_op: 2026-12-01", f"vorm: voorlichting, {offer}"
        ),
    }
    (known, *_) = op_dag(load(literal(files))[0], PEILDATUM).dossier.partners["noorderschool"].aanbod
    assert known.bevestigd_op == date(2026, 11, 1)
    assert known.eerder_bevestigd_op == (date(2026, 3, 1), date(2026, 11, 1))
    later = {place.path[-3:] for place, _, _ in later_facts(load(literal(files))[0], PEILDATUM)}
    assert (0, "eerder_bevestigd_op", 2) in later


def test_places_are_those_of_the_file() -> None:
    known, real = party(PEILDATUM)
    assert real(known.at("leveringen", 0)) == known.at("leveringen", 1)
    assert real(known.at("documenten", 0, "bekendgemaakt", 0, "datum")) == known.at(
        "documenten", 1, "bekendgemaakt", 1, "datum"
    )
    assert real(known.at("contactpersoon")) == known.at("contactpersoon")


def test_on_the_day_itself_it_counts() -> None:
    known, real = party(date(2026, 12, 1))
    assert (len(known.leveringen), len(known.aanbod), len(known.documenten)) == (2, 2, 2)
    assert real(known.at("leveringen", 0)) == known.at("leveringen", 0)


def test_a_meeting_and_an_action_are_what_they_were() -> None:
    day = date(2024, 12, 1)
    known = op_dag(shipped(), day).dossier
    meetings = {meeting.id: meeting for meeting in known.bijeenkomsten.values()}
    assert meetings["2024-11-14-jaarlijkse-bijeenkomst"].status == "gehouden"
    later = meetings["2025-11-13-jaarlijkse-bijeenkomst"]
    assert (later.status, later.aanwezig, later.besluiten, later.verslag) == ("gepland", (), (), None)
    assert {plan: record.status for plan, record in known.jaarplannen.items()} == {"2025": "vastgesteld"}, (
        "no later plan"
    )
    assert {action.status for action in known.acties.values()} <= {"gepland", "vervallen", "uitgesteld"}


def test_every_date_says_what_happened_or_what_is_meant_to_happen() -> None:
    """A new date field must be sorted: with the mark of what has happened, or by its name among what is meant."""
    meant = {"start", "gereed", "tot", "van", "lid_van", "lid_tot", "geldig_tot", "herzien_voor", "ingang"}
    meant |= {
        "nieuwe_einddatum",
        "peildatum",
        "ingegaan_op",
        "ingangsdatum",
        "vervalt_op",
        "fout_vanaf",
        "eerste_dag",
        "ingesteld_op",
    }
    meant |= {"opgeheven_op", "dossier_vanaf"}
    for model in (one for one in _models(Onderdeel) if one.__module__.startswith("convenant_cli.records")):
        for name, field in model.model_fields.items():
            if date in _plain(field.annotation) and name not in meant:
                assert name in happened(model) or (model.__name__, name) in _PLANNED, (model.__name__, name)


def _plain(annotation: Any) -> set[Any]:
    """Return the types that a field can hold, without what is said of them."""
    return {annotation}.union(*map(_plain, get_args(annotation)))


_PLANNED = {
    ("Afwikkeling", "uiterlijk"),
    ("Bijeenkomst", "datum"),
    ("Voorganger", "einde"),
    ("Looptijd", "eerste_termijn"),
}


def _models(base: type[Onderdeel]) -> set[type[Onderdeel]]:
    return {base} | {model for child in base.__subclasses__() for model in _models(child)}


def test_an_old_reference_date_is_told_once(convenant: Run) -> None:
    assert ouder(shipped(), PEILDATUM) == ""
    assert "'--rev 2022-12-01'" in ouder(shipped(), date(2022, 12, 1))
    done = convenant("-C", ROOT, "check", "--peildatum", "2022-12-01", "--bepaling", "c-vervanger")
    assert done.err.count("--rev 2022-12-01") == 1
    done = convenant("-C", ROOT, "validate", "--peildatum", "2022-12-01")
    assert (done.out + done.err).count("datum-ligt-niet-in-toekomst") == 1
    assert "--rev" not in convenant("-C", ROOT, "check", "--peildatum", str(PEILDATUM)).err


def test_on_days_between_which_nothing_happened_it_is_one_and_on_others_it_is_as_if_asked_first() -> None:
    told = [day for _, _, day in later_facts(shipped(), date.min)]
    told += [day for action in shipped().acties.values() for day in (action.start, action.gereed)]
    told += [meeting.datum for meeting in shipped().bijeenkomsten.values()]
    told += [
        day
        for plan in shipped().jaarplannen.values()
        if (d := shipped().tijdvak(plan.periode))
        for day in (d.van, d.tot)
    ]
    contacts = [contact for party in shipped().partners.values() for contact in (party.contactpersoon, party.vervanger)]
    told += [contact.van for contact in contacts if contact and contact.van]
    real = {record.name: record for record in shipped().records}
    for day in sorted({*told}):
        for on in (day - timedelta(days=1), day):
            found, first = op_dag(shipped(), on), op_dag(Dossier(shipped().source, shipped().files), on)
            assert [*found.dossier.files] == [*first.dossier.files], on
            for one, other in zip(found.dossier.records, first.dossier.records, strict=True):
                assert one is other or one == other, on
                changed = texts(one) if one is not real[one.name] else ()
                for place in [one.at(*path) for path, _ in changed]:
                    assert found.plaats(place) == first.plaats(place), on
    assert op_dag(shipped(), date(2098, 1, 1)) is op_dag(shipped(), date(2099, 1, 1))
