"""What a document for everybody may not hold: the values of fields about persons, however they are spelt."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from convenant_cli.documents.page.data import would_show
from convenant_cli.dossier.content import Content
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.findings import ConvenantError
from convenant_cli.records.model.record import Persoonlijk, marked
from convenant_cli.records.model.texts import texts
from convenant_cli.sources.sources import PRIVATE, with_address_book
from convenant_cli.text.folding import digits, fold, spaced, turned

_TAG = re.compile(r"<[^<>]*>")
_NUMBER = re.compile(r"[\d\s()+./-]{8,}")
#: From so many letters on a value is found inside words too; shorter ones would be found where they are not.
_LONG = 8


def private_values(dossier: Dossier) -> dict[str, str]:
    """Return every value of a field about a person, with the file and field where it stands.

    Those of the address book on disk are among them, also when the dossier is a revision. A value that a public field
    holds as well, such as the general number of a desk, is no secret.
    """
    files = [*dossier.files.values()]
    if dossier.personen is None:
        files += load(with_address_book(replace(dossier.source, files={}, refused=())))[0].files.values()
    private = {
        value: f"{file.name}, veld '{path[-1]}'"
        for file in files
        if file.record is not None
        for path, _, value in marked(file.record, Persoonlijk)
    }
    if not private:
        return {}
    public = _public(Content(dossier))
    return {value: place for value, place in private.items() if _key(value) not in public}


def of_address_book(dossier: Dossier, root: Path) -> dict[str, str]:
    """Return the values of the private address book in a folder that no public field of a dossier holds."""
    here = Dossier(replace(dossier.source, root=root), dossier.files)
    return {value: place for value, place in private_values(here).items() if place.startswith(PRIVATE)}


def refuse_private(shown: Iterable[str], private: Mapping[str, str]) -> None:
    """Raise ConvenantError when HTML or a text shows a private value; its place is named, not the value.

    It is found in capitals, with other accents or spaces, with signs that nobody sees, across elements, and as a number
    with the code of the country.
    """
    if not private:
        return
    read = [form for text in shown for form in _forms(text)]
    whole, words = [fold(form) for form in read], [spaced(form) for form in read]
    for value, place in private.items():
        if _is_in(value, whole, words):
            raise ConvenantError(would_show(place))


@lru_cache(maxsize=2)
def _public(content: Content) -> frozenset[str]:
    """Return what the public fields hold, as keys. A document, its pages and its mail ask for the same ones."""
    public: set[str] = set()
    for record in content.dossier.records:
        personal = {path for path, _, _ in marked(record, Persoonlijk)}
        public.update(_key(text) for path, text in texts(record) if path not in personal)
    return frozenset(public)


def _key(value: str) -> str:
    """Return one form for all spellings of a value."""
    return digits(value) if _NUMBER.fullmatch(value) else fold(value)


def _forms(text: str) -> set[str]:
    """Return the ways to read HTML: with elements inside words, between words, and with what their attributes say."""
    return {html.unescape(form) for form in (_TAG.sub("", text), _TAG.sub(" ", text), text)}


def _is_in(value: str, whole: Iterable[str], words: Iterable[str]) -> bool:
    """Tell whether folded texts hold a value; ``words`` are those texts with a space where words part."""
    if _NUMBER.fullmatch(value):
        number = digits(value)
        # With the code of the country there is no first zero.
        return any(number.removeprefix("0") in text for text in whole)
    for spelling in (value, value.replace("@", " at ")):
        if len(fold(spelling)) >= _LONG and any(fold(spelling) in text for text in whole):
            return True
    return any(_between_words(fold(one)).search(text) for one in turned(value) if fold(one) for text in words)


def _between_words(letters: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){' ?'.join(letters)}(?!\S)")
