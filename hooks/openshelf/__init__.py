"""Openshelf: Markdown and one YAML catalogue, checked and turned into a public knowledge base.

Data flows one way: read -> model -> library -> check -> pages; ``hooks/main.py`` is the only code that knows MkDocs.
"""
