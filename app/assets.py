"""Style sheets, scripts and pictures, served from this machine."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}

PLAIN_NAME = re.compile(r"\w[\w.-]*", re.ASCII)


class Asset(NamedTuple):
    """A file as it is now."""

    content: bytes
    media_type: str
    version: str


class Assets:
    """The files of some directories, by name; an earlier directory wins."""

    def __init__(self, directories: Sequence[Path]) -> None:
        self._directories = directories
        self._read: dict[tuple[Path, int, int], Asset] = {}

    def find(self, name: str) -> Asset | None:
        """Return a file, read anew only when it changed."""
        suffix = MEDIA_TYPES.get(Path(name).suffix)
        if suffix is None or not PLAIN_NAME.fullmatch(name):
            return None
        for directory in self._directories:
            try:
                stat = (directory / name).stat()
                key = (directory / name, stat.st_mtime_ns, stat.st_size)
                if key not in self._read:
                    content = key[0].read_bytes()
                    version = hashlib.sha256(content).hexdigest()[:16]
                    self._read[key] = Asset(content, suffix, version)
                return self._read[key]
            except OSError:
                continue
        return None

    def url(self, name: str) -> str | None:
        """Return an address that changes with the content; none when absent."""
        asset = self.find(name)
        return asset and f"/static/{name}?v={asset.version}"

    def answer(self, name: str, request: Request) -> Response | None:
        """Answer a request for a file; none when absent.

        An address with the right version may be kept for ever, any other is asked
        for again and mostly answered with "not modified".
        """
        asset = self.find(name)
        if asset is None:
            return None
        current = request.query_params.get("v") == asset.version
        keep = "public, max-age=31536000, immutable" if current else "no-cache"
        headers = {"ETag": f'"{asset.version}"', "Cache-Control": keep}
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(asset.content, media_type=asset.media_type, headers=headers)
