"""The kinds of page that the site has, and one page of each: the largest, because it has the most that can go wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page, by the files that are of it."""

    name: str
    files: str
    """Which files of the built site may be of this kind, as a pattern of paths."""
    holds: str = ""
    """What the HTML of such a page holds and no other of these files does."""
    is_listed: bool = True
    """Whether search engines are to know it: it has a canonical address."""


MISSING_PAGE = PageKind("missing page", "404.html", is_listed=False)

KINDS = (
    PageKind("home", "index.html"),
    PageKind("catalogue", "resources/index.html"),
    PageKind("list by facet", "resources/by/*/*/index.html"),
    PageKind("second page of a list", "resources/by/*/*/2/index.html"),
    PageKind("resource", "resources/*/index.html", 'class="os-eyebrow">Guide or handbook'),
    PageKind("helpline", "resources/*/index.html", 'class="os-eyebrow">Helpline'),
    PageKind("collections", "collections/index.html"),
    PageKind("collection", "collections/*/index.html"),
    PageKind("themes", "themes/index.html"),
    PageKind("theme", "themes/*/index.html"),
    PageKind("questions of a theme", "themes/*/questions/index.html"),
    PageKind("guides", "guides/index.html"),
    PageKind("how-to guide", "guides/*/index.html", 'class="os-eyebrow">How-to'),
    PageKind("explanation", "guides/*/index.html", 'class="os-eyebrow">Explanation'),
    PageKind("tools research with a comparison", "guides/*/index.html", 'class="os-compare"'),
    PageKind("frameworks", "frameworks/index.html"),
    PageKind("framework", "frameworks/*/index.html", 'id="os-framework"'),
    PageKind("how a framework decides", "frameworks/*/how-it-decides/index.html"),
    PageKind("case studies", "case-studies/index.html"),
    PageKind("list of case studies by facet", "case-studies/by/*/*/index.html"),
    PageKind("case study", "case-studies/*/index.html"),
    PageKind("search", "search/index.html"),
    PageKind("glossary", "glossary/index.html"),
    PageKind("updates", "updates/index.html"),
    PageKind("update", "updates/*/index.html", 'class="os-eyebrow">News'),
    PageKind("look back", "updates/*/index.html", 'class="os-eyebrow">Look back'),
    PageKind("about", "about/index.html"),
    PageKind("support", "support/index.html"),
    PageKind("privacy", "privacy/index.html"),
    PageKind("promises", "promises/index.html"),
    PageKind("sensitive page", "*/*/index.html", 'class="os-leave"'),
    PageKind("accessibility", "accessibility/index.html"),
    PageKind("contribute", "contribute/index.html"),
    PageKind("rules", "rules/index.html"),
    PageKind("open data", "data/index.html"),
    PageKind("state of the links", "link-health/index.html"),
    PageKind("withdrawn entry", "guides/*/index.html", "was withdrawn on", is_listed=False),
    PageKind("resource with every field", "resources/sample-of-everything/index.html"),
    PageKind("everything that Markdown can hold", "guides/sample-of-everything/index.html"),
    MISSING_PAGE,
)
