"""The head of a document as its writers show it: plain, or with what changed in it since an earlier moment marked."""

import re
from dataclasses import dataclass

from convenant_cli.documents.kinds import Kop
from convenant_cli.documents.page.redline import marked_text
from convenant_cli.documents.page.tree import Node
from convenant_cli.text.sequences import opcodes

Text = list[Node]

_YEAR = re.compile(r"(?<=.{24}) (?=\d{4}$)")  # the space before a year that ends a title of two lines, perhaps


@dataclass(frozen=True, slots=True)
class Hoofd:
    """What stands above the content, each as pieces of a line; what is empty is not shown."""

    titel: Text
    ondertitel: Text
    voorbehoud: Text
    gegevens: tuple[tuple[Text, Text], ...]


def head(now: Kop, then: Kop | None, extra: tuple[tuple[str, str], ...] = ()) -> Hoofd:
    """Return the head of a document. With ``then`` (what it was earlier) what came and what went is marked.

    ``extra`` are rows behind those of both heads, such as a version: its word and the name of the field of the head.
    """
    old = then or now
    reserve = [f"Concept: {kop.voorbehoud}" if kop.voorbehoud else "" for kop in (old, now)]
    return Hoofd(
        marked_text(old.titel, now.titel),
        marked_text(old.ondertitel, now.ondertitel),
        marked_text(*reserve),
        tuple(_rows(_facts(old, extra), _facts(now, extra))),
    )


def bound(title: Text) -> Text:
    """Return a title of which the year at its end does not stand alone on a line."""
    return [*title[:-1], *(_YEAR.sub("\u00a0", one) if isinstance(one, str) else one for one in title[-1:])]


def _facts(kop: Kop, extra: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    known = {word.lower() for word, _ in kop.gegevens}
    more = ((word, str(getattr(kop, name))) for word, name in extra if word.lower() not in known)
    return [*kop.gegevens, *((word, value) for word, value in more if value)]


def _rows(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> list[tuple[Text, Text]]:
    rows: list[tuple[Text, Text]] = []
    for what, old_from, old_to, new_from, new_to in opcodes([word for word, _ in old], [word for word, _ in new]):
        if what == "equal":
            pairs = zip(old[old_from:old_to], new[new_from:new_to], strict=True)
            rows += [([word], marked_text(before, after)) for (_, before), (word, after) in pairs]
            continue
        rows += [(marked_text(word, ""), marked_text(value, "")) for word, value in old[old_from:old_to]]
        rows += [(marked_text("", word), marked_text("", value)) for word, value in new[new_from:new_to]]
    return rows
