"""Files to a dossier: recognises each by its place, reads it, and reports what is wrong without ever stopping."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from pydantic import ValidationError

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.findings import Finding, Path, Position, Related, Severity
from convenant_cli.records import KINDS, Convenant
from convenant_cli.records.model.kept import made, plain
from convenant_cli.records.model.sharing import lean
from convenant_cli.records.model.velden import SLUG_PATTERN
from convenant_cli.sources.earlier import Earlier, earlier
from convenant_cli.sources.sources import MARKER, Source
from convenant_cli.sources.textfile import Span, lines_of
from convenant_cli.sources.yamlfile import Parsed, parse
from convenant_cli.text.glyphs import visible
from convenant_cli.text.sentences import MEANT, or_meant, slug, suggest
from convenant_cli.text.volgorde import volgorde

_REPAIR_ROUNDS = 3
_MOST_SOUGHT = 200  # values of which we look for what was meant
_SLUG = re.compile(SLUG_PATTERN)
_LONGEST_NAME = 100
_EXPOSED = "verstuur niets (geen git push) en geef: git rm -r --cached {}; al verstuurd? meld het als datalek"
#: Names that Windows keeps for its devices, also with something behind a dot: nobody there can have such a file.
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_NEARLY = re.compile(r"(.+?)\.ya?ml(\..+)?", re.IGNORECASE | re.DOTALL)


def load(source: Source, about: object = None) -> tuple[Dossier, list[Finding]]:
    """Read every file of a source. Never stops at a fault: what is wrong comes back as findings, unsorted.

    ``about``: the folder of the dossier, for a source that does not say of which one it is: what earlier runs read
    there is not read again.
    """
    dossier = Dossier(source)
    findings: list[Finding] = []
    for name, message in source.refused:
        findings.append(_finding("bestand-onleesbaar", Position(name), message))
        if unread := _recognise(name, b""):
            unread.whole = False
            dossier.files[name] = unread
    for name in source.strangers:
        findings.append(_stranger(name, Severity.WAARSCHUWING))
    for name in source.exposed:
        folder = name.partition("/")[0]
        message = f"dit bestand uit de map {folder}/ staat in git"
        findings.append(_finding("privebestand-in-git", Position(name), message, _EXPOSED.format(folder)))
    known = earlier("records", about or source.root)
    for name, raw in sorted(source.files.items(), key=lambda file: volgorde(file[0])):
        file, found = _once(name, raw, known)
        findings.extend(found)
        if file is not None:
            dossier.files[name] = file
    known.keep()
    if MARKER not in dossier.files and source.root is not None:
        # Stands for the file that is missing, so that nobody calls what it defines missing as well. A source without
        # a folder is an example, and may be a part of a dossier.
        dossier.files[MARKER] = RecordFile(MARKER, b"", Convenant, Convenant.soort, whole=False)
        findings.append(_finding("bestand-ontbreekt", Position(MARKER), "het bestand met het convenant zelf ontbreekt"))
    unclear = [at for at, finding in enumerate(findings) if finding.rule == "waarde-ongeldig"]
    for at in unclear[:_MOST_SOUGHT]:
        findings[at] = _naming(dossier, findings[at])
    return dossier, findings


def _naming(dossier: Dossier, finding: Finding) -> Finding:
    """Say of a value that names nothing which record of the dossier it means, where that can be told."""
    from convenant_cli.dossier.meant import meant, only

    file = dossier.files.get(finding.position.file)
    value, kinds = file.unclear.get(finding.position, ("", ())) if file else ("", ())
    own = file.id if file else ""  # nothing refers to itself
    known = {id for kind in kinds for id in dossier.defined.get(kind, ()) if id != own}
    if finding.rule != "waarde-ongeldig" or not known:
        return finding
    message = finding.message.partition(MEANT)[0]
    found = [id for _, id in meant(dossier, value, kinds) if id in known]
    words = [only(dossier, word, kinds) for word in value.replace(",", " ").split()]
    here = [word for word in words if word in known]
    if len(here) == len(words) > 1:
        return replace(finding, message=f"{message}{MEANT}[{', '.join(here)}]?", hint="zet een komma tussen twee namen")
    near = found[0] if len(found) == 1 else suggest(slug(value), known) or (here[0] if len(here) == 1 else "")
    hint = finding.hint if near else "schrijf de naam van een record; 'convenant find' en 'convenant show' kennen ze"
    return replace(finding, message=f"{message}{MEANT}'{near}'?" if near else message, hint=hint)


@lru_cache(maxsize=2048)
def _once(name: str, raw: bytes, known: Earlier) -> tuple[RecordFile | None, tuple[Finding, ...]]:
    """Read one file. Two moments of a dossier share what is the same in both: nothing read changes afterwards."""
    file = _recognise(name, raw)
    if file is None:
        return None, (_stranger(name, Severity.FOUT),)
    return file, (*_check_name(file), *_read(file, known))


def _recognise(name: str, raw: bytes) -> RecordFile | None:
    for kind in KINDS:
        id = kind.match(name)
        if id is not None:
            return RecordFile(name, raw, kind, id)
    return None


def _check_name(file: RecordFile) -> Iterator[Finding]:
    if not file.kind.patroon.count("{}"):
        return
    for part in file.id.split("/"):
        hint = "gebruik kleine letters, cijfers en streepjes"
        shown = visible(part)
        if not _SLUG.fullmatch(part):
            near = slug(part)
            near = f"{near}-{file.kind.soort}" if _DEVICE.fullmatch(near) else near
            message = f"de naam '{shown}' kan niet" + or_meant(near)
        elif _DEVICE.fullmatch(part):
            message = f"de naam '{part}' kan niet in Windows, dat hem zelf gebruikt; neem bijvoorbeeld"
            message, hint = f"{message} '{part}-{file.kind.soort}'", "pas ook de verwijzingen aan"
        elif len(part) > _LONGEST_NAME:
            near = part[: _LONGEST_NAME // 2].rpartition("-")[0] or part[: _LONGEST_NAME // 2]
            message = f"de naam '{shown[:20]}…' is met {len(part)} tekens te lang voor Windows; neem bijvoorbeeld"
            message, hint = f"{message} '{near}'", f"hoogstens {_LONGEST_NAME} tekens; pas ook de verwijzingen aan"
        else:
            continue
        yield _finding("bestandsnaam", Position(file.name), message, hint)


def _stranger(name: str, severity: Severity) -> Finding:
    folder, _, last = name.rpartition("/")
    if last.startswith("."):
        message = (
            f"een verborgen bestand wordt niet gelezen; bedoelde u '{visible(folder)}/{visible(last.lstrip('.'))}'?"
        )
    elif last.endswith("~"):
        message = "dit is een reservekopie van een programma en wordt niet gelezen; haal haar weg"
    elif not name.endswith(".yaml") and (match := _NEARLY.fullmatch(name)):
        severity = Severity.FOUT
        message = f"een record eindigt op .yaml; bedoelde u '{visible(match[1])}.yaml'?"
    elif severity is Severity.FOUT:
        near = suggest(name, [kind.patroon.replace("{}", "naam") for kind in KINDS])
        message = "dit bestand staat niet op de plaats van een record en wordt niet gelezen"
        message += f"; bedoelde u {near}?" if near else ""
    else:
        message = "dit bestand is geen record en hoort niet onder data/"
    return _finding("bestand-onbekend", Position(name), message, severity=severity)


def _read(file: RecordFile, known: Earlier) -> Iterator[Finding]:
    kept = known.get(file.name, file.raw)
    if kept is not None and (record := made(file.kind, kept, file.id, file.name)):
        file.record, file.as_read = record, True
        return
    parsed = parse(file.raw)
    if not parsed.problems:
        try:
            record = file.record = lean(file.kind.model_validate(parsed.data))
        except ValidationError:
            parsed = parse(file.raw, track=True)
        else:
            known.add(file.name, file.raw, lambda: plain(record))
            record.identify(file.id, file.name)
            file.as_read = True
            return
    for problem in parsed.problems:
        related: tuple[Related, ...] = ()
        if problem.related:
            span, message = problem.related
            related = (Related(_position(file.name, span), message),)
        yield _finding(problem.rule, _position(file.name, problem.span), problem.message, problem.hint, related)
    file.whole = not parsed.problems
    if parsed.data is not None:
        yield from _read_past_faults(file, parsed)


def _read_past_faults(file: RecordFile, parsed: Parsed) -> Iterator[Finding]:
    """Report what is wrong with the shape of a record, and keep as much of it as possible for the other checks."""
    from convenant_cli.dossier.faults import describe, repair  # most dossiers have no such fault

    mended: set[Path] = set()
    lines = lines_of(file.raw)
    for _ in range(_REPAIR_ROUNDS):
        try:
            record = file.kind.model_validate(parsed.data)
        except ValidationError as error:
            faults = describe(file.kind, parsed.data, error.errors(include_url=False))
            for fault in faults:
                # What an earlier round mended is not told again: not as missing, and not with the value it guessed.
                if fault.rule and fault.path not in mended:
                    span = _at_sign(lines, parsed.locate(fault.path, key=fault.at == "key"), fault.sign)
                    position = _position(file.name, span)
                    if fault.naming:
                        file.unclear[position] = fault.value, fault.naming
                    yield _finding(fault.rule, position, fault.message, fault.hint)
            file.whole = False
            mended |= repair(parsed, faults)
        else:
            record.identify(file.id, file.name)
            file.record, file.mended = record, parsed
            return


def _at_sign(lines: list[str], span: Span, sign: str) -> Span:
    """Return the place of the character that is wrong in a value or key, where it can be found on its line."""
    column = lines[span.line - 1].find(sign, span.column - 1) + 1 if sign and 0 < span.line <= len(lines) else 0
    return Span(span.line, column, span.line, column + 1) if column else span


def _position(name: str, span: Span) -> Position:
    return Position(name, *span)


def _finding(
    rule: str,
    position: Position,
    message: str,
    hint: str = "",
    related: tuple[Related, ...] = (),
    severity: Severity = Severity.FOUT,
) -> Finding:
    return Finding(position, rule, severity, message, hint, related)
