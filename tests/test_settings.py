"""The settings of a library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from mkdocs.config.defaults import MkDocsConfig

from openshelf.core.settings_file import settings_file
from openshelf.model.engine_settings import HOOK, KEYS
from openshelf.model.locales import locale_of
from openshelf.model.settings import read_settings
from support import FILES, any_text, brief, examples, is_inside

if TYPE_CHECKING:
    from openshelf.core.problem import Problem
    from openshelf.model.settings import Settings

NAME = "mkdocs.yml"
TEXT = FILES[NAME]


def settings_of(folder: Path, text: str | bytes) -> Settings:
    settings, problems = write(folder, text)
    assert problems == []
    assert settings is not None
    return settings


def problems_of(folder: Path, text: str | bytes) -> list[str]:
    settings, problems = write(folder, text)
    assert settings is None
    return [str(problem) for problem in problems]


def write(folder: Path, text: str | bytes) -> tuple[Settings | None, list[Problem]]:
    (folder / NAME).write_bytes(text.encode() if isinstance(text, str) else text)
    return read_settings(folder / NAME)


def test_the_settings_hold_what_the_file_says_and_defaults_for_the_rest(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, TEXT)
    assert settings.root == tmp_path.resolve()
    assert (settings.site_name, settings.site_description, settings.site_url) == ("Tiny", "", "")
    assert (settings.edit_uri, settings.site_dir, settings.language) == ("", "site", "en")
    assert settings.regions == {"global": "Everywhere", "europe": "Europe"}
    assert settings.criteria == {"works-offline": "Works without a connection"}
    assert settings.options.licence.id == "CC-BY-SA-4.0"
    assert settings.options.contact is None
    assert settings.options.review_months.case_study == 36


def test_a_site_address_ends_with_one_slash(tmp_path: Path) -> None:
    for address in ("https://example.org/library", "https://example.org/library/"):
        settings = settings_of(tmp_path, f"site_url: {address}\n{TEXT}")
        assert settings.site_url == "https://example.org/library/"


def test_text_stays_text(tmp_path: Path) -> None:
    text = TEXT.replace("Tiny", "12:30").replace("Everywhere", "on").replace("Europe", "1e3").replace("europe", "no")
    settings = settings_of(tmp_path, text)
    assert settings.site_name == "12:30"
    assert settings.regions == {"global": "on", "no": "1e3"}


def test_a_byte_order_mark_and_line_ends_of_windows_are_fine(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert settings.site_name == "Tiny"


def test_what_belongs_to_mkdocs_is_left_to_it(tmp_path: Path) -> None:
    more = (
        "theme: {name: openshelf, icon: !!python/name:material.icons ''}\nhooks: [a.py]\n"
        "plugins: []\nstrict: !relative x\n"
    )
    (tmp_path / "a.py").write_text(HOOK, encoding="utf-8")
    assert settings_of(tmp_path, TEXT + more).site_name == "Tiny"


BUILT = "theme: {name: openshelf}\nhooks: [hooks/main.py]\n"
BEFORE = "since version 1.0.0"


@pytest.mark.parametrize(
    ("settings", "hook", "also", "said"),
    [
        (BUILT, HOOK, (), []),
        ("theme: openshelf\nhooks: [hooks/main.py, other.py]\n", f"# ours\n{HOOK}\n", ("other.py",), []),
        (f"{BUILT}watch: [docs, notes]\n", HOOK, ("docs/a.md", "notes"), []),
        ("theme: {name: openshelf, custom_dir: mine}\nhooks: [hooks/main.py]\n", HOOK, ("mine/main.html",), []),
        (
            "theme: {name: material}\nhooks: [hooks/main.py]\n",
            HOOK,
            (),
            [f"1:15 the theme is 'material' ({BEFORE} the package has its own: write name: openshelf)"],
        ),
        ("theme: mkdocs\nhooks: [hooks/main.py]\n", HOOK, (), ["1:8 the theme is 'mkdocs'"]),
        ("theme: {font: a}\nhooks: [hooks/main.py]\n", HOOK, (), ["1:8 the theme is None"]),
        (
            "theme: {name: openshelf, custom_dir: theme}\nhooks: [hooks/main.py]\n",
            HOOK,
            ("theme/main.html", "theme/assets/openshelf.css"),
            [f"1:38 custom_dir 'theme' contains the theme of an earlier version ({BEFORE} the package contains it: "],
        ),
        (
            "theme: {name: openshelf, custom_dir: theme}\nhooks: [hooks/main.py]\n",
            HOOK,
            (),
            ["1:38 custom_dir 'theme' does not exist (delete the line"],
        ),
        ("theme: {name: openshelf, custom_dir: [a]}\nhooks: [hooks/main.py]\n", HOOK, (), ["1:38 custom_dir ['a']"]),
        (BUILT, "from openshelf.build import x\n", (), ["2:8 no hook passes the events of MkDocs to the package"]),
        (
            "theme: openshelf\n",
            HOOK,
            (),
            ["1:8 no hook passes the events of MkDocs to the package (write hooks: [hooks/main.py], "],
        ),
        ("theme: openshelf\nhooks: x\n", HOOK, (), ["2:8 no hook"]),
        ("theme: openshelf\nhooks: [gone.py]\n", HOOK, (), ["2:8 no hook"]),
        (
            BUILT,
            HOOK,
            ("hooks/openshelf/__init__.py",),
            ["2:9 the folder openshelf beside this hook is another copy of the program"],
        ),
        (
            f"{BUILT}watch: [docs, theme, [a]]\n",
            HOOK,
            ("docs/a.md",),
            ["3:15 'theme' does not exist (delete it", "3:22 ['a'] does not exist"],
        ),
    ],
)
def test_what_leads_mkdocs_to_the_package_is_there(
    settings: str, hook: str, also: tuple[str, ...], said: list[str], tmp_path: Path
) -> None:
    for path, text in {"hooks/main.py": hook, **dict.fromkeys(also, "")}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    found = write(tmp_path, f"{settings}{TEXT}plugins: []\n")[1]
    lines = [f"{found.place.line}:{found.place.column} {found.message} ({found.hint})" for found in found]
    assert len(lines) == len(said), lines
    assert all(line.startswith(start) for line, start in zip(lines, said, strict=True)), lines


def test_the_keys_of_mkdocs_are_those_of_the_installed_one() -> None:
    assert {key for key, _ in MkDocsConfig()._schema} == KEYS


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("nva: [index.md]\n", "11:1 'nva' is not a key of MkDocs (did you mean nav?)"),
        ("ours: 1\n", "11:1 'ours' is not a key of MkDocs (delete it; settings of your own go under extra)"),
        ("INHERIT: base.yml\n", "11:1 'INHERIT' is not a key of MkDocs (delete it; "),
        ("? \n: a\n", "1:1 None is not a key of MkDocs (delete it; "),
        ("exclude_docs: |\n  a.md\n", "11:1 exclude_docs has no effect here (delete it; a text with draft: yes"),
        ("plugins: [search]\n", "11:10 plugins of MkDocs do not run here; the package has its own search (write "),
        ("plugins: {tags: {}}\n", "11:10 plugins of MkDocs do not run here"),
        ("plugins: search\n", "11:10 plugins of MkDocs do not run here"),
        ("plugins:\ntheme: openshelf\nhooks: [main.py]\n", "11:1 plugins has no value, so MkDocs would run its own"),
        (
            "theme: openshelf\nhooks: [main.py]\n",
            "11:1 plugins has no value, so MkDocs would run its own search (write ",
        ),
    ],
)
def test_what_mkdocs_would_stop_at_has_a_place(lines: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(HOOK, encoding="utf-8")
    [found] = write(tmp_path, TEXT + lines)[1]
    assert f"{found.place.line}:{found.place.column} {found.message} ({found.hint})".startswith(said)


def test_the_program_itself_may_lie_beside_its_hook(tmp_path: Path) -> None:
    hook = Path(__file__).resolve().parents[1] / "hooks/main.py"
    assert settings_of(tmp_path, f"theme: openshelf\nhooks: ['{hook}']\nplugins: []\n{TEXT}").site_name == "Tiny"


def test_variables_of_the_environment_are_read_and_empty_ones_count_as_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        'site_url: !ENV [OPENSHELF_TEST_URL, ""]\n'
        + TEXT
        + '    contact: !ENV [OPENSHELF_TEST_CONTACT, ""]\n    helplines: !ENV [OPENSHELF_TEST_HELPLINES, no]\n'
    )
    settings = settings_of(tmp_path, text)
    assert (settings.site_url, settings.options.contact, settings.options.helplines) == ("", None, False)
    monkeypatch.setenv("OPENSHELF_TEST_URL", "https://example.org")
    monkeypatch.setenv("OPENSHELF_TEST_CONTACT", "mailto:talk@example.org")
    monkeypatch.setenv("OPENSHELF_TEST_HELPLINES", "true")
    settings = settings_of(tmp_path, text)
    assert settings.site_url == "https://example.org/"
    assert settings.options.contact == "mailto:talk@example.org"
    assert settings.options.helplines is True


def test_addresses_of_the_environment_stand_where_the_settings_name_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENSHELF_TEST_CONTACT", "https://me:word@example.org/")
    settings = settings_of(tmp_path, f"{TEXT}    contact: !ENV [OPENSHELF_TEST_CONTACT, '']\n")
    [contact] = [found for found in settings.addresses if found.key == "contact"]
    assert (contact.text, contact.place.line, contact.place.column) == ("https://me:word@example.org/", 11, 14)
    assert [found.key for found in settings.addresses] == ["contact", "url"]


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "site_name: Tiny\n", "extra:\n", "extra: x\n", "extra: {openshelf: }\n", "- a\n", "a\n"]
)
def test_without_our_block_the_readme_is_named(text: str, tmp_path: Path) -> None:
    assert problems_of(tmp_path, text) == [
        "mkdocs.yml:1:1 settings there is nothing under extra: openshelf: (README.md lists its keys)"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    regions:", "    region:", "mkdocs.yml:6:5 unknown-key region is not a key of an entry below openshelf"),
        (
            "    regions:",
            "    region:",
            "mkdocs.yml:4:5 missing-key regions is missing (add a line regions: ..., regions by id, with the words",
        ),
        ("[en]", "[xx]", "mkdocs.yml:4:17 wrong-value languages: 'xx' is not a language tag (BCP 47)"),
        ("[en]", "[zu]", "mkdocs.yml:4:16 wrong-value languages: the interface has no language 'zu' yet"),
        ("[en]", "en", "mkdocs.yml:4:16 wrong-value languages must be a list (write languages: [en])"),
        ("[en]", "[]", "mkdocs.yml:4:16 wrong-value languages needs at least 1 item (add one)"),
        ("CC-BY-SA-4.0", "CC", "mkdocs.yml:5:19 wrong-value id: 'CC' is not an SPDX licence id"),
        ("      global:", "      Global:", "mkdocs.yml:7:7 wrong-value Global: 'Global' is not an id"),
        ("Everywhere", "[a]", "mkdocs.yml:7:15 wrong-value global must be text"),
        ("site_name: Tiny\n", "", "mkdocs.yml:1:1 settings site_name is missing"),
        ("site_name: Tiny", "site_name: ''", "mkdocs.yml:1:1 settings site_name is missing"),
        ("site_name: Tiny", "use_directory_urls: no", "mkdocs.yml:1:21 settings addresses must end in a slash"),
        ("    languages", "    contact: talk\n    languages", "mkdocs.yml:4:14 wrong-value contact: must start with"),
        (
            "    languages",
            "    contact: https://a b/\n    languages",
            "mkdocs.yml:4:14 wrong-value contact: contains a",
        ),
        ("site_name: Tiny", "site_name: Tiny\nsite_url: https://", "mkdocs.yml:2:11 settings site_url has no host"),
        (
            "    languages",
            "    contact: tel:*21#\n    languages",
            "mkdocs.yml:4:14 wrong-value contact: is not a telephone",
        ),
        ("    languages", "    review_months: {term: -1}\n    languages", "mkdocs.yml:4:27 wrong-value term: '-1'"),
    ],
)
def test_a_wrong_setting_is_a_problem_at_its_place(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert TEXT.count(old) == 1
    assert any(problem.startswith(said) for problem in problems_of(tmp_path, TEXT.replace(old, new)))


def test_all_wrong_settings_are_found_at_once(tmp_path: Path) -> None:
    text = "use_directory_urls: false\nextra:\n  openshelf: {languages: [xx], contact: talk, colour: red}\n"
    settings, problems = write(tmp_path, text)
    assert settings is None
    assert sorted(brief(problems)) == [
        "mkdocs.yml:1:1 settings",
        "mkdocs.yml:1:21 settings",
        "mkdocs.yml:3:14 missing-key",
        "mkdocs.yml:3:14 missing-key",
        "mkdocs.yml:3:27 wrong-value",
        "mkdocs.yml:3:41 wrong-value",
        "mkdocs.yml:3:47 unknown-key",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"site_name: caf\xe9\n", "mkdocs.yml:1:15 file-encoding"),
        ("site_name: a\0b\n", "mkdocs.yml:1:13 file-character"),
        ("site_name: [\n", "mkdocs.yml:2:1 yaml-syntax"),
        ("extra:\n\topenshelf: a\n", "mkdocs.yml:2:1 yaml-syntax"),
        ("? [a]\n: b\n", "mkdocs.yml:1:3 yaml-syntax"),
        ("a: *b\n", "mkdocs.yml:1:4 yaml-syntax"),
        ("a: !!int [b]\n", "mkdocs.yml:1:4 yaml-syntax"),
        ("a: !ENV {b: c}\n", "mkdocs.yml:1:4 yaml-syntax"),
        ("a: " + "[" * 1000, "mkdocs.yml:1:23 yaml-size"),
        ("extra: {openshelf: &a {regions: *a}}\n", "mkdocs.yml:1:1 yaml-syntax"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem(text: str | bytes, said: str, tmp_path: Path) -> None:
    settings, problems = write(tmp_path, text)
    assert settings is None
    assert brief(problems) == [said]


@pytest.mark.parametrize("value", ["9" * 100_000, "2026-99-99", "!!timestamp b", "!!bool b", "!!float b", "0x"])
def test_values_that_yaml_would_choke_on_are_text(value: str, tmp_path: Path) -> None:
    assert settings_of(tmp_path, f"{TEXT}copyright: {value}\n").site_name == "Tiny"


def test_anchors_aliases_and_merge_keys_are_read_as_mkdocs_reads_them(tmp_path: Path) -> None:
    block = TEXT.removeprefix("site_name: Tiny\nextra:\n")
    indented = "".join(f"  {line}" for line in block.splitlines(keepends=True))
    settings = settings_of(tmp_path, f"site_name: Tiny\nextra:\n  base: &base\n{indented}  <<: *base\n")
    assert settings.regions == {"global": "Everywhere", "europe": "Europe"}


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    settings, problems = read_settings(tmp_path / NAME)
    assert settings is None
    assert brief(problems) == ["mkdocs.yml:1:1 file-unreadable"]


def test_the_environment_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENSHELF_CONFIG", raising=False)
    assert str(settings_file()) == "mkdocs.yml"
    monkeypatch.setenv("OPENSHELF_CONFIG", "other/mkdocs.yml")
    assert str(settings_file()) == "other/mkdocs.yml"


@pytest.mark.parametrize(
    ("tag", "language", "territory"),
    [("pt-BR", "pt", "BR"), ("es", "es", None), ("zh-Hant", "zh", None), ("es-XX", "es", None), ("qaa", "en", None)],
)
def test_a_language_that_cldr_does_not_know_falls_back(tag: str, language: str, territory: str | None) -> None:
    locale = locale_of(tag)
    assert (locale.language, locale.territory) == (language, territory)


@examples(max_examples=60)
@given(any_text)
def test_any_text_is_settings_or_problems_inside_it(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    for whole in (text, f"{TEXT}{text}", f"{TEXT}    contact: {text}", f"{TEXT}site_dir: {text}"):
        settings, problems = write(folder, whole)
        assert (settings is None) == bool(problems)
        assert all(is_inside(problem.place, whole) for problem in problems)


def test_sections_are_described_in_words_of_the_library(tmp_path: Path) -> None:
    said = "    descriptions: {case-studies: What neighbours tried., glossary: Our words.}\n"
    found = settings_of(tmp_path, f"{TEXT}{said}").options.descriptions
    assert (found.case_studies, found.glossary, found.resources) == ("What neighbours tried.", "Our words.", None)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("{glosary: Words.}", "unknown-key"),
        ("{glossary: }", ""),
        (f"{{glossary: {'x' * 161}}}", "summary-length"),
        ("{glossary: [Words]}", "wrong-value"),
    ],
)
def test_wrong_descriptions_are_told(tmp_path: Path, said: str, problem: str) -> None:
    _, problems = write(tmp_path, f"{TEXT}    descriptions: {said}\n")
    assert [one.rule.id for one in problems] == ([problem] if problem else [])


def test_a_look_is_read_however_it_is_written(tmp_path: Path) -> None:
    text = f"{TEXT}    look: {{light: {{accent: 0B5A5C, page: '#FFF'}}, footer: By us}}\n"
    look = settings_of(tmp_path, text).options.look
    assert (look.light.accent, look.light.page, look.light.second, look.dark.accent) == (
        "#0b5a5c",
        "#ffffff",
        None,
        None,
    )
    assert look.footer is not None
    assert (look.footer.words, look.footer.url, look.logo) == ("By us", None, None)
    longer = f"{TEXT}    look:\n      footer: {{words: By us, url: https://us.example/}}\n      logo: a.svg\n"
    settings = settings_of(tmp_path, longer)
    assert settings.options.look.footer is not None
    assert settings.options.look.footer.url == "https://us.example/"
    assert settings.look_places["logo",].line == 13


def test_no_look_is_needed(tmp_path: Path) -> None:
    look = settings_of(tmp_path, TEXT).options.look
    assert (look.footer, look.logo) == (None, None)
    assert not any(look.chosen.values())
