"""The help page of ``convenant partij``: of all that can happen to a party, or of one of these (``partij komt -h``)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from convenant_cli.commands.usage import DutchCommand
from convenant_cli.text.sentences import capital

_ASKED = "convenant.partij.handeling"


@dataclass(frozen=True, slots=True)
class _Page:
    """What is told of one thing that happens."""

    zin: str
    partijen: str
    """How the parties are written, for the line of usage."""
    uitleg: str
    voorbeeld: str
    opties: dict[str, str]
    """What is said of an option otherwise than on the page of all that can happen."""


_PAGES = {
    "komt": _Page(
        "Leg vast dat een partij gaat meedoen.",
        "PARTIJ [VELD=WAARDE]...",
        "De naam van de nieuwe partij, en haar velden: VELD=WAARDE, zoals bij 'convenant new partner'.",
        "convenant partij komt 'Stichting Samen' --op 2027-08-01 kort=Samen",
        {
            "--op": "De eerste dag waarop zij meedoet.",
            "--vorm": "Hoe zij dat verklaarde, zoals 'brief van het bestuur'.",
        },
    ),
    "stopt": _Page(
        "Leg vast dat een partij stopt, en wie overneemt wat aan haar hangt.",
        "PARTIJ",
        "De partij, of een eenheid als partij/eenheid.",
        "convenant partij stopt stichting --op 2027-08-01 --trekker vereniging --besluit b2026-3",
        {
            "--op": "De eerste dag waarop zij niet meer meedoet.",
            "--vorm": "Hoe zij opzegde, zoals 'brief van het bestuur'.",
        },
    ),
    "fuseert": _Page(
        "Leg vast dat partijen samen één partij worden, met alles wat aan hen hangt.",
        "PARTIJ... [VELD=WAARDE]...",
        "De partijen die één worden, en de velden van de nieuwe: VELD=WAARDE, zoals bij 'convenant new partner'.",
        "convenant partij fuseert stichting vereniging --tot samen --op 2027-08-01",
        {"--op": "De eerste dag waarop zij één partij zijn."},
    ),
    "heet": _Page(
        "Leg vast dat een partij anders gaat heten.",
        "PARTIJ NAAM",
        "De partij, en haar nieuwe naam.",
        "convenant partij heet stichting 'Stichting Samen' --op 2027-08-01 --kort Samen",
        {"--op": "De eerste dag waarop zij zo heet."},
    ),
}
HANDELINGEN = tuple(_PAGES)
#: The options that belong to some of what can happen, by the name of their parameter; the others go with everything.
BELONGS: dict[str, tuple[str, ...]] = {
    "over": ("stopt",),
    "trekker": ("stopt",),
    "opgezegd": ("stopt",),
    "nog": ("stopt",),
    "verklaard": ("komt",),
    "vorm": ("stopt", "komt"),
    "tot": ("fuseert",),
    "kort": ("heet",),
    "zin": ("heet",),
    "besluit": ("stopt", "fuseert"),
}


class PartijCommand(DutchCommand):
    """Shows only what goes with the thing that happens, when that is named before ``--help``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Remember which thing is named, before ``--help`` ends it all."""
        ctx.meta[_ASKED] = next((one for one in args if one in _PAGES), None)
        rest: list[str] = super().parse_args(ctx, args)
        return rest

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line of usage."""
        asked = ctx.meta.get(_ASKED)
        if asked is None:
            super().format_usage(ctx, formatter)
        else:
            path = f"{ctx.command_path} {asked}"
            formatter.write_usage(path, f"[OPTIES] {_PAGES[asked].partijen}", prefix="Gebruik: ")

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """Write what it does, with an example."""
        asked = ctx.meta.get(_ASKED)
        if asked is None:
            super().format_help_text(ctx, formatter)
            return
        with formatter.indentation():
            for text in (_PAGES[asked].zin, f"Voorbeeld: {_PAGES[asked].voorbeeld}"):
                formatter.write_paragraph()
                formatter.write_text(text)

    def rows(self, ctx: Any, kind: str) -> Iterator[tuple[str, str]]:
        """Leave out what goes with another thing, and the words that say with which it goes."""
        asked = ctx.meta.get(_ASKED)
        if asked is None:
            yield from super().rows(ctx, kind)
        elif kind == "argument":
            yield _PAGES[asked].partijen, _PAGES[asked].uitleg
        else:
            strange = {f"--{name}" for name, things in BELONGS.items() if asked not in things}
            for name, text in super().rows(ctx, kind):
                if name.split()[0] not in strange:
                    told = _PAGES[asked].opties.get(name.split()[0], text).removeprefix(f"Bij {asked}: ")
                    yield name, capital(told)
