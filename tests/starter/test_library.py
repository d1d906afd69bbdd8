"""The files of a new library: clean, in one language, and of nobody in particular."""

from __future__ import annotations

import re
import shutil
import subprocess
import sysconfig
from pathlib import Path, PurePosixPath

import pytest
import yaml
from hypothesis import given

from new_libraries import DAY, LANGUAGES, NAME, a_new_library, check_that_it_works
from openshelf.model.crisis_words import numbered
from openshelf.model.kinds import SHELVES, Kind
from openshelf.model.sections import SECTION_OF
from openshelf.model.settings import Options, read_settings
from openshelf.starter import library as starter
from openshelf.starter.library import example_lines, new_library
from support import any_text, examples, load, problems_of

WORDS = Path(starter.__file__).parent / "files/languages"
PROGRAMS = Path(sysconfig.get_path("scripts"))
EXAMPLE_FOLDERS = {shelf.folder for shelf in SHELVES if shelf.kind not in {Kind.THEME, Kind.PAGE}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wrong_with_a_new_library(language: str, tmp_path: Path) -> None:
    assert problems_of(a_new_library(tmp_path, language), DAY) == ()
    settings, _ = read_settings(tmp_path / "mkdocs.yml")
    assert settings is not None
    assert (settings.site_name, settings.language) == (NAME, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_one_theme_one_resource_and_an_example_of_each_kind_as_a_draft(language: str, tmp_path: Path) -> None:
    library = load(a_new_library(tmp_path, language), DAY)
    listed = {kind: len(library.listed(kind)) for kind in Kind if library.listed(kind)}
    assert listed == {Kind.RESOURCE: 1, Kind.THEME: 1, Kind.PAGE: 4}
    drafts = [entry.path for entry in library.parsed_entries if entry.data.draft]
    assert sorted(path.rpartition("/")[0] for path in drafts) == sorted(EXAMPLE_FOLDERS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_the_files_of_every_other_language_under_names_of_its_own(language: str) -> None:
    def without_own_names(path: str) -> str:
        is_named = PurePosixPath(path).parent.as_posix() in {*EXAMPLE_FOLDERS, "docs/themes"}
        return f"{PurePosixPath(path).parent}/" if is_named else path

    files = {tag: sorted(map(without_own_names, new_library(NAME, tag, None))) for tag in {language, "en"}}
    assert files[language] == files["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_danger_in_every_language_lead_to_each_situation_of_its_help_page(
    language: str, tmp_path: Path
) -> None:
    library = load(a_new_library(tmp_path, language), DAY)
    situations = range(len(library.help_situations) + 1)
    assert len(situations) == 8
    for tag in LANGUAGES:
        items = [item for item in library.crisis_items if item.tree.path == f"policy/crisis-words.{tag}.yml"]
        assert {words.situation for words in numbered(items, [id_ for id_, _ in library.help_situations])} == {
            *situations
        }, tag
    assert len(library.same_words) >= 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_cannot_be_published_as_it_is(language: str, tmp_path: Path) -> None:
    folder = a_new_library(tmp_path, language)
    drafts = [file for file in folder.rglob("*.md") if "\ndraft: yes\n" in file.read_text(encoding="utf-8")]
    for file in drafts:
        file.write_text(file.read_text(encoding="utf-8").replace("\ndraft: yes\n", "\n"), encoding="utf-8")
    found = {problem.place.path for problem in problems_of(folder, DAY) if problem.rule.id == "template-text"}
    assert found == {file.relative_to(folder).as_posix() for file in drafts}


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_readme_lists_every_key_that_an_organisation_sets(language: str) -> None:
    keys = {field.alias or name for name, field in Options.model_fields.items()}
    listed = re.findall(r"^\| `([a-z_]+)` \|", new_library(NAME, language, None)["README.md"], re.MULTILINE)
    assert sorted(listed) == sorted(keys)


def test_what_a_look_at_links_leaves_behind_is_kept_out_of_git() -> None:
    files = new_library(NAME, "en", None)
    left = set(re.findall(r"> (\w+\.\w+)\b", files[".ci/sweep"]))
    assert left == {"report.md", "moved.patch"}
    assert {f"/{name}" for name in left} <= set(files[".gitignore"].splitlines())


def test_what_readers_get_from_the_start_asks_for_nothing() -> None:
    for language in LANGUAGES:
        for path, text in new_library(NAME, language, None).items():
            if path.startswith("docs/") and "\ndraft: yes\n" not in text:
                assert example_lines().isdisjoint(map(str.strip, text.splitlines())), path


def test_nobody_is_named_who_has_nothing_to_do_with_it() -> None:
    for language in LANGUAGES:
        text = "\n".join(new_library(NAME, language, None).values()).casefold()
        assert not re.search(r"engine.?room|light touch|ligero|apoio pontual|appui ponctuel", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slot_is_left_and_every_yaml_file_can_be_read(language: str) -> None:
    for path, text in new_library(NAME, language, None).items():
        assert "@{" not in text, path
        assert text.endswith("\n"), path
        if path.endswith(".yml") and path != "mkdocs.yml":  # which has tags of MkDocs
            assert yaml.safe_load(text), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_scripts_hold_no_word_that_the_shell_would_change(language: str, tmp_path: Path) -> None:
    folder = a_new_library(tmp_path, language)
    for script in ("check", "host", "new-links", "preview", "previous", "sweep", "words"):
        subprocess.run(["bash", "-n", str(folder / ".ci" / script)], check=True)
    words = (WORDS / language / "words.yml").read_text(encoding="utf-8").splitlines()[1:]
    assert [line for line in words if re.search(r'["`$\\]', line)] == []


@given(any_text)
@examples(200)
def test_any_name_stands_as_it_is_or_is_refused(name: str) -> None:
    try:
        files = new_library(name, "en", None)
    except ValueError:
        return
    front = yaml.safe_load(files["docs/index.md"].split("---\n")[1])
    site_name = next(line for line in files["mkdocs.yml"].split("\n") if line.startswith("site_name:"))
    assert front["title"] == yaml.safe_load(site_name)["site_name"] == name.strip()


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\0b", "x" * 201, "\u2028"])
def test_a_name_that_no_page_can_show_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="the name"):
        new_library(name, "en", None)


ONE_IS_ENOUGH = [pytest.param(tag, marks=() if tag == "es" else pytest.mark.long) for tag in LANGUAGES]


@pytest.mark.parametrize("language", ONE_IS_ENOUGH)
def test_a_new_library_is_built_and_published(language: str, tmp_path: Path) -> None:
    check_that_it_works(a_new_library(tmp_path, language), PROGRAMS)


@pytest.mark.long
def test_a_library_without_any_entry_is_built_and_published(tmp_path: Path) -> None:
    folder = a_new_library(tmp_path, "en")
    for path in ("guides", "docs/themes", "docs/updates"):
        shutil.rmtree(folder / path)
    for file in (folder / "resources.yml", folder / "docs/help-now.md", *folder.glob("policy/crisis-words.*")):
        file.unlink()  # words of crisis lead to the help page
    support = folder / "docs/support.md"
    support.write_text(support.read_text(encoding="utf-8").replace("[Help now](help-now.md)", "A friend"), "utf-8")
    check_that_it_works(folder, PROGRAMS)
    menu = (folder / "site/index.html").read_text(encoding="utf-8")
    assert not re.findall(rf'href="\./(?:{"|".join(section.url for section in SECTION_OF.values())})"', menu)
