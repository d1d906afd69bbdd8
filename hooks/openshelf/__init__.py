"""Openshelf: Markdown and one YAML catalogue, checked and turned into a public knowledge base.

Data flows one way: core -> sources -> model -> library -> check -> site -> verify -> publish -> cli; ``site.hook`` is
the only code that knows MkDocs.
"""
