"""Een actie heeft een indicator, of zegt waarom die er niet is.

Waarom: zonder indicator weet niemand na afloop of de actie heeft gewerkt.
Herstel: vul `indicator` in, of leg bij `geen_indicator_omdat` uit waarom meten niet past. Vul na afloop het
`resultaat` in.
"""

from collections.abc import Iterator

from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.findings import Melding, Severity
from convenant_cli.records import Actie


def check_one(actie: Actie, file: RecordFile) -> Iterator[Melding]:
    if not file.whole:
        return
    if actie.indicator is None:
        if actie.geen_indicator_omdat is None:
            message = f"actie {actie.nummer} heeft geen indicator en geen reden waarom die ontbreekt"
            hint = "vul `indicator` in, of schrijf waarom meten niet past: `geen_indicator_omdat: …`"
            yield Melding(actie.at("indicator"), message, hint)
        return
    if actie.geen_indicator_omdat is not None:
        message = f"actie {actie.nummer} heeft een indicator en ook een reden waarom die ontbreekt"
        related = ((actie.at_key("indicator"), "hier staat de indicator"),)
        yield Melding(actie.at_key("geen_indicator_omdat"), message, related=related)
    if actie.status == "afgerond" and actie.indicator.resultaat is None:
        message = f"actie {actie.nummer} is afgerond, maar de indicator heeft nog geen resultaat"
        yield Melding(actie.at("indicator", "resultaat"), message, severity=Severity.WAARSCHUWING)
