"""One word for one thing in what people read: the list in docs/woorden.md, and none of the words that would compete."""

import re

import pytest

from convenant_cli.cli import COMMANDS
from convenant_cli.commands.partij_help import HANDELINGEN
from convenant_cli.commands.reports import velden
from convenant_cli.commands.reports.manual import all_manuals
from convenant_cli.commands.reports.toetsen import gegevens
from convenant_cli.documents import kinds as documents
from convenant_cli.judging.toetsen import toetsen
from tests.conftest import ROOT, Run

WORDS = (ROOT / "docs" / "woorden.md").read_text(encoding="utf-8")
#: What a reader would take for a controle, a melding, a toets, an oordeel or a stand by another name.
OTHERS = re.compile(
    r"\b(bevinding|constatering|verificatie|validatie|overtreding|schending|score|issue|check|testresultaat)(en|s)?\b"
)


def test_the_list_tells_every_word_once() -> None:
    words = re.findall(r"^\| (\w+) \|", WORDS, re.MULTILINE)[1:]
    assert len(words) == len(set(words))
    assert {"controle", "melding", "toets", "oordeel", "stand"} <= set(words)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_uses_no_other_word(command: str, convenant: Run) -> None:
    shown = re.sub(r"convenant check|'check'|--check", "", convenant(command, "--help").out.casefold())
    assert not OTHERS.search(shown)


def test_manuals_use_no_other_word() -> None:
    texts = [
        *(" ".join((one.titel, one.waarom, one.herstel)) for one in all_manuals().values()),
        *(kind.__doc__ or "" for kind in toetsen().values()),
    ]
    assert [text for text in texts if OTHERS.search(text.casefold().replace("convenant check", ""))] == []


# --- no word of one agreement in what is true of every agreement -----------------------------------------------------

#: What only some agreements are about.
OF_SOME = re.compile(
    r"\b(?!schooljaar)\w*(school|scholen|leerling|gemeente|politi|jaarplan|alphen|burgemeester|wethouder|spijbel|mentor|onderwijs|wijkagent"
    r"|ouderavond|verzuim|leerplicht|naar vermogen|NPO\b)\w*",
    re.IGNORECASE,
)
#: Names of kinds, fields, values, options, files and commands: they are what a person has to type.
NAMES = re.compile(
    r"`[^`]+`|--[\w-]+|convenant (render|new|show) jaarplan\S*|jaarplan-2026\S*|data/[\w/*.-]+"
    r"|alphen-2022 \([^)]*\)"  # a profile, with what it says of itself
)
#: Sentences in which such a word is the name of a kind, or one of several examples of different kinds.
ONE_OF_SEVERAL = (
    # Kinds of record, document or point of an agenda, in a list of all of them.
    "Wat u maakt: partner, orgaan, jaarplan, actie,",
    # Kinds of unit.
    "zoals een school, een kantoor, een afdeling of een team.",
    "zoals scholen, kantoren, afdelingen of teams.",
    # Places that an agreement can be for.
    "De plaats, gemeente of regio waar het convenant voor is.",
    "De plaats of gemeente waar de eenheid ligt,",
    "De gemeente, plaats of regio van het convenant,",
    # Groups of people.
    "zoals leerlingen, bewoners en cliënten.",
)


def _told() -> dict[str, str]:
    """All descriptions that hold for every dossier, by where they stand."""
    told = {f"controle {name}": " ".join((one.titel, one.waarom, one.herstel)) for name, one in all_manuals().items()}
    for name, kind in toetsen().items():
        manual = kind.manual()
        told[f"toets {name}"] = " ".join((manual.titel, manual.waarom, manual.herstel))
        told |= {f"toets {name}.{one.naam}": one.uitleg for one in gegevens(kind)}
    for name, record in velden.kinds().items():
        for field in velden.fields(record):
            told[field.naam] = f"{field.uitleg} {(field.blok.__doc__ or '') if field.blok else ''}"
        told[f"record {name}"] = record.__doc__ or ""
    told |= {f"document {name}": documents.sentence(name) for name in documents.names()}
    return told


def _strange(text: str) -> list[str]:
    plain = " ".join(text.split())
    for known in ONE_OF_SEVERAL:
        plain = plain.replace(known, "")
    return [match[0] for match in OF_SOME.finditer(NAMES.sub("", plain))]


def test_no_description_speaks_of_what_only_some_agreements_are_about() -> None:
    told = _told()
    assert {"toets evaluatie.van", "actie.voor", "document naleving", "controle bestandsnaam"} <= set(told)
    assert {where: words for where, text in told.items() if (words := _strange(text))} == {}


@pytest.mark.parametrize("command", ["", *COMMANDS, *(f"partij {one}" for one in HANDELINGEN)])
def test_no_help_page_speaks_of_what_only_some_agreements_are_about(command: str, convenant: Run) -> None:
    assert _strange(convenant(*command.split(), "--help").out) == []


def test_every_exception_is_needed(convenant: Run) -> None:
    pages = [convenant(*command.split(), "--help").out for command in ["", *COMMANDS]]
    everything = " ".join(" ".join([*_told().values(), *pages]).split())
    assert [one for one in ONE_OF_SEVERAL if one not in everything] == []
