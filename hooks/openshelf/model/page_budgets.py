"""``policy/budgets.yml``: how much a first view of each kind of page may weigh."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field

from openshelf.model import fields as f
from openshelf.model.policy_lists import read_list
from openshelf.model.sections import Section

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.core.problem import Problem

BUDGETS = "policy/budgets.yml"
BYTES_A_WORD = 3
"""What a word of a long text adds to the page, compressed with its markup; measured: 2.5 to 3.1 in long pages."""


class Budget(BaseModel):
    """What pages of one kind may weigh."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    name: f.Phrase
    """The kind of page, in words."""
    pages: f.Line
    """A pattern of paths of the built site: ``*`` within one part, ``**`` across parts."""
    most: Annotated[f.Count, Field(ge=1)]
    """Bytes."""
    words: Annotated[f.Count, Field(ge=1)] | None = None
    """How many words `most` counts on, for texts that may be long: each word beyond them may add 3 bytes."""

    def allowed(self, words: int) -> int:
        """Return the bytes that a page with so many words in its main part may have."""
        return self.most + BYTES_A_WORD * max(0, words - self.words if self.words is not None else 0)


BUDGETS_OF_ALL = (
    Budget(name="the glossary", pages=f"{Section.GLOSSARY.url}index.html", most=30_000, words=6_000),
    Budget(name="the catalogue", pages=f"{Section.RESOURCES.url}index.html", most=30_000),
    Budget(name="a framework", pages=f"{Section.FRAMEWORKS.url}*/index.html", most=35_000, words=4_000),
    Budget(name="a guide", pages=f"{Section.GUIDES.url}*/index.html", most=25_000, words=4_000),
    Budget(name="a case study", pages=f"{Section.CASE_STUDIES.url}*/index.html", most=25_000, words=4_000),
    Budget(name="an update", pages=f"{Section.UPDATES.url}*/index.html", most=25_000, words=4_000),
    Budget(name="a collection", pages=f"{Section.COLLECTIONS.url}*/index.html", most=25_000, words=4_000),
    Budget(name="a page of its own", pages="*/index.html", most=20_000, words=4_000),
    Budget(name="every other page", pages="**", most=20_000),
)
"""What every library has. The frame around a page takes about 10,000 bytes, so that 4,000 words fill 25,000.

Lists have no words to grow by: they are cut into pages.
"""


def read_budgets(root: Path) -> tuple[list[Budget], list[Problem]]:
    """Read the budgets of a library; those of all libraries come after its own."""
    items, problems = read_list(root, BUDGETS, Budget, "name")
    return [*(item.data for item in items), *BUDGETS_OF_ALL], problems
