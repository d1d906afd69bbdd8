"""One entry of the library: its typed fields, its text and where both stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from openshelf.model.entries import Reviewed, Summarised, Term, Themed

if TYPE_CHECKING:
    import datetime as dt

    from openshelf.model.kinds import Kind, Shelf
    from openshelf.problem import Place
    from openshelf.read.body import Body
    from openshelf.read.nodes import Tree

Schema = TypeVar("Schema", bound=Reviewed)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """Something that the library publishes, or holds back."""

    kind: Kind
    id: str
    data: Reviewed
    tree: Tree
    body: Body | None = None
    shelf: Shelf | None = None

    @property
    def key(self) -> str:
        """``kind/id``, which no other entry has."""
        return f"{self.kind}/{self.id}"

    @property
    def path(self) -> str:
        """The file that holds the entry."""
        return self.tree.path

    @property
    def title(self) -> str:
        """The name readers see."""
        return self.data.title

    @property
    def summary(self) -> str:
        """What lists show below the title."""
        if isinstance(self.data, Term):
            return self.data.definition
        return self.data.summary if isinstance(self.data, Summarised) else ""

    @property
    def themes(self) -> tuple[str, ...]:
        """Ids of the entry's themes."""
        return self.data.themes if isinstance(self.data, Themed | Term) else ()

    def place(self, *loc: str | int, key: bool = False) -> Place:
        """Return where the value at ``loc`` stands."""
        return self.tree.place(*loc, key=key)

    def is_published(self, today: dt.date) -> bool:
        """Whether readers may see the entry on that day."""
        return not self.data.draft and (self.data.publish_after is None or self.data.publish_after <= today)

    def is_listed(self, today: dt.date) -> bool:
        """Whether lists offer the entry on that day: published and not withdrawn."""
        return self.is_published(today) and self.data.withdrawn is None

    def of(self, schema: type[Schema]) -> Schema:
        """Return the fields of an entry whose kind is known. Raises TypeError where it is another."""
        if not isinstance(self.data, schema):
            msg = f"{self.key} is no {schema.__name__}"
            raise TypeError(msg)
        return self.data

    def field(self, name: str) -> Any:  # noqa: ANN401 - fields differ by kind
        """Return a field that only some kinds have, None for the others."""
        return getattr(self.data, name, None)
