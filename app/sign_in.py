"""Signs in the user who started the app, and no other user of this machine.

Every user of a machine can connect to its loopback ports. So the app serves only
browsers that have its cookie. A browser gets the cookie from a sign-in address, which
works once; then the next address takes its place. Where Hearth names a file for it, the
address is written there, readable by this user only; otherwise it is printed.
"""

import os
import secrets
from pathlib import Path

# The query parameter that carries the token of a sign-in address.
PARAMETER = "sign_in"

# The file that Hearth reads the address from.
ADDRESS_FILE = "HEARTH_ADDRESS_FILE"

# How a reloaded process keeps its browsers signed in. Like a file of mode 0600, the
# environment of a process is readable by its user only.
_INHERITED = "APP_SIGN_IN"


class SignIn:
    """Knows the cookie's value, and the token that is exchanged for it."""

    def __init__(self, address: str) -> None:
        """Begin with new values, or with those from before the reload.

        ``address`` is that of the app's first page.
        """
        self._address = address
        inherited = os.environ.pop(_INHERITED, "").split()
        self._is_announced = bool(inherited)
        self.session, self._token = inherited or (_random(), _random())

    def is_session(self, value: str) -> bool:
        """Return whether a cookie's value is the right one."""
        return secrets.compare_digest(value.encode(), self.session.encode())

    def redeem(self, token: str) -> bool:
        """Take a token; it is replaced by the next one if it is right."""
        if not secrets.compare_digest(token.encode(), self._token.encode()):
            return False
        self._token = _random()
        self._is_announced = False
        self.announce()
        return True

    def announce(self) -> None:
        """Write or print the sign-in address, unless that was done already."""
        if self._is_announced:
            return
        self._is_announced = True
        address = f"{self._address}?{PARAMETER}={self._token}"
        file = os.environ.get(ADDRESS_FILE)
        if not file:
            print(f"To sign in a browser, open this once: {address}", flush=True)
            return
        try:
            _write_private(Path(file), f"{address}\n")
        except OSError as error:
            print(f"Cannot write the sign-in address: {error}", flush=True)

    def hand_over(self) -> None:
        """Leave the values to the program that this process becomes."""
        if self._is_announced:
            os.environ[_INHERITED] = f"{self.session} {self._token}"


def _random() -> str:
    return secrets.token_urlsafe(32)


def _write_private(file: Path, text: str) -> None:
    """Write a file that only this user can read, all of it or nothing."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}.draft")
    draft.unlink(missing_ok=True)
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    with os.fdopen(os.open(draft, flags, 0o600), "w") as opened:
        opened.write(text)
    draft.replace(file)
