"""Characters that cannot be seen or look like another, as they come out of Word, a web page or another keyboard.

A value with one of them is refused and looks right; a message must say which character stands where.
"""

import re
import unicodedata
from typing import NamedTuple

_NAMES = {
    "\u00a0": "een vaste spatie",
    "\u202f": "een smalle vaste spatie",
    "\u2007": "een spatie zo breed als een cijfer",
    "\u3000": "een brede spatie",
    "\u2010": "een koppelteken dat niet op het toetsenbord staat",
    "\u2011": "een vast koppelteken",
    "\u2012": "een streepje zo breed als een cijfer",
    "\u2013": "een half kastlijntje",
    "\u2014": "een kastlijntje",
    "\u2212": "een minteken",
    "\u200c": "een teken zonder breedte",
    "\u200d": "een teken zonder breedte",
    "\uff1a": "een brede dubbele punt",
}
#: Letters of another alphabet, and the ones on our keyboards that they look like.
_LETTERS = dict(
    zip(
        "асеорхуіјѕԁһԛԝѵАВЕКМНОРСТХІЈЅУαεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɡɩ",
        "aceopxyijsdhqwvABEKMHOPCTXIJSYaeikvoptuxABEZHIKMNOPTYXigi",
        strict=True,
    )
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe58\ufe63\uff0d"
_MARKS = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0"
)
#: These are compiled when a text is looked at, as only a file with a fault is.
_ODD = (
    f"[^\\S \t\r\n]|[{_MARKS}{_DASHES}{''.join(_LETTERS)}\u2800\u0430-\u04ff\uff01-\uff5e]"
    "|(?![0-9])\\d|[\U000e0000-\U000e0fff\U0001d400-\U0001d7ff]"
)
#: White space where the build of a record depends on it: as indentation, behind a dash or a colon; and other colons.
_BUILD = "^[ ]*(?:- *)?([^\\S \t\r\n])|:([^\\S \t\r\n])|^[ ]*(?:- +)?[\\w-]+([\uff1a\ufe55\u2236\ua789])"


class Odd(NamedTuple):
    """A character that is not what it looks like: where it stands in a text, what it is, and what to do."""

    at: int
    sign: str
    what: str
    remedy: str

    def told(self, text: str) -> str:
        """Return where in a text it stands, and what it is: ``achter '2026' staat een vast koppelteken (U+2011)``."""
        before = text[: self.at].strip()
        where = f"achter '{plain(before[-30:])}'" if before else "vooraan"
        return f"{where} staat {self.what} (U+{ord(self.sign):04X})"


def odd(text: str) -> Odd | None:
    """Return the first character of a text that cannot be seen or looks like another; None when there is none."""
    match = re.search(_ODD, text)
    return _odd(match[0], match.start()) if match else None


def odd_build(line: str) -> Odd | None:
    """Return the first such character where the build of a record depends on it: at the start or behind a colon."""
    match = re.search(_BUILD, line)
    if match is None:
        return None
    group = next(number for number, found in enumerate(match.groups(), 1) if found)
    return _odd(match[group], match.start(group))


def plain(text: str) -> str:
    """Return a text with the characters that it seems to have."""
    for sign in set(re.findall(_ODD, text)):
        text = text.replace(sign, _plain(sign))
    return text


def marked(text: str) -> str:
    """Return a text in which every character without ink, or with the ink of another, stands as its code."""
    return re.sub(_ODD, lambda match: f"[U+{ord(match[0]):04X}]", text)


def _plain(sign: str) -> str:
    if sign.isspace():
        return " "
    if sign in _DASHES:
        return "-" if sign != "\u00ad" else ""
    if sign in _LETTERS:
        return _LETTERS[sign]
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    folded = unicodedata.normalize("NFKC", sign)
    return folded if folded.isascii() else "" if re.match(_INVISIBLE, sign) else sign


_INVISIBLE = f"[{_MARKS}\u2800\U000e0000-\U000e0fff]"


def _odd(sign: str, at: int) -> Odd:
    meant = _plain(sign)
    if sign.isspace():
        what, remedy = "een andere spatie dan die van de spatiebalk", "typ een gewone spatie of haal haar weg"
    elif re.match(_INVISIBLE, sign):
        what, remedy = "een teken dat u niet ziet", "haal het weg"
    elif not meant.isascii():
        what, remedy = "een letter uit een ander alfabet", "typ een letter van het toetsenbord"
    else:
        kind = "cijfer" if sign.isdecimal() else "letter" if sign.isalpha() else "teken"
        likeness = "die" if kind == "letter" else "dat"
        what, remedy = f"een {kind} {likeness} op '{meant}' lijkt", f"typ een gewone '{meant}'"
    return Odd(at, sign, _NAMES.get(sign, what), remedy)
