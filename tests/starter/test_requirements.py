"""What a library installs: the locked packages, and the generator with its hash."""

from __future__ import annotations

import json
import re
from importlib.metadata import distributions, metadata, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from openshelf.starter import requirements as starter
from openshelf.starter.requirements import UNSET, Generator, at_address, recorded, requirements

LOCK = Path(starter.__file__).parent / "requirements.txt"
PROJECT_LOCK = Path(__file__).resolve().parents[2] / "requirements.txt"
WORDS = {"about_requirements": "A list.", "about_generator": "The generator.", "about_unset": "Not set"}
DIGEST = "0123456789abcdef" * 4
WHEEL = "https://files.example/openshelf-1.0.0-py3-none-any.whl"


def locked(file: Path) -> dict[str, str]:
    """Return what a lock holds: for each package its version, markers and hashes."""
    text = re.sub(r"^ *#.*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(re.findall(r"^([a-z0-9-]+)(==(?:[^\n]*\\\n)*[^\n]*\n)", text, re.MULTILINE))


def test_a_library_installs_what_the_generator_needs_in_the_versions_that_were_tested() -> None:
    small, whole = locked(LOCK), locked(PROJECT_LOCK)
    assert small
    assert small.items() <= whole.items()
    needed = [Requirement(line) for line in requires("openshelf") or () if "extra ==" not in line]
    assert {canonicalize_name(one.name) for one in needed} <= small.keys()
    assert small.keys().isdisjoint({"pytest", "ruff", "mypy", "playwright"})


def test_what_is_locked_runs_on_the_oldest_python_that_is_promised() -> None:
    """Debian 12 has Python 3.11.2, and a package that refuses it stops the whole installation."""
    promised = metadata("openshelf")["Requires-Python"].removeprefix(">=")
    refusing = {
        found.name: found.metadata["Requires-Python"]
        for found in distributions()
        if f"{promised}.0" not in SpecifierSet(found.metadata["Requires-Python"] or "")
    }
    assert promised == "3.11"
    assert refusing == {}


def test_every_package_has_a_hash_and_the_generator_comes_last() -> None:
    text = requirements(Generator(WHEEL, DIGEST), WORDS)
    lines = [line for line in text.replace("\\\n", "").split("\n") if line and not line.lstrip().startswith("#")]
    assert all("--hash=sha256:" in line for line in lines)
    assert lines[-1] == f"openshelf @ {WHEEL} --hash=sha256:{DIGEST}"
    assert text.startswith("# A list.\nannotated-types==")


def test_a_file_is_named_by_its_path() -> None:
    text = requirements(Generator("generator/openshelf-1.0.0-py3-none-any.whl", DIGEST), WORDS)
    assert text.endswith(f"\n./generator/openshelf-1.0.0-py3-none-any.whl --hash=sha256:{DIGEST}\n")


def test_where_the_generator_is_not_known_pip_stops_at_a_line_that_says_so() -> None:
    assert requirements(None, WORDS).endswith(f"--hash=sha256:0000\n{UNSET}\n")
    assert "# Not set:\n" in requirements(None, WORDS)
    assert "the-generator-is-not-set" in UNSET


def test_an_address_brings_its_hash() -> None:
    assert at_address(f"{WHEEL}#sha256={DIGEST}") == Generator(WHEEL, DIGEST)


@pytest.mark.parametrize("address", [WHEEL, f"{WHEEL}#sha256=", f"{WHEEL}#md5={DIGEST}", f"{WHEEL}#sha256={DIGEST}0"])
def test_an_address_without_a_whole_hash_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="hash of the wheel"):
        at_address(address)


@pytest.mark.parametrize(
    "archive", [{"hashes": {"sha256": DIGEST}}, {"hash": f"sha256={DIGEST}"}, {"hashes": {"sha256": DIGEST, "md5": ""}}]
)
def test_pip_says_what_it_installed(archive: dict[str, object]) -> None:
    assert recorded(json.dumps({"url": WHEEL, "archive_info": archive})) == Generator(WHEEL, DIGEST)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "no JSON",
        "[]",
        json.dumps({"url": "file:///home/x", "dir_info": {"editable": True}}),
        json.dumps({"url": WHEEL, "archive_info": {}}),
        json.dumps({"url": WHEEL, "archive_info": {"hash": f"md5={DIGEST}"}}),
        json.dumps({"url": WHEEL, "archive_info": {"hashes": []}}),
        json.dumps({"archive_info": {"hashes": {"sha256": DIGEST}}}),
    ],
)
def test_what_is_no_wheel_with_a_hash_says_nothing(said: str) -> None:
    assert recorded(said) is None


@pytest.mark.parametrize(
    ("address", "why"),
    [
        (WHEEL.replace("//", "//me:word@"), "contains a user or a password"),
        (WHEEL.replace("1.0.0", "1.0\n.0"), "contains a space"),
        (WHEEL.replace(".whl", "%20(1).whl"), "keep its published name"),
        ("https://files.example/", "keep its published name"),
    ],
)
def test_an_address_that_pip_cannot_use_or_nobody_may_see_is_refused(address: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        at_address(f"{address}#sha256={DIGEST}")
    said = json.dumps({"url": address, "archive_info": {"hashes": {"sha256": DIGEST}}})
    assert recorded(said) is None
