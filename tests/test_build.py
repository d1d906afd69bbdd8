"""Building: another organisation's library, and never half a site."""

from __future__ import annotations

import gzip
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from babel.messages.pofile import read_po
from selectolax.lexbor import LexborHTMLParser

from libraries import contents, other_library, run
from openshelf.check.site_rules import BUILT_LINK
from openshelf.cli import main
from openshelf.core.problem import Place
from openshelf.core.site_folder import FRESH, OLD, claim
from openshelf.model.locales import LOCALES
from openshelf.model.page_budgets import Budget
from openshelf.publish import build
from openshelf.verify.extracts import SiteFiles
from openshelf.verify.weight import check_weight
from weighing import weighed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the other organisation's library once."""
    library = other_library(tmp_path_factory.mktemp("built"))
    done = run("openshelf", "build", folder=library)
    assert done.returncode == 0, done.stdout + done.stderr
    return library / "site"


def page(site: Path, url: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / url / "index.html").read_text(encoding="utf-8"))


def a_site(folder: Path, text: str) -> Path:
    """Make a site of one page, as an earlier build left it."""
    claim(folder)
    (folder / "index.html").write_text(text)
    return folder


def test_another_organisation_builds_its_library_with_the_same_code(built: Path) -> None:
    assert (built / "resources/mapa-del-agua/index.html").is_file()
    assert (built / "guides/medir-el-agua/index.html").is_file()
    assert not [name for name, data in contents(built).items() if name.endswith(".html") and b"Openshelf" in data]


OWN_BUDGETS = [
    Budget(name="texts", pages="guides/*/index.html", most=25_000),
    Budget(name="the catalogue", pages="resources/index.html", most=30_000),
    Budget(name="the glossary", pages="glossary/index.html", most=30_000),
    Budget(name="frameworks", pages="frameworks/*/index.html", most=35_000),
    Budget(name="all others", pages="**", most=20_000),
]
"""What the generator's own part of a page may weigh, with the little that this library says. A library has its own."""


def test_what_the_generator_adds_to_a_page_stays_within_its_budgets(built: Path) -> None:
    weights = weighed(built, OWN_BUDGETS)
    assert [weight.budget.name for weight in weights] == [budget.name for budget in OWN_BUDGETS]
    assert check_weight(weights, {}) == []


def test_a_library_that_grows_beyond_its_budgets_is_built_with_a_warning(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    (library / "policy").mkdir(exist_ok=True)
    (library / "policy/budgets.yml").write_text("- {name: a guide, pages: guides/*/index.html, most: 1000}\n")
    done = run("openshelf", "build", folder=library)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (
        "guides/how-to/medir-el-agua.md:2:1 page-weight warning: guides/medir-el-agua/index.html weighs " in done.stdout
    )
    assert (library / "site/index.html").is_file()


def test_the_interface_speaks_the_language_of_the_library(built: Path) -> None:
    home = page(built, "")
    assert home.css_first("html").attributes["lang"] == "es"
    assert "Habla con una persona" in home.body.text()
    assert "Talk to a person" not in home.body.text()


def test_no_page_of_a_library_in_another_language_says_anything_in_english(built: Path) -> None:
    with (LOCALES / "es" / "LC_MESSAGES" / "openshelf.po").open("rb") as file:
        messages = {message.id: message.string for message in read_po(file) if isinstance(message.id, str)}
    english = {
        said for said, spanish in messages.items() if said and said != spanish and " " in said and "%" not in said
    }
    assert len(english) > 150
    for file in built.rglob("*.html"):
        shown = " ".join(LexborHTMLParser(file.read_text(encoding="utf-8")).body.text(separator=" ").split())
        assert [said for said in english if said in shown] == [], file


def test_every_page_offers_a_person_at_the_contact_of_the_library(built: Path) -> None:
    for file in built.rglob("*.html"):
        links = [node.attributes["href"] for node in LexborHTMLParser(file.read_text()).css(".os-person a")]
        assert links[-1] == "https://biblioteca.example/contacto", file
        assert (links[0] or "").endswith("support/"), file


def test_every_page_leads_to_help_in_one_tap(built: Path) -> None:
    for file in built.rglob("*.html"):
        [link] = LexborHTMLParser(file.read_text()).css(".os-header .os-help")
        assert (link.attributes["href"] or "").endswith("help-now/"), file


def test_sixty_themes_in_groups_stay_within_the_budgets(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    names = [f"tema-{number}" for number in range(60)]
    groups = [f"grupo-{number}" for number in range(8)]
    with (library / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.writelines(f"      {group}: Temas sobre el {group}\n" for group in groups)
    config = library / "mkdocs.yml"
    config.write_text(config.read_text().replace("{naturaleza: La naturaleza}", "\n      naturaleza: La naturaleza"))
    theme = (library / "docs/themes/agua.md").read_text(encoding="utf-8")
    for number, name in enumerate(names):
        text = theme.replace("title: Agua", f"title: El {name}").replace("naturaleza", groups[number % len(groups)])
        (library / f"docs/themes/{name}.md").write_text(text, encoding="utf-8")
    done = run("openshelf", "build", folder=library)
    assert done.returncode == 0, done.stdout + done.stderr
    assert check_weight(weighed(library / "site", OWN_BUDGETS), {}) == []
    home = page(library / "site", "")
    assert len(home.css(".os-tiles")) == len(groups) + 2  # with the one of this library, and themes without any
    assert len(home.css(".os-tiles a")) == len(names) + 2


def test_generated_pages_have_title_description_canonical_address_and_facts(built: Path) -> None:
    entry = page(built, "resources/mapa-del-agua")
    assert entry.css_first("title").text() == "Mapa del agua · Biblioteca de prueba"
    assert entry.css_first('meta[name="description"]').attributes["content"] == "Puntos de agua y quién los cuida."
    canonical = "https://biblioteca.example/recursos/resources/mapa-del-agua/"
    assert entry.css_first('link[rel="canonical"]').attributes["href"] == canonical
    assert '"@type": "Dataset"' in entry.css_first('script[type="application/ld+json"]').text()


def test_edit_links_lead_to_the_line_of_the_true_source(built: Path) -> None:
    def edit(url: str) -> str | None:
        return page(built, url).css_first(".os-edit a").attributes["href"]

    base = "https://code.example/biblioteca/edit/main"
    assert edit("resources/mapa-del-agua") == f"{base}/resources.yml#L16"
    assert edit("guides/medir-el-agua").startswith(f"{base}/guides/how-to/medir-el-agua.md")
    assert edit("quienes-somos").startswith(f"{base}/docs/quienes-somos.md")


def test_the_sitemap_holds_generated_pages_and_not_the_error_page(built: Path) -> None:
    tree = ET.fromstring((built / "sitemap.xml").read_text())  # noqa: S314 - our own file
    addresses = [node.text or "" for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert "https://biblioteca.example/recursos/resources/by/language/qu/" in addresses
    assert "https://biblioteca.example/recursos/" in addresses
    assert not [address for address in addresses if "404" in address]
    assert len(addresses) == len(set(addresses))


def test_no_page_carries_the_whole_library_in_its_menu(built: Path) -> None:
    links = [node.attributes["href"] for node in page(built, "resources/mapa-del-agua").css(".os-nav a")]
    assert links == ["../../resources/", "../../themes/", "../../glossary/", "../../quienes-somos/"]


def test_a_page_that_is_overdue_says_so(built: Path) -> None:
    assert page(built, "resources/guia-de-semillas").css_first(".os-notice") is not None
    assert page(built, "resources/mapa-del-agua").css_first(".os-notice") is None


def test_the_error_page_finds_its_files_from_any_address(built: Path) -> None:
    html = (built / "404.html").read_text()
    assert 'href="/recursos/assets/openshelf.css"' in html
    assert 'href="/recursos/themes/"' in html


def test_scripts_are_files_of_our_own_and_nothing_inline_runs_or_styles(built: Path) -> None:
    for file in built.rglob("*.html"):
        tree = LexborHTMLParser(file.read_text())
        for script in tree.css("script"):
            kind, source = script.attributes.get("type"), script.attributes.get("src")
            if source is None:
                assert kind in {"application/json", "application/ld+json"}, file
            else:
                assert re.fullmatch(r"((\.\./)+|\./|/recursos/)assets/[a-z]+\.js", source), file
                assert not script.text().strip(), file
        assert not [name for node in tree.css("*") for name in node.attributes if name.startswith("on")], file
        assert not tree.css("style, [style]"), file


OWN_FOOTER = """\
<footer class="os-footer">
<nav id="os-menu" aria-label="{{ _('Menu') }}" tabindex="-1">
{% for item in menu %}<a href="{{ item.url | url }}">{{ item.title | e }}</a>{% endfor %}
</nav>
<p>{{ publisher.words | e }}: <a class="ours" href="{{ 'support/' | url }}">{{ _("Write to us") }}</a></p>
{% include ".icons/material/water.svg" %}
</footer>
"""


def test_a_library_may_replace_a_part_of_the_page_and_add_a_style_sheet(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    for path, text in {"partials/footer.html": OWN_FOOTER, "assets/ours.css": ".ours { color: inherit; }\n"}.items():
        (library / "ours" / path).parent.mkdir(parents=True)
        (library / "ours" / path).write_text(text)
    config = library / "mkdocs.yml"
    settings = config.read_text().replace("theme: {name: openshelf}", "theme: {name: openshelf, custom_dir: ours}")
    # Until November 2026 libraries named the theme's own style sheet themselves: it is not loaded twice.
    sheets = "extra_css: [assets/openshelf.css, assets/ours.css]\n"
    config.write_text(f"{settings}    look: {{footer: El Río & nosotras}}\n{sheets}")
    done = run("openshelf", "build", folder=library)
    assert done.returncode == 0, done.stdout + done.stderr
    for url, root in {"": "./", "resources/mapa-del-agua": "../../"}.items():
        built = page(library / "site", url)
        [footer] = built.css("footer.os-footer")
        assert "El Río & nosotras: Escribir un mensaje" in footer.text()
        assert footer.css_first("svg path") is not None, "an icon of Material"
        assert footer.css_first(".ours").attributes["href"] == f"{root}support/"
        loaded = [node.attributes["href"] for node in built.css("link[rel=stylesheet]")]
        assert loaded == [f"{root}assets/openshelf.css", f"{root}assets/ours.css"]
        assert built.css_first("header.os-header") is not None


def test_pages_hold_no_element_that_nobody_needs(built: Path) -> None:
    assets = {file.name: file.read_text(encoding="utf-8") for file in built.glob("assets/*.*s")}
    used = "".join(assets.values())
    for file in built.rglob("*.html"):
        tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
        body = tree.body
        assert body is not None
        assert body.attributes == {}, file
        assert file.read_bytes().startswith(b'<!doctype html>\n<html lang="es" dir="ltr">\n<head>'), file
        parts = [node.tag for node in body.iter() if node.attributes.get("class") != "os-leave"]
        assert parts == ["a", "header", "main", "aside", "footer", "script"], file
        names = {name for node in tree.css("*") for name in node.attributes if name.startswith("data-")}
        said = {name: re.sub("-(.)", lambda match: match[1].upper(), name.removeprefix("data-")) for name in names}
        assert [name for name in names if name not in used and said[name] not in used] == [], file
        classes = {word for node in tree.css("[class]") for word in (node.attributes["class"] or "").split()}
        assert [word for word in classes if word.startswith("md-")] == [], file


def test_two_builds_of_the_same_sources_are_the_same_bytes(tmp_path: Path) -> None:
    first, second = other_library(tmp_path / "a"), other_library(tmp_path / "b")
    for library in (first, second):
        assert run("openshelf", "build", folder=library).returncode == 0
    assert contents(first / "site") == contents(second / "site")


@pytest.mark.long
def test_properdocs_builds_the_same_site(built: Path, tmp_path: Path) -> None:
    library = other_library(tmp_path)
    done = run("properdocs", "build", "--strict", "-f", "mkdocs.yml", folder=library)
    assert done.returncode == 0, done.stderr
    assert contents(library / "site") == contents(built)


def test_a_mistake_leaves_the_last_good_site_untouched(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    assert run("openshelf", "build", folder=library).returncode == 0
    before = contents(library / "site")
    theme = library / "docs/themes/agua.md"
    theme.write_text(theme.read_text().replace("[[mapa-del-agua]]", "[[mapa-del-auga]]"))
    for command in (("openshelf", "build"), ("mkdocs", "build", "--strict")):
        done = run(*command, folder=library)
        assert done.returncode == 1
        said = done.stdout + done.stderr
        assert "docs/themes/agua.md:8:27 unknown-reference error: there is no entry 'mapa-del-auga'" in said
        assert "did you mean mapa-del-agua?" in said
        assert "Traceback" not in said
        assert contents(library / "site") == before


def test_a_warning_of_the_engine_stops_the_build_and_leaves_the_site(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    assert run("openshelf", "build", folder=library).returncode == 0
    before = contents(library / "site")
    config = library / "mkdocs.yml"
    config.write_text(config.read_text().replace("  - glossary/index.md", "  - glosario/index.md"))
    done = run("openshelf", "build", folder=library)
    assert done.returncode == 1
    assert "the last good site is untouched" in done.stdout
    assert contents(library / "site") == before


def test_a_built_site_with_a_dead_link_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = other_library(tmp_path)
    site = a_site(library / "site", "the last good one")
    before = contents(site)
    found = [BUILT_LINK.at(Place("index.html"), "'x/' leads to x/index.html, which does not exist")]
    monkeypatch.setattr("openshelf.cli.building.verify", lambda *_: build.Verified(found, "", SiteFiles()))
    assert main(["--config", str(library / "mkdocs.yml"), "build"]) == 1
    assert contents(site) == before
    assert not list(library.glob(".site-*"))


def test_a_kill_between_the_two_renames_is_mended_by_the_next_command(tmp_path: Path) -> None:
    site = tmp_path / "site"
    before = contents(a_site(tmp_path / OLD, "old"))
    (tmp_path / FRESH).mkdir()
    build.recover(site)
    assert contents(site) == before
    assert [folder.name for folder in tmp_path.iterdir()] == ["site"]


def test_a_kill_after_the_swap_keeps_the_new_site(tmp_path: Path) -> None:
    site = a_site(tmp_path / "site", "new")
    before = contents(site)
    a_site(tmp_path / OLD, "old")
    build.recover(site)
    assert contents(site) == before
    assert [folder.name for folder in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_does_not_cost_the_last_good_site(tmp_path: Path) -> None:
    before = contents(a_site(tmp_path / OLD, "old"))
    (tmp_path / "site").mkdir()
    build.recover(tmp_path / "site")
    assert contents(tmp_path / "site") == before


@contextmanager
def preview(library: Path, *options: str, engine: str = "mkdocs") -> Iterator[str]:
    """Serve a library as a writer does, and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", engine, "serve", *options, "-a", f"127.0.0.1:{port}"]
    with (
        (library / "serve.log").open("w") as log,
        subprocess.Popen(command, cwd=library, stdout=log, stderr=log) as server,
    ):
        try:
            yield f"http://127.0.0.1:{port}/recursos/"
        finally:
            server.terminate()


def fetched(address: str, wanted: str, seconds: float = 60) -> str:
    """Return a page as soon as it holds a text; fail with what it held last."""
    last = "nothing"
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - loopback
                raw = answer.read()
            last = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode()
        except OSError as error:
            last = str(error)
        if wanted in last:
            return last
        time.sleep(0.2)
    pytest.fail(f"{address} never said {wanted!r}; it said {last[:500]}")


BROKEN = {
    "docs/updates/empezamos.md": ("kind: news", "kind: nueva", "wrong-value", "updates/empezamos/"),
    "guides/how-to/medir-el-agua.md": ("title: ", "title: [", "yaml-syntax", "guides/medir-el-agua/"),
    "docs/quienes-somos.md": ("---\ntitle: ", "title: ", "front-matter", "quienes-somos/"),
    "resources.yml": ("  cost: unknown", "  cost: nada", "wrong-value", "resources/guia-de-semillas/"),
}
"""Mistakes in front matter and in the catalogue: what they are called, and where the writer looks."""


def test_the_preview_shows_a_page_whose_front_matter_is_wrong_at_its_address(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    for path, (old, new, _, _) in BROKEN.items():
        text = (library / path).read_text()
        assert old in text, path
        (library / path).write_text(text.replace(old, new, 1))
    with preview(library) as address:
        for path, (_, _, rule, url) in BROKEN.items():
            first = LexborHTMLParser(fetched(f"{address}{url}", "os-notice")).css_first(".os-notice li")
            assert first is not None
            assert (first.text().split(":")[0], rule in first.text()) == (path, True)
        assert "Un solo día" in fetched(f"{address}guides/medir-el-agua/", "os-text")
        assert "os-notice" in fetched(f"{address}themes/agua/", "os-text"), "others go on"


def test_the_preview_shows_problems_on_the_page_and_goes_on(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    theme = library / "docs/themes/agua.md"
    good = theme.read_text()
    theme.write_text(good.replace("[[mapa-del-agua]]", "[[nada]]"))
    with preview(library) as address:
        html = fetched(f"{address}themes/agua/", "os-notice")
        assert "docs/themes/agua.md:8:27 unknown-reference" in html
        theme.write_text(good)
        html = fetched(f"{address}themes/agua/", 'Mira <a href="../../resources/mapa-del-agua/">')
        assert "unknown-reference" not in html
        assert "unknown-reference" not in fetched(f"{address}themes/agua", "os-text"), "the slash is added"
        assert "mapa-del-agua" in fetched(f"{address}data/resources.json", "{")
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{address}nada/", timeout=5)  # noqa: S310 - loopback


@pytest.mark.parametrize(
    ("engine", "options"), [("mkdocs", ["--no-livereload"]), ("properdocs", []), ("properdocs", ["--no-livereload"])]
)
def test_every_preview_has_every_page(tmp_path: Path, engine: str, options: list[str]) -> None:
    with preview(other_library(tmp_path), *options, engine=engine) as address:
        assert "os-text" in fetched(f"{address}guides/medir-el-agua/", "os-text")
