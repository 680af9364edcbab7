"""The socket that the app answers on."""

import os
import socket
import sys

HOST = "127.0.0.1"
DEFAULT_PORT = 5001

# How a reloaded process learns which open file is its socket.
_INHERITED = "APP_LISTENER_FD"


def open_listener() -> socket.socket:
    """Take over the socket of the process before the reload, or listen on PORT.

    Port 0 is any that is free.
    """
    inherited = os.environ.pop(_INHERITED, None)
    if inherited is not None:
        return socket.socket(fileno=int(inherited))
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    port = _port()
    try:
        listener.bind((HOST, port))
    except OSError as error:
        sys.exit(f"Cannot listen on {HOST}:{port}: {error.strerror}")
    listener.listen()
    return listener


def hand_over(listener: socket.socket) -> None:
    """Leave the open socket to the program that this process becomes."""
    descriptor = listener.detach()
    os.set_inheritable(descriptor, True)
    os.environ[_INHERITED] = str(descriptor)


def _port() -> int:
    text = os.environ.get("PORT", str(DEFAULT_PORT))
    if not text.isdecimal() or int(text) > 65535:
        sys.exit(f'Cannot use PORT "{text}": it must be a number from 0 to 65535')
    return int(text)
