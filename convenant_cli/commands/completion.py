"""What a shell offers behind ``convenant …``: commands, options, records, fields and their values.

Only plain names are offered: what a shell prints it also reads, and a repository names its files as it likes. Nothing
about a person is offered, and what cannot be read offers nothing: who presses Tab asked for no message.
"""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from convenant_cli.commands.again import as_kept, completed, root_of, say_again

if TYPE_CHECKING:
    from convenant_cli.dossier.dossier import Dossier

ASKED = "_CONVENANT_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")

#: A name that no shell reads as anything else.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.,/:+=-]*|--?[a-z][a-z-]*")
#: What bash takes for the border of a word; what is offered starts behind it.
_BREAKS = "=:"
_PARTIES = ("--partner", "--trekker", "--tot")


def complete(work_out: Callable[[Sequence[str], str], list[str]]) -> bool:
    """Answer a shell that asks what can follow; tell whether one asks. ``work_out``: what to do when it is not known.

    Nothing of typer and the records is loaded when the dossier is as it was when somebody last asked.
    """
    if not os.environ.get(ASKED, "").startswith("complete_"):
        return False
    with suppress(Exception):  # who presses Tab asked for no message, whatever is wrong
        shell, words, incomplete = typed(dict(os.environ))
        asked = completed(words, incomplete, os.environ)
        kept = asked.answer() if asked else None
        found = None if kept is None else [name.decode("utf-8", "surrogatepass") for name in kept]
        if found is None:
            if asked:
                asked.look(lambda _: ())
            found = work_out(words, incomplete)
            if asked:
                asked.keep(name.encode("utf-8", "surrogatepass") for name in found)
        shown = "".join(f"{line}\n" for line in answer(shell, incomplete, found))
        say_again(as_kept(0, [(False, shown.encode())]))
    return True


def typed(environment: dict[str, str]) -> tuple[str, list[str], str]:
    """Return the shell, the whole words in front of the cursor, and the word that is being typed."""
    shell = environment[ASKED].removeprefix("complete_")
    if shell == "bash":
        words = _split(environment.get("COMP_WORDS", ""))
        at = int(environment.get("COMP_CWORD", len(words)))
        before, last = words[1:at], words[at] if at < len(words) else ""
        return shell, *_joined(before, last)
    line = environment.get("_TYPER_COMPLETE_ARGS", "")
    words = _split(line)[1:]
    if words and not line.endswith(" "):
        return shell, words[:-1], words[-1]
    return shell, words, ""


def _split(line: str) -> list[str]:
    import shlex

    try:
        return shlex.split(line)
    except ValueError:  # a quote that is still open
        return line.split()


def _joined(before: list[str], last: str) -> tuple[list[str], str]:
    """Return words as they were typed: bash makes three of ``trekker=po``."""
    whole: list[str] = []
    for word in (*before, last):
        if whole and ((word[:1] in _BREAKS and word) or whole[-1][-1:] in _BREAKS):
            whole[-1] += word
        else:
            whole.append(word)
    return whole[:-1], whole[-1]


def answer(shell: str, incomplete: str, found: Iterable[str]) -> list[str]:
    """Return the lines that a shell reads: the plain names that go on from what was typed."""
    names = sorted({one for one in found if one.startswith(incomplete) and _PLAIN.fullmatch(one)})
    if shell == "bash":
        cut = max(incomplete.rfind(sign) for sign in _BREAKS) + 1
        return [one[cut:] for one in names]
    if shell == "zsh":
        quoted = "\n".join('"' + one.replace(":", r"\\:") + '"' for one in names)
        return [f"_arguments '*: :(({quoted}))'"] if names else ["_files"]
    return [f"{one}:::{one}" for one in names] if shell in ("powershell", "pwsh") else names


def offered(words: Sequence[str], incomplete: str, names: Callable[[str], list[str]]) -> list[str]:
    """Return what can stand at the cursor. ``names``: the options of a command, of none the commands."""
    start, rest = os.getcwd(), list(words)
    while rest and rest[0].startswith("-"):
        if rest.pop(0) == "-C" and rest:
            start = os.path.join(start, rest.pop(0))
    if not rest:
        return [*names(""), "--help", "--version", "--install-completion"]
    command, *given = rest
    if incomplete.startswith("-"):
        return names(command)
    before = given[-1] if given else ""
    plain = [one for one in given if not one.startswith("-")]
    if command == "render" and not plain and not before.startswith("--"):
        from convenant_cli.documents import kinds

        return kinds.names()
    if command == "partij" and not plain:
        return ["komt", "stopt", "fuseert", "heet"]
    if (found := _of_ids(command, plain, before, incomplete, start)) is not None:
        return found
    return _of_dossier(command, plain, incomplete, _loaded(start))


def _of_ids(command: str, plain: list[str], before: str, incomplete: str, start: str) -> list[str] | None:
    """Return the ids that can stand there; None when something else can, that takes the records themselves."""
    kind = {"--besluit": "besluit", "--in": "bijeenkomst", "--bepaling": "bepaling", "--bij": ""}.get(before)
    if before in _PARTIES or (kind is None and command == "partij"):
        kind = "partner"
    elif kind is None and command == "vaststellen":
        kind = "jaarplan"
    elif kind is None and not (command in ("show", "log", "explain", "set") and not plain):
        return None
    from convenant_cli.dossier.ids import ids

    root = root_of(start)
    known = ids(root) if root else {}
    return known.get(kind, []) if kind else _records(known, incomplete)


def _records(known: dict[str, list[str]], incomplete: str) -> list[str]:
    """Return the ids of all that has one; with its kind in front when somebody typed a kind."""
    if ":" in incomplete:
        return [f"{soort}:{id}" for soort, ids in known.items() for id in ids]
    return [*(id for ids in known.values() for id in ids), *(f"{soort}:" for soort in known)]


def _loaded(start: str) -> "Dossier":
    from pathlib import Path

    from convenant_cli.dossier.reading import load
    from convenant_cli.sources.sources import find_root, worktree

    return load(worktree(find_root(Path(start))))[0]


def _of_dossier(command: str, plain: list[str], incomplete: str, dossier: "Dossier") -> list[str]:
    if command == "set":
        return _fields(dossier, *_kind_of(dossier, plain[0]), incomplete)
    if command == "new":
        from convenant_cli.editing.creating.kinds import kinds

        return list(kinds()) if not plain else _fields(dossier, plain[0], "", incomplete)
    if command == "render" and len(plain) == 1:
        from convenant_cli.documents import kinds as documents

        return documents.choices(plain[0], dossier) or []
    return []


def _kind_of(dossier: "Dossier", record: str) -> tuple[str, str]:
    """Return the kind and the id of what is to be set."""
    from convenant_cli.commands.reports.record import find, is_record

    found = find(dossier, record)
    chosen = next(filter(is_record, found), found[0])
    return chosen.soort, chosen.id


def _fields(dossier: "Dossier", soort: str, id: str, incomplete: str) -> list[str]:
    """Return the fields of a kind, or the values behind ``VELD=``."""
    from datetime import date

    from convenant_cli.editing.creating.choices import choices
    from convenant_cli.editing.creating.draft import Ontwerp
    from convenant_cli.editing.creating.kinds import fields, kinds
    from convenant_cli.records import KINDS

    records: dict[str, Any] = {kind.soort: kind for kind in KINDS}
    made = kinds().get(soort)
    model = made.model if made else records[soort]
    known = {one.naam: one for one in fields(model)}
    match = re.fullmatch(r"([a-z_]+)([+-]?=)(.*)", incomplete)
    if match is None or match[1] not in known:
        return [f"{name}=" for name in known]
    if made is None:
        return []
    # On the first of all days no party has left: completion reads no clock, and 'set' says what cannot be.
    draft = Ontwerp(dossier, made, date.min, id, id.split("/")[0])
    head, _, _ = match[3].rpartition(",")
    start = f"{match[1]}{match[2]}{head}{',' if head else ''}"
    return [f"{start}{one.waarde}" for one in choices(draft, known[match[1]], {})]
