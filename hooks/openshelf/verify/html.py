"""The markup of finished pages, against a list of what may be there; what is new is a problem until it is listed."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from openshelf.check.site_rules import BUILT_ID, BUILT_MARKUP, BUILT_SCRIPT, THIRD_PARTY
from openshelf.core.problem import Place, Problem, Rule
from openshelf.verify.urls import LINK_SCHEMES, candidates, parse_target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openshelf.verify.element import Element
    from openshelf.verify.page import ParsedPage


_EVERYWHERE = frozenset({"class", "id", "lang", "dir", "title", "role", "hidden", "tabindex"})
_TURNS = "\u202a\u202b\u202c\u202d\u202e"
"""Overrides and embeddings."""
_TURNS_REFERENCES = re.compile("&#(?:[xX]0*202[a-eA-E]|0*823[4-8])")
"""The other way to write one in HTML, which has no names for them."""
_PREFIXED = re.compile(r"(?:data|aria)-[a-z][a-z0-9-]*")
_PLAIN_TAGS = (
    "abbr address article aside b bdi body br caption cite code dd del dfn div dl dt em figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 head header hr html i ins kbd main mark nav p pre rp rt ruby s samp section small span strong "
    "sub summary sup table tbody tfoot thead title tr u ul var wbr fieldset label legend"
)
_DRAWN = {"fill", "stroke", "stroke-width", "transform", "text-anchor", "xmlns", "focusable"}
_WITH_ATTRIBUTES = {
    "a": "href rel hreflang",
    "blockquote": "cite",
    "button": "type",
    "details": "name open",
    "img": "src srcset sizes alt width height loading decoding",
    "input": "type name value placeholder autocomplete autocapitalize spellcheck enterkeyhint",
    "li": "value",
    "link": "rel href type title hreflang",
    "meta": "charset name content http-equiv",
    "ol": "start",
    "option": "value",
    "picture": "",
    "progress": "max value",
    "q": "cite",
    "script": "src type defer",
    "select": "autocomplete",
    "source": "srcset sizes type media width height",
    "td": "align",
    "textarea": "rows autocomplete",
    "th": "scope align",
    "time": "datetime",
    "svg": "viewBox width height",
    "g": "",
    "path": "d",
    "rect": "x y width height rx ry",
    "circle": "cx cy r",
    "ellipse": "cx cy rx ry",
    "line": "x1 y1 x2 y2",
    "polyline": "points",
    "polygon": "points",
    "text": "x y dx dy",
    "tspan": "x y dx dy",
    "desc": "",
}
_SVG = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "desc"}
ALLOWED: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_PLAIN_TAGS.split(), _EVERYWHERE),
    **{tag: _EVERYWHERE.union(names.split(), _DRAWN if tag in _SVG else ()) for tag, names in _WITH_ATTRIBUTES.items()},
}
"""Every element that a finished page may hold, with its attributes; those that start with data- or aria- may be all."""

_VALUES = {
    ("input", "type"): {"checkbox", "radio", "search", "text"},
    ("button", "type"): {"button"},
    ("meta", "http-equiv"): {"content-security-policy", "refresh"},
}
_TO_ABOVE = "0; url=../"
"""The one place to which a page may lead at once: the one above it, which is in the site wherever that stands."""
_DRAWING = re.compile(r"[\w#.,()%\s-]*")
_POINTING = {"alternate", "canonical"}
_LOADING = {"icon", "stylesheet"}
_LOADS = {
    "src",
    "srcset",
    "imagesrcset",
    "poster",
    "background",
    "ping",
    "data",
    "manifest",
    "action",
    "formaction",
    "xlink:href",
    "codebase",
    "classid",
    "archive",
    "longdesc",
    "lowsrc",
    "dynsrc",
}
"""Attributes at whose addresses a browser asks by itself, or sends what a reader wrote."""
_ADDRESSES = {"cite", "data-url"}
"""Attributes that hold an address at which nobody asks by himself; scripts make links of some."""
MarkupFault = tuple[Rule, str, str]
"""A rule, a message and a hint, wherever the element stands."""
_PICTURE_DATA = re.compile(r"data:image/(?:png|jpeg|webp|gif)[;,]", re.IGNORECASE)


def check_markup(page: ParsedPage) -> Iterator[Problem]:
    """Find everything in a page that is on no list."""
    place = Place(page.path)
    if page.has_comments:
        yield BUILT_MARKUP.at(place, "there is a comment, which everyone can read", "take it out of the template")
    if may_turn(page.html) and (found := next((sign for sign in page.words if sign in _TURNS), "")):
        said = f"character U+{ord(found):04X} changes the direction of the text"
        yield BUILT_MARKUP.at(place, said, "take it out of the source, where it may be written as an entity")
    ids = [element.id for element in page.elements if element.id is not None]
    for id_, count in Counter(ids).items() if len(set(ids)) < len(ids) else ():
        if count > 1:
            yield BUILT_ID.at(
                place, f"the id {id_!r} is used {count} times in this page", "give one of them another id"
            )
    faulty = {element for element in set(page.elements) if _faults(element)}
    for element in page.elements if faulty else ():
        for rule, message, hint in _faults(element):
            yield rule.at(place, message, hint)
    for element, text in page.told:
        if element.tag == "script":
            for rule, message, hint in script_faults(element, text):
                yield rule.at(place, message, hint)


def may_turn(html: str) -> bool:
    """Whether a page can hold such a character at all; nearly none does, and its text need not be put together."""
    return any(sign in html for sign in _TURNS) or ("&#" in html and _TURNS_REFERENCES.search(html) is not None)


def markup_faults(element: Element) -> tuple[MarkupFault, ...]:
    """Return what is wrong with an element."""
    names = tuple(element.attributes)
    unknown = (_stranger(element.tag, name) for name in _unknown(element.tag, names))
    return (*unknown, *_values(element.tag, element.attributes))


_faults = lru_cache(maxsize=1 << 16)(markup_faults)
"""Most elements stand on many pages."""


def _unknown(tag: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the attributes of an element that are on no list, an empty name for the element itself."""
    known = ALLOWED.get(tag)
    strange = [name for name in names if name not in (known or _EVERYWHERE) and not _PREFIXED.fullmatch(name)]
    return (*([] if known is not None else [""]), *strange)


def _stranger(tag: str, name: str) -> MarkupFault:
    if tag == "style" and not name:
        return BUILT_SCRIPT, "there is a style inside the page", "put it into the theme's style sheet"
    if name == "style" or name.startswith("on"):
        what = "a style" if name == "style" else "a script"
        return BUILT_SCRIPT, f"the attribute {name} of <{tag}> contains {what}", "take it out"
    if name:
        return BUILT_MARKUP, f"the attribute {name} of <{tag}> is not on the list", ""
    return BUILT_MARKUP, f"the element <{tag}> is not on the list", ""


def _values(tag: str, attributes: Mapping[str, str | None]) -> Iterator[MarkupFault]:
    rel = set((attributes.get("rel") or "").casefold().split())
    for name, given in attributes.items():
        value = given or ""
        if (tag, name) in _VALUES and value not in _VALUES[tag, name] and value.casefold() not in _VALUES[tag, name]:
            yield BUILT_MARKUP, f"<{tag} {name}={value!r}> is not on the list", ""
        elif name == "href":
            yield from _href(tag, value, rel)
        elif name in _LOADS and (tag != "object" or name in {"data", "codebase"}):
            yield from _loads(tag, name, value)
        elif name in _DRAWN and not _DRAWING.fullmatch(value) and name != "xmlns":
            yield THIRD_PARTY, f"<{tag} {name}={value!r}> names something to load", ""
        elif name in _ADDRESSES and parse_target(value).scheme not in LINK_SCHEMES:
            yield BUILT_MARKUP, f"<{tag} {name}={value!r}> is an address of a kind that is not on the list", ""
    if tag == "meta":
        yield from _meta(attributes)


def _meta(attributes: Mapping[str, str | None]) -> Iterator[MarkupFault]:
    content = attributes.get("content")
    if (attributes.get("name") or "").casefold() == "referrer" and content != "no-referrer":
        yield BUILT_MARKUP, f"<meta name=referrer content={content!r}> tells other sites about readers", ""
    if (attributes.get("http-equiv") or "").casefold() == "refresh" and content != _TO_ABOVE:
        yield (
            BUILT_MARKUP,
            f"<meta http-equiv=refresh content={content!r}> leads to another page than the one above",
            "",
        )


def _href(tag: str, value: str, rel: set[str]) -> Iterator[MarkupFault]:
    where = parse_target(value)
    if tag == "link":
        if rel & _LOADING and where.is_elsewhere:
            yield THIRD_PARTY, f"the page loads {where.text}", "keep a copy in the library"
        for name in sorted(rel - _LOADING - _POINTING):
            rule = THIRD_PARTY if where.is_elsewhere else BUILT_MARKUP
            yield rule, f"<link rel={name!r} href={where.text!r}> is not on the list", "take it out"
        if where.scheme not in {"", "http", "https"}:
            yield BUILT_MARKUP, f"<link> leads to an address that starts with {where.scheme}:", ""
    elif tag != "a":
        if where.is_elsewhere or where.scheme:
            yield THIRD_PARTY, f"<{tag}> leads to {where.text}", "take it out"
    elif where.scheme not in LINK_SCHEMES:
        yield BUILT_MARKUP, f"a link starts with {where.scheme}:", "only https:, http:, mailto: and tel: are allowed"
    elif where.is_elsewhere and where.scheme in {"", "http", "https"} and "noreferrer" not in rel:
        yield BUILT_MARKUP, f"the link to {where.text} lacks rel=noreferrer", 'add rel="noopener noreferrer"'


def _loads(tag: str, name: str, value: str) -> Iterator[MarkupFault]:
    for address in candidates(value) if name.endswith("srcset") else [value]:
        where = parse_target(address)
        if where.scheme == "data" and tag in {"img", "source"} and _PICTURE_DATA.match(where.text):
            continue
        if where.scheme not in {"", "http", "https"}:
            yield BUILT_MARKUP, f"<{tag} {name}> contains an address that starts with {where.scheme}:", ""
        elif where.is_elsewhere:
            yield THIRD_PARTY, f"<{tag} {name}> loads {where.text}", "keep a copy in the library"


def script_faults(element: Element, text: str) -> Iterator[MarkupFault]:
    """Yield what is wrong with a script that holds a text."""
    kind = element.attributes.get("type")
    if "src" in element.attributes:
        if text.strip() or kind is not None or not element.attributes["src"]:
            yield BUILT_SCRIPT, "a script that loads a file cannot have other content", "take it out"
    elif not element.is_data:
        yield BUILT_SCRIPT, "there is a script inside the page", "put it into a file of the theme"
