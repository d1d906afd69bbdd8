"""Case studies: what small screens fold, and what they never do."""

from __future__ import annotations

from openshelf.site.markdown import Rendered, RenderedHeading
from openshelf.site.pages.case_studies import told

TITLES = {"problem": "What was wrong", "why": "Why", "change": "What they would change", "adapt": "For you"}
WARNS = '<div class="admonition pitfall"><p>Mud.</p></div>'


def rendered(**bodies: str) -> Rendered:
    """Return a finished text with these sections below one line."""
    html = "".join(f'<h2 id="{id_}">{TITLES[id_]}</h2>\n{body}\n' for id_, body in bodies.items())
    headings = tuple(RenderedHeading(id_, TITLES[id_], 2) for id_ in bodies)
    return Rendered(f"<p>Above.</p>\n{html}", headings, (), ())


def test_the_background_is_folded_and_all_is_there() -> None:
    above, sections = told(rendered(problem="<p>Rain.</p>", why="<p>Wind.</p>", adapt="<p>Go.</p>"))
    assert above.strip() == "<p>Above.</p>"
    assert [(one.id, one.title, one.html, one.is_folded) for one in sections] == [
        ("problem", "What was wrong", "<p>Rain.</p>", False),
        ("why", "Why", "<p>Wind.</p>", True),
        ("adapt", "For you", "<p>Go.</p>", False),
    ]


def test_a_section_with_a_callout_is_never_folded() -> None:
    _, sections = told(rendered(change="<p>More.</p>", why=WARNS))
    assert [(one.id, one.is_folded) for one in sections] == [("change", True), ("why", False)]
