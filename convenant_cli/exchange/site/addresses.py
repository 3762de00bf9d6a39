"""Where in the site each thing stands: the names of its files, and the pages of what a search finds."""

from convenant_cli.dossier.search.things import Vindbaar

STYLE, ICON = "stijl.css", "icoon.svg"
FIND, INDEX, OFFERS_SCRIPT = "vind.js", "zoekindex.js", "aanbod.js"
START, OFFERS, DESKS, PARTIES = "index.html", "aanbod.html", "wie-belt-u.html", "partijen.html"
AGREEMENT, DOWNLOADS, ABOUT, ACCESS, LOST = (
    "convenant.html", "documenten.html", "over.html", "toegankelijkheid.html", "404.html",
)  # fmt: skip
CALENDAR = "kalender.ics"


def offer(id: str) -> str:
    """Return the page of an offer (``partner/aanbod``)."""
    return f"aanbod/{id}.html"


def theme(id: str) -> str:
    """Return the page of a theme."""
    return f"thema/{id}.html"


def unit(id: str) -> str:
    """Return the page of what something is for: a unit (``partner/eenheid``)."""
    return f"voor/{id}.html"


def audience(id: str) -> str:
    """Return the page of a group of people for whom there is something."""
    return f"doelgroep/{id}.html"


def age(id: str) -> str:
    """Return the page of a group of ages."""
    return f"leeftijd/{id}.html"


def party(id: str) -> str:
    """Return the page of a party."""
    return f"partij/{id}.html"


def plan(id: str) -> str:
    """Return the page of a year plan."""
    return f"jaarplan/{id}.html"


def action(id: str) -> str:
    """Return the place of an action (``jaarplan/actie``) on the page of its plan."""
    year, name = id.split("/")
    return f"{plan(year)}#actie-{name}"


def clause(id: str) -> str:
    """Return the place of a clause on the page of the agreement."""
    return f"{AGREEMENT}#afspraak-{id}"


def body(id: str) -> str:
    """Return the place of a body of the parties on the page of the parties."""
    return f"{PARTIES}#orgaan-{id}"


def of(thing: Vindbaar) -> str:
    """Return the page or place of what a search finds."""
    by_kind = {"aanbod": offer, "actie": action, "partij": party, "orgaan": body, "bepaling": clause}
    return by_kind[thing.soort](thing.id) if thing.soort in by_kind else party(thing.id.split("/")[0])


def up(page: str) -> str:
    """Return the way from a page to the top of the site: empty, or as many steps up as it stands deep."""
    return "../" * page.count("/")
