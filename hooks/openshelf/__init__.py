"""Openshelf: Markdown and one YAML catalogue, checked and turned into a public knowledge base.

Data flows one way: core -> sources -> model -> library -> check -> site -> verify -> publish -> cli; ``site.hook`` is
the only code that knows MkDocs.
"""


def __getattr__(name: str) -> str:
    """Return ``__version__``, from the metadata of the installed package: pyproject.toml is where it is written.

    Late, because the few modules that run where nothing is installed need no version.
    """
    if name == "__version__":
        from importlib import metadata  # noqa: PLC0415

        return metadata.version("openshelf")
    raise AttributeError(f"module 'openshelf' has no attribute {name!r}")
