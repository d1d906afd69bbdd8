"""Which certificates are good, and which cannot be judged."""

from __future__ import annotations

import ssl
import subprocess
from typing import TYPE_CHECKING

import httpx
import pytest

from link_server import World, check, page
from openshelf.linkcheck.http_fetcher import _reason
from openshelf.linkcheck.reasons import Reason

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("code", "want"), [(10, "certificate"), (18, "certificate"), (62, "certificate"), (20, "half-certificate")]
)
def test_an_incomplete_chain_is_no_bad_certificate(code: int, want: str) -> None:
    cause = ssl.SSLCertVerificationError("verify failed")
    cause.verify_code = code
    error = httpx.ConnectError("")
    error.__cause__ = cause
    assert _reason(error) == want


@pytest.mark.parametrize(
    ("kind", "end", "name"),
    [("self-signed", "20990101", "tls"), ("expired", "20200101", "tls"), ("wrong-host", "20990101", "other")],
)
def test_a_certificate_that_is_not_valid(kind: str, end: str, name: str, tmp_path: Path) -> None:
    certificate = a_certificate(tmp_path, end, name)
    with World({"tls": lambda _: page()}, tls=served(certificate)) as world:
        address = world.address("tls", scheme="https")
        trusted = None if kind == "self-signed" else ssl.create_default_context(cafile=certificate)
        assert check(world, [address], certificates=trusted)[address].reason is Reason.BAD_CERTIFICATE


def test_a_valid_certificate_is_that_of_the_name(tmp_path: Path) -> None:
    certificate = a_certificate(tmp_path, "20990101", "tls")
    with World({"tls": lambda _: page()}, tls=served(certificate)) as world:
        address = world.address("tls", scheme="https")
        trusted = ssl.create_default_context(cafile=certificate)
        assert check(world, [address], certificates=trusted)[address].reason is Reason.FINE


def a_certificate(folder: Path, end: str, name: str) -> Path:
    """Make a certificate for a name that is valid from 2019 to a day, with its key in the same file."""
    (folder / "index").write_text("")
    (folder / "serial").write_text("01\n")
    (folder / "settings").write_text(
        f"[ca]\ndefault_ca=us\n[us]\ndatabase={folder}/index\nserial={folder}/serial\nnew_certs_dir={folder}\n"
        "default_md=sha256\npolicy=any\nx509_extensions=more\n[any]\ncommonName=supplied\n"
        f"[more]\nsubjectAltName=DNS:{name}.test\nbasicConstraints=CA:true\n[req]\ndistinguished_name=dn\n[dn]\n"
    )
    asked = f"openssl req -config settings -new -newkey rsa:2048 -nodes -keyout key -subj /CN={name}.test -out asked"
    signed = "openssl ca -config settings -selfsign -batch -keyfile key -in asked -notext -out made"
    signed += f" -startdate 20190101000000Z -enddate {end}000000Z"
    try:
        for command in (asked, signed):
            subprocess.run(command.split(), check=True, capture_output=True, cwd=folder)
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("openssl cannot make certificates here")
    (folder / "both").write_text((folder / "key").read_text() + (folder / "made").read_text())
    return folder / "both"


def served(file: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
