# shellcheck shell=bash
#
# What bash reads when .hearth/enter starts it: the user's own file first.

# shellcheck disable=SC1090 # the user's
[[ ! -f ~/.bashrc ]] || . ~/.bashrc

[[ $PATH == "${HEARTH_PATH-}"* ]] || PATH=$HEARTH_PATH$PATH
unset HEARTH_PATH
if [[ -n ${NO_COLOR-} || ${TERM-dumb} == dumb ]]; then
  PS1='(.venv) \u@\h:\w\$ '
else
  PS1='(\[\e[32m\].venv\[\e[0m\]) \u@\h:\[\e[34m\]\w\[\e[0m\]\$ '
fi

# shellcheck source=lib/shell/completions/hearth.bash
[[ -z ${VIRTUAL_ENV-} ]] || . "${BASH_SOURCE[0]%/nix/*}/lib/shell/completions/hearth.bash"
