"""Make what ``convenant_cli/privacy/language.py`` reads from the word list of OpenTaal.

Run ``python scripts/wordlist.py /usr/share/dict/dutch`` with the file of the Debian package ``wdutch``, with Faker
installed for the names of places. The files it writes stand in ``convenant_cli/privacy/woorden/``:

- ``taal.bin``: the words of the language, and the names of places, streets and those who live there;
- ``voornamen-opentaal.txt``: names that have a genitive ("Foekjes") and no inhabitants, which are given names.
"""

import re
import sys
from collections.abc import Collection
from importlib import import_module
from pathlib import Path

from convenant_cli.privacy.language import BITS, FILE, marks_of
from convenant_cli.privacy.words import words_of
from convenant_cli.text.folding import fold

FOLDER = Path(__file__).parents[1] / "convenant_cli" / "privacy" / "woorden"
_GENITIVE = ("'s", "s", "'")
_OF_PLACE = (
    "er", "se", "enaar", "naar", "ers", "er's", "straat", "sestraat", "weg", "seweg", "laan", "plein", "kade", "singel",
)  # fmt: skip
_THING = re.compile(
    r"(?:straat|laan|weg|plein|pad|kade|gracht|singel|dijk|dreef|baan|markt|hof|park|polder|steeg|plantsoen|land|stad"
    r"|sche?|se|aar|ër|ers|aren|supporter|fan|film|roman|partij|lander|zee|baai|gebied|eiland|gebergte)$"
)
#: What an inhabitant, a follower or a compound with a name is called.
_NO_GIVEN = re.compile(
    r"(?:supporter|fan|film|roman|etappe|expeditie|bewaker|aar|[iëe]ër|partij|burger|stad|land|lander)$"
)
_SHORTEST, _SHORT = 4, "abe aly ard ari ary ate bor bob fie gio ids jil jin kaz luz nic obe pam ray sal syl tex ype yme"
#: What looks like a given name in the list and is something else.
_OTHER = """
 aboriginal afrika almeerder alpha amerika amro aphrodite apple ares armani asmara assembleecommissie asjkenazi aucaner
audi avalon bach bagdad bakoe bangkok bantoe beerse beethoven belgie bijbelstudie bijbelvertaler blackberry boeing
borgworm brabander breda breukel bruna brooklyn bunschoten can caraceen carthager cars cevennool cezanne cherokee chevy
china chirojongen chirojongens christus chromebook commewijner cuba dali damasceen darwin deinze dior divine doha
dorito dracula drachtster dublin duinkerken dutchbatter dwarsakker eigenbrakel einstein endstra engelandvaarder
erembodegem eskimo esri europa europabeker europacupfinale facebookgebruiker facebookpagina falasha ferrari filipino
florida ford fortuyn france frankrijk freud friezinnetje ganshoren gaza geneva gurkha groninger habsburger
hamasstrijder havana henegouwer hezbollahstrijder hitler hofakker hofwijk hollywoodfilm honda humo hutu inca indiana
intel italo jezus jodenhater jodinnetje juncker juninho kaapvaarder kafka kafkafan kamercommissie kamerfractie
kamervoorzitter kamerzetel kampakker kanaan karata karelroman katho kennemer khmer koerdenleider korea kraainem
kretenzer krim kroaatje kruisakker kwinti lapaceen leeuwarder lelystatter lenthe lima limeen lissabon litouwer lourdes
lyon madrid mandela manilleen mantsjoe maori mariakapelletje marialegende matiz mauritius mazda meadow
mekkaganger microsoft milano molenakker molukker montana moriaantje mozart mozilla mozes nemo navajo nietzsche nigeria
nike nirvana nokia noordoostpolder noordpoolreiziger noordzeehaven obama ocean odessa oeigoer oekrainer oeral opel
oranjefan oranjespeler oranjesupporter oranjeteam oreo orion oudergem overflakkee overijse pajot palau pandora
paramaccaner paris parisien parisienne phoenix picasso plato poetin porsche quiteen ravel ravenna reunion rijeka
rijnoever rodin roma rotarian rotaryclub ruslandkenner sahel saoedi saturnus scandinaaf scheldeoever schriftkenner
seine senaatszetel senseo shakespeare shakespearedrama sinatra sirius skoda sony sovjetburger spanjaard sparta
spartacus spinoza srananman stalin statenfractie supercharger superchargerlocatie suriname sydney syria syriestrijder
talibanstrijder tamil tarentijn terhulpen teslarijder texas tiber toeareg tokelau torenakker toshiba toulouse toyota
transvaler trump tutsi twitteraccount valencia vangelis vanity veenakker venice verdi verona vespa vienna virginia
viet vishnu vlaams vlaanderen voltaire volvo wagner wajana westerloo wodan wondelgem yahoo yamaha zagreb zoeloe
zuiderzeepolder wijer jarre hama kane
aartselaar antwerpenaar armenier australier asja bantoe drenthe
damslaper flevopolder heidegger heaven ijsselmeerpolder paramariboer wieringermeer
ford mandela abarth
breden pein peine lean justice summer silver blessing precious treasure ridge clays day
fays kays moulays nicolays senays shays vijays lindsays isays aniekse servaas chen
ate brain brick buck carry chad charity cherry crystal dine ebony farina fie gill griffin hero hung ides indie jelly
jetty jewel just lone lovely lute marry mere merit misty moon nard nine pearl prince prosper river rocky semi shady
soma sunny taro ting toke tuna vital wick wing savanna salina scarlet sal lune hong dago deacon dree amati
"""


def main(arguments: list[str]) -> int:
    """Write both files."""
    cities = import_module("faker.providers.address.nl_NL").Provider.cities
    typed = frozenset(line.strip() for line in Path(arguments[0]).read_text(encoding="utf-8").splitlines())
    places = frozenset(map(fold, cities))
    small = frozenset(fold(word) for word in typed if word[:1].islower())
    given = frozenset(_given(typed, small | places))
    known = words_of("voornamen.txt") | words_of("voornamen-ook-woord.txt") | words_of("geen-naam.txt")
    (FOLDER / FILE).write_bytes(_marked(small | places | frozenset(_of_places(typed, given))))
    _write_names(sorted(given - known))
    return 0


def _given(typed: Collection[str], others: Collection[str]) -> list[str]:
    no_name = frozenset(_OTHER.split())
    names = []
    for word in typed:
        small = fold(word)
        if not (re.fullmatch(r"[^\W\d_]+", word) and word[0].isupper() and not word.isupper()) or small in others:
            continue
        genitive = any(word + ending in typed for ending in _GENITIVE) and not (word[-1] == "s" and word[:-1] in typed)
        place = any(word + ending in typed for ending in ("er", "se", "enaar", "sestraat"))
        lives = word.endswith("er") and any(word[:-size] in typed for size in (2, 3, 1))
        enough = len(word) >= _SHORTEST or small in _SHORT.split()
        if genitive and enough and not (place or lives) and not _NO_GIVEN.search(word) and small not in no_name:
            names.append(small)
    return names


def _of_places(typed: Collection[str], given: Collection[str]) -> list[str]:
    """Return the names that are a place, a street, or of those who live there; what is left can be a surname."""
    names = []
    for word in typed:
        if not word[:1].isupper() or fold(word) in given:
            continue
        several = " " in word or "-" in word or word.isupper()
        if several or _is_of_place(word, typed):
            names.append(fold(word))
    return names


def _is_of_place(word: str, typed: Collection[str]) -> bool:
    if _THING.search(word) or any(word + ending in typed for ending in _OF_PLACE):
        return True
    if word.endswith("er"):
        return any(word[:-size] in typed for size in (1, 2, 3))
    return word.endswith("s") and _is_of_place(word[:-1], typed)


def _marked(words: Collection[str]) -> bytes:
    bits = bytearray(BITS // 8)
    for word in words:
        for mark in marks_of(word):
            bits[mark >> 3] |= 1 << (mark & 7)
    return bytes(bits)


def _write_names(names: list[str]) -> None:
    lines = [
        "# Voornamen uit de woordenlijst van OpenTaal (https://www.opentaal.org; BSD of CC BY 3.0, zie",
        "# LICENTIE-OpenTaal.txt), gemaakt door scripts/wordlist.py. Kleine letters, zonder accenten en tekens.",
    ]
    line = ""
    for name in names:
        if len(line) + len(name) > 118:
            lines.append(line)
            line = ""
        line = f"{line} {name}".strip()
    (FOLDER / "voornamen-opentaal.txt").write_text("\n".join([*lines, line, ""]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
