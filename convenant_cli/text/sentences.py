"""How a sentence is put together."""


def capital(text: str) -> str:
    """Return a text with a capital at its start: ``één actie`` becomes ``Eén actie``."""
    return f"E{text[1:]}" if text.startswith("één") else text[:1].upper() + text[1:]
