/**
 * The environment of a shell that is entered inside: a user who has just
 * arrived, with nothing of the developer's settings.
 *
 * @module
 */

/** Everything that is made for the run is below it, inside. */
export const ROOM = "/tmp/hearth";

/** What a machine needs to reach the network at all. */
const KEPT = [
  "LANG",
  "LC_ALL",
  "TZ",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "NIX_SSL_CERT_FILE",
  "PIP_CERT",
  "REQUESTS_CA_BUNDLE",
  "CURL_CA_BUNDLE",
  "PIP_INDEX_URL",
  "PIP_FIND_LINKS",
  "UV_DEFAULT_INDEX",
];

/** Settings of Nix, which it is given outside too, where alone it builds. */
const NIX = /^NIX_(?!SSHOPTS$)|^NIXPKGS_/;

/**
 * Takes what has to stay from the environment outside.
 *
 * @param outside of Nix there, `PATH` included
 * @param more goes over it
 */
export function sealedShell(
  outside: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const kept = Object.entries(outside).filter(([name]) =>
    KEPT.includes(name) || NIX.test(name)
  );
  return {
    LANG: "C.UTF-8",
    ...Object.fromEntries(kept),
    PATH: `${ROOM}/bin:${outside.PATH ?? "/usr/bin:/bin"}`,
    HOME: `${ROOM}/home`,
    USER: "hearth",
    LOGNAME: "hearth",
    SHELL: "/bin/bash",
    // A terminal that knows bracketed paste, by which a prompt is noticed.
    TERM: "xterm-256color",
    TMPDIR: `${ROOM}/tmp`,
    TMUX_TMPDIR: `${ROOM}/tmux`,
    // Compiling what is thrown away a moment later would take longer than
    // installing it.
    PIP_NO_COMPILE: "1",
    BROWSER: `${ROOM}/bin/hearth_browser`,
    ...more,
  };
}
