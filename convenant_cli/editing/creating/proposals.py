"""What a new thing most likely holds: its name, the next free number, the days of its plan, who usually comes.

Only what follows from the dossier is proposed; what somebody must know is asked.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from convenant_cli.dossier.aanbod import document_of, holder_name, plan_word
from convenant_cli.editing.creating.draft import Ontwerp
from convenant_cli.editing.creating.meeting import agenda, earlier, invited, meeting_title
from convenant_cli.editing.creating.resting import check_that_rests, file_that_rests
from convenant_cli.editing.creating.statements import questions_for
from convenant_cli.editing.written import Value
from convenant_cli.findings import ConvenantError
from convenant_cli.judging.toetsen import toetssoort
from convenant_cli.kalender import Tijdvak
from convenant_cli.records import Actie
from convenant_cli.text.sentences import capital, slug
from convenant_cli.text.volgorde import numeric

#: What goes by a year, so that nothing else can tell its name.
BY_YEAR = ("jaarplan", "verklaring")

_LONGEST = 50  # letters of a name that is made of a title


def proposal(draft: Ontwerp, name: str) -> Value:
    """Return what a field most likely holds, by what is known so far; None when nobody can tell."""
    if name == draft.soort.naamveld:
        return part_name(draft)
    propose = _VALUES.get(draft.soort.naam, {}).get(name)
    return propose(draft) if propose else None


def follows(draft: Ontwerp, name: str) -> bool:
    """Tell whether a field has a proposal once enough is known."""
    propose = _VALUES.get(draft.soort.naam, {}).get(name)
    return name == draft.soort.naamveld or propose is not None


def full_id(draft: Ontwerp) -> str:
    """Return the id of a new record, as it was given or as it follows from what is known. Raises ConvenantError."""
    pattern = draft.soort.record.patroon
    name = draft.naam or proposed_name(draft)
    if pattern.count("{}") == 2 and "/" not in name and draft.bij and name:
        name = f"{draft.bij}/{name}"
    parts = name.split("/")
    if len(parts) != pattern.count("{}") or not all(parts):
        example = _EXAMPLES.get(draft.soort.naam, "korte-naam")
        raise ConvenantError(f"noem de naam erbij, zoals: convenant new {draft.soort.naam} {example}")
    for part in parts:
        if part != slug(part):
            raise ConvenantError(
                f"'{part}' is geen geldige naam; gebruik kleine letters, cijfers en streepjes, zoals '{slug(part)}'"
            )
    return name


def proposed_name(draft: Ontwerp) -> str:
    """Return a name for a new record; empty when nothing tells."""
    data = draft.data
    title = short_slug(str(data.get("titel") or data.get("korte_naam") or data.get("naam") or ""))
    match draft.soort.naam:
        case "bijeenkomst":
            words = re.sub(r"-(19|20|21)\d\d$", "", title)
            return f"{data['datum']}-{words}" if data.get("datum") and words else ""
        case "evaluatie":
            year = str(data.get("datum") or draft.dag)[:4]
            plan = data.get("jaarplan")
            about = str(data.get("document") or "convenant").rsplit("/", 1)[-1]
            return data.get("actie") or (f"{plan}/jaarplan-{plan}" if plan else f"{year}/{about}")
        case "jaarplan":
            year = str(data.get("periode", "")).split(" ")[-1]
            about = short_slug(str(data.get("eigenaar") or data.get("onderwerp") or ""))
            return f"{year}-{about}" if year and about else year
        case "hoofdstuk":
            return f"{data['hoofdstuk']}-{title}" if data.get("hoofdstuk") and title else ""
        case "verklaring":
            return ""
    return title


#: What a name looks like, for who is asked to give one.
_EXAMPLES = {
    "hoofdstuk": "9-slot",
    "partner": "jongerencentrum",
    "jaarplan": "2027",
    "actie": "2027/training",
    "bijeenkomst": "2027-03-11-overleg",
    "verklaring": "2026/politie",
    "evaluatie": "2026/training",
}


def short_slug(text: str) -> str:
    """Return a text as a name that is not too long."""
    whole = slug(text)
    return whole if len(whole) <= _LONGEST else whole[: _LONGEST + 1].rpartition("-")[0] or whole[:_LONGEST]


def part_name(draft: Ontwerp) -> str | None:
    """Return the name of a new part: the next free number of a decision, or its title as a name."""
    if draft.naam:
        return draft.naam.rsplit("/", 1)[-1]
    if draft.soort.naamveld == "nummer":
        meeting = draft.dossier.bijeenkomsten.get(draft.bij)
        start = f"{draft.soort.naam[0]}{(meeting.datum if meeting else draft.dag).year}-"
        known = [
            id.removeprefix(start) for id in draft.dossier.defined.get(draft.soort.naam, ()) if id.startswith(start)
        ]
        return f"{start}{next_free(int(one) for one in known if one.isdecimal())}"
    data = draft.data
    words = next((str(data[name]) for name in ("titel", "naam", "vraag", "tekst") if data.get(name)), "")
    return short_slug(words) or None


def next_free(numbers: Iterable[int]) -> int:
    """Return the number after the highest."""
    return max(numbers, default=0) + 1


# --- by kind ------------------------------------------------------------------------------------------------------


def action_number(draft: Ontwerp) -> str | None:
    """Return the next free number of an action: that of its theme, and one more than the last of that theme."""
    theme = (
        next((one for one in draft.plan.themas if one.thema == draft.data.get("thema")), None) if draft.plan else None
    )
    if theme is None:
        return None
    taken = [numeric(action.nummer) for action in draft.dossier.acties_van(draft.bij)]
    return f"{theme.nummer}.{next_free(number[1] for number in taken if len(number) > 1 and number[0] == theme.nummer)}"


def _start(draft: Ontwerp) -> str | None:
    days = draft.tijdvak
    return max(days.van, min(draft.dag, days.laatste)).isoformat() if days else None


def _end(draft: Ontwerp) -> str | None:
    return draft.tijdvak.laatste.isoformat() if draft.tijdvak else None


def _keeper(draft: Ontwerp) -> str | None:
    return draft.dossier.agreed.beheerder or None


def _today(draft: Ontwerp) -> str:
    return draft.dag.isoformat()


def _previous(name: str) -> Callable[[Ontwerp], Value]:
    """Return how to take over a field of the last meeting of the same kind."""

    def take(draft: Ontwerp) -> Value:
        before = earlier(draft)
        value: Value = before.model_dump(mode="json", exclude_none=True).get(name) if before else None
        return value[:5] if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d:\d\d", value) else value

    return take


def _organiser(draft: Ontwerp) -> Value:
    """Return who organised the last meeting of the same kind, when it still takes part; else the keeper."""
    party = draft.dossier.partners.get(str(_previous("organisator")(draft)))
    return party.id if party and party.actief_in(Tijdvak(_day(draft), date.max)) else _keeper(draft)


def _chair(draft: Ontwerp) -> Value:
    body = draft.dossier.organen.get(str(draft.data.get("orgaan")))
    if body and body.voorzitter:
        return body.voorzitter.model_dump(mode="json")
    before = _previous("voorzitter")(draft)
    party = draft.dossier.partners.get(str(before.get("partner"))) if isinstance(before, Mapping) else None
    return before if party and party.actief_in(Tijdvak(_day(draft), date.max)) else None


def _day(draft: Ontwerp) -> date:
    try:
        return date.fromisoformat(str(draft.data.get("datum")))
    except ValueError:  # it is told when the record is read
        return draft.dag


def _evaluated(draft: Ontwerp) -> Actie | None:
    return draft.dossier.acties.get(str(draft.data.get("actie")))


def _evaluation_title(draft: Ontwerp) -> str | None:
    action, plan = _evaluated(draft), draft.data.get("jaarplan")
    if action:
        return f"Evaluatie van {action.titel[:1].lower()}{action.titel[1:]}"
    if plan:
        known_plan = draft.dossier.jaarplannen.get(str(plan))
        return f"Evaluatie van het {known_plan.naam if known_plan else plan}"
    if known := document_of(draft.dossier, str(draft.data.get("document") or "")):
        return f"Evaluatie van {known.titel}"
    return f"Evaluatie van {draft.dossier.agreed.zinsnaam}" if draft.data.get("convenant") else None


def _evaluators(draft: Ontwerp) -> Value:
    action = _evaluated(draft)
    return list(action.betrokken) if action else None


def _plan_title(draft: Ontwerp) -> str | None:
    year = re.match(r"\d{4}(-\d{4})?", draft.naam)
    owner, about = str(draft.data.get("eigenaar") or ""), draft.data.get("onderwerp")
    of = f" van {holder_name(draft.dossier, owner)}" if owner else ""
    named = year[0] if year and (owner or about) else draft.naam
    return f"{capital(plan_word(draft.dossier))} {named}{f' {about}' if about else ''}{of}" if draft.naam else None


def _period(draft: Ontwerp) -> str | None:
    year = re.match(r"\d{4}(-\d{4})?(?=$|-)", draft.naam)
    named = draft.dossier.jaarperiode(year[0]) if year else None
    return str(named) if named else None


def _reading_number(draft: Ontwerp) -> str:
    known = draft.dossier.agreed.interpretaties
    return str(next_free(one.nummer for one in known))


def _family(draft: Ontwerp) -> str | None:
    toets = draft.data.get("toets")
    kind = toetssoort(str(toets.get("soort"))) if isinstance(toets, Mapping) else None
    return kind.familie if kind else None


def _always(value: Value) -> Callable[[Ontwerp], Value]:
    return lambda _: value


_VALUES: dict[str, dict[str, Callable[[Ontwerp], Value]]] = {
    "actie": {"nummer": action_number, "start": _start, "gereed": _end, "status": _always("gepland")},
    "bijeenkomst": {
        "titel": meeting_title,
        "status": _always("gepland"),
        "aanvang": _previous("aanvang"),
        "einde": _previous("einde"),
        "plaats": _previous("plaats"),
        "organisator": _organiser,
        "voorzitter": _chair,
        "genodigd": invited,
        "agenda": agenda,
        "vorige": lambda draft: before.id if (before := earlier(draft)) else None,
    },
    "evaluatie": {"titel": _evaluation_title, "datum": _today, "opgesteld_door": _evaluators},
    "verklaring": {"antwoorden": questions_for},
    "jaarplan": {
        "titel": _plan_title,
        "periode": _period,
        "status": _always("concept"),
        "versie": _always("0.1"),
        "opdrachtgever": lambda draft: None if draft.data.get("eigenaar") else _keeper(draft),
        "themas": _always([]),
    },
    "hoofdstuk": {"bepalingen": _always([])},
    # What is only so binds nobody: who names nobody need not say that.
    "bepaling": {
        "gebonden": lambda draft: [] if draft.data.get("aard") == "verklaring" else None,
        "familie": _family,
    },
    "vraagstuk": {"datum": _today},
    "actiepunt": {"status": _always("open")},
    "interpretatie": {"nummer": _reading_number},
    "ontheffing": {
        "controle": check_that_rests,
        "bestand": file_that_rests,
        "verleend_op": _today,
    },
}


#: Of these fields of a kind one must be there, though none is required by itself.
ONE_OF = {
    "orgaan": ("leden", "elke_partij"),
    "actie": ("indicator", "geen_indicator_omdat"),
    "evaluatie": ("actie", "jaarplan", "document", "convenant"),
}

#: Of these fields most people have something to say: they are asked for on a terminal, and may be passed over.
USUAL = {
    "partner": ("zinsnaam", "contactpersoon", "vervanger"),
    "actie": ("partners", "bepalingen", "omschrijving"),
    "aanbod": ("themas", "omschrijving"),
}


def filled(draft: Ontwerp) -> None:
    """Fill in what is proposed for the fields that are still empty."""
    for name in draft.soort.model.model_fields:
        value: Any = proposal(draft, name) if name not in draft.data else None
        if value is not None:
            draft.data[name] = value
