"""Names of persons: behind a word that says who somebody is, or a given name with or without a surname.

A list of names alone is not enough: schools, streets, halls, prizes and books bear names too. So a name counts by what
stands around it.
"""

from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from convenant_cli.privacy.around import FUNCTIE_ERNA, STAF_ERNA, is_before_surname, kind_of, said_of_somebody
from convenant_cli.privacy.context import AT_WORK, FUNCTIE
from convenant_cli.privacy.entities import ENTITY_WORDS, NO_NAME, names_with_a_word
from convenant_cli.privacy.hit import Gegeven, Hit, Search
from convenant_cli.privacy.language import is_word
from convenant_cli.privacy.later import later
from convenant_cli.privacy.openings import may_hold_name
from convenant_cli.privacy.roles import Role, bare, leads, role_of
from convenant_cli.privacy.strangers import (
    is_of_a_stranger,
    is_stranger,
    told_firmly,
    told_softly,
    with_capitals,
)
from convenant_cli.privacy.telling import OneOf
from convenant_cli.privacy.things import in_organisation, is_thing, surnames_behind_letters, words_of
from convenant_cli.privacy.tokens import CALLED, PREFIXES, Run, Token, tokens_of
from convenant_cli.privacy.words import (
    is_achternaam,
    is_gewoon,
    is_voornaam,
    lines_of,
    listed,
    resembles_achternaam,
)

_ERVOOR = listed(
    "van om voor volgens met aan naar tegen over door bij en of is heet dat als vraag bel mail app stuur geef laat"
)


_FUNCTIE_IS = AT_WORK | OneOf(("justitie", "gegevensbescherming"))
#: "Docent Duits Van Leeuwen".
_FUNCTIE_VAK = later(
    rf"(?<!\w)(?i:{FUNCTIE})\s[^\W\d_][\w-]{{2,20}}\s$", tells=((r"([\w'-]{1,60})\s[\w-]{3,21}\s$", _FUNCTIE_IS),)
)
#: "Roos heeft verteld dat": what only people do.
_MENS_DOET = later(
    r"\s(?:vertelt|vertelde|zegt|zei|belde|belt|ontkent|bekent|bekende|durft|spijbelt|huilt|huilde|appte|mailde"
    r"|(?:heeft|had)\s(?:\w{2,12}\s){0,2}(?:verteld|gezegd|bekend|gespijbeld|gebeld|gelogen|beloofd|toegegeven))(?!\w)",
    opens=r"\s(?:ver|ze|be|ont|bek|du|sp|hu|ap|ma|ha|he)",
)
#: "De Ruijter sluit later aan": what is written of who comes to a meeting; a school that joins comes not later.
_AFWEZIG = later(
    r"\s(?:sluit\slater\saan|schuift\s(?:later\s)?aan|komt\s(?:iets\s|wat\s)?later|gaat\seerder\sweg|vertrekt\seerder"
    r"|notuleert|zit\svoor|meldt?\szich\s(?:af|ziek)|is\s(?:ziek|verhinderd|met\s(?:verlof|vakantie))|belt|mailt|appt"
    r"|vervangt|(?:heeft|had)\szich\s(?:af|ziek)gemeld)(?!\w)"
)
#: "Slachtoffer in het Nieuws", "directeur van De Zwaan".
_OF_A_PLACE = later(r"(?:(?:in|op)\s(?:de|het|een)|van\s(?:De|Het))\s")
#: "Oumaima: 43 uur verzuim"; not "Emma: een verhaal over vriendschap".
_TOLD = later(
    r"\s(?:\d{1,3}\s(?:uur|keer|dagen|x)|geen|nog|niet|heeft|had|is|was|moet|wil|kan|ziek|afwezig|gebeld"
    r"|verzuim|schorsing"
    r"|(?:[\w-]+\s){0,4}?(?:sturen|bellen|regelen|plannen|opvragen|uitzoeken|nagaan|navragen|bestellen|reserveren"
    r"|mailen|bijwerken|aanpassen|uitnodigen|opstellen|rondsturen|terugkoppelen|bespreken|invullen|vragen)"
    r"|gesprek|belt|mailt|geschorst|verwijderd|aangehouden|gehoord|overgeplaatst)(?!\w)"
)
#: "Max. 25 deelnemers".
_AFKORTING = later(r"\.\s[\da-z]")
_LONGEST_NAME, _SHORTEST = 8, 2
_BETWEEN = (" ", " (", ": ", ", ", ". ", " '", ' "', " - ", ":", "(", "-")


class _Found(NamedTuple):
    run: Run
    kind: Gegeven | None
    """None for the name of a thing, whose parts are no names either."""


def find_namen(text: str, search: Search) -> Iterator[Hit]:
    """Find every name of a person."""
    text = with_capitals(text)
    known = words_of(frozenset(search.organisations))
    tokens = tokens_of(text) if may_hold_name(text, known) else []
    known -= surnames_behind_letters(tokens, known)
    organisations = _with_famous(frozenset(search.organisations))
    at = 0
    while at < len(tokens):
        token = tokens[at]
        # Nearly all words are neither: of those nothing else is asked.
        found = _behind_role(text, tokens, at, known) if leads(token.small) else None
        if found is None and (token.capital or token.letters):
            found = _by_itself(text, tokens, at, known)
        if found is None:
            at += 1
            continue
        run = found.run
        if found.kind is not None and not in_organisation(run, organisations):
            yield Hit(run.start, run.end, found.kind, f"{text[run.start].upper()}•••")
        at = run.last + 1


@cache
def _with_famous(organisations: frozenset[str]) -> frozenset[str]:
    return organisations | frozenset(lines_of("bekend.txt"))


def is_name(text: str, search: Search) -> bool:
    """Tell whether a text ends with the name of a person."""
    return any(hit.end == len(text) for hit in find_namen(text, search))


def _by_itself(text: str, tokens: list[Token], at: int, known: Collection[str]) -> _Found | None:
    run = _run(text, tokens, at, known)
    if run is None:
        return None
    if is_thing(run, known):
        return _Found(run, None)
    return _Found(run, kind_of(run)) if _is_person(run) else None


# --- behind a role ------------------------------------------------------------------------------------------------


def _behind_role(text: str, tokens: list[Token], at: int, known: Collection[str]) -> _Found | None:
    token = tokens[at]
    if token.letters or at + 1 >= len(tokens):
        return None
    role = role_of(bare(token.small))
    if token.small == "heer" and at and tokens[at - 1].small == "de":
        role = role._replace(title=True)
    if not (role.person or role.work or role.title or role.several):
        return None
    first, loose = _start(text, tokens, at, role)
    run = _run(text, tokens, first, known, behind_role=True) if first < len(tokens) else None
    if run is None or not run.words or run.gap not in _BETWEEN or (run.gap == ". " and not role.title):
        return None
    sure = _sure(run)
    if not sure and (loose or run.gap not in (" ", ". ", "-")) and not (_set_off(run) or _fills_field(run, role)):
        return None  # behind a colon, comma or bracket a capital often starts a sentence
    if _OF_A_PLACE.match(text, run.start):
        return None
    if not _spelled(run, role, sure) or not (sure or _fits(run, role)) or is_thing(run, known, role=True):
        return None
    if role.person or not (role.work or role.title):
        return _Found(run, "leerling-met-naam")
    return _Found(run, "medewerker" if role.work else kind_of(run))


def _start(text: str, tokens: list[Token], at: int, role: Role) -> tuple[int, bool]:
    """Return where a name can start behind a role, and whether only a sure name will do there."""
    gap, following = text[tokens[at].end : tokens[at + 1].start], tokens[at + 1]
    if gap == " " and (following.small in CALLED or (role.title and following.small == "heer")):
        return at + 2, False
    of_somebody = gap == " " and following.text == "van" and role.kin and at + 2 < len(tokens)
    if of_somebody and (tokens[at + 2].capital or tokens[at + 2].letters or _small_name(tokens[at + 2])):
        return at + 2, not role.person
    return at + 1, False


def _set_off(run: Run) -> bool:
    """Tell whether a surname stands between commas or brackets, or alone behind a colon: "de rector, Hoekstra, …"."""
    closed = run.text[run.end : run.end + 1] in ("", ",", ")", ".", ";", "\n")
    return closed and run.gap in (", ", " (", ": ") and is_achternaam(run.words[-1].text)


def _fills_field(run: Run, role: Role) -> bool:
    """Tell whether a text ends with what stands behind "Kind:" or "Leerling:"."""
    return role.person and run.gap == ": " and not run.text[run.end :].strip(" .)")


def _small_name(token: Token) -> bool:
    return len(token.text) > _SHORTEST + 1 and token.small not in NO_NAME and is_voornaam(token.text)


_ONLY_IN_NAMES = frozenset(("der", "den", "el"))


def _spelled(run: Run, role: Role, sure: bool) -> bool:
    """Tell whether a name in small letters or in capitals only is one all the same."""
    lower = not any(token.capital for token in run.words)
    shouted = all(token.text.isupper() for token in run.words) and len(run.words[0].text) > 1
    if lower:
        last, parts = run.words[-1].text, [token.small for token in run.all if token.small in PREFIXES]
        titled = role.title and (parts == ["de"] or not is_word(last))
        known = is_achternaam(last) and (titled or not _ONLY_IN_NAMES.isdisjoint(parts))
        return known or (sure and (role.title or not role.several))
    return not shouted or sure or any(is_achternaam(token.text) for token in run.words)


def _fits(run: Run, role: Role) -> bool:
    """Tell whether capital words that are no given name are a name behind this role."""
    surname = any(resembles_achternaam(word.text) or is_stranger(word.text, compound=True) for word in run.words)
    if role.several and not role.title:
        return role.kin and surname
    if run.head.text == "van" and not role.title:
        return _is_called_van(run, role)
    plain_work = role.work and not role.person and role.area
    return surname or not plain_work or (role.title and len(run.words) < 2)


def _is_called_van(run: Run, role: Role) -> bool:
    """Tell "leerling van de Laar" from "de conciërge van De Nieuwe Veste" and "de directeur van de Vliet"."""
    second = run.tokens[run.first + 1]
    if second.capital and second.small in PREFIXES:
        return False
    if role.person and not second.capital and len(run.words) == 1:
        return True
    of_a_place = role.work and run.first > 1 and run.tokens[run.first - 2].small in ("de", "het", "een", "onze")
    return is_achternaam(run.words[-1].text) and not of_a_place


# --- the words of a name ------------------------------------------------------------------------------------------


def _run(text: str, tokens: list[Token], first: int, known: Collection[str], behind_role: bool = False) -> Run | None:
    """Return the longest name that starts here; None when no name can start here."""
    last: int | None = None
    for at in range(first, min(first + _LONGEST_NAME, len(tokens))):
        token = tokens[at]
        if at > first and not _joined(text[tokens[at - 1].end : token.start], tokens[at - 1]):
            break
        if token.letters:
            if last is not None or not (token.text[0].isupper() or behind_role):
                break
        elif token.small in PREFIXES:
            opens = at > first or token.capital or behind_role
            if not opens or not _goes_on(text, tokens, at):
                break
        elif at == first and names_with_a_word(token.text) and not is_voornaam(token.text):
            break  # Bureau-straf
        elif _can_be_name(token, known, behind_role and (last is None or not tokens[first].capital)) and (
            (last is not None and is_voornaam(tokens[first].text)) or not is_gewoon(token.text, ending=at == first)
        ):
            last = at
        elif (at > first and token.capital and token.small not in known and is_achternaam(token.text)) or (
            at == first and is_before_surname(text, tokens, at)
        ):
            last = at  # Bos, Berg, Meer: behind a given name a surname; Frans, Mei: before one a given name
        else:
            break
    return None if last is None else Run(text, tokens, first, last)


def _joined(gap: str, before: Token) -> bool:
    return gap in (" ", "-", "'") or (before.letters and gap == "")


def _goes_on(text: str, tokens: list[Token], at: int) -> bool:
    """Tell whether a capital word, or in a text of small letters a surname, follows this prefix."""
    for other in range(at + 1, min(at + 4, len(tokens))):
        if text[tokens[other - 1].end : tokens[other].start] not in (" ", "", "'"):
            return False
        if tokens[other].small not in PREFIXES:
            return tokens[other].capital or is_achternaam(tokens[other].text)
    return False


def _can_be_name(token: Token, known: Collection[str], lower: bool) -> bool:
    word = token.small
    if word in NO_NAME or word in known or word in ENTITY_WORDS:
        return False
    if token.capital:
        return len(word) > 1
    return lower and ((len(word) > 2 and is_voornaam(word)) or is_achternaam(word))


def _sure(run: Run) -> bool:
    """Tell whether what stands here is a name by itself: initials or a given name."""
    if run.head.letters:
        return True
    return bool(run.words) and is_voornaam(run.words[0].text, ook_woord=run.words[0].capital)


def _is_person(run: Run) -> bool:
    """Tell whether a run of capital words without a role before it is the name of a person."""
    head, words = run.head, run.words
    if head.letters:
        return _initials_and_surname(run)
    if not words:
        return False
    if is_achternaam(words[-1].text) and _FUNCTIE_VAK.search(run.text[max(0, run.start - 50) : run.start]):
        return True
    if words[0] is not head:  # De Haan, docent Engels
        told = FUNCTIE_ERNA.match(run.text, run.end) or _AFWEZIG.match(run.text, run.end)
        return (resembles_achternaam(words[-1].text) and told is not None) or is_of_a_stranger(run)
    surname = any(is_achternaam(word.text) for word in words[1:])
    if all(word.text.isupper() for word in words) and not surname:
        return _behind_surname(run)  # an abbreviation, or META-INF
    if is_voornaam(head.text):
        return len(words) > 1 or _alone(run)
    if said_of_somebody(run) or is_of_a_stranger(run):
        return True
    if not is_voornaam(head.text, ook_woord=True):
        return False
    if len(words) > 1:
        return surname
    return _told_of_somebody(run) and _alone(run)


def _told_of_somebody(run: Run) -> bool:
    """Tell whether a given name that is an ordinary word is a name here: "met Roos", "Joke van de administratie"."""
    if run.before is not None and run.before.small in _ERVOOR and run.gap == " ":
        return True
    if run.text.startswith((" van ", " bij ", " ("), run.end) and STAF_ERNA.match(run.text, run.end):
        return True
    return (
        _MENS_DOET.match(run.text, run.end) is not None or told_firmly(run) or told_softly(run.text, run.start, run.end)
    )


def _behind_surname(run: Run) -> bool:
    """Tell whether this is the given name of "BENALI, SOUHAIL"."""
    before = run.before
    return before is not None and run.gap == ", " and is_voornaam(run.head.text) and is_achternaam(before.text)


def _initials_and_surname(run: Run) -> bool:
    if not run.words or (run.before and run.before.small in _GENUMMERD):
        return False
    starts = not run.text[: run.start].strip(" -*#\n\"'(")
    several = run.head.text.count(".") > 1 or len(run.words) < run.last - run.first
    told = STAF_ERNA.match(run.text, run.end)
    return is_achternaam(run.words[-1].text) or several or not starts or told is not None


_GENUMMERD = listed(
    "bijlage lokaal gebouw groep klas optie deel artikel punt categorie variant plan lid onderdeel blok "
    "team zaal route lijn type tabel figuur hal poort ingang vak"
)


def _alone(run: Run) -> bool:
    """Tell whether one given name is told of somebody: not the head of a list of words or a title."""
    title = run.first == 0 and run.text[run.end : run.end + 1] == ":" and not _TOLD.match(run.text, run.end + 1)
    short = len(run.head.text) <= _SHORTEST and (run.before is None or run.before.small not in _ERVOOR)
    return not short and not title and not _AFKORTING.match(run.text, run.end)
