"""The new words of a paragraph → the fields of it that changed, and what a record then holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from convenant_cli.documents.page.herkomst import Alineastuk, Bronveld, Passage
from convenant_cli.documents.page.prose import Block, blocks, pieces
from convenant_cli.exchange.bespreking.alineas import Alinea, tekst
from convenant_cli.text.sequences import opcodes

_LONGEST = 20_000  # letters of a paragraph that are laid beside what was sent, word by word
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_SIGN = re.compile(r"\S+\s+")
_MARGIN = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Wens:
    """A field whose words changed: as they were shown, and as somebody wants them."""

    veld: Bronveld
    was: str
    wordt: str


def wensen(sent: Alinea, now: Sequence[str], passages: dict[str, Passage]) -> list[Wens] | None:
    """Return which fields of a paragraph changed; None when that cannot be told of the fields alone.

    ``now``: the paragraphs that it is now. None when words between the fields changed, or when it came to more or fewer
    paragraphs and is not one of a long text.
    """
    made = _laid_out(sent, passages)
    if made is None or any(len(text) > _LONGEST for text in now):
        return None
    shown = [one for one in made if one.veld is not None]
    if not shown:
        return None
    if len(now) != 1:
        one = shown[0]
        if len(made) > 1 or one.veld is None or (one.veld.deel is None and now):
            return None
        return [Wens(one.veld, one.tekst, "\n\n".join(now))]
    found = _between(made, now[0]) or _aligned(made, now[0])
    if found is None:
        return None
    return [Wens(one.veld, one.tekst, text) for one, text in zip(shown, found, strict=True)
            if one.veld is not None and text != one.tekst]  # fmt: skip


def _laid_out(sent: Alinea, passages: dict[str, Passage]) -> list[Alineastuk] | None:
    """Return all that a paragraph said as pieces, one after another; None when its fields are not found in it."""
    out: list[Alineastuk] = []
    done = 0
    for passage in (passages[key] for key in sent.sleutels if key in passages):
        made = [replace(one, tekst=_plain(one.tekst)) for one in passage.stukken]
        whole = "".join(one.tekst for one in made)
        start = sent.nieuw.find(whole.strip(), done)
        if start < 0 or not whole.strip():
            return None
        lead = len(whole) - len(whole.lstrip())
        made[0] = replace(made[0], tekst=made[0].tekst[lead:])
        made[-1] = replace(made[-1], tekst=made[-1].tekst.rstrip())
        out += [Alineastuk(sent.nieuw[done:start]), *made]
        done = start + len(whole.strip())
    out.append(Alineastuk(sent.nieuw[done:]))
    return [one for one in out if one.tekst]


def _plain(text: str) -> str:
    """Return a piece as ``tekst`` would, with the spaces at its ends."""
    bare = tekst(text)
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if before else ''}{bare}{' ' if after else ''}" if bare else text[:1] and " "


def _between(made: Sequence[Alineastuk], now: str) -> list[str] | None:
    """Return the new words of each field by the fixed words around them; None when those are not once and in order."""
    left = _spans(made, now)
    mirrored = [replace(one, tekst=one.tekst[::-1]) for one in reversed(made)]
    right = _spans(mirrored, now[::-1])
    if left is None or right is None or left != [text[::-1] for text in reversed(right)]:
        return None
    return left


def _spans(made: Sequence[Alineastuk], now: str) -> list[str] | None:
    out: list[str] = []
    done = 0
    waiting = False
    for one in made:
        if one.veld is not None:
            if waiting:
                return None  # two fields with nothing between
            waiting = True
            continue
        at = now.find(one.tekst, done) if waiting else done
        if at < 0 or not now.startswith(one.tekst, at):
            return None
        if waiting:
            out.append(now[done:at])
        waiting, done = False, at + len(one.tekst)
    if waiting:
        out.append(now[done:])
    elif done != len(now):
        return None
    return out


def _aligned(made: Sequence[Alineastuk], now: str) -> list[str] | None:
    """Return the new words of each field by what stayed around it, word by word; None when fixed words changed."""
    old = [(token, number) for number, one in enumerate(made) for token in _TOKEN.findall(one.tekst)]
    new = _TOKEN.findall(now)
    of: list[int | None] = [None] * len(new)
    fixed = sum(made[number].veld is None for _, number in old)
    for tag, i, j, k, _m in opcodes([token for token, _ in old], new):
        if tag == "equal":
            for step in range(j - i):
                of[k + step] = old[i + step][1]
                fixed -= made[old[i + step][1]].veld is None
    if fixed:
        return None
    out = {number: "" for number, one in enumerate(made) if one.veld is not None}
    for at, token in enumerate(new):
        owner = of[at]
        if owner is None:
            before = next((one for one in reversed(of[:at]) if one is not None), -1)
            behind = next((one for one in of[at:] if one is not None), len(made))
            near = [number for number in range(max(before, 0), min(behind, len(made) - 1) + 1) if number in out]
            if len(near) != 1:
                return None
            owner = near[0]
        if owner in out:
            out[owner] += token
    return [text.strip() for text in out.values()]


# --- in the text of a record --------------------------------------------------------------------------------------


def shown_text(line: str) -> str:
    """Return one line of a long text as a document shows it: without the signs for bold words and links."""
    return tekst("".join(piece.text for piece in pieces(line)))


def deeltekst(raw: str, deel: int) -> str | None:
    """Return one paragraph or item of a long text as a document shows it; None when it has none of that number."""
    parts = _parts(raw)
    return shown_text(parts[deel]) if deel < len(parts) else None


def vervangen(raw: str, delen: dict[int, str]) -> str | None:
    """Return a long text with other words for some of its paragraphs and items; none for one that goes.

    Where the words stay the same, bold words and links stay. None when its parts cannot be found back in its lines.
    """
    lines = raw.split("\n")
    places = _places(lines, _parts(raw))
    if places is None:
        return None
    for deel in sorted(delen, reverse=True):
        start, end, sign, line = places[deel]
        made = delen[deel].split("\n\n") if delen[deel] else []
        made = [_kept(line, made[0]), *made[1:]] if made else []
        margin = _MARGIN.match(lines[start])
        item = sign.strip() if sign.strip() in ("-", "*", "•") else ""
        between = [""] if not sign.strip() else []
        added = [
            line for one in made[1:] for line in (*between, f"{margin[0] if margin else ''}{item and f'{item} '}{one}")
        ]
        fresh = [f"{sign}{made[0]}", *added] if made else []
        if not fresh and start and not lines[start - 1].strip():
            start -= 1  # the empty line above what goes
        lines[start:end] = fresh
    return "\n".join(lines).strip("\n")


def _parts(raw: str) -> list[str]:
    """Return the paragraphs and items of a long text, in the order in which a document shows them."""

    def flat(block: Block) -> list[str]:
        below = block.below or [()] * len(block.texts)
        return [part for text, under in zip(block.texts, below, strict=True)
                for part in (text, *(one for each in under for one in flat(each)))]  # fmt: skip

    return [part for block in blocks(raw) for part in flat(block)]


def _places(lines: Sequence[str], parts: Sequence[str]) -> list[tuple[int, int, str, str]] | None:
    """Return of each part its lines, from and up to, what stands before its first word, and its text."""
    out = []
    at = 0
    for part in parts:
        while at < len(lines) and not lines[at].strip():
            at += 1
        if at == len(lines):
            return None
        start, line = at, lines[at]
        margin = len(line) - len(line.lstrip())
        sign = _SIGN.match(line, margin)
        cut = margin if part.startswith(line.strip()) else sign.end() if sign else margin
        said, at = line[cut:].strip(), at + 1
        while said != part and at < len(lines) and part.startswith(f"{said} {lines[at].strip()}"):
            said, at = f"{said} {lines[at].strip()}", at + 1
        if said != part:
            return None
        out.append((start, at, line[:cut], part))
    return out


def _kept(line: str, wanted: str) -> str:
    """Return a line with other words, and its bold words and links where they stay."""
    if tekst(line) == shown_text(line):
        return wanted
    spots: list[int] = []  # where each letter that is shown stands in the line
    at = 0
    for piece in pieces(line):
        start = line.index(piece.text, at)
        spots += range(start, start + len(piece.text))
        at = start + len(piece.text)
    shown = "".join(line[spot] for spot in spots)
    old, new = _TOKEN.findall(shown), _TOKEN.findall(wanted)
    offsets = [0]
    for token in old:
        offsets.append(offsets[-1] + len(token))
    out, done = [], 0
    for tag, i, j, k, m in opcodes(old, new):
        if tag == "equal":
            continue
        start = spots[offsets[i]] if offsets[i] < len(spots) else len(line)
        end = spots[offsets[j] - 1] + 1 if j > i else start
        out += [line[done:start], "".join(new[k:m])]
        done = end
    return "".join([*out, line[done:]])
