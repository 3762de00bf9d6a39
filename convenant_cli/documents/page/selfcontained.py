"""A web page that runs nothing and fetches nothing, whatever template it came from.

Three walls, each on its own: a reader that refuses what is not on a list of elements, attributes and words of style,
and names it; a sanitiser that makes the page anew from the same list, read as a browser reads it; and a policy in the
head that tells a browser to fetch nothing. Charts are ours and are put in afterwards.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser

import nh3

_EVERYWHERE = frozenset(("class", "dir", "hidden", "id", "lang", "role", "tabindex", "title"))
_CELL = frozenset(("abbr", "colspan", "headers", "rowspan", "scope"))
_ATTRIBUTES = {
    "a": frozenset(("href",)),
    "col": frozenset(("span",)),
    "colgroup": frozenset(("span",)),
    "details": frozenset(("open",)),
    "img": frozenset(("alt", "height", "src", "width")),
    "li": frozenset(("value",)),
    "ol": frozenset(("reversed", "start", "type")),
    "td": _CELL,
    "th": _CELL,
    "time": frozenset(("datetime",)),
}
_ALLOWED = """
    a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd del details
    dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p
    pre q s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
"""
_ELEMENTS = frozenset(_ALLOWED.split())
_HEAD = frozenset(("html", "head", "body", "meta", "style", "title"))
_META = frozenset(("author", "color-scheme", "description", "robots", "theme-color", "viewport"))
_VOID = frozenset(("br", "col", "hr", "img", "meta", "wbr"))
_DEEPEST = 100  # elements in one another; a sanitiser takes ever longer for more
_SCHEMES = ("https", "http", "mailto", "tel")
_LINK = re.compile(rf"#|(?:{'|'.join(_SCHEMES)}):", re.IGNORECASE)
_PICTURE = r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*"
_INSIDE = re.compile(rf"#.*|{_PICTURE}", re.IGNORECASE)

_OWN_PICTURE = re.compile(rf"url\(\s*(['\"]?)(?:{_PICTURE}|#[\w-]+)\1\s*\)", re.IGNORECASE)
_AT = re.compile(r"@([-\w]*)")
_FUNCTION = re.compile(r"([^\s(){}\[\],;:!\"'/*+<>=~|.#&^$%]*)\(")
_AT_WORDS = frozenset(("container", "keyframes", "layer", "media", "page", "supports"))
_MARGIN = re.compile(r"(?:top|bottom|left|right)-[a-z-]+")
#: The functions of a style that only compute, or choose what a rule is about.
_COMPUTING = """
    attr calc clamp color color-mix conic-gradient counter counters cubic-bezier dir fit-content has hsl hsla
    is lab lang lch linear-gradient max min minmax not nth-child nth-last-child nth-last-of-type nth-of-type
    oklab oklch radial-gradient repeat repeating-linear-gradient rgb rgba rotate scale selector steps
    translate translatex translatey var where
"""
_FUNCTIONS = frozenset(("", *_COMPUTING.split()))  # without a name: brackets alone
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


class UnsafeError(Exception):
    """A part of a page that it may not have, and the line and column (from 0) of it when they are known."""

    def __init__(self, what: str, at: tuple[int, int] | None = None) -> None:
        super().__init__(what)
        self.what, self.at = what, at


def made_safe(page: str, title: str, drawings: Mapping[str, str]) -> str:
    """Return a page of an own template, made anew from what a page may have.

    ``title`` is for a page that has none; ``drawings`` are the charts by id, as they stand in the page. Raises
    UnsafeError for what a page may not have.
    """
    seen = _read(_without(drawings, page, keep_lines=True))
    body = _without(drawings, page, keep_lines=False)
    body = body[_behind_start(body) : _before_end(body)]
    clean = _cleaned(body)
    _refuse_lost(body, clean)
    clean = _STAND_IN.sub(lambda found: _drawn(unescape(found[1]), drawings), clean)
    metas = "".join(f'<meta name="{escape(name)}" content="{escape(text)}">\n' for name, text in seen.metas)
    styles = "".join(f"<style>{style}</style>\n" for style in seen.styles)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(seen.lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n{metas}'
        f"<title>{escape(seen.title or title, quote=False)}</title>\n{styles}</head>\n<body>{clean}</body>\n</html>\n"
    )


def _cleaned(body: str) -> str:
    clean: str = nh3.clean(
        body,
        tags=set(_ELEMENTS),
        attributes={"*": set(_EVERYWHERE), **{tag: set(names) for tag, names in _ATTRIBUTES.items()}},
        generic_attribute_prefixes={"aria-"},
        attribute_filter=lambda tag, name, value: value if _fits(tag, name, value) else None,
        url_schemes={*_SCHEMES, "data"},
        link_rel=None,
    )
    return clean


def _fits(tag: str, name: str, value: str) -> bool:
    """Tell whether an attribute may have a value: an address is a link, or a picture that is in the page itself."""
    if name not in ("href", "src"):
        return True
    return bool((_LINK.match if tag == "a" else _INSIDE.fullmatch)(value.strip()))


# --- charts -------------------------------------------------------------------------------------------------------


#: The sanitiser writes no plain quote but around a value: this finds elements, and never a text that looks like one.
_STAND_IN = re.compile(r'<img [^<>]*?(?<=\s)src="#([^"]*)"[^<>]*>')


def _stand_in(id: str) -> str:
    """Return what stands for a chart: also what a template may write itself."""
    return f'<img src="#{escape(id)}">'


def _drawn(id: str, drawings: Mapping[str, str]) -> str:
    if id not in drawings:
        raise UnsafeError(f"een plaatje dat er niet is: '#{id}'")
    return drawings[id]


def _without(drawings: Mapping[str, str], page: str, *, keep_lines: bool) -> str:
    for id, drawing in drawings.items():
        page = page.replace(drawing, _stand_in(id) + "\n" * (drawing.count("\n") if keep_lines else 0))
    return page


# --- what a template may have -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Seen:
    lang: str = "nl"
    title: str = ""
    styles: list[str] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    elements: Counter[str] = field(default_factory=Counter)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = _Seen()
        self.inside = ""
        self.in_body = False
        self.depth = 0

    def refuse(self, what: str) -> None:
        raise UnsafeError(what, self.getpos())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.in_body = self.in_body or tag == "body" or tag in _ELEMENTS
        if tag not in _ELEMENTS and (tag not in _HEAD or (self.in_body and tag != "body")):
            self.refuse(f"<{tag}>")
        self.depth += tag not in _VOID
        if self.depth > _DEEPEST:
            self.refuse(f"<{tag}> in meer dan {_DEEPEST} andere elementen")
        self.inside = tag if tag in ("style", "title") else ""
        self.seen.elements[tag] += 1
        if tag == "meta":
            self._meta(given)
        elif tag == "html":
            self.seen.lang = given.get("lang", "nl")
        elif tag == "style":
            self.seen.styles.append("")
        for name, value in given.items():
            if tag == "meta" or (name in _EVERYWHERE and tag not in _HEAD) or (tag, name) == ("html", "lang"):
                continue
            if not (name.startswith("aria-") or name in _ATTRIBUTES.get(tag, ())) or not _fits(tag, name, value):
                self.refuse(f"'{name}' bij <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "title":
            self.seen.title += data
        elif self.inside == "style":
            if wrong := fetching_style(data):
                line, _ = self.getpos()
                at = (line + data.count("\n", 0, data.index(wrong)), 0)
                raise UnsafeError(f"'{wrong}' in de stijl", at)
            self.seen.styles[-1] += data

    def handle_comment(self, data: str) -> None:
        self.refuse(f"<!--{data[:20]}")

    def handle_decl(self, decl: str) -> None:
        if decl.casefold() != "doctype html" or self.seen.elements:
            self.refuse(f"<!{decl[:20]}")

    def handle_pi(self, data: str) -> None:
        self.refuse(f"<?{data[:20]}")

    def unknown_decl(self, data: str) -> None:
        self.refuse(f"<![{data[:20]}")

    def _meta(self, given: Mapping[str, str]) -> None:
        if set(given) == {"charset"} and given["charset"].casefold() == "utf-8":
            return
        if set(given) != {"name", "content"} or given["name"].casefold() not in _META:
            self.refuse("<meta>")
        self.seen.metas.append((given["name"], given["content"]))


def fetching_style(text: str) -> str:
    """Return the first word of a style that is not on the list of what only lays out; empty when all are."""
    if found := re.search(r"\\|</|<!", text):
        return found[0]  # a sign written as a number, or the end of the style
    plain = _OWN_PICTURE.sub(" ", text)
    for found in _AT.finditer(plain):
        word = found[1].casefold()
        if word not in _AT_WORDS and not _MARGIN.fullmatch(word):
            return found[0]
    for found in _FUNCTION.finditer(plain):
        word = found[1].casefold()
        if word not in _FUNCTIONS and word.removeprefix("@") not in _AT_WORDS:
            return found[0]
    return ""


def _read(page: str) -> _Seen:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.seen


# --- the body, as a browser reads it ------------------------------------------------------------------------------

_START = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_END = re.compile(r"</body\s*>", re.IGNORECASE)


def _behind_start(page: str) -> int:
    found = _START.search(page)
    return found.end() if found else 0


def _before_end(page: str) -> int:
    return max((found.start() for found in _END.finditer(page)), default=len(page))


def _refuse_lost(body: str, clean: str) -> None:
    """Raise UnsafeError for an element that our reader saw and a browser would not, or the other way round."""
    if _cleaned(clean) != clean:
        raise UnsafeError("iets dat een browser steeds anders leest")
    before, after = _elements(body), _elements(clean)
    lost = before - after
    if lost:
        raise UnsafeError(f"<{next(iter(lost))}> op een plaats waar een browser dat niet leest")


def _elements(text: str) -> Counter[str]:
    return Counter({tag: count for tag, count in _read(text).elements.items() if tag in _ELEMENTS})
