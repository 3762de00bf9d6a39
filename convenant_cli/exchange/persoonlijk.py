"""Personal data in what somebody sent back: told by its kind, and never repeated."""

from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.vondsten import looking, text_id
from convenant_cli.privacy.hit import NAMEN
from convenant_cli.text.opdracht import quoted
from convenant_cli.text.sentences import opsomming


class Gezocht:
    """A search over texts that would come into records. A waiver on one text lets that text pass."""

    def __init__(self, dossier: Dossier, peildatum: date) -> None:
        self._look = looking(dossier)
        self._waived = dossier.agreed.tekstontheffingen_op(peildatum)

    def __call__(self, naam: str, tekst: str) -> str:
        """Return what a text looks like that would come into a file, as a sentence; empty when it may."""
        if not tekst or (naam, text_id(tekst)) in self._waived:
            return ""
        kinds = dict.fromkeys(hit.kind for hit in self._look(tekst))
        if not kinds:
            return ""
        what = opsomming([NAMEN[kind][0] for kind in kinds])
        rest = f"convenant new ontheffing vingerafdruk={text_id(tekst)} bestand={quoted(naam)}"
        return f"dit lijkt op {what}; haal het weg, en noem alleen functies; geen persoon? {rest}"
