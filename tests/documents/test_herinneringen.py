"""Reminders: who is asked what, gently, and ready to be pasted in a mail."""

import re
from dataclasses import replace
from datetime import date

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.formats import make
from convenant_cli.documents.kinds import herinneringen
from convenant_cli.documents.kinds.herinneringen import Herinnering
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.sources import Source, literal
from convenant_cli.text.sentences import capital
from tests.alle_documenten import MOMENT, Soort, gathered, made, shipped
from tests.conftest import BASIS, ROOT, TESTS, Outcome, check_golden, overlay, read_folder, whole
from tests.een_bepaling import basis, bepaling, hoofdstuk
from tests.judging.test_vaste_vragen import EVALUATIE, NOTE, files
from tests.test_profielen import EVERY, profile

FOLDER = TESTS / "documents" / "documenten" / "herinneringen"
ALL = Soort("herinneringen", "")


def of(party: str) -> Herinnering:
    found: list[Herinnering] = gathered(ALL)["herinneringen"]
    return next(one for one in found if one.partner.id == party)


def gathered_of(dossier: Dossier) -> list[Herinnering]:
    found: list[Herinnering] = kinds.context("herinneringen", dossier, "", MOMENT)["herinneringen"]
    return found


def test_the_reminders_of_the_shipped_dossier() -> None:
    check_golden(FOLDER / "verwacht.md", made(ALL, ".md").decode())


def test_a_reminder_for_one_party_is_the_same_text() -> None:
    one = made(Soort("herinneringen", "yuverta"), ".md").decode()
    text = re.search(r"\n## Yuverta\n.*?(?=\n(?:## |Peildatum))", one, re.DOTALL)
    assert text is not None
    assert text[0] in made(ALL, ".md").decode()


def test_every_party_gets_a_text_or_is_named_as_having_nothing() -> None:
    shown = gathered(ALL)
    elsewhere = [name for _, names in shown["elders"] for name in names]
    named = [one.partner.naam for one in shown["herinneringen"]] + shown["niets"] + elsewhere
    assert sorted(named) == sorted(partner.naam for partner in shipped().partners.values())


def test_a_party_that_left_gets_no_reminder_any_more() -> None:
    files = {f"data/{name}": raw.decode() for name, raw in read_folder(ROOT / "data").items()}
    name = "data/partners/scala-coenecoop.yaml"
    line = next(line for line in files[name].splitlines() if line.startswith("lid_van:"))
    files[name] = files[name].replace(line, f"{line}\nlid_tot: 2026-11-27")
    dossier, _ = load(literal(files))

    def reminders(day: date, which: str = "") -> dict[str, Herinnering]:
        found = kinds.herinneringen.context(dossier, which, replace(MOMENT, peildatum=day))
        assert not any("Scala" in name for name in found["niets"])
        return {one.partner.id: one for one in found["herinneringen"]}

    last_day = reminders(date(2026, 11, 26))["scala-coenecoop"]
    assert last_day.te_laat
    assert not any("de laatste dag voor uw verklaring" in text for text in last_day.straks), "that is after it left"
    assert "scala-coenecoop" not in reminders(date(2026, 11, 27))
    with pytest.raises(ConvenantError, match="doet niet meer mee sinds 27 november 2026; een herinnering is er dan"):
        reminders(date(2026, 11, 27), "scala-coenecoop")


def test_a_party_that_left_is_still_asked_what_binds_it_after_its_end() -> None:
    files = {f"data/{name}": raw.decode() for name, raw in read_folder(ROOT / "data").items()}
    halt, chapter = "data/partners/halt.yaml", "data/bepalingen/5-politie.yaml"
    line = next(line for line in files[halt].splitlines() if line.startswith("lid_van:"))
    files[halt] = files[halt].replace(line, f"{line}\nlid_tot: 2027-01-01")
    before, clause, after = files[chapter].partition("  - id: p-geheimhouding\n")
    after = after.replace("    gebonden: [alle]\n", "    gebonden: [alle]\n    bindt_na: 2 jaar\n", 1)
    dossier, _ = load(literal(files | {chapter: before + clause + after}))

    def asked(day: date) -> list[str]:
        found = kinds.herinneringen.context(dossier, "", replace(MOMENT, peildatum=day))["herinneringen"]
        return [text for one in found if one.partner.id == "halt" for text in one.gevraagd]

    assert asked(date(2028, 3, 1)) == [
        "Over 2027 is van u nog geen verklaring gevonden. Legt u alsnog een verklaring af over 2027? "
        "Het gaat om artikel 5.9 ‘Geheimhouding opleggen aan medewerkers’."
    ]
    # The last day of the two years, and the day after it: over the last of them it is still asked, as long as that
    # year is judged.
    assert asked(date(2028, 12, 31)) == asked(date(2028, 3, 1))
    assert [text.split(". ")[0] for text in asked(date(2029, 1, 1))] == [
        "Over 2028 is van u nog geen verklaring gevonden"
    ]
    assert asked(date(2030, 1, 1)) == []


def test_what_is_late_has_its_day_and_a_question() -> None:
    (late,) = of("scala-coenecoop").te_laat
    assert late == (
        "Actie 3.4 uit het jaarplan 2026, Eén nieuw handelingsprotocol voor alle scholen, zou op 30 september 2026 "
        "klaar zijn. Is dat gelukt? Zo niet, wat is een nieuwe einddatum?"
    )


def test_what_rests_with_a_waiver_is_not_asked() -> None:
    resting = [waiver.bestand for waiver in shipped().convenant.ontheffingen]  # type: ignore[union-attr]
    assert resting
    late = " ".join(zin for one in gathered(ALL)["herinneringen"] for zin in one.te_laat)
    for name in resting:
        record = shipped().files[name].record
        assert getattr(record, "titel", name) not in late


def test_a_party_is_asked_only_what_it_can_do_itself() -> None:
    for one in gathered(ALL)["herinneringen"]:
        for zin in one.gevraagd:
            # What it does with others begins with it, as 'u'.
            step = zin.split(" Het gaat om ")[0].rstrip(".").rsplit(". ", 1)[1]
            assert re.match(r"[A-Z][a-z]+ u .+\?$|U(,| en) ", step), zin
    asking = [one for one in gathered(ALL)["herinneringen"] if any("ondertekende stuk" in zin for zin in one.gevraagd)]
    assert {one.partner.id for one in asking} <= {"gemeente"}, "that is for the municipality"


def test_each_verb_of_what_is_asked_has_its_own_pronoun() -> None:
    (zin,) = [zin for zin in of("rijnstroom-college").gevraagd if "veiligheidsplan" in zin.lower()]
    assert zin.endswith("Deelt u versie 3.0 met de politie en noemt u de datum?")


def test_who_must_consent_with_others_is_asked_for_its_own_consent() -> None:
    dossier, _ = load(overlay(BASIS, TESTS / "judging/toetsen/instemming/fout"))
    told = {one.partner.id: one.gevraagd for one in gathered_of(dossier)}
    other = "met het besluit van 1 mei 2025 (wijziging) is de instemming van u en één andere partij niet gevonden"
    for party in ("politie", "noorderschool"):
        assert f"{capital(other)}. Meldt u bij de gemeente of de instemming er is?" in told[party]
    assert any(zin.endswith("Meldt u in het dossier of de instemming er is?") for zin in told["gemeente"])
    assert not any("elk van deze" in zin.lower() for asked in told.values() for zin in asked)


def test_who_acts_with_others_is_you_among_them() -> None:
    """The parties answer together what is open in an evaluation that they owe together."""
    given = {**files(), NOTE: EVALUATIE.replace("[gemeente]", "[gemeente, politie]").encode()}
    dossier, _ = load(Source("voorbeeld", dict(sorted(given.items()))))
    told = {one.partner.id: [zin for zin in one.samen if "geëvalueerd op" in zin] for one in gathered_of(dossier)}
    last = {party: [zin.rsplit(". ", 1)[1] for zin in asked] for party, asked in told.items()}
    assert last["politie"] == ["U, de gemeente en Noorderschool geven antwoord op ‘Is de werkwijze uitvoerbaar?’."]
    assert last["gemeente"] == ["U, Noorderschool en Politie geven antwoord op ‘Is de werkwijze uitvoerbaar?’."]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("van de gemeente is geen plan gevonden", "van u is geen plan gevonden"),
        ("de contactpersoon van de gemeente is er niet", "uw contactpersoon is er niet"),
        ("de gemeente is er niet; de gemeente heeft een plan", "u bent er niet; u heeft een plan"),
        ("over 2025 is de gemeente lid", "over 2025 bent u lid"),
        ("van HECHT en de gemeente is niets gevonden", "van HECHT en u is niets gevonden"),
        ("‘Plan van de gemeente’ van de gemeente geldt niet meer", "‘Plan van de gemeente’ van u geldt niet meer"),
        ("de gemeente Waterstad deed niet mee", "de gemeente Waterstad deed niet mee"),
        ("de gemeentesecretaris kan dit", "de gemeentesecretaris kan dit"),
        # Of whom it goes on, is not sure.
        ("de gemeente deed mee, en wat zij moet doen ligt niet vast",) * 2,
    ],
)
def test_a_party_reads_itself_as_you(said: str, expected: str) -> None:
    assert herinneringen._to_reader(said, "de gemeente") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("van Kleine Kade is geen contactpersoon gevonden",) * 2,
        (
            "Kleine Kade en Kade Zuid B.V. zijn er; Kade is er niet",
            "Kleine Kade en Kade Zuid B.V. zijn er; u bent er niet",
        ),
    ],
)
def test_a_longer_name_with_that_of_the_party_in_it_stays(said: str, expected: str) -> None:
    assert herinneringen._to_reader(said, "Kade", ["Kade Zuid B.V.", "Kleine Kade"]) == expected


def test_a_unit_named_after_its_party_keeps_its_name() -> None:
    """Its party reads 'u' for itself, and the whole name of the unit."""
    given = basis() | hoofdstuk(
        bepaling("soort: contactpersoon, per_eenheid: team", "contact", familie="automatisch", titel="Contact per team")
    )
    given["data/partners/noorderschool.yaml"] += "  - {id: west, naam: Westelijke Noorderschool, soort: team}\n"
    dossier, _ = load(Source("voorbeeld", {name: text.encode() for name, text in sorted(given.items())}))
    asked = next(one for one in gathered_of(dossier) if one.partner.id == "noorderschool").gevraagd
    assert any(one.startswith("Van Westelijke Noorderschool is geen contactpersoon gevonden. Geeft u") for one in asked)


def test_what_is_listed_as_a_question_is_one() -> None:
    seen = set()
    for name in EVERY:
        for one in gathered_of(profile(name)):
            assert all(zin.count("?") for zin in one.gevraagd), (name, one.gevraagd)
            assert not any(zin.endswith("?") for zin in one.samen), (name, one.samen)
            seen |= {bool(one.gevraagd), *(["samen"] if one.samen else [])}
    assert seen == {True, False, "samen"}


def test_an_honest_answer_is_not_a_reminder() -> None:
    assert not re.search(r"\bnee\b", " ".join(of("om").gevraagd))
    assert "andere partijen" not in " ".join(of("mbo-rijnland").gevraagd)


def test_what_the_records_ask_beside_an_honest_answer_is_asked() -> None:
    # The report tells it under the name of the party, behind 'Nu'.
    (once_more,) = of("kwadraad").gevraagd
    assert once_more.endswith("Bevestigt u bij de gemeente of ‘Schoolpedagogen’ er nog is?")
    assert "antwoord" not in once_more
    assert [zin.rsplit(". ", 1)[1] for zin in of("mbo-rijnland").gevraagd] == [
        "Meldt u bij de gemeente waar dit in het document staat, of vult u het document aan?",
        "Maakt u het document opnieuw bekend aan ouders en leerlingen en meldt u bij de gemeente wanneer?",
    ]


def test_a_letter_greets_a_function_and_goes_to_a_mailbox() -> None:
    one = of("alphen-vitaal")
    assert (one.aanhef, one.postbus) == ("Beste coördinator buurtsport,", "convenant@alphenvitaal.example")


def test_who_is_asked_nothing_gets_no_mail_also_when_something_comes() -> None:
    written = {one.partner.id for one in gathered(ALL)["herinneringen"]}
    assert "halt" not in written, "only the last day of an action comes"
    assert "kwadraad" in written, "a statement is awaited"
    assert "Stichting Halt" in gathered(ALL)["niets"]


def test_a_party_without_contact_is_greeted_all_the_same() -> None:
    files = read_folder(BASIS)
    name = "data/partners/politie.yaml"
    files[name] = (
        b"\n".join(line for line in files[name].splitlines() if not line.startswith(b"contactpersoon")) + b"\n"
    )
    dossier = whole(files)
    context = kinds.context("herinneringen", dossier, "politie", MOMENT)
    text = make(".md", "herinneringen.html.j2", context).decode()
    assert "Beste collega van Politie," in text
    assert "**Aan:**" not in text
    assert "Geeft u een contactpersoon op" in text


def test_nothing_to_report_is_one_line() -> None:
    dossier, _ = load(overlay(BASIS))
    text = make(".md", "herinneringen.html.j2", kinds.context("herinneringen", dossier, "", MOMENT)).decode()
    assert "staat niets open." in text


def test_a_dossier_that_cannot_be_judged_gives_no_reminders() -> None:
    files = read_folder(BASIS)
    files["data/partners/politie.yaml"] = b"naam: Politie\n"
    with pytest.raises(ConvenantError):
        kinds.context("herinneringen", load(literal(files))[0], "", MOMENT)


def test_the_command_takes_one_party_or_none(convenant: object) -> None:
    run = convenant("-C", ROOT, "render", "herinneringen", "halt", "--peildatum", "2026-11-21")  # type: ignore[operator]
    assert isinstance(run, Outcome)
    assert run.out.startswith("# Herinnering voor Stichting Halt\n")
    wrong = convenant("-C", ROOT, "render", "herinneringen", "hallt", "--peildatum", "2026-11-21", code=2)  # type: ignore[operator]
    assert "'hallt' is er niet" in wrong.err


def test_a_letter_to_who_leaves_speaks_to_it_in_whole_sentences() -> None:
    """What the party reads about itself has no name of its own in it, and every line ends."""
    files = {name: raw.decode() for name, raw in overlay(TESTS / "profielen" / "sportseizoen").files.items()}
    club = "data/partners/helmhoek.yaml"
    files[club] = files[club].replace("lid_van:", "lid_tot: 2027-01-01\nlid_van:", 1)
    dossier, _ = load(literal(files))
    (letter,) = [one for one in gathered_of(dossier) if one.partner.id == "helmhoek"]
    assert "1 januari 2027: u doet niet meer mee." in letter.straks


def test_who_leaves_is_reminded_of_what_belongs_to_leaving_once_until_it_is_done() -> None:
    files = {f"data/{name}": raw.decode() for name, raw in read_folder(ROOT / "data").items()}
    halt, agreed, chapter = "data/partners/halt.yaml", "data/convenant.yaml", "data/bepalingen/99-vertrek.yaml"
    line = next(line for line in files[halt].splitlines() if line.startswith("lid_van:"))
    files[halt] = files[halt].replace(line, f"{line}\nlid_tot: 2027-01-01")
    files[agreed] += (
        "afwikkelingen:\n  - {id: stukken, partner: halt, wat: De stukken overdragen, uiterlijk: 2027-06-01}\n"
    )
    clause = (TESTS / "judging/toetsen/uittreding/te-laat/data/bepalingen/9-toets.yaml").read_text(encoding="utf-8")
    files[chapter] = re.sub("(?m)^hoofdstuk: .*", "hoofdstuk: 99", clause)
    files[chapter] = re.sub(r"(?m)^    gebonden: .*", "    gebonden: [alle]", files[chapter])
    dossier = whole(files)

    def told(day: date) -> Herinnering:
        found = kinds.context("herinneringen", dossier, "halt", replace(MOMENT, peildatum=day))["herinneringen"]
        one: Herinnering = found[0]
        return one

    asked = "Bij uw vertrek hoort: De stukken overdragen. Dat kan tot en met 1 juni 2027. Is dit al gedaan?"
    for day in (date(2026, 11, 29), date(2027, 1, 1), date(2027, 6, 1)):
        assert [text for text in told(day).gevraagd if "stukken overdragen" in text] == [asked]
        assert not any("stukken overdragen" in text for text in (*told(day).te_laat, *told(day).straks))
    assert "1 januari 2027: u doet niet meer mee." in told(date(2026, 11, 29)).straks
    late = told(date(2027, 6, 2))
    assert [text for text in (*late.te_laat, *late.gevraagd, *late.straks) if "stukken overdragen" in text] == [
        "Bij uw vertrek hoort: De stukken overdragen. Dit zou op 1 juni 2027 klaar zijn. Is dat gelukt?"
    ]


def test_what_is_asked_about_several_parties_alike_is_asked_once() -> None:
    """Of thirteen parties that have not signed yet, the office would read one and the same question thirteen times."""
    files = {f"data/{name}": raw for name, raw in read_folder(ROOT / "data").items()}
    chapter = "data/bepalingen/8-duur.yaml"  # without the clause that asks for the signatures as well
    files[chapter] = files[chapter].replace(b"onderdeel: inwerking", b"onderdeel: verlenging", 1)
    found = gathered_of(whole(literal(files)))
    asked = [zin for one in found for zin in one.gevraagd if "ondertek" in zin]
    assert asked == ["Van u, HECHT en het OM is geen ondertekening gevonden. Kijkt u het ondertekende stuk na?"]


def test_what_lacks_of_one_party_is_not_asked_again_beside_what_lacks_of_all() -> None:
    """Who signed is asked by two clauses, and so is who came to a meeting: the keeper looks once."""
    asked = of("gemeente").gevraagd
    assert len([zin for zin in asked if "ondertekening" in zin]) == 1
    assert len([zin for zin in asked if "het OM" in zin and "13 november 2025" in zin]) == 1
    assert any(zin.endswith("en spreekt u af hoe het de volgende keer wel lukt?") for zin in asked)
