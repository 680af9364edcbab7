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

# Fetches that version into the user's cache.
fetch() {
  if [ -n "${HEARTH_PACKAGE-}" ]; then
    draft=$cache/unpacked-$$
    mkdir -p "$draft" && tar -xzf "$HEARTH_PACKAGE" -C "$draft" &&
      HEARTH_INSTALL=1 sh "$draft/package/bin/hearth" --version >&2
    code=$?
    rm -rf "$draft"
    return $code
  elif command -v npx >/dev/null 2>&1; then
    npx -y "hearthspace@$version" --version >&2
  else
    deno run -A -q --no-config --no-lock --minimum-dependency-age=0 \
      "npm:hearthspace@$version/install" >&2
  fi
}

# shellcheck disable=SC1091 # reads $kit
if ! { [ -f "$kit/bin/whole.sh" ] && . "$kit/bin/whole.sh"; }; then
  if ! fetch || [ ! -f "$kit/installed" ]; then
    needs='it needs Node or Deno, and the network once'
    [ -z "${HEARTH_PACKAGE-}" ] ||
      needs="correct or unset HEARTH_PACKAGE, which is \"$HEARTH_PACKAGE\""
    printf '%s\n' "Cannot fetch Hearth $version: $needs" >&2
    exit 1
  fi
fi
exec "$kit/bin/hearth" "$@"
