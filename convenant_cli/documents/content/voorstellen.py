"""What the dossier proposes for the agenda of a meeting: per subject one sentence why, and what to do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from convenant_cli.documents.content.besprekingen import elders
from convenant_cli.dossier.bijeenkomsten import invited
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.verklaringsperioden import in_sentence
from convenant_cli.dossier.voortgang import rust, te_laat
from convenant_cli.findings import Place
from convenant_cli.judging.aflopend import Signaal
from convenant_cli.judging.delen.contacten import knows_deputies
from convenant_cli.judging.judging import judge, looptijd_stand
from convenant_cli.judging.oordelen import Uitkomst
from convenant_cli.judging.overzicht import Overzicht, Punt, overzicht
from convenant_cli.judging.signalen import Signalen, signalen
from convenant_cli.kalender import add_months, lange_datum
from convenant_cli.records import Bijeenkomst
from convenant_cli.text.sentences import aangehaald, capital, in_letters, opsomming
from convenant_cli.text.volgorde import numeric, volgorde

_CONTACTS = ("contactpersoon", "vervanger")
_EXPIRES = ("geldig_tot", "herzien_voor")
_NAMED = 8  # parties in one sentence
_TOLD = 3  # things in one sentence
_AHEAD = 12  # months before the end of a term in which the parties should talk about it

Over = Literal["acties", "verklaringen", "contacten", "documenten", "looptijd", "afloop", "verslagen"]


@dataclass(frozen=True, slots=True)
class Voorstel:
    """A subject that the dossier proposes: what it is about, why, and what the parties can do."""

    over: Over
    titel: str
    waarom: str
    doen: str
    naam: str = ""
    """What an own item of the agenda names when it is about this; empty when its subject says so."""


@dataclass(frozen=True, slots=True)
class Voorstellen:
    """The proposals, most urgent first, and where the other points that ask for attention stand."""

    lijst: tuple[Voorstel, ...]
    verder: str


def voorstellen(dossier: Dossier, meeting: Bijeenkomst, day: date) -> Voorstellen:
    """Return what the dossier, as it stands on ``day``, proposes for a meeting."""
    every = overzicht(dossier, day)
    signals = signalen(every)
    points: dict[str, list[Punt]] = {}
    for point in every.punten:
        # Who is not invited, or has left by then, is not there to talk about it.
        if point.partner is None or _there(dossier, point.partner, meeting):
            points.setdefault(_about(point), []).append(point)
    found = (
        _actions(dossier, day),
        _statements(every, meeting),
        _contacts(signals, points.get("contacten", [])),
        _documents(signals, points.get("documenten", [])),
        _term(dossier, meeting, day),
        _ending([one for one in signals.verloopt if one.dag >= meeting.datum]),
        *_reports(dossier, meeting, day),
    )
    rest = {oordeel for point in points.get("", []) for oordeel in point.oordelen}
    # The report has those of who is not there too.
    left_out = any(point.partner and not _there(dossier, point.partner, meeting) for point in every.punten)
    more = elders(every, every.vraagt_aandacht - rest, voor="voor de genodigden" if left_out else "")
    return Voorstellen(tuple(one for one in found if one), more)


def _about(point: Punt) -> str:
    """Return with which proposal a point that asks for attention belongs; empty when with none."""
    first, kind = point.eerste, point.bepalingen[0].toets.soort
    if first.uitkomst is Uitkomst.TE_LAAT:
        return "acties"
    if kind == "verklaring" and first.uitkomst is Uitkomst.ONTBREEKT:
        return "verklaringen"
    if kind in _CONTACTS:
        return "contacten"
    expires = kind == "document" and point.bij is not None and not {*_EXPIRES}.isdisjoint(point.bij.path)
    return "documenten" if expires else ""


# --- actions and statements ---------------------------------------------------------------------------------------


def _actions(dossier: Dossier, day: date) -> Voorstel | None:
    late = [
        action for action in dossier.acties.values() if te_laat(dossier, action, day) and not rust(dossier, action, day)
    ]
    if not late:
        return None
    late.sort(key=lambda action: (action.gereed, numeric(action.nummer)))
    if len(late) == 1:
        name = f"{late[0].nummer} {aangehaald(late[0].titel)} van {_name(dossier, late[0].trekker)}"
        why = f"Actie {name} zou op {lange_datum(late[0].gereed)} klaar zijn en is nog niet afgerond."
    else:
        told = [f"{one.nummer} {aangehaald(one.titel)} van {_name(dossier, one.trekker)}" for one in late]
        why = f"Van {len(late)} acties is de einddatum voorbij: {_first(told, _TOLD, '; ')}."
    do = "De trekker vertelt hoe het staat. Rond de actie af, of spreek een nieuwe einddatum af."
    return Voorstel("acties", "Acties na hun einddatum", why, do)


def _there(dossier: Dossier, partner: str, meeting: Bijeenkomst) -> bool:
    """Tell whether a party is invited to the meeting, and has not left by its day."""
    last = dossier.partners[partner].lid_tot
    here = any(one.id == partner for one in invited(dossier, meeting))
    return here and (last is None or meeting.datum < last)


def _statements(every: Overzicht, meeting: Bijeenkomst) -> Voorstel | None:
    """Propose to ask for the statements that are missing now, or on the day of the meeting if nothing changes.

    A period that still runs on that day is not over: nobody can be asked yet how it went. Of one that has not begun yet
    nobody can say today that anything is missing.
    """
    dossier = every.dossier
    begun = {(one.bepaling, one.partner, one.periode) for one in every.oordelen}
    asked = frozenset(id for id, clause in dossier.bepalingen.items() if clause.toets.soort == "verklaring")
    missing = [
        oordeel
        for oordeel in (*every.vraagt_aandacht, *judge(dossier, max(every.peildatum, meeting.datum), asked))
        if oordeel.aandacht and oordeel.uitkomst is Uitkomst.ONTBREEKT and oordeel.bepaling in asked and oordeel.partner
        if (oordeel.bepaling, oordeel.partner, oordeel.periode) in begun
        if _there(dossier, oordeel.partner or "", meeting)
    ]
    missing.sort(key=lambda oordeel: (oordeel.uiterlijk or date.min, oordeel.periode))
    periods: dict[str, dict[str, None]] = {}
    for oordeel in missing:
        periods.setdefault(oordeel.partner or "", {})[oordeel.periode] = None
    together: dict[tuple[str, ...], list[str]] = {}
    for partner in sorted(every.dossier.partners.values(), key=lambda partner: volgorde(partner.kort)):
        if partner.id in periods:
            together.setdefault(tuple(periods[partner.id]), []).append(partner.in_zin)
    if not together:
        return None
    told = [
        f"van {_first(names, _NAMED)} over {opsomming([in_sentence(dossier, one) for one in group])}"
        for group, names in together.items()
    ]
    why = f"Nog niet alle antwoorden zijn gevonden{':' if len(told) > 1 else ''} {'; '.join(told)}."
    do = "Deze partijen leggen hun verklaring af, of zeggen wat zij daarvoor nodig hebben."
    if len(periods) == 1:
        do = "Deze partij legt haar verklaring af, of zegt wat zij daarvoor nodig heeft."
    return Voorstel("verklaringen", "Verklaringen", why, do)


# --- bodies that report to this one -------------------------------------------------------------------------------


def _reports(dossier: Dossier, meeting: Bijeenkomst, day: date) -> Iterator[Voorstel]:
    """Yield the report of each body that reports to the one that meets: when it met since the last time."""
    own = dossier.organen.get(meeting.orgaan or "")
    below = [body for body in dossier.organen.values() if own and body.rapporteert_aan == own.id]
    held = [one for one in dossier.bijeenkomsten.values() if one.status == "gehouden"]
    before = max(
        (one.datum for one in held if one.orgaan == meeting.orgaan and one.datum < meeting.datum), default=None
    )
    for body in below:
        if own is None or not body.bestaat_op(meeting.datum):
            continue
        met = sorted(one.datum for one in held if one.orgaan == body.id and (before or date.min) <= one.datum <= day)
        since = f"sinds {lange_datum(before)}" if before else "tot nu toe"
        told = f"{capital(since)} kwam {body.in_zin} bijeen op {opsomming([lange_datum(one) for one in met[-_TOLD:]])}."
        if len(met) > _TOLD:
            told = f"{capital(since)} kwam {body.in_zin} {len(met)} keer bijeen, het laatst op {lange_datum(met[-1])}."
        if not met:
            told = f"Een bijeenkomst van {body.in_zin} {since} is niet gevonden."
        yield Voorstel(
            "verslagen",
            f"Verslag van {body.in_zin}",
            f"{capital(body.in_zin)} brengt verslag uit aan {own.in_zin}. {told}",
            f"{capital(body.in_zin)} vertelt wat er is gedaan, en wat nodig is van {own.in_zin}.",
            body.naam,
        )


# --- contacts, documents, the term, and what else ends ------------------------------------------------------------


def _contacts(signals: Signalen, points: Sequence[Punt]) -> Voorstel | None:
    """Propose to look at contacts that are missing, end, or were confirmed long ago or soon will be."""
    told = {point.bij: point.eerste.toelichting for point in points}
    for signal in signals.verloopt:
        holder = Place(signal.place.name, signal.place.path[:-1])
        if signal.place.path[-1:] == ("tot",) and signal.place.path[-2] in _CONTACTS and holder not in told:
            told[holder] = f"de {signal.tekst} op {lange_datum(signal.dag)}"
    soon = {
        partner.id: partner.in_zin
        for clause, partners in signals.straks_verouderd
        if clause.toets.soort in _CONTACTS
        for partner in partners
        if not any(place and place.name == partner.name for place in told)
    }
    sentences = [f"{capital(text)}." for text in list(told.values())[:_TOLD]]
    if len(told) > _TOLD:
        rest = len(told) - _TOLD
        more = "één ander contact vraagt" if rest == 1 else f"{rest} andere contacten vragen"
        sentences.append(f"Ook {more} aandacht.")
    if soon:
        other = "andere " if told else ""
        whose = f"{in_letters(len(soon))} {other}partijen" if len(soon) > 1 else next(iter(soon.values()))
        sentences.append(f"Bij {whose} loopt binnenkort een contact af, of wordt de laatste bevestiging te oud.")
    if not sentences:
        return None
    do = "Elke partij kijkt haar gegevens na en geeft door wat er verandert, of dat alles nog klopt."
    title = "Contactpersonen en vervangers" if knows_deputies(signals.overzicht.dossier) else "Contactpersonen"
    return Voorstel("contacten", title, " ".join(sentences), do)


def _documents(signals: Signalen, points: Sequence[Punt]) -> Voorstel | None:
    places = [signal.place for signal in signals.verloopt if signal.place.path[0] == "documenten"]
    places += [point.bij for point in points if point.bij]
    told: dict[tuple[str, object], str] = {}
    for place in places:
        owner = next(one for one in signals.overzicht.dossier.partners.values() if one.name == place.name)
        document = owner.documenten[int(place.path[1])]
        day: date = getattr(document, str(place.path[2]))
        over = day <= signals.overzicht.peildatum
        if place.path[2] == "geldig_tot":
            text = f"{'gold' if over else 'geldt'} tot {lange_datum(day)}"
        else:
            text = f"zou vóór {lange_datum(day)} opnieuw worden bekeken"
        told.setdefault((place.name, place.path[1]), f"{aangehaald(document.titel)} van {owner.in_zin} {text}")
    if not told:
        return None
    do = "De partij die het document bijhoudt, vertelt wanneer er een nieuwe versie is en wie die krijgt."
    return Voorstel("documenten", "Documenten", f"{capital(_first(list(told.values()), _TOLD, '; '))}.", do)


def _term(dossier: Dossier, meeting: Bijeenkomst, day: date) -> Voorstel | None:
    stand = looptijd_stand(dossier, day)
    if stand is None or stand.einde is None or stand.fase != "in werking" or stand.volgende == "loopt door":
        return None
    if add_months(max(day, meeting.datum), _AHEAD) < stand.einde:
        return None
    het = dossier.agreed.zinsnaam
    why = f"De termijn van {het} loopt tot en met {lange_datum(stand.einde - timedelta(days=1))}."
    if stand.volgende == "verlengt stilzwijgend":
        why += f" Daarna {het.vorm('wordt', 'worden')} {het} vanzelf verlengd."
        if stand.opzeggen_voor and stand.opzeggen_voor >= day:
            why += f" Opzeggen kan tot en met {lange_datum(stand.opzeggen_voor)}."
        do = "Bespreek of alle partijen zo verder willen, en of de tekst moet veranderen."
    elif stand.volgende == "eindigt zonder besluit":
        why += f" Zonder besluit {het.vorm('eindigt', 'eindigen')} {het} dan."
        do = f"Besluit op tijd of {het.met('wordt', 'worden')} verlengd."
    else:
        why += f" Daarna {het.vorm('eindigt', 'eindigen')} {het}."
        do = "Spreek af hoe de partijen dit afronden en wat er daarna komt."
    return Voorstel("looptijd", f"Looptijd van {het}", why, do)


def _ending(signals: Sequence[Signaal]) -> Voorstel | None:
    told = list(_other_ends(signals))
    if not told:
        return None
    do = "Bespreek wat dit betekent voor de samenwerking en voor het aanbod."
    return Voorstel("afloop", "Wat binnenkort stopt", f"{capital(_first(told, _TOLD, '; '))}.", do)


def _other_ends(signals: Sequence[Signaal]) -> Iterator[str]:
    """Yield what ends besides contacts and documents; that a waiver ends is for who keeps the dossier."""
    for signal in signals:
        path = signal.place.path
        if path[0] not in ("documenten", "ontheffingen") and not set(_CONTACTS) & set(path):
            yield f"{signal.tekst} ({lange_datum(signal.dag)})"


def _name(dossier: Dossier, partner: str) -> str:
    found = dossier.partners.get(partner)
    return found.in_zin if found else partner


def _first(words: list[str], most: int, between: str = ", ") -> str:
    """Return the first of a list, and how many more there are."""
    if len(words) > most:
        return f"{between.join(words[:most])} en nog {len(words) - most}"
    return between.join(words) if between != ", " else opsomming(words)
