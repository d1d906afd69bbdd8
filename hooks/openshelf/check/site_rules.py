"""The rules of the built site. The room ``verify`` applies them; they stand here so that one list holds every rule."""

from __future__ import annotations

from openshelf.core.problem import Rule, Severity

BUILT_MARKUP = Rule(
    "built-markup",
    "Finished pages hold only markup that this library makes.",
    "The built pages are read as a browser reads them and compared with a list of elements, attributes and kinds of "
    "address. Something else is there: a template, an extension or a way around the checks of the sources. Mend it "
    "there; if a template really needs something new, a maintainer adds it to the list in `verify/html.py`.",
)
BUILT_SCRIPT = Rule(
    "built-script",
    "Finished pages run and style nothing but the files of this site.",
    "Scripts and styles inside a page are where attacks begin, and the site's policy (Content Security Policy) forbids "
    "them. Only the theme's own script files may run, and data may stand in a page only as JSON.",
)
THIRD_PARTY = Rule(
    "third-party",
    "A page asks no other site for anything.",
    "A picture, font, script or hint to connect that comes from another site tells that site who reads this page, and "
    "when. Readers at risk were promised that this never happens. Keep a copy in the library or use a plain link.",
)
BUILT_ID = Rule(
    "built-id",
    "An id stands once in a finished page.",
    "An id is the address of a place in a page, and the name by which assistive technology joins parts. With two, "
    "links and names lead to the first. Ids of templates begin with `os-`; `openshelf check` tells of those in texts.",
)
BUILT_LINK = Rule(
    "built-link",
    "Every link inside the built site leads to a page, a file and a place on it that exist.",
    "The finished pages, feeds and data files were read as a browser reads them: from a server, from a folder of a "
    "server and from a disk. Each address is told once, with the line that a writer wrote it on and the pages that "
    "hold it. Where no line is named, a template or an extension makes the link: tell the maintainer.",
)
BUILT_MARK = Rule(
    "built-mark",
    "No mark of the builder is left in a finished file.",
    "A page was written without being set into its frame. Tell the maintainer.",
)
BUILT_DATA = Rule(
    "built-data",
    "Data files, feeds and tables can be read, and nothing in them can run.",
    "People open these files with other programs: a cell that starts with an equals sign is run by a spreadsheet, and "
    "an address that starts with `javascript:` by whoever shows it as a link. A data file is made by the program, so "
    "tell the maintainer.",
)
BUILT_FILE = Rule(
    "built-file",
    "The site holds only kinds of file that this library makes.",
    "A file that no rule knows is published without having been looked at, and some kinds can run in a browser. It was "
    "copied from `docs/` or made by an extension. Take it away; a maintainer may add a kind in "
    "`verify/whole_site.py`, with a check of it.",
)
BUILT_PICTURE = Rule(
    "built-picture",
    "Published pictures and documents are what their names say, and tell nothing but what they show.",
    "Cameras and office programs write places, times, names and previews into files, and a drawing can hold a script. "
    "The copy in the site must be free of them. Run `openshelf clean` on the source and build again.",
)
WITHHELD_LEAK = Rule(
    "withheld-leak",
    "Nothing of a draft, of a text that comes later or of a withdrawn one is in the site.",
    "A sentence in the search index or in a feed is published as much as a page is. The built files hold words or "
    "an address of something that is held back. Take the words out of the text that is published, if they stand there "
    "too; if they do not, a template leaks them: tell the maintainer.",
)
PAGE_WEIGHT = Rule(
    "page-weight",
    "A first view of a page stays within its budget.",
    "Readers pay for every byte on a slow line. So each kind of page has a budget for all that its first view loads: "
    "the page, its style sheet, scripts and pictures, compressed. A long text may weigh more, 3 bytes for each word "
    "that goes beyond what its budget counts on: words are what readers come for, pictures and decoration are not. "
    "Make pictures smaller, split the text, or allow more in `policy/budgets.yml`. It stops nobody.",
    Severity.WARNING,
)
BUILT_SUM = Rule(
    "built-sum",
    "Every file of the site is in the list `SHA256SUMS`, with its true sum.",
    "A file was changed, added or lost after the site was built. Do not publish it; build the site again.",
)
VANISHED_PAGE = Rule(
    "vanished-page",
    "An address that was published stays.",
    "People keep links, bookmarks and printed pages. An entry that is no longer offered is withdrawn, not deleted: "
    "`openshelf withdraw` leaves a notice with the reason at the old address. If a page has to go without a notice, "
    "say so in `policy/exceptions.yml`, with the page's path and its address.",
    excusable=True,
)
