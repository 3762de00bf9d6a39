"""Template and context in, text out: the Jinja environments, their filters, and errors that name the template."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    nodes,
)
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from convenant_cli.documents.prose import blocks, pieces
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import korte_datum, lange_datum
from convenant_cli.oordelen import opsomming
from convenant_cli.resources import shipped
from convenant_cli.writing import why

_MARK = re.compile("\ue000([^\ue001]*)\ue001")
_UNDEFINED = re.compile(r"has no (?:attribute|element) '?([^']+)'?|^'([^']+)' is undefined")


def fill(template: str, context: Mapping[str, Any], own_templates: Path | None = None) -> str:
    """Fill a template; every value is escaped for HTML.

    ``own_templates`` is a folder whose templates go before the shipped ones. Raises ConvenantError, with file
    and line, for a mistake in a template.
    """
    environment = _environment(own_templates)
    environment.filters |= context.get("filters", {})
    try:
        text = environment.get_template(template).render(context)
    except TemplateSyntaxError as error:
        raise ConvenantError(f"sjabloon {error.filename or error.name}:{error.lineno}: {_in_dutch(error)}") from error
    except TemplateNotFound as error:
        place = _place(error, "")
        raise ConvenantError((place and f"sjabloon {place}: ") + f"het sjabloon '{error.name}' bestaat niet") from error
    except TemplateError as error:
        raise ConvenantError(f"sjabloon {_place(error, template)}: {_in_dutch(error)}") from error
    except OSError as error:
        raise ConvenantError(f"sjabloon {error.filename or template} is niet te lezen{why(error)}") from error
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        place = _place(error, template)
        # Too deep brackets stop the reading of a template, before any line of it runs that would tell the place.
        own = own_templates is not None and (place.startswith(str(own_templates)) or isinstance(error, RecursionError))
        if not own:
            raise  # a mistake in a shipped template is ours
        raise ConvenantError(f"sjabloon {place}: {_in_dutch(error)}") from error
    return text.rstrip("\n") + "\n"


def source_of(template: str, context: Mapping[str, Any], own_templates: Path | None, at: tuple[int, int]) -> str:
    """Return file and line of the template from which a place (line, column) of what it was filled in to came.

    The template is filled in once more, with a mark before every line that is copied. Where that changes the text,
    as when a template counts its own letters, only the template is named.
    """
    environment = _environment(own_templates, _Marking)
    environment.filters |= context.get("filters", {})
    texts = _MARK.split(environment.get_template(template).render(context))
    filled = fill(template, context, own_templates)
    if "".join(texts[::2]).rstrip("\n") + "\n" != filled:
        return template
    line, column = at
    left = sum(map(len, filled.splitlines(keepends=True)[: line - 1])) + column
    found = template
    for text, place in zip(texts[::2], ["", *texts[1::2]], strict=True):
        found = place or found
        if left < len(text):
            break
        left -= len(text)
    return found


class _Marking(ImmutableSandboxedEnvironment):
    """Jinja that puts file and line before every line of text that it copies from a template."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for copied in tree.find_all(nodes.TemplateData):
            lines = enumerate(copied.data.split("\n"), copied.lineno)
            copied.data = "\n".join(f"\ue000{filename or name}:{number}\ue001{line}" for number, line in lines)
        return tree


class _OwnTemplates(FileSystemLoader):
    """The templates of a dossier: a link that leads out of the folder is no template."""

    def get_source(self, environment: Environment, template: str) -> Any:
        for folder in map(Path, self.searchpath):
            path = folder / template
            if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
                raise ConvenantError(f"{path} is een koppeling naar buiten de map; zet het bestand zelf in {folder}")
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            message = f"{Path(self.searchpath[0], template)} is geen UTF-8; sla het op als UTF-8"
            raise ConvenantError(message) from error


def _in_dutch(error: Exception) -> str:
    """Return what is wrong with a template; what Jinja or Python said stands behind it, for who writes templates."""
    detail = str(error.message if isinstance(error, TemplateError) else error)
    if isinstance(error, SecurityError):
        sentence = "dit mag een sjabloon niet gebruiken"
    elif isinstance(error, UndefinedError):
        name = _UNDEFINED.search(detail)
        sentence = "het sjabloon gebruikt een veld dat er niet is" + (f": '{name[1] or name[2]}'" if name else "")
    elif isinstance(error, TemplateSyntaxError):
        sentence = "het sjabloon klopt niet op deze regel"
    elif isinstance(error, RecursionError):
        sentence = "het sjabloon roept steeds zichzelf aan, of heeft haakjes te diep in elkaar"
    else:
        sentence = "het sjabloon kan dit niet uitrekenen"
    return f"{sentence} (jinja: {detail})"


def _place(error: BaseException, template: str) -> str:
    """Return file and line of the template where rendering failed; Jinja puts them in the traceback."""
    place, step = template, error.__traceback__
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            place = f"{name}:{step.tb_lineno}"
        step = step.tb_next
    return place


def _environment(
    own_templates: Path | None, kind: type[ImmutableSandboxedEnvironment] = ImmutableSandboxedEnvironment
) -> ImmutableSandboxedEnvironment:
    loaders: list[BaseLoader] = [FileSystemLoader(shipped("templates"))]
    if own_templates is not None and own_templates.is_dir():
        loaders.insert(0, _OwnTemplates(own_templates))
    environment = kind(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "datum": lange_datum,
        "kort": korte_datum,
        "prose": _prose,
        "zin": _sentence,
        "tekening": Markup,  # the drawing of a chart, which escapes its own texts
        "opsomming": lambda values: opsomming(list(values)),
    }
    return environment


def _prose(value: str) -> Markup:
    """Return a long text as paragraphs and lists."""
    lists = {"lijst": Markup("<ul>{}</ul>"), "nummers": Markup("<ol>{}</ol>")}
    parts = []
    for block in blocks(value):
        if block.kind == "alinea":
            parts.append(Markup("<p>{}</p>").format(_line(block.texts[0])))
        else:
            items = Markup("").join(Markup("<li>{}</li>").format(_line(text)) for text in block.texts)
            parts.append(lists[block.kind].format(items))
    return Markup("\n").join(parts)


def _sentence(value: str) -> Markup:
    """Return a long text inside a line, as it was typed."""
    return _line(" ".join(value.split()))


def _line(text: str) -> Markup:
    """Return one line with its bold words and links."""
    looks = {"gewoon": Markup("{}"), "vet": Markup("<strong>{}</strong>"), "koppeling": Markup('<a href="{1}">{0}</a>')}
    return Markup("").join(looks[piece.look].format(piece.text, piece.address) for piece in pieces(text))
