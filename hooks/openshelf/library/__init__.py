"""Entries to one immutable, cross-referenced whole."""
