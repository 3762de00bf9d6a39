"""Files to a typed, linked dossier; what was wrong; how things are named, found and followed."""
