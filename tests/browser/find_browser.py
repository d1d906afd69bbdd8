"""Find a Chromium, Chrome or Edge for the tests, and print its path.

Looked for in this order: the variable OPENSHELF_BROWSER, what is installed, Debian's package where this
person may install it, and at last the browser that Playwright downloads.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
)
SHELL = "chromium-headless-shell"
"""What Debian calls a Chromium that has no windows."""
PLACES = (
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/opt/microsoft/msedge/msedge",
    "/snap/bin/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
HELP = (
    "No browser for the tests: install Chromium, Chrome or Edge, "
    "or put the path of one that you have into OPENSHELF_BROWSER."
)
ASK_PLAYWRIGHT = """\
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


class BrowserMissingError(Exception):
    """There is no usable browser; the message says what to do."""


def find_browser(*, install: bool = False) -> str:
    """Return the path of a browser that starts, after installing one if need be and asked for."""
    chosen = os.environ.get("OPENSHELF_BROWSER")
    if chosen:
        if _starts(chosen):
            return chosen
        raise BrowserMissingError(f"OPENSHELF_BROWSER is {chosen}, and that does not start as a browser.")
    found = next(filter(_starts, _installed()), None)
    if found is None and install:
        print("No browser for the tests is installed; trying to install Chromium.", file=sys.stderr)
        _install()
        found = next(filter(_starts, _installed()), None)
    if found is None:
        raise BrowserMissingError(HELP)
    return found


def without_windows(browser: str) -> str:
    """Return the same browser without its windows if that is installed, which does the same with a third less work.

    It keeps no page whole for the way back, so whoever looks at that needs the one with windows.
    """
    shell = shutil.which(SHELL)
    return shell if shell and _version(shell) == _version(browser) else browser


def main() -> int:
    """Print the path of a browser and return the exit code."""
    try:
        print(find_browser(install=True))
    except BrowserMissingError as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


def _installed() -> Iterator[str]:
    """Yield the browsers that seem to be here, the likeliest first."""
    yield from filter(None, map(shutil.which, NAMES))
    yield from (place for place in PLACES if Path(place).is_file())
    if downloaded := _run([sys.executable, "-c", ASK_PLAYWRIGHT], timeout=60):
        yield downloaded.strip()


def _starts(path: str) -> bool:
    """Tell whether this is a browser: under its name, some systems have a stub that says where to get one."""
    return _version(path) is not None


def _version(path: str) -> str | None:
    """Return the name and the number that a browser gives itself, None if this is no browser."""
    found = re.search(r"\S*(?:chrom|edge)[^\d\n]*[\d.]+", (_run([path, "--version"], timeout=30) or "").lower())
    return found[0] if found else None


def _install() -> None:
    """Install Debian's Chromium where that is allowed, else Playwright's, if either can be had."""
    if _takes_debian_packages():
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]
        _run([*apt, "update"], timeout=300)
        install = [*apt, "install", "-y", "--no-install-recommends"]
        if _run([*install, "chromium"], timeout=900) is not None:
            _run([*install, SHELL], timeout=900)
            return
    _run([sys.executable, "-m", "playwright", "install", "chromium"], timeout=900)


def _takes_debian_packages() -> bool:
    """Tell whether this is Debian or close to it; Ubuntu's package of that name only fetches a snap."""
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        return False
    family = {system["ID"], *system.get("ID_LIKE", "").split()}
    return "debian" in family and "ubuntu" not in family


def _run(command: list[str], timeout: float) -> str | None:
    """Run a command without input; return what it printed, or None when it failed, hung or is not there."""
    try:
        return subprocess.run(
            command, check=True, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None


if __name__ == "__main__":
    sys.exit(main())
