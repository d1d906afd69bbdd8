"""The commands by name: which module reads the arguments of each, and what the list of commands says of it.

A module is loaded only when its command is named, because all of them together take a second to load.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple


class CommandModule(NamedTuple):
    """A command."""

    module: str
    """The module below ``openshelf.cli`` that holds it."""
    help: str


COMMANDS = MappingProxyType(
    {
        "new": CommandModule("new", "begin a library"),
        "check": CommandModule("check", "check every file and report all problems at once"),
        "build": CommandModule("build", "check, build, verify, and only then replace the site"),
        "publish": CommandModule("build", "build, with a report and a list of sums; refuse what must not be published"),
        "verify": CommandModule("build", "check the built site as a browser would"),
        "links": CommandModule("links", "check the links to other sites, apart from any build"),
        "plan": CommandModule("plan", "print the plan that a framework yields for some answers"),
        "withdraw": CommandModule("withdraw", "take an entry back, with a notice at its address"),
        "import": CommandModule("importing", "turn a spreadsheet or Markdown files into entries"),
        "format": CommandModule("shape", "write content in one form"),
        "headers": CommandModule("headers", "print the headers that a web server should send with the site"),
        "schemas": CommandModule("generated", "write the JSON Schemas to schemas/"),
        "messages": CommandModule("generated", "gather the words of the interface for translation"),
        "rules": CommandModule("generated", "write the page of rules to docs/rules.md"),
        "protect": CommandModule("protect", "add a name that must never be published, without writing it down"),
        "clean": CommandModule("clean", "take place, owner and other traces out of pictures and documents"),
    }
)
