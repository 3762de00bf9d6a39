"""What of a house style from elsewhere may go on into a document: bounded XML, pictures of its own, and safe addresses.

A house style is a file that somebody else may have made, and a document made with it is opened by people who never saw
it. So only what is known to show something is taken over; what fetches or runs is refused by its name.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.etree import ElementTree as ET
from xml.parsers import expat

from convenant_cli.documents.writers.office.zipped import Part, parse

_LARGEST = 50_000_000  # bytes in an unpacked house style
_MOST_PARTS = 2_000
_MOST_NODES = 500_000  # elements and attributes together; a style sheet of Word has some ten thousand
_DEEPEST = 200
_MOST_PREFIXES = 200
_CHUNK = 65_536
_ADDRESS = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
_PICTURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpeg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"BM"), "bmp"),
    (re.compile(rb"II\*\0|MM\0\*"), "tiff"),
    (re.compile(rb"\x01\0\0\0.{36} EMF", re.DOTALL), "emf"),
    (re.compile(rb"\xd7\xcd\xc6\x9a|\x01\0\x09\0"), "wmf"),
    (re.compile(rb"(\xef\xbb\xbf)?\s*<(\?xml|!--|svg)"), "svg"),
)
_SVG = "http://www.w3.org/2000/svg"
_INLINE = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_SVG_FETCHES = re.compile(r"@import|\\|url\(\s*['\"]?(?!#)", re.IGNORECASE)
_SVG_REFUSED = frozenset(
    ("script", "foreignObject", "iframe", "handler", "listener", "set", "animate", "audio", "video")
)


class StyleError(Exception):
    """A house style that cannot be used; its text is the rest of the sentence, and names what and the remedy."""


class DamagedError(Exception):
    """A package or a part of it that no office program would write."""


def other_kind(suffix: str) -> StyleError:
    """Return the error for a package of another kind than its name says."""
    return StyleError(f"het is geen {suffix}-bestand, alleen de naam eindigt zo; sla het zo op")


def unpack_bounded(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name. Raises StyleError when it is too large and DamagedError.

    What counts is what comes out, not what the package says of itself.
    """
    if data.count(b"PK\x01\x02") > _MOST_PARTS:
        raise StyleError("het bestaat uit te veel onderdelen; open het, en sla het opnieuw op")
    parts: dict[str, bytes] = {}
    left = _LARGEST
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            for info in packed.infolist():
                if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # others unpack without limit
                    raise DamagedError("packed otherwise")
                content = bytearray()
                with packed.open(info) as file:
                    while piece := file.read(_CHUNK):
                        left -= len(piece)
                        if left < 0:
                            raise StyleError(
                                f"het is uitgepakt groter dan {_LARGEST // 1_000_000} MB; maak het kleiner"
                            )
                        content += piece
                if not info.is_dir():
                    parts[info.filename] = bytes(content)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        RuntimeError,
        ValueError,
        EOFError,
        OSError,
    ) as error:
        raise DamagedError("zip") from error
    return parts


class Reader:
    """Reads the XML parts of one house style, with a bound on all of them together, before a tree is built."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self._left = _MOST_NODES

    def part(self, name: str) -> Part:
        """Return a part as a tree. Raises DamagedError and StyleError."""
        data = self.parts[name]
        self._count(data)
        try:
            return parse(data)
        except (ET.ParseError, ValueError, LookupError) as error:
            raise DamagedError(name) from error

    def _count(self, data: bytes) -> None:
        depth = 0
        prefixes: set[str] = set()

        def start(_: str, attributes: list[str]) -> None:
            nonlocal depth
            depth += 1
            self._left -= 1 + len(attributes) // 2
            if self._left < 0 or depth > _DEEPEST:
                raise StyleError("het is te ingewikkeld; begin met een nieuw bestand van 'convenant huisstijl'")
            prefixes.update(name for name in attributes[::2] if name.startswith("xmlns"))
            if len(prefixes) > _MOST_PREFIXES:
                raise DamagedError("prefixes")

        def end(_: str) -> None:
            nonlocal depth
            depth -= 1

        def refuse(*_: object) -> None:
            raise DamagedError("doctype")

        def declared(_version: str, encoding: str | None, _standalone: int) -> None:
            if (encoding or "utf-8").lower() not in ("utf-8", "us-ascii"):
                raise DamagedError("encoding")

        reader = expat.ParserCreate()
        reader.ordered_attributes = True
        reader.StartElementHandler, reader.EndElementHandler = start, end
        reader.StartDoctypeDeclHandler, reader.XmlDeclHandler = refuse, declared
        try:
            reader.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise DamagedError("xml") from error


def names(text: str) -> frozenset[str]:
    """Return the words of a text as a set of names."""
    return frozenset(text.split())


def safe_address(address: str) -> bool:
    """Tell whether a link may lead somewhere: only where a reader chooses to go."""
    return bool(_ADDRESS.fullmatch(address.strip()))


def picture(reader: Reader, name: str, where: str) -> str:
    """Return the suffix of a picture, by what it holds. Raises StyleError when it is none, or more than a picture."""
    data = reader.parts.get(name)
    if data is None:
        raise StyleError(f"{where} noemt een plaatje dat er niet is; voeg het opnieuw in")
    kind = next((kind for pattern, kind in _PICTURES if pattern.match(data)), "")
    if not kind:
        raise StyleError(f"{where} heeft een plaatje van een onbekende soort; gebruik PNG of JPEG")
    if kind == "svg":
        _refuse_active_svg(reader.part(name).root.iter(), where)
    return kind


def _refuse_active_svg(elements: Iterable[ET.Element], where: str) -> None:
    """Raise StyleError when a drawing would fetch or run something."""
    active = StyleError(f"{where} heeft een tekening (SVG) die iets uitvoert of ophaalt; gebruik PNG")
    for at, element in enumerate(elements):
        space, _, tag = element.tag.rpartition("}") if isinstance(element.tag, str) else ("", "", "")
        if (at == 0 and (space, tag) != ("{" + _SVG, "svg")) or tag in _SVG_REFUSED or tag.startswith("animate"):
            raise active
        if tag == "style" and _SVG_FETCHES.search("".join(element.itertext())):
            raise active
        for key, value in element.attrib.items():
            name = key.rpartition("}")[2]
            if name in ("href", "src") and not value.startswith("#") and not _INLINE.fullmatch(value.strip()):
                raise active
            if name.startswith("on") or _SVG_FETCHES.search(value if name != "href" else ""):
                raise active
