"""A document as it was sent beside what came back: which paragraph became which, and what cannot be told of one.

A paragraph is known by its key. One that lost it is sought between its neighbours, and is never guessed at: what has no
place is told with the words it stands behind.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from convenant_cli.documents.page.herkomst import Passage
from convenant_cli.exchange.bespreking.alineas import Alinea, Opmerking, Terug
from convenant_cli.text.sentences import aangehaald, cut_off
from convenant_cli.text.sequences import opcodes, ratio

#: How alike two paragraphs must be to be one, where more than one could be meant.
_ALIKE = 0.5
_SHOWN = 60  # characters of the words by which a place is told


@dataclass(slots=True)
class Blok:
    """What came back of one paragraph: the paragraphs it is now, none when it went."""

    oud: str
    nieuw: list[str]
    bron: list[Alinea]
    """The paragraphs of the file that it is made of."""
    erbij: bool = False
    """Whether it came as a whole."""

    @property
    def sleutels(self) -> list[str]:
        """The keys in it."""
        return [key for one in self.bron for key in one.sleutels]

    @property
    def wie(self) -> tuple[tuple[str, str], ...]:
        """Who changed it, each with the day."""
        return tuple({name: day for one in self.bron for name, day in one.wie.items()}.items())

    @property
    def opmerkingen(self) -> tuple[Opmerking, ...]:
        """What was remarked at it."""
        return tuple(remark for one in self.bron for remark in one.opmerkingen)


@dataclass(frozen=True, slots=True)
class Verzonden:
    """A document as it was sent."""

    alineas: tuple[Alinea, ...]
    passages: dict[str, Passage]


@dataclass(frozen=True, slots=True)
class Verandering:
    """A paragraph that was sent, and what it is now."""

    was: Alinea
    nieuw: tuple[str, ...]
    wie: tuple[tuple[str, str], ...]
    opmerkingen: tuple[Opmerking, ...]
    plaats: str


@dataclass(frozen=True, slots=True)
class Rest:
    """Something that cannot be traced to one field: where it is, what it is, and the words."""

    plaats: str
    wat: str
    was: str = ""
    wordt: str = ""
    opmerkingen: tuple[Opmerking, ...] = ()


@dataclass(slots=True)
class Vergeleken:
    """What came back, laid beside what was sent."""

    veranderingen: list[Verandering] = field(default_factory=list)
    rest: list[Rest] = field(default_factory=list)


def vergeleken(sent: Verzonden, back: Terug) -> Vergeleken:
    """Return what differs between what was sent and what came back, and the remarks."""
    out = Vergeleken(rest=[Rest(where, "(buiten de tekst)", wordt=words) for where, words in back.los])
    work = _Work(sent, list(_blocks(back.alineas)), out)
    work.by_key()
    work.by_neighbours()
    work.added()
    work.told()
    return out


def _blocks(alineas: Sequence[Alinea]) -> Iterator[Blok]:
    """Yield the paragraphs of a file, those that were split or joined as one."""
    at = 0
    while at < len(alineas):
        one = alineas[at]
        before = alineas[at - 1].einde if at else ""
        at += 1
        if (
            not one.oud
            and one.nieuw
            and (not one.sleutels or one.kopie)
            and "in" in (one.einde, before, one.rij_wijziging)
        ):
            yield Blok("", [one.nieuw], [one], erbij=True)
            continue
        block = Blok(one.oud, [one.nieuw], [one])
        if one.oud and not one.nieuw and "uit" in (one.einde, one.rij_wijziging):
            block.nieuw = []
            yield block
            continue
        while block.bron[-1].einde and at < len(alineas):
            following = alineas[at]
            if block.bron[-1].einde == "in" and not following.oud:
                break  # an empty or new paragraph behind it
            at += 1
            joins = block.bron[-1].einde == "uit"
            block.bron.append(following)
            block.oud = f"{block.oud} {following.oud}".strip()
            if joins:
                block.nieuw[-1] = f"{block.nieuw[-1]} {following.nieuw}".strip()
            else:
                block.nieuw.append(following.nieuw)
        yield block


class _Work:
    """Pairs of what was sent and what came back, as far as they are known."""

    def __init__(self, sent: Verzonden, blocks: list[Blok], out: Vergeleken) -> None:
        self._sent, self._out = sent, out
        self._blocks = [one for one in blocks if one.oud or any(one.nieuw) or one.opmerkingen or one.sleutels]
        self._known = {key: at for at, one in enumerate(sent.alineas) for key in one.sleutels}
        self._of: dict[int, int] = {}  # the block of each paragraph that was sent
        self._is: dict[int, list[int]] = {}  # and the other way around
        self._lost: set[int] = set()
        self._heads: list[str] = []  # the heading above each paragraph that was sent
        for one in sent.alineas:
            self._heads.append(one.nieuw if one.kop and one.nieuw else self._heads[-1] if self._heads else "")

    def _pair(self, was: int, block: int) -> None:
        self._of[was] = block
        self._is.setdefault(block, []).append(was)

    def by_key(self) -> None:
        """Pair by keys. Of what was cut and pasted elsewhere the copy counts; of a copy beside the first, the first."""
        copies: dict[int, int] = {}
        for number, block in enumerate(self._blocks):
            copied = any(one.kopie for one in block.bron)
            for was in dict.fromkeys(self._known[key] for key in block.sleutels if key in self._known):
                if copied:
                    copies.setdefault(was, number)
                elif was not in self._of:
                    self._pair(was, number)
        for was, number in copies.items():
            first = self._of.get(was)
            block = self._blocks[number]
            gone = first is None or not any(self._blocks[first].nieuw)
            what = "is verplaatst" if gone else "is gekopieerd"
            self._out.rest.append(Rest(self._place(was), what, self._sent.alineas[was].nieuw, " / ".join(block.nieuw)))
            if gone:
                if first is not None:
                    self._is[first].remove(was)
                self._pair(was, number)
            self._lost.add(number)

    def by_neighbours(self) -> None:
        """Pair what has no key, or lost it, by the same words or by what stands before and behind it."""
        left = [(at, f"={at}" if at in self._of else one.nieuw) for at, one in enumerate(self._sent.alineas)]
        left = [pair for pair in left if pair[1]]
        right = []
        for number, block in enumerate(self._blocks):
            if number in self._is:
                right += [(number, f"={was}") for was in self._is[number]]
            elif not block.erbij:
                right.append((number, block.oud or block.nieuw[0]))
        for tag, i, j, k, m in opcodes([one for _, one in left], [one for _, one in right]):
            gone = [at for at, _ in left[i:j] if at not in self._of]
            come = [number for number, _ in right[k:m] if number not in self._is]
            if tag == "equal":
                for was, number in zip(gone, come, strict=True):
                    self._pair(was, number)
            elif len(gone) == len(come) == 1:
                self._pair(gone[0], come[0])
            else:
                self._alike(gone, come)

    def _alike(self, gone: list[int], come: list[int]) -> None:
        """Pair, in order, the paragraphs that are most alike."""
        for was in gone[:_SHOWN]:
            words = self._sent.alineas[was].nieuw.split()
            scores = [(ratio(words, self._words(number)), -number) for number in come[:_SHOWN]]
            best, number = max(scores, default=(0.0, 0))
            if best >= _ALIKE:
                self._pair(was, -number)
                come = [one for one in come if one > -number]

    def _words(self, number: int) -> list[str]:
        return (self._blocks[number].oud or " ".join(self._blocks[number].nieuw)).split()

    def added(self) -> None:
        """Put a paragraph that came between two of one long text with the first of them; tell of the others."""
        rows: dict[int, list[str]] = {}
        beside = self._beside()
        for number, block in enumerate(self._blocks):
            if number in self._is or number in self._lost:
                continue
            before, behind = beside[number]
            row = block.bron[0].rij
            words = [one for one in block.nieuw if one]
            if before is not None and behind is not None and self._goes_on(before, behind):
                first = self._blocks[self._of[before]]
                first.nieuw += words
                first.bron += block.bron
            elif row and words:
                rows.setdefault(row, []).extend(words)
            elif words or block.opmerkingen:
                where = "het begin" if before is None else self._place(before)
                self._out.rest.append(
                    Rest(f"na {where}", "is een nieuwe alinea", wordt="\n\n".join(words), opmerkingen=block.opmerkingen)
                )
        self._out.rest += [Rest("in een tabel", "is een nieuwe rij", wordt=" | ".join(one)) for one in rows.values()]

    def _beside(self) -> list[tuple[int | None, int | None]]:
        """Return for each block the nearest paragraphs on both sides that were sent."""
        before: list[int | None] = []
        behind: list[int | None] = []
        for found, pick, every in ((before, -1, range(len(self._blocks))), (behind, 0, range(len(self._blocks))[::-1])):
            last: int | None = None
            for number in every:
                found.append(last)
                last = self._is[number][pick] if self._is.get(number) else last
        return list(zip(before, reversed(behind), strict=True))

    def _goes_on(self, first: int, second: int) -> bool:
        """Tell whether two paragraphs are one after another of one long text."""
        one, other = self.whole(first), self.whole(second)
        return one is not None and other is not None and one[0] == other[0] and one[1] + 1 == other[1]

    def whole(self, was: int) -> tuple[str, int] | None:
        """Return of which long text a paragraph is, and which one of it; None when it is not that alone."""
        keys = self._sent.alineas[was].sleutels
        pieces = self._sent.passages[keys[0]].stukken if len(keys) == 1 and keys[0] in self._sent.passages else ()
        shown = pieces[0].veld if len(pieces) == 1 else None
        return None if shown is None or shown.deel is None else (str(shown).rpartition("#")[0], shown.deel)

    def told(self) -> None:
        """Tell of every paragraph that was sent what it is now."""
        rows: dict[int, list[str]] = {}
        for was, one in enumerate(self._sent.alineas):
            if not one.nieuw:
                continue
            block = self._blocks[self._of[was]] if was in self._of else None
            shared = [] if block is None else self._is[self._of[was]]
            if one.rij and (block is None or (not block.nieuw and block.bron[0].rij_wijziging == "uit")):
                rows.setdefault(one.rij, []).append(one.nieuw)
            elif block is None:
                self._out.veranderingen.append(Verandering(one, (), (), (), self._place(was)))
            elif len(shared) > 1 and not self._same_text(shared):
                if was == shared[0]:
                    words = " / ".join(self._sent.alineas[at].nieuw for at in shared)
                    now = " / ".join(block.nieuw)
                    self._out.rest.append(
                        Rest(self._place(was), "zijn samengevoegde alinea's", words, now, block.opmerkingen)
                    )
            else:
                self._one(was, block, first=was == shared[0])
        self._out.rest += [Rest("in een tabel", "is een rij die weg is", was=" | ".join(row)) for row in rows.values()]

    def _same_text(self, shared: Sequence[int]) -> bool:
        return all(self._goes_on(one, other) for one, other in itertools.pairwise(shared))

    def _one(self, was: int, block: Blok, first: bool) -> None:
        """Tell of one paragraph; of those that were joined the first has all words, and the others none."""
        one = self._sent.alineas[was]
        now = tuple(text for text in block.nieuw if text) if first else ()
        if first and len(now) > 1 and one.nieuw in now and self.whole(was) is None:
            others = "\n\n".join(text for text in now if text != one.nieuw)
            self._out.rest.append(Rest(f"bij {self._place(was)}", "is een nieuwe alinea", wordt=others))
            now = (one.nieuw,)
        remarks = block.opmerkingen if first else ()
        if now != (one.nieuw,) or remarks:
            self._out.veranderingen.append(Verandering(one, now, block.wie, remarks, self._place(was)))

    def _place(self, was: int) -> str:
        """Return a place as a sentence names it: the heading above, and the first words."""
        every = self._sent.alineas
        head = self._heads[was]
        words = every[was].nieuw
        short = cut_off(words, _SHOWN)
        return aangehaald(short) if head in ("", words) else f"{aangehaald(short)} (onder {aangehaald(head)})"
