"""Words that say who somebody is, so that the word behind it is a name."""

from functools import lru_cache
from typing import NamedTuple

from convenant_cli.privacy.context import FAMILIELEDEN, ROLE_ENDS, ROLES, is_function, is_person_word
from convenant_cli.privacy.words import listed

_WIE = listed("vriend vriendin zorgmijder gezinslid familielid aanmelding leerplichtige")
_WIE_MEER = listed("""
 leerlingen jongens meisjes jongeren kinderen ouders broers zussen broertjes zusjes neven nichten tweeling
verdachten slachtoffers daders getuigen studenten scholieren brugklassers betrokkenen docenten mentoren medewerkers
collega's agenten trainers familie fam gezin zaak casus dossier
""")
_AANHEF = listed(
    "dhr mr drs dr ir ing prof zr mevr mw hr mej meneer mijnheer mevrouw juffrouw juf meester fam familie gezin"
)
_FAMILIE = FAMILIELEDEN | listed("""
 ouders gezin familie vriend vriendin mentor tweelingbroer tweelingzus telefoon fiets tas kluisje zaak casus dossier
""")
#: Functions that are often followed by the name of a subject, a neighbourhood or a department.
_MET_GEBIED = listed("""
 wijkagent wijkagente voorzitter secretaris contactpersoon vervanger aanspreekpunt trekker functie expert officier
straatcoach boa toezichthouder vrijwilliger collega stagiair stagiaire bestuurder
""")
_GEBIED_ENDS = (
    "directeur", "leider", "coördinator", "coordinator", "medewerker", "medewerkster", "adviseur", "manager",
    "regisseur", "hoofd", "justitie", "specialist", "consulent", "ambtenaar", "jongerenwerker", "jongerenwerkster",
)  # fmt: skip


class Role(NamedTuple):
    """What a word says about whoever is named behind it."""

    person: bool
    work: bool
    title: bool
    several: bool
    kin: bool
    area: bool
    """Whether the name of a subject, a neighbourhood or a department can stand behind it as well."""


@lru_cache(maxsize=20_000)
def role_of(word: str) -> Role:
    """Return what a word in small letters says about whoever is named behind it."""
    return Role(
        person=is_person_word(word) or word in _WIE,
        work=(is_function(word) and word != "staatssecretaris") or word in ("functie", "justitie"),
        title=word in _AANHEF,
        several=word in _WIE_MEER or word.endswith("leerlingen"),
        kin=word in _FAMILIE,
        area=word in _MET_GEBIED or word.endswith(_GEBIED_ENDS),
    )


#: Every word that can be a role, and how others end: what most words are told from at little cost.
WHO = ROLES | _WIE | _WIE_MEER | _AANHEF | _FAMILIE | _MET_GEBIED | {"functie", "justitie"}
WHO_ENDS = (*ROLE_ENDS, "leerlingen", *_GEBIED_ENDS)


def says_who(word: str) -> bool:
    """Tell whether a word in small letters says anything about whoever is named behind it."""
    return (word in WHO or word.endswith(WHO_ENDS)) and any(role_of(word))


@lru_cache(maxsize=20_000)
def leads(small: str) -> bool:
    """Tell whether a name can stand behind a word in small letters because of what that says."""
    if not says_who(bare(small)):
        return small == "heer"
    role = role_of(bare(small))
    return small == "heer" or role.person or role.work or role.title or role.several


def bare(small: str) -> str:
    """Return a word without what says that it once was so: oud-leerling."""
    first, _, rest = small.partition("-")
    return rest if first in ("oud", "ex", "mede") and rest else small
