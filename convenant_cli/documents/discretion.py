"""What a document for everybody may not hold: the values of fields about persons."""

import html
from collections.abc import Mapping

from convenant_cli.documents.data import would_show
from convenant_cli.dossier import Dossier
from convenant_cli.findings import ConvenantError
from convenant_cli.records.record import Persoonlijk, marked, texts


def private_values(dossier: Dossier) -> dict[str, str]:
    """Return every value of a field about a person, with the file and field where it stands.

    A value that a public field holds as well, such as the general number of a desk, is no secret.
    """
    private = {
        value: f"{file.name}, veld '{path[-1]}'"
        for file in dossier.files.values()
        if file.record is not None
        for path, _, value in marked(file.record, Persoonlijk)
    }
    if not private:
        return {}
    public = set()
    for record in dossier.records:
        personal = {path for path, _, _ in marked(record, Persoonlijk)}
        public |= {text for path, text in texts(record) if path not in personal}
    return {value: place for value, place in private.items() if value not in public}


def refuse_private(filled: str, private: Mapping[str, str]) -> None:
    """Raise ConvenantError when a filled-in template shows a private value; its place is named, not the value."""
    shown = " ".join(html.unescape(filled).split())
    for value, place in private.items():
        if " ".join(value.split()) in shown:
            raise ConvenantError(would_show(place))
