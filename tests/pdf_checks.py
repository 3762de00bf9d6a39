"""What can be read from a PDF without a viewer: its tags with their text, and where it fails as accessible archive.

Two judges. ``page-validation`` (PyPI, import name ``page``) is a validator that shares no code with the maker of our
PDFs; by its own account it passes the test files of veraPDF for all machine-checkable rules of PDF/UA-1 and PDF/A-2a.
``faults`` below asserts in plain sight what matters most to a reader. Neither proves what only people can judge:
that the reading order makes sense, that a text alternative says what the picture says, how a screen reader sounds.
veraPDF and PAC themselves are not on PyPI, npm or Debian; run them by hand before a formal declaration.
"""

import functools
import importlib.util
import io
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeAlias
from xml.sax.saxutils import escape

import pytest

PROFILES = ("ua1", "2a")


def missing(what: str) -> NoReturn:
    if os.environ.get("CONVENANT_EIS_BROWSER") == "1":
        pytest.fail(f"{what} ontbreekt, en CONVENANT_EIS_BROWSER=1 eist alle controles")
    pytest.skip(f"{what} ontbreekt")


def require(*modules: str) -> None:
    """Skip or fail when a package is not installed; its import name is given."""
    for module in modules:
        if importlib.util.find_spec(module) is None:
            missing(f"het pakket met '{module}'")


def nonconformities(pdf: bytes) -> list[str]:
    """Return what an independent validator finds against PDF/UA-1 and PDF/A-2a."""
    require("page")
    import page

    return [
        f"{profile} {failure.rule_id}: {failure.message}"
        for profile in PROFILES
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
        if not (failure.rule_id == _LENGTH and _lengths_are_right(pdf))
    ]


_LENGTH = "PDFA2A-STREAM-LENGTH-001"
_STREAM = re.compile(rb"\n\d+ 0 obj\n(?:(?!endobj).)*?/Length (\d+)(?:(?!endobj).)*?>>\s*stream\n", re.DOTALL)


def _lengths_are_right(pdf: bytes) -> bool:
    """Tell whether all streams are as long as they say. The validator takes a last byte 0D for a part of the line end.

    It does not always say of which stream.
    """
    ends, at = [], 0
    while found := _STREAM.search(pdf, at):
        at = found.end() + int(found[1])
        ends.append(pdf.startswith(b"\nendstream", at))
    return bool(ends) and all(ends)


# --- the tags and their text --------------------------------------------------------------------------------------


@dataclass
class Tag:
    """A structure element: its role, its attributes, and what it holds: tags and pieces of text, in reading order."""

    role: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: "list[Tag | str]" = field(default_factory=list)
    own_pages: list[int] = field(default_factory=list)
    """The page of each piece of text directly in it."""

    @property
    def pages(self) -> list[int]:
        """The pages that it stands on, from 1."""
        return sorted({*self.own_pages, *(page for tag in self.tags for page in tag.pages)})

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def tags(self) -> "list[Tag]":
        return [child for child in self.children if isinstance(child, Tag)]

    def all(self, *roles: str) -> "Iterator[Tag]":
        if self.role in roles:
            yield self
        for child in self.tags:
            yield from child.all(*roles)


#: Of each page, by its object: its number, and the text of every marked piece.
Texts: TypeAlias = dict[Any, tuple[int, dict[int, str]]]
_UNMARKED = -1


@functools.lru_cache(maxsize=4)
def tags(pdf: bytes) -> Tag:
    """Return the tree of tags with the text of each."""
    require("pikepdf")
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        texts = {page.objgen: (at, _marked_texts(page)) for at, page in enumerate(opened.pages, 1)}
        root = Tag("root")
        _add(opened.Root.StructTreeRoot.K, None, root, texts)
    return root


def page_texts(pdf: bytes) -> list[str]:
    """Return all text of each page, also what stands outside the tags, such as the running header."""
    require("pikepdf")
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return ["".join(_marked_texts(page).values()) for page in opened.pages]


def _add(node: Any, page: Any, holder: Tag, texts: Texts) -> None:
    import pikepdf

    if isinstance(node, pikepdf.Array):
        for one in node:
            _add(one, page, holder, texts)
    elif isinstance(node, int) or node.get("/Type") == "/MCR":
        number, marked = texts[page.objgen if isinstance(node, int) else node.get("/Pg", page).objgen]
        holder.children.append(marked[node if isinstance(node, int) else int(node.MCID)])
        holder.own_pages.append(number)
    elif "/S" in node:
        attrs = {key: str(node[key]) for key in ("/Alt", "/Lang", "/T") if key in node}
        owners = node.get("/A", pikepdf.Array())
        for owner in owners if isinstance(owners, pikepdf.Array) else [owners]:
            attrs |= {str(key): str(value) for key, value in owner.items()}
        tag = Tag(str(node.S).removeprefix("/"), attrs)
        holder.children.append(tag)
        if "/K" in node:
            _add(node.K, node.get("/Pg", page), tag, texts)


def _marked_texts(page: Any) -> dict[int, str]:
    """Return the text of every marked piece of a page, read through the fonts' tables to Unicode.

    What stands outside the tags is under ``_UNMARKED``.
    """
    import pikepdf

    fonts = {str(name): _to_unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
    found: dict[int, str] = defaultdict(str)
    open_marks: list[tuple[int | None, bool]] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        mark = next((mark for mark, _ in reversed(open_marks) if mark is not None), _UNMARKED)
        if name in ("BDC", "BMC"):
            properties = operands[1] if name == "BDC" else {}
            properties = properties if isinstance(properties, pikepdf.Dictionary) else {}
            actual = properties.get("/ActualText")
            own = int(properties["/MCID"]) if "/MCID" in properties else None
            target = own if own is not None else mark
            if actual is not None and not any(said for _, said in open_marks):
                found[target] += str(actual)
            if own is not None:
                found[own] += ""
            open_marks.append((own, actual is not None))
        elif name == "EMC":
            open_marks.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("Tj", "TJ") and not any(said for _, said in open_marks):
            pieces = operands[0] if name == "TJ" else [operands[0]]
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    codes = bytes(piece)
                    found[mark] += "".join(
                        font[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2)
                    )
    return found


def _to_unicode(font: Any) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("ascii")
    codes: dict[int, str] = {}

    def text(digits: str) -> str:
        return bytes.fromhex(digits).decode("utf-16-be")

    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        codes |= {int(code, 16): text(out) for code, out in re.findall(r"<(\w+)>\s*<(\w+)>", block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, out in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                codes[int(first, 16) + step] = text(out)[:-1] + chr(ord(text(out)[-1]) + step)
    return codes


# --- our own list -------------------------------------------------------------------------------------------------


def faults(pdf: bytes, title: str) -> list[str]:
    """Return where a PDF fails what readers need most: title, language, tags, headings, tables, links, fonts."""
    require("pikepdf")
    import pikepdf

    found: list[str] = []

    def must(holds: object, what: str) -> None:
        if not holds:
            found.append(what)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root
        must(root.get("/MarkInfo", {}).get("/Marked"), "not marked as tagged")
        must(str(root.get("/Lang", "")).startswith("nl"), "no Dutch as language")
        must(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"), "the window does not show the title")
        metadata = root.Metadata.read_bytes().decode()
        for word in ("pdfuaid:part>1<", "pdfaid:part>2<", "pdfaid:conformance>A<", f">{escape(title)}<"):
            must(word in metadata, f"no {word} in the metadata")
        must(len(root.get("/OutputIntents", [])) == 1, "no output intent")
        for number, page in enumerate(opened.pages, 1):
            must(page.get("/Tabs") == "/S" or "/Annots" not in page, f"page {number}: tab order is not the structure")
            for note in page.get("/Annots", []):
                must("/Contents" in note and "/StructParent" in note, f"page {number}: a link without description")
            for font in page.Resources.get("/Font", {}).values():
                described = font.DescendantFonts[0].FontDescriptor
                must("/FontFile2" in described or "/FontFile3" in described, f"page {number}: a font outside the file")
                must("LiberationSans" in str(described.FontName), f"page {number}: another font: {described.FontName}")
    tree = tags(pdf)
    found += _heading_faults(tree) + _table_faults(tree)
    must(all(figure.attrs.get("/Alt") for figure in tree.all("Figure")), "a picture without text alternative")
    return found


def _heading_faults(tree: Tag) -> list[str]:
    found, level = [], 0
    for heading in tree.all("H1", "H2", "H3", "H4", "H5", "H6"):
        now = int(heading.role[1])
        if now > level + 1:
            found.append(f"heading '{heading.text}' skips from {level} to {now}")
        level = now
    return found if level else ["no heading at all"]


def _table_faults(tree: Tag) -> list[str]:
    found = []
    for table in tree.all("Table"):
        rows = list(table.all("TR"))
        name = next((caption.text for caption in table.all("Caption")), "?")
        if len({len(row.tags) for row in rows}) != 1:
            found.append(f"table '{name}': rows of different length")
        heads = list(table.all("TH"))
        if not heads or any("/Scope" not in head.attrs for head in heads):
            found.append(f"table '{name}': header cells without scope")
        if [part.role for part in table.tags if part.role != "Caption"][:1] != ["THead"]:
            found.append(f"table '{name}': does not begin with its header")
    return found
