"""Records as people leave them behind: fields in another order, other indentation, more quotes, more blank lines."""

from dataclasses import replace
from random import Random

from convenant_cli.changes.merging.tree import TextPart, read

#: Mappings of which no model puts the fields in order.
_NAMED = frozenset(
    ("rollen", "themas", "doelgroepen", "documentsoorten", "bijeenkomstsoorten", "elementen", "afkortingen", "toets")
)


def messy(text: str, random: Random) -> str:
    """Return a record that reads the same and looks otherwise. Comments stay above what they stand above."""
    tree = read(text)
    assert tree is not None
    out = tree.head + _inside(tree, 0, random) + tree.tail
    if random.random() < 0.3:
        out = out.replace("\n", "\r\n")
    if random.random() < 0.3:
        out = out.removesuffix("\n").removesuffix("\r")
    return ("\ufeff" if random.random() < 0.2 else "") + out


def _inside(part: TextPart, column: int, random: Random) -> str:
    parts = list(part.parts)
    if part.kind == "map" and part.key not in _NAMED:
        random.shuffle(parts)
    return "".join(_moved(one, part, column, random) for one in parts)


def _moved(one: TextPart, parent: TextPart, column: int, random: Random) -> str:
    pad = " " * column
    lead = "".join(f"{pad}{line.strip()}".rstrip() + "\n" for line in one.lead.splitlines())
    if random.random() < 0.2:
        lead = f"\n\n{lead}"
    start = f"{pad}-" if parent.kind == "seq" else f"{pad}{_quoted(one.key, random)}:"
    deeper = column + random.choice((1, 2, 4))
    if one.kind == "leaf" or one.flow:
        text = one.body
        if isinstance(one.value, str) and text.count("\n") == 1 and "#" not in text and one.value.isascii():
            return f"{lead}{start}{' ' * random.choice((1, 2))}{_quoted(one.value, random)}\n"
        return lead + _shifted(text, column - parent.column)
    if one.dash:
        gap = random.choice((1, 2))
        inside = _inside(replace(one, parts=tuple(replace(inner) for inner in one.parts)), column + 1 + gap, random)
        lines = inside.splitlines(keepends=True)
        at = next(n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
        above = "".join(lines[:at])
        first = pad + "-" + " " * gap + lines[at].lstrip(" ")
        return lead + above + first + "".join(lines[at + 1 :]) + one.tail
    head = f"{start}{one.head.rstrip()[len(one.head.rstrip().split(':', 1)[0]) + 1 :]}\n"
    if one.kind == "seq" and parent.kind == "map" and random.random() < 0.3:
        deeper = column
    return lead + head + _inside(one, deeper, random) + one.tail


def _quoted(word: str, random: Random) -> str:
    if random.random() < 0.2 or not word or not word[0].isalnum() or ": " in word or " #" in word or word[-1] == ":":
        return "'" + word.replace("'", "''") + "'"
    return f'"{word}"' if random.random() < 0.2 and '"' not in word and "\\" not in word else word


def _shifted(text: str, shift: int) -> str:
    return "".join(
        " " * max(0, len(line) - len(line.lstrip(" ")) + shift) + line.lstrip(" ") if line.strip() else line
        for line in text.splitlines(keepends=True)
    )
