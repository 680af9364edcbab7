# shellcheck shell=bash
#
# Enters the workspace from the cache: .hearth/enter runs this with HEARTH_ROOT
# and HEARTH_KIT set. Arguments are a command to run, after a -- or without one; none means a
# shell: the one that HEARTH_SHELL names, else the user's own.

_hearth_dir=$HEARTH_KIT
if [[ ! -f $HEARTH_ROOT/workspace.ts ]]; then
  printf '%s\n' "Cannot find the workspace in \"$HEARTH_ROOT\". If it was moved, run setup again in its new directory" >&2
  exit 1
fi
[[ ${1-} == -- ]] && shift

_hearth_before=$PATH
# shellcheck source=nix/environment.bash
. "$_hearth_dir/nix/environment.bash"
(($#)) || HEARTH_BANNER=1
# shellcheck source=nix/hook.bash
. "$_hearth_dir/nix/hook.bash"

(($#)) && exec "$@"

# What entering put before the user's PATH: startup files may get before it.
HEARTH_PATH=${PATH%"$_hearth_before"}
export HEARTH_PATH
_hearth_shell=${HEARTH_SHELL:-${SHELL:-bash}}
unset HEARTH_SHELL
case ${_hearth_shell##*/} in
  zsh)
    [[ -z ${ZDOTDIR+set} ]] || export HEARTH_ZDOTDIR=$ZDOTDIR
    export ZDOTDIR=$_hearth_dir/nix/zsh
    exec "$_hearth_shell" -i
    ;;
  fish)
    export HEARTH_INIT=$_hearth_dir/nix/init.fish
    # shellcheck disable=SC2016 # for fish
    exec "$_hearth_shell" --init-command 'source $HEARTH_INIT'
    ;;
  bash)
    [[ $_hearth_shell == */* ]] || _hearth_shell=$BASH
    exec "$_hearth_shell" --rcfile "$_hearth_dir/nix/rc.bash" -i
    ;;
  *)
    exec "$BASH" --rcfile "$_hearth_dir/nix/rc.bash" -i
    ;;
esac
