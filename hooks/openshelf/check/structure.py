"""Rules about the outline of texts: sections, headings, callouts, images."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check, entry_check
from openshelf.check.stray_markup import CUT_REFERENCE
from openshelf.core.problem import Severity, nearest_hint, with_article
from openshelf.model.fields import CALLOUTS, PLAIN_CALLOUTS
from openshelf.model.kinds import COMPARED_SECTION, SHELVES, Kind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from openshelf.library.library import Library
    from openshelf.library.part import Entries
    from openshelf.model.kinds import Shelf
    from openshelf.sources.markdown_outline import Heading

_DRAWN_ELSEWHERE = {"mermaid", "math", "geojson", "topojson", "stl"}
"""Languages that code hosts turn into drawings."""
_LANGUAGE = re.compile(r"[\w#+.-]*")
_MIN_SECTIONS = 2
_ARTICLE_INSTEAD = "write it; a text that needs other sections is an article, in guides/articles/"
FIRST_LEVEL = 2
"""The level of a text's own headings; level 1 is the page title."""


@entry_check(
    "missing-section",
    "A guide or case study lacks a required section.",
    "Readers find the same things in the same place in every guide. Section ids are fixed, the words of the heading "
    "are free: `## What it costs {#cost}`. If a text has the sections of another kind, it is in the wrong folder: "
    "move it.",
)
def missing_section(library: Entries) -> Iterator[Finding]:
    """Find texts that lack a required section."""
    for text in library.pages:
        shelf = text.shelf
        if shelf is None or not text.body.is_read or text.entry.data.withdrawn is not None:
            continue
        present = {heading.id for heading in text.body.headings}
        other = _shelf_meant(shelf, present)
        if other is not None:
            named, read = with_article(other.name), with_article(shelf.name)
            message = f"this has the sections of {named} page, but is in the folder for {read} page"
            yield text.entry.place(), message, f"move it to {other.folder}/"
            continue
        for section in shelf.sections:
            if section in present:
                continue
            words = section.replace("-", " ")
            guess = next((h for h in text.body.headings if h.id is None and words in h.words.casefold()), None)
            like = _heading_meant(shelf, text.body.headings, section)
            if guess is not None:
                yield guess.place, f"section {section!r} is missing", f"add {{#{section}}} to this heading"
            elif like is not None:
                instead = f" instead of {{#{like.id}}}" if like.id else ""
                hint = f"if this heading is it, write {{#{section}}} after its words{instead}"
                yield like.place, f"section {section!r} is missing", hint
            else:
                yield text.body.end, f"section {section!r} is missing", f"add a heading: ## Your words {{#{section}}}"


def _heading_meant(shelf: Shelf, headings: Sequence[Heading], section: str) -> Heading | None:
    """Return the one heading that stands where a section belongs, between those of its neighbours, if there is one."""
    number = shelf.sections.index(section)
    own = [heading for heading in headings if heading.level == FIRST_LEVEL]
    before = [at for at, heading in enumerate(own) if heading.id in shelf.sections[:number]]
    behind = [at for at, heading in enumerate(own) if heading.id in shelf.sections[number + 1 :]]
    between = own[max(before, default=-1) + 1 : min(behind, default=len(own))]
    free = [heading for heading in between if heading.id not in shelf.sections]
    like = [heading for heading in free if (heading.id or "").casefold() == section]
    return next(iter(like or free), None) if like or len(free) == 1 else None


def _shelf_meant(shelf: Shelf, present: Container[str | None]) -> Shelf | None:
    """Return the shelf to whose sections those of a text fit clearly better; at most one of them may be lacking."""
    fit = {one: sum(section in present for section in one.sections) for one in SHELVES if one.sections}
    if shelf not in fit or fit[shelf] == len(shelf.sections):
        return None
    best = max(fit, key=lambda one: fit[one] - len(one.sections))
    is_clear = fit[best] > fit[shelf] and fit[best] >= max(_MIN_SECTIONS, len(best.sections) - 1)
    return best if is_clear else None


@entry_check(
    "empty-section",
    "A required section has nothing below its heading.",
    "Readers follow the heading and find nothing. A list, a table, a picture or a callout is enough; a smaller "
    "heading alone is not. If you have nothing to say in a section, write an article instead: articles have no fixed "
    "sections. In tools research with `compares`, the page draws its table into the section `options`, which may have "
    "no words of its own. Drafts may be empty.",
)
def empty_section(library: Entries) -> Iterator[Finding]:
    """Find required sections without anything that readers see."""
    for text in library.pages:
        data, is_cut = text.entry.data, text.body.parsed.too_deep is not None
        if text.shelf is None or is_cut or data.withdrawn is not None or data.draft:
            continue
        drawn = {COMPARED_SECTION} if "compares" in text.entry.values else set()
        needed = set(text.shelf.sections) - drawn
        for heading in text.body.headings:
            if heading.id in needed and text.body.is_empty_below(heading):
                message = f"section {heading.id!r} has nothing below its heading"
                hint = _ARTICLE_INSTEAD if text.shelf.kind is Kind.GUIDE else "write it, or add draft: yes"
                yield heading.place, message, hint


@entry_check(
    "heading-order",
    "A heading skips a level, or a text has a first-level heading.",
    "People who use a screen reader move from heading to heading; a skipped level sounds like a missing part. The "
    "title in the front matter is the page's only first-level heading, so texts start with `##`.",
)
def heading_order(library: Entries) -> Iterator[Finding]:
    """Find first-level headings and skipped levels."""
    for text in library.pages:
        level = FIRST_LEVEL - 1
        for heading in text.body.headings:
            if heading.level < FIRST_LEVEL:
                is_underlined = text.body.tokens[heading.index].markup == "="
                hint = (
                    "delete the line of = signs and write ## before the words"
                    if is_underlined
                    else "write ## instead of #"
                )
                yield heading.place, "a text cannot have a first-level heading; the title is in the front matter", hint
            elif heading.level > level + 1:
                yield (
                    heading.place,
                    f"heading jumps from level {level} to level {heading.level}",
                    f"write {'#' * (level + 1)}",
                )
            level = max(heading.level, FIRST_LEVEL - 1)


@entry_check(
    "empty-heading",
    "A heading has no words.",
    "An empty heading leaves a gap on the page and in its outline. Write its words, or delete its signs.",
)
def empty_heading(library: Entries) -> Iterator[Finding]:
    """Find headings without words."""
    for text in library.pages:
        for heading in text.body.headings:
            if not heading.words:
                yield heading.place, "this heading has no words", "write ## Words"


@entry_check(
    "duplicate-section",
    "Two sections of a text have the same id.",
    "The id is the address of the section (`#risks`). If two share one, links lead to the first.",
)
def duplicate_section(library: Entries) -> Iterator[Finding]:
    """Find section ids that are used twice."""
    for text in library.pages:
        first: dict[str, int] = {}
        for heading in text.body.headings:
            if heading.id is not None:
                line = first.setdefault(heading.id, heading.place.line)
                if line != heading.place.line:
                    yield heading.place, f"section {heading.id!r} is already at line {line}", "choose another id"


@entry_check(
    "table-row",
    "A row of a table has more cells than its head.",
    "Readers never see the extra cells. Write a bar inside a cell, in code too, as `\\|`.",
)
def table_row(library: Entries) -> Iterator[Finding]:
    """Find cells that are too many."""
    for text in library.texts:
        for offset in text.body.parsed.lost_cells:
            if not CUT_REFERENCE.search(text.body.line_at(offset)):  # whose bar another rule names
                message = "this row has too many cells: readers do not see this one"
                yield text.body.place(offset), message, "write a bar in a cell as \\|"


@entry_check(
    "code-block",
    "A block of code is not closed.",
    "Without the closing line, the rest of the text is shown as code. Write as many backticks below the code as above "
    "it, with the same indent.",
)
def code_block(library: Entries) -> Iterator[Finding]:
    """Find blocks of code that go on to the end of what they stand in."""
    for text in library.texts:
        for code in text.body.code:
            if not code.is_closed:
                yield code.place, "this block of code is never closed", "write a line of backticks below the code"


@entry_check(
    "code-words",
    "The first line of a block of code contains words that do nothing.",
    "Some builders read titles and line numbers there. This site and the preview of code hosts do not show them. Some "
    "languages (`mermaid`, `math`) become a drawing on code hosts and stay code here. Write a title on the line above "
    "the code.",
    Severity.WARNING,
)
def code_words(library: Entries) -> Iterator[Finding]:
    """Find words after the language of a code block, and languages that only other sites draw as diagrams."""
    for text in library.texts:
        for code in text.body.code:
            language, _, more = code.info.partition(" ")
            if more.strip() or not _LANGUAGE.fullmatch(language):
                yield code.place, f"{(more.strip() or language)[:30]!r} has no effect", "write the language only"
            elif language.casefold() in _DRAWN_ELSEWHERE:
                yield code.place, f"{language} is shown as code", "add it as a picture, and say in words what it shows"


@entry_check(
    "callout-kind",
    "A callout has a kind that does not exist.",
    "`question` (a tough question), `pitfall`, `saving` (a cost-saving tip) and `homework` are gathered on one page "
    "per theme; `note` and `warning` stay where they are.",
)
def callout_kind(library: Entries) -> Iterator[Finding]:
    """Find callouts of other kinds."""
    known = (*CALLOUTS, *PLAIN_CALLOUTS)
    for text in library.pages:
        for callout in text.body.callouts:
            if callout.is_well_formed and callout.kind not in known:
                yield callout.place, f"{callout.kind!r} is not a kind of callout", nearest_hint(callout.kind, known)


@entry_check(
    "callout-text",
    "The text of a callout is not indented by four spaces.",
    "With fewer spaces the box stays empty, its text appears below it, and the page of questions shows nothing.",
)
def callout_text(library: Entries) -> Iterator[Finding]:
    """Find callouts without text."""
    for text in library.pages:
        for callout in text.body.callouts:
            if callout.is_well_formed and callout.is_empty:
                hint = "put > before" if callout.is_alert else "put four spaces before"
                yield callout.place, f"this {callout.kind} has no text", f"{hint} each line of its text"
        for place in text.body.cut_callouts:
            yield place, "two empty lines end the callout above, so this is shown as code", "leave one empty line only"


@entry_check(
    "callout-line",
    "The first line of a callout contains more than its kind and a title.",
    '`!!! note "Title"` is a box. `??? note "Title"` is a box that stays folded until a reader opens it. After the '
    "signs come one space, the kind and, if you like, a title in double quotes. Anything else on that line would be "
    "lost, or be read as the title.",
)
def callout_line(library: Entries) -> Iterator[Finding]:
    """Find callouts with other words on their first line."""
    for text in library.pages:
        for callout in text.body.callouts:
            if not callout.is_well_formed:
                kind = callout.kind.strip(":").casefold()
                kind = kind if kind in (*CALLOUTS, *PLAIN_CALLOUTS) else "note"
                hint = f'write !!! {kind} "Title", with “ and ” for quotes inside the title'
                yield callout.place, "the first line of this callout is wrong", hint


@entry_check(
    "image-alt",
    "An image has no alternative text.",
    "People who cannot see the image, or whose connection is too slow to load it, read this text. Say what the image "
    "shows. If it shows nothing that readers need, leave it out: it costs them time and money.",
)
def image_alt(library: Entries) -> Iterator[Finding]:
    """Find images without alternative text."""
    for text in library.pages:
        for link in text.body.links:
            if link.is_image and not link.words:
                yield link.place, "image has no alternative text", f"write ![what it shows]({link.target})"


@check(
    "empty-text",
    "A guide, case study, theme, update or page has no text.",
    "An empty page helps nobody. Write the text, or mark the entry as `draft: yes`. A guide that opens a series may "
    "have no text: its page shows the contents.",
)
def empty_text(library: Library) -> Iterator[Finding]:
    """Find texts that are empty where the kind needs one."""
    optional = {Kind.TERM, Kind.COLLECTION}
    for text in library.pages:
        if (
            text.entry.kind not in optional
            and not text.body.text.strip()
            and not text.entry.data.draft
            and text.entry.data.withdrawn is None
            and not library.series.parts(text.entry)
        ):
            yield text.entry.place(), "there is no text below the front matter", "write it, or add draft: yes"


CHECKS: tuple[Check, ...] = (
    missing_section,
    empty_section,
    heading_order,
    empty_heading,
    duplicate_section,
    table_row,
    code_block,
    code_words,
    callout_kind,
    callout_line,
    callout_text,
    image_alt,
    empty_text,
)
