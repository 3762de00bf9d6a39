"""Patterns of the search for personal data: compiled when needed, and what tells them at first sight never lies."""

import importlib
import json
import pkgutil
import random
import re
import string
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from stdnum import iban

from convenant_cli import privacy
from convenant_cli.privacy import Search, names
from convenant_cli.privacy.context import (
    AT_WORK,
    FAMILIE,
    FUNCTIE,
    KIN,
    LEDEN,
    PERSOON,
    ROLES,
    SEVERAL,
    SOMEBODY,
    any_of,
    is_person,
)
from convenant_cli.privacy.groups import NEEDS
from convenant_cli.privacy.health import SENSITIVE
from convenant_cli.privacy.later import Later
from convenant_cli.privacy.members import LID, LID_IS
from convenant_cli.privacy.numbers import NO_COUNTRY
from convenant_cli.privacy.openings import may_hold_name
from convenant_cli.privacy.plain import plain
from convenant_cli.privacy.telling import Behind, Needs, OneOf
from convenant_cli.privacy.words import lines_of
from tests.conftest import ROOT
from tests.grondig import times
from tests.guard import guard

_SAMPLES = times(60, 2000)


def _gated() -> list[tuple[str, Later]]:
    modules = [
        importlib.import_module(f"{privacy.__name__}.{info.name}") for info in pkgutil.iter_modules(privacy.__path__)
    ]
    return sorted(
        (f"{module.__name__.rpartition('.')[2]}.{name}", value)
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Later)
        and (value.holds or value.opens or value.words or value.tells or value.starts or value in NEEDS.of)
    )


def sample_of(items: Any, chance: random.Random) -> str:
    """Return a text that a part of a pattern takes, by chance; looks around are left out."""
    out = ""
    for op, value in items:
        if op is c.LITERAL:
            out += chr(value)
        elif op in (c.NOT_LITERAL, c.ANY):
            out += chance.choice("xq8")
        elif op is c.IN:
            fits = [letter for letter in string.printable[:95] + "éëè" if re.fullmatch(_class(value), letter)]
            out += chance.choice(fits)
        elif op in (c.MAX_REPEAT, c.MIN_REPEAT):
            least, most, body = value
            for _ in range(chance.randint(least, min(most, least + 3))):
                out += sample_of(body, chance)
        elif op is c.SUBPATTERN:
            out += sample_of(value[3], chance)
        elif op is c.BRANCH:
            out += sample_of(chance.choice(value[1]), chance)
    return out


_CATEGORIES = {c.CATEGORY_DIGIT: r"\d", c.CATEGORY_WORD: r"\w", c.CATEGORY_SPACE: r"\s"}
_CATEGORIES |= {c.CATEGORY_NOT_DIGIT: r"\D", c.CATEGORY_NOT_WORD: r"\W", c.CATEGORY_NOT_SPACE: r"\S"}


def _class(items: Any) -> str:
    parts = ""
    for op, value in items:
        if op is c.NEGATE:
            parts += "^"
        elif op is c.LITERAL:
            parts += re.escape(chr(value))
        elif op is c.RANGE:
            parts += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        elif op is c.CATEGORY:
            parts += _CATEGORIES[value]
    return f"[{parts}]"


@pytest.mark.parametrize(("name", "pattern"), _gated())
def test_what_a_pattern_is_told_by_stands_in_all_that_it_finds(name: str, pattern: Later) -> None:
    whole, tree, chance = pattern.compiled, parser.parse(pattern.pattern, pattern.flags), random.Random(name)
    found = 0
    for _ in range(_SAMPLES):
        sample = sample_of(tree, chance)
        # What a look behind or ahead asks for is not in a sample: some need a space around them.
        for text in (sample, f" {sample}", f"{sample} ", f"A{sample}."):
            found += whole.search(text) is not None
            if whole.search(text):
                assert not pattern.words or any(word in text.lower() for word in pattern.words), text
                assert not pattern.holds or re.search(pattern.holds, text, pattern.flags), text
                assert pattern.search(text)
                assert list(pattern.finditer(text))
                assert pattern not in NEEDS.of or pattern in NEEDS.in_text(text), text
            if whole.match(text):
                assert not pattern.opens or re.match(pattern.opens, text, pattern.flags), text
                assert pattern.match(text), text
    assert found >= _SAMPLES // 4


def _sentences(chance: random.Random) -> list[str]:
    """Return labelled sentences, with others before and behind them."""
    labelled = (ROOT / "benchmarks/privacy/ontwikkeling.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["tekst"] for line in labelled]
    joined = (chance.choice((" ", ". ", "\n- ", ", ", " en ")).join(chance.sample(texts, 2)) for _ in texts)
    halves = (one[: len(one) // 2] + other[len(other) // 2 :] for one, other in zip(texts, texts[7:], strict=False))
    return chance.sample([*texts, *joined, *halves, *map(str.upper, texts[::9])], times(400, 12_000))


def test_of_a_sentence_each_pattern_finds_the_same_whatever_tells_it() -> None:
    sentences, told = _sentences(random.Random(3)), 0
    for name, pattern in _gated():
        whole = pattern.compiled
        for text in sentences:
            if found := whole.search(text):
                told += 1
                assert list(pattern.finditer(text)), f"{name}: {text}"
                assert pattern not in NEEDS.of or pattern in NEEDS.in_text(text), f"{name}: {text}"
                assert pattern.search(text, found.start()), f"{name}: {text}"
                assert pattern.match(text, found.start()) or not whole.match(text, found.start()), f"{name}: {text}"
    assert told > len(sentences)


def test_a_pattern_is_compiled_when_a_text_promises_it_something() -> None:
    pattern = Later("een lange (?:kat|hond)", re.IGNORECASE, holds="lange", opens="een", words="kat hond")
    assert not pattern.search("een korte kat")
    assert not pattern.search("een lange slang")
    assert not list(pattern.finditer("een korte kat"))
    assert not pattern.match("de lange kat")
    assert "compiled" not in vars(pattern)
    assert pattern.search("dit is EEN LANGE HOND")
    assert "compiled" in vars(pattern)


def test_small_patterns_with_words_in_them_tell_a_pattern() -> None:
    animal = OneOf(("kat", "dwerg-konijn"), ("hond",))
    pattern = Later(
        "(?:de|het) (?:kat|[a-z]*hond|dwerg-konijn) slaapt",
        re.IGNORECASE,
        tells=((r"(?:de|het) (\S+)", animal),),
        starts=((r"(?:de|het) (\S+)", animal),),
    )
    for text in ("de slang slaapt", "een kat slaapt", "de katten slapen", "dekat slaapt"):
        assert not pattern.search(text)
        assert not pattern.match(text)
    assert "compiled" not in vars(pattern)
    for text in ("de slang en DE KAT SLAAPT", "het dwerg-konijn slaapt", "de herdershond slaapt"):
        assert pattern.search(text), text
    assert pattern.match("de kat slaapt")
    assert not pattern.match("de slang en de kat slaapt")
    assert pattern.match("de slang en de kat slaapt", 12)
    anywhere = Later("konijn|kat", tells=(("", animal),))
    assert not anywhere.search("kat, en dan een slang", 4)
    assert "compiled" not in vars(anywhere)
    assert anywhere.search("een slang en een kat", 4)


def test_some_words_behind_others_tell_a_pattern() -> None:
    few_animals = Behind(OneOf(("twee", "drie")), OneOf(("katten",), ("honden",)), (1, 3))
    for text in (
        "twee katten",
        "er zijn drie grote bruine herdershonden",
        "twee huizen en drie katten",
        "2 x twee katten",
    ):
        assert few_animals(text), text
    for text in ("katten, twee", "twee heel erg grote katten", "twee kat", "vier katten", "twee"):
        assert not few_animals(text), text
    asleep = Behind(OneOf(("twee",)), OneOf(("katten",)), (2, 2), ("slap", "sliep"))
    assert asleep("nog twee grijze katten slapen")
    for text in ("twee katten slapen", "twee grijze katten eten", "twee grijze katten", "twee grijze honden slapen"):
        assert not asleep(text), text


def test_sorts_of_words_tell_what_a_text_can_hold() -> None:
    animal, few = OneOf(("kat",), ("hond",)), OneOf(("twee", "drie"))
    needs = Needs({"some": ((animal, few),), "any": ((animal,), (OneOf(("vogel",)),)), "few": ((few,),)})
    assert needs.in_text("DRIE grote herdershond") == ["some", "any", "few"]
    assert needs.in_text("een kat") == ["any"]
    assert needs.in_text("een vogel") == ["any"]
    assert needs.in_text("twee huizen") == ["few"]
    assert needs.in_text("een huis") == []


def test_of_a_sentence_the_same_names_are_found_whatever_opens_one(monkeypatch: pytest.MonkeyPatch) -> None:
    search = Search(organisations=frozenset(("Ashram College", "De Rijn", "Jansen")))
    known = frozenset(("ashram", "rijn", "jansen"))
    sentences = [
        *_sentences(random.Random(5)),
        "Vraag de heer Van Rijn of hij komt.",
        "Bel mw. de Rijn.",
        "M. Jansen belt.",
    ]
    assert sum(not may_hold_name(text, known) for text in sentences) > len(sentences) // 4
    found = [list(names.find_namen(text, search)) for text in sentences]
    assert found[-3:] == [[hit] for hits in found[-3:] for hit in hits]
    monkeypatch.setattr(names, "may_hold_name", lambda *_: True)
    for text, hits in zip(sentences, found, strict=True):
        assert list(names.find_namen(text, search)) == hits, text


@pytest.mark.parametrize(
    ("listing", "tells"),
    [(PERSOON, SOMEBODY), (FAMILIE, KIN), (FUNCTIE, AT_WORK), (LEDEN, SEVERAL), (LID, LID_IS)],
    ids=["persons", "relatives", "at work", "several", "members"],
)
def test_a_list_of_words_tells_whatever_its_pattern_takes(listing: str, tells: OneOf) -> None:
    chance, tree = random.Random(listing), parser.parse(listing)
    for _ in range(times(2000, 20_000)):
        word = sample_of(tree, chance)
        assert tells(chance.choice((word, word.upper(), f"de {word}-", f"({word}'s"))), word
    assert not tells("de school in het dorp")


def test_a_pattern_of_people_takes_every_word_of_their_lists() -> None:
    people = re.compile(f"{PERSOON}|{FUNCTIE}")
    assert [word for word in ROLES if not people.fullmatch(word)] == []
    assert all(
        is_person(word) == (re.fullmatch(PERSOON, word) is not None) for word in (*ROLES, "oud-leerling", "3leerling")
    )


def test_one_of_some_words_is_found_whole_and_tells_its_pattern() -> None:
    animal = any_of(r"kat poes\. [a-z]{0,9}hond (?<!geen_)paard zwarte_schaap")
    for text in ("De KAT slaapt", "een poes. Daar", "een Herdershond", "het paard", "dat zwarte schaap", "kat, hond"):
        assert animal.search(text), text
        assert list(animal.finditer(text)), text
    for text in ("de katten slapen", "een poes", "hondenweer", "geen paard", "zwart schaap", "waterhondenhond3"):
        assert not animal.search(text), text


def test_a_finder_that_a_text_does_not_promise_finds_nothing_in_it() -> None:
    chance, search = random.Random(1), Search(organisations=frozenset(("Ashram College",)))
    labelled = (ROOT / "benchmarks/privacy/ontwikkeling.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["tekst"] for line in labelled[::4]]
    texts += [f"{one[: len(one) // 2]}{other[len(other) // 2 :]}" for one, other in zip(texts, texts[7:], strict=False)]
    promised = ("geboortedatum", "adres", "namen", "ip", "privemail", "werkadres", "sociaal", "gezondheid", "kenteken")
    finders = [getattr(privacy, f"find_{name}") for name in promised]
    for text in chance.sample(texts, 800):
        form = plain(text).text
        found = {hit for finder in finders for hit in finder(form, search)}
        assert found <= set(privacy._hits(form, search)), text


def test_a_phrase_of_the_lists_is_promised_by_the_words_that_give_it_away() -> None:
    chance, told = random.Random(2), 0
    lines = [line for file in ("gezondheid.txt", "zorg-en-straf.txt") for line in lines_of(file)]
    for line in lines:
        # An ending has a word before it, a beginning one behind, and a gap a few words between.
        filled = re.sub(r"(?<!\S)\*", "kleuter", re.sub(r"\*(?!\S)", "test", line.replace("…", "al weer")))
        text = chance.choice((str, str.title, str.upper))(f"Hij, {filled}.")
        words = re.findall(r"[^\W_][\w'-]*", text.lower())
        if text in SENSITIVE:
            told += 1
            assert SENSITIVE.may_hold(text.lower(), filter(SENSITIVE.gives_away, words)), text
    assert told >= len(lines) - 5
    assert not SENSITIVE.may_hold("na vier weken", filter(SENSITIVE.gives_away, ("na", "vier", "weken")))


def test_a_word_before_a_year_is_the_country_of_no_account() -> None:
    def has_accounts(country: str, size: int) -> bool:
        rest = "1" * size
        left = int(f"{rest}{int(country[0], 36)}{int(country[1], 36)}00") % 97
        return bool(iban.is_valid(f"{country}{98 - left:02}{rest}", check_country=False))

    assert has_accounts("be", 12)
    assert has_accounts("de", 18)
    assert not any(has_accounts(word, size) for word in NO_COUNTRY for size in range(11, 31))


def test_a_long_word_beside_one_with_a_quote_is_read_once() -> None:
    with guard(10):  # a hundred times what it takes; read again at each letter it would take minutes
        assert not OneOf(["jan"])(f"{'a' * 300_000} zo'n woord")
    assert OneOf(["zo'n"])("weer zo'n woord")
