"""Clauses and records to oordelen, and how people read them."""
