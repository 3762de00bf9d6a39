"""Print how the house stands: rooms, floors, what imports what, and what is known in more than one place.

``python scripts/house.py`` measures this checkout, ``python scripts/house.py FOLDER`` another one. Of an older state:
``git archive COMMIT convenant_cli tests | tar -x -C FOLDER``. With ``--waar`` the places behind each figure are named.
Only text is read: nothing of the measured code runs, so every state of the past can be measured.
"""

import argparse
import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

_PACKAGE = "convenant_cli"
#: A test of whether there is an agreement at all; not of one field of it.
_GUARD = re.compile(
    r"(?<!record\.)(?<!note\.)(?<!other\.)\bconvenant (?:is (?:not )?None|else|and)\b"
    r"|\bif (?:not )?(?:dossier\.|known\.)*convenant:|assert (?:\w+\.)*convenant\b"
)
#: An action that is not done: who spells the words out knows for itself when one is late.
_LATE = re.compile(r"""\(["']gepland["'], ["']loopt["']\)|\{["']gepland["'], ["']loopt["']\}|\.gereed <(?!=) \w*dag""")
#: The ways to take the annotation of a field apart.
_TYPES = re.compile(r"\bget_origin\(|__metadata__")
_REST = re.compile(r"""["']actie-is-op-tijd["']""")
#: Below this nobody knows yet whether there is an agreement.
_READING = ("records", "sources", "files", "dossier", "reading.py", "dossier.py")


class House:
    """The modules of one checkout, by their place in the package."""

    def __init__(self, root: Path) -> None:
        package = root / _PACKAGE
        self.root = root
        self.texts = {
            path.relative_to(package).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(package.rglob("*.py"))
        }
        self.trees = {name: ast.parse(text) for name, text in self.texts.items()}

    @property
    def rooms(self) -> set[str]:
        """The folders and loose modules at the top."""
        return {_room(name) for name in self.texts} - {"__init__", "__main__"}

    def imports(self) -> Iterator[tuple[str, str, str]]:
        """Yield what every module imports from this package: the module, its room and the other room."""
        for name, tree in self.trees.items():
            for node in ast.walk(tree):
                found: Iterable[str] = ()
                if isinstance(node, ast.ImportFrom) and node.module == _PACKAGE:
                    found = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom) and str(node.module).startswith(f"{_PACKAGE}."):
                    found = [str(node.module).removeprefix(f"{_PACKAGE}.")]
                elif isinstance(node, ast.Import):
                    own = [alias.name for alias in node.names if alias.name.startswith(f"{_PACKAGE}.")]
                    found = [one.removeprefix(f"{_PACKAGE}.") for one in own]
                for one in found:
                    yield name, _room(name).replace("__main__", "cli"), one.split(".")[0]

    def edges(self) -> set[tuple[str, str]]:
        """Which room imports from which other room."""
        return {(mine, other) for _, mine, other in self.imports() if mine != other and other in self.rooms}

    def floors(self) -> int:
        """How many floors the imports themselves make: the longest way down; rooms in a circle stand on one floor."""
        below: dict[str, set[str]] = defaultdict(set)
        for mine, other in self.edges():
            below[mine].add(other)
        reach = {room: _reach(room, below) for room in self.rooms}
        height: dict[str, int] = {}

        def of(room: str) -> int:
            if room not in height:
                strictly = [other for other in reach[room] if room not in reach[other]]
                height[room] = 1 + max(map(of, strictly), default=0)
            return height[room]

        return max(map(of, self.rooms))

    def circles(self) -> set[str]:
        """The rooms that import each other, however far around."""
        below: dict[str, set[str]] = defaultdict(set)
        for mine, other in self.edges():
            below[mine].add(other)
        return {room for room in self.rooms if room in _reach(room, below)}

    def twice(self) -> dict[str, list[str]]:
        """The names of public classes that stand in more than one room, with their modules."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, tree in self.trees.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    found[node.name].append(name)
        return {klass: names for klass, names in sorted(found.items()) if len(set(map(_room, names))) > 1}

    def kinds(self) -> set[str]:
        """The classes of records, by what they inherit."""
        return {
            node.name
            for tree in self.trees.values()
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef) and "Record" in map(ast.unparse, node.bases)
        }

    def lines(self, pattern: re.Pattern[str], without: tuple[str, ...] = ()) -> list[str]:
        """The lines of code that a pattern finds, as ``module:line``."""
        return [
            f"{name}:{number}"
            for name, text in self.texts.items()
            if name.split("/")[0] not in without
            for number, line in enumerate(text.splitlines(), 1)
            if pattern.search(line)
        ]

    def ladders(self) -> list[str]:
        """The functions that ask two times or more of which kind a record is."""
        kinds, found = self.kinds(), []
        for name, tree in self.trees.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef) and _asks(node, kinds) > 1:
                    found.append(f"{name}:{node.lineno} {node.name}")
        return found

    def asked(self) -> int:
        """How often the kind of a record is asked anywhere."""
        kinds = self.kinds()
        return sum(_asks(tree, kinds) for tree in self.trees.values())

    def told_floors(self) -> str:
        """How many floors the test of the architecture tells; empty when it is not there."""
        path = self.root / "tests" / "test_architecture.py"
        tree = ast.parse(path.read_text(encoding="utf-8")) if path.exists() else ast.Module([], [])
        for node in tree.body:
            target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
            if isinstance(target, ast.Name) and target.id == "FLOORS" and isinstance(node, ast.Assign | ast.AnnAssign):
                return f" ({len(set(ast.literal_eval(node.value).values()))} in FLOORS)" if node.value else ""
        return ""


def _room(name: str) -> str:
    return name.split("/")[0].removesuffix(".py")


def _reach(room: str, below: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = [room]
    while todo:
        todo += (new := below.get(todo.pop(), set()) - found)
        found |= new
    return found


def _asks(tree: ast.AST, kinds: set[str]) -> int:
    return sum(
        isinstance(node, ast.Call)
        and ast.unparse(node.func) == "isinstance"
        and bool(kinds & {one.id for one in ast.walk(node.args[1]) if isinstance(one, ast.Name)})
        for node in ast.walk(tree)
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--waar", action="store_true", help="name the places behind each figure")
    asked = parser.parse_args()
    house = House(asked.folder)
    folders = {name.split("/")[0] for name in house.texts if "/" in name}
    lines = sum(len(text.splitlines()) for text in house.texts.values())
    figures: list[tuple[str, str, list[str]]] = [
        ("folders at the top", str(len(folders)), sorted(folders)),
        ("loose modules at the top", str(len(house.rooms - folders)), sorted(house.rooms - folders)),
        ("modules, lines", f"{len(house.texts)}, {lines}", []),
        ("floors by the imports", f"{house.floors()}{house.told_floors()}", []),
        ("rooms in a circle", str(len(house.circles())), sorted(house.circles())),
        (
            "arrows between rooms",
            str(len(house.edges())),
            [f"{mine} > {other}" for mine, other in sorted(house.edges())],
        ),
        ("import statements in the package", str(sum(1 for _ in house.imports())), []),
    ]
    twice = house.twice()
    figures.append(("class names in two rooms", str(len(twice)), [f"{one}: {', '.join(twice[one])}" for one in twice]))
    for what, found in (
        ("guards on a missing agreement", house.lines(_GUARD)),
        ("of these above reading", house.lines(_GUARD, _READING)),
        ("lines that know when an action is late", house.lines(_LATE)),
        ("lines that name the check on late actions", house.lines(_REST)),
        ("lines that take types apart", house.lines(_TYPES)),
        ("functions with a ladder of kinds", house.ladders()),
    ):
        figures.append((what, f"{len(found)} in {len({one.split(':')[0] for one in found})} modules", found))
    figures.append(("times the kind of a record is asked", str(house.asked()), []))
    for what, figure, places in figures:
        print(f"{what:<42} {figure}")
        if asked.waar:
            print(*(f"    {place}" for place in places), sep="\n")


if __name__ == "__main__":
    main()
