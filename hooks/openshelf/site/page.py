"""What a page is before it is set into its frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from openshelf.core.problem import Place


@dataclass(frozen=True, slots=True)
class Page:
    """A page without the frame around it. Its main part is rendered lazily, in whichever process writes it."""

    url: str
    """From the site's root: empty for the home page, with a slash at the end, or the name of a file."""
    title: str
    description: str
    fill: Callable[..., str]
    """Fills a template with values: the HTML of the main part, with root marks instead of relative addresses."""
    template: str
    known: Mapping[str, object]
    """What the main part is made of, by name."""
    language: str
    source: Place | None = None
    """Where its text is edited; None for pages made from the whole library."""
    json_ld: dict[str, Any] = field(default_factory=dict)
    """schema.org facts, without the context key."""
    is_listed: bool = True
    """Whether it belongs in the sitemap."""
    is_own: bool = False
    """Whether it is a page of docs/, which the menu of mkdocs.yml names by its file."""
    is_moved: bool = False
    """Whether it only stands at an older address, and leads at once to the page above."""
    is_sensitive: bool = False
    """Whether readers may be in danger when seen with it, so that it offers a way to leave at once."""
    later: Callable[[], Mapping[str, object]] = dict
    """Returns more of the same, found when somebody needs it: a preview has first pages that nobody looks at."""

    @property
    def values(self) -> dict[str, object]:
        """All that the main part is made of, by name."""
        return {**self.known, **self.later()}

    def make(self) -> str:
        """Make the main part."""
        return self.fill(self.template, **self.values)

    @property
    def section(self) -> str:
        """The first part of the address: which part of the menu is current."""
        return self.url.partition("/")[0]

    @property
    def is_front(self) -> bool:
        """Whether it is the first page of its section: around it the engine renders the section's frame."""
        return self.url in {"", f"{self.section}/"}

    @property
    def path(self) -> str:
        """The file of the site that holds it."""
        return f"{self.url}index.html" if self.url.endswith("/") or not self.url else self.url


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the site that is not a page. Its text is made when somebody asks: the last site may have it already."""

    path: str
    make: Callable[[], str] = field(compare=False)
    """Makes its text."""
    digest: bytes | None = None
    """The key of its bytes (:func:`openshelf.core.store.digest`), where it is known."""

    @classmethod
    def of(cls, path: str, text: str) -> DataFile:
        """Return a file with its text."""
        return cls(path, lambda: text)

    @property
    def text(self) -> str:
        """What it holds."""
        return self.make()
