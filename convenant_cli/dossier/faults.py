"""What pydantic found wrong with a record, as a Dutch sentence at the right field; and reading on past it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from convenant_cli.findings import Melding, Path, value_at
from convenant_cli.kalender import bedoelde_dag
from convenant_cli.records.model.asked import below, example, model_at, points
from convenant_cli.records.model.record import Heette, Onderdeel, Record
from convenant_cli.records.model.velden import EIGEN_FOUT
from convenant_cli.sources.yamlfile import Parsed, Unusable
from convenant_cli.text.lookalikes import marked, odd, plain
from convenant_cli.text.sentences import MEANT, or_meant, slug, suggest

_COMMA = "een komma binnen accolades begint een nieuw veld; zet de hele tekst tussen aanhalingstekens"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in the shape of a record: rule, place, sentence, remedy, and what the value probably should be."""

    rule: str
    path: Path
    at: Literal["value", "key"]
    message: str
    hint: str = ""
    suggestion: str = ""
    sign: str = ""
    """The character in the value or key that is not what it looks like; empty when that is not what is wrong."""
    naming: tuple[str, ...] = ()
    """The kinds of thing that the value should name: who knows the other records can say which it means."""
    value: str = ""
    """What was typed there."""

    def at_field(self, record: Record, way: Path) -> Melding:
        """Return what to tell when the mapping with the fault stands at a field of a record."""
        path = (*way, *self.path)
        return Melding(record.at_key(*path) if self.at == "key" else record.at(*path), self.message, self.hint)


def describe(kind: type[Onderdeel], data: Any, errors: Iterable[Any]) -> list[Fault]:
    """Turn pydantic's errors on a record into faults.

    A value that was refused before comes back as a fault without a rule: to be taken out, not to be told again. A
    field that is missing only because its name is misspelt is not called missing, and a list is not called empty
    because its items are wrong.
    """
    faults = [
        Fault("", _real_path(data, error["loc"])[0], "value", "")
        if isinstance(error["input"], Unusable) and error["type"] != "extra_forbidden"
        else _fault(kind, data, error)
        for error in errors
        if error["type"] != "too_short" or not error["input"]
    ]
    meant = {(*fault.path[:-1], fault.suggestion) for fault in faults if fault.rule == "veld-onbekend"}
    faults = [fault for fault in faults if fault.rule != "veld-ontbreekt" or fault.path not in meant]
    told: set[tuple[Path, str]] = set()
    for at, fault in enumerate(faults):
        # What is wrong with the parts of a list in the same way is told at the first of them.
        if fault.rule == "vorm-ongeldig" and isinstance(fault.path[-1:][0] if fault.path else "", int):
            if (fault.path[:-1], fault.message) in told:
                faults[at] = Fault("", fault.path, "value", "")
            told.add((fault.path[:-1], fault.message))
    return faults


def repair(parsed: Parsed, faults: list[Fault]) -> set[Path]:
    """Mend the data of a record as far as its faults allow, so that the rest can still be checked.

    A misspelt field gets its name, a misspelt value what it probably means; anything else is taken out. The places
    of fields stay right. Returns the ways to what was mended.
    """
    mended = {fault.path for fault in faults}
    # Last first, so that the index of an earlier item of the same list stays right.
    for fault in sorted(faults, key=lambda fault: [str(step).zfill(6) for step in fault.path], reverse=True):
        container = value_at(parsed.data, fault.path[:-1])
        if not fault.path or not _holds(container, fault.path[-1]):
            continue
        key = fault.path[-1]
        if fault.rule == "veld-onbekend" and fault.suggestion and fault.suggestion not in container:
            parsed.rename(container, str(key), fault.suggestion)
        elif fault.suggestion and fault.at == "value":
            container[key] = fault.suggestion
        else:
            parsed.drop(container, key)
            if not container:
                mended.add(fault.path[:-1])  # a list that we emptied is not the author's fault
    return mended


def _holds(container: Any, key: str | int) -> bool:
    if isinstance(container, dict):
        return key in container
    return isinstance(container, list) and isinstance(key, int) and key < len(container)


def _real_path(data: Any, loc: Path) -> tuple[Path, bool]:
    """Drop the names of union branches from pydantic's way to a value; tell whether it ends at a key."""
    path: list[str | int] = []
    here = data
    at_key = loc[-1:] == ("[key]",)
    steps = loc[:-1] if at_key else loc
    for number, step in enumerate(steps):
        if _holds(here, step):
            here = here[step]
            path.append(step)
        elif number == len(steps) - 1 and isinstance(here, dict):
            path.append(step)  # a missing field
    return tuple(path), at_key


def _fault(kind: type[Onderdeel], data: Any, error: Any) -> Fault:
    path, at_key = _real_path(data, error["loc"])
    value, code = error["input"], error["type"]
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    if code == "extra_forbidden":
        return _unknown_field(kind, path, empty=value is None)
    if code == "missing":
        model = model_at(kind, path[:-1])
        field = model.model_fields.get(str(path[-1])) if model else None
        hint = f"voeg '{name}:' toe. {field.description}" if field and field.description else ""
        return Fault("veld-ontbreekt", path, "value", f"het verplichte veld '{name}' ontbreekt", hint)
    if value is None:
        return Fault(
            "waarde-ongeldig", path, "value", f"het veld '{name}' is leeg" if path else "het record is leeg",
            "vul het in, of haal het veld weg als het niet verplicht is",
        )  # fmt: skip
    if code == "literal_error" and isinstance(value, str):
        return _choice(path, name, value, error["ctx"]["expected"])
    if code == EIGEN_FOUT and isinstance(value, str):
        fault = _wrong_text(path, at_key, value, error["msg"])
        naming = () if at_key or fault.sign else points(kind, path)
        return replace(fault, naming=naming, value=value)
    if code == "too_short":
        return Fault("waarde-ongeldig", path, "value", f"bij '{name}' hoort minstens één waarde")
    return _wrong_shape(kind, path, name, value, code)


def _renamed(model: type[Onderdeel] | None, name: str) -> str:
    """Return what a field is called now that had this name before; empty when none had."""
    known = model.model_fields.items() if model else ()
    marks = ((field, mark) for field, info in known for mark in info.metadata if isinstance(mark, Heette))
    return next((field for field, mark in marks if mark.naam == name), "")


def _unknown_field(kind: type[Onderdeel], path: Path, *, empty: bool) -> Fault:
    model = model_at(kind, path[:-1])
    fields = list(model.model_fields) if model else []
    name = str(path[-1])
    if strange := odd(name):
        message = f"het veld '{_short(name)}' bestaat hier niet: {strange.told(name)}"
        near = suggest(plain(name).strip(), fields)
        return Fault("veld-onbekend", path, "key", message, strange.remedy, near, strange.sign)
    message = f"het veld '{_short(name)}' bestaat hier niet"
    if now := _renamed(model, name):
        return Fault("veld-onbekend", path, "key", f"{message}; het heet nu '{now}'", "", now)
    near = suggest(name, fields)
    if near:
        return Fault("veld-onbekend", path, "key", f"{message}; bedoelde u '{near}'?", "", near)
    if where := below(model, name):
        return Fault("veld-onbekend", path, "key", message, where)
    # What stands behind a comma in { } is a field without a value, and a text has more than one word.
    why = f"{_COMMA}; " if empty and " " in name else ""
    return Fault("veld-onbekend", path, "key", message, f"{why}wel mogelijk: {', '.join(fields)}")


def _choice(path: Path, name: str, value: str, expected: str) -> Fault:
    choices = re.findall(r"'([^']*)'", expected)
    if strange := odd(value):
        message = f"'{_short(value)}' kan niet bij '{name}': {strange.told(value)}"
        near = suggest(plain(value).strip(), choices)
        return Fault("waarde-ongeldig", path, "value", message, strange.remedy, near, strange.sign)
    near = suggest(value, choices)
    meant = or_meant(near)
    message = f"'{_short(value)}' kan niet bij '{name}'{meant}"
    return Fault("waarde-ongeldig", path, "value", message, "kies uit: " + ", ".join(choices), near)


def _wrong_text(path: Path, at_key: bool, value: str, said: str) -> Fault:
    what, _, remedy = said.partition("; ")
    if not value.strip():
        message, remedy = "de tekst is leeg", "vul een tekst in"
    elif ("datum" in what or "termijn" in what) and (day := bedoelde_dag(value)) and not 1900 <= day.year <= 2199:
        message, remedy = f"'{_short(value)}' kan niet: het jaar moet tussen 1900 en 2199 liggen", "verbeter het jaar"
    elif what.startswith("geen "):
        message = f"'{_short(value)}' is {what}"
    else:
        message = f"'{_short(value)}' past hier niet: {what}"
    place: Literal["key", "value"] = "key" if at_key else "value"
    if value.strip() and (strange := odd(value)):
        looks = plain(value).strip()
        meant = _probably(looks, what)
        return Fault(
            "waarde-ongeldig", path, place, f"{message}: {strange.told(value)}", strange.remedy, meant, strange.sign
        )
    meant = _probably(value, what)
    if meant == value:
        meant = ""  # we do not know what is wrong with it
    if meant:
        message += f"{MEANT}'{meant}'?"
    return Fault("waarde-ongeldig", path, place, message, remedy, meant)


def _probably(value: str, what: str) -> str:
    """Guess what a date, time or number in another notation means."""
    if "datum" in what:
        day = bedoelde_dag(value)
        return day.isoformat() if day and 1900 <= day.year <= 2199 else ""
    if "tijd" in what and (match := re.fullmatch(r"(\d{1,2})[.:](\d{2})( ?uur)?", value)):
        hour, minute = int(match[1]), int(match[2])
        return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
    if "getal" in what:
        if re.fullmatch(r"-?[1-9]\d{0,2}(\.\d{3})+", value):
            return value.replace(".", "")
        # Of '1,200' it is not clear whether the comma stands between thousands.
        doubtful = re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", value)
        return value.replace(",", ".") if re.fullmatch(r"-?\d+,\d+", value) and not doubtful else ""
    if "geldige naam" in what or "verwijzing" in what:
        parts = value.split("/") if "verwijzing" in what else [value]
        return "/".join(filter(None, map(slug, parts)))
    if "webadres" in what and value.startswith(("http://", "www.")):
        return "https://" + value.removeprefix("http://")
    return ""


def _wrong_shape(kind: type[Onderdeel], path: Path, name: str, value: Any, code: str) -> Fault:
    found = "lijst" if isinstance(value, list) else "blok met velden" if isinstance(value, dict) else "tekst"
    lines = "schrijf elk veld op een eigen regel: naam, dubbele punt, waarde"
    if not path:
        message, hint = f"hier hoort een {_noun(kind)} met velden, geen {found}", lines
    elif code in ("tuple_type", "list_type"):
        message = f"bij '{name}' hoort een lijst, geen {found}"
        part = model_at(kind, (*path, 0))
        if found == "tekst":
            hint = (
                f"schrijf op de regel eronder: - {example(part, _short(value))}"
                if part
                else f"schrijf: {name}: [{value}]"
            )
        else:
            hint = "zet een streepje voor elk deel"
    elif code in (EIGEN_FOUT, "literal_error"):
        message, hint = f"bij '{name}' hoort één waarde, geen {found}", ""
    elif isinstance(path[-1], int) and found == "tekst" and (part := model_at(kind, path)):
        message = f"elk deel van '{name}' heeft velden, en is geen {found}"
        hint = f"schrijf elk deel zoals dit: - {example(part, _short(value))}"
    else:
        message, hint = f"bij '{name}' hoort een blok met velden, geen {found}", lines
    if isinstance(value, str) and (strange := odd(value)):
        message, hint = f"{message}: {strange.told(value)}", strange.remedy
        return Fault("vorm-ongeldig", path, "value", message, hint, sign=strange.sign)
    return Fault("vorm-ongeldig", path, "value", message, hint)


def _noun(kind: type[Onderdeel]) -> str:
    return kind.soort if issubclass(kind, Record) else "blok"


def _short(value: str) -> str:
    flat = marked(" ".join(re.split("[ \t\r\n]+", value.strip(" \t\r\n"))))
    return flat if len(flat) <= 60 else flat[:57] + "…"
