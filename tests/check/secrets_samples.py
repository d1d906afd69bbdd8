"""Samples of the rules of ``check/secrets.py``: none is real, and they are put together so that nobody is alarmed."""

from __future__ import annotations

from check.samples import Sample, bad, good

NEWS, CATALOGUE, SETTINGS = "docs/updates/hello.md", "resources.yml", "mkdocs.yml"
LETTERS = "Zr8Kq2Lm9Tx4Vb7Nc3Wd6Hf5Jg1Ps0Qy" * 3
LIBRARY = "The library is open."


def _says(text: str) -> dict[str, tuple[str, str]]:
    return {NEWS: (LIBRARY, text)}


SAMPLES: dict[str, list[Sample]] = {
    "secret": [
        bad(
            "a GitHub token in code",
            _says(f"`ghp{'_'}{LETTERS[:36]}`"),
            f"{NEWS}:9:2 secret (revoke it first, then delete it)",
        ),
        bad(
            "a GitHub token where no page is made of it",
            {"docs/decisions/a.md": f"Use ghp{'_'}{LETTERS[:36]}"},
            "docs/decisions/a.md:1:5 secret",
        ),
        bad("an AWS key", _says(f"Use AK{'IA'}Q2LM9TX4VB7NC3WD here."), f"{NEWS}:9:5 secret"),
        bad(
            "a private key",
            _says(f"```\n-----BEGIN OPENSSH PRIV{'ATE'} KEY-----\n{LETTERS[:70]}\n{LETTERS[:70]}\n```"),
            f"{NEWS}:10:1 secret",
        ),
        bad(
            "a PGP private key with a header",
            _says(f"-----BEGIN PGP PRIV{'ATE'} KEY BLOCK-----\nVersion: GnuPG v2\n\n{LETTERS[:64]}"),
            f"{NEWS}:9:1 secret",
        ),
        bad(
            "a password in an address of the catalogue",
            {CATALOGUE: ("summary: Writes on paper.", "summary: Writes to postgres://mill:h7Gk2Lm9@db.mill.net/ink.")},
            f"{CATALOGUE}:20:30 secret",
        ),
        bad("a password", _says(f'kobo_password = "{LETTERS[:20]}"'), f"{NEWS}:9:18 secret"),
        bad(
            "a token in the settings",
            {SETTINGS: ("site_name: Tiny", f"site_name: Tiny\n# api_token: {LETTERS[:24]}")},
            f"{SETTINGS}:2:14 secret",
        ),
        bad("a signed token", _says(f"eyJ{LETTERS[:20]}.eyJ{LETTERS[:40]}.{LETTERS[:43]}"), f"{NEWS}:9:1 secret"),
        good(
            "placeholders",
            _says("`ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx`, `AKIAIOSFODNN7EXAMPLE`, `api_key=$API_KEY`"),
        ),
        good("a public key", _says(f"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{LETTERS[:64]}")),
        good(
            "the first line of a private key, explained",
            _says("It starts with `-----BEGIN PGP PRIVATE KEY BLOCK-----`."),
        ),
        good("a checksum and a commit", _says(f"sha256: {'0a1b2c3d4e5f6789' * 4}, commit {'9f8e7d6c5b' * 4}")),
        good("an onion name", _says(f"`http://{'qxk3fz7ylm2aw5tn' * 3}vb6dcrhs.onion/`")),
        good(
            "words about passwords",
            _says("A password: six words drawn by dice, such as `correct-horse-battery-staple`."),
        ),
        good("an example of an address", _says("`https://user:password@example.org/`")),
    ],
}
