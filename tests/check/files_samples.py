"""Samples of the rules of ``check/files.py`` and ``check/media.py``.

Links, pipes and sockets cannot be written as a sample; ``tests/sources/test_files.py`` makes them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from urllib.parse import quote

from PIL import Image

from check.samples import Sample, bad, good
from openshelf.check.rulebook import rulebook
from openshelf.check.run import RULES
from pictures import (
    PROFILE,
    TWO_BYTES,
    huge_png,
    layered,
    on_pages,
    opens_with,
    pdf,
    picture,
    said,
    scanned,
    svg,
    told,
    with_notes,
)

if TYPE_CHECKING:
    from support import Change

NEWS = "docs/updates/hello.md"


def in_use(files: dict[str, bytes]) -> dict[str, Change]:
    """Return the changes that add files of docs/ and link to them from the news."""
    links = " ".join(f"[File](../{quote(path.removeprefix('docs/'))})" for path in files)
    return {NEWS: ("The library", f"{links} The library"), **files}


def image(data: bytes, name: str = "map.png") -> dict[str, Change]:
    """Return the changes that show one file."""
    return in_use({f"docs/images/{name}": data})


A_TERM = "---\ntitle: nul\ndefinition: No.\nthemes: [mapping]\nreviewed: 2026-05-01\n---\n"
PNG = picture("PNG")
UPRIGHT = Image.Exif()
UPRIGHT[0x0112] = 1
HEAVY = picture("PNG", (900, 700), compress_level=0)

MADE = rulebook(RULES, dt.date(2026, 6, 15))
RULES_PAGE = "docs/rules.md"
LONG = len(MADE.splitlines())
SHORT = LONG - 1
OUTSIDE = "keep it outside the library: what lies here is public"
UNREAD = "docs/images/plan.pdf:1:1 words-unread"

SAMPLES: dict[str, list[Sample]] = {
    "made-page": [
        bad(
            "a word of one's own",
            {RULES_PAGE: MADE.replace("what is wrong, and a hint.", "and more.")},
            f"{RULES_PAGE}:7:1 made-page (run openshelf rules)",
        ),
        bad(
            "a line less",
            {RULES_PAGE: f"{MADE.rstrip().rpartition(chr(10))[0]}\n"},
            f"{RULES_PAGE}:{SHORT}:1 made-page",
        ),
        bad("a line more", {RULES_PAGE: f"{MADE}\nMore.\n"}, f"{RULES_PAGE}:{LONG}:1 made-page"),
        good("as it was made", {RULES_PAGE: MADE}),
        good("read again", {RULES_PAGE: MADE.replace("2026-06-15", "2026-06-14")}),
        good(
            "rules of another kind",
            {RULES_PAGE: "---\ntitle: Our rules\nsummary: Be kind.\nreviewed: 2026-05-01\n---\nBe kind.\n"},
        ),
    ],
    "stray-file": [
        bad(
            "a page that nobody checks", {"docs/kbx.html": "<p>"}, "docs/kbx.html:1:1 stray-file (write it in Markdown)"
        ),
        bad("a script", {"docs/assets/x.js": "alert(1)"}, "docs/assets/x.js:1:1 stray-file (delete it)"),
        bad("a key without an ending", {"docs/id_rsa": "x"}, "docs/id_rsa:1:1 stray-file (delete it)"),
        bad(
            "a text with the ending of an editor",
            {"docs/a.md.txt": "x"},
            "docs/a.md.txt:1:1 stray-file (if it is a text, rename it to a.md, else delete it)",
        ),
        bad(
            "a text without an ending",
            {"docs/a": "x"},
            "docs/a:1:1 stray-file (if it is a text, rename it to a.md, else delete it)",
        ),
        bad("a copy that a program left", {"docs/images/map.png.bak": PNG}, "docs/images/map.png.bak:1:1 stray-file"),
        bad("a hidden text", {"docs/.draft.md": "x"}, "docs/.draft.md:1:1 stray-file"),
        bad("a hidden folder, once", {"docs/.git/a": "x", "docs/.git/b": "x"}, "docs/.git:1:1 stray-file"),
        bad(
            "an office file",
            {"docs/images/plan.docx": b"x"},
            "docs/images/plan.docx:1:1 stray-file (save it as PDF, or write it in Markdown)",
        ),
        bad(
            "a picture of another kind",
            {"docs/images/a.GIF": b"GIF89a"},
            "docs/images/a.GIF:1:1 stray-file (save it as JPEG, PNG or WebP)",
        ),
        bad(
            "a picture beside a guide",
            {"guides/how-to/map.png": PNG},
            "guides/how-to/map.png:1:1 stray-file (move it to docs/images/map.png)",
        ),
        good(
            "pictures and documents anywhere below docs/",
            in_use({"docs/map.PNG": PNG, "docs/assets/a b.webp": picture("WEBP"), "docs/updates/plan.pdf": pdf()}),
        ),
        good("pictures beside decisions", {"docs/decisions/0001-a.md": "# A\n"}),
        bad(
            "what is no list of the editors",
            {"policy/run.sh": "x", "policy/consent-R-0001.md": "# A\n", "policy/old/names.txt": "x"},
            f"policy/consent-R-0001.md:1:1 stray-file ({OUTSIDE})",
            f"policy/old/names.txt:1:1 stray-file ({OUTSIDE})",
            f"policy/run.sh:1:1 stray-file ({OUTSIDE})",
        ),
        bad(
            "a list under nearly its name",
            {"policy/exceptions.yaml": "[]\n"},
            "policy/exceptions.yaml:1:1 stray-file (did you mean exceptions.yml?)",
        ),
        bad(
            "a text among the entries",
            {"resources/notes.md": "x"},
            "resources/notes.md:1:1 stray-file (delete it, or rename it: entries are called <id>.yml)",
        ),
        bad(
            "an entry with an ending that an editor added",
            {"resources/brush.yml.txt": "x"},
            "resources/brush.yml.txt:1:1 stray-file (if it is an entry, rename it to brush.yml, else delete it)",
        ),
        bad(
            "a copy of an entry", {"resources/brush.yml.bak": "x"}, "resources/brush.yml.bak:1:1 stray-file (delete it)"
        ),
        bad("a hidden entry", {"resources/.brush.yml": "x"}, "resources/.brush.yml:1:1 stray-file (delete it)"),
        bad(
            "a file that steers servers, among the entries", {"resources/CNAME": "x"}, "resources/CNAME:1:1 stray-file"
        ),
        good("what keeps the folder of entries", {"resources/.gitkeep": ""}),
        bad("a file that steers servers", {"policy/CNAME": "x"}, "policy/CNAME:1:1 stray-file"),
        bad("what keeps a folder, and says something", {"docs/a/.gitkeep": "x"}, "docs/a/.gitkeep:1:1 stray-file"),
        good(
            "what keeps a folder", {"guides/collections/.gitkeep": "", "docs/images/.keep": "", "policy/.gitkeep": ""}
        ),
        good("a page about the lists", {"policy/README.md": "# Our lists\n", "policy/budgets.yml": "[]\n"}),
        good(
            "what desktops and editors leave, and git does not keep",
            {
                f"docs/images/{name}": "x"
                for name in (
                    ".DS_Store",
                    "._map.png",
                    "Thumbs.db",
                    "desktop.ini",
                    ".hello.md.swp",
                    "hello.md~",
                    "#hello.md#",
                    ".#hello.md",
                    "~$plan.docx",
                    ".~lock.plan.odt#",
                )
            },
        ),
        good("other places are not looked at", {"notes.html": "x", "theme/x.js": "x"}),
    ],
    "reserved-name": [
        bad(
            "where the site lives",
            {"docs/CNAME": "x.example"},
            "docs/CNAME:1:1 reserved-name (delete it; settings go into mkdocs.yml)",
        ),
        bad("what it allows", {"docs/_headers": "x"}, "docs/_headers:1:1 reserved-name"),
        bad("in other letters, for search engines", {"docs/Robots.txt": "x"}, "docs/Robots.txt:1:1 reserved-name"),
        bad("a script that stays", {"docs/assets/sw.js": "x"}, "docs/assets/sw.js:1:1 reserved-name"),
        bad("a hidden one", {"docs/.htaccess": "x"}, "docs/.htaccess:1:1 reserved-name"),
        bad("a folder", {"docs/.well-known/security.txt": "x"}, "docs/.well-known:1:1 reserved-name"),
        good("the same words in other names", in_use({"docs/images/cname.png": PNG, "docs/robots.txt.pdf": pdf()})),
        good("elsewhere they are nobody's business", {"robots.txt": "x", "theme/_headers": "x"}),
    ],
    "portable-name": [
        bad(
            "a device of Windows",
            image(PNG, "aux.png"),
            "docs/images/aux.png:1:1 portable-name (use letters, digits and hyphens)",
        ),
        bad(
            "a text of that name",
            {"guides/glossary/nul.md": A_TERM},
            "guides/glossary/nul.md:1:1 portable-name",
        ),
        bad("a colon", image(PNG, "map: Goma.png"), "docs/images/map: Goma.png:1:1 portable-name"),
        bad("a blank at the end of a folder", in_use({"docs/maps /a.png": PNG}), "docs/maps :1:1 portable-name"),
        bad("a dot at the end of a folder", in_use({"docs/maps./a.png": PNG}), "docs/maps.:1:1 portable-name"),
        bad(
            "an accent apart from its letter",
            image(PNG, "mapa-ri\u0301o.png"),
            "docs/images/mapa-ri\u0301o.png:1:1 portable-name",
        ),
        bad("writing that turns round", image(PNG, "a\u202egnp.png"), "docs/images/a\u202egnp.png:1:1 portable-name"),
        bad("a name without end", image(PNG, f"{'a' * 97}.png"), f"docs/images/{'a' * 97}.png:1:1 portable-name"),
        good("letters of any script, blanks and brackets", image(PNG, "mapa del río (2), 地図.png")),
        good("words that begin as devices do", in_use({"docs/console/auxiliary-com1x.png": PNG})),
        good("a hundred characters", image(PNG, f"{'a' * 96}.png")),
    ],
    "same-address": [
        bad(
            "other letters",
            in_use({"docs/images/Map.png": PNG, "docs/images/map.png": PNG}),
            "docs/images/map.png:1:1 same-address (give it another name)",
        ),
        bad(
            "other letters in the name of a folder",
            in_use({"docs/Images/a.png": PNG, "docs/images/b.png": PNG}),
            "docs/images:1:1 same-address",
        ),
        bad(
            "the sign of the site",
            in_use({"docs/assets/icon.svg": svg("<g/>")}),
            "docs/assets/icon.svg:1:1 same-address (move it to docs/images/)",
        ),
        bad(
            "the folder of the search",
            in_use({"docs/assets/search/a.png": PNG}),
            "docs/assets/search/a.png:1:1 same-address",
        ),
        good("one name in two folders", in_use({"docs/images/map.png": PNG, "docs/assets/map.png": PNG})),
        good("one name and two endings", in_use({"docs/images/map.png": PNG, "docs/images/map.webp": picture("WEBP")})),
    ],
    "media-content": [
        bad("another kind", image(picture("JPEG")), "docs/images/map.png:1:1 media-content"),
        bad("a page", image(b"<html><script>alert(1)</script>"), "docs/images/map.png:1:1 media-content"),
        bad(
            "a picture that is cut off",
            image(PNG[:-20]),
            "docs/images/map.png:1:1 media-content (save it again in the program that made it)",
        ),
        bad("no document", image(b"PK\3\4", "plan.pdf"), "docs/images/plan.pdf:1:1 media-content"),
        bad("900 million pixels", image(huge_png(30_000, 30_000)), "docs/images/map.png:1:1 media-content"),
        bad(
            "a document with a password",
            image(pdf(lambda writer: writer.encrypt("x", algorithm="RC4-128")), "plan.pdf"),
            "docs/images/plan.pdf:1:1 media-content",
        ),
        good("40 million pixels", image(huge_png(8000, 5000))),
        good("the same kind under both names", in_use({"docs/a.jpg": picture("JPEG"), "docs/b.JPEG": picture("JPEG")})),
    ],
    "svg-content": [
        bad(
            "a script",
            image(svg("\n<script>alert(1)</script>"), "map.svg"),
            "docs/images/map.svg:2:1 svg-content (take it out; a drawing cannot have scripts, links or other files)",
        ),
        bad(
            "a handler and a picture from elsewhere",
            image(svg('\n<rect onload="x"/>\n <use href="https://x.example/y.svg#a"/>'), "map.svg"),
            "docs/images/map.svg:2:1 svg-content (delete it)",
            "docs/images/map.svg:3:2 svg-content (keep everything inside the drawing)",
        ),
        good("words about scripts", image(svg("<text>&lt;script&gt; onload=</text>"), "map.svg")),
        good("its own parts", image(svg('<g id="a"/><use href="#a"/><rect fill="url(#b)"/>'), "map.svg")),
    ],
    "pdf-content": [
        bad(
            "a script",
            image(pdf(opens_with("JavaScript", JS="x")), "plan.pdf"),
            "docs/images/plan.pdf:1:1 pdf-content",
            "docs/images/plan.pdf:1:1 pdf-content (print it to a new PDF file, which has no scripts and actions)",
        ),
        bad(
            "an attached file",
            image(pdf(lambda writer: writer.add_attachment("a.txt", b"x")), "plan.pdf"),
            "docs/images/plan.pdf:1:1 pdf-content",
        ),
        bad(
            "a layer that is switched off",
            image(pdf(layered(off=True)), "plan.pdf"),
            "docs/images/plan.pdf:1:1 pdf-content",
        ),
        good("layers that are allowed", image(pdf(layered(off=False)), "plan.pdf")),
        good("a link to the web", image(pdf(opens_with("URI", URI="https://example.org/")), "plan.pdf")),
        good("a place to open at", image(pdf(opens_with("GoTo", D="x")), "plan.pdf")),
    ],
    "media-metadata": [
        bad(
            "where a photograph was taken",
            image(picture("JPEG", exif=told()), "visit.jpg"),
            "docs/images/visit.jpg:1:1 media-metadata (run: openshelf clean docs/images/visit.jpg)",
        ),
        bad("who wrote a document", image(pdf(with_notes), "plan.pdf"), "docs/images/plan.pdf:1:1 media-metadata"),
        bad("a file behind the end", image(PNG + b"PK\3\4"), "docs/images/map.png:1:1 media-metadata"),
        bad("a comment in a drawing", image(svg("<!-- Ana -->"), "map.svg"), "docs/images/map.svg:1:1 media-metadata"),
        bad(
            "what only an editor reads in a drawing",
            image(svg('<path d="M0 0" solid-color="#000"/>'), "map.svg"),
            "docs/images/map.svg:1:1 media-metadata (run: openshelf clean docs/images/map.svg)",
        ),
        good("that a picture is upright", image(picture("JPEG", exif=UPRIGHT), "map.jpg")),
        good("the colours of a screen", image(picture("JPEG", icc_profile=PROFILE), "map.jpg")),
        good(
            "the title of a document",
            image(pdf(lambda writer: writer.add_metadata({"/Title": "A report"})), "plan.pdf"),
        ),
        good("words that readers see", image(svg("<title>By Ana</title>"), "map.svg")),
    ],
    "media-weight": [
        bad(
            "more than 500 kB",
            image(HEAVY),
            "docs/images/map.png:1:1 media-weight (below 500 kB it opens on slow connections too)",
        ),
        bad("a drawing", image(svg("<g/>" + " " * 500_000), "map.svg"), "docs/images/map.svg:1:1 media-weight"),
        good("500 kB", image(svg(" " * (500_000 - len(svg("")))), "map.svg")),
        good("a document is heavier", image(pdf().replace(b"1 0 obj", b"\n" * 900_000 + b"1 0 obj", 1), "plan.pdf")),
    ],
    "words-unread": [
        bad(
            "a page that was scanned",
            image(pdf(scanned), "plan.pdf"),
            "docs/images/plan.pdf:1:1 words-unread (read it yourself, or save it with its text)",
        ),
        bad("letters without a name", image(pdf(on_pages("<00240025> Tj", font=TWO_BYTES)), "plan.pdf"), UNREAD),
        bad("more than is read", image(pdf(on_pages("() Tj " * 150_001)), "plan.pdf"), UNREAD),
        good("words", image(said("A plan", "of two pages"), "plan.pdf")),
        good("an empty page", image(pdf(), "plan.pdf")),
        good("a picture is looked at by people", image(PNG)),
    ],
    "media-size": [
        bad("more than 2 MB", image(b"x" * 2_000_001), "docs/images/map.png:1:1 media-size (make it smaller)"),
        bad("a document of 10 MB", image(b"x" * 10_000_001, "a.pdf"), "docs/images/a.pdf:1:1 media-size"),
        good("a picture of 40 million pixels that is small", image(huge_png(8000, 5000))),
        good("a small document", image(pdf(), "a.pdf")),
    ],
}
