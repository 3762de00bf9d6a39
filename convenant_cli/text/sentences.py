"""How a sentence is put together."""


def capital(text: str) -> str:
    """Return a text with a capital at its start: ``één actie`` becomes ``Eén actie``."""
    return f"E{text[1:]}" if text.startswith("één") else text[:1].upper() + text[1:]


def inside(name: str) -> str:
    """Return a name as it stands inside a sentence: without its capital, unless its first word is an abbreviation."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
