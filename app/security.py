"""Keeps other users and other web sites out of an app that listens on loopback.

Any user of this machine can send requests to its loopback ports. So the app answers
only to browsers that are signed in.

A page from anywhere can make the browser send requests to this machine, and a name
that a stranger controls can be made to point here. So the app answers to loopback's own
names only, and lets only its own pages change anything.
"""

import re
from urllib.parse import urlencode

from starlette.datastructures import URL, Headers, MutableHeaders, QueryParams
from starlette.requests import HTTPConnection
from starlette.responses import (
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.request_body import LARGEST, TooLarge, with_whole_body
from app.sign_in import PARAMETER, SignIn
from app.sign_in_page import SIGN_IN_PAGE

LOOPBACK_HOST = re.compile(
    r"(localhost|127\.0\.0\.1|\[::1\])(?::(\d{1,5}))?", re.IGNORECASE
)

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}

# What any user may ask: whether the app answers.
OPEN_PATHS = {"/health"}

RESPONSE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # With "no-referrer" browsers would send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Refuses what must not reach the app; adds protective headers to the rest."""

    def __init__(self, app: ASGIApp, sign_in: SignIn) -> None:
        self._app = app
        self._sign_in = sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have the app answer it."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(RESPONSE_HEADERS)
            await send(message)

        answer = refuse_foreign(scope) or self._admit(scope) or refuse_post(scope)
        if answer is None and scope["type"] == "http":
            try:
                receive = await with_whole_body(scope, receive)
            except TooLarge:
                text = f"A request may have at most {LARGEST:,} bytes\n"
                answer = PlainTextResponse(text, 413)
        if answer is None:
            await self._app(scope, receive, send_guarded)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await answer(scope, receive, send_guarded)

    def _admit(self, scope: Scope) -> Response | None:
        """Return the answer to a browser that signs in or is not signed in."""
        token = _take_token(scope)
        name = cookie_name(scope)
        cookie = HTTPConnection(scope).cookies.get(name, "")
        is_signed_in = self._sign_in.is_session(cookie)
        if token is not None and scope.get("method") == "GET":
            if is_signed_in or self._sign_in.redeem(token):
                return self._signed_in(scope, name)
        if is_signed_in or scope["path"] in OPEN_PATHS:
            return None
        # A page that was open when the app started again shows how to sign in.
        return HTMLResponse(SIGN_IN_PAGE, 403, {"HX-Refresh": "true"})

    def _signed_in(self, scope: Scope, name: str) -> Response:
        """Give the cookie, and go to the same page without the token."""
        answer = RedirectResponse(str(URL(scope=scope)), 303)
        # A browser that comes from a file or another site would not send a cookie
        # with "strict" along when it follows this redirect.
        answer.set_cookie(name, self._sign_in.session, httponly=True, samesite="lax")
        answer.headers["Cache-Control"] = "no-store"
        return answer


def cookie_name(scope: Scope) -> str:
    """Return a name of the browser's port: all ports of a host share their cookies."""
    host = LOOPBACK_HOST.fullmatch(Headers(scope=scope)["host"])
    return f"hearth-{host[2] or 80}" if host else ""


def _take_token(scope: Scope) -> str | None:
    """Take the token out of the address, so that no log shows it."""
    query = QueryParams(scope["query_string"])
    if PARAMETER not in query:
        return None
    rest = [(key, value) for key, value in query.multi_items() if key != PARAMETER]
    scope["query_string"] = urlencode(rest).encode()
    return query[PARAMETER]


def refuse_foreign(scope: Scope) -> Response | None:
    """Return the answer to a request for another host than loopback."""
    hosts = Headers(scope=scope).getlist("host")
    if len(hosts) == 1 and LOOPBACK_HOST.fullmatch(hosts[0]):
        return None
    return PlainTextResponse("This app only answers requests from this machine\n", 421)


def refuse_post(scope: Scope) -> Response | None:
    """Return the answer to a request for a change that no page of this app sent."""
    headers = Headers(scope=scope)
    if scope.get("method") in SAFE_METHODS or is_own_page(headers, headers["host"]):
        return None
    return PlainTextResponse("Only this app's own pages can do that\n", 403)


def is_own_page(headers: Headers, host: str) -> bool:
    """Report whether the browser says that a page of this app sent the request."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    return headers.get("origin", "").partition("://")[2] == host
