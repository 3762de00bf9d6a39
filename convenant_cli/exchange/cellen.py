"""The cells of a file that came back, whatever program wrote it: values, and where none can be taken."""

from typing import Any, NamedTuple


class Cel(NamedTuple):
    """One cell."""

    value: Any = None
    """None where nothing stands."""
    fout: str = ""
    """Why its value cannot be taken, as the sentence behind the place; empty when it can."""


class Boek(NamedTuple):
    """One file: the rows of each sheet from the first on; and what it was named by outside its sheets."""

    bladen: dict[str, list[list[Cel]]]
    kenmerk: str = ""
    opmerkingen: tuple[str, ...] = ()
    """The places where somebody put a note: it goes to no field, and somebody has to read it."""


def letter(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(ord("A") + rest) + out
    return out


EMPTY = Cel()
FORMULE = "hier staat een formule; typ de waarde zelf"


def wrong(value: Any) -> str:
    """Return what to say of a cell with an error in it."""
    return f"hier staat de fout {value}; typ de waarde zelf"
