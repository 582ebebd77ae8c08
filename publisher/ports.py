"""A port to serve on: the one that was asked for, or the next one that nobody else uses."""

from __future__ import annotations

import socket

PORTS_TRIED = 20
HIGHEST = 65_535


class NoPort(Exception):
    """No port is free to serve on; the message says which were tried."""


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or the first of the next ones that is free. Raises NoPort."""
    last = min(wanted + PORTS_TRIED - 1, HIGHEST)
    for port in range(max(wanted, 1), last + 1):
        if _is_free(host, port):
            return port
    raise NoPort(f"No port from {wanted} to {last} is free. Name another with --port, from 1 to {HIGHEST}.")


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
