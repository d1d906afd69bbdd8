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
    "A setting in `mkdocs.yml` has no effect.",
    "The setting belongs to MkDocs or to an earlier version, and people would believe that it still works. The hint "
    "says since which version it does nothing, and what to write instead. What `markdown_extensions` would have done "
    "to texts is reported as `stray-markup`.",
    Severity.WARNING,
)
def outdated_setting(library: Library) -> Iterator[Finding]:
    """Name the settings that earlier versions used."""
    for outdated_key, place in library.settings.outdated:
        yield place, f"{outdated_key.key} has no effect", outdated_key.hint


CHECKS: tuple[Check, ...] = (outdated_setting,)
