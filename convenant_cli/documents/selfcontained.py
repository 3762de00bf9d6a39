"""A web page that stands on its own: it runs nothing and fetches nothing, whatever template it came from."""

import re
from html.parser import HTMLParser

from convenant_cli.findings import ConvenantError

_FORBIDDEN = frozenset(("applet", "base", "embed", "form", "frame", "iframe", "link", "object", "portal", "script"))
_ADDRESSES = frozenset(("action", "background", "data", "href", "poster", "src", "srcset", "xlink:href"))
_INSIDE = re.compile(r"#|data:image/", re.IGNORECASE)
_LINK = re.compile(r"#|https?://|mailto:|tel:", re.IGNORECASE)
_FETCHING_STYLE = re.compile(r"@import|\\|(?:url|image-set|src)\(\s*['\"]?(?!data:|#|['\"])", re.IGNORECASE)


def refuse_fetching(page: str) -> None:
    """Raise ConvenantError when a web page would run a script or fetch something where it is opened."""
    reader = _Reader()
    reader.feed(page)
    reader.close()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.in_style = False

    def refuse(self, what: str) -> None:
        message = f"de webpagina zou iets uitvoeren of ophalen: {what}; haal dat uit het sjabloon"
        raise ConvenantError(f"{message} (ingevuld, regel {self.getpos()[0]})")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_style = tag == "style"
        if tag in _FORBIDDEN or (tag == "meta" and any(name == "http-equiv" for name, _ in attrs)):
            self.refuse(f"<{tag}>")
        for name, value in attrs:
            allowed = _LINK if tag == "a" else _INSIDE
            if name in _ADDRESSES and not allowed.match((value or "").strip()):
                self.refuse(f"'{name}' bij <{tag}>")
            if name.startswith("on") or (name == "style" and _FETCHING_STYLE.search(value or "")):
                self.refuse(f"'{name}' bij <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        self.in_style = self.in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        if self.in_style and (found := _FETCHING_STYLE.search(data)):
            self.refuse(f"'{found[0]}' in de stijl")
