"""Rules about settings that this version does not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check
from openshelf.core.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library


@check(
    "outdated-setting",
    "`mkdocs.yml` has no settings that do nothing.",
    "A setting of MkDocs or of an earlier version that has no effect makes people believe that it has one. The hint "
    "says since which version, and what to write instead. What `markdown_extensions` would have done to texts is under "
    "`stray-markup`.",
    Severity.WARNING,
)
def outdated_setting(library: Library) -> Iterator[Finding]:
    """Name the settings that earlier versions used."""
    for outdated_key, place in library.settings.outdated:
        yield place, f"{outdated_key.key} has no effect", outdated_key.hint


CHECKS: tuple[Check, ...] = (outdated_setting,)
