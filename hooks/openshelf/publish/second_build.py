"""Publishing builds from nothing, then once more from what earlier builds left, and compares the two.

What a build leaves must never be out of date, and readers must not be the ones who find out that it was.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from openshelf.check.run import load_and_check
from openshelf.core.store import digest
from openshelf.library.results import open_store
from openshelf.publish import engine
from openshelf.publish.release import REPORT
from openshelf.publish.reuse import forget
from openshelf.site.handover import Handover
from openshelf.verify.sums import SUMS
from openshelf.verify.walk import walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openshelf.check.run import Checked

_OF_PUBLISHING = {REPORT, SUMS}
"""Files that only publishing adds."""


def out_of_date(checked: Checked, program: str, digests: Mapping[str, bytes]) -> list[str]:
    """Return what a build from earlier results has otherwise: files of the site, or ``problems`` for what is said.

    ``checked`` and ``digests``, of the bytes of every file, are those of a build from nothing. If anything is, nothing
    of earlier builds is kept.
    """
    settings = checked.library.settings
    store = open_store(settings.file)
    again = load_and_check(settings, checked.library.today, store)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "site")
        # It takes every file that earlier results stand for: the last site may be any.
        handover = Handover(again.library, store, lambda path, _key: path, program)
        claims = engine.run(settings.file, folder, handover) or {}
        written = {path: digest(Path(entry.path).read_bytes()) for path, entry in walk(folder)}
    made, wanted = {**claims, **written}, {path: key for path, key in digests.items() if path not in _OF_PUBLISHING}
    found = sorted(path for path in made.keys() | wanted.keys() if made.get(path) != wanted.get(path))
    if again.problems != checked.problems:
        found.append("problems")
    if found:
        forget(settings.root)
    else:
        store.save()
    return found
