"""The links of a built site alone, looked at without the other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.verify.internal_links import broken_link_problems, resolve_page_links
from openshelf.verify.page import read_page
from openshelf.verify.urls import SiteBase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from openshelf.core.problem import Place, Problem


def check_links(site: Path, address: str = "/", written: Mapping[str, Sequence[Place]] | None = None) -> list[Problem]:
    """Check the links of every page of a built site; ``address`` is where it is hosted, or the path alone."""
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    home = SiteBase.of(address)
    linked, problems = {}, []
    for path in sorted(files):
        if path.endswith(".html"):
            page = read_page(path, (site / path).read_text(encoding="utf-8"))
            linked[path], found = resolve_page_links(page, home)
            problems += found
    return [*problems, *broken_link_problems(linked, files, written)]
