"""MkDocs' events, turned into calls of the package ``openshelf``. The only code that knows MkDocs.

MkDocs renders one page per section of the site; its HTML becomes the frame into which all pages of the section are set.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel

from openshelf.core import site_folder
from openshelf.core.report import as_text
from openshelf.model.settings import read_settings
from openshelf.site.assembly import ERROR_PAGE, Assembly
from openshelf.site.assets import is_script, minified_style, served_scripts
from openshelf.site.handover import deliver, handed_over
from openshelf.site.preview import Preview, watch_closely
from openshelf.site.style import SECTION_SHEETS, STYLE_SHEET
from openshelf.sources.files import content_paths

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

__all__ = [
    "on_config",
    "on_files",
    "on_page_context",
    "on_post_build",
    "on_post_page",
    "on_post_template",
    "on_serve",
    "on_startup",
    "on_template_context",
]

_preview = Preview()
_KEY = "openshelf_assembly"  # of MkDocs' settings: a served site is built many times in one process
_UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon.png", "sitemap.xml")


def on_startup(*, command: str, **_: Any) -> None:
    """Remember whether this process serves a preview, which MkDocs says nowhere else."""
    if command == "serve":
        given = click.get_current_context().params  # ProperDocs has the opposite option
        _preview.start(is_asked=not given.get("no_livereload", not given["livereload"]))


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Let the server of the preview ask for pages, and look for changes sooner."""
    server.set_app(_preview.answers(server.serve_request, server.mount_path))
    themes = config.theme.dirs if click.get_current_context().params.get("watch_theme") else ()
    watch_closely(server, [config.docs_dir, config.config_file_path, *themes])
    return server


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the library before MkDocs deletes the old site."""
    if why_not := _preview.begin(*config.dev_addr):
        raise PluginError(why_not)
    settings, problems = read_settings(Path(config.config_file_path or "mkdocs.yml"))
    if settings is None:
        raise PluginError("\n" + as_text(problems))
    if fault := site_folder.why_refused(Path(config.site_dir), settings.root, settings.sources):
        raise PluginError(f"\n{config.site_dir} {fault}")
    handed = handed_over() or _preview.read(settings)
    found = () if _preview.is_on else handed.found()
    if any(problem.is_error for problem in found):
        raise PluginError("\n" + as_text(found))
    config.watch += content_paths(settings.root)
    config.theme.static_templates.discard("sitemap.xml")  # ours also holds the pages that MkDocs does not know
    config.extra[_KEY] = _preview.planned(handed)
    site_folder.empty(Path(config.site_dir))  # MkDocs does this too, but a kill would leave a site that is not ours
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Give MkDocs one page per section, minified scripts, and the pictures of what is published; nothing of docs/."""
    site_folder.claim(Path(config.site_dir))
    assembly: Assembly = config.extra[_KEY]
    for file in list(files):
        if file.src_dir == config.docs_dir or file.src_uri.startswith(_UNUSED) or is_script(file.abs_src_path):
            files.remove(file)
        elif file.src_uri == STYLE_SHEET:
            file.content_string = assembly.style_sheet(file.content_string)
        elif file.src_uri in SECTION_SHEETS.values():
            file.content_string = minified_style(file.content_string)
    theirs = {file.src_uri for file in files}  # a script of a library's own stays, and the verifier refuses it
    for uri, content in (*served_scripts().items(), *assembly.media()):
        if uri not in theirs:
            files.append(File.generated(config, uri, content=content))
    for uri in assembly.framed():  # the menu names its pages itself, and nothing is missing from it
        files.append(File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def on_page_context(context: dict[str, Any], *, page: Any, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the theme its slots, menus and words."""
    assembly: Assembly = config.extra[_KEY]
    return {**context, **assembly.context([_url(item) for item in nav.pages], _url(page))}


def on_template_context(context: dict[str, Any], *, template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Do the same for the page for addresses that do not exist."""
    if template_name != ERROR_PAGE:
        return context
    return {**context, **config.extra[_KEY].context([_url(item) for item in context["nav"].pages], "")}


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Take the frame of that page."""
    if template_name == ERROR_PAGE:
        config.extra[_KEY].add_frame(output, ERROR_PAGE)
    return output


def on_post_page(output: str, *, page: Any, config: MkDocsConfig) -> str:
    """Take the frame of a section."""
    config.extra[_KEY].add_frame(output, _url(page))
    return output


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write every page, and the data files; or, for a preview, what its writer asks for."""
    finish = _preview.show if _preview.is_asked else deliver
    finish(config.extra[_KEY], Path(config.site_dir))


def _url(page: Any) -> str:
    """Return a page's address as we write it; MkDocs calls the home page ``./``."""
    return str(page.url).removeprefix("./")
