"""Find Firefox and drive it over Marionette, the way in that every Firefox has.

Playwright's own way (BiDi) gives a command for each window that the extended support release does not know, and
geckodriver is in no package of Debian. A message is its length, a colon and JSON: ``[0, number, command, values]``
there, ``[1, number, error, result]`` back.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = "firefox-esr", "firefox"
HELP = (
    "No Firefox for the journeys: install it (Debian: apt-get install firefox-esr), "
    "or put the path of one that you have into OPENSHELF_FIREFOX. `make test` does without it."
)
SECONDS = 60
"""How long Firefox may take to start, and to answer."""
PREFERENCES = {
    "marionette.port": 0,
    # Nothing leaves this machine: whatever is asked of another host is asked of a port where nobody listens.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""How the WebDriver specification marks what stands for an element."""


class FirefoxMissingError(Exception):
    """There is no Firefox; the message says what to do."""


class FirefoxError(Exception):
    """Firefox could not do what it was asked."""


def find_firefox() -> str:
    """Return the path of a Firefox."""
    found = next(filter(None, map(shutil.which, (os.environ.get("OPENSHELF_FIREFOX", ""), *NAMES))), None)
    if found is None:
        raise FirefoxMissingError(HELP)
    return found


@dataclass(frozen=True, slots=True)
class Firefox:
    """A Firefox that does what it is told."""

    connection: socket.socket
    numbers: Iterator[int]

    def do(self, command: str, **values: Any) -> Any:  # noqa: ANN401 - commands take and answer anything
        """Give a command and return its result."""
        text = json.dumps([0, next(self.numbers), f"WebDriver:{command}", values]).encode()
        self.connection.sendall(b"%d:%b" % (len(text), text))
        _, _, error, result = self.read()
        if error:
            raise FirefoxError(f"{command} {values}: {error['message']}")
        return result.get("value") if isinstance(result, dict) and set(result) == {"value"} else result

    def read(self) -> Any:  # noqa: ANN401 - whatever Firefox says
        """Return the next message."""
        length = b""
        while not length.endswith(b":"):
            length += self._bytes(1)
        return json.loads(self._bytes(int(length[:-1])))

    def _bytes(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            part = self.connection.recv(size - len(found))
            if not part:
                raise FirefoxError("Firefox has closed the connection")
            found += part
        return found

    # What readers do

    def visit(self, address: str) -> None:
        """Open an address."""
        self.do("Navigate", url=address)

    def find(self, wanted: str, using: str = "css selector") -> str:
        """Return what stands for the first element that a selector names; wait for it if need be."""
        return str(self.do("FindElement", using=using, value=wanted)[ELEMENT])

    def click(self, wanted: str, using: str = "css selector") -> None:
        """Click an element."""
        self.do("ElementClick", id=self.find(wanted, using))

    def follow(self, words: str) -> None:
        """Click the link that has these words."""
        self.click(words, "link text")

    def type(self, wanted: str, words: str) -> None:
        """Type into a field."""
        self.do("ElementSendKeys", id=self.find(wanted), text=words)

    def press(self, *keys: str) -> None:
        """Press keys of the keyboard, one after the other."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.do("PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def text(self, wanted: str) -> str:
        """Return what can be read in an element."""
        return str(self.do("GetElementText", id=self.find(wanted)))

    def is_shown(self, wanted: str) -> bool:
        """Tell whether an element can be seen."""
        return bool(self.do("IsElementDisplayed", id=self.find(wanted)))

    def ask(self, script: str) -> Any:  # noqa: ANN401 - scripts answer anything
        """Return what an expression is in the page."""
        return self.do("ExecuteScript", script=f"return {script}", args=[])

    def wait_for(self, script: str) -> None:
        """Wait until an expression holds in the page."""
        end = time.monotonic() + SECONDS
        while not self.ask(script):
            if time.monotonic() > end:
                raise FirefoxError(f"{script} did not become true at {self.address}")
            time.sleep(0.05)

    @property
    def address(self) -> str:
        """Where the reader is."""
        return str(self.do("GetCurrentURL"))


@contextmanager
def firefox(profile: Path, **preferences: object) -> Iterator[Firefox]:
    """Start a Firefox of the size of a phone while the block runs; ``profile`` is an empty folder for what it keeps."""
    wanted = PREFERENCES | preferences
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in wanted.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [find_firefox(), "--headless", "--marionette", "--no-remote", "--profile", str(profile), "about:blank"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with socket.create_connection(("127.0.0.1", port_of(profile, process)), timeout=SECONDS) as connection:
            started = Firefox(connection, count(1))
            started.read()
            started.do("NewSession", capabilities={"alwaysMatch": {"timeouts": {"implicit": 10_000}}})
            started.do("SetWindowRect", width=400, height=800)
            yield started
    finally:
        process.terminate()
        process.wait()


def port_of(profile: Path, process: subprocess.Popen[bytes]) -> int:
    """Wait until Firefox says on which port it listens."""
    file = profile / "MarionetteActivePort"
    end = time.monotonic() + SECONDS
    while not (file.is_file() and file.read_text(encoding="utf-8").strip()):
        if process.poll() is not None or time.monotonic() > end:
            raise FirefoxError(f"{process.args!r} does not start")
        time.sleep(0.05)
    return int(file.read_text(encoding="utf-8"))
