"""What documents show, taken from a dossier."""
