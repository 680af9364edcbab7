# shellcheck shell=sh
#
# Whether the installed kit in $kit has all its files as they were installed;
# sourced, it starts no process. "installed" is written last, so a file that is
# newer was changed.

_hearth_is_whole() {
  # shellcheck disable=SC2154 # set by the script that sources this
  [ -f "$kit/installed" ] && [ -f "$kit/FILES" ] || return 1
  # shellcheck disable=SC3013 # every sh that matters has -nt
  [ ! "$kit/FILES" -nt "$kit/installed" ] || return 1
  while read -r _ _hearth_file; do
    [ -f "$kit/$_hearth_file" ] || return 1
    # shellcheck disable=SC3013
    [ ! "$kit/$_hearth_file" -nt "$kit/installed" ] || return 1
  done <"$kit/FILES"
}
_hearth_is_whole
