# shellcheck shell=bash
#
# Loads the environment that the flake's shell has, from the cache in
# .hearth/env, into the shell that sources this file with HEARTH_ROOT set. Nix
# is asked only when something changed that the flake reads, and by
# "deno task shell", which knows how. Without Nix nothing happens.
#
# When Nix refuses the flake as it is, says so, and loads the last good one.

# The same as in nix/hook.bash, which unsets its functions.
_hearth_is_unchanged() {
  local bounds=$1 index=0 file
  shift
  for file; do
    [[ $file -ot $bounds/$index.low || $file -nt $bounds/$index.high ]] &&
      return 1
    index=$((index + 1))
  done
  return 0
}

_hearth_read_stamp() {
  local _hearth_root='' env=$HEARTH_ROOT/.hearth/env
  local -a _hearth_files
  _hearth_variables=''
  _hearth_profile=''
  _hearth_error=''
  [[ -s $env/stamp.bash ]] || return 1
  # shellcheck disable=SC1091 # made by deno task shell
  . "$env/stamp.bash"
  [[ $_hearth_root == "$HEARTH_ROOT" ]] || return 1
  # A profile that leads nowhere was collected.
  [[ -z $_hearth_profile || -e $_hearth_profile ]] || return 1
  _hearth_is_unchanged "$env/bounds" "${_hearth_files[@]}"
}

_hearth_has_deno() {
  type -P deno >/dev/null || type -P npx >/dev/null
}

# Has Nix asked by "deno task shell". Where there is neither Deno nor npx, the
# last environment has a Deno, or else the flake's own shell.
_hearth_renew() {
  local kit=${HEARTH_KIT:-$HEARTH_ROOT}
  # shellcheck disable=SC1090 # made by deno task shell
  if ! _hearth_has_deno && [[ -f $_hearth_variables ]]; then
    . "$_hearth_variables"
  fi
  if _hearth_has_deno; then
    HEARTH_ROOT=$HEARTH_ROOT "$kit/bin/hearth" shell --build
  else
    nix --extra-experimental-features 'nix-command flakes' \
      develop "$HEARTH_ROOT#quiet" -c env HEARTH_ROOT="$HEARTH_ROOT" \
      "$kit/bin/hearth" shell --build
  fi
}

_hearth_load() {
  [[ -f $HEARTH_ROOT/flake.nix ]] || return 0
  if _hearth_read_stamp; then
    [[ -z $_hearth_error ]] || printf '%s\n' "$_hearth_error" >&2
  elif type -P nix >/dev/null ||
    [[ -x /nix/var/nix/profiles/default/bin/nix ]]; then
    # What fails is told there, and the stamp names an earlier environment.
    (_hearth_renew) || :
    _hearth_read_stamp || :
  fi
  [[ -f $_hearth_variables ]] || return 0
  # shellcheck disable=SC1090 # made by deno task shell
  . "$_hearth_variables"
}

_hearth_load
unset -f _hearth_is_unchanged _hearth_read_stamp _hearth_has_deno \
  _hearth_renew _hearth_load
unset _hearth_variables _hearth_profile _hearth_error
