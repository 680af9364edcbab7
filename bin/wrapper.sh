#!/bin/sh
# Runs Hearth for this repository, in the version below: ./hearth start
# To change the version, run: ./hearth upgrade
version=@VERSION@

self=$0
case $self in
  */*) ;;
  *) self=./$self ;;
esac
# A link from elsewhere, such as ~/bin, leads to this repository.
if [ -h "$self" ] && [ ! -f "${self%/*}/workspace.ts" ]; then
  self=$(readlink -f -- "$self") || exit 1
fi
root=${self%/*}
HEARTH_ROOT=$(CDPATH='' cd -- "$root" && pwd -P) || exit 1
HEARTH_LAUNCHER=$0
export HEARTH_ROOT HEARTH_LAUNCHER
[ -z "${HEARTH_KIT-}" ] || exec "$HEARTH_KIT/bin/hearth" "$@"
# Without a home nothing can be kept. Only macOS has that directory.
home=${HOME:-/dev/null}
cache=$home/.cache
[ ! -d /System/Library/CoreServices ] || cache=$home/Library/Caches
cache=${XDG_CACHE_HOME:-$cache}/hearth
kit=$cache/kits/$version

# Fetches that version into the user's cache. npm packs it, as npx would fail
# ever after it was killed once.
fetch() {
  package=${HEARTH_PACKAGE-}
  if [ -z "$package" ] && ! command -v npm >/dev/null 2>&1; then
    command -v deno >/dev/null 2>&1 || return
    deno run -A -q --no-config --no-lock --minimum-dependency-age=0 \
      "npm:hearthspace@$version/install" >&2
    return
  fi
  draft=$cache/kits/draft-$$
  rm -rf "$draft"
  mkdir -p "$draft" || return
  [ -n "$package" ] || {
    npm pack --loglevel=error --pack-destination "$draft" \
      "hearthspace@$version" >/dev/null && package=$(printf '%s' "$draft"/*.tgz)
  } && tar -xzf "$package" -C "$draft" &&
    HEARTH_INSTALL=1 sh "$draft/package/bin/hearth" --version >/dev/null
  code=$?
  rm -rf "$draft"
  return $code
}

# shellcheck disable=SC1091 # reads $kit
if ! { [ -f "$kit/bin/whole.sh" ] && . "$kit/bin/whole.sh"; }; then
  if ! fetch || [ ! -f "$kit/installed" ]; then
    needs='check the network, and the version in the file hearth'
    command -v npm >/dev/null 2>&1 || command -v deno >/dev/null 2>&1 ||
      needs='install Node or Deno'
    [ -z "${HEARTH_PACKAGE-}" ] ||
      needs="correct or unset HEARTH_PACKAGE, which is \"$HEARTH_PACKAGE\""
    printf '%s\n' "Cannot fetch Hearth $version: $needs" >&2
    exit 1
  fi
fi
exec "$kit/bin/hearth" "$@"
