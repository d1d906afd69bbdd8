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
    template: str = ""
    """The template of which this kind's page is the fullest; empty where another kind shows more of that template."""


MISSING_PAGE = PageKind("missing page", "404.html", is_listed=False, template="missing.html")

KINDS = (
    PageKind("home", "index.html", template="home.html"),
    PageKind("catalogue", "resources/index.html", template="catalogue.html"),
    PageKind("list by facet", "resources/by/*/*/index.html", template="list.html"),
    PageKind("names of products", "resources/by/instead-of/index.html", template="values.html"),
    PageKind("what can be used instead of a product", "resources/by/instead-of/*/index.html"),
    PageKind("list by first letters", "resources/by/language/en/index.html", 'class="os-parts"'),
    PageKind("part of a list", "resources/by/language/en/*/index.html", 'class="os-around"', template="list-part.html"),
    PageKind("resource", "resources/*/index.html", 'class="os-eyebrow">Guide or handbook'),
    PageKind("helpline", "resources/*/index.html", 'class="os-eyebrow">Helpline'),
    PageKind("collections", "collections/index.html", template="collections.html"),
    PageKind("collection", "collections/*/index.html", template="collection.html"),
    PageKind("themes", "themes/index.html", template="themes.html"),
    PageKind("theme", "themes/*/index.html", template="theme.html"),
    PageKind("questions of a theme", "themes/*/questions/index.html", template="questions.html"),
    PageKind("guides", "guides/index.html", template="guides.html"),
    PageKind("how-to guide", "guides/*/index.html", 'class="os-eyebrow">How-to'),
    PageKind("explanation", "guides/*/index.html", 'class="os-eyebrow">Explanation'),
    PageKind("tools research with a comparison", "guides/*/index.html", 'class="os-compare"'),
    PageKind("article", "guides/*/index.html", 'class="os-eyebrow">Article'),
    PageKind("guide that opens a series", "guides/*/index.html", 'id="os-parts"'),
    PageKind("frameworks", "frameworks/index.html", template="frameworks.html"),
    PageKind("framework", "frameworks/*/index.html", 'id="os-framework"', template="framework.html"),
    PageKind("how a framework decides", "frameworks/*/how-it-decides/index.html", template="how-it-decides.html"),
    PageKind("case studies", "case-studies/index.html", template="cases.html"),
    PageKind("list of case studies by facet", "case-studies/by/*/*/index.html"),
    PageKind("case study", "case-studies/*/index.html", template="case.html"),
    PageKind("search", "search/index.html", template="search.html"),
    PageKind("glossary", "glossary/index.html", template="glossary.html"),
    PageKind("term", "glossary/*/index.html", template="term.html"),
    PageKind("updates", "updates/index.html", template="updates.html"),
    PageKind("update", "updates/*/index.html", 'class="os-eyebrow">News'),
    PageKind("look back", "updates/*/index.html", 'class="os-eyebrow">Look back', template="update.html"),
    PageKind("about", "about/index.html"),
    PageKind("support", "support/index.html", template="support.html"),
    PageKind("help now", "help-now/index.html", template="help.html"),
    PageKind("privacy", "privacy/index.html", template="own.html"),
    PageKind("promises", "promises/index.html"),
    PageKind("sensitive page", "*/*/index.html", 'class="os-leave"'),
    PageKind("accessibility", "accessibility/index.html"),
    PageKind("contribute", "contribute/index.html"),
    PageKind("rules", "rules/index.html"),
    PageKind("open data", "data/index.html", template="open-data.html"),
    PageKind("state of the links", "link-health/index.html", template="link-health.html"),
    PageKind("withdrawn entry", "guides/*/index.html", "was withdrawn on", is_listed=False, template="withdrawn.html"),
    PageKind("resource with every field", "resources/sample-of-everything/index.html", template="resource.html"),
    PageKind("everything that Markdown can hold", "guides/sample-of-everything/index.html", template="guide.html"),
    MISSING_PAGE,
)

FULLEST = tuple(kind for kind in KINDS if kind.template)
"""A page for each template: what depends on nothing but templates is looked at once for each."""


def kind_called(name: str) -> PageKind:
    """Return the kind of page that has this name."""
    return next(kind for kind in KINDS if kind.name == name)
