"""One clause for people: its text, who is bound, how it was read, and how it is tested."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from convenant_cli.commands.reports.toetsen import in_words
from convenant_cli.commands.reports.view import wrapped
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import bound_name
from convenant_cli.findings import Place
from convenant_cli.judging.judging import clauses
from convenant_cli.judging.oordelen import NIETS_TE_TOETSEN, Uitkomst, mogelijk
from convenant_cli.judging.toetsen import toetssoort
from convenant_cli.records import Bepaling, Hoofdstuk
from convenant_cli.records.bepaling import artikel
from convenant_cli.records.model.record import Verwijst, marked
from convenant_cli.text.sentences import aangehaald

_ZEKERHEID = {
    "gelezen": "zo gedrukt",
    "volgorde": "op volgorde aan de tekst gekoppeld",
    "herleid": "afgeleid uit de volgorde",
    "onzeker": "onzeker",
    "ongenummerd": "zonder nummer",
}
_FAMILIE = {
    "automatisch": "automatisch, uit de gegevens in het dossier",
    "relatie": "uit een relatie tussen gegevens in het dossier",
    "verklaring-met-bewijs": "uit een verklaring van de partij, met een verwijzing naar bewijs",
    "verklaring": "uit een verklaring van de partij",
    "niet-toetsbaar": "niet te toetsen",
    "grens": "een grens aan wat in het dossier mag staan",
    "geen-verplichting": "geen verplichting",
}
_ID = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
#: States that need no mention with each clause, and those that only an answer of a party gives.
_USUAL = frozenset((Uitkomst.NOG_NIET, Uitkomst.NIET_VAN_TOEPASSING, *NIETS_TE_TOETSEN))
_ANSWERED = frozenset((Uitkomst.DEELS, Uitkomst.ONTKEND, Uitkomst.VERSCHILT))


def find(dossier: Dossier, name: str) -> tuple[Hoofdstuk, Bepaling, Place] | None:
    """Return a clause by id, with its chapter and place."""
    for chapter in dossier.hoofdstukken.values():
        for number, clause in enumerate(chapter.bepalingen):
            if clause.id == name:
                return chapter, clause, chapter.at("bepalingen", number)
    return None


def lines(
    dossier: Dossier, found: tuple[Hoofdstuk, Bepaling, Place], where: Callable[[Place], str], width: int = 80
) -> Iterator[str]:
    """Yield everything a reader may want to know about one clause."""
    chapter, clause, place = found
    yield f"{clause.id} (bepaling)"
    yield where(place)
    yield ""
    part = chapter.titel if chapter.kop == chapter.titel else f"{chapter.kop} ({chapter.titel})"
    yield from wrapped(width, "", f"{clause.titel}: {_numbered(clause)}, {part}")
    yield ""
    for paragraph in clause.tekst.split("\n"):
        yield from wrapped(width, "  ", paragraph, "  ")
    yield ""
    yield from _fields(dossier, clause, width)
    yield ""
    yield from _test(dossier, clause, width)
    yield from _reading(dossier, clause, width)


def _numbered(clause: Bepaling) -> str:
    """Return the article with how sure its number is, and the part of it, which only this dossier names."""
    if not clause.nummer:
        return "zonder nummer"
    other = f"; of {clause.nummer_anders}" if clause.nummer_anders else ""
    article = f"{artikel(clause.nummer)} ({_ZEKERHEID[clause.nummer_zekerheid]}{other})"
    if not clause.onderdeel:
        return article
    part = f"deel {clause.onderdeel}" if len(clause.onderdeel) == 1 else clause.onderdeel
    return f"{article}, {part} (indeling van dit dossier)"


def _source(lines: str) -> str:
    return f"{'regel' if lines.isdigit() else 'regels'} {lines} van de tekstversie"


def _fields(dossier: Dossier, clause: Bepaling, width: int) -> Iterator[str]:
    rows = {
        "Wie": _bound(dossier, clause),
        "Bindt nog": _after(clause),
        "Aard": clause.aard,
        "Hoe vaak": clause.hoe_vaak,
        "Verwant": ", ".join(clause.verwant),
        "Bron": _source(clause.bronplaats) if clause.bronplaats else None,
        "Toelichting": clause.toelichting,
    }
    for label, text in rows.items():
        if text:
            yield from wrapped(width, f"{label + ':':<13}", " ".join(text.split()), " " * 13)


def _after(clause: Bepaling) -> str | None:
    if clause.bindt_na is None:
        return None
    long = "altijd, ook" if clause.bindt_na == "onbepaald" else str(clause.bindt_na)
    return f"{long} nadat een partij stopt of de looptijd eindigt"


def _bound(dossier: Dossier, clause: Bepaling) -> str:
    if not clause.gebonden:
        return "niemand"
    known = {f"{p.id}/{unit.id}": unit.naam for p in dossier.partners.values() for unit in p.eenheden}
    known |= {partner.id: partner.naam for partner in dossier.partners.values()}
    names = [bound_name(dossier, id, lambda own: known.get(own, own)) for id in clause.gebonden]
    return f"{', '.join(names)}{'; samen' if clause.gezamenlijk else ''}"


def _test(dossier: Dossier, clause: Bepaling, width: int) -> Iterator[str]:
    kind = toetssoort(clause.toets.soort)
    yield f"Toets: {clause.toets.soort}"
    if kind:
        yield from wrapped(width, "  ", kind.manual().titel, "  ")
    kinds = _pointed_at(dossier, clause)
    for name, value in clause.toets.gegevens.items():
        yield from wrapped(width, "  ", f"{_spaced(name)}: {_told(dossier, value, kinds.get(name, ()))}", "    ")
    yield from wrapped(width, "Uitkomst: ", f"{_FAMILIE[clause.familie]}.", "  ")
    if clause.familie not in ("niet-toetsbaar", "geen-verplichting"):
        left_out = _USUAL if clause.familie.startswith("verklaring") else _USUAL | _ANSWERED
        if clause.toets.soort != "acties":
            left_out |= {Uitkomst.TE_LAAT}
        if not _has_a_day(dossier, clause):
            left_out |= {Uitkomst.LATER}
        if clause.toets.soort != "deelname":
            left_out |= {Uitkomst.AFGEMELD}
        if clause.toets.soort != "looptijd":
            left_out |= {Uitkomst.VERLENGT}
        if clause.toets.soort != "reikwijdte":
            left_out |= {Uitkomst.BUITEN}
        states = mogelijk(clause.familie, clause.toets.soort, left_out)
        yield from wrapped(width, "  ", f"Mogelijk: {', '.join(states)}.", "  ")


def _has_a_day(dossier: Dossier, clause: Bepaling) -> bool:
    """Tell whether a clause names a day or a term for what it asks, so that it can come later."""
    known = next((one.toets for one in clauses(dossier)[0] if one.bepaling.id == clause.id), None)
    return any(getattr(known, name, None) for name in ("uiterlijk", "binnen", "vastgesteld_binnen", "streefdatum"))


def _spaced(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")


def _pointed_at(dossier: Dossier, clause: Bepaling) -> dict[str, tuple[str, ...]]:
    """Return to which kinds of thing the parameters of a toets point, by name."""
    known = next((one.toets for one in clauses(dossier)[0] if one.bepaling.id == clause.id), None)
    return {str(path[0]): mark.soorten for path, mark, _ in marked(known, Verwijst)} if known else {}


def _told(dossier: Dossier, value: Any, soorten: tuple[str, ...]) -> str:
    """Return the value of a parameter in words: names instead of ids where it points to something."""
    if isinstance(value, list):
        return ", ".join(_told(dossier, item, soorten) for item in value)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        return in_words(value)
    names = _names(dossier)
    return next((names[soort][value] for soort in soorten if value in names.get(soort, ())), _spaced(value))


def _names(dossier: Dossier) -> dict[str, dict[str, str]]:
    """Return the names of parties and bodies, and of what the agreement itself defines, by kind and id."""
    agreed = dossier.agreed
    terms: dict[str, Mapping[str, Any]] = {
        "rol": agreed.rollen,
        "documentsoort": agreed.documentsoorten,
        "thema": agreed.themas,
        "doelgroep": agreed.doelgroepen,
        "bijeenkomstsoort": agreed.bijeenkomstsoorten,
        "agendapuntsoort": agreed.agendapuntsoorten,
        "eenheidsoort": agreed.eenheidsoorten,
        "sector": agreed.sectoren,
    }
    return {
        "partner": {partner.id: partner.kort for partner in dossier.partners.values()},
        "orgaan": {body.id: body.naam for body in dossier.organen.values()},
        "bepaling": {clause.id: clause.voluit for clause in dossier.bepalingen.values()},
        "evaluatievraag": {id: aangehaald(one.vraag) for id, one in agreed.evaluatievragen.items()},
        **{soort: {id: term.naam for id, term in known.items()} for soort, known in terms.items()},
    }


def _reading(dossier: Dossier, clause: Bepaling, width: int) -> Iterator[str]:
    readings = dossier.agreed.interpretaties
    for reading in readings:
        if reading.id != clause.interpretatie and clause.id not in reading.bepalingen:
            continue
        used = "gebruikt door de toets" if reading.id == clause.interpretatie else "gaat ook hierover"
        yield ""
        yield f"Lezing {reading.nummer}: {reading.id} ({reading.status}; {used})"
        yield from wrapped(width, "  Vraag: ", " ".join(reading.vraag.split()), "    ")
        yield from wrapped(width, "  Lezing: ", " ".join(reading.lezing.split()), "    ")
