"""Findings for people at a terminal: the sentence, the line with a caret below the place, the remedy."""

from collections.abc import Iterator

from rich.cells import cell_len

from convenant_cli.commands.reports.view import View, summary, wrapped
from convenant_cli.dossier.masking import masked_line
from convenant_cli.findings import Finding, Position, Severity
from convenant_cli.text.glyphs import visible

_STYLE = {Severity.FOUT: "bold red", Severity.WAARSCHUWING: "bold yellow"}
_OF_OLD = "geschiedenis-noemt-geen-persoon"
_LEAD = 12  # how much of a long line stays in sight before the caret


def lines(view: View) -> Iterator[str]:
    """Yield every finding with an excerpt, then the findings that rest, then a summary."""
    groups = ((True, f"Nieuw sinds {view.report.since}:"), (False, "Bestond al:"), (None, ""))
    for new, title in groups:
        found = [finding for finding in view.open if finding.new is new]
        if found and title:
            yield from (view.paint("bold", line) for line in _wrapped(view, "", title))
            yield ""
        for finding, left in view.listed(found):
            yield from _finding(view, finding)
            yield ""
            if left:
                yield f"  {left}"
                yield ""
    if view.waived:
        yield view.paint("bold", "Met ontheffing:")
        for finding, left in view.listed(view.waived):
            said = f"{finding.message} [{finding.rule}]{view.mark(finding)}; {finding.waived}"
            line = f"{view.where(finding.position)}: {said}"
            yield from _wrapped(view, "  ", line)
            if left:
                yield f"  {left}"
        yield ""
    for line in summary(view):
        yield from _wrapped(view, "", line)


def _finding(view: View, finding: Finding) -> Iterator[str]:
    yield view.paint("bold", view.where(finding.position))
    severity = view.paint(_STYLE[finding.severity], f"{finding.severity}:")
    rule = view.paint("dim", f"[{finding.rule}]")
    sentence = list(_wrapped(view, "  ", f"{finding.severity}: {finding.message} [{finding.rule}]"))
    sentence[0] = sentence[0].replace(f"{finding.severity}:", severity, 1)
    sentence[-1] = sentence[-1].replace(f"[{finding.rule}]", rule)
    yield from sentence
    if finding.rule != _OF_OLD:  # the line is not there any more, or another stands there
        yield from _excerpt(view, finding.position, _STYLE[finding.severity])
    if finding.hint:
        yield from _wrapped(view, "  ", f"herstel: {finding.hint}")
    for other in finding.related:
        yield from _wrapped(view, "  ", f"zie ook: {view.where(other.position)}: {other.message}")
        yield from _excerpt(view, other.position, "bold blue")


def _excerpt(view: View, position: Position, style: str) -> Iterator[str]:
    line = masked_line(view.report.dossier, position.file, position.line)
    if not line.strip():
        return
    start = min(position.column - 1, len(line))
    end = position.end_column - 1 if position.end_line == position.line else len(line)
    gutter = f"{position.line:>5}"
    shown, start, end = window(line, start, max(end, start + 1), view.width - len(gutter) - 4)
    yield f"{view.paint('dim', f'{gutter} |')} {shown}"
    caret = " " * cell_len(shown[:start]) + view.paint(style, "^" * max(cell_len(shown[start:end]), 1))
    yield f"{view.paint('dim', ' ' * len(gutter) + ' |')} {caret}"


def window(line: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """Cut a long line so that the place stays in sight; return the cut line and the place in it."""
    width = max(width, 2 * _LEAD)
    # Only the neighbourhood of the place is measured: a line can be as long as a file.
    reach = 4 * width
    near = end <= reach and cell_len(_dotted(line[:end])) < width - 1
    first = 0 if near else max(start - _LEAD, 0)
    if len(line) <= reach and cell_len(_dotted(line)) <= width:
        return _dotted(line), start, end
    cut = ("…" if first else "") + _dotted(line[first : first + reach])
    shift = first - (1 if first else 0)
    if cell_len(cut) > width or first + reach < len(line):
        while cell_len(cut) > width - 1:
            cut = cut[:-1]
        cut += "…"
    return cut, start - shift, min(end - shift, len(cut))


def _dotted(line: str) -> str:
    return "".join(character if character.isprintable() else "·" for character in line)


def _wrapped(view: View, indent: str, line: str) -> Iterator[str]:
    yield from wrapped(view.width, indent, visible(line), f"{indent}  ")
