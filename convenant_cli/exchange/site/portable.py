"""The index of ``convenant find`` as data for the script of the site: one method, of which Python makes the index.

What is slow or needs judgement is done here: stems, the parts of compounds, synonyms, how rare a word is. The script
only takes the words of a question apart, with the same lists, and adds up.
"""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.search import finding, index, words
from convenant_cli.dossier.search.things import Soort, Vindbaar, things

#: What the site can find, in the order in which a reader wants it: what is offered first.
KINDS: tuple[Soort, ...] = ("aanbod", "aanspreekpunt", "actie", "partij", "orgaan", "bepaling")


def script(dossier: Dossier, day: date, address: Callable[[Vindbaar], str]) -> bytes:
    """Return the index as a script that a page can load from a folder. ``address``: the page of a thing."""
    data = {
        "k": index.K,
        "b": index.B,
        "deel": index.PART,
        "binnenin": index.INSIDE,
        "tikfout": index.SLIP,
        "waard": finding.WORTH,
        "uitgangen": words.ENDINGS,
        "over": words.KEPT,
        "kortst": words.PART,
        "langst": words.LONGEST,
        "tussen": words.LINKS,
        "leeg": sorted(words.EMPTY),
        "soorten": [_kind(dossier, day, kind, address) for kind in KINDS],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"window.CONVENANT_ZOEK={text};\n".encode()


def _kind(dossier: Dossier, day: date, kind: Soort, address: Callable[[Vindbaar], str]) -> dict[str, Any]:
    every = things(dossier, day, kind)
    found = index.Index([thing.woorden for thing in every])
    numbers = {stem: number for number, stem in enumerate(found.places)}
    # In a text each part of a word has a stem, so each stem of a word has a number.
    return {
        "soort": kind,
        # Of an offer the page itself has a card; of other things the script makes a link.
        "dingen": [
            [address(thing), thing.gewicht, *([] if kind == "aanbod" else [thing.titel, _below(thing)])]
            for thing in every
        ],
        "lengten": found.sizes,
        "stammen": list(numbers),
        "plaatsen": [[one for place in places for one in place] for places in found.places.values()],
        "woorden": list(found.stems),
        "stam": [numbers[stem] for stem in found.stems.values()],
    }


def _below(thing: Vindbaar) -> str:
    """Return what stands below the title of a thing: whose it is, and how to reach it."""
    reach = thing.bel
    told = [thing.partij, thing.uitleg if thing.soort in ("actie", "partij", "orgaan") else ""]
    told += [reach.email or "", reach.telefoon or ""] if reach and thing.soort == "aanspreekpunt" else []
    return "; ".join(filter(None, told))
