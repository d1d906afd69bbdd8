"""``openshelf schemas``, ``messages`` and ``rules``: files of the repository that the program makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.check.rulebook import PATH as RULES_PAGE
from openshelf.check.rulebook import reviewed_on, rulebook
from openshelf.check.run import RULES
from openshelf.cli.commands import COMMANDS
from openshelf.cli.exit_codes import OK
from openshelf.core import clock
from openshelf.model.schemas import schema_text, schemas
from openshelf.site.messages import write_messages

if TYPE_CHECKING:
    import argparse

    from openshelf.cli.common import Commands


def add(commands: Commands) -> None:
    """Register the commands."""
    commands.add_parser("schemas", help=COMMANDS["schemas"].help).set_defaults(run=_schemas)
    commands.add_parser("messages", help=COMMANDS["messages"].help).set_defaults(run=_messages)
    commands.add_parser("rules", help=COMMANDS["rules"].help).set_defaults(run=_rules)


def _schemas(options: argparse.Namespace) -> int:
    folder = options.config.resolve().parent / "schemas"
    folder.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(schema_text(schema), encoding="utf-8")
    return OK


def _messages(options: argparse.Namespace) -> int:
    for language, lacking in write_messages(options.config.resolve().parent).items():
        print("\n".join([f"{language}: {len(lacking)} to translate", *(f"  {message}" for message in lacking)]))
    return OK


def _rules(options: argparse.Namespace) -> int:
    page = options.config.resolve().parent / RULES_PAGE
    day = reviewed_on(page.read_text(encoding="utf-8")) if page.is_file() else None
    page.write_text(rulebook(RULES, day or clock.today()), encoding="utf-8")
    return OK
