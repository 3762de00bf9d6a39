"""All files of the site, from a dossier: pages, search, style, and what is to be downloaded.

The script of the site searches as ``convenant find`` does: what is slow or needs judgement (stems, the parts of
compounds, synonyms, how rare a word is) is in the index that Python makes; it only takes the words of a question apart,
with the same lists, and adds up.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from convenant_cli.documents import kinds
from convenant_cli.documents.content.termijn import given_notice, term
from convenant_cli.documents.formats import make_each
from convenant_cli.documents.kinds import Moment
from convenant_cli.documents.page.data import as_data
from convenant_cli.documents.page.discretion import private_values, refuse_private
from convenant_cli.documents.page.rendering import Templates, fill_many
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.op_dag import op_dag, voorbehoud
from convenant_cli.dossier.search import finding, index, words
from convenant_cli.dossier.search.things import Soort, Vindbaar, things
from convenant_cli.exchange.site import addresses
from convenant_cli.exchange.site.offering import PageLink
from convenant_cli.exchange.site.pages import Blad, Download, Extra, every
from convenant_cli.exchange.site.public import DOCUMENTS, agreement, public
from convenant_cli.judging.judging import looptijd_stand
from convenant_cli.sources.resources import shipped

_KINDS_OF_FILES = {".html": "webpagina", ".pdf": "PDF"}
#: What the site can find, in the order in which a reader wants it: what is offered first.
KINDS: tuple[Soort, ...] = ("aanbod", "aanspreekpunt", "actie", "partij", "orgaan", "bepaling")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the site is made with: its address or the way to it, the formats of documents, and the calendar."""

    basis: str = "/"
    suffixes: tuple[str, ...] = (".html",)
    kalender: bytes | None = None
    eigen: Path | None = None
    """The folder of the dossier's own templates, for the documents."""


def site(dossier: Dossier, moment: Moment, wish: Wish) -> dict[str, bytes]:
    """Return the files of the site by name, with the dossier as it was known on its day.

    Raises ConvenantError when one would show a value about a person.
    """
    agreement(dossier)
    private = private_values(dossier)
    then = op_dag(dossier, moment.peildatum).dossier
    known = public(then)
    stand = looptijd_stand(dossier, moment.peildatum)
    files: dict[str, bytes] = {}
    papers = tuple(_papers(dossier, then, moment, wish, private, files))
    way = re.sub(r"^https?://[^/]*", "", wish.basis)
    told = (term(stand, then.agreed.zinsnaam)[0], *given_notice(stand)) if stand else ()
    back = voorbehoud(dossier, moment.peildatum, moment.bekend)
    extra = Extra(papers, wish.kalender is not None, told, way, back)
    shared, pages = every(known, moment, extra)
    texts = dict(zip((page.pad for page in pages), _filled(shared, pages, private), strict=True))
    if any(page.pad == addresses.OFFERS for page in pages):
        index = script(known, moment.peildatum, addresses.of)
        files[addresses.INDEX] = index
        texts[addresses.INDEX] = index.decode()
        for name in (addresses.FIND, addresses.OFFERS_SCRIPT):
            files[name] = _shipped(name)
    # All at once: how a value can be spelt is worked out once for each.
    refuse_private(texts.values(), private)
    files |= {name: text.encode() for name, text in texts.items()}
    files |= {name: _shipped(name) for name in (addresses.STYLE, addresses.ICON)}
    if wish.kalender is not None:
        files[addresses.CALENDAR] = wish.kalender
    if wish.basis.startswith("http"):
        files["sitemap.xml"] = _map(wish.basis, [page.pad for page in pages if page.pad != addresses.LOST])
    return dict(sorted(files.items()))


def _papers(
    dossier: Dossier, then: Dossier, moment: Moment, wish: Wish, private: Mapping[str, str], files: dict[str, bytes]
) -> Iterator[Download]:
    """Yield the documents for everybody, and put their files among the others.

    ``then``: the dossier as it was known on the day of the site, which tells what there is to make.
    """
    for name in DOCUMENTS:
        for which in papers_of(name, then):
            context = kinds.context(name, dossier, which, moment)
            stem = f"documenten/{name}{which and f'-{which}'}"
            each = make_each(wish.suffixes, f"{name}.html.j2", context, wish.eigen, None, private)
            files |= {stem + suffix: content for suffix, content in zip(wish.suffixes, each, strict=True)}
            made = [
                (_KINDS_OF_FILES[suffix], PageLink(Path(stem + suffix).name, stem + suffix)) for suffix in wish.suffixes
            ]
            yield Download(context["kop"].titel, kinds.sentence(name).split(": ", 1)[-1], tuple(made))


def papers_of(name: str, dossier: Dossier) -> list[str]:
    """Return of what a document is made for everybody: of no plan that is still a draft, of no guide to nobody."""
    possible = kinds.choices(name, dossier)
    if possible is None:
        return [""] if dossier.partners else []
    return [which for which in reversed(possible) if dossier.jaarplannen[which].status != "concept"]


def _filled(shared: dict[str, Any], pages: list[Blad], private: Mapping[str, str]) -> Iterator[str]:
    """Yield the pages as HTML."""
    # As data in one go: what several pages show is one thing.
    seen = as_data({"gedeeld": shared, "bladen": pages}, private)
    folder = shipped("templates") / "site"
    texts = {path.name: (str(path), path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.j2"))}
    contexts = (
        (f"{page.sjabloon}.html.j2", {**seen["gedeeld"], **page.inhoud, "pagina": page, "op": _up(page.pad, shared)})
        for page in seen["bladen"]
    )
    yield from fill_many(contexts, Templates(texts), shared["woorden"])


def _up(page: str, shared: Mapping[str, Any]) -> str:
    """Return the way to the top of the site; a page that stands in for another can be anywhere."""
    basis: str = shared["basis"]
    return f"{basis.rstrip('/')}/" if page == addresses.LOST else addresses.up(page)


def _shipped(name: str) -> bytes:
    return (shipped("templates") / "site" / name).read_bytes().replace(b"\r\n", b"\n")


def _map(basis: str, pages: list[str]) -> bytes:
    rows = "".join(f"<url><loc>{escape(basis.rstrip('/'))}/{escape(page)}</loc></url>\n" for page in pages)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</urlset>\n".encode()


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
