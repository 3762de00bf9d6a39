"""The words of a document are those of its own covenant: what no record speaks of, no document speaks of either."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

import pytest

from convenant_cli.changes.comparing import compare
from convenant_cli.changes.sides import from_source
from convenant_cli.changes.wijziging import Kant
from convenant_cli.documents import kinds
from convenant_cli.documents.document import compose
from convenant_cli.documents.kinds import Moment
from convenant_cli.documents.kinds.wijzigingen import context_of_changes
from convenant_cli.documents.page.tree import Element
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.editing.creating.kinds import kind_of
from convenant_cli.findings import ConvenantError
from convenant_cli.records.model.texts import texts
from convenant_cli.sources.sources import Source, literal, worktree
from tests.conftest import PEILDATUM, ROOT, TESTS, Run, read_folder

#: The shipped covenant and the profiles.
SHIPPED = "alphen-2022"
COVENANTS = {
    SHIPPED: ROOT,
    **{path.name: path for path in sorted((TESTS / "profielen").iterdir()) if path.is_dir()},
}
#: What a covenant between a municipality and schools speaks of; another one may not.
WORDS = (
    "aanbod", "alphen", "burgemeester", "deelnemende", "gelijkwaardig", "gemeente", "halt", "jaarplan", "leerling",
    "leerplicht", "mentor", "naar vermogen", "None", "onderwijs", "ouders", "politie", "school", "scholen",
    "schooljaar", "stuurgroep", "vervang", "wethouder", "wijkagent",
)  # fmt: skip


#: Of a record: what says of which fixed kind it is, and is no word of its covenant.
FIXED = {"soort", "van"}


@cache
def covenant(name: str) -> tuple[Dossier, str]:
    """A dossier, and all that people wrote in it in small letters: no names of fields, and no words of the program."""
    dossier, _ = load(worktree(COVENANTS[name]))
    written = [
        text
        for record in dossier.records
        for path, text in texts(record)
        if "toets" not in path and path[-1] not in FIXED
    ]
    offers = ["aanbod"] if any(partner.aanbod for partner in dossier.partners.values()) else []
    return dossier, "\n".join([*written, *offers]).casefold()


@cache
def made(name: str) -> dict[str, Element]:
    """Every document that can be made of a dossier."""
    dossier, _ = covenant(name)
    found = {}
    for kind in kinds.names():
        if kinds.of_changes(kind):
            continue
        choices = kinds.choices(kind, dossier)
        whole = choices is None or kinds.may_be_whole(kind)
        # Of the shipped dossier one of each is enough: other tests look at all of them, and its words are its own.
        each = choices[-1:] if choices and name == SHIPPED else choices or ()
        for which in [*each, *([""] if whole else [])]:
            moment = Moment(PEILDATUM, "0123456789", "convenant 0.0")
            try:
                context = kinds.context(kind, dossier, which, moment)
            except ConvenantError:
                continue
            found[f"{kind} {which}".strip()] = compose(f"{kind}.html.j2", context).inhoud
    return found


FIELD_NAME = re.compile(r":$|^soort ")


def earlier(files: dict[str, bytes]) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield what an earlier moment can have been, with a name: only the agreement, and all of it in other words."""
    fixed = ("data/convenant.yaml", "data/partners/", "data/bepalingen/")
    yield "begin", {name: raw for name, raw in files.items() if name.startswith(fixed)}
    yield "anders", {name: altered(raw.decode()).encode() for name, raw in files.items()}


def altered(text: str) -> str:
    """Return a record with other titles, texts, states and days."""
    text = re.sub(r"^( *(?:- )?(?:titel|naam|tekst|aanduiding): \w+)", r"\1 eerder", text, flags=re.MULTILINE)
    text = re.sub(r"^( *status: )(?:loopt|gereed)$", r"\1gepland", text, flags=re.MULTILINE)
    return re.sub(
        r"^( *(?:gereed|uiterlijk|aangegaan_op|gevraagd_op|lid_van|bevestigd_op): \d{4}-\d\d-)\d\d$",
        r"\g<1>02",
        text,
        flags=re.MULTILINE,
    )


@cache
def of_changes(name: str) -> dict[str, Element]:
    """What changed between an earlier moment and now, and the other way, for partners and for who keeps the dossier."""
    found = {}
    root = COVENANTS[name]
    files = {f"data/{path}": raw for path, raw in read_folder(root / "data").items()}
    for what, old in earlier(files):
        for way, (before, after) in {"": (old, files), " terug": (files, old)}.items():
            sides = [from_source(Source("x", dict(sorted(one.items()))), Kant("x")) for one in (before, after)]
            every = compare(sides[0], sides[1], PEILDATUM, oordelen=not way)
            assert every.wijzigingen
            moment = Moment(PEILDATUM, "0123456789", "convenant 0.0")
            for whom, dossier in {"partners": load(literal(after))[0], "beheerder": None}.items():
                context = context_of_changes(every, moment, dossier)
                found[f"wijzigingen {what}{way} {whom}"] = compose("wijzigingen.html.j2", context).inhoud
    return found


@pytest.mark.parametrize("of", [made, of_changes])
@pytest.mark.parametrize("name", COVENANTS)
def test_no_document_speaks_of_what_no_record_speaks_of(name: str, of: Callable[[str], dict[str, Element]]) -> None:
    _, records = covenant(name)
    strange = [word for word in WORDS if word.casefold() not in records]
    told = [
        f"{document}: …{text[max(0, hit.start() - 60) : hit.end() + 40]}…"
        for document, tree in of(name).items()
        for text in [tree.text]
        for word in strange
        for hit in re.finditer(word, text, re.IGNORECASE)
        # For who keeps the files a field or a fixed kind is called what the file calls it.
        if not (document.endswith("beheerder") and FIELD_NAME.search(text[hit.start() - 6 : hit.end() + 1]))
    ]
    assert told == []


def flat(node: Element) -> Iterator[tuple[str, str]]:
    """Yield the headings of a document in order, as their tag and text, and ``''`` with each text between them."""
    for child in node.children:
        if isinstance(child, Element):
            yield from [(child.tag, child.text)] if re.fullmatch("h[1-6]", child.tag) else flat(child)
        elif child.strip():
            yield "", child


@pytest.mark.parametrize("name", COVENANTS)
def test_no_section_is_empty(name: str) -> None:
    empty = []
    for document, tree in made(name).items():
        parts = [*flat(tree), ("h1", "the end")]
        for (tag, text), (following, _) in pairwise(parts):
            if tag and following and following <= tag:
                empty.append(f"{document}: {text}")
    assert empty == []


#: Sentences that are all that a section would say of what nobody recorded. Only a draft of a plan may have the first.
HOLLOW = ("Nog niet ingevuld is wat de acties kosten", "Er zijn geen lezingen van onduidelijke afspraken vastgelegd")


@pytest.mark.parametrize("name", [name for name in COVENANTS if name != SHIPPED])
def test_no_section_says_only_that_there_is_nothing(name: str) -> None:
    told = [(document, one) for document, tree in made(name).items() for one in HOLLOW if one in tree.text]
    assert told == []


def test_the_records_of_a_profile_are_the_only_source_of_its_words() -> None:
    """The list would be of no use if every covenant held its words."""
    for word in WORDS:
        assert any(word.casefold() not in covenant(name)[1] for name in COVENANTS), word


@pytest.mark.parametrize("word", ["plan", "Plan", "seizoensplan", "jaarplan"])
def test_a_plan_is_asked_for_in_the_word_of_its_covenant(convenant: Run, word: str) -> None:
    told = convenant("-C", COVENANTS["sportseizoen"], "render", word, "2026-2027", "--peildatum", str(PEILDATUM))
    assert told.out.startswith("# Seizoensplan 2026-2027\n")


@pytest.mark.parametrize(
    ("asked", "soort"), [("plan:2026-2027", "jaarplan"), ("partij:golfslag", "partner"), ("afspraak:vog", "bepaling")]
)
def test_a_thing_is_shown_by_the_word_that_people_use(convenant: Run, asked: str, soort: str) -> None:
    told = convenant("-C", COVENANTS["sportseizoen"], "show", asked)
    assert told.out.startswith(f"{soort} {asked.partition(':')[2]}\n"), told.err
    assert kind_of(asked.partition(":")[0]).naam == soort


def test_a_word_for_a_plan_that_nobody_uses_is_refused(convenant: Run) -> None:
    told = convenant("-C", COVENANTS["sportseizoen"], "render", "zomerplan", "2026-2027")
    assert (told.code, "het document 'zomerplan' bestaat niet" in told.err) == (2, True)


def test_the_handover_gives_the_command_in_the_word_of_the_covenant() -> None:
    assert "convenant render seizoensplan 2026-2027 --naar seizoensplan.docx" in made("sportseizoen")["overdracht"].text
