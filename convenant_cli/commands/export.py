"""``convenant export``: what parties get to fill in, and what goes into their calendars."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convenant_cli.commands.common import (
    Peildatum,
    argument,
    date_of,
    known_until,
    open_source,
    option,
    print_folded,
    require_sound,
    tell,
    tell_other_day,
    today_unless,
)
from convenant_cli.exchange.uitvoer import DATA, KINDS, MAILS, refuse_form, refuse_unused
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import read_placed
from convenant_cli.text.screen import say
from convenant_cli.text.sentences import remedy

if TYPE_CHECKING:
    from convenant_cli.dossier.dossier import Dossier

#: What the name of a file ends with, where a folder could be meant: one that is called so is surely a mistake.
_FILES = frozenset((".xlsx", ".docx", ".ods", ".odt", ".csv", ".ics", ".eml", ".pdf", ".zip", ".html", ".md", ".txt"))


def run(
    ctx: typer.Context,
    wat: Annotated[str | None, argument("WAT", "Wat u maakt. Zonder naam ziet u de lijst.")] = None,
    welk: Annotated[
        str | None,
        argument(
            "WELK",
            "Het jaar of de periode, of de dag van de bijeenkomst. Bij mail: vragen, uitnodiging of herinneringen.",
        ),
    ] = None,
    waarvan: Annotated[str | None, argument("WAARVAN", "Bij mail: het jaar, of de dag van de bijeenkomst.")] = None,
    naar: Annotated[
        Path | None,
        option(
            "MAP",
            "De map waarin de bestanden komen. Komt er één bestand, dan mag u ook dat noemen. Een tabel is een "
            "bestand op .xlsx, .ods of .csv.",
            "--naar",
        ),
    ] = None,
    partner: Annotated[list[str] | None, option("PARTIJ", "Voor wie. Mag vaker.", "--partner")] = None,
    alle: Annotated[bool, typer.Option("--alle", help="Voor alle partijen.")] = False,
    uiterlijk: Annotated[
        date | None,
        option(
            "DATUM",
            "Wanneer u de formulieren terug wilt hebben. Standaard de laatste dag van het jaar, of over twee "
            "weken als het jaar voorbij is.",
            parser=date_of,
        ),
    ] = None,
    vorm: Annotated[
        list[str] | None,
        option(
            "VORM",
            "Van een verklaring: xlsx (Excel, de standaard) of docx (Word). Van de documenten bij publicatie: "
            "html (de standaard), pdf, docx, odt of md; dan mag het vaker.",
            "--vorm",
        ),
    ] = None,
    peildatum: Peildatum = None,
) -> None:
    """Maak formulieren, tabellen, concepten van mail en kalenderbestanden voor de partijen. Er wordt niets verstuurd.

    In een formulier staan de vragen in gewone woorden, de tekst van het convenant en het vorige antwoord. Wat een
    partij invult, neemt u over met 'convenant import'. Staat er al een ander formulier in de map, dan blijft dat zo.

    Een tabel heeft een rij voor elke actie, elk contact, elk aanbod of elke genodigde. Wat iemand erin verbetert, neemt
    u net zo over. Met --alle krijgt elke partij een bestand met haar eigen rijen.

    Voorbeeld: convenant export verklaring 2026 --alle --naar formulieren/

    Voorbeeld: convenant export verklaring 2026 --partner stichting --uiterlijk 2026-12-15 --naar formulieren/

    Voorbeeld: convenant export verklaring "3e kwartaal 2026" --alle --vorm docx --naar formulieren/

    Voorbeeld: convenant export acties 2026 --naar acties.xlsx

    Voorbeeld: convenant export contacten --alle --naar tabellen/

    Voorbeeld: convenant export agenda --naar kalender/

    Voorbeeld: convenant export mail vragen 2026 --alle --naar concepten/

    Voorbeeld: convenant export mail uitnodiging 2026-12-10 --alle --naar concepten/

    Voorbeeld: convenant export records --naar gegevens/

    Voorbeeld: convenant export publicatie --vorm html --vorm pdf --naar publicatie.zip
    """
    from convenant_cli.checks.checking import check_source
    from convenant_cli.exchange import tabellen

    tables = tabellen.names()
    if wat is None:
        told = {**KINDS, **DATA, **{name: f"Tabel: {tabellen.soort(name).sentence}" for name in tables}}
        print_folded(f"{name:<16}{sentence}" for name, sentence in told.items())
        return
    if wat not in KINDS and wat not in DATA and wat not in tables:
        raise ConvenantError(f"'{wat}' is niet te maken; kies uit: {', '.join((*KINDS, *DATA, *tables))}")
    if naar is None:
        raise ConvenantError("zeg met --naar in welke map de bestanden komen, zoals --naar formulieren/")
    if wat in KINDS and wat != "verklaring" and naar.exists() and not naar.is_dir():
        raise ConvenantError(f"{naar} is een bestand; noem met --naar een map")
    refuse_unused(wat, welk, waarvan, bool(partner or alle), uiterlijk)
    refuse_form(wat, vorm or [])
    root, source = open_source(ctx.obj)
    report = check_source(source, today_unless(peildatum))
    require_sound(report, root)
    dossier, day = report.dossier, report.peildatum
    tell_other_day(dossier, day)
    if wat in DATA:
        _data(naar, root, dossier, wat, vorm or ["html"], day)
        return
    if wat == "agenda":
        _write(*_placed(naar, _calendars(root, dossier, day)), root, again=True)
        return
    if wat in tables:
        _tables(naar, root, dossier, wat, welk, partner or [], alle, day)
        return
    parties = _chosen(dossier, partner or [], alle)
    if wat == "mail":
        made = _drafts(root, dossier, welk or "", waarvan, parties, uiterlijk, day)
        _write(*_placed(naar, made), root, again=True)
    else:
        _write(*_placed(naar, _forms(root, dossier, welk, parties, uiterlijk, day, (vorm or ["xlsx"])[0])), root)


def _placed(naar: Path, made: Mapping[str, bytes]) -> tuple[Path, Mapping[str, bytes]]:
    """Return the folder and what comes in it; a single file goes to the file that is named. Raises ConvenantError."""
    ending = naar.suffix.lower()
    if naar.is_dir() or not (naar.exists() or ending in _FILES):
        return naar, made
    (first, content), *more = made.items()
    if more:
        raise ConvenantError(f"er komen {len(made)} bestanden; noem met --naar een map en niet {naar}")
    if ending != Path(first).suffix:
        raise ConvenantError(f"{naar} kan niet; noem een bestand dat eindigt op {Path(first).suffix}, of een map")
    return naar.parent, {naar.name: content}


def _data(naar: Path, root: Path, dossier: "Dossier", wat: str, vorm: list[str], peildatum: date) -> None:
    """Write what is for other programs, or to be published: to a folder, or one file. Raises ConvenantError."""
    from convenant_cli.exchange.publicatie import data_of, one_file

    ending = {"openconvenanten": ".json", "publicatie": ".zip"}.get(wat)
    if naar.suffix and (naar.suffix != ending or naar.is_dir()):
        also = f", of een bestand dat eindigt op {ending}" if ending else ""
        raise ConvenantError(f"{naar} kan niet; noem met --naar een map{also}")
    made = data_of(wat, root, dossier, vorm, peildatum, known_until())
    if naar.suffix:
        made = {naar.name: one_file(made)}
    _write(naar.parent if naar.suffix else naar, made, root, again=True)


def _chosen(dossier: "Dossier", asked: list[str], every: bool) -> list[str]:
    """Return the parties that are meant. Raises ConvenantError."""
    if every == bool(asked):
        raise ConvenantError("zeg voor wie: --partner met een partij, of --alle (niet allebei)")
    from convenant_cli.dossier.meant import only

    asked = [only(dossier, one, ("partner",)) for one in asked]
    for one in asked:
        if one not in dossier.partners:
            meant = remedy(one, dossier.partners)
            raise ConvenantError(f"de partij '{one}' is er niet; {meant}")
    return list(dossier.partners) if every else list(dict.fromkeys(asked))


def _tables(
    naar: Path,
    root: Path,
    dossier: "Dossier",
    wat: str,
    welk: str | None,
    partners: list[str],
    alle: bool,
    peildatum: date,
) -> None:
    """Write one sheet to a file, or one for each party to a folder. Raises ConvenantError."""
    from convenant_cli.exchange.uitgeven import SUFFIXES, blad, per_partij
    from convenant_cli.sources.sources import describe_revision

    revision = describe_revision(root)
    if wat == "aanwezigheid" and welk is not None:
        from convenant_cli.dossier.meant import named_by_start

        welk = next(iter(named_by_start(welk, list(dossier.bijeenkomsten))), welk)
    if alle:
        if naar.suffix or (naar.exists() and not naar.is_dir()):
            raise ConvenantError(f"met --alle komt er een bestand per partij; noem met --naar een map en niet {naar}")
        every = _chosen(dossier, partners, alle)
        _write(naar, per_partij(dossier, wat, welk, every, peildatum, revision), root)
        return
    suffix = naar.suffix.lower()
    if suffix not in SUFFIXES:
        kinds = ", ".join(SUFFIXES)
        raise ConvenantError(f"noem met --naar een bestand dat eindigt op {kinds}, of met --alle een map")
    if naar.is_dir():
        raise ConvenantError(f"{naar} is een map; noem met --naar een bestand")
    wanted = _chosen(dossier, partners, False) if partners else []
    _write(naar.parent, {naar.name: blad(dossier, wat, welk, wanted, peildatum, revision, suffix)}, root)


def _forms(
    root: Path,
    dossier: "Dossier",
    jaar: str | None,
    partners: list[str],
    uiterlijk: date | None,
    peildatum: date,
    als: str,
) -> dict[str, bytes]:
    """Return the statement forms by the name of their file. Raises ConvenantError."""
    from convenant_cli.exchange.vragen import formulieren, nothing_asked
    from convenant_cli.exchange.wordform import wordform
    from convenant_cli.exchange.workbook import workbook
    from convenant_cli.sources.sources import describe_revision

    if jaar is None:
        raise ConvenantError("zeg over welk jaar de verklaring gaat, zoals: convenant export verklaring 2026 --alle")
    forms = formulieren(dossier, jaar, partners, peildatum, describe_revision(root), uiterlijk)
    if not forms:
        raise ConvenantError(nothing_asked(dossier, jaar, partners, peildatum))
    write = wordform if als == "docx" else workbook
    return {f"verklaring-{form.jaar}-{form.partner.id}.{als}": write(form) for form in forms}


def _drafts(
    root: Path,
    dossier: "Dossier",
    which: str,
    waarvan: str | None,
    partners: list[str],
    uiterlijk: date | None,
    peildatum: date,
) -> dict[str, bytes]:
    """Return drafts of mail by the name of their file; who has no mailbox is told. Raises ConvenantError."""
    from convenant_cli import __version__
    from convenant_cli.documents.kinds import Moment
    from convenant_cli.exchange.afspraken import afspraken
    from convenant_cli.exchange.mail import Mailer
    from convenant_cli.sources.sources import describe_revision

    moment = Moment(peildatum, describe_revision(root), f"convenant {__version__}", bekend=known_until())
    mailer = Mailer(dossier, moment)
    if which == "herinneringen":
        made = mailer.herinneringen(partners)
    elif waarvan is None:
        raise ConvenantError(f"zeg waarvan: {MAILS[which]}")
    elif which == "vragen":
        made = mailer.vragen(partners, waarvan, uiterlijk)
    else:
        from convenant_cli.dossier.meant import meeting_meant

        meeting = meeting_meant(dossier, waarvan)
        made = mailer.uitnodiging(partners, meeting, afspraken(root, dossier, peildatum))
    for name in made.zonder_postbus:
        say(f"let op: {name} heeft geen postbus, dus er is geen concept", err=True)
    if not made.bestanden:
        raise ConvenantError("er is geen mail te maken voor deze partijen; kies andere")
    return made.bestanden


def _calendars(root: Path, dossier: "Dossier", peildatum: date) -> dict[str, bytes]:
    """Return the calendar files by name. Raises ConvenantError."""
    from convenant_cli.exchange.afspraken import afspraken
    from convenant_cli.exchange.ics import kalenders

    past = afspraken(root, dossier, peildatum)
    if not past.in_git:
        say("let op: zonder commits in git krijgt een gewijzigde bijeenkomst geen hoger volgnummer", err=True)
    return kalenders(dossier, past, peildatum)


def _write(folder: Path, made: Mapping[str, bytes], root: Path, again: bool = False) -> None:
    """Write the files. What is there already and differs may be a form that somebody filled in: it is not replaced.

    ``again``: they hold nothing but what was made here, so newer ones take their place.
    """
    from convenant_cli.exchange.packages import LARGEST_FILE
    from convenant_cli.sources.writing import refuse_inside, refuse_unwritable, write_atomic

    paths = {folder / name: content for name, content in made.items()}
    fresh = {}
    for path, content in paths.items():
        refuse_unwritable(path, root)
        refuse_inside(path, root)
        held = read_placed(path, root, LARGEST_FILE)
        if held is not None and held != content and not again:
            raise ConvenantError(
                f"{path} bestaat al en is anders, misschien is het een ingevuld formulier; kies een andere plaats"
            )
        if held != content:
            fresh[path] = content
    for path, content in fresh.items():
        write_atomic(path, content, root, new=not again)
    tell(map(str, paths), f"geschreven is {', '.join(map(str, fresh))}")
