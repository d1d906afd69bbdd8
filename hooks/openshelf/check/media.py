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
    "Pictures and documents are what their names say, whole.",
    "A file that is called `map.png` and is something else, or that is cut off, does not show; some are made to "
    "attack the program that opens them. Pictures have at most 40 million pixels and stand still (WCAG 2.2, 2.2.2: "
    "readers must be able to stop what moves); documents open without a password. Save the file again in the program "
    "that made it.",
)
SVG_CONTENT = Rule(
    "svg-content",
    "SVG drawings draw, and do nothing else.",
    "A drawing in SVG can run scripts, load things from other sites and hold whole web pages (W3C, SVG 2, chapter 2). "
    "Only shapes, text, colours, patterns and filters may stand in it, and only links to its own parts. Save it as "
    "plain SVG, or as PNG.",
)
PDF_CONTENT = Rule(
    "pdf-content",
    "PDF documents are to be read: no scripts, no attached files, no actions.",
    "A document can run scripts, start programs, send what a reader typed and carry other files (ISO 32000-2, 12.6). "
    "Print it to a new PDF file.",
)
MEDIA_METADATA = Rule(
    "media-metadata",
    "Pictures and documents tell nothing about who made them, where and when.",
    "Cameras write the place, the day and the owner into every photograph, and programs write names, dates and earlier "
    "versions into drawings and documents. Such data has given away people in hiding (GIJN, DocumentCloud; Responsible "
    "Data Handbook: purge metadata from the start). The repository is public, so it must be gone before the file is "
    "added, not only from the site. `openshelf clean` takes it out and changes nothing else.",
)
MEDIA_WEIGHT = Rule(
    "media-weight",
    "Pictures have less than 500 kB, documents less than 2 MB.",
    "Many readers pay for every megabyte, on slow lines. Make pictures as wide as they are shown (1,600 pixels are "
    "plenty), or save them as WebP.",
    Severity.WARNING,
    excusable=True,
)
MEDIA_SIZE = Rule(
    "media-size",
    "Pictures have at most 2 MB, documents at most 10 MB.",
    "Many readers could never load a larger file. Make it smaller, or link to a place that offers it.",
)
WORDS_UNREAD = Rule(
    "words-unread",
    "The words of a document can be read, so that the checks can look through them.",
    "Names that must not appear, contacts, numbers and exact places are looked for in what the pages of a document "
    "show. A page that was scanned is a picture, a font can leave out which letters it shows, and of a document that "
    "holds very much only a part is read. Read these pages yourself: readers can. Then save the document with its text "
    "(from the program in which it was written, or through a recognition of text), or let an editor excuse it.",
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
            message = f"nobody looked for names and contacts in all of {file.name}: not on {text.unread}"
            yield WORDS_UNREAD.at(Place(file.path), message, "look yourself, or save it with its text", file.name)


def _problem(file: File, fault: Fault) -> Problem:
    rule, place = _RULES[fault.kind], Place(file.path, fault.line, fault.column)
    if fault.kind is FaultKind.METADATA:
        return rule.at(place, f"{fault.message} in {file.name}", f"run: openshelf clean {file.path}")
    return rule.at(place, f"{file.name} {fault.message}", fault.hint, file.name if rule.excusable else "")
