"""The preview's port."""

from __future__ import annotations

import errno
import socket


def why_port_unavailable(host: str, port: int) -> str:
    """Return in one sentence why a preview cannot have its port, empty where it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            trial.bind((host, port))
        except OSError as error:
            why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror or error})"
            return f"Port {port} {why}: close the other preview, or run mkdocs serve -a {host}:{port + 1}"
    return ""
