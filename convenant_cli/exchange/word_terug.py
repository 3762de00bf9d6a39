"""A statement form that came back as a Word file: the same as of a workbook, and everything that is wrong in it."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from convenant_cli.documents.writers.office.vetting import DamagedError, Reader, unpack_bounded
from convenant_cli.exchange import layout, typed
from convenant_cli.exchange.bespreking.alineas import Alinea, gelezen
from convenant_cli.exchange.formulierantwoord import Formulierantwoord
from convenant_cli.exchange.packages import Bestand, PackageError, sent_back
from convenant_cli.exchange.received import Ontvangen, Rij, add_row, bound, readers
from convenant_cli.exchange.wordform import DAY, EMPTY, FUNCTION, NAMESPACE, VORM, fixed_mark, identifier, row_key
from convenant_cli.text.sentences import aangehaald

_PART = re.compile(r"customXml/item\d+\.xml")
_HEADS = tuple(column.head for column in layout.ANSWERS)
_NONE = "het is geen formulier van convenant; stuur de partij een formulier van 'convenant export'"


@dataclass(slots=True)
class _Vakken:
    """The boxes of one question, by the word beside each."""

    sleutels: list[str]
    kopie: bool
    inhoud: dict[str, str] = field(default_factory=dict)
    erbij: list[str] = field(default_factory=list)
    """What stands at this question and in none of its boxes: it may belong to the answer."""


def is_formulier(path: Bestand) -> bool:
    """Tell whether a Word file is a statement form. Raises PackageError and RefusedError."""
    raw = sent_back(path)
    gelezen(raw)  # what is no Word file is refused as such
    return _sent(raw) is not None


def received(path: Bestand) -> Ontvangen:
    """Read a form. Raises PackageError when it is none, RefusedError when the file cannot be read.

    What is wrong in a form that can be read, is in what comes back.
    """
    raw = sent_back(path)
    back = gelezen(raw)
    sent = _sent(raw)
    if sent is None:
        raise PackageError(_NONE)
    head = sent["kenmerk"]
    if (head["soort"], head["vorm"]) != (layout.KIND, VORM):
        raise PackageError("het formulier is van een andere versie van convenant; stuur een nieuw formulier")
    form = Ontvangen(path.name, head["dossier"], head["partij"], head["jaar"], head["revisie"], head["functie"])
    form.functieplaats, form.dagplaats = f"vak {aangehaald(FUNCTION)}", f"vak {aangehaald(DAY)}"
    if back.kenmerk != identifier(head["zending"]):
        form.gebreken.append("het kenmerk is dat van een ander formulier; vul het formulier in dat de partij kreeg")
    form.blijft += [
        ("", f"{where}: dit wordt niet gelezen, zet het in een vak en haal het hier weg") for where, _ in back.los
    ]
    own, questions, loose = _boxes(back.alineas, frozenset(sent["vast"]))
    form.blijft += [("", told) for told in loose]
    for name, word, read in (("functie", FUNCTION, typed.line), ("datum", DAY, typed.day)):
        try:
            setattr(form, name, _filled(own, word, read))
        except typed.TypedError as error:
            form.gebreken.append(f"vak {aangehaald(word)}: {error}")
    _questions(questions, sent["vragen"], head["zending"], form)
    bound(form, "het formulier")
    form.blijft = list(dict.fromkeys(form.blijft))  # of a pasted table each cell would say the same
    return form


def _sent(raw: bytes) -> Any:
    """Return what went out with a form; None when the file does not hold that."""
    parts = unpack_bounded(raw)
    reader = Reader(parts)
    for name in filter(_PART.fullmatch, parts):
        try:
            root = reader.part(name).root
        except DamagedError:
            continue  # a part of another program
        if root.tag != f"{{{NAMESPACE}}}verzonden":
            continue
        try:
            found = json.loads(root.text or "")
            head = tuple(found["kenmerk"])
            rows = all(len(row) in (9, 11) for row in found["vragen"])  # the last two where it asks no choice
            known = all(isinstance(text, str) for row in (*found["vragen"], found["vast"]) for text in row)
        except (ValueError, KeyError, TypeError) as error:
            raise PackageError(_NONE) from error
        if head != layout.HIDDEN_HEAD or not rows or not known:
            raise PackageError(_NONE)
        return found
    return None


def _boxes(alineas: list[Alinea], fixed: frozenset[str]) -> tuple[dict[str, str], list[_Vakken], list[str]]:
    """Return the boxes above the questions, those of each question, and what stands outside of them at no question.

    What stands below the text of a question and above its boxes, in these or under them, is at that question.
    """
    own: dict[str, str] = {}
    questions: list[_Vakken] = []
    loose: list[str] = []
    word = row = ""
    last = ""
    into: dict[str, str] = own
    beside, begun = loose, False  # begun: whether the text of a question was seen, and its boxes were not yet
    for one in alineas:
        if one.rij and one.cel == 1 and one.nieuw:
            word, row = one.nieuw, str(one.rij)
            if word == _HEADS[0]:
                beside, begun = beside if begun else [], False
                questions.append(_Vakken(one.sleutels, one.kopie, erbij=beside))
                into = questions[-1].inhoud
            if word in (*_HEADS, FUNCTION, DAY):
                into[word] = ""
        box = one.rij and one.cel == 2 and row == str(one.rij) and word in into
        known = bool(one.nieuw) and fixed_mark(one.nieuw) in fixed
        if known and not one.rij:
            last = one.nieuw
            if own and not begun:
                beside, begun = [], True
        if one.opmerkingen:
            beside.append(f"na {aangehaald(last)}: hier staat een opmerking; zet die in een vak, en haal haar weg")
        if box and one.nieuw not in EMPTY:
            into[word] = f"{into[word]}\n{one.nieuw}".strip()
        elif one.nieuw and not box and not known:
            beside.append(f"na {aangehaald(last)}: hier staat tekst buiten de vakken; zet haar in een vak")
    return own, questions, [*loose, *(beside if begun else ())]


def _filled(boxes: Mapping[str, str], word: str, read: Callable[[Any], str]) -> str:
    if word not in boxes:
        raise typed.TypedError("dit vak is weg; vul het formulier in dat de partij kreeg")
    return read(boxes[word])


def _questions(found: list[_Vakken], sent: list[list[str]], zending: str, form: Ontvangen) -> None:
    known = {row_key(zending, row[0]): row for row in sent}
    in_order = len(found) == len(sent)
    seen: set[str] = set()
    for number, boxes in enumerate(found):
        row = next((known[key] for key in boxes.sleutels if key in known), sent[number] if in_order else None)
        if row is None:
            told = f"vraag {number + 1}: het is niet zeker welke vraag dit is; vul het formulier zelf in"
            form.blijft += [("", told), *(("", beside) for beside in boxes.erbij)]
            continue
        id, place, opgave = row[0], _place(row), "".join(row[10:])
        form.blijft += [(id, told) for told in boxes.erbij]
        if boxes.kopie or id in seen:
            form.blijft.append((id, f"{place}: deze vraag staat er twee keer (een kopie); laat er een staan"))
            continue
        seen.add(id)
        values = [
            partial(_filled, boxes.inhoud, word, read) for word, read in zip(_HEADS, readers(opgave), strict=True)
        ]
        was = Formulierantwoord(*row[4:10])
        add_row(form, id, Rij(place, was, was, row[3], opgave, kolommen=False), values)
    form.blijft += [(row[0], f"{_place(row)}: deze vraag is weg; vul het formulier in dat de partij kreeg")
                    for row in sent if row[0] not in seen]  # fmt: skip


def _place(row: list[str]) -> str:
    return f"vraag {row[1]}" + (f" voor {row[2]}" if "@" in row[0] else "")
