"""Random edits of record texts, as people make them: a value, a comment, an item more or less, a field moved."""

from dataclasses import replace
from random import Random

from convenant_cli.changes.merging.tree import TextPart, read


class Editor:
    """Edits one text a number of times. Every text that it adds holds a word that occurs nowhere else."""

    def __init__(self, text: str, random: Random, sign: str, moves: bool = True) -> None:
        self.text = text
        self.random = random
        self.sign = sign
        self.moves = moves
        self.words: list[str] = []
        """The words that were added."""

    def edit(self, times: int) -> None:
        """Make a number of edits; one that does not give a readable record is not made."""
        tree = read(self.text)
        assert tree is not None
        for _ in range(times):
            words = list(self.words)
            edited = read(self._part(tree).text)
            if edited is None:
                self.words = words
            else:
                tree = edited
        self.text = tree.text
        self.words = [word for word in self.words if word in self.text]

    def word(self) -> str:
        word = f"{self.sign}{len(self.words)}x"
        self.words.append(word)
        return word

    def _part(self, part: TextPart) -> TextPart:
        """Go down to a part by chance, and edit there."""
        if part.parts and (not part.key or self.random.random() < 0.6):
            if part.key == "" or self.random.random() < 0.6:
                at = self.random.randrange(len(part.parts))
                if self.random.random() < 0.75:
                    parts = list(part.parts)
                    parts[at] = self._part(parts[at])
                    return _with(part, parts)
            return self._among(part)
        return self._own(part)

    def _among(self, part: TextPart) -> TextPart:
        """Add, remove or move one of the parts of a part."""
        parts = list(part.parts)
        at = self.random.randrange(len(parts))
        choice = self.random.choice(("add", "add", "add", "remove", "move", "append"))
        if choice == "remove":
            if len(parts) > 1:
                del parts[at]
        elif choice == "move":
            if self.moves:
                parts.insert(self.random.randrange(len(parts)), parts.pop(at))
        else:
            new = self._new(part, parts[at])
            parts.insert(len(parts) if choice == "append" else at, new)
        return _with(part, parts)

    def _new(self, parent: TextPart, like: TextPart) -> TextPart:
        indent = " " * parent.column
        if parent.flow:
            word = self.word()
            return replace(like, key=word, head=f"{word}: a" if parent.kind == "map" else word)
        if parent.kind == "map":
            word = self.word()
            forms = (
                f"{indent}{word}: a\n",
                f"{indent}{word}: |\n{indent}  een\n{indent}  twee\n{indent}  drie\n",
                f"{indent}{word}:\n{indent}  - a\n{indent}  - b\n",
                f"# {word}\n{indent}nieuw{word}: [a, b]\n",
            )
            return TextPart(word, "a", "", self.random.choice(forms))
        if like.parts and not like.flow:  # the same item with another name
            first = like.parts[0]
            if first.kind == "leaf":
                head = first.head.split(":")[0] + f": {self.word()}\n"
                return replace(like, lead="", parts=(replace(first, head=head), *like.parts[1:]))
        return TextPart("", "a", "", f"{indent}- {self.word()}\n")

    def _own(self, part: TextPart) -> TextPart:
        """Change the value of a leaf, or what stands above a part."""
        if not part.head.endswith("\n"):
            before, colon, _ = part.head.partition(": ")
            return replace(part, head=f"{before}{colon}{self.word()}" if colon else self.word())
        if part.kind != "leaf" or self.random.random() < 0.2:
            indent = part.head[: len(part.head) - len(part.head.lstrip())]
            return replace(part, lead=self.random.choice(("", "\n", part.lead)) + f"{indent}# {self.word()}\n")
        lines = part.head.splitlines(keepends=True)
        at = self.random.randrange(len(lines))
        indent = lines[-1][: len(lines[-1]) - len(lines[-1].lstrip())]
        if len(lines) == 1:
            before, colon, _ = part.head.partition(": ")
            value = self.random.choice(
                ("{}", "'{}'", "{} # c", "[{}, b]", "|\n" + indent + "    {}\n" + indent + "    b")
            )
            start = f"{before}{colon}" if colon else f"{indent}- "
            return replace(part, head=start + value.format(self.word()) + "\n")
        if at and self.random.random() < 0.3:
            del lines[at]
        elif self.random.random() < 0.5:
            lines.insert(at + 1, f"{indent}{self.word()}\n")
        else:
            lines[at] = f"{lines[at].rstrip()} {self.word()}\n" if at else lines[at]
        return replace(part, head="".join(lines))


def _with(part: TextPart, parts: list[TextPart]) -> TextPart:
    return replace(part, parts=tuple(parts))
