"""Rules about what is inside pictures and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.core.problem import Place, Rule, Severity
from openshelf.media.fault import FaultKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.core.problem import Problem
    from openshelf.library.library import Library
    from openshelf.media.fault import Fault
    from openshelf.sources.files import File

MEDIA_CONTENT = Rule(
    "media-content",
    "A picture or document is damaged, or is not what its name says.",
    "Browsers do not show a file that is called `map.png` and is something else, or that is cut off. Some such files "
    "are made to attack the program that opens them. Pictures have at most 40 million pixels and do not move (WCAG "
    "2.2, 2.2.2: readers must be able to stop what moves). Documents open without a password. Save the file again in "
    "the program that made it.",
)
SVG_CONTENT = Rule(
    "svg-content",
    "An SVG drawing contains more than a drawing.",
    "An SVG file can run scripts, load things from other sites and contain whole web pages (W3C, SVG 2, chapter 2). "
    "Only shapes, text, colours, patterns and filters are allowed, and links only to its own parts. Save it as plain "
    "SVG, or as PNG.",
)
PDF_CONTENT = Rule(
    "pdf-content",
    "A PDF document contains a script, an attached file or an action.",
    "A document can run scripts, start programs, send what a reader typed and carry other files (ISO 32000-2, 12.6). "
    "Print it to a new PDF file.",
)
MEDIA_METADATA = Rule(
    "media-metadata",
    "A picture or document contains hidden data about who made it, where or when.",
    "Cameras write the place, the day and the owner into every photograph, and programs write names, dates and "
    "earlier versions into drawings and documents. Such data has given away people in hiding (GIJN, DocumentCloud; "
    "Responsible Data Handbook: purge metadata from the start). The repository is public, so take the data out before "
    "you add the file. `openshelf clean` does it and changes nothing else.",
)
MEDIA_WEIGHT = Rule(
    "media-weight",
    "A picture has more than 500 kB, or a document more than 2 MB.",
    "Many readers pay for every megabyte, on slow connections. Make pictures as wide as they are shown (1,600 pixels "
    "are plenty), or save them as WebP.",
    Severity.WARNING,
    excusable=True,
)
MEDIA_SIZE = Rule(
    "media-size",
    "A picture has more than 2 MB, or a document more than 10 MB.",
    "Many readers could never load it. Make the file smaller, or link to a place that offers it.",
)
WORDS_UNREAD = Rule(
    "words-unread",
    "A part of a document could not be read by the checks.",
    "The checks look in documents for protected names, contacts, numbers and exact places. They cannot read scanned "
    "pages, some fonts, and more than a part of a very large document. Read these pages yourself: readers can. Then "
    "save the document with its text (from the program in which it was written, or with text recognition), or ask an "
    "editor for an exception.",
    Severity.WARNING,
    excusable=True,
)
_RULES = {
    FaultKind.CONTENT: MEDIA_CONTENT,
    FaultKind.SVG: SVG_CONTENT,
    FaultKind.PDF: PDF_CONTENT,
    FaultKind.METADATA: MEDIA_METADATA,
    FaultKind.WEIGHT: MEDIA_WEIGHT,
    FaultKind.SIZE: MEDIA_SIZE,
}


def problems(library: Library) -> Iterator[Problem]:
    """Yield what is wrong inside the pictures and documents of a library."""
    for medium in library.media:
        file, text = medium.file, medium.inspection.text
        yield from medium.problems
        yield from (_problem(file, fault) for fault in medium.inspection.faults)
        if text.unread:
            message = f"names and contacts in {file.name} could not be checked on {text.unread}"
            yield WORDS_UNREAD.at(Place(file.path), message, "read it yourself, or save it with its text", file.name)


def _problem(file: File, fault: Fault) -> Problem:
    rule, place = _RULES[fault.kind], Place(file.path, fault.line, fault.column)
    if fault.kind is FaultKind.METADATA:
        return rule.at(place, f"{fault.message} in {file.name}", f"run: openshelf clean {file.path}")
    return rule.at(place, f"{file.name} {fault.message}", fault.hint, file.name if rule.excusable else "")
