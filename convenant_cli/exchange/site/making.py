"""All files of the site, from a dossier: pages, search, style, and what is to be downloaded."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
from convenant_cli.exchange.site import addresses
from convenant_cli.exchange.site.offering import PageLink
from convenant_cli.exchange.site.pages import Blad, Download, Extra, every
from convenant_cli.exchange.site.portable import script
from convenant_cli.exchange.site.public import DOCUMENTS, agreement, public
from convenant_cli.judging.judging import looptijd_stand
from convenant_cli.sources.resources import shipped

_KINDS_OF_FILES = {".html": "webpagina", ".pdf": "PDF"}


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
