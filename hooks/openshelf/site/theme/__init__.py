"""The MkDocs theme ``openshelf``: what stands around pages, and the scripts and styles that they use."""

from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
"""Scripts and styles as they are written; ``assets.py`` makes of them what is served."""
