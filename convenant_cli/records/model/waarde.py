"""One value for one field, judged by its model: what is wrong with it, as the sentence that readers get."""

from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from convenant_cli.records.model.record import Onderdeel


def fault(model: type[Onderdeel], name: str, value: Any) -> str:
    """Return what is wrong with the value of a field, as typed in a record; empty when nothing is."""
    try:
        _adapter(model, name).validate_python(value)
    except ValidationError as error:
        return str(error.errors()[0]["msg"])
    return ""


@cache
def _adapter(model: type[Onderdeel], name: str) -> TypeAdapter[Any]:
    field = model.model_fields[name]
    whole: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    return TypeAdapter(whole)
