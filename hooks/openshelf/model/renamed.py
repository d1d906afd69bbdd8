"""Keys that earlier versions read: what a library writes instead, and since which version.

CHANGELOG.md says the same in words. Whoever renames or removes a key adds a line here.
"""

from __future__ import annotations

from dataclasses import dataclass

SETTINGS_FILE = "mkdocs.yml"
"""What stands for a schema where a key is MkDocs' own."""


@dataclass(frozen=True, slots=True)
class OutdatedKey:
    """A key that this version does not read any more."""

    schema: str
    """The name of the class that had it, or ``mkdocs.yml``."""
    key: str
    """As files write it; with dots where it stands below others in ``mkdocs.yml``."""
    since: str
    """The first version that does not read it."""
    renamed_to: str = ""
    """The key of the same schema that says it now; empty where there is none."""
    advice: str = ""
    """What to do where there is none, without a full stop."""

    @property
    def hint(self) -> str:
        """What to write now."""
        now = f"it is now called {self.renamed_to}" if self.renamed_to else self.advice
        return f"since version {self.since}: {now}"


OUTDATED: tuple[OutdatedKey, ...] = (
    OutdatedKey(SETTINGS_FILE, "markdown_extensions", "1.0.0", advice="delete it; texts are CommonMark"),
    OutdatedKey(SETTINGS_FILE, "theme.font", "1.0.0", advice="delete it; the theme loads no font"),
    OutdatedKey(SETTINGS_FILE, "theme.language", "1.0.0", advice="delete it; languages sets it"),
)


def outdated(schema: str, keys: tuple[OutdatedKey, ...] = OUTDATED) -> dict[str, OutdatedKey]:
    """Return the outdated keys of a schema, by the key."""
    return {outdated.key: outdated for outdated in keys if outdated.schema == schema}
