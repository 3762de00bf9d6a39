"""Findings, oordelen, changes and manuals as lines for people, programs and CI. Pure."""
