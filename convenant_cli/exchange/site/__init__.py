"""The web site of an agreement: what everybody may know of a dossier, as pages that need no server."""
