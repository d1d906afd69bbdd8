"""Pages of entries whose front matter has faults: a preview shows their problems where the writer looks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openshelf.model.fields import ID_PATTERN
from openshelf.model.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.site.page import Page
    from openshelf.site.view import View


def pages(view: View) -> Iterator[Page]:
    """Yield a page with what could be read of each; terms have none, and a site that is published has none at all."""
    for entry in view.broken_entries():
        if entry.kind is not Kind.TERM and re.match(ID_PATTERN, entry.id):
            yield view.page(
                entry.address,
                "broken.html",
                title=entry.title,
                description=entry.path,
                source=entry.place(),
                is_listed=False,
                text=view.text(entry),
            )
