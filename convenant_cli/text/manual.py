"""The manual of a rule: what must hold, why, and what to do. Parsed from the text that stands with the rule."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manual:
    """One entry of the manual. ``rule`` is the id; the rest is Dutch text for the officer."""

    rule: str
    titel: str
    waarom: str
    herstel: str
    ernst: str


_FORM = re.compile(r"\A(?P<titel>.+?)\n\nWaarom: (?P<waarom>.+?)\nHerstel: (?P<herstel>.+?)\Z", re.S)


def parse_manual(rule: str, text: str, ernst: str) -> Manual:
    """Read a text of the form ``sentence.``, empty line, ``Waarom: …``, ``Herstel: …``.

    Raises ValueError when the text has another form; a test calls this for every rule.
    """
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{rule}: the text must be a sentence, then 'Waarom:' and 'Herstel:'")
    parts = {name: " ".join(part.split()) for name, part in match.groupdict().items()}
    return Manual(rule, parts["titel"], parts["waarom"], parts["herstel"], ernst)
