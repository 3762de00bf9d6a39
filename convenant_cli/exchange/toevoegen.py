"""A row that somebody added to a sheet → what 'convenant new' makes of it, on top of what the other rows change."""

import re
from dataclasses import replace
from typing import Any

from convenant_cli.dossier.meant import only
from convenant_cli.dossier.reading import load
from convenant_cli.editing.creating.draft import begun
from convenant_cli.editing.creating.kinds import kind_of
from convenant_cli.editing.creating.making import made
from convenant_cli.editing.trial import Proef, tried
from convenant_cli.exchange.beproeven import Vraag
from convenant_cli.exchange.tabellen import Bladsoort
from convenant_cli.exchange.terug import Nieuwerij
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.sources import Source
from convenant_cli.text.sentences import opsomming

#: How a draft tells of a field that it needs.
_MISSING = re.compile(r"^ +([\w.]+)=…", re.MULTILINE)


class Toegevoegd:
    """The files with one new thing after the other."""

    def __init__(self, source: Source, bestanden: dict[str, bytes], vraag: Vraag) -> None:
        self._source = source
        self._vraag = vraag
        self.bestanden = dict(bestanden)
        self.proef: Proef | None = None
        """What the dossier would be with all of it; None when nothing was added."""

    def row(self, kind: Bladsoort, row: Nieuwerij) -> None:
        """Add what a row says. Raises ConvenantError when something is missing, or would be wrong."""
        if kind.nieuw is None:
            raise ConvenantError("in deze tabel komt geen rij erbij; haal haar weg")
        source = replace(self._source, files={**self._source.files, **self.bestanden})
        dossier = load(source)[0]
        what, heads = kind.nieuw
        soort = kind_of(what)
        belongs = row.vast[heads.index("")]
        above = "jaarplan" if what == "actie" else soort.record.soort
        if not belongs:
            raise ConvenantError(f"vul in de kolom ‘{kind.vast[heads.index('')]}’ in waar deze rij bij hoort")
        draft = begun(dossier, soort, self._vraag.peildatum, "", only(dossier, belongs, (above,)))
        for head, text in zip(heads, row.vast, strict=True):
            if head and text:
                draft.data[head] = text
        for column, cell in row.cellen:
            _put(draft.data, column.weg, cell.tekst.split("\n") if column.shape.many else cell.tekst)
        adopted = self._vraag.besluit if what == "actie" else ""
        new = made(source, draft, self._vraag.peildatum, adopted, frozenset(self._vraag.tags))
        self.bestanden |= new.bestanden
        self.proef = tried(self._source, self.bestanden, self._vraag.peildatum)


def why_not(told: str, kind: Bladsoort) -> str:
    """Return in one sentence why a row was not added: of what is missing only the names."""
    missing = _MISSING.findall(told)
    if not missing or kind.nieuw is None:
        return " ".join(told.split())
    return f"er ontbreekt nog {opsomming(missing)}; vul het in, of maak dit met 'convenant new {kind.nieuw[0]}'"


def _put(data: dict[str, Any], way: tuple[str, ...], value: Any) -> None:
    *above, last = way
    for step in above:
        data = data.setdefault(step, {})
    data[last] = value
