"""A pattern that is compiled when a text promises it something: few dossiers need many of the two hundred.

Compiling all of them takes longer than reading a dossier of a hundred files.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import ParamSpec, cast

_P = ParamSpec("_P")
Tells = tuple[tuple[str, Callable[[str], bool]], ...]
_WAYS = ("search", "finditer", "match", "fullmatch", "findall", "sub")


class Later:
    """Stands for a compiled pattern, and does what that does. A mistake in it shows only when it is first needed.

    ``words``: one of these, in small letters and with an underscore for a space, is in every text in which the pattern
    is found. ``holds``: a small pattern that is found in each of them too. ``tells``: small patterns for small letters,
    with one group each; in such a text one of them is found with words in its group that are what is asked of them. An
    empty one asks it of the whole text.
    ``opens``: a small pattern that matches wherever this one does; ``starts``: patterns of which one does so, with such
    words in its group. Of a text that has no such thing nothing else is asked.
    """

    def __init__(
        self,
        pattern: str,
        flags: int = 0,
        holds: str = "",
        opens: str = "",
        words: str = "",
        tells: Tells = (),
        starts: Tells = (),
    ) -> None:
        self.pattern, self.flags = pattern, flags
        self.holds, self.opens, self.tells, self.starts = holds, opens, tells, starts
        self.words = tuple(words.replace("_", " ") for words in words.split())

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        made = re.compile(self.pattern, self.flags)
        # Asked a hundred thousand times in a large dossier: from now on there is nothing in between.
        self.__dict__.update({name: getattr(made, name) for name in _WAYS if not self._guarded(name)})
        return made

    def _guarded(self, way: str) -> bool:
        if way == "match":
            return bool(self.opens or self.starts)
        return bool(self.holds or self.words or self.tells) and way in ("search", "finditer")

    def _promised(self, text: str, *stretch: int) -> bool:
        """Tell whether a text holds what it must."""
        if self.words and not any(map(text.lower().__contains__, self.words)):
            return False
        return (not self.holds or self._is_held(text, *stretch)) and (not self.tells or self._is_told(text, *stretch))

    def _is_held(self, text: str, *stretch: int) -> bool:
        # Small letters are found much sooner than letters of any size. Of these two, small letters are others.
        if self._held_in_small and "ı" not in text and "İ" not in text:
            return self._held_small.search(text.lower(), *stretch) is not None
        return self._held.search(text, *stretch) is not None

    def _is_told(self, text: str, *stretch: int) -> bool:
        if "ı" in text or "İ" in text:
            return True
        if self._ignores_case:
            text = text.lower()
        for small, says in self._made[0]:
            if not small.pattern:
                start, *end = stretch or (0,)
                if says(text[start : end[0] if end else None]):
                    return True
                continue
            found = small.search(text, *stretch)
            while found:
                if says(found[1]):
                    return True
                found = small.search(text, found.start() + 1, *stretch[1:])
        return False

    def _begins(self, text: str, *stretch: int) -> bool:
        """Tell whether what tells the pattern stands where it would start."""
        if "ı" in text or "İ" in text:
            return True
        if self._ignores_case:
            text = text.lower()
        return any((found := small.match(text, *stretch)) and says(found[1]) for small, says in self._made[1])

    @cached_property
    def _made(self) -> tuple[list[tuple[re.Pattern[str], Callable[[str], bool]]], ...]:
        flags = self.flags & ~re.IGNORECASE
        return tuple([(re.compile(one, flags), says) for one, says in asked] for asked in (self.tells, self.starts))

    @cached_property
    def _ignores_case(self) -> bool:
        return bool(self.flags & re.IGNORECASE)

    @cached_property
    def _held_in_small(self) -> bool:
        return self._ignores_case and "(?-i:" not in self.holds

    @cached_property
    def _held_small(self) -> re.Pattern[str]:
        return re.compile(self.holds, self.flags & ~re.IGNORECASE)

    @cached_property
    def _held(self) -> re.Pattern[str]:
        return re.compile(self.holds, self.flags)

    @cached_property
    def _opened(self) -> re.Pattern[str]:
        return re.compile(self.opens, self.flags)

    def search(self, text: str, *stretch: int) -> re.Match[str] | None:
        """Do what ``re.Pattern.search`` does."""
        return self.compiled.search(text, *stretch) if self._promised(text, *stretch) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Do what ``re.Pattern.finditer`` does."""
        return self.compiled.finditer(text) if self._promised(text) else iter(())

    def match(self, text: str, *stretch: int) -> re.Match[str] | None:
        """Do what ``re.Pattern.match`` does."""
        if self.opens and not self._opened.match(text, *stretch):
            return None
        if self.starts and not self._begins(text, *stretch):
            return None
        return self.compiled.match(text, *stretch)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Do what ``re.Pattern.fullmatch`` does."""
        return self.compiled.fullmatch(text)

    def findall(self, text: str) -> list[str]:
        """Do what ``re.Pattern.findall`` does."""
        return self.compiled.findall(text)

    def sub(self, new: str, text: str) -> str:
        """Do what ``re.Pattern.sub`` does."""
        return self.compiled.sub(new, text)


def _as_pattern(made: Callable[_P, Later]) -> Callable[_P, re.Pattern[str]]:
    """Let what stands for a pattern be one to whoever uses it."""
    return cast("Callable[_P, re.Pattern[str]]", made)


later = _as_pattern(Later)
