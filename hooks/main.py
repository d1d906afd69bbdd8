"""MkDocs' events, turned into calls of the package ``openshelf``. The only code that knows MkDocs.

MkDocs renders one page per section of the site; its HTML becomes the frame into which all pages of the section are set.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel

from openshelf import clock
from openshelf.check.catalogue import load_and_check
from openshelf.pages import site
from openshelf.pages.chrome import chrome
from openshelf.pages.frame import SLOTS, Frame, site_base
from openshelf.pages.markdown import MarkdownOptions
from openshelf.pages.parallel import in_parallel
from openshelf.report import as_html, as_text
from openshelf.settings import read_settings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from openshelf.library.library import Library
    from openshelf.pages.page import Page

log = logging.getLogger("mkdocs.plugins.openshelf")
_KEY = "openshelf_build"


@dataclass
class Build:
    """What one build knows. It lives in MkDocs' config, because a served site is built many times in one process."""

    library: Library
    pages: dict[str, Page]
    notice: str = ""
    frames: dict[str, Frame] = field(default_factory=dict)

    def finished(self, page: Page) -> str:
        """Return the HTML of a page in the frame of its section."""
        return self.frames[page.section].fill(page, self.library.settings, notice=self.notice)


class _Process:
    """The command that runs, which MkDocs tells once per process and nowhere else."""

    serves = False


def on_startup(*, command: str, **_: Any) -> None:
    """Remember whether this process serves a preview."""
    _Process.serves = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the library before MkDocs deletes the old site."""
    settings, problems = read_settings(Path(config.config_file_path or "mkdocs.yml"))
    if settings is None:
        raise PluginError("\n" + as_text(problems))
    library, found = load_and_check(settings, clock.today())
    notice = ""
    if any(problem.is_error for problem in found):
        if not _Process.serves:
            raise PluginError("\n" + as_text(found))
        log.warning("The preview shows what could be read.\n%s", as_text(found))
        notice = as_html(found)
    config.theme["language"] = settings.language
    options = MarkdownOptions(config.markdown_extensions, config.mdx_configs)
    config.extra[_KEY] = Build(library, {page.url: page for page in site.pages(library, options)}, notice)
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Give MkDocs one page per section, and leave out what the site does not use."""
    build: Build = config.extra[_KEY]
    for file in list(files):
        if (
            file.is_documentation_page()
            or file.src_uri.startswith("assets/javascripts/")
            or file.src_uri.endswith(".map")
        ):
            files.remove(file)
    named = str(config.nav)
    for page in build.pages.values():
        if page.url == f"{page.section}/" or not page.url:
            uri = f"{page.section}.md" if page.is_own and page.url else f"{page.section}/index.md".lstrip("/")
            level = InclusionLevel.UNDEFINED if f"'{uri}'" in named else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, uri, content="", inclusion=level))
    return files


def on_page_context(context: dict[str, Any], *, page: Any, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the theme its slots, menus and words."""
    return _context(context, config, nav, page.url)


def on_template_context(context: dict[str, Any], *, template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Do the same for the page of addresses that do not exist."""
    return _context(context, config, context["nav"], "") if template_name == "404.html" else context


def _context(context: dict[str, Any], config: MkDocsConfig, nav: Navigation, url: str) -> dict[str, Any]:
    build: Build = config.extra[_KEY]
    menu = [page.url.removeprefix("./") for page in nav.pages]
    return {**context, "slot": SLOTS, **chrome(build.library, build.pages, menu, url.removeprefix("./"))}


def on_post_page(output: str, *, page: Any, config: MkDocsConfig) -> str:
    """Take the frame of a section, and finish the page that it was rendered for."""
    build: Build = config.extra[_KEY]
    url = page.url.removeprefix("./")
    build.frames[url.partition("/")[0]] = Frame(output, url)
    return build.finished(build.pages[url])


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Finish the error page; the sitemap is ours."""
    build: Build = config.extra[_KEY]
    if template_name == "404.html":
        settings = build.library.settings
        return Frame(output, "").fill(build.pages["404.html"], settings, base=site_base(settings))
    return "" if template_name == "sitemap.xml" else output


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write every other page, and the data files."""
    build: Build = config.extra[_KEY]
    folder = Path(config.site_dir)
    rest = [page for page in build.pages.values() if page.section in build.frames and page.url.count("/") > 1]
    in_parallel(lambda page: _write(folder / page.url / "index.html", build.finished(page)), rest)
    for file in site.data_files(build.library, list(build.pages.values())):
        _write(folder / file.path, file.text)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
