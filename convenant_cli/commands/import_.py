"""``convenant import``: forms, sheets and documents that came back, told in sentences and then taken over."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convenant_cli.commands.common import (
    Peildatum,
    agreed,
    argument,
    here,
    open_whole,
    option,
    relative_to_here,
    tell,
    today_unless,
)
from convenant_cli.findings import ConvenantError
from convenant_cli.text.screen import page_width, print_lines, say

if TYPE_CHECKING:
    from convenant_cli.editing.trial import Proef
    from convenant_cli.exchange.inname import Inname
    from convenant_cli.exchange.packages import Bestand
    from convenant_cli.exchange.verwerken import Verwerking

_SUFFIXES = (".xlsx", ".ods", ".csv", ".docx")
_WORD, _MAIL = ".docx", ".eml"
_RETURN = "vraag het formulier of de tabel zelf terug"
#: What to do with a file of another kind in which an answer may stand.
_INSTEAD = {
    _WORD: "dit is geen formulier; een document ter bespreking neemt u apart over",
    **dict.fromkeys((".xls", ".xlsm", ".xlsb", ".numbers"), "open het, en sla het op als .xlsx"),
    **dict.fromkeys((".doc", ".docm", ".odt", ".rtf", ".pages"), "open het, en sla het op als .docx"),
    **dict.fromkeys((".msg", ".zip", ".p7m"), "haal eruit wat de partij meestuurde"),
    _MAIL: "er zit geen formulier of tabel bij; lees wat de partij in de mail schreef",
    ".dat": f"Outlook verstopt hierin de bijlagen; {_RETURN}",
    **dict.fromkeys((".pdf", ".jpg", ".jpeg", ".png", ".tif", ".heic"), _RETURN),
}


def run(
    ctx: typer.Context,
    paden: Annotated[
        list[str], argument("BESTAND...", "De formulieren, tabellen of Word-documenten, of een map ermee.")
    ],
    ja: Annotated[bool, typer.Option("--ja", help="Neem over zonder het te vragen, voor een script.")] = False,
    proef: Annotated[
        bool, typer.Option("--proef", "--dry-run", help="Laat zien wat er zou veranderen en schrijf niets.")
    ] = False,
    formulier_wint: Annotated[
        bool,
        typer.Option(
            "--formulier-wint",
            help="Neem wat in het formulier of de tabel staat, ook als het in het dossier intussen is gewijzigd.",
        ),
    ] = False,
    besluit: Annotated[
        str, option("NUMMER", "Het besluit waarop wijzigingen van een vastgesteld plan rusten, zoals b2026-3.")
    ] = "",
    van: Annotated[
        list[str] | None,
        option(
            "PARTIJ",
            "Van welke partij een Word-bestand komt: 'stichting', of bij meer bestanden 'plan-1.docx=stichting'. "
            "Mag vaker. Zonder deze optie zegt de naam van het bestand of van de schrijver het.",
        ),
    ] = None,
    rest: Annotated[
        Path | None,
        option("BESTAND", "Schrijf ook naar dit bestand (.md) wat in een Word-bestand niet bij één veld hoort."),
    ] = None,
    peildatum: Peildatum = None,
) -> None:
    """Neem over wat partijen invulden in de formulieren en tabellen van 'convenant export', of voorstelden in Word.

    U ziet per partij wat zij antwoordde en wat nog ontbreekt, en wat dat aan de oordelen verandert. Daarna vraagt het
    programma of u het overneemt. Een antwoord waarin iets niet klopt, blijft liggen: u ziet per blad, rij en kolom wat
    er is. De exitcode is dan 1.

    Formulieren en tabellen mogen in één map staan, ook als bijlage in een opgeslagen mail (.eml); Word-documenten ter
    bespreking neemt u apart over.

    Van een tabel gaat het per rij: u ziet wat er verandert, en wat blijft liggen met blad, rij en kolom. Alleen wat
    iemand in de tabel veranderde, verandert in het dossier. Wat daar intussen anders is geworden, blijft zo.

    Van een Word-bestand van 'render … --ter-bespreking' ziet u wie wat voorstelt, met de opmerkingen erbij. Op een
    scherm kiest u per voorstel: overnemen, aanpassen of laten. Met --ja wordt alles overgenomen waar niets tegen is.
    Wat niet bij één veld hoort, staat eronder.

    Voorbeeld: convenant import terug/

    Voorbeeld: convenant import plan-stichting.docx plan-vereniging.docx --proef

    Voorbeeld: convenant import terug/verklaring-2026-stichting.xlsx --proef

    Voorbeeld: convenant import acties.xlsx --besluit b2026-3
    """
    from convenant_cli.exchange.beproeven import Vraag
    from convenant_cli.exchange.inname import inname
    from convenant_cli.exchange.verwerken import verwerking
    from convenant_cli.sources.git.log import tag_names
    from convenant_cli.sources.together import write_together

    files, others, mails = _files(paden)
    letters = [file for file in files if file.suffix.lower() == _WORD and not _is_form(file)]
    documents = [file for file in letters if isinstance(file, Path)]
    if len(documents) < len(files):  # a letter beside the forms holds nothing up
        others += [(file.name, _instead(file)) for file in letters]
        files, documents = [file for file in files if file not in letters], []
    _refuse_options(bool(documents), formulier_wint, bool(van or rest))
    _tell(others, mails)
    if documents:
        from convenant_cli.commands.reviewing import Inbrengkeuze, review

        asked_of = Inbrengkeuze(ja, proef, besluit.strip().lower(), van or [], rest)
        review(ctx.obj, documents, asked_of, today_unless(peildatum))
        return
    sorts = [path.suffix.lower() != _WORD and _is_table(path) for path in files]
    # What cannot be read is told of among the forms, and among the tables where there is no form.
    tables = [path for path, table in zip(files, sorts, strict=True) if table or (table is None and False not in sorts)]
    forms = [path for path in files if path not in tables or True not in sorts]
    root, dossier = open_whole(ctx.obj)
    day = today_unless(peildatum)
    every: list[Inname | Verwerking] = []
    if True in sorts:
        asked = Vraag(day, besluit.strip().lower(), tag_names(root) or (), formulier_wint)
        every.append(sheets := verwerking(dossier.source, dossier, tables, asked))
        _show_tables(sheets)
    elif besluit:
        raise ConvenantError("een besluit hoort bij een tabel met acties; laat --besluit weg")
    if forms:
        every.append(taken := inname(dossier.source, dossier, forms, day, formulier_wint))
        _show(taken)
    # Forms change statements, and tables change everything else: no file is in both.
    new = {name: raw for one in every for name, raw in one.bestanden.items()}
    if proef or not new:
        say("Er is niets geschreven (--proef)." if proef else "Er is niets om over te nemen.")
    elif agreed(ja, "Overnemen?", "geef --ja om over te nemen, of --proef om te kijken"):
        write_together(root, new, dossier.source.files)
        paths = list(map(relative_to_here(root), new))
        tell([*paths, "Overgenomen. Bekijk het met 'git diff', en leg het vast."], f"geschreven is {', '.join(paths)}")
    else:
        say("Er is niets geschreven.")
    if others or not all(one.heel for one in every):
        raise typer.Exit(1)


def _files(asked: list[str]) -> "tuple[list[Bestand], list[tuple[str, str]], list[str]]":
    """Return the files that are meant, in order and each once: a folder stands for the forms in it, a mail for its own.

    Also return what else stands there in which an answer may be, with what to do; and the mails with something to read.
    """
    found: dict[Bestand, None] = {}
    others: list[tuple[str, str]] = []
    mails: list[str] = []
    for file in dict.fromkeys(path for one in asked for path in _named(one)):
        if file.suffix.lower() == _MAIL:
            inside, told = _in_mail(file)
            others += told
            mails += [file.name] if inside else []
            found |= dict.fromkeys(inside)
        elif file.suffix.lower() in _SUFFIXES:
            found[file] = None
        else:
            others.append((file.name, _instead(file)))
    if not found:
        raise ConvenantError("; ".join(f"{name}: {why}" for name, why in others))
    return list(found), others, mails


def _named(asked: str) -> list[Path]:
    """Return the files that somebody named: one, those of a folder, or those that fit a pattern."""
    path = here() / asked
    known = (*_SUFFIXES, *_INSTEAD)
    if path.is_dir():
        inside = sorted(one for one in path.iterdir() if _is_document(one) and one.suffix.lower() in known)
        if not inside:
            raise ConvenantError(f"in de map {asked} staat geen formulier of tabel; kies een andere map")
        return inside
    if "*" in path.name and not path.exists():  # a shell of Windows leaves this to the program
        inside = sorted(filter(_is_document, path.parent.glob(path.name)))
        if not inside:
            raise ConvenantError(f"er is geen bestand dat past bij {asked}; kies een andere naam")
    else:
        inside = [path]
    for file in inside:
        if file.suffix.lower() not in (*_SUFFIXES, _MAIL):
            raise ConvenantError(f"{asked} is geen formulier of tabel; {_instead(file)}")
        if not file.exists():
            raise ConvenantError(f"{asked} bestaat niet; kies een formulier of tabel, of een map ermee")
    return inside


def _in_mail(path: Path) -> "tuple[list[Bestand], list[tuple[str, str]]]":
    """Return the files in a mail that can be read, and what else is in it with what to do."""
    from convenant_cli.exchange.packages import PackageError
    from convenant_cli.exchange.post import bijlagen
    from convenant_cli.sources.diskfile import RefusedError

    try:
        every = bijlagen(path)
    except PackageError as error:
        return [], [(path.name, str(error))]
    except RefusedError as error:
        return [], [(path.name, error.reason)]
    inside: list[Bestand] = [one for one in every if one.suffix in _SUFFIXES]
    told = [
        (one.name, "sla deze mail apart op, en neem haar over" if one.suffix == _MAIL else _instead(one))
        for one in every
        if one.suffix in _INSTEAD and one.suffix not in _SUFFIXES
    ]
    return inside, told or ([] if inside else [(path.name, _instead(path))])


def _instead(path: "Bestand") -> str:
    return _INSTEAD.get(path.suffix.lower(), f"kies een bestand dat eindigt op {', '.join(_SUFFIXES)}")


def _tell(others: list[tuple[str, str]], mails: list[str]) -> None:
    """Print what is not read, with what to do, and of which mails only what came with them."""
    if others:
        _print(("Niet gelezen:", *(f"{name}: {why}." for name, why in others)))
    if mails:
        _print(("Van een mail gaan alleen de bijlagen mee; lees zelf wat de partij erin schreef:", *mails))


def _refuse_options(documents: bool, form_wins: bool, of_documents: bool) -> None:
    """Raise ConvenantError for options that belong to files of another kind."""
    if documents and form_wins:
        raise ConvenantError("--formulier-wint hoort bij formulieren en tabellen; laat het weg")
    if not documents and of_documents:
        raise ConvenantError("--van en --rest horen bij Word-bestanden; laat ze weg")


def _is_form(path: "Bestand") -> bool:
    """Tell whether a Word file is a statement form; one that cannot be read is told of as a document."""
    from convenant_cli.exchange.packages import PackageError
    from convenant_cli.exchange.word_terug import is_formulier
    from convenant_cli.sources.diskfile import RefusedError

    try:
        return is_formulier(path)
    except (PackageError, RefusedError):
        return False


def _is_table(path: "Bestand") -> bool | None:
    """Tell whether a file is a sheet and no form; None for one that cannot be read: it is told of among the others."""
    from convenant_cli.exchange.packages import PackageError
    from convenant_cli.exchange.terug import is_tabel
    from convenant_cli.sources.diskfile import RefusedError

    try:
        return is_tabel(path)
    except (PackageError, RefusedError):
        return None


def _is_document(path: Path) -> bool:
    """Tell whether a file is one of somebody, and not one that an office program keeps beside it while it is open."""
    return not path.name.startswith(("~$", ".~lock"))


def _show_tables(every: "Verwerking") -> None:
    """Print what each sheet brings and what stays behind, what changes, and what that does to the oordelen."""
    from convenant_cli.commands.reports.diff_text import DiffView, changes
    from convenant_cli.exchange.verwerken import verteld

    for sentences in map(verteld, every.gelezen):
        _print(sentences)
    if every.proef:
        print_lines(["Dit verandert:", *changes(DiffView(every.proef.vergelijking, width=page_width()))])
        say("")
    _show_oordelen(every.proef)


def _show(every: "Inname") -> None:
    """Print what each form brings, what is set aside, and what all of it changes in the oordelen."""
    from convenant_cli.exchange.inname import verteld, verteld_terzijde

    for sentences in (*map(verteld, every.overnames), *map(verteld_terzijde, every.terzijde)):
        _print(sentences)
    _show_oordelen(every.proef)


def _print(sentences: Iterable[str]) -> None:
    """Print sentences as a list below the first of them."""
    from convenant_cli.commands.reports.view import wrapped
    from convenant_cli.text.glyphs import visible

    for number, sentence in enumerate(map(visible, sentences)):
        print_lines(wrapped(page_width(), "  - " if number else "", sentence, "    " if number else "  "))
    say("")


def _show_oordelen(proef: "Proef | None") -> None:
    from convenant_cli.commands.reports.diff_text import DiffView, oordelen

    if proef:
        told = list(oordelen(DiffView(proef.vergelijking, width=page_width())))
        print_lines(["Dit verandert in de oordelen:", *told] if told else ["Aan de oordelen verandert niets."])
        say("")
