"""``python -m openshelf``, for where the command is not on the path."""

import sys

from openshelf.cli import main

sys.exit(main())
