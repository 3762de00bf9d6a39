"""What stands in one line of Markdown: the text of the records, our own marks, and nothing that comes of the text.

A piece is never looked at alone: an exclamation mark before a link would make it a picture, and marks inside a word
are read as text.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from convenant_cli.documents.page.tree import Element, Node, inline

_INLINE = re.compile(
    r"[\\`*\[|~$]"  # markup anywhere
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore at the edge of a word
    r"|<(?=[A-Za-z/!?])"  # HTML and autolinks
    r"|&(?=[#A-Za-z][0-9A-Za-z]*;)"  # an entity
    r"|:(?=[a-z0-9_+-]+:)"  # an emoji short code
)
#: An address in a text that is no link: many viewers make one of it, and would show the backslashes in it.
_BARE = re.compile(r"(?<!\w)(?:(?:https?|ftp):(?=//)|www\.)\S*")
_START = re.compile(r"#{1,6}(?= |$)|[-+](?= |$)|>|=+$|-[- ]*$|:(?=[\s:-]|$)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?= |$)")
BREAK = "\\\n"
_CUT = "\n"  # where a line of a cell ends, until it is known how the next one goes on
#: An address that Markdown shows as a link between these signs, and how it begins there.
_AUTOLINK = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|https?://[^\s<>|\\]+")
_BOLD = frozenset(("afspraak", "te-laat"))
_WRAPPERS = {"strong": "**", "em": "*", "ins": "**", "del": "~~"}
_TAGS = {"**": "strong", "*": "em", "~~": "del"}
_EDGE = " ,.;:!?()"  # signs at the edge of what came: nobody sees that they are bold

#: What GitHub, GitLab, Forgejo or Azure DevOps makes of a text in a comment, though it is no Markdown.
_CALL = re.compile(
    r"""
    (?<!\w)(?: [A-Za-z][A-Za-z0-9+.-]{0,20}:// | www\. | mailto: | xmpp: ) \S*[^\s.,;:!?'"’”)\]]  # an address
    | [\w.+/-]{0,64} @ (?:[\w.+/-]*\w)?  # a person, a team, everybody, a mailbox
    | [\w./-]{0,64} [#!&$] \d[\w-]*  # an issue, a merge request, an epic, a snippet
    | [~%^] [\w"][\w-]*  # a label, a milestone, an alert
    | (?<!\w) (?:[Gg][Hh] | [A-Z][A-Z0-9]{0,20}) - \d+  # an issue of another system
    | (?<!\w) [0-9a-f]{7,64} (?!\w)  # a commit
    | : (?:[a-z][a-z0-9_+-]{0,60} | [+-]1 | 100 | 1234 | 8ball) :  # an emoji
    | \[\[ | \[_?TOC_?\] | \[[a-z_]{1,20}:[^\]\s]{0,80}\] | [\[{][+-] | [+-][\]}]  # what only GitLab knows
    """,
    re.VERBOSE,
)

_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Line:
    """How lines are written.

    ``posted``: the text becomes a comment, where it may call nobody and link nothing. ``marked``: bold says that
    something came since an earlier moment, so nothing else is bold.
    """

    posted: bool = False
    marked: bool = False

    def escape(self, value: str) -> str:
        """Return a text as Markdown on one line, at the start of a block or further on."""
        return self._start(self._escaped(" ".join(value.split())))

    def text(self, nodes: Iterable[Node]) -> str:
        """Return pieces of a line as Markdown; each line break starts a new line of it."""
        return BREAK.join(map(self._start, self._pieces(inline(nodes), BREAK).split(BREAK)))

    def cell(self, nodes: Iterable[Node]) -> str:
        """Return pieces of a line as Markdown for a cell of a table, which has one line."""
        return self._start(sentences(self._pieces(inline(nodes), _CUT).split(_CUT)))

    def _start(self, text: str) -> str:
        """Return finished inline Markdown as a line that starts and ends nothing but itself."""
        bare = text.rstrip("#")
        if bare != text and not bare.endswith("\\"):  # a heading drops hashes at its end
            text = f"{bare}\\{text[len(bare) :]}"
        if _START.match(text) or (self.posted and text.startswith("/")):
            return "\\" + text
        return _NUMBER.sub(r"\1\\\2", text, count=1) if _NUMBER.match(text) else text

    def _escaped(self, text: str, inside: str = "") -> str:
        if not self.posted:
            return _plain(text, inside)
        out, done = "", 0
        for start, end in _calls(text):
            out += _plain(text[done:start], inside) + _code(text[start:end])
            done = end
        return out + _plain(text[done:], inside)

    def _pieces(self, nodes: Iterable[Node], line_break: str, inside: str = "") -> str:
        """Return pieces as Markdown. ``inside`` has the signs of the marks that they stand in."""
        out = ""
        todo = self._joined(nodes)
        for position, node in enumerate(todo):
            after = todo[position + 1] if position + 1 < len(todo) else ""
            if isinstance(node, str):
                written = self._escaped(node, inside)
                behind_link = position > 0 and _is(todo[position - 1], "a")
                out += f"\\{written}" if behind_link and written.startswith("{") else written
            elif node.tag == "br":
                out += line_break
            elif node.tag == "img":
                out += _wrapped(f"Grafiek: {self._escaped(node.attrs.get('alt', ''))}", "*", out, "")
            elif node.tag == "a":
                if out.endswith(("!", "^")):  # would make a picture or a footnote of it
                    out = f"{out[:-1]}\\{out[-1]}"
                out += self._link(node, line_break)
            elif node.tag == "code":
                out += _code(node.text).replace("|", "\\|" if line_break != BREAK else "|")
            else:
                mark = self._mark(node)
                first = self._escaped(after)[:1] if isinstance(after, str) else "["
                if not _changes(node) or mark[0] in inside:
                    written = self._pieces(node.children, line_break, inside + mark[0])
                    out += _wrapped(written, mark, out, first, mark[0] in inside)
                    continue
                if out and not out[-1].isspace() and _changes(todo[position - 1]):
                    out += " "  # what went and what came are two words
                out += self._changed(node, out, " " if _changes(after) else first, line_break)
        return out

    def _joined(self, nodes: Iterable[Node]) -> list[Node]:
        """Return pieces with neighbouring texts as one, whatever elements without a mark they stood in."""
        out: list[Node] = []
        for node in nodes:
            dissolved = isinstance(node, Element) and node.tag not in ("br", "img", "code") and not self._mark(node)
            # A place inside the document has no fixed name in Markdown.
            if isinstance(node, Element) and dissolved and (node.tag != "a" or node.attrs["href"].startswith("#")):
                pieces = self._joined(node.children)
            else:
                pieces = [node]
            for piece in pieces:
                if isinstance(piece, str) and out and isinstance(out[-1], str):
                    out[-1] += piece
                else:
                    out.append(piece)
        return out

    def _changed(self, node: Element, before: str, after: str, line_break: str) -> str:
        """Return what came or went between marks that are read, also where it begins or ends with a sign.

        Signs at the edge of what came stand beside the mark; beside what went stands a space.
        """
        mark = self._mark(node)
        written = self._pieces(node.children, line_break, mark[0])
        wrapped = _wrapped(written, mark, before, after)
        if self.posted or f"<{_TAGS[mark]}>" not in wrapped:
            return wrapped
        if mark == "~~":
            return _readable(written, mark, before, after)
        start, middle, end = _edges(self._joined(node.children))
        if not middle:
            return written
        start, end = self._escaped(start), self._escaped(end)
        inside = self._pieces(middle, line_break, mark[0])
        return f"{start}{_wrapped(inside, mark, before + start, end or after)}{end}"

    def _mark(self, node: Element) -> str:
        mark = _WRAPPERS.get(node.tag, "**" if _BOLD & set(node.classes) else "")
        return "" if self.marked and mark == "**" and node.tag != "ins" else mark

    def _link(self, node: Element, line_break: str) -> str:
        target = node.attrs["href"]
        if self.posted:
            words, shown = node.text, target.removeprefix("mailto:")
            return _code(shown) if words == shown else f"{self._escaped(words)} ({_code(shown)})"
        if node.text == target.removeprefix("mailto:") and _AUTOLINK.fullmatch(node.text):
            return f"<{node.text}>"
        words = self._pieces(inline(node.children), line_break, inside="]")
        address = re.sub(r"[\\<>]|&(?=[#A-Za-z][0-9A-Za-z]*;)", r"\\\g<0>", target.replace("|", "%7C"))
        return f"[{words}](<{address}>)"


def sentences(parts: Iterable[str]) -> str:
    """Return lines as one: behind the end of a sentence the next one, behind anything else a semicolon."""
    out = ""
    for part in parts:
        ended = out.rstrip("*~_”’\"')").endswith((".", "!", "?", "…", ":", ";"))
        out += f"{'' if not out else ' ' if ended else '; '}{part}"
    return out


def _calls(text: str) -> list[list[int]]:
    """Return where a text calls somebody or something: of each word that does, from the first call to the last."""
    found: list[list[int]] = []
    for match in _CALL.finditer(text):
        start, end = match.span()
        if found and not _SPACE.search(text, found[-1][1], start):
            found[-1][1] = end
        else:
            found.append([start, end])
    done = 0
    for span in found:  # letters beside it are part of the word
        while span[0] > done and text[span[0] - 1].isalnum():
            span[0] -= 1
        while span[1] < len(text) and text[span[1]].isalnum():
            span[1] += 1
        done = span[1]
    return found


def _plain(text: str, inside: str) -> str:
    """Return a text with a backslash before every sign that counts where it stands."""
    places = {match.start() for match in _INLINE.finditer(text)}
    if "]" in inside:
        places |= {at for at, sign in enumerate(text) if sign == "]"}
    for match in _BARE.finditer(text):
        if not places.isdisjoint(range(match.start(), match.end())):
            places.add(min(at for at in (text.find(":", match.start()), text.find(".", match.start())) if at >= 0))
    return "".join(f"\\{sign}" if at in places else sign for at, sign in enumerate(text)) if places else text


def _is(node: Node, tag: str) -> bool:
    return isinstance(node, Element) and node.tag == tag


def _changes(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in ("ins", "del")


def _edges(nodes: list[Node]) -> tuple[str, list[Node], str]:
    """Return pieces without the signs and spaces that they begin and end with, and those."""
    start = end = ""
    nodes = list(nodes)
    if nodes and isinstance(first := nodes[0], str):
        start = first[: len(first) - len(first.lstrip(_EDGE))]
        nodes[0] = first[len(start) :]
    if nodes and isinstance(last := nodes[-1], str):
        end = last[len(last.rstrip(_EDGE)) :]
        nodes[-1] = last[: len(last) - len(end)]
    return start, [node for node in nodes if node != ""], end


def _readable(inside: str, mark: str, before: str, after: str) -> str:
    """Return a text between marks with a space beside a mark that is not read without."""
    left = "" if inside[:1].isalnum() or _parts(before) else " "
    right = "" if inside[-1:].isalnum() or _parts(after) else " "
    return left + _wrapped(inside, mark, before + left, right + after) + right


def _wrapped(inside: str, mark: str, before: str, after: str, nested: bool = False) -> str:
    """Return a text between marks; as HTML where the marks would not be read, such as inside a word or each other."""
    if not inside.strip():
        return inside
    left, right = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
    inside = inside.strip()
    opens = inside[0].isalnum() or _parts(left or before)
    closes = inside[-1].isalnum() or _parts(right or after)
    touches = inside[0] == mark[0] or _ends_in(inside, mark[0]) or (not left and _ends_in(before, mark[0]))
    if opens and closes and not touches and not nested:
        return f"{left}{mark}{inside}{mark}{right}"
    return f"{left}<{_TAGS[mark]}>{inside}</{_TAGS[mark]}>{right}"


def _ends_in(text: str, sign: str) -> bool:
    """Tell whether a text ends in a sign that is a mark: one without a backslash."""
    bare = text[:-1]
    return text.endswith(sign) and (len(bare) - len(bare.rstrip("\\"))) % 2 == 0


def _parts(text: str) -> bool:
    """Tell whether a mark is read beside this, whatever stands at its other side: a space, punctuation, an end."""
    return not text or text[-1].isspace() or text[-1] in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" or _punctuation(text[-1])


def _punctuation(character: str) -> bool:
    return unicodedata.category(character).startswith("P")


def _code(text: str) -> str:
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"
