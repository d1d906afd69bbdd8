"""What browsers are told to refuse: one policy behind the meta tag, ``_headers`` and the snippets for web servers."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from openshelf.model.sections import Section

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADERS_FILE = "_headers"
"""Where Netlify and Cloudflare Pages look for headers: at the site's root."""

_MAY_LOAD = ("script-src", "style-src", "img-src")
"""What pages load, all of it from the site itself. Nothing inline is allowed, and no hash that would allow it."""
_POLICY = {
    "default-src": "'none'",
    **dict.fromkeys(_MAY_LOAD, "'self'"),
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
_IGNORED_IN_META = ("frame-ancestors",)
"""Directives that browsers accept in a header only, and complain about elsewhere (CSP 3, section 3.3)."""

_SWITCHED_OFF = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
"""Abilities of the device that no page needs. Writing to the clipboard stays: a plan can be copied."""


def _written(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


META_POLICY = _written(
    {
        directive: f"{sources} file:" if directive in _MAY_LOAD else sources
        for directive, sources in _POLICY.items()
        if directive not in _IGNORED_IN_META
    }
)
"""The policy as each page carries it, for hosts that set no headers and for copies in a folder.

``file:`` is for those copies, where browsers differ in what ``'self'`` means: without it some would drop the style
sheet. A page from the web cannot load such addresses, whatever its policy says.
"""

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": _written(_POLICY),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{ability}=()" for ability in _SWITCHED_OFF),
        # Only for this very name: whoever publishes may not own its neighbours. Browsers ignore it over plain http,
        # so that the same file serves an onion service.
        "Strict-Transport-Security": "max-age=31536000",
        # A copy may be kept but must be asked about: what was withdrawn is gone at the next visit.
        "Cache-Control": "no-cache",
    }
)
"""What every file of the site is served with."""

OPEN_DATA = f"/{Section.DATA.url}"
"""Where open data and feeds stand."""
OPEN_TO_ALL = ("Access-Control-Allow-Origin", "*")
"""What open data are served with besides: scripts of other sites may read them. They are public, and no cookie exists
that would show somebody more. Scripts read with CORS, to which Cross-Origin-Resource-Policy does not apply."""


def headers_file() -> str:
    """Return the headers in the format of Netlify and Cloudflare Pages."""
    everywhere = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    return f"/*\n{everywhere}{OPEN_DATA}*\n  {': '.join(OPEN_TO_ALL)}\n"


_NAME, _VALUE = OPEN_TO_ALL
_SNIPPETS = {
    "nginx": (
        "# Include this in the server block; a location with an add_header of its own needs it once more.\n",
        'add_header {name} "{value}" always;\n',
        (
            "# Open data may be read by scripts of other sites; where the value is empty, nginx sends no such header.\n"
            'set $open_to "";\n'
            f'if ($uri ~ "{OPEN_DATA}") {{ set $open_to "{_VALUE}"; }}\n'
            f"add_header {_NAME} $open_to always;\n"
        ),
    ),
    "apache": (
        "# For the virtual host or .htaccess; needs mod_headers.\n",
        'Header always set {name} "{value}"\n',
        (
            "# Open data may be read by scripts of other sites.\n"
            f'<If "%{{REQUEST_URI}} =~ m#{OPEN_DATA}#">\n'
            f'Header always set {_NAME} "{_VALUE}"\n'
            "</If>\n"
        ),
    ),
    "caddy": (
        "# For the site's block.\nheader {\n",
        '\t{name} "{value}"\n',
        f'}}\n# Open data may be read by scripts of other sites.\nheader {OPEN_DATA}* {_NAME} "{_VALUE}"\n',
    ),
}
SERVERS = tuple(_SNIPPETS)
"""Web servers whose configuration can take the headers."""


def snippet(server: str) -> str:
    """Return the headers as a piece of the configuration of a web server. Raises KeyError if it is none of SERVERS."""
    before, line, after = _SNIPPETS[server]
    return before + "".join(line.format(name=name, value=value) for name, value in HEADERS.items()) + after
