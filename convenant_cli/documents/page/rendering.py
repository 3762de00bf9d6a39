"""Template and data in, text out: the environment of Jinja, and errors that name the template. Opens no file."""

import codecs
import importlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, StrictUndefined, TemplateError, TemplateNotFound, nodes
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError

from convenant_cli.documents.page.filters import filters, functions
from convenant_cli.documents.page.sandbox import NoTextError, Sandbox, TooLargeError, shown
from convenant_cli.findings import ConvenantError

#: What Jinja loads at its first mistake or long line. Where an own template is filled in, nothing can be loaded later.
_LATER = ("jinja2.debug", "html", "textwrap", "traceback", "linecache")
for _name in _LATER:
    importlib.import_module(_name)
for _name in ("ascii", "unicode-escape", "utf-8"):
    codecs.lookup(_name)

_LONGEST = 5_000_000  # letters of a document from own templates; the largest that was seen has a tenth
_MISTAKES = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)
_MARK = re.compile("\ue000([^\ue001]*)\ue001")
_UNDEFINED = re.compile(r"has no (?:attribute|element) '?([^']+)'?|^'([^']+)' is undefined")
_LINE = re.compile(r":[0-9]+$")


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates by name, each with where it is and its text; and why a file cannot be one."""

    texts: Mapping[str, tuple[str, str]]
    refused: Mapping[str, str] = field(default_factory=dict)
    bare: Mapping[str, str] = field(default_factory=dict)
    """Why what a template makes is no document; told when nothing else is wrong with it."""
    own: str = ""
    """The folder of the dossier's own templates when one of them takes part, else empty."""


def fill_in(template: str, context: Mapping[str, Any], templates: Templates) -> str:
    """Fill a template; every value is escaped for HTML. Raises ConvenantError, with file and line, for a mistake."""
    return _filled(_environment(templates, context), template, context, templates)


def fill_many(
    pages: Iterable[tuple[str, Mapping[str, Any]]], templates: Templates, words: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    """Yield many pages, each a template with its context; ``words`` are the names that all of them look up.

    Each template is read once. Raises ConvenantError as ``fill_in`` does.
    """
    environment = _environment(templates, {"woorden": words})
    for template, context in pages:
        yield _filled(environment, template, context, templates)


def _filled(environment: Sandbox, template: str, context: Mapping[str, Any], templates: Templates) -> str:
    try:
        text = environment.get_template(template).render(context)
        text.encode()
        if templates.own and len(text) > _LONGEST:
            raise TooLargeError(f"meer dan {_LONGEST} tekens")
    except TemplateSyntaxError as error:
        raise ConvenantError(f"sjabloon {error.filename or error.name}:{error.lineno}: {_in_dutch(error)}") from error
    except TemplateNotFound as error:
        place = _place(error, "")
        raise ConvenantError((place and f"sjabloon {place}: ") + f"het sjabloon '{error.name}' bestaat niet") from error
    except TemplateError as error:
        raise ConvenantError(f"sjabloon {_place(error, template)}: {_in_dutch(error)}") from error
    except _MISTAKES as error:
        if not templates.own:
            raise  # a mistake in a shipped template is ours
        raise ConvenantError(f"sjabloon {_place(error, template)}: {_in_dutch(error)}") from error
    except KeyboardInterrupt as error:  # the process of own templates has a limit; nobody types there
        if not templates.own:
            raise
        file = _LINE.sub("", _place(error, template))  # of what is interrupted Jinja often does not say the line
        raise ConvenantError(f"sjabloon {file}: het invullen duurt te lang; maak het eenvoudiger") from error
    return text.rstrip("\n") + "\n"


def found_at(template: str, context: Mapping[str, Any], templates: Templates, at: tuple[int, int]) -> str:
    """Return file and line of the template from which a place (line, column) of what it was filled in to came.

    The template is filled in once more, with a mark before every line that is copied. Where that changes the text,
    as when a template counts its own letters, only the template is named.
    """
    environment = _environment(templates, context, _Marking)
    texts = _MARK.split(environment.get_template(template).render(context))
    filled = fill_in(template, context, templates)
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


class _Marking(Sandbox):
    """Jinja that puts file and line before every line of text that it copies from a template."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for copied in tree.find_all(nodes.TemplateData):
            lines = enumerate(copied.data.split("\n"), copied.lineno)
            copied.data = "\n".join(f"\ue000{filename or name}:{number}\ue001{line}" for number, line in lines)
        return tree


class _Given(BaseLoader):
    """Gives the templates that were read, by name; of a file that cannot be one it says why."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def get_source(self, _environment: Any, template: str) -> Any:
        parts = template.split("/")
        for name in ("/".join(parts[:end]) for end in range(1, len(parts) + 1)):  # a folder may be a link
            if why := self._templates.refused.get(name):
                raise ConvenantError(why)
        if template not in self._templates.texts:
            raise TemplateNotFound(template)
        place, text = self._templates.texts[template]
        return text, place, None


class _Compiled(BytecodeCache):
    """The templates that this process compiled: once for a document in several formats, and for many documents."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


_SHIPPED = _Compiled()


def _in_dutch(error: Exception) -> str:
    """Return what is wrong with a template; what Jinja or Python said stands behind it, for who writes templates."""
    detail = str(error.message if isinstance(error, TemplateError) else error)
    if isinstance(error, MemoryError | TooLargeError):
        return f"dit wordt te groot voor een document{detail and f' ({detail})'}"
    if isinstance(error, NoTextError):
        sentence = "hier staat geen tekst; zet '()' achter een macro, en '| join(\", \")' achter 'map' of 'select'"
    elif isinstance(error, SecurityError):
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
            place = f"{name}:{step.tb_lineno}" if step.tb_lineno else name
        step = step.tb_next
    return place


def _environment(templates: Templates, context: Mapping[str, Any], kind: type[Sandbox] = Sandbox) -> Sandbox:
    environment = kind(
        loader=_Given(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=shown if templates.own else None,
        bytecode_cache=_SHIPPED if kind is Sandbox and not templates.own else None,
    )
    environment.filters |= filters(context.get("woorden", {}))
    environment.globals |= functions(context.get("functies", {}))
    return environment
