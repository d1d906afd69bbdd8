"""What stands in the way of a build."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from openshelf.core.site_folder import FRESH, OLD, why_occupied
from openshelf.model.settings import SITE_FOLDER

if TYPE_CHECKING:
    from openshelf.core.problem import Problem
    from openshelf.model.settings import Settings


def blocked_folders(settings: Settings) -> list[Problem]:
    """Return what stands where a build has to put its folders, and is not ours to replace."""
    site = settings.site
    return [
        SITE_FOLDER.at(settings.site_place, f"{os.path.relpath(folder, settings.root)} {fault.message}", fault.hint)
        for folder in (site, site.with_name(FRESH), site.with_name(OLD))
        if (fault := why_occupied(folder)) is not None
    ]
