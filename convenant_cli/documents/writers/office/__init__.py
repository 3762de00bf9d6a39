"""Word and ODF."""
