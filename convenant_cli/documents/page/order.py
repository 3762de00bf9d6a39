"""What a document asks of its headings and rows: no level is skipped, and every row has as many cells."""

from convenant_cli.documents.page.tree import HEADINGS, Element, MisplacedError, walk


def require_order(tree: Element) -> None:
    """Raise MisplacedError for a heading that skips a level, and for a row with more or fewer cells than the first.

    Who cannot see the page loses the way.
    """
    last = 0
    for element in walk(tree):
        if element.tag == "table":
            _require_even(element)
        if element.tag not in HEADINGS:
            continue
        level = HEADINGS.index(element.tag) + 1
        if level > last + 1:
            before = f"een kop van niveau {last}" if last else "het begin"
            skipped = f"de kop '{element.text}' heeft niveau {level} en staat na {before}"
            raise MisplacedError(f"{skipped}; sla geen niveau over: gebruik <{HEADINGS[last]}>", *element.place)
        last = level


def _require_even(table: Element) -> None:
    rows = [row for part in table.elements for row in part.elements if row.tag == "tr"]
    for row in rows[1:]:
        first, cells = len(rows[0].elements), len(row.elements)
        if cells != first:
            raise MisplacedError(f"cellen in deze rij: {cells}, en in de eerste: {first}", *row.place)
