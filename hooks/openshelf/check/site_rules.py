"""The rules of the built site. The room ``verify`` applies them; they stand here so that one list holds every rule."""

from __future__ import annotations

from openshelf.core.problem import Rule, Severity

BUILT_MARKUP = Rule(
    "built-markup",
    "A finished page contains markup that is not on the list of allowed markup.",
    "The built pages are read as a browser reads them and compared with a list of elements, attributes and kinds of "
    "address. A template or an extension added something else, or a text got around the checks. Remove it there. If a "
    "template really needs it, a maintainer adds it to the list in `verify/html.py`.",
)
BUILT_SCRIPT = Rule(
    "built-script",
    "A finished page contains a script or a style of its own.",
    "Many attacks begin with scripts and styles inside a page, and the site's policy (Content Security Policy) "
    "forbids them. Only the theme's own script files may run, and data may appear in a page only as JSON.",
)
THIRD_PARTY = Rule(
    "third-party",
    "A page loads something from another site.",
    "A picture, font, script or connection hint from another site tells that site who reads this page, and when. "
    "Readers at risk were promised that this never happens. Keep a copy in the library or use a plain link.",
)
BUILT_ID = Rule(
    "built-id",
    "An id is used twice in a finished page.",
    "An id is the address of a place in a page, and assistive technology uses it to connect parts. With two, links "
    "and names lead to the first. Ids in templates begin with `os-`; `openshelf check` reports ids in texts.",
)
BUILT_LINK = Rule(
    "built-link",
    "A link inside the built site leads to a page, a file or a place that does not exist.",
    "The finished pages, feeds and data files were read as a browser reads them: from a server, from a folder of a "
    "server and from a disk. Each address is reported once, with the line where a writer wrote it and the pages that "
    "contain it. If no line is named, a template or an extension makes the link: tell the maintainer.",
)
BUILT_MARK = Rule(
    "built-mark",
    "A finished file still contains a placeholder of the builder.",
    "The page was written without its frame: menu, head and foot. Tell the maintainer.",
)
BUILT_DATA = Rule(
    "built-data",
    "A data file, feed or table cannot be read, or something in it can run.",
    "People open these files with other programs. A spreadsheet runs a cell that starts with an equals sign, and a "
    "program may show an address that starts with `javascript:` as a link. The program makes these files, so tell the "
    "maintainer.",
)
BUILT_FILE = Rule(
    "built-file",
    "The built site contains a kind of file that no check reads.",
    "A file that no rule knows is published unchecked, and some kinds can run in a browser. It was copied from "
    "`docs/` or made by an extension. Delete it. A maintainer can add a kind in `verify/whole_site.py`, with a check "
    "for it.",
)
BUILT_PICTURE = Rule(
    "built-picture",
    "A published picture or document is not what its name says, or contains hidden data.",
    "Cameras and office programs write places, times, names and previews into files, and a drawing can contain a "
    "script. The published copy must be free of them. Run `openshelf clean` on the source and build again.",
)
WITHHELD_LEAK = Rule(
    "withheld-leak",
    "The site contains words of a draft, of a text for a later day, or of a withdrawn text.",
    "A sentence in the search index or in a feed is as public as a page. The built files contain words or an address "
    "of something that is held back. If the words are in a published text too, take them out there. If they are not, "
    "a template shows them: tell the maintainer.",
)
PAGE_WEIGHT = Rule(
    "page-weight",
    "The first view of a page is over its budget.",
    "Readers pay for every byte. So each kind of page has a budget for everything that its first view loads: the "
    "page, its style sheet, scripts and pictures, compressed. A long text may weigh more: 3 bytes for each word above "
    "what the budget assumes. Readers come for words, not for pictures and decoration. Make pictures smaller, split "
    "the text, or allow more in `policy/budgets.yml`.",
    Severity.WARNING,
)
BUILT_SUM = Rule(
    "built-sum",
    "A file of the site is not in the list `SHA256SUMS`, or its sum is different.",
    "A file was changed, added or lost after the site was built. Do not publish it; build the site again.",
)
VANISHED_PAGE = Rule(
    "vanished-page",
    "An address that was published is gone.",
    "People keep links, bookmarks and printed pages. Withdraw an entry that is no longer offered, instead of deleting "
    "it: `openshelf withdraw` leaves a notice with the reason at the old address. If a page has to go without a "
    "notice, say so in `policy/exceptions.yml`, with the page's path and its address.",
    excusable=True,
)
