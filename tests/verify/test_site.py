"""Every file of a built site: kinds, scripts, pictures, names, and nothing of what is held back."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from openshelf.core.store import Store
from openshelf.model.name_hashes import Finder, protect
from openshelf.verify.leaks import UnpublishedText, normalised_words, sentences
from openshelf.verify.whole_site import ForbiddenContent, check_site
from pictures import on_pages, pdf

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.model.protected_names import Protected

HIDDEN = "Rosa keeps the water readings in the blue shed behind the school."
DRAFT = UnpublishedText(
    "guides/how-to/shed.md",
    "guide",
    "shed",
    "guides/shed/",
    ("Where the readings are",),
    (f"Some *short* text. {HIDDEN} And [[water|the readings of the river are kept]] here. नदी",),
)
TERM = UnpublishedText("guides/glossary/shed.md", "term", "shed", "glossary/#shed", (), ())
WITHDRAWN = UnpublishedText(
    "guides/how-to/old.md", "guide", "old", "", (), ("It told readers to publish every single name.",)
)
OWN = {b"theme"}


def said(site: Path, files: dict[str, str | bytes], forbidden: ForbiddenContent | None = None) -> list[str]:
    """Return the rules and files of what is wrong with a site of these files."""
    for path, content in files.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [
        f"{problem.place.path} {problem.rule.id}"
        for problem in check_site(site, "/", OWN, Store.nothing(), forbidden).problems
    ]


def a_picture(*, place: bool) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "the blue shed"
    Image.new("RGB", (2, 2)).save(out, "JPEG", **({"exif": exif} if place else {}))
    return out.getvalue()


@pytest.mark.parametrize(
    ("path", "content", "rule"),
    [
        ("a.js", "alert(1)", "built-script"),
        ("a.js", 'openshelfPart("x",alert(1))\n', "built-data"),
        ("a.js", 'openshelfPart("x",1);alert(1)//)', "built-data"),
        ("assets/find.js", "theme changed", "built-script"),
        ("a.css", "@import '//other.example/x.css';", "third-party"),
        ("a.json", "{", "built-data"),
        ("a.atom", "<feed>", "built-data"),
        ("sitemap.xml", "<urlset/>", "built-data"),
        ("a.csv", "a\n=1\n", "built-data"),
        ("a.xhtml", "<html/>", "built-file"),
        ("a.htm", "<p>", "built-file"),
        ("a.wasm", "x", "built-file"),
        ("a.svgz", "x", "built-file"),
        ("a", "x", "built-file"),
        ("a.html", b"caf\xe9", "built-file"),
        ("a.html", "<p onclick=x()>", "built-script"),
        ("a.html", '<script type="application/json">{</script>', "built-data"),
        ("a.html", '<script type="application/ld+json">{"url": "javascript:x"}</script>', "built-data"),
        ("a.HTML", "<p onclick=x()>", "built-script"),
        ("a.jpg", a_picture(place=True), "built-picture"),
        ("a.png", a_picture(place=False), "built-picture"),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "built-picture"),
    ],
)
def test_a_file_that_is_not_right_is_found(tmp_path: Path, path: str, content: str | bytes, rule: str) -> None:
    assert set(said(tmp_path, {path: content})) == {f"{path} {rule}"}


def test_what_the_library_makes_is_fine(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "index.html": '<!doctype html><p><a href="a/#x">x</a><script type="application/json">{"a": 1}</script>',
        "a/index.html": '<h2 id="x">x</h2>',
        "assets/find.js": b"theme",
        "assets/search/abc.js": 'openshelfPart("abc",["</script>",{"a":"\u2028"}])\n',
        "assets/a.css": "p{}",
        "data/a.json": '{"url": "https://a.example/"}',
        "data/a.csv": "a\nb\n",
        "images/a.jpg": a_picture(place=False),
        "_headers": "/*\n",
        "SHA256SUMS": "",
        "robots.txt": "",
    }
    assert said(tmp_path, files) == []


def test_a_link_to_a_file_elsewhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "passwd.txt").symlink_to("/etc/hostname")
    assert said(tmp_path, {}) == ["passwd.txt built-file"]


def test_dead_links_are_found_on_the_way(tmp_path: Path) -> None:
    assert said(tmp_path, {"index.html": '<a href="b/">x</a><a href="#y">x</a>'}) == ["index.html built-link"] * 2


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.html", f"<p>{HIDDEN}"),
        ("a.html", f"<p>{HIDDEN.replace('water', '<b>water</b>')}"),
        ("a.html", f"<p>{HIDDEN.upper().replace('THE', '&#84;HE')}"),
        ("a.html", f'<p title="{HIDDEN}">x'),
        ("a.html", f'<meta name="description" content="{HIDDEN}">'),
        ("a.html", "<h2>Where the readings are</h2>"),
        ("a.html", "<p>And the readings of the river are kept here."),
        ("a.html", f'<script type="application/json">{json.dumps(HIDDEN.replace("s", "ſ"))}</script>'),
        ("a.html", "<p>It told readers to publish every single name"),
        ("a.json", json.dumps({"x": HIDDEN})),
        ("a.json", json.dumps({"entry": "guide", "id": "shed"})),
        ("a.json", json.dumps({"x-refers-to": "term", "enum": ["river", "shed"]})),
        ("assets/search/abc.js", f'openshelfPart("abc",[["{HIDDEN}"]])\n'),
        ("a.csv", f"a\n{HIDDEN}\n"),
        ("a.atom", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{HIDDEN}</title></feed>'),
        ("a.txt", HIDDEN),
        ("guides/shed/index.html", "<p>x"),
        ("glossary/index.html", '<div id="shed">'),
    ],
)
def test_what_is_held_back_is_found_in_any_file(tmp_path: Path, path: str, content: str) -> None:
    assert said(tmp_path, {path: content}, ForbiddenContent((DRAFT, TERM, WITHDRAWN))) == [f"{path} withheld-leak"]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.html", "<p>The water readings are in the blue shed. Some short text. shed"),
        ("a.html", '<div id="shed">shed</div>'),
        ("guides/old/index.html", "<p>Withdrawn."),
        ("glossary/index.html", '<div id="shed-roof">'),
        ("a.json", json.dumps({"entry": "resource", "id": "shed"})),
        ("a.json", json.dumps({"entry": "guide", "id": "old"})),
        ("a.json", json.dumps({"id": "shed", "enum": ["shed"]})),
        ("a.json", json.dumps({"x-refers-to": "resource", "enum": ["shed"]})),
    ],
)
def test_what_only_looks_like_it_is_fine(tmp_path: Path, path: str, content: str) -> None:
    assert said(tmp_path, {path: content}, ForbiddenContent((DRAFT, TERM, WITHDRAWN))) == []


def test_what_a_published_text_says_too_is_no_leak(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.html": f"<p>{HIDDEN}"}
    assert said(tmp_path, files, ForbiddenContent((DRAFT,), (f"Other. **{HIDDEN}**",))) == []
    assert said(tmp_path, files, ForbiddenContent((DRAFT,), ("Other.",))) == ["a.html withheld-leak"]


def test_the_message_tells_neither_words_nor_title(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>{HIDDEN} Where the readings are")
    (problem,) = check_site(tmp_path, "/", OWN, Store.nothing(), ForbiddenContent((DRAFT,))).problems
    assert problem.message == "this contains words of guides/how-to/shed.md, which is not published"


def test_sentences_of_scripts_without_blanks_count_too() -> None:
    assert list(sentences("我们把所有的水质读数都放在学校后面的蓝色小屋里。好。")) == [
        normalised_words("我们把所有的水质读数都放在学校后面的蓝色小屋里")
    ]


def test_a_protected_name_is_found_across_elements(tmp_path: Path) -> None:
    key = "a key of at least thirty-two signs"
    forbidden = ForbiddenContent(names=Finder(key, [protect(key, "Rosa Paz", dt.date(2026, 6, 1))]))
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><text>Ro<tspan>sa</tspan> Paz</text></svg>'
    files: dict[str, str | bytes] = {"a.html": "<p>R<b>os</b>a Paz", "b.svg": drawing, "c.html": "<p>Ros<p>a Paz Ro sa"}
    files["d.pdf"] = pdf(on_pages("[(Ro) -20 (sa Pa)] TJ (z) Tj"))
    assert said(tmp_path, files, forbidden) == ["a.html protected-name", "b.svg protected-name", "d.pdf protected-name"]
    assert said(tmp_path, files) == []


def test_a_protected_name_is_found_and_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody: list[Protected] = []
    finder = Finder("a key of at least thirty-two signs", nobody)
    monkeypatch.setattr(finder, "find", lambda text: [0] if "Rosa" in text else [])
    files: dict[str, str | bytes] = {"a.html": "<p>R<b>osa</b> Rosa", "b.json": '"Rosa"', "c.html": "<p>x"}
    assert said(tmp_path, files, ForbiddenContent(names=finder)) == ["a.html protected-name", "b.json protected-name"]
    (problem, _) = check_site(tmp_path, "/", OWN, Store.nothing(), ForbiddenContent(names=finder)).problems
    assert "Rosa" not in str(problem)
