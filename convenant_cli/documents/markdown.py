"""Record text as Markdown that shows exactly that text: in a paragraph, a heading, a list item or a table cell.

Escapes what CommonMark, GitHub tables, strikethrough, math and emoji short codes would read as markup, and nothing
more, so that dates, numbers and ``Zorg & Veiligheid`` stay readable in a diff.
"""

import re

from convenant_cli.documents.prose import blocks


class Safe(str):
    """Finished Markdown, not to be escaped again."""

    __slots__ = ()


_INLINE = re.compile(
    r"[\\`*\[|~$]"  # markup anywhere
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore at the edge of a word
    r"|<(?=[A-Za-z/!?])"  # HTML and autolinks
    r"|&(?=[#A-Za-z][0-9A-Za-z]*;)"  # an entity
    r"|:(?=[a-z0-9_+-]+:)"  # an emoji short code
)
_START = re.compile(r"(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+\s*$|-+\s*$|:?-+:?\s*$)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def escape(value: object) -> str:
    """Return a value as inline Markdown on one line. A :class:`Safe` value stays as it is."""
    if isinstance(value, Safe):
        return value
    text = _INLINE.sub(lambda match: "\\" + match[0], " ".join(str(value).split()))
    if _START.match(text):
        text = "\\" + text
    text = _NUMBER.sub(r"\1\\\2", text, count=1) if _NUMBER.match(text) else text
    # A heading drops hashes at its end.
    return re.sub(r"#(#*)$", r"\\#\1", text)


def prose(value: str) -> Safe:
    """Return a long text as Markdown blocks."""
    parts = []
    for block in blocks(value):
        if block.kind == "alinea":
            parts.append(escape(block.texts[0]))
        else:
            marks = [f"{number}." if block.kind == "nummers" else "-" for number in range(1, len(block.texts) + 1)]
            parts.append("\n".join(f"{mark} {escape(text)}" for mark, text in zip(marks, block.texts, strict=True)))
    return Safe("\n\n".join(parts))
