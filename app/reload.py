"""Serves the app and starts it anew when its code changes.

There is one process and no supervisor. On a change the process replaces itself: it
keeps its number and its open socket, so that no request is refused meanwhile. When the
new code does not start, a short notice is served until the code changes again.
"""

import os
import runpy
import socket
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from app.code_watch import CodeWatch
from app.listener import HOST, hand_over, open_listener
from app.sign_in import SignIn

ROOT = Path(__file__).resolve().parent.parent

# Seconds between two looks at the code.
LOOK_EVERY = 0.25

# Seconds that open requests have to end, and then the whole app, before a reload.
REQUEST_GRACE = 1
APP_GRACE = 3

BROKEN = (
    b"HTTP/1.1 503 Service Unavailable\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n"
    b"Cache-Control: no-store\r\n"
    b"Connection: close\r\n\r\n"
    b"The app does not start with its edited code. Its log shows why:\n"
    b"run `deno task logs server`, fix the code, then reload this page.\n"
)


def serve_with_reload(create_app: Callable[[SignIn], Any]) -> None:
    """Serve the app on loopback until a signal ends it."""
    watch = CodeWatch(ROOT)  # Before the import: an edit during it counts.
    listener = open_listener()
    sign_in = SignIn(f"{url_of(listener)}/")
    try:
        serve(create_app, watch, listener, sign_in)
    except (Exception, SystemExit):
        # To `main`, which after a reload waits for an edit.
        hand_over(listener)
        sign_in.hand_over()
        raise


def serve(
    create_app: Callable[[SignIn], Any],
    watch: CodeWatch,
    listener: socket.socket,
    sign_in: SignIn,
) -> None:
    """Answer on the socket until a signal, or an edit, ends it."""
    import uvicorn

    from app.patient_server import PatientServer

    server = PatientServer(
        uvicorn.Config(
            create_app(sign_in),
            timeout_graceful_shutdown=REQUEST_GRACE,
            proxy_headers=False,
            server_header=False,
        )
    )
    edited = threading.Event()
    ended = threading.Event()
    leaving = threading.Lock()  # Held until this process is another.

    def look() -> None:
        while not watch.changed():
            if ended.wait(LOOK_EVERY):
                return
        edited.set()
        server.reloads = True
        server.should_exit = True
        if ended.wait(APP_GRACE):
            return
        with leaving:  # A handler blocks the server: go without it.
            become_new(watch, listener, sign_in)

    threading.Thread(target=look, daemon=True, name="reload").start()
    sign_in.announce()
    print(f"Serving {url_of(listener)}", flush=True)
    try:
        server.run(sockets=[listener.dup()])  # It closes the socket that it gets.
    except KeyboardInterrupt:
        return
    ended.set()
    if edited.is_set():
        with leaving:
            become_new(watch, listener, sign_in)


def become_new(
    watch: CodeWatch, listener: socket.socket, sign_in: SignIn
) -> NoReturn:
    """Replace this process by one that runs the code as it is now."""
    print("The app's code changed: restarting", flush=True)
    watch.forget_bytecode()
    hand_over(listener)
    sign_in.hand_over()
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "app.reload"])


def main() -> None:
    """Run ``server.py`` after a reload; while it fails, wait for the next edit."""
    watch = CodeWatch(ROOT)
    try:
        runpy.run_path(str(ROOT / "server.py"), run_name="__main__")
    except (Exception, SystemExit):  # noqa: BLE001 - whatever the edit did
        traceback.print_exc()
        listener = open_listener()
        sign_in = SignIn(f"{url_of(listener)}/")
        answer_broken(watch, listener)
        become_new(watch, listener, sign_in)


def url_of(listener: socket.socket) -> str:
    """Return the address that browsers know the socket by."""
    return f"http://{HOST}:{listener.getsockname()[1]}"


def answer_broken(watch: CodeWatch, listener: socket.socket) -> None:
    """Tell anyone who asks that the app does not start, until its code changes."""
    listener.settimeout(LOOK_EVERY)
    while not watch.changed():
        try:
            connection, _ = listener.accept()
            with connection:
                connection.settimeout(LOOK_EVERY)
                connection.recv(65536)
                connection.sendall(BROKEN)
        except OSError:
            continue  # No one asked, or anyone who asked went away.


if __name__ == "__main__":
    main()
