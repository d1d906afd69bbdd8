"""What the command answers to the shell; 2 is argparse's own, for a command that cannot be run."""

from __future__ import annotations

OK, PROBLEMS = 0, 1
