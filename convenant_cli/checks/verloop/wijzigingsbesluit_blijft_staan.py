"""Een besluit waarmee een partij instemde, een toetreding, een opzegging en een correctie blijven zoals zij zijn.

Waarom: een partij stemt in met deze woorden en deze dag. Wie ze achteraf verandert, heeft die instemming niet.
Herstel: zet terug wat er stond, en neem voor iets anders een nieuw besluit. Was het verkeerd opgeschreven, leg dan met
een ontheffing vast waarom het verandert.
"""

from collections.abc import Iterator
from typing import Any

from convenant_cli.dossier.overgang import Overgang
from convenant_cli.findings import Melding
from convenant_cli.records import Convenant

_WHAT = ("soort", "tekst", "ingang", "nieuwe_einddatum", "bepalingen", "rollen", "looptijd", "toetreding")
_BACK = "zet terug wat er stond; iets anders vraagt een nieuw besluit"


def check(overgang: Overgang) -> Iterator[Melding]:
    for old, new in overgang.samen(Convenant):
        was = overgang.vertaald(old)
        yield from _decisions(was, new)
        now = new.model_dump(mode="json")
        for field, what in (("opzeggingen", "een opzegging"), ("correcties", "een correctie")):
            if any(item not in now[field] for item in was[field]):
                hint = "zet haar terug; wat later anders bleek, komt er als nieuwe regel bij"
                yield Melding(new.at_key(field), f"{what} van eerder is veranderd of weggehaald", hint)
        yield from _declarations(was["toetredingen"], new)


def _declarations(was: list[dict[str, Any]], new: Convenant) -> Iterator[Melding]:
    """Tell of a declaration that changed; consent may still come, and a place where to find it."""
    now = {one.id: one.model_dump(mode="json") for one in new.toetredingen}
    for old in was:
        kept = now.get(old["id"])
        same = kept and all(kept[name] == old[name] for name in ("partner", "datum", "vorm", "ingang"))
        if not (same and kept and all(one in kept["instemming"] for one in old["instemming"])):
            message = f"de toetreding '{old['id']}' van eerder is veranderd of weggehaald"
            hint = "zet terug wat er stond; een andere dag vraagt een nieuwe verklaring"
            yield Melding(new.at_key("toetredingen"), message, hint)


def _decisions(was: dict[str, Any], new: Convenant) -> Iterator[Melding]:
    before = {decision["id"]: decision for decision in was["wijzigingsbesluiten"] if decision["instemming"]}
    for number, decision in enumerate(new.wijzigingsbesluiten):
        old = before.get(decision.id)
        if old is None:
            continue
        now = decision.model_dump(mode="json")
        changed = [name for name in _WHAT if _words(old[name]) != _words(now[name])]
        if changed:
            message = f"wijzigingsbesluit '{decision.id}' is veranderd ({', '.join(changed)}) nadat partijen instemden"
            yield Melding(new.at("wijzigingsbesluiten", number, changed[0]), message, _BACK)
        kept = {consent.partner for consent in decision.instemming}
        for consent in old["instemming"]:
            if consent["partner"] not in kept:
                message = f"de instemming van '{consent['partner']}' met '{decision.id}' is weggehaald"
                yield Melding(new.at("wijzigingsbesluiten", number, "instemming"), message, "zet haar terug")


def _words(value: Any) -> Any:
    """Return a text without its layout: other lines are no other words."""
    return value.split() if isinstance(value, str) else value
