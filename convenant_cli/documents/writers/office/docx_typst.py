"""The Typst that sets the text of a Word file as Word does, to know where its pages end; and what its marks say."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

_FULL = 12.0  # points above the end of a page from where a line hardly fits

#: Lays out what it gets as data, and remembers the page of each anchor. All lengths are in points.
SCRIPT = """
#let g = json(bytes(sys.inputs.gegevens))
// What a function knows and gets Typst reads anew for each call: so little as can be.
#let delen = g.remove("delen")
#set page(width: g.breedte * 1pt, height: g.hoogte * 1pt, margin: (
  top: g.boven * 1pt, bottom: g.onder * 1pt, left: g.links * 1pt, right: g.rechts * 1pt))
#set text(font: "Liberation Sans", fallback: true, lang: "nl", hyphenate: false, kerning: false, ligatures: false,
  tracking: g.spatie * 1em)
#set par(leading: 0pt, spacing: 0pt, linebreaks: "simple", justify: false)
#set block(spacing: 0pt)
// Of a font whose letters are known words come as their widths, and what stands between them as it is.
#let woorden(p, over) = {
  let (spatie, vette) = g.spaties.map(een => text(spacing: een * 1em, " "))
  for deel in p.tekst {
    if deel == "\\n" { linebreak() } else if deel == " " { spatie } else if deel == "  " { vette } else {
      box(width: deel * 1em, height: p.regel * 1pt - over, baseline: p.regel * 0.2pt - over)
    }
  }
}
#let stukken(p) = for (tekst, vet) in p.tekst {
  for (nr, deel) in tekst.split("\\n").enumerate() {
    if nr > 0 { linebreak() }
    if vet { text(tracking: g.spatie_vet * 1em, strong(deel)) } else { deel }
  }
}
// A line fits on a page when its letters do: what is ``over`` between lines that stand apart may run over its foot.
#let regels(p, over: 0pt) = {
  set text(size: p.maat * 1pt, top-edge: p.regel * 0.8pt, bottom-edge: p.regel * -0.2pt + over)
  set par(leading: over)
  // Of most texts it is known how many lines they take; those are not empty, as Typst sets what is empty otherwise.
  if type(p.tekst) == int { (("x",) * p.tekst).join(linebreak()) } else if p.tekst.len() == 0 { sym.zws } else if (
    "spaties" in g
  ) { woorden(p, over) } else { stukken(p) }
}
// Where they stand is told at the end: what tells its own place is laid out again when that is known.
#let plekken(namen) = for plek in namen [#metadata(plek)<hier>]
#let eind(p) = if "eind" in p [#metadata(-1 - p.eind)<hier>]
#let merken(nr) = label("merk" + str(nr))
#let alinea(p, merk) = block(
  width: 100%,
  breakable: not p.heel,
  sticky: p.mee,
  inset: (left: p.links * 1pt, right: p.rechts * 1pt),
  {
    merk
    plekken(p.plekken)
    if p.beeld > 0 { box(width: 1pt, height: p.beeld * 1pt) } else { regels(p, over: p.over * 1pt) }
    eind(p)
  },
)
#let cel(alineas) = for p in alineas {
  v(p.wit * 1pt)
  if "tekst" not in p {
    plekken(p.plekken)
    v((p.hoog + p.over) * 1pt)
  } else { block(width: 100%, inset: (left: p.links * 1pt), { plekken(p.plekken); regels(p) }) }
}
#let tabel(t, merk) = {
  v(t.wit * 1pt, weak: true)
  let los = table.cell(breakable: false, inset: 0pt, [])
  // Of most rows it is known how high they are.
  let cellen(rij, lijn: none) = if type(rij) == float {
    (table.cell(colspan: t.breedtes.len(), breakable: false, lijn + v(rij * 1pt)),)
  } else { rij.map(een => table.cell(breakable: false, lijn + cel(een))) }
  let rijen = ()
  let nr = 0
  for aantal in t.samen {  // a cell beside them holds rows together
    rijen.push(table.cell(rowspan: aantal, breakable: false, inset: 0pt, []))
    for (plaats, rij) in t.rijen.slice(nr, nr + aantal).enumerate() {
      // The line below the head takes its room once, and not again where the head comes back.
      rijen += cellen(rij, lijn: if nr + plaats == 0 and t.koppen.len() > 0 { v(g.onder_kop * 1pt) })
    }
    nr += aantal
  }
  let raster = table.with(
    columns: (0pt,) + t.breedtes.map(een => een * 1pt),
    inset: (x: g.cel_links * 1pt, y: g.cel_boven * 1pt),
    stroke: none,
  )
  let kop(koppen) = koppen.map(rij => (los,) + cellen(rij)).flatten()
  // Of rows that stand with what is behind them the head stands above the others, and comes back on a next page.
  let terug = if "terug" in t { context if here().position().y < g.boven * 1pt + 1pt { raster(..kop(t.terug)) } }
  block(sticky: t.mee, breakable: not t.heel, width: 100%, terug + merk + raster(
    ..if t.koppen.len() > 0 { (table.header(..kop(t.koppen)),) },
    ..rijen,
  ) + eind(t))
}
// ``nr`` is that of a part of which each block tells where it stands.
#let zet(blokken, nr: none) = for (plaats, blok) in blokken.enumerate() {
  let merk = if nr != none [#metadata(plaats)#merken(nr)]
  if "rijen" in blok { tabel(blok, merk) } else {
    if blok.blad { pagebreak(weak: true) } else { v(blok.wit * 1pt, weak: true) }
    if "geheel" in blok {
      block(breakable: false, width: 100%, sticky: blok.mee, {
        merk
        [#metadata(blok.geheel)<hier>]
        zet(blok.blokken)
        eind(blok)
        v(g.speling * 1pt)
      })
      v(g.speling * -1pt)
    } else if "tekst" in blok { alinea(blok, merk) } else {
      // Of most it is known how high they are. They are filled, as Typst takes what shows nothing for nothing.
      block(height: blok.hoog * 1pt, breakable: false, sticky: blok.mee, fill: black, {
        merk
        plekken(blok.plekken)
        if "eind" in blok { place(bottom, eind(blok)) }
      })
    }
  }
}
#let hoogte(blokken, breed) = {
  let samen = 0pt
  for blok in blokken {
    if "hoog" not in blok { return measure(width: breed, zet(blokken)).height }
    samen += (blok.wit + blok.hoog) * 1pt
  }
  samen - blokken.first().wit * 1pt
}
// How high two columns are that are as long as what stays together lets them be, with a rest of text above the blocks.
#let gelijk(blokken, breed, lengte, rest: 0pt) = {
  let delen = ((rest, true),)
  let samen = 0pt
  for blok in blokken {
    let alleen = samen == 0pt and not blok.at("heel", default: true)
    samen += blok.wit * 1pt + if "hoog" in blok { blok.hoog * 1pt } else { hoogte((blok,), breed) }
    if not blok.mee {
      delen.push((samen, alleen))
      samen = 0pt
    }
  }
  let hoogte = lengte
  let voor = 0pt
  for (deel, breekt) in delen {
    if breekt and voor < lengte / 2 and voor + deel > lengte / 2 { return lengte / 2 + 4pt }
    voor += deel
    hoogte = calc.min(hoogte, calc.max(voor, lengte - voor))
  }
  calc.max(hoogte, lengte / 2 + 4pt)
}
#let kolommen(nr, blokken) = {
  let breed = (page.width - g.links * 1pt - g.rechts * 1pt - g.goot * 1pt) / 2
  let boven = g.boven * 1pt
  let vol = g.hoogte * 1pt - boven - g.onder * 1pt
  context {
    let boven-af = here().position().y
    let vrij = page.height - g.onder * 1pt - boven-af
    // Typst drops the room above what begins its columns, Word does so at the top of a page only.
    let wit = if boven-af > boven + 1pt { blokken.first().wit * 1pt } else { 0pt }
    v(wit)
    let vrij = vrij - wit
    // Of a long text its beginning tells that it goes on over a page; measuring all of it is a third of the work.
    let begin = blokken.slice(0, calc.min(48, blokken.len()))
    let kort = hoogte(begin, breed) <= 2 * vrij
    let lengte = if kort { hoogte(blokken, breed) }
    // Word makes the columns of the last page equally long.
    if kort and lengte <= 2 * vrij {
      let hoogte = calc.min(gelijk(blokken, breed, lengte), vrij)
      block(height: hoogte, columns(2, gutter: g.goot * 1pt, zet(blokken)))
    } else {
      columns(2, gutter: g.goot * 1pt, zet(blokken, nr: nr) + [#metadata(blokken.len())#merken(nr)])
      context {
        let eigen = query(merken(nr))
        if eigen.len() > 0 {
          let laatste = eigen.last().location().page()
          let verder(een) = {
            let plek = een.location().position()
            plek.y - boven + if plek.x > page.width / 2 { vol } else { 0pt }
          }
          let lengte = verder(eigen.last())
          let eerste = eigen.find(een => een.location().page() == laatste)
          let hoogte = gelijk(blokken.slice(eerste.value), breed, lengte, rest: verder(eerste))
          v(calc.min(hoogte, lengte, vol) - calc.min(lengte, vol))
        }
      }
    }
  }
}
#v(g.begin * 1pt)
#for (nr, deel) in delen.enumerate() {
  if deel.kolommen { context kolommen(nr, deel.blokken) } else { zet(deel.blokken) }
}
#metadata("")<hier>
#context [#metadata(query(<hier>).map(een => {
  let plek = een.location().position()
  (een.value, plek.page, plek.y / 1pt)
}))<plek>]
"""


def starting(places: Sequence[tuple[Any, float, float]], page: Mapping[str, float]) -> list[int]:
    """Return which wholes start a page: at the top of one, and behind something that leaves room for a line.

    Where it leaves none they do so by themselves; told to, they would leave a page to a line that runs over.
    """
    full = page["hoogte"] - page["onder"] - _FULL
    ends = {-1 - place for place, _, y in places if isinstance(place, int) and place < 0 and y > full}
    tops = [place for place, number, y in places if isinstance(place, int) and number > 1 and y < page["boven"] + 1]
    return [place for place in tops if place >= 0 and place not in ends]


def white(places: Sequence[tuple[Any, float, float]], page: Mapping[str, float]) -> defaultdict[int, float]:
    """Return which share of a page stays white below what ends before each whole, were it to start the next one."""
    full, top = page["hoogte"] - page["onder"], page["boven"]
    found = {-1 - place: (full - y) / (full - top) for place, _, y in places if isinstance(place, int) and place < 0}
    return defaultdict(float, found)  # behind columns it is not known
