"""Files as no person would write them: bytes, structures and texts that are changed at random, from one seed."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from convenant_cli.sources.yamlfile import MAX_BYTES, MAX_DEPTH, parse

#: Pieces that parsers stumble over.
PIECES = [
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\r",
    b"\r\n",
    b"\n",
    b"\t",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b"\xc2\xa0",
    b"\xc2\xad",
    b"\xe2\x80\x8b",
    b"\xe2\x80\xae",
    b"\xf0\x9f\x98\x80",
    b"\xed\xa0\x80",
    b"e\xcc\x81",
    b"---\n",
    b"...\n",
    b"%YAML 1.3\n",
    b"&a ",
    b"*a",
    b"!!str ",
    b"<<: ",
    b"? ",
    b": ",
    b"- ",
    b"- - ",
    b"|\n",
    b">-\n",
    b"|+\n",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b"#",
    b"'",
    b'"',
    b"\\",
    b'"\\U00110000"',
    b'"\\ud800"',
    b"<<<<<<< a\n",
    b"=======\n",
    b">>>>>>> b\n",
    b"||||||| c\n",
    b"null",
    b"~",
    b"\x1b[31m",
    b"@",
    b"`",
    b"a: &a [*a, *a]\n",
    b"\xe2\x80\xa9",
    b"\xef\xbb\xbf---",
    b"\x7f",
    b"key: |2\n    x\n  y\n",
    b"? [a]\n: b\n",
    b"'''",
    b'"\\x"',
]

#: Values at an edge of what a record may hold.
VALUES: list[Any] = [
    None,
    "",
    " ",
    "0001-01-01",
    "1899-12-31",
    "1900-01-01",
    "2199-12-31",
    "9999-12-31",
    "2024-02-29",
    "2025-02-29",
    "2026-00-00",
    "2026-13-01",
    "0000-00-00",
    "24:00",
    "23:59",
    "00:00",
    "0",
    "-0",
    "-1",
    "1",
    "1e999",
    "9" * 400,
    "0." + "9" * 40,
    "1,5",
    "1.000",
    "NaN",
    "Infinity",
    "٣",
    "2026",
    "2026/1",
    "2026/",
    "/",
    "..",
    "../x",
    "a/b/c",
    "a",
    "A",
    "-",
    "true",
    "ja",
    "nee",
    "12 maanden",
    "0 maanden",
    "999999999 jaar",
    "1 dag",
    "elk jaar",
    "2026-Q1",
    "2025-2026",
    "2199",
    "1900",
    "x" * 5000,
    "\u202e",
    "e\u0301",
    "\U0001f600",
    "https://a.example/" + "b" * 3000,
    "https://a.example",
    "mailto:a@b.example",
    "a@b.example",
    "www.a.nl",
    "http://[",
    "https://a:99999/",
    "%s",
    "{{ 7 * 7 }}",
    "{% x %}",
    "</td>",
    "<script>",
    "| a | b |",
    "=1+1",
    "##vso[task]",
    "\x1b",
    "een\ntwee",
    "\n\n",
    "- a\n- b",
    "1. a\n2. b",
    "**vet** en *niet*",
    [],
    {},
    [[]],
    [{}],
    [None],
    ["a", "a"],
    {"a": None},
    {"": ""},
    {"id": "a"},
    [["a"]],
]

#: What is repeated to make a text that takes long to search.
PUMPS = [
    "a",
    "a ",
    "a'",
    "a%",
    "A'",
    "a.",
    "a@",
    "@",
    "[",
    "[a",
    "](",
    "(",
    ")",
    "*",
    "**",
    "_",
    "`",
    "~",
    "!",
    "![",
    "<",
    "&",
    "&a",
    "\\",
    "|",
    "#",
    "1",
    "1.",
    "1-",
    "1-1-2000 (",
    "06-",
    "NL91 ",
    "https://",
    "https://a.example/(",
    "www.",
    "mailto:",
    "\n",
    "\n\n",
    "\n- ",
    "\n1. ",
    " - ",
    "é",
    "e\u0301",
    "\u00a0",
    "Van ",
    "leerling ",
    "leerling Van ",
    "straat 1 ",
    "x@",
    "a-b-",
    "'s-",
    "/",
    "://",
    ":",
    ",",
    "; ",
    '"',
    "{",
    "}",
    "$",
    "=",
    "+",
    "\n  ",
    "\n    ",
    "\n> ",
    "\n# ",
    "B",
    "de heer ",
    "J.",
    "1234 AB ",
    "000000000",
    "2026-01-01 ",
]

#: Values that are still right, for what has a form: days, durations, periods, numbers and times.
EDGES = [
    (re.compile(r"\d{4}-\d{2}-\d{2}"), ("1900-01-01", "2199-12-31", "2024-02-29", "2026-12-31", "2026-11-21")),
    (
        re.compile(r"\d+ (dag|dagen|week|weken|maand|maanden|jaar|jaren)"),
        ("1 dag", "36500 dagen", "9999 dagen", "5200 weken", "1200 maanden", "100 jaar", "1 maand"),
    ),
    (
        re.compile(r"(kalenderjaar|convenantjaar|schooljaar|\de halfjaar|\de kwartaal) .*|.* t/m .*"),
        (
            "kalenderjaar 1900", "kalenderjaar 2199", "convenantjaar 1900", "convenantjaar 2199",
            "schooljaar 2198-2199",
            "schooljaar 1900-1901", "2e halfjaar 2199", "1e kwartaal 1900", "2199-12-31 t/m 2199-12-31",
            "1900-01-01 t/m 2199-12-31",
        ),
    ),
    (re.compile(r"\d+"), ("0", "1", "100", "999999999", "999999999999999999999")),
    (re.compile(r"\d{2}:\d{2}"), ("00:00", "23:59", "12:00")),
]  # fmt: skip

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./_-]*[A-Za-z0-9]")
_Node = tuple[Any, Any]


def emitted(data: Any, depth: int = 0) -> str:
    """Return data as YAML: blocks, with plain values where that is safe."""
    pad = "  " * depth
    if isinstance(data, Mapping) and data:
        return "".join(f"{pad}{_scalar(key)}:{_under(value, depth)}" for key, value in data.items())
    if isinstance(data, list) and data:
        return "".join(f"{pad}-{_under(value, depth)}" for value in data)
    return f"{pad}{_scalar(data)}\n"


def _under(value: Any, depth: int) -> str:
    nested = isinstance(value, dict | list) and value
    return f"\n{emitted(value, depth + 1)}" if nested else f" {_scalar(value)}\n"


def _scalar(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value
    return json.dumps(value if isinstance(value, dict | list) else str(value), ensure_ascii=False)


class Mutator:
    """Changes files. ``corpus`` are the files to take pieces from."""

    def __init__(self, random: Random, corpus: Sequence[bytes]) -> None:
        self.random = random
        self.corpus = corpus

    def anything(self, raw: bytes) -> bytes:
        """Change a file in one of the ways; now and then until it is as large as a record may be."""
        if self.random.random() < 0.005:
            return self.swollen(raw)
        way = self.random.choice((self.raw, self.lines, self.structure, self.structure, self.text, self.gentle))
        return way(raw)

    # --- bytes ----------------------------------------------------------------------------------------------------

    def raw(self, raw: bytes) -> bytes:
        """Flip, insert, remove, repeat or splice some bytes."""
        pick = self.random
        for _ in range(pick.choice((1, 1, 2, 4, 8))):
            at = pick.randrange(len(raw) + 1)
            to = min(len(raw), at + pick.choice((1, 1, 2, 8, 64, 512)))
            way = pick.randrange(7)
            if way == 0 and at < len(raw):
                raw = raw[:at] + bytes([raw[at] ^ 1 << pick.randrange(8)]) + raw[at + 1 :]
            elif way == 1:
                raw = raw[:at] + pick.choice(PIECES) * pick.choice((1, 1, 1, 2, 40)) + raw[at:]
            elif way == 2:
                raw = raw[:at] + raw[to:]
            elif way == 3:
                raw = raw[:to] + raw[at:to] * pick.choice((1, 2, 50)) + raw[to:]
            elif way == 4:
                other = pick.choice(self.corpus)
                begin = pick.randrange(len(other) + 1)
                raw = raw[:at] + other[begin : begin + pick.choice((4, 40, 400))] + raw[to:]
            elif way == 5:
                raw = raw[:at] + pick.choice(PIECES) + raw[to:]
            else:
                raw = raw[:at] + pick.randbytes(pick.choice((1, 2, 16))) + raw[at:]
        return raw

    def lines(self, raw: bytes) -> bytes:
        """Remove, repeat, swap, indent or comment lines."""
        pick = self.random
        lines = raw.splitlines(keepends=True) or [b"\n"]
        for _ in range(pick.choice((1, 2, 3))):
            at, other = pick.randrange(len(lines)), pick.randrange(len(lines))
            way = pick.randrange(7)
            if way == 0 and len(lines) > 1:
                del lines[at]
            elif way == 1:
                lines[at:at] = [lines[other]] * pick.choice((1, 1, 2, 100))
            elif way == 2:
                lines[at], lines[other] = lines[other], lines[at]
            elif way == 3:
                lines[at] = b" " * pick.choice((1, 2, 4)) + lines[at]
            elif way == 4:
                lines[at] = lines[at].removeprefix(b"  ")
            elif way == 5:
                lines.insert(at, pick.choice((b"\n", b"# over\n", b"  # diep\n", b"#\n")) * pick.choice((1, 1, 3, 200)))
            else:
                lines.insert(at, pick.choice(pick.choice(self.corpus).splitlines(keepends=True) or [b"\n"]))
        return b"".join(lines)

    def swollen(self, raw: bytes) -> bytes:
        """Repeat a line, a piece or a stretch until the file is at the limit of its size, or just over it."""
        pick = self.random
        lines = raw.splitlines(keepends=True) or [b"\n"]
        at = pick.randrange(len(raw) + 1)
        what = pick.choice((pick.choice(lines), pick.choice(PIECES), raw[at : at + pick.randrange(1, 40)] or b"\n"))
        room = pick.choice((MAX_BYTES // 8, MAX_BYTES, MAX_BYTES + 4 * len(what))) - len(raw)
        times = max(1, room // len(what))
        if pick.random() < 0.3:  # not every one the same
            numbered = (what.replace(b"\n", f"{number}\n".encode()) for number in range(times))
            what, times = b"".join(numbered)[: max(1, room)], 1
        begin = len(b"".join(lines[: pick.randrange(len(lines) + 1)])) if pick.random() < 0.7 else at
        return raw[:begin] + what * times + raw[begin:]

    # --- structure ------------------------------------------------------------------------------------------------

    def structure(self, raw: bytes) -> bytes:
        """Change the data of a file: values, fields, items, lengths and depths."""
        data = parse(raw).data
        if not isinstance(data, dict | list):
            return self.raw(raw)
        for _ in range(self.random.choice((1, 1, 2, 3))):
            nodes = _nodes(data)
            if not nodes:
                break
            self._change(data, *self.random.choice(nodes), nodes)
        return emitted(data).encode()

    def _change(self, data: Any, holder: Any, key: Any, nodes: list[_Node]) -> None:
        pick = self.random
        way = pick.randrange(9)
        value = holder[key]
        if way == 0:
            holder[key] = _copy(pick.choice(VALUES))
        elif way == 1:
            _swap(holder, key, *pick.choice(nodes))
        elif way == 2:
            del holder[key]
        elif way == 3 and isinstance(holder, list):
            holder[key:key] = [_copy(value) for _ in range(pick.choice((1, 1, 2, 30)))]
        elif way == 4 and isinstance(holder, dict):
            _, name = pick.choice(nodes)
            holder[str(name)] = _copy(value)
        elif way == 5:
            for _ in range(pick.choice((1, 2, MAX_DEPTH - 2, MAX_DEPTH, MAX_DEPTH + 2))):
                value = pick.choice(([value], {"a": value}))
            holder[key] = value
        elif way == 6:
            holder[key] = self._other_value()
        else:
            holder[key] = [_copy(value) for _ in range(pick.choice((0, 1, 2, 300)))]

    def _other_value(self) -> Any:
        """Return a value from another file: an id that is not here, a name of another kind, a text."""
        data = parse(self.random.choice(self.corpus)).data
        nodes = _nodes(data) if isinstance(data, dict | list) else []
        if not nodes:
            return "a"
        holder, key = self.random.choice(nodes)
        return _copy(holder[key])

    # --- text -----------------------------------------------------------------------------------------------------

    def text(self, raw: bytes) -> bytes:
        """Put a text that takes long to search in the place of a value."""
        longest = 60_000 if self.random.random() < 0.02 else 3000
        return self._with_values(raw, lambda _: self.pumped(longest), lambda value: isinstance(value, str))

    def pumped(self, longest: int) -> str:
        """Return some pieces many times over."""
        pick = self.random
        parts = [
            pick.choice(PUMPS) * pick.choice((1, 3, 40, 400, longest // 2)) for _ in range(pick.choice((1, 1, 2, 3)))
        ]
        return "".join(parts)[: longest * 4]

    def gentle(self, raw: bytes) -> bytes:
        """Change a file so that it likely stays a good record: other days, other words, another order."""
        pick = self.random

        def other(value: str) -> str:
            for form, edges in EDGES:
                if form.fullmatch(value):
                    return pick.choice((*edges, f"20{pick.randrange(20, 32)}-{pick.randrange(1, 13):02}-01", value))
            words = value.split(" ")
            at = pick.randrange(len(words))
            words[at] = pick.choice((self.pumped(300), str(pick.choice(VALUES)), words[at], "ander", ""))
            return " ".join(words).strip() or "x"

        def fits(value: Any) -> bool:
            return isinstance(value, str) and (len(value) > 24 or any(form.fullmatch(value) for form, _ in EDGES))

        return self._with_values(raw, other, fits)

    def _with_values(self, raw: bytes, other: Callable[[str], str], fits: Callable[[Any], bool]) -> bytes:
        data = parse(raw).data
        nodes = [(h, k) for h, k in _nodes(data) if fits(h[k])] if isinstance(data, dict | list) else []
        if not nodes:
            return self.lines(raw)
        for holder, key in self.random.sample(nodes, min(len(nodes), self.random.choice((1, 1, 2, 3)))):
            holder[key] = other(holder[key])
        return emitted(data).encode("utf-8", "surrogatepass")


def _nodes(data: Any) -> list[_Node]:
    """Return every place in some data, as what holds it and its key or number there."""
    found: list[_Node] = []
    todo = [data]
    while todo:
        here = todo.pop()
        keys = list(here) if isinstance(here, dict) else range(len(here)) if isinstance(here, list) else ()
        for key in keys:
            found.append((here, key))
            todo.append(here[key])
    return found


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _swap(one: Any, here: Any, other: Any, there: Any) -> None:
    """Let two values change places, unless one holds the other."""
    if not (_within(one[here], other) or _within(other[there], one)):
        one[here], other[there] = other[there], one[here]


def _within(outer: Any, inner: Any) -> bool:
    """Tell whether a holder is a value, or lies inside it."""
    if outer is inner:
        return True
    parts = outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ()
    return any(_within(part, inner) for part in parts if isinstance(part, dict | list))
