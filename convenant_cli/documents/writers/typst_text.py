"""Text as Typst: what a font can show, as a literal that may break in a long word; and never two lines at one text."""

import re
from collections.abc import Iterable, Iterator, Mapping

from convenant_cli.documents.page.tree import Element, Node
from convenant_cli.findings import ConvenantError
from convenant_cli.text.glyphs import unshowable

_SOFT_HYPHEN = "\N{SOFT HYPHEN}"  # shows only where a line breaks; no font needs to have it
_AROUND = 30  # characters shown on each side of one that cannot be shown
_BREAKS = re.compile(r"(?<=[/@_.:=&?-])(?=\w)")
_HYPHENATED = 40  # letters: up to here a word is hyphenated, and a longer run of letters broken anywhere
#: A telephone number: on a line of its own rather than on two.
_PHONE = re.compile(r"(?<!\S)((?:\+\d{2}|0\d{1,3})(?: \d{2,4}){1,4})(?!\w)")
_LONG_WORD = re.compile(r"(\S{15,})")
#: What has a line under or through it. PDF/UA allows one line at a text, so no two of these stand in each other.
LINED = frozenset(("a", "del", "ins"))
MARK = "data-merk"  # of a link: what was done with it


def require_showable(text: str) -> None:
    """Raise ConvenantError, with the words around it, when a text has a character that the font of the PDF lacks."""
    lacking = next((character for character in unshowable(text) if character != _SOFT_HYPHEN), None)
    if lacking is None:
        return
    place = text.index(lacking)
    around = text[max(0, place - _AROUND) : place] + "□" + text[place + 1 : place + _AROUND]
    shown = f"'{lacking}' (U+{ord(lacking):04X})" if lacking.isprintable() else f"U+{ord(lacking):04X}"
    raise ConvenantError(
        f"het teken {shown} kan niet in een PDF: het lettertype heeft het niet. Haal het weg uit "
        f"'{''.join(character for character in around if character.isprintable())}' (op de plaats van □)"
    )


def literal(text: str) -> str:
    """Return a text as a Typst string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if not escaped.isprintable():
        escaped = "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in escaped)
    return f'"{escaped}"'


def _breakable(word: str) -> list[str]:
    """Return the parts of a long word between which a line may end without a hyphen, as in addresses and codes."""
    parts: list[str] = []
    for part in _BREAKS.split(word):
        limit = _HYPHENATED if re.sub(r"[\W_]", "", part).isalpha() else 12
        parts += [part] if len(part) <= limit else [part[at : at + 10] for at in range(0, len(part), 10)]
    return parts


def as_typst(text: str) -> str:
    """Return a text as Typst. An empty box lets a line break inside a long word and leaves no trace in the text."""
    require_showable(text)
    parts = _PHONE.split(text)
    return "".join(f"#box[#{literal(part)}]" if at % 2 else _words(part) for at, part in enumerate(parts) if part)


def _words(text: str) -> str:
    words = _LONG_WORD.split(text)
    words[1::2] = ["\n".join(_breakable(word)) for word in words[1::2]]
    return "#box()".join(f"#{literal(part)}" for part in "".join(words).split("\n"))


def array(values: Iterable[str]) -> str:
    """Return pieces of Typst as an array."""
    return "(" + "".join(f"{value}, " for value in values) + ")"


def apart(nodes: Iterable[Node], mark: str, link: Mapping[str, str]) -> Iterator[Node]:
    """Yield pieces of which none has two lines: a mark holds no link or other mark, and a link holds no mark.

    The outer of two marks counts. What went is no link any more; a link that came says so in its attributes.
    """
    for node in nodes:
        if isinstance(node, str) or not node.children:
            if link and mark != "del":
                yield Element("a", {**link, **({MARK: mark} if mark else {})}, [node])
            else:
                yield Element(mark, {}, [node]) if mark else node
        elif node.tag == "a":
            yield from apart(node.children, mark, node.attrs)
        elif node.tag in LINED:
            yield from apart(node.children, mark or node.tag, link)
        else:
            yield Element(node.tag, node.attrs, [*apart(node.children, mark, link)])
