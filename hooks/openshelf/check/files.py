"""Rules about names: what may lie in the folders of a library, and how it may be called."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from openshelf.check.exceptions import EXCEPTIONS
from openshelf.check.rule_function import Check, Finding, check
from openshelf.core.problem import Place, nearest_hint
from openshelf.library.load import UNPUBLISHED
from openshelf.linkcheck import history as link_history
from openshelf.media.inspect import SUFFIXES
from openshelf.model import crisis_words, protected_names, same_words
from openshelf.model.fields import ID_PATTERN, language_tag, names_of_languages
from openshelf.model.kinds import ENTRY_FOLDER
from openshelf.model.page_budgets import BUDGETS
from openshelf.model.sections import INDEX_FOLDER
from openshelf.sources.files import FOLDERS, KEEPS_FOLDERS, FileType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library
    from openshelf.sources.files import File

_LEFT_OVER = (".swp", ".swo", ".bak", ".orig", ".rej", ".tmp")
_HINTS = {
    **dict.fromkeys((".gif", ".bmp", ".tif", ".tiff", ".heic", ".avif", ".ico"), "save it as JPEG, PNG or WebP"),
    **dict.fromkeys(
        (".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".odp"), "save it as PDF, or write it in Markdown"
    ),
    **dict.fromkeys((".csv", ".xls", ".xlsx", ".ods"), "write a table in Markdown, or link to the data"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".txt", ".rst"), "write it in Markdown"),
    **dict.fromkeys((".mp3", ".mp4", ".mov", ".webm", ".ogg", ".wav"), "link to it"),
}
"""What to do instead, by the ending of a name."""
_CONTROL_FILES = frozenset(
    """
    cname _headers _redirects _routes.json .htaccess .htpasswd .nojekyll .well-known web.config netlify.toml vercel.json
    wrangler.toml robots.txt humans.txt security.txt ads.txt app-ads.txt sitemap.xml sitemap.xml.gz sw.js
    service-worker.js manifest.json manifest.webmanifest site.webmanifest favicon.ico crossdomain.xml browserconfig.xml
    apple-app-site-association assetlinks.json 404.html index.html
    """.split()  # noqa: SIM905 - names of files, one after the other
)
"""Names by which a file at a site's root steers servers, browsers and search engines."""
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""Names of devices, which Windows gives to no file (Microsoft, "Naming Files, Paths, and Namespaces")."""
_POLICIES = frozenset(
    {EXCEPTIONS, BUDGETS, protected_names.PATH, same_words.PATH, link_history.PATH, "policy/README.md"}
)
_CHARACTERS = frozenset('<>:"|?*\\')
_ENTRIES = f"{ENTRY_FOLDER}/"
_YAML = frozenset({".yml", ".yaml"})
_MAX_NAME = 100
_TAKEN = (
    "assets/icon.svg",
    "assets/images/favicon.png",
    INDEX_FOLDER,
    "assets/javascripts/",
    "assets/stylesheets/",
)
"""Addresses below ``docs/`` to which the site writes pictures and other files of its own."""


def _written(library: Library) -> Iterator[File]:
    """Yield the files of docs/ and guides/."""
    for file in library.files:
        if file.type is FileType.FILE and file.path.startswith(("docs/", "guides/")):
            yield file


@check(
    "symlink",
    "A file or folder is a symbolic link.",
    "A symbolic link can lead out of the library. A key or a list of names on the computer that builds the site could "
    "then be published. Replace the link by a copy of the file.",
)
def symlink(library: Library) -> Iterator[Finding]:
    """Find symbolic links."""
    for file in library.files:
        if file.type is FileType.LINK:
            yield Place(file.path), "this is a symbolic link", "put a copy of the file here"


@check(
    "odd-file",
    "A folder of the library contains something that is neither a file nor a folder, or that cannot be opened.",
    "Pipes, devices and sockets are not content, and reading one can wait for ever. Delete it, or correct its "
    "permissions.",
)
def odd_file(library: Library) -> Iterator[Finding]:
    """Find what is neither file nor folder."""
    for file in library.files:
        if file.type is FileType.OTHER:
            yield Place(file.path), "this cannot be opened as a file", "delete it, or correct its permissions"


@check(
    "stray-file",
    "A file does not belong in its folder.",
    "`docs/` and `guides/` contain Markdown, pictures and PDF documents, `resources/` contains entries of the "
    "catalogue, and `policy/` its lists. Anything else in `docs/` could be published on the site, and is in the "
    "public repository in any case: unchecked scripts and pages, office files with their authors and deleted text, "
    "copies left by an editor. Put pictures (.png, .jpg, .webp, .svg) and documents (.pdf) below `docs/`, for example "
    "in `docs/images/`. Texts for editors only, such as a record of consent, do not belong in the library. Files that "
    "desktops and editors make (`.DS_Store`, `name~`) do no harm as long as git ignores them, and an empty `.gitkeep` "
    "is fine.",
)
def stray_file(library: Library) -> Iterator[Finding]:
    """Find files that are not of the library."""
    for file in library.files:
        if not file.path.startswith(("docs/", "guides/", "policy/", _ENTRIES)) or _is_of_others(file):
            continue
        is_backup = file.name.endswith("~") or file.name.startswith(("~$", "#")) or file.suffix in _LEFT_OVER
        if file.is_hidden or (file.type is FileType.FILE and is_backup):
            yield Place(file.path), "this is a backup or temporary file", "delete it"
        elif file.type is not FileType.FILE:
            continue
        else:
            message, hint = _out_of_place(file)
            if message:
                yield Place(file.path), message, hint


def _out_of_place(file: File) -> tuple[str, str]:
    """Return why a file does not belong in its folder, empty where it does, and what to do with it."""
    if file.path.startswith("policy/"):
        is_list = file.path in _POLICIES or crisis_words.language_of(file.path)
        return ("" if is_list else "policy/ has no list of this name"), _instead_of_list(file)
    if file.path.startswith(_ENTRIES):
        is_entry = file.suffix in _YAML
        return ("" if is_entry else "this is not a file of the catalogue"), _instead_of_entry(file)
    if file.is_markdown:
        return "", ""
    if file.suffix not in SUFFIXES:
        what = f"{file.suffix} files are" if file.suffix else "a file of this name is"
        return f"{what} not published", _instead(file)
    is_above = file.path.startswith("guides/")
    return ("pictures and documents belong in docs/" if is_above else ""), f"move it to docs/images/{file.name}"


def _instead(file: File) -> str:
    """Say what to do with a file that is not published."""
    stem = file.name.removesuffix(".txt").removesuffix(".md")
    if file.name in {stem, f"{stem}.md.txt"} and re.match(ID_PATTERN, stem):
        return f"if it is a text, rename it to {stem}.md, else delete it"
    return _HINTS.get(file.suffix, "delete it")


def _instead_of_list(file: File) -> str:
    """Return a hint for a file of policy/ that is not read."""
    start, _, rest = file.name.partition(".")
    if nearest_hint(start, [crisis_words.START], 0):
        said = rest.removesuffix(f"{file.suffix}")
        tag = names_of_languages().get(said.casefold()) or language_tag(said) or "es"
        return f"name it with the tag of its language, for example {crisis_words.START}.{tag}.yml"
    names = (path.rpartition("/")[2] for path in _POLICIES)
    return nearest_hint(file.name, names, 0) or "keep it outside the library: what lies here is public"


def _instead_of_entry(file: File) -> str:
    """Return a hint for a file of the catalogue's folder that is not an entry."""
    stem = re.split(r"\.ya?ml\b", file.name)[0]
    if stem != file.name and re.match(ID_PATTERN, stem):
        return f"if it is an entry, rename it to {stem}.yml, else delete it"
    return "delete it, or rename it: entries are called <id>.yml"


def _is_of_others(file: File) -> bool:
    """Whether another rule is about a name, or it only keeps a folder."""
    steers = file.name.casefold() in _CONTROL_FILES and not file.path.startswith(("policy/", _ENTRIES))
    return steers or (file.name in KEEPS_FOLDERS and file.type is FileType.FILE and not file.size)


@check(
    "reserved-name",
    "A file has a name that would change how servers, browsers or search engines treat the site.",
    "A file called `CNAME`, `_headers` or `robots.txt` would move the site, switch off its protection or hide it. The "
    "site makes the ones that it needs from `mkdocs.yml`.",
)
def reserved_name(library: Library) -> Iterator[Finding]:
    """Find names that mean something to those who serve the site."""
    for file in library.files:
        if file.path.startswith(("docs/", "guides/")) and file.name.casefold() in _CONTROL_FILES:
            yield (
                Place(file.path),
                f"{file.name!r} would change how the site is served",
                "delete it; settings go into mkdocs.yml",
            )


@check(
    "portable-name",
    "A file has a name that does not work on every computer.",
    "On some systems a file called `aux.png`, or one with a colon in its name, cannot even be copied, so people there "
    "could not work on the library. A name does not end in a dot or space and contains no control or invisible "
    "characters. Letters and accents are one character (Unicode normal form C), and the name has at most 100 "
    "characters.",
    excusable=True,
)
def portable_name(library: Library) -> Iterator[Finding]:
    """Find names that some systems refuse or change."""
    for file in library.files:
        message = _unportable(file)
        if message and file.path not in FOLDERS and not file.is_hidden:
            yield Place(file.path), message, "use letters, digits and hyphens", file.name


def _unportable(file: File) -> str:
    name = file.name
    if name.partition(".")[0].casefold() in DEVICES:
        return f"{name!r} is the name of a device on Windows"
    is_text = file.is_markdown and not file.path.startswith(UNPUBLISHED)
    if file.type is FileType.FILE and (is_text or (file.path.startswith(_ENTRIES) and file.suffix in _YAML)):
        return ""  # the names of texts are ids, which a stricter rule looks at
    if len(name) > _MAX_NAME:
        return f"the name has {len(name)} characters"
    if name != name.strip(" ").rstrip("."):
        return "the name starts or ends with a space or a dot"
    if found := _CHARACTERS & set(name):
        return f"the name contains {min(found)}"
    if any(unicodedata.category(char) in {"Cc", "Cf", "Cn", "Co", "Cs"} for char in name):
        return "the name contains an invisible character"
    return "" if unicodedata.is_normalized("NFC", name) else "the accents in the name are separate characters"


@check(
    "same-address",
    "Two files share one address.",
    "On most computers `Map.png` and `map.png` are one file, so one of them would be lost. The site also writes its "
    "own files below `assets/`, and no other file may replace them.",
)
def same_address(library: Library) -> Iterator[Finding]:
    """Find names that differ in nothing but the case of letters, and names that the site uses itself."""
    first: dict[str, str] = {}
    for file in library.files:
        folded = unicodedata.normalize("NFKC", file.path).casefold()
        before = first.setdefault(folded, file.path)
        if before != file.path:
            yield Place(file.path), f"{before} is the same file on many computers", "give it another name"
    for file in _written(library):
        address = file.path.removeprefix("docs/").casefold()
        if address != file.path.casefold() and address.startswith(_TAKEN):
            yield Place(file.path), "the site writes a file of its own here", "move it to docs/images/"


CHECKS: tuple[Check, ...] = (symlink, odd_file, stray_file, reserved_name, portable_name, same_address)
