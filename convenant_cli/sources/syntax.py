"""What a YAML parser says when it cannot go on, as a Dutch sentence at the place where a person made the slip."""

import re
from typing import Any

from convenant_cli.sources.textfile import Problem, Span
from convenant_cli.text.lookalikes import odd_build

_INDENT = "de inspringing klopt niet: dit staat niet onder het veld waar het bij hoort"
_QUOTED = "achter het aanhalingsteken staat nog tekst; zet de hele tekst tussen aanhalingstekens, en schrijf een ' in "
_QUOTED += "de tekst dan dubbel ('')"

#: What git writes where two people changed the same: longer marks when somebody asked for them.
_CONFLICT = re.compile(r"(<{7,}|>{7,}|\|{7,})( |$)")
_BOTH_SIDES = (
    "hier staan nog beide kanten van een conflict in git; kies een van de twee, en haal de regels met <<<<<<<, "
)
_BOTH_SIDES += "======= en >>>>>>> weg"

#: A part of what the parser says, whether the slip is where the construct began, and the sentence. First match wins.
_SYNTAX: tuple[tuple[str, bool, str], ...] = (
    ("mapping values are not allowed", False, "een dubbele punt met een spatie erachter kan hier niet; zet de tekst "
     "tussen aanhalingstekens of controleer de inspringing"),
    ("while scanning a quoted scalar", True, "een aanhalingsteken is niet gesloten"),
    ("could not find expected ':'", True, "na een veldnaam hoort een dubbele punt met een spatie"),
    ("expected ',' or ']'", True, "een lijst tussen [ en ] is niet afgesloten"),
    ("expected ',' or '}'", True, "een blok tussen { en } is niet afgesloten"),
    ("expected the node content", False, "hier hoort een waarde; zet tekst die met [ ] { } of , begint tussen "
     "aanhalingstekens, of sluit een lijst af"),
    ("expected <block end>", False, _INDENT),
    ("while parsing a block mapping", False, _INDENT),
    ("<block mapping start>", False, _INDENT),
    ("cannot start any token", False, "een waarde kan niet met dit teken beginnen; zet de tekst tussen "
     "aanhalingstekens"),
    ("while scanning an alias", False, "een waarde kan niet met * beginnen; zet de tekst tussen aanhalingstekens"),
    ("while scanning an anchor", False, "een waarde kan niet met & beginnen; zet de tekst tussen aanhalingstekens"),
    ("while scanning a block scalar", False, "achter | of > hoort niets meer te staan; de tekst begint op een nieuwe "
     "regel"),
    ("sequence entries are not allowed", False, "een streepje voor een lijst kan hier niet; begin op een nieuwe regel"),
    ("undefined tag handle", False, "een waarde kan niet met ! beginnen; zet de tekst tussen aanhalingstekens"),
    ("expected '<document start>'", False, "hier eindigt het record al; haal drie punten of losse tekst weg"),
    ("escape", True, "een \\ in een tekst tussen dubbele aanhalingstekens; gebruik enkele"),
)  # fmt: skip


def syntax_problem(said: str, began: Any, stopped: Any, lines: list[str]) -> Problem:
    """Return the problem to show for what a parser said.

    ``began`` and ``stopped`` are the marks (line and column from 0) of where the construct began and where the parser
    stopped; either may be None.
    """
    conflict = next((number for number, line in enumerate(lines, 1) if _CONFLICT.match(line)), None)
    if conflict is not None:
        return Problem("yaml-syntaxis", Span(conflict, 1, conflict, 8), _BOTH_SIDES)
    at_begin, message = next(
        ((begin, dutch) for english, begin, dutch in _SYNTAX if english in said),
        (False, "de opbouw van het bestand klopt hier niet; vergelijk het met een bestand dat wel klopt"),
    )
    for number in {mark.line + 1 for mark in (began, stopped) if mark}:
        strange = odd_build(lines[number - 1]) if number <= len(lines) else None
        if strange:
            message = f"{strange.told(lines[number - 1])}; {strange.remedy}"
            return Problem("yaml-syntaxis", Span(number, strange.at + 1, number, strange.at + 2), message)
    mark = began if at_begin and began is not None else stopped or began
    line = min(mark.line + 1, max(len(lines), 1)) if mark else 1
    column = mark.column + 1 if mark else 1
    if (
        "but found '<scalar>'" in said
        and line <= len(lines)
        and lines[line - 1][: column - 1].rstrip().endswith(("'", '"'))
    ):
        message = _QUOTED
    return Problem("yaml-syntaxis", Span(line, column, line, column + 1), message)
