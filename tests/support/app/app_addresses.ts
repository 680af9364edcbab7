/**
 * What the app answers to.
 *
 * @module
 */

/** Every address of the app, with a body where one is taken. */
export const ADDRESSES = {
  GET: [
    "/",
    "/hello",
    "/counter",
    "/secret",
    "/chat",
    "/health",
    "/chat/models",
    "/chat/some-id",
    "/state/ollama",
    "/state/secrets",
    "/state/services",
    "/services/some-id",
    "/static/app.css",
  ],
  POST: [
    "/counter",
    "/secret/SECRET",
    "/chat/send",
    "/chat/pull",
    "/chat/some-id/stop",
    "/chat/some-id/delete",
    "/services/some-id/restart",
  ],
};
