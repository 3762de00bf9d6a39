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
_START = re.compile(r"#{1,6}(?= |$)|[-+](?= |$)|>|=+$|-[- ]*$")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?= |$)")


def escape(value: object) -> str:
    """Return a value as inline Markdown on one line. A :class:`Safe` value stays as it is."""
    if isinstance(value, Safe):
        return value
    text = _INLINE.sub(lambda match: "\\" + match[0], " ".join(str(value).split()))
    # A heading drops hashes at its end.
    text = re.sub(r"#(#*)$", r"\\#\1", text)
    if _START.match(text):
        text = "\\" + text
    return _NUMBER.sub(r"\1\\\2", text, count=1) if _NUMBER.match(text) else text


def prose(value: str) -> Safe:
    """Return a long text as Markdown blocks.

    Its lists have marks of their own, so that they do not run on into a list of the template (``-``) or each other.
    """
    parts = []
    dot = "."
    before = ""
    for block in blocks(value):
        dot = ")" if block.kind == before == "nummers" and dot == "." else "."
        before = block.kind
        parts.append(
            "\n".join(
                {"alinea": "", "lijst": "* ", "nummers": f"{number}{dot} "}[block.kind] + escape(text)
                for number, text in enumerate(block.texts, 1)
            )
        )
    return Safe("\n\n".join(parts))
