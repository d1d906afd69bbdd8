"""The command ``openshelf``: what a writer or a machine types. One module a group of commands.

Exit codes: 0 all is well, 1 problems were found, 2 the command could not be run.
"""

from openshelf.cli.main import main

__all__ = ["main"]
