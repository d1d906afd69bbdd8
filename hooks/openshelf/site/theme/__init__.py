"""The MkDocs theme ``openshelf``: what stands around pages, and the scripts and styles that they use."""

from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
"""The only scripts that the site may run."""
