"""Office packages (.docx, .odt): zips of XML parts, read with care, and written with the same bytes every time."""

import io
import re
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import Path
from xml.etree import ElementTree as ET

_LARGEST = 500_000_000  # bytes in an unpacked document
_EPOCH = (1980, 1, 1, 0, 0, 0)
_XML = "http://www.w3.org/XML/1998/namespace"  # always xml
_TAG = re.compile(r"<[^\s/>?!]+")


@dataclass(frozen=True, slots=True)
class Part:
    """An XML part with the prefixes that it declares: some are used in values only, where ElementTree sees none."""

    root: ET.Element
    prefixes: dict[str, str]

    def data(self) -> bytes:
        """Return the part as bytes, with every prefix as it was.

        ElementTree has one list of prefixes for all that a process writes. So each namespace of this part is told anew,
        also those that it does not declare: what was written before makes no difference.
        """
        told = {prefix: uri for prefix, uri in self.prefixes.items() if not re.fullmatch(r"ns\d+", prefix)}
        names = {name for element in self.root.iter() for name in (element.tag, *element.attrib) if name[0] == "{"}
        others = {name[1:].partition("}")[0] for name in names} - {*told.values(), _XML}
        free = (f"x{number}" for number in count(1) if f"x{number}" not in self.prefixes)
        for prefix, uri in (*told.items(), *zip(free, sorted(others), strict=False)):
            ET.register_namespace(prefix, uri)
        text = ET.tostring(self.root, encoding="unicode")
        start = text.split(">", 1)[0]
        missing = [
            f' xmlns:{prefix}="{uri}"'
            for prefix, uri in self.prefixes.items()
            if prefix and f"xmlns:{prefix}=" not in start
        ]
        text = _TAG.sub(lambda tag: tag[0] + "".join(missing), text, count=1)
        return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text.encode()


@lru_cache(maxsize=8)  # the styles of a document are asked for by all that writes or measures it
def to_read(data: bytes) -> ET.Element:
    """Return what an XML part holds, for who changes nothing of it."""
    return parse(data).root


def parse(data: bytes) -> Part:
    """Return an XML part. Raises ElementTree.ParseError; also for a DOCTYPE, which no office program writes.

    Nor does one write UTF-16, in which a DOCTYPE would not be found.
    """
    if b"<!DOCTYPE" in data or b"\0" in data:
        raise ET.ParseError("DOCTYPE")
    prefixes: dict[str, str] = {}
    reader = ET.iterparse(io.BytesIO(data), events=("start-ns",))  # noqa: S314  # without DOCTYPE it has no entities
    for _, (prefix, uri) in reader:
        prefixes.setdefault(prefix, uri)
    return Part(reader.root, prefixes)  # type: ignore[attr-defined]  # documented, but unknown to typeshed


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name, in order. Raises zipfile.BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        infos = [info for info in packed.infolist() if not info.is_dir()]
        if sum(info.file_size for info in infos) > _LARGEST:
            raise zipfile.BadZipFile("too large")
        return {info.filename: packed.read(info) for info in infos}


def pack(parts: dict[str, bytes]) -> bytes:
    """Return parts as a package: the ones that tell the kind of package first, the others by name.

    All is compressed but ``mimetype``, which a program reads in place (ODF 1.3 part 2, 3.3). The same parts give the
    same bytes wherever Python has the same zlib.
    """
    first = ("mimetype", "[Content_Types].xml")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name in sorted(parts, key=lambda name: (name not in first, name)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            way = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(info, parts[name], way, compresslevel=6)
    return packed.getvalue()


def folder(path: Path) -> dict[str, bytes]:
    """Return the files in a folder as the parts of a package."""
    files = sorted(file for file in path.rglob("*") if file.is_file())
    return {file.relative_to(path).as_posix(): file.read_bytes().replace(b"\r\n", b"\n") for file in files}
