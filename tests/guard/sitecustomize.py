"""Python imports this by itself where ``tests/conftest.py`` has put its folder into ``PYTHONPATH``."""

import root_guard

root_guard.stand()
