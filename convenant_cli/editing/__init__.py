"""Edits of a record that keep comments, quotes, order and line ends: only the asked values change."""
