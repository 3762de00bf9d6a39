"""A dossier to findings."""
