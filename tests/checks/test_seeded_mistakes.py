"""All mistakes of the design seeded at once in a copy of the shipped dossier: one run finds every one, at its place.

A seed replaces a pattern in a file; in the replacement ⟦ and ⟧ stand around what the finding must point at. Lines and
columns are computed from the text, so that the shipped dossier can change freely.
"""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.checks.controles import discover
from convenant_cli.dossier.refusals import refusals
from convenant_cli.sources.sources import Source
from tests.conftest import BASIS, PEILDATUM, ROOT, Run, overlay, read_folder

ACTIES = "data/jaarplan/2026/acties"


@dataclass(frozen=True)
class Seed:
    """A mistake: where, what is replaced by what, and what the finding must say."""

    file: str
    old: str
    new: str
    rule: str
    said: str
    related: tuple[str, str] | None = None
    """The other place that the finding names: a file, and a pattern that matches there."""
    encoding: str = "utf-8"


def seeds(number: str) -> list[Seed]:
    """Return every mistake. ``number`` is the number that the lessons about sexting have already."""
    lessen, borgen = f"{ACTIES}/lessen-sexting.yaml", "data/jaarplan/2027/acties/schoolpedagogen-borgen.yaml"
    training, halt = f"{ACTIES}/training-weerbaarheid.yaml", "data/verklaringen/2026/halt.yaml"
    return [
        # several in one file
        Seed(lessen, r"^trekker:", "⟦treker⟧:", "veld-onbekend", "bedoelde u 'trekker'?"),
        Seed(lessen, r"^status: (\w+)(\w)$", r"status: ⟦\1\2\2⟧", "waarde-ongeldig",
             "kan niet bij 'status'; bedoelde u '"),
        Seed(lessen, r"^start: (\d+)-(\d+)-(\d+)$", r"start: ⟦\3-\2-\1⟧", "waarde-ongeldig",
             "geen bestaande datum; bedoelde u '"),
        Seed(lessen, r"^(titel: .*)$", "\\1⟦\x07⟧", "yaml-stuurteken", "U+0007"),
        # references, numbers, dates
        Seed(f"{ACTIES}/partnergids.yaml", r"^partners: \[", "partners: [⟦pollitie⟧, ",
             "verwijzing-bestaat", "'pollitie' bestaat niet; bedoelde u 'politie'?"),
        Seed(f"{ACTIES}/ouderavond-online.yaml", r"^nummer: .*$", f"nummer: ⟦{number}⟧",
             "nummer-is-uniek", f"nummer {number} is al van een andere actie", (lessen, r"(?<=^nummer: ).*$")),
        Seed(borgen, r"^start: .*$((?:\n.*)*?\n)gereed: (.*)$", r"start: 2027-12-30\1gereed: ⟦\2⟧",
             "einde-ligt-na-begin", "ligt voor 'start' (30 december 2027)", (borgen, r"(?<=^start: ).*$")),
        # structure
        Seed(training, r"^(titel: .*)$", "\\1\n⟦titel⟧: Nog een titel", "yaml-dubbel", "veld 'titel'",
             (training, r"^titel")),
        Seed(f"{ACTIES}/voorlichting-wapens.yaml", r"^titel: .*$", "titel: Voorlichting⟦:⟧ deel twee", "yaml-syntaxis",
             "dubbele punt"),
        Seed(f"{ACTIES}/verzuimkaart-invoeren.yaml", r"^  omschrijving:", "⟦\t⟧ omschrijving:", "yaml-tab",
             "gebruik spaties"),
        Seed(f"{ACTIES}/leeg.yaml", r"\A", "⟦⟧", "yaml-leeg", "leeg"),
        Seed("data/partners/om.yaml", r"^contactpersoon:\n(  .*\n)+",
             "contactpersoon:\n  ⟦- functie: beleidsadviseur⟧\n",
             "vorm-ongeldig", "hoort een blok met velden, geen lijst"),
        # characters
        Seed("data/partners/kwadraad.yaml", r"\A", "# Caf⟦é⟧\n", "yaml-codering", "in Windows-1252 een 'é'",
             encoding="cp1252"),
        Seed("data/evaluaties/2025/lessen-sexting.yaml", r"^titel: ", "titel: één ⟦\u202e⟧", "yaml-stuurteken",
             "right-to-left override"),
        # what a record has no use for
        Seed(halt, r"^afgelegd_op: (.*)$", r"afgelegd_op: ⟦&dag \1⟧", "yaml-anker", "het anker &dag"),
        Seed(halt, r"^( +)antwoord: \w+$(?=\n +- )", r"\g<0>" "\n\\1toelichting: ⟦*dag⟧", "yaml-anker",
             "de verwijzing *dag"),
        Seed("data/verklaringen/2025/halt.yaml", r"\Z", "⟦<<⟧: {toelichting: x}\n", "yaml-anker", "samenvoegen met <<"),
        Seed("data/verklaringen/2025/om.yaml", r"\Z", "⟦---⟧\nfunctie: x\n", "yaml-document", "tweede document"),
        Seed("data/bijeenkomsten/2026-12-10-jaarlijkse-bijeenkomst.yaml", r"^plaats: .*$",
             r"\g<0>" "\nverslag: ⟦!!str x⟧",
             "yaml-tag", "het label !!str"),
    ]  # fmt: skip


Place = tuple[str, int, int]


@dataclass(frozen=True)
class Expected:
    """What a run must report for one seed."""

    seed: Seed
    place: Place
    end_column: int
    related: Place | None


def seed_all(root: Path) -> list[Expected]:
    """Sow every seed in a dossier; return what must come of it."""
    number = re.search(r"^nummer: (.*)$", (root / ACTIES / "lessen-sexting.yaml").read_text(encoding="utf-8"), re.M)
    assert number
    sown = seeds(number[1])
    texts: dict[str, str] = {}
    for n, seed in enumerate(sown):
        path = root / seed.file
        text = texts.get(seed.file) or (path.read_text(encoding="utf-8") if path.exists() else "")
        # Every seed has marks of its own, so that several can stand in one text.
        new = seed.new.replace("⟦", chr(0xE000 + n)).replace("⟧", chr(0xE800 + n))
        texts[seed.file], count = re.subn(seed.old, new, text, count=1, flags=re.M)
        assert count == 1, f"{seed.file} has nothing to replace for {seed.rule}"
    plain = {name: _without_marks(text) for name, text in texts.items()}
    for seed in sown:
        (root / seed.file).write_bytes(plain[seed.file].encode(seed.encoding))
    expected = []
    for n, seed in enumerate(sown):
        before, _, rest = texts[seed.file].partition(chr(0xE000 + n))
        start = _without_marks(before)
        width = len(_without_marks(rest.partition(chr(0xE800 + n))[0]))
        place = (seed.file, *_line_and_column(start))
        related = None
        if seed.related:
            file, pattern = seed.related
            match = re.search(pattern, plain[file], re.M)
            assert match
            related = (file, *_line_and_column(plain[file][: match.start()]))
        expected.append(Expected(seed, place, place[2] + width, related))
    return expected


def _without_marks(text: str) -> str:
    return re.sub("[\ue000-\uefff]", "", text)


def _line_and_column(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _place(found: dict[str, Any]) -> Place:
    return found["file"], found["line"], found["column"]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A copy of the shipped dossier."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


def test_one_run_finds_every_mistake_at_its_place_and_nothing_else(dossier: Path, convenant: Run) -> None:
    command = ("-C", dossier, "validate", "--format", "json", "--peildatum", PEILDATUM.isoformat())
    clean = convenant(*command, code=0)
    before = json.loads(clean.out)["findings"]

    expected = seed_all(dossier)
    run = convenant(*command, code=1)
    found = [finding for finding in json.loads(run.out)["findings"] if finding not in before]

    assert sorted((_place(finding), finding["rule"]) for finding in found) == sorted(
        (want.place, want.seed.rule) for want in expected
    )
    by_place = {_place(finding): finding for finding in found}
    for want in expected:
        finding = by_place[want.place]
        assert want.seed.said in finding["message"]
        assert (finding["end_line"], finding["end_column"]) == (finding["line"], want.end_column), want.seed
        assert finding["severity"] == "fout"
        assert [_place(other) for other in finding["related"]] == ([want.related] if want.related else [])


def test_the_mistakes_hide_no_finding_of_an_untouched_file(dossier: Path, convenant: Run) -> None:
    command = ("-C", dossier, "validate", "--format", "json", "--peildatum", "2027-12-31")
    before = json.loads(convenant(*command).out)["findings"]
    touched = {want.seed.file for want in seed_all(dossier)}
    after = json.loads(convenant(*command).out)["findings"]
    # Obligations are not judged while a record cannot be read: only the checks of the records themselves count here.
    rules = {*refusals(), *(controle.id for controle in discover())}
    untouched = [finding for finding in before if finding["file"] not in touched and finding["rule"] in rules]
    assert untouched
    assert [finding for finding in after if finding["file"] not in touched] == untouched


@pytest.mark.parametrize("raw", [b"titel: a: b\n", b"", b"- x\n", b"titel: x\n", b"\xff"])
@pytest.mark.parametrize("name", sorted(read_folder(BASIS)))
def test_a_broken_file_has_no_consequences_elsewhere(name: str, raw: bytes) -> None:
    files = overlay(BASIS).files | {name: raw}
    findings = check_source(Source("voorbeeld", files), PEILDATUM).findings
    assert {finding.position.file for finding in findings} == {name}


def test_a_waiver_is_not_called_unused_when_its_file_cannot_be_read() -> None:
    actie = "data/jaarplan/2026/acties/ouderavond.yaml"
    waiver = f"{{controle: actie-is-op-tijd, bestand: {actie}, reden: R., verleend_door: overleg, tot: 2027-01-01}}"
    files = overlay(BASIS).files
    files["data/convenant.yaml"] += f"ontheffingen:\n  - {waiver}\n".encode()
    assert [finding.rule for finding in check_source(Source("", files), PEILDATUM).findings] == [
        "ontheffing-ongebruikt"
    ]
    broken = check_source(Source("", files | {actie: b"- x\n"}), PEILDATUM).findings
    assert [finding.rule for finding in broken] == ["vorm-ongeldig"]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("veld-onbekend", "een melding van 'veld-onbekend' kan niet rusten; los haar op"),
        ("privebestand-in-git", "een melding van 'privebestand-in-git' kan niet rusten; los haar op"),
        ("persoon-staat-buiten-dossier", "een melding van 'persoon-staat-buiten-dossier' kan niet rusten; los haar op"),
        ("actie-op-tijd", "de controle of bepaling 'actie-op-tijd' bestaat niet; bedoelde u 'actie-is-op-tijd'?"),
        ("contactpersonen", "de controle of bepaling 'contactpersonen' bestaat niet; bedoelde u 'contactpersoon'?"),
    ],
)
def test_a_waiver_covers_no_rule_of_reading_and_no_rule_that_does_not_exist(rule: str, said: str) -> None:
    partner = "data/partners/politie.yaml"
    files = overlay(BASIS).files
    waiver = f"{{controle: {rule}, bestand: {partner}, reden: R., verleend_door: overleg, tot: 2027-01-01}}"
    files["data/convenant.yaml"] += f"ontheffingen:\n  - {waiver}\n".encode()
    files[partner] += b"telefoonnummer: 0172465465\n"
    found = check_source(Source("", files), PEILDATUM).findings
    assert [(finding.rule, finding.waived) for finding in found] == [("ontheffing-ongeldig", ""), ("veld-onbekend", "")]
    assert found[0].message == said
    line = files["data/convenant.yaml"].decode().splitlines()[found[0].position.line - 1]
    assert line[found[0].position.column - 1 :].startswith(f"{rule},")


def test_a_waiver_for_a_clause_that_could_not_be_read_is_not_called_wrong() -> None:
    files = overlay(BASIS).files | {"data/bepalingen/1-afspraken.yaml": b"- x\n"}
    waiver = (
        "{controle: contactpersoon, bestand: data/partners/politie.yaml, reden: R., verleend_door: A, tot: 2027-01-01}"
    )
    files["data/convenant.yaml"] += f"ontheffingen:\n  - {waiver}\n".encode()
    found = check_source(Source("", files), PEILDATUM).findings
    assert "ontheffing-ongeldig" not in [finding.rule for finding in found]


def test_validate_leaves_every_byte_alone(dossier: Path, convenant: Run) -> None:
    seed_all(dossier)
    before = {path: path.read_bytes() for path in dossier.rglob("*") if path.is_file()}
    assert convenant("-C", dossier, "validate").code == 1
    assert {path: path.read_bytes() for path in dossier.rglob("*") if path.is_file()} == before
